# ruff: noqa: E501 (a pattern or table row is read whole)
"""One sentence measured for one outcome: which way, of which arm, denied or not, with what test (pure)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from evidence.extract.significance_arms import Arms, Mention, mentions
from evidence.extract.significance_clauses import outcome_kind
from evidence.extract.significance_cues import (
    FAVOURS,
    LASTING,
    REFERS,
    clause_numbers,
    cues_in,
    number_sign,
    pair_sign,
    subject_of,
)
from evidence.extract.significance_tokens import PLAIN, Token, stem, stems_of, tokens_of

_NOT: Final = frozenset(["no", "not", "nor", "neither", "without", "lack", "similar", "unchang", "equal", "same", "ns", "nonsignific", "insignific", "equival", "fail", "failed", "didn", "unabl", "none", "cannot", "noninferior"]) | frozenset(
    stem(w) for w in ["similarly", "nonsignificant", "insignificant", "equivalent", "fails", "equally", "noninferiority", "unaffected", "unaltered"]
)
_NOT_WORDS: Final = frozenset(["comparable", "comparably"])
_TESTS: Final = {"PSIG": 1, "CIUP": 1, "CIDOWN": 1, "PNS": -1, "CINS": -1}
_MARKS: Final = ("PSIG", "PNS", "CINS", "CIUP", "CIDOWN", "CIONE")
_ARM: Final = {"I": 1, "C": -1, "": 0}
#: Whether more of the outcome is better.
_TURNED: Final = {"bad": -1, "good": 1, "both": 0, "unk": 0}
_LONGEST: Final = 140
#: Words of an outcome told within so many tokens belong together.
_NEAR: Final = 8
#: Rarity of a word that no abstract of the training data held.
_UNSEEN: Final = 7.0
NAMES: Final = (
    "share_near", "share", "has_anchor", "n_tokens", "n_clauses", "place",
    "near_up", "near_down", "near_good", "near_bad", "near_null", "near_sig", *(f"near_{m}" for m in _MARKS),
    "cmp", "cmp_near", "cmp2", "cmp_sum", "val", "val_sum", "val_turned", "raw", "raw_sum", "number", "number_kind",
    "subject", "subject_weight", "first_arm", "n_one", "n_other", "next_test", "next_near", "last_test", "n_psig", "n_pns",
    "null_sum", "null_clause", "bad", "good", "between", "both", "baseline", "refers", "vote", "sig_clause", "time", "favour",
    "n_cues", "null_same", "vote_all", "pair",
)  # fmt: skip
#: Measures that change sign when the arms are swapped.
SIGNED: Final = ("cmp", "cmp2", "cmp_sum", "val", "val_sum", "val_turned", "number", "subject", "first_arm", "vote", "vote_all", "favour")


@dataclass(frozen=True, slots=True)
class Question:
    """Outcome and arms, prepared once for all sentences of a text: words that name the outcome, all its words,
    whether more of it is good or bad, the arms, and how rare each word is."""

    core: frozenset[str]
    full: frozenset[str]
    kind: str
    arms: Arms
    rarity: Mapping[str, float]


def question_of(
    outcome: str, arms: Arms, spelled: Sequence[tuple[str, str]], rarity: Mapping[str, float]
) -> Question:
    """The question, with the other forms that abbreviations (short, long) give the outcome."""
    full = set(stems_of(outcome))
    core = {w for w in full if w not in PLAIN and not w.isdigit() and len(w) > 1} or full
    extra: set[str] = set()
    for short, text in spelled:
        long_words = set(stems_of(text)) - PLAIN
        if stem(short) in core:
            extra |= long_words
        elif long_words and long_words <= core:
            extra.add(stem(short))
    return Question(frozenset(core | extra), frozenset(full | extra), outcome_kind(outcome), arms, rarity)


def _anchor(tokens: Sequence[Token], ask: Question) -> tuple[float | None, float, float]:
    """Middle of the words around which the outcome stands, share of it there, share in the sentence."""
    weight = {w: ask.rarity.get(w, _UNSEEN) for w in ask.core}
    places = [(n, t.stem) for n, t in enumerate(tokens) if t.stem in weight]
    if not places:
        return None, 0.0, 0.0
    whole = sum(weight.values()) or 1.0
    best, middle = -1.0, 0.0
    for k, (start, _) in enumerate(places):
        near = [(n, w) for n, w in places[k:] if n - start <= _NEAR]
        share = sum(weight[w] for w in sorted({w for _, w in near})) - 0.05 * (near[-1][0] - start)
        if share > best:
            best, middle = share, sum(n for n, _ in near) / len(near)
    return middle, best / whole, sum(weight[w] for w in sorted({w for _, w in places})) / whole


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence laid out: tokens, arms named, clauses, and where the outcome stands."""

    tokens: Sequence[Token]
    named: Sequence[Mention]
    clause: Sequence[int]
    middle: float
    home: int

    def away(self, place: int) -> float:
        """Tokens between a place and the outcome; another clause counts as twelve."""
        return abs(place - self.middle) + 12 * abs(self.clause[place] - self.home)

    def near(self, places: Sequence[int], size: float = 10.0) -> float:
        """1 where one of the places is at the outcome, falling with distance; 0 where there is none."""
        return max((math.exp(-self.away(n) / size) for n in places), default=0.0)


