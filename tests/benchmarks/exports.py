"""How long the exports of a large topic take: 25 claims, 5,000 reports, 15,000 evidence items.

Run by hand: `python -m tests.benchmarks.exports [--reports 5000]`. The rows are made, not
read; the time is this process's own, without a database.
"""

from __future__ import annotations

import argparse
import json
import time

from evidence.publish.exports import KINDS, Asked
from tests.unit.dossier_rows import TOPIC, cite, claim, facts, item, sentence, tables
from tests.unit.reference_rows import person, report

N_CLAIMS = 25
_STANCES = ("supports", "contradicts", "mixed")


def made_rows(n_reports: int):
    """A `Rows` callable over a topic of that many reports."""
    held = tables()
    numbers = range(1, n_reports + 1)
    held["claim_summary"] = [
        claim(n, f"c{n}", f"Needles relieve pain {n}") for n in range(N_CLAIMS)
    ]
    held["sentence"] = [
        sentence(n, f"Needles relieve pain {n}.", [f"c{n}"], wording_problem="Too strong.",
                 suggested_wording=f"Studies disagree {n}.") for n in range(N_CLAIMS)]  # fmt: skip
    held["evidence_table"] = [
        item(i, f"c{(i * 7 + k) % N_CLAIMS}", stance=_STANCES[i % 3], status="excluded" if k else "counted")
        for i in numbers for k in range(3)]  # fmt: skip
    held["report"] = [report(i) for i in numbers]
    held["author"] = [person(f"pmid:{i}", k) for i in numbers for k in range(6)]
    held["section"] = [{"report_id": f"pmid:{i}", "field": "abstract", "section_no": 0, "label": None,
                        "text": "word " * 220} for i in numbers]  # fmt: skip
    held["suggested_citation"] = [
        cite(f"c{n}", n * 50 + 1 + k, k + 1) for n in range(N_CLAIMS) for k in range(3)
    ]
    held["rationale"] = [
        {"topic": TOPIC, "claim_id": i["claim_id"], "report_id": i["report_id"], "rationale_no": 0,
         "quote": "Pain fell.", "field": "abstract", "section_no": 0, "start": 0, "end": 9}
        for i in held["evidence_table"]]  # fmt: skip

    def rows(name, /, **equals):
        wanted = equals.pop("report_id", None)
        members = set(wanted) if isinstance(wanted, list) else wanted and {wanted}
        return [row for row in held.get(name, ()) if (members is None or row["report_id"] in members)
                and all(row.get(k) == v for k, v in equals.items())]  # fmt: skip

    return rows


def main() -> None:
    """Time each kind of export; one JSON object on the last line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--reports", type=int, default=5000)
    arguments = parser.parse_args()
    asked = Asked(made_rows(arguments.reports), TOPIC, facts())
    seconds, n_bytes = {}, {}
    for kind, make in KINDS.items():
        start = time.process_time()
        files = make(asked)
        seconds[kind] = round(time.process_time() - start, 2)
        n_bytes[kind] = sum(map(len, files.values()))
    print(json.dumps({"n_claims": N_CLAIMS, "n_reports": arguments.reports, "cpu_seconds": seconds,
                      "cpu_seconds_total": round(sum(seconds.values()), 2), "n_bytes": n_bytes}))  # fmt: skip


if __name__ == "__main__":
    main()
