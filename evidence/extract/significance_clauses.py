# ruff: noqa: E501 (a pattern or table row is read whole)
"""What the clause about an outcome says: direction, its subject arm, negation, test (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from evidence.extract.significance_features import (
    CONTROL,
    PAIR,
    TREATED,
    content_words,
    overlap,
    own_words,
    p_tests,
    polarity,
    sentence_features,
    words,
)

_UP: Final = re.compile(r"increas|higher|greater|more|larger|longer|rose|risen|rais|elevat|improv|better|gain|enhanc|superior|exceed|faster|above|best|most|augment|upregul|highest|stronger|benefi|favou?r|earlier|older")
_DOWN: Final = re.compile(r"decreas|lower|less|fewer|reduc|smaller|shorter|fell|fall|declin|diminish|attenuat|drop|suppress|inhibit|worse|inferior|slower|prevent|below|loss|lost|poorer|weaker|least|lowest|deterior|minim|allevia|reliev|downregul|decrement|mitigat|protect")
_NOT: Final = re.compile(r"no|not|nor|neither|without|lack|similar|comparable|unchanged|equal|same|ns|nonsignificant|insignificant|equivalent|fail|failed|didn")
_BETTER: Final = re.compile(r"improv|better|benefi|superior|favou?r|effective|ameliorat|reliev|allevia|enhanc")
_WORSE: Final = re.compile(r"worse|deterior|inferior|poorer|impair|aggravat")
_BOUNDARY: Final = re.compile(
    r";|,\s*(?:and|but|while|whereas|although|however)\b|\b(?:whereas|while|but|although|however)\b|\.\s|\)\s*and\b|\),"
)
_LINKS: Final = frozenset(["than", "to", "with", "versus", "vs", "over", "against", "from"])
_COMPARES: Final = frozenset(["than", "compared", "versus", "vs", "over", "against", "relative", "comparison"])
_BAD: Final = re.compile(
    r"pain|symptom|mortalit|death|adverse|side effect|recurren|relapse|complication|disab|depress|anxiet|fatigue|infection|bleed|hospital|fail|toxic|nausea|vomit|incidence|risk|severity|weight|blood pressure|cholesterol|ldl|triglycer|glucose|hba1c|fat|bmi|stress|exacerb|duration|time to|tumou?r|crp|tnf|il-|inflam|consumption|requirement|disorder|scale|injur|damage|loss|dysfunction|impair|distress|burden|difficult|insomnia|itch|swelling|o?edema|plaque|gingiv|wrinkl|erythema|tension|anger|confusion|discomfort|problem|error|delay|cost|length of stay|viral load|parasit|malaria|prevalence|lesion|dyskinesia|craving|smok|alcohol|drinking|cough|wheez|rejection|rescue|off.? time|insulin resistance|homa|cortisol|oxidative|mda|apob|uric|creatinine|albuminuria|proteinuria|alt\b|ast\b|dementia|falls?\b|fracture|waist|hypoglyc|caries|dryness",
    re.IGNORECASE,
)  # fmt: skip
_GOOD: Final = re.compile(
    r"quality|satisf|function|survival|adherence|compliance|knowledge|self-?efficacy|strength|capacity|bone mineral|bmd|hdl|ha?emoglobin|response|remission|recovery|success|healing|weight gain|birth weight|ability|activity|well-?being|walk|range of motion|rom\b|fev|vo2|ejection|gfr|clearance|pregnancy|performance|memory|attention|cognit|mood|sleep quality|intake|coverage|uptake|vaccin|antibody|titer|immun|cd4|sensitivity|muscle mass|lean",
    re.IGNORECASE,
)  # fmt: skip


def outcome_kind(outcome: str) -> str:
    """``bad`` where less of the outcome is better, ``good`` where more is, ``both`` by its words, else ``unk``."""
    bad, good = _BAD.search(outcome), _GOOD.search(outcome)
    return "both" if bad and good else "bad" if bad else "good" if good else "unk"


def all_features(
    text: str, outcome: str, intervention: str, comparator: str
) -> Iterator[tuple[str, float]]:
    """Named features of one sentence: its words as a whole, then the clause that names the outcome."""
    yield from sentence_features(text, outcome, intervention, comparator)
    wanted = content_words(outcome)
    arms = _arms(words(text), intervention, comparator)
    parts = _clauses(text)
    shares = [overlap(wanted, part) for part in parts]
    best = max(range(len(parts)), key=lambda n: (shares[n], -n))
    clause = words(parts[best])
    subject = subject_arm(clause, *arms)
    if subject == "0":
        subject = subject_arm(words(text), *arms)
    yield f"nclause={min(len(parts), 4)}&{shares[best] > 0}", 1.0
    yield from _direction(parts, best, clause, subject, wanted, outcome)
    yield from _valued(clause, subject, wanted, outcome)
    yield from _numbers(parts[best], clause, *arms)


def _arms(tokens: list[str], intervention: str, comparator: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words that name each arm in a sentence: its own, else the usual ones."""
    one, other = own_words(intervention, comparator), own_words(comparator, intervention)
    stems = {t[:6] for t in tokens}
    return (one if stems & one else TREATED - other), (other if stems & other else CONTROL - one)


