"""Subjects, ids, notices, references, dates and smaller lists, from raw tables."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from evidence.sources.pubmed.arrays import at, is_held, numbers, strings
from evidence.sources.pubmed.raw import Raw, counted, joined, matched
from evidence.sources.pubmed.shaped import (
    Shaped,
    constant,
    held_or,
    in_order,
    moments_of,
    together,
    whole_numbers,
    yes,
)


def shape_lists(shaped: Shaped) -> None:
    """Fill every table of small lists."""
    _mesh(shaped)
    _chemicals(shaped)
    shaped.listed("publication_type", "publication_type", "PublicationType", "PublicationType",
                  "PublicationType/@UI")  # fmt: skip
    shaped.listed("language", "article", "Language", "Language")
    _keywords(shaped)
    _grants(shaped)
    _databanks(shaped)
    _corrections(shaped)
    _ids(shaped)
    _references(shaped)
    _history(shaped)


def _flag(name: str) -> Any:
    return lambda raw, rows: yes(raw.take(name, rows))


def _from_first_row(name: str) -> Any:
    """The attribute of the list a row stands in, which its first row holds."""

    def read(raw: Raw, rows: Any) -> Any:
        return attribute_of_list(raw, name, rows)

    return read


def attribute_of_list(raw: Raw, name: str, rows: Any) -> Any:
    """For each of `rows`, an attribute of the element that holds it; NULL for none."""
    held = raw.rows(name)
    lists = tuple(level[held] for level in raw.levels[:-1])
    found = matched(tuple(level[rows] for level in raw.levels[:-1]), lists)
    return raw.take(name, held[found] * (found >= 0) - (found < 0) if len(held) else found)


def _mesh(shaped: Shaped) -> None:
    raw = shaped.raw["mesh"]
    heading = raw.parents()
    starts = np.flatnonzero(np.diff(heading, prepend=-1))
    in_record = counted(raw.record[starts])[heading] if len(raw) else heading
    rows = raw.rows("DescriptorName")
    shaped.put("mesh_heading", raw.record[rows], [
        numbers(in_record[rows], pa.int32()), raw.take("DescriptorName", rows),
        raw.take("DescriptorName/@UI", rows), yes(raw.take("DescriptorName/@MajorTopicYN", rows)),
        raw.take("DescriptorName/@Type", rows), yes(raw.take("DescriptorName/@AutoHM", rows)),
    ])  # fmt: skip
    rows = raw.rows("QualifierName")
    shaped.put("mesh_qualifier", raw.record[rows], [
        numbers(in_record[rows], pa.int32()), numbers(counted(heading[rows]), pa.int32()),
        raw.take("QualifierName", rows), raw.take("QualifierName/@UI", rows),
        yes(raw.take("QualifierName/@MajorTopicYN", rows)), yes(raw.take("QualifierName/@AutoHM", rows)),
    ])  # fmt: skip


def _chemicals(shaped: Shaped) -> None:
    one, two = shaped.raw["chemical"], shaped.raw["supplementary"]
    rows, more = one.rows("Chemical/NameOfSubstance"), two.rows("SupplMeshName")
    records = [one.record[rows], two.record[more]]
    order = in_order(records)
    lists = [
        [constant("substance", len(rows)), held_or(two.take("SupplMeshName/@Type", more), "unstated")],
        [one.take("Chemical/RegistryNumber", rows), pa.nulls(len(more), pa.string())],
        [one.take("Chemical/NameOfSubstance", rows), two.take("SupplMeshName", more)],
        [one.take("Chemical/NameOfSubstance/@UI", rows), two.take("SupplMeshName/@UI", more)],
    ]
    by_record = np.concatenate(records)[order]
    columns = [at(joined(parts), order) for parts in lists]
    shaped.put("chemical", by_record, [numbers(counted(by_record), pa.int32()), *columns])


def _keywords(shaped: Shaped) -> None:
    shaped.listed("keyword", "keyword", "Keyword", _from_first_row("At/@Owner"), "Keyword",
                  _flag("Keyword/@MajorTopicYN"))  # fmt: skip


def _grants(shaped: Shaped) -> None:
    raw = shaped.raw["grant"]
    names = tuple(f"Grant/{n}" for n in ("GrantID", "Acronym", "Agency", "Country"))
    rows = raw.rows(*names)
    records = raw.record[rows]
    shaped.put("grant_award", records, [
        numbers(counted(records), pa.int32()), *(raw.take(n, rows) for n in names)
    ])  # fmt: skip


def _databanks(shaped: Shaped) -> None:
    """Each accession number with its bank, or the bank alone."""
    banks, accessions = shaped.raw["databank"], shaped.raw["accession"]
    named, rows = banks.rows("DataBankName"), accessions.rows("AccessionNumber")
    bank_levels = tuple(level[named] for level in banks.levels[:-1])
    found = matched(tuple(level[rows] for level in accessions.levels[:-2]), bank_levels)
    alone = np.setdiff1d(np.arange(len(named)), found)
    bank_of = np.concatenate((found, alone))
    records = np.concatenate((accessions.record[rows], banks.record[named[alone]]))
    order = np.lexsort((bank_of, records))
    names = banks.take("DataBankName", named)
    numbered = joined([accessions.take("AccessionNumber", rows), pa.nulls(len(alone), pa.string())])
    by_record = records[order]
    shaped.put("databank_accession", by_record, [
        numbers(counted(by_record), pa.int32()), at(names, bank_of[order]), at(numbered, order)
    ])  # fmt: skip


def _corrections(shaped: Shaped) -> None:
    raw, e = shaped.raw["correction"], "CommentsCorrections"
    rows = raw.rows(f"{e}/@RefType", f"{e}/RefSource", f"{e}/PMID", f"{e}/Note")
    records = raw.record[rows]
    shaped.put("comment_correction", records, [
        numbers(counted(records), pa.int32()), held_or(raw.take(f"{e}/@RefType", rows), ""),
        raw.take(f"{e}/RefSource", rows), whole_numbers(raw.take(f"{e}/PMID", rows), pa.int64()),
        whole_numbers(raw.take(f"{e}/PMID/@Version", rows), pa.int16(), 3), raw.take(f"{e}/Note", rows),
    ])  # fmt: skip


def _ids(shaped: Shaped) -> None:
    """ELocationIDs, OtherIDs, then the record's own list, as they stand in the XML."""
    sources = (("elocation_id", "article", "ELocationID", "ELocationID/@EIdType"),
               ("elocation_id", "book", "ELocationID", "ELocationID/@EIdType"),
               ("other_id", "citation", "OtherID", "OtherID/@Source"),
               ("article_id", "id", "ArticleId", "ArticleId/@IdType"))  # fmt: skip
    records, lists, kinds, values, valid = [], [], [], [], []
    for name, source, key, kind in sources:
        raw = shaped.raw[source]
        rows = raw.rows(key)
        records.append(raw.record[rows])
        lists.append(constant(name, len(rows)))
        stated = raw.take(kind, rows)
        kinds.append(held_or(stated, "pubmed") if name == "article_id" else stated)
        values.append(raw.take(key, rows))
        is_own = name == "elocation_id"
        valid.append(yes(raw.take("ELocationID/@ValidYN", rows)) if is_own else pa.nulls(len(rows), pa.bool_()))
    order = in_order(records)
    by_record = np.concatenate(records)[order]
    columns = [at(joined(parts), order) for parts in (lists, kinds, values, valid)]
    shaped.put("article_id", by_record, [numbers(counted(by_record), pa.int32()), *columns])


