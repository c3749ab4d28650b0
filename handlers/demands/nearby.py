"""Open demands that may be the same matter: what is offered for co-signing never tells who raised it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.saying import say_day
from bot.world import World
from handlers.demands import rules
from handlers.demands.labels import Label
from handlers.demands.places import Spot
from handlers.engines.cases import rules as states
from handlers.engines.cases.moves import cases_of
from storage.cases import Case

LIKE, SAME = 0.4, 15  # likeness of words; characters from which the very same words are a forward
MOST = 3


def window(world: World) -> timedelta:
    """How far back an open demand may be the same one."""
    return timedelta(days=cases_of(world).nearby_days)


def open_nearby(world: World, spot: Spot, label: Label, words: str) -> list[Case]:
    """Those of the same place and kind or with like words, the likest first. A P0 is no matter to co-sign."""
    found = world.unit.cases.nearby(spot.building, spot.committee, window(world))
    alike = [
        case
        for case in found
        if case.kind == "诉求" and case.urgency != "P0" and case.state in states.OPEN and _alike(case, label, words)
    ]
    return sorted(alike, key=lambda case: -rules.likeness(case.words, words))


def _alike(case: Case, label: Label, words: str) -> bool:
    named = bool(label.sub) and case.sub == label.sub
    told = _thing(words)
    return named or max(rules.likeness(_thing(case.words), told), rules.likeness(_thing(case.matter), told)) >= LIKE


def _thing(words: str) -> str:
    """The words without where it is: 9号门口 alone makes nothing the same."""
    return re.sub(r"\d+号楼?\d{0,4}(?:门口|楼道|楼下)?|小区|门口|楼道|我们|阿拉|这里", "", words)


def mine_of(world: World, cases: Sequence[Case], words: str, person: int) -> Case | None:
    """The one that the person spoke of already, in like words."""
    for case in cases:
        voice = world.unit.voices.of(case.id, person)
        if voice and max(rules.likeness(voice.words, words), rules.likeness(case.words, words)) >= 0.6:
            return case
    return None


def forwarded(cases: Sequence[Case], words: str) -> Case | None:
    """The one that is told in the very same words, and in so many that nobody would write them twice."""
    said = rules.flat(words)
    return next((case for case in cases if len(said) >= SAME and rules.flat(case.words) == said), None)


def others(world: World, cases: Sequence[Case], person: int, home: int = 0, most: int = MOST) -> list[Case]:
    """Those in which the person has no voice yet; what is about a home alone only to those who live there or ask for it."""
    own = (world.viewer.household, home)
    shared = [case for case in cases if not case.household_id or case.household_id in own]
    return [case for case in shared if not world.unit.voices.of(case.id, person)][:most]


def describe(world: World, case: Case) -> str:
    """Place, matter and day; of a place no more than the building, and no words but those that everybody may read."""
    houses = world.unit.places.houses(number=case.building_id) if case.building_id else []
    theirs = case.household_id and case.household_id != world.viewer.household and not world.viewer.roles
    matter = case.sub or case.category if theirs else case.matter  # whoever asks for a home need not live there
    place = f"{houses[0].estate}{houses[0].number}，" if houses else f"{case.place}，" if case.place else ""
    return f"{place}{matter}（{say_day(case.raised_at.date(), world.today)}）"
