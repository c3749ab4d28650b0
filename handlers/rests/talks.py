"""The conversations about reminders that rest: muting, going on, and which ones rest now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Option, Record, Slot, Unclear
from bot.kinds.household import Household as HouseholdKind
from bot.language.where import find_doors, number_key
from bot.listing import Line, page
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.plans.musts import DEATH, HOSPITAL, LEFT, Happening, happening, in_charge, kind_named, open_musts
from handlers.engines.plans.owners import choose
from handlers.engines.plans.wording import home_words, tells_of_visit
from handlers.rests import saying
from handlers.rests.kinds import ALL, Member, Reason, Until, read_end
from handlers.rests.rules import BACK, DATED, MUTE, ONLY_GONE, has_returned, reason_in
from storage.charge import CADRES
from storage.households import Household, Person, walking
from storage.rests import GONE, Ended, Rest

STAFF = (*CADRES, "书记")
ALIASES = {
    "门牌": "哪一户", "地址": "哪一户", "户": "哪一户", "日期": "到哪天", "时间": "到哪天", "到": "到哪天", "人": "谁", "理由": "原因",
}  # fmt: skip


def _is_muting(text: str, sent: datetime, world: World) -> bool:
    """Reminders are to rest, or somebody named is no longer there; no visit is told of."""
    if BACK.search(text) or re.search("哪些|谁|名单(?:$|[有在，,？?])", text):
        return False
    home = home_words(text, world)
    if MUTE.search(text) or (home and MUTE.search(text.replace(home, "，", 1))):
        return bool(home) or text.strip().startswith(("暂停", "先别", "别提醒"))
    if not home or tells_of_visit(text):
        return False
    rest = text.replace(home, "", 1)
    return bool(ONLY_GONE.fullmatch(rest)) or reason_in(rest) in ("外出", "去世", "搬走") or reason_in(text) == "去世"


def _muting_heard(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """哪一户, 谁, 原因, 到哪天, 说明: as far as the words tell."""
    slots, home = [], home_words(text, world)
    rest = text.replace(home, "，", 1) if home else text
    if home:
        slots.append(Slot("哪一户", home, home))
        if person := re.sub(r"^.*[\d室楼]", "", home):
            slots.append(Slot("谁", person, home))
    if re.search("全家|一家人|两口子|夫妻|都(?:去|住|回|搬|不在|走|先)", rest):
        slots.append(Slot("谁", ALL, ALL))
    end = _end_heard(rest, sent, world)
    reason = "走了" if ONLY_GONE.fullmatch(rest) else reason_in(rest) or reason_in(text)  # dead, or only out: asked
    why = _why(rest, end) if not reason and (MUTE.search(text) or MUTE.search(rest) or end) else ""
    if reason or why or (end and MUTE.search(rest)):
        slots.append(Slot("原因", reason or "其他", reason or why or end))
    if end and (reason or "其他") in DATED:
        slots.append(Slot("到哪天", end, end))
    if why:
        slots.append(Slot("说明", why, why))
    return [Record(tuple(slots), part=False)] if slots else []


def _end_heard(rest: str, sent: datetime, world: World) -> str:
    """The clause that says until when; a day that is none is said too, so that the question can explain."""
    for clause in reversed(re.split("[，,。；;！!]", rest)):
        try:
            day = read_end(clause, sent, world.calendar)
        except Unclear:
            return clause.strip()
        told = day and (day > sent.date() or re.search("到|至|停|提醒|回", clause))
        if told:
            return clause.strip()
    return ""


def _why(rest: str, end: str) -> str:
    """What is left once household, wish and day are taken off."""
    clauses = [MUTE.sub("", clause).strip() for clause in re.split("[，,。；;！!]", rest) if clause.strip() != end]
    return "，".join(
        clause
        for clause in clauses
        if len(clause) > 1 and not re.fullmatch("[先请把的了给一下家这那户它]+|名单[里上]?", clause)
    )


@dialogue(
    "暂停提醒", starts=("^暂停提醒", "^先?别提醒", "^不用提醒"), by=STAFF, reads=_muting_heard, aliases=ALIASES, menu="暂停提醒",
    sure=_is_muting, order=24,
)  # fmt: skip
def mute(talk: Talk) -> str:
    """暂停提醒：比如「12号302王阿婆去儿子家了，住到12月20日」「13号101陈阿婆去世了」「15号101搬走了」。"""
    world, about = talk.world, talk.about
    known = _known_home(world, about)
    home = talk.ask(
        "哪一户", "要暂停哪一户的提醒？可以写门牌，也可以写姓名。", HouseholdKind(world), otherwise=known, how="absent"
    )
    given = about.get("reason") or None
    reason = talk.ask(
        "原因", f"{home.door}为什么先不提醒？", Reason(talk.today, world.calendar), otherwise=given, how="absent"
    )
    if not home.people and reason in GONE:
        return f"{home.door}没有登记着的人，本来就没有要停的提醒。"
    person = _whom(talk, home, reason)
    until = None
    if reason in DATED:
        question = f"停到哪天？到那天起照常提醒。{'说个大概也行。' if reason == '外出' else ''}"
        until = talk.ask("到哪天", question, Until(talk.today, world.calendar))
    why = talk.ask("说明", "是什么原因？写几个字，以后好查。", Note(required=True)) if reason == "其他" else ""
    rest = Rest(home.id, person.id if person else None, reason, talk.today, until, why)
    before = _replaced(world, home, person, reason, rest)
    if same := next((one for one in before if (one.reason, one.until) == (reason, until)), None):
        return f"{home.door}{saying.whose(world, home, same)}的提醒已经停着了，{saying.until(same, talk.today)}。"
    talk.review("请核对：")
    after = _after(world, home, person, reason)
    talk.save(*(Ended(one.id, talk.today) for one in before if one.reason not in GONE), rest, *after)
    must = next((one.plan for one in after if one.plan), None)
    return saying.muted(world, home, person, rest, must)


def _known_home(world: World, about: dict[str, Any]) -> str | None:
    number = about.get("household")
    home = world.unit.places.household(world.viewer, number) if number else None
    return home.full_door if home else None


def _whom(talk: Talk, home: Household, reason: str) -> Person | None:
    """Asked only where it could be several; somebody who lives alone is the household, but for what befalls a person."""
    kind = Member(home.people, talk.today, whole=reason != "去世")
    given = next((one.name for one in home.people if one.id == talk.about.get("person")), None)
    if len(home.people) == 1:
        personal = reason in ("住院", "去世")
        person: Person | None = talk.ask("谁", "是哪一位？", kind, otherwise=home.people[0].name, how="absent")
        return person if personal else None
    if not home.people:
        return None
    given = given or (ALL if reason == "搬走" else None)
    whom: Person | None = talk.ask("谁", f"{home.door}家里有几位，是哪一位？", kind, otherwise=given)
    return whom


def _replaced(world: World, home: Household, person: Person | None, reason: str, new: Rest) -> list[Rest]:
    """What ends where a new rest begins: the same person's; of somebody who is gone whatever there was."""
    rests = _rests(world, home)
    if reason in GONE:
        whole = new.person_id is None or len(home.people) == 1
        return [one for one in rests if one.reason not in GONE and (whole or (person and one.person_id == person.id))]
    return [one for one in rests if one.person_id == new.person_id]


