# ruff: noqa: E501 (a pattern is read whole)
"""What acupuncture was compared with (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evidence.extract.comparator_arms import adds_to_acupuncture, listed_arms
from evidence.extract.comparator_words import DRUGS, EVERYONE, RULES
from evidence.extract.design_types import REVIEWS
from evidence.extract.gated import gated
from evidence.extract.reading_lines import (
    UNCONTROLLED,
    VERSION,
    Reading,
    RoleLine,
    text_finding,
)
from evidence.models import Finding

_ROLES: Final = frozenset({"title", "objective", "methods", "results", None})
_REVIEWS: Final = REVIEWS - {"overview_of_reviews"}
_TRIALS: Final = frozenset({"rct", "crossover_rct", "cluster_rct", "non_randomized_trial", "protocol"})
_TREATMENT: Final = ("drug", "other_active", "add_on", "vitamin_b", "usual_care")
_SIDES: Final = re.compile(r"compar(?:ed|ing)|versus|\bvs\b|against|than|pooled|\breceived\b|\bgiven\b|similar to", re.IGNORECASE)
#: Sentences of any role that tell how the arms were made, or what had never been compared.
_ARMS: Final = gated(r"\brandom|\b(?:were|was) (?:\w+ )?(?:assigned|allocated|divided)|not been (?:\w+ )?compared|\bcrossover\b|\bdouble-blind\b|in two groups")
_COMPARES: Final = gated(r"compar|versus|\bvs\b|\bcontrols?\b|controlled|\bgroups\b|\barms\b|random")
_EVERYONE: Final = gated(rf"\b{EVERYONE}\b")
_ALL_AGAINST: Final = gated(rf"\ball (?:\w+ ){{0,3}}(?:against|compared (?:with|to)|versus|controlled by) (?:(?P<drug>{DRUGS})|(?P<sham>sham|placebo))\b")
_HARM_TITLE: Final = gated(r"\bsafety\b|\bdeaths?\b|\bfatalit\w+|\bpneumothorax\b|\bharms?\b|\binjur(?:y|ies) (?:by|after|following|from|due to) (?:acup|needl)|adverse (?:events?|effects?|reactions?)|\bbleeding\b|side effects|complications")


#: Where no such treatment is named, none was compared with another.
_NEEDLED: Final = gated(r"acup|moxib|needl|laser|stimulat")


def comparator_findings(context: Reading) -> tuple[Finding, ...]:
    """The comparators; ``none`` for a design without comparison, nothing where not stated."""
    if context.design in UNCONTROLLED:
        return _none(context)
    lines = [ln for ln in context.lines if ln.role in _ROLES or _ARMS.search(ln.text, ln.lower) or _tells_sides(ln)]
    if context.design in _REVIEWS:
        only = next(_only(lines), None)
        if only:
            return (only,)
    found: dict[str, Finding] = {}
    is_needled = _NEEDLED.may_stand_in(context.lower)
    rules = [(rule.name, words) for rule in RULES if is_needled or rule.name != "other_acupuncture"
             if (words := rule.words.within(context.lower))]  # fmt: skip
    for line in lines:
        for name, words in rules:
            match = words.search(line.text, line.lower) if name not in found else None
            if match and not _is_denied(name, line.text, match) and _counts(name, line, match.start(), context):
                span = line.sentence.span_of(match.start(), match.end())
                found[name] = text_finding("comparator", name, span, f"comparator.{name}")
        for arm in _listed(line, context):
            found.setdefault(arm.value or "", arm)
    if "add_on" in found and not _is_add_on(context, lines, frozenset(found)):
        del found["add_on"]
    if {"waitlist", "no_treatment"} <= set(found) and context.design in _TRIALS and not _names_both(lines):
        del found["no_treatment"]
    if context.design == "animal" and "no_treatment" not in found:
        return (*found.values(), *_model_group(lines))
    if not found and context.design and (context.design not in REVIEWS or _is_of_harm(context)) and not _may_compare(context, lines):
        return _none(context)
    return tuple(found.values())


#: "Prednisolone for two weeks followed by placebo": a tail of another arm.
_THEN: Final = re.compile(r"\b(?:followed by|and then|then) (?:(?:\d+|one|two|three|four|six|eight) (?:weeks?|months?|days?) (?:of|on) )?(?:an? )?$", re.IGNORECASE)
def _listed(line: RoleLine, context: Reading) -> Iterator[Finding]:
    """The arms of a trial that its sentence of allocation lists."""
    if context.design in _TRIALS and line.role in ("methods", "objective", None) and not _EVERYONE.search(line.text):
        for name, start, end in listed_arms(line.text):
            yield text_finding("comparator", name, line.sentence.span_of(start, end), "comparator.listed-arm")


#: What can be given beside acupuncture, and what people do not take.
_TREATING: Final = gated(r"acup|needl|\bEA\b|\bMA\b|moxib|laser|stimulat|TENS|treat|therap|\bcare\b|medic|drug|physio|exercis|vitamin|cobal|splint|herb|steroid|predn")
_COMBINED: Final = re.compile(r"(?:plus|combined with|together with|along with)\b", re.IGNORECASE)
_TWO_TECHNIQUES: Final = re.compile(
    r"(?:acupuncture|EA|needling|moxibustion|acupressure)\s+(?:plus|combined with|together with|along with)\s+(?:\w+ )?(?:auricular|ear|moxib|electro|acup|cupping|TENS|needl|warm)", re.IGNORECASE)  # fmt: skip
_NOT_TAKEN: Final = re.compile(r"\b(?:not|never) (?:\w+ )?(?:using|taking|receiving|on|use|take)\b[^.;]{0,60}$", re.IGNORECASE)


def _tells_sides(line: RoleLine) -> bool:
    return line.role == "conclusion" and re.search(r"\b(?:compared (?:with|to)|versus|against|than)\b", line.text) is not None


def _may_compare(context: Reading, lines: list[RoleLine]) -> bool:
    return not _is_of_harm(context) and any(_COMPARES.search(_NOT_COMPARED.sub("", line.text)) for line in lines)


#: "There was no comparison group" compares nothing.
_NOT_COMPARED: Final = re.compile(r"\b(?:no|without(?: an?| any)?|lack\w*(?: of)?(?: an?)?) (?:\w+ )?(?:comparisons?|controls?|comparators?)(?: (?:group|arm)s?)?\b", re.IGNORECASE)


def _is_of_harm(context: Reading) -> bool:
    """Whether harm is the subject; its rates are of the treated alone."""
    title = context.lines[0].text if context.lines else ""
    return _HARM_TITLE.search(title) is not None and not re.search(r"effica|effective|versus|compar", title, re.IGNORECASE)


def _only(lines: list[RoleLine]) -> Iterator[Finding]:
    """What all trials of a review were set against, where it says so."""
    for line in lines:
        match = _ALL_AGAINST.search(line.text) if line.role in ("results", None) else None
        if match:
            span = line.sentence.span_of(match.start(), match.end())
            yield text_finding("comparator", "drug" if match["drug"] else "sham", span, "comparator.all-against")


def _names_both(lines: list[RoleLine]) -> bool:
    """Whether one sentence lists a waiting list and an arm without treatment; else the one is the other."""
    waiting, untreated = (next(rule.words for rule in RULES if rule.name == name) for name in ("waitlist", "no_treatment"))
    return any(waiting.search(ln.text, ln.lower) and untreated.search(ln.text, ln.lower) for ln in lines)


def _is_denied(name: str, text: str, match: re.Match[str]) -> bool:
    """Whether the words name an arm that was not there, or two techniques of one and the same side."""
    before, after = text[: match.start()], text[match.end() :]
    if name in ("sham", "no_treatment", "waitlist") and _WAS_NONE.search(before) and _AN_ARM.match(text, match.start()):
        return True
    if name in ("drug", "other_active") and _OF_CARE.search(before):
        return True
    if name == "no_treatment" and match[0].lower().startswith(("no further", "no additional")) and _SINCE.match(after):
        return True
    if name == "no_treatment":
        return bool(_CARE_BUT.search(before) or (match[0].lower().endswith("or without") and _WITH_NEEDLES.search(before)))
    return name == "other_acupuncture" and " or " in match[0] and _ONE_SIDE.match(after) is not None


#: "There was no untreated arm".
_WAS_NONE: Final = re.compile(r"\b(?:there (?:was|were) no|without an?|lacked an?|had no|no) (?:\w+ )?$", re.IGNORECASE)
_AN_ARM: Final = re.compile(r"(?:sham|placebo|untreated|non-?treated|wait\w*[- ]?list\w*|no-treatment|blank)[- ](?:\w+ )?(?:arms?|groups?|controls?|controlled|comparison)\b", re.IGNORECASE)
_CARE_BUT: Final = re.compile(r"\b(?:care|management|treatment|therapy),? (?:but|and|with) $", re.IGNORECASE)
_WITH_NEEDLES: Final = re.compile(r"\bwith (?:needles?|needling|penetration|insertion|current) $", re.IGNORECASE)
#: "Usual care (drugs, physiotherapy, education)" is one comparator.
_OF_CARE: Final = re.compile(r"\b(?:care|management)(?: only| alone)?\s?\([^()]*$", re.IGNORECASE)
#: "No further acupuncture was given in the meantime".
_SINCE: Final = re.compile(r"(?: (?:sessions?|courses?))? (?:was|were|had been) (?:given|allowed|offered|received|permitted|planned)\b", re.IGNORECASE)
_ONE_SIDE: Final = re.compile(r"\s*(?:\([^()]*\)\s*)?(?:versus|vs\b|against|compared (?:with|to)|with (?!or\b)(?:sham|placebo|drugs?|medic|usual|carbam))", re.IGNORECASE)


def _counts(name: str, line: RoleLine, start: int, context: Reading) -> bool:
    if name == "sham" and context.design != "crossover_rct" and _THEN.search(line.text[:start]):
        return False
    if name == "add_on" and not _TREATING.search(line.text[max(0, start - 40) : start + 110]):
        return False
    if name == "add_on" and _COMBINED.match(line.text, start) and context.design in _TRIALS and not adds_to_acupuncture(line.text, start):
        return False
    if name == "add_on" and _TWO_TECHNIQUES.search(line.text[max(0, start - 30) : start + 60]):
        return False
    if name == "drug" and _NOT_TAKEN.search(line.text[:start]):
        return False
    if name == "add_on":
        return context.design != "animal" and line.role not in ("results", "conclusion")
    if name in ("drug", "vitamin_b") and _EVERYONE.search(line.text):
        return False
    if line.role in ("results", "conclusion", "background") and name in _TREATMENT:
        return bool(_SIDES.search(line.text)) or (line.role == "background" and bool(_ARMS.search(line.text, line.lower)))
    return not (name == "usual_care" and context.design == "animal")


def _is_add_on(context: Reading, lines: list[RoleLine], found: frozenset[str]) -> bool:
    if context.design in _REVIEWS | {"overview_of_reviews", "narrative_review"}:
        return False
    text = " ".join(line.text for line in lines)
    if "other_acupuncture" in found:
        return False
    if "sham" in found:
        return bool(_EVERYONE.search(text))
    return bool(
        re.search(r"\b(?:alone|only|same|with or without|everyone|all (?:patients|participants|took|had|received)|both (?:groups|arms)|adding|added|add-?on|on top of|plus|combined|combination|in addition)\b", text, re.IGNORECASE)
    )  # fmt: skip


def _none(context: Reading) -> tuple[Finding, ...]:
    design = Finding("comparator", "none", None, "comparator.design-without-comparison", VERSION, source="design")
    return (design,) if context.design else ()


def _model_group(lines: list[RoleLine]) -> tuple[Finding, ...]:
    for line in lines:
        match = re.search(r"\b(?:model|control|injury|CCI|SNI|SNL)\s*(?:\([^)]*\)\s*)?(?:group|rats|mice|animals)?\b", line.text)
        if match and line.role != "title":
            span = line.sentence.span_of(match.start(), match.end())
            return (text_finding("comparator", "no_treatment", span, "comparator.model-group"),)
    return ()


def comparators_in(text: str) -> tuple[str, ...]:
    """The comparators one sentence names, in the order of the rules; add-on is none of them."""
    lower = text.lower()
    return tuple(rule.name for rule in RULES if rule.name != "add_on" and rule.words.search(text, lower))
