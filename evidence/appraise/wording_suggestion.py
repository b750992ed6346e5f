"""Sentences that a verdict allows, assembled by rule from the claim and its studies.

Nothing is invented: the words come from the claim's own question, the figures from
counted studies. None where no sentence can be made; then only the problem is shown.
"""

from __future__ import annotations

import re
from typing import Final

from evidence.appraise.named_study import Candidate
from evidence.appraise.safety_events import SERIOUS
from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_efficacy import harm_in_prevention
from evidence.appraise.verdict_mechanism import tier_of
from evidence.appraise.verdict_safety import followed, is_rare_harm, reassures
from evidence.appraise.verdict_stated import is_how_many, lacking_points
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
_COMES_FROM: Final = re.compile(r"^Does (?P<what>.+?) come from (?P<whence>.+)\?$")
_BENEFITS: Final = re.compile(
    r"^(?:(?:understanding|exploring|discover(?:ing)?|unlocking) )?(?:the )?(?:\w+ )?benefits of (?P<what>.+)$",
    re.I,
)


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
        title = _BENEFITS.match(case.claim.quote)
        return f"{_capital(title['what'])}: What Studies Show" if title else None
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
            return _joined(f"{may}.", benefit_basis(case, is_plain), _advised_against(case), tail)
        case "mixed":
            split = "Studies disagree about whether" if is_plain else "Studies disagree on whether"
            if case.claim.kind is ClaimKind.MECHANISM:
                return _joined(f"{split} {can}.", "In people, some lab or body measures changed and some did not.",
                               _seen_in(case, "It was seen in"))  # fmt: skip
            return _joined(f"{split} {can}.", "Some found a benefit. Others did not.", _largest(case), tail)
        case "insufficient":
            weak = "The studies so far are too few or too weak to tell."
            return _joined(f"{unknown} {can}.", weak, tail)
        case "contradicted":
            return _joined(f"Studies so far do not show that {can}.", tail)
        case "not_found":
            return f"{unknown} {can}. {found_none}"
        case "preclinical_only":
            whom = "" if " people" in can else " in people"
            return _joined(f"{unknown} {can}{whom}.", _seen_in(case), _not_in_people(case))
        case "surrogate_only":
            return _markers(case, can, is_plain)
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


def _advised_against(case: ClaimCase) -> str:
    """A guideline that advises against stands beside the benefit."""
    n = sum(guideline.position == "against" for guideline in case.guidelines)
    return f"{_capital(number_word(n))} guideline{' advises' if n == 1 else 's advise'} against it." if n else ""


def _trials(n: int) -> str:
    return "trial" if n == 1 else "trials"


def _largest(case: ClaimCase) -> str:
    sizes = [(s.n, s.comparator) for s in case.rcts if s.n]
    if not sizes:
        return ""
    n, comparator = max(sizes, key=lambda entry: (entry[0], entry[1] or ""))
    against = {"sham": f"{case.dummy} treatment", "usual_care": "usual care or waiting"}.get(comparator or "")
    compared = f" and compared it with {against}" if against else ""
    return f"The largest trial had {n:,} people{compared}."


def _seen_in(case: ClaimCase, opening: str = "So far it was seen only in") -> str:
    held = [s for s in case.studies if tier_of(s) in ("animals", "cells")
            and s.stance in (Stance.SUPPORTS, Stance.MIXED)]  # fmt: skip
    return f"{opening} {species(case, held)}." if held else ""


def _not_in_people(case: ClaimCase) -> str:
    """People in whom it was looked for and not found: they stand beside the animals."""
    n = sum(tier_of(s) in ("healthy people", "patients") for s in case.with_stance(Stance.CONTRADICTS))
    return f"{_capital(number_word(n))} {'study' if n == 1 else 'studies'} in people did not find it." if n else ""


