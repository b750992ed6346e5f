"""Decisions of people: laid over what the machine suggests, shown as theirs, expiring by rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.cli import main
from tests.eutils.made import record_xml, set_of
from tests.integration.house import House
from tests.integration.test_pipeline_versions import NEW, TRIAL

TOPIC = "acupuncture-nerve-pain"
CLAIM = "efficacy-sciatica"
SUMMARY = f"FROM claim_summary WHERE claim_id = '{CLAIM}'"


@pytest.fixture
def house(tmp_path: Path) -> House:
    held = House(tmp_path)
    held.refresh(held.put("trial.xml", set_of(record_xml(10, **TRIAL))))
    return held


def judge(house: House, what: str, value: str, *report: str) -> int:
    about = ["--report", *report] if report else []
    person = ["--by", "A. Editor", "--role", "editor", "--why", "I read the paper."]
    return main(["judge", *house.options(), "--topic", TOPIC, "--claim", CLAIM, *about, "--what", what,
                 "--value", value, *person])  # fmt: skip


def sign(house: House, claim: str = CLAIM) -> int:
    return main(["signoff", *house.options(), "--topic", TOPIC, "--claim", claim, "--by", "B. Reviewer",
                 "--role", "medical reviewer", "--note", "fine, so far"])  # fmt: skip


def again(house: House, *records: str) -> None:
    house.days += 1
    path = house.put(f"day{house.days}.xml", set_of(*records)) if records else house.inbox / "trial.xml"
    house.refresh(path)


def test_a_judgement_overrides_and_is_shown_as_a_persons(house: House) -> None:
    assert house.rows(f"SELECT n_supports {SUMMARY}") == [(1,)]
    assert judge(house, "stance", "inconclusive", "10") == 0
    again(house)
    row = house.rows(f"SELECT stance, decided_by FROM evidence_table WHERE pmid = 10 AND claim_id = '{CLAIM}'")
    assert row == [("inconclusive", "A. Editor")]
    assert house.rows(f"SELECT n_supports, n_inconclusive {SUMMARY}") == [(0, 1)]
    assert house.rows("SELECT state, remark FROM judgement") == [("in_force", None)]


def test_a_persons_verdict_stands_and_is_questioned_when_its_evidence_changes(house: House) -> None:
    assert judge(house, "verdict", "mixed") == 0
    again(house)
    assert house.rows(f"SELECT verdict, decided_by {SUMMARY}") == [("mixed", "A. Editor")]
    again(house, record_xml(12, **{**TRIAL, "title": "Acupuncture for sciatica in adults: a second sham trial."}))
    assert house.rows("SELECT state FROM judgement") == [("questioned",)]
    assert house.rows(f"SELECT verdict, decided_by {SUMMARY}") == [("mixed", "A. Editor")]


@pytest.mark.parametrize(("what", "value", "report"), [
    ("stance", "sideways", ("10",)), ("stance", "mixed", ()), ("verdict", "mixed", ("10",)),
])  # fmt: skip
def test_what_cannot_be_decided_is_refused(house: House, what: str, value: str, report: tuple[str, ...]) -> None:
    path = house.queries_dir / "topics" / TOPIC / "decisions.csv"
    before = path.read_bytes()
    assert judge(house, what, value, *report) == 2
    assert path.read_bytes() == before


def test_a_signoff_stands_while_nothing_that_matters_changes(house: House) -> None:
    assert sign(house) == 0
    again(house)
    assert house.rows(f"SELECT signed_off_by, signoff_state {SUMMARY}") == [("B. Reviewer", "in_force")]
    again(house, record_xml(20, "Knees and the weather."))
    assert house.rows(f"SELECT signoff_state {SUMMARY}") == [("in_force",)]


def test_a_retraction_reopens_a_signoff_and_says_why(house: House) -> None:
    assert sign(house) == 0
    again(house, record_xml(10, **TRIAL, revised=NEW, retracted_by=11))
    ((state, why),) = house.rows("SELECT state, expired_because FROM signoff")
    assert state == "expired"
    assert any("pmid:10" in line and "retracted" in line for line in why)


def test_a_raised_verdict_waits_for_a_person_a_lowered_one_shows_at_once(house: House) -> None:
    ((first,),) = house.rows(f"SELECT verdict {SUMMARY}")
    assert sign(house) == 0
    twins = [record_xml(30 + n, **{**TRIAL, "title": f"Acupuncture for sciatica, trial {n}.",
                                   "abstract": TRIAL["abstract"].replace("120 adults", f"{300 + n} adults")})
             for n in range(3)]  # fmt: skip
    again(house, *twins)
    shown, suggested, remark = house.rows(f"SELECT verdict, suggested_verdict, review_remark {SUMMARY}")[0]
    if suggested is not None:
        assert shown == first
        assert "person" in remark
    house.days += 1
    gone = [record_xml(p, **TRIAL, revised=NEW, retracted_by=99) for p in (10, 30, 31, 32)]
    again(house, *gone)
    shown, suggested, remark = house.rows(f"SELECT verdict, suggested_verdict, review_remark {SUMMARY}")[0]
    assert shown in ("not_found", "insufficient")
    assert "Under review" in remark


def test_a_damaged_signoff_names_its_line(house: House, capfd: pytest.CaptureFixture[str]) -> None:
    assert sign(house) == 0
    path = house.queries_dir / "topics" / TOPIC / "signoffs.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('""code_version""', '""code_verse""'), encoding="utf-8")
    assert main(["refresh", "--plain", *house.options(), "--source", str(house.inbox)]) == 2
    assert "signoffs.csv:2:" in capfd.readouterr().err
