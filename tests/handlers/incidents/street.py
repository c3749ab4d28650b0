"""A street with a couple, a building head, and what tests want to know of it."""

from __future__ import annotations

from storage.rests import RESTS
from storage.viewers import run
from tests.community import STREET, TESTS

COUPLE = (
    *STREET,
    "三门居民区,一网格,微网格1,益港花园,8号,401,李国强,男,1948-02-03,,独居老人,",
    "三门居民区,一网格,微网格1,益港花园,8号,401,张美英,女,1950-02-03,,,",
    "三门居民区,一网格,微网格1,益港花园,12号,101,钱阿妹,女,1960-02-03,,,楼组长",
)


def musts(street) -> list[tuple[str, str, str]]:
    """What stands open: door, day, what; the oldest first."""

    def find(unit):
        homes = {home.id: home.door for home in unit.places.households(TESTS)}
        return [(homes[must.household], f"{must.day:%m-%d}", must.what.split("，")[0]) for must in unit.dues.musts()]

    return street.ask(find)


def resting(street) -> list[tuple[str, str]]:
    """Whose reminders rest today, and why."""

    def find(unit):
        names = {one.id: one.name for home in unit.places.households(TESTS) for one in home.people}
        doors = {home.id: home.door for home in unit.places.households(TESTS)}
        return [
            (names.get(rest.person_id, doors[rest.household_id]), rest.reason) for rest in unit.rests.standing(TESTS)
        ]

    return street.ask(find)


def count_rests(street) -> int:
    return len(street.ask(lambda unit: run(unit.db, TESTS, RESTS.select()).all()))


def pushed(street, name: str) -> str:
    """What somebody was told by the last message without having asked."""
    return "\n".join(event.text for event in street.last if event.to == name and event.lane == "reminder")
