"""Answers in the form of the service's own (compare ``recorded``): XML text, JSON for esearch."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape

from tests.eutils.records import Record
from tests.eutils.search import Findings

_HEAD = '<?xml version="1.0" encoding="UTF-8" ?>\n'
_DTD = "https://eutils.ncbi.nlm.nih.gov/eutils/dtd"
SEARCH_DTD = f'<!DOCTYPE eSearchResult PUBLIC "-//NLM//DTD esearch 20060628//EN" "{_DTD}/20060628/esearch.dtd">\n'
POST_DTD = (
    f'<!DOCTYPE ePostResult PUBLIC "-//NLM//DTD epost 20090526//EN" "{_DTD}/20090526/epost.dtd">'
)
SUMMARY_DTD = (
    '<!DOCTYPE eSummaryResult PUBLIC "-//NLM//DTD esummary v1 20041029//EN" '
    f'"{_DTD}/20041029/esummary-v1.dtd">\n'
)
INFO_DTD = (
    f'<!DOCTYPE eInfoResult PUBLIC "-//NLM//DTD einfo 20190110//EN" "{_DTD}/20190110/einfo.dtd">\n'
)
SET_HEAD = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January '
    '2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)
_FIELDS = (
    ("ALL", "All Fields", "All terms from all searchable fields", "N"),
    ("UID", "UID", "Unique number assigned to publication", "N"),
    ("FILT", "Filter", "Limits the records", "N"),
    ("TITL", "Title", "Words in title of publication", "N"),
    ("MESH", "MeSH Terms", "Medical Subject Headings assigned to publication", "N"),
    ("MAJR", "MeSH Major Topic", "MeSH terms of major importance to publication", "N"),
    ("JOUR", "Journal", "Journal abbreviation of publication", "N"),
    ("PDAT", "Date - Publication", "Date of publication", "Y"),
    ("EDAT", "Date - Entry", "Date publication first accessible through Entrez", "Y"),
    ("MDAT", "Date - Modification", "Date of last modification", "Y"),
    ("CRDT", "Date - Create", "Date publication first accessible through Entrez", "Y"),
    ("PTYP", "Publication Type", "Type of publication (e.g., review)", "N"),
    ("LANG", "Language", "Language of publication", "N"),
    ("TIAB", "Title/Abstract", "Free text associated with Abstract/Title", "N"),
)


def search_xml(
    found: Findings,
    count: int,
    page: Sequence[int],
    start: int,
    notes: Iterable[str],
    history: tuple[int, str] | None,
) -> str:
    """An eSearchResult."""
    kept = f"<QueryKey>{history[0]}</QueryKey><WebEnv>{history[1]}</WebEnv>" if history else ""
    ids = (
        "<IdList>\n" + "".join(f"<Id>{p}</Id>\n" for p in page) + "</IdList>"
        if page
        else "<IdList/>"
    )
    said = "".join(
        f"<Translation>     <From>{escape(a)}</From>     <To>{escape(b)}</To>    </Translation>"
        for a, b in found.translations
    )
    return (
        f"{_HEAD}{SEARCH_DTD}<eSearchResult><Count>{count}</Count><RetMax>{len(page)}</RetMax>"
        f"<RetStart>{start}</RetStart>{kept}{ids}"
        + (f"<TranslationSet>{said}</TranslationSet>" if said else "<TranslationSet/>")
        + f"<QueryTranslation>{escape(found.translation)}</QueryTranslation>"
        + _listed("ErrorList", [("PhraseNotFound", found.phrases_not_found),
                                ("FieldNotFound", found.fields_not_found)])
        + _listed("WarningList", [("PhraseIgnored", found.phrases_ignored),
                                  ("QuotedPhraseNotFound", found.quoted_not_found),
                                  ("OutputMessage", list(notes))])
        + "</eSearchResult>\n"
    )  # fmt: skip


def _listed(name: str, entries: Sequence[tuple[str, Sequence[str]]]) -> str:
    inside = "".join(f"<{tag}>{escape(t)}</{tag}>" for tag, texts in entries for t in texts)
    return f"<{name}>{inside}</{name}>" if inside else ""


def search_json(
    found: Findings,
    count: int,
    page: Sequence[int],
    start: int,
    notes: Iterable[str],
    history: tuple[int, str] | None,
) -> str:
    """The same as JSON."""
    result: dict[str, Any] = {
        "count": str(count), "retmax": str(len(page)), "retstart": str(start),
        "idlist": [str(p) for p in page],
        "translationset": [{"from": a, "to": b} for a, b in found.translations],
        "querytranslation": found.translation,
    }  # fmt: skip
    if history:
        result |= {"querykey": str(history[0]), "webenv": history[1]}
    if found.phrases_not_found or found.fields_not_found:
        result["errorlist"] = {
            "phrasesnotfound": found.phrases_not_found, "fieldsnotfound": found.fields_not_found}  # fmt: skip
    notes = list(notes)
    if found.phrases_ignored or found.quoted_not_found or notes:
        result["warninglist"] = {"phrasesignored": found.phrases_ignored,
                                 "quotedphrasesnotfound": found.quoted_not_found,
                                 "outputmessages": notes}  # fmt: skip
    return json.dumps({"header": {"type": "esearch", "version": "0.3"}, "esearchresult": result})


def error_xml(root: str, *errors: str) -> str:
    """An answer of any root with nothing in it but errors."""
    dtd = {"eSearchResult": SEARCH_DTD, "ePostResult": POST_DTD, "eSummaryResult": SUMMARY_DTD}.get(
        root, ""
    )
    inside = "".join(f"\n\t<ERROR>{escape(e)}</ERROR>" for e in errors)
    return f"{_HEAD}{dtd}<{root}>{inside}\n</{root}>\n"


def post_xml(key: int, web_env: str, errors: Sequence[str] = ()) -> str:
    """An ePostResult."""
    inside = "".join(f"\n\t<ERROR>{escape(e)}</ERROR>" for e in errors)
    return (
        f"{_HEAD}{POST_DTD}<ePostResult>{inside}\n\t<QueryKey>{key}</QueryKey>\n"
        f"\t<WebEnv>{web_env}</WebEnv>\n</ePostResult>\n"
    )


def set_xml(records: Iterable[Record]) -> str:
    """A PubmedArticleSet."""
    return f"{SET_HEAD}<PubmedArticleSet>\n{''.join(r.element() for r in records)}</PubmedArticleSet>\n"


def medline_text(records: Iterable[Record]) -> str:
    """A few lines a record in MEDLINE form."""
    blocks = []
    for record in records:
        s = record.summary
        lines = [("PMID", str(record.pmid)), ("TI", s["title"]), *(("FAU", a) for a in s["authors"]),
                 *(("PT", t) for t in s["types"]), ("DP", s["pubdate"]), ("TA", s["source"]),
                 ("JT", s["journal"])]  # fmt: skip
        blocks.append("".join(f"{tag:<4}- {value}\n" for tag, value in lines if value))
    return "\n" + "\n".join(blocks)


def summary_xml(records: Iterable[Record], errors: Sequence[str]) -> str:
    """An eSummaryResult, version 1."""
    inside = "".join(f"\t<ERROR>{escape(e)}</ERROR>\n" for e in errors)
    return f"{_HEAD}{SUMMARY_DTD}<eSummaryResult>\n{''.join(map(_summary, records))}{inside}</eSummaryResult>\n"


def _summary(record: Record) -> str:
    s = record.summary
    rows = [
        _item("PubDate", "Date", s["pubdate"]), _item("EPubDate", "Date", ""),
        _item("Source", "String", s["source"]), _list("AuthorList", "Author", s["authors"]),
        _item("LastAuthor", "String", s["authors"][-1] if s["authors"] else ""),
        _item("Title", "String", s["title"]), _item("Volume", "String", s["volume"]),
        _item("Issue", "String", s["issue"]), _item("Pages", "String", s["pages"]),
        _list("LangList", "Lang", s["languages"]), _item("NlmUniqueID", "String", s["nlm_id"]),
        _item("ISSN", "String", s["issn"]), _item("ESSN", "String", s["essn"]),
        _list("PubTypeList", "PubType", s["types"]), _item("RecordStatus", "String", s["status"]),
        _item("PubStatus", "String", s["pub_status"]),
        _pairs("ArticleIds", s["ids"], "String"),
        *([_item("DOI", "String", s["doi"])] if s["doi"] else []),
        _pairs("History", s["history"], "Date"),
        _list("References", "Reference", s["references"]),
        _item("HasAbstract", "Integer", s["has_abstract"]), _item("PmcRefCount", "Integer", 0),
        _item("FullJournalName", "String", s["journal"]),
        _item("ELocationID", "String", f"doi: {s['doi']}" if s["doi"] else ""),
        _item("SO", "String", s["so"]),
    ]  # fmt: skip
    return f"<DocSum>\n\t<Id>{record.pmid}</Id>\n{''.join(rows)}</DocSum>\n\n"


def _item(name: str, kind: str, value: object) -> str:
    return f'\t<Item Name="{name}" Type="{kind}">{escape(str(value))}</Item>\n'


def _list(name: str, inner: str, values: Sequence[str]) -> str:
    return _pairs(name, [(inner, v) for v in values], "String")


def _pairs(name: str, values: Sequence[tuple[str, str]], kind: str) -> str:
    if not values:
        return f'\t<Item Name="{name}" Type="List"></Item>\n'
    inside = "".join("\t" + _item(n, kind, v) for n, v in values)
    return f'\t<Item Name="{name}" Type="List">\n{inside}\t</Item>\n'


def info_xml(n_records: int | None, build: str) -> str:
    """An eInfoResult: about PubMed, or the list of databases where `n_records` is None."""
    if n_records is None:
        names = "".join(f"\n\t<DbName>{n}</DbName>" for n in ("pubmed", "pmc", "mesh"))
        return f"{_HEAD}{INFO_DTD}<eInfoResult>\n<DbList>\n{names}\n</DbList>\n\n</eInfoResult>\n"
    fields = "".join(
        f"\t\t\t<Field>\n\t\t\t\t<Name>{name}</Name>\n\t\t\t\t<FullName>{full}</FullName>\n"
        f"\t\t\t\t<Description>{what}</Description>\n\t\t\t\t<TermCount/>\n\t\t\t\t<IsDate>{is_date}</IsDate>\n"
        "\t\t\t\t<IsNumerical>N</IsNumerical>\n\t\t\t\t<SingleToken>N</SingleToken>\n"
        "\t\t\t\t<Hierarchy>N</Hierarchy>\n\t\t\t\t<IsHidden>N</IsHidden>\n\t\t\t</Field>\n"
        for name, full, what, is_date in _FIELDS
    )
    return (
        f"{_HEAD}{INFO_DTD}<eInfoResult>\n\t<DbInfo>\n\t\t<DbName>pubmed</DbName>\n"
        "\t\t<MenuName>PubMed</MenuName>\n\t\t<Description>PubMed bibliographic record</Description>\n"
        f"\t\t<DbBuild>Build-{build}</DbBuild>\n\t\t<Count>{n_records}</Count>\n"
        f"\t\t<LastUpdate>{build}</LastUpdate>\n\t\t<FieldList>\n{fields}\t\t</FieldList>\n"
        "\t\t<LinkList>\n\t\t</LinkList>\n\t</DbInfo>\n\n</eInfoResult>\n"
    )
