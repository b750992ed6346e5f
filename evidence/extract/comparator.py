# ruff: noqa: E501 (a pattern or table row is read whole)
"""What acupuncture was compared with (pure)."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.reading_lines import UNCONTROLLED, Reading, RoleLine, text_finding
from evidence.models import Finding

_VERSUS: Final = r"(?:versus|vs\.?|compared (?:with|to)|compar\w+[^.;]{0,60}\b(?:with|to|and)|against|than|or|controls? (?:group )?(?:received|had|was|were|took)|controlled by|and)"
_DRUGS: Final = (
    r"(?:drugs?|medicines?|medications?|pharmaco\w+|western medicine|carbamazepine|gabapentin|pregabalin|duloxetine|amitriptyline"
    r"|prednis\w+|cortico?steroids?|steroids?(?: block| injections?)?|NSAIDs?|ibuprofen|nimesulide|diclofenac|inositol|venlafaxine"
    r"|analgesics?|anti-?inflammatory drugs?|morphine|opioids?|lidocaine|tramadol|celecoxib|antidepressants?|metoprolol|topiramate)"
)  # fmt: skip
_ACTIVE: Final = (
    r"(?:night splint\w*|splint\w*|physiotherapy|physical therapy|exercises?|massage|nerve blocks?|surgery|traction|spinal manipulation"
    r"|manipulation|TENS|radiofrequency|PRF|cognitive behaviou?ral|education|yoga|active (?:treatment|control|comparator)s?|other (?:active )?treatments?|ultrasound)"
)  # fmt: skip
_RULES: Final[tuple[tuple[str, re.Pattern[str]], ...]] = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("sham", r"\bsham(?![- ]?(?:operat\w*|surger\w*|injur\w*|CCI|group underwent))\b|\bplacebos?\b|pseudo-?\s?(?:acupuncture|EA|stimulation|electro)|non-?penetrating|"
                 r"(?:simulated|mock|fake|minimal|Streitberger)\s+(?:acupuncture|needl\w*)|\bnon-?(?:acupoints?|acupuncture points?)\b|superficial needling|light needling"),
        ("waitlist", r"\bwait(?:ing)?[- ]?list\w*|\bdelayed (?:treatment|acupuncture)|deferred (?:treatment|acupuncture)"),
        ("usual_care", r"\b(?:usual|standard|routine|conventional|best)(?:\s+(?:medical|supportive|primary|diabetes|oncology|clinical))?\s+(?:care|management)(?: only| alone)?\b|treatment as usual|conventional (?:medical )?management|care as usual"),
        ("no_treatment", r"\bno[- ](?:treatment|intervention|acupuncture|needling|needle|stimulation|therapy)\b|\bno-needle\b|\buntreated\b|\bnothing\b|without (?:any )?(?:acupuncture|treatment)\b|\bversus none\b|\bnon-?acupuncture (?:controls?|group)|\bNA\b(?= \()|blank control"),
        ("vitamin_b", r"\b(?:mecobalamin|methylcobalamin|cobamamide|cobalamin|vitamin B\s?-?\d*)\b"),
        ("drug", rf"{_VERSUS}\s+(?:(?:the|an?|oral|standard|western|conventional|routine|local|first-line)\s+){{0,3}}(?:[\w-]+\s)?{_DRUGS}\b|\b{_DRUGS}\s+(?:group|arm|alone|controls?)\b|\b(?:to|took|taking|received|receive)\s+(?:oral\s+)?{_DRUGS}\b"),
        ("other_active", rf"{_VERSUS}\s+(?:(?:the|an?|another|conventional|routine|local)\s+){{0,2}}(?:[\w-]+\s)?{_ACTIVE}|\b{_ACTIVE}\s+(?:group|arm|alone|controls?)\b"),
        ("add_on", r"\b(?:plus|combined with|added to|adding acupuncture|add-?on|on top of|in addition to|along with|alongside|as an adjunct)\b[^.;]{0,80}|\b(?:everyone|all (?:patients|participants)?) (?:also )?(?:took|received|had)\b|the same plus"),
        ("other_acupuncture", r"\b(?:electro-?acupuncture|EA|moxibustion|laser|dry needling|warm\w* needl\w*|manual acupuncture|manual)\s+(?:versus|vs\.?|compared (?:with|to)|and|or|against|than|to)\s+(?:manual |body |plain |auricular |traditional )?(?:acupuncture|MA|EA|electro-?acupuncture|auricular acupuncture|needling)\b|needles left without|acupuncture without it|different (?:frequenc|acupoint|acupuncture)\w*|\bdistal\b[^.;]{0,30}\blocal (?:points|acup)"),
    )
)  # fmt: skip
_ROLES: Final = frozenset({"title", "objective", "methods", "results", None})
_REVIEWS: Final = frozenset({"narrative_review", "overview_of_reviews"})


def comparator_findings(context: Reading) -> tuple[Finding, ...]:
    """The comparators; ``none`` for a design without comparison, nothing where not stated."""
    lines = [line for line in context.lines if line.role in _ROLES]
    if context.design in UNCONTROLLED:
        return _none(context)
    found: dict[str, Finding] = {}
    for line in lines:
        for name, pattern in _RULES:
            match = pattern.search(line.text)
            if match and name not in found and _counts(name, line, context):
                span = line.sentence.span_of(match.start(), match.end())
                found[name] = text_finding("comparator", name, span, f"comparator.{name}")
    if "add_on" in found and not _is_add_on(context, lines, frozenset(found)):
        del found["add_on"]
    if context.design == "animal" and "no_treatment" not in found:
        return (*found.values(), *_model_group(lines))
    if not found and context.design and not any(_COMPARES.search(line.text) for line in lines):
        return _none(context)
    return tuple(found.values())


_COMPARES: Final = re.compile(r"compar|versus|\bvs\b|\bcontrols?\b|controlled|\bgroups\b|\barms\b|random", re.IGNORECASE)
_EVERYONE: Final = re.compile(r"\b(?:everyone|all (?:patients|participants)?|both (?:groups|arms)) (?:also )?(?:took|received|had)\b", re.IGNORECASE)


def _counts(name: str, line: RoleLine, context: Reading) -> bool:
    if name == "add_on" and (context.design == "animal" or line.role == "results"):
        return False
    if name in ("drug", "vitamin_b") and _EVERYONE.search(line.text):
        return False
    if line.role == "results" and name in ("drug", "other_active", "add_on", "vitamin_b", "usual_care"):
        return bool(re.search(r"compared|versus|\bvs\b|against|than|pooled", line.text))
    return not (name == "usual_care" and context.design == "animal")


def _is_add_on(context: Reading, lines: list[RoleLine], found: frozenset[str]) -> bool:
    if "sham" in found or "other_acupuncture" in found:
        return False
    text = " ".join(line.text for line in lines)
    return context.design not in _REVIEWS and bool(
        re.search(r"\b(?:alone|only|same|everyone|all (?:patients|participants)|both (?:groups|arms)|adding|added|add-?on|on top of|plus|combined)\b", text, re.IGNORECASE)
    )  # fmt: skip


def _none(context: Reading) -> tuple[Finding, ...]:
    design = Finding("comparator", "none", None, "comparator.design-without-comparison", "1", source="design")
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
    return tuple(name for name, pattern in _RULES if name != "add_on" and pattern.search(text))
