"""Condition, technique, dose, comparator, outcomes of one report (pure)."""

from __future__ import annotations

from evidence.extract.comparator import comparator_findings
from evidence.extract.condition import condition_findings
from evidence.extract.dose import dose_findings
from evidence.extract.outcomes import outcome_findings
from evidence.extract.reading_lines import Reading
from evidence.extract.technique import technique_findings
from evidence.models import Finding


def pico_findings(context: Reading) -> tuple[Finding, ...]:
    """Findings of kind condition, intervention, acupoint, current, n_sessions,
    treatment_weeks, comparator, outcome and follow_up_weeks; nothing where not told."""
    return (
        *condition_findings(context),
        *technique_findings(context),
        *dose_findings(context),
        *comparator_findings(context),
        *outcome_findings(context),
    )
