"""How many messages a second, from the desk's door to the committed reply, beside raw SQLite. Prints JSON.

    python -m benchmarks.turns [--rounds 5] [--seconds 2]

The raw transaction is what a bot owes one message at the least: its key, a 400-byte state, two rows to send, one durable
commit. Contestants take turns, so that a slow minute hits all; only ratios within one run mean anything.
"""

from __future__ import annotations

import argparse
import itertools
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bot.app import App, build_street
from bot.channels.base import Received
from bot.clock import SystemClock
from bot.config import Settings, TalkTimes
from bot.home import Home
from storage.base import open_engine, sqlite_url, transaction
from storage.migrating import upgrade
from storage.unit import Unit

STATE = json.dumps({"dialogue": "visit", "note": "x" * 340})
NUMBERS = itertools.count()


class Raw:
    """The `sqlite3` module, WAL and FULL, prepared statements, one message a commit."""

    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(folder / "raw.db", isolation_level=None)
        self.db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            "CREATE TABLE inbox (key TEXT PRIMARY KEY) WITHOUT ROWID;"
            "CREATE TABLE talk (who TEXT PRIMARY KEY, state TEXT);"
            "CREATE TABLE outbox (id INTEGER PRIMARY KEY, who TEXT, body TEXT);"
        )

    def __call__(self, seconds: float) -> float:
        def once() -> None:
            number = next(NUMBERS)
            self.db.execute("BEGIN IMMEDIATE")
            self.db.execute("INSERT INTO inbox VALUES (?)", (f"m{number}",))
            self.db.execute("INSERT OR REPLACE INTO talk VALUES (?, ?)", (f"p{number % 1000}", STATE))
            self.db.execute("INSERT INTO outbox (who, body) VALUES (?, ?), (?, ?)", ("a", "heard", "a", "next?"))
            self.db.execute("COMMIT")

        return rate(once, 1, seconds)


class House:
    """The whole bot on SQLite: somebody begins a visit, and answers; so many people waiting at once."""

    def __init__(self, folder: Path) -> None:
        url = sqlite_url(folder / "house.db")
        engine, clock = open_engine(url), SystemClock()
        upgrade(engine)
        with transaction(engine) as db:
            unit = Unit(db, clock.now())
            build_street(unit, clock.now().date())
            people = [one.id for one in unit.people.with_role("干部")]
            self.addresses = [unit.people.add_account(one, "web", f"bench:{one}").address for one in people]
        self.app = App(Home(folder), Settings(talk=TalkTimes(pieces_seconds=0)), engine, clock)

    def plays(self, waiting: int, words: tuple[str, ...]) -> Callable[[float], float]:
        def once() -> None:
            for text in words:
                turn = [self._send(address, text) for address in self.addresses[:waiting]]
                for done in turn:
                    done.result()

        return lambda seconds: rate(once, waiting * len(words), seconds)

    def _send(self, address: str, text: str):
        received = Received("web", f"b{next(NUMBERS)}", address, self.app.clock.now(), text)
        return self.app.receive_now(received)


def rate(once: Callable[[], None], messages: int, seconds: float) -> float:
    """Messages a second."""
    once()
    began, rounds = time.perf_counter(), 0
    while (passed := time.perf_counter() - began) < seconds:
        once()
        rounds += 1
    return rounds * messages / passed


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--seconds", type=float, default=1.0)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="sibai-turns-") as place:
        house = House(Path(place))
        question, sentence = ("记走访", "取消"), ("今天去了12号302，血压偏高", "取消")
        contestants: dict[str, Callable[[float], float]] = {
            "raw sqlite3": Raw(Path(place)),
            "a question and a cancel, one person": house.plays(1, question),
            "a question and a cancel, 24 people at once": house.plays(24, question),
            "a sentence read and reviewed, one person": house.plays(1, sentence),
            "a sentence read and reviewed, 24 people at once": house.plays(24, sentence),
        }
        figures: dict[str, list[float]] = {name: [] for name in contestants}
        for turn in range(chosen.rounds):
            for name in list(contestants)[:: 1 if turn % 2 == 0 else -1]:
                figures[name].append(contestants[name](chosen.seconds))
        house.app.close()
    base = figures["raw sqlite3"]
    for name, values in figures.items():
        ratio = statistics.median(value / raw for value, raw in zip(values, base, strict=True))
        spread = [round(min(values)), round(max(values))]
        print(
            json.dumps(
                {
                    "what": name,
                    "per_second": round(statistics.median(values)),
                    "spread": spread,
                    "of_raw": round(ratio, 3),
                }
            )
        )


if __name__ == "__main__":
    main()
