"""What people wrote, as rows of the tables that hold it (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from evidence.models import Topic

Row = dict[str, Any]


def topic_rows(topics: tuple[Topic, ...]) -> dict[str, list[Row]]:
    """Table name to rows, for the tables that are filled from `queries/` alone."""
    return {
        "topic": [_topic_row(t) for t in topics],
        "article_sentence": [r for t in topics for r in _sentence_rows(t)],
        "claim": [r for t in topics for r in _claim_rows(t)],
        "claim_sentence": [r for t in topics for r in _claim_sentence_rows(t)],
        "strategy": [r for t in topics for r in _strategy_rows(t)],
        "guideline": [r for t in topics for r in _guideline_rows(t)],
    }


def _topic_row(topic: Topic) -> Row:
    article = topic.article
    return {"topic": topic.topic, "title": article.title, "byline": article.byline,
            "article_text": article.text}  # fmt: skip


def _sentence_rows(topic: Topic) -> Iterator[Row]:
    for s in topic.article.sentences:
        yield {"topic": topic.topic, "sentence_no": s.sentence_no, "paragraph_no": s.paragraph_no,
               "heading": s.heading, "text": s.text, "start": s.anchor.start, "end": s.anchor.end}  # fmt: skip


def _claim_rows(topic: Topic) -> Iterator[Row]:
    for number, c in enumerate(topic.claims):
        yield {"topic": topic.topic, "claim_id": c.claim_id, "claim_no": number, "parent": c.parent,
               "kind": c.kind.value, "quote": c.quote, "question": c.question, "note": c.note,
               "start": c.anchor.start, "end": c.anchor.end}  # fmt: skip


def _claim_sentence_rows(topic: Topic) -> Iterator[Row]:
    for claim in topic.claims:
        for sentence in topic.article.sentences:
            touches = (
                claim.anchor.start < sentence.anchor.end
                and sentence.anchor.start < claim.anchor.end
            )
            if touches:
                yield {"topic": topic.topic, "claim_id": claim.claim_id,
                       "sentence_no": sentence.sentence_no}  # fmt: skip


def _strategy_rows(topic: Topic) -> Iterator[Row]:
    for s in topic.strategies:
        yield {"topic": topic.topic, "strategy_id": s.strategy_id, "source": s.source,
               "query": s.query, "rationale": s.rationale, "author": s.author,
               "written_on": s.written_on, "limits": s.limits, "known_pmids": list(s.known_pmids)}  # fmt: skip


def _guideline_rows(topic: Topic) -> Iterator[Row]:
    for g in topic.guidelines:
        yield {"topic": topic.topic, "guideline_id": g.guideline_id, "body": g.body, "year": g.year,
               "title": g.title, "population": g.population, "position": g.position,
               "statement": g.statement, "claims": list(g.claims), "source": g.source}  # fmt: skip
