"""Opens a home for a command: its settings, folder and database; what is wrong there, in the operator's words."""

from __future__ import annotations

import os
import sqlite3
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from alembic.util.exc import CommandError
from sqlalchemy import Engine

from bot.app import capabilities
from bot.config import ConfigError, Settings, load
from bot.home import Home
from bot.logs import places
from storage.base import open_engine
from storage.migrating import current, head, upgrade


class Failed(Exception):
    """The command could not do it; the argument tells the operator why and what to do."""


def settings_of(options: Namespace) -> Settings:
    """The settings of the config file that is there. Raises Failed with every line that is wrong."""
    found = [options.config] if options.config else [options.home / "config.yaml", Path("config.yaml")]
    file = next((path for path in found if path.is_file()), None)
    if options.config and file is None:
        raise Failed(f"找不到配置文件 {options.config}。")
    blocks = {one.name: one.settings for one in capabilities() if one.settings}
    try:
        return load(file, blocks=blocks)
    except ConfigError as error:
        raise Failed(str(error)) from None


@contextmanager
def opened(options: Namespace) -> Iterator[tuple[Home, Settings, Engine]]:
    """The home with its settings and its migrated database. Raises Failed if it cannot be used."""
    settings, home = settings_of(options), Home(options.home)
    os.umask(0o077)  # what we write here is about people: nobody else on this machine reads it
    try:
        home.make()
    except OSError as error:
        raise Failed(
            f"数据文件夹 {home.folder} 用不了（{error.strerror}）。请换一个：--home 文件夹，或者改好它的权限。"
        ) from None
    with database(settings.database_url(home.folder)) as engine:
        upgrade(engine)
        yield home, settings, engine


@contextmanager
def database(url: str) -> Iterator[Engine]:
    """An engine for the time of a command. Raises Failed where the database itself does not work."""
    engine = open_engine(url)
    try:
        yield engine
    except sa.exc.OperationalError as error:
        raise Failed(_unusable(engine, error)) from None
    except sa.exc.DatabaseError as error:
        if not isinstance(error.orig, sqlite3.DatabaseError) or isinstance(error.orig, sqlite3.IntegrityError):
            raise
        raise Failed(_unusable(engine, error)) from None
    except CommandError:
        raise Failed("这个数据库是更新的四百写的，现在的程序认不得。请先更新程序，数据没有动。") from None
    finally:
        engine.dispose()


@contextmanager
def as_it_stands(folder: Path, settings: Settings) -> Iterator[Engine | None]:
    """The home's database to read from, or None if there is none: nothing in the home changes, served or not."""
    file = folder / "sibai.db"
    if settings.database.url is None and not file.is_file():
        yield None
        return
    url = settings.database_url(folder)
    if settings.database.url is None:
        # A log left by a server, running or killed, must be read too; without one not even a lock file is made.
        how = "mode=ro" if file.with_name("sibai.db-wal").exists() else "immutable=1"
        url = f"sqlite:///{file.absolute().as_uri()}?{how}&uri=true"
    with database(url) as engine:
        revision = current(engine)
        if revision not in (None, head()):
            raise Failed("这里的数据是另一个版本的四百写的。请先运行 sibai check，它会把数据升到现在的版本。")
        yield engine if revision else None


def _unusable(engine: Engine, error: sa.exc.DatabaseError) -> str:
    """What to do about a database that does not work. Its own words are shown only where they hold no personal data."""
    if engine.dialect.name == "postgresql":
        place = f"{engine.url.host or '本机'}:{engine.url.port or 5432}/{engine.url.database or ''}"
        return f"连不上数据库 {place}。请看看它开着没有，SIBAI_DATABASE（或 database.url）里的地址、用户、密码对不对。"
    file, words = (engine.url.database or "").removeprefix("file://"), str(error.orig)
    if "not a database" in words or "malformed" in words:
        return f"{file} 坏了，或者不是四百的数据库。请不要删它；把备份的数据文件夹放回来，再启动。"
    if "locked" in words:
        return f"{file} 正被别的程序占着。请稍等再试，或者先停下那个程序。"
    if "full" in words:
        return f"磁盘满了，{file} 写不进去。请先腾出地方。"
    return f"{file} 打不开或写不进去。请看看文件夹的权限，磁盘满了没有。"


def stumbled(failure: BaseException) -> str:
    """An error of our own for the terminal: its kind and places. Never its words, which may hold personal data."""
    head = f"程序出错了（{type(failure).__name__}）。没做完的都没有写入。请把下面几行发给照看程序的人："
    return "\n".join([head, *places(failure.__traceback__)])
