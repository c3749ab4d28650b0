"""What an alert brings about: a case that is followed up, further words passed on, who has taken it told to all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.danger import END, SAME, TAKE, UNTOLD, say_alert, wake
from bot.facts import Fact, reacts
from bot.kinds.base import Option
from bot.language.triage import kinds_of
from bot.language.where import find_doors
from bot.pushes import Push
from bot.saying import brief, say_time
from bot.whereabouts import AT_HOME, only_where, spot_of
from bot.world import View
from handlers.duty.reporting import tell_heads
from handlers.duty.rules import CATEGORY, harm_in, matter, to_report
from handlers.duty.swaps import put_to_the_other, tell_agreed, tell_refused, tell_who_is_on_duty
from handlers.engines.cases import rules as case_rules
from handlers.engines.cases.moves import Joined, Raised, deadlines, owner_for
from storage.alerts import Alert
from storage.cases import Case
from storage.outbox import ALERT, REMINDER
from storage.reports import Report
from storage.scope import STAFF
from storage.viewers import Viewer, system

ALARM = system("alarm")


@reacts("alert")
def follow_up(view: View, fact: Fact) -> Sequence[Fact]:
    """A resident's danger becomes a case of its place, unasked, so that somebody looks in when it is over."""
    found = view.unit.alerts.get(fact.subject)
    viewer = view.unit.people.viewer(fact.person)
    if found is None or not viewer.roles.isdisjoint(STAFF):
        return []
    effects = Raised(_case(view, found), ((fact.person, "提出"),)).store(view.unit, viewer)
    view.unit.alerts.change(found.id, case_id=effects[0][1])
    return [Fact(kind, subject, fact.person) for kind, subject in effects]


@reacts("alert_neighbour")
def join_neighbours(view: View, fact: Fact) -> Sequence[Push | Fact]:
    """Whoever tells of the same fire wakes nobody anew: their words are passed on, and they hear the outcome too."""
    unit = view.unit
    found = unit.alerts.get(fact.subject)
    root = unit.alerts.get(found.root) if found else None
    if found is None or root is None:
        return []
    viewer = unit.people.viewer(fact.person)
    facts = []
    if root.case_id and viewer.roles.isdisjoint(STAFF):
        unit.alerts.change(found.id, case_id=root.case_id)
        facts = [
            Fact(*effect, fact.person) for effect in Joined(root.case_id, fact.person, found.words).store(unit, viewer)
        ]
    coming = []
    if root.taken_id:
        unit.alerts.change(found.id, taken_id=root.taken_id, taken_at=view.now)
        coming = [_coming(view, found, root.taken_id)]
    pushes = [
        Push(one, f"又有人报了同一件事：{say_alert(unit, found)}", [*_next_step(root)], lane=ALERT, reason="紧急")
        for one in _whom(view, root)
        if one != fact.person
    ]
    return [*coming, *pushes, *facts]


def _whom(view: View, root: Alert) -> list[int]:
    """Who hears what comes next: whoever has taken it, else everybody who was woken."""
    return [root.taken_id] if root.taken_id else view.unit.alerts.woken(root.id)


def _next_step(root: Alert) -> list[Option]:
    shown, start = ("办完了", END) if root.taken_id else ("收到", TAKE)
    return [Option(shown, words="险情结束" if root.taken_id else "收到", start=start, about={"alert": root.id})]


def _coming(view: View, found: Alert, who: int) -> Push:
    """Whoever is in danger hears that somebody comes; a phone that rings may itself be a danger."""
    name = _name(view, who)
    text = (
        f"居委{name}知道了，会想办法联系您。不方便说话，就在这里写。"
        if found.kind in UNTOLD
        else f"居委{name}知道了，正在联系您。电话请放在手边。"
    )
    return Push(found.person_id, text, lane=ALERT, reason="紧急")


def _case(view: View, found: Alert) -> Case:
    about, sub = matter(found.kind)
    day, done = deadlines(view, "P0", CATEGORY, view.today)
    owner = owner_for(view, found.building_id, found.committee_id, found.household_id or 0, standing=True)
    case = Case("诉求", view.now, about, found.words, min(day, view.today), done, case_rules.NEW, channel="险情")
    return replace(
        case, committee_id=found.committee_id, building_id=found.building_id, household_id=found.household_id,
        place=found.spot, category=CATEGORY, sub=sub, urgency="P0", owner_id=owner or None,
    )  # fmt: skip


@reacts("alert_word")
def pass_on(view: View, fact: Fact) -> Sequence[Push]:
    """What the person in danger says next goes to whoever has taken it, else to everybody who was woken."""
    alert, text = view.unit.alerts.words(fact.subject)
    found = view.unit.alerts.get(alert)
    root = view.unit.alerts.get(found.root) if found else None
    if found is None or root is None or root.closed_at:
        return []
    placed = _place(view, found, text) if root.id == found.id else ""
    name = _name(view, found.person_id)
    said = f"{name}说：「{brief(text)}」（{found.kind}，{say_time(view.now)}）\n{placed}警报还在，请照样联系上人。"
    kept = ("case", found.case_id) if found.case_id else ("alert", found.id)
    brought = [[file.id, file.kind, file.name] for file in view.unit.files.just_attached(*kept, found.person_id)]
    step = [replace(one, about=one.about | {"files": brought}) for one in _next_step(root)]
    return [Push(one, said, step, lane=ALERT, reason="紧急") for one in _whom(view, root)]


