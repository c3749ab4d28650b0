"""How leaves and those who stand in are spoken of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.saying import say_day
from storage.leaves import Leave
from storage.staff import Staff


def say_span(first: date, last: date, today: date) -> str:
    """明天; 下周一（11月30日）到下周三（12月2日）."""
    return say_day(first, today) if first == last else f"{say_day(first, today)}到{say_day(last, today)}"


def say_leave(leave: Leave, staff: Staff, today: date) -> str:
    """王芳：明天到周五，陈洁代."""
    return f"{staff.name(leave.person)}：{say_span(leave.since, leave.last, today)}，{staff.name(leave.substitute)}代"


def listed(lines: Iterable[str], most: int, more: str) -> list[str]:
    """The first lines, and how many there are beside."""
    lines = list(lines)
    rest = len(lines) - most
    return [*lines[:most], f"还有{rest}{more}"] if rest > 0 else lines
