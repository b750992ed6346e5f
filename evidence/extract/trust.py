# ruff: noqa: E501 (a pattern or table row is read whole)
"""Signals a reader uses to judge trust: registration, blinding, dropouts, funding (pure)."""

from __future__ import annotations

import re
from typing import Final

from evidence.extract.gated import Gated, gated
from evidence.extract.reading_lines import VERSION, Reading, text_finding
from evidence.models import Finding

_REGISTRATION: Final = gated(
    r"\bNCT\s?\d{8}\b|\bChiCTR[-A-Z0-9]*\d{6,}\b|\bISRCTN\s?\d{8}\b|\bCRD\s?4\d{10}\b|\bACTRN\s?\d{14}\b|\bKCT\s?\d{7}\b"
    r"|\bDRKS\s?\d{8}\b|\bUMIN\s?\d{9}\b|\bJPRN-\w+\b|\bIRCT\s?\w{10,}\b|\bNTR\s?\d{3,4}\b|\bEudraCT(?: number)?:? ?\d{4}-\d{6}-\d{2}\b|\bCTRI/\d{4}/\d+/\d+\b|\bRBR-\w{6}\b"
    r"|\b10\.37766/inplasy[\d.]+|\bINPLASY\d{8,}", re.NOFLAG)  # fmt: skip
_SIGNALS: Final[tuple[tuple[str, str, Gated], ...]] = tuple(
    (kind, value, gated(pattern))
    for kind, value, pattern in (
        ("blinding", "double", r"\bdouble[- ](?:blind\w*|mask\w*)|\btriple[- ]blind\w*"),
        ("blinding", "single", r"\bsingle[- ](?:blind\w*|mask\w*)"),
        ("blinding", "assessor", r"\b(?:assessor|evaluator|observer|rater|investigator)s?[- ](?:were )?(?:blind\w*|mask\w*)|blind(?:ed)? (?:outcome )?assess\w+"),
        ("blinding", "participant", r"\b(?:participant|patient|subject)s?[- ](?:and \w+[- ])?(?:were )?(?:blind\w*|mask\w*)"),
        ("blinding", "open", r"\bopen[- ]label\b|\bunblinded\b|\bnon-?blinded\b|blinding of participants was not possible"),
        ("allocation_concealment", "concealed", r"\bsealed[, ]+(?:opaque[, ]+)?(?:\w+ )?envelopes?|\bopaque[^.;]{0,30}envelopes?|allocation (?:was )?conceal\w*|concealed allocation|central(?:i[sz]ed)? (?:randomi[sz]ation|allocation)"),
        ("certainty_stated", "very_low", r"\bvery[- ]low[- ](?:to low )?(?:quality|certainty)|(?:quality|certainty)[^.;]{0,25}\bvery low"),
        ("certainty_stated", "low", r"(?<!very )(?<!very-)\blow[- ](?:quality|certainty)(?! of (?:the )?included)|(?:quality|certainty) of (?:the )?evidence[^.;]{0,20}(?<!very )\blow\b"),
        ("certainty_stated", "moderate", r"\bmoderate[- ](?:quality|certainty)|(?:quality|certainty) of (?:the )?evidence[^.;]{0,20}\bmoderate\b"),
        ("certainty_stated", "high", r"\bhigh[- ](?:quality|certainty) evidence"),
        ("authors_caution", "limited", r"\b(?:larger|further|more|rigorous|well-designed)[^.;]{0,40}(?:studies|trials|research)[^.;]{0,30}(?:needed|required|warranted|wanted|necessary|must)|not conclusive|insufficient evidence|too limited"),
        ("dropouts", "reported", r"\b\d+ (?:\w+ ){0,3}(?:dropped out|withdrew|were lost to follow-up|discontinued)|drop-?outs?\b"),
        ("funding_text", "stated", r"\b(?:funded by|(?:financially |partially |partly )?supported by (?:a |the )?(?:\w+ ){0,4}?(?:grants?|National|Ministry|Foundation|Institute|Fund)|funding:|sponsored by|provided (?:a grant|funding|financial support)|grants? from)"),
    )
)  # fmt: skip
_COUNTRY: Final = gated(r"\b(?:China(?! National| Bio| Academic| Knowledge| Network| Science)|Korea|Seoul|Germany|United States|USA|Taiwan|Japan|Brazil|Iran|Australia|Sweden|Norway|Denmark|Spain|Italy|France|Turkey|India|Canada|Hong Kong|Austria|Switzerland|Israel|Egypt|Thailand|United Kingdom|UK|England|Netherlands)\b", re.NOFLAG)


def trust_findings(context: Reading) -> tuple[Finding, ...]:
    """Kinds registration, blinding, allocation_concealment, dropouts, certainty_stated,
    authors_caution, country, funding, conflict_of_interest; nothing where not told."""
    made: dict[tuple[str, str], Finding] = {}
    signals = [(kind, value, held) for kind, value, gate in _SIGNALS if (held := gate.within(context.lower))]
    registered, placed = _REGISTRATION.within(context.lower), _COUNTRY.within(context.lower)
    for line in context.lines:
        for found in registered.finditer(line.text, line.lower) if registered else ():
            value = re.sub(r"\s", "", found[0])
            span = line.sentence.span_of(found.start(), found.end())
            made.setdefault(("registration", value.upper()), text_finding("registration", value, span, "trust.registration"))
        if line.role == "background":
            continue
        for kind, value, pattern in signals:
            match = pattern.search(line.text, line.lower)
            if match:
                span = line.sentence.span_of(match.start(), match.end())
                made.setdefault((kind, value), text_finding(kind, value, span, f"trust.{kind}"))
        place = placed.search(line.text, line.lower) if placed and line.role in ("methods", "title") else None
        if place:
            span = line.sentence.span_of(place.start(), place.end())
            made.setdefault(("country", place[0]), text_finding("country", place[0], span, "trust.country"))
    return (*made.values(), *_from_fields(context, {value for kind, value in made if kind == "registration"}))


def _from_fields(context: Reading, seen: set[str]) -> tuple[Finding, ...]:
    report = context.report
    made = [
        Finding("registration", value, None, "trust.databank", VERSION, source="DataBankList")
        for value in report.registry_ids if value.upper() not in seen
    ]  # fmt: skip
    made += [Finding("funding", f, None, "trust.grant", VERSION, source="GrantList") for f in report.funding]
    if report.conflict_of_interest:
        made.append(Finding("conflict_of_interest", report.conflict_of_interest, None, "trust.coi", VERSION, source="CoiStatement"))
    return tuple(made)
