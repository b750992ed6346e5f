"""The shape of `run_report.json`: each key, its type and what it means.

A key is written as a path: `[]` is each element of a list, `*` any key of a mapping.
Adding a key leaves `shape_version` as it is; renaming or removing one raises it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

SHAPE_VERSION = 1

_CHANGE = {
    "topic": ("string|null", "topic; null where it is about a report alone"),
    "claim_id": ("string|null", "claim; null where it is about a report alone"),
    "report_id": ("string|null", "report; null where it is about a claim"),
    "kind": (
        "string",
        "verdict, certainty, stance, status, new_item, lost_item, notice or withdrawn_report",
    ),
    "before": ("string|null", "as it was; null for something new"),
    "after": ("string|null", "as it is; null for something lost"),
    "cause": ("string", "data, or code_or_rules where no record changed"),
    "risk": ("integer", "1 for what needs a person first, 9 last"),
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key of the report: where it stands, its type (`a|b`: one of them), its meaning."""

    path: str
    type: str
    meaning: str


def _changes(path: str, meaning: str) -> tuple[Key, ...]:
    own = tuple(Key(f"{path}[].{name}", *said) for name, said in _CHANGE.items())
    return (Key(path, "array", meaning), Key(f"{path}[]", "object", "one change"), *own)


SHAPE: tuple[Key, ...] = (
    Key("shape_version", "integer", "version of this shape"),
    Key("headline", "string", "the run in one line"),
    Key("is_new", "boolean", "whether the content differs from the publication before"),
    Key("is_sure", "boolean", "whether everything that should be asked was asked and answered"),
    Key("publication_id", "string", "the publication"),
    Key("published_at", "string", "UTC, ISO 8601"),
    Key("content_sha256", "string", "identity of the content"),
    Key("previous", "object|null", "the publication before; null for the first"),
    Key("previous.publication_id", "string", "its id"),
    Key("previous.published_at", "string", "UTC, ISO 8601"),
    Key("previous.content_sha256", "string", "identity of its content"),
    Key("is_sample", "boolean", "whether these are demonstration records"),
    Key("source_notes", "array", "what files of records say of themselves, word for word"),
    Key("source_notes[]", "string", "one note"),
    Key("source", "string", "pubmed, files or sample"),
    Key("snapshot", "object", "the newest snapshot this publication rests on, which `asked` and `news` are about"),
    Key("snapshot.snapshot_id", "string", "its id"),
    Key("snapshot.taken_at", "string", "when it was taken; UTC, ISO 8601"),
    Key("asked", "array", "the searches that were run and believed; empty where files were read"),
    Key("asked[]", "object", "one search"),
    Key("asked[].topic", "string", "topic"),
    Key("asked[].strategy_id", "string", "search strategy"),
    Key("asked[].source", "string", "where it was asked"),
    Key("asked[].count", "integer", "records the source promised"),
    Key("asked[].n_ids", "integer", "ids it gave"),
    Key("asked[].parts", "integer", "parts the search was split into"),
    Key("asked[].warnings", "array", "what the source warned of"),
    Key("asked[].warnings[]", "string", "one warning"),
    Key("not_asked", "array", "strategies whose search failed in this run"),
    Key("not_asked[]", "object", "one strategy"),
    Key("not_asked[].topic", "string", "topic"),
    Key("not_asked[].strategy_id", "string", "search strategy"),
    Key("not_asked[].reason", "string", "why"),
    Key("news", "object", "what this run brought in that was not held before"),
    Key("news.new_reports", "integer", "reports seen for the first time"),
    Key("news.changed_reports", "integer", "records that differ from the version held"),
    Key("news.withdrawn_reports", "integer", "linked reports PubMed gives no more since the publication before"),
    Key("news.retracted_reports", "integer", "linked reports retracted since the publication before"),
    Key("news.rejected_records", "integer", "records of this run that could not be taken in"),
    Key("counts", "object", "what is held"),
    Key("counts.batches", "integer", "raw batches"),
    Key("counts.batches_read_before", "integer", "of them, read by an earlier run"),
    Key("counts.records", "integer", "records, all versions"),
    Key("counts.*", "integer", "of them, by status: current, superseded, deleted, rejected"),
    Key("changes", "object", "number of changes since the publication before, by kind"),
    Key("changes.*", "integer", "changes of that kind"),
    *_changes("moved_verdicts", "verdicts that moved, with why"),
    Key("moved_verdicts[].because", "array", "the changes behind it, one line each"),
    Key("moved_verdicts[].because[]", "string", "one change"),
    *_changes("notices", "notices and withdrawals on linked reports since the publication before"),
    Key("harm_signals", "array", "reports that raise the harm signal of a claim, new ones first"),
    Key("harm_signals[]", "object", "one report on one claim"),
    Key("harm_signals[].topic", "string", "topic"),
    Key("harm_signals[].claim_id", "string", "claim"),
    Key("harm_signals[].report_id", "string", "report"),
    Key("harm_signals[].harm", "string|null", "the harm by name; null where none was read"),
    Key("harm_signals[].n_harmed", "integer|null", "people harmed, in a report of single cases"),
    Key("harm_signals[].quote", "string", "the sentence that tells it, to the letter"),
    Key("harm_signals[].line", "string", "the same in a line: harm, people, design, report"),
    Key("harm_signals[].is_new", "boolean", "whether it came to bear since the publication before"),
    Key("decisions", "array", "decisions of people that do not simply hold"),
    Key("decisions[]", "object", "one decision"),
    Key("decisions[].state", "string", "questioned, unused or contradicted (by somebody else)"),
    Key("decisions[].*", "string|null", "topic, claim_id, report_id, what, value, decided_by, decided_on, remark, "
        "contradicted_by (null unless contradicted)"),
    Key("rejected", "array", "records that could not be taken in, as the view `rejected` has them"),
    Key("rejected[]", "object", "one record"),
    Key("rejected[].*", "any", "a column of the view"),
    Key("skipped", "array", "files that were not read"),
    Key("skipped[]", "object", "one file"),
    Key("skipped[].*", "any", "a column of the table `skipped`"),
    Key("checks", "array", "data checks"),
    Key("checks[]", "object", "one check"),
    Key("checks[].*", "any", "name, sentence, kind, state (passed or warned), n_rows, rows"),
    Key("problems", "array", "what went wrong in this run and was survived"),
    Key("problems[]", "string", "one problem"),
    Key("broken_runs", "array", "earlier runs that were killed or lost their machine, told here once"),
    Key("broken_runs[]", "object", "one run"),
    Key("broken_runs[].pid", "integer", "its process"),
    Key("broken_runs[].host", "string", "its machine"),
    Key("broken_runs[].began_at", "string", "when it began; UTC, ISO 8601"),
    Key("broken_runs[].published", "string|null", "the publication it had made; null for none"),
    Key("broken_runs[].standing", "string|null", "what readers saw when it was found; null for nothing"),
    Key("broken_runs[].line", "string", "the same in a sentence"),
    Key("cost", "object", "what the run cost the source"),
    Key("cost.requests", "integer", "requests, failed ones included"),
    Key("cost.bytes", "integer", "bytes received"),
    Key("cost.waited_seconds", "number", "seconds waited: request limit, second tries, off-peak hours"),
    Key("steps", "object", "duration by step"),
    Key("steps.*", "number", "seconds"),
    Key("versions", "object", "what made this"),
    Key("versions.*", "string", "version of the program and of its parts; hash of the queries"),
    Key("proof", "array", "why \"nothing new\" is sure; empty when something is new or was not asked"),
    Key("proof[]", "string", "one reason"),
)  # fmt: skip

