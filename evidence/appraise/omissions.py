"""What a fair article on this subject also says: present, absent or waived (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.models import Article, Omission


@dataclass(frozen=True, slots=True)
class OmissionState:
    """One point and its state in the article: present, absent or waived.

    `sentence_no` is the first sentence that makes the point, None unless present.
    """

    omission: Omission
    state: str
    sentence_no: int | None = None

    @property
    def heads_page(self) -> bool:
        """Whether the point belongs at the head of the page: an absent serious harm."""
        return self.state == "absent" and self.omission.is_serious_harm


def omission_states(omissions: Iterable[Omission], article: Article) -> tuple[OmissionState, ...]:
    """The state of each point, absent serious harms first, else in the order written.

    A point is present where one sentence fits one of its `present_if` entries. An
    entry is a word or phrase, case aside, ``*`` ending a word freely; several joined
    by `` + `` must all stand in that sentence.
    """
    states = [_state(omission, article) for omission in omissions]
    return tuple(sorted(states, key=lambda state: not state.heads_page))


def _state(omission: Omission, article: Article) -> OmissionState:
    patterns = [[_pattern(part) for part in entry.split(" + ")] for entry in omission.present_if]
    for sentence in article.sentences:
        text = sentence.text.replace("’", "'")
        if any(all(part.search(text) for part in parts) for parts in patterns):
            return OmissionState(omission, "present", sentence.sentence_no)
    if omission.waived_by:
        return OmissionState(omission, "waived")
    return OmissionState(omission, "absent")


def _pattern(entry: str) -> re.Pattern[str]:
    """One phrase as a pattern on word borders, hyphens and blanks alike."""
    words = re.split(r"[\s\-]+", entry.strip().replace("’", "'"))
    parts = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in words]
    return re.compile(r"(?<!\w)" + r"[\s\-]+".join(parts) + r"(?!\w)", re.IGNORECASE)
