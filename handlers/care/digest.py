"""The morning's list as it is sent: whom to see first, five of them, each with a button that starts the visit."""

from __future__ import annotations

from datetime import datetime

from bot.kinds.base import Option
from bot.pushes import Push
from bot.world import View
from handlers.care.saying import begin_visit, named, say_dues, say_promised, say_where
from handlers.care.today import Today, care_of
from storage.households import Household
from storage.outbox import DIGEST

SHOWN = 5
TODAY = "今天看谁"  # the dialogue that tells the same when asked
NOTHING = "今天没有要紧的走访。"


def morning_list(view: View, today: Today) -> Push | None:
    """The list of one person; None if there is nothing on it."""
    if not today.count:
        return None
    return _push(view, today.viewer.person, say_today(view, today), buttons_of(view, today))


def nothing_due(view: View, person: int) -> Push:
    """Said on the day on which it changes; then there is silence."""
    return _push(view, person, NOTHING, [])


def _push(view: View, person: int, text: str, buttons: list[Option]) -> Push:
    until = datetime.combine(view.today, care_of(view).until, view.now.tzinfo)
    return Push(person, text, buttons, lane=DIGEST, reason="今天看谁", expires=until)


def shown(today: Today) -> list[Household]:
    """The households whose lines are shown."""
    return [*(today.homes[due.household] for due in today.dues[:SHOWN]), *today.fill][:SHOWN]


def say_today(view: View, today: Today) -> str:
    """The whole message, the first line of which alone must do: it is what a notification shows."""
    lines = [_head(today)]
    lines += say_dues(view, today.viewer, today.dues[:SHOWN], today.homes)
    if len(today.dues) > SHOWN:
        lines.append(f"还有{len(today.dues) - SHOWN}户，回「更多」。")
    if today.fill:
        lines += ["今年还没联系过的，顺路看看：", *(named(home, view.today) for home in today.fill)]
    if today.promised:
        homes = view.unit.places.some(today.viewer, [plan.household_id for plan in today.promised])
        lines += ["今天记着的事：", *(say_promised(plan, homes.get(plan.household_id), view.today) for plan in today.promised)]
    return "\n".join(lines)


def _head(today: Today) -> str:
    where = say_where(shown(today))
    along = f"，{where}" if where else ""
    if len(today.dues) > SHOWN:
        return f"今天要联系{len(today.dues)}户，先看这{SHOWN}户{along}。"
    if today.dues:
        return f"今天想请您看看{len(today.dues)}户{along}。"
    return f"今天没有到日子的重点户，想请您顺路看看{len(today.fill)}户{along}。" if today.fill else "今天没有要紧的走访。"


def buttons_of(view: View, today: Today) -> list[Option]:
    """Start a visit to each household shown; the rest of the list."""
    more = [Option("更多", words="更多", start=TODAY, about={"first": SHOWN})] if len(today.dues) > SHOWN else []
    promised = view.unit.places.some(today.viewer, [plan.household_id for plan in today.promised])
    homes = {home.id: home for home in [*shown(today), *promised.values()]}
    return [*(begin_visit(home) for home in list(homes.values())[: SHOWN + 2]), *more]
