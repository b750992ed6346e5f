"""What holds of every reading: spans are the text, nothing crashes, gates lose nothing."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evidence.extract import comparator_words, design_cues
from evidence.extract.concepts import ConceptMatcher
from evidence.extract.effect_numbers import NUMBER, number_of
from evidence.extract.gated import gated
from evidence.extract.report import read_report
from evidence.models import Finding, ReportText, Section
from evidence.topics.concept_file import load_concepts

_TOPIC = Path(__file__).parents[2] / "queries/topics/acupuncture-nerve-pain/concepts.toml"
#: Pieces of which abstracts are made, so that the readers find something to read.
_PIECES = (
    "Sixty-two patients (n = 31 each) were randomized to electroacupuncture (EA) or sham.",
    "Pain (VAS) fell more with acupuncture than with sham (MD -1.2, 95% CI -2.0 to -0.4; P = .003).",
    "ORs were 1.15 (1.03-1.28) and 0.9 (0.7–1.1), I² = 54%.", "There was no difference (P=0·62).",
    "No serious adverse events occurred.", "Nineteen trials with 1 234 participants were included.",
    "We searched PubMed and Embase.", "Rats had CCI of the sciatic nerve; ST36 at 2/100 Hz.",
    "NCT01234567.",
    "Diabetic peripheral neuropathy (DPN) improved in 36/53 (68%) with EA and 18/55 (33%) in controls.",
    "At week 12 and 6 months later", "a 97.5% confidence interval of", "(", ")",
    "[", "−", "…", "\u2009", "İ", "ﬁ", "%", "p<.", "95% CI",
    "Methylcobalamin 0.5 mg", "versus", "usual care", "randomly", "CI: ;", "n=", "= 0.", "10\u00a0000",
)  # fmt: skip
_texts = st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=30)), max_size=8).map(" ".join)


@cache
def _matcher() -> ConceptMatcher:
    return ConceptMatcher(load_concepts(_TOPIC))


def _report(title: str, parts: list[tuple[str | None, str]]) -> ReportText:
    abstract = tuple(Section("abstract", n, text, label) for n, (label, text) in enumerate(parts))
    return ReportText("pmid:1", Section("title", 0, title) if title else None, abstract)


def _is_verbatim(report: ReportText, finding: Finding) -> bool:
    span = finding.span
    if span is None:
        return finding.source != "text"
    held = [s for s in report.sections if (s.field, s.section_no) == (span.field, span.section_no)]
    return len(held) == 1 and 0 <= span.start < span.end <= len(held[0].text)


_labels = st.sampled_from([None, "METHODS", "RESULTS", "CONCLUSIONS", "CASE REPORT", "OBJECTIVE", "x"])


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_texts, st.lists(st.tuples(_labels, _texts), max_size=4))
def test_any_text_is_read_and_every_span_lies_in_its_section(
    title: str, parts: list[tuple[str | None, str]]
) -> None:
    report = _report(title, parts)
    for finding in read_report(report, _matcher()):
        assert _is_verbatim(report, finding), finding


@settings(max_examples=60, deadline=None)
@given(_texts, _texts)
def test_reading_twice_gives_the_same(title: str, text: str) -> None:
    report = _report(title, [(None, text)])
    assert read_report(report, _matcher()) == read_report(report, _matcher())


@settings(max_examples=100, deadline=None)
@given(_texts)
def test_values_are_the_words_of_their_span(text: str) -> None:
    report = _report("Acupuncture: a randomized trial", [("RESULTS", text)])
    for finding in read_report(report, _matcher()):
        quoted = report.quote(finding.span) if finding.span else ""
        if finding.kind == "acupoint":
            assert quoted.replace("-", "").replace(" ", "") == finding.value
        elif finding.kind in ("current", "p_value", "follow_up_weeks"):
            assert quoted == finding.value
        elif finding.kind == "effect":
            numbers = {abs(number_of(m[0])) for m in re.finditer(NUMBER, quoted)}
            held = (finding.number, finding.detail.get("ci_low"), finding.detail.get("ci_high"))
            assert {abs(n) for n in held if isinstance(n, float)} <= numbers


_PARTS = ("ab", "c", "(?:ab|c)", "(?:ab|cd?)?", "[ab]", "[a-z]", r"\w+", "(?:ab|c)*", "(?:xy)+",
          r"\b", "(?=a)", " ?", "(?:a|b[xy]|)", ".", "a{2}", "(?i:AB)")  # fmt: skip


_AROUND = ("{}", r"\b(?:{})\b", "(?:{})", r"(?<!\w)(?:{})", r"(?:{})|x(?:{})\b")


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(_PARTS), min_size=1, max_size=6), st.booleans(), st.sampled_from(_AROUND),
       st.data())  # fmt: skip
def test_a_gate_loses_no_match(parts: list[str], is_choice: bool, around: str, data: st.DataObject) -> None:
    pattern = around.replace("{}", ("|" if is_choice else "").join(parts))
    gate = gated(pattern)
    text = data.draw(st.from_regex(gate.pattern))
    wanted, told = gate.pattern.search(text), gate.search(text, text.lower())
    assert wanted is None or gate.may_stand_in(text.lower())
    assert (told and told.span()) == (wanted and wanted.span())


def test_the_gates_of_the_readers_have_literals() -> None:
    cues = (*design_cues.TITLE_CUES, *design_cues.REVIEW_CUES, *design_cues.STUDY_CUES)
    gates = (*(c.words for c in cues), *(r.words for r in comparator_words.RULES))
    assert all(gate.is_gated for gate in gates)
