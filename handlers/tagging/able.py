"""The conversations about what residents can do (社区自治力量): noted after their consent, found again by what is asked."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Option
from bot.kinds.household import Household
from bot.language.where import number_key
from bot.listing import Line, page
from bot.saying import say_day
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.registry import tagbook
from handlers.tagging import rules
from handlers.tagging.able_reads import Asked, is_able, is_list, read_able, read_list, what_is_asked
from handlers.tagging.hearing import set_aside
from handlers.tagging.kinds import NOT_YET, REFUSED, Consent, Resident, Tags
from handlers.tagging.saying import next_visit, who_is
from storage.charge import VISITING
from storage.households import Household as Home
from storage.households import Person, walking
from storage.plans import FOLLOW, Plan
from storage.tags import Held, NewTag

ALIASES = {
    "门牌": "哪一户",
    "户": "哪一户",
    "人": "是谁",
    "姓名": "是谁",
    "本事": "会什么",
    "特长": "会什么",
    "同意": "本人同意吗",
}


@dialogue(
    "记能人", starts=("^[加记]个?能人", "^[加记]个?热心", "^登记志愿者", "记为能人", "记能人"), by=VISITING, reads=read_able,
    sure=is_able, aliases=ALIASES, menu="记能人", order=23,
)  # fmt: skip
def note_able(talk: Talk) -> str:
    """记能人：「12号402李建国会修电器，愿意帮邻居」，本人同意了才记。"""
    world, today = talk.world, talk.today
    home = talk.ask("哪一户", "是哪一户的谁？可以写门牌，也可以写姓名。", Household(world))
    if not home.people:
        set_aside(talk, "是谁", "标签", "会什么", "本人同意吗")
        return f"{home.door}的名册上还没有人。请先请街道把住的人补进名册，再来记。"
    only = home.people[0].name if len(home.people) == 1 else None
    ask = f"{home.door}住着{len(home.people)}位，说的是哪一位？"
    who = talk.ask("是谁", ask, Resident(home, today), otherwise=only, how="found")
    tags = talk.ask("标签", "记为哪一种？", Tags(world, tagbook.CAPABILITY), otherwise="能人", how="absent")
    skilled = "能人" in tags  # of the others it is enough that they are willing
    ask = f"{who.name}会什么，愿意帮什么？写一句就行，比如「会修电器」。"
    note = Note(longest=200, required=skilled)
    can = talk.ask("会什么", ask, note, otherwise=None if skilled else "无", how="absent")
    known = [one for one in world.unit.tags.held(world.viewer, [who.id]) if one.tag in tags and one.note == can]
    if known:
        set_aside(talk, "本人同意吗")
        return f"{who_is(home, who, today)}已经记着了：{known[0].tag}{_and(can)}。"
    agreed = talk.ask("本人同意吗", f"{who.name}本人同意记进能人库吗？同意了才记。", Consent())
    if agreed == REFUSED:
        return f"好的，{who.name}不愿意就不记。哪天改主意了，再跟我说。"
    if agreed == NOT_YET:
        return _ask_first(talk, home, who, can or "、".join(tags))
    talk.review("请核对：")
    visit = talk.about.get("visit")
    names = [tagbook.BY_NAME[name] for name in tags]
    source = f"本人同意 {today:%Y-%m-%d}"
    talk.save(*(NewTag(who.id, tag.kind, tag.name, tag.sensitivity, source, today, None, can, visit) for tag in names))
    return f"记好了：{who_is(home, who, today)}，{'、'.join(tags)}{_and(can)}，本人同意。想找人的时候说「谁会……」就行。记错了回「撤销」。"


def _and(can: str) -> str:
    return f"，{can}" if can else ""


def _ask_first(talk: Talk, home: Home, who: Person, can: str) -> str:
    """Nothing is kept without consent, but the cadre may be reminded to ask for it."""
    wanted = talk.ask(
        "提醒",
        "问过本人再记。要我下次去的时候提醒您吗？",
        Choice("提醒我", "不用", also={"要": "提醒我", "好": "提醒我"}),
    )
    if wanted == "不用":
        return "好的，现在没有记。问过了跟我说一声就行。"
    day = next_visit(talk.world, home)
    morning = talk.world.settings.reminders.morning
    at = datetime.combine(day, morning, talk.now.tzinfo)
    what = f"问问{who.name}愿不愿意记进能人库（{can[:60]}）"
    talk.save(Plan(FOLLOW, home.id, talk.world.viewer.person, day, what, "", at))
    return f"好，现在没有记。{say_day(day, talk.today)}我会提醒您问{who.name}。"


@dialogue(
    "能人库", starts=("^查?看?能人库", "^谁会", "^哪位会", "谁会"), by=(*VISITING, "街道干部"), reads=read_list, sure=is_list, menu="查能人库",
    order=9, shows=True,
)  # fmt: skip
def list_able(talk: Talk) -> str:
    """能人库：「谁会修电器」「三号楼有哪些热心人」。"""
    said = talk.ask("问", "想找会什么的人？", Note(), otherwise="能人库", how="absent")
    words = talk.about.get("asked", said)
    asked = what_is_asked(words, talk.world)
    found = _find(talk.world, asked)
    where = f"{asked.number}号里" if asked.number else "您负责的范围里"
    if not found:
        what = f"会{asked.can}的" if asked.can else asked.tag or "能人"
        return f"{where}还没有记着{what}。走访时听到了，先问过本人，再说「加能人」。"
    lines = [Line(_line(home, held)) for home, held in found]
    first = min(int(talk.about.get("first", 0)), max(len(lines) - 1, 0))
    text, options = page(lines, first, lambda place: _more(words, place), counter="位")
    talk.offer(*options)
    head = f"{where}记着{len(lines)}位：" if first == 0 else ""
    return f"{head}\n{text}".strip()


def _more(words: str, place: int) -> Option:
    return Option("更多", words="更多", start="能人库", about={"asked": words, "first": place})


def _find(world: World, asked: Asked) -> list[tuple[Home, list[Held]]]:
    """Who can do what is asked, in walking order, each once."""
    unit, viewer = world.unit, world.viewer
    held = unit.tags.able(viewer, tagbook.CAPABILITY)
    if asked.tag:
        held = [one for one in held if one.tag == asked.tag]
    if asked.can:
        held = [one for one in held if rules.knows(one.note, asked.can)]
    by_person: dict[int, list[Held]] = {}
    for one in held:
        by_person.setdefault(one.person_id, []).append(one)
    homes = {number: unit.places.household(viewer, number) for number in {one.household_id for one in held}}
    found = [(home, mine) for mine in by_person.values() if (home := homes[mine[0].household_id])]
    found = [(home, mine) for home, mine in found if not asked.number or number_key(home.number) == asked.number]
    return sorted(found, key=lambda one: walking(one[0]))


def _line(home: Home, held: list[Held]) -> str:
    """12号402 李建国：能人，会修电器."""
    name = next((one.name for one in home.people if one.id == held[0].person_id), "")
    said = "；".join(f"{one.tag}{'，' + one.note if one.note else ''}" for one in held)
    return f"{home.door} {name}：{said}"
