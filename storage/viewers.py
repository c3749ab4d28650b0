"""Who is asking. Every question about people carries a viewer; what it may see is decided here, deny by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, Engine, event
from sqlalchemy.sql import visitors


@dataclass(frozen=True)
class Viewer:
    """A person with the places they look after, or a named purpose of the system.

    `street` sees every household of the street; otherwise `committees` and `areas` (micro-grids, grids, building
    groups: ids of areas, all levels below included) and `household` (one's own) say which. Of `buildings` (of a
    楼组长) only doors and names are seen, on `grounds` (areas of a 物业) only doors. `roles` are names such as
    干部 or 书记; `acting` is the person with those on leave for whom they stand in; in `leads` (areas of a 精防专干 or
    司法专干) households with a tag that such roles lead are seen. A purpose (`"sweep"`, `"import"`)
    is the system itself and sees all that its task needs.
    """

    person: int = 0
    acting: frozenset[int] = frozenset()
    roles: frozenset[str] = frozenset()
    street: bool = False
    committees: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()
    leads: frozenset[int] = frozenset()
    buildings: frozenset[int] = frozenset()
    grounds: frozenset[int] = frozenset()
    household: int = 0
    purpose: str = ""

    @property
    def sees_all(self) -> bool:
        return self.street or bool(self.purpose)


class NoViewer(RuntimeError):
    """A statement on a personal table carries no viewer."""


def system(purpose: str) -> Viewer:
    """The system itself, acting for a purpose that a log may name."""
    return Viewer(purpose=purpose)


def run(db: Connection, viewer: Viewer, statement: sa.Executable, values: Any = None) -> sa.CursorResult[Any]:
    """Execute a statement in a viewer's name: the one way to a personal table."""
    return db.execute(statement, values, execution_options={"viewer": viewer})


def put(db: Connection, viewer: Viewer, table: sa.Table, values: Mapping[str, Any]) -> int:
    """Insert one row in a viewer's name; its number."""
    return int(run(db, viewer, sa.insert(table).values(values).returning(table.c.id)).scalar_one())


def demand_viewers(engine: Engine) -> None:
    """Fail every statement on a personal table that carries no viewer. Tests switch this on for every engine."""

    def check(db: Connection, statement: Any, many: Any, params: Any, execution_options: Any, *rest: Any) -> None:
        if execution_options.get("viewer") is None and _personal(statement):
            raise NoViewer(str(statement)[:200])

    event.listen(engine, "before_execute", check)


def _personal(statement: Any) -> bool:
    if not isinstance(statement, sa.ClauseElement) or isinstance(statement, sa.DDLElement):
        return False
    return any(isinstance(part, sa.Table) and part.info.get("personal") for part in _parts(statement))


def _parts(statement: sa.ClauseElement) -> Any:
    yield getattr(statement, "table", None)
    yield from visitors.iterate(statement)
