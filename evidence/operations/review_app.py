"""The review app: judge evidence, choose a wording, sign off; written as the commands write it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import resources
from typing import Any, Final
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from evidence.appraise.appraisal import TopicAppraisal
from evidence.appraise.judgements import VERDICT_WORDS
from evidence.database import Published
from evidence.errors import EvidenceError
from evidence.models import Certainty, ClaimKind, ItemStatus, Stance, Topic, Verdict
from evidence.operations.decisions import record_judgement, record_signoff
from evidence.operations.review_door import Door
from evidence.operations.review_overlay import ClaimReview, claim_review
from evidence.pipeline.previewing import appraised_now
from evidence.pipeline.publications import open_newest
from evidence.publish.harm_told import harm_line
from evidence.publish.reader_notices import reader_notices
from evidence.publish.site_links import report_links
from evidence.publish.site_words import VERDICT_MARKS, plain, stance_mark, verdict_mark
from evidence.settings import Settings
from evidence.topics import load_topic

N_SHOWN: Final = 100
_RESULTS: Final = tuple(list(VERDICT_MARKS)[:8])
#: What `status` a person can give; retracted and withdrawn are facts, not judgements.
_STATUSES: Final = tuple(s.value for s in ItemStatus if s.value not in ("retracted", "withdrawn"))


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Who decides, and in what role."""

    by: str
    role: str


