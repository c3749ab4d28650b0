"""Rounds: many households to be asked about one thing, a weather warning or an enquiry, and how far each has got."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Date, ForeignKey, Index, Row, String, Text, UniqueConstraint

from storage.base import Id, Moment, Private, PrivateJson, table
from storage.journal import undoes
from storage.registry import BUILDINGS, HOUSEHOLDS
from storage.viewers import Viewer, put, run

WEATHER, ENQUIRY = "天气", "专项"
# Of a home. Open ones are still to be met; 不用了 has been withdrawn.
TODO, MISSED, AT_DOOR, NOBODY_IN = "待联系", "没通", "要上门", "没人"
CALLED, SEEN, ASKED, REFUSED, WITHDRAWN = "电话通了", "上门了", "问到了", "拒答", "不用了"
OPEN = (TODO, MISSED, AT_DOOR, NOBODY_IN)
ALL_MET, LIFTED, REPLACED, ENDED = "走完", "解除", "更新", "结束"  # why a round is over
# Due moments of a round: out in the morning, to the door, to report; taken back, going on after all; its cadre's leave.
BEGUN, DOOR, REPORT, COVERED = "rounds.begun", "rounds.door", "rounds.report", "rounds.covered"
TAKEN_BACK, RESUMED = "rounds.taken_back", "rounds.resumed"

# `words` of a warning stand as issued, with who issued it and when (《上海市气象条例》第十九条).
ROUNDS = table(
    "rounds",
    Column("kind", String(10), nullable=False),  # 天气, 专项
    Column("title", String(80), nullable=False),
    Column("words", Text, nullable=False, server_default=""),
    Column("source", String(80), nullable=False, server_default=""),
    Column("issued_at", Moment),
    Column("block", String(80), nullable=False, server_default=""),  # of an enquiry: its name in config.yaml
    Column("whom", String(200), nullable=False, server_default=""),  # in words: 独居老人、孤老
    Column("area_id", Id, ForeignKey("areas.id")),  # none: the whole street
    Column("officer_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("ends_on", Date),  # the last day on which one asks
    Column("closed_at", Moment),
    Column("ended", String(10), nullable=False, server_default=""),  # 走完, 解除, 更新, 结束
    Column("end_words", Text, nullable=False, server_default=""),  # the lifting as issued, if it says by whom and when
    Column("became_id", Id, ForeignKey("rounds.id")),  # the newer warning that goes on with it
    Column("undone_at", Moment),
    Index("ix_rounds_kind_made_at", "kind", "made_at"),
    personal=True,
)
ROUND_HOMES = table(
    "round_homes",  # a household that a named role leads beside the cadre in charge has a row for each
    Column("round_id", Id, ForeignKey("rounds.id"), nullable=False),
    Column("household_id", Id, ForeignKey("households.id"), nullable=False, index=True),
    Column("person_id", Id, ForeignKey("persons.id")),  # whom to ask for
    Column("role", String(20), nullable=False, server_default=""),  # who leads it; "" the cadre in charge
    Column("cadre_id", Id, ForeignKey("persons.id")),  # none: nobody is in charge, the secretary has it
    Column("state", String(10), nullable=False, server_default=TODO),
    Column("tried_at", Moment),
    Column("done_at", Moment),
    Column("visit_id", Id, ForeignKey("visits.id")),
    Column("note", Private, nullable=False, server_default=""),
    Column("answers", PrivateJson),  # of an enquiry: question → answer; under "" those that it replaced
    UniqueConstraint("round_id", "household_id", "role"),
    Index("ix_round_homes_cadre_id_done_at", "cadre_id", "done_at"),
    personal=True,
)
_HOMES = sa.select(ROUND_HOMES, HOUSEHOLDS.c.building_id, BUILDINGS.c.committee_id).select_from(
    ROUND_HOMES.join(HOUSEHOLDS, ROUND_HOMES.c.household_id == HOUSEHOLDS.c.id).join(BUILDINGS)
)
RUNNING = sa.and_(ROUNDS.c.closed_at.is_(None), ROUNDS.c.undone_at.is_(None))


@dataclass(frozen=True)
class Round:
    """Many households asked about one thing. `area_id` none: the whole street."""

    kind: str
    title: str
    officer_id: int
    words: str = ""
    source: str = ""
    issued_at: datetime | None = None
    block: str = ""
    whom: str = ""
    area_id: int | None = None
    ends_on: date | None = None
    made_at: datetime | None = None
    closed_at: datetime | None = None
    ended: str = ""
    end_words: str = ""
    id: int = 0


@dataclass(frozen=True)
class RoundHome:
    """One household of a round; `cadre_id` none where nobody is in charge of it."""

    household_id: int
    cadre_id: int | None = None
    person_id: int | None = None
    role: str = ""
    state: str = TODO
    round_id: int = 0
    id: int = 0
    visit_id: int | None = None
    answers: dict[str, str] | None = None
    building_id: int = 0
    committee_id: int = 0


@dataclass(frozen=True)
class NewRound:
    """A round as a conversation hands it over: its homes, its moments (kind, at), the rounds that it goes on with."""

    round: Round
    homes: Sequence[RoundHome]
    moments: Sequence[tuple[str, datetime]] = ()
    replaces: Sequence[int] = ()

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        number = unit.rounds.add(viewer, self.round, self.homes)
        for kind, at in self.moments:
            unit.moments.add(kind, number, at)
        for old in self.replaces:
            unit.rounds.close(viewer, old, REPLACED, number)
        return [("round", number)]


@dataclass(frozen=True)
class ClosedRound:
    """A round ended by somebody: the warning is lifted, or the enquiry is over. `words`: as issued, if they may be told."""

    round: int
    why: str
    words: str = ""

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        unit.rounds.close(viewer, self.round, self.why, words=self.words)
        return [("round_end", self.round)]


@dataclass(frozen=True)
class Answers:
    """What a household said at the door, as `state` 问到了, 拒答 or 没人; with the visit that it was, if any."""

    home: int
    state: str
    answers: dict[str, str]
    visit: Any = None

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        effects: list[tuple[str, int]] = self.visit.store(unit, viewer) if self.visit else []
        number = next((number for kind, number in effects if kind == "visit"), None)
        unit.rounds.answered(viewer, self, number)
        return [("answers", self.home), *effects]


def _round(row: Row[Any]) -> Round:
    return Round(
        row.kind, row.title, row.officer_id, row.words, row.source, row.issued_at, row.block, row.whom, row.area_id,
        row.ends_on, row.made_at, row.closed_at, row.ended, row.end_words, row.id,
    )  # fmt: skip


def _home(row: Row[Any]) -> RoundHome:
    return RoundHome(
        row.household_id, row.cadre_id, row.person_id, row.role, row.state, row.round_id, row.id, row.visit_id,
        row.answers, row.building_id, row.committee_id,
    )  # fmt: skip


class Rounds:
    """The rounds of one transaction. Whoever asks for homes must be one who may see them, or only count."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def add(self, viewer: Viewer, new: Round, homes: Iterable[RoundHome]) -> int:
        values = {
            key: value for key, value in asdict(new).items() if key not in ("id", "closed_at", "ended", "end_words")
        }
        number = put(self.db, viewer, ROUNDS, {**values, "made_at": self.now})
        rows = [
            {
                "round_id": number, "household_id": home.household_id, "person_id": home.person_id, "role": home.role,
                "cadre_id": home.cadre_id,
            }
            for home in homes
        ]  # fmt: skip
        for start in range(0, len(rows), 500):
            run(self.db, viewer, sa.insert(ROUND_HOMES), rows[start : start + 500])
        return number

    def get(self, viewer: Viewer, number: int) -> Round | None:
        row = run(self.db, viewer, sa.select(ROUNDS).where(ROUNDS.c.id == number, ROUNDS.c.undone_at.is_(None))).first()
        return _round(row) if row else None

    def round_of(self, viewer: Viewer, home: int) -> Round | None:
        ask = sa.select(ROUNDS).join(ROUND_HOMES, ROUND_HOMES.c.round_id == ROUNDS.c.id)
        return next((_round(row) for row in run(self.db, viewer, ask.where(ROUND_HOMES.c.id == home))), None)

    def running(self, viewer: Viewer, kind: str) -> list[Round]:
        """Of a kind, the newest first. An enquiry whose last day has passed is not closed, but no longer asked."""
        ask = sa.select(ROUNDS).where(ROUNDS.c.kind == kind, RUNNING)
        if kind == ENQUIRY:
            ask = ask.where(sa.or_(ROUNDS.c.ends_on.is_(None), ROUNDS.c.ends_on >= self.now.date()))
        return [_round(row) for row in run(self.db, viewer, ask.order_by(ROUNDS.c.id.desc()))]

    def taken_back(self, viewer: Viewer, number: int) -> tuple[str, list[RoundHome]]:
        """The title of a round that was undone, and the homes that it has withdrawn."""
        title = run(self.db, viewer, sa.select(ROUNDS.c.title).where(ROUNDS.c.id == number)).scalar_one()
        gone = _HOMES.where(ROUND_HOMES.c.round_id == number, ROUND_HOMES.c.state == WITHDRAWN)
        return title, [_home(row) for row in run(self.db, viewer, gone)]

    def since(self, viewer: Viewer, kind: str, since: datetime) -> list[Round]:
        """All that were begun since a moment and not taken back, the newest first."""
        ask = sa.select(ROUNDS).where(ROUNDS.c.kind == kind, ROUNDS.c.undone_at.is_(None), ROUNDS.c.made_at >= since)
        return [_round(row) for row in run(self.db, viewer, ask.order_by(ROUNDS.c.id.desc()))]

    def homes(self, viewer: Viewer, rounds: Collection[int], *where: sa.ColumnElement[bool]) -> list[RoundHome]:
        """The homes of these rounds, without those withdrawn."""
        ask = _HOMES.where(ROUND_HOMES.c.round_id.in_(list(rounds)), ROUND_HOMES.c.state != WITHDRAWN, *where)
        return [_home(row) for row in run(self.db, viewer, ask.order_by(ROUND_HOMES.c.id))]

    def of_household(self, viewer: Viewer, household: int, kind: str) -> list[RoundHome]:
        """A household in the running rounds of a kind."""
        numbers = [one.id for one in self.running(viewer, kind)]
        return self.homes(viewer, numbers, ROUND_HOMES.c.household_id == household) if numbers else []

    def mine(self, viewer: Viewer, rounds: Collection[int]) -> list[RoundHome]:
        """What the viewer has to do in these rounds: their own, those they stand in for, as 书记 those of nobody."""
        own = ROUND_HOMES.c.cadre_id.in_(list(viewer.acting or {viewer.person}))
        nobody = sa.and_(ROUND_HOMES.c.cadre_id.is_(None), BUILDINGS.c.committee_id.in_(list(viewer.committees)))
        return self.homes(viewer, rounds, sa.or_(own, nobody) if "书记" in viewer.roles else own)

    def mark(self, viewer: Viewer, homes: Sequence[int], state: str, visit: int | None = None) -> None:
        """How far these have got; what is open was tried, or is still to be."""
        values: dict[str, Any] = {"state": state}
        if state in (MISSED, NOBODY_IN):
            values |= {"tried_at": self.now, "visit_id": visit}
        elif state != AT_DOOR:
            values |= {"done_at": self.now, "visit_id": visit}
        run(self.db, viewer, sa.update(ROUND_HOMES).where(ROUND_HOMES.c.id.in_(list(homes))).values(values))

    def open_again(self, viewer: Viewer, visit: int) -> None:
        """The visit by which these were met is taken back, and a round that it ended goes on."""
        mine = ROUND_HOMES.c.visit_id == visit
        numbers = list(run(self.db, viewer, sa.select(ROUND_HOMES.c.round_id).where(mine)).scalars())
        again = {"state": TODO, "done_at": None, "visit_id": None}
        run(self.db, viewer, sa.update(ROUND_HOMES).where(mine, ROUND_HOMES.c.answers.is_(None)).values(again))
        run(self.db, viewer, sa.update(ROUND_HOMES).where(mine).values(visit_id=None))
        met = (ROUNDS.c.id.in_(numbers), ROUNDS.c.ended == ALL_MET)
        run(self.db, viewer, sa.update(ROUNDS).where(*met).values(closed_at=None, ended=""))

    def close(self, viewer: Viewer, number: int, why: str, became: int | None = None, words: str = "") -> None:
        values = {"closed_at": self.now, "ended": why, "became_id": became, "end_words": words}
        run(self.db, viewer, sa.update(ROUNDS).where(ROUNDS.c.id == number, RUNNING).values(values))

    def reopen(self, viewer: Viewer, *which: sa.ColumnElement[bool]) -> None:
        run(self.db, viewer, sa.update(ROUNDS).where(*which).values(closed_at=None, ended="", became_id=None))

    def answered(self, viewer: Viewer, new: Answers, visit: int | None) -> None:
        old = self.answers(viewer, new.home)
        kept = {**new.answers, "": old} if old else new.answers
        values: dict[str, Any] = {"state": new.state, "answers": kept or None}
        values |= {"tried_at": self.now} if new.state == NOBODY_IN else {"done_at": self.now, "visit_id": visit}
        run(self.db, viewer, sa.update(ROUND_HOMES).where(ROUND_HOMES.c.id == new.home).values(values))

    def answers(self, viewer: Viewer, home: int) -> Any:
        return run(self.db, viewer, sa.select(ROUND_HOMES.c.answers).where(ROUND_HOMES.c.id == home)).scalar()


