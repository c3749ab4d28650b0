"""A street for one story: from a list, a copy of the home, or the demo street; gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import Engine

from bot.app import App, Unreadable, apply, build_street, describe, holds_real_people, lists_of
from bot.clock import StoryClock
from bot.config import Settings
from bot.home import Home
from bot.play import Player, StoryChannel
from bot.story import Line, StoryError, read_moment, read_story
from storage.base import METADATA, open_engine, sqlite_url, transaction
from storage.migrating import load_tables, upgrade
from storage.unit import Unit
from storage.viewers import system

COPY = system("story")


@contextmanager
def player(
    text: str, folder: Path, settings: Settings, source: Engine | None, database: str = ""
) -> Iterator[tuple[Player, list[Line]]]:
    """A player and its lines. `source` is the home's database, if it has one; `database` a PostgreSQL to play on."""
    lines = read_story(text)
    clock = StoryClock(read_moment(next(line for line in lines if line.who == "clock")))
    with tempfile.TemporaryDirectory(prefix="sibai-story-") as place, _database(database, Path(place)) as (engine, url):
        home = Home(Path(place))
        home.make()
        with transaction(engine) as db:
            _people(Unit(db, clock.now()), lines, folder, settings, source)
        one = Player(lambda now, channels: _app(home, settings, url, now, channels), clock, folder)
        try:
            yield one, lines
        finally:
            one.app.close()
            one.app.engine.dispose()


def _app(home: Home, settings: Settings, url: str, clock: StoryClock, channels: list[StoryChannel]) -> App:
    return App(home, settings, open_engine(url), clock, channels)


@contextmanager
def _database(url: str, place: Path) -> Iterator[tuple[Engine, str]]:
    """An empty database with all tables: a file, or a schema of its own on a PostgreSQL."""
    load_tables()
    if not url.startswith("postgresql"):
        url = sqlite_url(place / "story.db")
        engine = open_engine(url)
        METADATA.create_all(engine)
        try:
            yield engine, url
        finally:
            engine.dispose()
        return
    schema = f"story_{uuid4().hex[:12]}"
    base = open_engine(url)
    with base.begin() as db:
        db.execute(sa.schema.CreateSchema(schema))
    own = (
        sa.make_url(url).update_query_dict({"options": f"-csearch_path={schema}"}).render_as_string(hide_password=False)
    )
    engine = open_engine(own)
    try:
        upgrade(engine)
        yield engine, own
    finally:
        engine.dispose()
        with base.begin() as db:
            db.execute(sa.schema.DropSchema(schema, cascade=True))
        base.dispose()


def _people(unit: Unit, lines: list[Line], folder: Path, settings: Settings, source: Engine | None) -> None:
    lists = [line for line in lines if line.who == "registry"]
    for line in lists:
        _from_list(unit, line, folder, settings)
    if lists:
        unit.people.join_all("web")
    elif source is not None and _is_real(source, unit):
        _copy(source, unit)
    else:
        build_street(unit, unit.now.date(), demands=False)


def _from_list(unit: Unit, line: Line, folder: Path, settings: Settings) -> None:
    name = line.text.strip()
    path = next((path for path in (folder / name, Path(name)) if path.is_file()), None)
    if path is None:
        raise StoryError(f"第{line.number}行：找不到名册「{name}」。")
    try:
        changes = lists_of(path, unit, settings.street.name)
    except Unreadable as unreadable:
        raise StoryError(f"第{line.number}行：{unreadable}") from None
    if changes.errors:
        raise StoryError(f"第{line.number}行的名册有问题：\n{describe(changes)}")
    apply(unit, changes)


def _is_real(source: Engine, unit: Unit) -> bool:
    with source.connect() as db:
        return holds_real_people(Unit(db, unit.now))


def _copy(source: Engine, unit: Unit) -> None:
    """Every row of every table, in the order in which they were made. Who is registered today is so in the story."""
    day = unit.now.date()
    with source.connect() as db:
        for one in METADATA.sorted_tables:
            asked = sa.select(one).order_by(one.c.id)
            rows = [_begun(dict(row._mapping), day) for row in db.execute(asked, execution_options={"viewer": COPY})]
            if rows:
                unit.db.execute(sa.insert(one), rows, execution_options={"viewer": COPY})
            if rows and unit.db.dialect.name == "postgresql":  # it has not counted the numbers that were given
                counter = sa.func.pg_get_serial_sequence(one.name, "id")
                unit.db.execute(sa.select(sa.func.setval(counter, rows[-1]["id"])))


def _begun(row: dict[str, Any], day: date) -> dict[str, Any]:
    if row.get("since") and row["since"] > day:
        row["since"] = day
    return row