def review_app(settings: Settings, token: str, reviewer: Reviewer) -> Starlette:
    """The app, for one reviewer; nobody without `token` gets an answer from it."""
    css = resources.files("evidence.publish").joinpath("templates", "site.css").read_text("utf-8")
    css += (
        resources.files("evidence.operations")
        .joinpath("templates", "review.css")
        .read_text("utf-8")
    )
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    door = Door(token, f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; form-action 'self'; "
                       "base-uri 'none'; frame-ancestors 'none'")  # fmt: skip
    made = Environment(loader=PackageLoader("evidence.operations"), autoescape=True,
                       undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)  # fmt: skip
    made.filters.update(plain=plain, verdict=verdict_mark, stance=stance_mark, links=report_links)
    made.globals.update(css=css, reviewer=reviewer, form_key=door.form_key)
    pages = Pages(settings, door, reviewer, made)
    claim = "/{topic}/{claim_id}"
    routes = [Route("/", door.guarded(pages.index)), Route(claim, door.guarded(pages.claim))]
    routes += [Route(f"{claim}/{name}", door.guarded(pages.posting(act)), methods=["POST"])
               for name, act in (("item", pages.judge_item), ("claim", pages.judge_claim),
                                 ("wording", pages.choose_wording), ("signoff", pages.sign_off))]  # fmt: skip
    return Starlette(routes=routes)


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages and what their forms do."""

    settings: Settings
    door: Door
    reviewer: Reviewer
    templates: Environment
    previews: dict[str, tuple[Any, TopicAppraisal]] = field(default_factory=dict)

    async def index(self, request: Request) -> Response:
        """Every claim of every topic, what waits first."""
        return await self._shown(request, self._index)

    async def claim(self, request: Request) -> Response:
        """One claim: its sentence, its evidence, and the forms to decide."""
        return await self._shown(request, self._claim)

    async def _shown(self, request: Request, make: Callable[[Request], str]) -> Response:
        try:
            return HTMLResponse(await run_in_threadpool(make, request))
        except KeyError:
            return self._mistake("there is no such claim", 404)
        except EvidenceError as error:
            return self._mistake(str(error), 409)

    def _mistake(self, text: str, code: int) -> Response:
        page = self.templates.get_template("review_mistake.html.j2").render(
            page_title="Not done", text=text, banner=None
        )
        return HTMLResponse(page, code)

    def _banner(self, rows: Callable[..., list[dict[str, Any]]], *held: Topic) -> str | None:
        """What a reader must be told first; None for searched records."""
        facts = {row["name"]: row["value"] for row in rows("publication_fact")}
        told = reader_notices(
            None, is_sample=facts.get("is_sample") == "True",
            banners={topic.topic: topic.notice for topic in held if topic.notice},
            source_notes=[note for note in facts.get("source_notes", "").split("\n") if note],
        )  # fmt: skip
        return " ".join(told) or None

    def _index(self, request: Request) -> str:
        del request
        topics = []
        with open_newest(self.settings) as published:
            banner = self._banner(published.rows)
            for topic in published.rows("topic"):
                held = load_topic(self.settings.queries_dir, topic["topic"])
                judged, signed = (
                    published.rows(n, topic=topic["topic"]) for n in ("judgement", "signoff")
                )
                claims = published.rows("claim_summary", topic=topic["topic"])
                reviews = [
                    claim_review(c, (), held.decisions, held.signoffs, judged, signed)
                    for c in claims
                ]
                topics.append((topic, list(zip(claims, reviews, strict=True))))
        return self.templates.get_template("review_index.html.j2").render(
            page_title="Review", topics=topics, banner=banner
        )

    def _claim(self, request: Request) -> str:
        topic, claim_id = request.path_params["topic"], request.path_params["claim_id"]
        held = load_topic(self.settings.queries_dir, topic)
        shown = request.query_params.get("status", "counted")
        with open_newest(self.settings) as published:
            claims = published.rows("claim_summary", topic=topic)
            place = {c["claim_id"]: n for n, c in enumerate(claims)}[claim_id]
            sentences = [
                s
                for s in published.rows("sentence", topic=topic)
                if claim_id in (s["claim_ids"] or ())
            ]
            banner = self._banner(published.rows, held)
            review = self._review(published.rows, claims[place], held)
            coming = self._coming(published, held, claim_id) if review.newer else None
            harms = _harms(published.rows, claims[place])
            quotes: dict[str, list[str]] = {}
            for row in published.rows("rationale", topic=topic, claim_id=claim_id):
                quotes.setdefault(row["report_id"], []).append(row["quote"])
        items = [i for i in review.items if i["status"] == shown]
        return self.templates.get_template("review_claim.html.j2").render(
            page_title=claims[place]["quote"], topic=topic, claim=claims[place], review=review,
            sentence=sentences[0] if sentences else None, items=items[:N_SHOWN], n_items=len(items),
            shown=shown, statuses=_tally(review), quotes=quotes, words=_words(claims[place]["kind"]),
            before=claims[place - 1] if place else None, said=request.query_params.get("said", ""),
            after=claims[place + 1] if place + 1 < len(claims) else None,
            stances=[s.value for s in Stance], item_statuses=_STATUSES, banner=banner, coming=coming, harms=harms,
        )  # fmt: skip

    def _coming(self, published: Published, held: Topic, claim_id: str) -> Verdict | None:
        """The verdict that the decisions of now make of the published evidence; None without one.

        Kept by topic until a decision or the publication changes, since it reads every linked report.
        """
        key = repr((published.path, held.decisions, held.signoffs, held.rules))
        if self.previews.get(held.topic, ("",))[0] != key:
            facts = {row["name"]: row["value"] for row in published.rows("publication_fact")}
            made = appraised_now(published, held, is_sample=facts.get("is_sample") == "True")
            self.previews[held.topic] = (key, made)
        verdicts = self.previews[held.topic][1].verdicts
        return next((v for v in verdicts if v.claim_id == claim_id), None)

    def _review(
        self, rows: Callable[..., list[dict[str, Any]]], claim: dict[str, Any], held: Topic
    ) -> ClaimReview:
        where = {"topic": claim["topic"], "claim_id": claim["claim_id"]}
        return claim_review(claim, rows("evidence_table", **where), held.decisions, held.signoffs,
                            rows("judgement", **where), rows("signoff", **where))  # fmt: skip

    def posting(self, act: Callable[[str, str, dict[str, str]], str]) -> Callable[[Request], Any]:
        """An endpoint that does what a form asks, then shows the claim again with what was done."""

        async def answer(request: Request) -> Response:
            topic, claim_id = request.path_params["topic"], request.path_params["claim_id"]
            try:
                fields = await self.door.form(request)
                said = await run_in_threadpool(act, topic, claim_id, fields)
            except PermissionError as error:
                return self._mistake(str(error), 403)
            except EvidenceError as error:
                return self._mistake(str(error), 409)
            except OSError as error:
                return self._mistake(f"could not be written: {error.strerror}", 500)
            asked = {"said": said, **({"status": fields["shown"]} if fields.get("shown") else {})}
            anchor = f"#{quote(fields['anchor'])}" if fields.get("anchor") else ""
            return RedirectResponse(
                f"/{quote(topic)}/{quote(claim_id)}?{urlencode(asked)}{anchor}", 303
            )

        return answer

    def _record(
        self, topic: str, claim_id: str, report: str | None, what: str, value: str, why: str
    ) -> None:
        record_judgement(self.settings, topic=topic, claim_id=claim_id, report_id=report, what=what,
                         value=value, by=self.reviewer.by, role=self.reviewer.role, why=why)  # fmt: skip

    def judge_item(self, topic: str, claim_id: str, fields: dict[str, str]) -> str:
        """A stance, a status, or both, of one evidence item; what was left as it was is not written."""
        done = []
        for what in ("stance", "status"):
            value = fields.get(what, "")
            if value and value != fields.get(f"{what}_was"):
                self._record(
                    topic, claim_id, fields.get("report", ""), what, value, fields.get("why", "")
                )
                done.append(f"{what}: {plain(value).lower()}")
        return (
            f"Recorded for {fields.get('report', '')}: {', '.join(done)}."
            if done
            else "Nothing was changed."
        )

    def judge_claim(self, topic: str, claim_id: str, fields: dict[str, str]) -> str:
        """A verdict or a certainty of the claim."""
        what, value = fields.get("what", ""), fields.get("value", "")
        self._record(topic, claim_id, None, what, value, fields.get("why", ""))
        return f"Recorded, {what}: {plain(value).lower()}."

    def choose_wording(self, topic: str, claim_id: str, fields: dict[str, str]) -> str:
        """The wording of the claim's sentence: suggested, plainer, or a person's own."""
        choice = fields.get("choice", "own")
        text = fields.get("own" if choice == "own" else f"text_{choice}", "")
        self._record(topic, claim_id, None, "wording", text, fields.get("why", ""))
        return "Wording recorded. The next export uses it."

    def sign_off(self, topic: str, claim_id: str, fields: dict[str, str]) -> str:
        """A sign-off of the claim as published, once the evidence was read."""
        if fields.get("read") != "yes":
            return "Not signed: say that you have read the evidence for and against."
        record_signoff(self.settings, topic=topic, claim_id=claim_id, by=self.reviewer.by,
                       role=self.reviewer.role, note=fields.get("note", ""))  # fmt: skip
        return "Signed off, on the evidence published now."



def _harms(rows: Callable[..., list[dict[str, Any]]], claim: dict[str, Any]) -> list[str]:
    """What raises a claim's harm signal; nothing where a publication is older than that table."""
    if "counts_told" not in claim:
        return []
    return [harm_line(h) for h in rows("harm_told", topic=claim["topic"], claim_id=claim["claim_id"])]


def _tally(review: ClaimReview) -> list[tuple[str, int]]:
    return [(s.value, sum(i["status"] == s.value for i in review.items)) for s in ItemStatus]


def _words(kind: str) -> dict[str, tuple[str, ...]]:
    """The verdicts and certainties that a claim of a kind can have."""
    own = VERDICT_WORDS.get(ClaimKind(kind))
    return {
        "verdict": own or _RESULTS,
        "certainty": () if own else tuple(c.value for c in Certainty),
    }
