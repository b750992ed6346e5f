"""Which way a report points for a claim, against the labelled studies.

    python -m tests.benchmarks.stance --data labels.jsonl [--records studies.xml] [--misses]

Scored are labelled links with an undisputed stance. `accuracy`, `macro_f1` (over the four
stances that occur in the labels), `recall_non_supports` (contradicts, mixed and
inconclusive taken together: found not to support) and `swaps` (supports taken for
contradicts or the reverse) are over links that the pipeline found; `end_to_end` counts a
link that was not found as wrong.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Sequence

from evidence.models import ClaimKind
from evidence.topics import load_topic
from tests.benchmarks.labelled import LINKED, QUERIES, TOPIC, Labelled, labelled_studies, options

STANCES = ("supports", "contradicts", "mixed", "inconclusive")
Judged = tuple[str, str, str | None]


def judged_links(studies: Sequence[Labelled], *, misses: bool = False) -> list[Judged]:
    """(claim id, labelled stance, the pipeline's or None where it made no link)."""
    made: list[Judged] = []
    for study in studies:
        items = {item.claim_id: item for item in study.items if item.status in LINKED}
        for claim_id, wanted in study.stances.items():
            if wanted is None or {f"link:{claim_id}", f"stance:{claim_id}"} & study.disputed:
                continue
            item = items.get(claim_id)
            found = item.stance.value if item and item.stance else None
            made.append((claim_id, wanted, found))
            if misses and found != wanted:
                rule = item.rule if item else "no link"
                print(f"{claim_id}: {wanted}, found {found} ({rule}) | {study.row['pmid']} "
                      f"{study.row['labels']['design']} {study.row['title'][:90]}")  # fmt: skip
    return made


def macro_f1(judged: Sequence[Judged]) -> float:
    """The mean F1 of the stances that occur in the labels."""
    scores = []
    for stance in STANCES:
        n_wanted = sum(wanted == stance for _, wanted, _ in judged)
        n_found = sum(found == stance for *_, found in judged)
        hits = sum(wanted == found == stance for _, wanted, found in judged)
        if n_wanted:
            scores.append(2 * hits / (n_wanted + n_found))
    return sum(scores) / len(scores) if scores else 0.0


def _figures(judged: Sequence[Judged]) -> dict[str, float]:
    n = max(1, len(judged))
    others = [found for _, wanted, found in judged if wanted != "supports"]
    swaps = sum({wanted, found} == {"supports", "contradicts"} for _, wanted, found in judged)
    return {
        "accuracy": round(sum(wanted == found for _, wanted, found in judged) / n, 4),
        "macro_f1": round(macro_f1(judged), 4),
        "recall_non_supports": round(
            sum(f not in ("supports", None) for f in others) / max(1, len(others)), 4),
        "swaps": swaps, "swap_share": round(swaps / n, 4), "n": len(judged),
    }  # fmt: skip


def _confusion(judged: Sequence[Judged]) -> dict[str, dict[str, dict[str, int]]]:
    """Kind of claim to labelled stance to the pipeline's stance to count."""
    kinds = {claim.claim_id: claim.kind for claim in load_topic(QUERIES, TOPIC).claims}
    count: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for claim_id, wanted, found in judged:
        count[kinds.get(claim_id, ClaimKind.BACKGROUND).value][wanted][found or "not_linked"] += 1
    return {
        kind: {wanted: dict(found) for wanted, found in rows.items()}
        for kind, rows in count.items()
    }


def main(argv: list[str] | None = None) -> int:
    """Prints one JSON object on the last line."""
    given = options(__doc__, argv)
    studies = labelled_studies(given.data, given.records)
    judged = judged_links(studies, misses=given.misses)
    linked = [row for row in judged if row[2] is not None]
    print(json.dumps({**_figures(linked), "end_to_end": _figures(judged),
                      "always_supports": _figures([(c, w, "supports") for c, w, _ in judged]),
                      "confusion": _confusion(judged)}))  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
