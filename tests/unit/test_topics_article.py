"""An article's sentences and the places of its quotes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from evidence.topics.article import article_from_markdown, quote_anchor

_MARKDOWN = """# Title of the page

By Somebody

Pain, e.g. burning, is common. It
goes on.

## A heading

- First: acupuncture’s **effect** is small (see [a page](http://x.test)).
- Second: pain returns.
"""


def test_headings_bullets_and_wrapped_lines_become_plain_text_with_offsets():
    article = article_from_markdown(_MARKDOWN)
    texts = [s.text for s in article.sentences]
    assert article.title == "Title of the page"
    assert article.byline == "By Somebody"
    assert texts == [
        "Title of the page",
        "By Somebody",
        "Pain, e.g. burning, is common.",
        "It goes on.",
        "A heading",
        "First: acupuncture’s effect is small (see a page).",
        "Second: pain returns.",
    ]
    assert all(article.text[s.anchor.start : s.anchor.end] == s.text for s in article.sentences)
    assert [s.heading for s in article.sentences][-1] == "A heading"


def test_underlined_headings_rules_and_block_quotes_are_structure_not_text():
    article = article_from_markdown("A title\n=======\n\nText.\n\n---\n\n> Quoted text.\n> More.\n")
    assert [s.text for s in article.sentences] == ["A title", "Text.", "Quoted text.", "More."]
    assert article.title == "A title"


def test_a_quote_is_found_to_the_letter_first():
    assert quote_anchor("it's here and it’s there", "it’s") == quote_anchor(
        "it's here and it’s", "it’s"
    )


def test_typographic_quotes_and_white_space_do_not_hide_a_quote():
    text = "acupuncture’s  effect – small"
    anchor = quote_anchor(text, "acupuncture's effect - small")
    assert anchor is not None
    assert text[anchor.start : anchor.end] == text


def test_several_places_are_none_unless_prefix_or_suffix_tell_them_apart():
    text = "pain here, pain there, pain everywhere"
    assert quote_anchor(text, "pain") is None
    assert quote_anchor(text, "pain", suffix=" there").start == 11
    assert quote_anchor(text, "pain", prefix="there, ").start == 23
    assert quote_anchor(text, "pain", prefix="nowhere, ") is None


@given(st.text(st.sampled_from("ab .\n’'é𝛽-"), max_size=60))
def test_sentences_stand_where_they_say_in_any_text(text):
    article = article_from_markdown(text)
    ends = [0]
    for s in article.sentences:
        assert article.text[s.anchor.start : s.anchor.end] == s.text
        assert s.text.strip() == s.text != ""
        assert s.anchor.start >= ends[-1]
        ends.append(s.anchor.end)


@given(st.text(min_size=1, max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_an_anchor_quotes_what_was_asked(quote, before, after):
    text = before + quote + after
    anchor = quote_anchor(text, quote)
    if text.count(quote) == 1 and quote.strip():
        assert anchor is not None
        assert text[anchor.start : anchor.end] == quote
