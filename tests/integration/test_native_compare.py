"""Field by field against Bio.Entrez, on part of the real records; the whole is a benchmark."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks.native_compare import compared
from tests.unit.test_pubmed_parse import whole
from tests.unit.test_pubmed_readers import RICH


def test_a_rich_record_without_an_unexplained_difference() -> None:
    n, n_values, _, unexplained = compared(whole(RICH.replace("<Month>13<", "<Month>12<")).encode())
    assert (n, unexplained) == (1, [])
    assert n_values > 80


@pytest.mark.shared
@pytest.mark.parametrize("name", ["acupuncture_records.xml", "pubmedsample_2019.xml"])
def test_no_unexplained_difference(shared: Path, name: str) -> None:
    n, _, _, unexplained = compared((shared / "pubmed" / "native" / name).read_bytes())
    assert n > 40
    assert unexplained == []
