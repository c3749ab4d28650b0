"""The morning's sweep over 100,000 households and one cadre's list, beside plain SQL of the same rows. Prints JSON.

    python -m benchmarks.dues [--homes 100000] [--rounds 5]

The street: 30 dwellings a building, a committee of 3,000 with twelve cadres; every fifth household has somebody with a
tag; three contacts each in the last two years. The raw contestant is the `sqlite3` module reading the same tags and the
newest contact of each household into tuples, with nothing decided. Each contestant runs in a process of its own, so that
the memory is its own: `mb` is the highest resident set of the whole process, interpreter and libraries included, `grew_mb`
what the work itself added.
"""

from __future__ import annotations

import argparse
import json
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from storage.base import SHANGHAI, open_engine, sqlite_url, transaction

NOW = datetime(2026, 11, 24, 8, 30, tzinfo=SHANGHAI)
TAGS_IN_TURN = ("独居老人", "低保", "纯老家庭", "残疾人", "高龄老人", "重残", "热心人士", "严重精神障碍")
RAW = (
    "SELECT p.household_id, t.tag, t.since, p.born FROM tags t JOIN persons p ON p.id = t.person_id "
    "JOIN households h ON h.id = p.household_id WHERE t.until IS NULL",
    "SELECT household_id, MAX(day), MAX(CASE WHEN way NOT IN ('电话', '微信') THEN day END) FROM visits "
    "WHERE undone_at IS NULL AND way <> '未遇' GROUP BY household_id",
)


