# ruff: noqa: E501 (a pattern is read whole)
"""Which way a measure moved, by the verbs of one clause: more of it, less, a change, or none.

General English of laboratory and physiological reports. No word here names a treatment; what
names a disease or a substance does so only to tell what its rise or its removal means.
"""

from __future__ import annotations

import re
from typing import Final

from evidence.appraise.stance_numbers import p_significance
from evidence.appraise.stance_order import names_control

_UP: Final = re.compile(
    r"\b(?:lift\w*|highest|increas\w*|enhanc\w*|rais\w*|rose|rise[sn]?|higher|promot\w*|accelerat\w*|releas\w*|elevat\w*|"
    r"stimulat(?:es|ed|ing)|trigger\w*|activat\w*|improv\w*|faster|larger|longer|greater|more|ran faster|"
    r"up-?regulat\w*|foster\w*|driv(?:es|ing)|drove|recruited|climb\w*|speeds?|sped|speeded|augment\w*|better|sooner|earlier|quicker|"
    r"regain\w*|hasten\w*|thicker|exceed\w*|prevent\w*|(?:went|goes|came|was|were) up|up by|grew|grow[sn]?|doubled|tripled|widen\w*|dilated|dilates|"
    r"picked up|proliferat\w*|set free|freed|surg\w*|strengthen\w*|expand\w*|boost\w*|intensif\w*|spark\w*|evok\w*|elicit\w*|induc\w+|gained|stronger|strongly|warmer|denser)\b",
    re.I,
)
_DOWN: Final = re.compile(
    r"\b(?:cut|brought (?:it|them|\w+) down|lowest|worse|mitigat\w*|decreas\w*|reduc\w*|fell|fall\w*|lower\w*|suppress\w*|inhibit\w*|attenuat\w*|down-?regulat\w*|"
    r"drop\w*|weaken\w*|weaker|curb\w*|damp\w*|less|lessen\w*|slower|slowed|slows|delayed|ameliorat\w*|alleviat\w*|anti-?inflammatory|"
    r"smaller|fewer|colder|cooler|reliev\w*|block\w*|abolish\w*|(?:came|come|went|goes|was|were|toned|turned) down|down by|blunt\w*|halved|half (?:of )?(?:those|that|the)|"
    r"calm\w*|quell\w*|diminish\w*|declin\w*|shrank|shrunk|restrain\w*|curtail\w*|temper\w*|subsid\w*|ebb\w*|impair\w*)\b",
    re.I,
)
_RESTORED: Final = re.compile(
    r"\b(?:restor\w*|correct\w*|normali[sz]\w*|recover\w*|brought (?:\w+ )?back|back (?:to(?:wards?)?|near) (?:\w+ ){0,4}?(?:normal|intact|healthy|control|sham)\w*)\b",
    re.I,
)
_RISES: Final = r"(?:rises?|increases?|elevations?|up-?regulation|surges?|overexpression|activation|production|release|infiltration|accumulation|overproduction)\b"
_FALLS: Final = r"(?:falls?|decreases?|drops?|declines?|loss(?:es)?|reductions?|down-?regulation|depletion|impairment|death|damage|degeneration|apoptosis|atrophy)\b"
_HOLDS: Final = (
    r"\b(?:blunt|attenuat|damp(?:en)?|suppress|inhibit|prevent|block|revers|reduc|lessen|curb|weaken|diminish|abolish|counteract|mitigat|stopp|"
    r"limit|halt|restrain|slow|temper|cut|ameliorat|alleviat)\w* (?:the |a |this |an |their |its )?(?:\w+[- ]){0,4}?"
)
#: To hold back a rise is a fall, to hold back a fall is a rise.
_NET_DOWN: Final = re.compile(_HOLDS + _RISES + r"|\bk(?:ept|eeps) [^.;,]{2,30} from (?:rising|increasing|going up)\b", re.I)
_NET_UP: Final = re.compile(_HOLDS + _FALLS + r"|\bk(?:ept|eeps) [^.;,]{2,30} from (?:falling|dropping|decreasing|going down)\b", re.I)
#: A word for a state, or for what a transmitter does by nature, is no change: activated microglia.
_STATES: Final = re.compile(
    r"\b(?:\w*ergic|(?:pre|post)?-?synaptic|descending|sympathetic|vagal|(?:diffuse )?noxious|endogenous|spinal|pain) inhibit(?:ion|ory)\b"
    r"|\b(?:re|over)?activated (?=microgli|astro|macroph|glia|T\b|cells?\b|platelet|neutro|partial)|\binduced (?=by|in|neuropath|pain|hyperalg|allod|inflam|arthr|injur)"
    r"|\w+-(?:induced|evoked|stimulated|activated|released|increased)\b",
    re.I,
)
_NEUTRAL: Final = re.compile(r"\b(?:regulat|modulat|affect|influenc|balanc|shift|alter)\w*", re.I)
#: A rise of what dampens inflammation is a fall of inflammation.
_DAMPING: Final = re.compile(
    r"\banti-?inflammatory (?:cytokine|marker|factor|mediator)s?|\bIL-?10\b|\bIL-?4\b|\bM2\b|\bTregs?\b",
    re.I,
)
#: Cells of defence: more of them is no more inflammation, and less of them no less.
_IMMUNE: Final = re.compile(r"\bNK\b|\bnatural killer|\bCD[48]\b|\blymphocyte|\bimmunoglobulin|\bIg[AGM]\b", re.I)
#: What resists the flow of blood: a fall of it is a rise of flow.
_RESISTS: Final = re.compile(
    r"\b(?:vascular|arterial|flow|peripheral) (?:resistance|impedance)|\bresistance (?:fell|rose|dropped|decreased|increased|went)|\bresist(?:ance|ive) ind(?:ex|ices)|\bpulsatility|\bimpedance",
    re.I,
)
_REMOVERS: Final = (
    r"\b(?:agonists?|bicuculline|picrotoxin|methysergide|ondansetron|atropine|caffeine|AM251|DPCPX|pCPA|intrathecal\w*|naloxone|naltrexone|antagonists?|yohimbine|L-NAME|L-NNA|lidocaine|procaine|hexamethonium|propranolol|phentolamine|prazosin|guanethidine|reserpine|capsazepine|minocycline|blockers?|inhibitors?|antibod\w+|knock-?out|knock-?down|"
    r"lacking|\w+-deficient|deplet\w+|deleti\w+|remov\w+|ablat\w+|cutting|cut|section(?:ing)?|transection|\w+ectomy|sympathectom\w+|vagotomy|adrenalectom\w+|denervat\w+|blockade|blocking|antisera|antiserum)\b"
)
_WITHOUT: Final = re.compile(_REMOVERS, re.I)
_WHERE_REMOVED: Final = re.compile(r"^\W*(?:in|after|with|under|following|when|where|once)\b[^,.;]{0,60}?" + _REMOVERS, re.I)
_UNDOES: Final = re.compile(
    r"\b(?:abolish\w*|block\w*|revers\w*|prevent\w*|cancel\w*|blunt\w*|lost|antagoni[sz]\w*|attenuat\w*|did away with|took (?:\w+ ){0,3}away|annul\w*|nullif\w*|wiped out|took away|"
    r"removed|undid|undo\w*|eliminat\w*|suppress\w*|weaken\w*|inhibit\w*|counteract\w*|disappear\w*|no longer|back to (?:\w+ ){0,3}?(?:baseline|level|levels|values?|normal)|return\w* to (?:\w+ ){0,2}?(?:baseline|level|control|normal))\b",
    re.I,
)
#: The effect did not come about, as against "made no difference".
_GONE: Final = re.compile(
    r"\bno longer\b|\bnot (?:\w+ )?(?:improve|rise|increase|occur|appear|seen|observed|recover|change|work)\w*", re.I
)
#: Said of the treatment where the mechanism was missing.
_POWERLESS: Final = re.compile(r"\bno (?:\w+ )?(?:effect|analgesia|action|benefit|response|relief)\b|\bineffective\b|\babsent\b|\bfailed\b", re.I)
_BOTH_WAYS: Final = re.compile(
    r"\banti- or pro-|\bpro- or anti-|\bbiphasic\b|\bbidirectional\w*|\bopposite (?:effects?|directions?)\b"
    r"|\b(?:fell|dropped|decreased|declined)\b[^.]*\bthen (?:rose|increased|recovered)\b"
    r"|\b(?:fell|dropped|decreased|declined)\b[^.]*\band (?:rose|increased)\b[^.]*\b(?:afterwards|later|thereafter)\b"
    r"|\b(?:rose|increased)\b[^.]*\bthen (?:fell|decreased|dropped)\b",
    re.I,
)
#: What a measure does not explain is no effect on it, and no denial of one.
_NOT_EXPLAINED: Final = re.compile(
    r"\b(?:cannot|can not|could not|does not|did not) (?:\w+ )?(?:explain|account for|underlie|be explained|be due)\b", re.I
)
NO_ROLE: Final = re.compile(
    r"\b(?:did|do|does|was|were|is|are) not (?:\w+ ){0,2}?(?:reverse|come down|undo|abolish|block|antagoni\w+|mediate\w*|"
    r"explain\w*)\b|\b(?:did|does|do) not (?:\w+ )?(?:influence|affect)\b|\bno bearing on\b|\bwithout (?:an? |any )?(?:rise|change|increase|involvement|release) (?:in|of)\b|(?:^|[:;] ?)\W*no (?:change|effect|influence|rise|fall)\b|\bfail(?:s|ed)? to (?:reverse|block|antagoni\w+)\b|\bnot (?:be )?(?:mediated|reversed|involved)\b"
    r"|\b(?:does|do|did|was|is) not (?:\w+ )?(?:depend\w*|rely|require|involve\w*)\b|\bindependent(?:ly)? of\b"
    r"|\b(?:no|little) (?:\w+ )?(?:part|role|share) in\b|\blittle (?:convincing )?(?:proof|evidence|role)\b|\bnone of the\b[^.]*\b(?:differ|chang)\w*",
    re.I,
)
_SUBORDINATE: Final = re.compile(r"(?:by|through|via|which|that|thus|thereby|and which|\w+ing)\b", re.I)
#: Relief is of pain, not of what brings it.
_RELIEF: Final = re.compile(r"\b(?:alleviat|reliev|eas|painkill)\w*", re.I)


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


