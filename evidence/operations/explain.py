"""Why a report counts, or does not, for each claim: all that is known of it, traced."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from evidence.errors import UsageError
from evidence.publish.references import report_id_of as report_id_of

Rows = Callable[..., list[dict[str, Any]]]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Explanation:
    """One report: its versions, how it was found, what was read, and what follows from it."""

    report: Row
    versions: list[Row]
    hits: list[Row]
    notices: list[Row]
    sections: list[Row]
    findings: list[Row]
    items: list[Row]
    judgements: list[Row]
    study: Row | None

    def as_json(self) -> Row:
        """The same for a program."""
        return {name: getattr(self, name) for name in self.__slots__}

    def lines(self) -> list[str]:
        """The same for a reader."""
        return [
            *self._head(), "", "Versions read", *map(_version_line, self.versions),
            "", "Found by", *(self._found() or [self._unfound()]),
            "", "Notices", *(_notice_lines(self.notices) or ["  none"]),
            "", "What was read, marked in the text", *self._marked(),
            "", "Claims", *(line for item in self.items for line in _item_lines(item)),
            *([] if self.items else ["  linked to no claim of any topic"]),
            *(["", "Decisions of people", *map(_judgement_line, self.judgements)] if self.judgements else []),
        ]  # fmt: skip

    def _head(self) -> list[str]:
        r = self.report
        told = [f"{r['report_id']}  {r['title'] or '(no title)'}",
                f"  {r['journal'] or 'no journal'}, {r['year'] or 'no year'}"
                + (f", doi:{r['doi']}" if r["doi"] else ""),
                f"  first seen {r['first_seen_on']}, last changed {r['last_changed_on']}"
                + (", no longer returned by PubMed" if r["is_withdrawn"] else "")]  # fmt: skip
        if self.study and self.study["study_id"] != r["report_id"]:
            told.append(f"  one study with {self.study['study_id']}: {self.study['reason']}")
        return told

    def _found(self) -> list[str]:
        return [
            f"  {h['topic']}/{h['strategy_id']}, first on {h['first_found_on']}" for h in self.hits
        ]

    def _unfound(self) -> str:
        if self.report.get("source") == "pubmed":
            return "  no strategy's newest search; it came by an earlier one, and is verified where it is linked"
        return "  no search: it was read from a file"

    def _marked(self) -> list[str]:
        told = []
        for section in self.sections:
            label = section["label"] or section["field"]
            told.append(f"  [{label}] {marked(section, self.findings)}")
        apart = [f for f in self.findings if f["field"] is None]
        told += [f"  {f['kind']} = {_value(f)} (from {f['source']}, {f['rule']})" for f in apart]
        return told


def explanation(rows: Rows, report: str) -> Explanation:
    """What is known of one report, by PMID or DOI. Raises UsageError where it is not held."""
    report_id = report_id_of(report)
    held = rows("report", report_id=report_id)
    if not held and report_id.startswith("doi:"):
        held = rows("report", doi=report_id.removeprefix("doi:"))
    if not held:
        raise UsageError(f"{report_id} is not among the reports held. Mend: check the number, or "
                         "see whether a search strategy should find it")  # fmt: skip
    report_id = held[0]["report_id"]
    pmid = held[0]["pmid"]
    return Explanation(
        report=held[0],
        versions=_versions(rows, report_id),
        hits=rows("search_hit", pmid=pmid) if pmid is not None else [],
        notices=rows("notice", report_id=report_id),
        sections=sorted(rows("section", report_id=report_id),
                        key=lambda s: (s["field"] != "title", s["section_no"])),
        findings=sorted(rows("finding", report_id=report_id), key=lambda f: f["finding_no"]),
        items=[_with_traces(rows, item) for item in rows("evidence_table", report_id=report_id)],
        judgements=rows("judgement", report_id=report_id),
        study=next(iter(rows("study_report", report_id=report_id)), None),
    )  # fmt: skip


def marked(section: Row, findings: list[Row]) -> str:
    """A section's text with each finding set in brackets behind its words.

    Where findings overlap, each is named at its own end.
    """
    here = [
        f
        for f in findings
        if (f["field"], f["section_no"]) == (section["field"], section["section_no"])
    ]
    text, out, at = section["text"], [], 0
    for finding in sorted(here, key=lambda f: (f["end"], -f["start"])):
        out.append(text[at : finding["end"]])
        out.append(f" ⟦{finding['kind']}: {_value(finding)}⟧")
        at = finding["end"]
    return "".join([*out, text[at:]])


_VERSION = (
    "batch_sha256",
    "record_no",
    "status",
    "pmid_version",
    "date_revised",
    "source_format",
    "file_no",
)


def _versions(rows: Rows, report_id: str) -> list[Row]:
    """Each version read with the day it came, the newest first."""
    versions = []
    for row in rows("record", report_id=report_id):
        (batch,) = rows("batch", batch_sha256=row["batch_sha256"])
        version = {
            **{name: row[name] for name in _VERSION},
            "first_seen_at": batch["first_seen_at"],
        }
        versions.append((batch["arrival_no"], row["record_no"], version))
    return [version for _, _, version in sorted(versions, key=lambda v: v[:2], reverse=True)]


def _with_traces(rows: Rows, item: Row) -> Row:
    key = {"topic": item["topic"], "claim_id": item["claim_id"], "report_id": item["report_id"]}
    return {**item, "rationales": sorted(rows("rationale", **key), key=lambda r: r["rationale_no"]),
            "concept_matches": sorted(rows("concept_match", **key), key=lambda r: r["match_no"])}  # fmt: skip


def _value(finding: Row) -> str:
    if finding["value"] is not None:
        outcome = json.loads(finding["detail"] or "{}").get("outcome")
        return f"{finding['value']}{f' of {outcome}' if outcome else ''}"
    return f"{finding['number']}{' ' + finding['unit'] if finding['unit'] else ''}"


def _version_line(row: Row) -> str:
    return (f"  {row['status']}: version {row['pmid_version'] or '-'}, revised {row['date_revised'] or '-'}, "
            f"came {row['first_seen_at']:%Y-%m-%d}, batch {row['batch_sha256'][:12]} "
            f"record {row['record_no']} ({row['source_format']})")  # fmt: skip


def _notice_lines(notices: list[Row]) -> list[str]:
    return [f"  {n['kind']} {n['direction']} this report: "
            + (f"PMID {n['other_pmid']}" if n["other_pmid"] else n["citation"] or "no other end named")
            for n in notices]  # fmt: skip


def _item_lines(item: Row) -> list[str]:
    stance = f", {item['stance']}" if item["stance"] else ""
    told = [f"  {item['topic']}/{item['claim_id']}: {item['status']}{stance} "
            f"(by {item['decided_by']}, rule {item['rule']})", f"    why: {item['reason']}"]  # fmt: skip
    told += [f"    says: “{r['quote']}” [{r['field']} {r['section_no']}, {r['start']}–{r['end']}]"
             for r in item["rationales"]]  # fmt: skip
    terms = dict.fromkeys(
        f"{m['concept_id']} ({m['term']}, {m['matched_by']})" for m in item["concept_matches"]
    )
    return [*told, f"    matched: {', '.join(terms)}"] if terms else told


def _judgement_line(row: Row) -> str:
    remark = f"; {row['remark']}" if row["remark"] else ""
    return (f"  {row['topic']}/{row['claim_id']}: {row['what']} = {row['value']}, by {row['decided_by']} "
            f"({row['role']}) on {row['decided_on']}: {row['why']} [{row['state']}{remark}]")  # fmt: skip
