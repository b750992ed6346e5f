"""The article: Markdown to plain text, sentences, and where quotes stand in it (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from evidence.extract.sentences import sentence_bounds
from evidence.models import Anchor, Article, ArticleSentence

_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_QUOTED = re.compile(r"^\s*(?:>\s?)+")
_RULE = re.compile(r"^\s*([=\-*_])(?:\s*\1){2,}\s*$")
_EMPHASIS = re.compile(r"(\*\*|__|\*|(?<!\w)_|_(?!\w)|`)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_LOOSE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\xa0": " "})


@dataclass(frozen=True, slots=True)
class _Block:
    text: str
    is_heading: bool


def article_from_markdown(markdown: str) -> Article:
    """Title, plain text (blocks parted by an empty line) and sentences of an article.

    Headings are part of the text, and sentences of their own, since readers read
    them. Offsets count code points of `text`.
    """
    blocks = list(_blocks(markdown))
    text = "\n\n".join(block.text for block in blocks)
    sentences: list[ArticleSentence] = []
    heading: str | None = None
    at = 0
    for number, block in enumerate(blocks):
        if block.is_heading and number:
            heading = block.text
        bounds = [(0, len(block.text))] if block.is_heading else list(sentence_bounds(block.text))
        for start, end in bounds:
            anchor = Anchor(at + start, at + end)
            sentences.append(
                ArticleSentence(len(sentences), number, heading, block.text[start:end], anchor)
            )
        at += len(block.text) + 2
    title = next((b.text for b in blocks if b.is_heading), blocks[0].text if blocks else "")
    byline = next((b.text for b in blocks[:3] if b.text.lower().startswith("by ")), None)
    return Article(title, markdown, text, tuple(sentences), byline)


def _blocks(markdown: str) -> list[_Block]:
    blocks: list[_Block] = []
    held: list[str] = []

    def close(is_heading: bool = False) -> None:
        if held:
            blocks.append(_Block(_plain(" ".join(held)), is_heading))
            held.clear()

    for raw in markdown.splitlines():
        line = _QUOTED.sub("", raw)
        heading, rule = _HEADING.match(line), _RULE.match(line)
        if rule:  # under a line of text it makes that a heading, alone it is a ruled line
            close(is_heading=rule[1] in "=-")
            continue
        if heading or not line.strip() or _BULLET.match(line):
            close()
        if heading:
            blocks.append(_Block(_plain(heading[1]), True))
        elif line.strip():
            held.append(_BULLET.sub("", line).strip())
    close()
    return [block for block in blocks if block.text]


def _plain(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", _LINK.sub(r"\1", text)).split())


def quote_anchor(text: str, quote: str, prefix: str = "", suffix: str = "") -> Anchor | None:
    """Where a quote stands; None where it does not, or where more than one place fits.

    First to the letter; then with typographic quotes, dashes and white space
    aside. prefix and suffix choose among several places.

    >>> quote_anchor("pain and more pain", "pain", prefix="more ")
    Anchor(start=14, end=18)
    """
    for loose in (False, True):
        held = text.translate(_LOOSE) if loose else text
        wanted = [p.translate(_LOOSE) if loose else p for p in (quote, prefix, suffix)]
        places = [m.span() for m in re.finditer(_pattern(wanted[0], loose), held)]
        if len(places) > 1 or prefix or suffix:
            fitting = [p for p in places if _fits(held, p, wanted[1], wanted[2])]
            places = fitting or (places if len(places) == 1 else [])
        if len(places) == 1:
            return Anchor(*places[0])
    return None


def _pattern(quote: str, loose: bool) -> str:
    if not loose:
        return re.escape(quote)
    return r"\s+".join(map(re.escape, quote.split()))


def _fits(text: str, place: tuple[int, int], prefix: str, suffix: str) -> bool:
    before = " ".join(text[max(0, place[0] - len(prefix) - 20) : place[0]].split())
    after = " ".join(text[place[1] : place[1] + len(suffix) + 20].split())
    return before.endswith(" ".join(prefix.split())) and after.startswith(" ".join(suffix.split()))
