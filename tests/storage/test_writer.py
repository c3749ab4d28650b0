"""Who writes: all or nothing for each job, in order for each key, whatever becomes of those who wait."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from datetime import datetime
from threading import Event

import pytest
from sqlalchemy import Engine, event, func, select

from storage.base import SHANGHAI, transaction
from storage.unit import Unit
from storage.viewers import run, system
from storage.visits import VISITS
from storage.writer import Writer, open_writer

NOW = datetime(2026, 11, 24, 9, tzinfo=SHANGHAI)
TESTS = system("tests")


@pytest.fixture
def writer(engine: Engine) -> Iterator[Writer]:
    writer = open_writer(engine, lambda: NOW)
    yield writer
    writer.close()


def guest(unit: Unit, name: str) -> int:
    return unit.people.guest("web", name, name).person_id


def guests(engine: Engine) -> set[str]:
    with transaction(engine) as db:
        unit = Unit(db, NOW)
        names = ("一", "二", "三")
        return {name for name in names if unit.people.by_account("web", name)}


def fails(unit: Unit) -> None:
    guest(unit, "二")
    raise RuntimeError("二")


def hold(writer: Writer, key: str = "") -> tuple[Event, Future[bool]]:
    """Keeps the writer busy (on PostgreSQL: those of a key) until the event is set."""
    gate = Event()
    return gate, writer.submit(lambda unit: gate.wait(10), key=key)


def test_a_job_that_raises_is_undone_and_the_others_of_its_group_are_not(engine, writer):
    gate, _ = hold(writer)
    told = [writer.submit(job) for job in (lambda unit: guest(unit, "一"), fails, lambda unit: guest(unit, "三"))]
    gate.set()
    assert [type(one.exception(timeout=10)) for one in told] == [type(None), RuntimeError, type(None)]
    assert guests(engine) == {"一", "三"}


def test_a_rescue_takes_the_place_of_what_failed(engine, writer):
    told = writer.submit(fails, lambda unit, failure: (guest(unit, "三"), type(failure)))
    assert told.result(timeout=10)[1] is RuntimeError
    assert guests(engine) == {"三"}


def test_a_rescue_that_fails_tells_only_its_own_caller(engine, writer):
    def fails_too(unit: Unit, failure: Exception) -> None:
        raise LookupError

    gate, _ = hold(writer)
    jobs = [(lambda unit: guest(unit, "一"), None), (fails, fails_too), (lambda unit: guest(unit, "三"), None)]
    told = [writer.submit(*job) for job in jobs]
    gate.set()
    assert [type(one.exception(timeout=10)) for one in told] == [type(None), LookupError, type(None)]
    assert guests(engine) == {"一", "三"}


def test_jobs_of_one_key_keep_their_order(writer):
    done: list[int] = []
    gate, first = hold(writer, "王芳")
    told = [writer.submit(lambda unit, n=n: done.append(n), key="王芳") for n in range(30)]
    gate.set()
    for one in (first, *told):
        one.result(timeout=10)
    assert done == list(range(30))


def test_a_caller_who_goes_away_takes_nothing_back_and_stops_nobody(engine, writer):
    gate, _ = hold(writer)
    gone = writer.submit(lambda unit: guest(unit, "一"))
    assert not gone.cancel()
    gate.set()
    gone.result(timeout=10)
    writer.submit(lambda unit: guest(unit, "二")).result(timeout=10)
    assert guests(engine) == {"一", "二"}


def test_closing_finishes_what_is_queued_and_takes_no_more(engine):
    writer = open_writer(engine, lambda: NOW)
    gate, _ = hold(writer)
    told = writer.submit(lambda unit: guest(unit, "一"))
    gate.set()
    writer.close()
    assert told.done()
    assert guests(engine) == {"一"}
    with pytest.raises(RuntimeError):
        writer.submit(lambda unit: guest(unit, "二"))


def test_nobody_is_told_before_the_commit(engine, writer):
    told: list[Future[int]] = []
    early: list[bool] = []

    def look(*args: object) -> None:
        if len(args) == 1 or args[2] == "COMMIT":
            early.append(any(one.done() for one in told))

    hook = "before_cursor_execute" if engine.dialect.name == "sqlite" else "commit"
    gate, busy = hold(writer)
    told.append(writer.submit(lambda unit: guest(unit, "一")))
    event.listen(engine, hook, look)
    gate.set()
    told[0].result(timeout=10)
    busy.result(timeout=10)
    event.remove(engine, hook, look)
    assert early[0] is False


def test_a_failure_leaves_the_connection_fit_for_the_next(engine, writer):
    def breaks_the_database(unit: Unit) -> None:
        unit.db.exec_driver_sql("SELECT * FROM nowhere")

    assert writer.submit(breaks_the_database).exception(timeout=10)
    count = writer.submit(lambda unit: run(unit.db, TESTS, select(func.count()).select_from(VISITS)).scalar())
    assert count.result(timeout=10) == 0
