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
from functools import lru_cache
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
_PLAIN = re.compile(f"{OPEN}/?[biu]{CLOSE}")
_ALLOWED: Any = np.isin(np.arange(32), (1, 2, 9, 10, 13))
_TAG = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
_LEADS: Any = np.isin(np.arange(256), (0xC2, 0xE1, 0xE2, 0xE3))
_WIDE = (  # the most frequent first
    "\u2009\xa0\u202f\u2005\u2002\u2003\u2004\u2006\u2007\u2008"
    "\u200a\u2000\u2001\u2028\u2029\u205f\u3000\x85\u1680"
)
_PREFIX = re.compile(r"(</?|\s)([a-zA-Z][\w.-]*):(?=[\w.-]+)")
_XMLNS = re.compile(r'\sxmlns(?::\w+)?="[^"]*"')


def clean(array: Any) -> tuple[Any, dict[int, str], int]:
    """(texts by the stated rule, NULL for no text; the markup of the rows that had any; n_signs).

    Raises ValueError for a control sign, which XML does not allow, and for tags
    that do not nest within the text.
    """
    if array.null_count == len(array):
        return array, {}, 0
    ends, data = bounds(array)
    rows, n_signs = _unusual(array, ends, data)
    if not len(rows):
        return array, {}, n_signs
    texts: list[str | None] = []
    markup: dict[int, str] = {}
    held = memoryview(data)
    for row, start, end in zip(rows.tolist(), ends[rows].tolist(), ends[rows + 1].tolist(), strict=True):
        raw = str(held[start:end], "utf-8")
        if OPEN in raw:
            raw, markup[row] = _plain_and_written(raw)
        texts.append(_folded(raw) or None)
    return replaced(array, rows, texts), markup, n_signs


def _folded(text: str) -> str:
    """White space of any kind as one space between words."""
    if "\n" not in text and "\t" not in text and "\r" not in text:
        for sign in _WIDE:
            if sign in text:
                text = text.replace(sign, " ")
        if "  " not in text and text[:1] != " " and text[-1:] != " ":
            return text
    return " ".join(text.split())


def _plain_and_written(raw: str) -> tuple[str, str]:
    """(text by the stated rule, the markup). Raises ValueError for tags that do not nest."""
    parts = _TAG.split(raw)
    opened: list[str] = []
    for tag in parts[1::2]:
        if tag.startswith("/"):
            if not opened or opened.pop() != tag[1:]:
                raise ValueError("an end tag of another element")
        elif not tag.endswith("/"):
            opened.append(tag.split(maxsplit=1)[0])
    if opened:
        raise ValueError("an element without an end tag")
    return marked_text(raw), _written(raw)


def _unusual(array: Any, ends: Any, data: Any) -> tuple[Any, int]:
    """(rows that hold markup, no text, or white space other than single spaces between words; n_signs)."""
    data = data[: ends[-1]]
    if not len(data):
        return np.flatnonzero(is_held(array)), 0
    low = data <= 32
    n_low, places = int(np.count_nonzero(low)), list[Any]()
    if n_low:
        wrong = low[1:] & low[:-1]
        if data.min() < 32:
            control = data < 32
            if not _ALLOWED[data[control]].all():
                raise ValueError("a sign that XML does not allow")
            wrong |= control[1:]
        if wrong.any():
            places.append(np.flatnonzero(wrong) + 1)
    if data.max() >= 0xC2:
        places.append(_wide_spaces(data))
    found: list[Any] = [np.searchsorted(ends, place, side="right") - 1 for place in places if len(place)]
    filled = ends[1:] > ends[:-1]
    if n_low:
        first = np.minimum(ends[:-1], len(data) - 1)
        found.append(np.flatnonzero((low[first] | low[ends[1:] - 1]) & filled))
    if len(array) - int(np.count_nonzero(filled)) > array.null_count:
        found.append(np.flatnonzero(is_held(array) & ~filled))
    rows = np.unique(np.concatenate(found)) if found else np.zeros(0, np.int64)
    return rows, len(data) - n_low


def _wide_spaces(data: Any) -> Any:
    """Where white space outside ASCII stands: U+0085, 00A0, 1680, 2000–200A, 2028, 2029, 202F, 205F, 3000."""
    lead = np.flatnonzero(data[:-1] >= 0xC2)
    lead = lead[_LEADS[data[lead]]]
    one, two, three = data[lead], data[lead + 1], data[np.minimum(lead + 2, len(data) - 1)]
    wide = (one == 0xE2) & (two == 0x80)
    spaces = (
        ((one == 0xC2) & ((two == 0xA0) | (two == 0x85)))
        | (wide & ((three <= 0x8A) | (three == 0xA8) | (three == 0xA9) | (three == 0xAF)))
        | ((one == 0xE2) & (two == 0x81) & (three == 0x9F))
        | ((one == 0xE1) & (two == 0x9A) & (three == 0x80))
        | ((one == 0xE3) & (two == 0x80) & (three == 0x80))
    )
    return lead[spaces]


def marked_text(raw: str) -> str:
    """The text of a raw value by the stated rule, white space as it stands.

    >>> marked_text("1.73 m\\x01sup\\x022\\x01/sup\\x02, x\\x01sub\\x02max\\x01/sub\\x02, p < .05")
    '1.73 m², x_max, p < .05'
    """
    if OPEN not in raw:
        return raw
    parts = _TAG.split(_PLAIN.sub("", raw))
    for place in range(1, len(parts), 4):
        tag = parts[place]
        if tag not in ("sup", "sub") or parts[place + 2 : place + 3] != ["/" + tag]:
            break
        parts[place + 1] = _raised(parts[place + 1], tag)
    else:
        return "".join(parts[::2])
    try:
        return _flat(etree.fromstring(f"<t>{_without_prefixes(_written_out(raw))}</t>"))
    except etree.XMLSyntaxError:  # tags that do not nest within one value: their text alone
        return _TAG.sub("", raw)


def _written_out(raw: str) -> str:
    return escape(raw).replace(OPEN, "<").replace(CLOSE, ">")


def _written(raw: str) -> str:
    text = _written_out(raw)
    return _folded(_XMLNS.sub("", text) if "xmlns" in text else text)


def _without_prefixes(xml: str) -> str:
    return re.sub(r"<[^>]*>", lambda tag: _PREFIX.sub(r"\1", _XMLNS.sub("", tag[0])), xml)


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


@lru_cache(maxsize=1 << 12)
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
