"""The lists of deadlines: which case stands in whose, and how it is said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot import listing
from bot.kinds.base import Option
from bot.pushes import Push
from bot.world import View
from handlers.deadlines import rules
from handlers.engines.cases import rules as states
from handlers.engines.cases.moves import answering, cases_of, committee_of
from handlers.engines.cases.saying import CASE, line, open_case
from storage import digests
from storage.cases import CASES, Case
from storage.outbox import DIGEST

LIST = "到期的诉求"  # the dialogue that goes on at 更多
UNTIL = time(17)  # a list that could not leave until then is of no use
RUNNING = (states.NEW, states.WORK, states.PASSED)  # while a case is paused its clock stands still
HEADS = {
    digests.NEAR: "{count}件快到说好的日子了，今天先看看：",
    digests.REACHED: "{count}件今天到期或者已经过了，还没有办，请您看看：",
    digests.PASSED: "{count}件过了说好的日子，居委还没有办好：",
}
BOTH = "{count}件到日子了，有您自己的，也有要您看看的："


@dataclass(frozen=True)
class Deadline:
    """One of the two clocks of a case, and how near it is."""

    case: Case
    clock: str
    due: date
    stage: str


def deadlines_of(view: View, case: Case) -> list[Deadline]:
    """What is still promised: first contact until somebody has made it, and the answer."""
    days = cases_of(view).remind_days
    clocks = [(rules.CONTACT, case.contact_due)] if not case.contact_at else []
    return [
        Deadline(case, clock, due, rules.stage(view.today, due, days, view.calendar.next_working_day))
        for clock, due in [*clocks, (rules.DONE, case.done_due)]
    ]


def running(view: View) -> list[Deadline]:
    """The deadlines of all cases whose clocks run that are near, reached or passed; the earliest first."""
    found = [one for case in view.unit.cases.find(CASES.c.state.in_(RUNNING)) for one in deadlines_of(view, case)]
    return sorted((one for one in found if one.stage != rules.FAR), key=lambda one: (one.due, one.case.id))


def morning_lists(view: View) -> Iterator[Push]:
    """One list a person: what is near of their own, what is reached in their committee, what is passed in the street."""
    found = running(view)
    charge = view.unit.covers.charge()
    near: dict[int, list[Case]] = defaultdict(list)
    reached: dict[int, list[Case]] = defaultdict(list)
    for one in found:
        owner = answering(view, one.case)
        if owner and view.unit.deadlines.claim(one.case.id, one.clock, one.due, rules.NEAR):
            near[owner].append(one.case)
        if one.stage == rules.NEAR:
            continue
        heads = [head for head in charge.heads_of(committee_of(view, one.case) or 0) if head != owner]
        if view.unit.deadlines.claim(one.case.id, one.clock, one.due, rules.REACHED):
            for head in heads:
                reached[head].append(one.case)
    passed = _new_first(view, [one for one in found if one.stage == rules.PASSED])
    officers = {charge.away.get(one, one) for one in charge.with_role("街道干部")} - {0}
    lists = {digests.REACHED: reached, digests.NEAR: near, digests.PASSED: dict.fromkeys(sorted(officers), passed)}
    for person in sorted({person for shared in lists.values() for person in shared}):
        mine = {kind: list(dict.fromkeys(shared[person])) for kind, shared in lists.items() if shared.get(person)}
        kinds = [kind for kind, cases in mine.items() if view.unit.digests.claim(kind, person, len(cases))]
        if kinds:
            yield _push(view, person, kinds, list({case.id: case for kind in kinds for case in mine[kind]}.values()))


def _new_first(view: View, passed: Sequence[Deadline]) -> list[Case]:
    """What has passed since the last working morning, then what has waited longest: no day shows the same five."""
    fresh = [one.case for one in passed if _is_fresh(view, one)]
    return list({case.id: case for case in [*fresh, *(one.case for one in passed)]}.values())


def _is_fresh(view: View, one: Deadline) -> bool:
    return view.calendar.next_working_day(one.due) >= view.today


def _push(view: View, person: int, kinds: Sequence[str], cases: Sequence[Case]) -> Push:
    kind = kinds[0]
    text, options = page(view, kind, cases, 0, person)
    until = datetime.combine(view.today, UNTIL, view.now.tzinfo)
    head = (HEADS[kind] if len(kinds) == 1 else BOTH).format(count=len(cases))
    if kind == digests.PASSED and (fresh := _fresh_count(view, cases)) and fresh < len(cases):
        head = head.replace("：", f"，新的{fresh}件在前面：")
    return Push(person, f"{head}\n{text}", options, lane=DIGEST, reason=kind, expires=until)


def _fresh_count(view: View, cases: Sequence[Case]) -> int:
    return sum(
        any(one.stage == rules.PASSED and _is_fresh(view, one) for one in deadlines_of(view, case)) for case in cases
    )


def page(view: View, kind: str, cases: Sequence[Case], first: int, reader: int) -> tuple[str, list[Option]]:
    """Five of them from `first` on, each with the button that opens it."""
    lines = [listing.Line(_say(view, kind, case, reader), open_case(case)) for case in cases]
    ids = [case.id for case in cases]
    return listing.page(
        lines,
        first,
        lambda after: Option("", start=LIST, about={"first": after, "cases": ids, "kind": kind}),
        counter="件",
    )


def _say(view: View, kind: str, case: Case, reader: int) -> str:
    if kind == digests.NEAR:
        return line(view, case)
    owner = view.unit.people.get(CASE, answering(view, case))
    whose = f"居委{owner.name}" if owner and owner.name else "还没有人"
    return f"{line(view, case)}，{'您' if owner and owner.id == reader else whose}负责"
