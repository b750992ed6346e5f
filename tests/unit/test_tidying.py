"""What is let go between runs, and what never is."""

from __future__ import annotations

import os
from pathlib import Path

from evidence.pipeline.tidying import KEPT_READINGS, clear_leftovers, forget_old_readings
from evidence.sources.parsing import parsed_folder


def put(path: Path, content: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def test_half_written_files_of_killed_runs_go_and_whole_ones_stay(tmp_path):
    whole = [put(tmp_path / name) for name in ("raw/ab/abc.xml.gz", "manifests/s.json", "arriving/j.xml",
                                               "parsed/abc/read-1/finding.parquet")]  # fmt: skip
    for name in (
        "raw/.part-1",
        "raw/ab/.part-2",
        "manifests/.part-3",
        "parsed/abc/.part-4/half.parquet",
    ):
        put(tmp_path / name)
    assert clear_leftovers(tmp_path) == 4
    assert sorted(p for p in tmp_path.rglob("*") if p.is_file()) == sorted(whole)
    assert clear_leftovers(tmp_path / "not-there") == 0


def test_readings_of_earlier_queries_and_parsers_are_bounded(tmp_path):
    parser = parsed_folder(Path()).name
    for number in range(6):
        topics = put(tmp_path / f"parsed/read-{number}.topics")
        os.utime(topics, (number, number))
        put(tmp_path / f"parsed/abc/read-{number}/finding.parquet")
    put(tmp_path / f"parsed/abc/{parser}/record.parquet")
    put(tmp_path / "parsed/abc/parsed-0/record.parquet")
    assert forget_old_readings(tmp_path, "read-0") == 3
    kept = {"read-0", *(f"read-{n}" for n in range(6 - KEPT_READINGS, 6))}
    assert {p.name for p in (tmp_path / "parsed/abc").iterdir()} == {parser, *kept}
    assert {p.stem for p in (tmp_path / "parsed").glob("*.topics")} == kept
