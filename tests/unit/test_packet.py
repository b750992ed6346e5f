"""The reviewer packet holds what a reviewer needs, and no letter gets lost."""

import re

from evidence.publish.packet import packet_pdf
from evidence.publish.packet_sheet import Sheet
from tests.unit.dossier_rows import TOPIC, claim, facts, signed, tables
from tests.unit.reference_rows import rows_of


class Heard:
    """Stands in for a sheet and keeps what is written on it."""

    def __init__(self, *_facts):
        self.said = [str(fact) for fact in _facts]

    def __getattr__(self, name):
        def hear(*texts, **_options):
            self.said.append(f"{name}: " + " ".join(str(text) for text in texts))
            return b"%PDF" if name == "finished" else None

        return hear


def said(monkeypatch, held=None, **changed):
    heard = []
    monkeypatch.setattr(
        "evidence.publish.packet.Sheet", lambda *f: heard.append(Heard(*f)) or heard[0]
    )
    packet_pdf(rows_of(held or tables()), TOPIC, facts(**changed))
    return "\n".join(heard[0].said)


def test_everything_needed_to_sign_is_there(monkeypatch):
    text = said(monkeypatch)
    for wanted in ("Needles relieve pain.", "Too strong", "Studies disagree on whether", "Mixed evidence",
                   "very low", "Trials disagree.", "A sham-controlled trial.", "A larger trial.",
                   "Smith JA. A made trial, number 1.", "Pain fell in 1.", "against sham", "n = 40",
                   "NCT00000001", "Retracted: counts for nothing", "Rarely a lung collapses.",
                   "serious harm", "f" * 64, "Signature", "evidence signoff --topic made-topic --claim relief",
                   facts().publication_id, "a" * 64):  # fmt: skip
        assert wanted in text, wanted


def test_evidence_against_stands_beside_evidence_for(monkeypatch):
    text = said(monkeypatch)
    assert "heading: For (by report: 1)" in text
    assert "heading: Against (by report: 1)" in text


def test_a_sample_has_its_banner_and_a_search_has_none(monkeypatch):
    assert "not a search" in said(monkeypatch, is_sample=True)
    assert "demonstration" not in said(monkeypatch).lower()


def test_a_claim_without_evidence_says_so(monkeypatch):
    held = {**tables(), "evidence_table": []}
    assert "No report held counts for this claim." in said(monkeypatch, held)


def test_signoffs_are_told(monkeypatch):
    assert "2026-02-01 Dr </script> Made (medical reviewer): sign-off in force" in said(
        monkeypatch, signed(tables())
    )


def test_a_real_file_comes_out_whole_and_the_same_twice():
    held = tables()
    held["claim_summary"] += [claim(n, f"c{n}", "針 يحسّن " + "long " * 80) for n in range(2, 6)]
    first, second = (packet_pdf(rows_of(held), TOPIC, facts(is_sample=True)) for _ in range(2))
    assert first.startswith(b"%PDF-")
    assert first.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", first)) >= 7
    assert re.sub(rb"/ID ?\[.*?\]", b"", first, flags=re.S) == re.sub(
        rb"/ID ?\[.*?\]", b"", second, flags=re.S
    )


def test_letters_the_font_lacks_are_shown_as_boxes():
    sheet = Sheet("t", "f", None, facts().published_at)
    assert sheet._pdf.known("針 α \u202e☐ é") == "□ α ☐ é"


def test_no_claims_no_trouble():
    held = {**tables(), "claim_summary": [], "omission": []}
    assert packet_pdf(rows_of(held), TOPIC, facts()).startswith(b"%PDF-")


HARM = {"topic": TOPIC, "claim_id": "relief", "row_no": 0, "report_id": "pmid:9", "pmid": 9, "why": "case",
        "harm": "pneumothorax", "n_harmed": 2, "quote": "Two lungs fell.", "design": "case_report",
        "status": "counted"}  # fmt: skip


def test_a_harm_signal_names_the_harm_first_and_quotes_it(monkeypatch):
    held = tables()
    held["claim_summary"][0]["harm_signal"] = True
    held["harm_told"] = [{**HARM, "pmid": n} for n in range(1, 8)]
    text = said(monkeypatch, held)
    assert "text: Pneumothorax, 2 people (case report, PMID 1)" in text
    assert "quote: “Two lungs fell.”" in text
    assert "2 more reports of harm are on the claim's page." in text


def test_on_safety_the_packet_tells_events_and_counts_no_votes(monkeypatch):
    held = tables()
    told = "2 pneumothoraces in 229,230 people; 24 studies counted"
    held["claim_summary"][0] |= {"kind": "safety", "counts_told": told}
    text = said(monkeypatch, held)
    assert f"text: {told}, 2 randomized, 80 participants." in text
    assert "heading: Fits the statement" in text
    assert "heading: Harm beyond the statement" in text
    assert "1 for, 1 against" not in text.split("heading: part")[0].split(held["claim_summary"][1]["claim_id"])[0]
