"""The conversations about how far one has got: coverage of a place, progress of a person, the records behind both."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.dialogue import dialogue
from bot.kinds.base import Note, Option, Record, Slot, Unclear
from bot.talk.talk import Talk
from bot.world import World
from handlers.coverage import grounds, lists, rules, staff
from handlers.coverage.demand_talks import refuse_demands, tell_demands
from handlers.coverage.figures import count_coverage, count_progress
from handlers.coverage.grounds import Ground
from handlers.coverage.rules import Asked
from handlers.coverage.saying import say_coverage, say_leave, say_met, say_progress
from handlers.coverage.staff import ASKING, in_full
from handlers.coverage.tally_talks import tally
from storage.charge import CADRES
from storage.households import Person

__all__ = ["rank_nobody", "refuse_demands", "show_coverage", "show_progress", "tally", "tell_demands"]
LONGEST = 30  # characters of a question
STAFF = (*CADRES, "书记", "街道干部")
MY_PROGRESS, MY_COVERAGE = Option("我的进度", words="我的进度"), Option("覆盖率", words="覆盖率")


def _question(text: str, sent: datetime, world: World) -> Sequence[Record]:
    return [Record((Slot("问", text.strip(), text.strip()),), part=False)]


def _is_coverage(text: str, sent: datetime, world: World) -> bool:
    """12号302覆盖率: somewhere that is known, and nothing else said of it."""
    return _asks(text, world, rules.PLACE)


def _is_progress(text: str, sent: datetime, world: World) -> bool:
    """王芳的进度, 三门的进度; not 12号楼装电梯的进度."""
    return _asks(text, world, rules.PERSON)


def _asks(text: str, world: World, kind: str) -> bool:
    asked = rules.read_question(text) if len(text) <= LONGEST else None
    if asked is None or asked.kind != kind:
        return False
    if rules.may_be_name(asked.subject, text) or any(
        staff.find_staff(world, one) for one in rules.names_in(asked.subject)
    ):
        return True
    try:
        return bool(grounds.find(world, asked.subject))
    except Unclear as unclear:
        return bool(unclear.options) and kind == rules.PLACE


@dialogue(
    "覆盖率", starts=(rules.ASKS_COVERAGE, "覆盖率"), by=STAFF, reads=_question, menu="看覆盖率", rank=5, sure=_is_coverage, order=6, shows=True,
)  # fmt: skip
def show_coverage(talk: Talk) -> str:
    """覆盖率：「覆盖率 三门」「三号楼的覆盖率」，数字点得开，看是哪几户。"""
    return _answer(talk, "覆盖率")


@dialogue(
    "进度", starts=(rules.ASKS_PROGRESS, rules.ASKS_COUNT), sure=_is_progress, by=STAFF, reads=_question,
    menu="看进度", rank=9, order=7, shows=True,
)  # fmt: skip
def show_progress(talk: Talk) -> str:
    """进度：「我的进度」看手上的户联系得怎么样，这个月走了多少户；书记可以问「王芳的进度」。"""
    return _answer(talk, "我的进度")


@dialogue("排名", starts=(rules.ASKS_RANKS,), by=STAFF, reads=_question, order=4, shows=True)
def rank_nobody(talk: Talk) -> str:
    """排名：四百不给人排名次，只说走到哪儿了。"""
    talk.ask("问", "想看哪里的？", Note(), otherwise="无", how="absent")
    talk.offer(MY_COVERAGE, MY_PROGRESS)
    return "我不给各位排名次。想知道走到哪儿了，回「覆盖率」；自己手上的，回「我的进度」。"


@dialogue(
    "覆盖名单", starts=(r"^(?:还|尚)?(?:没|未)(?:有)?(?:联系|走访)(?:过|到)?的", r"^谢绝(?:上门|走访)?的", r"^按(?:微?网格|居民区)看"),
    by=STAFF, reads=_question, order=48, shows=True,
)  # fmt: skip
def open_list(talk: Talk) -> str:
    """名单：看了覆盖率以后，点「还没联系的12户」就能看到是哪几户。"""
    said = talk.ask("问", "想看哪份名单？", Note(), otherwise="无", how="absent")
    try:
        about = talk.about if "list" in talk.about else _own_list(talk.world, said)
        text, options = lists.open_list(talk.world, about)
    except Unclear as unclear:
        return str(unclear)
    talk.offer(*options)
    return text


def _own_list(world: World, said: str) -> dict[str, object]:
    """Asked for without a button: of what one looks after."""
    what = lists.PIECES if said.startswith("按") else lists.REFUSING if "谢绝" in said else lists.LEFT
    return {"list": what, "where": grounds.own(world)}


def _answer(talk: Talk, otherwise: str) -> str:
    """Figures of the person or the place that is asked about; a question that leads nowhere keeps nobody waiting."""
    said = talk.ask("问", "想看哪里的，或是谁的？", Note(), otherwise=otherwise, how="absent")
    try:
        if "where" in talk.about:
            return _coverage(talk, grounds.load(talk.world, talk.about["where"]))
        if "person" in talk.about:
            return _progress(talk, talk.about["person"], "")
        asked = rules.read_question(said) or Asked(said, "", "")
        return _of_person(talk, asked) or _of_place(talk, asked)
    except Unclear as unclear:
        talk.offer(*unclear.options)
        return str(unclear)


def _of_person(talk: Talk, asked: Asked) -> str:
    """ "" if it is no person who is asked about."""
    me = talk.world.viewer.person
    walks = bool(talk.world.viewer.roles & set(CADRES))  # of others 本周覆盖 means the place
    lately = asked.kind == rules.COUNT or (walks and bool(asked.period) and "年" not in asked.period)
    if not asked.subject and asked.kind != rules.PERSON and lately:
        return _numbers(talk, asked.period)
    if rules.says_self(asked.subject) and asked.kind == rules.COUNT:
        return _numbers(talk, asked.period)
    if asked.kind == rules.PERSON and (not asked.subject or rules.says_self(asked.subject)):
        return _progress(talk, me, asked.period)
    if asked.kind != rules.PLACE and not rules.says_own(asked.subject) and rules.says_everybody(asked.subject):
        return _one_at_a_time(talk)
    named = [one for name in rules.names_in(asked.subject) for one in staff.find_staff(talk.world, name)]
    if not named:
        return ""
    allowed = [one for one in named if staff.may_ask(talk.world, one.id)]
    if not allowed:
        talk.offer(MY_PROGRESS, MY_COVERAGE)
        return "各人的进度只给本人和书记看。您自己的可以回「我的进度」，整个一片的回「覆盖率」。"
    if len(allowed) > 1:
        return _which_person(talk, allowed)
    return _progress(talk, allowed[0].id, asked.period)


def _one_at_a_time(talk: Talk) -> str:
    talk.offer(MY_PROGRESS, MY_COVERAGE)
    return "各人的进度一次看一位，只给本人和书记看，比如「王芳的进度」。整个一片的，回「覆盖率」。"


def _which_person(talk: Talk, persons: Sequence[Person]) -> str:
    for shown, one in zip(in_full(talk.world, persons), persons, strict=True):
        talk.offer(Option(shown, words=f"{one.name}的进度", start="进度", about={"person": one.id}))
    return f"有{len(persons)}位，一次看一位。想看哪一位？"


def _of_place(talk: Talk, asked: Asked) -> str:
    found = grounds.find(talk.world, asked.subject)
    if len(found) == 1:
        return _coverage(talk, grounds.load(talk.world, found[0][1]))
    for name, ref in found[:8]:
        talk.offer(Option(name, words=f"{name}的覆盖率", start="覆盖率", about={"where": ref}))
    more = "没列全的，请把名字说全。" if len(found) > 8 else ""
    return f"有{len(found)}处对得上，想看哪一处？{more}"


def _coverage(talk: Talk, ground: Ground) -> str:
    world = talk.world
    figures = count_coverage(world, ground.buildings)
    lines = say_coverage(ground.name, figures)
    sight = grounds.sight_of(world, ground)
    if sight == grounds.ALL:
        talk.offer(*lists.buttons_of(ground, figures))
    elif figures.lived:
        lines.append(grounds.whom_to_ask(world, ground))
    talk.offer(*lists.button_below(world, ground))
    if sight == grounds.PART:
        talk.offer(Option("看我负责的", words="覆盖率", start="覆盖率", about={"where": grounds.own(world)}))
    return "\n".join(lines)


def _numbers(talk: Talk, period: str) -> str:
    """这个月走了多少户: one's own."""
    span = rules.span(period, talk.today)
    figures = count_progress(talk.world, talk.world.viewer.person, span)
    talk.offer(MY_PROGRESS, MY_COVERAGE)
    return f"您{say_met(span.name, figures)}手上各户怎么样，回「我的进度」；整个一片的，回「覆盖率」。"


