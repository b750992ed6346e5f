"""Verdicts over a labelled corpus: which verdict follows if links and stances are as labelled?

`--data` names a folder with studies.xml and labels.jsonl. Evidence items are made
from the labels, so that the rules are judged apart from linking and stance; claims
that the labels do not know are left out. Prints one JSON object on the last line.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

from evidence.appraise.appraisal import TopicAppraisal, appraise_topic
from evidence.appraise.rules import rules_from
from evidence.appraise.studies import study_groups
from evidence.appraise.verdict_case import SearchFacts
from evidence.models import EvidenceItem, Finding, ItemStatus, ReportText, Section, Stance, Topic
from evidence.topics import load_topic

QUERIES = Path(__file__).parents[2] / "queries"
_WITHOUT_NEEDLES = {"moxibustion", "laser", "tens", "acupressure"}
_DIRECTIONS = {"favours_acupuncture": "better", "favours_control": "worse", "no_difference": "null",
               "mixed": "mixed"}  # fmt: skip
_FAVOURS = {"acupuncture": "better", "control": "worse"}


def main() -> None:
    """Print every labelled claim's verdict, then the summary as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--topic", default="acupuncture-nerve-pain")
    parser.add_argument("--reasons", action="store_true", help="print the reasons too")
    given = parser.parse_args()
    topic = load_topic(QUERIES, given.topic)
    labelled = dict(_labelled(given.data))
    started = time.perf_counter()
    held, known = _appraised(topic, labelled)
    seconds = time.perf_counter() - started
    verdicts = {v.claim_id: v for v in held.verdicts if v.claim_id in known}
    for claim_id, judged in verdicts.items():
        flag = " harm_signal" if judged.harm_signal else ""
        print(f"{claim_id}: {judged.verdict}{flag}, certainty {judged.certainty or 'none'}, {judged.counts}")
        for reason in judged.reasons if given.reasons else ():
            print(f"    {reason}")
    for row in held.wording if given.reasons else ():
        if row.problem:
            print(f"[{row.sentence_no}] {row.problem}")
            print(f"    cautious: {row.suggestion}\n    plain: {row.suggestion_plain}")
    print(json.dumps({
        "n_reports": len(labelled), "n_items": len(held.items), "n_claims_labelled": len(verdicts),
        "verdicts": {c: v.verdict for c, v in verdicts.items()},
        "tally": Counter(v.verdict for v in verdicts.values()),
        "n_sentences_with_problem": sum(w.problem is not None for w in held.wording),
        "n_sentences_with_suggestion": sum(w.suggestion is not None for w in held.wording),
        "seconds": round(seconds, 2),
    }))  # fmt: skip


def _labelled(folder: Path) -> Iterator[tuple[str, tuple[ReportText, dict[str, Any]]]]:
    rows = [json.loads(line) for line in (folder / "labels.jsonl").read_text("utf-8").splitlines()]
    by_pmid, by_doi = {r["pmid"]: r for r in rows}, {(r["doi"] or "").lower(): r for r in rows}
    for record in etree.parse(str(folder / "studies.xml")).iter("PubmedArticle"):
        report = _report(record)
        row = by_pmid.get(str(report.pmid)) or by_doi.get((report.doi or "").lower())
        if row is not None:
            yield report.report_id, (report, row)


def _report(record: Any) -> ReportText:
    pmid = int(record.findtext(".//PMID"))
    dois = [e.text for e in record.iter("ArticleId") if e.get("IdType") == "doi"]
    title = "".join(record.find(".//ArticleTitle").itertext())
    abstract = [Section("abstract", n, "".join(e.itertext()), e.get("Label"))
                for n, e in enumerate(record.iter("AbstractText"))]  # fmt: skip
    year = record.findtext(".//PubDate/Year")
    return ReportText(
        f"pmid:{pmid}", Section("title", 0, title), tuple(abstract), pmid=pmid,
        doi=dois[0] if dois else record.findtext(".//ELocationID"),
        journal=record.findtext(".//Journal/Title"), year=int(year) if year else None,
    )  # fmt: skip


def _appraised(
    topic: Topic, labelled: dict[str, tuple[ReportText, dict[str, Any]]]
) -> tuple[TopicAppraisal, set[str]]:
    findings = {rid: list(_findings(row["labels"])) for rid, (_, row) in labelled.items()}
    items = [item for rid, (_, row) in labelled.items() for item in _items(rid, row)]
    reports = {rid: report for rid, (report, _) in labelled.items()}
    rules = rules_from(topic.rules)
    known = {i.claim_id for i in items} | {c.claim_id for c in topic.claims if c.kind.value == "named_study"}
    held = appraise_topic(topic, items, study_groups(reports.values(), findings), findings, reports, rules,
                          SearchFacts(len(reports)))  # fmt: skip
    return held, known


def _findings(labels: dict[str, Any]) -> Iterator[Finding]:
    def made(kind: str, value: str | None = None, number: float | None = None, **detail: Any) -> Finding:
        return Finding(kind, value, None, "label", "1", number=number, detail=detail)

    yield made("design", labels["design"])
    for kind in ("condition", "comparator", "intervention"):
        yield from (made(kind, value) for value in labels[kind])
    if labels["n_participants"]:
        yield made("n_participants", None, labels["n_participants"])
    if labels["follow_up_weeks"]:
        yield made("follow_up_weeks", None, labels["follow_up_weeks"])
    for e in labels["effects"]:
        detail = {**e, "time_point": e["timepoint"], "direction": _FAVOURS.get(e.get("favours") or "")}
        yield Finding("effect", e["measure"], None, "label", "1", number=e["value"], detail=detail)


def _items(report_id: str, row: dict[str, Any]) -> Iterator[EvidenceItem]:
    labels = row["labels"]
    is_indirect = bool(labels["intervention"]) and set(labels["intervention"]) <= _WITHOUT_NEEDLES
    is_prevention = "prevention of" in row["title"].lower()
    status = ItemStatus.INDIRECT if is_indirect or is_prevention else ItemStatus.COUNTED
    reason = "prevention, not treatment" if is_prevention else "another technique" if is_indirect else "direct"
    for claim in row["claims"]:
        yield EvidenceItem(
            claim["id"], report_id, status, Stance(claim["stance"] or "inconclusive"), (), (), reason,
            direction=_DIRECTIONS.get(labels["direction"]), design=labels["design"],
            population=labels["population"], n_participants=labels["n_participants"],
        )  # fmt: skip


if __name__ == "__main__":
    main()
