"""Who leads a tag, and who may therefore know of one that is sensitive: the secretary and the role that leads it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from bot.world import View, World
from handlers.engines.plans import rules
from handlers.engines.plans.dues import block_of
from handlers.engines.registry import tagbook
from storage.charge import LEADERS
from storage.people import Tag

SECRET = "一项需要保密的标签"  # noqa: S105 - what is said where the name of a sensitive tag is not


def leader(view: View, tag: str) -> str:
    """The role that leads a tag today: 精防专干 …; 干部 where the cadence names none."""
    found = rules.by_tag(block_of(view).cadences, view.today).get(tag, ())
    return next((rule.role for rule in found if rule.role), "干部")


def may_know(world: World, tag: str) -> bool:
    """Whether the one who asks may give and see a tag, if they look after the household at all (domain §0.8)."""
    return tag not in tagbook.SENSITIVE or bool(world.viewer.roles & {"书记", leader(world, tag)})


def within_lead(world: World) -> World:
    """The world of a named role that is about to give a tag which it leads: in its area it may find anybody.

    Otherwise it sees only those who bear such a tag already.
    """
    viewer = world.viewer
    wide = replace(viewer, committees=viewer.committees | viewer.leads, areas=viewer.areas | viewer.leads)
    return replace(world, viewer=wide)


def known_roles(world: World) -> Collection[str]:
    """The leading roles of whose work the one who asks may know: their own; the secretary of all."""
    return LEADERS if "书记" in world.viewer.roles else world.viewer.roles


def known_tags(world: World, persons: Collection[int]) -> dict[int, list[Tag]]:
    """The tags of these persons that the one who asks may know."""
    found = world.unit.people.tags(world.viewer, persons)
    known = {person: [tag for tag in tags if may_know(world, tag.tag)] for person, tags in found.items()}
    return {person: tags for person, tags in known.items() if tags}


def say_tag(tag: str) -> str:
    """The name of a tag, or that it is one to be kept secret."""
    return SECRET if tag in tagbook.SENSITIVE else tag
