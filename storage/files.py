"""Photos, voice notes and places that came with a conversation. The bytes lie in the home folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, Row, String, func, select, update

from storage.base import Id, Moment, Private, table
from storage.viewers import Viewer, put, run, system

FILES = table(
    "files",
    Column("person_id", Id, ForeignKey("persons.id"), nullable=False),
    Column("kind", String(10), nullable=False),  # 照片, 语音, 位置, 文件
    Column("name", Private, nullable=False),  # as it was called; of a 位置 its coordinates
    Column("mime", String(80), nullable=False, server_default=""),
    Column("path", String(200)),  # below the home folder; none of a 位置, or while it could not be fetched
    Column("size", Integer, nullable=False, server_default="0"),
    Column("received_at", Moment, nullable=False),
    Column("subject_kind", String(20)),
    Column("subject", Id),
    Index("ix_files_subject_kind_subject", "subject_kind", "subject"),
    personal=True,
)
DESK = system("desk")


@dataclass(frozen=True)
class Kept:
    """A file that came in. `path` is below the home folder; empty if there are no bytes."""

    id: int
    person_id: int
    kind: str
    name: str
    mime: str
    path: str
    size: int


def _kept(row: Row[Any]) -> Kept:
    return Kept(row.id, row.person_id, row.kind, row.name, row.mime, row.path or "", row.size)


class Files:
    """The files of one transaction."""

    def __init__(self, db: Connection, now: datetime) -> None:
        self.db, self.now = db, now

    def add(self, person: int, kind: str, name: str, mime: str = "", path: str = "", size: int = 0) -> int:
        values = {
            "person_id": person, "kind": kind, "name": name, "mime": mime[:80], "path": path or None, "size": size,
            "received_at": self.now,
        }  # fmt: skip
        return put(self.db, DESK, FILES, values)

    def get(self, ids: Sequence[int], person: int) -> list[Kept]:
        """Those of these files that the person sent."""
        mine = select(FILES).where(FILES.c.id.in_(ids), FILES.c.person_id == person)
        return [_kept(row) for row in run(self.db, DESK, mine)] if ids else []

    def some(self, ids: Sequence[int]) -> list[Kept]:
        """These files, whoever sent them: for what brings them on to somebody else."""
        mine = select(FILES).where(FILES.c.id.in_(ids)).order_by(FILES.c.id)
        return [_kept(row) for row in run(self.db, DESK, mine)] if ids else []

    def just_attached(self, kind: str, subject: int, person: int) -> list[Kept]:
        """What a person sent with this very message to something."""
        mine = (FILES.c.subject_kind == kind, FILES.c.subject == subject, FILES.c.person_id == person)
        rows = run(self.db, DESK, select(FILES).where(*mine, FILES.c.received_at == self.now).order_by(FILES.c.id))
        return [_kept(row) for row in rows]

    def loose(self, person: int, since: datetime) -> list[int]:
        """What a person sent lately that belongs to nothing yet."""
        mine = select(FILES.c.id).where(
            FILES.c.person_id == person, FILES.c.subject.is_(None), FILES.c.received_at >= since
        )
        return list(run(self.db, DESK, mine.order_by(FILES.c.id)).scalars())

    def attach(self, viewer: Viewer, ids: Sequence[int], kind: str, subject: int) -> None:
        """Say what these belong to; one that belongs to something already stays there."""
        if ids:
            loose = update(FILES).where(FILES.c.id.in_(ids), FILES.c.subject.is_(None))
            run(self.db, viewer, loose.values(subject_kind=kind, subject=subject))

    def counts(self, kind: str, subjects: Sequence[int]) -> dict[int, int]:
        """How many files belong to each of these rows; none appears that has none."""
        mine = select(FILES.c.subject, func.count().label("files")).where(
            FILES.c.subject_kind == kind, FILES.c.subject.in_(list(subjects))
        )
        return {row.subject: row.files for row in run(self.db, DESK, mine.group_by(FILES.c.subject))}
