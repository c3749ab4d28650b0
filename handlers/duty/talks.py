"""The conversations of an alert: taking it, handing it on, ending it, what the sender says next; those of the roster beside."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from bot import parking, words
from bot.danger import ANOTHER, BY_ANOTHER, CANNOT, END, LIFELINES, TAKE, stands_down
from bot.dialogue import dialogue
from bot.kinds.base import Note, Option, Record, Slot
from bot.language.triage import of_another
from bot.saying import say_moment
from bot.talk.talk import Talk
from bot.whereabouts import AT_HOME, spot_of
from bot.world import World
from handlers.duty import rules
from handlers.duty.putting import set_shift
from handlers.duty.reporting import list_reports, report_made
from handlers.duty.rota import agree_to_swap, ask_to_swap, refuse_to_swap, tell_roster
from handlers.duty.saves import Declined, Ended, Taken, Word
from handlers.duty.which import ALL, WhichAlert, at_place, call
from storage.alerts import Alert
from storage.scope import STAFF
from storage.viewers import system

ALARM = system("alarm")
QUIETLY = "先别打他的电话，铃一响可能更危险：请先报 110，再想办法去看。"
MINE = "还有什么要跟值班的人说的，直接写就行。"
SHARED = (
    words.UNDO, words.BACK, words.HUMAN, words.MORE, words.HELP, words.MENU, words.HELLO, words.GO_ON, words.STEP_BACK, words.THANKS,
    words.SAVE,
)  # fmt: skip


def _waiting(text: str, sent: datetime, world: World) -> dict[str, Any] | None:
    """Whoever was woken; and others of the place who say that they go, if they are not talking of something else."""
    if not rules.takes(text):
        return None
    unit, me = world.unit, world.viewer.person
    found = unit.alerts.waiting_for(me)
    if found is None and rules.goes(text) and not unit.talks.stack(me):
        found = next(
            (one for one in unit.alerts.open_of(world.viewer) if not one.taken_id and one.person_id != me), None
        )
    return {"alert": found.id} if found else None


@dialogue(TAKE, first=_waiting, by=STAFF, order=1)
def take_alert(talk: Talk) -> str:
    """接警：收到紧急消息，回「收到」或者点一下，别人就知道您去了。"""
    found = _alert(talk)
    if found is None:
        return "现在没有等人接的紧急消息。"
    talk.save(Taken(found.id))
    talk.offer(
        Option("办完了", words="险情结束", start=END, about={"alert": found.id}),
        Option("去不了", words="去不了", start=CANNOT, about={"alert": found.id}),
    )
    sender = talk.world.unit.people.get(ALARM, found.person_id)
    phone = f"，电话 {sender.phone}" if sender and sender.phone else ""
    place = f"：{found.place}{phone}" if found.place else phone
    more = len(talk.world.unit.alerts.all_waiting_for(talk.world.viewer.person)) - 1
    left = f"还有{more}件没人接，回「险情」看。" if more > 0 else ""
    first = QUIETLY if _is_quiet(talk.world, found) else "请先打电话。"
    return f"好，您接了{place}。{first}办完了告诉我做了什么，比如「已送医，家属在」。{left}"


def _is_quiet(world: World, found: Alert) -> bool:
    """Whether a phone that rings may itself be a danger, or was asked not to."""
    suffers = found.kind in BY_ANOTHER and not of_another(found.words)
    return suffers or rules.wants_no_call("，".join(world.unit.alerts.all_words(found.id)))


def _alert(talk: Talk) -> Alert | None:
    number = talk.about.get("alert")
    return talk.world.unit.alerts.get(number) if number else None


def _cannot_go(text: str, sent: datetime, world: World) -> dict[str, Any] | None:
    if not rules.cannot(text):
        return None
    waiting = world.unit.alerts.waiting_for(world.viewer.person)
    found = waiting or next(iter(world.unit.alerts.taken_by(world.viewer.person)), None)
    return {"alert": found.id} if found else None


@dialogue(CANNOT, first=_cannot_go, by=STAFF, order=1)
def decline_alert(talk: Talk) -> str:
    """接不了：回「去不了」，马上叫下一位。"""
    found = _alert(talk)
    if found is None or found.closed_at:
        return "这件已经不用人去了。"
    if found.taken_id and found.taken_id != talk.world.viewer.person:
        return "已经有人接了，您放心。"
    talk.save(Declined(found.id))
    return "知道了，我马上叫下一位。"


def _ending(text: str, sent: datetime, world: World) -> dict[str, Any] | None:
    found = world.unit.alerts.taken_by(world.viewer.person) if rules.is_done(text) else []
    if not found or (world.unit.talks.stack(world.viewer.person) and not re.search("险情|警报", text)):
        return None
    named = at_place(found, text) or at_place(world.unit.alerts.all_waiting_for(world.viewer.person), text)
    if len(found) > 1 and len(named) != 1:
        return {"several": [one.id for one in found], "said": text}
    return {"alert": (named or found)[0].id, "said": text}


def _what_was_done(text: str, sent: datetime, world: World) -> list[Record]:
    said = re.sub(r"^(?:险情|警报)?(?:结束|完|解除)了?[：:，,。 ]*", "", text.strip())
    return [Record((Slot("怎么处理的", said, said),), part=False)] if said and not rules.says_nothing(said) else []


@dialogue(
    END, first=_ending, starts=("^险情结束", "^险情(?:已经)?(?:解除|完了)"), reads=_what_was_done, by=STAFF, order=2
)
def end_alert(talk: Talk) -> str:
    """险情结束：接了的人说做了什么，比如「已送医，家属在」。"""
    unit, me = talk.world.unit, talk.world.viewer.person
    mine = unit.alerts.taken_by(me) or unit.alerts.open_of(talk.world.viewer, 1)
    which = _which(talk, mine)
    if not which:
        return "您手上没有接着的险情。收到紧急消息时，先回「收到」。"
    found = which[0]
    if found.closed_at:
        return f"这件已经结束了：{found.outcome}"
    if found.taken_id != me:
        talk.ask("怎么处理的", "", Note(), otherwise="无", how="absent")
        return f"{_said_to_be(talk.world, found)}。谁接的，谁来说结果；要您来收尾，请先回「收到」接下来。"
    done = talk.ask(
        "怎么处理的",
        f"{call(found)}，怎么处理的？人现在怎么样？比如「已送医，家属在」。",
        Note(required=True, longest=500),
    )
    talk.save(*(Ended(one.id, done) for one in which))
    ended = {one.id for one in which}
    rest = [call(one) for one in unit.alerts.taken_by(me) if one.id not in ended]
    waiting = [call(one) for one in unit.alerts.all_waiting_for(me)]
    more = f"您接的还有{'、'.join(rest)}，看过了再告诉我。" if rest else ""
    more += f"还没人接的：{'、'.join(waiting)}，能去请回「收到」。" if waiting else ""
    case = "这件事还有一张单子，办结前请再回访一次。" if any(one.case_id for one in which) else ""
    return f"好，{call(found) if more else ''}记下了，告诉大家了。{more}{case}说错了回「撤销」。"


def _which(talk: Talk, mine: list[Alert]) -> list[Alert]:
    """The one meant; of several in the same hands it is asked, so that none is taken to be over unseen."""
    if found := _alert(talk):
        return [found]
    alerts, me = talk.world.unit.alerts, talk.world.viewer.person
    if "several" not in talk.about:
        several = [one.id for one in mine if one.taken_id == me]
        if len(several) < 2:
            talk.about |= {"alert": mine[0].id} if mine else {}
            return mine[:1]
        talk.about["several"] = several
    known = [one for number in talk.about["several"] if (one := alerts.get(number))]
    chosen = talk.ask("哪一件", "您接了几件，说的是哪一件？", WhichAlert(known))
    return [one for one in known if chosen in (ALL, call(one))]


def _said_to_be(world: World, found: Alert) -> str:
    who = world.unit.people.get(ALARM, found.taken_id) if found.taken_id else None
    return f"这件是{who.name}接的" if who and who.name else "这件还没有人接"


def _more_words(text: str, sent: datetime, world: World) -> dict[str, Any] | None:
    """What somebody in danger writes or sends next, unless it is certainly about something else.

    Within minutes that is all but a command; a conversation that was set by for the alarm waits, and what is said goes
    to whoever is on duty, until the person plainly means that one. Later only words about the help itself.
    """
    unit, me = world.unit, world.viewer.person
    top = next(iter(unit.talks.stack(me)), None)
    found = parking.waits_for(unit, top) if top else unit.alerts.of_person(me, parking.KEEPS)
    if found is None or (top and parking.means(world, top, text)):
        return None
    back = stands_down(text)
    if not top and not back and any(said.fullmatch(text.rstrip("。！!~ ")) for said in SHARED):
        return None
    if text and world.router.match(text, sent, world, only="command"):
        return None
    staff = world.viewer.roles & set(STAFF)  # who goes on working: 今天去了12号502，都好 is a visit, whatever waits
    if (
        top
        and staff
        and not back
        and not rules.of_the_help(text)
        and world.router.match(text, sent, world, only="sure")
    ):
        return None
    if not top and not rules.of_the_help(text):
        late = found.last_at < world.now - ANOTHER
        if late or (not back and world.router.match(text, sent, world, only="sure")):
            return None
    return {"alert": found.id, "said": text}


def _still_to_ask(world: World, found: Alert, said: str) -> str:
    """Where it is, or how to reach them, as long as nobody knows either."""
    if found.building_id and AT_HOME not in found.place:
        return ""
    whole = "，".join([*world.unit.alerts.all_words(found.id), said])
    spot = spot_of(world.unit, world.viewer, whole)
    if spot.building or spot.ask:
        return f"还要问一句：{spot.ask}" if spot.ask else ""
    if spot.place or world.person.phone or re.search(r"(?<!\d)1\d{10}(?!\d)", whole):
        return ""
    return "可是还不知道您在哪里：请写小区、几号几室；不想写，留个电话也行。"


@dialogue("回值班", first=_more_words, order=3)
def pass_words_on(talk: Talk) -> str:
    """回值班：紧急的事说完以后，再写什么都会转给值班的人。"""
    world, found = talk.world, _alert(talk)
    if found is None:
        return "要叫值班的人，请直接说出了什么事；有危险先打 110、119、120。"
    said = str(talk.about["said"])
    talk.save(Word(found.id, said, tuple(talk.files)))
    stack = world.unit.talks.stack(world.viewer.person)
    later = parking.LATER if any(parking.waits_for(world.unit, one) for one in stack) else ""
    return _passed_on(world, found, said) + later


def _passed_on(world: World, found: Alert, said: str) -> str:
    """What whoever wrote is told: who knows now, what is still to be said; to a question, what to do meanwhile."""
    root = world.unit.alerts.get(found.root) or found
    ask = _still_to_ask(world, found, said)
    who = world.unit.people.get(ALARM, root.taken_id) if root.taken_id else None
    told = f"告诉{f'居委{who.name}' if who and who.name else '值班的人'}了。"
    if stands_down(said):
        sure = "要看到人没事才放心。" if ask else "他们还是会来联系您一下，看到人没事才放心。"
        return f"好，我告诉值班的人了。{sure}{ask}"
    if ask or not rules.asks_for_help(said):
        return f"{told}{ask or MINE}"
    coming = (
        f"{who.name}接了，在想办法联系您。" if who and who.name else "还没有人回话，我还在叫，请别等：马上自己打电话。"
    )
    return f"{told}{coming}{LIFELINES.get(found.kind, '有危险先打 110、119、120。')}"


@dialogue(
    "险情",
    starts=(r"^(?:现在)?(?:还)?(?:有没有|有|看|查)?(?:什么|哪些)?(?:险情|警报)(?:清单|名单)?(?:吗|没有)?[?？。]?$",),
    by=STAFF,
    order=12,
    shows=True,
)
def list_alerts(talk: Talk) -> str:
    """险情：现在还没结束的紧急的事，谁接了。"""
    world = talk.world
    found = world.unit.alerts.open_of(world.viewer)
    if not found:
        return "现在没有没结束的险情。"
    lines = []
    for one in found[:5]:
        lines.append(
            f"{one.place or '地点不清楚'} {one.kind}（{say_moment(one.at, world.today)}）：{_said_to_be(world, one)}"
        )
        start, shown = (END, "办完了") if one.taken_id == world.viewer.person else (TAKE, "收到")
        if one.taken_id in (None, world.viewer.person):
            talk.offer(
                Option(
                    f"{shown}" if len(found) == 1 else f"{shown} {one.place or one.kind}",
                    words=shown,
                    start=start,
                    about={"alert": one.id},
                )
            )
    more = f"\n还有{len(found) - 5}件，先把这几件处理了再看。" if len(found) > 5 else ""
    return "\n".join([f"{len(found)}件还没结束：", *lines]) + more


__all__ = [
    "agree_to_swap", "ask_to_swap", "list_reports", "refuse_to_swap", "report_made", "set_shift", "tell_roster",
]  # fmt: skip
