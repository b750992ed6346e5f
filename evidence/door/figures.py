"""Figures for a paper, drawn by matplotlib from the rows of named questions.

Colours are Okabe and Ito's, told apart by people who see colours differently; every mark
has a word besides. Nothing is computed here but places on paper.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from evidence.appraise.heterogeneity import heterogeneity
from evidence.door.values import Claim
from evidence.publish.plots_forest import RATIOS, Forest, forests, interval
from evidence.publish.site_words import plain

if TYPE_CHECKING:  # an extra: loaded when the first figure is drawn
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

Row = Mapping[str, Any]

_FOR, _AGAINST, _MIXED, _OPEN, _QUIET = "#0072B2", "#D55E00", "#CC79A7", "#999999", "#DDDDDD"
_STANCES = (("n_supports", "supports", _FOR), ("n_mixed", "mixed", _MIXED),
            ("n_inconclusive", "inconclusive", _OPEN), ("n_contradicts", "contradicts", _AGAINST))  # fmt: skip
_DIRECTIONS = (("n_for", "favours acupuncture", _FOR), ("n_mixed", "mixed", _MIXED),
               ("n_no_difference", "no difference", _OPEN), ("n_against", "favours control", _AGAINST),
               ("n_not_stated", "direction not stated", _QUIET))  # fmt: skip
_STYLE = {"font.family": "sans-serif", "font.size": 8, "axes.spines.top": False, "axes.spines.right": False,
          "svg.fonttype": "none", "svg.hashsalt": "evidence", "legend.frameon": False}  # fmt: skip


def svg(figure: Figure) -> bytes:
    """The figure as SVG with its text as text; the same bytes for the same figure."""
    import matplotlib as mpl

    out = io.BytesIO()
    with mpl.rc_context(_STYLE):
        figure.savefig(out, format="svg", bbox_inches="tight", metadata={"Date": None})
    return out.getvalue()


def verdict_bars(claims: Sequence[Claim]) -> Figure:
    """Studies that count for each claim, by stance: votes side by side, no synthesis.

    Claims on safety are left out: there studies are no votes (see `Claim.counts_told`).
    """
    rows = [{"label": claim.claim_id, **{name: getattr(claim, name) for name, _, _ in _STANCES}}
            for claim in claims
            if claim.kind != "safety" and any(getattr(claim, name) for name, _, _ in _STANCES)]  # fmt: skip
    return _stacked(rows, _STANCES, "studies that count")


def direction_bars(rows: Iterable[Row]) -> Figure:
    """Trials by comparator and direction (rows of `directions_by_comparator`, one claim)."""
    held = [{**row, "label": plain(row["comparator"])} for row in rows]
    return _stacked(held, _DIRECTIONS, "randomized trials")


def comparable(rows: Iterable[Row]) -> list[Forest]:
    """Estimates that can be laid side by side (rows of `effects_of_claim`), most first."""
    return forests({**row, "status": "counted", "effects": [row]} for row in rows)


def forest(group: Forest) -> Figure:
    """Comparable estimates as printed with their intervals, their heterogeneity, no pooled line."""
    shown = group.estimates
    figure, axes = _paper(len(shown), 6.5)
    for place, row in enumerate(reversed(shown)):
        axes.plot([row["ci_low"], row["ci_high"]], [place, place], color="black", linewidth=1)
        axes.plot(row["estimate"], place, "s", color=_FOR, markersize=_size(row["n_participants"]))
        axes.annotate(
            interval(row),
            (1.02, place),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=8,
        )
    _label(axes, [str(row["label"]) for row in reversed(shown)])
    if group.measure in RATIOS:
        axes.set_xscale("log")
        axes.xaxis.set_major_formatter("{x:g}")
        axes.xaxis.set_minor_formatter("{x:g}")
    axes.axvline(1 if group.measure in RATIOS else 0, color="black", linewidth=0.6, linestyle=":")
    axes.set_title(group.title, loc="left", fontsize=8)
    found = heterogeneity({**row, "measure": group.measure} for row in shown)
    axes.set_xlabel("as printed, not pooled" + (f". {found.line()}" if found else ""))
    return figure


def gap_map(rows: Sequence[Row]) -> Figure:
    """Conditions by outcomes (rows of `gap_map`): area tells reports, filled trials; a cross is a gap."""
    conditions = sorted({row["condition"] for row in rows}, reverse=True)
    outcomes = sorted({row["outcome"] for row in rows})
    figure, axes = _paper(len(conditions), 1.2 + 0.55 * len(outcomes))
    for row in rows:
        x, y = outcomes.index(row["outcome"]), conditions.index(row["condition"])
        if row["n_reports"] == 0:
            axes.plot(x, y, "x", color=_OPEN, markersize=3)
            continue
        axes.scatter(x, y, s=24 * row["n_reports"], color="white", edgecolors=_FOR, linewidths=0.8)
        axes.scatter(x, y, s=24 * row["n_rcts"], color=_FOR, alpha=0.45, linewidths=0)
        axes.annotate(str(row["n_reports"]), (x, y), ha="center", va="center", fontsize=6)
    _label(axes, [plain(name) for name in conditions])
    axes.set_xticks(
        range(len(outcomes)), [plain(name) for name in outcomes], rotation=40, ha="right"
    )
    axes.set_xlim(-0.6, len(outcomes) - 0.4)
    axes.set_title(
        "number: reports; shaded: randomized trials; ×: none held", loc="left", fontsize=7
    )
    return figure


def overlap(rows: Sequence[Row]) -> Figure:
    """Records that two strategies share (rows of `search_overlap`)."""
    names = sorted({row["strategy_id"] for row in rows})
    figure, axes = _paper(len(names), 2 + 0.3 * len(names))
    most = max((row["n_shared"] for row in rows), default=1)
    for row in rows:
        x, y = names.index(row["other_strategy_id"]), names.index(row["strategy_id"])
        axes.scatter(x, y, s=160 * row["n_shared"] / most, color=_FOR, marker="s", linewidths=0)
    _label(axes, names)
    axes.set_xticks(range(len(names)), names, rotation=90)
    return figure


def indexing(rows: Sequence[Row]) -> Figure:
    """Days from entry to MeSH indexing by year (rows of `time_to_indexing`)."""
    known = [row for row in rows if row["median_days"] is not None]
    figure, axes = _paper(6, 5)
    years = [row["entered_year"] for row in known]
    axes.plot(
        years, [row["median_days"] for row in known], "o-", color=_FOR, markersize=3, label="median"
    )
    axes.plot(
        years, [row["ninth_decile_days"] for row in known], ":", color=_AGAINST, label="nine of ten"
    )
    axes.set_xlabel("year of entry")
    axes.set_ylabel("days to indexing")
    axes.legend(frameon=False, fontsize=7)
    return figure


def accuracy(rows: Sequence[Row]) -> Figure:
    """Shares with their exact intervals: rows with kind, n_read, right_pct, low_pct and high_pct."""
    figure, axes = _paper(len(rows), 5)
    for place, row in enumerate(reversed(rows)):
        axes.plot([row["low_pct"], row["high_pct"]], [place, place], color="black", linewidth=1)
        axes.plot(row["right_pct"], place, "o", color=_FOR, markersize=4)
        axes.annotate(
            f"n = {row['n_read']}",
            (1.02, place),
            xycoords=("axes fraction", "data"),
            va="center",
            fontsize=8,
        )
    _label(axes, [plain(row["kind"]) for row in reversed(rows)])
    axes.set_xlim(0, 100)
    axes.set_xlabel("right, % of those that could be scored (95 % exact interval)")
    return figure


def _stacked(rows: Sequence[Row], parts: Sequence[tuple[str, str, str]], of_what: str) -> Figure:
    from matplotlib.ticker import MaxNLocator

    figure, axes = _paper(len(rows), 6)
    ordered = list(reversed(rows))
    starts = [0] * len(ordered)
    for name, word, colour in parts:
        widths = [row.get(name) or 0 for row in ordered]
        bars = axes.barh(
            range(len(ordered)), widths, left=starts, color=colour, label=word, height=0.7
        )
        axes.bar_label(bars, [str(w) if w else "" for w in widths], label_type="center", fontsize=6)
        starts = [start + width for start, width in zip(starts, widths)]
    _label(axes, [str(row["label"]) for row in ordered])
    axes.set_xlabel(of_what)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.legend(ncols=3, loc="lower left", bbox_to_anchor=(0, 1), fontsize=7, frameon=False)
    return figure


def _paper(n_lines: int, width: float) -> tuple[Figure, Axes]:
    import matplotlib as mpl
    from matplotlib.figure import Figure

    with mpl.rc_context(_STYLE):
        figure = Figure(figsize=(width, 1.2 + 0.24 * max(n_lines, 1)), layout="constrained")
        return figure, figure.subplots()


def _label(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(-0.7, max(len(names), 1) - 0.3)


def _size(n_participants: int | None) -> float:
    """Side of a square whose area grows with the participants, within what a line holds."""
    return min(9.0, 3.0 + math.sqrt(n_participants or 0) / 4)