def _rests(world: World, home: Household) -> list[Rest]:
    rests: dict[int, list[Rest]] = world.unit.rests.of_households(world.viewer, [home.id])
    return rests.get(home.id, [])


def _ending(world: World, home: Household) -> list[Rest]:
    """Those that can end; whoever moved away can come back, if nothing else rests. Nobody who has died."""
    rests = _rests(world, home)
    return [rest for rest in rests if rest.reason not in GONE] or [rest for rest in rests if rest.reason == "搬走"]


def _after(world: World, home: Household, person: Person | None, reason: str) -> list[Happening]:
    """What somebody's going into hospital or dying brings about; where nobody is left, nobody need be visited."""
    left = [one for one in home.people if person and one.id != person.id]
    if reason in GONE and not left:
        return [Happening(None, settled=tuple(plan.id for plan in open_musts(world, home.id)))]
    kind = kind_named(world, {"住院": HOSPITAL, "去世": DEATH}.get(reason, ""))
    return [happening(world, kind, home.id, _owner(world, home))] if kind else []


def _owner(world: World, home: Household) -> int:
    people = [one.id for one in in_charge(world, home.id, home.committee_id)]
    return choose(people, world.viewer.person, home.building_id) or world.viewer.person


def _is_going_on(text: str, sent: datetime, world: World) -> bool:
    """Reminders are to come again: said so, or somebody is back whose reminders rest."""
    if re.search("哪些|谁", text):
        return False
    home = home_words(text, world)
    if BACK.search(text):
        return True
    if not home or not has_returned(text) or tells_of_visit(text):
        return False
    try:
        kind = HouseholdKind(world)
        return bool(_ending(world, kind.load(kind.read(home, sent))))
    except Unclear:
        return False


def _going_on_heard(text: str, sent: datetime, world: World) -> Sequence[Record]:
    home = home_words(text, world)
    if not home:
        return []
    person = re.sub(r"^.*[\d室楼]", "", home)
    slots = [Slot("哪一户", home, home), *([Slot("谁", person, home)] if person else [])]
    return [Record(tuple(slots), part=False)]


