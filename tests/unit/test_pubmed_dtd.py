"""Every element and attribute of NLM's newest DTD that is at hand has its place."""

from __future__ import annotations

import pytest

from tests.benchmarks.dtd_coverage import NEWEST, uncovered


@pytest.mark.parametrize("name", ["pubmed_190101.dtd", "pubmed_240101.dtd", NEWEST.name])
def test_nothing_of_the_dtd_is_without_a_column(name: str) -> None:
    assert uncovered(NEWEST.with_name(name)) == []
