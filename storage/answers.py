"""Questions and answers: what the committee has written down (办事问答), and what people asked that nobody had yet."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Boolean, Column, Connection, Date, ForeignKey, Index, String, Text, UniqueConstraint

from storage.accounts import Refused
from storage.base import Id, Moment, Private, insert_once, table
from storage.journal import undoes
from storage.registry import PERSONS
from storage.viewers import Viewer, put, run, system

# What may be told to everybody. `key` names the same matter in all its versions, and in config.yaml: the newest row that
# stands for a committee (none: the whole street) is the one that holds; `dropped` says that there is no answer any more.
ANSWERS = table(
    "answers",
    Column("key", String(120), nullable=False),
    Column("committee_id", Id, ForeignKey("areas.id")),
    Column("questions", Text, nullable=False),  # one a line, the first is its title
    Column("answer", Text, nullable=False),
    Column("source", String(200), nullable=False, server_default=""),
    Column("number", String(80), nullable=False, server_default=""),
    Column("owner", String(40), nullable=False, server_default=""),
    Column("valid_from", Date),
    Column("valid_to", Date),  # the last day on which it holds
    Column("dropped", Boolean, nullable=False),
    Column("origin", String(10), nullable=False),  # 聊天, 导入
    Column("made_by", Id, ForeignKey("persons.id")),
    Column("made_at", Moment, nullable=False),
    Column("undone_at", Moment),
    Index("ix_answers_key_committee_id", "key", "committee_id"),
)
# Owners were told that an answer is out of date: once for each (key, committee, last day).
STALE = table(
    "answers_stale",
    Column("what", String(180), nullable=False),
    Column("told_at", Moment, nullable=False),
    UniqueConstraint("what"),
)
# What nobody had written down: it goes to a person, whose words go back as they are.
QUESTIONS = table(
    "questions",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False, index=True),
    Column("words", Private, nullable=False),
    Column("notice_id", Id),  # the notice below which it was asked
    Column("owner_id", Id, ForeignKey("persons.id"), index=True),
    Column("committee_id", Id, ForeignKey("areas.id")),
    Column("asked_at", Moment, nullable=False),
    Column("answer", Private, nullable=False, server_default=""),
    Column("answered_by", Id, ForeignKey("persons.id")),
    Column("answered_at", Moment),
    Column("undone_at", Moment),
    Index("ix_questions_committee_id_answered_at", "committee_id", "answered_at"),
    personal=True,
)
ASKING = system("questions")
WRITTEN = [column for column in ANSWERS.c if column.name not in ("made_by", "made_at", "undone_at", "origin")]


@dataclass(frozen=True)
class Entry:
    """A question in one or several wordings, its answer, where it comes from, whom to call, who keeps it, how long it holds."""

    questions: tuple[str, ...]
    answer: str
    source: str = ""
    number: str = ""
    owner: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    key: str = ""
    committee_id: int | None = None
    dropped: bool = False
    id: int = 0

    @property
    def title(self) -> str:
        return self.questions[0]

    def holds(self, day: date) -> bool:
        return not self.over(day) and not (self.valid_from and self.valid_from > day)

    def over(self, day: date) -> bool:
        return bool(self.valid_to and self.valid_to < day)


@dataclass(frozen=True)
class Written:
    """An entry as it stands from now on, written in chat or read from a file."""

    entry: Entry
    origin: str = "聊天"

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        one = self.entry
        values = {
            "key": one.key, "committee_id": one.committee_id, "questions": "\n".join(one.questions), "answer": one.answer,
            "source": one.source, "number": one.number, "owner": one.owner, "valid_from": one.valid_from,
            "valid_to": one.valid_to, "dropped": one.dropped, "origin": self.origin, "made_by": viewer.person or None,
            "made_at": unit.now,
        }  # fmt: skip
        return [("answer", put(unit.db, viewer, ANSWERS, values))]


@undoes("answer")
def undo_written(unit: Any, viewer: Viewer, number: int) -> str:
    """What held before holds again."""
    unit.db.execute(sa.update(ANSWERS).where(ANSWERS.c.id == number).values(undone_at=unit.now))
    return ""


@dataclass(frozen=True)
class Question:
    """Something that somebody asked and a person is to answer. `owner_id` is who got it."""

    person_id: int
    words: str
    owner_id: int | None
    committee_id: int | None = None
    notice_id: int | None = None
    asked_at: datetime | None = None
    answer: str = ""
    answered_by: int | None = None
    answered_at: datetime | None = None
    id: int = 0


@dataclass(frozen=True)
class Asked:
    """A question handed over to a person; the very same one, still open, is not asked twice."""

    question: Question

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        one = self.question
        if any(other.words == one.words for other in unit.answers.open_of(one.person_id)):
            return []
        values = {
            "person_id": one.person_id, "words": one.words, "owner_id": one.owner_id, "committee_id": one.committee_id,
            "notice_id": one.notice_id, "asked_at": unit.now,
        }  # fmt: skip
        return [("question", put(unit.db, viewer, QUESTIONS, values))]


@dataclass(frozen=True)
class Answered:
    """A person's own words to whoever asked. Raises `Refused` if somebody else was quicker, or it is not asked any more."""

    question: int
    words: str

    def store(self, unit: Any, viewer: Viewer) -> list[tuple[str, int]]:
        values = {"answer": self.words, "answered_by": viewer.person, "answered_at": unit.now}
        still = (QUESTIONS.c.id == self.question, QUESTIONS.c.answered_at.is_(None), QUESTIONS.c.undone_at.is_(None))
        if not run(unit.db, ASKING, sa.update(QUESTIONS).where(*still).values(values)).rowcount:
            raise Refused(
                "这个问题刚才有人回过了，或者问的人不问了，您这句没有发出去。没回的问题，说「没回的问题」看。"
            )
        return [("question_answer", self.question)]


