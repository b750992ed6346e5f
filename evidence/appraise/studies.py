"""Reports of one investigation are one study, and count once (PRISMA 2020, item 16b).

Joined by: the same DOI, PMID or title, year and first page (duplicates between
sources); the same trial registration number (protocol, results, secondary
analyses). A review lists many trials, so reviews are never joined by registration.
A correction or retraction notice is never merged into its paper: it names it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

from evidence.models import Finding, ReportText

_DUPLICATE_RULES: Final = frozenset({"same-doi", "same-pmid", "same-title"})
_REVIEWS: Final = frozenset({"systematic_review", "meta_analysis", "network_meta_analysis",
                             "overview_of_reviews", "narrative_review", "guideline"})  # fmt: skip
_NOTICE_TYPES: Final = frozenset({"Published Erratum", "Retraction of Publication",
                                  "Retraction Notice", "Expression of Concern", "Comment"})  # fmt: skip
_NOTICE_TITLE: Final = re.compile(
    r"^\W*(?:(?:retraction|correction|corrigendum|erratum|expression of concern)\b\s*(?:to|for|of|on|:|$)"
    r"|retraction notice\b|(?:comment|reply|response|letter) (?:on|to)\b)", re.IGNORECASE)  # fmt: skip
_TITLE_MIN_WORDS: Final = 5
#: A trial may be registered twice; a report naming more pools several trials.
_NUMBERS_MAX: Final = 2
_WORD: Final = re.compile(r"[^\W_]+")
_SPACE: Final = re.compile(r"[\s\-/]+")


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two reports are one study; a row of the audit list.

    `rule` is same-doi, same-pmid, same-title or same-registration; `reason` says
    for a reader what the rule saw. `is_duplicate` is True where both are one
    publication seen twice, False where they are two reports of one study.
    """

    report_id: str
    joined_to: str
    rule: str
    reason: str

    @property
    def is_duplicate(self) -> bool:
        """Whether both are the same publication."""
        return self.rule in _DUPLICATE_RULES


@dataclass(frozen=True, slots=True)
class StudyGroups:
    """Study of every report, and the audit list of merges.

    `study_of` maps report_id to study_id, the smallest report_id of its group.
    """

    study_of: Mapping[str, str]
    merges: tuple[Merge, ...] = ()
    n_reports: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


class _Forest:
    """Union-find whose roots are always the smallest member."""

    def __init__(self, members: Iterable[str]) -> None:
        self.parent = {member: member for member in members}

    def root(self, member: str) -> str:
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def join(self, one: str, other: str) -> bool:
        first, second = sorted((self.root(one), self.root(other)), key=report_order)
        self.parent[second] = first
        return first != second


def report_order(report_id: str) -> tuple[int, int, str]:
    """Sort key of a report id: PubMed ids by number, then the others by text.

    >>> sorted(["pmid:100", "doi:10.1/a", "pmid:99"], key=report_order)
    ['pmid:99', 'pmid:100', 'doi:10.1/a']
    """
    number = report_id.removeprefix("pmid:")
    return (0, int(number), "") if number.isdigit() else (1, 0, report_id)


def study_groups(
    reports: Iterable[ReportText], findings: Mapping[str, Sequence[Finding]]
) -> StudyGroups:
    """Reports grouped to studies, whatever their order. Near-linear in their number.

    `findings` gives designs and registration numbers read from text, by report_id.
    """
    held = sorted(reports, key=lambda r: report_order(r.report_id))
    by_id = {r.report_id: r for r in held}
    forest = _Forest(by_id)
    merges: list[Merge] = []
    seen: dict[tuple[str, str], str] = {}
    for report in held:
        for rule, key, reason in _keys(report, findings.get(report.report_id, ())):
            first = seen.setdefault((rule, key), report.report_id)
            if first == report.report_id or (rule == "same-title" and _differ(by_id[first], report)):
                continue
            if forest.join(first, report.report_id):
                merges.append(Merge(report.report_id, first, rule, reason))
    study_of = {r.report_id: forest.root(r.report_id) for r in held}
    sizes: dict[str, int] = defaultdict(int)
    for study in study_of.values():
        sizes[study] += 1
    return StudyGroups(MappingProxyType(study_of), tuple(merges), MappingProxyType(dict(sizes)))


def is_notice(report: ReportText) -> bool:
    """Whether a report is itself a correction, retraction notice, concern or comment."""
    if _NOTICE_TYPES & set(report.publication_types):
        return True
    if any(notice.direction == "of" for notice in report.notices):
        return True
    return bool(report.title and _NOTICE_TITLE.match(report.title.text))


def _keys(
    report: ReportText, findings: Sequence[Finding]
) -> Iterator[tuple[str, str, str]]:
    if is_notice(report):
        return
    if report.doi:
        yield "same-doi", report.doi.casefold(), f"both have the DOI {report.doi}"
    if report.pmid is not None:
        yield "same-pmid", str(report.pmid), f"both have the PMID {report.pmid}"
    if (key := _title_key(report)) is not None:
        yield "same-title", key, "both have the same title, journal and year"
    if any(f.kind == "design" and f.value in _REVIEWS for f in findings):
        return
    numbers = registrations(report, findings)
    if len(numbers) > _NUMBERS_MAX:
        return
    for number in numbers:
        yield "same-registration", number, f"both name the trial registration {number}"


def _differ(one: ReportText, other: ReportText) -> bool:
    """Whether identifiers say that these are two publications, whatever their titles."""
    is_other_doi = bool(one.doi and other.doi) and one.doi != other.doi
    is_other_pmid = None not in (one.pmid, other.pmid) and one.pmid != other.pmid
    return is_other_doi or is_other_pmid


def _title_key(report: ReportText) -> str | None:
    """Title and year and journal; None where the title is too short to tell papers apart."""
    words = _WORD.findall(report.title.text.casefold()) if report.title else []
    if len(words) < _TITLE_MIN_WORDS or report.year is None:
        return None
    journal = " ".join(_WORD.findall((report.journal or "").casefold()))
    return f"{' '.join(words)}|{report.year}|{journal}"


def registrations(report: ReportText, findings: Sequence[Finding]) -> tuple[str, ...]:
    """Registration numbers of a report, from its record and its text, in one spelling.

    >>> registrations(ReportText("pmid:1", None, registry_ids=("nct 01234567",)), ())
    ('NCT01234567',)
    """
    read = [f.value for f in findings if f.kind == "registration" and f.value]
    numbers = {_SPACE.sub("", number).upper() for number in (*report.registry_ids, *read)}
    return tuple(sorted(number for number in numbers if any(c.isdigit() for c in number)))
