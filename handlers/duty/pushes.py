"""Nobody has taken an alert in time: the next is woken; each working morning what must be reported is brought to mind."""

from __future__ import annotations

from collections.abc import Sequence

from bot import danger
from bot.pushes import Push, due, every, next_morning
from bot.world import View
from handlers.duty.reporting import remind
from storage.moments import Due
from storage.outbox import ALERT

NOBODY = "还没有人回话，我还在一个一个叫。请别等我：马上自己打 110、119 或 120。"


@due(danger.NEXT)
def due_next(moments: Sequence[Due], view: View) -> list[Push]:
    """The next on the roster, until somebody says 收到; after a first round in vain the sender is told not to wait."""
    pushes = []
    for moment in moments:
        found = view.unit.alerts.get(moment.subject)
        if found is None or found.taken_id or found.closed_at:
            continue
        in_vain = danger.whole_rounds(view.unit, found, view.settings)
        more = danger.wake(view.unit, moment.subject, view.settings, view.calendar)
        if in_vain == 1:
            pushes.append(Push(found.person_id, NOBODY, lane=ALERT, reason="紧急"))
        if not more:
            pushes += _unanswered(view, moment.subject)
    return pushes


def _unanswered(view: View, alert: int) -> list[Push]:
    """After the last round: the officers are to see to it by other means."""
    found = view.unit.alerts.get(alert)
    if found is None:
        return []
    text = f"一轮轮叫过了，{found.kind}的警报还没有人接。请直接打电话找人，并核实 110/119/120 到了没有。\n{danger.say_alert(view.unit, found)}"
    officers = [one.id for one in view.unit.people.with_role("街道干部")]
    return [danger.push_alert(one, text, alert) for one in officers if one != found.person_id]


@every("duty.reports", next_morning)
def due_reports(moments: Sequence[Due], view: View) -> list[Push]:
    """What has not been reported stays before the secretary each working day."""
    return remind(view) if view.calendar.is_working_day(view.today) else []
