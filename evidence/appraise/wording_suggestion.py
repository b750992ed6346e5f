"""Sentences that a verdict allows, assembled by rule from the claim and its studies.

Nothing is invented: the words come from the claim's own question, the figures from
counted studies. None where no sentence can be made; then only the problem is shown.
"""

from __future__ import annotations

import re
from typing import Final

from evidence.appraise.named_study import Candidate
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_efficacy import harm_in_prevention
from evidence.appraise.verdict_mechanism import tier_of
from evidence.appraise.verdict_safety import reassures
from evidence.appraise.verdict_stated import lacking_points
from evidence.appraise.verdict_study import USUAL_CARE
from evidence.appraise.wording_phrases import (
    benefit_basis,
    clause,
    harms_named,
    listed,
    number_word,
    species,
    tradition,
)
from evidence.models import ClaimKind, Stance, Verdict

_FINITE: Final = re.compile(
    r"^(?!(?:can|which|with|and|that|may)\b)[\w’' ,-]*?\b(?:is|are|was|has|have|vary|affects?)\b"
)
#: Opens a suggestion that leaves the sentence as it is and adds what it lacks.
ADDED: Final = "Keep this sentence and add:"
_RARE: Final = ("serious_harm",)
_COMMON: Final = ("minor_harm",)


def statement(
    case: ClaimCase, judged: Verdict, candidates: tuple[Candidate, ...] = (), is_plain: bool = False
) -> str | None:
    """One to three sentences on a claim that its verdict allows, or None."""
    kind = case.claim.kind
    if kind is ClaimKind.TRADITION:
        return _belief(case)
    if kind is ClaimKind.SAFETY:
        return _safety(case, judged)
    if kind is ClaimKind.NAMED_STUDY:
        return _named_study(case, candidates)
    if kind is ClaimKind.ADVICE:
        return _advice(case, judged)
    if kind is ClaimKind.BACKGROUND:
        return _background(case, judged)
    if kind is ClaimKind.VALUE_WORD:
        return None
    return _by_verdict(case, judged, is_plain)


def _by_verdict(case: ClaimCase, judged: Verdict, is_plain: bool) -> str | None:
    can = clause(case)
    if can is None:
        return None
    found_none = "We found no study that could tell."
    unknown = "We do not know yet if" if is_plain else "It is not known whether"
    tail = _harm_tail(case, judged)
    match judged.verdict:
        case "supported" | "supported_with_limits":
            may = _capital(clause(case, "may") or "")
            return _joined(f"{may}.", benefit_basis(case, is_plain), tail)
        case "mixed":
            found = "Some found a benefit. Others did not." if case.claim.kind is ClaimKind.EFFICACY else ""
            split = "Studies disagree about whether" if is_plain else "Studies disagree on whether"
            return _joined(f"{split} {can}.", found, _largest(case), tail)
        case "insufficient":
            weak = "The studies so far are too few or too weak to tell."
            return _joined(f"{unknown} {can}.", weak, tail)
        case "contradicted":
            return _joined(f"Studies so far do not show that {can}.", tail)
        case "not_found":
            return f"{unknown} {can}. {found_none}"
        case "preclinical_only":
            whom = "" if " people" in can else " in people"
            return _joined(f"{unknown} {can}{whom}.", _seen_in(case))
        case "surrogate_only":
            return _joined(f"{unknown} {can} in a way that helps.", _markers(case))
    return None


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _harm_tail(case: ClaimCase, judged: Verdict) -> str:
    """Harm stands beside benefit."""
    if not judged.harm_signal:
        return ""
    n = len(harm_in_prevention(case))
    if n:
        return f"Where it was used to prevent the problem, people did worse in {number_word(n)} {_trials(n)}."
    return "In some trials people did worse with it."


def _trials(n: int) -> str:
    return "trial" if n == 1 else "trials"


def _largest(case: ClaimCase) -> str:
    sizes = [(s.n, s.comparator) for s in case.rcts if s.n]
    if not sizes:
        return ""
    n, comparator = max(sizes, key=lambda entry: (entry[0], entry[1] or ""))
    against = {"sham": " and used sham needles", "usual_care": " and used usual care or waiting"}
    return f"The largest trial had {n:,} people{against.get(comparator or '', '')}."