def build(file: Path, homes: int) -> None:
    """The street, poured in plain SQL."""
    from storage.migrating import upgrade

    engine = open_engine(sqlite_url(file))
    upgrade(engine)
    engine.dispose()
    db, start = sqlite3.connect(file), NOW.date()
    buildings, committees = -(-homes // 30), max(1, homes // 3000)
    per = -(-buildings // committees)
    db.execute("INSERT INTO areas (id, kind, net, name, since) VALUES (1, '街道', '片区', '大街道', '2020-01-01')")
    areas = [(2 + n, "居委", f"第{n}居民区", 1) for n in range(committees)]
    micros = [(2 + committees + n, "微网格", f"微网格{n}", 2 + n // 12) for n in range(committees * 12)]
    db.executemany(
        "INSERT INTO areas (id, kind, net, name, parent_id, since) VALUES (?, ?, '片区', ?, ?, '2020-01-01')",
        areas + micros,
    )
    rows = ((n + 1, 2 + n // per, f"第{n // 20}村", f"{n % 20 + 1}号", f"{n % 20 + 1}") for n in range(buildings))
    db.executemany("INSERT INTO buildings (id, committee_id, estate, number, key) VALUES (?, ?, ?, ?, ?)", rows)
    held = ((n + 1, 2 + committees + n // per * 12 + n % per * 12 // per) for n in range(buildings))
    db.executemany("INSERT INTO building_areas (building_id, area_id, since) VALUES (?, ?, '2020-01-01')", held)
    rooms = ((n + 1, n // 30 + 1, f"{n % 30 // 5 + 1}0{n % 5 + 1}") for n in range(homes))
    db.executemany(
        "INSERT INTO households (id, building_id, room, key, since) VALUES (?, ?, ?, ?3, '2020-01-01')", rooms
    )
    people = ((n + 1, n + 1, f"居民{n}", f"{1930 + n % 70}-05-05") for n in range(homes))
    db.executemany(
        "INSERT INTO persons (id, household_id, name, born, since) VALUES (?, ?, ?, ?, '2020-01-01')", people
    )
    cadres = [(homes + 1 + n, f"干部{n}") for n in range(committees * 12)]
    db.executemany("INSERT INTO persons (id, name, since) VALUES (?, ?, '2020-01-01')", cadres)
    roles = [(homes + 1 + n, 2 + committees + n) for n in range(committees * 12)]
    db.executemany("INSERT INTO roles (person_id, role, area_id, since) VALUES (?, '干部', ?, '2020-01-01')", roles)
    marks = ((n + 1, TAGS_IN_TURN[n // 5 % len(TAGS_IN_TURN)]) for n in range(0, homes, 5))
    db.executemany(
        "INSERT INTO tags (person_id, kind, tag, source, since) VALUES (?, '关爱', ?, '导入', '2020-01-01')", marks
    )
    _visit(db, homes, start)
    db.commit()
    db.execute("ANALYZE")
    db.close()


def _visit(db: sqlite3.Connection, homes: int, start: date) -> None:
    """Three each, the last between today and four months ago: a good part of the tagged ones is due."""
    ways = ("入户", "电话", "入户", "微信", "未遇")
    visits = (
        (n + 1, homes + 1, (start - timedelta(days=n % 120 + back * 150)).isoformat(), ways[(n + back) % 5], "都好")
        for back in range(3)
        for n in range(homes)
    )
    db.executemany(
        "INSERT INTO visits (household_id, cadre_id, day, way, note, logged_at) VALUES (?, ?, ?, ?, ?, '2026-11-01')",
        visits,
    )


def raw(file: Path) -> Callable[[], int]:
    db = sqlite3.connect(file)
    return lambda: sum(len(db.execute(statement).fetchall()) for statement in RAW)


def sweep(file: Path) -> Callable[[], int]:
    """Everything that is due, and whose it is; how many households."""
    from handlers.engines.plans.dues import find_dues
    from handlers.engines.plans.owners import share_out

    return _in_house(file, lambda view: sum(map(len, share_out(view, find_dues(view, view.today)).values())))


def one_list(file: Path) -> Callable[[], int]:
    """One cadre's list, as it is sent; its characters."""
    from handlers.care.digest import say_today
    from handlers.care.today import today_of

    def make(view: Any) -> int:
        cadre = 8 + view.unit.db.exec_driver_sql("SELECT MAX(id) FROM households").scalar()
        return len(say_today(view, today_of(view, view.unit.people.viewer(cadre)))[0])

    return _in_house(file, make)


def _in_house(file: Path, work: Callable[[Any], int]) -> Callable[[], int]:
    from bot.clock import Calendar
    from bot.config import Settings
    from bot.world import View
    from storage.unit import Unit

    engine, settings = open_engine(sqlite_url(file)), Settings()
    calendar = Calendar(settings)

    def once() -> int:
        with transaction(engine) as db:
            return work(View(Unit(db, NOW), settings, calendar))

    return once


CONTESTANTS = {"raw": raw, "sweep": sweep, "one_list": one_list}


def measure(name: str, file: Path, rounds: int) -> dict[str, float]:
    """In this process: imports and a first run are over before the clock runs, as in a bot that is up."""
    work = CONTESTANTS[name](file)
    if name != "raw":
        import handlers.care.pushes  # noqa: F401 - what the bot has loaded anyway
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times, first, count = [], 0.0, 0
    for turn in range(rounds + 1):
        begun = time.perf_counter()
        count = work()
        took = (time.perf_counter() - begun) * 1000
        times += [took] if turn else []
        first = first or took
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {
        "ms": statistics.median(times), "first_ms": first, "mb": most / 1024, "grew_mb": (most - before) / 1024, "count": count
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--homes", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--one", nargs=2, metavar=("CONTESTANT", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(measure(options.one[0], Path(options.one[1]), options.rounds)))
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "street.db"
        build(file, options.homes)
        found = {name: _apart(name, file, options.rounds) for name in CONTESTANTS}
    rounded = {name: {key: round(value, 1) for key, value in figures.items()} for name, figures in found.items()}
    ratio = round(found["sweep"]["ms"] / found["raw"]["ms"], 2)
    print(json.dumps({"homes": options.homes, **rounded, "sweep_of_raw": ratio}, ensure_ascii=False, indent=1))


def _apart(name: str, file: Path, rounds: int) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.dues", "--one", name, str(file), "--rounds", str(rounds)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


if __name__ == "__main__":
    main()
