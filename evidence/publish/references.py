"""What a citation of a report needs, gathered from the published tables (pure)."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from evidence.publish.safe_text import one_line

Rows = Callable[..., list[dict[str, Any]]]
Row = Mapping[str, Any]

#: ISO 639-2 as PubMed writes it: (language tag of BCP 47, English name).
LANGUAGES: Final[Mapping[str, tuple[str, str]]] = {
    "eng": ("en", "English"), "chi": ("zh", "Chinese"), "jpn": ("ja", "Japanese"),
    "kor": ("ko", "Korean"), "ger": ("de", "German"), "fre": ("fr", "French"),
    "spa": ("es", "Spanish"), "ita": ("it", "Italian"), "por": ("pt", "Portuguese"),
    "rus": ("ru", "Russian"), "pol": ("pl", "Polish"), "tur": ("tr", "Turkish"),
    "per": ("fa", "Persian"), "ara": ("ar", "Arabic"), "heb": ("he", "Hebrew"),
    "dut": ("nl", "Dutch"), "dan": ("da", "Danish"), "swe": ("sv", "Swedish"),
    "nor": ("no", "Norwegian"), "fin": ("fi", "Finnish"), "cze": ("cs", "Czech"),
    "slo": ("sk", "Slovak"), "hun": ("hu", "Hungarian"), "ukr": ("uk", "Ukrainian"),
    "gre": ("el", "Greek"), "rum": ("ro", "Romanian"), "srp": ("sr", "Serbian"),
    "hrv": ("hr", "Croatian"), "bul": ("bg", "Bulgarian"), "vie": ("vi", "Vietnamese"),
    "tha": ("th", "Thai"), "ind": ("id", "Indonesian"), "ice": ("is", "Icelandic"),
}  # fmt: skip
_LOCATOR: Final = re.compile(r"[A-Za-z]{0,4}\d{1,18}")
_SHORT_END: Final = re.compile(r"^(?P<head>[A-Za-z]*)(?P<first>\d+)-(?P<last>\d+)$")
_LONG_NUMBER: Final = 5


@dataclass(frozen=True, slots=True)
class Author:
    """A person, or a group that signs as one (`collective`)."""

    family: str | None
    given: str | None = None
    initials: str | None = None
    suffix: str | None = None
    collective: str | None = None
    is_editor: bool = False


@dataclass(frozen=True, slots=True)
class NoticeOn:
    """A notice on a report that a citation must tell; `where` is where it was published."""

    kind: str
    where: str | None
    pmid: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """The bibliographic facts of one report. None means that the record does not say.

    `title` is without the brackets and the full stop PubMed prints round a translated
    one; `is_translated` tells that they stood there. `pages` are spread out (123-129);
    `locator` is set instead where the report has an e-locator and no pages.
    `date_parts` are year, month, day as far as known. `pmid` is None for a record whose
    number is not PubMed's.
    """

    report_id: str
    pmid: int | None
    doi: str | None
    pmc_id: str | None
    title: str
    vernacular_title: str | None
    is_translated: bool
    language: str | None
    authors: tuple[Author, ...]
    are_authors_complete: bool
    journal: str | None
    journal_abbreviation: str | None
    issn: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    locator: str | None
    date_parts: tuple[int, ...]
    is_ahead_of_print: bool
    is_book: bool
    is_preprint: bool
    book_title: str | None
    publisher: str | None
    notices: tuple[NoticeOn, ...]

    @property
    def language_name(self) -> str | None:
        """The language in English, None for English or where it is not stated."""
        known = LANGUAGES.get(self.language or "eng", (None, self.language))
        return None if known[1] == "English" else known[1]

    @property
    def is_retracted(self) -> bool:
        """Whether the report was retracted and not reinstated since."""
        kinds = {notice.kind for notice in self.notices}
        return (
            bool(kinds & {"retraction", "retraction_and_replacement"})
            and "reinstatement" not in kinds
        )

    @property
    def key(self) -> str:
        """A key for reference managers: letters, digits and hyphens only.

        The first author's name and the year are for people; the report's id makes it unique.
        """
        first = self.authors[0] if self.authors else Author(None)
        name = re.sub(r"[^A-Za-z]", "", _ascii(first.family or first.collective or ""))[:20]
        year = str(self.date_parts[0]) if self.date_parts else ""
        return "-".join(
            filter(None, (name, year, re.sub(r"[^A-Za-z0-9]+", "-", self.report_id).strip("-")))
        )


def report_id_of(text: str) -> str:
    """The report id that a person means by a PMID, a DOI or the id itself.

    >>> report_id_of("39401008"), report_id_of("https://doi.org/10.1000/X")
    ('pmid:39401008', 'doi:10.1000/x')
    """
    bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text.strip(), flags=re.I)
    number = re.sub(
        r"^(?:https?://pubmed\.ncbi\.nlm\.nih\.gov/|pmid:?\s*)", "", bare, flags=re.I
    ).strip("/")
    if number.isdigit():
        return f"pmid:{int(number)}"
    return f"doi:{bare.lower()}" if bare.startswith("10.") else text.strip()


def references(rows: Rows, report_ids: Iterable[str]) -> dict[str, Reference]:
    """The references of the reports named, in that order; ids that are not held are left out."""
    wanted = list(dict.fromkeys(report_ids))
    tables = {name: _by_report(rows, name, wanted)
              for name in ("report", "author", "notice", "article_id", "publication_type")}  # fmt: skip
    made = {}
    for report_id in wanted:
        for report in tables["report"][report_id][:1]:
            made[report_id] = reference_of(
                report, tables["author"][report_id], tables["notice"][report_id],
                tables["article_id"][report_id], tables["publication_type"][report_id])  # fmt: skip
    return made


def _by_report(rows: Rows, name: str, wanted: list[str]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows(name, report_id=wanted) if wanted else ():
        grouped[row["report_id"]].append(row)
    return grouped


def reference_of(
    report: Row, authors: Iterable[Row] = (), notices: Iterable[Row] = (),
    article_ids: Iterable[Row] = (), types: Iterable[Row] = (),
) -> Reference:  # fmt: skip
    """One report's rows as a Reference."""
    title, is_translated = _title(report.get("title"))
    pages, locator = _pages(report, article_ids)
    is_ahead = _is_ahead(report)
    return Reference(
        report_id=str(report["report_id"]),
        pmid=report.get("pmid") if report.get("owner") != "NOTNLM" else None,
        doi=_text(report.get("doi")), pmc_id=_text(report.get("pmc_id")),
        title=title, vernacular_title=_title(report.get("vernacular_title"))[0] or None,
        is_translated=is_translated, language=_text(report.get("language")),
        authors=tuple(_author(a) for a in sorted(authors, key=lambda a: a["author_no"])),
        are_authors_complete=report.get("are_authors_complete") is not False,
        journal=_text(report.get("journal")),
        journal_abbreviation=_text(report.get("journal_iso")) or _text(report.get("medline_ta")),
        issn=_text(report.get("issn")) or _text(report.get("issn_linking")),
        volume=_text(report.get("volume")), issue=_text(report.get("issue")),
        pages=pages, locator=locator, date_parts=_date_parts(report, is_ahead),
        is_ahead_of_print=is_ahead, is_book=bool(report.get("is_book")),
        is_preprint=any(t.get("name") == "Preprint" for t in types),
        book_title=_text(report.get("book_title")), publisher=_text(report.get("publisher")),
        notices=_notices(notices),
    )  # fmt: skip