def _references(shaped: Shaped) -> None:
    """What the report cites, and its ids, which are never the record's own."""
    raw, ids = shaped.raw["reference"], shaped.raw["reference_id"]
    titled = np.where(is_held(raw.fields["Title"]), np.arange(len(raw)), -1)
    heading = np.maximum.accumulate(titled) if len(raw) else titled
    own_list = raw.parents()
    heading = np.where((heading >= 0) & (own_list[heading] == own_list), heading, -1)
    own, inner = raw.levels, ids.levels[: len(raw.levels)]
    held = ids.rows("ArticleId")
    cited_by_id = matched(tuple(level[held] for level in inner), own) if len(raw) else held * 0 - 1
    rows = np.flatnonzero(titled < 0)  # a reference without a word keeps its number
    records = raw.record[rows]
    place = counted(records)
    shaped.put("cited_reference", records, [
        numbers(place, pa.int32()), raw.take("Title", heading[rows]), raw.take("Reference/Citation", rows)
    ])  # fmt: skip
    shaped.keep_markup("cited_reference", raw, "Reference/Citation", rows, place)
    in_record: Any = np.zeros(len(raw) + 1, np.int64)
    in_record[rows] = place
    reference = in_record[cited_by_id]
    shaped.put("cited_reference_id", ids.record[held], [
        numbers(reference, pa.int32()), numbers(counted(cited_by_id), pa.int32()),
        ids.take("ArticleId/@IdType", held), ids.take("ArticleId", held),
    ])  # fmt: skip


def _history(shaped: Shaped) -> None:
    """PubMedPubDate, ArticleDate and ContributionDate: moments, and their letters."""
    day = ("Year", "Month", "Day")
    sources = (
        ("article", "ArticleDate", "@DateType", day, "article-date "),
        ("citation", "ContributionDate", None, (*day, "Season"), "book-ContributionDate"),
        ("history", "PubMedPubDate", "@PubStatus", (*day, "Hour", "Minute", "Second"), ""),
    )
    records, statuses, moments, valid, texts = [], [], [], [], []
    for source, element, attribute, parts, prefix in sources:
        raw = shaped.raw[source]
        names = [f"{element}/{part}" for part in parts]
        own = [f"{element}/{attribute}"] if attribute else []
        rows = raw.rows(*names, *own)
        records.append(raw.record[rows])
        if attribute:
            stated = held_or(raw.take(own[0], rows), "unstated")
            stated = strings([prefix + s for s in stated.to_pylist()]) if prefix else stated
        else:
            stated = constant(prefix, len(rows))
        statuses.append(stated)
        taken = {part: raw.take(name, rows) for part, name in zip(parts, names, strict=True)}
        micros, is_read = moments_of(taken)
        moments.append(micros)
        valid.append(is_read)
        texts.append(together(" ", *taken.values(), skips=True))
    order = in_order(records)
    by_record = np.concatenate(records)[order]
    shaped.put("history_date", by_record, [
        numbers(counted(by_record), pa.int32()), at(joined(statuses), order),
        numbers(np.concatenate(moments)[order], pa.timestamp("us"), np.concatenate(valid)[order]),
        at(joined(texts), order),
    ])  # fmt: skip
