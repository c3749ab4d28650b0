"""How the demands of a piece of the street have gone in a span of time: counted on plain rows, never by person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

import sqlalchemy as sa

from bot.world import View
from handlers.coverage.grounds import Ground
from handlers.engines.cases import rules as cases
from storage.base import SHANGHAI
from storage.cases import CASES, Case
from storage.viewers import run, system
from storage.voices import VOICES

COUNTING = system("demand figures")
GOOD = ("很满意", "满意")
ENOUGH = 10  # answers below which no share is told (domain §6: 小样本)


@dataclass(frozen=True)
class Demands:
    """The demands raised in a span. Each list holds the cases behind its figure.

    `met` of `to_meet` were first contacted in time, `done` of `to_do` done in time (those whose day has come or that are
    done); `aside` were declined, withdrawn or merged; `silent` closed without an answer, which is never solved.
    """

    raised: Sequence[Case] = ()
    to_meet: Sequence[Case] = ()
    met: Sequence[Case] = ()
    to_do: Sequence[Case] = ()
    done: Sequence[Case] = ()
    going: Sequence[Case] = ()
    solved: Sequence[Case] = ()
    unsolved: Sequence[Case] = ()
    silent: Sequence[Case] = ()
    aside: Sequence[Case] = ()
    content: Sequence[Case] = ()  # of which at least one answer was 满意
    discontent: Sequence[Case] = ()
    satisfied: int = 0
    rated: int = 0
    most: Sequence[tuple[str, int]] = field(default_factory=list)

    @property
    def unmet(self) -> list[Case]:
        """First contacted too late, or not at all and past its day."""
        met = {case.id for case in self.met}
        return [case for case in self.to_meet if case.id not in met]

    @property
    def late(self) -> list[Case]:
        """Done too late, or not done and past its day."""
        done = {case.id for case in self.done}
        return [case for case in self.to_do if case.id not in done]


def count_demands(view: View, ground: Ground, since: date, until: date) -> Demands:
    """Demands raised on the days from `since` until before `until`, of a ground."""
    first, last = (datetime.combine(day, time(), SHANGHAI) for day in (since, until))
    found = view.unit.cases.find(
        CASES.c.kind == "诉求", CASES.c.raised_at >= first, CASES.c.raised_at < last, *_of(ground)
    )
    ours = [case for case in found if case.outcome not in ("转告", "撤回", "并入")]
    to_meet = [case for case in ours if case.contact_at or case.contact_due < view.today]
    to_do = [case for case in ours if case.done_at or case.done_due < view.today]
    degrees = _ratings(view, [case.id for case in ours])
    said = Counter(degree for told in degrees.values() for degree in told)
    return Demands(
        found, to_meet, _in_time(to_meet, lambda case: (case.contact_at, case.contact_due)),
        to_do, _in_time(to_do, lambda case: (case.done_at, case.done_due)),
        [case for case in ours if case.state in cases.OPEN], [case for case in ours if case.outcome == "解决"],
        [case for case in ours if case.reopened and case.outcome != "解决"],
        [case for case in ours if case.outcome == "未回复"], [case for case in found if case not in ours],
        [case for case in ours if set(degrees[case.id]) & set(GOOD)],
        [case for case in ours if set(degrees[case.id]) - set(GOOD)],
        sum(said[degree] for degree in GOOD), said.total(), Counter(case.sub or case.category for case in found).most_common(3),
    )  # fmt: skip


def _of(ground: Ground) -> list[sa.ColumnElement[bool]]:
    """A whole committee has those without a building as well."""
    if ground.houses is None:
        return []
    inside = CASES.c.building_id.in_(ground.buildings or [])
    whole = sa.and_(CASES.c.building_id.is_(None), CASES.c.committee_id.in_(ground.committees))
    return [sa.or_(inside, whole) if ground.ref[0] == "areas" else inside]


def _in_time(found: Sequence[Case], when: Callable[[Case], tuple[datetime | None, date]]) -> list[Case]:
    told = [(case, *when(case)) for case in found]
    return [case for case, at, due in told if at is not None and at.date() <= due]


def _ratings(view: View, ids: Sequence[int], chunk: int = 500) -> dict[int, list[str]]:
    """How satisfied everybody was who spoke, by case."""
    degrees: dict[int, list[str]] = defaultdict(list)
    for start in range(0, len(ids), chunk):
        ask = sa.select(VOICES.c.case_id, VOICES.c.satisfied).where(
            VOICES.c.case_id.in_(ids[start : start + chunk]), VOICES.c.satisfied != ""
        )
        for row in run(view.unit.db, COUNTING, ask):
            degrees[row.case_id].append(row.satisfied)
    return degrees