def _place(view: View, found: Alert, text: str) -> str:
    """Where it is, told afterwards: whoever is woken next reads it, and another committee's duty is woken at once."""
    unit = view.unit
    viewer = unit.people.viewer(found.person_id)
    spot = spot_of(unit, viewer, text)
    if not find_doors(text, unit.places.estates()) or not spot.building:
        if found.building_id and AT_HOME not in found.place:
            return ""
        outside = (
            bool(found.building_id) and spot.said and not spot.building
        )  # 小区东门: not about the house that was taken for the place
        if found.building_id and not outside and not only_where(text):
            return ""
        if not outside:
            spot = spot_of(unit, viewer, "，".join(unit.alerts.all_words(found.id)))  # 12号302 … 益港花园的
    if not spot.said or spot.marked == found.place:
        return ""
    if not spot.committees:  # 12号302, of which estate nobody knows yet
        unit.alerts.change(found.id, place=spot.marked)
        return f"地点：{spot.marked}\n"
    where = {
        "committee_id": spot.committees[0],
        "building_id": spot.building or None,
        "household_id": spot.household or None,
    }
    moved = found.committee_id != spot.committees[0] and not found.taken_id
    view.unit.alerts.change(found.id, **where, place=spot.marked, **({"step": 0} if moved else {}))
    if found.case_id:
        owner = owner_for(view, spot.building, spot.committees[0], spot.household, standing=True)
        view.unit.cases.change(found.case_id, **where, place=spot.place, owner_id=owner or None)
    if moved:
        wake(view.unit, found.id, view.settings, view.calendar)
    return f"地点：{spot.marked}\n"


def _name(view: View, person: int) -> str:
    somebody = view.unit.people.get(ALARM, person)
    return somebody.name if somebody and somebody.name else "那位访客"


@reacts("alert_taken")
def tell_who_has_taken_it(view: View, fact: Fact) -> Sequence[Push]:
    """Everybody who was woken may lie down again; whoever is in danger hears that somebody comes."""
    found = view.unit.alerts.get(fact.subject)
    if found is None:
        return []
    who = _name(view, fact.person)
    where = f"（{found.spot}）" if found.place else ""
    others = [one for one in view.unit.alerts.woken(found.id) if one != fact.person]
    told = [Push(one, f"{found.kind}{where}的事，{who}接了。", lane=ALERT, reason="紧急") for one in others]
    senders = [found, *view.unit.alerts.neighbours(found.id)]
    mine = [_coming(view, one, fact.person) for one in senders if one.person_id != fact.person]
    return [*mine, *told]


@reacts("alert_declined")
def wake_the_next(view: View, fact: Fact) -> None:
    """Whoever cannot come need not be waited for."""
    wake(view.unit, fact.subject, view.settings, view.calendar)


@reacts("alert_closed")
def tell_that_it_is_over(view: View, fact: Fact) -> Sequence[Push]:
    """The others who were woken hear how it ended."""
    found = view.unit.alerts.get(fact.subject)
    if found is None:
        return []
    where = f"（{found.spot}）" if found.place else ""
    text = f"{found.kind}{where}的事结束了，{_name(view, fact.person)}说：{found.outcome}"
    return [
        Push(one, text, lane=REMINDER, reason="紧急") for one in view.unit.alerts.woken(found.id) if one != fact.person
    ]


@reacts("said")
def keep_what_must_be_reported(view: View, fact: Fact) -> Sequence[Push]:
    """Words of harm to a minor, or to somebody without full capacity, in any message. See `rules.to_report`."""
    text = view.unit.inbox.text_of(fact.subject)
    kind = to_report(text, kinds_of(text))
    if not kind:
        return []
    viewer = view.unit.people.viewer(fact.person)
    spot = spot_of(view.unit, viewer, text, harm_in(text))
    committee = spot.committees[0] if spot.committees else None
    return _keep(view, viewer, Report(
        fact.person, view.now, kind, text, committee, spot.household or None, spot.marked
    ))  # fmt: skip


@reacts("visit")
def keep_what_a_visit_found(view: View, fact: Fact) -> Sequence[Push]:
    """The same in a visit's note: the words were a message already, unless the note came in pieces."""
    visit = view.unit.visits.get(ALARM, fact.subject)
    kind = to_report(visit.note, kinds_of(visit.note)) if visit else ""
    home = view.unit.places.household(ALARM, visit.household_id) if visit and kind else None
    if visit is None or home is None:
        return []
    viewer = view.unit.people.viewer(fact.person)
    spot = spot_of(view.unit, viewer, visit.note, harm_in(visit.note), home.id)
    household, place = (spot.household or None, spot.marked) if spot.said else (home.id, home.full_door)
    return _keep(view, viewer, Report(
        fact.person, view.now, kind, visit.note, home.committee_id, household, place
    ))  # fmt: skip


def _keep(view: View, viewer: Viewer, report: Report) -> Sequence[Push]:
    old = view.unit.reports.lately(viewer.person, report.kind, SAME)
    if old:
        view.unit.reports.know(old.id, report)
        return []
    return tell_heads(view, view.unit.reports.add(report))


__all__ = ["put_to_the_other", "tell_agreed", "tell_refused", "tell_who_is_on_duty"]
