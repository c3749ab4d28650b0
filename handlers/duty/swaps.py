"""Which shifts two people mean to change, and what the roster is once they have agreed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot import roster
from bot.facts import Fact, reacts
from bot.kinds.base import Option
from bot.pushes import Push
from bot.saying import say_day
from bot.world import View
from handlers.duty import hours
from storage.duty import Shift, Span, Swap


def slots_of(
    view: View, committee: int, who: tuple[int, int], days: Sequence[date], part: str
) -> tuple[Span | None, Span | None, str]:
    """What the first hands over, what they take, and, if it cannot be, why not."""
    me, other = who
    gives: Span | None = None
    takes: Span | None = None
    for day in days:
        there = hours.beginning_on(view, committee, day, part)
        mine = [one for one in there if me in one.people and other not in one.people]
        theirs = [one for one in there if other in one.people and me not in one.people]
        if mine and not gives:
            gives = Span(mine[0].since, mine[0].until)
        elif theirs and not takes:
            takes = Span(theirs[0].since, theirs[0].until)
        else:
            people = [person for one in there for person in one.people]
            now = f"值班的是{hours.say_people(view, people)}" if people else "还没有排人"
            both = f"{hours.say_people(view, [me])}和{hours.say_people(view, [other])}"
            return None, None, f"{say_day(day, view.today)}{part}{now}，{both}换不了这一班。回「值班表」看看是哪天。"
    late = [span for span in (gives, takes) if span and span.since <= view.now]
    if late:
        return None, None, f"{hours.say_span(late[0], view.today)}这一班已经开始了，请直接跟书记说。"
    return gives, takes, ""


def agreed(view: View, swap: Swap) -> tuple[list[Shift], str]:
    """The changed shifts; or why it cannot be any more."""
    found = []
    for span, leaves, comes in ((swap.gives, swap.asker, swap.other), (swap.takes, swap.other, swap.asker)):
        if span is None:
            continue
        if span.since <= view.now:
            return [], "这一班已经开始了，换不了了。要紧的话请跟书记说。"
        there = roster.shifts(view.unit, view.settings, swap.committee, span.since, span.until)
        now = next((one for one in there if leaves in one.people and one.since == span.since), None)
        if now is None:
            return [], "值班表这中间改过，这一班已经不是原来的人了，没有换。请重新商量一下。"
        people = tuple(comes if one == leaves else one for one in now.people)
        found.append(Shift(span.since, span.until, swap.committee, people))
    return found, ""


@reacts("duty_swap")
def put_to_the_other(view: View, fact: Fact) -> Sequence[Push]:
    """The other is asked."""
    swap = view.unit.duty.swap(fact.subject)
    if swap is None:
        return []
    me = hours.say_people(view, [swap.asker])
    parts = [f"请您替{me}值{hours.say_span(swap.gives, view.today)}"] if swap.gives else []
    parts += [f"您的{hours.say_span(swap.takes, view.today)}由{me}来值"] if swap.takes else []
    about = {"swap": swap.id}
    buttons = [
        Option("同意换班", words="同意换班", start="同意换班", about=about),
        Option("不行", words="不换班", start="不换班", about=about),
    ]
    return [Push(swap.other, f"{me}想跟您换班：{'，'.join(parts)}。可以吗？", buttons, reason="换班")]


@reacts("duty_swap_agreed")
def tell_agreed(view: View, fact: Fact) -> Sequence[Push]:
    """Who asked, and the secretaries, hear that the roster is another."""
    swap = view.unit.duty.swap(fact.subject)
    if swap is None:
        return []
    parts = (
        [f"{hours.say_span(swap.gives, view.today)}由{hours.say_people(view, [swap.other])}值班"] if swap.gives else []
    )
    parts += (
        [f"{hours.say_span(swap.takes, view.today)}由{hours.say_people(view, [swap.asker])}值班"] if swap.takes else []
    )
    said = "，".join(parts)
    heads = [one for one in view.unit.covers.charge().heads_of(swap.committee) if one not in (swap.asker, swap.other)]
    both = f"{hours.say_people(view, [swap.asker])}和{hours.say_people(view, [swap.other])}"
    return [
        Push(swap.asker, f"{hours.say_people(view, [swap.other])}同意换班：{said}。", reason="换班"),
        *(Push(head, f"{both}换了班：{said}。", reason="换班") for head in heads),
    ]


@reacts("duty_swap_refused")
def tell_refused(view: View, fact: Fact) -> Sequence[Push]:
    swap = view.unit.duty.swap(fact.subject)
    if swap is None:
        return []
    text = f"{hours.say_people(view, [swap.other])}这次换不了，值班照原来的。可以再问问别的同事。"
    return [Push(swap.asker, text, reason="换班")]


@reacts("duty_shift")
def tell_who_is_on_duty(view: View, fact: Fact) -> Sequence[Push]:
    """Whoever was put on duty by somebody else hears of it; a swap is told by itself."""
    found = view.unit.duty.row(fact.subject)
    if found is None or found[1] or found[0].people == (fact.person,):
        return []
    shift = found[0]
    by = hours.say_people(view, [fact.person])
    text = f"{by}排了您值班：{hours.say_span(shift, view.today)}。去不了，可以跟同事换，说「我和某某换这天的班」。"
    return [Push(shift.people[0], text, reason="值班")]
