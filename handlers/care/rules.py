"""In which order one goes, and how long ago something was in words."""

from __future__ import annotations

from datetime import date
from typing import Any

WEEKS = "零一两三四五六七八九十"


def going(days: int, due: date, today: date, place: tuple[Any, ...]) -> tuple[Any, ...]:
    """Sorts a morning's list: risk (the shorter the cadence the higher), whole weeks late, then as one walks past.

    Weeks rather than days: a day more or less must not send anybody back and forth between buildings.
    """
    return days, -((today - due).days // 7), place


def say_wait(last: date, today: date) -> str:
    """三天, 两周, 快七周, 三个月: how long ago the last contact was."""
    days = (today - last).days
    if days < 14:
        return f"{_number(days)}天"
    if days > 100:
        return f"{days // 30}个月"
    weeks, over = divmod(days, 7)
    return f"快{_number(weeks + 1)}周" if over >= 4 else f"{_number(weeks)}周"


def _number(n: int) -> str:
    return WEEKS[n] if n <= 10 else f"十{'一二三四五'[n - 11]}"
