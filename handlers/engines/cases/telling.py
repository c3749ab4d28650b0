"""Telling a person of their case: a push if a channel reaches them, else a line of the call list; and who answers for a case."""

from __future__ import annotations

from collections.abc import Sequence

from bot.kinds.base import Option
from bot.pushes import Push, reaches
from bot.world import View
from handlers.engines.cases.moves import answering, committee_of
from storage.cases import Case
from storage.viewers import system
from storage.visits import ANSWERED, Visit

CASE = system("cases")
REMOTE, PHONE = "微信", "电话"
MET_NOBODY = ("未遇", "拒访")


def tell(view: View, case: Case, person: int, act: str, push: Push, words: str) -> list[Push]:
    """The push, or nothing where no channel reaches the person: then `words` are to be said on the phone by the owner."""
    if reaches(view, person):
        view.unit.calls.settle(case.id, person, "已告知")
        return [push]
    view.unit.calls.add(case.id, person, act, words)
    return []


def heads_of(view: View, case: Case) -> list[int]:
    """The secretaries of a case's place, else the street's officers."""
    return view.unit.covers.charge().heads_of(committee_of(view, case) or 0)


def to_owner(view: View, case: Case, text: str, buttons: Sequence[Option], reason: str, *, heads: bool) -> list[Push]:
    """To whoever answers for a case today, and to the secretaries if wanted; each once."""
    owner = answering(view, case)
    people = [owner] if owner else []
    people += heads_of(view, case) if heads or not owner else []
    return [Push(one, text, buttons, reason=reason) for one in dict.fromkeys(people)]


def name_for(view: View, person: int, reader: int) -> str:
    """How somebody is called to a colleague: by name if the colleague may know it."""
    known = view.unit.people.get(view.unit.people.viewer(reader), person)
    return known.name if known and known.name else "居民"


def as_contact(view: View, case: Case, person: int, cadre: int = 0) -> int | None:
    """Somebody's answer is evidence that their household was in contact: a visit, once a day; its number if one was made.

    On the phone by a cadre (`cadre`), else in writing to whoever answers for the case (domain §2: 联系, not 入户).
    """
    unit = view.unit
    somebody = unit.people.get(CASE, person)
    meant = cadre or answering(view, case)
    if somebody is None or not somebody.household_id or not meant or person == meant:
        return None
    lately = unit.visits.of_household(CASE, somebody.household_id, 10)
    if any(visit.day == view.today and visit.way not in MET_NOBODY for visit in lately):
        return None
    way = PHONE if cadre else REMOTE
    return unit.visits.add(
        CASE, Visit(somebody.household_id, meant, view.today, way, f"诉求{case.number}的回话", made=ANSWERED)
    )