#: Measures that rise where what a claim speaks of falls, and the words of such claims.
_INVERSE: Final = (
    (re.compile(r"\bthresholds?\b|\b(?:withdrawal|flick|lick\w*|paw|response) latenc|\btolerance\b", re.I), re.compile(r"sensitiv|hyperalg|allodyn", re.I)),
    (re.compile(r"\b(?:motor|sensory|distal|nerve|conduction|median|peak|onset) (?:\w+ )?latenc", re.I), re.compile(r"\bfunction\b|\bconduct", re.I)),
)


def turned(change: str | None, text: str, claim_text: str) -> str | None:
    """A change as the claim counts it: thresholds that rise are sensitivity that falls.

    >>> turned("up", "EA raised paw withdrawal thresholds", "reducing hypersensitivity to pain")
    'down'
    """
    if change not in ("up", "down"):
        return change
    is_inverse = any(m.search(text) and c.search(claim_text) for m, c in _INVERSE)
    return {"up": "down", "down": "up"}[change] if is_inverse else change


def change_of(text: str, is_null: bool) -> str | None:
    """``null``, ``up``, ``down``, ``updown``, ``both``, ``needed``, ``some`` or None for one clause.

    ``needed``: without the mechanism (an antagonist, a lesion) the effect was gone. ``some``: a
    change without a direction of its own, such as a return to normal. `is_null` says that the
    clause reads as no difference.

    >>> change_of("EA blunted the rise of TNF", False), change_of("IL-10 went up", False)
    ('down', 'down')
    >>> change_of("Naloxone did away with the analgesia", False)
    'needed'
    >>> change_of("In knock-out mice EA had no effect", True), change_of("Vagotomy had no effect", True)
    ('needed', 'null')
    """
    if NO_ROLE.search(text) or _NOT_EXPLAINED.search(text):
        return "null"
    if _WITHOUT.search(text) and (_GONE if is_null else _UNDOES).search(text):
        return "needed"
    if is_null:
        return "needed" if _WHERE_REMOVED.search(text) and _POWERLESS.search(text) else "null"
    if _BOTH_WAYS.search(text):
        return "both"
    return _moved(_STATES.sub(" ", text))


