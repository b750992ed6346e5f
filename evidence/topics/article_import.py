"""An article as it comes (Markdown, HTML, DOCX) as the Markdown a topic keeps."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from lxml import html

from evidence.errors import UsageError

_LEFT_OUT: Final = ("script", "style", "nav", "footer", "aside", "form", "noscript", "template", "svg",
                    "iframe", "button", "select", "figure", "table")  # fmt: skip
_BLOCKS: Final = {f"h{n}": "#" * n + " " for n in range(1, 7)} | {
    "p": "",
    "li": "- ",
    "blockquote": "",
}
_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\xad]"
)
_MARK: Final = re.compile(r"^(#{1,6}\s|[-*+]\s|\d+[.)]\s|>)")
#: A line that would be read as a heading or an item and is none begins with this space.
_NOT_A_MARK: Final = "\u00a0"
_BULLET: Final = re.compile(r"^[\u2022\u25aa\u25e6\u2023*-]\s+")
_HEADING_WORDS_MAX: Final = 12
MAX_BYTES: Final = 20 * 1024 * 1024


def markdown_of(path: Path) -> str:
    """The article in a file as Markdown: headings, paragraphs and list items.

    Raises UsageError for a file that is missing, too large, or of another kind. In a
    Word document tracked insertions count and deletions do not; tables, pictures and
    page furniture are left out of HTML and DOCX alike.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}. Mend: name the article's file") from error
    if len(content) > MAX_BYTES:
        raise UsageError(f"{path}: over {MAX_BYTES // 1024**2} MB. Mend: leave its pictures out")
    kind = path.suffix.lower()
    if kind in (".md", ".markdown"):
        text = _decoded(path, content)
    elif kind == ".txt":
        text = markdown_of_text(_decoded(path, content))
    elif kind in (".html", ".htm"):
        text = markdown_of_html(_decoded(path, content))
    elif kind == ".docx":
        text = _markdown_of_docx(path, content)
    else:
        raise UsageError(f"{path}: not an article this can read. Mend: give .md, .html or .docx")
    if not text.strip():
        raise UsageError(f"{path}: no text was found in it. Mend: check that it is the article")
    return text.rstrip() + "\n"


def _decoded(path: Path, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UsageError(f"{path}:{line}: not UTF-8. Mend: save it as UTF-8") from error


def markdown_of_text(text: str) -> str:
    """Plain text as Markdown: bullets are items, a short line alone that ends no sentence is a heading.

    >>> markdown_of_text("Title\\n\\nBy A\\n\\nOne two.\\n\\n\u2022 three")
    '# Title\\n\\nBy A\\n\\nOne two.\\n\\n- three\\n'
    """
    blocks: list[str] = []
    for number, part in enumerate(re.split(r"\n\s*\n", text.strip())):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        is_alone = len(lines) == 1 and len(lines[0].split()) <= _HEADING_WORDS_MAX
        if (
            is_alone
            and not re.search(r"[.!:;,]$", lines[0])
            and not re.match(r"by\s|[\u2022\u25aa\u25e6\u2023]", lines[0], re.I)
        ):
            blocks.append(("# " if not number else "## ") + lines[0])
        elif any(_BULLET.match(line) for line in lines):
            blocks += [
                _line("- " if _BULLET.match(line) else "", _BULLET.sub("", line)) for line in lines
            ]
        else:
            blocks.append(_line("", " ".join(lines)))
    return _joined(blocks)


def markdown_of_html(text: str) -> str:
    """The main text of a page as Markdown.

    >>> markdown_of_html("<main><h1>A</h1><script>x</script><p>One <b>two</b>.</p><ul><li>three</ul>")
    '# A\\n\\nOne two.\\n\\n- three\\n'
    """
    try:
        root = html.document_fromstring(text)
    except ValueError:  # an encoding declared within a decoded text
        root = html.document_fromstring(text.encode())
    except html.etree.ParserError:
        return ""
    for element in list(root.iter(*_LEFT_OUT)):
        element.drop_tree()
    for number in root.xpath("//sup[.//a]"):  # numbers of references
        number.drop_tree()
    for comment in list(root.iter(html.etree.Comment)):
        comment.drop_tree()
    for name in ("article", "main", "body"):
        found = root.find(f".//{name}")
        if found is not None and found.text_content().strip():
            return _joined(_html_blocks(found))
    return _joined(_html_blocks(root))


def _html_blocks(root: Any) -> Iterator[str]:
    """Each block's own text once: a paragraph within an item belongs to the item."""
    for element in root.iter(*_BLOCKS):
        inside = element.xpath("ancestor::li|ancestor::p|ancestor::blockquote")
        if element.tag in ("p", "blockquote") and any(a.tag in ("li", "p") for a in inside):
            continue
        if element.tag == "blockquote" and element.find(".//p") is not None:
            continue
        for line_break in element.iter("br"):
            line_break.tail = " " + (line_break.tail or "")
        nested = (
            "".join(n.text_content() for n in element.xpath("./ul|./ol"))
            if element.tag == "li"
            else ""
        )
        own = element.text_content()
        yield _line(_BLOCKS[element.tag], own.replace(nested, "", 1) if nested else own)


def _markdown_of_docx(path: Path, content: bytes) -> str:
    import docx
    from docx.oxml.ns import qn

    try:
        document = docx.Document(io.BytesIO(content))
    except Exception as error:  # python-docx raises whatever its zip and XML readers do
        raise UsageError(
            f"{path}: not a Word document ({error}). Mend: save it as .docx again"
        ) from error
    blocks = []
    for paragraph in document.paragraphs:
        parts = {
            qn("w:t"): None,
            qn("w:tab"): " ",
            qn("w:br"): " ",
            qn("w:cr"): " ",
            qn("w:noBreakHyphen"): "-",
        }
        text = "".join(
            (node.text or "") if node.tag == qn("w:t") else (parts[node.tag] or "")
            for node in paragraph._p.iter(*parts)
        )
        blocks.append(_line(_docx_mark(paragraph), text))
    return _joined(blocks)


def _docx_mark(paragraph: Any) -> str:
    name = (paragraph.style.name or "") if paragraph.style is not None else ""
    if name == "Title":
        return "# "
    heading = re.fullmatch(r"Heading ([1-6])", name)
    if heading:
        return "#" * int(heading[1]) + " "
    properties = paragraph._p.pPr
    is_listed = properties is not None and properties.numPr is not None
    return "- " if name.startswith("List") or is_listed else ""


def _line(mark: str, text: str) -> str:
    shown = " ".join(_UNSEEN.sub("", text).split())
    if not shown:
        return ""
    return mark + (_NOT_A_MARK + shown if not mark and _MARK.match(shown) else shown)


def _joined(blocks: Iterator[str] | list[str]) -> str:
    held = [block for block in blocks if block]
    text = ""
    for block in held:
        is_run = block.startswith("- ") and text.rsplit("\n\n", 1)[-1].startswith("- ")
        text += (("\n" if is_run else "\n\n") if text else "") + block
    return text + "\n" if text else ""
