"""The conversation in which somebody tells that something has happened to a household."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Record, Slot
from bot.kinds.household import Household as HouseholdKind
from bot.kinds.household import call
from bot.language.triage import danger
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.plans.musts import DEATH, HOSPITAL, MUSTS, Happening, Kind, happening, in_charge, kinds_of
from handlers.engines.plans.owners import choose
from handlers.engines.plans.wording import home_words, tells_of_visit
from handlers.incidents.kinds import AnyDoor, places_told
from handlers.incidents.persons import befallen, concerns, perhaps
from handlers.incidents.pushes import register, say_promised
from handlers.incidents.rules import OWN, SPEAKS_OF_OWN, Told, find
from storage.charge import CADRES
from storage.households import Household, Person
from storage.scope import STAFF
from storage.unit import Unit
from storage.viewers import Viewer

KNOWS_HOMES = frozenset((*STAFF, "楼组长"))
LOG_VISITS = frozenset((*CADRES, "书记"))  # what they tell of a visit, or of danger that is over, is a visit
OTHER = "都不是"
ALIASES = {"门牌": "哪一户", "地址": "哪一户", "户": "哪一户", "情况": "什么事", "内容": "什么事", "哪一家": "哪一户"}


@dataclass(frozen=True)
class Unplaced:
    """What somebody told of a household that we could not find: kept in their words."""

    words: str

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        number = unit.journal.remark(viewer.person, self.words, None)
        return [("remark", number), ("unplaced", number)]


def _kinds(world: World) -> list[Kind]:
    return list(kinds_of(world))


def _told(text: str, world: World) -> list[Told]:
    """What has happened by these words, unless it is still dangerous: then other words come first."""
    spotted = danger(text)
    told = find(text, _kinds(world))
    if spotted and not spotted.handled:
        return [one for one in told if one.kind in _unnamed(world)]
    return told


def _unnamed(world: World) -> set[str]:
    return {kind.name for kind in _kinds(world) if not kind.named}


def _knows_homes(world: World) -> bool:
    return bool(world.viewer.roles & {*KNOWS_HOMES, "物业"})


def _is_own(text: str, world: World) -> bool:
    """Whether it befell the speaker's own household."""
    own = bool(world.viewer.household) and not places_told(world, text)
    return own and (bool(OWN.match(text.strip())) or not _knows_homes(world))


def _is_told(text: str, sent: datetime, world: World) -> bool:
    """Something has happened to a household that is named, or to the speaker's own; no visit is told of."""
    told = _told(text, world)
    if not told:
        return False
    if _knows_homes(world):
        if OWN.match(text.strip()) and world.viewer.household and not places_told(world, text):
            return True
        unnamed = any(one.kind in _unnamed(world) for one in told)
        over = danger(text) is not None and not unnamed
        visited = bool(world.viewer.roles & LOG_VISITS) and (tells_of_visit(text) or over)
        return bool(home_words(text, world)) and not visited and any(concerns(one, None) for one in told)
    return bool(SPEAKS_OF_OWN.search(text) or any(one.whose for one in told) or places_told(world, text))


def _heard(text: str, sent: datetime, world: World) -> Sequence[Record]:
    slots = []
    if _knows_homes(world):
        own = _home(world, world.viewer.household) if _is_own(text, world) else None
        if home := own.full_door if own else home_words(text, world):
            slots.append(Slot("哪一户", home, home))
    elif places_told(world, text):
        slots.append(Slot("哪一户", text, text))
    if find(text, _kinds(world)):
        slots.append(Slot("什么事", text, text))
    return [Record(tuple(slots), part=False)] if slots else []


@dialogue(
    "特情", starts=("^报特情", "^特情"), by=(*KNOWS_HOMES, "物业"), reads=_heard, aliases=ALIASES, menu="报特情", sure=_is_told,
    order=26,
)  # fmt: skip
def report_incident(talk: Talk) -> str:
    """报特情：住院、出院、过世、失业、火灾这样的事，一句就行，比如「12号302王阿婆住院了」。"""
    return _report(talk, "出了什么事？写一句就行，比如「12号302王阿婆住院了」。")


@dialogue(
    "家里有事", starts=("^家里有事", "^家里出事"), by=("居民", "访客"), reads=_heard, aliases=ALIASES, menu="家里有事", sure=_is_told,
    order=26,
)  # fmt: skip
def tell_of_home(talk: Talk) -> str:
    """家里有事：家人住院、过世、失业，说一声就行，比如「我妈住院了」，居委会来联系您。"""
    return _report(talk, "家里出了什么事？写一句就行，比如「我妈住院了」。")


def _report(talk: Talk, question: str) -> str:
    world = talk.world
    home = _home_known(talk) if _knows_homes(world) else None
    words = talk.ask("什么事", f"{home.door}出了什么事？" if home else question, Note(required=True))
    told = find(words, _kinds(world)) or _chosen(talk, words)
    home = home or (_home_told(talk, words) if told else None)
    if home is None or not told:
        talk.review("请核对：")
        talk.save(Unplaced(" ".join(filter(None, [home.full_door if home else "", words]))))
        return "记下了，已经转给居委的同事，会有人来问清楚。急的话请直接打居委电话，或 110、120。"
    found = _found(world, home, words, told, _dead(talk, home, words, told))
    news = [(kind, one, new) for kind, one, new in found if new.plan or new.rest]
    if not news:
        return f"{found[0][0].name if found[0][0].named else '这'}的事已经记着了，{_cadre(world, home)}会去联系。有新的情况随时说。"
    talk.review("请核对：")
    talk.save(*(new for _, _, new in news))
    died = next((person for kind, person, _ in news if kind.name == DEATH and person), None)
    if died and world.viewer.roles & LOG_VISITS:
        talk.offer(register(home, died))
    return _closing(world, home, news)


