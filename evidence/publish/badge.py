"""The badge "evidence checked YYYY-MM-DD", and when it turns.

A picture cannot know what day it is, and ours holds no script. So the rule is: every
publication, also one that found nothing new, writes the badge anew, and it carries the
last day it is good for. It says "checked" only while the gate of `review_gate` leaves
nothing open and the last search is no older than `GOOD_DAYS`; otherwise it says what is
wanting. `badge.json` holds the same, so that a CMS can take the badge down after
`good_until` even if no publication came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

import drawsvg as dw

from evidence.publish.plots_svg import attribute

#: Two missed monthly checks would be too late for a retraction; one is the most.
GOOD_DAYS: Final = 31
_COLOURS: Final = {"checked": "#17623a", "open": "#7a4b00", "stale": "#a3231f", "sample": "#3f4f6b"}
_HEIGHT, _LETTER = 22, 6.6


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says. `checked_on` is the day of the last search, None where none was run.

    `state` is checked, open (something waits for a person), stale or sample; `wanting`
    says what keeps it from "checked".
    """

    state: str
    text: str
    checked_on: date | None
    good_until: date | None
    wanting: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """The same for a program; days as YYYY-MM-DD."""
        return {key: str(v) if isinstance(v, date) else v for key, v in asdict(self).items()}


def badge_of(
    wanting: Sequence[str], *, checked_on: date | None, today: date, is_sample: bool
) -> Badge:
    """The badge of a topic on the day it is published; `wanting` are the gate's open points."""
    points = tuple(wanting)
    if is_sample:
        return Badge("sample", "demonstration sample, not checked", None, None, points)
    if checked_on is None:
        return Badge("open", "evidence not searched", None, None, points)
    until = checked_on + timedelta(days=GOOD_DAYS)
    if today > until:
        return Badge("stale", f"evidence check overdue since {until}", checked_on, until, points)
    if points:
        return Badge(
            "open", f"evidence read {checked_on}, not signed off", checked_on, until, points
        )
    return Badge(
        "checked", f"evidence checked {checked_on}, good until {until}", checked_on, until, ()
    )


def badge_svg(badge: Badge) -> str:
    """The badge as an SVG picture with its text as title; no script, no font, no request."""
    width = round(len(badge.text) * _LETTER + 30)
    drawn = dw.Drawing(width, _HEIGHT, role="img", aria_label=attribute(badge.text))
    drawn.append_title(badge.text)
    drawn.append(dw.Rectangle(0, 0, width, _HEIGHT, rx=4, fill=_COLOURS[badge.state]))
    sign = {"checked": "✓", "open": "…", "stale": "!", "sample": "◇"}[badge.state]
    drawn.append(dw.Text(f"{sign} {badge.text}", 12, 9, 15, fill="#ffffff",
                         font_family="system-ui, Verdana, sans-serif", textLength=width - 18))  # fmt: skip
    return str(drawn.as_svg(skip_js=True, skip_css=True)) + "\n"
