"""Every notebook runs as a script on a published sample, offline, and shows something."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from evidence.operations.decisions import record_judgement
from tests.integration.house import House

pytest.importorskip("marimo")
pytest.importorskip("matplotlib")

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = ("evidence_at_a_glance", "claim_to_source", "effects", "gap_map", "searches", "trust_in_extraction",
         "two_dates", "verdicts_defended")  # fmt: skip
# One process for all: loading marimo and matplotlib takes longer than any notebook.
RUN_ALL = """
import importlib.util, json, sys
told = {}
for path in sys.argv[1:]:
    spec = importlib.util.spec_from_file_location("notebook", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    outputs, defs = module.app.run()
    told[path] = sum(output is not None for output in outputs)
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    """Two publications of the sample: a person decided between them."""
    held = House(tmp_path_factory.mktemp("notebooks"))
    held.refresh()
    topic, claim, report = held.rows(
        "SELECT topic, claim_id, report_id FROM evidence_table "
        "WHERE stance = 'supports' AND status = 'counted' LIMIT 1"
    )[0]
    record_judgement(held.settings, topic=topic, claim_id=claim, report_id=report, what="stance",
                     value="inconclusive", by="A. Reader", role="reviewer", why="wide interval")  # fmt: skip
    held.days = 1
    held.refresh()
    return held


def test_the_notebooks_of_the_guide_are_all_there():
    assert {path.stem for path in NOTEBOOKS.glob("*.py")} == set(NAMES)
    guide = (NOTEBOOKS / "README.md").read_text("utf-8")
    assert all(f"`{name}.py`" in guide for name in NAMES)


def test_every_notebook_runs_and_shows_every_cell_of_its_own(house):
    paths = [str(NOTEBOOKS / f"{name}.py") for name in NAMES]
    env = {**os.environ, "EVIDENCE_DATA_DIR": str(house.settings.data_dir), "MPLBACKEND": "agg"}
    done = subprocess.run(
        [sys.executable, "-c", RUN_ALL, *paths],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    shown = json.loads(done.stdout.splitlines()[-1])
    assert all(shown[path] >= 3 for path in paths), shown


def test_a_notebook_runs_as_a_plain_script(house):
    env = {**os.environ, "EVIDENCE_DATA_DIR": str(house.settings.data_dir), "MPLBACKEND": "agg"}
    path = NOTEBOOKS / "gap_map.py"
    done = subprocess.run(
        [sys.executable, str(path)], env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_holds_no_logic_of_its_own(name):
    text = (NOTEBOOKS / f"{name}.py").read_text("utf-8")
    assert "import evidence" in text
    for word in ("duckdb", "SELECT ", "\n    def ", 'open("', "os.environ"):
        assert word not in text, word


def test_notebooks_are_as_marimo_writes_them():
    done = subprocess.run([sys.executable, "-m", "marimo", "check", *map(str, NOTEBOOKS.glob("*.py"))],
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
