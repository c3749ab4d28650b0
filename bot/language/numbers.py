"""Numbers as people write them: 二十三, 四零一, 两, ①, ２３."""

from __future__ import annotations

import re

DIGITS = {c: i % 10 for i, c in enumerate("零一二三四五六七八九0123456789")} | {"〇": 0, "○": 0, "两": 2}
UNITS = {"十": 10, "百": 100, "千": 1000}
# Inside a regular expression's brackets: every character that a number may be written with.
NUMERALS = "0-9〇○零一二两三四五六七八九十百"
# What an input method may produce for the same character, one for one, so that positions hold.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xA0: " "}
_CIRCLED = {0x2460 + i: str(i + 1) for i in range(9)}
_ITEM = re.compile(r"(?<![①-⑨\d])[①-⑨](?![①-⑨号室楼幢栋.-])(?=\s*\S)")
_PLAIN = {**_WIDE, **_CIRCLED, ord("–"): "-", ord("—"): "-", ord("〜"): "~"}


def plain(text: str) -> str:
    """The same text with half-width letters, digits and signs. Its length and all positions stay."""
    return text.translate(_PLAIN)


def unlisted(text: str) -> str:
    """The same text with the mark of a list's item (①15号502) made blank: it is no part of the number behind it."""
    return _ITEM.sub(" ", text)


def number(text: str) -> int:
    """23 for 23, 二十三, 二三, ②③; 302 for 三百零二. Raises ValueError for anything else, ² and 十甲 too."""
    text = plain(text.strip())
    if not text or any(c not in DIGITS and c not in UNITS for c in text):
        raise ValueError(text)
    if not any(c in UNITS for c in text):
        return int(digits(text))
    total = last = 0
    for c in text:
        if c in UNITS:
            total, last = total + (last or (1 if not total else 0)) * UNITS[c], 0
        else:
            last = last * 10 + DIGITS[c]
    return total + last


def digits(text: str) -> str:
    """401 for 四零一, 0302 for 0302: digit by digit, so that leading zeros stay. Raises ValueError."""
    try:
        return "".join(str(DIGITS[c]) for c in plain(text.strip()))
    except KeyError as wrong:
        raise ValueError(text) from wrong
