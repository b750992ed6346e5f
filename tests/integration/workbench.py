"""A published sample, once a session, for everything that only reads."""

from __future__ import annotations

import contextlib
import io
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from evidence.cli import main

QUERIES = Path(__file__).parents[2] / "queries"
TOPIC = "acupuncture-nerve-pain"


@cache
def sample_data_dir() -> Path:
    """A data folder in which the sample is published; left to the system to clean."""
    folder = Path(mkdtemp(prefix="evidence-sample-"))
    with contextlib.redirect_stderr(io.StringIO()), contextlib.redirect_stdout(io.StringIO()):
        code = main(["refresh", "--source", "sample", "--data-dir", str(folder), "--queries-dir", str(QUERIES)])  # fmt: skip # noqa: E501
    if code != 0:
        raise AssertionError(f"the sample could not be published: exit code {code}")
    return folder


def command(*arguments: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command on the published sample."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(
            [*arguments, "--data-dir", str(sample_data_dir()), "--queries-dir", str(QUERIES)]
        )
    out.flush()
    return code, out.buffer.getvalue().decode(), err.getvalue()
