# ruff: noqa: E501 (a pattern is read whole)
"""Whether a review pooled its studies: by the word, or by the figures it prints (pure)."""

from __future__ import annotations

from typing import Final

from evidence.extract.effects import effects_in
from evidence.extract.gated import gated
from evidence.extract.sentences import sentences
from evidence.models import ReportText

_POOLED: Final = gated(
    r"(?<!reviews, )(?<!reviews and )(?<!reviews or )meta-?\s?analy(?!ses)|\bpooled\b|\bpooling\b|\bRevMan\b|random[- ]effects? model|fixed[- ]effects? model")
_NO_POOL: Final = gated(
    r"(?:\bno\b|\bnot\b|without|precluded?|unable to|impossible|could not)[^.]{0,60}(?:meta-?\s?analy|pool)"
    r"|(?:prevented|forbade|ruled out|hindered|did not (?:allow|permit)|too (?:\w+ ){1,4}(?:for|to)|inappropriate)[^.]{0,60}(?:meta-?\s?analy|pool)"
    r"|\b(?:ma(?:de|kes?|king)|render(?:ed|s|ing)|left|leav(?:es|ing)) (?:any |a |formal |the )?(?:\w+ )?(?:meta-?\s?analy\w+|pooling)[^.]{0,20}\b(?:un\w+|im\w+|in\w+|meaningless|out of)\b|\btoo (?:\w+ ){1,3}to (?:be )?(?:pool|combin|meta-?analy)"
    r"|(?:meta-?\s?analy\w+|pooling) (?:was|were) (?:not|precluded|impossible|ruled out|prevented|inappropriate|\w+ inappropriate)")  # fmt: skip
_POOLED_MEASURES: Final = frozenset({"RR", "OR", "HR", "MD", "SMD", "WMD", "RD", "other", "mean_change"})
#: Figures of one study that a review quotes are not pooled.
_OF_ONE: Final = gated(r"\b(?:one|a single|another|each|individual|the only|single) (?:\w+ ){0,4}?(?:trial|study|RCT)\b")


def is_pooled(report: ReportText, lower: str) -> bool:
    """Whether a systematic review says that it pooled, or prints estimates with intervals that are not
    those of one study; `lower` is its text in small letters."""
    if _NO_POOL.search(lower):
        return False
    if _POOLED.search(lower):
        return True
    if "confidence" not in lower and "ci" not in lower:
        return False
    return any(
        effect.ci_low is not None and effect.measure in _POOLED_MEASURES
        for section in report.abstract for sentence in sentences(section)
        if not _OF_ONE.search(sentence.text) for effect in effects_in(sentence.text)
    )  # fmt: skip
