"""Pieces of which a suggestion is assembled: all from the claim, its studies and its counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from evidence.appraise.verdict_case import ClaimCase
from evidence.appraise.verdict_efficacy import benefit_base, is_scale_of_100
from evidence.appraise.verdict_study import StudyView
from evidence.models import EvidenceItem, Match

_ASKED: Final = re.compile(
    r"^Do(?:es)? (?P<who>.+?) (?P<what>(?:relieve|improve|help|find|gain|make|last|work|promote|increase|bring|"
    r"release|reduce|change|decrease|regulate|manage|cause|affect|limit|lower|prevent|treat|slow|shorten|raise|ease|cut|"
    r"protect|cure|heal|boost|lead|keep|speed)\b.*)\?$")  # fmt: skip
#: A second question, or examples, joined to the first one: left out of the clause.
_SECOND: Final = re.compile(r",? (?:and|or) do(?:es)? |, such as ")
_TEACHES: Final = re.compile(r"^Does (?P<who>.+?) teach that\b")
_SPECIES: Final = re.compile(r"\b(rats?|mice|mouse|rabbits?|pigs?|dogs?|cats?|monkeys?|cells?)\b", re.I)
_PLURAL: Final = {"rat": "rats", "mouse": "mice", "rabbit": "rabbits", "pig": "pigs", "dog": "dogs", "cat": "cats",
                  "monkey": "monkeys", "cell": "cells"}  # fmt: skip
_USUAL: Final = {"usual_care": "usual care", "waitlist": "a waiting list", "no_treatment": "no treatment",
                 "add_on": "the same care alone"}  # fmt: skip
_SCALED: Final = re.compile(r"\b(?:VAS|pain)\b", re.IGNORECASE)
_NUMBERS: Final = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def clause(case: ClaimCase, modal: str = "can") -> str | None:
    """The claim's question as a clause with a modal verb; None where it is put in another way.

    ``Does acupuncture relieve pain in sciatica?`` gives ``acupuncture can relieve pain
    in sciatica``.
    """
    found = _ASKED.match(case.claim.question)
    if found is None:
        return None
    what = _SECOND.split(found["what"])[0]
    return f"{found['who']} {modal} {what}"


def tradition(case: ClaimCase) -> str | None:
    """The name of the tradition that a claim's question speaks of, or None."""
    found = _TEACHES.match(case.claim.question)
    return found["who"] if found else None


def number_word(n: int) -> str:
    """A count as plain text writes it.

    >>> number_word(1), number_word(12)
    ('one', '12')
    """
    return _NUMBERS[n] if 0 <= n < len(_NUMBERS) else f"{n:,}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """Words as a list in a sentence.

    >>> listed(["rats", "mice", "cells"])
    'rats, mice and cells'
    """
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def species(case: ClaimCase, studies: Iterable[StudyView]) -> str:
    """The species that the titles and abstracts of preclinical studies name, most frequent first."""
    seen: Counter[str] = Counter()
    for study in studies:
        report = case.reports.get(study.report_id)
        text = " ".join(section.text for section in report.sections) if report else ""
        named = {m[1].lower() for m in _SPECIES.finditer(text)}
        plural = {_PLURAL.get(word, word) for word in named}
        seen.update(plural - {"cells"} or plural)
    names = [name for name, _ in sorted(seen.items(), key=lambda e: (-e[1], e[0]))][:3]
    return listed(names) if names else "animals"


def benefit_basis(case: ClaimCase, is_plain: bool) -> str:
    """What a benefit rests on: trials, people, comparator, time, in short sentences.

    Empty where no supporting randomized trial is counted.
    """
    chosen = benefit_base(case)
    if not chosen:
        return ""
    is_sham = chosen[0].comparator == "sham"
    against = ("fake treatment" if is_plain else f"{case.dummy} treatment") if is_sham else _usual(chosen)
    weeks = max((s.follow_up_weeks for s in chosen if s.follow_up_weeks is not None), default=None)
    who = "The trial" if len(chosen) == 1 else "The trials"
    text = f"This comes from {_size(chosen)}. {who} compared it with {against}.{_gap(chosen)}"
    if weeks:
        text += f" People were followed for {'up to ' if len(chosen) > 1 else ''}{weeks:g} weeks."
    if not is_sham and not any("sham" in s.comparators for s in case.rcts):
        text += " No trial used fake treatment, so hope and care may play a part." if is_plain else (
            f" No trial had a {case.dummy} group, so care and hope may explain part of it.")  # fmt: skip
    elif not is_sham:
        text += " Hope and care may play a part." if is_plain else " Care and hope may explain part of it."
    return text


def _gap(chosen: Sequence[StudyView]) -> str:
    """How large the difference was, where one trial prints it on a scale of 100; empty elsewhere."""
    if len(chosen) != 1 or chosen[0].direction != "better":
        return ""
    for effect in chosen[0].effects:
        if effect.measure != "MD" or effect.value is None or effect.ci_low is None:
            continue
        if _SCALED.search(effect.outcome or "") and is_scale_of_100(effect):
            when = f" {effect.time_point[:1].lower()}{effect.time_point[1:]}" if effect.time_point else ""
            return f" The gap was {abs(effect.value):g} points on a scale of 100{when}."
    return ""


def _usual(studies: Sequence[StudyView]) -> str:
    """What trials without sham compared with, in plain words."""
    seen = {comparator for study in studies for comparator in study.comparators}
    return listed([words for name, words in _USUAL.items() if name in seen], "or")


def _size(studies: Sequence[StudyView]) -> str:
    n, people = len(studies), sum(s.n or 0 for s in studies)
    trials = f"{number_word(n)} trial{'' if n == 1 else 's'}"
    return f"{trials} with {people:,} people" if people else trials


#: Terms and concepts that speak of harm at large, and name none.
_NO_HARM: Final = re.compile(
    r"^(?:serious|severe|adverse|side|related|treatment|minor harm)\b|\b(?:events?|effects?|reactions?)$"
    r"|^(?:harms?|safe\w*|s?aes?|untoward|tolera\w+|complications?|life-threatening)$"
)
_DENIED: Final = re.compile(r"\b(?:no|without|neither|nor|zero)\b[^.;]*$", re.IGNORECASE)
_LOOK_BACK: Final = 30


def harms_named(case: ClaimCase, concept_id: str, limit: int = 3) -> tuple[str, ...]:
    """Harms of a kind that counted reports name and do not deny, most often named first."""
    kinds, seen = case.kinds_of(concept_id), Counter[str]()
    counted = {report for study in case.studies for report in study.report_ids}
    for item in case.items:
        if item.report_id in counted:
            told = [m for m in item.matches if m.concept_id in kinds and _is_told(case, item, m)]
            seen.update({_harm(case, m) for m in told})
    named = [t for t, _ in sorted(seen.items(), key=lambda e: (-e[1], e[0])) if not _NO_HARM.search(t)]
    return tuple(named[:limit])


def _harm(case: ClaimCase, match: Match) -> str:
    return case.label(match.concept_id) if match.concept_id in case.concepts else match.term.lower()


def _is_told(case: ClaimCase, item: EvidenceItem, match: Match) -> bool:
    """Whether a harm stands in the text without "no" before it."""
    report, span = case.reports.get(item.report_id), match.span
    if span is None:
        return False
    sections = report.sections if report else ()
    text = next((s.text for s in sections if (s.field, s.section_no) == (span.field, span.section_no)), "")
    return not _DENIED.search(text[max(0, span.start - _LOOK_BACK) : span.start])
