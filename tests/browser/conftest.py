"""One browser and one site for all page tests; skipped where there is no chromium."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from evidence.publish.site import write_site
from tests.unit.site_rows import TOPIC, facts, item, rows_of, search_run, tables

CHROMIUM = Path("/usr/bin/chromium")


def pytest_collection_modifyitems(items):
    """Mark what needs the browser, and skip it, saying so, where there is none."""
    here = Path(__file__).parent
    for test in items:
        if here in Path(test.fspath).parents:
            test.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists():
                test.add_marker(pytest.mark.skip(reason="Debian's chromium is not installed"))


@pytest.fixture(scope="module")
def browser():
    """Debian's chromium by playwright; closed with its module, since its event loop goes on
    running till then, and Prefect's calls come back as coroutines while one runs."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as p:
        launched = p.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """A second publication with everything a page can hold: searched, signed, changed, hostile."""
    folder = tmp_path_factory.mktemp("site")
    write_site(rows_of(tables(24)), folder / "one", facts())
    held = tables(25)
    held["search_run"] = [search_run()]
    held["claim_summary"][0] |= {
        "verdict": "supported_with_limits", "signoff_state": "expired", "signed_off_by": "Ann",
        "signed_off_on": date(2026, 1, 5),
    }  # fmt: skip
    held["signoff"] = [{
        "topic": TOPIC, "claim_id": "relief", "signed_by": "Ann", "role": "medical reviewer",
        "signed_on": date(2026, 1, 5), "fingerprint": "f1", "note": "Read.", "state": "expired",
        "expired_because": ["the verdict moved"],
    }]  # fmt: skip
    held["change"] = [
        {"topic": TOPIC, "claim_id": "relief", "report_id": None, "kind": "verdict", "before": "mixed",
         "after": "supported_with_limits", "cause": "data", "risk": 2},
        {"topic": TOPIC, "claim_id": "relief", "report_id": "pmid:901", "kind": "new_item", "before": None,
         "after": "counted, contradicts", "cause": "data", "risk": 6},
    ]  # fmt: skip
    before = {
        "publication_id": "p1",
        "published_at": "2026-01-05T06:00:00Z",
        "content_sha256": "a" * 64,
    }
    write_site(rows_of(held), folder / "two", facts(
        publication_id="p2", content_sha256="b" * 64, published_at=datetime(2026, 1, 6, 6, tzinfo=UTC),
        previous=before, previous_site=folder / "one", checks=[
            {"name": "010_x", "sentence": "Every record is accounted for", "state": "passed", "n_rows": 0}],
        queries_dir=Path(__file__).parents[2] / "queries"))  # fmt: skip
    return folder / "two"


@pytest.fixture(scope="session")
def wide_studies(tmp_path_factory):
    """The page of 5,000 studies."""
    folder = tmp_path_factory.mktemp("wide")
    held = tables(0)
    held["evidence_table"] += [
        item(n, title=f"Trial {n} of needles for nerve pain", n_participants=n % 400,
             stance=("supports", "contradicts", "inconclusive")[n % 3])
        for n in range(1000, 6000)
    ]  # fmt: skip
    held["citation"] += [
        {"report_id": f"pmid:{n}", "authors": [f"Müller{n} A"], "year": 2000}
        for n in range(1000, 6000)
    ]
    write_site(rows_of(held), folder, facts())
    return folder / TOPIC / "studies.html"
