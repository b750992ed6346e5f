"""The review app in a real browser: by keyboard alone, quiet, within its width, in contrast."""

from __future__ import annotations

import csv
import socket
import threading
from importlib import resources

import pytest
import uvicorn

from evidence.operations.review_app import Reviewer, review_app
from tests.eutils.made import record_xml, set_of
from tests.integration.house import House
from tests.integration.test_pipeline_versions import TRIAL

TOPIC = "acupuncture-nerve-pain"
CLAIM = "efficacy-sciatica"
TOKEN = "browser-token"
HOSTILE = 'Needles for <script>window.hit=1</script>"><img src=x onerror="window.hit=1"> sciatica.'


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    held = House(tmp_path_factory.mktemp("review"))
    records = [record_xml(10, **TRIAL), record_xml(11, **{**TRIAL, "title": HOSTILE})]
    held.refresh(held.put("trial.xml", set_of(*records)))
    return held


@pytest.fixture(scope="module")
def address(house):
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    app = review_app(house.settings, TOKEN, Reviewer("A. Editor", "editor"))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()


@pytest.fixture
def page(browser, address, request):
    width, scheme = getattr(request, "param", (1280, "light"))
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    made = context.new_page()
    made.trouble = []
    made.on("console", lambda m: made.trouble.append(m.text))
    made.on("pageerror", lambda e: made.trouble.append(str(e)))
    made.goto(f"{address}/?token={TOKEN}")
    yield made
    context.close()


def claim_page(page, address):
    page.goto(f"{address}/{TOPIC}/{CLAIM}")
    return page


def tab_to(page, selector, limit=200):
    """Press Tab until the element has the focus, as a person without a mouse does."""
    for _ in range(limit):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


def written(house, name):
    path = house.queries_dir / "topics" / TOPIC / name
    return list(csv.DictReader(path.open(encoding="utf-8")))


@pytest.mark.parametrize(
    "page", [(1280, "light"), (1280, "dark"), (375, "light"), (375, "dark")], indirect=True
)
def test_pages_are_quiet_fit_and_run_nothing_hostile(page, address):
    axe = pytest.importorskip(
        "axe_playwright_python", reason="axe-playwright-python is not installed"
    )
    script = (resources.files(axe) / "axe.min.js").read_text("utf-8")
    for _ in ("index", "claim"):
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("window.hit") is None
        assert page.trouble == []
        page.evaluate(script)
        found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
        claim_page(page, address)


def test_a_claim_is_judged_worded_and_signed_without_a_mouse(page, address, house):
    claim_page(page, address)
    tab_to(page, "#item-1 select[name=stance]")
    page.keyboard.type("Incon")
    tab_to(page, "#item-1 input[name=why]")
    page.keyboard.type("The interval is wide.")
    page.keyboard.press("Enter")
    page.wait_for_selector(".done")
    assert "stance: inconclusive" in page.inner_text(".done")

    tab_to(page, "textarea#own")
    page.keyboard.press("Control+a")
    page.keyboard.type("It is not known whether acupuncture helps.")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("End")
    if not page.is_checked("input[value=own]"):
        page.keyboard.press("ArrowUp")
    tab_to(page, "#why-wording")
    page.keyboard.type("House style.")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Wording recorded")

    tab_to(page, "input[name=read]")
    page.keyboard.press("Space")
    tab_to(page, "#note")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Signed off, on the evidence published now.")

    decided = [(row["what"], row["value"]) for row in written(house, "decisions.csv")]
    assert ("stance", "inconclusive") in decided
    assert ("wording", "It is not known whether acupuncture helps.") in decided
    assert written(house, "signoffs.csv")[-1]["by"] == "A. Editor"
    assert page.trouble == []


def test_the_token_does_not_stay_in_the_address(page):
    assert "token" not in page.url
