# ruff: noqa: E501 (a pattern is read whole)
"""What one clause says of two arms: better, worse, no difference, change within a group (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from evidence.extract.direction_contrast import is_blocked, is_still, without_blocked
from evidence.extract.direction_means import P_HELD, by_means, by_spans
from evidence.extract.gated import gated

NULL: Final = gated(
    r"\bno (?:\w+ )?(?:statistically )?(?:significant )?(?:between-group )?(?:differences?|advantage|benefit|superiority|demonstrable effect|effect|improvements?)\b|uncertain (?:effects?|whether)|(?:is|was|remains?) uncertain"
    r"|(?:did|does|do|were|was|could|had) not (?:\w+ )?(?:differ\w*|significantly|be (?:called|told)|superior|better|support|improve|affect|benefit|change)|not (?:statistically )?significant|non-?significan\w*"
    r"|\bsimilar (?:to|between|in)|comparable (?:to|between|in)|\bneither\b|\bnone of (?:the |these )?(?:\w+ ){1,3}(?:\w+ )?(?:differ|improv|chang|reach|was significant|were significant)\w*|not (?:be )?superior|could not be told apart|made no difference|not effective|no more effective|did not$|n(?:o|ot) better"
    r"|unlikely to|excludes the prespecified|without (?:affecting|changing|improving)|no significant|equally|unaltered|unchanged|likewise similar|did not (?:\w+ )?(?:prevent|reduce|increase|alter|relieve|suffice|come down)|(?:insufficient|not enough|no (?:\w+ )?) ?evidence|\bunconvincing|not (?:\w+ )?convincing|little\b[^.;]{0,50}\bconvincing|is doubtful"
    r"|could not be (?:separated|distinguished|parted)|\b(?:just|quite) as (?:well|much|good|effective|far|fast)\b|\b(?:was|were|proved|remained|looked|scored|stayed)(?: \w+){0,2} alike\b|\balike (?:in|for|on|under|with)\b|\b(?:placebo|sham|controls?) alike\b|\bat no (?:time|point) was there|\bnor was there an?y?\b|\bof (?:little|no|doubtful|limited) (?:value|use|benefit|help)\b|\bno (?:technique|arm|group|form|session|kind) (?:\w+ )?(?:raised|changed|altered|lowered|improved|affected|differed)|to the same (?:degree|extent)|no demonstrable (?:part|role|influence)|without (?:an? |any )?(?:significant |clear |\w+ significant )?differences?|not (?:be )?shown to (?:be (?:superior|better|more)|add|help|differ)|(?:did|does|do) not (?:show|suggest|establish|demonstrate) (?:that|any)|\b(?:much|about|nearly|roughly) the same\b|\bnone of the (?:[\w-]+ ){1,3}(?:being|was|were|reach\w*|attain\w*)|(?:was|were|is) not (?:\w+ )?(?:affected|influenced|altered)|evidence\b[^.;]{0,60}\b(?:was|is|were) (?:wanting|lacking|absent|inconsistent|inconclusive)|\binconsistent evidence|(?:did|could) not (?:\w+ )?(?:outperform|outdo|beat|separate|exceed|surpass)|\bfail\w* to (?:outperform|outdo|beat|separate|improve|show|exceed|prevent|reduce)|indistinguishable|\bthe same (?:in|with|under|pace|extent) (?:the |both |all )?(?:\w+ )?(?:groups|arms|sham|placebo|controls?)|\bno specific effect|\bnot (?:point|site)[- ]specific|(?<!twice )(?<!times )(?<!fold )\bas (?:effective|good|efficacious|beneficial|useful) as\b|\black\w* (?:statistical )?significance|short of (?:statistical )?significance|(?:did|could|does) not reach\b|missed significance|\bnot a (?:\w+ )?difference|no more than (?:(?:with|adding) )?(?:a |the )?(?:sham|placebo)|\bno (?:arm|group|treatment) stood out\b|\bon none of (?:[\w-]+ ){1,3}did\b|\bnone (?:of (?:them|these) )?(?:found|showed|reported)|\b(?:is|are|was) not supported|\bno (?:\w+ )?(?:proof|sign|indication) (?:that|of)|without (?:\w+ )?(?:separating|parting)"
    r"|\blittle (?:or no|to no|if any)\b|(?:could|can) not be (?:\w+ )?(?:demonstrated|shown|proved|proven|confirmed|established)|\bno different\b|(?:results|findings|outcomes) (?:[\w-]+ ){0,4}were (?:the same|similar)\b|\bstayed level\b|\b(?:scores?|velocit\w+|conduction|amplitudes?|thresholds?|levels?|function|rates?|intensity|measures?)\b[^.;,]{0,30}showed no (?:\w+ )?change|(?:primary|main|principal) (?:outcomes?|end-?points?|hypothes[ie]s) (?:was|were) not (?:met|reached|confirmed)|(?:did|does) not meet (?:its|the|their) (?:primary|main)|\bfail\w* to meet\b|\b(?:gained|added|gave|did) nothing (?:over|beyond|more|to)|\bnothing to choose\b|\bequal (?:\w+ )?(?:relief|effects?|benefits?|improvements?|results|gains?|efficacy)\b|\bequivalen(?:t|ce)\b|\bnever (?:\w+ )?(?:better|ahead|superior|exceeded|outdid|differed)\b|not (?:draw|come|get|pull) ahead\b|\bended level\b|\bon a par\b|\bhardly (?:any )?differ\w*|\bno (?:further|extra|additional|added) (?:\w+ )?(?:relief|gains?|benefits?|improvements?|effects?|advantage)\b|\bno (?:between|inter)-?\s?(?:arm|group|treatment) (?:\w+ )?(?:difference|effect)|\bthe same (?:whichever|whatever)\b|interaction was not (?:statistically )?significant|\b(?:just )?as much from (?:sham|placebo)|\b(?:non-?|not )inferior (?:to|compared)|non-?inferiority was (?:shown|met|established|demonstrated|proved)|\bcross(?:ed|es) (?:zero|one|unity|no (?:effect|difference)|the line of)|\b(?:trial|study|result) was negative\b|not be recommended over\b|\bdid not part\b|\bno support for\b|no longer significant|benefit had gone|not seem to (?:favour|improve|help)|not appear to (?:favour|improve|help)")  # fmt: skip
BETTER: Final = gated(
    r"\b(?:better|superior|more effective|more significant|greater|stronger|outperform\w*|favou?red?|favou?ring|in favou?r of|exceed\w*|more (?:than|so)|more with|faster|higher|lower|less|fewer|larger|smaller|rose|raised|restored|recovered|normali[sz]ed|reversed|weaken\w*|attenuat\w*|alleviat\w*|suppress\w*"
    r"|reduc\w*|decreas\w*|improv\w*|reliev\w*|eas(?:ed?|es|ier)|increas\w*|inhibit\w*|promot\w*|effective|benefit\w*|sooner|quicker|shorter|shortened|earlier than|more (?:numerous|frequent)|outdid|outstripped|ahead of|won over|more successful|(?:twice|times) as (?:good|effective|efficacious|beneficial|helpful)|receded|protect(?:ed|s)|speed(?:ed|s)|lifted|ranked (?:highest|first|best)|cut (?:the )?(?:pain|symptoms?|attacks?|scores?|numbness|recurrences?|incidence|days)|(?:twice|three times) as many|further (?:relief|gains?|benefits?|improvements?|reductions?)|surpass\w*|bettered|beat|ameliorat\w*|lessen\w*|diminish\w*|hasten\w*|halv\w+|milder|curb\w*|dampen\w*|blunted|sped|speeds|cut by|abat(?:ed|es)|lower(?:ed|s)|(?:was|were|went|came|is) down|went up|climbed|towards? normal|further (?:in|with|under)|had the (?:advantage|edge|upper hand)|advantage (?:of|for))\b|\bprolong\w*\b[^.;,]{0,30}\blatenc\w+|\blatenc\w+[^.;,]{0,20}\bprolonged\b")  # fmt: skip
COMPARED: Final = gated(
    r"\b(?:than|superior|outperform\w*|to (?:that|those) (?:in|of|with)|inter-?group|between-group|versus|vs\.?|compared (?:with|to)|against|relative to|over sham|between (?:the )?(?:groups|arms)|in favou?r|favou?r(?:ed|s|ing)? (?:acup\w*|electro\w*|EA|the|real|verum|moxi\w*)|sham|controls?|placebo|wait-?list|usual care|but not|mean difference|difference|(?:twice|times|fold) as \w+ as|more (?:with|in|under|after|so)|(?:sooner|quicker|faster) (?:with|under|in|after)|outdid|outstripped|ahead of|won over|as many|\badding (?:\w+ )?(?:acup\w*|electro\w*|EA|moxib\w*|needl\w*)|(?:fared|did|performed|scored|came out|responded|recovered) (?:\w+ )?(?:better|best)|surpass\w*|bettered|beat|had the (?:advantage|edge|upper hand)|(?:better|lower|higher|greater|fewer|less|larger|faster|stronger|more|milder|earlier|sooner|quicker|further|longer) (?:\w+ ){0,2}(?:with|in|under|by|among) (?:the )?(?:\w+ )?(?:electro-?)?(?:acup\w*|EA\b|needl\w*|laser|moxib\w*|TENS|verum|true|real|active|treated))\b")  # fmt: skip
_WORSE: Final = gated(
    r"^(?!.*?(?:acup|needl|moxib|\bEA\b|\bTENS\b).*?(?:more effective|superior|better)).*?\b(?:more effective|superior|better)\b[^.;,]{0,30}?\b(?:than|to) (?:the )?(?:real |true |manual |electro-?)?(?:acup|needl|moxib|EA\b|TENS\b)|\b(?:went on worsening|(?:recovery|regeneration|healing) was (?:slower|delayed)|was delayed|slower with|(?:rise|increase|worsening) was [\d.]* ?(?:points? )?(?:larger|greater) with (?:EA|acup\w+|electro\w+)|less effective|(?<!non-)(?<!non)(?<!not )inferior to|(?:favou?r(?:ed|s|ing)|in favou?r of) (?:the )?(?:drugs?|sham|placebo|controls?|usual|standard|medic\w+|surgery|exercise|physio\w*)\b(?!-)|\b(?:greater|larger|more|stronger|better|faster) (?:\w+ ){0,2}(?:relief|improvements?|reductions?|benefits?|effects?|gains?|falls?|drops?|decreases?|responses?)\b[^.;,]{0,20}\bthan (?:the )?(?:real |true |manual |electro-?)?(?:acup|needl|moxib|EA\b)|\b(?:relief|improvements?|benefits?|gains?|responses?|recovery)\b[^.;,]{0,25}\b(?:less|smaller|lower|poorer|fewer) (?:with|in|under|after) (?:the )?(?:real |true |manual |electro-?)?(?:acup|needl|moxib|EA\b)[^.;,]{0,20}\bthan\b|worse than|not noninferior|(?:needle|needling|acupuncture|electroacupuncture|EA) (?:group|arm) (?:did|fared|was) worse\b|\bworsened more (?:with|in|under) (?:the )?(?:electro-?)?(?:acup|EA\b|needl)|\btime to [\w ]{3,20} (?:was )?longer (?:with|in|under) (?:the )?(?:electro-?)?(?:acup|EA\b|needl)|(?:sham|placebo|control\w*|drugs?|medication|exercise|PRF|surgery|radiofrequency|splints?|braces?|physiotherapy|massage|nerve blocks?|steroids?|injections?|gabapentin|pregabalin|carbamazepine|mecobalamin)\b(?:(?!acup|needl|moxib|\bEA\b)[^.;,]){0,40}\b(?:superior|better|more effective|more successful|outdid|outperform\w*)|\b(?:greater|better|larger|faster|stronger|lower|less)\b[^.;,]{0,40}\b(?:after|with|in|under|by|on)\b[^.;,]{0,30}\bthan (?:after|with|in|under|by|on) (?:the )?(?:real |true |manual )?(?:electro-?)?(?:acup|needl|moxib|EA\b)|\b(?:pain|symptoms?|scores?|numbness|disability|neuropathy)\b[^.;,]{0,25}\bworse\b[^.;,]{0,15}\b(?:in|with|under|after) (?:the )?(?:electro-?)?(?:acup|EA\b|needl)|\b(?:pain|symptoms?|numbness|neuropath\w+|relapses?|recurrences?)\b[^.;,]{0,20}\b(?:commoner|more (?:common|frequent|severe|intense))\b[^.;,]{0,15}\b(?:in|with|under) (?:the )?(?:electro-?)?(?:acup|EA\b|needl))")  # fmt: skip
_WITHIN: Final = gated(
    r"\bthan (?:at |on |before )?(?:the )?(?:start|outset|beginning|entry|baseline|treatment)\b|\bfrom baseline|\bin both (?:groups|arms)|\bboth (?:groups|arms)\b|\bin all (?:groups|three)\b|compared (?:with|to) (?:baseline|before)|\bwithin[- ](?:the )?(?:\w+ )?group|before (?:and|to) after|went from|after (?:the )?(?:\w+ )?treatments?\b")  # fmt: skip
#: A change that only the treated arm had.
_NOT_IN_CONTROLS: Final = gated(
    r"\b(?:neither|no|none)(?: such)?(?: [\w-]+){0,3} (?:was|were|occurred|appeared|found|seen|observed|changes?|effects?)(?:(?!compar|relative|over |differ)[^.;,]){0,20}\b(?:with|after|in|under|by|during) (?:the )?(?:sham|placebo|control)"
    r"|\b(?:stayed|remained|hardly (?:moved|changed)|barely (?:moved|changed)|held at)\b[^.;]{0,25}\b(?:in|with|under|among) (?:the |those )?(?:sham|placebo|control|wait|usual|untreated|not treated)"
    r"|\b(?:among|in|of) (?:the )?(?:untreated |waiting )?(?:controls|control group|those not treated)\b[^.;]{0,40}\b(?:unchanged|no change|worsened|did not (?:change|improve))"
    r"|\b(?:but|and)? ?not (?:(?:with|after|in|under|by|during) )?(?:the )?(?:sham|placebo|controls?|minimal)\b|\band not (?:at|with|during) rest\b|\b(?:and|but) not in the other (?:\w+ )?(?:arms?|groups?)\b"
    r"|\b(?:with|during|under|after|in) (?:the )?(?:real|true|verum|active) (?:\w+ )?only\b|\bonly (?:with|during|under|after|in) (?:the )?(?:real|true|verum|active|(?:electro-?)?acupuncture (?:group|arm)|needled|treated)\b")  # fmt: skip
_GOOD_RATE: Final = re.compile(r"\b(?:success|respon\w+|improve\w*|recover\w*|effective\w*|efficacy|efficiency|cure\w*|pregnan\w+|relie\w+|remission|satisf\w+|resol\w+)\b", re.IGNORECASE)
_RATES: Final = re.compile(
    r"(?P<one>\d+(?:\.\d+)?)\s?%\)?[^.;%\d]{0,12}\b(?:with|in|under|on|of|for)\b (?:the )?(?:\w+ )?(?:acup\w+|electro\w+|EA|MA|real|verum|true|needl\w+|puncture|treatment|intervention|moxib\w+)[^.;%]{0,50}?\b(?:and|but|against|versus|vs\.?|compared (?:with|to))\b[^.;%]{0,20}?(?P<two>\d+(?:\.\d+)?)\s?%", re.IGNORECASE)  # fmt: skip
_ARM_RATES: Final = re.compile(
    r"\b(?:with|under|in the) (?:acup|electro|EA\b|MA\b|moxib|needl)\w*[^%;]{0,140}?(?P<one>\d+(?:\.\d+)?)\s?%\)?\s?[;,][^%;]{0,80}?\b(?:with|under|in)\b[^%;]{0,80}?(?P<two>\d+(?:\.\d+)?)\s?%", re.IGNORECASE)  # fmt: skip
#: Members of a list that tell of harms.
_HARMLESS: Final = re.compile(r"(?:,|\band\b|\bor\b)(?:(?!, |\band\b|\bor\b)[^;]){0,60}?\b(?:adverse|side) (?:reactions?|events?|effects?)\b(?:(?!, |\band\b|\bcompared\b|\bthan\b)[^;])*", re.IGNORECASE)
#: Aims and questions are no results.
_PLANNED: Final = gated(
    r"\bto (?:determine|test|examine|assess|evaluate|see|compare|investigate)\b|\bwhether\b(?![^.;]*\bmade no difference)|hypothes|\bpredict(?:ed|ors?|ive|s)\b|(?<!time )(?<!group )(?<!treatment )\binteractions?\b(?! effect)|\bwill be\b|\baims? to\b|\b(?:larger|further|more|better|future|rigorous)\b[^.;]{0,40}\b(?:trials?|studies|study|research)\b")
HARM: Final = gated(
    r"adverse|side effect|serious event|safety|bleed|baseline characteristics|heterogeneity|differences? (?:\w+ ){0,3}at baseline|\bbaseline (?:demographic|difference|data|value|characteristic)|at baseline[^.;]{0,40}(?:similar|comparable|did not differ)|baseline[^.;]{0,30}(?:were|was) (?:similar|comparable)")
_SPLIT: Final = gated(
    r",\s(?=(?:and )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|the (?:other|rest)|others) (?:\w+ )?(?:found|reported|showed|saw|favou?red)\b)|(?<!\d)[;:](?!\d)|,?\s\b(?:but(?! not (?:with |after |in |under |by |during )?(?:the )?(?:sham|placebo|control|minimal))|whereas|while|although|however|yet|though)\b\s"
    r"|\s(?=without (?:affecting|changing|improving|an? (?:\w+ )?significant|any significant))"
    r"|,\s(?:and\s)?(?=(?:(?:at|in|with|under|after|during)\s)?(?:the\s)?(?:sham|placebo|controls?|rest)\b)")  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClauseDirection:
    """What one clause says: better_with_intervention, worse, no_significant_difference,
    within_group_only; offsets in its sentence."""

    value: str
    start: int
    end: int


@lru_cache(maxsize=64)
def clause_directions(text: str) -> tuple[ClauseDirection, ...]:
    """The directions of a sentence, clause by clause.

    >>> [d.value for d in clause_directions("Pain fell more than with sham, but function did not differ.")]
    ['better_with_intervention', 'no_significant_difference']
    """
    made: list[ClauseDirection] = []
    start = 0
    for stop, following in [*((m.start(), m.end()) for m in _SPLIT.finditer(text, text.lower())), (len(text), 0)]:
        part = text[start:stop]
        value = _clause(part)
        if value in _GAINS and _only_details(made, text[start - 2 : start], part):
            value = None
        if value and part.strip():
            lead = len(part) - len(part.lstrip())
            made.append(ClauseDirection(value, start + lead, start + len(part.rstrip())))
        start = following
    if text.count("%") == 2 and all(found.value == "improved" for found in made):
        rates = _ARM_RATES.search(text)
        value = _apart(rates) if rates and _GOOD_RATE.search(text) else None
        made = [ClauseDirection(value, *rates.span())] if rates and value else made
    return tuple(made)


_GAINS: Final = ("better_with_intervention", "improved")


def _only_details(made: list[ClauseDirection], mark: str, part: str) -> bool:
    """Whether a clause after a colon only gives the figures of the "no difference" told before it."""
    is_after = bool(made) and made[-1].value == "no_significant_difference" and ":" in mark
    return is_after and not P_HELD.search(part)


#: "Moxibustion plus drugs was more effective than drugs alone": the drugs are of both sides.
_ADDED_TO: Final = gated(
    r"\b(?:acup\w*|electroacup\w*|needl\w+|moxib\w+|EA|laser|TENS) (?:\w+ )?(?:plus|and|with|combined with|added to|in addition to|together with|on top of)\b[^.;,]{0,60}\b(?:superior|better|more effective|outperform\w*)\b[^.;]{0,20}\b(?:than|to)\b(?! (?:the )?(?:acup|needl|moxib|EA\b))")
#: The treatment, told first, against each of the others.
_OVER_ALL: Final = gated(
    r"\b(?:acup|electroacup|needl|moxib|EA\b)[^;]*\bp\s?[<≤=]\s?0?[.·]0\d*,? (?:for \w+ )?(?:versus|vs\.?|against|compared (?:with|to)|than) (?:either|both|each|all|every)\b")
#: A fall or relief that is set against a control.
_FELL_MORE: Final = gated(
    r"\b(?:fell|fallen|dropp?ed|declined|relief|eased|came down|shortened|gains?)\b[^.;]{0,80}\b(?:compared (?:with|to)|versus|vs\.?|against|relative to) (?:the )?(?:sham|placebo|controls?|usual|routine|standard|wait|no |medic|drugs?)"
    r"|\b(?:fell|fallen|dropped|declined|relief|eased|came down|shortened|gained)\b[^.;]{0,20}\b(?:more|further|faster|sooner)\b[^.;,]{0,30}\b(?:with|under|in|after|on|than)\b")
#: A later clause on what foretold what.
_FORETOLD: Final = re.compile(r",? and [^.;]*\bpredict(?:ed|s)\b[^.;]*\.?\s*$", re.IGNORECASE)


def _clause(part: str) -> str | None:
    part = _FORETOLD.sub("", part) if "predict" in part else part
    lower = part.lower()
    if _PLANNED.search(part, lower) or is_still(part):
        return None
    if is_blocked(part, lower):
        return "improved"
    part = without_blocked(part, lower)
    lower = part.lower()
    if HARM.search(part, lower):
        part = _HARMLESS.sub(" ", part)
        lower = part.lower()
        if HARM.search(part, lower) or NULL.search(part, lower):
            return None
    return "better_with_intervention" if _NOT_IN_CONTROLS.search(part, lower) else _compared(part, lower)


def _compared(part: str, lower: str) -> str | None:
    if _OVER_ALL.search(part, lower):
        return "better_with_intervention"
    if _WORSE.search(part, lower) and not _ADDED_TO.search(part, lower):
        return "worse"
    if _MORE_HARM.search(part, lower) and not NULL.search(part, lower):
        return _harmed(part)
    if NULL.search(part, lower) or _is_insignificant(part):
        return "no_significant_difference"
    if not BETTER.search(part, lower):
        return "better_with_intervention" if _FELL_MORE.search(part, lower) else _by_rates(part) or by_means(part) or by_spans(part)
    if _WITHIN.search(part, lower) and not re.search(r"\bthan\b(?! (?:at |on |before )?(?:the )?(?:start|outset|beginning|entry|baseline|treatment))|\boutperform|\boutdid|\bsuperior|\bversus\b|\bvs\b|\bagainst\b[^.;,]{0,40}\b(?:sham|placebo|controls?|usual|wait\w*|no )|\b(?:more|further|less|greater|lower|better) (?:so )?(?:with|under|in|after) (?:the )?(?:\w+ )?(?:electro-?)?(?:acup|EA\b|needl|moxib|verum|real|true|active|treat|observation|intervention)|compared (?:with|to) (?!baseline|before)", part):
        return "within_group_only"
    if COMPARED.search(part) or _TESTED_WITH.search(part):
        return "better_with_intervention"
    return _by_rates(part) or "improved"


#: P values that are not significant, and those that are; P of heterogeneity stands beside I squared.
_P_NULL: Final = re.compile(r"\b[pP]\s?(?:values?)?\s?(?:=|>)\s?0?[.·](?:0[6-9]|[1-9])\d*")
_P_OVER: Final = re.compile(r"\b[pP]\s?>\s?0?[.·](?:05|1|2)\b")
_NOT_OF_ARMS: Final = re.compile(r"\bI\s?[2²(\[^]|heterogen|Egger|interaction|baseline|\bQ\s?=|trend", re.IGNORECASE)


def _is_insignificant(part: str) -> bool:
    """Whether arms are set against each other and no P value of the clause is significant."""
    if "=" not in part and ">" not in part:
        return False
    found = _P_NULL.search(part) or _P_OVER.search(part)
    return found is not None and not P_HELD.search(part) and not _NOT_OF_ARMS.search(part) and _SIDES.search(part) is not None


_SIDES: Final = re.compile(r"\b(?:arms?|groups?|sham|placebo|controls?|than|versus|vs|against|usual care|between)\b", re.IGNORECASE)


#: More of what is bad; not more relief of it.
_MORE_HARM: Final = gated(
    r"\b(?:increas\w+|higher|greater|more|elevated)\s+(?:(?!reduc|decreas|improve|relief|reliev|effect|declin|fall|drop|chang|than|with)[\w-]+\s+){0,3}?"
    r"(?:risks?|incidence|mortality|infections?|complications?|recurrences?|relapses?|disability|depression|anxiety|numbness|pain(?![ -](?:relie|reduc|thresh|toler|free|improve|decrea|control|manage|alleviat|inhibit|modul)))\b"
    r"|\b(?:risks?|incidence|mortality|infections?|complications?|recurrences?|relapses?|disability|depression|anxiety|numbness)\b[^.;,]{0,30}\b(?:was|were) (?:\w+ )?(?:increased|higher|greater|elevated)\b"
    r"|\b(?:pain|dyspn?o?ea|symptom|VAS|NRS|disability|fatigue|nausea|anxiety|depression|stress)\b[^.;,]{0,20}\b(?:scores?|levels?|intensity|ratings?) (?:was|were) (?:\w+ )?(?:higher|greater)\b")  # fmt: skip
_MODEL: Final = re.compile(r"\b(?:CCI|SNL|SNI|models?|injury|ligation|inject\w+|inoculation|stress|rats|mice)\b")


def _harmed(part: str) -> str | None:
    """Worse where the treated had more of it, better where the controls had; nothing of a model of disease."""
    if _MODEL.search(part) or not COMPARED.search(part):
        return None
    is_control = re.search(r"\b(?:in|among|with|under) (?:the )?(?:control|sham|placebo|usual|wait)", part, re.IGNORECASE)
    is_than = re.search(r"\b(?:than|compared|versus|vs)\b[^.;]{0,20}\b(?:control|sham|placebo|usual|wait)", part, re.IGNORECASE)
    return "better_with_intervention" if is_control and not is_than else "worse"


#: A significant gain told of the treated arm by its name, within-group words aside.
_TESTED_WITH: Final = re.compile(r"\bwith (?:EA|MA|acupuncture|electro-?acupuncture|moxibustion|verum|real)\b.*[pP]\s?[<≤]\s?0?\.0", re.DOTALL)


def _by_rates(part: str) -> str | None:
    """Successes of both arms side by side, at least ten points apart."""
    found = _RATES.search(part) if part.count("%") > 1 else None
    if found is None or not _GOOD_RATE.search(part):
        return None
    return _apart(found)


def _apart(found: re.Match[str]) -> str | None:
    apart = float(found["one"]) - float(found["two"])
    return "better_with_intervention" if apart >= 10 else "worse" if apart <= -10 else None
