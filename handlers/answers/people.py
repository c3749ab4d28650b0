"""Who gets a question that nobody has written an answer to, and how they are called."""

from __future__ import annotations

from dataclasses import dataclass

from bot.danger import responsible
from bot.kinds.base import Option
from bot.world import View, World
from handlers.engines.cases import moves
from storage.answers import Question
from storage.scope import STAFF
from storage.viewers import Viewer, system

# The dialogues of this capability, as buttons begin them. 问居委 is also what a notice's button begins: about={"notice": id}.
ASK, PERSON, REPLY, ADD, EDIT, DROP, LIST, OPEN = (
    "办事问答", "问居委", "回问题", "加问答", "改问答", "删问答", "问答清单", "没回的问题",
)  # fmt: skip
PRESSED, ANSWER = "有问题要问", "回答"  # what buttons say that carry no words of the person's own
ASKING = system("questions")


@dataclass(frozen=True)
class Somebody:
    """Who is to answer; 0 if there is nobody."""

    person: int
    committee: int | None


def is_staff(world: World) -> bool:
    return bool(world.viewer.roles & set(STAFF))


def who_answers(world: World, about: dict[str, int]) -> Somebody:
    """Whoever sent the notice below which it is asked, or answered before; else the cadre in charge, the secretary, the street."""
    unit, viewer = world.unit, world.viewer
    committees = sorted(unit.people.committees_of(viewer))
    committee = committees[0] if len(committees) == 1 else None
    home = unit.places.household(viewer, viewer.household) if viewer.household else None
    if about.get("notice") and unit.notices.standing(about["notice"]):
        person = unit.notices.get(about["notice"]).sender_id
        return Somebody(_acting(world, person) or _in_charge(world, home, committee), committee)
    if about.get("owner"):
        return Somebody(_acting(world, about["owner"]) or _in_charge(world, home, committee), committee)
    return Somebody(_in_charge(world, home, committee), committee)


def _acting(world: World, person: int) -> int:
    """The person, or who stands in for them; 0 once they work here no more."""
    acting = world.unit.leaves.stand_ins().get(person, person)
    return acting if acting and world.unit.people.viewer(acting).roles & set(STAFF) else 0


def _in_charge(world: World, home: object, committee: int | None) -> int:
    building = getattr(home, "building_id", None)
    found = moves.owner_for(world, building, committee, getattr(home, "id", 0))
    if found and found != world.viewer.person:
        return found
    return next((one for one in responsible(world.unit, world.viewer) if one != world.viewer.person), 0)


def name_of(view: View, person: int | None) -> str:
    """居委王芳, 街道周科: names of the staff alone."""
    known = view.unit.people.get(ASKING, person) if person else None
    if known is None or not known.name:
        return "居委"
    street = view.unit.people.viewer(known.id).roles & {"街道干部"}
    return f"{'街道' if street else '居委'}{known.name}"


def asker_of(view: View, viewer: Viewer, question: Question) -> str:
    """Who asks, as far as whoever answers may know: 12号302 王阿娣; else 一位访客, 一位居民."""
    person = view.unit.people.get(viewer, question.person_id)
    if person is None or not person.name:
        return "一位居民" if question.committee_id else "一位访客"
    home = view.unit.places.household(viewer, person.household_id) if person.household_id else None
    return f"{home.door} {person.name}" if home else person.name


def waiting_for(world: World) -> list[Question]:
    """What waits for the viewer's answer, or for that of a colleague of the same committee."""
    viewer = world.viewer
    committees = world.unit.people.committees_of(viewer)
    return world.unit.answers.open_for(viewer.acting | {viewer.person}, committees, street=viewer.street)


def answer_button(question: Question, shown: str = ANSWER) -> Option:
    return Option(shown, words=ANSWER, start=REPLY, about={"question": question.id})
