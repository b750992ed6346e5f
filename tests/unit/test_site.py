"""What the pages say, escape and leave alone."""

from __future__ import annotations

import html
import json
import re
from datetime import UTC, date, datetime

import pytest
from lxml import etree

from evidence.publish.site import write_site
from evidence.publish.site_shape import PAGES, SHAPE_VERSION
from tests.unit.site_rows import HOSTILE, TOPIC, claim, facts, item, rows_of, search_run, tables


def write(folder, held=None, **changed):
    """The site of some tables, in a folder."""
    write_site(rows_of(held or tables()), folder, facts(**changed))
    return folder / TOPIC


def claim_page(folder, held=None, **changed):
    return (write(folder, held, **changed) / "claims" / "relief.html").read_text("utf-8")


def article_page(folder, held=None, **changed):
    return (write(folder, held, **changed) / "index.html").read_text("utf-8")


def claims_page(folder, held=None, **changed):
    return (write(folder, held, **changed) / "claims.html").read_text("utf-8")


def words(page: str) -> str:
    """The page as read, without its markup."""
    body = page[page.index("<!--body-->") :]
    text = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).split())
    return re.sub(r" ([:.,;)])", r"\1", text).replace("( ", "(")


def test_hostile_text_is_escaped_and_isolated_on_every_page(tmp_path):
    write(tmp_path)
    for path in tmp_path.rglob("*.html"):
        page = path.read_text("utf-8")
        assert "<img src=x" not in page, path.name
        assert "<script>window" not in page, path.name
        for at in (m.start() for m in re.finditer("\u202e", page)):
            assert (
                page.rfind("<bdi>", 0, at) > page.rfind("</bdi>", 0, at)
                or "aria-label" in page[at - 300 : at]
            ), path
    assert "<bdi>&lt;script&gt;" in claim_page(tmp_path)


def test_every_page_of_the_sample_has_the_banner(tmp_path):
    write(tmp_path)
    pages = list(tmp_path.rglob("*.html"))
    assert {p.name for p in pages} >= {
        "index.html",
        "about.html",
        "claims.html",
        "studies.html",
        "changes.html",
        "searches.html",
        "relief.html",
        "part.html",
    }
    assert all("a demonstration selection, not a search" in p.read_text("utf-8") for p in pages)


def test_a_sample_whose_banner_text_is_missing_still_has_one(tmp_path):
    assert "its verdicts are not findings" in claim_page(tmp_path, banners={})


def test_no_banner_outside_the_sample(tmp_path):
    assert 'class="banner"' not in claim_page(tmp_path, is_sample=False)


def test_a_report_without_pmid_has_no_pubmed_link(tmp_path):
    held = tables()
    held["evidence_table"] = [i for i in held["evidence_table"] if i["pmid"] is None]
    held |= {"suggested_citation": [], "notice": [], "candidate": [], "judgement": [], "harm_told": []}
    page = claim_page(tmp_path, held)
    assert "https://doi.org/10.1000/only" in page
    assert "pubmed.ncbi" not in page


def test_retracted_evidence_stands_apart_from_what_counts(tmp_path):
    page = claim_page(tmp_path)
    apart = page.index("Retracted: counts for nothing")
    assert page.index("Evidence that counts") < apart
    assert "/902/" not in page[:apart]


def test_links_lead_to_pages_that_exist(tmp_path):
    write(tmp_path)
    for page in tmp_path.rglob("*.html"):
        text = page.read_text("utf-8")
        for href in re.findall(r'href="([^":]+)"', text):
            path, _, place = html.unescape(href).partition("#")
            target = (page.parent / path) if path else page
            assert target.is_file(), (page.name, href)
            if place and "=" not in place:
                assert f'id="{place}"' in target.read_text("utf-8"), (page.name, href)


def test_no_page_asks_the_outside_for_anything(tmp_path):
    write(tmp_path)
    for page in tmp_path.rglob("*.html"):
        text = page.read_text("utf-8")
        assert "default-src 'none'" in text
        assert "unsafe" not in text
        assert not re.search(
            r'(?:src|action)="(?!data:)|<link[^>]+stylesheet|@import|url\((?!data:)|\sstyle="', text
        )


