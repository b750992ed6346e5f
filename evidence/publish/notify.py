"""Alerts: a run in a few lines, what needs a person first, by way of Apprise. And a ping."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import requests

from evidence.publish.run_headline import weighty

_MOST_LINES = 12
_PING_SECONDS = 15
_OUT = {"retraction": "retracted", "retraction_and_replacement": "retracted and replaced"}


@dataclass(frozen=True, slots=True)
class Alert:
    """What is sent. `is_quiet`: nothing happened, nobody has to look."""

    title: str
    body: str
    is_quiet: bool = False
    is_failure: bool = False


def run_alert(report: Mapping[str, Any], where: str) -> Alert:
    """A run's alert, from its report: retractions first, then new reports of harm, verdicts, failed searches.

    `where` says where the whole report is. Three lines where nothing happened.
    """
    if not report["is_new"] and report["is_sure"]:
        return Alert("Evidence: nothing new", _quiet_lines(report, where), is_quiet=True)
    lines = [
        *_notice_lines(report["notices"]),
        *_harm_lines(report["harm_signals"]),
        *map(_verdict_line, report["moved_verdicts"]),
        *(f"Not searched: {n['topic']}/{n['strategy_id']}: {n['reason']}" for n in report["not_asked"]),
        *(f"Problem: {line}" for line in _own_problems(report)),
        _news_line(report["news"]),
        *_decisions_line(report["decisions"]),
    ]  # fmt: skip
    shown = lines[:_MOST_LINES]
    if len(lines) > _MOST_LINES:
        shown.append(f"and {len(lines) - _MOST_LINES} lines more")
    return Alert(f"Evidence: {_title(report)}", "\n".join([*shown, f"Report: {where}"]))


def failure_alert(line: str, standing: str | None, age_days: int | None = None) -> Alert:
    """The alert of a run that failed; `standing` is the publication readers see, `age_days` how old."""
    old = {None: "", 0: ", made today", 1: ", a day old"}.get(age_days, f", {age_days} days old")
    still = (
        f"Readers still see {standing}{old}. Nothing that had arrived is lost; the next run goes on from there."
        if standing
        else "Nothing was published before."
    )
    return Alert("Evidence: the run failed", f"{line}\n{still}", is_failure=True)


def broken_alert(lines: Sequence[str]) -> Alert:
    """The alert of runs that were killed or lost their machine, sent by the next command that finds them."""
    told = [line[:1].upper() + line[1:] + "." for line in lines]
    title = "Evidence: a run never ended" if len(told) == 1 else f"Evidence: {len(told)} runs never ended"
    return Alert(title, "\n".join([*told, "What had arrived is kept; the next run goes on from there."]),
                 is_failure=True)  # fmt: skip


def sent(urls: Sequence[str], alert: Alert) -> list[str]:
    """Send an alert to Apprise URLs; what went wrong, one line each, without any address.

    Never raises: that nobody could be told must not undo what was published.
    """
    if not urls:
        return []
    import apprise

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its lines quote addresses
    kind = apprise.NotifyType.FAILURE if alert.is_failure else apprise.NotifyType.INFO
    problems = []
    for number, url in enumerate(urls, 1):
        service = apprise.Apprise()
        try:
            is_told = service.add(url) and service.notify(
                title=alert.title, body=alert.body, notify_type=kind
            )
        except Exception as error:
            problems.append(
                f"notification {number} of EVIDENCE_NOTIFY failed ({type(error).__name__})"
            )
            continue
        if not is_told:
            problems.append(
                f"notification {number} of EVIDENCE_NOTIFY was not taken. Mend: check that address"
            )
    return problems


def pinged(url: str | None) -> list[str]:
    """Tell a dead-man's switch that a run ended well; what went wrong, without the address."""
    if not url:
        return []
    try:
        requests.get(url, timeout=_PING_SECONDS).raise_for_status()
    except requests.RequestException as error:
        return [f"EVIDENCE_PING_URL could not be pinged ({type(error).__name__})"]
    return []


def _title(report: Mapping[str, Any]) -> str:
    """What an editor must know, in the width of a phone."""
    said = str(report["headline"])
    return ", ".join(weighty(report)) or said[:1].lower() + said[1:]


def _notice_lines(notices: Iterable[Mapping[str, Any]]) -> list[str]:
    """One line a notice and report, with the claims it bears on, the gravest first."""
    claims: dict[tuple[str, Any, Any, str], list[str]] = {}
    for n in sorted(notices, key=lambda n: n["risk"]):
        key = (n["kind"], n["before"], n["after"], n["report_id"])
        claims.setdefault(key, []).append(f"{n['topic']}/{n['claim_id']}")
    return [_notice_line(*key, ", ".join(bears_on)) for key, bears_on in claims.items()]


def _notice_line(kind: str, before: Any, after: Any, report_id: str, bears_on: str) -> str:
    about = f"{report_id} ({bears_on})"
    if kind == "withdrawn_report":
        return f"Withdrawn: {about} is no longer in PubMed"
    if after is None:
        return f"Taken back: {_words(before)} on {about}"
    word = _OUT.get(after, _words(after))
    return f"{word.capitalize()}: {about}"


def _harm_lines(harms: Iterable[Mapping[str, Any]]) -> list[str]:
    """One line a report that newly raises a harm signal, with the claims it bears on."""
    claims: dict[str, list[str]] = {}
    for h in harms:
        if h["is_new"]:
            claims.setdefault(h["line"], []).append(f"{h['topic']}/{h['claim_id']}")
    return [f"Harm: {line} ({', '.join(bears_on)})" for line, bears_on in claims.items()]


def _verdict_line(moved: Mapping[str, Any]) -> str:
    return (f"Verdict: {moved['topic']}/{moved['claim_id']}: {_words(moved['before'])} → "
            f"{_words(moved['after'])} ({moved['because'][0]})")  # fmt: skip


def _news_line(news: Mapping[str, int]) -> str:
    return f"New: {news['new_reports']} reports; changed: {news['changed_reports']}"


def _decisions_line(decisions: Sequence[Mapping[str, Any]]) -> list[str]:
    counted = Counter(d["state"] for d in decisions)
    said = ", ".join(f"{n} {state}" for state, n in sorted(counted.items()))
    return [f"Decisions of people: {said}"] if said else []


def _own_problems(report: Mapping[str, Any]) -> list[str]:
    named = tuple(f"{n['topic']}/{n['strategy_id']}: " for n in report["not_asked"])
    return [p for p in report["problems"] if not (named and p.startswith(named))]


def _quiet_lines(report: Mapping[str, Any], where: str) -> str:
    asked = f"{len(report['asked'])} searches gave what they promised" if report["asked"] else (
        "the files read are unchanged")  # fmt: skip
    return "\n".join([
        f"Nothing new: {asked}, and every check passed.",
        f"It cost {report['cost']['requests']} requests; {report['counts']['records']} records are held.",
        f"Report: {where}",
    ])  # fmt: skip


def _words(value: Any) -> str:
    return str(value).replace("_", " ") if value is not None else "none"
