"""A case that waits: until when and why, another day, and going on."""

from __future__ import annotations

from datetime import timedelta

from bot.saying import say_day
from bot.talk.talk import Talk
from handlers.engines.cases import moves, rules
from handlers.handling import saying
from handlers.handling.kinds import Until, Words
from handlers.handling.rules import Heard, pause_reason, span_of
from handlers.handling.saving import UNDO, as_told, save
from storage.cases import Case

YEAR = timedelta(days=366)


def pause(talk: Talk, case: Case, heard: Heard) -> str:
    world, today = talk.world, talk.today
    kind = Until(today, today + timedelta(days=1), today + YEAR, future=True, working=world.calendar.next_working_day)
    until = kind.found(heard.words, talk.now)
    before = saying.pause_of(world, case)
    why = pause_reason(heard.words, span_of(heard.words) or until) or (before.words if before else "")
    reason = talk.ask(
        "原因",
        "为什么要停一停？提出的人会看到这句话。",
        Words(required=True, number=case.number),
        otherwise=why or None,
    )
    day = talk.ask("到哪天", "停到哪天？到那天我自动接着算，也提醒您。", kind, otherwise=until or None).day
    if before and before.day == day and reason == before.words:
        return f"{case.number}号本来就停到{say_day(day, today)}，没有变。"
    due = moves.resumed(world, case, day) if before else moves.moved_on(world, case.done_due, today, day)
    words = saying.told_words(world, case, reason)
    talk.save(moves.Move(case.id, rules.PAUSE, words, day=day, files=tuple(talk.files), due=due))
    return (
        f"好，{case.number}号{'改成' if before else '先'}停到{say_day(day, today)}：{words}。办好的日子改到{moves.promise(world, due)}前。"
        f"{as_told(world, case)}{UNDO}"
    )


def resume(talk: Talk, case: Case, heard: Heard) -> str:
    if case.state != rules.WAIT:
        return f"{case.number}号没有停着，现在是「{rules.STATES[case.state]}」。"
    closing = f"好，{case.number}号接着办，{moves.promise(talk.world, moves.resumed(talk.world, case))}前办好。"
    return save(talk, case, rules.RESUME, closing, heard.words)
