"""What a reader must be told first of where records come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SAMPLE_NOTICE = (
    "Demonstration sample: a demonstration selection, not a search; its abstracts are digests "
    "in our own words; its verdicts are not findings."
)


def reader_notices(
    topic: str | None, *, is_sample: bool, banners: Mapping[str, str], source_notes: Sequence[str]
) -> list[str]:
    """Notices of a topic, or of all where it is None; empty for records that were searched for.

    `banners` holds a topic's notice of its sample; `source_notes` are the notes that files
    of records carry for whoever reads them (`evidence.sources.files`), word for word.

    >>> reader_notices("t", is_sample=False, banners={}, source_notes=["Abstracts are digests."])
    ['A note in the files read: Abstracts are digests.']
    """
    if not is_sample:
        return [f"A note in the files read: {note}" for note in source_notes]
    if topic is not None:
        return [banners.get(topic, SAMPLE_NOTICE)]
    return list(dict.fromkeys(banners.values())) or [SAMPLE_NOTICE]
