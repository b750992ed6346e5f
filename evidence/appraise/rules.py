"""The thresholds of `queries/rules.toml` as one typed value (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Final

from evidence.errors import QueriesError

_PATH: Final = "rules.toml"
_GROUPS: Final = ("efficacy", "synthesis", "mid", "safety", "mechanism", "background", "certainty", "citations",
                  "signoff", "wording", "named_study")  # fmt: skip
_META: Final = frozenset({"version", "reviewed_by"})
_LEVELS: Final = ("very_low", "low", "moderate", "high")


@dataclass(frozen=True, slots=True)
class Rules:
    """Thresholds in force. A field is named ``<table>_<key>`` of rules.toml.

    `sources` maps each field to where its value comes from; `version` is what
    pages and verdicts name. Counts are of people or studies, shares are 0 to 1.
    """

    version: str
    efficacy_supported_sham_rcts_min: int
    efficacy_supported_participants_min: int
    efficacy_limits_sham_participants_min: int
    efficacy_limits_usual_care_rcts_min: int
    efficacy_limits_usual_care_participants_min: int
    efficacy_contradicted_participants_min: int
    efficacy_follow_up_weeks_long: int
    synthesis_sign_test_studies_min: int
    synthesis_pooled_studies_min: int
    synthesis_interval_level: float
    mid_pain_100: float
    mid_pain_10: float
    mid_smd: float
    mid_odi: float
    mid_ratio: float
    safety_rare_harm_patients_min: int
    safety_common_harm_patients_min: int
    mechanism_patient_rcts_min: int
    mechanism_marker_outcomes: tuple[str, ...]
    background_studied_studies_min: int
    background_studied_rcts_min: int
    background_supports_min: int
    certainty_rct_start: str
    certainty_observational_start: str
    certainty_abstract_ceiling: str
    certainty_participants_min: int
    certainty_very_small_participants: int
    certainty_inconsistency_share_min: float
    certainty_indirectness_share_min: float
    citations_superseded_years: int
    signoff_new_participants_share_min: float
    signoff_new_participants_min: int
    wording_grade_max: float
    wording_plain_words: tuple[str, ...]
    wording_citations_max: int
    named_study_candidate_score_min: float
    named_study_candidates_max: int
    sources: Mapping[str, str]
    is_reviewed: bool = False


def rules_from(mapping: Mapping[str, Any]) -> Rules:
    """Rules from the mapping that a TOML reader gives of rules.toml.

    Raises QueriesError for a missing, unknown, sourceless or ill-typed threshold.
    """
    wanted = {f.name: str(f.type) for f in fields(Rules)}
    for name in ("version", "sources", "is_reviewed"):
        del wanted[name]
    entries = _entries(mapping, frozenset(wanted))
    values = {name: _value(name, kind, entries) for name, kind in wanted.items()}
    version = mapping.get("version")
    if not isinstance(version, str) or not version:
        raise QueriesError(_PATH, 1, "version is missing", 'add version = "2026-11-24.1"')
    sources = MappingProxyType({name: str(entries[name]["source"]) for name in wanted})
    return Rules(version=version, sources=sources, is_reviewed=bool(mapping.get("reviewed_by")),
                 **values)  # fmt: skip


def _entries(mapping: Mapping[str, Any], known: frozenset[str]) -> dict[str, Mapping[str, Any]]:
    found: dict[str, Mapping[str, Any]] = {}
    for group, table in mapping.items():
        if group in _META:
            continue
        if group not in _GROUPS or not isinstance(table, Mapping):
            raise _wrong(group, "is no table of rules", f"use one of {', '.join(_GROUPS)}")
        for key, entry in table.items():
            name = f"{group}_{key}"
            if name not in known:
                raise _wrong(f"{group}.{key}", "is not known", "mend its name or take it out")
            if not isinstance(entry, Mapping) or "value" not in entry:
                raise _wrong(f"{group}.{key}", "has no value", "add value = …")
            if not str(entry.get("source", "")).strip():
                raise _wrong(f"{group}.{key}", "has no source", "say where the value comes from")
            found[name] = entry
    return found


def _value(name: str, kind: str, entries: Mapping[str, Mapping[str, Any]]) -> Any:
    if name not in entries:
        raise _wrong(name.replace("_", ".", 1), "is missing", "add it with value and source")
    value = entries[name]["value"]
    if kind.startswith("tuple"):
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        raise _wrong(name, "is no list of words", 'write value = ["…"]')
    if kind == "str":
        if value in _LEVELS:
            return value
        raise _wrong(name, f"is {value!r}", f"use one of {', '.join(_LEVELS)}")
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or value < 0 or (kind == "int" and value != int(value)):
        raise _wrong(name, f"is {value!r}", f"write a number ({kind}), not negative")
    return int(value) if kind == "int" else float(value)


def _wrong(key: str, what: str, mend: str) -> QueriesError:
    return QueriesError(_PATH, 1, f"{key} {what}", mend)
