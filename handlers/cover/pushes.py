"""The first morning of a leave, the first day back, and the day on which a handover takes effect."""

from __future__ import annotations

from collections.abc import Sequence

from bot.kinds.base import Option
from bot.pushes import Push, due
from bot.saying import say_day
from bot.world import View
from handlers.cover.facts import COVER, REASON, tell_secretaries
from handlers.engines.cases.moves import answering, promise
from handlers.engines.cases.rules import CURRENT, OPEN
from handlers.engines.cases.saying import SHOW
from storage.cases import Case
from storage.handovers import HANDOVER
from storage.leaves import BEGINS, ENDS, Leave
from storage.moments import Due


def _standing(moments: Sequence[Due], view: View) -> list[tuple[Due, Leave]]:
    """A leave that was called off or cut short keeps its moments: that may be taken back."""
    found = [(moment, view.unit.leaves.get(COVER, moment.subject)) for moment in moments]
    return [(moment, leave) for moment, leave in found if leave and leave.since < leave.until]


@due(BEGINS)
def due_first_mornings(moments: Sequence[Due], view: View) -> list[Push]:
    """Whoever acts today hears for whom; should nobody be left, the secretary does. The one on leave gets nothing."""
    acting, staff, pushes = view.unit.leaves.stand_ins(), view.unit.staff, []
    for _, leave in _standing(moments, view):
        if not leave.since <= view.today < leave.until:  # days of downtime: it is over
            continue
        who = staff.name(leave.person)
        if one := acting.get(leave.person):
            last = "" if leave.last == view.today else f"，到{say_day(leave.last, view.today)}"
            text = f"今天{'起' if last else ''}您代{who}的班{last}。{who}的名单、提醒和居民找人都到您这里。"
            pushes.append(Push(one, text, reason=REASON))
        else:
            pushes += tell_secretaries(view, leave.person, [leave.person], view.today)
    return pushes


@due(ENDS)
def due_first_days_back(moments: Sequence[Due], view: View) -> list[Push]:
    """Both hear of it, unless one leave follows upon another."""
    acting, staff, pushes = view.unit.leaves.stand_ins(), view.unit.staff, []
    for moment, leave in _standing(moments, view):
        if leave.until != moment.due.date() or not staff.held(view.today, [leave.person]):
            continue
        who = staff.name(leave.person)
        if leave.person in acting:
            if acting[leave.person] not in (leave.substitute, 0):
                text = f"{who}的假还没完，从今天起由{staff.name(acting[leave.person])}代，您不用代了。谢谢您。"
                pushes.append(Push(leave.substitute, text, reason=REASON))
            continue
        others = "、".join(staff.name(one) for one, now in acting.items() if now == leave.person)
        more = f"您还代着{others}的班。" if others else ""
        back = f"今天起您回来了，名单和提醒又发给您。这些天是{staff.name(leave.substitute)}代的班。{more}"
        thanks = f"{who}今天回来了，您代的班到昨天为止。谢谢您。"
        pushes += [Push(leave.person, back, reason=REASON), Push(leave.substitute, thanks, reason=REASON)]
    return pushes


@due(HANDOVER)
def due_handovers(moments: Sequence[Due], view: View) -> list[Push]:
    """Open plans and cases go over; the successors hear how many they have got, residents who has theirs now."""
    pushes = []
    for moment in moments:
        handover = view.unit.handovers.get(moment.subject)
        moved = view.unit.handovers.move_plans(moment.subject)
        if handover is None:
            continue
        who = view.unit.staff.name(handover.person)
        cases = [view.unit.cases.get(one) for one in view.unit.handovers.moved_cases(moment.subject)]
        for heir in dict.fromkeys(one for some in handover.shares.values() for one in some):
            plans = f"，有{moved[heir]}件没办完的事" if moved.get(heir) else ""
            mine = [case for case in cases if answering(view, case) == heir]
            text = f"今天起{who}的工作由您接手{plans}。到了日子我提醒您。"
            pushes.append(Push(heir, text, _look(mine, moved.get(heir, 0)), reason="交接"))
        pushes += [push for case in cases for push in _tell_voices(view, case)]
    return pushes


def _look(cases: Sequence[Case], count: int) -> list[Option]:
    """What somebody who has got work looks at first."""
    demands = [Option("看诉求", words="待办")] if cases else []
    plans = [Option("今天看谁", words="今天看谁")] if count > len(cases) else []
    return [*demands, *plans]


def _tell_voices(view: View, case: Case) -> list[Push]:
    """Who was promised that somebody keeps an eye on it hears who does now."""
    if case.state not in CURRENT:
        return []
    until = f"，{promise(view, case.done_due)}前给您回话" if case.state in OPEN else ""
    text = f"{case.number}号：同事换了岗位，现在由{owner(view, case)}盯着{until}。"
    look = [Option(f"看{case.number}", words=case.number, start=SHOW, about={"case": case.id})]
    return [Push(voice.person_id, text, look, reason="诉求") for voice in view.unit.voices.of_case(case.id)]


def owner(view: View, case: Case) -> str:
    """居委陈洁, as residents hear it."""
    name = view.unit.staff.name(answering(view, case))
    return f"居委{name}" if name else "居委"
