from __future__ import annotations

from dataclasses import replace

from evidence.appraise.omissions import omission_states
from evidence.models import Anchor, Article, ArticleSentence, Omission

TEXTS = ("Needles can cause bruising.", "A collapsed-lung is rare.", "People with pacemakers should ask.")
ARTICLE = Article("T", "", " ".join(TEXTS), tuple(
    ArticleSentence(n, 0, None, text, Anchor(0, len(text))) for n, text in enumerate(TEXTS)))  # fmt: skip


def _omission(omission_id: str, *present_if: str, serious: bool = False) -> Omission:
    return Omission(omission_id, "statement", "why", serious, present_if)


def test_present_absent_and_waived() -> None:
    waived = replace(_omission("c", "funding"), waived_by="Ann")
    held = [_omission("a", "pacemaker*"), _omission("b", "sham"), waived]
    states = {s.omission.omission_id: (s.state, s.sentence_no) for s in omission_states(held, ARTICLE)}
    assert states == {"a": ("present", 2), "b": ("absent", None), "c": ("waived", None)}


def test_words_stand_on_borders_hyphens_are_blanks_and_parts_share_a_sentence() -> None:
    assert omission_states([_omission("a", "collapsed lung")], ARTICLE)[0].state == "present"
    assert omission_states([_omission("a", "pacemaker")], ARTICLE)[0].state == "absent"
    assert omission_states([_omission("a", "pacemaker* + ask")], ARTICLE)[0].state == "present"
    assert omission_states([_omission("a", "needles + pacemaker*")], ARTICLE)[0].state == "absent"


def test_absent_serious_harms_head_the_page() -> None:
    held = [_omission("a", "sham"), _omission("b", "infection", serious=True)]
    states = omission_states(held, ARTICLE)
    assert [s.omission.omission_id for s in states] == ["b", "a"]
    assert states[0].heads_page
    assert not states[1].heads_page
    assert omission_states([], ARTICLE) == ()
