"""Text with inline markup: a column that reads right, and the markup kept.

The rule: `sup` and `sub` become Unicode super- and subscripts where every character
has one (m², Na⁺, H₂O), else ``^…`` and ``_…``, in brackets where they hold more than
one word sign; in MathML a fraction is ``a/b`` and a root ``√(…)``; other tags leave
their text. White space is folded to one space.

In raw tables inline tags stand between the signs OPEN and CLOSE, which no XML can
hold, so that a written-out ``&lt;i&gt;`` is never taken for one.
"""

from __future__ import annotations

import re
from typing import Any
from xml.sax.saxutils import escape

import numpy as np
from lxml import etree

from evidence.sources.pubmed.arrays import bounds, is_held, replaced

OPEN, CLOSE = "\x01", "\x02"
_SUPER = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_SUB = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_HAS_SUPER, _HAS_SUB = re.compile(r"[0-9+\-−–=()ni]+"), re.compile(r"[0-9+\-−–=()]+")
_ONE_WORD = re.compile(r"\w+")
_RAISED = re.compile(f"{OPEN}(su[pb]){CLOSE}([^{OPEN}]*){OPEN}/\\1{CLOSE}")
_PLAIN = re.compile(f"{OPEN}/?[biu]{CLOSE}")
_ALLOWED: Any = np.isin(np.arange(32), (1, 2, 9, 10, 13))
_INLINE = re.compile(f"{OPEN}(/?)([^\\s/{CLOSE}]+)[^{CLOSE}]*?(/?){CLOSE}")
_PREFIX = re.compile(r"(</?|\s)([a-zA-Z][\w.-]*):(?=[\w.-]+)")
_XMLNS = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')


def clean(array: Any) -> tuple[Any, dict[int, str]]:
    """(texts by the stated rule, NULL for no text; the markup of the rows that had any).

    Raises ValueError for a control sign, which XML does not allow, and for tags
    that do not nest within the text.
    """
    rows = _unusual(array)
    ends, data = bounds(array)
    texts: list[str | None] = []
    markup: dict[int, str] = {}
    for row in rows.tolist():
        raw = data[ends[row] : ends[row + 1]].tobytes().decode()
        texts.append(" ".join(marked_text(raw).split()) or None)
        if OPEN in raw:
            _require_nested(raw)
            markup[row] = _written(raw)
    return replaced(array, rows, texts), markup


def _require_nested(raw: str) -> None:
    opened: list[str] = []
    for is_end, name, is_empty in _INLINE.findall(raw):
        if not is_end and not is_empty:
            opened.append(name)
        elif is_end and (not opened or opened.pop() != name):
            raise ValueError("an end tag of another element")
    if opened:
        raise ValueError("an element without an end tag")


def _unusual(array: Any) -> Any:
    """Rows that hold markup, no text, or white space other than single spaces between words."""
    if array.null_count == len(array):
        return np.zeros(0, np.int64)
    ends, data = bounds(array)
    data = data[: ends[-1]]
    low = data <= 32
    wrong = low[1:] & low[:-1]
    control = data < 32
    if control.any() and not _ALLOWED[data[control]].all():
        raise ValueError("a sign that XML does not allow")
    wrong |= control[1:]
    # White space outside ASCII: U+0085, 00A0, 1680, 2000–200A, 2028, 2029, 202F, 205F, 3000.
    lead = np.flatnonzero(data[:-2] >= 0xC2) if len(data) > 2 else np.zeros(0, np.int64)
    one, two, three = data[lead], data[lead + 1], data[lead + 2]
    wide = (one == 0xE2) & (two == 0x80)
    spaces = (
        ((one == 0xC2) & ((two == 0xA0) | (two == 0x85)))
        | (wide & ((three <= 0x8A) | (three == 0xA8) | (three == 0xA9) | (three == 0xAF)))
        | ((one == 0xE2) & (two == 0x81) & (three == 0x9F))
        | ((one == 0xE1) & (two == 0x9A) & (three == 0x80))
        | ((one == 0xE3) & (two == 0x80) & (three == 0x80))
    )
    places: Any = np.concatenate((np.flatnonzero(wrong) + 1, lead[spaces]))
    found = np.searchsorted(ends, places, side="right") - 1
    filled = ends[1:] > ends[:-1]
    edge: Any = np.zeros(len(filled), bool)
    edge[filled] = low[ends[:-1][filled]] | low[ends[1:][filled] - 1]
    return np.union1d(found, np.flatnonzero(is_held(array) & (edge | ~filled)))


def marked_text(raw: str) -> str:
    """The text of a raw value by the stated rule, white space as it stands.

    >>> marked_text("1.73 m\\x01sup\\x022\\x01/sup\\x02, x\\x01sub\\x02max\\x01/sub\\x02, p < .05")
    '1.73 m², x_max, p < .05'
    """
    if OPEN not in raw:
        return raw
    text = _PLAIN.sub("", _RAISED.sub(_script, _PLAIN.sub("", raw)))
    if OPEN not in text:
        return text
    try:
        return _flat(etree.fromstring(f"<t>{_without_prefixes(_written_out(raw))}</t>"))
    except etree.XMLSyntaxError:  # tags that do not nest within one value: their text alone
        return re.sub(f"{OPEN}[^{CLOSE}]*{CLOSE}", "", raw)


def _written_out(raw: str) -> str:
    return escape(raw).replace(OPEN, "<").replace(CLOSE, ">")


def _written(raw: str) -> str:
    return " ".join(_XMLNS.sub("", _written_out(raw)).split())


def _without_prefixes(xml: str) -> str:
    return re.sub(r"<[^>]*>", lambda tag: _PREFIX.sub(r"\1", _XMLNS.sub("", tag[0])), xml)


def _script(found: re.Match[str]) -> str:
    return _raised(found[2], found[1])


def _flat(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_marked(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _marked(element: Any) -> str:
    name = element.tag
    if name in ("sup", "sub"):
        return _raised(_flat(element), name)
    if name in ("msup", "msub", "msubsup"):
        return _math_script(element, name)
    if name == "mfrac" and len(element) == 2:
        return f"{_marked(element[0]).strip()}/{_marked(element[1]).strip()}"
    if name == "msqrt":
        return f"√({_flat(element).strip()})"
    if name in ("annotation", "annotation-xml"):
        return ""
    if name == "DispFormula":
        return f" {_flat(element).strip()} "
    return _flat(element)


def _math_script(element: Any, name: str) -> str:
    base, *scripts = [_marked(child).strip() for child in element if isinstance(child.tag, str)] or [""]
    if name != "msup" and scripts:
        base += _raised(scripts.pop(0), "sub")
    if scripts:
        base += _raised(scripts.pop(0), "sup")
    return base


def _raised(text: str, name: str) -> str:
    sign, allowed, table = ("^", _HAS_SUPER, _SUPER) if name == "sup" else ("_", _HAS_SUB, _SUB)
    stripped = text.strip()
    if not stripped:
        return text
    if allowed.fullmatch(stripped):
        return text.replace(stripped, stripped.translate(table))
    if _ONE_WORD.fullmatch(stripped):
        return text.replace(stripped, sign + stripped)
    return text.replace(stripped, f"{sign}({stripped})")
