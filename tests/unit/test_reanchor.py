"""An edited article: claims kept, moved, changed and orphaned, and none mistaken for another."""

import docx
import pytest
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as st

from evidence.errors import UsageError
from evidence.models import Claim, ClaimKind, Scope
from evidence.topics.article import article_from_markdown, quote_anchor
from evidence.topics.article_import import markdown_of, markdown_of_html
from evidence.topics.reanchor import reanchored, uncovered

OLD = """# Needles

By Made

Needles relieve nerve pain in many people. They are generally safe when a professional uses them.

## How

- Blood flow: Needles enhance circulation, ensuring that oxygen reaches damaged nerves.
- Needles relieve tension.
"""
QUOTES = ("Needles relieve nerve pain", "generally safe", "Needles enhance circulation",
          "oxygen reaches damaged nerves", "Needles relieve tension")  # fmt: skip


def claims(markdown=OLD, quotes=QUOTES):
    article = article_from_markdown(markdown)
    made = []
    for number, quote in enumerate(quotes):
        anchor = quote_anchor(article.text, quote)
        made.append(Claim(f"c{number}", ClaimKind.EFFICACY, quote, "", "", "?", Scope(), anchor))
    return article, made


def after(new):
    old, held = claims()
    return {r.claim_id: r for r in reanchored(old, held, article_from_markdown(new))}


def test_an_article_that_did_not_change_keeps_everything():
    assert {r.state for r in after(OLD).values()} == {"kept"}


def test_a_new_paragraph_before_changes_nothing():
    made = after(OLD.replace("## How", "A new paragraph stands here.\n\n## How"))
    assert {r.state for r in made.values()} == {"kept"}


def test_a_sentence_under_another_heading_moved():
    moved = "They are generally safe when a professional uses them."
    made = after(OLD.replace(" " + moved, "") + "\n## Safety\n\n" + moved + "\n")
    assert made["c1"].state == "moved"
    assert made["c1"].keeps_signoff
    assert made["c0"].state == "kept"


def test_a_reworded_sentence_is_changed_and_its_new_words_are_found():
    made = after(OLD.replace("Needles relieve nerve pain in many people.",
                             "Needles may ease nerve pain in some people."))  # fmt: skip
    assert made["c0"].state == "changed"
    assert made["c0"].quote == "Needles may ease nerve pain"
    assert not made["c0"].keeps_signoff
    assert not made["c0"].keeps_wording


def test_a_quote_to_the_letter_in_a_reworded_sentence_moved_and_its_wording_ends():
    made = after(OLD.replace("when a professional uses them", "in trained hands"))
    assert made["c1"].state == "moved"
    assert made["c1"].keeps_signoff
    assert not made["c1"].keeps_wording


def test_a_deleted_sentence_is_orphaned():
    made = after(OLD.replace("- Needles relieve tension.\n", ""))
    assert made["c4"].state == "orphaned"
    assert made["c4"].quote is None


def test_parts_of_a_sentence_are_told_apart():
    made = after(
        OLD.replace(
            "ensuring that oxygen reaches damaged nerves", "so that more oxygen reaches the nerves"
        )
    )
    assert made["c2"].state == "moved"
    assert made["c3"].state == "changed"
    assert made["c3"].quote == "oxygen reaches the nerves"


def test_a_rewritten_article_orphans_all():
    made = after("# Other\n\nCompletely different text about gardening and soil.\n")
    assert {r.state for r in made.values()} == {"orphaned"}


def test_words_that_now_stand_twice_are_told_apart_by_their_surroundings():
    new = OLD.replace(
        "## How", "Some say: needles calm. Needles relieve tension in cats.\n\n## How"
    )
    made = after(new)["c4"]
    assert made.state == "kept"
    article = article_from_markdown(new)
    assert quote_anchor(article.text, made.quote, made.prefix, made.suffix) is not None


def test_new_sentences_without_a_claim_are_named():
    old, held = claims()
    new = article_from_markdown(OLD + "\nNeedles cure headaches too.\n")
    assert [s.text for s in uncovered(new, reanchored(old, held, new), old)] == [
        "Needles cure headaches too."
    ]


@given(st.lists(st.sampled_from(OLD.split("\n")), max_size=12))
def test_whatever_is_left_every_new_quote_stands_in_the_new_article(lines):
    new = article_from_markdown("# T\n\n" + "\n\n".join(lines))
    old, held = claims()
    for made in reanchored(old, held, new):
        assert (made.quote is None) == (made.state == "orphaned")
        if made.quote is not None:
            assert made.quote in new.text


def test_html_gives_the_main_text_without_furniture():
    page = """<html><head><title>x</title><style>p{}</style></head><body><nav><p>Menu</p></nav><main>
    <h1>Needles</h1><!-- c --><p>One<br>two <em>three</em>.</p><ul><li><p>item</p><ul><li>inner</li></ul></li></ul>
    <blockquote><p>quoted</p></blockquote><script>alert(1)</script><p># not a heading</p><p>a\u202eb</p></main>
    </body></html>"""
    text = markdown_of_html(page)
    assert text.startswith("# Needles\n\nOne two three.\n\n- item\n- inner\n\nquoted\n\n")
    assert "Menu" not in text
    assert "alert" not in text
    assert "\u202e" not in text
    assert [s.text for s in article_from_markdown(text).sentences][-2] == "# not a heading"


def test_docx_headings_items_and_tracked_changes(tmp_path):
    document = docx.Document()
    document.add_heading("Needles", 0)
    document.add_heading("How", 1)
    paragraph = document.add_paragraph("Needles ")
    for tag, kind, text in (("w:ins", "w:t", "may "), ("w:del", "w:delText", "always ")):
        change, run, words = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(kind)
        words.text = text
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("help.")
    document.add_paragraph("One item", style="List Bullet")
    path = tmp_path / "a.docx"
    document.save(path)
    assert markdown_of(path) == "# Needles\n\n# How\n\nNeedles may help.\n\n- One item\n"


@pytest.mark.parametrize(("name", "content", "said"), [
    ("a.pdf", b"%PDF", "not an article"), ("a.docx", b"nonsense", "not a Word document"),
    ("a.md", b"\xff\xfe", "not UTF-8"), ("a.html", b"", "no text"), ("a.md", b" \n", "no text"),
])  # fmt: skip
def test_bad_files_are_told(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UsageError, match=said):
        markdown_of(path)
    with pytest.raises(UsageError, match="Mend"):
        markdown_of(tmp_path / "absent.md")


def test_an_exported_article_comes_back(tmp_path):
    path = tmp_path / "a.html"
    page = '<article><h1>Needles</h1><p>One<sup><a href="#ref-1">1</a></sup>.</p></article>'
    path.write_text(page, encoding="utf-8")
    assert markdown_of(path) == "# Needles\n\nOne.\n"
