# ruff: noqa: E501 (a pattern is read whole)
"""What kind of study a report is of: ordered rules over title and abstract.

Publication types decide only where people checked them; a protocol has no results,
and a review of randomized trials is a review.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from evidence.extract.design_broad import BROAD_CUES, BROAD_LAST
from evidence.extract.design_cues import (
    ANIMAL,
    ANIMAL_SUBJECTS,
    CLUSTER,
    CROSSOVER,
    HUMAN,
    LAST_CUES,
    NARRATIVE,
    NOTICE_TYPES,
    RANDOM,
    REVIEW_CUES,
    STUDY_CUES,
    TITLE_CUES,
    Cue,
    may_name_animals,
)
from evidence.extract.design_shape import Shape, few_of, is_prevalence, shape_of, watched_in_many
from evidence.extract.design_types import told_by_types
from evidence.extract.design_unnamed import COUNTED, unnamed_trial
from evidence.extract.gated import gated
from evidence.extract.pooling import is_pooled
from evidence.models import ReportText, Section, Span

_PROTOCOL: Final = gated(
    r"\b(?:this|the present|the) (?:study|review|trial|registered|systematic review) protocol (?:describes|outlines|sets|will|aims|plans)\b|\bthis (?:registered )?protocol (?:plans|sets out|of a? ?(?:systematic|review|random)|outlines|describes (?:a|the) (?:\w+ ){0,4}(?:trial|study|review))"
    r"|\bprotocol describes planned\b|\bthe plan is to\b|\b(?:review|trial|study)\b[^.]{0,60}\bis planned\b")  # fmt: skip
_PROTOCOL_TITLE: Final = re.compile(
    r"\bprotocols? (?:for|of)\b|\b(?:study|trial|review|analysis)(?: and statistical analysis)? protocol\b|: (?:a )?(?:\w+ )?protocol\b"
    r"|\bprotocol\s*\.?$|design and rationale|rationale and design|rationale, design|design and protocol|study design and (?:methods|protocol)",
    re.I,
)
_TREATMENT_PROTOCOL: Final = re.compile(
    r"protocols? (?:for|of) (?:the )?(?:treatment|management|treating|managing)|(?:acupuncture|treatment|needling|stimulation|anesthesia|rehabilitation|imaging) protocols?\b", re.I)  # fmt: skip
_FUTURE: Final = re.compile(
    r"\bwill (?:also |then )?(?:be|have|include|receive|undergo|assess|evaluate|compare|search|use|take|recruit|enrol+|randomi[sz]e|allocate|test|measure|gather|show|tell|attend|complete|examine|get|wear|record|rate|follow|report|collect|determine|investigate|estimate|start|begin|last)\b(?! (?:\w+ )?(?:discuss|describ|review|summari|outlin|focus|important|helpful|critical|able|need|necessary|useful|required|enhanced|explored|presented|of ))"
    r"|\bis planned\b|\bwe plan to\b|\b(?:are|is) to be (?:randomi|allocat|assign|recruit|enrol|includ)", re.I)  # fmt: skip
_WILL_ENTER: Final = gated(
    r"\b(?:will|(?:is|are) to) (?:\w+ ){0,3}?be (?:\w+ )?(?:randomi[sz]ed|allocated|assigned|allotted|recruited|enrol+ed)\b"
    r"|\b(?:outcomes?|results?|findings|data) (?:is|are) (?:not yet|still to be|yet to be) (?:\w+ )?(?:known|available|reported|analy[sz]ed)\b"
    r"|\b(?:outcomes?|results?) (?:is|are) (?:awaited|expected in \d{4})\b")  # fmt: skip
_TESTED: Final = re.compile(r"\bp\s?[<=>]|\b(?:ci|confidence interval)\b|\bwere (?:\w+ )?(?:recruited|enrol+ed)\b", re.I)
_STUDIED: Final = re.compile(r"\b(?:trials?|participants|patients|randomi[sz]ed|systematic review|meta-analysis)\b")
#: What is said of research to come, or of the studies that were collected, tells nothing of this one.
_CALLED_FOR: Final = re.compile(
    r"\b(?:need(?:ed|s)?|warrant\w*|required?|necessary|justif\w+|future|further|under ?way|ongoing|in progress|await\w*|recommend\w*|lack(?:ing)? of|scarcity|should be|must|should follow|called for|next (?:step|stage|phase)|ought to|desirable|worthwhile|would be)\b", re.I)  # fmt: skip
_CALLS: Final = re.compile(r"\b(?:is|are|seems?|appears?) (?:\w+ )?(?:under ?way|warranted|needed|required|necessary|called for)\b|\bjustif(?:y|ies)\b|\bis the (?:logical |obvious |natural )?next (?:step|stage)\b|\bdeserves? (?:a|an|to be|further|testing)\b", re.I)
#: Words before a trial that was another one, whose people are followed here.
_EARLIER: Final = re.compile(r"\b(?:participating|(?:who|that|which|had|having|previously|earlier) (?:\w+ ){0,2}(?:participated|taken part|took part|completed)|(?<!were )(?<!was )(?<!been )(?:enrolled|included)) in (?:a|an|the|our|this|two) (?:\w+ ){0,3}$|\b(?:extension|follow-?up|participants|patients|data|part) (?:of|from) (?:a|an|the|our) (?:\w+ ){0,3}$", re.I)
_DONE: Final = re.compile(r"\b(?:were|was) (?:\w+ )?random|randomly (?:assigned|allocated|divided)|double-blind", re.I)
_COLLECTED: Final = re.compile(r"\b(?:trials|RCTs|studies|guideline|meta-?analyses)\b", re.I)
_SINGULAR: Final = re.compile(r"\b(?:patients|participants|women|men|subjects|volunteers|adults|people|children|rats|mice|animals)\b", re.I)
_GROUPED: Final = re.compile(r"\bcohort|\bgrouped\b|\bgroups?\b|\bcompar|\bversus\b|\bvs\b|\bcontrols\b|\bassociat|\bpredict|\brisk factors?\b|\bhazard|\bodds\b|\bobservational\b|\bstrat(?:a|um|ified)\b", re.I)
_CONTROLLED: Final = re.compile(r"\bcontrol group\b|\bcompared (?:with|to) (?:the |a )?(?:standard|control|usual|conventional)|to compare with the standard")
#: Groups set against each other, as uncontrolled work has none.
_GROUPS: Final = re.compile(r"\bcontrol group|\bcomparison group|\bversus\b|\bunexposed\b|\bmatched\b|\bhazard", re.I)
_UNCONTROLLED: Final = gated(r"\b(?:no|without|lack(?:ing|ed)?|absence of)\b (?:\w+ ){0,2}control|single[- ]arm|uncontrolled|single[- ]group", re.NOFLAG)
#: "Treatment of 30 cases" counts the treated arm where arms are set against each other.
_CASES: Final = re.compile(r"\b\d{2,} cases\b|\bconsecutive\b", re.I)
_COMPARED_ARMS: Final = gated(
    r"\brandom|\bcontrol group|\b(?:two|three|four|both|either|2|3|4) (?:\w+ ){0,2}groups\b|\bthan (?:in )?the \w+ group|\bgroup\b[^.]{0,60}\b(?:against|versus|vs|compared with)\b"
    r"|\b\d+ (?:\w+ ){0,3}(?:chose|had|received|were given|agreed)\b[^.]{0,120}\b\d+ (?:others? )?(?:had|received|were given|chose|declined)\b")  # fmt: skip
_CASE_LABEL: Final = re.compile(r"^(?:the )?(?:case|patient concerns?|clinical case)(?:s|\b)(?!.*control)", re.I)


#: What animal work may come to mean for people is no word on who was studied.
_HOPED_FOR: Final = re.compile(r"\b(?:may|might|could) (?:also |well |then )?(?:be|help|offer|benefit|serve|lead|mean|gain|profit|apply)\b")


#: An order left to chance is that of treatments where no one is put into a group.
_IN_TURN: Final = re.compile(r"\bin (?:an? )?(?:random(?:i[sz]ed)?|counter-?balanced) (?:order|sequence)\b(?! of (?:admission|arrival|entry|presentation|enrol))|\border\b[^.;]{0,20}\bat random\b")
_PARALLEL: Final = re.compile(r"randomly (?:assigned|allocated|divided)|randomi[sz]ed (?:\w+ )?(?:to|into)\b|\b(?:assigned|allocated|divided) (?:\w+ )?(?:to|into)\b|\b(?:two|three|four|control|treatment|both) (?:\w+ )?(?:groups?|arms?)\b|\bhalf (?:of (?:them|the|these)|the|each|received|had|got)\b|\bthe other half\b|\beither\b[^.;]{0,60}\bor\b")

#: Files of so many are a cohort; a series is told one by one.
_HUNDREDS: Final = re.compile(r"\b(?:[2-9]\d\d|\d,?\d{3}) (?:(?!\d)[\w-]+ ){0,3}?(?:(?:out|in)?patients|people|women|men|adults|participants|cases)\b")
#: Halves of the people are arms, whatever came in random order.
_HALVED: Final = re.compile(r"\bhalf of (?:them|these|the (?:patients|participants|people|women|men|subjects))\b|\bthe other half\b")


@dataclass(frozen=True, slots=True)
class Design:
    """A design and the words (or the field) that tell it."""

    value: str
    span: Span | None
    rule: str
    source: str = "text"


def design_of(report: ReportText) -> Design | None:
    """The design of a report; None where neither words nor checked types tell it."""
    notice = _notice(report)
    if notice:
        return notice
    return _reconciled(report, _by_words(report))


def _by_words(report: ReportText) -> Design | None:
    lower = "\n".join(s.text for s in report.sections).lower()
    return (
        _protocol(report, lower)
        or _by_title(report, lower)
        or _by_design_section(report, lower)
        or _first(report.abstract, REVIEW_CUES, report, lower)
        or _by_label(report)
        or (None if _is_trial_like(lower) else _first(report.abstract, (NARRATIVE,), report, lower))
        or _animal(report, lower)
        or _first(report.abstract, STUDY_CUES, report, lower)
        or _first(report.abstract, (NARRATIVE,), report, lower)
        or _shaped(watched_in_many(report, lower))
        or _shaped(few_of(report))
        or _first(report.abstract, BROAD_CUES, report, lower, "broad")
        or _shaped(shape_of(report, lower))
        or _shaped(unnamed_trial(report, lower), "unnamed")
        or _first(report.abstract, LAST_CUES, report, lower)
        or _first(report.abstract, BROAD_LAST, report, lower, "broad")
    )


def _shaped(read: Shape | None, how: str = "shape") -> Design | None:
    return Design(read[0], read[1], f"design.{how}_{read[0]}") if read else None


def _notice(report: ReportText) -> Design | None:
    if any(name in NOTICE_TYPES for name in report.publication_types) or any(
        n.direction == "of" and n.kind in ("retraction", "expression_of_concern", "correction")
        for n in report.notices
    ):
        return Design("notice", None, "design.notice_type", "publication_types")
    return None


def _protocol(report: ReportText, lower: str) -> Design | None:
    if "protocol" in lower or "plan" in lower or "rationale" in lower:
        for section in report.abstract:
            found = _PROTOCOL.search(section.text, lower)
            if found:
                return Design("protocol", section.span(*found.span()), "design.protocol_words")
        title = report.title
        found = _PROTOCOL_TITLE.search(title.text) if title else None
        if title and found and not _TREATMENT_PROTOCOL.search(title.text):
            return Design("protocol", title.span(*found.span()), "design.protocol_title")
    if not ("will " in lower or "to be " in lower) or not _STUDIED.search(lower):
        return None
    headed = [s for s in report.abstract if (s.nlm_category or s.label or "").upper().startswith("RESULT")]
    if any(not _FUTURE.search(s.text) for s in headed):
        return None
    future = [(s, m) for s in report.abstract for m in _FUTURE.finditer(s.text)]
    # one "will be" may be a promise; several, and no test result anywhere, are a plan
    if len(future) >= 3 or (len(future) == 2 and not re.search(r"\bp\s?[<=>]|\bci\b|%", lower)):
        section, found = future[0]
        return Design("protocol", section.span(*found.span()), "design.protocol_future")
    # people who are still to enter are enough, where nobody has and nothing was found
    entering = [(s, m) for s in report.abstract if (m := _WILL_ENTER.search(s.text, lower))]
    if entering and not any(_DONE.search(s.text) or _TESTED.search(s.text) for s in report.abstract):
        section, found = entering[0]
        return Design("protocol", section.span(*found.span()), "design.protocol_entering")
    return None


def _by_title(report: ReportText, lower: str) -> Design | None:
    title = report.title
    return _first((title,), TITLE_CUES, report, lower, "title", title.text.lower()) if title else None


def _first(
    sections: Iterable[Section], cues: Iterable[Cue], report: ReportText, lower: str, where: str = "abstract",
    own: str | None = None,
) -> Design | None:
    """The first cue, in their order, that stands in a section and speaks of this study."""
    whole = lower if own is None else own  # what may not stand in all of a text stands in no part of it
    for cue in cues:
        if not cue.words.may_stand_in(whole):
            continue
        for section in sections:
            for found in cue.words.finditer(section.text, whole):
                if cue.value in ("narrative_review", "guideline") and _is_trial_like(lower):
                    continue
                if cue.value == "qualitative" and where != "title" and RANDOM.search(lower):
                    continue
                if where == "broad" and cue.value == "case_report" and COUNTED.search(lower):
                    continue
                if cue.value == "case_series" and _CASES.search(found[0]) and _COMPARED_ARMS.search(lower):
                    continue
                if where != "title" and _speaks_of_others(cue.value, section.text, found):
                    continue
                value = _refined(cue.value, report, lower)
                return Design(value, section.span(*found.span()), f"design.{where}_{value}")
    return None


def _speaks_of_others(value: str, text: str, found: re.Match[str]) -> bool:
    """Whether the words call for research, or tell what kind of studies were collected."""
    if value not in ("rct", "crossover_rct", "cohort", "systematic_review", "single_arm", "case_control"):
        return False
    start = text.rfind(". ", 0, found.start()) + 1
    end = text.find(". ", found.end())
    end = end if end >= 0 else len(text)
    sentence = text[start:end]
    if _EARLIER.search(text[max(start, found.start() - 60) : found.start()]) and not _DONE.search(found[0]):
        return True
    if value == "systematic_review":
        return bool(re.search(r"\b(?:previous|earlier|prior|recent|published|a) (?:\w+ )?systematic reviews? (?:of|found|show|report|conclud|has|have)", sentence))
    if _CALLS.search(sentence) and not _DONE.search(found[0]) and value != "systematic_review":
        return True
    if _CALLED_FOR.search(text[max(start, found.start() - 60) : min(end, found.end() + 60)]) and not _SINGULAR.search(found[0]):
        return not _DONE.search(found[0])
    return bool(_COLLECTED.search(text[found.start() : found.end() + 25])) and not re.search(r"\b(?:this|we|were|patients)\b", found[0], re.I)


def _is_trial_like(lower: str) -> bool:
    return "random" in lower and bool(re.search(r"randomly (?:assigned|allocated|divided)|were (?:\w+ )?randomi[sz]ed|\bwe randomi", lower))


def _by_design_section(report: ReportText, lower: str) -> Design | None:
    """What a section headed as the design says of it; animals divided at random are still animals."""
    headed = [s for s in report.abstract if "DESIGN" in (s.label or "").upper()]
    return _first(headed, (*REVIEW_CUES, *STUDY_CUES), report, lower) if headed and not may_name_animals(lower) else None


def _by_label(report: ReportText) -> Design | None:
    """Sections headed as a case."""
    for section in report.abstract:
        if section.label and section.text and _CASE_LABEL.match(section.label):
            many = section.label.upper().rstrip("S") != section.label.upper() and "CASES" in section.label.upper()
            return Design("case_series" if many else "case_report", section.span(0, len(section.text)), "design.label_case")
    return None


def _animal(report: ReportText, lower: str) -> Design | None:
    """Animals named oftener than people, or people not at all."""
    if report.publication_types_checked:
        headings = {h.descriptor for h in report.mesh}
        if "Humans" in headings and "Animals" not in headings:
            return None
    if not may_name_animals(lower):
        return None
    named = [(s, m) for s in report.sections for m in ANIMAL.finditer(s.text, lower)]
    if not named:
        return None
    told = ".".join(part for part in lower.split(".") if not _HOPED_FOR.search(part))
    n_people = len(HUMAN.findall(told))
    subjects = [(s, m) for s, m in named if ANIMAL_SUBJECTS.fullmatch(m[0])]
    if n_people >= len(named) or (not subjects and n_people):
        return None
    section, found = (subjects or named)[0]
    return Design("animal", section.span(*found.span()), "design.animals_studied")


def _refined(value: str, report: ReportText, lower: str) -> str:
    if value in ("systematic_review", "meta_analysis"):
        if "network meta" in lower:
            return "network_meta_analysis"
        if value == "systematic_review" and is_pooled(report, lower):
            return "meta_analysis"
    if value == "rct":
        if (CROSSOVER.search(lower) and ("cross" in lower or not _HALVED.search(lower))) or (_IN_TURN.search(lower) and not _PARALLEL.search(lower)):
            return "crossover_rct"
        return "cluster_rct" if CLUSTER.search(lower) else "rct"
    if value == "cohort" and _UNCONTROLLED.search(lower) and not _GROUPS.search(lower):
        return "single_arm"
    if value == "non_randomized_trial" and "quasi" in lower and not _GROUPED.search(lower):
        return "single_arm"
    if value == "single_arm" and _CONTROLLED.search(lower) and not _UNCONTROLLED.search(lower):
        return "non_randomized_trial"
    if value == "survey" and is_prevalence(report, lower):
        return "cross_sectional"
    if value == "retrospective":
        return "cohort" if _GROUPED.search(lower) or _HUNDREDS.search(lower) else "case_series"
    if value == "animal" and report.title and RANDOM.search(report.title.text) and "patients" in lower:
        return "rct"
    return value


def _reconciled(report: ReportText, read: Design | None) -> Design | None:
    """What the words say, unless a type that people gave says another kind of study."""
    if not report.publication_types_checked:
        return read
    told = told_by_types(report.publication_types, read.value if read else None)
    if told is None:
        return read
    return Design(told[1], None, f"design.type_{told[0].lower().replace(' ', '_')}", "publication_types")
