"""Versions, deletes and notices: the newest stands whatever the order of work, nothing is lost."""

from __future__ import annotations

from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from tests.eutils.made import record_xml, set_of
from tests.integration.house import House

OLD, NEW = date(2020, 6, 1), date(2024, 2, 2)
TRIAL = dict(
    title="Acupuncture for sciatica: a randomized sham-controlled trial.",
    abstract="Sciatica is common. The aim of this trial was to test acupuncture for it. "
    "We randomly assigned 120 adults with sciatica to acupuncture or sham acupuncture for four weeks. "
    "Leg pain was measured on a visual analogue scale. At four weeks leg pain was significantly lower in the "
    "acupuncture group than in the sham group (mean difference -12 mm, 95% CI -18 to -6; p < 0.001). "
    "In conclusion, acupuncture relieved pain in adults with sciatica better than sham acupuncture.",
    types=("Journal Article", "Randomized Controlled Trial"),
)


def delete_set(*pmids: int) -> str:
    listed = "".join(f'<PMID Version="1">{p}</PMID>' for p in pmids)
    return f"<PubmedArticleSet><DeleteCitation>{listed}</DeleteCitation></PubmedArticleSet>"


FILES = {
    "pubmed24n0001.xml": set_of(record_xml(1, "Old title.", revised=OLD), record_xml(2, "Two.")),
    "pubmed24n0002.xml": set_of(record_xml(1, "New title.", revised=NEW), record_xml(3, "Three.")),
    "pubmed24n0003.xml": delete_set(2),
}


@pytest.mark.parametrize("order", list(permutations(FILES)))
def test_newest_version_wins_and_deletes_apply_by_file_number(tmp_path: Path, order: tuple[str, ...]) -> None:
    house = House(tmp_path)
    for name in order:
        path = house.put(name, FILES[name])
        house.refresh(path)
        house.days += 1
    assert house.rows("SELECT pmid, title FROM report ORDER BY pmid") == [(1, "New title."), (3, "Three.")]
    assert house.rows("SELECT pmid, status FROM record ORDER BY pmid, status") == [
        (1, "current"), (1, "superseded"), (2, "deleted"), (3, "current")]  # fmt: skip


def test_first_seen_and_last_changed_come_from_manifests(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.refresh(house.put("a.xml", FILES["pubmed24n0001.xml"]))
    house.days = 5
    house.refresh(house.put("b.xml", FILES["pubmed24n0002.xml"]))
    days = {p: (a, b) for p, a, b in house.rows("SELECT pmid, first_seen_on, last_changed_on FROM report")}
    assert days[1] == (date(2026, 11, 2), date(2026, 11, 7))
    assert days[2] == (date(2026, 11, 2), date(2026, 11, 2))
    assert days[3] == (date(2026, 11, 7), date(2026, 11, 7))


def test_a_retraction_reaches_the_claim_on_the_first_night_it_is_seen(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.refresh(house.put("trial.xml", set_of(record_xml(10, **TRIAL))))
    claims = house.rows("SELECT claim_id FROM evidence_table WHERE pmid = 10 AND status = 'counted'")
    assert ("efficacy-sciatica",) in claims
    house.days = 1
    retracted = record_xml(10, **TRIAL, revised=NEW, retracted_by=11)
    outcome = house.refresh(house.put("retracted.xml", set_of(retracted)))
    assert house.rows("SELECT DISTINCT status FROM evidence_table WHERE pmid = 10") == [("retracted",)]
    assert house.one("SELECT n_studies FROM claim_summary WHERE claim_id = 'efficacy-sciatica'") == 0
    notices = [c for c in outcome.changes if c["kind"] == "notice" and c["claim_id"] == "efficacy-sciatica"]
    assert [(c["report_id"], c["after"], c["cause"]) for c in notices] == [("pmid:10", "retraction", "data")]
    assert "retraction" in outcome.report_markdown


def test_a_notice_that_only_its_own_record_tells_reaches_the_report(tmp_path: Path) -> None:
    house = House(tmp_path)
    house.refresh(house.put("trial.xml", set_of(record_xml(10, **TRIAL))))
    notice = record_xml(11, f"Retraction: {TRIAL['title']}", TRIAL["abstract"],
                        types=("Retraction of Publication",)).replace(
        "<MeshHeadingList>", '<CommentsCorrectionsList><CommentsCorrections RefType="RetractionOf">'
        '<RefSource>Made Up J</RefSource><PMID Version="1">10</PMID></CommentsCorrections>'
        "</CommentsCorrectionsList><MeshHeadingList>")  # fmt: skip
    house.refresh(house.put("notice.xml", set_of(notice)))
    assert house.rows("SELECT DISTINCT status FROM evidence_table WHERE pmid = 10") == [("retracted",)]
    # The notice carries the paper's title and abstract; it is no study and no duplicate of it.
    assert house.one("SELECT count(*) FROM evidence_table WHERE pmid = 11 AND status = 'counted'") == 0
    assert house.one("SELECT study_id FROM study_report WHERE report_id = 'pmid:11'") == "pmid:11"


def test_a_correction_is_no_retraction(tmp_path: Path) -> None:
    house = House(tmp_path)
    corrected = record_xml(10, **TRIAL, retracted_by=11).replace("RetractionIn", "ErratumIn")
    house.refresh(house.put("trial.xml", set_of(corrected)))
    sql = "SELECT status, notice FROM evidence_table WHERE pmid = 10 AND claim_id = 'efficacy-sciatica'"
    assert house.rows(sql) == [("counted", "correction")]


def test_a_past_date_is_rebuilt_beside_and_not_swapped_in(tmp_path: Path) -> None:
    house = House(tmp_path)
    first = house.refresh(house.put("a.xml", FILES["pubmed24n0001.xml"]))
    house.days = 5
    second = house.refresh(house.put("b.xml", FILES["pubmed24n0002.xml"]))
    assert first.content_sha256 != second.content_sha256
    house.days = 9
    past = house.refresh(as_of=date(2026, 11, 3))
    assert past.content_sha256 == first.content_sha256
    assert past.folder.parent.name == "as-of"
    assert house.newest().publication_id == second.publication_id
