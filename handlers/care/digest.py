"""The morning's list: whom to see first, five at a time, each with a button that starts the visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot import listing
from bot.kinds.base import Option
from bot.pushes import Push
from bot.world import View
from handlers.care.saying import named, say_dues, say_promised, say_where
from handlers.care.today import Today, care_of
from handlers.engines.plans.wording import begin_visit
from storage.outbox import DIGEST, REMINDER

SHOWN = listing.SHOWN
TODAY = "今天看谁"  # the dialogue that tells the same when asked, and what comes after 更多
NOTHING = "今天没有要紧的走访。"


def morning_list(view: View, today: Today) -> Push | None:
    """The list of one person; None if there is nothing on it."""
    if not today.count:
        return None
    return replace(
        _push(view, today.viewer.person, *say_today(view, today)), lane=REMINDER if today.promised else DIGEST
    )


def nothing_due(view: View, person: int) -> Push:
    """Said on the day on which it changes; then there is silence."""
    return _push(view, person, NOTHING, [])


def _push(view: View, person: int, text: str, buttons: Sequence[Option]) -> Push:
    until = datetime.combine(view.today, care_of(view).until, view.now.tzinfo)
    return Push(person, text, buttons, lane=DIGEST, reason=TODAY, expires=until)


def say_today(view: View, today: Today) -> tuple[str, list[Option]]:
    """The first page. Its first line alone must do: it is what a notification shows."""
    text, options = say_page(view, today, 0)
    parts = [_head(today), text]
    if today.fill:
        parts += ["今年还没联系过的，顺路看看：", *(named(home, view.today) for home in today.fill)]
        options += map(begin_visit, today.fill)
    if today.promised:
        ahead = any(plan.day > view.today for plan in today.promised)  # of days without a list
        parts.append("记着的事：" if ahead else "今天记着的事：")
        staff, me = view.unit.staff, today.viewer.person
        old = [plan for plan in today.promised if plan.day < view.today]
        for plan in [*(plan for plan in today.promised if plan.day >= view.today), *old[:SHOWN]]:
            home = today.homes.get(plan.household_id)
            whose = f"（{staff.name(plan.cadre_id)}的）" if plan.cadre_id != me else ""  # of whom one stands in for
            parts.append(say_promised(plan, home, view.today) + whose)
            options += [begin_visit(home)] if home else []
        if len(old) > SHOWN:
            parts.append(
                f"以前记着的还有{len(old) - SHOWN}件，办好一件接着提醒下一件。不用去了的，说「几号几室不用去了」。"
            )
    return "\n".join(part for part in parts if part), list({option.shown: option for option in options}.values())


def say_page(view: View, today: Today, first: int) -> tuple[str, list[Option]]:
    """Five of the due households, from `first` on, with their buttons."""
    here = today.dues[first : first + SHOWN]
    said = say_dues(view, today.viewer, here, today.homes)
    lines = [listing.Line(text, begin_visit(today.homes[due.household])) for text, due in zip(said, here, strict=True)]
    seen = [due.household for due in here]
    return listing.page(
        lines, first, lambda after: Option("", start=TODAY, about={"first": after, "seen": seen}), total=len(today.dues)
    )


def _head(today: Today) -> str:
    first = [*(today.homes[due.household] for due in today.dues), *today.fill][:SHOWN]
    where = say_where(first)
    along = f"，{where}" if where else ""
    if len(today.dues) > SHOWN:
        return f"今天要联系{len(today.dues)}户，先看这{SHOWN}户{along}。"
    if today.dues:
        more = f"，顺路再看{len(today.fill)}户" if today.fill else ""
        return f"今天想请您看看{len(today.dues)}户{more}{along}。"
    return f"今天没有到日子的重点户，想请您顺路看看{len(today.fill)}户{along}。" if today.fill else NOTHING
