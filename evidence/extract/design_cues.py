"""The words that tell a design, strongest first."""

from __future__ import annotations

import re
from typing import Final

NOTICE_TYPES: Final = frozenset(
    {"Retraction of Publication", "Retraction Notice", "Published Erratum", "Expression of Concern"}
)
_RATS = r"\b(?:rats?|mice|mouse|murine|rabbits?|dogs?|canine|guinea pigs?|monkeys?|piglets?|Sprague[- ]Dawley|Wistar|C57BL)\b"
RANDOM: Final = re.compile(r"\brandomi[sz]ed\b|\brandomly\b", re.I)
CROSSOVER: Final = re.compile(r"\bcross-?\s?over\b", re.I)
CLUSTER: Final = re.compile(r"\bcluster[- ]randomi[sz]|\bcluster (?:controlled )?trial|randomi[sz]ed (?:by|at the level of) (?:cluster|practice|clinic)", re.I)


def _cue(value: str, pattern: str) -> tuple[str, re.Pattern[str]]:
    return value, re.compile(pattern, re.I)


TITLE_CUES: Final = (
    _cue("network_meta_analysis", r"network meta-?\s?analys|mixed treatment comparison"),
    _cue("overview_of_reviews", r"overview of (?:\w+ ){0,3}reviews|umbrella review|review of (?:systematic )?reviews|overview of meta"),
    _cue("bibliometric", r"bibliometric|scientometric|citespace|knowledge map|research (?:trends|hotspots)"),
    _cue("meta_analysis", r"\bmeta-?\s?analy"),
    _cue("systematic_review", r"systematic(?:ally)? (?:literature )?review|cochrane review|systematic overview"),
    _cue("guideline", r"\bguidelines?(?:$|:| for)|consensus\b|practice parameter|position statement"),
    _cue("narrative_review", r"a critique|new concept|: a reflection|(?:narrative|scoping|literature|critical|brief|mini)[- ]review|: an? (?:\w+ )?review\b|state of the art"),
    _cue("case_report", r"\bcase reports?\b|\ba case of\b|report of (?:a|one) case"),
    _cue("case_series", r"\bcase series\b|\b(?:two|three|four|five|\d+) cases\b"),
    _cue("survey", r"^survey\b|\bsurvey(?: of|$|:)|perceptions? of"),
    _cue("animal", _RATS),
    _cue("non_randomized_trial", r"non-?\s?randomi[sz]ed|quasi-?\s?(?:experimental|randomi)"),
    _cue("rct", r"randomi[sz]ed|randomi[sz]ation|randomly"),
    _cue("case_control", r"case-control"),
    _cue("cohort", r"\bcohort\b|observational study|retrospective (?:study|analysis|review|chart)"),
    _cue("cross_sectional", r"cross-sectional"),
    _cue("qualitative", r"qualitative|focus groups?|interview study"),
    _cue("survey", r"\bsurvey\b|questionnaire study"),
    _cue("single_arm", r"single-arm|\bopen[- ]label pilot|uncontrolled (?:study|trial)"),
)
ABSTRACT_CUES: Final = (
    _cue("systematic_review", r"systematic(?:ally)? (?:literature )?review(?:ed)? (?:and|of|was|with|to|the)|(?:searched|search of) [^.]{0,120}(?:medline|pubmed|embase|cochrane|databases)|(?:medline|pubmed|embase)[^.]{0,160}(?:were|was) searched|we performed a meta-?analysis"),
    _cue("animal", _RATS),
    _cue("non_randomized_trial", r"without randomi[sz]ation|not randomi[sz]ed|non-?\s?randomi[sz]ed (?:\w+ )?(?:trial|study|controlled)|quasi-?\s?(?:experimental|randomi)|(?:allocated|assigned) (?:\w+ )?by (?:patient )?preference"),
    _cue("crossover_rct", r"random[^.]{0,120}cross-?\s?over|cross-?\s?over[^.]{0,120}random"),
    _cue("rct", r"(?:were|was|be) (?:then )?(?:\w+ )?randomi[sz]ed|randomi[sz]ed,? (?:[\w-]+,? ){0,6}(?:trial|study|comparison|pilot)|randomly (?:assigned|allocated|divided|selected to receive|received|placed|distributed|grouped|split)|(?:assigned|allocated|divided) (?:\w+ )?(?:at random|randomly|by randomi)|we randomi[sz]ed|randomi[sz]ation (?:was|to)|in random order|double-blind|placebo-controlled|at random\b|randomi[sz]ed, |randomly\b|randomi[sz]ed (?:patients|to|into)|randomi[sz]ed to|patients randomi[sz]ed"),
    _cue("case_report", r"\bwe (?:report|present|describe) (?:a|the|an) (?:\w+ ){0,3}(?:case|patient)|a \d+-year-old"),
    _cue("case_series", r"case series|we report (?:on )?(?:two|three|four|five|six|\d+) (?:cases|patients)"),
    _cue("case_control", r"case-control"),
    _cue("case_series", r"case series|consecutive (?:patients|cases)"),
    _cue("cohort", r"\bcohorts?\b|observational study|retrospective(?:ly)? |followed (?:up )?prospectively"),
    _cue("cross_sectional", r"cross-sectional"),
    _cue("qualitative", r"qualitative|semi-structured interview|focus group"),
    _cue("survey", r"\bsurvey(?:ed|s)?\b|questionnaires? (?:was|were) (?:sent|mailed|distributed)"),
    _cue("single_arm", r"single-arm|before and after treatment|uncontrolled|single group|without (?:a )?control|pilot study|pre-?post|all patients received"),
    _cue("in_vitro", r"\bin vitro\b|cell lines?\b|cultured cells"),
    _cue("guideline", r"guideline|consensus"),
    _cue("narrative_review", r"(?:article|paper|authors?|we) (?:propos|discuss|summari[sz]|argu|describ)\w* (?:a|the|how|what|that|evidence|mechanisms)|this (?:article|paper|review) (?:reviews|discusses|summari[sz]es|describes|aims)|we review\b|is reviewed|(?:article|paper) reviews|in this review|this review\b"),
)
