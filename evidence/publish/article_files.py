"""An exported article as Markdown, an HTML fragment and DOCX."""

from __future__ import annotations

import io
import zipfile
from html import escape

from evidence.publish.article_export import ArticleExport, Block, CitedSentence
from evidence.publish.safe_text import markdown_text, one_line

_DRAFT = (
    "Draft: {} sentences stand in wording suggested by the machine, which no person has adopted."
)


def notes(export: ArticleExport) -> list[str]:
    """What a reader of the file must know first: the sample's banner, and that it is a draft."""
    told = [export.banner] if export.banner else []
    return [*told, _DRAFT.format(export.n_suggested)] if export.n_suggested else told


def markdown_file(export: ArticleExport) -> str:
    """The article as Markdown; its last line says which publication it is from."""
    parts = [f"> **{markdown_text(note)}**" for note in notes(export)]
    parts += [_markdown_block(block) for block in export.blocks]
    if export.cited:
        listed = (f"{n}. {markdown_text(c.text)}" for n, c in enumerate(export.cited, 1))
        parts += ["## References", "\n".join(listed)]
    parts.append(f"<!-- {_comment(export.provenance)} -->")
    text = "\n\n".join(parts) + "\n"
    return text.replace("\n\n- ", "\n- ").replace(":\n- ", ":\n\n- ")


def _markdown_block(block: Block) -> str:
    sentences = (_markdown_sentence(s) for s in block.sentences)
    return ("#" * block.level + " " if block.level else "- " if block.is_item else "") + " ".join(
        sentences
    )


def _markdown_sentence(cited: CitedSentence) -> str:
    marks = f" \\[{cited.marks}\\]" if cited.marks else ""
    text = markdown_text(cited.sentence.text)
    return ("\\" if text[:1] in "#+-" else "") + text + marks


def html_file(export: ArticleExport) -> str:
    """The article as an HTML fragment: no script, no style, no outside address but in references."""
    out = ['<article class="evidence-article">', f"<!-- {_comment(export.provenance)} -->"]
    out += [
        f'<p role="note"><strong>{escape(one_line(note))}</strong></p>' for note in notes(export)
    ]
    is_list = False
    for block in export.blocks:
        if block.is_item != is_list:
            out.append("<ul>" if block.is_item else "</ul>")
            is_list = block.is_item
        tag = f"h{block.level}" if block.level else "li" if block.is_item else "p"
        out.append(f"<{tag}>{' '.join(_html_sentence(s) for s in block.sentences)}</{tag}>")
    out += ["</ul>"] if is_list else []
    if export.cited:
        items = (f'<li id="ref-{n}">{c.html}</li>' for n, c in enumerate(export.cited, 1))
        out += ["<h2>References</h2>", '<ol class="references">', *items, "</ol>"]
    return "\n".join([*out, "</article>"]) + "\n"


def _html_sentence(cited: CitedSentence) -> str:
    text = escape(one_line(cited.sentence.text))
    if not cited.numbers:
        return text
    groups = []
    for role, held in cited.numbers:
        links = ", ".join(f'<a href="#ref-{n}">{n}</a>' for n in held)
        groups.append(links if role == "for" else f"{role}: {links}")
    return f"{text}<sup>{'; '.join(groups)}</sup>"


def docx_file(export: ArticleExport) -> bytes:
    """The article as a Word document, with real headings, lists and superscript numbers."""
    import docx

    document = docx.Document()
    facts = document.core_properties
    facts.title, facts.comments, facts.author = one_line(export.title), export.provenance, ""
    for note in notes(export):
        document.add_paragraph().add_run(one_line(note)).bold = True
    for block in export.blocks:
        style = (
            f"Heading {block.level}"
            if block.level
            else "List Bullet"
            if block.is_item
            else "Normal"
        )
        paragraph = document.add_paragraph(style=style)
        for number, cited in enumerate(block.sentences):
            paragraph.add_run((" " if number else "") + one_line(cited.sentence.text))
            if cited.marks:
                paragraph.add_run(cited.marks).font.superscript = True
    if export.cited:
        document.add_paragraph("References", style="Heading 2")
    for number, reference in enumerate(export.cited, 1):
        document.add_paragraph(f"{number}. {one_line(reference.text)}")
    held = io.BytesIO()
    document.save(held)
    return same_bytes(held.getvalue())


def same_bytes(packed: bytes) -> bytes:
    """A zip archive whose bytes depend on its content alone, not on when it was packed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name),
                         zipfile.ZIP_DEFLATED)  # fmt: skip
    return out.getvalue()


def _comment(text: str) -> str:
    """Text that cannot close an HTML comment."""
    return escape(one_line(text)).replace("--", "- -")