def reading(text: str, ask: Question) -> dict[str, float]:
    """Measures of a sentence by name (`NAMES`); arms as +1 (intervention) and -1 (comparator)."""
    tokens = tokens_of(text)[:_LONGEST]
    if not tokens:
        return dict.fromkeys(NAMES, 0.0)
    clause = clause_numbers(tokens)
    anchor, near_share, share = _anchor(tokens, ask)
    middle = anchor if anchor is not None else len(tokens) / 2
    scene = _Scene(tokens, mentions(tokens, ask.arms, ask.core, ask.rarity), clause, middle,
                   clause[min(len(tokens) - 1, int(middle))])  # fmt: skip
    made = {
        "share_near": near_share, "share": share, "has_anchor": float(anchor is not None), "n_tokens": float(len(tokens)),
        "n_clauses": float(clause[-1] + 1), "place": middle / len(tokens),
        "bad": float(ask.kind in ("bad", "both")), "good": float(ask.kind in ("good", "both")), "pair": pair_sign(tokens, middle),
    }  # fmt: skip
    made |= _tested(scene)
    made |= _directed(scene, ask)
    return made


def _tested(scene: _Scene) -> dict[str, float]:
    """Denials, tests, and what kind of sentence it is."""
    tokens, clause, home = scene.tokens, scene.clause, scene.home
    by_stem: dict[str, list[int]] = {}
    for n, t in enumerate(tokens):
        by_stem.setdefault(t.stem, []).append(n)
    words = {t.word.lower() for t in tokens}
    denied = [n for n, t in enumerate(tokens) if t.stem in _NOT or t.word.lower() in _NOT_WORDS]
    sure = sorted(by_stem.get("signific", []) + by_stem.get("statist", []))
    tests = [(n, _TESTS[t.stem]) for n, t in enumerate(tokens) if t.stem in _TESTS]
    following = next(((n, s) for n, s in tests if n >= scene.middle), None)
    before = next((s for n, s in reversed(tests) if n < scene.middle), 0)
    return {
        "near_null": scene.near(denied), "near_sig": scene.near(sure), **{f"near_{m}": scene.near(by_stem.get(m, [])) for m in _MARKS},
        "next_test": float(following[1]) if following else 0.0, "next_near": scene.near([following[0]]) if following else 0.0,
        "last_test": float(before), "n_psig": float(len(by_stem.get("PSIG", []))), "n_pns": float(len(by_stem.get("PNS", []))),
        "null_sum": sum(math.exp(-scene.away(n) / 8) for n in denied), "null_clause": float(any(clause[n] == home for n in denied)),
        "null_same": scene.near([n for n in denied if clause[n] == home]), "sig_clause": float(any(clause[n] == home for n in sure)),
        "between": float("between" in words), "both": float("both" in by_stem or "all" in by_stem),
        "baseline": float("baselin" in by_stem), "refers": float(bool(words & REFERS)), "time": float("TIME" in by_stem),
    }  # fmt: skip


