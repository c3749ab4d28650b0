"""What somebody answers to 好了吗: their voice, what it does to the case, and how it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from handlers.engines.cases import rules
from handlers.engines.cases.moves import Move
from storage.accounts import Refused
from storage.cases import Case, Step
from storage.journal import undoes
from storage.ratings import Rating
from storage.unit import Unit
from storage.viewers import Viewer, system
from storage.visits import undo_visit
from storage.voices import Voice

CASE = system("cases")
PRINCIPALS = ("提出", "代提", "本人")  # who raised it, and for whom; a co-signer's 好了 closes it for nobody else
NOT_YOURS = "这个编号不在您提过的事里，我不好说。回「我的诉求」看看您提过的。"
EARLIER = "earlier"  # among what a rating remembers: how satisfied somebody was before they said more
SAID = "{number}号您已经说过{what}，记着呢，不用再说。"


def is_principal(voice: Voice) -> bool:
    return voice.part in PRINCIPALS


@dataclass(frozen=True)
class Answer:
    """好了 or 没好 of one person, written by themselves or told to a cadre on the phone (then the viewer is not `person`).

    `due` is the day promised anew, should it be opened again.
    """

    case: int
    person: int
    solved: bool
    due: date
    satisfied: str = ""
    why: str = ""
    files: tuple[int, ...] = ()

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        case = unit.cases.get(self.case, lock=True)
        voice = unit.voices.of(case.id, self.person)
        if voice is None:
            raise Refused(NOT_YOURS)
        if self.solved and (step := mistaken(unit, case, self.person)):
            unit.cases.take_back(viewer, step)
            case = unit.cases.get(case.id)
        act = rules.answer(case.state, solved=self.solved, principal=is_principal(voice))
        if voice.solved is self.solved and not act and not (self.why or self.satisfied):
            raise Refused(SAID.format(number=case.number, what="好了" if self.solved else "还没好"))
        effects = self._move(unit, viewer, case, act)
        by = viewer.person if viewer.person != self.person else None
        rating = Rating(
            case.id, self.person, by, unit.now, act, self.solved, self.satisfied, self.why, was=_before(voice)
        )
        number = unit.ratings.add(viewer, rating)
        unit.files.attach(viewer, self.files, "rating", number)
        values = {"solved": self.solved, "satisfied": self.satisfied, "why": self.why, "rated_at": unit.now}
        unit.voices.change(case.id, self.person, **values)
        unit.calls.settle(case.id, self.person, "解决了" if self.solved else "没解决")
        return [*effects, ("case_answer", number)]

    def _move(self, unit: Unit, viewer: Viewer, case: Case, act: str) -> list[tuple[str, int]]:
        if not act:
            return []
        again = act != rules.SOLVED
        head = head_for(unit, case) if again and case.reopened else None
        words = self.why + (_by_phone(unit, viewer) if viewer.person != self.person else "")
        due = self.due if again else None
        move = Move(case.id, act, words, whom=rules.HEADS if head else "", whom_id=self.person, due=due)
        effects = move.store(unit, viewer)
        if head and head != case.owner_id:
            unit.cases.note_was(effects[0][1], {"owner_id": case.owner_id})
            unit.cases.change(case.id, owner_id=head)
        return effects


def mistaken(unit: Unit, case: Case, person: int) -> Step | None:
    """The 没好 of this person that opened a case again, if nobody has acted or said the same since: they may take it back."""
    last = unit.cases.steps(CASE, case.id)[-1:]
    if case.state not in rules.OPEN or not last or last[0].act not in (rules.UNSOLVED, rules.REOPEN):
        return None
    others = [one for one in unit.voices.of_case(case.id) if one.person_id != person and one.solved is False]
    return last[0] if last[0].whom_id == person and not others else None


def head_for(unit: Unit, case: Case) -> int | None:
    """Who takes over what was not solved a second time: the secretary, else the street."""
    there = unit.places.houses(number=case.building_id) if case.building_id and not case.committee_id else []
    committee = case.committee_id or next((house.committee_id for house in there), 0)
    return next(iter(unit.covers.charge().heads_of(committee, standing=True)), None)


def _by_phone(unit: Unit, viewer: Viewer) -> str:
    cadre = unit.people.get(CASE, viewer.person)
    return f"（由{cadre.name if cadre else '居委'}电话问）"


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _before(voice: Voice) -> dict[str, Any]:
    return {name: _json(getattr(voice, name)) for name in ("solved", "satisfied", "why", "rated_at")}


@dataclass(frozen=True)
class Satisfied:
    """How satisfied somebody is with what was done, or why; added to the answer that they gave."""

    rating: int
    satisfied: str = ""
    why: str = ""

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        rating = unit.ratings.get(self.rating)
        again = self.satisfied and rating.satisfied
        why = self.why if again else "；".join(filter(None, (rating.why, self.why)))
        values = {"satisfied": self.satisfied or rating.satisfied, "why": why}
        was = {**(rating.was or {}), EARLIER: [rating.satisfied, rating.why]}
        unit.ratings.change(rating.id, **values, was=was)
        unit.voices.change(rating.case_id, rating.person_id, **values)
        return [("case_satisfied", rating.id)]


@dataclass(frozen=True)
class Left:
    """Somebody does not want to hear of a case any more; it goes on for the others."""

    case: int

    def store(self, unit: Unit, viewer: Viewer) -> list[tuple[str, int]]:
        if unit.voices.of(self.case, viewer.person) is None:
            raise Refused(NOT_YOURS)
        unit.voices.change(self.case, viewer.person, left_at=unit.now)
        return [("case_left", self.case)]


@undoes("case_left")
def undo_left(unit: Unit, viewer: Viewer, case: int) -> str:
    unit.voices.change(case, viewer.person, left_at=None)
    return ""


@undoes("case_satisfied")
def undo_satisfied(unit: Unit, viewer: Viewer, rating: int) -> str:
    """The answer itself stays; how satisfied one is, is again what it was."""
    row = unit.ratings.get(rating)
    satisfied, why = (row.was or {}).get(EARLIER, ("", ""))
    unit.ratings.change(rating, satisfied=satisfied, why=why)
    unit.voices.change(row.case_id, row.person_id, satisfied=satisfied, why=why)
    return "已经告诉负责的人了"


@undoes("case_answer")
def undo_answer(unit: Unit, viewer: Viewer, rating: int) -> str:
    """The voice is as it was, and no contact of the household is counted; the step of the case has its own undo."""
    row = unit.ratings.get(rating)
    was = {name: value for name, value in (row.was or {}).items() if name != EARLIER}
    if was.get("rated_at"):
        was["rated_at"] = datetime.fromisoformat(was["rated_at"])
    unit.voices.change(row.case_id, row.person_id, **was)
    unit.ratings.change(rating, undone_at=unit.now)
    if row.visit_id:
        undo_visit(unit, viewer, row.visit_id)
    return "" if row.act else "已经告诉负责的人了"
