"""Which reports may be cited under a sentence, as it is worded (pure).

A citation is a promise that the report bears the sentence out. So a sentence that says
more than its evidence is cited by nothing; and where there is counted evidence against
a claim, the strongest of it is cited with what is for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from evidence.appraise.wording_ladder import allowed_rung, strength
from evidence.appraise.wording_suggestion import ADDED

Row = Mapping[str, Any]
Rows = Callable[..., list[dict[str, Any]]]
#: The claim stands against its evidence, or on none: nothing can be cited for it as it stands.
_UNCITABLE: Final = frozenset(
    {"contradicted", "misreported", "no_match", "conflicts", "not_found", "insufficient"}
)
_LADDER_KINDS: Final = frozenset({"efficacy", "mechanism"})
_HOLDS: Final = ("in_force", "questioned")
_RETRACTED: Final = frozenset({"retraction", "retraction_and_replacement"})
_ROLE: Final = {
    "supports": "for",
    "contradicts": "against",
    "mixed": "both ways",
    "inconclusive": "inconclusive",
}
ROLES: Final = ("for", "both ways", "inconclusive", "against")


@dataclass(frozen=True, slots=True)
class Citation:
    """One report under one sentence, and its role there: one of ROLES."""

    report_id: str
    role: str
    claim_id: str
    why: str


@dataclass(frozen=True, slots=True)
class SentenceText:
    """A sentence as it is exported.

    `source` is original, adopted (a person's wording) or suggested (the machine's, not
    yet adopted). `withheld` says why nothing is cited; None where citations may stand.
    """

    sentence_no: int
    paragraph_no: int
    heading: str | None
    original: str
    text: str
    source: str
    withheld: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class TopicEvidence:
    """Rows of one topic, grouped as the choice of citations asks for them."""

    claims: Mapping[str, Row]
    items: Mapping[tuple[str, str], Row]
    to_cite: Mapping[str, Sequence[Row]]
    adopted: Mapping[int, str]


def topic_evidence(rows: Rows, topic: str) -> TopicEvidence:
    """Everything citations of a topic's sentences rest on."""
    to_cite: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(
        rows("suggested_citation", topic=topic), key=lambda r: (r["claim_id"], r["rank"])
    ):
        if row["is_to_cite"]:
            to_cite[row["claim_id"]].append(row)
    return TopicEvidence(
        {c["claim_id"]: c for c in rows("claim_summary", topic=topic)},
        {(i["claim_id"], i["report_id"]): i for i in rows("evidence_table", topic=topic)},
        to_cite, adopted_wordings(rows, topic),
    )  # fmt: skip


def adopted_wordings(rows: Rows, topic: str) -> dict[int, str]:
    """Wordings that people adopted, by sentence; of several the last decided stands.

    A wording is decided on a claim and belongs to the first sentence the claim touches.
    One made on other evidence than today's still stands; the ladder is asked of it anew.
    """
    first: dict[str, int] = {}
    for sentence in sorted(rows("sentence", topic=topic), key=lambda s: s["sentence_no"]):
        for claim_id in sentence["claim_ids"] or ():
            first.setdefault(claim_id, sentence["sentence_no"])
    held = [j for j in rows("judgement", topic=topic)
            if j["what"] == "wording" and j["state"] in _HOLDS and j["claim_id"] in first]  # fmt: skip
    return {first[j["claim_id"]]: j["value"] for j in sorted(held, key=lambda j: j["decided_on"])}


def sentence_texts(rows: Rows, topic: str, *, is_suggested: bool = False) -> list[SentenceText]:
    """The article's sentences as they are exported, in order.

    With `is_suggested` the machine's wording stands where no person adopted one.
    """
    evidence = topic_evidence(rows, topic)
    ordered = sorted(rows("sentence", topic=topic), key=lambda s: s["sentence_no"])
    return [_sentence_text(sentence, evidence, is_suggested) for sentence in ordered]


