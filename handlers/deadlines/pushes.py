"""Every working morning the deadlines; every day, whether the days off announced meanwhile bring a promise nearer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from bot.pushes import Push, every, next_morning
from bot.saying import say_day
from bot.world import View
from handlers.deadlines.lists import morning_lists
from handlers.engines.cases import rules
from handlers.engines.cases.moves import answering, deadlines
from handlers.engines.cases.saying import open_case
from storage.cases import CASES, Case
from storage.moments import Due
from storage.viewers import system

DAY = timedelta(days=1)
CASE = system("cases")
RECKONED = time(6)
MOVED = {
    rules.PAUSE,
    rules.RESUME,
    rules.REOPEN,
    rules.UNSOLVED,
}  # what was promised later is no longer of the first day


@every("deadlines.morning", next_morning)
def due_deadlines(moments: Sequence[Due], view: View) -> list[Push]:
    """Correct as of now, however long nobody swept."""
    return list(morning_lists(view)) if view.calendar.is_working_day(view.today) else []


def next_reckoning(view: View) -> datetime:
    today = datetime.combine(view.today, RECKONED, view.now.tzinfo)
    return today if today > view.now else today + DAY


@every("deadlines.reckoning", next_reckoning)
def due_reckoning(moments: Sequence[Due], view: View) -> list[Push]:
    """Days promised over a year whose days off were not announced then are reckoned again; they only come nearer."""
    nearer: dict[int, list[str]] = defaultdict(list)
    options: dict[int, list[Case]] = defaultdict(list)
    for case in view.unit.cases.find(CASES.c.state.in_(rules.OPEN), CASES.c.done_due > view.today):
        if not _was_provisional(view, case):
            continue
        contact, done = deadlines(view, case.urgency, case.category, case.raised_at.date())
        contact, done = rules.never_later(case.contact_due, contact), rules.never_later(case.done_due, done)
        if (contact, done) == (case.contact_due, case.done_due):
            continue
        view.unit.cases.change(case.id, contact_due=contact, done_due=done)
        if owner := answering(view, case):
            nearer[owner].append(f"{case.number}号改到{say_day(done, view.read_on)}前办好")
            options[owner].append(case)
    return [
        Push(
            owner,
            f"新的放假安排出来了，日子重新算过：{'；'.join(lines)}。只提前，不推后。",
            list(map(open_case, options[owner][:3])),
            reason="改期",
        )
        for owner, lines in nearer.items()
    ]


def _was_provisional(view: View, case: Case) -> bool:
    """Whether the promise reaches into a year that was, or still is, without a notice; and is that of the first day."""
    open_year = case.done_due.year > case.raised_at.year or view.calendar.provisional(case.done_due.year)
    return open_year and not any(step.act in MOVED for step in view.unit.cases.steps(CASE, case.id))