@undoes("round")
def undo_round(unit: Any, viewer: Viewer, number: int) -> str:
    """The homes still open are withdrawn and their cadres told; an earlier warning's round goes on."""
    still = (ROUND_HOMES.c.round_id == number, ROUND_HOMES.c.state.in_(OPEN))
    run(unit.db, viewer, sa.update(ROUND_HOMES).where(*still).values(state=WITHDRAWN))
    run(unit.db, viewer, sa.update(ROUNDS).where(ROUNDS.c.id == number).values(undone_at=unit.now))
    unit.rounds.reopen(viewer, ROUNDS.c.became_id == number)
    waits = [unit.moments.drop(kind, number) for kind in (DOOR, REPORT, BEGUN)][-1]
    if waits:
        return "还没发出去，谁也不会收到"
    unit.moments.add(TAKEN_BACK, number, unit.now)
    return "通知已经发出去了，我会再告诉各位不用联系了"


@undoes("round_end")
def undo_end(unit: Any, viewer: Viewer, number: int) -> str:
    unit.rounds.reopen(viewer, ROUNDS.c.id == number)
    unit.moments.add(RESUMED, number, unit.now)
    return "结束的通知已经发出去了，我再告诉各位接着联系"


@undoes("answers")
def undo_answers(unit: Any, viewer: Viewer, home: int) -> str:
    """The answers before these hold again, if there were any."""
    old = (unit.rounds.answers(viewer, home) or {}).get("")
    values = {"answers": old, "state": ASKED} if old else {"answers": None, "state": TODO, "done_at": None}
    run(unit.db, viewer, sa.update(ROUND_HOMES).where(ROUND_HOMES.c.id == home).values(values))
    return ""
