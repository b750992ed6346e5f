"""An article about something else works with nothing but a new folder, on real records."""

from __future__ import annotations

import gzip
import re
import shutil
from pathlib import Path

import pytest

from tests.integration.house import House

FIXTURE = Path(__file__).parents[1] / "fixtures" / "queries-vitamin-d" / "topics" / "vitamin-d-covid-19"
_RECORD = re.compile(rb"<PubmedArticle>.*?</PubmedArticle>", re.S)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> House:
    held = House(tmp_path_factory.mktemp("vitamin-d"))
    shutil.copytree(FIXTURE, held.queries_dir / "topics" / FIXTURE.name)
    whole = gzip.decompress((shared / "pubmed" / "native" / "pubmed21n1298.xml.gz").read_bytes())
    records = [r for r in _RECORD.findall(whole) if b"itamin D" in r][:400]
    held.refresh(held.put("vitamin_d.xml", b"<PubmedArticleSet>" + b"".join(records) + b"</PubmedArticleSet>"))
    return held


@pytest.mark.shared
def test_both_topics_stand_side_by_side(house: House) -> None:
    topics = dict(house.rows("SELECT topic, count(*) FROM claim_summary GROUP BY topic"))
    assert set(topics) == {"acupuncture-nerve-pain", FIXTURE.name}
    assert topics[FIXTURE.name] == 6


@pytest.mark.shared
def test_real_reports_bear_on_its_claims_with_their_own_words(house: House) -> None:
    counted = f"topic = '{FIXTURE.name}' AND status = 'counted'"
    assert house.one(f"SELECT count(*) FROM evidence_table WHERE {counted} AND rationale IS NOT NULL") >= 5
    apart = house.rows(f"""SELECT report_id FROM evidence_table WHERE {counted} AND claim_id = 'hospital-stay'
        AND NOT EXISTS (SELECT 1 FROM section WHERE section.report_id = evidence_table.report_id
            AND regexp_matches(text, '(?i)vitamin d|25.?\\(oh\\)|calcifediol|cholecalciferol'))""")
    assert apart == []
    assert house.one("SELECT count(*) FROM evidence_table WHERE topic = 'acupuncture-nerve-pain' "
                     "AND status = 'counted' AND claim_id LIKE 'efficacy%'") == 0  # fmt: skip


@pytest.mark.shared
def test_it_has_pages_of_its_own(house: House) -> None:
    site = house.settings.data_dir / "published" / "site"
    assert (site / FIXTURE.name / "index.html").exists()
    assert FIXTURE.name in (site / "index.html").read_text(encoding="utf-8")