def _seen_in(case: ClaimCase) -> str:
    held = [s for s in case.studies if tier_of(s) in ("animals", "cells")
            and s.stance in (Stance.SUPPORTS, Stance.MIXED)]  # fmt: skip
    return f"So far it was seen only in {species(case, held)}."


def _markers(case: ClaimCase) -> str:
    people = {tier_of(s) for s in case.studies if s.stance in (Stance.SUPPORTS, Stance.MIXED)}
    where = listed([w for w in ("healthy people", "patients") if w in people]) or "people"
    return f"Studies in {where} took lab or body measures only."


def _belief(case: ClaimCase) -> str | None:
    name = tradition(case)
    if name is None or not re.match(r"(?:these|when|by|the|this|it)\b", case.claim.quote, re.I):
        return None
    quote = case.claim.quote.rstrip(".")
    return f"It is believed that {quote[:1].lower()}{quote[1:]}. This belief comes from {name}."


def _safety(case: ClaimCase, judged: Verdict) -> str | None:
    """Harms with the people they were looked for in; nothing softer for a warning of harm."""
    if not reassures(case):
        return None
    n = max((s.n or 0 for s in case.with_stance(Stance.SUPPORTS)), default=0)
    if judged.verdict == "not_found":
        return "It is not known how often harm happens. We found no study that could tell."
    if judged.verdict in ("mixed", "contradicted"):
        return "Studies do not show that harm is rare. Some report harm."
    if judged.verdict == "insufficient" or not n:
        return "It is not known how often harm happens. The studies so far are too small to tell."
    if set(case.claim.scope.harms) & set(_RARE):
        named = harms_named(case, case.claim.scope.harms)
        also = f" Reports name {listed(named)}." if named else ""
        return f"Serious harm was rare in studies of up to {n:,} people. But it can happen.{also}"
    named = harms_named(case, _COMMON)
    also = f" Reports most often name {listed(named)}." if named else ""
    return f"In studies of up to {n:,} people, side effects were mostly mild.{also}"


def _named_study(case: ClaimCase, candidates: tuple[Candidate, ...]) -> str | None:
    """A named study told as it was: year, journal, size, comparator, what it did not show."""
    best = next((c for c in candidates if c.is_match), None)
    if best is None or "found" not in best.findings.values():
        return None
    report = case.reports[best.report_id]
    held = case.findings.get(best.report_id, ())
    sizes = [f.number for f in held if f.kind == "n_participants" and f.number is not None]
    people = f"with {sizes[0]:,.0f} people " if sizes else ""
    comparators = {f.value for f in held if f.kind == "comparator"}
    over = " over usual care" if comparators & USUAL_CARE else ""
    over = " over sham needles" if "sham" in comparators else over
    found = listed([_label(o) for o, state in best.findings.items() if state == "found"])
    absent = listed([_label(o) for o, state in best.findings.items() if state == "absent"], "or")
    unmet = listed([_label(o) for o, state in best.findings.items() if state not in ("found", "absent")], "or")
    return _joined(
        f"A {report.year} study {people}in {_journal(report.journal)} found a benefit for {found}{over}.",
        f"Its summary does not report {absent}." if absent else "",
        f"It found no clear gain in {unmet}." if unmet else "",
        "The benefit did not last." if any(m.startswith("lasting") for m in best.misfits) else "",
    )


def _label(concept_id: str) -> str:
    return "nerve function" if concept_id == "nerve_conduction" else concept_id.replace("_", " ")


def _journal(name: str | None) -> str:
    return re.sub(r"\s*\([^)]*\)$", "", name or "").title().replace(" And ", " and ").replace(" Of ", " of ")


def _advice(case: ClaimCase, judged: Verdict) -> str | None:
    if judged.verdict == "incomplete":
        added = [f"{o.statement.rstrip('.')}." for o in lacking_points(case)]
        return _joined(ADDED, *added) if added else None
    quote = f"{_capital(case.claim.quote.rstrip('.'))}."
    return quote if judged.verdict == "consistent" and _FINITE.search(case.claim.quote) else None


def _background(case: ClaimCase, judged: Verdict) -> str | None:
    if judged.verdict not in ("supported", "supported_with_limits"):
        return None
    if re.search(r"widely studied", case.claim.quote, re.I):
        n, trials = len(case.studies), len(case.rcts)
        return f"We hold {n} studies of it; {number_word(trials)} are randomized trials, and most are small."
    return f"{_capital(case.claim.quote.rstrip('.'))}." if _FINITE.search(case.claim.quote) else None
