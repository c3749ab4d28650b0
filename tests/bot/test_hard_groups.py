"""Hard conversations: messages that share a commit, and a machine that dies. The number is the row of the list."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from threading import Event

import pytest
from sqlalchemy import Engine, event

from bot import desk as desks
from bot.channels.base import Received
from bot.clock import Calendar
from bot.config import Settings
from bot.desk import Desk
from bot.facts import Facts
from bot.router import Router
from bot.turns import Turns
from storage.base import SHANGHAI, open_engine
from storage.writer import open_writer
from tests.bot.dialogues import rate
from tests.community import MONDAY, Community

EIGHT = ("王芳", "陈洁", "刘书记", "周科", "王阿娣", "李建国", "陈桂芳", "孙大明")
SORRY = "刚才没记成"


def breaks_for(name: str, how):
    """The rating, which breaks for one person when all has been said."""

    def tell(talk):
        """评一评：会坏的。"""
        closing = rate.tell(talk)
        return how() if talk.world.person.name == name else closing

    return replace(rate, tell=tell)


def raises():
    raise RuntimeError


@pytest.fixture
def asked(community) -> Community:
    """Eight people who have been asked whether they are satisfied."""
    street = community(dialogues=[rate])
    for name in EIGHT:
        street.person(name).says("评一评").hears("您满意吗")
    return street


def say_all(
    street: Community, text: str = "满意", names=EIGHT, listener=None, **odd: str
) -> list[BaseException | None]:
    """Everybody writes while the writer is busy; what each channel is told. `odd`: who writes something else."""
    messages = [street.message(name, odd.get(name, text)) for name in names]
    street.player.app.close()
    app = street.player.app = street.player._open()
    gate = Event()
    busy = app.writer.submit(lambda unit: gate.wait(10))
    with at_commit(street.engine, listener):  # before anybody is heard: on PostgreSQL nobody waits for the gate
        told = [app.desk.receive(message) for message in messages]
        gate.set()
        failures = [one.exception(timeout=20) for one in told]
    assert isinstance(busy.exception(timeout=10), OSError | None)
    return failures


def rated(street: Community) -> list[str]:
    return [name for name in EIGHT if street.remarks(name)]


def fails(times: int):
    """Lets the first commits fail, as a full disk does."""
    left = list(range(times))

    def listen():
        if left:
            left.pop()
            raise OSError("disk full")

    return listen


@contextmanager
def at_commit(engine: Engine, listener):
    """Calls the listener at every commit, where there is one; SQLite's is a statement of our own."""

    def statement(db, cursor, text, *rest):
        if text == "COMMIT" and listener:
            listener()

    def commit(db):
        if listener:
            listener()

    hook, listen = ("before_cursor_execute", statement) if engine.dialect.name == "sqlite" else ("commit", commit)
    event.listen(engine, hook, listen)
    yield
    event.remove(engine, hook, listen)


def test_23_one_of_eight_messages_raises_and_seven_commit(asked):
    asked.dialogues = [breaks_for("刘书记", raises)]
    assert say_all(asked) == [None] * 8
    assert rated(asked) == [name for name in EIGHT if name != "刘书记"]
    told = {event.to: event.text for event in asked.clock_goes_to(MONDAY)}
    assert SORRY in told.pop("刘书记")
    assert set(told.values()) == {"谢谢您的评价。"}


def test_23_nothing_is_seen_before_the_commit(asked):
    if asked.engine.dialect.name != "sqlite":
        pytest.skip("messages share a commit on SQLite only")
    seen = []

    def look():
        with open_engine(str(asked.engine.url)).connect() as db:
            seen.append(db.exec_driver_sql("SELECT count(*) FROM remarks").scalar())
        return "好"

    asked.dialogues = [breaks_for("孙大明", look)]
    assert say_all(asked) == [None] * 8
    assert seen == [0]
    assert rated(asked) == list(EIGHT)