def _progress(talk: Talk, person: int, period: str) -> str:
    world, mine = talk.world, person == talk.world.viewer.person
    somebody = world.unit.people.get(ASKING, person)
    if somebody is None or not staff.may_ask(world, person):
        return "各人的进度只给本人和书记看。您自己的可以回「我的进度」，整个一片的回「覆盖率」。"
    span = rules.span(period, talk.today)
    figures = count_progress(world, person, span)
    whose = "您" if mine else somebody.name
    if not figures.charged and not world.unit.people.viewer(person).roles & set(CADRES):
        talk.offer(MY_COVERAGE)
        return f"{whose}名下没有要走访的户，{say_met(span.name, figures)}一片的数字回「覆盖率」，某位干部的说「王芳的进度」这样。"
    talk.offer(*lists.buttons_for(person, figures))
    return "\n".join([*_away(world, person, whose), *say_progress(whose, figures, span.name, talk.today)])


def _away(world: World, person: int, whose: str) -> list[str]:
    """While on leave: until when, and who stands in; of whoever stands in: for whom."""
    unit, today = world.unit, world.today
    lines = []
    away = unit.covers.charge().away
    for leave in unit.leaves.of(ASKING, [person], today, today + timedelta(days=1))[:1]:
        stand_in = unit.people.get(ASKING, away.get(person, 0))
        lines.append(say_leave(whose, leave.until, stand_in.name if stand_in else "", today))
    absent = [unit.people.get(ASKING, gone) for gone, present in away.items() if present == person]
    names = "、".join(one.name for one in absent if one)
    return [*lines, f"{whose}在替{names}代班，下面连{names}的户也算上了。"] if names else lines
