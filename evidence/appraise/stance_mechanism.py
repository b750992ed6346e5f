# ruff: noqa: E501 (a pattern is read whole)
"""Does a report show that the treatment acts in the way a claim says?

The way a claim expects (more of something, less, or merely a change) is read
from the claim's own verbs, so that a new topic needs no code.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.appraise.link_facts import RANDOMIZED_DESIGNS, Line, ReportFacts
from evidence.appraise.stance_cues import clauses
from evidence.appraise.stance_reading import LineReading, StanceReading, read_lines
from evidence.appraise.stance_words import INSUFFICIENT, NOT_WORKING, TWO_GROUPS
from evidence.models import Stance

_UP: Final = re.compile(
    r"\b(?:lift\w*|highest|increas\w*|enhanc\w*|rais\w*|rose|rise[sn]?|higher|promot\w*|accelerat\w*|releas\w*|elevat\w*|"
    r"stimulat(?:es|ed|ing)|trigger\w*|activat\w*|improv\w*|faster|larger|longer|greater|more|ran faster|"
    r"up-?regulat\w*|foster\w*|restor\w*|driv(?:es|ing)|drove|recruited|climb\w*|speeds?|augment\w*|better|sooner|earlier|quicker|regain\w*|hasten\w*|thicker|exceed\w*|prevent\w*|correct\w*|brought \w+ back|back to(?:wards?)? (?:\w+ ){0,4}normal|normali[sz]\w*|foster\w*|recover\w*)\b",
    re.I,
)
_DOWN: Final = re.compile(
    r"\b(?:cut|brought (?:it|them|\w+) down|lowest|worse|mitigat\w*|decreas\w*|reduc\w*|fell|fall\w*|lower\w*|suppress\w*|inhibit\w*|attenuat\w*|down-?regulat\w*|"
    r"drop\w*|weaken\w*|curb\w*|damp\w*|less|slower|delayed|ameliorat\w*|alleviat\w*|anti-?inflammatory|"
    r"smaller|reliev\w*|block\w*|abolish\w*)\b",
    re.I,
)
_SUBORDINATE: Final = re.compile(
    r"(?:by|through|via|which|that|thus|thereby|and which|\w+ing)\b", re.I
)
#: Relief is of pain, not of what brings it.
_RELIEF: Final = re.compile(r"\b(?:alleviat|reliev|eas|painkill)\w*", re.I)
_NEUTRAL: Final = re.compile(r"\b(?:regulat|modulat|affect|influenc|balanc)\w*", re.I)
#: A rise of what dampens inflammation is a fall of inflammation.
_DAMPING: Final = re.compile(
    r"\banti-?inflammatory (?:cytokine|marker|factor|mediator)s?|\bIL-?10\b|\bIL-?4\b|\bM2\b|\bTregs?\b",
    re.I,
)
#: What resists the flow of blood: a fall of it is a rise of flow.
_RESISTS: Final = re.compile(
    r"\b(?:vascular|arterial|flow|peripheral) (?:resistance|impedance)|\bresist(?:ance|ive) ind(?:ex|ices)|\bpulsatility|\bimpedance",
    re.I,
)
_WITHOUT: Final = re.compile(
    r"\b(?:agonists?|bicuculline|picrotoxin|methysergide|ondansetron|atropine|caffeine|AM251|DPCPX|pCPA|intrathecal\w*|naloxone|naltrexone|antagonists?|yohimbine|blockers?|inhibitors?|antibod\w+|knock-?out|knock-?down|"
    r"lacking|\w+-deficient|deplet\w+|deleti\w+|remov\w+|ablat\w+|cutting|cut|section(?:ing)?|transection|\w+ectomy|sympathectom\w+|vagotomy|adrenalectom\w+|denervat\w+|blockade)\b",
    re.I,
)
_UNDOES: Final = re.compile(
    r"\b(?:abolish\w*|block\w*|revers\w*|prevent\w*|cancel\w*|blunt\w*|lost|antagoni[sz]\w*|attenuat\w*|"
    r"removed|undid|undo\w*|eliminat\w*|suppress\w*|weaken\w*|inhibit\w*|counteract\w*|disappear\w*|no longer|back to (?:\w+ ){0,3}?(?:baseline|level|levels|values?|normal)|return\w* to (?:\w+ ){0,2}?(?:baseline|level|control|normal))\b",
    re.I,
)
#: The effect did not come about, as against "made no difference".
_GONE: Final = re.compile(
    r"\bno longer\b|\bnot (?:\w+ )?(?:improve|rise|increase|occur|appear|seen|observed|recover|change)\w*", re.I
)
_BOTH_WAYS: Final = re.compile(
    r"\banti- or pro-|\bpro- or anti-|\bbiphasic\b|\bbidirectional\w*|\bopposite (?:effects?|directions?)\b"
    r"|\b(?:fell|dropped|decreased|declined)\b[^.]*\bthen (?:rose|increased|recovered)\b"
    r"|\b(?:rose|increased)\b[^.]*\bthen (?:fell|decreased|dropped)\b",
    re.I,
)
_NO_ROLE: Final = re.compile(
    r"\b(?:did|do|does|was|were|is|are) not (?:\w+ ){0,2}?(?:reverse|come down|undo|abolish|block|antagoni\w+|mediate\w*|"
    r"explain\w*)\b|\bdid not (?:influence|affect)\b|\bwithout (?:an? |any )?(?:rise|change|increase|involvement|release) (?:in|of)\b|(?:^|[:;] ?)\W*no (?:change|effect|influence|rise|fall)\b|\bfail(?:s|ed)? to (?:reverse|block|antagoni\w+)\b|\bnot (?:be )?(?:mediated|reversed|involved)\b"
    r"|\b(?:no|little) (?:\w+ )?(?:part|role|share) in\b|\blittle (?:convincing )?(?:proof|evidence|role)\b|\bnone of the\b[^.]*\b(?:differ|chang)\w*",
    re.I,
)
_PROPOSES: Final = re.compile(
    r"\b(?:concept|framework|hypothes\w+|hypothetical|propos\w+|theory|offered as|regarded as|discuss\w*)\b",
    re.I,
)
_NOT_THE_TREATMENT: Final = re.compile(
    r"^\W*(?:(?:basal|baseline|initial|resting|pre-?treatment)\b|(?:CCI|SNL|injury|model|ligation|streptozotocin|the model|untreated|control)\w*\b)"
    r"|\b(?:in|of) (?:the )?(?:\w+ )?(?:diabetic|model|injured|lesioned|untreated|arthritic|obese|stressed|neuropathic) (?:rats|mice|animals|rabbits|group)\b"
    r"[^.;]*\bthan (?:(?:in|of|that in|that of) )?(?:the )?(?:\w+ )?(?:normal|healthy|controls?|naive|sham-operated|intact)\b",
    re.I,
)
#: What a transmitter does by nature is no change of it: GABAergic inhibition.
_ITS_ACTION: Final = re.compile(
    r"\b(?:\w*ergic|(?:pre|post)?-?synaptic|descending|sympathetic|vagal|(?:diffuse )?noxious|endogenous|spinal|pain) inhibit(?:ion|ory)\b", re.I
)
_IN_CONTROLS: Final = re.compile(
    r"^(?!.*\b(?:than|versus|vs|between|differ\w*|groups|compared|as (?:well|much|good|often)|the same (?:as|effect|way|extent)|at the same|similarly|equally)\b).*\b(?:sham|placebo|controls?|no-needle|"
    r"non-?acupoints?|saline)\b",
    re.I | re.S,
)
#: A change since before, which any group may have had.
_SINCE_BEFORE: Final = re.compile(
    r"\bover time\b|\bacross (?:all )?(?:the )?(?:sessions|conditions)\b|\b(?:after|over|during|with|through|following) (?:the )?(?:\w+ ){0,2}?(?:treatments?|sessions?|courses?|weeks?|therapy)\b"
    r"|\bfrom (?:baseline|before)\b|\b(?:compared (?:with|to)|than|versus) (?:baseline|before)\b|\bpre-? ?(?:to|and) ?-?post",
    re.I,
)
_REVIEWS: Final = frozenset({"narrative_review", "guideline", "letter"})


def expected_change(claim_text: str) -> str | None:
    """``up``, ``down`` or None (any change), from the verbs of a claim's main clause.

    >>> expected_change("Acupuncture enhances circulation")
    'up'
    >>> expected_change("decrease inflammation")
    'down'
    >>> expected_change("may help regulate the autonomic nervous system, reducing pain") is None
    True
    >>> expected_change("By modulating the immune response, acupuncture can decrease inflammation")
    'down'
    """
    parts = [part.strip() for part in claim_text.split(",")]
    main = " ".join(part for part in parts if not _SUBORDINATE.match(part)) or claim_text
    up, down = bool(_UP.search(main)), bool(_DOWN.search(_RELIEF.sub("", main)))
    return None if up == down or _NEUTRAL.search(main) else ("up" if up else "down")


def _change(item: LineReading) -> str | None:
    """``null``, ``up``, ``down``, ``updown``, ``both``, ``needed``, ``some`` or None for one clause.

    ``needed``: without the mechanism (an antagonist, a lesion) the effect was gone.
    """
    is_null = item.reading.direction == "null"
    if _NO_ROLE.search(item.text):
        return "null"
    if _WITHOUT.search(item.text) and (_GONE if is_null else _UNDOES).search(item.text):
        return "needed"
    if is_null:
        return "null"
    text = _ITS_ACTION.sub(" ", item.text)
    up, down = bool(_UP.search(text)), bool(_DOWN.search(text))
    if up != down and (_DAMPING.search(item.text) or _RESISTS.search(item.text)):
        up, down = down, up
    if _BOTH_WAYS.search(item.text):
        return "both"
    if not up and not down and _NEUTRAL.search(item.text):
        return "some"
    if up and down:
        return "updown"
    return "up" if up else ("down" if down else None)


def _judged(
    changes: Sequence[str], expected: str | None, is_denied: bool
) -> tuple[Stance, str, str]:
    kinds = set(changes)
    n_null = sum(change == "null" for change in changes)
    if is_denied and (not kinds & {"up", "down"} or 2 * n_null > len(changes)):
        return Stance.CONTRADICTS, "no-role", "no such effect was found, and the authors say so"
    if "both" in kinds:
        return Stance.MIXED, "both-ways", "the change went both ways, by condition"
    if not kinds - {"null"}:
        if kinds:
            return Stance.INCONCLUSIVE, "null", "no significant change"
        return Stance.INCONCLUSIVE, "silent", "no change is reported"
    opposite = {"up": "down", "down": "up"}.get(expected or "")
    n_for = sum(c != "null" and c != opposite for c in changes)
    n_against = 0 if "needed" in kinds else sum(c == opposite for c in changes)
    if not n_for:
        return Stance.MIXED, "opposite", "changes run against what the claim expects"
    if n_null > n_for:
        return Stance.MIXED, "change-and-null", "some measures changed, others did not"
    if n_against * 2 >= n_for:
        return Stance.MIXED, "both-ways", "some measures run against what the claim expects"
    return Stance.SUPPORTS, "change", "the measure changed as the claim expects"


def mechanism_stance(
    facts: ReportFacts,
    results: Sequence[Line],
    conclusion: Sequence[Line],
    claim_text: str,
    terms: frozenset[str] = frozenset(),
) -> StanceReading:
    """The stance of one report on a claim about how a treatment acts.

    `terms` are the words by which the report names what the claim is about.
    """
    lines = tuple(dict.fromkeys((*results, *conclusion)))
    items = [
        item for item in read_lines(lines, terms=terms) if not _NOT_THE_TREATMENT.search(item.text)
    ]
    pairs = [(item, change) for item in items if (change := _change(item))
             and not (change == "null" and _IN_CONTROLS.search(item.text))]  # fmt: skip
    denied = [line for line in (*conclusion, *facts.body("title")) if
              NOT_WORKING.search(line.text) or _NO_ROLE.search(line.text)]  # fmt: skip
    stance, rule, reason = _judged([c for _, c in pairs], expected_change(claim_text), bool(denied))
    if facts.design in _REVIEWS and (
        stance is not Stance.CONTRADICTS
        and (
            not pairs
            or any(
                _PROPOSES.search(line.text) or INSUFFICIENT.search(line.text)
                for line in facts.lines
            )
        )
    ):
        stance, rule, reason = Stance.INCONCLUSIVE, "narrative", "a narrative review that proposes"
    elif facts.is_review and any(_is_too_weak(facts, line) for line in conclusion):
        stance, rule, reason = (
            Stance.INCONCLUSIVE, "review-insufficient", "the reviewers call the evidence insufficient",
        )  # fmt: skip
    if stance is Stance.SUPPORTS and _is_within_groups(facts, [i for i, c in pairs if c != "null"]):
        stance, rule, reason = (
            Stance.INCONCLUSIVE, "within-group", "a change since before, not compared between the groups",
        )  # fmt: skip
    first = denied if rule == "no-role" else []
    told = [item.line for item, change in pairs if change != "null"]
    ordered = [*first, *told, *(item.line for item, _ in pairs)] or list(lines)
    spans = tuple(dict.fromkeys(line.span for line in ordered))[:3]
    return StanceReading(stance, rule, reason, spans, _direction(pairs))


def _is_within_groups(facts: ReportFacts, changed: Sequence[LineReading]) -> bool:
    """Whether a trial in people tells its changes as since before alone, in no words of its groups."""
    if facts.population not in (None, "human") or facts.design not in RANDOMIZED_DESIGNS:
        return False
    return all(_SINCE_BEFORE.search(i.text) and not TWO_GROUPS.search(i.line.text) for i in changed)


def _is_too_weak(facts: ReportFacts, line: Line) -> bool:
    """Whether reviewers call the evidence weak; that animals may not be people is no such call."""
    if facts.population in ("animal", "mixed") and re.search(
        r"\b(?:human|people|clinical|patients|translat)", line.text
    ):
        return False
    return any(
        INSUFFICIENT.search(c) and "risk of bias" not in c.lower() for c in clauses(line.text)
    )


def _direction(pairs: Sequence[tuple[LineReading, str]]) -> str | None:
    kinds = {change for _, change in pairs}
    return kinds.pop() if len(kinds) == 1 else ("mixed" if kinds else None)
