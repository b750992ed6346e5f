# ruff: noqa: E501 (a pattern is read whole)
"""Arms of a trial: which counts are arms, and what they add up to where no total is told (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from evidence.extract.gated import gated
from evidence.extract.numbers import COUNT, count_value, first_at_number
from evidence.extract.reading_lines import text_finding
from evidence.extract.sentences import Sentence
from evidence.models import Finding, Span

ARMED: Final = frozenset({"rct", "cluster_rct", "non_randomized_trial"})
#: Designs whose groups are arms; the groups of a cohort or a case-control study are not.
WITH_ARMS: Final = ARMED | {"crossover_rct", "protocol"}
#: Parts of the people that no one was allocated to.
_SUBGROUP: Final = re.compile(
    r"\bsub-?groups?\b|\bstrat(?:um|a|ified)\b|\bsubsets?\b|\b(?:younger|older) than\b|\bstages? [IV\d]|\bgenotype|\bcarriers?\b|\bmales?\b|\bfemales?\b|\b(?:wo)?men\b|\bgirls\b|\bboys\b|\bwith(?:out)? (?:a )?history\b", re.IGNORECASE)  # fmt: skip
_VERB: Final = (
    r"(?:had|received|receiving|having|given|treated with|assigned to|allocated to|randomi[sz]ed to|got|get|wore|took|underwent|chose|used|were given|were treated with|were (?:randomly )?assigned(?: to)?|were randomi[sz]ed(?: to)?|were allocated(?: to)?|went (?:in)?to"
    r"|stayed (?:on|with)|kept(?: to| on)?|remained on|went on with|agreed to|waited|served as|continued(?: with)?|to|for|on|in|with)"
)
_PEOPLE: Final = r"(?:\s+(?:of (?:them|these|whom)|patients|participants|people|women|men|adults|subjects|volunteers|others?|\w+ees))?"
#: What is given to an arm; results are no treatments.
_GIVEN: Final = (
    r"(?:acup\w+|acupoint\w*|electro\w+|EA|MA|needl\w+|sham|placebo|dumm\w+|drugs?|medic\w+|splint\w*|care|stimul\w+|laser|moxib\w+|controls?|wait\w*|treatment|therap\w+|exercis\w+|usual"
    r"|TENS|TEAS|tablets?|vitamin\w*|\w*cobalamin|physio\w*|massage|surgery|seeds?|beads?|plasters?|patch\w*|pills?|capsules?|steroids?|injections?|nothing|advice|\w+(?:pentin|gabalin|zepine|oxetine|triptyline|profen|olone))"
)


def _arm(name: str) -> str:
    return rf"(?P<{name}>{COUNT}){_PEOPLE}\s+{_VERB}\s+(?:(?!{COUNT})[\w-]+\s+){{0,5}}?{_GIVEN}\b(?:\s+(?!and\b|or\b)[\w-]+)*"


_NEXT: Final = r"(?:\s*\([^()]*\))?\s*(?:,|;|:)?\s*(?:and|while|whereas|but|or)?\s*(?:the (?:other|remaining)\s+)?"
_WAITED: Final = rf"(?P<last>{COUNT}){_PEOPLE}\s+(?:waited|served as controls?|did not|had none|received none|had nothing)\b"
_LIST: Final = gated(rf"{_arm('a')}{_NEXT}(?:{_arm('b')}(?:{_NEXT}{_arm('c')})?|{_WAITED})")
_SHARED: Final = gated(
    rf"(?P<a>{COUNT}),?\s+(?:(?P<b>{COUNT}),?\s+)?and (?P<c>{COUNT})\s+(?:patients |participants |people |women |men )?(?:received|had|were (?:assigned|allocated|randomi[sz]ed|given)|underwent|got|took)\b[^.;]*\b{_GIVEN}\b[^.;]*\b(?:respectively|and)\b")  # fmt: skip
_TIMES: Final = gated(
    rf"\b(?:(?P<k>two|three|four|2|3|4) (?:\w+ ){{0,2}}(?:groups|arms) of (?P<n>{COUNT})\b(?![- ](?:weeks?|days?|months?|sessions?))"
    rf"|(?P<n2>{COUNT}) (?:\w+ )?(?:in|per|to|for) each of (?:the )?(?P<k2>two|three|four|2|3|4) (?:\w+ ){{0,2}}(?:groups|arms))\b")  # fmt: skip


_FOLK: Final = r"(?:(?:out|in)?patients|people|persons|participants|women|men|adults|children|volunteers|subjects|individuals|survivors|users|workers|students|diabetics|smokers|cases)"
_KIND: Final = r"(?:(?!\d|and\b|or\b|of\b)[\w-]+\s+){0,3}?"
#: Two kinds of people set side by side, none of them allocated: with and without, users and non-users, sick and healthy.
_BESIDE: Final = gated(
    rf"(?P<a>{COUNT})\s+{_KIND}{_FOLK}\b[^.;:]{{0,70}}?\b(?:(?:was|were) (?:\w+ )?(?:compared|matched|set beside|paired)\s+(?:with|to|against)|against|versus|;(?= \w+ in (?:another|the other|a second)\b)|and(?:,? (?:twice|also|likewise|once|later))?,?(?: in| of| from)?)\s+(?:the same number of |with )?"
    rf"(?P<b>{COUNT})\s+(?:(?:(?:age-?|sex-?)?matched|healthy|normal|unaffected|pain-free|symptom-free|unexposed|untreated|non-diabetic)\s+{_KIND}(?:{_FOLK}|controls|others|ones)\b|(?:\w+ )?controls\b|others\b|non-?\w+s\b|in (?:another|the other|a second)\b|{_KIND}(?:{_FOLK}|controls)\s+without\b)")  # fmt: skip
#: "Three patients with hernia and 14 with stenosis".
_KINDS: Final = gated(
    rf"(?P<a>{COUNT})\s+{_KIND}{_FOLK}\s+with\s+(?:(?!and\b)[\w-]+\s+){{1,6}}?and\s+(?P<b>{COUNT})\s+with\s")  # fmt: skip


#: "Fifty patients and as many matched controls".
_AS_MANY: Final = gated(rf"(?P<a>{COUNT})\s+{_KIND}{_FOLK}\b[^.;:]{{0,60}}?\b(?:were (?:each )?matched (?:to|with) (?:one|a single)\b|and as many (?:[\w-]+ ){{0,2}}?(?:matched|healthy|controls|without|free of)\b)")


#: "needling (36 cases) and tablets (34 cases)", "group A (n = 43) … group B (n = 42)", "(n = 20, 21 and 19)".
_SIZED: Final = re.compile(rf"\((?P<n>n\s?=\s?)?(?P<size>{COUNT})(?P<who>\s+(?:cases|patients|participants|people|persons|women|men|subjects|adults|volunteers))?(?:[,;] [^()]*)?\)", re.IGNORECASE)
_SIZES: Final = re.compile(rf"\(n\s?=\s?(?P<sizes>{COUNT}(?:,\s*{COUNT})*,?\s+and\s+{COUNT})(?:,? respectively)?\)", re.IGNORECASE)
_ALLOCATES: Final = re.compile(r"\brandom|\ballocat|\ballotted\b|\bassigned\b|\bdivided\b|\bsplit\b|\bsorted\b|\bdrew\b|\bby lots?\b|\bgroups? (?:A|B|1|I|one)\b|\bchose\b", re.IGNORECASE)
_ONE_SIZE: Final = re.compile(COUNT, re.IGNORECASE)


#: "Forty-two pairs resulted from matching", each of two people.
_PAIRS: Final = gated(rf"(?P<a>{COUNT})\s+(?:(?:(?:propensity-?)?(?:score-?)?matched )pairs\b|(?:such )?pairs\b(?=[^.;]{{0,40}}\bmatch))")


def _in_brackets(text: str) -> tuple[list[int], int, int] | None:
    """Sizes of two to six arms printed in the brackets of an allocating sentence, and where they begin and end."""
    if "(" not in text or not _ALLOCATES.search(text):
        return None
    listed = _SIZES.search(text)
    if listed:
        return [count_value(m[0]) or 0 for m in _ONE_SIZE.finditer(listed["sizes"])], *listed.span("sizes")
    found = list(_SIZED.finditer(text))
    sizes = [count_value(m["size"]) or 0 for m in found]
    is_named = all(m["n"] or m["who"] for m in found)
    if not 2 <= len(found) <= 4 or min(sizes) < 4 or max(sizes) > 3 * min(sizes) or not (is_named or max(sizes) < 1.3 * min(sizes)):
        return None
    return sizes, found[0].start("size"), found[-1].end("size")


#: "Nine acupuncturists and fifteen people with arthritis" who were asked.
_CARERS: Final = r"(?:acupuncturists|practitioners|physicians|doctors|nurses|therapists|physiotherapists|clinicians|midwives|providers|professionals|neurologists|oncologists|carers|caregivers|relatives|partners|spouses|GPs)"
_WITH: Final = r"(?:\s+(?:with|who|of|in|at|from)\b(?:(?!\band\b|\d)[^.;,()]){0,60}?)?,?\s+and\s+(?:(?:with|from|of)\s+)?"
_SORTS: Final = gated(
    rf"(?P<a>{COUNT})\s+{_KIND}(?:{_FOLK}\b{_WITH}(?P<b>{COUNT})\s+{_KIND}{_CARERS}|{_CARERS}\b{_WITH}(?P<b2>{COUNT})\s+{_KIND}{_FOLK})\b")


def is_subgroup(text: str, start: int, end: int) -> bool:
    """Whether a count in a sentence is told of a part no one was allocated to."""
    return _SUBGROUP.search(text[max(0, start - 50) : end + 45]) is not None


def counted_by_arms(sentences: Sequence[Sentence], roles: Sequence[str | None]) -> Iterator[Finding]:
    """``n_participants`` where arms are told each with what they were given, or by size and number."""
    for sentence, role in zip(sentences, roles, strict=True):
        if role in ("title", "background", "conclusion"):
            continue
        found = first_at_number(_LIST, sentence.text) or first_at_number(_SHARED, sentence.text)
        if found:
            places = sorted(found.span(name) for name, text in found.groupdict().items() if text)
            sizes = [count_value(sentence.text[a:b]) or 0 for a, b in places]
            total = max(sizes) if max(sizes) * 2 == sum(sizes) and len(sizes) > 2 else sum(sizes)
            yield _total(total, sentence.span_of(places[0][0], places[-1][1]), "sum_of_arms")
            return
        sized = _in_brackets(sentence.text)
        if sized and not is_subgroup(sentence.text, sized[1], sized[2]):
            yield _total(sum(sized[0]), sentence.span_of(sized[1], sized[2]), "sum_in_brackets")
            return
        times = _TIMES.search(sentence.text)
        if times:
            size, number = count_value(times["n"] or times["n2"]), count_value(times["k"] or times["k2"])
            yield _total((size or 0) * (number or 0), sentence.span_of(*times.span()), "arms_of_one_size")
            return


def counted_by_kinds(sentences: Sequence[Sentence], roles: Sequence[str | None]) -> Iterator[Finding]:
    """``n_participants`` where two kinds of people are told side by side, as of people with a condition and without."""
    for sentence, role in zip(sentences, roles, strict=True):
        found = None if role in ("title", "conclusion") else first_at_number(_BESIDE, sentence.text) or first_at_number(_KINDS, sentence.text)
        pairs = None if role in ("title", "conclusion") else first_at_number(_PAIRS, sentence.text)
        if pairs and (size := count_value(pairs["a"]) or 0) > 4:
            yield _total(2 * size, sentence.span_of(*pairs.span()), "sum_of_arms")
            return
        double = None if found or role in ("title", "conclusion") else first_at_number(_AS_MANY, sentence.text)
        if double and (size := count_value(double["a"]) or 0) > 4:
            yield _total(2 * size, sentence.span_of(*double.span()), "sum_of_arms")
            return
        if found and (sizes := [count_value(found["a"]) or 0, count_value(found["b"]) or 0]) and min(sizes) > 1:
            yield _total(sum(sizes), sentence.span_of(found.start("a"), found.end("b")), "sum_of_arms")
            return


def counted_by_sorts(sentences: Sequence[Sentence]) -> Iterator[Finding]:
    """``n_participants`` where people and those who treat or care for them were both asked."""
    found, sentence = next(((m, s) for s in sentences if (m := first_at_number(_SORTS, s.text))), (None, None))
    if found and sentence:
        second = "b" if found["b"] else "b2"
        total = (count_value(found["a"]) or 0) + (count_value(found[second]) or 0)
        yield _total(total, sentence.span_of(found.start("a"), found.end(second)), "sum_of_arms")


def _total(total: int, span: Span, rule: str) -> Finding:
    return text_finding("n_participants", str(total), span, f"participants.{rule}", float(total), "people")
