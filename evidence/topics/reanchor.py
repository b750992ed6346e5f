"""Where the quotes of an article stand after it was edited (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from evidence.models import Anchor, Article, ArticleSentence, Claim
from evidence.topics.article import quote_anchor

STATES: Final = ("kept", "moved", "changed", "orphaned")
#: Below these a sentence is another sentence, and a quote another statement.
_SENTENCE_MIN: Final = 0.45
_QUOTE_MIN: Final = 0.45
_AROUND: Final = 32
_WORD: Final = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Reanchored:
    """One claim after an edit.

    `state` is kept (same sentence under the same heading), moved (the quote stands to
    the letter in another place or sentence), changed (its sentence was reworded; `quote`
    is what stands there now) or orphaned (nothing like it is left; `quote` is None).
    `prefix` and `suffix` tell the quote's place from others with the same words.
    """

    claim_id: str
    state: str
    old_quote: str
    quote: str | None
    prefix: str
    suffix: str
    old_sentence: str | None
    sentence: str | None
    likeness: float

    @property
    def keeps_signoff(self) -> bool:
        """Whether a sign-off can go on standing: the words signed are still there."""
        return self.state in ("kept", "moved")

    @property
    def keeps_wording(self) -> bool:
        """Whether a wording that a person adopted for the sentence still has its sentence."""
        return self.sentence is not None and self.sentence == self.old_sentence


def reanchored(old: Article, claims: Sequence[Claim], new: Article) -> tuple[Reanchored, ...]:
    """What became of each claim, in their order."""
    return tuple(_one(old, claim, new) for claim in claims)


def uncovered(
    new: Article, found: Sequence[Reanchored], old: Article
) -> tuple[ArticleSentence, ...]:
    """Sentences that were not in the old article and that no claim stands in."""
    known = {s.text for s in old.sentences}
    spoken = {f.sentence for f in found}
    return tuple(s for s in new.sentences if s.text not in known | spoken and s.text != s.heading)


def _one(old: Article, claim: Claim, new: Article) -> Reanchored:
    before = sentence_at(old, claim.anchor)
    anchor = quote_anchor(new.text, claim.quote, claim.prefix, claim.suffix) or _nearest(
        new, claim.quote, before
    )
    if anchor is not None:
        after = sentence_at(new, anchor)
        is_kept = before is not None and after is not None and (
            (before.text, before.heading) == (after.text, after.heading))  # fmt: skip
        return _made(claim, "kept" if is_kept else "moved", new, anchor, before, after, 1.0)
    changed = _reworded(old, claim, before, new)
    if changed is not None:
        anchor, likeness = changed
        return _made(claim, "changed", new, anchor, before, sentence_at(new, anchor), likeness)
    return Reanchored(claim.claim_id, "orphaned", claim.quote, None, "", "",
                      before.text if before else None, None, 0.0)  # fmt: skip


def _made(
    claim: Claim, state: str, new: Article, anchor: Anchor, before: ArticleSentence | None,
    after: ArticleSentence | None, likeness: float,
) -> Reanchored:  # fmt: skip
    quote = new.text[anchor.start : anchor.end]
    prefix, suffix = surroundings(new.text, anchor)
    return Reanchored(claim.claim_id, state, claim.quote, quote, prefix, suffix,
                      before.text if before else None, after.text if after else None,
                      round(likeness, 2))  # fmt: skip


def sentence_at(article: Article, anchor: Anchor) -> ArticleSentence | None:
    """The sentence in which an anchor begins."""
    return next(
        (s for s in article.sentences if s.anchor.start <= anchor.start < s.anchor.end), None
    )


def surroundings(text: str, anchor: Anchor) -> tuple[str, str]:
    """(prefix, suffix) that tell a quote from other places with its words; empty where it is alone."""
    quote = text[anchor.start : anchor.end]
    if text.count(quote) == 1:
        return "", ""
    before = text[max(0, anchor.start - _AROUND) : anchor.start].rsplit("\n", 1)[-1]
    after = text[anchor.end : anchor.end + _AROUND].split("\n", 1)[0]
    return before, after


def _nearest(new: Article, quote: str, before: ArticleSentence | None) -> Anchor | None:
    """Of several places with the same words, the one whose sentence is most like the old one."""
    places = [m.span() for m in re.finditer(re.escape(quote), new.text)]
    if not places or before is None:
        return None
    held = [(Anchor(*place), sentence_at(new, Anchor(*place))) for place in places]
    best = max(held, key=lambda pair: likeness_of(before.text, pair[1].text if pair[1] else ""))
    return best[0]


def _reworded(
    old: Article, claim: Claim, before: ArticleSentence | None, new: Article
) -> tuple[Anchor, float] | None:
    """Where the claim's words went in the sentence most like its old one, and how like they are."""
    if before is None:
        return None
    known = {s.text for s in old.sentences}  # what stood there before was not reworded from this
    scored = [
        (likeness_of(before.text, s.text), -s.sentence_no, s)
        for s in new.sentences if s.text not in known
    ]  # fmt: skip
    likeness, _, after = max(scored, key=lambda row: row[:2], default=(0.0, 0, None))
    if after is None or likeness < _SENTENCE_MIN:
        return None
    start, end = claim.anchor.start - before.anchor.start, claim.anchor.end - before.anchor.start
    place = _mapped(before.text, after.text, max(0, start), min(end, len(before.text)))
    if place is None:
        return None
    words = after.text[place[0] : place[1]]
    score = likeness_of(claim.quote, words)
    if score < _QUOTE_MIN:
        return None
    return Anchor(after.anchor.start + place[0], after.anchor.start + place[1]), score


def _mapped(old: str, new: str, start: int, end: int) -> tuple[int, int] | None:
    """Where old[start:end] went in a reworded sentence, by whole words."""
    was, now = list(_WORD.finditer(old)), list(_WORD.finditer(new))
    inside = [n for n, word in enumerate(was) if word.start() < end and word.end() > start]
    if not inside:
        return None
    first, last = len(now), -1
    matcher = SequenceMatcher(
        None, [_bare(w[0]) for w in was], [_bare(w[0]) for w in now], autojunk=False
    )
    for _tag, i1, i2, j1, j2 in matcher.get_opcodes():
        low, high = max(i1, inside[0]), min(i2, inside[-1] + 1)
        if low >= high and not (i1 == i2 and inside[0] < i1 <= inside[-1]):
            continue
        is_equal = _tag == "equal"
        a = j1 + (low - i1) if is_equal else j1
        b = j1 + (high - i1) if is_equal else j2
        if b > a:
            first, last = min(first, a), max(last, b - 1)
    if last < first:
        return None
    stop = now[last].end()
    while stop > now[first].start() + 1 and new[stop - 1] in ",;:." and old[end - 1] not in ",;:.":
        stop -= 1
    return now[first].start(), stop


def likeness_of(one: str, other: str) -> float:
    """How much two texts share, word by word: 0 to 1.

    >>> likeness_of("it may relieve pain", "It may relieve pain.")
    1.0
    """
    words = [[_bare(w) for w in text.split()] for text in (one, other)]
    return SequenceMatcher(None, words[0], words[1], autojunk=False).ratio()


def _bare(word: str) -> str:
    return word.casefold().strip(".,;:!?\"'“”‘’()").replace("’", "'")
