"""When the badge says checked, and when it turns."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from evidence.publish.badge import GOOD_DAYS, badge_of, badge_svg

DAY = date(2026, 1, 4)
LAST = date.fromordinal(DAY.toordinal() + GOOD_DAYS)


@pytest.mark.parametrize(
    ("wanting", "checked_on", "today", "is_sample", "state", "text"),
    [
        ([], DAY, DAY, False, "checked", f"evidence checked 2026-01-04, good until {LAST}"),
        ([], DAY, LAST, False, "checked", f"evidence checked 2026-01-04, good until {LAST}"),
        ([], DAY, date(2027, 1, 1), False, "stale", f"evidence check overdue since {LAST}"),
        (["x"], DAY, date(2027, 1, 1), False, "stale", f"evidence check overdue since {LAST}"),
        (["No sign-off."], DAY, DAY, False, "open", "evidence read 2026-01-04, not signed off"),
        ([], None, DAY, False, "open", "evidence not searched"),
        ([], DAY, DAY, True, "sample", "demonstration sample, not checked"),
    ],
)
def test_the_badge_says_checked_only_while_nothing_is_wanting(
    wanting, checked_on, today, is_sample, state, text
):
    badge = badge_of(wanting, checked_on=checked_on, today=today, is_sample=is_sample)
    assert (badge.state, badge.text) == (state, text)
    drawn = badge_svg(badge)
    root = etree.fromstring(drawn.encode())
    assert root.get("aria-label") == text
    assert "script" not in drawn
    assert text in "".join(root.itertext())


def test_the_badge_as_data_has_days_a_program_reads():
    held = badge_of([], checked_on=DAY, today=DAY, is_sample=False).as_json()
    assert held["checked_on"] == "2026-01-04"
    assert held["good_until"] == str(LAST)