def test_23_a_kill_between_savepoint_and_commit_leaves_nothing_and_all_come_again(asked):
    url = asked.engine.url.render_as_string(hide_password=False)
    addresses = [asked.message(name, "").address for name in EIGHT]
    child = subprocess.run([sys.executable, "-m", "tests.bot.test_hard_groups", url, *addresses], check=False)
    assert child.returncode == -signal.SIGKILL
    assert rated(asked) == []
    assert asked.ask(lambda unit: len(unit.talks.all_open())) == 8
    assert say_all(asked) == [None] * 8
    assert rated(asked) == list(EIGHT)


def test_27_a_broken_danger_check_costs_one_message_its_turn_and_the_others_nothing(asked, monkeypatch):
    real = desks.spot_danger
    monkeypatch.setattr(desks, "spot_danger", lambda text: raises() if "坏" in text else real(text))
    assert say_all(asked, 陈洁="满意，坏") == [None] * 8
    assert rated(asked) == [name for name in EIGHT if name != "陈洁"]
    monkeypatch.undo()
    told = asked.clock_goes_to(MONDAY.replace(minute=1))
    assert [event.text[:5] for event in told if event.to == "陈洁"] == [SORRY, "谢谢您的评"]


def test_27_a_failure_path_that_fails_too_costs_only_its_own_message(asked, monkeypatch):
    asked.dialogues = [breaks_for("陈洁", raises)]
    with monkeypatch.context() as patch:
        patch.setattr(Desk, "_set_back", lambda *_: raises())
        told = say_all(asked)
    assert [type(one) for one in told] == [type(None), RuntimeError, *[type(None)] * 6]
    assert rated(asked) == [name for name in EIGHT if name != "陈洁"]


def test_27_a_commit_that_fails_once_loses_nothing(asked):
    told = say_all(asked, listener=fails(1))
    failed = [name for name, one in zip(EIGHT, told, strict=True) if one]
    assert rated(asked) == [name for name in EIGHT if name not in failed]  # who was told knows, and sends again
    assert say_all(asked, names=failed) == [None] * len(failed)
    assert rated(asked) == list(EIGHT)


def test_27_when_every_commit_fails_every_channel_is_told_and_all_come_again(asked):
    assert [type(one) for one in say_all(asked, listener=fails(50))] == [OSError] * 8
    assert rated(asked) == []
    assert say_all(asked) == [None] * 8
    assert rated(asked) == list(EIGHT)


def test_27_a_group_has_a_largest_size(community):
    small = replace(Settings(), limits=replace(Settings().limits, group_size=3))
    street = community(dialogues=[rate], settings=small)
    commits = []
    assert say_all(street, "评一评。", listener=lambda: commits.append(1)) == [None] * 8
    assert len(commits) >= 3


def die(engine: Engine, addresses: list[str]) -> None:
    """Take everybody's answer, and die at the commit: on SQLite with all eight answered, on PostgreSQL with one."""
    now, answered, gate = MONDAY.replace(tzinfo=SHANGHAI), [], Event()
    settings = Settings()
    calendar = Calendar(settings)

    def tell(talk):
        """评一评：记下答过了。"""
        closing = rate.tell(talk)
        answered.append(talk)
        return closing

    def kill() -> None:
        if len(answered) >= (len(addresses) if engine.dialect.name == "sqlite" else 1):
            os.kill(os.getpid(), signal.SIGKILL)

    writer = open_writer(engine, lambda: now)
    desk = Desk(writer, Turns(Router([replace(rate, tell=tell)]), Facts([], settings, calendar), settings, calendar))
    writer.submit(lambda unit: gate.wait(10))
    for number, address in enumerate(addresses):
        desk.receive(Received("web", f"killed{number}", address, now, "满意"))
    with at_commit(engine, kill):
        gate.set()
        writer.close()


if __name__ == "__main__":
    die(open_engine(sys.argv[1]), sys.argv[2:])
