"""A case and its way, for tests of what comes after it is done."""

from __future__ import annotations

from bot.clock import Calendar
from bot.config import Settings
from bot.facts import Fact, Facts
from bot.world import View
from handlers.calls import facts as calls
from handlers.engines.cases import moves, rules
from handlers.following import facts as following
from handlers.ratings import facts as ratings
from storage.cases import Case
from tests.community import TESTS

REACTIONS = [
    ratings.ask_everybody, ratings.ask_latecomer, ratings.pass_on_answer, ratings.pass_on_satisfaction, ratings.pass_on_mistake,
    following.tell_owner, calls.list_unreached,
]  # fmt: skip


def number_of(unit, name: str) -> int:
    return unit.people.named(TESTS, name)[0].id


def raise_one(street, name: str = "李建国", matter: str = "楼道灯不亮", others: tuple[str, ...] = (), **more) -> Case:
    """A demand of somebody of 12号402, co-signed by others."""

    def store(unit) -> Case:
        view = View(unit, Settings(), Calendar(Settings()))
        home = next(home for home in unit.places.households(TESTS) if home.door == "12号402")
        contact, done = moves.deadlines(view, "P2", "房屋设施", view.today)
        owner = moves.owner_for(view, home.building_id, home.committee_id)
        where = {"building_id": home.building_id, "committee_id": home.committee_id, "owner_id": owner}
        case = Case("诉求", unit.now, matter, matter, contact, done, rules.NEW, **{**where, **more})
        speakers = ((number_of(unit, name), "提出"), *((number_of(unit, one), "附议") for one in others))
        return unit.cases.get(moves.Raised(case, speakers).store(unit, TESTS)[0][1])

    return street.ask(store)


def act(street, case: Case, what: str, name: str = "王芳", **more) -> None:
    """A step of somebody, with all that reacts to it."""
    save(street, moves.Move(case.id, what, **more), name)


def joined(street, case: Case, name: str) -> None:
    """Somebody co-signs."""
    save(street, moves.Joined(case.id, street.ask(lambda unit: number_of(unit, name)), "我这里也是"), name)


def save(street, thing, name: str) -> None:
    def store(unit) -> None:
        viewer = unit.people.viewer(number_of(unit, name))
        facts = Facts(REACTIONS, Settings(), Calendar(Settings()))
        for kind, subject in thing.store(unit, viewer):
            facts.happened(unit, Fact(kind, subject, viewer.person))

    street.ask(store)
    street.player._work()
    street.sent, street.player.events = street.player.events, []


def done(street, case: Case, words: str = "灯管换好了") -> list:
    """王芳 says that it is done; what everybody gets."""
    act(street, case, rules.RESOLVE, words=words)
    return [event for event in street.sent if event.to]


def now(street, case: Case) -> Case:
    return street.ask(lambda unit: unit.cases.get(case.id))


def voice(street, case: Case, name: str):
    return street.ask(lambda unit: unit.voices.of(case.id, number_of(unit, name)))
