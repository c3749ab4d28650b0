"""Rows of the registry written in bulk: for imports, changes of nets, and the demo street."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Table

from storage.viewers import Viewer, run

Values = Mapping[str, Any]
CHUNK = 500  # SQLite takes no more than 32,766 values in a statement


def add(db: Connection, viewer: Viewer, into: Table, rows: Sequence[Values]) -> list[int]:
    """Insert rows, all with the same columns; their ids in the same order."""
    if not rows:
        return []
    insert = sa.insert(into).returning(into.c.id, sort_by_parameter_order=True)
    return list(run(db, viewer, insert, [dict(row) for row in rows]).scalars())


def pour(db: Connection, viewer: Viewer, into: Table, rows: Sequence[Values]) -> None:
    """Insert rows, all with the same columns, whose ids nobody needs."""
    if rows:
        run(db, viewer, sa.insert(into), [dict(row) for row in rows])


def change(db: Connection, viewer: Viewer, table: Table, row_id: int, values: Values) -> None:
    run(db, viewer, sa.update(table).where(table.c.id == row_id).values(dict(values)))


def end(db: Connection, viewer: Viewer, table: Table, ids: Collection[int], day: date, **also: Any) -> None:
    """From this day on the rows hold no more; they stay."""
    numbers = sorted(ids)
    for start in range(0, len(numbers), CHUNK):
        part = numbers[start : start + CHUNK]
        run(db, viewer, sa.update(table).where(table.c.id.in_(part)).values(until=day, **also))
