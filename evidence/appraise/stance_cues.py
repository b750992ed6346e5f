# ruff: noqa: E501 (a pattern is read whole)
"""What one clause of a sentence says about a comparison, by its wording.

The lists are general English of trial reports, written once for all topics. A
clause is read as better (the treated group did better), worse, null (no
difference was shown), or silent. Words for groups and outcomes are not needed
here: which sentences bear on a claim is decided by the caller.

Rules: Cochrane Handbook 15.6.4 (no significant difference is not evidence of no
effect); SWiM (direction and significance are kept apart).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from evidence.appraise.stance_numbers import p_significance, significance

_FLAGS: Final = re.IGNORECASE

_CLAUSE: Final = re.compile(
    r"(?:;|(?<=[a-z)%])[,]? (?:but|whereas|while|yet|although|though|however|except|despite)\b)"
    r"|, and (?=(?:the )?(?:sham|controls?|placebo)\b[^,;]*\b(?:no|not|unchanged)\b)"
    r"|, (?:and|with) (?=no\b|neither\b|not\b|without\b|none\b)",
    _FLAGS,
)

_NULL: Final = re.compile(
    r"\bno(?:t any| longer any)? (?:\w+[ -]){0,3}?(?:differences?|advantages?|superiority|"
    r"improvements?|changes?|benefits?|effects?|reductions?|increases?|associations?|efficacy)\b"
    r"|\b(?:did|do|does|was|were|is|are|could|had|has|have) (?:not|n[o']t) (?:\w+ ){0,3}?"
    r"(?:differ\w*|separate|chang\w+|improv\w+|reduc\w+|increas\w+|decreas\w+|reach|blunted|"
    r"significant\w*|superior|better|distinguish\w*|noninferior|affect\w*|alter\w*|reveal\w*|show)\b"
    r"|\bnon-?significant|\bnot (?:statistically |clinically )?(?:significant|different)"
    r"|\bnot (?:significantly|statistically) \w+|\bwithout (?:an? |any )?(?:\w+ ){0,2}?differences?"
    r"|\bneither\b[^;]*\bnor\b|\bnone of the\b|\bno (?:better|worse|less|more)\b"
    r"|\b(?:was|were|is|are|remained?) (?:\w+ )?(?:unchanged|similar|comparable|alike|equivalent)\b"
    r"|\bsimilar(?:ly)? (?:between|in|across|to|with)\b|\bcould not be told apart\b"
    r"|\bequally\b|\bfail(?:s|ed)? to (?:show|reach|differ|improve|reduce|demonstrate|find)\b"
    r"|\b(?:did|does|do) not (?:appear|seem) to\b|\bnothing else did\b|\bno significant\w*\b",
    _FLAGS,
)

_WORSE: Final = re.compile(
    r"\binferior to\b|\bless effective than\b|\bslower with\b|\bworsen(?:ed|ing) (?:more|with)\b"
    r"|\bwent on worsening\b|\bworse (?:with|in|than|after|under)\b"
    r"|\bfavou?r(?:ed|s|ing)? (?:the )?(?:control|sham|placebo|usual care|medication|drug)"
    r"|\b(?:larger|greater|higher|more) (?:rise|increase|pain|worsening)\b[^;]{0,30}\bwith (?:EA|acupuncture)"
    r"|\brise was [^;]{0,25}\b(?:larger|greater) with\b|\bdelayed\b|\bimpaired\b"
    r"|\b(?:sham|control|placebo|medication|drug|carbamazepine|pregabalin)s?(?: group)? "
    r"(?:was|were|did|had|gave) (?:\w+ )?(?:better|superior|greater)",
    _FLAGS,
)

_BETTER: Final = re.compile(
    r"\b(?:superior|outperform\w*|preferable|favou?r\w*|better|beat)\b"
    r"|\b(?:more|greater|greatest|larger|higher|lower|less|fewer|faster|quicker|sooner|longer|"
    r"smaller|stronger|steadily)\b(?=[^;]*\b(?:than|compared|versus|vs|with|in the|against|relative|"
    r"after|under|groups?|P ?[<=])|[^;]*$)"
    r"|\b(?:significant(?:ly)?|marked(?:ly)?|substantial(?:ly)?|clear(?:ly)?)[ -](?:\w+ ){0,4}?"
    r"(?:reduc\w+|improv\w+|decreas\w+|increas\w+|reliev\w+|relief|differen\w+|benefi\w+|effective\w*|"
    r"alleviat\w+|eas\w+|dropped|fell|rose|lower\w*|higher|attenuat\w+)"
    r"|\b(?:reduc|improv|decreas|reliev|alleviat|attenuat|amelior|eas|benefi|rais|lower|increas|"
    r"enhanc|promot|accelerat|restor|suppress|inhibit|weaken|curb)(?:ed|es|e|ing|s|ted|ial|ts?|d)?\b"
    r"|\bsignificant(?:ly)? \([^)]*\) ?(?:reduc|improv|decreas|increas|differ|better|lower|higher|greater)\w*"
    r"|\bdifferences? [^.;]{0,60}\b(?:was|were|is|are) (?:found to be )?(?:statistically |highly )?significant"
    r"|\bdiffered significantly\b|\b(?:shorter|improvement)\b"
    r"|\bclinically (?:relevant|meaningful|important|significant) (?:\w+ )?(?:fall|drop|relief|effect|change|"
    r"decline|gain)|\b(?:fell|dropped|rose)\b"
    r"|\b(?:differed|differ) (?:significantly )?between\b|\bstatistically better\b|\bincremental\b"
    r"|\bshowed benefit\b|\b(?:probably )?(?:effective|efficacious)\b|\bgained? more\b|\bseparated\b",
    _FLAGS,
)

NOT_WORKING: Final = re.compile(
    r"\bno (?:more|greater|better|further) (?:pain )?(?:relief|benefit|effect\w*|improvement|than)\b"
    r"|\bno (?:influence|effect|change)\w* [^.;]{0,50}\b(?:could|can) be (?:shown|found|seen|demonstrated)"
    r"|\b(?:did|does|do) not (?:attenuate|lower|lessen|modulate|promote|enhance|increase|decrease)\b"
    r"|\bnot (?:an? )?effective\b|\bineffective\b|\b(?:do|does|did|can|could) not (?:\w+ )?support\b(?! or)"
    r"|\bno (?:demonstrable|specific|detectable|apparent|additional|clinical\w*|relevant|meaningful) "
    r"(?:\w+ )?(?:effects?|benefits?|efficacy|advantages?)"
    r"|\bof (?:little|no|doubtful|limited) (?:value|use|benefit|effect)\b|\b(?:cannot|could not|should not) be "
    r"(?:considered|regarded|called|seen)\b[^.;]{0,30}\b(?:useful|effective|beneficial|helpful|superior)"
    r"|\bneither\b[^.;]*\bnor\b[^.;]*\b(?:effective|superior|better|benefi\w+|improv\w+|reliev\w+)"
    r"|\bcannot be recommended\b|\bshould not be (?:used|recommended|offered)\b"
    r"|\bnot (?:be )?(?:called )?(?:superior|more effective|better)\b|\bno (?:more effective|better) than\b"
    r"|\b(?:did|does) not (?:prevent|work|relieve|reverse|help|alleviate)\b|\bfail(?:s|ed)? to (?:prevent|"
    r"reverse|relieve|improve|lower|lessen|attenuate|reduce|decrease|increase|promote|raise|alter|change)\b|\blittle or no\b|\bunlikely to (?:have|be|provide|produce)\b"
    r"|\bdoes not (?:appear|seem) to (?:\w+ )?(?:favou?r|improve|reduce|help|be|have|provide|benefit)\b"
    r"|\bno (?:significant |convincing )?evidence (?:that|of|for|to support)\b|\bnot (?:be )?recommended\b"
    r"|\black(?:s|ed)? (?:of )?(?:efficacy|effect)\b|\blittle (?:convincing|truly convincing)\b"
    r"|\bno effect (?:on|of|was)\b|\bno benefit\b|\b(?:excludes?|excluded|rul(?:es|ed) out)\b[^.;]{0,60}"
    r"\b(?:minim\w+|clinically|worthwhile|important|meaningful)",
    _FLAGS,
)

INSUFFICIENT: Final = re.compile(
    r"\binsufficient\b|\btoo (?:limited|few|small|weak|sparse)\b|\b(?:did|does|do) not suffice\b"
    r"|\bnot (?:sufficient|enough|conclusive|convincing|adequate\w*)\b|\binconclusive\b"
    r"|\bno (?:firm|definit\w+|clear|reliable|robust|strong) (?:conclusions?|evidence|recommendation)"
    r"|\b(?:no|not?|cannot|could not)[^.;]{0,40}(?:conclusions?|be) (?:\w+ )?drawn\b"
    r"|\bsupport (?:or|nor) refute\b|\brefute\b|\bremains? (?:\w+ )?(?:uncertain|unclear|unproven|"
    r"unknown|open|controversial|insufficient\w*|limited)\b|\b(?:is|are|was|were) (?:still |largely |very )?"
    r"(?:uncertain|unclear|sparse|scarce|lacking)\b|\black of (?:\w+ ){0,3}?(?:evidence|trials|studies|data)"
    r"|\blimited (?:\w+ )?evidence\b|\bevidence (?:\w+ )?(?:is|was|remains) (?:\w+ )?(?:limited|weak|"
    r"insufficient|lacking|sparse)|\bcannot (?:be )?(?:determined?|concluded?|confirmed?|judged?)\b"
    r"|\bcould not be (?:shown|determined|concluded|established|assessed)\b"
    r"|\bno \w+ (?:\w+ )?can be recommended\b|\b(?:recommendations?|judge?ments?) (?:cannot|can not|could not) be made\b"
    r"|\b(?:do|does|did) not allow (?:\w+ ){0,3}(?:judge?ment|conclusion)s?\b|\bvery low for all\b|\bneither confirm\w* nor\b|\bno conclusions?\b",
    _FLAGS,
)

HEDGED: Final = re.compile(
    r"\b(?:may|might|could|potential(?:ly)?|possib\w+|promising|promise|encouraging|seems?|appears?|"
    r"suggest\w*|hopeful|warrant\w*|trend)\b",
    _FLAGS,
)

UNIMPORTANT: Final = re.compile(
    r"\bclinically (?:un|ir|non-?)(?:important|relevant|significant|meaningful)\b"
    r"|\bnot (?:be )?(?:clinically )?(?:important|relevant|meaningful)\b|\b(?:fell short of|below|less than|"
    r"did not (?:reach|exceed|meet)|smaller than) (?:the |its )?(?:\w+[ -]){0,3}?(?:minim\w+|MCID|clinically)"
    r"|\buncertain clinical (?:importance|relevance|significance)\b|\bsmall changes\b",
    _FLAGS,
)

HOPE: Final = re.compile(
    r"\b(?:potential role|first evidence|(?:further|larger|more|future|additional|definitive)"
    r" (?:\w+ ){0,4}?(?:studies|trials?|research|work)|warrants?|warranted|pilot data)\b",
    _FLAGS,
)

_CONTROL_ARM: Final = (
    r"(?:controls?|sham|placebo|usual care|waiting list|wait-?list|no treatment|medication|drugs?|"
    r"standard care|without|alone|inositol|carbamazepine|methylcobalamin|[a-z]{4,}(?:ine|in|ol|one|am|ide))"
)
_RATES: Final = re.compile(
    r"(\d+(?:\.\d+)?) ?%\)?[^.%]{0,80}?\b(?:and|versus|vs\.?|against|compared with)\b[^%]{0,60}?"
    r"(\d+(?:\.\d+)?) ?%",
    _FLAGS,
)
_GOOD_RATE: Final = re.compile(
    r"\b(?:success|effective|efficien\w+|respon\w+|reliev\w+|relief|improv\w+|cure\w*|recover\w+|"
    r"remission|reached|grade I|normal|pregnan\w+|satisf\w+)\b",
    _FLAGS,
)
_BAD_RATE: Final = re.compile(
    r"\b(?:recurren\w+|relaps\w+|incidence|developed|failure|mortality|neuropath\w+|neuralgia|worsen\w*)\b",
    _FLAGS,
)
_WITHIN: Final = re.compile(
    r"\b(?:within (?:the )?(?:\w+[ -]){0,2}groups?|from baseline|compared (?:with|to) baseline|"
    r"(?:in|within) (?:both|every|each|all|either|the two|the three) (?:\w+ )?(?:groups?|arms?)|over time|before and after|pre-?(?:to|and) ?-?post)\b",
    _FLAGS,
)
_BETWEEN: Final = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|between[ -]?(?:the )?(?:\w+ )?(?:groups?|arms?)|relative to|"
    r"against|in (?:the )?controls?|differ\w*|mean difference|MD|SMD|RR|OR|more|favou?r\w*|superior|"
    r"control group|sham)\b",
    _FLAGS,
)


#: Words by which a result names the other group, or pools a comparison.
TWO_GROUPS: Final = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|between[- ](?:\w+ )?groups?|relative to|against|controls?|"
    r"(?:both|two|the other) (?:groups|arms)|sham|placebo|SMD|WMD|MD|RR|OR|(?:mean|risk) difference|pooled)\b",
    _FLAGS,
)

_SHAM_BEFORE: Final = (
    r"\b(?:sham|placebo|no|without|pseudo|simulated|fake|control|superficial|minimal|non|dummy|mock)\w*[- ]"
    r"(?:\w+[- ]){0,2}$"
)
_THAN: Final = re.compile(
    r"\b(?:than|superior to|better than|outperform\w*|relative to|compared (?:with|to))\b", _FLAGS
)
_TREATED: Final = re.compile(
    r"\b(?:treat(?:ed|ment)|needl\w*|real|verum|true|active|genuine|experimental|intervention|stimulation|"
    r"study group|combin\w+)\b",
    _FLAGS,
)


@dataclass(frozen=True, slots=True)
class ClauseReading:
    """What one clause says: `direction` better, worse, null or None (silent)."""

    direction: str | None
    significance: str | None
    is_between: bool
    is_within: bool
    is_hedged: bool
    is_unimportant: bool


def clauses(text: str) -> tuple[str, ...]:
    """A sentence cut where contrast begins; never empty for a non-empty text.

    >>> clauses("Pain fell more with A, but sleep did not differ.")
    ('Pain fell more with A', ' sleep did not differ.')
    """
    parts = tuple(part for part in _CLAUSE.split(text) if part and part.strip())
    return parts or (text,)


def _by_rates(text: str) -> str | None:
    """Two rates of a good or bad outcome, the treated group's first, the control's after.

    Which is first is believed where the control is named, one is set against the other or
    the difference is tested.
    """
    rates = _RATES.search(text)
    is_told = re.search(rf"{_CONTROL_ARM}|\b(?:against|versus|vs)\b", text, _FLAGS)
    if not rates or not (is_told or p_significance(text)):
        return None
    is_bad = bool(_BAD_RATE.search(text))
    if is_bad == bool(_GOOD_RATE.search(text)):
        return None
    treated, control = float(rates.group(1)), float(rates.group(2))
    if treated == control:
        return None
    return "better" if (treated > control) != is_bad else "worse"


def _direction(text: str, by_p: str | None) -> str | None:
    if _WORSE.search(text):
        return "worse"
    if _NULL.search(text) or NOT_WORKING.search(text):
        return "null"
    if by_p == "not_significant":
        return "null"
    return "better" if _BETTER.search(text) else _by_rates(text)


def is_reversed(text: str, treatment: re.Pattern[str]) -> bool:
    """Whether the treatment is what something else is compared with.

    >>> is_reversed("Ginger was more effective than acupressure", re.compile("acupressure"))
    True
    >>> is_reversed("Pain fell more than with sham acupressure", re.compile("acupressure"))
    False
    >>> is_reversed("Compared with drugs, acupuncture did more", re.compile("acupuncture"))
    False
    """
    than = _THAN.search(text)
    if than is None:
        return False
    before, after = text[: than.start()], text[than.end() :]
    if not re.search(r"\w{3}", before):  # "Compared with drugs, acupuncture did more"
        after = after.partition(",")[0]
    if treatment.search(before) or _TREATED.search(before):
        return False
    named = treatment.search(after)
    return bool(named) and not re.search(
        _SHAM_BEFORE, after[: named.start()] if named else "", _FLAGS
    )


def clause_reading(text: str, treatment: re.Pattern[str] | None = None) -> ClauseReading:
    """How one clause reads; silent where no word of comparison or change stands in it.

    With a pattern for the treatment's names, a clause in which something else did
    better than the treatment reads as worse.
    """
    by_p = significance(text)
    direction = _direction(text, by_p)
    if direction == "better" and treatment is not None and is_reversed(text, treatment):
        direction = "worse"
    return ClauseReading(
        direction=direction,
        significance=by_p or ("not_significant" if direction == "null" else None),
        is_between=bool(_BETWEEN.search(text)) or _by_rates(text) is not None,
        is_within=bool(_WITHIN.search(text)),
        is_hedged=bool(HEDGED.search(text)),
        is_unimportant=bool(UNIMPORTANT.search(text)),
    )


def sentence_readings(
    text: str, treatment: re.Pattern[str] | None = None
) -> tuple[ClauseReading, ...]:
    """The readings of a sentence's clauses, in order.

    >>> [r.direction for r in sentence_readings("Pain fell more with A, but sleep did not differ.")]
    ['better', 'null']
    """
    return tuple(clause_reading(part, treatment) for part in clauses(text))
