# ruff: noqa: E501 (a pattern or table row is read whole)
"""Outcomes with their instruments, and time points (pure)."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from evidence.extract.gated import Gated, gated
from evidence.extract.reading_lines import Reading, text_finding
from evidence.models import Finding

#: instrument -> (what it measures, pattern). Names as their publishers print them.
INSTRUMENTS: Final[dict[str, tuple[str, Gated]]] = {
    name: (outcome, gated(pattern, re.NOFLAG))
    for name, outcome, pattern in (
        ("VAS", "pain", r"\bVAS\b|(?i:visual analog(?:ue)? (?:pain )?scales?)"),
        ("NRS", "pain", r"\b(?:PI-)?NRS(?:-11)?\b|(?i:numeric(?:al)? (?:pain )?rating scales?)"),
        ("BPI", "pain", r"\bBPI(?:-SF)?\b|(?i:brief pain inventory)"),
        ("MPQ", "pain", r"\b(?:SF-)?MPQ(?:-2)?\b|(?i:mcgill(?: pain)?)"),
        ("DN4", "neuropathic_symptoms", r"\bDN4\b|(?i:douleur neuropathique)"),
        ("LANSS", "neuropathic_symptoms", r"\bS?-?LANSS\b"),
        ("NPSI", "neuropathic_symptoms", r"\bNPSI\b|(?i:neuropathic pain symptom inventory)"),
        ("FACT/GOG-Ntx", "neuropathic_symptoms", r"\bFACT[-/ ]?(?:GOG|Taxane|G)?[-/ ]?-?(?:NTX|Ntx|NTx)?\b"),
        ("EORTC QLQ-CIPN20", "neuropathic_symptoms", r"\b(?:EORTC[ -])?(?:QLQ[- ])?CIPN-?20\b"),
        ("EORTC QLQ-C30", "quality_of_life", r"\b(?:EORTC[ -])?QLQ[- ]C-?30\b"),
        ("NCI-CTCAE", "neuropathic_symptoms", r"\b(?:NCI[- ])?CTCAE\b|\bNCI-CTC\b"),
        ("TNS", "nerve_function", r"\bTNS[cr]?\b|(?i:total neuropathy scores?)"),
        ("TCSS", "neuropathic_symptoms", r"\bTCSS\b|(?i:toronto (?:clinical (?:scoring system|neuropathy score)|score))"),
        ("MNSI", "neuropathic_symptoms", r"\bMNSI\b|(?i:michigan neuropathy screening)"),
        ("MDNS", "neuropathic_symptoms", r"\bMDNS\b"),
        ("NCV", "nerve_conduction", r"\b(?:[MS]?NCV|SCV|MCV|NCS)s?\b|(?i:(?:nerve )?conduction velocit(?:y|ies)|nerve conduction)"),
        ("ODI", "function", r"\bODI\b|(?i:oswestry)"),
        ("RMDQ", "function", r"\bRM?DQ\b|(?i:roland[- ]morris)"),
        ("JOA", "function", r"\bm?JOA\b"),
        ("BCTQ", "function", r"\bBCTQ\b|(?i:boston carpal tunnel)|\bCTSAQ\b"),
        ("DASH", "function", r"\b(?:Quick)?DASH\b"),
        ("HAQ-DI", "function", r"\bHAQ-DI\b"),
        ("WOMAC", "function", r"\bWOMAC\b"),
        ("SF-36", "quality_of_life", r"\bSF-?36\b"),
        ("SF-12", "quality_of_life", r"\bSF-?12\b"),
        ("EQ-5D", "quality_of_life", r"\bEQ-?5D(?:-\dL)?\b"),
        ("MYMOP", "symptoms", r"\bMYMOP2?\b"),
        ("House-Brackmann", "function", r"(?i:house[- ]brackmann)"),
        ("PSQI", "sleep", r"\bPSQI\b"),
        ("HADS", "mood", r"\bHADS\b"),
    )
}  # fmt: skip
_PLAIN: Final = re.compile(
    r"\b(?:pain(?: intensity| severity| score)?|numbness|tingling|neuropathic symptoms?|symptom severity|disability|quality of life|"
    r"nerve conduction|sensory function|function(?:al status)?|total effective(?:ness)? rate|effective rate|response rate|responders?|sleep|fatigue|hot flush\w*|"
    r"hot flash\w*|sensation|grip strength|allodynia|hyperalgesia|recovery)\b", re.IGNORECASE)  # fmt: skip
_TIME: Final = re.compile(
    r"\b(?:(?:at|by|after|until|to)\s+)?(?:(?P<unit1>weeks?|months?|days?)\s+(?P<n1>\d+)|(?P<n2>\d+(?:\.\d+)?|one|two|three|four|five|six|eight|ten|twelve)[- ](?P<unit2>weeks?|months?|years?|days?))\b",
    re.IGNORECASE)  # fmt: skip
_FOLLOW: Final = re.compile(r"follow(?:ed)?[- ]?(?:up)?|observed for|at week|at month|thereafter|after (?:the )?(?:treatment|randomi[sz]ation)|\bby\b|\bat \d+|to week|week \d+|measured", re.IGNORECASE)
_WORDS: Final = {"one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "eight": 8.0, "ten": 10.0, "twelve": 12.0}
_WEEKS: Final = {"day": 1 / 7, "week": 1.0, "month": 52 / 12, "year": 52.0}


#: Every time point holds one of these.
_TIMED: Final = gated(r"week|month|year|day")


class TimePoint(NamedTuple):
    """A time named in a sentence: weeks, the words, offsets."""

    weeks: float
    text: str
    start: int
    end: int


def time_points_in(text: str) -> tuple[TimePoint, ...]:
    """The time points of a sentence.

    >>> [round(t.weeks, 1) for t in time_points_in("at week 4 and at 6 months")]
    [4.0, 26.0]
    """
    made: list[TimePoint] = []
    if not _TIMED.may_stand_in(text.lower()):
        return ()
    for found in _TIME.finditer(text):
        number = (found["n1"] or found["n2"]).lower()
        unit = (found["unit1"] or found["unit2"]).lower().rstrip("s")
        value = _WORDS.get(number) or float(number)
        made.append(TimePoint(value * _WEEKS[unit], found[0], found.start(), found.end()))
    return tuple(made)


def first_outcome(before: str) -> str | None:
    """The outcome named last before an estimate."""
    lower = before.lower()
    places = [(m.end(), m[0]) for _, p in INSTRUMENTS.values() for m in p.finditer(before, lower) if m[0].strip()]
    places += [(m.end(), m[0]) for m in _PLAIN.finditer(before)]
    return max(places)[1] if places else None


def outcomes_in(text: str) -> tuple[str, ...]:
    """The outcomes and instruments a sentence names, as printed, each once, in order.

    >>> outcomes_in("Pain intensity and the ODI improved, pain intensity most.")
    ('Pain intensity', 'ODI')
    """
    lower = text.lower()
    places = [m for _, p in INSTRUMENTS.values() for m in p.finditer(text, lower) if m[0].strip()]
    places += _PLAIN.finditer(text)
    made: dict[str, str] = {}
    for place in sorted(places, key=lambda m: m.start()):
        made.setdefault(place[0].lower(), place[0])
    return tuple(made.values())


def instrument_in(phrase: str) -> str | None:
    """The instrument a phrase names last, as printed; None where it names none."""
    lower = phrase.lower()
    places = [(m.end(), m[0]) for _, p in INSTRUMENTS.values() for m in p.finditer(phrase, lower) if m[0].strip()]
    return max(places)[1] if places else None


def outcome_findings(context: Reading) -> tuple[Finding, ...]:
    """Instruments (once each), and the longest follow-up in weeks where one is told."""
    made: dict[str, Finding] = {}
    held = [(name, (outcome, words)) for name, (outcome, gate) in INSTRUMENTS.items()
            if (words := gate.within(context.lower))]  # fmt: skip
    for line in context.lines:
        if line.role == "background":
            continue
        for name, (outcome, pattern) in held:
            found = pattern.search(line.text, line.lower)
            if found and found[0].strip() and name not in made:
                span = line.sentence.span_of(found.start(), found.end())
                outcome = _scaled(outcome, line.lower, found) if name in ("VAS", "NRS") else outcome
                made[name] = text_finding("outcome", outcome, span, "outcome.instrument", detail={"instrument": name})
    return (*made.values(), *_follow_up(context))


#: What a plain scale of numbers rates, where it is not pain.
_RATED: Final = {"fatigue": "fatigue", "dyspn": "symptoms", "breathless": "symptoms", "itch": "symptoms", "prurit": "symptoms",
                 "numbness": "neuropathic_symptoms", "tingling": "neuropathic_symptoms", "nausea": "symptoms", "stress": "mood",
                 "anxiety": "mood", "satisf": "satisfaction", "sleep": "sleep", "perception": "satisfaction"}  # fmt: skip


def _scaled(outcome: str, lower: str, found: re.Match[str]) -> str:
    if "pain" in lower:
        return outcome
    around = lower[max(0, found.start() - 60) : found.end() + 40]
    return next((rated for word, rated in _RATED.items() if word in around), outcome)


def _follow_up(context: Reading) -> tuple[Finding, ...]:
    longest = None
    for line in context.lines:
        if line.role not in ("methods", "results", None) or not _TIMED.may_stand_in(line.lower):
            continue
        for time in time_points_in(line.text):
            before = line.text[max(0, time.start - 30) : time.start + 8]
            after = line.text[time.end : time.end + 14]
            if re.search(r"aged?\b|pain (?:of|for|lasting)|history|at least|duration|chronic|or more", before + after, re.IGNORECASE):
                continue
            if _FOLLOW.search(before + time.text + after) and (longest is None or time.weeks > longest[0].weeks):
                longest = time, line
    if longest is None:
        return ()
    time, line = longest
    span = line.sentence.span_of(time.start, time.end)
    return (text_finding("follow_up_weeks", time.text, span, "follow-up.longest", round(time.weeks), "weeks"),)
