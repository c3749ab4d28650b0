"""What the note of a visit may mean for tags: offered to whoever wrote it, once, and never set by itself."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import Fact, tells
from bot.kinds.base import Option
from bot.kinds.household import call
from bot.pushes import Push
from bot.world import View
from handlers.engines.plans.rules import age_on
from handlers.engines.registry import tagbook
from handlers.engines.registry.tagbook import BY_NAME
from handlers.tagging import rules
from storage.households import Household, Person
from storage.tags import SUGGESTED, NewTag
from storage.viewers import Viewer, system
from storage.visits import Visit

TELLS = system("tagging")
RETIRED = 60  # 独居老人 and 高龄老人 are tags of the old


@tells("visit")
def offer_tags(view: View, fact: Fact) -> Sequence[Push]:
    """Somebody lives alone, can do something, or wants to help: a button that begins the conversation, and no more."""
    unit = view.unit
    visit = unit.visits.get(TELLS, fact.subject)
    viewer = unit.people.viewer(fact.person)
    home = unit.places.household(viewer, visit.household_id) if visit else None
    if visit is None or home is None or not home.people:
        return []
    pushes = (_lives_alone(view, viewer, visit, home), _is_able(view, viewer, visit, home))
    return [push for push in pushes if push]


def _spoken_of(home: Household, note: str) -> Person | None:
    """Of whom a note speaks: the one named, or the only one."""
    named = [one for one in home.people if one.name and one.name in note]
    found = named or list(home.people)
    return found[0] if len(found) == 1 else None


def _lives_alone(view: View, viewer: Viewer, visit: Visit, home: Household) -> Push | None:
    who = _spoken_of(home, visit.note)
    if who is None or not rules.lives_alone(visit.note) or 0 < age_on(who.born, view.today) < RETIRED:
        return None
    said = f"{home.door}{call(who, view.today)}，您记到是一个人住，名册上还没有「{rules.ALONE}」。要加上吗？"
    return suggest(view, visit.cadre_id, home, who, rules.ALONE, said, visit.id)


def suggest(
    view: View, cadre: int, home: Household, who: Person, tag: str, said: str, visit: int | None = None
) -> Push | None:
    """Puts a tag down as 待确认 and asks; None if somebody bears it, or it was asked before."""
    unit = view.unit
    held = {one.tag for one in unit.tags.held(TELLS, [who.id])}
    if tag in held or tag in unit.tags.suggestions(TELLS, who.id):
        return None
    kind = BY_NAME[tag]
    new = NewTag(who.id, kind.kind, tag, kind.sensitivity, "推断", view.today, visit_id=visit)
    number = unit.tags.add(TELLS, new, SUGGESTED)
    buttons = [
        Option(f"加上{tag}", words=f"给{home.full_door}{who.name}加标签 {tag}", start="加标签"),
        Option("不用", words="不用", start="不加标签", about={"tag": number}),
    ]
    return Push(cadre, said, buttons, reason="标签")


def _is_able(view: View, viewer: Viewer, visit: Visit, home: Household) -> Push | None:
    """Nothing is kept of it without consent; whether it was offered before, the earlier notes tell."""
    tag, can = rules.ability(visit.note)
    earlier = [one.note for one in view.unit.visits.of_household(viewer, home.id, 20) if one.id < visit.id]
    held = view.unit.tags.held(TELLS, [one.id for one in home.people])
    known = any(one.kind == tagbook.CAPABILITY and (one.tag == tag or can in one.note) for one in held)
    if not tag or known or any(rules.ability(note) == (tag, can) for note in earlier):
        return None
    who = _spoken_of(home, visit.note)
    name = call(who, view.today) if who else ""
    said = f"{home.door}{name}，您记到「{can}」。要记为{tag}吗？先问过本人，同意了再记。"
    words = f"加{tag} {home.full_door}{who.name if who else ''} {can}"
    return Push(
        visit.cadre_id,
        said,
        [Option(f"记为{tag}", words=words, start="记能人", about={"visit": visit.id})],
        reason="标签",
    )
