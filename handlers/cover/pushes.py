"""The first morning of a leave, the first day back, and the day on which a handover takes effect."""

from __future__ import annotations

from collections.abc import Sequence

from bot.pushes import Push, due
from bot.saying import say_day
from bot.world import View
from handlers.cover.facts import COVER, REASON, tell_secretaries
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
    """Open plans go over; the successors hear how many they have got."""
    pushes = []
    for moment in moments:
        handover = view.unit.handovers.get(moment.subject)
        moved = view.unit.handovers.move_plans(moment.subject)
        if handover is None:
            continue
        who = view.unit.staff.name(handover.person)
        for heir in dict.fromkeys(one for some in handover.shares.values() for one in some):
            plans = f"，有{moved[heir]}件没办完的事" if moved.get(heir) else ""
            pushes.append(Push(heir, f"今天起{who}的工作由您接手{plans}。到了日子我提醒您。", reason="交接"))
    return pushes
