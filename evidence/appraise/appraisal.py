"""From evidence items to all that is said of a topic: the one call of the pipeline (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from evidence.appraise.citations_to_use import SuggestedCitation, suggested_citations
from evidence.appraise.harm_reports import HarmReport, harm_reports
from evidence.appraise.judgements import Judgement, decided_items, decided_verdict, judgements
from evidence.appraise.level import evidence_level
from evidence.appraise.named_study import Candidate, named_study_candidates
from evidence.appraise.omissions import OmissionState, omission_states
from evidence.appraise.rules import Rules
from evidence.appraise.safety_events import EventCount, harm_counts
from evidence.appraise.signoff import (
    EvidenceState,
    approved_states,
    evidence_state,
    held_by_signoff,
)
from evidence.appraise.studies import StudyGroups
from evidence.appraise.verdict import HARM_KINDS, verdict
from evidence.appraise.verdict_case import ClaimCase, SearchFacts, claim_case, fingerprint
from evidence.appraise.verdict_study import FindingsByReport
from evidence.appraise.wording import SentenceWording, WordingInput, sentence_wordings
from evidence.extract.concepts import ConceptMatcher
from evidence.models import (
    Claim,
    ClaimKind,
    EvidenceItem,
    ItemStatus,
    Omission,
    ReportText,
    Topic,
    Verdict,
)

#: Changes whenever a verdict, certainty or wording may come out differently.
APPRAISE_RULES_VERSION: Final = "2"


@dataclass(frozen=True, slots=True)
class TopicAppraisal:
    """All that is said of one topic.

    `items` are the evidence items with study and level filled in. `verdicts` are in
    claim order, `wording` has one row a sentence. `states` hold, by claim id, what a
    sign-off is compared with (its `fingerprint` among it). `decided_by` is machine or the
    person whose decision stands on the verdict or certainty of a claim, by claim id.
    """

    topic: str
    items: tuple[EvidenceItem, ...]
    verdicts: tuple[Verdict, ...]
    states: Mapping[str, EvidenceState]
    wording: tuple[SentenceWording, ...]
    omissions: tuple[OmissionState, ...]
    candidates: tuple[Candidate, ...]
    citations: tuple[SuggestedCitation, ...]
    judgements: tuple[Judgement, ...] = ()
    harm_counts: Mapping[str, tuple[EventCount, ...]] = field(default_factory=dict)
    harm_reports: Mapping[str, tuple[HarmReport, ...]] = field(default_factory=dict)
    decided_by: Mapping[str, str] = field(default_factory=dict)
    rules_version: str = ""


def appraise_topic(
    topic: Topic,
    items: Iterable[EvidenceItem],
    studies: StudyGroups,
    findings: FindingsByReport,
    reports: Mapping[str, ReportText],
    rules: Rules,
    search: SearchFacts | None = None,
    matcher: ConceptMatcher | None = None,
    cited: Mapping[str, frozenset[int]] | None = None,
) -> TopicAppraisal:
    """Verdicts, wording, omissions, candidates and citations of a topic.

    `items` come from `evidence.appraise.link`, in any order; `findings` and `reports`
    by report id; `matcher` is the topic's, made here where it is not given; `cited` maps
    report ids of reviews to the PubMed ids in their reference lists.
    """
    claims = {claim.claim_id: claim for claim in topic.claims}
    filled = [
        _filled(item, claims[item.claim_id], studies, rules)
        for item in items
        if item.claim_id in claims
    ]
    judged = judgements(topic.decisions, filled, claims)
    filled = list(decided_items(filled, judged))
    omissions = omission_states(topic.omissions, topic.article)
    absent = tuple(state.omission for state in omissions if state.state == "absent")
    cases = _cases(topic, filled, studies, findings, reports, rules, search, absent, cited)
    candidates = _candidates(topic, filled, claims, reports, findings, rules, matcher)
    suggested, decided_by, judged = _decided(cases, candidates, judged)
    verdicts = _held(topic, suggested, decided_by)
    wording = sentence_wordings(WordingInput(topic.article, cases, verdicts, candidates, rules))
    return TopicAppraisal(
        topic=topic.topic,
        items=tuple(item for case in cases.values() for item in _compared(case)),
        verdicts=tuple(verdicts.values()),
        states={c: evidence_state(case, suggested[c], APPRAISE_RULES_VERSION) for c, case in cases.items()},
        wording=wording,
        omissions=omissions,
        candidates=tuple(c for held in candidates.values() for c in held),
        citations=tuple(
            s for c, case in cases.items() for s in suggested_citations(case, candidates.get(c, ()))
        ),
        judgements=judged,
        harm_counts={c: harm_counts(case) for c, case in cases.items() if case.claim.scope.harms},
        harm_reports={c: harm_reports(case) for c, case in cases.items() if case.claim.kind in HARM_KINDS},
        decided_by=decided_by,
        rules_version=rules.version,
    )


def _held(
    topic: Topic, suggested: Mapping[str, Verdict], decided_by: Mapping[str, str]
) -> dict[str, Verdict]:
    """Verdicts as sign-offs hold them, where no person has decided otherwise."""
    approved = approved_states(topic.topic, topic.signoffs)
    return {
        claim_id: given if decided_by.get(claim_id, "machine") != "machine"
        else held_by_signoff(given, approved.get(claim_id))
        for claim_id, given in suggested.items()
    }  # fmt: skip


def _decided(
    cases: Mapping[str, ClaimCase],
    candidates: Mapping[str, tuple[Candidate, ...]],
    judged: tuple[Judgement, ...],
) -> tuple[dict[str, Verdict], dict[str, str], tuple[Judgement, ...]]:
    """Verdicts with people's decisions laid over them, who decided, and all judgements."""
    verdicts: dict[str, Verdict] = {}
    decided_by: dict[str, str] = {}
    changed: dict[int, Judgement] = {}
    for claim_id, case in cases.items():
        suggested = verdict(case, candidates.get(claim_id, ()))
        verdicts[claim_id], decided_by[claim_id], made = decided_verdict(
            suggested, judged, fingerprint(case)
        )
        changed |= {id(judgement.decision): judgement for judgement in made}
    return verdicts, decided_by, tuple(changed.get(id(j.decision), j) for j in judged)