def _markers(case: ClaimCase, can: str, is_plain: bool) -> str:
    """What was measured, in whom, and that it does not tell whether people are helped."""
    people = {tier_of(s) for s in case.studies if s.stance in (Stance.SUPPORTS, Stance.MIXED)}
    where = listed([w for w in ("healthy people", "patients") if w in people]) or "people"
    n = sum(tier_of(s) in ("healthy people", "patients") for s in case.with_stance(Stance.CONTRADICTS))
    against = f" {_capital(number_word(n))} other {'study' if n == 1 else 'studies'} did not find it." if n else ""
    unknown = "We do not know yet if" if is_plain else "It is not known whether"
    return (f"Studies in {where} looked at whether {can}. Some lab or body measures changed.{against} "
            f"{unknown} this helps people.")  # fmt: skip


def _belief(case: ClaimCase) -> str | None:
    if came := _COMES_FROM.match(case.claim.question):
        return f"{_capital(came['what'])} comes from {came['whence']}."
    name = tradition(case)
    if name is None or not re.match(r"(?:these|when|by|the|this|it)\b", case.claim.quote, re.I):
        return None
    quote = case.claim.quote.rstrip(".")
    return f"It is believed that {quote[:1].lower()}{quote[1:]}. This belief comes from {name}."


def _safety(case: ClaimCase, judged: Verdict) -> str | None:
    """Harms with the people they were looked for in; nothing softer for a warning of harm."""
    if not reassures(case):
        return None
    largest = followed(case, case.with_stance(Stance.SUPPORTS))
    n = (largest.n or 0) if largest else 0
    if judged.verdict == "not_found":
        return "It is not known how often harm happens. We found no study that could tell."
    if judged.verdict in ("mixed", "contradicted"):
        return "Studies do not show that harm is rare. Some report harm."
    if judged.verdict == "insufficient" or not n:
        return "It is not known how often harm happens. The studies so far are too small to tell."
    if is_rare_harm(case.claim):
        named = harms_named(case, SERIOUS)
        also = f" Reports name {listed(named)}." if named else ""
        return f"Serious harm was rare in studies of up to {n:,} people. But it can happen.{also}"
    named = harms_named(case, "minor_harm")
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
    over = f" over {case.dummy} treatment" if "sham" in comparators else over
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


def _positions(case: ClaimCase) -> str:
    """Where guidelines differ: how many advise which way, and for whom one advises against."""
    in_favour = sum(g.position == "for" for g in case.guidelines)
    against = [g for g in case.guidelines if g.position == "against"]
    if not (in_favour and against):
        return ""
    verb = "advises" if in_favour == 1 else "advise"
    pro = f"{_capital(number_word(in_favour))} {verb} it, for some people only."
    who = "One" if len(against) == 1 else "A guideline"
    con = [f"{who} advises against it for {guideline.population}." for guideline in against]
    return " ".join(["Guidelines differ.", pro, *con])


def _advice(case: ClaimCase, judged: Verdict) -> str | None:
    if judged.verdict == "incomplete":
        if differ := _positions(case):
            return f"{ADDED} {differ}"
        added = [f"{o.statement.rstrip('.')}." for o in lacking_points(case)]
        return _joined(ADDED, *added) if added else None
    quote = f"{_capital(case.claim.quote.rstrip('.'))}."
    return quote if judged.verdict == "consistent" and _FINITE.search(case.claim.quote) else None


def _background(case: ClaimCase, judged: Verdict) -> str | None:
    if judged.verdict not in ("supported", "supported_with_limits"):
        return None
    if is_how_many(case.claim):
        n, trials = len(case.studies), len(case.rcts)
        told = f"We found {n} studies that bear on this. Of these, {number_word(trials)} are randomized trials."
        n_small = sum((s.n or 0) < case.rules.efficacy_limits_sham_participants_min for s in case.rcts)
        return f"{told} Most of the trials are small." if 2 * n_small > trials else told
    return f"{_capital(case.claim.quote.rstrip('.'))}." if _FINITE.search(case.claim.quote) else None
