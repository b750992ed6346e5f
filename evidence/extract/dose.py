# ruff: noqa: E501 (a pattern or table row is read whole)
"""How treatment was given: points, sessions, weeks, frequency of current (pure)."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.gated import gated
from evidence.extract.reading_lines import Reading, text_finding
from evidence.models import Finding

_NAMES: Final = "Zusanli|Neiguan|Bafeng|Baxie|Sanyinjiao|Hegu|Huantiao|Jiaji|Yangbai|Shenshu|Taixi|Taichong|Yanglingquan|Quchi"
_POINT: Final = gated(
    r"\b(?:LU|LI|ST|SP|HT|SI|BL|UB|KI|PC|TE|SJ|TH|GB|LR|LV|GV|DU|CV|RN|EX-?(?:HN|B|UE|LE)|M)[- ]?\d{1,2}\b"
    rf"|\b(?:{_NAMES})\b", re.NOFLAG)  # fmt: skip
_NAMED: Final = gated(_NAMES, re.NOFLAG)
#: A digit behind a capital letter.
_LETTERED: Final = re.compile(r"\d(?:(?<=[A-Z].)|(?<=[A-Z][- ].))")
_NUMBER: Final = r"(?P<n>\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty)"
_SESSIONS: Final = gated(rf"\b{_NUMBER}\s+(?:(?:weekly|daily|individual|acupuncture|EA|electroacupuncture|treatment|real|or|sham|\d+-min\w*)\s+){{0,3}}(?:sessions|treatments)\b")
_WEEKS: Final = gated(rf"\b(?:over|for|in|during|within)\s+(?:a period of\s+)?{_NUMBER}(?:\s+consecutive)?[- ]weeks?\b|\b(?P<n2>\d{{1,2}})-week (?:course|treatment|program\w*|intervention)")
_CURRENT: Final = gated(r"\b\d+(?:\.\d+)?(?:\s?(?:[/-]|and|to)\s?\d+)*\s?Hz\b|\b\d+(?:\.\d+)?(?:\s?[-–]\s?\d+(?:\.\d+)?)?\s?mA\b", re.NOFLAG)
_WORDS: Final = dict(zip(["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "fifteen", "twenty", "thirty"],
                         (*range(1, 13), 15, 20, 30)))  # fmt: skip


_KINDS: Final = (("acupoint", _POINT), ("current", _CURRENT), ("n_sessions", _SESSIONS), ("treatment_weeks", _WEEKS))


def dose_findings(context: Reading) -> tuple[Finding, ...]:
    """Points, number of sessions, weeks of treatment and current as printed."""
    made: dict[tuple[str, str], Finding] = {}
    kinds = [(kind, held) for kind, pattern in _KINDS if (held := pattern.within(context.lower))]
    for line in context.lines:
        if line.role in ("background", "conclusion"):
            continue
        for kind, pattern in kinds:
            if kind == "current" and not ("Hz" in line.text or "mA" in line.text):
                continue
            if kind == "acupoint" and not (_LETTERED.search(line.text) or _NAMED.search(line.text, line.lower)):
                continue
            for found in pattern.finditer(line.text, line.lower):
                if kind == "treatment_weeks" and re.search(r"follow", line.text[max(0, found.start() - 25) : found.start()]):
                    continue
                number = _number(found)
                span = line.sentence.span_of(found.start(), found.end())
                value = re.sub(r"[- ]", "", found[0]) if kind == "acupoint" else found[0]
                unit = {"n_sessions": "sessions", "treatment_weeks": "weeks"}.get(kind)
                made.setdefault((kind, value), text_finding(kind, value, span, f"dose.{kind}", number, unit))
    return tuple(made.values())


def _number(found: re.Match[str]) -> float | None:
    named = found.groupdict()
    text = (named.get("n") or named.get("n2") or "").lower()
    return float(_WORDS.get(text) or text) if text else None
