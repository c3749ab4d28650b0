"""Decisions on days of leave and on who is in charge of what: dates and names alone."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


def last_day(first: date, amount: int, unit: str) -> date:
    """The last of so many days, weeks or months (天, 周, 月), the first one counted: three days from Monday end on Wednesday."""
    if unit != "月":
        return first + timedelta(days=amount * (7 if unit == "周" else 1) - 1)
    index = first.year * 12 + first.month - 1 + amount
    year, month = index // 12, index % 12 + 1
    same = date(year, month, min(first.day, calendar.monthrange(year, month)[1]))
    return same - timedelta(days=1)


def count(first: date, last: date) -> int:
    """Days from the first to the last, both counted."""
    return (last - first).days + 1


@dataclass(frozen=True)
class Building:
    """A building with those in charge of it, and the micro-grid that it lies in."""

    number: str
    place: str
    homes: int
    cadres: tuple[int, ...]


def without_cadre(buildings: Iterable[Building]) -> dict[str, list[Building]]:
    """Buildings that nobody is in charge of, by micro-grid."""
    found: dict[str, list[Building]] = {}
    for one in buildings:
        if not one.cadres:
            found.setdefault(one.place, []).append(one)
    return found


def shared(buildings: Iterable[Building]) -> dict[tuple[str, tuple[int, ...]], list[Building]]:
    """Buildings that several are in charge of, by micro-grid and by those cadres."""
    found: dict[tuple[str, tuple[int, ...]], list[Building]] = {}
    for one in buildings:
        if len(one.cadres) > 1:
            found.setdefault((one.place, tuple(sorted(one.cadres))), []).append(one)
    return found


def say_buildings(buildings: Sequence[Building]) -> str:
    """12号、13号; of many the first and the last."""
    numbers = [one.number for one in buildings]
    return "、".join(numbers) if len(numbers) < 4 else f"{numbers[0]}到{numbers[-1]}（{len(numbers)}栋）"


def idle(cadres: Sequence[int], buildings: Iterable[Building], given: Mapping[int, int]) -> list[int]:
    """Cadres with no building and no household of their own (`given`: cadre → households)."""
    busy = {person for one in buildings for person in one.cadres} | set(given)
    return [person for person in cadres if person not in busy]
