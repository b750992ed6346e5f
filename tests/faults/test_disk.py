"""A disk that is full, or read-only: one clear line, the last publication intact, and the next run goes on."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.faults.disk import Disk
from tests.faults.killing import Night, night_with_news

_UNSHARE = ["unshare", "--map-root-user", "--mount"]


def may_mount() -> bool:
    """Whether this machine lets us make a file system of our own."""
    if shutil.which("unshare") is None:
        return False
    probe = [*_UNSHARE, "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


pytestmark = pytest.mark.skipif(
    not may_mount(), reason="this machine lets nobody mount a file system"
)


@pytest.fixture(scope="module")
def night(tmp_path_factory) -> Iterator[Night]:
    with night_with_news(tmp_path_factory.mktemp("disk")) as made:
        yield made


@pytest.mark.parametrize("room", ["0", "150", "700", "1500", "2200", "ro"])
def test_without_room_there_is_one_clear_line_and_nothing_is_lost(night, room, tmp_path):
    house = night.house
    disk = Disk(str(tmp_path), str(night.start), str(house.queries_dir), house.server.base_url,
                house.now().isoformat(), night.before, night.after)  # fmt: skip
    done = subprocess.run([*_UNSHARE, sys.executable, "-m", "tests.faults.disk", room],
                          input=disk.json(), capture_output=True, text=True, check=False)  # fmt: skip
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["seen"] is None
    assert result["content"] == night.after
    assert result["code"] in (1, 3)
    assert len(result["lines"]) == 1
    assert result["lines"][0].startswith("evidence: ")
    assert "Mend:" in result["lines"][0]
    assert any(words in result["lines"][0].casefold() for words in ("space", "read-only"))