def test_equal_pages_are_not_rewritten(tmp_path):
    first = write_site(rows_of(tables()), tmp_path, facts())
    stamps = {p: p.stat().st_mtime_ns for p in first}
    write_site(rows_of(tables()), tmp_path, facts())
    assert {p: p.stat().st_mtime_ns for p in first} == stamps


def test_long_lists_are_shown_in_short_and_none_is_lost(tmp_path):
    page = claim_page(tmp_path, tables(120))
    assert "101 more, listed in short" in page
    assert all(f"/{n}/" in page for n in range(1, 121))


def test_a_very_long_list_goes_on_in_the_table_of_studies(tmp_path):
    page = claim_page(tmp_path, tables(400))
    assert "And 81 more, in the table of studies." in page
    studies = (tmp_path / TOPIC / "studies.html").read_text("utf-8")
    assert all(f"/{n}/" in studies for n in range(1, 401))
    data = json.loads((tmp_path / TOPIC / "claims" / "relief.json").read_text("utf-8"))
    assert len(data["page"]["counted"]["supports"]) == 401


def test_the_shape_of_every_page_is_documented(tmp_path):
    write(tmp_path)
    for page in tmp_path.rglob("*.html"):
        data = json.loads(page.with_suffix(".json").read_text("utf-8"))
        assert data["shape_version"] == SHAPE_VERSION
        extra = (
            {"topic"} if "topic" in data["page"] and "topic" not in PAGES[data["kind"]] else set()
        )
        assert data["page"].keys() - extra == PAGES[data["kind"]].keys(), page.name


def test_a_topic_without_evidence_still_has_pages(tmp_path):
    empty = {
        **tables(),
        "evidence_table": [],
        "rationale_context": [],
        "suggested_citation": [],
        "effect": [],
        "citation": [],
        "finding_trace": [],
    }
    assert "None." in claim_page(tmp_path, empty)
    assert "0 reports bear on a claim" in (tmp_path / TOPIC / "studies.html").read_text("utf-8")


def test_a_site_without_topics_says_so(tmp_path):
    write_site(rows_of({}), tmp_path, facts())
    assert "No topic is published yet" in (tmp_path / "index.html").read_text("utf-8")


def test_the_quote_is_shown_in_its_place_with_the_sentences_around_it(tmp_path):
    page = words(claim_page(tmp_path))
    assert f"They were asked. Pain fell. {HOSTILE}".split("<")[0] in page
    assert "No harm occurred." in page
    assert "It ended." not in page
    assert "[results]" in page


def test_a_card_tells_effect_harms_registration_and_notices(tmp_path):
    page = words(claim_page(tmp_path))
    assert "pain: MD −1.6 (−2.6 to −0.5), P <.001, against sham, at week 4" in page
    assert "[look this up: outside its interval]" in page
    assert "Two of forty bled." in page
    assert "NCT00000001" in page
    assert "Retraction: J Made. 2021;1:1 (PMID 5)" in page


def test_guidelines_stand_above_the_counts_and_are_told_once(tmp_path):
    page = words(claim_page(tmp_path))
    assert page.index("▼ recommends against it") < page.index("4 for")
    assert page.count("Says not to offer it.") == 1


def test_wordings_stand_side_by_side_with_the_differences_marked(tmp_path):
    page = claim_page(tmp_path)
    assert "<ins>may </ins>relieve pain." in page
    assert "Needles may help." in words(page)


def test_citations_are_ready_to_copy_and_wrong_ones_are_named(tmp_path):
    page = claim_page(tmp_path)
    ready = page[page.index('id="cites"') : page.index("would be wrong to cite")]
    assert "Bao T. Trial 1. J Made." in words("<!--body-->" + ready)
    assert "Trial 902" not in ready
    assert "1 that would be wrong to cite" in words(page)


