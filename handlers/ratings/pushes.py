"""Whoever has not answered is asked once more; then a case closes as 未回复, which is never counted as solved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.pushes import Push, every, reaches
from bot.world import View
from handlers.engines.cases import rules as case_rules
from handlers.engines.cases.moves import Move, cases_of
from handlers.ratings.asking import ask_again
from storage.cases import CASES, Case
from storage.moments import Due
from storage.viewers import system
from storage.voices import Voice

TIME = system("silence")
DAY = timedelta(days=1)


def next_morning(view: View) -> datetime:
    """Every day, working or not: a promise of days is kept in days."""
    morning = datetime.combine(view.today, view.settings.reminders.morning, view.now.tzinfo)
    return morning if morning > view.now else morning + DAY


@every("ratings.silence", next_morning)
def due_silence(moments: Sequence[Due], view: View) -> list[Push]:
    pushes: list[Push] = []
    for case in view.unit.cases.find(CASES.c.state == case_rules.ASKED):
        voices = view.unit.voices.of_case(case.id)
        pushes += _close(view, case, voices) if _is_over(view, case, voices) else _remind(view, case, voices)
    return pushes


def _days(view: View, moment: datetime | None) -> int:
    return (view.today - moment.date()).days if moment else -1


def _remind(view: View, case: Case, voices: Sequence[Voice]) -> list[Push]:
    """Once, after some days."""
    days = cases_of(view).ask_again_days
    waiting = [one for one in voices if one.asked_at and not one.rated_at and not one.reminded_at]
    return [push for one in waiting if _days(view, one.asked_at) >= days for push in ask_again(view, case, one)]


def _is_over(view: View, case: Case, voices: Sequence[Voice]) -> bool:
    """Everybody who was asked has answered or been silent for long enough, and nobody is still to be rung."""
    if view.unit.calls.of_case(case.id):
        return False
    open_ones = [one for one in voices if not one.rated_at]
    days = cases_of(view).silent_days
    asked = [one for one in open_ones if one.asked_at]
    if not asked:  # nobody was there to be asked: since it was done
        return _days(view, case.done_at) >= days
    return all(_days(view, one.asked_at) >= days for one in asked)


def _close(view: View, case: Case, voices: Sequence[Voice]) -> list[Push]:
    """What the answers come to: one 好了 is enough, silence never is."""
    solved = sum(one.solved is True for one in voices)
    what = case_rules.outcome(solved, 0, len(voices) - solved)
    act = case_rules.SOLVED if what == "解决" else case_rules.LAPSE
    Move(case.id, act).store(view.unit, TIME)
    if act == case_rules.SOLVED:
        return []
    days = cases_of(view).reopen_days
    text = f"{case.number}号 {case.matter}：没等到您的回话，先结了，不算解决。{days}天里要是又不好，回「{case.number} 又坏了」，我重新打开。"
    silent = [one.person_id for one in voices if one.asked_at and not one.rated_at]
    return [Push(one, text, reason="办结") for one in silent if reaches(view, one)]
