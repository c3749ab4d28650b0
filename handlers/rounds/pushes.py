"""What comes due in a weather round: to the door after the calls, what is left at the end of the day, a round taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.pushes import Push, due
from bot.world import View
from handlers.rounds import rules, telling
from handlers.rounds.planning import ROUNDS, block_here, heads, open_homes, owners
from storage.moments import Due
from storage.rounds import AT_DOOR, DOOR, ENDED, MISSED, REPORT, TAKEN_BACK, TODO, Round, RoundHome

LASTS = timedelta(days=1)


def moments(view: View) -> tuple[tuple[str, datetime], ...]:
    """When a round begun now sends people to the doors, and when it is reported; the night does not count."""
    allowed, block = view.calendar.next_allowed, block_here(view)
    sent = allowed(view.now)
    door = allowed(sent + timedelta(minutes=block.door_after_minutes))
    return (DOOR, door), (REPORT, allowed(rules.report_moment(sent, block.report_at)))


def _running(view: View, dues: Sequence[Due]) -> Iterator[Round]:
    for number in dict.fromkeys(one.subject for one in dues):
        one = view.unit.rounds.get(ROUNDS, number)
        if one and one.closed_at is None:
            yield one


@due(DOOR)
def due_doors(dues: Sequence[Due], view: View) -> list[Push]:
    """Those not reached by phone: one message to each cadre to go and see."""
    pushes = []
    for one in _running(view, dues):
        left = [home for home in open_homes(view, [one.id]) if home.state in (TODO, MISSED)]
        view.unit.rounds.mark(ROUNDS, [home.id for home in left], AT_DOOR)
        for person, homes in owners(view, left).items():
            text, options = telling.at_the_door(view, one, view.unit.people.viewer(person), homes)
            pushes.append(Push(person, text, options, reason="上门", expires=view.now + LASTS))
    return pushes


@due(REPORT)
def due_reports(dues: Sequence[Due], view: View) -> list[Push]:
    """The numbers to the officer, the doors to the secretaries; again every day until all are met, or for some days."""
    pushes = []
    for one in _running(view, dues):
        left = open_homes(view, [one.id])
        text, whole = telling.numbers(view, one)
        over = one.made_at is not None and view.now - one.made_at > timedelta(days=rules.KEPT_DAYS)
        if over:
            view.unit.rounds.close(ROUNDS, one.id, ENDED)
        else:
            again = rules.report_moment(view.now, block_here(view).report_at)
            view.unit.moments.add(REPORT, one.id, view.calendar.next_allowed(again))
        ending = "\n走了几天了，这一轮就到这里。" if over else ""
        told = f"{one.title}走访，还有{whole.left}户没联系上：\n{text}{ending}"
        pushes.append(Push(one.officer_id, told, reason="走访", expires=view.now + LASTS))
        pushes += _to_secretaries(view, one, left)
    return pushes


def _to_secretaries(view: View, one: Round, left: Sequence[RoundHome]) -> Iterator[Push]:
    by_committee: dict[int, list[RoundHome]] = {}
    for home in left:
        by_committee.setdefault(home.committee_id, []).append(home)
    told: dict[int, list[RoundHome]] = {}
    above = heads(view, by_committee)
    for committee, homes in by_committee.items():
        for person in above[committee]:
            told.setdefault(person, []).extend(homes)
    for person, homes in told.items():
        viewer = view.unit.people.viewer(person)
        if "书记" not in viewer.roles and viewer.street:
            continue  # the street sees numbers alone
        text, options = telling.doors_left(view, viewer, homes, [one.id])
        count = len({home.household_id for home in homes})
        yield Push(
            person,
            f"{one.title}走访，这{count}户还没联系上：\n{text}",
            options,
            reason="走访",
            expires=view.now + LASTS,
        )


@due(TAKEN_BACK)
def due_taken_back(dues: Sequence[Due], view: View) -> list[Push]:
    """A round that was undone: whoever had got it need not do anything."""
    pushes = []
    for number in dict.fromkeys(one.subject for one in dues):
        title, homes = view.unit.rounds.taken_back(ROUNDS, number)
        pushes += [Push(person, f"刚才那轮「{title}」撤了，不用联系了。") for person in owners(view, homes)]
    return pushes
