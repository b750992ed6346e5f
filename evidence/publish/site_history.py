"""What earlier publications said: kept beside the pages, and carried from one to the next.

`history.json` of a site holds one entry for each publication whose content was new: its
changes, and the claims whose state moved. A publication that found nothing new only
moves `last_checked_at` on. So changes since any earlier publication can be told after
the publication itself was pruned.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from evidence.publish.plots_time import Stretch

Row = Mapping[str, Any]
Entry = dict[str, Any]
FILE = "history.json"
SHAPE_VERSION = 1
_STATE = ("verdict", "certainty", "n_supports", "n_contradicts", "n_studies", "fingerprint")


def load_history(previous_site: Path | None) -> list[Entry]:
    """Entries of the publication before, oldest first; none where there are none that can be read."""
    if previous_site is None:
        return []
    try:
        held = json.loads((previous_site / FILE).read_text("utf-8"))
        entries = held["entries"] if held["shape_version"] == SHAPE_VERSION else []
        return [
            e
            for e in entries
            if {"publication_id", "published_at", "changes", "claims"} <= e.keys()
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []


def history_text(entries: Sequence[Entry]) -> str:
    """The file's text."""
    held = {"shape_version": SHAPE_VERSION, "entries": entries}
    return json.dumps(held, ensure_ascii=False, separators=(",", ":"), default=str) + "\n"


def with_this(
    entries: Sequence[Entry], publication: Row, claims: Iterable[Row], changes: Iterable[Row]
) -> list[Entry]:
    """The history with the publication being written as its newest entry.

    `publication` has publication_id, published_at (UTC, ISO 8601) and content_sha256.
    """
    now = str(publication["published_at"])
    if entries and entries[-1]["content_sha256"] == publication["content_sha256"]:
        last = entries[-1]
        return [
            *entries[:-1],
            {**last, "last_checked_at": now, "n_checks": last.get("n_checks", 1) + 1},
        ]
    before = states(entries)
    after = {f"{c['topic']}/{c['claim_id']}": [c.get(name) for name in _STATE] for c in claims}
    moved = {key: state for key, state in after.items() if before.get(key) != state}
    entry = {**publication, "published_at": now, "last_checked_at": now, "n_checks": 1, "claims": moved,
             "changes": [dict(change) for change in changes]}  # fmt: skip
    return [*entries, entry]


def states(entries: Iterable[Entry]) -> dict[str, list[Any]]:
    """Each claim's newest state (verdict, certainty, counts, fingerprint), by topic/claim_id."""
    held: dict[str, list[Any]] = {}
    for entry in entries:
        held.update(entry["claims"])
    return held


def last_touched(entries: Sequence[Entry], topic: str) -> Row | None:
    """When a topic's claims or evidence last changed: on (UTC day), is_now, n_looked since.

    None where the history does not reach back before the publication being written.
    """
    if not entries or (len(entries) == 1 and entries[0]["n_checks"] == 1):
        return None
    at = max((n for n, entry in enumerate(entries) if _touches(entry, topic)), default=0)
    looked = entries[at]["n_checks"] - 1 + sum(entry["n_checks"] for entry in entries[at + 1 :])
    return {"on": entries[at]["published_at"][:10], "is_now": looked == 0, "n_looked": looked}


def _touches(entry: Entry, topic: str) -> bool:
    return any(key.startswith(f"{topic}/") for key in entry["claims"]) or any(
        change["topic"] in (topic, None) for change in entry["changes"]
    )


def claim_history(entries: Iterable[Entry], topic: str, claim_id: str) -> list[Row]:
    """The claim's states in turn: published_on, publication_id and what they were."""
    key = f"{topic}/{claim_id}"
    told: list[Row] = []
    for entry in entries:
        if key in entry["claims"]:
            state = dict(zip(_STATE, entry["claims"][key], strict=False))
            told.append({"published_on": entry["published_at"][:10],
                         "publication_id": entry["publication_id"], **state})  # fmt: skip
    return told


def stretches(told: Sequence[Row], until: date) -> list[Stretch]:
    """How long each verdict stood, from the states of `claim_history`."""
    moves = [row for n, row in enumerate(told)
             if n == 0 or (row["verdict"], row["certainty"]) != (told[n - 1]["verdict"], told[n - 1]["certainty"])]  # fmt: skip # noqa: E501
    days = [date.fromisoformat(row["published_on"]) for row in moves]
    return [Stretch(since, end, str(row["verdict"]), row["certainty"])
            for row, since, end in zip(moves, days, [*days[1:], until], strict=True)]  # fmt: skip


def since_publication(entries: Sequence[Entry], publication_id: str) -> list[Row]:
    """What differs now from a publication in the history, net, by risk."""
    place = next(n for n, entry in enumerate(entries) if entry["publication_id"] == publication_id)
    return net_changes(change for entry in entries[place + 1 :] for change in entry["changes"])


def since_signoff(entries: Sequence[Entry], topic: str, signoff: Row) -> list[Row]:
    """What differs on a claim from when it was signed off, net.

    The evidence signed is known by its fingerprint; where no publication in the history
    had it, changes published after the day of signing are told.
    """
    key, after = f"{topic}/{signoff['claim_id']}", None
    for number, entry in enumerate(entries):
        state = entry["claims"].get(key)
        if state and state[-1] == signoff["fingerprint"]:
            after = number
    if after is None:
        day = str(signoff["signed_on"])
        later = [entry for entry in entries if entry["published_at"][:10] > day]
    else:
        later = list(entries[after + 1 :])
    return net_changes(
        change for entry in later for change in entry["changes"]
        if (change["topic"], change["claim_id"]) == (topic, signoff["claim_id"])
    )  # fmt: skip


def net_changes(changes: Iterable[Row]) -> list[Row]:
    """Changes of one thing joined: as it was first, as it is now; what came back is left out.

    >>> was = {"topic": "t", "claim_id": "c", "report_id": None, "kind": "verdict", "cause": "data", "risk": 2}
    >>> net_changes([{**was, "before": "a", "after": "b"}, {**was, "before": "b", "after": "c"}])[0]["after"]
    'c'
    >>> net_changes([{**was, "before": "a", "after": "b"}, {**was, "before": "b", "after": "a"}])
    []
    """
    held: dict[tuple[Any, ...], dict[str, Any]] = {}
    for change in changes:
        kind = "item" if change["kind"] in ("new_item", "lost_item") else change["kind"]
        thing = (change["before"] or change["after"]) if kind == "notice" else None
        key = (change["topic"], change["claim_id"], change["report_id"], kind, thing)
        first = held.get(key)
        held[key] = dict(change) if first is None else {
            **change, "before": first["before"],
            "cause": first["cause"] if first["cause"] == change["cause"] else "data",
        }  # fmt: skip
    net = [_renamed(c) for c in held.values() if c["before"] != c["after"]]
    return sorted(net, key=lambda c: (c["risk"], c["topic"] or "", c["claim_id"] or "", c["kind"],
                                      c["report_id"] or ""))  # fmt: skip


def _renamed(change: dict[str, Any]) -> dict[str, Any]:
    if change["kind"] in ("new_item", "lost_item"):
        is_new, is_gone = change["before"] is None, change["after"] is None
        change["kind"] = "new_item" if is_new else "lost_item" if is_gone else "status"
    return change
