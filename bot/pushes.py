"""Due pushes → outbox: quiet hours, the account last used, and the buttons that say what a push is about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.channels.base import WINDOWS
from bot.clock import Calendar
from bot.kinds.base import Option
from bot.world import View
from storage.accounts import Account
from storage.moments import Due
from storage.outbox import ALERT, REMINDER
from storage.unit import Unit
from storage.viewers import system


@dataclass(frozen=True)
class Push:
    """A message that nobody asked for. Its buttons start a dialogue about its subject, or say words."""

    person: int
    text: str
    buttons: Sequence[Option] = ()
    lane: int = REMINDER
    reason: str = "提醒"
    expires: datetime | None = None  # what could not be sent until then is not sent at all
    at: datetime | None = None  # not before


Make = Callable[[Sequence[Due], View], Sequence[Push]]
Following = Callable[[View], datetime | None]


@dataclass(frozen=True)
class DueRule:
    """Turns the moments of one kind that have come due into pushes; called with (moments, view), in one transaction.

    It gets all that came due together, so that a morning's reminders, or those of two days of downtime, are one message.
    `following`, of what happens again and again, tells the first moment after now: the sweep sees to it that one is set.
    """

    kind: str
    make: Make
    following: Following | None = None


def due(kind: str) -> Callable[[Make], DueRule]:
    return lambda make: DueRule(kind, make)


def every(kind: str, following: Following) -> Callable[[Make], DueRule]:
    """What happens again and again, each time at the moment that `following(view)` tells; None: not any more."""
    return lambda make: DueRule(kind, make, following)


def send(unit: Unit, push: Push, calendar: Calendar) -> int | None:
    """Queue a push to the account that its person used last; None if nothing reaches them now.

    At night everything but an alert waits for the morning.
    """
    at = when(max(unit.now, push.at) if push.at else unit.now, push.lane, calendar)
    used = account_for(unit, push.person, at, urgent=push.lane == ALERT)
    if used is None:
        return None
    rows = [option.to_row() for option in push.buttons]
    more = {"reason": push.reason, "send_at": at, "expires_at": push.expires}
    return unit.outbox.put(used.id, push.person, push.lane, push.text, buttons=rows, card="push", **more)


def account_for(unit: Unit, person: int, at: datetime, *, urgent: bool = False) -> Account | None:
    """The account that reaches a person at a moment: the one last used, of those whose channel may speak then.

    An account that was never used counts only for whoever has used none. `urgent` is tried even through a closed window.
    """
    accounts = unit.people.accounts(system("sending"), person)
    used = [account for account in accounts if account.used_at] or accounts
    known = sorted(used, key=lambda one: (one.used_at is not None, one.used_at, one.id), reverse=True)
    open_ones = [account for account in known if _may_speak(unit, account, at)]
    return next(iter(open_ones or (known if urgent else [])), None)


def reaches(view: View, person: int) -> bool:
    """Whether a push to this person would leave, at the latest in the morning."""
    return account_for(view.unit, person, view.calendar.next_allowed(view.now)) is not None


def _may_speak(unit: Unit, account: Account, at: datetime) -> bool:
    window = WINDOWS.get(account.channel)
    if window is None:
        return True
    if account.used_at is None or at - account.used_at > window.lasts:
        return False
    return unit.outbox.count_since(account.id, account.used_at) < window.messages


def when(now: datetime, lane: int, calendar: Calendar) -> datetime:
    return now if lane == ALERT else calendar.next_allowed(now)


SECONDS = 3  # so many seconds' worth of messages may leave at once: more is a crowd, and is spread
CROWDED = 2  # minutes before and after the hour and the half hour, when everybody's machines send


def spread(view: View, pushes: Sequence[Push]) -> list[Push]:
    """The same pushes; a crowd of them leaves over `sending.spread_minutes`, away from the hour and the half hour."""
    sending = view.settings.sending
    if len(pushes) <= SECONDS * sending.per_app_second or not sending.spread_minutes:
        return list(pushes)
    start = when(view.now, max(push.lane for push in pushes), view.calendar)
    step = timedelta(minutes=sending.spread_minutes) / len(pushes)
    moments, at = [], start
    for _ in pushes:
        at = _after_the_crowd(at)
        moments.append(at)
        at += step
    return [replace(push, at=moment) for push, moment in zip(pushes, moments, strict=True)]


def _after_the_crowd(moment: datetime) -> datetime:
    """The moment itself, or when the minutes around the hour or half hour in which it lies are over."""
    past = (moment.minute + CROWDED) % 30
    if past >= 2 * CROWDED:
        return moment
    return moment.replace(second=0, microsecond=0) + timedelta(minutes=2 * CROWDED - past)


def next_morning(view: View) -> datetime:
    """The morning of the next working day, at the hour of all lists."""
    day = view.today
    while True:
        moment = datetime.combine(day, view.settings.reminders.morning, view.now.tzinfo)
        if view.calendar.is_working_day(day) and moment > view.now:
            return moment
        day += timedelta(days=1)
