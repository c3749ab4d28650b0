"""The call list as a cadre sees it: whom to ring, at which number, what to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot import listing
from bot.kinds.base import Option
from bot.world import View
from handlers.calls.saving import MISSED, TOLD, results
from handlers.engines.cases.saying import CALL, CALLS
from storage.calls import Call
from storage.cases import Case
from storage.households import Person
from storage.viewers import Viewer, system

ON_PHONE = system("calls")
LATELY = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """One person to be rung, as far as the viewer may know them."""

    call: Call
    case: Case
    person: Person

    @property
    def name(self) -> str:
        return self.person.name or "一位居民"

    @property
    def number(self) -> str:
        return self.person.phone or "没有登记电话，请上门或问邻居"


def lines_of(view: View, viewer: Viewer) -> list[Line]:
    """The viewer's open calls, those who have waited longest first."""
    return _lines(view, viewer, view.unit.calls.of_viewer(viewer))


def answerable(view: View, viewer: Viewer) -> list[Line]:
    """The open ones, and whoever was told or not reached lately and may have answered since."""
    calls = view.unit.calls.told(viewer, (TOLD, MISSED), view.now - LATELY)
    return [*lines_of(view, viewer), *_lines(view, viewer, calls)]


def _lines(view: View, viewer: Viewer, calls: Sequence[Call]) -> list[Line]:
    found = []
    for call in calls:
        person = view.unit.people.get(viewer, call.person_id) or view.unit.people.get(ON_PHONE, call.person_id)
        if person:
            found.append(Line(call, view.unit.cases.get(call.case_id), person))
    return found


def say_line(line: Line) -> str:
    tried = f"（打过{line.call.tries}次没通）" if line.call.tries else ""
    return f"{line.name} {line.number}{tried}：{line.case.number}号 {line.case.matter}"


def one(line: Line) -> tuple[str, list[Option]]:
    """Whom to ring, the words, and a button for what came of it."""
    about = {"call": line.call.id}
    options = [Option(result, words=result, start=CALL, about=about) for result in results(line.call.act)]
    return f"{say_line(line)}\n可以这样说：「{line.call.words}」\n打完点一下：", options


def several(lines: list[Line], first: int, seen: list[int]) -> tuple[str, list[Option]]:
    ids = [line.call.id for line in lines]
    first = listing.begins_at(ids, seen, first)
    shown = [
        listing.Line(
            say_line(line), Option(f"打给{line.name}", words=line.name, start=CALL, about={"call": line.call.id})
        )
        for line in lines
    ]
    here = ids[first : first + listing.SHOWN]
    text, options = listing.page(
        shown, first, lambda after: Option("", start=CALLS, about={"first": after, "seen": here}), counter="个"
    )
    return (text if first else f"有{len(lines)}个电话要打：\n{text}"), options
