"""Who is told when a leave is saved, changed or taken back, when somebody hands over, when a household changes hands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.facts import Fact, reacts, tells
from bot.kinds.base import Option
from bot.pushes import Push
from bot.saying import say_day
from bot.world import View
from handlers.cover.saying import say_span
from storage.base import SHANGHAI
from storage.handovers import Handover
from storage.leaves import BEGINS, ENDS, Leave
from storage.viewers import system

COVER, REASON = system("cover"), "代班"


BEFORE = timedelta(minutes=5)


def _morning(view: View, day: date) -> datetime:
    """Just before the list of that morning, which it explains."""
    return datetime.combine(day, view.settings.reminders.morning, SHANGHAI) - BEFORE


def _others(fact: Fact, *people: int) -> list[int]:
    """Each once, and never the one who said it."""
    return [one for one in dict.fromkeys(people) if one and one != fact.person]


def _span(leave: Leave, view: View) -> str:
    return say_span(leave.since, leave.last, view.read_on)


@reacts("leave")
def tell_of_leave(view: View, fact: Fact) -> Sequence[Push]:
    """The substitute hears of it, whoever is on leave too if somebody else said it, the secretary if nobody is left."""
    leave = view.unit.leaves.get(COVER, fact.subject)
    if leave is None:
        return []
    if leave.since > view.read_on:
        view.unit.moments.add(BEGINS, leave.id, _morning(view, leave.since))
    view.unit.moments.add(ENDS, leave.id, _morning(view, leave.until))
    staff, span = view.unit.staff, _span(leave, view)
    who, stands = staff.name(leave.person), staff.name(leave.substitute)
    text = f"{who}{span}请假，请您代班。那几天{who}的名单、提醒和居民找人都到您这里，{who}管的户您也看得到。"
    pushes = [Push(one, text + _handed_on(view, leave), reason=REASON) for one in _others(fact, leave.substitute)]
    told = f"给您记了假：{span}，{stands}代班。提前回来就说「销假」。"
    pushes += [Push(one, told, reason=REASON) for one in _others(fact, leave.person)]
    return [*pushes, *_nobody_left(view, leave)]


def _handed_on(view: View, leave: Leave) -> str:
    """Those for whom the one on leave stands in, and what is left of today."""
    staff = view.unit.staff
    own = view.unit.leaves.stood_in_by(COVER, leave.person, leave.since, leave.until)
    others = "、".join(dict.fromkeys(staff.name(one.person) for one in own if one.person != leave.substitute))
    words = f"{staff.name(leave.person)}还代着{others}的班，也一起到您这里。" if others else ""
    if leave.since > view.read_on:
        return words
    mine = view.unit.people.viewer(leave.person)
    plans = [plan for plan in view.unit.plans.of_cadre(mine, view.read_on) if plan.day == view.read_on]
    viewer = view.unit.people.viewer(leave.substitute)
    for plan in plans[:5]:
        if home := view.unit.places.household(viewer, plan.household_id):
            words += f"\n今天记着 {home.door}：{plan.part}{plan.what or '去看看'}"
    return words


def _nobody_left(view: View, leave: Leave) -> list[Push]:
    """On some day of it the chain of those who stand in for each other ends nowhere."""
    staff = {post.person for post in view.unit.staff.posts}
    starts = [one.since for one in view.unit.leaves.of(COVER, staff, leave.since, leave.until)]
    for day in sorted({max(start, leave.since) for start in starts}):
        left = [person for person, acting in view.unit.leaves.stand_ins(day).items() if not acting]
        if left:
            return tell_secretaries(view, leave.person, left, day)
    return []


def tell_secretaries(view: View, person: int, left: Sequence[int], day: date) -> list[Push]:
    """Those who lead the committee hear for whom nobody stands in."""
    staff, acting = view.unit.staff, view.unit.leaves.stand_ins()
    names = "、".join(staff.name(one) for one in left)
    when, change = say_day(day, view.read_on), f"请换一位：「{staff.name(left[0])}的班换某某代」。"
    why = "都请假，互相代着，没有人代班" if len(left) > 1 else "请假，没有人代班"
    text = f"{when}{names}{why}，名单先发给您。{change}"
    lead = [acting.get(one, one) or one for one in staff.secretaries(person)]
    return [Push(one, text, reason=REASON) for one in dict.fromkeys(lead)]


@reacts("leave.ended")
def tell_of_return(view: View, fact: Fact) -> Sequence[Push]:
    """Back earlier, or not going at all."""
    leave = view.unit.leaves.get(COVER, fact.subject)
    if leave is None:
        return []
    who, called_off = view.unit.staff.name(leave.person), leave.until <= leave.since
    if not called_off and leave.until > view.read_on:
        view.unit.moments.add(ENDS, leave.id, _morning(view, leave.until))
    ends = f"{say_day(leave.until, view.read_on)}回来，从那天起" if leave.until > view.read_on else "回来了，"
    off = f"{who}原来请您代的班（从{say_day(leave.since, view.read_on)}起）取消了，"
    text = f"{off if called_off else who + ends}不用您代了。谢谢您。"
    mine = "您的假销了，从那天起提醒又发给您。" if not called_off else "您的假取消了。"
    pushes = [Push(one, text, reason=REASON) for one in _others(fact, leave.substitute)]
    return pushes + [Push(one, mine, reason=REASON) for one in _others(fact, leave.person)]


@reacts("leave.replaced")
def tell_of_replacement(view: View, fact: Fact) -> Sequence[Push]:
    """Whoever stood in before does no more, or on other days: should it be the same, the new leave tells."""
    old = view.unit.leaves.get(COVER, fact.subject)
    if old is None:
        return []
    coming = view.unit.leaves.coming(COVER, [old.person])
    if any(one.substitute == old.substitute and one.id != old.id for one in coming):
        return []
    text = f"{view.unit.staff.name(old.person)}请假的班换人代了，从{say_day(max(old.until, view.read_on), view.read_on)}起不用您代。谢谢您。"
    return [Push(one, text, reason=REASON) for one in _others(fact, old.substitute)]


@tells("leave.undone")
def tell_of_undoing(view: View, fact: Fact) -> Sequence[Push]:
    leave = view.unit.leaves.get(COVER, fact.subject)
    if leave is None:
        return []
    text = f"刚才说的代班不算了：{view.unit.staff.name(leave.person)}{_span(leave, view)}不请假了。"
    return [Push(one, text, reason=REASON) for one in _others(fact, leave.substitute, leave.person)]


@tells("leave.resumed")
def tell_of_resuming(view: View, fact: Fact) -> Sequence[Push]:
    """A return, or a replacement, was a slip: the leave goes on as it was."""
    leave = view.unit.leaves.get(COVER, fact.subject)
    if leave is None or leave.until <= leave.since:
        return []
    text = f"刚才说的不算，{view.unit.staff.name(leave.person)}的班还是请您代：{_span(leave, view)}。"
    return [Push(one, text, reason=REASON) for one in _others(fact, leave.substitute)]


@reacts("handover")
def tell_of_handover(view: View, fact: Fact) -> Sequence[Push]:
    """Successors, whoever leaves, and those who lose their substitute."""
    handover = view.unit.handovers.get(fact.subject)
    if handover is None:
        return []
    staff, day = view.unit.staff, say_day(handover.since, view.read_on)
    who = staff.name(handover.person)
    pushes = [
        Push(heir, _taken_over(view, handover, heir), reason="交接")
        for heir in _others(fact, *(one for some in handover.shares.values() for one in some))
    ]
    heirs = "、".join(dict.fromkeys(staff.name(one) for some in handover.shares.values() for one in some))
    leaving = f"{day}起您的工作交给{heirs}了，从那天起这里的提醒不再发给您。辛苦了。"
    pushes += [Push(one, leaving, reason="交接") for one in _others(fact, handover.person)]
    for leave in view.unit.leaves.stood_in_by(COVER, handover.person, handover.since, date.max):
        pushes += _without_substitute(view, fact, leave, who, max(leave.since, handover.since))
    return pushes


def _taken_over(view: View, handover: Handover, heir: int) -> str:
    places = [view.unit.places.area(area) for area, people in handover.shares.items() if heir in people]
    named = "、".join(area.name for area in places if area)
    day = say_day(handover.since, view.read_on)
    who = view.unit.staff.name(handover.person)
    return f"{day}起{who}的工作交给您：{named}。户、没办完的事和提醒都转到您这里，说「查一户」看得到。"


def _without_substitute(view: View, fact: Fact, leave: Leave, leaver: str, day: date) -> list[Push]:
    """The one on leave and the secretary are told to name another."""
    staff, who = view.unit.staff, view.unit.staff.name(leave.person)
    text = f"{leaver}{say_day(day, view.read_on)}起不在了，{who}到{say_day(leave.last, view.read_on)}的班要另请人代。请选一位："
    change = [Option("换人代", words="换人代", start="换人代", about={"leave": leave.id})]
    people = dict.fromkeys([leave.person, *staff.secretaries(leave.person)])
    return [Push(one, text, change, reason=REASON) for one in people]


@tells("handover.undone")
def tell_of_handover_undone(view: View, fact: Fact) -> Sequence[Push]:
    handover = view.unit.handovers.undone(fact.subject)
    if handover is None:
        return []
    who = view.unit.staff.name(handover.person)
    heirs = [one for some in handover.shares.values() for one in some]
    text = f"刚才说的交接不算了，还是{who}管。"
    return [Push(one, text, reason="交接") for one in _others(fact, handover.person, *heirs)]


@reacts("charge")
def tell_of_given_household(view: View, fact: Fact) -> Sequence[Push]:
    """Whoever gets the household, and whoever had it; for those who are away whoever stands in as well."""
    found = view.unit.covers.given(fact.subject)
    home = view.unit.places.household(COVER, found[0].household) if found else None
    if found is None or home is None:
        return []
    given, before = found
    charge, staff = view.unit.covers.charge([home.building_id]), view.unit.staff
    had = [before] if before else charge.of_building(home.building_id, home.committee_id)
    had = [one for one in had if one != given.cadre]
    old = "、".join(staff.name(one) for one in had)
    new, instead = staff.name(given.cadre), f"（原来是{old}）" if old else ""
    text = f"{home.full_door}从{say_day(view.today, view.read_on)}起请您管{instead}，提醒和走访都到您这里。"
    look = [Option("看这一户", words=f"查 {home.full_door}")]
    pushes = [
        Push(one, text, look, reason="交接")
        for one in _others(fact, given.cadre, charge.away.get(given.cadre, given.cadre))
    ]
    gone = f"{home.full_door}从{say_day(view.today, view.read_on)}起由{new}管，您不用再去了。谢谢您。"
    return pushes + [
        Push(one, gone, reason="交接") for one in _others(fact, *(charge.away.get(one, one) for one in had))
    ]


@tells("charge.undone")
def tell_of_household_back(view: View, fact: Fact) -> Sequence[Push]:
    found = view.unit.covers.given(fact.subject)
    home = view.unit.places.household(COVER, found[0].household) if found else None
    if found is None or home is None:
        return []
    had = [one.id for one in view.unit.people.cadres_of(home.id)]
    text = f"刚才说的不算了，{home.full_door}还是原来的同事管。"
    return [Push(one, text, reason="交接") for one in _others(fact, found[0].cadre, *had)]
