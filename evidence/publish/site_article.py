"""The article as readers see it, with the marks of its claims and a margin card a sentence (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from evidence.extract.sentences import sentence_bounds
from evidence.publish.site_words import TONES, verdict_mark
from evidence.publish.word_diff import word_diff

Row = Mapping[str, Any]
Made = dict[str, Any]
_FEW_WORDS = 3


def article_blocks(
    sentences: Sequence[Row], spans: Sequence[Row], briefs: Mapping[str, Made]
) -> list[Made]:
    """Paragraphs {is_heading, sentences} in order.

    A sentence has its text in `parts` (text, tone of the claims it belongs to), `chips`
    after a part (verdicts of claims that end there), and a `card` for the margin.
    `spans` are rows of the table claim; `briefs` what `claim_brief` gives, by claim.
    """
    blocks: list[Made] = []
    last: object = None
    for sentence in sentences:
        if not blocks or sentence["paragraph_no"] != last:
            is_heading = sentence["text"] == sentence["heading"]
            blocks.append({"is_heading": is_heading, "sentences": []})
        blocks[-1]["sentences"].append(_sentence(sentence, spans, briefs))
        last = sentence["paragraph_no"]
    return blocks


def own_reasons(reasons: Sequence[str] | None, bodies: Sequence[str]) -> list[str]:
    """Reasons without those that tell a guideline's position (they begin with one of `bodies`).

    Positions are shown by themselves, above the counts.
    """
    begins = tuple(f"{body} (" for body in bodies)
    return [reason for reason in reasons or [] if not reason.startswith(begins)]


def unclear(claims: Sequence[Row]) -> set[str]:
    """Claims whose quote alone does not tell what they are about: too short, or shared with another."""
    quotes = Counter(claim["quote"] for claim in claims)
    return {
        c["claim_id"]
        for c in claims
        if quotes[c["quote"]] > 1 or len(c["quote"].split()) <= _FEW_WORDS
    }


def claim_brief(claim: Row, n_to_cite: int, bodies: Sequence[str]) -> Made:
    """What a margin card says of a claim: verdict, certainty, counts and one reason.

    The one reason is the first of the evidence itself: see `own_reasons`.
    """
    reasons = own_reasons(claim["reasons"], bodies)
    reason = (reasons or claim["reasons"] or [""])[0]
    kept = ("claim_id", "quote", "question", "kind", "verdict", "harm_signal", "certainty", "n_supports",
            "n_contradicts", "n_mixed", "n_inconclusive", "n_studies", "n_retracted", "signoff_state",
            "signed_off_on", "signed_off_by", "parent", "is_unclear", "counts_told", "is_counted_by_events",
            "harm_lines")  # fmt: skip
    return {**{name: claim[name] for name in kept}, "reason": reason, "n_to_cite": n_to_cite}


def _sentence(sentence: Row, spans: Sequence[Row], briefs: Mapping[str, Made]) -> Made:
    ids = [c for c in sentence["claim_ids"] or [] if c in briefs]
    weakest = sentence.get("weakest_claim_id")
    ordered = sorted(ids, key=lambda c: c != weakest)
    suggestion, easier = sentence["suggested_wording"], sentence["suggested_wording_plain"]
    return {
        "sentence_no": sentence["sentence_no"], "text": sentence["text"],
        "parts": sentence_parts(sentence, spans, briefs),
        "card": {
            "claims": [briefs[c] for c in ordered], "problems": problems(sentence["wording_problem"]),
            "suggestion": suggestion, "adopted": sentence["adopted"],
            "plain": easier if easier != suggestion else None,
            "weakest_claim_id": weakest,
        },
    }  # fmt: skip


def sentence_parts(sentence: Row, spans: Sequence[Row], briefs: Mapping[str, Made]) -> list[Made]:
    """Parts of a sentence {text, tone, chips}; their texts joined are the sentence to the letter.

    The tone is the gravest among the claims a part belongs to, None for none. A chip
    {shape, short, word, tone, claim_ids} stands where its claims end; claims with one
    verdict that end at one place share a chip.
    """
    start, text = sentence["start"], sentence["text"]
    size = len(text)
    mine = [(max(0, s["start"] - start), _mark_end(text, s["end"] - start), s["claim_id"]) for s in spans
            if s["claim_id"] in briefs and s["start"] < start + size and s["end"] > start]  # fmt: skip
    edges = sorted({0, size, *(a for a, _, _ in mine), *(b for _, b, _ in mine)})
    parts = []
    for a, b in pairwise(edges):
        tones = {verdict_mark(briefs[c]["verdict"]).tone for x, y, c in mine if x <= a and b <= y}
        ending = [briefs[c] for x, y, c in mine if y == b]
        parts.append({"text": text[a:b], "tone": next((t for t in TONES if t in tones), None),
                      "chips": _chips(ending)})  # fmt: skip
    return parts


def _mark_end(text: str, end: int) -> int:
    """Where a claim's mark stands: before the stop that may close its quote."""
    return len(text[: min(len(text), end)].rstrip(" .,;:!?")) or len(text)


def _chips(ending: Sequence[Made]) -> list[Made]:
    held: dict[str, list[Made]] = {}
    for brief in ending:
        held.setdefault(brief["verdict"], []).append(brief)
    chips = []
    for verdict, briefs in held.items():
        mark = verdict_mark(verdict)
        chips.append({"shape": mark.shape, "short": mark.short, "word": mark.word, "tone": mark.tone,
                      "claim_ids": [b["claim_id"] for b in briefs],
                      "is_harm": any(b["harm_signal"] for b in briefs)})  # fmt: skip
    return sorted(chips, key=lambda c: TONES.index(c["tone"]))


def problems(told: str | None) -> list[str]:
    """The remarks on a sentence's wording, one by one; none where it says no more than its evidence."""
    return [told[start:end] for start, end in sentence_bounds(told)] if told else []


def wordings(sentence: Row) -> list[Made]:
    """Suggested wordings beside the original: {name, before, after, text, is_rewritten}.

    Differences are marked in before and after; where nothing of the original is left,
    is_rewritten tells it, and marks would only be in the way.
    """
    made, seen = [], set()
    for name, column in (
        ("Suggested", "suggested_wording"),
        ("In plainer words", "suggested_wording_plain"),
    ):
        text = sentence[column]
        if text and text not in seen:
            before, after = word_diff(sentence["text"], text)
            is_rewritten = all(kind == "changed" for kind, _ in after)
            made.append({"name": name, "before": before, "after": after, "text": text,
                         "is_rewritten": is_rewritten})  # fmt: skip
            seen.add(text)
    return made
