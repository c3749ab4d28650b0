"""Bringing a database to the schema of this code, and back: all or nothing, one process at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import StringIO
from pathlib import Path
from pkgutil import iter_modules
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from storage.base import METADATA, open_engine, sqlite_url

HERE = Path(__file__).parent


class DanglingRows(RuntimeError):
    """A migration left rows that point to rows which are no more."""


def upgrade(engine: Engine, to: str = "head") -> None:
    """Up to a revision; a database that is there already is left alone. A missing PostgreSQL schema is made."""
    with _locked(engine) as db:
        command.upgrade(_config(connection=db), to)


def downgrade(engine: Engine, to: str = "base") -> None:
    """Down to a revision; `base` leaves an empty database."""
    with _locked(engine) as db:
        command.downgrade(_config(connection=db), to)


def current(engine: Engine) -> str | None:
    """The revision of the database; none before the first."""
    with engine.connect() as db:
        return MigrationContext.configure(db).get_current_revision()


def head() -> str | None:
    """The newest revision that this code knows."""
    return _scripts().get_current_head()


def revisions() -> list[str]:
    """All revisions, oldest first."""
    return [step.revision for step in reversed(list(_scripts().walk_revisions()))]


def differences(engine: Engine) -> list[Any]:
    """What the tables in the code have that the database has not, or the other way round, in Alembic's tuples."""
    load_tables()
    # Alembic takes SQLite's empty text for another default than the code's.
    options = {"compare_server_default": engine.dialect.name == "postgresql"}
    with engine.connect() as db:
        return list(compare_metadata(MigrationContext.configure(db, opts=options), METADATA))


def script(dialect: str) -> str:
    """The way from nothing to the newest revision as SQL for `sqlite` or `postgresql`, with BEGIN and COMMIT."""
    out = StringIO()
    config = _config(dialect=dialect)
    config.output_buffer = out
    command.upgrade(config, "head", sql=True)
    return out.getvalue()


def write(says: str) -> None:
    """A new migration file with what the code's tables have and the migrations lack."""
    with TemporaryDirectory() as folder:
        engine = open_engine(sqlite_url(Path(folder) / "sibai.db"))
        upgrade(engine)
        with engine.connect() as db:
            known = revisions()
            config = _config(connection=db, batch=bool(known))  # the first only makes tables, which needs no batch
            command.revision(config, says, autogenerate=True, rev_id=f"{len(known) + 1:04}")
        engine.dispose()


def load_tables() -> None:
    """Every file of storage/ may define tables: METADATA is whole only when all are loaded."""
    for module in iter_modules([str(HERE)]):
        if not module.ispkg:
            import_module(f"storage.{module.name}")


def _config(**attributes: Any) -> Config:
    load_tables()
    config = Config(attributes=attributes)
    config.set_main_option("script_location", str(HERE / "migrations").replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


@contextmanager
def _locked(engine: Engine) -> Iterator[Connection]:
    if engine.dialect.name == "sqlite":
        with engine.connect() as db:
            # A batch rebuilds a table under another name, and the rows that point to it must not notice.
            db.exec_driver_sql("PRAGMA foreign_keys=OFF")
            try:
                with _sqlite_transaction(db):
                    yield db
            finally:
                db.exec_driver_sql("PRAGMA foreign_keys=ON")
        return
    with engine.begin() as db:
        _ensure_schema(db)
        db.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('sibai ' || current_schema()))"))
        yield db


@contextmanager
def _sqlite_transaction(db: Connection) -> Iterator[None]:
    db.exec_driver_sql("BEGIN IMMEDIATE")
    try:
        yield
        if dangling := db.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise DanglingRows(f"{DanglingRows.__doc__} {dangling[:5]}")
    except BaseException:
        db.exec_driver_sql("ROLLBACK")
        raise
    db.exec_driver_sql("COMMIT")


def _ensure_schema(db: Connection) -> None:
    if db.scalar(sa.text("SELECT current_schema()")) is None:
        name = str(db.scalar(sa.text("SHOW search_path"))).split(",")[0].strip(' "')
        db.execute(sa.schema.CreateSchema(name, if_not_exists=True))


if __name__ == "__main__":
    write(" ".join(sys.argv[1:]) or "change")
