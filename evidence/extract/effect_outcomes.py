# ruff: noqa: E501 (a pattern is read whole)
"""Of which outcome an estimate is told: the words right before its bracket, never those of another (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from evidence.extract.effects import Effect
from evidence.extract.outcomes import first_outcome, instrument_in

_CLAUSE: Final = re.compile(r";|:\s|\.\s|,\s(?:but|whereas|while|although|though|yet|without)\b|\b(?:whereas|although)\b", re.IGNORECASE)
_OBJECT: Final = (
    r"raised|lowered|reduced|reduces|improved|improves|increased|increases|decreased|decreases|eased|eases|relieved|shortened|prolonged|alleviated|enhanced|accelerated|changed|altered|affected|halved|favou?red|favou?rs|improv(?:e|ing)|reduc(?:e|ing)|decreas(?:e|ing)|increas(?:e|ing)|reliev(?:e|ing)|alleviat(?:e|ing)|enhanc(?:e|ing)|lowering|raising"
)
_OTHER: Final = r"was|were|is|are|be|been|had|has|have|fell|rose|dropped|declined|gained|did|does|showed|shows|found|reached|gave|give|yielded|produced|remained|stayed|differ|differed|separated|exceeded|surpassed|outperformed|occurred|worsened|went|came|could|would|at least"
_VERB: Final = re.compile(rf"\b(?:{_OBJECT}|{_OTHER})\b", re.IGNORECASE)
#: What a noun phrase follows that tells an outcome: a list mark, a conjunction, a verb with an object.
_LEAD: Final = re.compile(
    rf",\s|\b(?:and(?: so did)?|or|nor|but not|also|both|as well as|in terms of|with respect to|{_OBJECT}|(?:improvements?|changes?|reductions?|decreases?|increases?|differences?|gains?|effects?|benefits?|falls?|rises?) (?:in|of|on|for)|(?:differ(?:ed|ences?)?|apart|alike|similar|equal) (?:in|on|for)|(?:had|showed|gave|yielded|achieved|produced|with) (?:an? |the )?(?:\w+ )?(?:higher|lower|better|greater|larger|faster|shorter|fewer|less)(?= [a-z])|^(?:for|in|on))\b", re.IGNORECASE)  # fmt: skip
#: What makes the words after it a predicate, an arm or a time.
_BROKEN: Final = re.compile(
    rf"\b(?:{_OTHER}|than|versus|vs|against|compared|better|higher|lower|greater|larger|smaller|more|less|fewer|significant|significantly|with|in|at|by|from|after|under|within|between|over|during|to|as)\b", re.IGNORECASE)  # fmt: skip
#: Subjects that stand for an outcome told before.
_AGAIN: Final = re.compile(r"\b(?:benefits?|gap|advantages?|gains?|effects?|differences?|this|it|that|improvements?|reductions?|superiority|change)\W*$", re.IGNORECASE)
_LEADING: Final = re.compile(
    r"^\W*(?:(?:at|by|after|from|in|over|until|up to|to) (?:the )?(?:end of )?(?:(?:weeks?|months?|days?|years?) \d+|(?:\d+|\w+) (?:weeks?|months?|days?|years?)|follow-?up|treatment|(?:the )?(?:first|initial|second) period)(?: onwards?)?,?\s+)*"
    r"(?:(?:across|in|from) (?:\w+ ){0,3}(?:trials|studies|RCTs|patients|participants),?\s+)?"
    r"(?:(?:the|a|an|its|their|not|mean|average|overall|total|significantly|only|respective|also|so|did|for|in|on|of)\s+(?!effective)|(?:changes?|reductions?|decreases?|increases?|improvements?|differences?) (?:in|of)\s+)*", re.IGNORECASE)  # fmt: skip
#: Arms, times, numbers and names of measures are no outcomes.
_NONE: Final = re.compile(
    r"\b(?:sham|placebo|controls?|usual|standard|routine|care|treatment|treated|therap(?:y|ies)|acup\w*|electroacup\w*|RA|NPSA|PSA|TEAS|\w*arin|anticoagulants|antiplatelets?|needl\w*|EA|MA|TENS|moxib\w*|drugs?|medications?|medicine|mecobalamin|methylcobalamin|vitamins?|\w+(?:pentin|gabalin|oxetine|zepine|olone|profen)|wait\w*|groups?|arms?|baseline|intervention|comparators?|none|alone|others?|trials?|studies|RCTs|participants|patients|women|men|people|weeks?|months?|days?|years?|follow-?up|time|end|start|points?|mm|cm|differences?|analys[ei]s|estimates?|effects?|MDs?|SMDs?|WMDs?|RRs?|ORs?|HRs?|CIs?|ratios?|risk|mean|it|this|that|both|all|each|laser|stimulation|exercise|splint\w*|steroids?|massage|heterogeneity|evidence|quality of evidence|certainty|factors?|period|sides?|same|results?|findings?|injections?|blocks?|surgery|approach|method|technique|the|only|true|real|verum|active|went|came)\b\W*$", re.IGNORECASE)  # fmt: skip
_BARE: Final = re.compile(
    r"\b(?:and|or|but|nor|not|without|significant|significantly|at|by|after|in|to|the|of|for|with|from|on|versus|vs|against|compared|than|again|also|still|then|again|respectively|likewise|when|p|ci|md|smd|wmd|rr|or|hr|i2|mean|weighted|standardi[sz]ed|difference|between|group|groups|was|were|it|a|an|about|same|"
    r"weeks?|months?|days?|years?|follow-?up|week|month|end|treatment|sham|placebo|controls?|usual|standard|care|waitlist|waiting|list|no|drugs?|medication|acupuncture|electroacupuncture|needle|needling|laser|EA|MA|one|two|three|four|six|eight|twelve|later|adjusted|pooled|estimate)\b|[^a-z]+", re.IGNORECASE)  # fmt: skip
_AFTER: Final = re.compile(r"^[^;.]{0,90}?\b(?:for|in|on|of)\s+(?P<what>(?!the (?:sham|control)|all\b|each\b|both\b)[a-z][\w -]{2,40}?)(?=[,.;)]|\s(?:at|after|and|by|but|nor|when|was|were|in|with)\b|$)", re.IGNORECASE)
_LIST: Final = re.compile(r"\b(?:for|in|on)\s+(?P<list>[^.;()\d]{6,160}?),?\s+respectively\b", re.IGNORECASE)


def outcomes_of(text: str, effects: Sequence[Effect]) -> tuple[str | None, ...]:
    """The outcome of each estimate of a sentence, in their order; None where its own words name none.

    An estimate that is told of a further time or comparator alone keeps the outcome before it; one in a
    list that ends in ``respectively`` takes its own member.

    >>> from evidence.extract.effects import effects_in
    >>> said = "EA eased pain (MD -1.2, 95% CI -2.0 to -0.4) and raised tibial velocity (MD 2.1, 95% CI 1.0 to 3.2)."
    >>> outcomes_of(said, effects_in(said))
    ('pain', 'tibial velocity')
    """
    listed = _listed(text, effects)
    if listed:
        return listed
    made: list[str | None] = []
    stop = 0
    for effect in effects:
        own = text[stop : effect.start]
        told = made[-1] if made and _is_bare(own) else _before(own)
        if told is None and made and _repeats(own):
            told = made[-1]
        if told is None and not made and len(effects) == 1:
            told = _after(text[effect.end :])
        made.append(told)
        stop = effect.end
    return tuple(made)


def _listed(text: str, effects: Sequence[Effect]) -> tuple[str | None, ...] | None:
    found = _LIST.search(text) if len(effects) > 1 and "respectively" in text else None
    if found is None:
        return None
    members = [part.strip() for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", found["list"]) if part.strip()]
    if len(members) != len(effects) or any(_NONE.search(member) for member in members):
        return None
    return tuple(members)


def _before(own: str) -> str | None:
    """The outcome in the words between the estimate before and this one."""
    closed, opened = own.find(")"), own.find("(")
    if closed >= 0 and (opened < 0 or closed < opened):  # what is left of the bracket before
        own = own[closed + 1 :]
    head, inner = _bracketed(own)
    within = first_outcome(inner) if inner else None
    if within:
        return within
    clause = _MEASURED.sub("", _CLAUSE.split(head)[-1] or "").rstrip(" ,=:")
    leads = list(_LEAD.finditer(clause))
    phrase = clause[leads[-1].end() :] if leads else clause
    known = instrument_in(phrase)
    if known:
        return known
    if leads:
        phrase = _TAIL.sub("", phrase)
    told = None if _is_predicate(clause, phrase, leads[-1] if leads else None) else _named(phrase)
    return told or instrument_in(clause) or _subject(clause) or first_outcome(clause)


def _is_predicate(clause: str, phrase: str, lead: re.Match[str] | None) -> bool:
    """Whether a phrase says something of an outcome rather than naming one."""
    if _VERB.search(phrase):
        return True
    if lead is None:
        return False
    word = lead[0].lower()
    if word in ("and", "or") and re.search(r"\b(?:was|were|is|are)\b", clause[: lead.start()]):
        return True  # "was small and unimportant"
    return word not in ("for", "in", "on") and _BROKEN.search(phrase) is not None


_TAIL: Final = re.compile(r"\s(?:in the (?:first|initial|second|last)|at|after|over|during|by|until|up to)\b.*$|\s(?:also|too|as well|likewise)$", re.IGNORECASE)
#: The name of a measure that stands right before its estimate.
_MEASURED: Final = re.compile(r",?\s*(?:an? )?(?:(?:adjusted|pooled|weighted|standardi[sz]ed|between[- ]group|least[- ]squares|mean|median|risk|odds|hazard|relative|rate) )*\b(?:differences?|ratios?|risks?|(?-i:MDs?|SMDs?|WMDs?|a?RRs?|a?ORs?|a?HRs?|RDs?))(?: (?:of|was|were|is))?\s*[=:]?\s*$", re.IGNORECASE)


def _subject(clause: str) -> str | None:
    """The words before the first verb of a clause: "the FDI score improved more"."""
    verb = _VERB.search(clause)
    if verb is None:
        return None
    subject = clause[: verb.start()]
    comma = re.match(r"\W*(?:for|on) ((?:[\w/-]+ ){0,5}[\w/-]+),", subject, re.IGNORECASE)
    return _named(comma[1] if comma else subject.rsplit(", ", 1)[-1])


_OF_GROUP: Final = re.compile(r"\s(?:in|with|for|among|of|under) (?:the )?(?:[\w-]+ ){0,2}(?:groups?|arms?)$", re.IGNORECASE)


def _named(phrase: str) -> str | None:
    """A phrase as an outcome: short, of words alone, no arm, no time."""
    plain = " ".join(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", phrase).split())
    plain = _OF_GROUP.sub("", plain)
    plain = re.sub(r"(?<=\w)\s(?:differences?|also|too|likewise|then|still)$", "", _LEADING.sub("", plain)).strip(" ,.:-–")
    if " the " in plain and len(plain.split()) > 6:
        plain = plain.rsplit(" the ", 1)[-1]
    fits = 3 <= len(plain) <= 60 and len(plain.split()) <= 6 and re.search(r"[A-Za-z]{3}", plain) and not re.search(r"\d", plain)
    return plain if fits and not _NONE.search(plain) and not _AGAIN.search(plain) and not re.search(r"\bversus\b|\bvs\b", plain) and not re.match(r"(?:being|with|than|to|at|by|from|after|under|as|neither|nor|both|all)\b", plain, re.IGNORECASE) else None


def _bracketed(own: str) -> tuple[str, str]:
    """The words before the bracket that an estimate stands in, and those in it; all and none where it stands in none."""
    depth = 0
    for place in range(len(own) - 1, -1, -1):
        if own[place] in ")]":
            depth += 1
        elif own[place] in "([":
            if depth == 0:
                head = own[:place]
                return _bracketed(head) if head.count("(") > head.count(")") and own[place] == "[" else (head, own[place + 1 :])
            depth -= 1
    return own, ""


def _is_bare(own: str) -> bool:
    return all(_NONE.search(word) for word in _BARE.sub(" ", own).split() if len(word) > 2)


def _repeats(own: str) -> bool:
    """Whether the subject of the words stands for what was told before: "the benefit had gone"."""
    clause = _CLAUSE.split(_bracketed(own)[0])[-1] or ""
    verb = _VERB.search(clause)
    return verb is not None and _AGAIN.search(clause[: verb.start()]) is not None


def _after(rest: str) -> str | None:
    found = _AFTER.match(rest)
    if found is None or _NONE.search(found["what"]):
        return None
    return first_outcome(found["what"])
