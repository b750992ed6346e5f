"""What the next build will make of decisions written since a publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from evidence.appraise.appraisal import TopicAppraisal, appraise_topic
from evidence.appraise.rules import rules_from
from evidence.appraise.studies import StudyGroups
from evidence.appraise.verdict_case import SearchFacts
from evidence.database import Answer, Published
from evidence.models import Topic
from evidence.pipeline.linked import items_read, linked_reports
from evidence.sql_text import literal


def appraised_now(published: Published, topic: Topic, *, is_sample: bool) -> TopicAppraisal:
    """A topic's published evidence, appraised with its folder as it is now.

    Only decisions, sign-offs and rules may be newer than the publication: reports, links
    and studies are those published. Nothing is written.
    """
    asked = _Asked(published)
    held = linked_reports(asked, f"(FROM evidence_item WHERE topic = {literal(topic.topic)})")
    n_reports = published.query("SELECT count(*) FROM record WHERE status = 'current'").rows[0][0]
    return appraise_topic(
        topic, items_read(asked, topic.topic, held, "evidence_item"), _studies(published),
        held.findings, held.reports, rules_from(topic.rules),
        SearchFacts(n_reports, is_sample=is_sample), cited=held.cited,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Asked:
    """A published database, asked as one under construction is."""

    published: Published

    def query(self, sql: str, **values: Any) -> Answer:
        return self.published.query(sql, values)

    def arrow(self, sql: str) -> pa.Table:
        return self.published.arrow(sql)


def _studies(published: Published) -> StudyGroups:
    rows = published.query("SELECT report_id, study_id FROM study_report").rows
    return StudyGroups(study_of=dict(rows), merges=())
