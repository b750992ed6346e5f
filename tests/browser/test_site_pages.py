"""Every page in a real browser: quiet, within its width, in contrast, by keyboard, on paper."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources

import pytest

from tests.unit.site_rows import TOPIC

CLAIM = f"{TOPIC}/claims/relief.html"


@contextmanager
def opened(browser, width=1280, scheme="light", **options) -> Iterator:
    """A page whose every complaint is gathered in `page.trouble`."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, **options
    )
    page = context.new_page()
    page.trouble = []
    page.on(
        "console", lambda m: page.trouble.append(m.text) if m.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda e: page.trouble.append(str(e)))
    page.on("dialog", lambda d: page.trouble.append(d.message))
    page.on(
        "request",
        lambda r: None if r.url.startswith(("file:", "data:")) else page.trouble.append(r.url),
    )
    yield page
    context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, as a package ships it."""
    pytest.importorskip("axe_playwright_python", reason="axe-playwright-python is not installed")
    return (resources.files("axe_playwright_python") / "axe.min.js").read_text("utf-8")


def until(page, condition):
    """Wait for a condition; playwright's own way would need what the pages' policy forbids."""
    for _ in range(100):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(condition)


def pages(site):
    found = sorted(site.rglob("*.html"))
    assert len(found) == 9
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_pages_are_quiet_fit_and_run_nothing_hostile(site, browser, axe, width, scheme):
    with opened(browser, width, scheme) as page:
        for path in pages(site):
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
            over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert over <= 0, (path.name, over)
            assert page.evaluate("typeof window.hit") == "undefined"
            page.evaluate(axe)
            found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
            assert not brief(found["violations"]), path.name
        assert not page.trouble


def brief(violations):
    return [
        (v["id"], v["nodes"][0]["html"][:200], v["nodes"][0].get("failureSummary", "")[:300])
        for v in violations
    ]


@pytest.mark.parametrize("width", [1280, 375])
def test_every_control_is_reached_by_keyboard(site, browser, width):
    count = """() => Array.from(document.querySelectorAll(
        'a[href], button, input, select, summary, [tabindex="0"]')).filter(
        n => n.checkVisibility({visibilityProperty: true}) && !n.disabled).length"""
    with opened(browser, width) as page:
        for path in pages(site):
            page.goto(path.as_uri())
            wanted, seen = page.evaluate(count), set()
            for _ in range(wanted + 20):
                page.keyboard.press("Tab")
                at = page.evaluate("""() => { const n = document.activeElement;
                    if (n === document.body) return null;
                    n.dataset.seen ??= String(Math.random());
                    const s = getComputedStyle(n);
                    return [n.dataset.seen, s.outlineStyle !== 'none' && s.outlineWidth !== '0px']; }""")
                if at is None:
                    break
                seen.add(at[0])
                assert at[1], (path.name, "focus cannot be seen")
            assert len(seen) >= wanted, path.name


def test_a_wording_and_all_citations_are_copied_by_keyboard(site, browser):
    with opened(browser) as page:
        page.goto((site / CLAIM).as_uri())
        page.evaluate("""() => { window.copied = [];
            const keep = t => { window.copied.push(t); return Promise.resolve(); };
            Object.defineProperty(navigator, 'clipboard', {value: {writeText: keep}}); }""")
        for button in ("[data-copy='w1-1']", "[data-copy='cites']"):
            page.focus(button)
            page.keyboard.press("Enter")
            until(page, "document.getElementById('said').textContent === 'Copied.'")
            page.evaluate("document.getElementById('said').textContent = ''")
        wording, citations = page.evaluate("window.copied")
        assert wording == "Needles may relieve pain."
        assert citations.startswith("1. Bao T. Trial 1.")
        assert "\n2. " in citations
        assert "Copy" not in citations
        assert "the largest" not in citations


def test_copying_still_works_where_the_clipboard_is_closed(site, browser):
    with opened(browser) as page:
        page.goto((site / CLAIM).as_uri())
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        page.focus("[data-copy='w1-1']")
        page.keyboard.press("Enter")
        until(page, "document.getElementById('said').textContent !== ''")
        assert page.evaluate("document.activeElement.dataset.copy") == "w1-1"


def test_a_link_into_something_folded_opens_it(site, browser):
    with opened(browser) as page:
        page.goto((site / TOPIC / "index.html").as_uri() + "#w1")
        assert page.is_visible("#w1")


def test_on_paper_nothing_is_folded_away_and_addresses_are_printed(site, browser):
    with opened(browser, scheme="dark") as page:
        page.goto((site / CLAIM).as_uri())
        page.emulate_media(media="print")
        ground = page.evaluate(
            "getComputedStyle(document.querySelector('.banner')).backgroundColor"
        )
        assert ground == "rgb(255, 243, 209)", "paper is never dark"
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate("document.querySelectorAll('details:not([open])').length") == 0
        assert not page.is_visible("header")
        assert not page.is_visible("button.copy")
        told = page.evaluate(
            "getComputedStyle(document.querySelector('.where a[href^=\"https://doi\"]'), '::after').content"
        )
        assert "attr(href)" in told or "https://doi.org/" in told
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.evaluate("document.querySelectorAll('details:not([open])').length") > 0


def test_all_is_there_without_scripts(site, browser):
    with opened(browser, java_script_enabled=False) as page:
        page.goto((site / TOPIC / "studies.html").as_uri())
        assert page.locator("#studies tbody tr").count() == 31
        assert not page.is_visible("#filters")
        page.goto((site / CLAIM).as_uri())
        assert page.locator("button.copy:visible").count() == 0


def test_claims_are_sorted_by_keyboard(site, browser):
    with opened(browser) as page:
        page.goto((site / TOPIC / "claims.html").as_uri())
        page.focus("th:nth-child(3) button")
        page.keyboard.press("Enter")
        assert page.get_attribute("th:nth-child(3)", "aria-sort") == "ascending"
        assert "Contradicted" in page.inner_text("tbody tr:first-child")
        page.keyboard.press("Enter")
        assert "Supported" in page.inner_text("tbody tr:first-child")


def shown(page) -> str:
    return page.inner_text("#shown")


def test_five_thousand_studies_are_searched_filtered_sorted_and_paged(wide_studies, browser):
    with opened(browser) as page:
        page.goto(wide_studies.as_uri())
        assert shown(page) == "5,007 of 5,007 reports, the first 50 shown"
        page.focus("[name=q]")
        page.keyboard.type("muller4242 needles")
        assert shown(page) == "1 of 5,007 reports"
        page.fill("[name=q]", "")
        page.select_option("[name=claim]", "relief")
        page.select_option("[name=state]", "contradicts")
        assert shown(page).startswith("1,668 of 5,007 reports")
        page.fill("[name=n]", "399")
        assert shown(page) == "4 of 5,007 reports"
        page.fill("[name=n]", "4000")
        assert shown(page) == "No report fits: clear a filter."
        page.fill("[name=n]", "399")
        until(page, "location.hash.includes('claim=relief') && location.hash.includes('n=399')")
        page.focus("button[type=reset]")
        page.keyboard.press("Enter")
        until(page, "document.getElementById('shown').textContent.startsWith('5,007 of')")
        page.focus("#more")
        page.keyboard.press("Enter")
        assert page.locator("#studies tbody tr").count() == 100
        page.focus("[data-sort=n]")
        page.keyboard.press("Enter")
        page.keyboard.press("Enter")
        assert page.get_attribute("th:nth-child(5)", "aria-sort") == "descending"
        assert page.inner_text("#studies tbody tr:first-child td:nth-child(5)") == "399"
        assert not page.trouble


def test_a_link_leads_to_the_studies_of_one_claim(site, browser):
    with opened(browser) as page:
        page.goto((site / TOPIC / "studies.html").as_uri() + "#claim=part")
        assert page.input_value("[name=claim]") == "part"
        assert shown(page) == "1 of 31 reports"
        page.goto((site / TOPIC / "studies.html").as_uri() + "#claim=no-such&nothing=1")
        assert "31 reports" in shown(page)


def test_the_badge_is_a_picture_by_itself(site, browser):
    with opened(browser) as page:
        page.goto((site / TOPIC / "badge.svg").as_uri())
        assert "demonstration sample" in page.text_content("svg")
        assert json.loads((site / TOPIC / "badge.json").read_text("utf-8"))["state"] == "sample"
        assert not page.trouble
