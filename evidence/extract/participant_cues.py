# ruff: noqa: E501 (a pattern or table row is read whole)
"""The words around a count of people that tell what it counts, with their weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from evidence.extract.gated import Gated, gated
from evidence.extract.numbers import COUNT


@dataclass(frozen=True, slots=True)
class Cue:
    """Words near a count, the weight they add, and the kind of count they tell, if any."""

    name: str
    weight: float
    pattern: Gated
    kind: str | None = None


def _cue(name: str, weight: float, pattern: str, kind: str | None = None) -> Cue:
    return Cue(name, weight, gated(pattern), kind)


BE: Final = r"^(?:(?!, of whom)[^.;]|\.(?=\d)){0,160}?\b(?:were|was|had been|have been|will be|underwent)\s+(?:\w+[\s,]+){0,4}?"
DONE: Final = r"(?:randomi[sz]ed|randomly|randomi[sz]ation|random assignment|allocated|assigned|divided|split)\b"
_ENTERED: Final = r"(?:enrolled|taken (?:in|on)|recruited|included|entered|studied|accrued|registered|treated|selected|admitted|identified)\b"
_SEEN: Final = r"(?:analy[sz]ed|observed|monitored|watched|evaluated|evaluable|assessed|available|eligible|followed|examined|interviewed|surveyed|tested|genotyped)\b"
#: What follows the counted noun; the first that matches counts.
AFTER: Final = (
    _cue("out_of", -40, r"^\s*(?:\([^()]*\)\s*)?(?:\w+\s+)?(?:out\s+)?of (?:the |all |these |those )?(?:\d|one hundred|total)"),
    _cue("per_arm", -60, r"^\s*(?:\([^()]*\)\s*)?(?:(?:were\s+)?(?:in|per|to)\s+(?:each|either|every|both)|per|each)\b(?! (?:had|underwent|received|got|attended|took)\b)"),
    _cue("in_arm", -35, r"^\s*(?:\([^()]*\)\s*)?(?:(?:were|was)\s+(?:\w+\s+)?)?(?:in|on|from|of|to|into)\s+(?:the\s+)?(?:(?!and\b|or\b|two\b|three\b|four\b|one\b|either\b)[\w+/-]+\s+){0,4}?(?:group|arm|placebo|control|controls)\b(?!\W+(?:[^()]*\)\W*)?(?:or|and|vs|versus)\b)"),
    _cue("screened", -25, r"^[^.;,]{0,50}\b(?:(?:were|was)\s+(?:\w+\s+)?)?(?:screened|approached|invited|assessed for eligibility|contacted)\b(?! (?:once|agreed|consented|and (?:agreed|consented|enrolled|randomi)))"),
    _cue("screened", -25, rf"^\s*(?:were|was) (?:\w+ )?(?:assessed|seen|examined|screened|approached|considered|asked|invited)\b[^.;]{{0,20}}\band {COUNT}\s+(?:were |was )?(?:\w+ )?(?:entered|enrolled|randomi[sz]ed|included|agreed|consented|took part|joined)\b"),
    _cue("screened", -25, r"^\s*(?:who were )?(?:seen|assessed|considered|examined|asked)[,;]|^\s*were asked;"),
    _cue("screened", -25, rf"^(?!(?: who)?(?: were| was)? (?:enrolled|randomi|recruited|included|entered))[^.;]{{0,60}},\s+(?:only\s+)?{COUNT}\s+(?:\w+\s+)?(?:volunteered|agreed|consented|enrolled|participated|took part|entered|joined|were (?:enrolled|included|recruited|randomi[sz]ed))\b"),
    _cue("screened", -25, rf"^\s*(?:were|was) (?:\w+ )?(?:evaluated|assessed|seen|examined|considered|identified)[;,] (?:and )?(?:only )?{COUNT}\s+(?:\w+ )?(?:met|fulfilled|qualified|were eligible|entered|agreed)\b"),
    _cue("who_went_into", 42, r"^[^.;]{0,90}\b(?:went|fell|were (?:put|placed|sorted|entered|taken|parted|separated))\b[^.;]{0,40}?\b(?:in)?to (?:two|three|four|either|one of)\b", "n_enrolled"),
    _cue("left", -45, r"^[^.;,]{0,45}\b(?:dropped|withdrew|withdrawn|discontinued|declined|refused|excluded|lost|ineligible|not eligible|not (?:\w+ )?randomi|died|relapsed|needed|required|would be|to be (?:recruited|enrolled|included)|had to be)\b"),
    _cue("to_detect", -30, r"^[^.;]{0,60}\b(?:would|to detect|will allow|will provide|provides?|gives?|power)\b"),
    _cue("who_were_randomized", 52, BE + DONE + r"(?!,? (?:[\w-]+,? ){0,2}(?:trials?|studies|RCTs?)\b)", "n_randomized"),
    _cue("who_were_randomized", 50, r"^(?:(?!of whom)[^.;]){0,40}\b(?:randomi[sz]ed|randomly)\b(?!,? (?:[\w-]+,? ){0,2}(?:trials?|studies|RCTs?)\b)", "n_randomized"),
    _cue("who_entered", 42, BE + _ENTERED, "n_enrolled"),
    _cue("who_entered", 40, r"^[^.;]{0,60}\b(?:enrolled|recruited|participat\w+|entered|took part|joined|volunteered|signed up|came forward|consented|were included|agreed|enrolling|assigned|started|began)\b", "n_enrolled"),
    _cue("who_had_both", 30, r"^[^.;]{0,40}\b(?:had|received|underwent|went through|took|attended|got) (?:both|each of|all (?:two|three|four|the)|two sessions|three sessions)\b", "n_enrolled"),
    _cue("who_were_analysed", 30, BE + _SEEN, "n_analysed"),
    _cue("in_all", 40, r"^\s*(?:in (?:all|total|number)|altogether|all told|overall)\b", "n_enrolled"),
    _cue("who_took_turns", 34, r"^\s*each (?:had|underwent|received|got|attended|took)\b|^[^.;]{0,40}\b(?:came|attended|returned|were (?:tested|studied|seen|measured|examined|scanned|treated))\b[^.;]{0,30}\b(?:twice|three times|(?:two|three|four|separate|different) (?:\w+ )?(?:occasions|visits|sessions|days|times))\b", "n_enrolled"),
    _cue("who_were_tested", 12, r"^\s*(?:were )?(?:tested|interviewed|examined)\b", "n_analysed"),
    _cue("who_completed", 26, r"^[^.;]{0,60}\b(?:completed|provided|finished|evaluable|received)\b", "n_analysed"),
    _cue("event", -10, r"^[^.;,]{0,30}\b(?:had|developed|experienced|achieved|reported|showed|responded|presented|complained|suffered|improved|preferred|chose|opted)\b"),
)  # fmt: skip
#: What stands before the count; the first that matches counts.
BEFORE: Final = (
    _cue("numerator_of", -22, r"(?:\d%?\)?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|most|some|half|many))\s+(?:\([^()]*\)\s*)?(?:(?:of|among|in)|(?:\w+\s+){1,3}of)\s+(?:the\s+|these\s+|our\s+)?$"),
    _cue("listed", -35, r"\b(?:\d{1,3}|\w+teen|\w+ty(?:-\w+)?)\s+(?:and|or)\s+$"),
    _cue("whom", 0, r"of (?:whom|which|these|those)[\s,]+(?:\w+\s+)?$"),
    _cue("left_over", -14, r"\b(?:remaining|another|only|other|additional|last|these|next|excluding|except(?: for)?|least)\s+(?:the\s+)?$"),
    _cue("to_detect", -45, r"\b(?:detect|power|sample size|estimated|calculated (?:that|to|as)|assum\w+|requir\w+|target accrual|goal)\b[^.]{0,110}$"),
    _cue("planned_for", -22, r"\b(?:planned|plan|aim(?:ed)?|intend(?:ed)?|expected|target(?:ed)?|approach(?:ed)?|screened|invited)\s+(?:(?!and\b)\w+\s+){0,3}$"),
    _cue("total_of", 30, r"\b(?:total(?: number)?|sample(?: size)?|cohort|population) of\s+(?:approximately\s+|about\s+|over\s+|up to\s+)?$"),
    _cue("in_total", 26, r"\b(?:overall|in total|altogether|in all|totally)[,:]?\s+$"),
    _cue("randomized_n", 46, r"\b(?:randomi[sz](?:ed|es|e|ing)|randomly (?:assigned|allocated|divided)|(?:assigned|allocated)|assigning)\s+(?:(?:a total of|approximately|about|over|the|to)\s+)*$", "n_randomized"),
    _cue("left_to_randomize", 66, r"\brandomi[sz]ation,? leaving\s+$", "n_randomized"),
    _cue("after_randomization", 40, r"\b(?:after|following) randomi[sz]ation,?\s+(?:the\s+)?$", "n_randomized"),
    _cue("came_to", 48, r"\b(?:giving|yielding|making up|(?:set|fixed|planned) at)\s+(?:a total of\s+)?$", "n_enrolled"),
    _cue("entered_n", 36, r"\b(?:gave|yielded|produced|brought in|took in|(?:closed|stopped|halted|ceased) (?:at|with)|ended (?:at|with)|numbered|numbering|totall?(?:ed|ing)|counted|reached|stood at|drew|attracted|enroll?(?:ed|ing)?|enrolled in (?:the|this) (?:study|trial)(?: were)?|took|placed|divided|followed|recruit(?:ed|ing)|includ(?:ed|ing|es)|entered|stud(?:ied|ying)|accrued|registered|treated|involv(?:ed|ing|es)|compris(?:ed|ing)|identified|participants (?:were|included)|subjects (?:were|included)|patients (?:were|included)|there were|sample (?:included|comprised|consisted of|was|size (?:of|is|was))|(?:participants|patients|subjects) (?:are|were|will be)|participants?:|patients?:|subjects?:|consist(?:ed|ing) of|composed of|conducted (?:with|on|in|among))\s+(?:(?:a total of|a sample of|approximately|about|over|the|of)\s+)*$", "n_enrolled"),
    _cue("answered_by", 36, r"\b(?:answered|completed|returned|filled (?:in|out)|attended|joined|sent back) by\s+(?:the\s+|all\s+)?$", "n_analysed"),
    _cue("to_take", 36, r"\b(?:will|to|would|shall) (?:\w+ )?(?:take|recruit|enrol+|include|enter|study|treat|randomi[sz]e|allocate|assign|invite|follow)(?: (?:in|on))?\s+(?:(?:a total of|about|approximately|up to)\s+)*$", "n_enrolled"),
    _cue("analysed_n", 24, r"\b(?:analy[sz](?:ed|ing|is of)|analys[ie]s (?:covered|included|comprised|was based on|were based on)|data (?:from|on|of|for)|samples? from|available (?:from|for|in|on)|obtained from|collected from|evaluat(?:ed|ing)|assess(?:ed|ing)|survey(?:ed)?|interview(?:ed)?|followed)\s+(?:(?:the|a total of|all)\s+)*$", "n_analysed"),
    _cue("of_the", 24, r"^\s*(?:of|among)\s+(?:the\s+)?(?:total\s+)?$"),
    _cue("taken_by", 30, r"\b(?:taken|received|tried|tested|worn|undergone|used)\b[^.;]{0,110}\bby\s+(?:(?:the|a total of|all)\s+)*$", "n_enrolled"),
    _cue("given_to", 34, r"\b(?:offered|administered|provided|delivered|applied|given) to\s+(?:(?:the|a total of|all)\s+)*$", "n_enrolled"),
    _cue("files_of", 26, r"\b(?:records?|notes|charts?|files|histories|documents) (?:of|from|on)\s+(?:(?:the|a total of|all)\s+)*$", "n_analysed"),
    _cue("trial_in", 40, r"\b(?:trials?|RCT|stud(?:y|ies)|analysis|investigation|experiment)\b[^.;]{0,40}?\b(?:in|on|with|among|of|from|for)\s+(?:(?:a total of|the|all|a sample of|approximately|about)\s+)*$"),
    _cue("in_n", 22, r"\b(?:in|on|with|among|of|from|for)\s+(?:(?:a total of|the|all|these|our|a sample of|approximately|about|up to|another)\s+)*$"),
    _cue("dated", 20, r"(?:\b(?:between|from|in|during|since|to|until|through)\b[^.;]{0,60}(?:19|20)\d\d|\b(?:trial|study|analysis|period|center|centre|centers|hospital|group|university))\W{0,3},?\s*$"),
    _cue("semicolon", 10, r"[;:]\s*(?:and\s+)?$"),
    _cue("first_words", 18, r"^\W*(?:the|all|methods?:?|results?:?|patients and methods:?|design:?|subjects:?|patients:?|participants:?|we)?\W*$"),
)  # fmt: skip
