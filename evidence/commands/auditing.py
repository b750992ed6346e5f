"""Proof-reading by a person: audit."""

from __future__ import annotations

import argparse
from pathlib import Path

from evidence.commands.definition import Arguments, Command, settings_of, show
from evidence.errors import UsageError
from evidence.operations.audit import audit_rows, read_audit, record_audit, write_audit
from evidence.pipeline.publications import open_newest


def _audit(arguments: Arguments) -> int:
    return _score(arguments) if arguments.score else _draw(arguments)


def _draw(arguments: Arguments) -> int:
    settings = settings_of(arguments)
    with open_newest(settings) as published:
        topics = [row["topic"] for row in published.rows("topic")]
        chosen = arguments.topic or topics
        if len(chosen) != 1 or chosen[0] not in topics:
            raise UsageError(f"name one topic with --topic: {', '.join(topics)}")
        rows = audit_rows(published, chosen[0], arguments.sample, arguments.seed)
    name = f"{rows[0]['publication_id']}-{chosen[0]}-seed{arguments.seed}-n{arguments.sample}.csv"
    path = arguments.out or settings.data_dir / "audits" / name
    write_audit(path, rows)
    n_records = len({row["report_id"] for row in rows})
    show(arguments, {"file": str(path), "n_records": n_records, "n_values": len(rows)}, [
        f"{n_records} records with {len(rows)} values drawn into {path}",
        "write right, wrong, missed or unsure in the column mark, then: "
        f"evidence audit --score {path} --by NAME --role ROLE",
    ])  # fmt: skip
    return 0


def _score(arguments: Arguments) -> int:
    if not arguments.by or not arguments.role:
        raise UsageError("--score needs --by NAME and --role ROLE: whose reading it was")
    rows = read_audit(arguments.score)
    path, rates = record_audit(settings_of(arguments), rows, arguments.by, arguments.role)
    show(arguments, {"file": str(path), "rates": [rate.as_row() for rate in rates]},
         [*(rate.line() for rate in rates), f"recorded in {path}"])  # fmt: skip
    return 0


def _options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sample", type=_positive, default=20, metavar="N", help="records to draw (20)"
    )
    parser.add_argument(
        "--seed", type=int, default=1, help="the same seed draws the same records (1)"
    )
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help="where the sample goes (data folder)"
    )
    parser.add_argument("--score", type=Path, metavar="FILE", help="a marked sample to be measured")
    parser.add_argument("--by", metavar="NAME", help="who marked it")
    parser.add_argument("--role", help="in what role, such as medical reviewer")


def _positive(text: str) -> int:
    if not text.isdigit() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


AUDITING = (
    Command("audit", "draw records to proof-read, or measure the error rate of a marked sample", _audit,
            (_options,)),
)  # fmt: skip
