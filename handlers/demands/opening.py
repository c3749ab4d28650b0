"""A demand as a case: its clocks, whose it is, who speaks of it."""

from __future__ import annotations

from bot.world import World
from handlers.demands import rules
from handlers.demands.kinds import Behalf
from handlers.demands.labels import Label
from handlers.demands.places import Spot
from handlers.demands.privacy import anonymous
from handlers.engines.cases import moves
from handlers.engines.cases import rules as states
from handlers.engines.cases.outsiders import for_outsiders
from storage.cases import Case
from storage.scope import STAFF


def make_case(world: World, words: str, label: Label, spot: Spot, visit: int | None = None) -> Case:
    """The case that would be raised now. Its matter is what a property company and neighbours may read: nobody is named."""
    urgency = rules.urgency_of(words, label)
    contact, done = moves.deadlines(world, urgency, label.category, world.today)
    owner = moves.owner_for(world, spot.building, spot.committee, spot.household or 0, standing=True)
    return Case(
        "诉求",
        world.now,
        unnamed(words, label.sub or label.category),
        words,
        contact,
        done,
        states.NEW,
        channel=world.unit.people.account(world.account).channel if world.account else "",
        committee_id=spot.committee,
        building_id=spot.building,
        household_id=spot.household,
        place=spot.words,
        category=label.category,
        sub=label.sub,
        urgency=urgency,
        owner_id=owner or None,
        visit_id=visit,
    )


def unnamed(words: str, otherwise: str = "") -> str:
    """The matter in one line as property companies and neighbours may read it: no names, numbers, tags, ages, illness, anger.

    If nothing else was said, what kind of matter it is.
    """
    told = for_outsiders(rules.civil(anonymous(words)))
    bare = rules.shortly(told) if told else ""
    return bare if len(bare) > 1 else otherwise or "诉求"


def voices_of(world: World, whom: Behalf) -> tuple[tuple[int, str], ...]:
    """Who hears the outcome. A cadre who writes for a resident is told as whoever answers for it; a daughter hears too."""
    me, staff = world.viewer.person, bool(world.viewer.roles & set(STAFF))
    own = [(person, "本人") for person in whom.people if person != me]
    if not whom.household or (not own and not staff):
        return ((me, "提出"),)
    if not own:
        return ((me, "代提"),)
    return ((me, "代提"), *own)
