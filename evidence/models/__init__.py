"""Frozen typed values for the words of the design. No input or output here.

The words follow PRISMA 2020 (record, report, study), GRADE (certainty) and
SciFact (claim, stance, rationale). `None` means "the source does not say".
"""

from evidence.models.appraisal import (
    Certainty,
    CertaintyRow,
    EvidenceItem,
    ItemStatus,
    Match,
    Stance,
    Verdict,
)
from evidence.models.source import RawBatch, SearchRun
from evidence.models.text import (
    Finding,
    MeshHeading,
    Notice,
    ReportText,
    Section,
    Span,
)
from evidence.models.topic import (
    Anchor,
    Article,
    ArticleSentence,
    Claim,
    ClaimKind,
    Concept,
    ConceptKind,
    Decision,
    Guideline,
    LiteratureNote,
    Omission,
    Scope,
    Signoff,
    Strategy,
    Topic,
)

__all__ = [
    "Anchor", "Article", "ArticleSentence", "Certainty", "CertaintyRow", "Claim",
    "ClaimKind", "Concept", "ConceptKind", "Decision", "EvidenceItem", "Finding",
    "Guideline", "ItemStatus", "LiteratureNote", "Match", "MeshHeading", "Notice", "Omission",
    "RawBatch", "ReportText", "Scope", "SearchRun", "Section", "Signoff", "Span", "Stance", "Strategy",
    "Topic", "Verdict",
]  # fmt: skip
