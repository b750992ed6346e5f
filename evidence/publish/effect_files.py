"""Effect estimates for metafor and RevMan: as printed, with the log and standard error they need (pure).

Nothing is turned round or repaired. A row that cannot be pooled says why. The standard
error comes from the printed interval, (high - low) / 2z, on the log scale for ratios
(Cochrane Handbook 6.5, section 6.3).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from statistics import NormalDist
from typing import Any, Final

from evidence.publish.references import Reference, Rows
from evidence.publish.safe_text import csv_text

Row = dict[str, Any]
_RATIOS: Final = frozenset({"RR", "OR", "HR"})
_DIFFERENCES: Final = frozenset({"MD", "WMD", "SMD", "RD"})
_REVIEWS: Final = ("systematic_review", "meta_analysis", "network_meta_analysis", "overview_of_reviews",
                   "narrative_review")  # fmt: skip
COLUMNS: Final = (
    "topic", "claim_id", "study_id", "report_id", "pmid", "study_label", "year", "design", "is_review",
    "stance", "n_participants", "measure", "outcome", "comparator", "time_point", "estimate", "ci_low",
    "ci_high", "ci_level_pct", "is_ci_level_assumed", "yi", "sei", "vi", "is_usable", "why_not", "quote",
    "publication_id",
)  # fmt: skip
_REVMAN: Final = ("Comparison", "Outcome", "Study", "Year", "Effect measure", "GIV Mean", "GIV SE",
                  "CI start", "CI end", "Participants", "PMID", "Publication")  # fmt: skip


def effect_rows(
    rows: Rows, topic: str, held: Mapping[str, Reference], publication_id: str
) -> list[Row]:
    """Every effect printed in a report that counts for a claim, once a claim."""
    by_report: dict[str, list[Row]] = {}
    for effect in rows("effect"):
        by_report.setdefault(effect["report_id"], []).append(effect)
    made = []
    for item in rows("evidence_table", topic=topic):
        if item["status"] == "counted":
            made += [
                _row(item, e, held, publication_id) for e in by_report.get(item["report_id"], ())
            ]
    return made


def _row(item: Row, effect: Row, held: Mapping[str, Reference], publication_id: str) -> Row:
    level = effect["ci_level_pct"]
    row = {
        **{name: item[name] for name in ("topic", "claim_id", "report_id", "pmid", "year", "design", "stance",
                                         "n_participants")},
        **{name: effect[name] for name in ("study_id", "measure", "outcome", "time_point", "estimate", "ci_low",
                                           "ci_high", "quote")},
        "comparator": effect["comparator"] or item["comparator"],
        "study_label": study_label(held.get(item["report_id"]), item),
        "is_review": item["design"] in _REVIEWS, "ci_level_pct": level or 95.0,
        "is_ci_level_assumed": level is None, "publication_id": publication_id,
    }  # fmt: skip
    why_not = effect["flag"] or unusable(row)
    yi, sei = (None, None) if why_not else pooled_scale(row)
    return {**row, "yi": yi, "sei": sei, "vi": None if sei is None else sei**2,
            "is_usable": why_not is None, "why_not": why_not}  # fmt: skip


def study_label(reference: Reference | None, item: Mapping[str, Any]) -> str:
    """Name and year of a study, as plots label it; its id where no author is known."""
    first = reference.authors[0] if reference and reference.authors else None
    name = (first.family or first.collective) if first else None
    return f"{name or item['report_id']} {item['year'] or 'no year'}"


def unusable(row: Mapping[str, Any]) -> str | None:
    """Why an effect cannot be pooled as it is printed; None where it can."""
    if row["measure"] not in _RATIOS | _DIFFERENCES:
        return f"measure {row['measure']} is not one that is pooled here"
    if row["estimate"] is None or row["ci_low"] is None or row["ci_high"] is None:
        return "no interval is printed"
    if not row["ci_low"] < row["ci_high"]:
        return "the interval has no width"
    if not 50 <= row["ci_level_pct"] < 100:
        return "the level of the interval is not one"
    if row["measure"] in _RATIOS and min(row["estimate"], row["ci_low"]) <= 0:
        return "a ratio that is not above zero"
    return None


def pooled_scale(row: Mapping[str, Any]) -> tuple[float, float]:
    """(estimate, standard error) on the scale of pooling: logarithms for ratios.

    >>> pooled_scale({"measure": "MD", "estimate": 1.0, "ci_low": 0.0, "ci_high": 2.0, "ci_level_pct": 95})
    (1.0, 0.510213)
    """
    z = NormalDist().inv_cdf(0.5 + row["ci_level_pct"] / 200)
    values = [float(row[name]) for name in ("estimate", "ci_low", "ci_high")]
    if row["measure"] in _RATIOS:
        values = [math.log(value) for value in values]
    return round(values[0], 6), round((values[2] - values[1]) / (2 * z), 6)


def effects_csv(made: Iterable[Row]) -> str:
    """The rows for metafor: yi and sei are what `rma(yi, sei = sei)` takes."""
    return csv_text(COLUMNS, made)


def revman_csv(made: Iterable[Row]) -> str:
    """The usable rows of primary studies, named as RevMan's generic inverse variance names them."""
    usable = [r for r in made if r["is_usable"] and not r["is_review"]]
    return csv_text(_REVMAN, (
        {"Comparison": f"{r['claim_id']} vs {r['comparator'] or 'comparator not stated'}",
         "Outcome": r["outcome"] or "outcome not stated", "Study": r["study_label"], "Year": r["year"],
         "Effect measure": r["measure"], "GIV Mean": r["yi"], "GIV SE": r["sei"], "CI start": r["ci_low"],
         "CI end": r["ci_high"], "Participants": r["n_participants"], "PMID": r["pmid"],
         "Publication": r["publication_id"]} for r in usable))  # fmt: skip


R_SCRIPT: Final = """\
# Effects of {topic}, publication {publication}. Needs R and the package metafor.
# Run in this folder: Rscript effects.R
# {warning}
# Estimates are as printed: signs are not turned round, so look at the direction of each scale
# before pooling. Several effects of one study are not independent: the first of each is kept here.
if (!requireNamespace("metafor", quietly = TRUE)) stop("install.packages('metafor') first")
library(metafor)
effects <- read.csv("effects.csv", stringsAsFactors = FALSE, fileEncoding = "UTF-8", na.strings = "")
effects <- subset(effects, is_usable == "true" & is_review == "false")
key <- with(effects, paste(claim_id, measure, outcome, comparator, sep = " | "))
for (name in unique(key)) {{
  group <- effects[key == name, ]
  group <- group[!duplicated(group$study_id), ]
  cat("\\n==", name, ": k =", nrow(group), "\\n")
  if (nrow(group) < 2) {{
    cat("one study: nothing to pool\\n")
    next
  }}
  model <- rma(yi, sei = sei, data = group, slab = study_label, method = "REML", test = "knha")
  print(summary(model))
  if (group$measure[1] %in% c("RR", "OR", "HR")) print(predict(model, transf = exp))
}}
"""


def r_script(topic: str, publication_id: str, warning: str) -> str:
    """A script for metafor that reads effects.csv beside it."""
    plain = [" ".join(text.split()) for text in (topic, publication_id, warning)]
    return R_SCRIPT.format(topic=plain[0], publication=plain[1], warning=plain[2])