_TYPES: Mapping[str, tuple[type, ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,),
    "array": (list, tuple), "object": (dict,), "null": (type(None),),
}  # fmt: skip


def misfits(report: Mapping[str, Any]) -> list[str]:
    """What in a report differs from the shape, one line each; empty where nothing does."""
    known = {key.path: key for key in SHAPE}
    lines, seen = [], set()
    for path, value in _walked("", report):
        key = known.get(path) or known.get(path.rpartition(".")[0] + ".*")
        if key is None:
            lines.append(f"{path}: not in the shape")
            continue
        seen.add(key.path)
        if not _is_of(value, key.type):
            lines.append(f"{path}: {type(value).__name__} is not {key.type}")
    top = {key.path for key in SHAPE if not set(key.path) & set(".[*")}
    return lines + [f"{path}: missing" for path in sorted(top - seen)]


def shape_markdown() -> str:
    """The shape as a Markdown table, for the documentation."""
    rows = [f"| `{key.path}` | {key.type.replace('|', ' or ')} | {key.meaning} |" for key in SHAPE]
    return "\n".join(["| key | type | meaning |", "|---|---|---|", *rows, ""])


def _is_of(value: Any, types: str) -> bool:
    if types == "any":
        return True
    if isinstance(value, bool):
        return "boolean" in types.split("|")
    return any(isinstance(value, _TYPES[name]) for name in types.split("|"))


def _walked(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if path:
        yield path, value
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _walked(f"{path}.{name}".lstrip("."), inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _walked(f"{path}[]", inner)
