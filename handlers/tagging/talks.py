"""The conversations about tags: giving one, ending one, asking which there are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note, Unclear
from bot.kinds.household import Household
from bot.saying import say_day
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.plans.leading import may_know, say_tag, within_lead
from handlers.engines.registry.tagbook import BY_NAME, SENSITIVE, names_in
from handlers.tagging import reads
from handlers.tagging.able import list_able, note_able
from handlers.tagging.able_reads import read_list
from handlers.tagging.hearing import set_aside
from handlers.tagging.kinds import NEVER, FirstDay, HeldTag, LastDay, Resident, Tags, kept_secret
from handlers.tagging.saying import full, how_often, last_day, tag_line, who_is
from storage.charge import VISITING
from storage.dues import Mark
from storage.households import Household as Home
from storage.households import Person
from storage.tags import ChangedEnd, Declined, Held, NewTag

__all__ = ["decline_tag", "end_tag", "give_tag", "list_able", "note_able", "refuse_tags", "show_tags"]

ALIASES = {
    "门牌": "哪一户", "户": "哪一户", "人": "是谁", "姓名": "是谁", "从": "开始", "开始日期": "开始", "起": "开始", "从哪天起": "开始",
    "到": "结束", "结束日期": "结束", "截止": "结束", "到期": "结束", "期限": "结束", "依据": "来源",
}  # fmt: skip
KEEP = "不改"
WHICH = "要加什么标签？比如「独居老人」「低保」。"


def held_by(world: World, persons: Collection[int]) -> list[Held]:
    """What these persons bear today or will, as far as the one who asks may know it."""
    return [one for one in world.unit.tags.held(world.viewer, persons) if may_know(world, one.tag)]


def _who(talk: Talk, home: Home, usual: Person | None = None) -> Person:
    """Who of a household: asked where several live there and none was named."""
    only = home.people[0] if len(home.people) == 1 else usual
    ask = f"{home.door}住着{len(home.people)}位，说的是哪一位？"
    return talk.ask("是谁", ask, Resident(home, talk.today), otherwise=only.name if only else None, how="found")


def _nobody(home: Home) -> str:
    return f"{home.door}的名册上还没有人，标签要记在人身上。请先请街道把住的人补进名册，再来加。"


@dialogue(
    "加标签", starts=("^[加打贴]标签", "加标签", "加个标签", "打标签", "贴标签"), by=VISITING, reads=reads.read_tags,
    sure=reads.is_giving, aliases=ALIASES, menu="加标签", order=22,
)  # fmt: skip
def give_tag(talk: Talk) -> str:
    """加标签：「给12号302王阿婆加标签 独居老人」，可以带上从哪天到哪天。"""
    world, today, names = talk.world, talk.today, []
    if world.viewer.leads and "干部" not in world.viewer.roles:  # whom a named role may find depends on the tag
        names = talk.ask("标签", WHICH, Tags(world))
        world = within_lead(world) if all(name in SENSITIVE for name in names) else world
    home = talk.ask("哪一户", "给哪一户的谁加？可以写门牌，也可以写姓名。", Household(world))
    if not home.people:
        set_aside(talk, "是谁", "标签", "开始", "结束", "来源", "备注")
        return _nobody(home)
    who = _who(talk, home)
    names = names or talk.ask("标签", WHICH, Tags(world))
    held = {one.tag: one for one in held_by(world, [who.id])}
    new = [name for name in names if name not in held]
    since = talk.ask("开始", "从哪天起？", FirstDay(today, shown=bool(new)), otherwise="今天")
    if not new:
        return _change_end(talk, home, who, held[names[0]])
    last = talk.ask("结束", "到哪天为止？", LastDay(today, since), otherwise=NEVER, how="absent")
    source = talk.ask("来源", "从哪里知道的？", Note(longest=20, required=True), otherwise="走访")
    note = talk.ask("备注", "要备注什么？没有请回「无」。", Note(longest=200), otherwise="无", how="absent")
    until = last + timedelta(days=1) if last else None
    known = [say_tag(name) for name in names if name in held]
    talk.review(f"{'、'.join(known)}已经有了，只加别的，请核对：" if known else "请核对：")
    kinds = [BY_NAME[name] for name in new]
    talk.save(
        *(NewTag(who.id, one.kind, one.name, one.sensitivity, source, since, until, note) for one in kinds),
    )
    marks = [Mark(home.id, home.building_id, home.committee_id, who.id, name, since, who.born) for name in new]
    said = "、".join(map(say_tag, new))
    days = f"从{say_day(since, today)}起" + (f"到{full(last)}" if last else "")
    return f"加好了：{who_is(home, who, today)}，{said}，{days}。{how_often(world, home, marks)}记错了回「撤销」。"


def _change_end(talk: Talk, home: Home, who: Person, held: Held) -> str:
    """Somebody bears the tag already: its end can be set or moved."""
    until = f"，到{full(last_day(held.until))}为止" if held.until else ""
    said = f"{who_is(home, who, talk.today)}从{full(held.since)}起就有「{say_tag(held.tag)}」了{until}。"
    ask = f"{said}要改它的结束日期吗？写到哪天为止，没有期限回「{NEVER}」，不改回「{KEEP}」。"
    choice = LastDay(talk.today, held.since, KEEP)
    last = talk.ask("结束", ask, choice)
    new = last + timedelta(days=1) if last else None
    if last is None or new == held.until:
        return f"{said}没有改动。"
    talk.review(f"{said}改它的结束日期，请核对：")
    talk.save(ChangedEnd(held.id, new))
    return f"改好了：{who_is(home, who, talk.today)}，{say_tag(held.tag)}到{full(last)}为止。改错了回「撤销」。"


@dialogue(
    "去掉标签", starts=("^[去删]掉?标签", "去掉标签", "删标签", "取消标签"), by=VISITING, reads=reads.read_tags,
    sure=reads.is_ending, aliases=ALIASES, order=21,
)  # fmt: skip
def end_tag(talk: Talk) -> str:
    """去掉标签：「12号302王阿婆不是独居了」，从今天起不算。"""
    world, today = talk.world, talk.today
    home = talk.ask("哪一户", "去掉哪一户的标签？可以写门牌，也可以写姓名。", Household(world))
    held = held_by(world, [one.id for one in home.people])
    if not held:
        set_aside(talk, "是谁", "开始", "备注")
        told = talk.ask("标签", "要去掉哪个标签？", Note(), otherwise="无", how="absent")
        return kept_secret(world, names_in(told)) or f"{_none_seen(home)}没有要去掉的。"
    tag = talk.ask("标签", "要去掉哪个标签？", HeldTag(world, home, held))
    bearers = {one.person_id: one for one in held if one.tag == tag}
    only = next((one for one in home.people if one.id in bearers), None) if len(bearers) == 1 else None
    who = _who(talk, home, only)
    if who.id not in bearers:
        set_aside(talk, "开始", "备注")
        others = "、".join(one.name for one in home.people if one.id in bearers)
        return f"{who.name}没有「{say_tag(tag)}」，有的是{others}。要去掉{others}的，就说「去掉{others}的{say_tag(tag)}」。"
    one = bearers[who.id]
    day = talk.ask("开始", "从哪天起不算了？", FirstDay(today), otherwise="今天")
    why = talk.ask("备注", "为什么？没有请回「无」。", Note(longest=200), otherwise="无", how="absent")
    talk.review("要去掉这个标签，请核对：")
    talk.save(ChangedEnd(one.id, max(day, one.since), why))
    after = how_often(world, home, without={(who.id, tag)})
    return (
        f"去掉了：{who_is(home, who, today)}，{say_tag(tag)}，从{say_day(day, today)}起不算。{after}记错了回「撤销」。"
    )


@dialogue("不加标签", by=VISITING, order=90)
def decline_tag(talk: Talk) -> str:
    """不加标签：点提醒下面的「不用」，这个标签就不再问您。"""
    if talk.about.get("tag"):
        talk.save(Declined(talk.about["tag"]))
    return "好的，不加。以后要加，直接说「加标签」就行。"


@dialogue(
    "查标签", starts=("^查?看?标签", "^查.{2,16}标签", "有哪些标签", "有什么标签"), by=(*VISITING, "街道干部"),
    reads=reads.read_asked, sure=reads.is_asking, order=8, shows=True,
)  # fmt: skip
def show_tags(talk: Talk) -> str:
    """查标签：「12号302有哪些标签」。"""
    kind = Household(talk.world)
    named = talk.ask("查", "要查哪一户的标签？可以写门牌，也可以写姓名。", Note(), otherwise="无", how="absent")
    if not named:
        return _tags_of(talk.world, talk.ask("哪一户", "要查哪一户的标签？可以写门牌，也可以写姓名。", kind))
    try:
        home = kind.load(kind.read(named, talk.now))
    except Unclear as unclear:  # a lookup that leads nowhere keeps nobody waiting
        homes = {option.shown: option.value for option in unclear.options if option.value}
        if not homes:
            return str(unclear)
        home = kind.load(homes[talk.ask("是哪一户", str(unclear), Choice(*homes))])
    return _tags_of(talk.world, home)


def _none_seen(home: Home) -> str:
    """Neither confirms nor denies that there are others, which the one who asks may not see."""
    return f"{home.door}您能看到的标签：没有。"


def _tags_of(world: World, home: Home) -> str:
    """A line for each tag, by person."""
    held = held_by(world, [one.id for one in home.people])
    if not held:
        return f"{_none_seen(home)}要加就说「给{home.door}加标签」。"
    lines = [f"{home.full_door}，您能看到的标签："]
    for person in home.people:
        lines += [f"· {person.name}：{tag_line(one, world.today)}" for one in held if one.person_id == person.id]
    return "\n".join([*lines, how_often(world, home)]).rstrip()


@dialogue(
    "看标签", starts=("标签", "能人库", "^谁会", "志愿者名单", "有哪些热心", "有哪些志愿者", "有哪些能人"),
    by=("居民", "访客", "楼组长", "物业", "街道干部"), reads=read_list, order=90, shows=True,
)  # fmt: skip
def refuse_tags(talk: Talk) -> str:
    """看标签：标签和能人名单只有居委的同事能看。"""
    set_aside(talk, "问")
    if talk.world.viewer.street:
        return "标签由居委会的干部和书记来加、来去掉，请转告他们。您想看就说「12号302有哪些标签」或「能人库」。"
    return "这些只有负责的居委同事能看。您要是想找人帮忙，或者自己愿意出份力，回「找人帮忙」，居委会联系您。"
