# ruff: noqa: E501 (a pattern or table row is read whole)
"""Which arm did better: sentence by sentence, and overall (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from evidence.extract.condition import technique_findings
from evidence.extract.effects import effects_in, excludes_null
from evidence.extract.gated import gated
from evidence.extract.reading_lines import (
    NO_DIRECTION,
    VERSION,
    Reading,
    RoleLine,
    is_between_controls,
    text_finding,
)
from evidence.models import Finding

_NULL: Final = gated(
    r"\bno (?:\w+ )?(?:statistically )?(?:significant )?(?:between-group )?(?:differences?|advantage|benefit|superiority|demonstrable effect|effect)\b"
    r"|(?:did|does|do|were|was|could|had) not (?:\w+ )?(?:differ\w*|significantly|be (?:called|told)|superior|better|support|improve|affect|benefit|change)|not (?:statistically )?significant|non-?significan\w*"
    r"|\bsimilar (?:to|between|in)|comparable (?:to|between|in)|\bneither\b|\bnone of (?:the |these )?(?:\w+ ){1,3}(?:\w+ )?(?:differ|improv|chang|reach|was significant|were significant)\w*|not (?:be )?superior|could not be told apart|made no difference|not effective|no more effective|did not$|n(?:o|ot) better"
    r"|unlikely to|excludes the prespecified|without (?:affecting|changing|improving)|no significant|equally|unaltered|unchanged|likewise similar|did not (?:\w+ )?(?:prevent|reduce|increase|alter|relieve|suffice|come down)|(?:insufficient|not enough|no (?:\w+ )?) ?evidence|\bunconvincing|not (?:\w+ )?convincing|little\b[^.;]{0,50}\bconvincing|is doubtful"
    r"|no longer significant|benefit had gone|not seem to (?:favour|improve|help)|not appear to (?:favour|improve|help)")  # fmt: skip
_BETTER: Final = gated(
    r"\b(?:better|superior|more effective|greater|stronger|outperform\w*|favou?red?|favou?ring|in favou?r of|exceed\w*|more (?:than|so)|more with|faster|higher|lower|less|fewer|larger|smaller|rose|raised|restored|recovered|normali[sz]ed|reversed|weaken\w*|attenuat\w*|alleviat\w*|suppress\w*"
    r"|reduc\w*|decreas\w*|improv\w*|reliev\w*|eas(?:ed|es|ier)|increas\w*|inhibit\w*|promot\w*|effective|benefit\w*)\b")  # fmt: skip
_COMPARED: Final = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|against|relative to|over sham|between (?:the )?(?:groups|arms)|in favou?r|favou?r(?:ed|s|ing)? (?:acup|electro|the|real|verum|moxi)|sham|controls?|placebo|wait-?list|usual care|but not|mean difference|difference|more with|more so)\b", re.IGNORECASE)  # fmt: skip
_WORSE: Final = gated(
    r"\b(?:went on worsening|(?:recovery|regeneration|healing) was (?:slower|delayed)|was delayed|slower with|(?:rise|increase|worsening) was [\d.]* ?(?:points? )?(?:larger|greater) with (?:EA|acup\w+|electro\w+)|less effective|inferior to|worse than|not noninferior|(?:sham|placebo|control\w*|drugs?|medication|exercise|PRF|surgery|radiofrequency)\b[^.;,]{0,40}\b(?:superior|better|more effective|outperform\w*))")  # fmt: skip
_WITHIN: Final = gated(
    r"\bfrom baseline|\bin both (?:groups|arms)|\bboth (?:groups|arms)\b|\bin all (?:groups|three)\b|compared (?:with|to) (?:baseline|before)|\bwithin[- ](?:the )?(?:\w+ )?group|before (?:and|to) after|went from|after (?:the )?(?:\w+ )?treatments?\b")  # fmt: skip
#: A change that only the treated arm had.
_NOT_IN_CONTROLS: Final = gated(
    r"\b(?:neither|no|none)(?: such)?(?: [\w-]+){0,3} (?:was|were|occurred|appeared|found|seen|observed|changes?|effects?)[^.;,]{0,20}\b(?:with|after|in|under|by|during) (?:the )?(?:sham|placebo|control)"
    r"|\b(?:but|and)? ?not (?:(?:with|after|in|under|by|during) )?(?:the )?(?:sham|placebo|controls?|minimal)\b")  # fmt: skip
_GOOD_RATE: Final = re.compile(r"\b(?:success|respon\w+|improve\w*|recover\w*|effective\w*|efficacy|efficiency|cure\w*|pregnan\w+|relie\w+|remission|satisf\w+|resol\w+)\b", re.IGNORECASE)
_RATES: Final = re.compile(
    r"(?P<one>\d+(?:\.\d+)?)\s?%\)?[^.;%\d]{0,12}\b(?:with|in|under|on|of|for)\b (?:the )?(?:\w+ )?(?:acup\w+|electro\w+|EA|MA|real|verum|true|needl\w+|puncture|treatment|intervention|moxib\w+)[^.;%]{0,50}?\b(?:and|against|versus|vs\.?|compared (?:with|to))\b[^.;%]{0,20}?(?P<two>\d+(?:\.\d+)?)\s?%", re.IGNORECASE)  # fmt: skip
#: Members of a list that tell of harms.
_HARMLESS: Final = re.compile(r"(?:,|\band\b|\bor\b)(?:(?!, |\band\b|\bor\b)[^;]){0,60}?\b(?:adverse|side) (?:reactions?|events?|effects?)\b(?:(?!, |\band\b|\bcompared\b|\bthan\b)[^;])*", re.IGNORECASE)
#: Aims and questions are no results.
_PLANNED: Final = gated(
    r"\bto (?:determine|test|examine|assess|evaluate|see|compare|investigate)\b|\bwhether\b|hypothes|\bwill be\b|\baims? to\b|\b(?:larger|further|more|better|future|rigorous)\b[^.;]{0,40}\b(?:trials?|studies|study|research)\b")
_HARM: Final = gated(
    r"adverse|side effect|serious event|safety|bleed|baseline characteristics|heterogeneity")
_SPLIT: Final = re.compile(
    r"(?<!\d)[;:](?!\d)|,?\s\b(?:but(?! not (?:with |after |in |under |by |during )?(?:the )?(?:sham|placebo|control|minimal))|whereas|while|although|however|yet|though)\b\s"
    r"|\s(?=without (?:affecting|changing|improving|an? (?:\w+ )?significant|any significant))", re.IGNORECASE)  # fmt: skip


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
    made, start = [], 0
    for stop, following in [*((m.start(), m.end()) for m in _SPLIT.finditer(text)), (len(text), 0)]:
        part = text[start:stop]
        value = _clause(part)
        if value and part.strip():
            lead = len(part) - len(part.lstrip())
            made.append(ClauseDirection(value, start + lead, start + len(part.rstrip())))
        start = following
    return tuple(made)


def _clause(part: str) -> str | None:
    lower = part.lower()
    if _PLANNED.search(part, lower):
        return None
    if _HARM.search(part, lower):
        part = _HARMLESS.sub(" ", part)
        lower = part.lower()
        if _HARM.search(part, lower):
            return None
    if _NOT_IN_CONTROLS.search(part, lower):
        return "better_with_intervention"
    if _WORSE.search(part, lower):
        return "worse"
    if _NULL.search(part, lower):
        return "no_significant_difference"
    if not _BETTER.search(part, lower):
        return _by_rates(part)
    if _WITHIN.search(part, lower) and not re.search(r"\bthan\b|\bversus\b|\bvs\b|compared (?:with|to) (?!baseline|before)", part):
        return "within_group_only"
    return "better_with_intervention" if _COMPARED.search(part) or _TESTED_WITH.search(part) else "improved"


#: A significant gain told of the treated arm by its name, within-group words aside.
_TESTED_WITH: Final = re.compile(r"\bwith (?:EA|MA|acupuncture|electro-?acupuncture|moxibustion|verum|real)\b.*[pP]\s?[<≤]\s?0?\.0", re.DOTALL)


def _by_rates(part: str) -> str | None:
    """Successes of both arms side by side, at least ten points apart."""
    found = _RATES.search(part) if part.count("%") > 1 else None
    if found is None or not _GOOD_RATE.search(part):
        return None
    apart = float(found["one"]) - float(found["two"])
    return "better_with_intervention" if apart >= 10 else "worse" if apart <= -10 else None


def direction_findings(
    context: Reading, techniques: frozenset[str] | None = None
) -> tuple[Finding, ...]:
    """Per clause of results and conclusions, then overall.

    `techniques` are those studied; None has them read here.
    """
    if techniques is None:
        techniques = frozenset(f.value for f in technique_findings(context) if f.value)
    made, votes = [], []
    for line in _result_lines(context):
        if line.role == "results":
            effects = [(excludes_null(e), e) for e in effects_in(line.text)] if _DIGIT.search(line.text) else []
            if not any(told for told, _ in effects) and not _HARM.search(line.text, line.lower):
                votes += [
                    (line, ClauseDirection("no_significant_difference", e.start, e.end))
                    for told, e in effects if told is False
                ]  # fmt: skip
        for found in clause_directions(line.text):
            votes.append((line, found))
            if line.role != "title" and line.role != "conclusion" and found.value != "improved":
                span = line.sentence.span_of(found.start, found.end)
                made.append(text_finding("direction", found.value, span, "direction.clause"))
    return (*made, *_overall(context, votes, techniques))


_DIGIT: Final = re.compile(r"\d")


def _result_lines(context: Reading) -> list[RoleLine]:
    """Results and conclusions; all that follows the title where no sentence is told as results."""
    lines = [ln for ln in context.lines if ln.role in ("results", "conclusion", "title", None)]
    if not any(ln.role in ("results", "conclusion", None) for ln in lines):
        lines = list(context.lines)
    treated = [ln for ln in lines if not is_between_controls(ln.text)]
    return treated if any(ln.role in ("results", None) for ln in treated) or len(treated) == len(lines) else []


def _tells_results(line: RoleLine) -> bool:
    return line.role in ("results", "conclusion", None) and bool(
        _COMPARED.search(line.text) and (_BETTER.search(line.text, line.lower) or _NULL.search(line.text, line.lower))
    )


def _not_applicable(rule: str, source: str) -> tuple[Finding, ...]:
    return (Finding("direction_overall", "not_applicable", None, rule, VERSION, source=source),)


def _overall(
    context: Reading, votes: Sequence[tuple[RoleLine, ClauseDirection]], techniques: frozenset[str]
) -> tuple[Finding, ...]:
    if context.design in NO_DIRECTION | {"cohort", "case_control"} or _is_about_harm(context):
        return _not_applicable("direction.design", "design")
    if not techniques - {"non_acupuncture"}:
        return _not_applicable("direction.no-acupuncture", "intervention")
    if not votes and not any(_tells_results(ln) for ln in context.lines):
        return _not_applicable("direction.no-result-told", "roles")
    overall = _decided(_weighed(votes))
    if overall is None or all(line.role == "title" and not _DECLARES.search(line.text) for line, _ in votes):
        return ()
    wanted = {"favours_acupuncture": ("better_with_intervention", "improved"), "favours_control": ("worse",),
              "no_difference": ("no_significant_difference",)}.get(overall)  # fmt: skip
    line, found = next(((ln, f) for ln, f in votes if wanted is None or f.value in wanted), votes[0])
    span = line.sentence.span_of(found.start, found.end)
    return (text_finding("direction_overall", overall, span, "direction.votes"),)


#: A title that states its result.
_DECLARES: Final = re.compile(
    r"\b(?:alleviates?|attenuates?|reduces?|improves?|enhances?|promotes?|facilitates?|inhibits?|ameliorates?|relieves?|suppresses|increases?|decreases?|accelerates?|is not effective|does not)\b", re.IGNORECASE)  # fmt: skip


def _weighed(votes: Sequence[tuple[RoleLine, ClauseDirection]]) -> dict[str, float]:
    """Weight of each direction; the first result told between arms counts half as much again."""
    weight = {"better_with_intervention": 0.0, "no_significant_difference": 0.0, "worse": 0.0}
    values = {found.value for _, found in votes}
    is_hedged = "better_with_intervention" not in values and "no_significant_difference" in values
    is_first = True
    for line, found in votes:
        size = {"results": 1.0, "conclusion": 1.3, "title": 1.0}.get(line.role or "", 0.8)
        if found.value == "improved":
            if is_hedged and line.role != "conclusion":
                continue
            size *= 0.6
        value = "better_with_intervention" if found.value == "improved" else found.value
        if value in weight:
            if is_first and line.role == "results" and found.value != "improved":
                size, is_first = size * 1.5, False
            weight[value] += size
    return weight


def _is_about_harm(context: Reading) -> bool:
    title = context.report.title
    return title is not None and bool(_HARM_TITLE.search(title.text)) and not _EFFECT_TITLE.search(title.text)


_HARM_TITLE: Final = re.compile(r"\bsafety (?:of|in|profile)\b|adverse (?:events?|effects?|reactions?)|\bbleeding (?:risk|events?)\b|side effects", re.IGNORECASE)
_EFFECT_TITLE: Final = re.compile(r"\beffica\w+|effective\w*", re.IGNORECASE)


def _decided(weight: dict[str, float]) -> str | None:
    better, null, worse = (weight[k] for k in ("better_with_intervention", "no_significant_difference", "worse"))
    total = better + null + worse
    if total < 0.4:
        return None
    if worse > better and worse >= null:
        return "favours_control"
    if better and null / total < 0.34:
        return "favours_acupuncture"
    if better / total < 0.22:
        return "no_difference"
    return "mixed"
