"""A street with a property manager, and a plain way to raise a case, whatever conversation does it for residents."""

from __future__ import annotations

from bot.dialogue import dialogue
from bot.kinds.base import Note, Record, Slot
from handlers.engines.cases import moves, rules
from storage.cases import Case
from tests.community import STREET, TESTS

ROWS = [
    *STREET,
    "三门居民区,一网格,微网格1,,,,李慧,女,1988-01-01,,,干部",
    "三门居民区,,,,,,吴经理,男,1975-01-01,,,物业",
]


@dialogue(
    "测试提诉求",
    starts=("^提：",),
    order=1,
    reads=lambda text, sent, world: [Record((Slot("什么事", text),), part=False)],
)
def raise_case(talk):
    """测试提诉求：提：楼道灯不亮。"""
    world = talk.world
    words = talk.ask("什么事", "什么事？", Note())[2:]
    home = world.unit.places.household(TESTS, world.viewer.household)
    contact, done = moves.deadlines(world, "P2", "房屋设施", world.today)
    owner = moves.owner_for(world, home.building_id, home.committee_id, standing=True)
    case = Case(
        "诉求", world.now, words, words, contact, done, rules.NEW, owner_id=owner or None, building_id=home.building_id,
        committee_id=home.committee_id, place=f"{home.number}楼道", channel="网页",
    )  # fmt: skip
    talk.save(moves.Raised(case, ((world.viewer.person, "提出"),)))
    return "收到。"


@dialogue("测试附议", starts=("^附议",), order=1)
def join_case(talk):
    """测试附议：附议 最早的一件。"""
    talk.save(moves.Joined(1, talk.world.viewer.person, "我也是"))
    return "好。"


def handled(community, **how):
    return community(*ROWS, dialogues=[raise_case, join_case], **how)


def to(events, name: str) -> list[str]:
    return [event.text for event in events if event.to == name]


def said_to(person, name: str) -> str:
    return "\n".join(to(person.everybody, name))


def lamp_lift_and_bins(community, **how):
    """A lamp and a lift in 12号, bins in 13号, in this order: everything is answered for by one cadre, who is `owner`."""
    street = handled(community, **how)
    street.person("李建国").says("提：楼道灯不亮")
    street.person("王阿娣").says("提：电梯坏了三天了")
    street.person("赵国强").says("提：13号门口垃圾桶满出来了")
    first = street.ask(lambda unit: unit.cases.get(1).owner_id)
    street.ask(lambda unit: [unit.cases.change(number, owner_id=first) for number in (2, 3)])
    return street


def owner(street):
    """Whoever answers for the first case, as one who speaks."""
    return street.person(street.ask(lambda unit: unit.people.get(TESTS, unit.cases.get(1).owner_id).name))