def _title(value: object) -> tuple[str, bool]:
    """(title, whether PubMed printed it as a translation, in brackets)."""
    text = one_line(value)
    bare = text.removesuffix(".")
    if bare.startswith("[") and bare.endswith("]") and bare.count("[") == bare.count("]"):
        return bare[1:-1].removesuffix(".").strip(), True
    return (bare if not text.endswith("..") else text), False


def _author(row: Row) -> Author:
    name = _text(row.get("last_name"))
    return Author(name, _text(row.get("fore_name")), _text(row.get("initials")), _text(row.get("suffix")),
                  _text(row.get("collective_name")) if name is None else None,
                  row.get("list_type") == "editors")  # fmt: skip


def _notices(rows: Iterable[Row]) -> tuple[NoticeOn, ...]:
    """Notices on the report, each once; comments are left out."""
    found: dict[tuple[Any, ...], NoticeOn] = {}
    for row in rows:
        if row["direction"] != "on" or row["kind"] == "comment":
            continue
        key = (row["kind"], row.get("other_pmid") or row.get("citation"))
        if key not in found or found[key].where is None:
            found[key] = NoticeOn(row["kind"], _text(row.get("citation")), row.get("other_pmid"))
    told = {notice.kind for notice in found.values() if notice.where or notice.pmid}
    return tuple(n for n in found.values() if n.where or n.pmid or n.kind not in told)


def _pages(report: Row, article_ids: Iterable[Row]) -> tuple[str | None, str | None]:
    """(pages spread out, e-locator): one of them at most."""
    printed = _text(report.get("pages"))
    if printed is None:
        for row in article_ids:
            value = _text(row.get("value")) or ""
            if (
                row.get("list") == "elocation_id"
                and row.get("id_type") == "pii"
                and _LOCATOR.fullmatch(value)
            ):
                return None, value
        return None, None
    is_number = printed.isdigit() and len(printed) >= _LONG_NUMBER
    if is_number or re.fullmatch(r"[eE]\d+", printed):
        return None, printed
    return spread_pages(printed), None


def spread_pages(printed: str) -> str:
    """Page ranges with their ends in full.

    >>> spread_pages("123-9"), spread_pages("S12-5, e3"), spread_pages("9-17"), spread_pages("1-2-3")
    ('123-129', 'S12-S15, e3', '9-17', '1-2-3')
    """
    return ", ".join(_spread(part.strip()) for part in re.split(r"[,;]", printed.replace("–", "-")))


def _spread(part: str) -> str:
    found = _SHORT_END.match(part)
    if found is None:
        return part
    head, first, last = found["head"], found["first"], found["last"]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return f"{head}{first}-{head}{last}"


def _is_ahead(report: Row) -> bool:
    """Published online, and not in an issue yet."""
    if report.get("volume") or report.get("issue") or report.get("is_book"):
        return False
    is_online = str(report.get("pub_model") or "").startswith(("Electronic", "Print-Electronic"))
    is_said = str(report.get("publication_status") or "").lower() == "aheadofprint"
    return is_said or bool(is_online and report.get("article_date") and not report.get("pages"))


_PRECISION: Final = {"day": 3, "month": 2, "season": 1, "year": 1, "range": 1}


def _date_parts(report: Row, is_ahead: bool) -> tuple[int, ...]:
    online, printed = report.get("article_date"), report.get("pub_date")
    if is_ahead and isinstance(online, date):
        return (online.year, online.month, online.day)
    if isinstance(printed, date):
        parts = (printed.year, printed.month, printed.day)
        return parts[: _PRECISION.get(str(report.get("pub_date_precision")), 1)]
    return (int(report["year"]),) if report.get("year") else ()


def _text(value: object) -> str | None:
    return one_line(value) or None


def _ascii(text: str) -> str:
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