def _directed(scene: _Scene, ask: Question) -> dict[str, float]:
    """Which way the outcome went in the intervention's arm, by words and by figures."""
    tokens, named, clause = scene.tokens, scene.named, scene.clause
    cues = cues_in(tokens, ask.full | ask.arms.one | ask.arms.other, bool(ask.full & LASTING))
    whole = subject_of(tokens, named, clause, None)
    direct: list[tuple[int, float, int, int]] = []
    valued: list[tuple[int, float, int, int]] = []
    for cue in sorted(cues, key=lambda c: scene.away(c.place)):
        arm = subject_of(tokens, named, clause, clause[cue.place])[0] or whole[0]
        told = cue.sign * _ARM[arm], scene.near([cue.place], 8.0), cue.sign, cue.place
        (valued if cue.is_value else direct).append(told)
    favoured = 0
    for n, t in enumerate(tokens):
        if t.stem in FAVOURS:
            favoured = _ARM[next((m.arm for m in named if n < m.start <= n + 7), whole[0])]
            valued.append((favoured, scene.near([n], 8.0), 1, n))
    subject = subject_of(tokens, named, clause, scene.home)
    subject = subject if subject[0] else whole
    number, kind = number_sign(tokens, named, scene.middle, clause)
    first, value = direct[0] if direct else (0, 0.0, 0, 0), valued[0] if valued else (0, 0.0, 0, 0)
    total, total_value = sum(s * w for s, w, *_ in direct), sum(s * w for s, w, *_ in valued)
    turned = _TURNED[ask.kind]
    return {
        "near_up": scene.near([c[3] for c in direct if c[2] > 0]), "near_down": scene.near([c[3] for c in direct if c[2] < 0]),
        "near_good": scene.near([c[3] for c in valued if c[2] > 0]), "near_bad": scene.near([c[3] for c in valued if c[2] < 0]),
        "cmp": float(first[0]), "cmp_near": first[1], "cmp2": float(direct[1][0]) if len(direct) > 1 else 0.0, "cmp_sum": total,
        "val": float(value[0]), "val_sum": total_value, "val_turned": turned * total_value,
        "raw": float(first[2]), "raw_sum": sum(s * w for _, w, s, _ in direct), "number": float(number), "number_kind": float(kind),
        "subject": float(_ARM[subject[0]]), "subject_weight": float(subject[1]), "first_arm": float(_ARM[named[0].arm]) if named else 0.0,
        "n_one": float(sum(m.arm == "I" for m in named)), "n_other": float(sum(m.arm == "C" for m in named)),
        "vote": 1.5 * first[0] + 0.5 * number * kind + turned * value[0] * (1.5 if value[1] > first[1] else 0.7),
        "vote_all": total + turned * total_value + 0.7 * number * kind, "favour": float(favoured), "n_cues": float(len(cues)),
    }  # fmt: skip


def reading_names(made: Mapping[str, float]) -> list[str]:
    """The measures as named conjunctions, for a linear model."""

    def sign(name: str) -> str:
        value = made[name]
        return "+" if value > 0.05 else "-" if value < -0.05 else "0"

    test = sign("next_test") if made["next_test"] else sign("last_test") + "b"
    null, kind, close = int(made["null_clause"]), int(made["number_kind"]), int(made["cmp_near"] > 0.4)
    good = f"{int(made['bad'])}{int(made['good'])}"
    cmp, num, vote = sign("cmp"), f"{sign('number')}{kind}", sign("vote")
    return [
        f"r:cmp={cmp}&{null}", f"r:cmp={cmp}&{test}&{null}", f"r:cmp={cmp}&num={num[0]}&{null}", f"r:num={num}&{null}", f"r:num={num}&{test}",
        f"r:val={sign('val')}&{good}&{null}", f"r:vt={sign('val_turned')}&{null}&{test}", f"r:vote={vote}&{null}&{test}", f"r:vote={vote}&{null}",
        f"r:sub={sign('subject')}&{int(made['subject_weight'])}", f"r:raw={sign('raw')}&{sign('subject')}&{null}",
        f"r:cmps={sign('cmp_sum')}&{close}&{null}", f"r:cmp={cmp}&{sign('cmp2')}&{close}&{null}",
        f"r:ci={sign('near_CIUP')}{sign('near_CIDOWN')}{sign('near_CINS')}&{sign('subject')}", f"r:fav={sign('favour')}&{good}",
        f"r:all={sign('vote_all')}&{null}&{test}", f"r:test={test}&{null}&{int(made['sig_clause'])}",
        f"r:vote={round(max(-4, min(4, made['vote'])))}&{null}",
    ]  # fmt: skip
