"""The conversations of handing over: everything of somebody who leaves, or one household to another cadre."""

from __future__ import annotations

from datetime import date, timedelta

from bot.dialogue import dialogue
from bot.kinds.base import Choice, Note
from bot.saying import say_day
from bot.talk.talk import Talk
from bot.world import World
from handlers.cover import parting
from handlers.cover.kinds import FirstDay, Member
from handlers.cover.names import Names
from handlers.cover.saying import say_span
from handlers.cover.successors import Home, Leaver, Receiver, Stayer, Successors
from storage.charge import CADRES, Given
from storage.handovers import CalledOff, Handover
from storage.staff import Post
from storage.viewers import system

LEADERS = ("书记", "街道干部")
YEAR = timedelta(days=366)
BOTH = "两位一起"


@dialogue(
    "交接", starts=("^交接", "^工作交接"), by=LEADERS, reads=parting.read_leaving, menu="工作交接", sure=parting.is_leaving, order=5,
    aliases={"日期": "哪天起", "接手": "交给谁", "接替": "交给谁"}, apart=True,
)  # fmt: skip
def hand_over(talk: Talk) -> str:
    """工作交接：同事调走时说「王芳12月1日调走，交给陈洁」，管的户、没办完的事都转过去。"""
    world, today = talk.world, talk.today
    who = talk.ask("谁离开", "哪位同事要离开？", Leaver(world))
    day = talk.ask(
        "哪天起", "从哪天起不在这里了？", FirstDay(today, today, today + YEAR, future=True), otherwise="今天"
    ).day
    posts = Leaver(world).posts(who.id, day)
    if not posts:
        return f"到{say_day(day, today)}，{who}本来就没有这里的工作了，不用交接。"
    committee = posts[0].committee
    heirs = talk.ask(
        "交给谁", f"{who}的工作交给谁？请说交给谁，一位或几位都可以。", Successors(world, who, committee, day)
    )
    shares = {post.area or 0: tuple(one.id for one in heirs) for post in posts}
    if len(heirs) > 1 and len(shares) > 1:
        everybody = BOTH if len(heirs) == 2 else "大家一起"
        for area, place in {post.area or 0: post.place for post in posts}.items():
            kind = Choice(*(one.name for one in heirs), everybody)
            whose = talk.ask(f"{place}归谁", f"{place}归谁？", kind)
            shares[area] = tuple(one.id for one in heirs if whose in (one.name, everybody))
    talk.review("\n".join([*_goes_over(world, who, posts, day, heirs), "请核对："]))
    talk.save(Handover(who.id, committee, day, shares))
    names = "、".join(one.name for one in heirs)
    when = "现在就转过去了" if day <= today else f"到{say_day(day, today)}自动转过去"
    return f"记好了：{who}{say_day(day, today)}起不在{Names(world).place(who.id)}，工作交给{names}，{when}。我跟他们说了。记错了回「撤销」。"


@dialogue(
    "取消交接",
    starts=("^取消.{0,6}交接", "^(不调|不走)走?了"),
    by=LEADERS,
    reads=parting.read_staying,
    sure=parting.is_staying,
    order=4,
)
def call_off(talk: Talk) -> str:
    """取消交接：还没到日子的，说「王芳的交接取消」，一切照旧。"""
    world = talk.world
    who = talk.ask("谁留下", "是哪位同事的交接不办了？", Stayer(world))
    coming = [world.unit.handovers.coming(who.id, place) for place in Names(world).staff.committees(who.id)]
    found = next((one for one in coming if one), None)
    if found is None:
        return f"{who}没有等着办的交接。已经交出去的，可以再说一次「谁调走了，交给谁」换回来。"
    talk.save(CalledOff(found.id))
    return f"好，{who}的交接不办了，还是{who}管。我跟大家说了。"


def _goes_over(world: World, who: Member, posts: list[Post], day: date, heirs: list[Member]) -> list[str]:
    """What moves, and what needs a look: successors who are on leave, leaves that lose their substitute."""
    unit, today, names = world.unit, world.today, Names(world)
    load = unit.handovers.load(who.id, posts[0].committee, [post.area or 0 for post in posts])
    roles = "、".join(dict.fromkeys(f"{post.place}{post.role}" for post in posts))
    plans = f"手上有{load.plans}件没办完的事" if load.plans else "手上没有没办完的事"
    lines = [f"{who}是{roles}，管着{load.homes}户，{plans}。交接后都归接手的人。"]
    if load.given:
        lines.append(f"另外单独交给{who}的{load.given}户也一起转。")
    for leave in unit.leaves.of(world.viewer, [one.id for one in heirs], day, date.max):
        if leave.substitute == who.id:
            continue
        span = say_span(leave.since, leave.last, today)
        lines.append(f"{names.name(leave.person)}{span}请假，那几天先由{names.name(leave.substitute)}代。")
    for leave in unit.leaves.stood_in_by(world.viewer, who.id, day, date.max):
        span = say_span(max(leave.since, day), leave.last, today)
        lines.append(
            f"{names.name(leave.person)}{span}的班原来请{who}代，交接后没人代了，我会请{names.name(leave.person)}换人。"
        )
    return lines


@dialogue(
    "交给别人", starts=("^交给别人", "^换人管"), by=LEADERS, reads=parting.read_given, menu="把一户交给别人", sure=parting.is_given, order=5,
    aliases={"门牌": "哪一户", "户": "哪一户", "干部": "交给谁管"},
)  # fmt: skip
def give_household(talk: Talk) -> str:
    """把一户交给别人：比如「把8号401交给陈洁管」，以后的提醒就发给陈洁。"""
    world = talk.world
    preset = int(talk.about.get("household", 0))
    told = parting.THIS if preset and world.unit.places.household(world.viewer, preset) else None
    home = talk.ask(
        "哪一户",
        "要把哪一户交给别人？可以写门牌，也可以写姓名。",
        Home(world, preset=preset),
        otherwise=told,
        how="absent",
    )
    now = "、".join(one.name for one in world.unit.people.cadres_of(home.id)) or "还没有人"
    kind = Receiver(world, home)
    receiver = talk.ask("交给谁管", f"{home.door}现在是{now}管，交给谁？", kind)
    away = world.unit.leaves.of(world.viewer, [receiver.id], talk.today, talk.today + timedelta(days=1))
    note = f"{receiver}今天请假，先由{Names(world).name(away[0].substitute)}代。" if away else ""
    talk.review(f"{note}从今天起换人管，请核对：")
    talk.save(Given(home.id, receiver.id, talk.today))
    accounts = world.unit.people.accounts(system("cover"), receiver.id)
    said = "两边我都说了。" if accounts else f"{receiver}还没连上四百，请您说一声。"
    return f"记好了：{home.door}从今天起由{receiver}管，提醒也发给{receiver}。{said}记错了回「撤销」。"


@dialogue("请书记定", by=CADRES, reads=parting.read_all, sure=parting.is_for_the_secretary, order=8)
def refer_to_secretary(talk: Talk) -> str:
    """请书记定：工作交接、哪一户归谁管，由书记来说。"""
    talk.ask("说的话", "请书记来定。", Note(), otherwise="无", how="absent")
    lead = Names(talk.world).say(talk.world.unit.staff.secretaries(talk.world.viewer.person)) or "书记"
    return f"谁管哪一户、工作交接，要请{lead}来说，比如「王芳12月1日调走，交给陈洁」。请几天假，您自己说「我明天请假」就行。"