NOT_LISTED = "不在名册里"


def _dead(talk: Talk, home: Household, words: str, told: Sequence[Told]) -> Person | None:
    """Who has died, where it is somebody else of the household than who was named; asked unless only one can be meant."""
    world = talk.world
    one = next((one for one in told if one.kind == DEATH), None)
    if one is None or world.viewer.household == home.id or not world.viewer.roles & set(STAFF):
        return None
    sure = befallen(one, words, home.people, world.today)
    if sure and not one.whose:
        return sure
    people = {person.name: person for person in perhaps(one, words, home.people, world.today) if person.name}
    if not people:
        return sure
    kind = Choice(*people, NOT_LISTED, also={"都不是": NOT_LISTED, "不在": NOT_LISTED, "没有登记": NOT_LISTED})
    asked = talk.ask("过世的", "请节哀。是哪一位？", kind, otherwise=sure.name if sure else None)
    return people.get(asked)


def _chosen(talk: Talk, words: str) -> list[Told]:
    """What words did not tell is asked with buttons; what is none of these goes to a human in the words that were said."""
    names = [kind.name for kind in _kinds(talk.world)]
    named = talk.ask("是哪一种", "这是哪一种事？", Choice(*names, OTHER, also={"别的": OTHER, "其他": OTHER}))
    return [] if named == OTHER else [Told(named, "", words, 0)]


def _home_known(talk: Talk) -> Household | None:
    """The household that somebody who may know it names: as the system knows it."""
    kind = HouseholdKind(talk.world)
    named = talk.ask("哪一户", "说的是哪一户？可以写门牌，也可以写姓名。", kind)
    return _home(talk.world, named.id)


def _home_told(talk: Talk, words: str) -> Household | None:
    """The teller's own; else a door, which is a public place: who lives behind it they need not know."""
    if _is_own(words, talk.world):
        return _home(talk.world, talk.world.viewer.household)
    door = talk.ask("哪一户", "您说的是哪一家？写门牌，比如「12号302」，再写一下怎么称呼。", AnyDoor(talk.world))
    return _home(talk.world, door.id) if door else None


def _home(world: World, number: int) -> Household | None:
    found: Household | None = world.unit.places.household(MUSTS, number)
    return found


def _found(
    world: World, home: Household, words: str, told: Sequence[Told], dead: Person | None = None
) -> list[tuple[Kind, Person | None, Happening]]:
    """Each kind with what it brings about. Reminders rest only if those who live or work there say so."""
    kinds = {kind.name: kind for kind in _kinds(world)}
    own = world.viewer.household == home.id
    cared = world.unit.people.tags(MUSTS, [person.id for person in home.people])
    owner = _owner(world, home)
    found = []
    for one in told:
        speaker = world.viewer.person if own else 0
        person = befallen(one, words, home.people, world.today, cared=cared, speaker=speaker)
        if one.kind == DEATH and world.viewer.roles & set(STAFF) and world.viewer.household != home.id:
            person = dead
        trusted = person.id if person and (own or world.viewer.roles & KNOWS_HOMES) else None
        found.append((kinds[one.kind], person, happening(world, kinds[one.kind], home.id, owner, person=trusted)))
    return found


def _owner(world: World, home: Household) -> int:
    people = [one.id for one in in_charge(world, home.id, home.committee_id)]
    last = world.unit.dues.last_cadres([home.id]).get(home.id, 0)
    return choose(people, world.viewer.person if world.viewer.person in people else last, home.building_id) or (
        world.viewer.person
    )


def _cadre(world: World, home: Household) -> str:
    owner = world.unit.people.get(MUSTS, _owner(world, home))
    return f"居委{owner.name}" if owner and owner.name else "居委的同事"


def _closing(world: World, home: Household, news: Sequence[tuple[Kind, Person | None, Happening]]) -> str:
    """Who will get in touch and when; to residents kindly, to staff exactly."""
    kind, person, new = news[0]
    day = new.plan.day if new.plan else world.today
    when, cadre = say_promised(world, day), _cadre(world, home)
    if not _knows_homes(world) or world.viewer.household == home.id:
        if world.viewer.household != home.id:
            return f"谢谢您告诉我们。{cadre}{when}会去看看。记错了回「撤销」。"
        kindly = {DEATH: "节哀。", HOSPITAL: "知道了，盼早日康复。"}.get(kind.name, "知道了，谢谢您告诉我们。")
        return f"{kindly}{cadre}{when}会跟您联系，有急事随时说。记错了回「撤销」。"
    what = kind.what if kind.named else "请尽快上门看看"
    mine = _owner(world, home) == world.viewer.person and bool(world.viewer.roles & {*CADRES})
    who = f"放在您{when}的名单上" if mine else f"已经告诉{cadre}，{when}去"
    resting = any(one.rest for _, _, one in news)
    name = call(person, world.today) if person and world.viewer.roles & set(STAFF) else "平时"
    rest = f"{name + '平时' if name != '平时' else name}的提醒先停，到出院为止。" if resting else ""
    ended = "平时的提醒从今天起照常。" if any(one.ended for _, _, one in news) else ""
    what = re.sub("，.*", "", what) if not mine else what
    return f"记好了：{home.door}，{what}。{who}。{rest}{ended}记错了回「撤销」。"
