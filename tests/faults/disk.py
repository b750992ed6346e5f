"""A night on a disk that is full or read-only, as the command runs it.

``unshare --map-root-user --mount python -m tests.faults.disk ROOM`` with the rest of its
arguments as JSON on standard input (see `Disk`). ROOM is the space left in kB, or ``ro``.
What came of it is one JSON object on standard output.
"""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from evidence import cli, pipeline
from evidence.pipeline import Run, live
from evidence.settings import Settings
from tests.eutils.house import EMAIL, quick_client
from tests.faults.killing import published_content, what_readers_see

_WITH_ROOM_KB = 400_000


@dataclass(frozen=True)
class Disk:
    """Where to mount, what to put there, and the night to run."""

    mount: str
    start: str
    queries_dir: str
    url: str
    now: str
    before: str
    after: str

    def json(self) -> str:
        """As standard input takes it."""
        return json.dumps(asdict(self))


def main() -> None:
    """Run the night without room, look at what readers see, then run it with room."""
    disk, room = Disk(**json.load(sys.stdin)), sys.argv[1]
    data_dir = Path(disk.mount) / "data"
    mount = ("mount", "-t", "tmpfs", "-o", f"size={_WITH_ROOM_KB}k", "tmpfs", disk.mount)
    subprocess.run(mount, check=True)
    subprocess.run(["cp", "-a", disk.start, str(data_dir)], check=True)
    used_kb = int(_output("df", "--output=used", "-k", disk.mount).split()[-1])
    limited = "remount,ro" if room == "ro" else f"remount,size={used_kb + int(room)}k"
    subprocess.run(["mount", "-o", limited, disk.mount], check=True)
    live.client_of = quick_client
    result: dict[str, Any] = _refused(disk, data_dir)
    result["seen"] = what_readers_see(data_dir, {disk.before, disk.after})
    subprocess.run(["mount", "-o", f"remount,rw,size={_WITH_ROOM_KB}k", disk.mount], check=True)
    pipeline.refresh(_run(disk, data_dir))
    result["content"] = published_content(data_dir)
    print(json.dumps(result))


def _refused(disk: Disk, data_dir: Path) -> dict[str, Any]:
    """Exit code and lines of the command."""
    own, told = pipeline.refresh, io.StringIO()
    pipeline.refresh = lambda _run_of_command: own(_run(disk, data_dir))
    try:
        with contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
            code = cli.main(["refresh", "--plain", "--source", "pubmed", "--data-dir", str(data_dir),
                             "--queries-dir", disk.queries_dir])  # fmt: skip
    finally:
        pipeline.refresh = own
    return {"code": code, "lines": told.getvalue().splitlines()}


def _run(disk: Disk, data_dir: Path) -> Run:
    settings = Settings(Path(disk.queries_dir), data_dir, EMAIL, eutils_url=disk.url)
    moment = datetime.fromisoformat(disk.now)
    return Run(settings, now=lambda: moment)


def _output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


if __name__ == "__main__":
    main()
