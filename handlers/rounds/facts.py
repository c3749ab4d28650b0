"""What a round's beginning and end, a visit, an answer bring about: messages to those concerned, and homes that are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.facts import Fact, reacts, tells
from bot.kinds.base import Option
from bot.pushes import Push, due
from bot.world import View
from handlers.engines.plans.dues import block_of
from handlers.rounds import rules, telling
from handlers.rounds.planning import ROUNDS, open_homes, owners
from storage.leaves import Leave
from storage.moments import Due
from storage.rounds import (
    ALL_MET,
    BEGUN,
    CALLED,
    COVERED,
    ENQUIRY,
    LIFTED,
    MISSED,
    OPEN,
    RESUMED,
    SEEN,
    TODO,
    WEATHER,
    Round,
    RoundHome,
)
from storage.visits import Visit

ASK = "入户调研"  # the dialogue at the door
TRIED = ("未遇", "拒访")
LASTS = timedelta(days=1)


@reacts("round")
def tell_of_round(view: View, fact: Fact) -> Sequence[Push]:
    """Each cadre gets one message with their households; a role that leads some gets those apart, without a reason.

    At night it is shared out in the morning, on which it goes out: somebody else may stand in by then.
    """
    one = view.unit.rounds.get(ROUNDS, fact.subject)
    if one is None or one.closed_at is not None:
        return ()
    if view.calendar.quiet(view.now):
        view.unit.moments.add(BEGUN, one.id, view.calendar.next_allowed(view.now))
        return ()
    groups: dict[tuple[str, bool], list[RoundHome]] = {}
    for home in open_homes(view, [one.id]):
        groups.setdefault((home.role if home.cadre_id else "", home.cadre_id is None), []).append(home)
    return [
        _begin(view, one, person, homes, nobody=nobody)
        for (_, nobody), rows in groups.items()
        for person, homes in owners(view, rows).items()
    ]


def _begin(view: View, one: Round, person: int, homes: Sequence[RoundHome], *, nobody: bool) -> Push:
    viewer = view.unit.people.viewer(person)
    if nobody and viewer.street and "书记" not in viewer.roles:  # the street sees numbers alone
        count = len({home.household_id for home in homes})
        return Push(person, f"{one.title}：有{count}户没有干部，那里也没有书记，请街道安排人联系。", reason="走访")
    if one.kind == WEATHER:
        text, options = telling.begin_weather(view, one, viewer, homes, nobody=nobody)
    else:
        text, options = telling.begin_enquiry(view, one, viewer, homes, ASK)
    return Push(person, text, options, reason="预警" if one.kind == WEATHER else "调研")


@reacts("leave")
def hand_rounds_on(view: View, fact: Fact) -> Sequence[Push]:
    """Whoever stands in gets the running rounds of who is away: at once, or on the first morning."""
    leave = view.unit.leaves.get(ROUNDS, fact.subject)
    if leave is None or leave.until <= view.today:
        return ()
    if leave.since <= view.today:
        return _handed_on(view, leave)
    morning = datetime.combine(leave.since, view.settings.reminders.morning, view.now.tzinfo)
    view.unit.moments.add(COVERED, leave.id, view.calendar.next_allowed(morning))
    return ()


@due(COVERED)
def due_covered(dues: Sequence[Due], view: View) -> list[Push]:
    """A leave has begun; what goes out on this very morning goes to whoever stands in anyway."""
    leaves = (view.unit.leaves.get(ROUNDS, number) for number in dict.fromkeys(one.subject for one in dues))
    return [
        push
        for leave in leaves
        if leave and leave.since <= view.today < leave.until
        for push in _handed_on(view, leave, before=leave.since)
    ]


def _handed_on(view: View, leave: Leave, before: date = date.max) -> list[Push]:
    """The weather rounds that went out to the one on leave before a day."""
    acting, pushes = view.unit.leaves.stand_ins().get(leave.person), list[Push]()
    for one in view.unit.rounds.running(ROUNDS, WEATHER) if acting else ():
        sent = view.calendar.next_allowed(one.made_at).date() if one.made_at else view.today
        homes = [home for home in open_homes(view, [one.id]) if home.cadre_id == leave.person]
        if acting and homes and sent < before:
            push = _begin(view, one, acting, homes, nobody=False)
            whose = f"您代{view.unit.staff.name(leave.person)}的班，这一轮没联系上的也请您接着。\n"
            pushes.append(replace(push, text=whose + push.text))
    return pushes


@due(BEGUN)
def due_begun(dues: Sequence[Due], view: View) -> list[Push]:
    """Rounds that were begun at night."""
    return list(due_resumed.make(dues, view))


@due(RESUMED)
def due_resumed(dues: Sequence[Due], view: View) -> list[Push]:
    """A round was ended by mistake: whoever had been told to stop goes on."""
    pushes: list[Push] = []
    for number in dict.fromkeys(one.subject for one in dues):
        pushes += tell_of_round.act(view, Fact("round", number, 0)) or ()
    return pushes


@reacts("round_end")
def tell_of_end(view: View, fact: Fact) -> Sequence[Push]:
    """The warning is lifted, or the enquiry over: whoever still has homes need not go on."""
    one = view.unit.rounds.get(ROUNDS, fact.subject)
    if one is None:
        return ()
    lifted = f"{one.title}解除了" if one.ended == LIFTED else f"{telling.headline(one)}结束了"
    words = f"\n{one.end_words}" if one.end_words else ""
    left = owners(view, open_homes(view, [one.id]))
    return [
        Push(person, f"{lifted}，还没联系的{len({home.household_id for home in homes})}户不用再打了。{words}")
        for person, homes in left.items()
        if person != fact.person
    ]


@reacts("visit")
def mark_reached(view: View, fact: Fact) -> Sequence[Push]:
    """Evidence counts, whoever brought it: a contact since the round began, or an attempt."""
    visit = view.unit.visits.get(ROUNDS, fact.subject)
    return _mark(view, visit) if visit else ()


@reacts("visit_change")
def mark_again(view: View, fact: Fact) -> Sequence[Push]:
    """A corrected visit may be of another household, or way, or day."""
    view.unit.rounds.open_again(ROUNDS, fact.subject)
    return mark_reached.act(view, fact) or ()


def _mark(view: View, visit: Visit) -> Sequence[Push]:
    rounds, block = view.unit.rounds, block_of(view)
    running = {one.id: one for one in rounds.running(ROUNDS, WEATHER) if _is_of(visit, one)}
    homes = [home for home in rounds.of_household(ROUNDS, visit.household_id, WEATHER) if home.round_id in running]
    still = [home for home in homes if home.state in OPEN]
    if visit.way in block.contact:
        rounds.mark(ROUNDS, [home.id for home in still], CALLED if visit.way in block.remote else SEEN, visit.id)
        return _all_met(view, [running[home.round_id] for home in still])
    if visit.way in TRIED:
        rounds.mark(ROUNDS, [home.id for home in still if home.state == TODO], MISSED, visit.id)
    return ()


def _is_of(visit: Visit, one: Round) -> bool:
    """Whether a contact was made since the round began; who was reached before has not heard of this warning."""
    began = one.made_at
    if began is None or visit.day < began.date():
        return False
    if visit.logged_at and visit.logged_at < began:
        return False
    return visit.day > began.date() or not rules.was_before(visit.part, began)


def _all_met(view: View, rounds: Sequence[Round]) -> list[Push]:
    pushes = []
    for one in {one.id: one for one in rounds}.values():
        if not open_homes(view, [one.id]):
            view.unit.rounds.close(ROUNDS, one.id, ALL_MET)
            text, whole = telling.numbers(view, one)
            pushes.append(
                Push(one.officer_id, f"{one.title}走访完了，{whole.all}户都联系上了。\n{text}", reason="走访")
            )
    return pushes


@tells("visit")
def offer_enquiry(view: View, fact: Fact) -> Sequence[Push]:
    """Somebody was just met whom an enquiry still wants to ask: the cadre may do both at once."""
    visit = view.unit.visits.get(ROUNDS, fact.subject)
    if visit is None or visit.way not in block_of(view).contact or visit.day != view.today:
        return ()
    homes = [one for one in view.unit.rounds.of_household(ROUNDS, visit.household_id, ENQUIRY) if one.state in OPEN]
    viewer = view.unit.people.viewer(visit.cadre_id)
    home = view.unit.places.household(viewer, visit.household_id)
    if not homes or home is None:
        return ()
    titles = [
        one.title for one in view.unit.rounds.running(ROUNDS, ENQUIRY) if one.id in {row.round_id for row in homes}
    ]
    text = f"{home.door}还没问「{'」「'.join(titles)}」。方便的话，顺便问问。"
    button = Option("顺便问调研", words=f"调研 {home.full_door}", start=ASK, about={"door": home.id})
    return [Push(visit.cadre_id, text, [button], reason="调研", expires=view.now + LASTS)]


@reacts("answers")
def all_asked(view: View, fact: Fact) -> Sequence[Push]:
    """The last household of an enquiry has been asked: whoever began it hears so."""
    one = view.unit.rounds.round_of(ROUNDS, fact.subject)
    if one is None or open_homes(view, [one.id]):
        return ()
    return [Push(one.officer_id, f"{telling.headline(one)}都问完了。看结果回「调研结果 {one.title}」。", reason="调研")]
