"""What a file of records says of itself reaches whoever is shown its records."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.publish.reader_notices import SAMPLE_NOTICE, reader_notices
from evidence.sources.files import listed_files

_ROOT = b'<PubmedArticleSet><!-- inside --></PubmedArticleSet>'


@pytest.mark.parametrize(
    ("head", "note"),
    [
        (b"", None),
        (b'<?xml version="1.0"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "a" "b">\n', None),
        (b"<?xml version='1.0'?><!-- Abstracts are\n digests. --><!-- Ours. -->", "Abstracts are digests. Ours."),
        (b'<!DOCTYPE PubmedArticleSet [<!ENTITY a "b">]><!-- Mind this. -->', "Mind this."),
    ],
)
def test_only_comments_before_the_root_are_a_note(tmp_path: Path, head: bytes, note: str | None) -> None:
    (tmp_path / "set.xml").write_bytes(head + _ROOT)
    files, _ = listed_files([tmp_path])
    assert files[0].note == note


def test_a_note_too_long_for_a_page_is_cut(tmp_path: Path) -> None:
    (tmp_path / "set.xml").write_bytes(b"<!--" + b"word " * 500 + b"-->" + _ROOT)
    files, _ = listed_files([tmp_path])
    assert 0 < len(files[0].note or "") <= 600


def test_a_sample_has_its_own_notice_and_searched_records_none() -> None:
    held = {"banners": {}, "source_notes": ("n",)}
    assert reader_notices("t", is_sample=True, **held) == [SAMPLE_NOTICE]
    assert reader_notices(None, is_sample=False, banners={"t": "b"}, source_notes=()) == []