def test_a_named_study_shows_its_candidates(tmp_path):
    write(tmp_path)
    page = words((tmp_path / TOPIC / "claims" / "part.html").read_text("utf-8"))
    assert "Does not fit: condition: another one" in page


def test_marks_have_colour_shape_and_word_and_the_text_stays_to_the_letter(tmp_path):
    page = article_page(tmp_path)
    assert 'class="chip against"' in page
    assert "✕</span> contradicted" in page
    data = json.loads((tmp_path / TOPIC / "index.json").read_text("utf-8"))
    for block in data["page"]["blocks"]:
        for sentence in block["sentences"]:
            assert "".join(part["text"] for part in sentence["parts"]) == sentence["text"]


def test_claims_that_end_at_one_stop_share_a_mark(tmp_path):
    held = tables()
    held["claim_summary"][1]["verdict"] = "mixed"
    held["claim"][0]["end"] = 26
    assert "mixed ×2" in article_page(tmp_path, held)


def test_the_first_screen_is_ordered_by_risk(tmp_path):
    held = {
        **tables(),
        "change": [
            {
                "topic": TOPIC,
                "claim_id": "relief",
                "report_id": None,
                "kind": "verdict",
                "before": "supported",
                "after": "mixed",
                "cause": "code_or_rules",
                "risk": 2,
            },
            {
                "topic": TOPIC,
                "claim_id": "relief",
                "report_id": "pmid:1",
                "kind": "new_item",
                "before": None,
                "after": "counted, supports",
                "cause": "data",
                "risk": 6,
            },
        ],
    }
    held["claim_summary"].append(
        claim(
            "old",
            claim_no=2,
            quote="Needles are old",
            signoff_state="expired",
            signed_off_on=date(2025, 1, 1),
            signed_off_by="Ann",
            n_retracted=0,
        )
    )
    page = words(article_page(tmp_path, held))
    order = [
        "Retracted or withdrawn evidence",
        "Verdict moved",
        "Harm signal",
        "Serious harms the article",
        "Wording stronger",
        "Citation needed",
        "Sign-off expired",
        "New or changed evidence",
        "Not signed off yet",
    ]
    places = [page.index(title) for title in order]
    assert places == sorted(places)
    assert "our rules or code changed, not the evidence" in page
    told = "Do needles relieve pain? New evidence, Bao et al 1991: none → Counted, supports"
    assert told in page


def test_a_withdrawn_report_reaches_the_first_screen(tmp_path):
    gone = {
        "topic": None,
        "claim_id": None,
        "report_id": "pmid:7",
        "kind": "withdrawn_report",
        "before": "current",
        "after": "deleted",
        "cause": "data",
        "risk": 1,
    }
    assert "Report withdrawn: pmid:7" in words(
        article_page(tmp_path, {**tables(), "change": [gone]})
    )


def test_what_a_standing_sign_off_approved_is_not_asked_for_again(tmp_path):
    held = tables()
    held["claim_summary"] = [
        {**c, "signoff_state": "in_force", "signed_off_on": date(2026, 1, 1), "n_retracted": 0,
         "signed_off_by": "Ann", "harm_signal": False, "verdict": "mixed"}
        for c in held["claim_summary"]
    ]  # fmt: skip
    held["omission"], held["search_run"] = [], [search_run()]
    before = {"published_at": "2026-01-05T06:00:00Z", "content_sha256": "a" * 64}
    write(tmp_path / "one", held, is_sample=False)
    page = words(article_page(tmp_path / "two", held, is_sample=False, previous=before,
                              previous_site=tmp_path / "one"))  # fmt: skip
    assert "Nothing is open." in page
    proof = "Searched through 2026-01-04, strategies: 1, records checked: 10."
    assert f"Nothing changed since 2026-01-05 (looked again once). {proof}" in page


def test_a_rebuilt_past_is_not_called_a_first_publication(tmp_path):
    page = words(article_page(tmp_path, as_of=date(2026, 1, 1)))
    assert "As of 2026-01-01, rebuilt from what was held then. Not searched: 10 records" in page
    assert "First publication" not in page


