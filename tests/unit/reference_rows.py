"""Rows of reports as published tables hold them: each a hard case of citing."""

from __future__ import annotations

from datetime import date

HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(1)> {x} & 5% \u202edesrever'


def report(number, **changed):
    """One row of the view `report`."""
    row = {
        "report_id": f"pmid:{number}", "pmid": number, "owner": "NLM", "doi": f"10.1000/j.{number}",
        "pmc_id": None, "title": f"A made trial, number {number}.", "vernacular_title": None,
        "journal": "The Made Journal of Needles & Nerves", "journal_iso": "Made J Needles Nerves",
        "medline_ta": "Made J Needles Nerves", "issn": "1234-5678", "volume": "12", "issue": "3",
        "pages": "123-9", "year": 2020, "pub_date": date(2020, 3, 4), "pub_date_precision": "day",
        "article_date": None, "publication_status": "ppublish", "pub_model": "Print",
        "language": "eng", "is_book": False, "are_authors_complete": True, "book_title": None,
        "publisher": None,
    }  # fmt: skip
    return {**row, **changed}


def person(report_id, number=0, **changed):
    """One row of the table `author`."""
    row = {
        "report_id": report_id, "author_no": number, "list_type": "authors",
        "last_name": "Smith", "fore_name": "John A", "initials": "JA", "suffix": None,
        "collective_name": None,
    }  # fmt: skip
    return {**row, **changed}


def notice(report_id, kind, citation="Made J. 2021 Jan 20;31(5):33-5", **changed):
    """One row of the table `notice`, on the report."""
    row = {"report_id": report_id, "kind": kind, "direction": "on", "ref_type": kind,
           "other_pmid": 999, "citation": citation, "seen_in": "own_record"}  # fmt: skip
    return {**row, **changed}


def tables():
    """Rows by table: plain, group, many authors, e-locator, ahead of print, foreign, noticed, no PMID."""
    reports = [
        report(1),
        report(2),
        report(3, pages="e0155035"),
        report(4, volume=None, issue=None, pages=None, publication_status="aheadofprint",
               article_date=date(2020, 5, 6)),
        report(5, title="[Needles for nerves].", language="jpn"),
        report(6, title="[Needles for nerves].", vernacular_title="Nadeln für Nerven.", language="ger"),
        report(7),
        report(8),
        report(9, title=HOSTILE),
        report(0, report_id="doi:10.1000/only", pmid=None, doi="10.1000/only", owner="NOTNLM"),
        report(11),
        report(12, journal_iso=None, medline_ta=None, pub_date=None, year=None, pages=None, doi=None),
    ]  # fmt: skip
    authors = [
        person("pmid:1", suffix="Jr"),
        person("pmid:1", 1, last_name="van der Berg", fore_name="Anne-Marie", initials="AM"),
        person("pmid:2", last_name="Li", fore_name="Wei", initials="W"),
        person("pmid:2", 1, last_name=None, fore_name=None, initials=None,
               collective_name="NEEDLE & Nerve Study Group"),
        *(person("pmid:3", n, last_name=f"Number{n}", fore_name=None, initials="AB") for n in range(25)),
        *(person(f"pmid:{n}") for n in (4, 5, 6, 7, 8, 9)),
        person("doi:10.1000/only"),
        person("pmid:12"),
    ]  # fmt: skip
    notices = [notice("pmid:7", "retraction"), notice("pmid:8", "correction"),
               notice("pmid:8", "comment"), notice("pmid:1", "retraction", direction="of")]  # fmt: skip
    return {"report": reports, "author": authors, "notice": notices, "article_id": [],
            "publication_type": []}  # fmt: skip


def _is(value, wanted):
    return value in wanted if isinstance(wanted, list) else value == wanted


def rows_of(held):
    """A `Rows` callable over such tables."""

    def rows(name, /, **equals):
        return [row for row in held.get(name, []) if all(_is(row.get(k), v) for k, v in equals.items())]

    return rows


def held_references():
    """All of them as references, by report id."""
    from evidence.publish.references import references

    held = tables()
    return references(rows_of(held), [r["report_id"] for r in held["report"]])
