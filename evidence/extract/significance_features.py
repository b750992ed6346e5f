# ruff: noqa: E501 (a pattern or table row is read whole)
"""What a sentence says about one outcome between two arms, as named features (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+")
_STOP: Final = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "and", "or", "for", "with", "by", "from", "was", "were", "is", "are", "be", "been", "as", "than", "that", "this", "these", "those", "it", "its", "into", "between", "group", "groups", "patients", "mean", "level", "levels", "score", "scores", "rate", "rates", "change"]
)
_P: Final = re.compile(r"\b[pP](?:\s?[- ]?values?)?[^\w<>=≤≥]{0,4}(?:was|of)?\s*(=|<|>|≤|≥|⩽|⩾)\s*(0?[.·]\s?\d+|1(?:\.0+)?|0)")
_INTERVAL: Final = re.compile(r"(?P<low>[-−–]?\d+[.·]\d+)\s*(?:to|[-−–,;~])\s*(?P<high>[-−–]?\d+[.·]\d+)")
_RATIO: Final = re.compile(r"\b(?:a?OR|a?RR|a?HR|IRR|odds ratio|hazard ratio|risk ratio|relative risk|rate ratio|relative rate)\b")
PAIR: Final = re.compile(r"(\d+(?:[.·]\d+)?)\s*%?[^.;]{0,40}?\b(?:vs\.?|versus|compared (?:with|to)|and|than|against)\s[^.;\d]{0,40}?(\d+(?:[.·]\d+)?)")
CUES: Final[dict[str, re.Pattern[str]]] = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "up": r"\b(?:increas\w*|higher|greater|more|larger|longer|rose|risen|elevat\w*|improv\w*|better|gain\w*|enhanc\w*|superior\w*|exceed\w*|faster|above)\b",
        "down": r"\b(?:decreas\w*|lower\w*|less|fewer|reduc\w*|smaller|shorter|fell|fall|declin\w*|diminish\w*|attenuat\w*|drop\w*|suppress\w*|inhibit\w*|worse\w*|inferior|slower|prevent\w*|below|loss)\b",
        "null": r"\b(?:no|not|nor|neither|without|lack of)\b[^.;]{0,45}\b(?:differ\w*|significan\w*|effect\w*|change\w*|benefit\w*|improv\w*|reduc\w*|increas\w*|affect\w*|influence\w*|superior\w*|associat\w*|impact|advantage)\b|non-?\s?significan\w*|\bsimilar\w*|\bcomparable|\bdid not\b|\bns\b|\bequivalen\w*|\bunchanged|\bnon-?inferior\w*|as effective as|\bthe same\b|\bequal\w*|didn.t",
        "sig": r"(?<!no )(?<!not )(?<!not statistically )(?<!non-)(?<!no statistically )\bsignifican\w*",
        "only": r"\bonly\b|\bwhereas\b|\bwhile\b|\bhowever\b|\bbut\b|\balthough\b",
        "both": r"\bboth (?:groups?|arms?|treatments?)|\ball (?:groups?|three)|in each group",
        "trend": r"\btrend\w*|\btended\b|\btendency|\bslight\w*|\bmarginal\w*|\bnumerically\b",
        "baseline": r"\bbaseline\b",
    }.items()
}  # fmt: skip


def words(text: str) -> list[str]:
    """Lower-case words."""
    return _WORD.findall(text.lower())


def content_words(text: str) -> frozenset[str]:
    """Words that tell what is meant, cut to six letters so that forms agree."""
    return frozenset(w[:6] for w in words(text) if w not in _STOP and len(w) > 1)


def acronyms(text: str) -> frozenset[str]:
    """Words of a phrase in capitals, lower-cased."""
    return frozenset(w.lower()[:6] for w in _WORD.findall(text) if sum(c.isupper() for c in w) >= 2)


def overlap(wanted: frozenset[str], text: str) -> float:
    """Share of the wanted words that the text holds; 0 where none is wanted."""
    return len(wanted & content_words(text)) / len(wanted) if wanted else 0.0


def own_words(one: str, other: str) -> frozenset[str]:
    """Words of one arm's name that the other's does not share."""
    mine = content_words(one)
    return (mine - content_words(other)) or mine


def first_place(wanted: frozenset[str], tokens: list[str]) -> int | None:
    """Where one of the words first stands."""
    return next((n for n, t in enumerate(tokens) if t[:6] in wanted), None)


CONTROL: Final = frozenset(w[:6] for w in ["control", "controls", "placebo", "sham", "untreated", "usual", "standard"])
TREATED: Final = frozenset(w[:6] for w in ["intervention", "treatment", "experimental", "treated", "active", "intervention"])


def sentence_features(
    text: str, outcome: str, intervention: str, comparator: str
) -> Iterator[tuple[str, float]]:
    """Named features of one sentence about (outcome, intervention, comparator)."""
    tokens = words(text)
    arms = own_words(intervention, comparator), own_words(comparator, intervention)
    order = _order(tokens, *arms)
    kept = [w if not w.isdigit() else "0" for w in tokens][:90]
    masks = [_masked(w, content_words(outcome), *arms) for w in kept]
    yield "bias", 1.0
    yield f"order={order}", 1.0
    for n, word in enumerate(masks):
        yield f"w={word}", 1.0
        if n:
            yield f"b={masks[n - 1]} {word}", 1.0
    counts = {name: len(cue.findall(text)) for name, cue in CUES.items()}
    for name, count in counts.items():
        if count:
            yield f"cue={name}", 1.0
    pattern = "".join(name[0].upper() for name in ("null", "sig", "up", "down") if counts[name])
    yield f"pattern={pattern}", 1.0
    yield f"pattern={pattern}|{order}", 1.0
    yield from _near_outcome(text, outcome, order)
    tests = list(_tests(text))
    for test in tests:
        yield test, 1.0
    yield f"tests={'|'.join(sorted(set(tests)))}&{pattern}", 1.0
    kind = polarity(outcome)
    for name in ("up", "down"):
        if counts[name]:
            yield f"{name}&{kind}&{order}", 1.0
    yield from _pairs(text, order)


def _masked(word: str, outcome: frozenset[str], one: frozenset[str], other: frozenset[str]) -> str:
    stem = word[:6]
    if stem in other:
        return "COMPARATOR"
    if stem in one:
        return "INTERVENTION"
    return "OUTCOME" if stem in outcome else word


def _order(tokens: list[str], one: frozenset[str], other: frozenset[str]) -> str:
    first = first_place(one, tokens)
    second = first_place(other, tokens)
    if first is None and second is None:
        first = first_place(TREATED, tokens)
        second = first_place(CONTROL, tokens)
    if first is None and second is None:
        return "none"
    if second is None:
        return "I"
    if first is None:
        return "C"
    return "IC" if first < second else "CI"


def _near_outcome(text: str, outcome: str, order: str) -> Iterator[tuple[str, float]]:
    """Cue words in the part of the sentence around the outcome."""
    tokens = words(text)
    wanted = content_words(outcome)
    places = [n for n, t in enumerate(tokens) if t[:6] in wanted]
    if not places:
        yield "no-outcome", 1.0
        return
    middle = places[len(places) // 2]
    window = " ".join(tokens[max(0, middle - 9) : middle + 10])
    for name in ("up", "down", "null", "sig"):
        if CUES[name].search(window):
            yield f"near={name}", 1.0
            yield f"near={name}|{order}", 1.0


def p_tests(text: str) -> Iterator[str]:
    """``sig`` or ``ns`` for every p value printed, at 0.05."""
    for sign, number in _P.findall(text):
        value = float(number.replace("·", ".").replace(" ", ""))
        yield "ns" if sign in ">≥⩾" or value > 0.05 or (value == 0.05 and sign == "=") else "sig"


def _tests(text: str) -> Iterator[str]:
    for told in p_tests(text):
        yield f"p:{told}"
    for found in _INTERVAL.finditer(text):
        try:
            low, high = (float(re.sub(r"[−–]", "-", found[g]).replace("·", ".")) for g in ("low", "high"))
        except ValueError:
            continue
        if low > high:
            continue
        null = 1.0 if _RATIO.search(text) else 0.0
        if low <= null <= high:
            yield "ci:ns"
        elif null or low < 0:
            yield "ci:up" if low > null else "ci:down"
        else:
            yield "ci:sig"


def _pairs(text: str, order: str) -> Iterator[tuple[str, float]]:
    """Which of two compared numbers is greater."""
    found = PAIR.search(text)
    if found:
        one, other = (float(n.replace("·", ".")) for n in found.groups())
        yield f"pair={'up' if one > other else 'down' if one < other else 'same'}|{order}", 1.0


_BAD: Final = re.compile(
    r"pain|symptom|mortalit|death|adverse|side effect|recurren|relapse|complication|disab|depress|anxiet|fatigue|infection|bleed|hospital|fail|toxic|nausea|vomit|incidence|risk|severity|weight|blood pressure|cholesterol|ldl|triglycer|glucose|hba1c|fat|bmi|stress|exacerb|duration|time to|tumou?r|crp|tnf|il-|inflam|consumption|requirement",
    re.IGNORECASE,
)  # fmt: skip


def polarity(outcome: str) -> str:
    """``bad`` where less of the outcome is better, else ``good``."""
    return "bad" if _BAD.search(outcome) else "good"