def test_without_history_only_equal_content_proves_that_nothing_changed(tmp_path):
    for content, told in (("a", "Nothing changed"), ("b", "Changed")):
        before = {"published_at": "2026-01-01T00:00:00Z", "content_sha256": content * 64}
        page = words(article_page(tmp_path, previous=before))
        assert f"{told} since the publication of 2026-01-01." in page


def test_searches_are_logged_with_flow_translation_and_warnings(tmp_path):
    held = {**tables(), "search_run": [search_run()]}
    write(tmp_path, held, is_sample=False)
    page = (tmp_path / TOPIC / "searches.html").read_text("utf-8")
    assert "<svg" in page
    told = words(page)
    assert '"needles"[MeSH] AND "pain"[MeSH]' in told
    assert "quoted phrase not found" in told
    assert "12 promised, 12 received, in 1 part, 3 requests." in told


def test_figures_have_a_text_and_the_data_beside_them(tmp_path):
    page = claim_page(tmp_path)
    figures = re.findall(r"<svg[^>]+>", page)
    assert len(figures) == 3
    assert all('role="img"' in f and "aria-label=" in f for f in figures)
    assert page.count("The same as a table") == 3
    etree.fromstring(re.search(r"<svg.*?</svg>", page, re.S)[0])


@pytest.mark.parametrize("reviewed", ["", "Dr. R. Viewer"])
def test_the_rules_in_force_are_shown_with_their_sources(tmp_path, reviewed):
    queries = tmp_path / "queries"
    queries.mkdir()
    (queries / "rules.toml").write_text(
        f'version = "7"\nreviewed_by = "{reviewed}"\n[efficacy.some_min]\nvalue = 2\nsource = "A handbook."\n'
    )
    write(tmp_path / "site", queries_dir=queries)
    page = words((tmp_path / "site" / "about.html").read_text("utf-8"))
    assert "Version 7" in page
    assert "A handbook." in page
    assert ("Not yet reviewed by a medical reviewer" in page) is not bool(reviewed)


def second(folder, held, **changed):
    """A publication a day after one of the plain tables."""
    write(folder / "one")
    given = {
        "publication_id": "p2",
        "content_sha256": "b" * 64,
        "published_at": datetime(2026, 1, 6, 6, tzinfo=UTC),
        "previous": {
            "published_at": "2026-01-05T06:00:00Z",
            "publication_id": "p1",
            "content_sha256": "a" * 64,
        },
        "previous_site": folder / "one",
    }
    return write_site(rows_of(held), folder / "two", facts(**{**given, **changed}))


def test_a_page_that_says_the_same_is_taken_from_the_publication_before(tmp_path, monkeypatch):
    made = []
    monkeypatch.setattr(
        "evidence.publish.site_claim.direction_plot", lambda held: made.append(held) or ""
    )
    held = tables()
    held["evidence_table"].append(item(950, claim_id="part"))
    second(tmp_path, held)
    assert len(made) == 3, "both claims once, and only the touched one again"
    page = (tmp_path / "two" / TOPIC / "claims" / "relief.html").read_text("utf-8")
    assert "publication p2" in page
    assert "Evidence that counts" in page


def test_a_page_from_before_is_not_trusted_where_it_is_broken(tmp_path):
    write(tmp_path / "one")
    for path in (tmp_path / "one" / TOPIC / "claims").glob("*.html"):
        path.write_text("half a pa")
    (tmp_path / "one" / "about.html").unlink()
    write_site(rows_of(tables()), tmp_path / "two", facts(previous_site=tmp_path / "one"))
    assert "Evidence that counts" in (
        tmp_path / "two" / TOPIC / "claims" / "relief.html"
    ).read_text("utf-8")
    assert "Rules in force" in (tmp_path / "two" / "about.html").read_text("utf-8")


