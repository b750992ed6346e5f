"""Text of elements with inline markup: a column that reads right, and the markup kept.

The rule: `sup` and `sub` become Unicode super- and subscripts where every character
has one (m², Na⁺, H₂O), else ``^…`` and ``_…``, in brackets where they hold more than
one word sign; other tags leave their text. White space is folded to one space.
"""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

_SUPER = str.maketrans("0123456789+-−–=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿⁱ")
_SUB = str.maketrans("0123456789+-−–=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_HAS_SUPER, _HAS_SUB = re.compile(r"[0-9+\-−–=()ni]+"), re.compile(r"[0-9+\-−–=()]+")
_ONE_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s+")


def text_of(element: Any) -> str | None:
    """The text of an element by the stated rule; None for no text at all.

    >>> from lxml import etree
    >>> text_of(etree.fromstring("<t>1.73 m<sup>2</sup>, CO<sub>2</sub>, x<sub>max</sub>, p &lt; .05</t>"))
    '1.73 m², CO₂, x_max, p < .05'
    """
    if element is None:
        return None
    raw = _flat(element) if len(element) else element.text
    if not raw:
        return None
    return " ".join(raw.split()) or None


def markup_of(element: Any) -> str | None:
    """The inner XML of an element that has child elements; None for plain text."""
    if not len(element):
        return None
    whole: str = etree.tostring(element, encoding="unicode", with_tail=False)
    inner = whole[whole.index(">") + 1 : whole.rindex("</")]
    return _SPACE.sub(" ", re.sub(r' xmlns:\w+="[^"]*"', "", inner)).strip() or None


def _flat(element: Any) -> str:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str):
            parts.append(_marked(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _marked(element: Any) -> str:
    name = element.tag.rpartition("}")[2]
    if name == "sup":
        return _raised(_flat(element), _HAS_SUPER, _SUPER, "^")
    if name == "sub":
        return _raised(_flat(element), _HAS_SUB, _SUB, "_")
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
    base, *scripts = [_marked(child).strip() for child in element if isinstance(child.tag, str)]
    if name != "msup" and scripts:
        base += _raised(scripts.pop(0), _HAS_SUB, _SUB, "_")
    if scripts:
        base += _raised(scripts.pop(0), _HAS_SUPER, _SUPER, "^")
    return base


def _raised(text: str, allowed: re.Pattern[str], table: dict[int, int], sign: str) -> str:
    stripped = text.strip()
    if not stripped:
        return text
    if allowed.fullmatch(stripped):
        return text.replace(stripped, stripped.translate(table))
    if _ONE_WORD.fullmatch(stripped):
        return text.replace(stripped, sign + stripped)
    return text.replace(stripped, f"{sign}({stripped})")