def _sentence_text(sentence: Row, evidence: TopicEvidence, is_suggested: bool) -> SentenceText:
    text, source = sentence["text"], "original"
    if sentence["sentence_no"] in evidence.adopted:
        text, source = evidence.adopted[sentence["sentence_no"]], "adopted"
    elif is_suggested and sentence["suggested_wording"]:
        text, source = in_place(sentence["text"], sentence["suggested_wording"]), "suggested"
    claims = [evidence.claims[c] for c in sentence["claim_ids"] or () if c in evidence.claims]
    withheld = _withheld(sentence, claims, text, source)
    citations = () if withheld else tuple(_citations(claims, evidence, source))
    return SentenceText(sentence["sentence_no"], sentence["paragraph_no"], sentence["heading"],
                        sentence["text"], text, source, withheld, citations)  # fmt: skip


def in_place(original: str, suggestion: str) -> str:
    """A suggestion as it stands in the article; one that only adds keeps the sentence before it.

    >>> in_place("Ask first.", "Keep this sentence and add: Say what you take.")
    'Ask first. Say what you take.'
    """
    before, adds, after = suggestion.partition(ADDED)
    if not adds:
        return suggestion
    return " ".join(part for part in (before.strip() or original, after.strip()) if part)


def _withheld(sentence: Row, claims: Sequence[Row], text: str, source: str) -> str | None:
    """Why nothing may be cited under this wording; None where it may."""
    if source == "original":
        return sentence["wording_problem"] or None
    if source == "adopted":
        for claim in claims:
            allowed = allowed_rung(claim["verdict"], claim["certainty"])
            read = strength(text)
            if claim["kind"] in _LADDER_KINDS and read.rung > allowed:
                return f"The wording adopted is stronger (“{read.word}”) than the evidence on “{claim['quote']}”."
    return None


def _citations(claims: Sequence[Row], evidence: TopicEvidence, source: str) -> Iterable[Citation]:
    """Each report once, in the order of the claims; against stays against."""
    found: dict[str, Citation] = {}
    for claim in claims:
        if source == "original" and claim["verdict"] in _UNCITABLE:
            continue
        for citation in _of_claim(claim, evidence):
            held = found.get(citation.report_id)
            if held is None or ROLES.index(citation.role) > ROLES.index(held.role):
                found[citation.report_id] = citation
    return found.values()


def _of_claim(claim: Row, evidence: TopicEvidence) -> list[Citation]:
    claim_id = claim["claim_id"]
    chosen = []
    for row in evidence.to_cite.get(claim_id, ()):
        item = evidence.items.get((claim_id, row["report_id"]))
        if not (may_be_cited(item, claim["kind"]) if item else claim["kind"] == "named_study"):
            continue
        role = _ROLE.get((item["stance"] if item else None) or "", "for")
        chosen.append(Citation(row["report_id"], role, claim_id, row["why"]))
    if all(c.role != "against" for c in chosen):
        chosen += _strongest_against(claim, evidence)
    return chosen


def _strongest_against(claim: Row, evidence: TopicEvidence) -> list[Citation]:
    against = [i for (claim_id, _), i in evidence.items.items()
               if claim_id == claim["claim_id"] and i["stance"] == "contradicts"
               and i["status"] == "counted" and may_be_cited(i, claim["kind"])]  # fmt: skip
    best = max(against, key=lambda i: (i["score"], i["report_id"]), default=None)
    if best is None:
        return []
    return [
        Citation(best["report_id"], "against", claim["claim_id"], "The strongest evidence against.")
    ]


def may_be_cited(item: Row, kind: str) -> bool:
    """Whether an evidence item may stand behind a sentence: counted, and not retracted."""
    notices = set(str(item["notice"] or "").split(", "))
    is_retracted = bool(notices & _RETRACTED) and "reinstatement" not in notices
    is_in = item["status"] == "counted" or (
        kind == "named_study" and item["status"] in ("indirect", "excluded")
    )
    return is_in and not is_retracted
