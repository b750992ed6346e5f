"""What people wrote: article, claims, concepts, strategies, decisions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ClaimKind(StrEnum):
    """What sort of statement a claim is; the kind decides which verdicts it can have."""

    BACKGROUND = "background"
    MECHANISM = "mechanism"
    EFFICACY = "efficacy"
    NAMED_STUDY = "named_study"
    SAFETY = "safety"
    TRADITION = "tradition"
    ADVICE = "advice"
    VALUE_WORD = "value_word"


class ConceptKind(StrEnum):
    """Which slot of a scope a concept can fill."""

    CONDITION = "condition"
    INTERVENTION = "intervention"
    COMPARATOR = "comparator"
    OUTCOME = "outcome"
    MECHANISM = "mechanism"
    HARM = "harm"
    POPULATION = "population"
    DESIGN = "design"


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept with the ways the literature writes it.

    `mesh` are MeSH headings, matched exactly against a record's descriptors.
    `text` are text variants, matched case-insensitively on word borders; a
    trailing ``*`` truncates as in PubMed. One word all in capitals is an acronym
    and matches in capitals only. `narrower` are ids of concepts that
    are this one too. `not_text` are longer phrases in which a variant does not
    count. `label` is what a reader sees. `line` is the line in concepts.toml.
    """

    concept_id: str
    kind: ConceptKind
    label: str
    mesh: tuple[str, ...] = ()
    text: tuple[str, ...] = ()
    not_text: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """What evidence bears on a claim, in concept ids; empty means "not restricted".

    The `indirect_…` slots hold what is shown but not counted. `populations` are
    human, animal, cells. `prevention_is_direct` is False where a claim is about
    treatment. `follow_up_weeks_min` is the least follow-up after treatment.
    """

    conditions: tuple[str, ...] = ()
    indirect_conditions: tuple[str, ...] = ()
    interventions: tuple[str, ...] = ()
    indirect_interventions: tuple[str, ...] = ()
    comparators: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    mechanisms: tuple[str, ...] = ()
    harms: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    indirect_populations: tuple[str, ...] = ()
    designs: tuple[str, ...] = ()
    journals: tuple[str, ...] = ()
    prevention_is_direct: bool = False
    follow_up_weeks_min: int | None = None
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a quote stands: code points of the article's plain text, half-open."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One checkable statement of an article, quoted to the letter."""

    claim_id: str
    kind: ClaimKind
    quote: str
    prefix: str
    suffix: str
    question: str
    scope: Scope
    anchor: Anchor
    parent: str | None = None
    note: str | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class ArticleSentence:
    """One sentence of the article's plain text with where it stands."""

    sentence_no: int
    paragraph_no: int
    heading: str | None
    text: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Article:
    """The content team's page: its Markdown, its plain text and its sentences."""

    title: str
    markdown: str
    text: str
    sentences: tuple[ArticleSentence, ...]
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Strategy:
    """A search as PRISMA-S wants it: exact text, source, rationale, date, counts."""

    strategy_id: str
    source: str
    query: str
    rationale: str
    author: str
    written_on: date
    claims: tuple[str, ...] = ()
    limits: str | None = None
    known_pmids: tuple[int, ...] = ()
    count_min: int | None = None
    count_max: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Omission:
    """Something a fair article on the subject also says, written by a person."""

    omission_id: str
    statement: str
    why: str
    is_serious_harm: bool
    present_if: tuple[str, ...]
    sources: tuple[str, ...] = ()
    waived_by: str | None = None
    waived_on: date | None = None
    line: int = 0


@dataclass(frozen=True, slots=True)
class Guideline:
    """A body's position: shown above the counts, never a stance."""

    guideline_id: str
    body: str
    year: int
    title: str
    population: str
    position: str
    statement: str
    claims: tuple[str, ...]
    source: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class LiteratureNote:
    """What the published literature says on claims, in our own words, with author and year.

    It is read beside the verdicts and never enters one. `expects` are the verdicts that a
    careful reader of that literature would write; empty where it names none.
    """

    claims: tuple[str, ...]
    says: str
    source: str
    expects: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's judgement on an evidence item, verdict or certainty."""

    topic: str
    claim_id: str
    report_id: str | None
    what: str
    value: str
    by: str
    role: str
    decided_on: date
    fingerprint: str | None
    why: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Signoff:
    """A person's approval of a claim as published.

    `evidence` is the state of the evidence approved, as `evidence.appraise.signoff`
    writes it; None where it was not kept.
    """

    topic: str
    claim_id: str
    by: str
    role: str
    signed_on: date
    fingerprint: str
    note: str
    line: int = 0
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """One folder under ``queries/topics``, checked.

    `notice` is the text of a banner that every page of the topic shows while only
    its embedded sample is read; None where none is written.
    """

    topic: str
    article: Article
    claims: tuple[Claim, ...]
    concepts: Mapping[str, Concept]
    strategies: tuple[Strategy, ...]
    omissions: tuple[Omission, ...] = ()
    guidelines: tuple[Guideline, ...] = ()
    literature: tuple[LiteratureNote, ...] = ()
    decisions: tuple[Decision, ...] = ()
    signoffs: tuple[Signoff, ...] = ()
    rules: Mapping[str, object] = field(default_factory=dict)
    notice: str | None = None
