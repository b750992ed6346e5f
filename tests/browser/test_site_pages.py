"""The pages in a real browser: both widths, light and dark, by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.publish.site import write_site
from tests.unit.site_rows import facts, rows_of, tables

CHROMIUM = Path("/usr/bin/chromium")
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is not installed")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    write_site(rows_of(tables(60)), folder, facts())
    return folder


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as p:
        launched = p.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 375])
def test_pages_are_quiet_fit_and_run_nothing_hostile(site, browser, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page, trouble = context.new_page(), []
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: trouble.append(str(e)))
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else trouble.append(r.url))
    for path in sorted(site.rglob("*.html")):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert over <= 0, (path.name, over)
        assert page.evaluate("typeof window.hit") == "undefined"
    context.close()
    assert not trouble


def test_studies_filter_and_sort_by_keyboard(site, browser):
    page = browser.new_page()
    page.goto((site / "studies.html").as_uri())
    page.focus("#filter")
    page.keyboard.type("trial 42")
    assert page.inner_text("#shown") == "1 shown"
    page.focus("th button")
    page.keyboard.press("Enter")
    assert page.get_attribute("th", "aria-sort") == "ascending"
    page.close()