def _clauses(text: str) -> list[str]:
    made, last = [], 0
    for found in _BOUNDARY.finditer(text):
        if found.start() - last > 12:
            made.append(text[last : found.start()])
            last = found.start()
    return [*made, text[last:]]


def subject_arm(tokens: list[str], one: frozenset[str], other: frozenset[str]) -> str:
    """Which arm a clause is about: ``I``, ``C``, or ``0``; the arm after "than" is not.

    >>> subject_arm("lower with sham than needles".split(), frozenset(["needle"]), frozenset(["sham"]))
    'C'
    """
    referred = ""
    for n, token in enumerate(tokens):
        stem = token[:6]
        arm = "I" if stem in one else "C" if stem in other else ""
        if not arm:
            continue
        before = tokens[max(0, n - 5) : n]
        if not (_LINKS & set(before[-4:]) and _COMPARES & set(before)):
            return arm
        referred = referred or arm
    return {"I": "C", "C": "I"}.get(referred, "0")


def _direction(
    parts: list[str], best: int, clause: list[str], subject: str, wanted: frozenset[str], outcome: str
) -> Iterator[tuple[str, float]]:
    here, after = list(p_tests(parts[best])), list(p_tests(" ".join(parts[best : best + 2])))
    test = here[0] if here else f"{after[0]}2" if after else "none"
    places = [n for n, t in enumerate(clause) if t[:6] in wanted]
    middle = places[len(places) // 2] if places else len(clause) // 2
    told = [(abs(n - middle), way, n) for n, t in enumerate(clause) for way, cue in (("U", _UP), ("D", _DOWN)) if cue.match(t)]
    denied = [n for n, t in enumerate(clause) if _NOT.match(t)]
    _, way, at = min(told, default=(0, "0", 0))
    near = "n" if any(0 < at - n < 7 for n in denied) else ""
    no = "N" if denied else "-"
    significant = any(t.startswith("significan") for t in clause)
    both = "".join(w for w in "UD" if any(w == t[1] for t in told))
    for name in (
        f"cp={test}", f"cd={way}", f"cd={way}{near}&{subject}", f"cd={way}&{subject}&{test}", f"cd={way}&{subject}&{no}",
        f"cneg={no}&{test}&{significant}", f"csub={subject}", f"cd={way}&{polarity(outcome)}&{subject}", f"cboth={both}&{subject}&{no}",
    ):  # fmt: skip
        yield name, 1.0
    for token in {t for n, t in enumerate(clause) if abs(n - middle) < 9}:
        yield f"cw={'0' if token.isdigit() else token}", 1.0
        if _UP.match(token) or _DOWN.match(token):
            yield f"cw={token[:6]}&{subject}", 1.0


def _valued(clause: list[str], subject: str, wanted: frozenset[str], outcome: str) -> Iterator[tuple[str, float]]:
    """Better or worse, turned by whether more of the outcome is good."""
    kind = outcome_kind(outcome)
    value = "+" * any(_BETTER.match(t) for t in clause) + "-" * any(_WORSE.match(t) for t in clause)
    way = "U" * any(_UP.match(t) and not _BETTER.match(t) for t in clause)
    way += "D" * any(_DOWN.match(t) and not _WORSE.match(t) for t in clause)
    no = "N" * any(_NOT.match(t) for t in clause)
    for name in (f"v={value}&{kind}", f"v={value}&{kind}&{subject}&{no}", f"vd={value}{way}&{kind}&{subject}&{no}", f"pol={kind}"):
        yield name, 1.0
    for word in sorted(wanted):
        yield f"o={word}", 1.0
        yield f"o={word}&{value}{way}", 1.0


def _numbers(part: str, clause: list[str], one: frozenset[str], other: frozenset[str]) -> Iterator[tuple[str, float]]:
    found = PAIR.search(part)
    if found:
        left, right = (float(n.replace("·", ".")) for n in found.groups())
        first = next(("I" if t[:6] in one else "C" for t in clause if t[:6] in one or t[:6] in other), "0")
        yield f"cpair={'up' if left > right else 'down' if left < right else 'same'}&{first}", 1.0
