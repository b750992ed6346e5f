"""Serious harm over the people followed: counted from the words, limited exactly, drawn without votes."""

from __future__ import annotations

from lxml import etree

from evidence.appraise.safety_events import EventCount
from evidence.publish.plots_harm import harm_plot, harms


def count(report="pmid:1", n_events=2, n_people=229_230, **changed):
    upper = EventCount(report, "pneumothoraces", n_events, n_people).upper_limit
    return {"report_id": report, "harm": "pneumothoraces", "n_events": n_events, "n_people": n_people,
            "upper_limit": upper, **changed}  # fmt: skip


ITEMS = [{"report_id": f"pmid:{n}", "label": f"Trial {n}", "design": "cohort"} for n in (1, 2)]


def test_rates_and_limits_are_in_10000_people():
    (held,) = harms([count()], ITEMS)
    assert round(held.rate, 3) == 0.087
    assert round(held.at_most, 2) == 0.27


def test_a_harm_looked_for_and_not_seen_has_a_limit_by_the_rule_of_three():
    (held,) = harms([count(n_events=0, n_people=300)], ITEMS)
    assert 95 < held.at_most < 100


def test_counts_of_reports_that_are_not_shown_are_left_out():
    assert harms([count("pmid:9")], ITEMS) == []


def test_the_figure_tells_every_count_and_hostile_words_do_nothing():
    hostile = '"><script>x</script>'
    held = harms([count(), count("pmid:2", n_events=0, n_people=40, harm=hostile)], ITEMS)
    root = etree.fromstring(harm_plot(held).encode())
    assert "2 in 229,230, at most 0.27 in 10,000" in root.get("aria-label")
    assert not root.xpath("//*[local-name() = 'script']")
    assert harm_plot([]) == ""


def test_rates_beyond_the_scale_stand_at_its_ends():
    held = harms([count(n_events=40, n_people=40), count("pmid:2", n_events=1, n_people=10**9)], ITEMS)
    for x in etree.fromstring(harm_plot(held).encode()).xpath("//@x1 | //@x2"):
        assert 0 <= float(x) <= 360
