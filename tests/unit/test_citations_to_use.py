from __future__ import annotations

from evidence.appraise.citations_to_use import suggested_citations
from evidence.models import ClaimKind
from tests.unit.appraisal_cases import SOUND, case, claim, item, report


def test_the_few_to_cite_come_first_each_with_a_reason() -> None:
    held = case(
        [item(1, n=60), item(2, n=216), item(3, "contradicts", n=40), item(4, "inconclusive", "meta_analysis")],
        {1: "usual_care", 2: "sham", 3: "sham"},
        reports=[report(4, "A review", SOUND)],
    )
    cited = [c for c in suggested_citations(held) if c.is_to_cite]
    assert [c.report_id for c in cited] == ["pmid:4", "pmid:2", "pmid:3"]
    assert [c.rank for c in cited] == [1, 2, 3]
    assert all(c.why for c in cited)


def test_what_would_be_wrong_to_cite_is_named() -> None:
    held = case(
        [item(1), item(2, status="retracted"), item(3, None, "protocol", status="ongoing"),
         item(4, status="indirect", reason="another condition: knee; supports"),
         item(5, "inconclusive", "systematic_review"), item(6, "inconclusive", "systematic_review"),
         item(7, population="animal", design="animal")],
        reports=[report(5, "Old", SOUND, year=2008), report(6, "New", SOUND, year=2022)],
    )  # fmt: skip
    wrong = {c.report_id: c.why for c in suggested_citations(held) if not c.is_to_cite}
    assert "retracted" in wrong["pmid:2"]
    assert "protocol" in wrong["pmid:3"]
    assert wrong["pmid:4"] == "Wrong to cite without saying so: another condition: knee."
    assert "Superseded" in wrong["pmid:5"]
    assert "animals" in wrong["pmid:7"]
    assert not {"pmid:1", "pmid:6"} & set(wrong)


def test_nothing_to_cite_is_said_by_silence() -> None:
    assert suggested_citations(case([])) == ()
    assert suggested_citations(case([], of=claim(ClaimKind.NAMED_STUDY))) == ()


def test_retracted_reports_are_never_to_be_cited() -> None:
    held = suggested_citations(case([item(n, status="retracted") for n in range(3)]))
    assert not any(c.is_to_cite for c in held)
