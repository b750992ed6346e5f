"""Small evidence for tests of verdicts and wording: values made here, no report of anybody's."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evidence.appraise.rules import Rules, rules_from
from evidence.appraise.verdict_case import ClaimCase, SearchFacts, claim_case
from evidence.models import (
    Anchor,
    Claim,
    ClaimKind,
    Concept,
    ConceptKind,
    EvidenceItem,
    Finding,
    ItemStatus,
    Match,
    ReportText,
    Scope,
    Section,
    Span,
    Stance,
)

RULES_FILE = Path(__file__).parents[2] / "queries" / "rules.toml"
SOUND = "Six databases were searched to 14 May 2016. Risk of bias was judged."


def rules() -> Rules:
    """The rules in force."""
    return rules_from(tomllib.loads(RULES_FILE.read_text(encoding="utf-8")))


def claim(kind: ClaimKind = ClaimKind.EFFICACY, claim_id: str = "c", **given: Any) -> Claim:
    """A claim; `scope` fields may be given by name."""
    names = set(Scope.__dataclass_fields__)
    scope = Scope(**{k: v for k, v in given.items() if k in names})
    return Claim(
        claim_id, kind, given.get("quote", "acupuncture can relieve pain"), "", "",
        given.get("question", "Does acupuncture relieve pain in sciatica?"), scope,
        given.get("anchor", Anchor(0, 10)), given.get("parent"),
    )  # fmt: skip


def item(report: int | str, stance: str | None = "supports", design: str = "rct", n: int | None = 120,
         **given: Any) -> EvidenceItem:  # fmt: skip
    """An evidence item of claim c."""
    report_id = report if isinstance(report, str) else f"pmid:{report}"
    return EvidenceItem(
        given.get("claim_id", "c"), report_id, ItemStatus(given.get("status", "counted")),
        Stance(stance) if stance else None, given.get("rationale", ()), given.get("matches", ()),
        given.get("reason", "direct"),
        direction=given.get("direction", {"supports": "better", "contradicts": "worse"}.get(stance or "")),
        design=design, population=given.get("population", "human"), n_participants=n,
        score=given.get("score", 0.0),
    )  # fmt: skip


def match(concept_id: str, term: str) -> Match:
    """A concept named in the text."""
    return Match(concept_id, "text", term, Span("abstract", 0, 0, max(1, len(term))))


def finding(kind: str, value: str | None = None, number: float | None = None, **detail: object) -> Finding:
    """A finding of any kind."""
    return Finding(kind, value, None, "test", "1", number=number, detail=detail)


def effect(value: float, low: float, high: float, **detail: object) -> Finding:
    """A pain effect on a scale of 0 to 100, in favour of treatment."""
    given: dict[str, object] = {"measure": "MD", "outcome": "pain VAS (mm)", "direction": "better",
                                "ci_level": 0.95, "ci_low": low, "ci_high": high, **detail}  # fmt: skip
    return Finding("effect", str(given["measure"]), None, "test", "1", number=value, detail=given)


def report(number: int, title: str = "A trial", text: str = "It was done.", **given: Any) -> ReportText:
    """A report with one abstract section."""
    return ReportText(
        f"pmid:{number}", Section("title", 0, title), (Section("abstract", 0, text),), pmid=number,
        **{"year": 2020, "journal": "A Journal", **given},
    )  # fmt: skip


def case(
    items: Iterable[EvidenceItem],
    comparators: dict[int, str] | None = None,
    of: Claim | None = None,
    findings: dict[str, Sequence[Finding]] | None = None,
    reports: Iterable[ReportText] = (),
    study_of: dict[str, str] | None = None,
    **given: Any,
) -> ClaimCase:
    """A claim's case; `comparators` maps report numbers to one comparator each."""
    read: dict[str, list[Finding]] = {k: list(v) for k, v in (findings or {}).items()}
    given.setdefault("concepts", {"sham": Concept("sham", ConceptKind.COMPARATOR, "sham or placebo")})
    for number, comparator in (comparators or {}).items():
        read.setdefault(f"pmid:{number}", []).append(finding("comparator", comparator))
    return claim_case(
        of or claim(), items, read, {r.report_id: r for r in reports}, study_of or {}, rules(),
        SearchFacts(100, None), **given,
    )  # fmt: skip