@dialogue(
    "恢复提醒", starts=("^恢复提醒", "^重新提醒"), by=STAFF, reads=_going_on_heard, aliases=ALIASES, menu="恢复提醒",
    sure=_is_going_on, order=23,
)  # fmt: skip
def go_on(talk: Talk) -> str:
    """恢复提醒：人回来了就说一声，比如「12号302回来了」。"""
    world = talk.world
    known = _known_home(world, talk.about)
    home = talk.ask(
        "哪一户", "哪一户恢复提醒？可以写门牌，也可以写姓名。", HouseholdKind(world), otherwise=known, how="absent"
    )
    rests = _ending(world, home)
    if not rests:
        talk.ask("谁", "是哪一位？", Note(), otherwise=ALL, how="absent")
        return f"{home.door}现在没有停着的提醒，照常的。{saying.next_time(world, home)}"
    names = {saying.whose(world, home, rest): rest for rest in rests}
    also = {saying.full_name(world, rest): shown for shown, rest in names.items()}
    every = [BOTH] if len(names) > 1 else []
    asked = talk.ask(
        "谁", f"{home.door}有{len(names)}样停着，恢复哪一样？", _Which(names, also, every), otherwise=_only(names)
    )
    chosen = [rest for shown, rest in names.items() if asked in (shown, BOTH)]
    shown = "\n".join(
        f"{home.door}{saying.whose(world, home, rest)}：{rest.reason}，从今天起照常提醒" for rest in chosen
    )
    talk.review(f"{shown}。\n请核对：")
    saved: list[Any] = [Ended(rest.id, talk.today) for rest in chosen if rest.reason != HOSPITAL]
    kind, person = kind_named(world, LEFT), next((rest.person_id for rest in chosen if rest.reason == HOSPITAL), None)
    if any(rest.reason == HOSPITAL for rest in chosen):
        out = happening(world, kind, home.id, _owner(world, home), person=person) if kind else None
        saved += [out] if out else [Ended(rest.id, talk.today) for rest in chosen if rest.reason == HOSPITAL]
    talk.save(*saved)
    must = next((one.plan for one in saved if isinstance(one, Happening) and one.plan), None)
    return f"好，{home.door}从今天起照常提醒。{saying.must(world, must) or saying.next_time(world, home)}记错了回「撤销」。"


BOTH = "都恢复"


class _Which(Choice):
    """One of the rests by whose it is; whoever is called otherwise (王阿婆, 王阿娣) is found as well."""

    def __init__(self, names: dict[str, Rest], also: dict[str, str], every: Sequence[str]) -> None:
        super().__init__(*names, *every, also=also)
        self._names = list(names)

    def read(self, text: str, sent: datetime) -> str:
        if len(self._names) == 1:
            return self._names[0]
        return super().read(text, sent)


def _only(names: dict[str, Rest]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None


def _asked(text: str, sent: datetime, world: World) -> Sequence[Record]:
    doors = find_doors(text, world.unit.places.estates())
    return [Record((Slot("哪里", doors[0].source, doors[0].source),), part=False)] if doors else []


ASKING = re.compile(
    r"(?:哪些|谁|哪几户|有谁|多少)[^，,。]{0,6}(?:暂停|停了|停着|不提醒|没提醒)|(?:暂停|停着|停了)(?:提醒)?的?(?:名单|有哪些|有谁|都有谁|几户)|暂停名单"
)


@dialogue(
    "暂停名单", starts=("^哪些暂停", "^暂停名单"), by=STAFF, reads=_asked,
    sure=lambda text, sent, world: bool(ASKING.search(text)), order=12, shows=True,
)  # fmt: skip
def list_rests(talk: Talk) -> str:
    """暂停名单：问「哪些暂停了」。"""
    world, first = talk.world, int(talk.about.get("first", 0))
    number = talk.ask("哪里", "哪个门牌？", Note(), otherwise=talk.about.get("number") or "无", how="absent")
    homes: dict[int, Household] = {}
    for rest in world.unit.rests.standing(world.viewer):
        if rest.household_id not in homes and (home := world.unit.places.household(world.viewer, rest.household_id)):
            homes[home.id] = home
    wanted = number_key(number)
    shown = sorted((home for home in homes.values() if wanted in ("", number_key(home.number))), key=walking)
    standing = world.unit.rests.of_households(world.viewer, [home.id for home in shown])
    lines = [
        Line(f"{home.door}{saying.whose(world, home, rest)}：{rest.reason}，{saying.until(rest, talk.today)}")
        for home in shown
        for rest in standing[home.id]
        if rest.reason not in GONE
    ]
    if not lines:
        return "现在没有停着的提醒。要停一户，说「12号302先别提醒」这样就行。"
    about = {"number": number}
    text, options = page(
        lines, first, lambda after: Option("更多", start="暂停名单", about={**about, "first": after}), counter="条"
    )
    talk.offer(*options)
    return f"停着{len(lines)}条：\n{text}" if not first else text
