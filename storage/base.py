"""The engine, the column types, and what every table shares."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy import Column, Connection, Dialect, Engine, MetaData, Table, event
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.types import TypeDecorator, TypeEngine

SHANGHAI = ZoneInfo("Asia/Shanghai")
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
Id = sa.BigInteger().with_variant(sa.Integer, "sqlite")  # SQLite numbers rows by itself only for INTEGER


class _Sealed(TypeEngine.Comparator[Any]):
    """A personal column can be encrypted one day, so no statement may look into it."""

    def operate(self, op: Any, *other: Any, **kwargs: Any) -> Any:
        if getattr(op, "__name__", "") not in ("is_", "is_not"):
            self.refuse()
        return super().operate(op, *other, **kwargs)

    def reverse_operate(self, op: Any, *other: Any, **kwargs: Any) -> NoReturn:
        self.refuse()

    @staticmethod
    def refuse() -> NoReturn:
        raise TypeError("a personal column takes no LIKE, ORDER BY or comparison: find people by door or area first")


class Private(TypeDecorator[str]):
    """Text about a person: a name, a phone, a note, a message."""

    impl = sa.Text
    cache_ok = True
    comparator_factory = _Sealed

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return value


class PrivateJson(TypeDecorator[Any]):
    """A JSON value about a person: an answer list, a draft."""

    impl = sa.Text
    cache_ok = True
    comparator_factory = _Sealed

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)


class Moment(TypeDecorator[datetime]):
    """A point in time: aware going in, Shanghai time coming out, UTC at rest."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC).astimezone(SHANGHAI)


def table(name: str, *columns: Any, personal: bool = False) -> Table:
    """A table with its own row number; a statement on a personal one must carry a viewer (see viewers.py)."""
    return Table(name, METADATA, Column("id", Id, primary_key=True), *columns, info={"personal": personal})


def open_engine(url: str) -> Engine:
    """The database behind a URL: `sqlite:///…` or `postgresql+psycopg://…[?options=-csearch_path%3Dname]`.

    SQLite runs in driver autocommit: the only BEGIN and COMMIT are the writer's own, since with Python's default
    transaction handling the first released savepoint would commit. An error names its statement, never the values.
    """
    if url.startswith("sqlite"):
        engine = sa.create_engine(
            url, isolation_level="AUTOCOMMIT", hide_parameters=True, connect_args={"check_same_thread": False}
        )
        event.listen(engine, "connect", _prepare_sqlite)
        return engine
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    return sa.create_engine(url, hide_parameters=True, pool_size=10, max_overflow=10, pool_pre_ping=True)


def _prepare_sqlite(connection: Any, _: Any) -> None:
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
        connection.execute(f"PRAGMA {pragma}")


def sqlite_url(file: Path) -> str:
    return f"sqlite:///{file}"


def insert_once(db: Connection, into: Table) -> Any:
    """An INSERT that does nothing, and returns no row, where a unique key is taken."""
    insert = sqlite_insert if db.dialect.name == "sqlite" else postgres_insert
    return insert(into).on_conflict_do_nothing()


def active(rows: Table, day: date) -> sa.ColumnElement[bool]:
    """Rows with `since` and `until` that hold on a day; `until` is the first day on which they do no more."""
    return sa.and_(rows.c.since <= day, sa.or_(rows.c.until.is_(None), rows.c.until > day))


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """All or nothing, with the write lock from the start on SQLite."""
    if engine.dialect.name != "sqlite":
        with engine.begin() as db:
            yield db
        return
    with engine.connect() as db:
        db.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield db
        except BaseException:
            db.exec_driver_sql("ROLLBACK")
            raise
        db.exec_driver_sql("COMMIT")


@contextmanager
def savepoint(db: Connection) -> Iterator[None]:
    """Undo what lies inside if it raises; the transaction around it goes on."""
    db.exec_driver_sql("SAVEPOINT step")
    try:
        yield
    except BaseException:
        db.exec_driver_sql("ROLLBACK TO SAVEPOINT step")
        db.exec_driver_sql("RELEASE SAVEPOINT step")
        raise
    db.exec_driver_sql("RELEASE SAVEPOINT step")