#: Two values side by side, tested, the control's last.
_TWO_VALUES: Final = re.compile(
    r"\b(?:was|were|of|at) (?P<a>\d+(?:\.\d+)?)(?P<between>(?:[^.;\d]|\.(?=\d)){0,50}?\b(?:and|against|versus|vs|compared with|but)\b(?:[^.;\d]|\.(?=\d)){0,20}?)"
    r"(?P<b>\d+(?:\.\d+)?)(?P<after>[^,;(]{0,40})",
    re.I,
)


def _by_values(text: str) -> str | None:
    found = _TWO_VALUES.search(text) if p_significance(text) == {"significant"} else None
    if not found or not names_control(found["after"]) or names_control(found["between"]):
        return None
    return "down" if float(found["a"]) < float(found["b"]) else "up"


def _moved(text: str) -> str | None:
    net_down, net_up = bool(_NET_DOWN.search(text)), bool(_NET_UP.search(text))
    if net_down != net_up:
        up, down = net_up, net_down
    else:
        up, down = bool(_UP.search(text)), bool(_DOWN.search(text))
    if up != down and (_DAMPING.search(text) or _RESISTS.search(text)):
        up, down = down, up
    if up and down:
        return "updown"
    if (up or down) and _IMMUNE.search(text):
        return "some"
    if up or down:
        return "up" if up else "down"
    if value := _by_values(text):
        return value
    return "some" if _NEUTRAL.search(text) or _RESTORED.search(text) else None
