"""Who writes: one thread with grouped commits on SQLite, a few threads on PostgreSQL. All or nothing per job."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection, Engine

from storage.base import savepoint, transaction
from storage.unit import Unit

T = TypeVar("T")
Job = Callable[[Unit], Any]
Rescue = Callable[[Unit, Exception], Any]
GROUP = 64  # messages that share a commit at the most
log = logging.getLogger("sibai.storage")


@dataclass
class Task:
    """Work for one transaction. If it raises it is undone, and `rescue` runs in its place."""

    job: Job
    rescue: Rescue | None
    done: Future[Any] = field(default_factory=Future)

    def __post_init__(self) -> None:
        self.done.set_running_or_notify_cancel()  # a caller who goes away must not break the writer: no cancelling


class Writer(Protocol):
    """Runs jobs in transactions; a future is done only once its transaction has committed."""

    def submit(self, job: Job, rescue: Rescue | None = None, key: str = "") -> Future[Any]:
        """Jobs of one key (a person's account) keep their order."""
        ...

    def close(self) -> None: ...


def open_writer(engine: Engine, now: Callable[[], datetime], group: int = GROUP) -> Writer:
    return OneThread(engine, now, group) if engine.dialect.name == "sqlite" else Threads(engine, now)


def _attempt(db: Connection, task: Task, now: datetime) -> Any:
    """Run one task inside a savepoint; on failure run its rescue inside another."""
    try:
        with savepoint(db):
            return task.job(Unit(db, now))
    except Exception as failure:
        if task.rescue is None:
            raise
        with savepoint(db):
            return task.rescue(Unit(db, now), failure)


class OneThread:
    """SQLite: one thread writes, and what queued up meanwhile shares a commit."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], group: int) -> None:
        self.engine, self.now, self.group = engine, now, group
        self._queue: SimpleQueue[Task | None] = SimpleQueue()
        self._lock, self._closed = Lock(), False
        self._thread = Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    def submit(self, job: Job, rescue: Rescue | None = None, key: str = "") -> Future[Any]:
        task = Task(job, rescue)
        with self._lock:
            if self._closed:
                raise RuntimeError("the writer is closed")
            self._queue.put(task)
        return task.done

    def close(self) -> None:
        """Finish what is queued, then stop."""
        with self._lock:
            self._closed = True
            self._queue.put(None)
        self._thread.join()

    def _run(self) -> None:
        while first := self._queue.get():
            tasks, last = [first], False
            while len(tasks) < self.group and not last:
                try:
                    more = self._queue.get_nowait()
                except Empty:
                    break
                if more:
                    tasks.append(more)
                last = more is None
            self._commit(tasks)
            if last:
                return

    def _commit(self, tasks: list[Task]) -> None:
        """All in one transaction; should anything fail outside a savepoint, one by one."""
        try:
            with transaction(self.engine) as db:
                results = [self._one(db, task, alone=len(tasks) == 1) for task in tasks]
        except Exception as failure:  # noqa: BLE001 - nobody was told yet
            if len(tasks) == 1:
                tasks[0].done.set_exception(failure)
                return
            log.warning("a group of %d failed at %s: taken again one by one", len(tasks), type(failure).__name__)
            for task in tasks:
                self._commit([task])
            return
        for task, (result, problem) in zip(tasks, results, strict=True):
            if problem:
                task.done.set_exception(problem)
            else:
                task.done.set_result(result)

    def _one(self, db: Connection, task: Task, *, alone: bool) -> tuple[Any, Exception | None]:
        try:
            return _attempt(db, task, self.now()), None
        except Exception as failure:  # its savepoint is undone; the others must not lose
            if alone or task.rescue:
                raise
            return None, failure


class Threads:
    """PostgreSQL: each job its own transaction, a few at a time; rows are locked by those who need them."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], threads: int = 8) -> None:
        self.engine, self.now = engine, now
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="writer")
        self._lock = Lock()
        self._queues: dict[str, deque[Task]] = {}  # of each key at work: what waits behind it

    def submit(self, job: Job, rescue: Rescue | None = None, key: str = "") -> Future[Any]:
        task = Task(job, rescue)
        with self._lock:
            if key and key in self._queues:
                self._queues[key].append(task)
                return task.done
            if key:
                self._queues[key] = deque()
        self._pool.submit(self._work, task, key)
        return task.done

    def close(self) -> None:
        self._pool.shutdown(wait=True)

    def _work(self, task: Task, key: str) -> None:
        following: Task | None = task
        while following:
            try:
                with transaction(self.engine) as db:
                    result = _attempt(db, following, self.now())
            except Exception as failure:  # noqa: BLE001 - whoever waits is told
                following.done.set_exception(failure)
            else:
                following.done.set_result(result)
            following = self._next(key)

    def _next(self, key: str) -> Task | None:
        with self._lock:
            if waiting := self._queues.get(key):
                return waiting.popleft()
            self._queues.pop(key, None)
            return None