def _filled(item: EvidenceItem, claim: Claim, studies: StudyGroups, rules: Rules) -> EvidenceItem:
    return replace(
        item,
        study_id=studies.study_of.get(item.report_id, item.report_id),
        evidence_level=evidence_level(
            claim,
            item.design,
            item.population,
            item.n_participants,
            rules.safety_common_harm_patients_min,
        ),
    )


def _compared(case: ClaimCase) -> Iterator[EvidenceItem]:
    """The items of a claim, the counted ones with the comparison their study stands under."""
    stands = {
        report_id: study.comparator for study in case.studies for report_id in study.report_ids
    }
    for item in case.items:
        is_counted = item.status is ItemStatus.COUNTED
        yield replace(item, compared_with=stands.get(item.report_id)) if is_counted else item


def _cases(
    topic: Topic, items: Sequence[EvidenceItem], studies: StudyGroups, findings: FindingsByReport,
    reports: Mapping[str, ReportText], rules: Rules, search: SearchFacts | None, absent: Sequence[Omission],
    cited: Mapping[str, frozenset[int]] | None,
) -> dict[str, ClaimCase]:  # fmt: skip
    by_claim: dict[str, list[EvidenceItem]] = defaultdict(list)
    for item in items:
        by_claim[item.claim_id].append(item)
    counted = {item.study_id for item in items if item.status is ItemStatus.COUNTED}
    return {
        claim.claim_id: claim_case(
            claim, by_claim[claim.claim_id], findings, reports, studies.study_of, rules, search,
            topic.guidelines, absent, len(counted), cited, topic.concepts,
        )
        for claim in topic.claims
    }  # fmt: skip


def _candidates(
    topic: Topic, items: Sequence[EvidenceItem], claims: Mapping[str, Claim],
    reports: Mapping[str, ReportText], findings: FindingsByReport, rules: Rules,
    matcher: ConceptMatcher | None,
) -> dict[str, tuple[Candidate, ...]]:  # fmt: skip
    named = [claim for claim in topic.claims if claim.kind is ClaimKind.NAMED_STUDY]
    if not named:
        return {}
    matcher = matcher or ConceptMatcher(topic.concepts)
    return {
        claim.claim_id: named_study_candidates(
            claim, items, claims, reports, findings, matcher, rules
        )
        for claim in named
    }