@undoes("question")
def undo_question(unit: Any, viewer: Viewer, number: int) -> str:
    question = unit.answers.question(number)
    if question and question.answered_at:
        return "居委已经回您了"
    run(unit.db, ASKING, sa.update(QUESTIONS).where(QUESTIONS.c.id == number).values(undone_at=unit.now))
    return ""


@undoes("question_answer")
def undo_answer(unit: Any, viewer: Viewer, number: int) -> str:
    """It is open again; whoever asked hears that another answer will come."""
    values = {"answer": "", "answered_by": None, "answered_at": None}
    run(unit.db, ASKING, sa.update(QUESTIONS).where(QUESTIONS.c.id == number).values(values))
    return "那句话对方可能已经看到了，我会告诉他以后面的回话为准"


class Answers:
    """The questions and answers of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def written(self) -> list[Entry]:
        """What stands, one for each key and committee; those that were dropped as well."""
        newest = sa.select(sa.func.max(ANSWERS.c.id)).where(ANSWERS.c.undone_at.is_(None))
        newest = newest.group_by(ANSWERS.c.key, ANSWERS.c.committee_id)
        ask = sa.select(*WRITTEN).where(ANSWERS.c.id.in_(newest)).order_by(ANSWERS.c.id)
        return [_entry(row) for row in self.db.execute(ask)]

    def claim_stale(self, what: str) -> bool:
        """The owner is told now; False if that was done before."""
        made = insert_once(self.db, STALE).values(what=what[:180], told_at=self.now).returning(STALE.c.id)
        return self.db.execute(made).scalar() is not None

    def question(self, number: int) -> Question | None:
        """A question that still stands."""
        ask = sa.select(QUESTIONS).where(QUESTIONS.c.id == number, QUESTIONS.c.undone_at.is_(None))
        row = run(self.db, ASKING, ask).first()
        return _question(row) if row else None

    def withdrawn(self, number: int) -> Question:
        """A question whatever became of it."""
        return _question(run(self.db, ASKING, sa.select(QUESTIONS).where(QUESTIONS.c.id == number)).one())

    def open_of(self, person: int) -> list[Question]:
        """What somebody has asked and nobody answered."""
        return self._open(QUESTIONS.c.person_id == person)

    def open_for(self, owners: Collection[int], committees: Collection[int], *, street: bool) -> list[Question]:
        """What waits for an answer of these persons, or in these committees; of the whole street."""
        mine = sa.or_(QUESTIONS.c.owner_id.in_(list(owners)), QUESTIONS.c.committee_id.in_(list(committees)))
        return self._open(sa.true() if street else mine)

    def _open(self, *where: Any) -> list[Question]:
        standing = (QUESTIONS.c.answered_at.is_(None), QUESTIONS.c.undone_at.is_(None))
        ask = (
            sa.select(QUESTIONS)
            .join(PERSONS, PERSONS.c.id == QUESTIONS.c.person_id)
            .where(*standing, *where)
            .order_by(QUESTIONS.c.id)
        )
        return [_question(row) for row in run(self.db, ASKING, ask)]


def _entry(row: Any) -> Entry:
    values = dict(row._mapping)
    return Entry(**{**values, "questions": tuple(values["questions"].splitlines())})


def _question(row: Any) -> Question:
    values = dict(row._mapping)
    values.pop("undone_at")
    return Question(**values)