def test_earlier_publications_and_feeds_tell_what_changed(tmp_path):
    held = tables()
    held["claim_summary"] = [{**c, "verdict": "supported"} for c in held["claim_summary"]]
    held["change"] = [
        {
            "topic": TOPIC,
            "claim_id": "relief",
            "report_id": None,
            "kind": "verdict",
            "before": "mixed",
            "after": "supported",
            "cause": "data",
            "risk": 2,
        }
    ]
    second(tmp_path, held)
    site = tmp_path / "two"
    assert "Since 2026-01-05 06:00 UTC: 1 change" in words((site / TOPIC / "changes.html").read_text("utf-8"))
    page = words((site / TOPIC / "claims" / "relief.html").read_text("utf-8"))
    assert "2026-01-05: ◆ Mixed evidence" in page
    assert "2026-01-06: ● Supported" in page
    for name, root in ((f"{TOPIC}/feed.atom", "../"), ("feed.atom", "")):
        feed = etree.fromstring((site / name).read_bytes())
        atom = {"a": "http://www.w3.org/2005/Atom"}
        assert (
            feed.findtext("a:entry/a:title", namespaces=atom)
            == "Verdict moved: Needles relieve pain"
        )
        link = feed.find("a:entry/a:link", atom).get("href")
        assert link == f"{root}{TOPIC}/claims/relief.html"
        assert ((site / name).parent / link).is_file()


def test_a_harm_signal_tells_the_harm_before_the_study_on_every_page(tmp_path):
    held = tables()
    line = "Pneumothorax, 2 people (case report, PMID 905)"
    page = words(claim_page(tmp_path / "claim", held))
    assert f"What raises the harm signal {line} Two lungs fell. Harm told in: “It grew worse." in page
    assert page.index(line) < page.index("Certainty of evidence")
    article = words(article_page(tmp_path / "article", held))
    assert f"A report of harm asks for your eye. {line}, and 1 more report Needles relieve pain" in article
    assert f"Harm: {line}, and 1 more report" in article
    assert f"{line}, and 1 more report" in words(claims_page(tmp_path / "claims", held))


def safe_tables():
    held = tables()
    told = "2 pneumothoraces in 229,230 people; harm signal from 2 reports; 5 studies counted"
    held["claim_summary"][0] |= {"kind": "safety", "counts_told": told}
    held["harm_count"] = [{"topic": TOPIC, "claim_id": "relief", "row_no": 0, "report_id": "pmid:1",
                           "harm": "pneumothoraces", "n_events": 2, "n_people": 229_230, "upper_limit": 2.7e-5,
                           "field": None, "section_no": None, "start": None, "end": None}]  # fmt: skip
    return held, told


def test_on_safety_pages_tell_events_over_people_and_count_no_votes(tmp_path):
    held, told = safe_tables()
    page = words(claim_page(tmp_path / "claim", held))
    assert "2 pneumothoraces in 229,230 people (Bao et al 1991, randomized trial; at most 0.27 in 10,000)" in page
    assert "What the largest reports say Pain fell." in page
    head = page.split("In the article")[0]
    assert not re.search(r"\d+ (?:for|against|mixed|inconclusive)\b", head)
    assert "4 for" not in page
    assert "▲ Fits the statement" in page
    assert "Fits the statement (" not in page
    assert "1 against, 5 studies" not in page
    assert told in words(article_page(tmp_path / "article", held))
    claims = words(claims_page(tmp_path / "claims", held))
    assert told in claims
    assert "⊕◯◯◯ very low – – –" in claims


def test_machine_readable_counts_stay_and_say_whether_they_are_votes(tmp_path):
    held, told = safe_tables()
    folder = write(tmp_path, held)
    first, second = json.loads((folder / "claims.json").read_text("utf-8"))["page"]["claims"]
    assert (first["n_supports"], first["is_counted_by_events"], first["counts_told"]) == (4, True, told)
    assert (second["is_counted_by_events"], second["harm_lines"]) == (False, [])
    assert first["harm_lines"][0] == "Pneumothorax, 2 people (case report, PMID 905)"
    page = json.loads((folder / "claims" / "relief.json").read_text("utf-8"))["page"]
    assert [h["harm"] for h in page["harm_reports"]] == ["pneumothorax", None]
    assert page["harm_reports"][0]["quote"] == "Two lungs fell."
