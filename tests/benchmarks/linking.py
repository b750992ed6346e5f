"""Which claims a report bears on, against the labelled studies.

    python -m tests.benchmarks.linking --data labels.jsonl [--records studies.xml] [--misses]

A pair of report and claim is linked where the pipeline makes an evidence item that is
counted, indirect or retracted; `ongoing` and `excluded` items say why a report does not
bear on a claim. Only claim ids that occur in the labels are scored; disputed links are
left out. `counted_only` gives the same with counted items alone.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from evidence.models import ItemStatus
from tests.benchmarks.labelled import LINKED, Labelled, labelled_studies, options

Pair = tuple[int, str]


def scored_ids(studies: Iterable[Labelled]) -> frozenset[str]:
    """The claim ids that occur in the labels."""
    return frozenset(claim_id for study in studies for claim_id in study.stances)


def _pairs(
    studies: Sequence[Labelled], statuses: frozenset[ItemStatus]
) -> tuple[set[Pair], set[Pair]]:
    """(wanted, found) pairs of study number and claim id, disputed links left out."""
    ids = scored_ids(studies)
    wanted, found = set(), set()
    for number, study in enumerate(studies):
        open_ids = {
            name.removeprefix("link:") for name in study.disputed if name.startswith("link:")
        }
        wanted |= {(number, c) for c in study.stances if c not in open_ids}
        found |= {
            (number, item.claim_id)
            for item in study.items
            if item.status in statuses and item.claim_id in ids - open_ids
        }
    return wanted, found


def _figures(wanted: set[Pair], found: set[Pair]) -> dict[str, float]:
    hits = len(wanted & found)
    recall, precision = hits / max(1, len(wanted)), hits / max(1, len(found))
    f1 = 2 * recall * precision / max(1e-9, recall + precision)
    return {"recall": round(recall, 4), "precision": round(precision, 4), "f1": round(f1, 4),
            "n_links": len(wanted), "n_found": len(found)}  # fmt: skip


def _by_claim(wanted: set[Pair], found: set[Pair]) -> dict[str, dict[str, int]]:
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for pair in wanted | found:
        kind = "hit" if pair in wanted & found else ("missed" if pair in wanted else "extra")
        count[pair[1]][kind] += 1
    return {claim_id: dict(sorted(count[claim_id].items())) for claim_id in sorted(count)}


def _print_misses(studies: Sequence[Labelled], wanted: set[Pair], found: set[Pair]) -> None:
    for number, claim_id in sorted(wanted ^ found):
        study = studies[number]
        item = next((i for i in study.items if i.claim_id == claim_id), None)
        why = f"{item.status}: {item.reason}" if item else "no item"
        side = "MISSED" if (number, claim_id) in wanted else "EXTRA"
        labels = study.row["labels"]
        print(
            f"{side} {claim_id} | {study.row['pmid']} {labels['design']} {study.row['title'][:90]} | {why}"
        )


def main(argv: list[str] | None = None) -> int:
    """Prints one JSON object on the last line."""
    given = options(__doc__, argv)
    studies = labelled_studies(given.data, given.records)
    wanted, found = _pairs(studies, LINKED)
    if given.misses:
        _print_misses(studies, wanted, found)
    counted = _pairs(studies, frozenset({ItemStatus.COUNTED}))
    print(json.dumps({**_figures(wanted, found), "n_reports": len(studies),
                      "counted_only": _figures(*counted), "by_claim": _by_claim(wanted, found)}))  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
