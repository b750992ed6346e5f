"""The article with numbered citations and its reference list, ready to be written (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from evidence.publish.citation_styles import Cited, formatted
from evidence.publish.export_facts import ExportFacts
from evidence.publish.references import Rows, references
from evidence.publish.sentence_citations import ROLES, SentenceText, sentence_texts

_BULLET: Final = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+(.*)")
_MARKS: Final = re.compile(r"[*_`]|!?\[|\]\([^)]*\)")
_LABEL: Final = {
    "for": "",
    "both ways": "both ways: ",
    "inconclusive": "inconclusive: ",
    "against": "against: ",
}


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence and the numbers of its references by role, in the order of ROLES."""

    sentence: SentenceText
    numbers: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def marks(self) -> str:
        """The numbers as text: "1, 2; against: 3"; empty without any.

        >>> CitedSentence(None, (("for", (1, 2)), ("against", (3,)))).marks
        '1, 2; against: 3'
        """
        return "; ".join(_LABEL[role] + ", ".join(map(str, held)) for role, held in self.numbers)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`level` 1 or 2), a paragraph or a list item (`level` 0)."""

    level: int
    is_item: bool
    sentences: tuple[CitedSentence, ...]


@dataclass(frozen=True, slots=True)
class ArticleExport:
    """One article as it leaves: its blocks, references in order of number, and what is open."""

    topic: str
    title: str
    blocks: tuple[Block, ...]
    cited: tuple[Cited, ...]
    banner: str | None
    provenance: str
    is_suggested: bool

    @property
    def sentences(self) -> list[SentenceText]:
        """Every sentence, in order."""
        return [s.sentence for block in self.blocks for s in block.sentences]

    @property
    def n_withheld(self) -> int:
        """Sentences under which nothing is cited since they say more than their evidence."""
        return sum(s.withheld is not None for s in self.sentences)

    @property
    def n_suggested(self) -> int:
        """Sentences in the machine's wording, which no person adopted."""
        return sum(s.source == "suggested" for s in self.sentences)


def article_export(
    rows: Rows, topic: str, facts: ExportFacts, *, is_suggested: bool = False, style: str = "ama"
) -> ArticleExport:
    """The article of a topic with numbers in order of first citation."""
    row = rows("topic", topic=topic)[0]
    texts = sentence_texts(rows, topic, is_suggested=is_suggested)
    ids = list(dict.fromkeys(c.report_id for text in texts for c in text.citations))
    held = {key: ref for key, ref in references(rows, ids).items() if not ref.is_retracted}
    numbers = {report_id: n for n, report_id in enumerate(held, 1)}
    blocks = _blocks(texts, numbers, str(row["title"]), list_items(_markdown(facts, topic)))
    return ArticleExport(topic, str(row["title"]), blocks, tuple(formatted(list(held.values()), style)),
                         facts.banner(topic), facts.provenance, is_suggested)  # fmt: skip


def _markdown(facts: ExportFacts, topic: str) -> str:
    path = facts.queries_dir / "topics" / topic / "article.md" if facts.queries_dir else None
    return path.read_text(encoding="utf-8-sig") if path and path.is_file() else ""


def list_items(markdown: str) -> set[str]:
    """The first words of each list item of an article, to tell items from paragraphs.

    >>> sorted(list_items("Text\\n- One **item**: and so\\n1. Two"))
    ['One item: and so', 'Two']
    """
    found = (_BULLET.match(line) for line in markdown.splitlines())
    return {" ".join(_MARKS.sub("", match[1]).split()) for match in found if match}


def _blocks(
    texts: Sequence[SentenceText], numbers: dict[str, int], title: str, items: set[str]
) -> tuple[Block, ...]:
    blocks: list[tuple[int, list[SentenceText]]] = []
    for text in texts:
        if not blocks or blocks[-1][0] != text.paragraph_no:
            blocks.append((text.paragraph_no, []))
        blocks[-1][1].append(text)
    made = []
    for _, held in blocks:
        first = held[0]
        level = 1 if first.original == title else 2 if first.original == first.heading else 0
        is_item = level == 0 and any(item.startswith(first.original) for item in items)
        made.append(Block(level, is_item, tuple(_cited(text, numbers) for text in held)))
    return tuple(made)


def _cited(text: SentenceText, numbers: dict[str, int]) -> CitedSentence:
    by_role: list[tuple[str, tuple[int, ...]]] = []
    for role in ROLES:
        held: list[int] = sorted(
            numbers[c.report_id]
            for c in text.citations
            if c.role == role and c.report_id in numbers
        )
        if held:
            by_role.append((role, tuple(held)))
    return CitedSentence(text, tuple(by_role))


def as_json(export: ArticleExport) -> dict[str, Any]:
    """The same for a CMS that takes data: sentences with their source, reason and numbers."""
    return {
        "topic": export.topic, "title": export.title, "banner": export.banner,
        "provenance": export.provenance,
        "sentences": [
            {"sentence_no": s.sentence.sentence_no, "text": s.sentence.text,
             "original": s.sentence.original, "source": s.sentence.source,
             "withheld": s.sentence.withheld, "citations": {role: list(n) for role, n in s.numbers}}
            for block in export.blocks for s in block.sentences],
        "references": [{"number": n, "report_id": c.reference.report_id, "text": c.text, "html": c.html}
                       for n, c in enumerate(export.cited, 1)],
    }  # fmt: skip
