"""How near a deadline is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

FAR, NEAR, REACHED, PASSED = "", "将到", "到了", "过了"
CONTACT, DONE = "联系", "办好"


def stage(today: date, due: date, remind_days: int, next_working_day: Callable[[date], date]) -> str:
    """`NEAR` from `remind_days` working days before the deadline until the day before it."""
    if today > due:
        return PASSED
    if today == due:
        return REACHED
    day = today
    for _ in range(remind_days):
        day = next_working_day(day)
        if day >= due:
            return NEAR
    return FAR
