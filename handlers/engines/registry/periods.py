"""Reads days as lists write them, and the days on which a tag holds: 低保(2026-12-01~2027-06-30)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.language.numbers import plain

SEPARATORS = r"[、,，;；/|\s]+"
_DATE = re.compile(r"(\d{4})[.\-/年](\d{1,2})[.\-/月](\d{1,2})日?")
_FIGURES = re.compile(r"(\d{4})(\d\d)(\d\d)")
_DAY = r"\d{4}[.\-/年]\d{1,2}[.\-/月]\d{1,2}日?|\d{8}"
_PERIOD = re.compile(
    rf"(?:[从自]?(?P<since>{_DAY})(?:[起始]|开始)?)?"
    rf"(?:(?:[~至到]|-{{1,2}}|截至|截止)+(?P<until>{_DAY})?(?:为?止|结束|到期)?|(?P<ends>{_DAY})(?:为?止|结束|到期))?"
)
# A cell is cut where no bracket is open.
_PIECE = re.compile(rf"(?:\([^()]*\)|(?!{SEPARATORS}).)+")
_DATED = re.compile(r"(?P<word>[^()]*)\((?P<period>[^()]*\d{2}[^()]*)\)")


class Doubt(Exception):
    """Something in a row that cannot be taken; the argument says what to mend."""


@dataclass(frozen=True)
class Period:
    """The days on which a tag holds; `until` is the first day on which it does no more. None: the list does not say."""

    since: date | None = None
    until: date | None = None

    @property
    def told(self) -> bool:
        return self.since is not None or self.until is not None


def written(flat: str) -> date | None:
    """The day that is written as 1940-05-03, 1940.5.3, 1940年5月3日 or 19400503; None if there is none such."""
    figures = _DATE.fullmatch(flat) or _FIGURES.fullmatch(flat)
    try:
        return date(*(int(part) for part in figures.groups())) if figures else None
    except ValueError:
        return None


def cut(cell: str) -> list[str]:
    """The words of a cell, each with its bracket."""
    return [piece[0].strip() for piece in _PIECE.finditer(re.sub(r"\s+(?=\()", "", plain(cell)))]


def read_period(piece: str) -> tuple[str, Period]:
    """A word and the days told in its bracket. Raises `Doubt`, with the word, about days that cannot be."""
    dated = _DATED.fullmatch(piece)
    if not dated:
        return piece, Period()
    word, told = dated["word"].strip(), re.sub(r"\s", "", dated["period"])
    match = _PERIOD.fullmatch(told)
    if not match or not any(match.groups()):
        raise Doubt(
            f"“{word}”后面的日期“{told}”看不懂，请写成 (2026-12-01~2027-06-30)、(2026-12-01起) 或 (至2027-06-30)。"
        )
    since, last = (_day(word, day) for day in (match["since"], match["until"] or match["ends"]))
    if since and last and last < since:
        raise Doubt(f"“{word}”的结束日期（{last}）在开始日期（{since}）之前，请核对。")
    return word, Period(since, last + timedelta(days=1) if last else None)


def _day(word: str, text: str | None) -> date | None:
    if not text:
        return None
    day = written(text)
    if day is None:
        raise Doubt(f"“{word}”后面写的“{text}”，没有这一天，请核对。")
    if not 1900 <= day.year <= 2100:
        raise Doubt(f"“{word}”后面的日期“{text}”，年份不对，请核对。")
    return day
