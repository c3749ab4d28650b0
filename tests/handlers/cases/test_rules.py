"""What may happen to a case, and until when something is promised."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.clock import Calendar
from bot.config import Settings
from handlers.engines.cases import rules
from handlers.engines.cases.settings import Block, Clock

DAY = timedelta(days=1)
# 2026 by the State Council's notice: days off from Monday to Friday, and Saturdays and Sundays that are worked.
OFF_2026 = {
    date(2026, month, day)
    for month, day in (
        (1, 1), (1, 2), (2, 16), (2, 17), (2, 18), (2, 19), (2, 20), (2, 23), (4, 6), (5, 1), (5, 4), (5, 5), (6, 19), (9, 25),
        (10, 1), (10, 2), (10, 5), (10, 6), (10, 7),
    )
}  # fmt: skip
WORKED_2026 = {
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
}
# 2031 has no notice yet: the statutory days, those that fall on a weekend moved to the next weekdays, no make-up days.
OFF_2031 = {
    date(2031, month, day)
    for month, day in (
        (1, 1), (1, 22), (1, 23), (1, 24), (1, 27), (4, 7), (5, 1), (5, 2), (6, 24), (10, 1), (10, 2), (10, 3),
    )
}  # fmt: skip


def works(day: date) -> bool:
    if day.year == 2031:
        return day.weekday() < 5 and day not in OFF_2031
    return day in WORKED_2026 or (day.weekday() < 5 and day not in OFF_2026)


def plain_deadline(day: date, days: int) -> date:
    """Counted on the fingers."""
    if days == 0 and works(day):
        return day
    days = max(days, 1)
    while days:
        day += DAY
        days -= works(day)
    return day


@pytest.mark.parametrize("year", [2026, 2031])
@pytest.mark.parametrize("clock", Block().clocks, ids=lambda clock: clock.urgency)
def test_on_each_day_of_a_year_both_deadlines_are_those_of_a_plain_count(year: int, clock: Clock) -> None:
    calendar = Calendar(Settings())
    for offset in range(340):  # the last weeks reach into the next year
        day = date(year, 1, 1) + offset * DAY
        for days in (clock.contact, clock.done):
            found = rules.deadline(day, days, calendar.working_days_after, calendar.is_working_day(day))
            assert found == plain_deadline(day, days), f"{day} + {days}"
    assert calendar.provisional(2031) and not calendar.provisional(2026)


def test_what_was_promised_never_moves_away() -> None:
    promised = date(2027, 1, 15)
    assert rules.never_later(promised, promised - DAY) == promised - DAY
    assert rules.never_later(promised, promised + 3 * DAY) == promised


@pytest.mark.parametrize(
    ("state", "act", "to"),
    [
        (rules.NEW, rules.TAKE, rules.WORK),
        (rules.NEW, rules.RESOLVE, rules.ASKED),  # done on the spot
        (rules.WORK, rules.TAKE, None),  # it is somebody's already
        (rules.WORK, rules.PASS, rules.PASSED),
        (rules.PASSED, rules.NOTE, rules.PASSED),
        (rules.WAIT, rules.RESUME, rules.WORK),
        (rules.ASKED, rules.SOLVED, rules.CLOSED),
        (rules.ASKED, rules.UNSOLVED, rules.WORK),
        (rules.CLOSED, rules.WITHDRAW, None),  # it was solved
        (rules.CLOSED, rules.REOPEN, rules.WORK),
        (rules.MERGED, rules.NOTE, None),
    ],
)
def test_what_may_happen_in_which_state(state: str, act: str, to: str | None) -> None:
    assert rules.after(state, act) == to


def test_every_state_is_reached_and_every_move_leads_to_one() -> None:
    reached = {to for moves in rules.MOVES.values() for to in moves.values() if to} | {rules.NEW}
    assert reached == set(rules.STATES) == set(rules.MOVES)


@pytest.mark.parametrize(
    ("solved", "unsolved", "silent", "outcome"),
    [(3, 0, 0, "解决"), (39, 1, 0, "没解决"), (0, 0, 5, "未回复"), (1, 0, 5, "解决"), (0, 0, 0, "")],
)
def test_silence_is_never_solved_and_one_who_says_no_decides(solved, unsolved, silent, outcome) -> None:
    assert rules.outcome(solved, unsolved, silent) == outcome


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"clocks": (Clock("P0", 0, 1),)}, "P1、P2、P3"),
        ({"silent_days": 3}, "silent_days"),
    ],
)
def test_settings_that_cannot_be_are_refused(values, why) -> None:
    with pytest.raises(ValueError, match=why):
        Block(**values)
    with pytest.raises(ValueError, match="还早"):
        Clock("P2", 5, 1)


def test_a_category_may_have_a_clock_of_its_own() -> None:
    own = Clock("P2", 0, 3, categories=("房屋设施",))
    block = Block(clocks=(*Block().clocks, own))
    assert block.clock("P2", "房屋设施") is own and block.clock("P2", "物业服务").done == 15
