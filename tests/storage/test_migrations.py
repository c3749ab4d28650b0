"""The schema goes up, down and up again on both databases, and is what the code's tables say."""

import importlib
import re
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy import Engine

from storage import migrating
from storage.base import METADATA, open_engine, sqlite_url

STEPS = migrating.revisions()


def tables(engine: Engine) -> set[str]:
    return set(sa.inspect(engine).get_table_names()) - {"alembic_version"}


def test_every_step_goes_up_down_and_up_again(empty_engine: Engine) -> None:
    before = ["base", *STEPS]
    for below, step in zip(before, STEPS, strict=False):
        migrating.upgrade(empty_engine, step)
        migrating.downgrade(empty_engine, below)
        migrating.upgrade(empty_engine, step)
    assert migrating.current(empty_engine) == migrating.head() == STEPS[-1]


def test_all_the_way_down_leaves_nothing(empty_engine: Engine) -> None:
    migrating.upgrade(empty_engine)
    migrating.downgrade(empty_engine)
    assert tables(empty_engine) == set()
    assert migrating.current(empty_engine) is None


def test_the_migrations_make_what_the_code_says(engine: Engine) -> None:
    assert migrating.differences(engine) == []
    assert tables(engine) == set(METADATA.tables)


def test_a_second_upgrade_changes_nothing(engine: Engine) -> None:
    migrating.upgrade(engine)
    assert migrating.current(engine) == migrating.head()


def test_the_steps_are_one_line_without_branches() -> None:
    assert [f"{number:04}" for number in range(1, len(STEPS) + 1)] == STEPS


def test_a_migration_that_fails_half_way_changes_nothing(empty_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    file = next((Path(migrating.HERE) / "migrations" / "versions").glob("0001_*.py"))
    source = file.read_text(encoding="utf-8")
    real = importlib.import_module("alembic.op")
    last = re.findall(r'op\.create_table\(\s*"(\w+)"', source)[-1]

    def create_table(name: str, *columns: object, **options: object) -> object:
        if name == last:
            raise RuntimeError("the power is gone")
        return made(name, *columns, **options)

    made = real.create_table
    monkeypatch.setattr(real, "create_table", create_table)
    with pytest.raises(RuntimeError, match="the power is gone"):
        migrating.upgrade(empty_engine)
    assert tables(empty_engine) == set()
    monkeypatch.undo()
    migrating.upgrade(empty_engine)
    assert migrating.differences(empty_engine) == []


def test_rows_that_point_nowhere_stop_a_migration_on_sqlite(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "sibai.db"))
    migrating.upgrade(engine)
    with engine.connect() as db:
        db.exec_driver_sql("PRAGMA foreign_keys=OFF")
        db.exec_driver_sql("INSERT INTO building_areas (building_id, area_id, since) VALUES (1, 1, '2026-01-01')")
    with pytest.raises(migrating.DanglingRows, match="building_areas"):
        migrating.upgrade(engine)
    engine.dispose()


def test_foreign_keys_are_on_again_after_a_migration(tmp_path: Path) -> None:
    engine = open_engine(sqlite_url(tmp_path / "sibai.db"))
    migrating.upgrade(engine)
    with engine.connect() as db:
        assert db.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


@pytest.mark.heavy
def test_a_missing_schema_is_made_on_postgresql(postgres_url: str) -> None:
    engine = open_engine(f"{postgres_url}&options=-csearch_path%3Dnew_street")
    migrating.upgrade(engine)
    assert sa.inspect(engine).get_table_names(schema="new_street")
    with engine.begin() as db:
        db.execute(sa.schema.DropSchema("new_street", cascade=True))
    engine.dispose()


@pytest.mark.heavy
def test_two_streets_share_a_server_and_no_table(postgres_schemas) -> None:
    with postgres_schemas() as one, postgres_schemas() as other:
        here, there = open_engine(one), open_engine(other)
        migrating.upgrade(here)
        assert tables(here) and not tables(there)
        migrating.upgrade(there)
        migrating.downgrade(here)
        assert not tables(here) and tables(there)
        here.dispose()
        there.dispose()


def test_no_migration_names_our_own_column_types() -> None:
    for file in (Path(migrating.HERE) / "migrations" / "versions").glob("0*.py"):
        assert "storage." not in file.read_text(encoding="utf-8"), file.name
