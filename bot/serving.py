"""Serving the web chat: the house as its pages see it, a free port, and a server that stops cleanly."""

from __future__ import annotations

import asyncio
import errno
import fcntl
import logging
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import uvicorn
from sqlalchemy import Engine

from bot import logs
from bot.app import App
from bot.channels.base import Received
from bot.channels.web.app import web_app
from bot.channels.web.channel import Moved, WebChannel
from bot.channels.web.host import DemoPerson, Shown, ShownFile
from bot.channels.web.sessions import door_link, personal_link
from bot.clock import Clock, ShiftedClock, SystemClock
from bot.config import Settings
from bot.home import Home
from bot.outbox import may_open, outgoing
from bot.play import address_of
from storage.inbox import Letter
from storage.outbox import Parcel
from storage.unit import Unit
from storage.viewers import system

log = logging.getLogger("sibai.web")
WEB = system("web")
ROLES = {"干部": "居委干部", "书记": "居委书记", "街道干部": "街道干部", "楼组长": "楼组长"}
TRY = {
    "陆志明": (
        "居民，住12号501。说一件烦心事，居委王芳马上收到；办好了会来问您好了没有。",
        ("12号楼道的灯不亮了，晚上老人下楼看不见", "我的诉求"),
    ),
    "王芳": (
        "居委干部，管着12号一带。接诉求、记走访，都是一句话。",
        ("待办", "今天上午去了12号302看王阿婆，血压偏高，想申请助浴，儿子这周六来配药", "查 12号302", "我的走访"),
    ),
    "刘书记": ("居委书记。紧急情况会第一个收到。", ("超期", "查 12号302", "菜单")),
    "周科": ("街道干部，看得到整条街道。", ("查 12号302", "帮助")),
    "王秀英": ("居民王阿婆，86岁，独居。可以打个招呼。", ("你好", "楼道里有煤气味")),
}  # fmt: skip


class WebHost:
    """What the pages ask of the house."""

    def __init__(self, app: App, channel: WebChannel, secret: str, shifted: ShiftedClock | None) -> None:
        self.app, self.channel, self.secret, self.shifted = app, channel, secret, shifted

    @property
    def demo(self) -> bool:
        return self.shifted is not None

    async def receive(self, received: Received) -> None:
        await self.app.receive(received)

    def now(self) -> datetime:
        return self.app.clock.now()

    def history(self, address: str, after: int) -> list[Shown]:
        lines: list[Shown] = self.app.ask(lambda unit: _history(unit, address, after))
        return lines

    def who(self, address: str) -> str:
        name: str = self.app.ask(lambda unit: _who(unit, address))
        return name

    def demo_people(self) -> list[DemoPerson]:
        people: list[DemoPerson] = self.app.ask(_demo_people) if self.demo else []
        return people

    async def move_clock(self, to: datetime | None, step: str) -> None:
        if self.shifted is None:
            return
        target = to or await asyncio.to_thread(self._step, step)
        if target and target > self.now():
            await self._go_to(target)
        self.channel.show_all(Moved(self.now()))

    async def _go_to(self, target: datetime) -> None:
        """From due moment to due moment, so that each happens at its own time."""
        assert self.shifted is not None
        while (due := await asyncio.to_thread(self.app.next_due)) and due <= target:
            if due > self.now():
                self.shifted.goes_to(due)
            await self.app.work()
            if await asyncio.to_thread(self.app.next_due) == due:
                break  # it stays due: someone else's to do
        if target > self.now():
            self.shifted.goes_to(target)
        await self.app.work()
        self.app.wake()

    def _step(self, step: str) -> datetime | None:
        now, calendar = self.now(), self.app.calendar
        if step == "next_moment":
            return self.app.next_due()
        morning = self.app.settings.reminders.morning
        if step == "next_digest":
            day = now.date() if now.time() < morning else now.date() + timedelta(days=1)
            return datetime.combine(day, morning, now.tzinfo) + timedelta(minutes=1)
        if step == "next_working_day":
            return datetime.combine(calendar.next_working_day(now.date()), morning, now.tzinfo) + timedelta(minutes=1)
        return None

    def file(self, address: str, file_id: str) -> tuple[bytes, str] | None:
        kept = self.app.ask(lambda unit: may_open(unit, unit.people.by_account("web", address), file_id))
        return (self.app.home.read(kept.path), kept.mime) if kept and kept.path else None


def _history(unit: Unit, address: str, after: int) -> list[Shown]:
    """Both sides in the order in which they came: a message of one's own before what answers it."""
    account = unit.people.by_account("web", address)
    if account is None:
        return []
    told, said = unit.outbox.told(account.id, after), unit.inbox.said(account.id)
    answered = unit.outbox.first_answers([letter.id for letter in said])
    lines: list[tuple[float, int, Shown]] = [(parcel.id, 1, _told(parcel)) for parcel in told]
    newest = max(answered.values(), default=0)
    for letter in said:
        place = answered.get(letter.id, max(newest, told[-1].id if told else 0) + 1)
        if place > after:
            lines.append((place - 0.5, letter.id, _said(unit, letter, int(place) - 1)))
    return [line for _, _, line in sorted(lines, key=lambda line: line[:2])][-200:]


def _told(parcel: Parcel) -> Shown:
    message = outgoing(parcel)
    return Shown.of(replace(message, made=max(parcel.made_at, parcel.send_at)), parcel.made_at)


def _said(unit: Unit, letter: Letter, before: int) -> Shown:
    files = tuple(ShownFile(str(f.id), f.kind, f.name) for f in unit.files.get(letter.body["files"], letter.person_id))
    body = letter.body
    return Shown(
        before, True, body["text"], card=body["card"], at=letter.sent_at, files=files, message=letter.message,
        button=body["button"],
    )  # fmt: skip


def _who(unit: Unit, address: str) -> str:
    account = unit.people.by_account("web", address)
    person = unit.people.get(WEB, account.person_id) if account else None
    name = person.name or ("访客" if person.state == "访客" else "") if person else ""
    if account is None or not name:
        return ""
    role = next((ROLES[role] for role in ROLES if role in unit.people.viewer(account.person_id).roles), "居民")
    return f"{name} · {role}"


def _demo_people(unit: Unit) -> list[DemoPerson]:
    people = []
    for name, (sentence, words) in TRY.items():
        if address := address_of(unit, name, "web"):
            role = _who(unit, address).partition(" · ")[2]
            people.append(DemoPerson(address, name, role, sentence, words))
    return people


class NoPort(Exception):
    """Nothing to listen on; the argument tells the operator why."""


def free_port(host: str, first: int) -> socket.socket:
    """A listening socket on the first free port from `first` on. Raises NoPort if there is none."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for port in range(first, min(first + 100, 65536)):
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(128)
        except OSError as failure:
            listener.close()
            if failure.errno in (errno.EADDRINUSE, errno.EACCES):  # another's, or below 1024
                continue
            raise NoPort(f"不能在 {host} 上等人：这台机器没有这个地址。请看看 web.host 或 --host。") from None
        return listener
    raise NoPort(f"从 {first} 起的一百个端口都用不了。请用 --port 换一个。")


def serve(home: Home, settings: Settings, engine: Engine, *, demo: bool, host: str | None, port: int | None) -> None:
    """Serve until a signal stops it."""
    logs.begin()
    shifted = ShiftedClock(file=home.folder / "demo_clock") if demo else None
    clock: Clock = shifted or SystemClock()
    channel = WebChannel(clock.now)
    app = App(home, settings, engine, clock, [channel])
    house = WebHost(app, channel, settings.web_secret(home.folder).reveal(), shifted)
    listener = free_port(host or settings.web.host, port or settings.web.port)
    address = _shown(*listener.getsockname()[:2])
    with claimed(home, address) as other:
        if other:
            _tell(f"注意：{other} 也在用这个数据文件夹。消息不会丢，但可能只在其中一边马上出现；请只留一个。")
        _tell(f"四百在 {address} 等您。按 Ctrl-C 停下。")
        # Uvicorn hands a signal on when it is done: what stops us must not skip the closing of the database.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with suppress(KeyboardInterrupt):
            asyncio.run(_serve(app, house, listener))


def _tell(text: str) -> None:
    print(text, flush=True)  # noqa: T201 this is the terminal


def _shown(host: str, port: int) -> str:
    """The address as somebody at this machine opens it."""
    here = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)  # noqa: S104
    return f"http://{here}:{port}"


@contextmanager
def claimed(home: Home, address: str) -> Iterator[str]:
    """Hold the home while serving; the address of the server that holds it already, or "". A kill lets go."""
    with (home.folder / "running").open("a+", encoding="utf-8") as file:
        file.seek(0)
        there = file.read()
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield there or "另一个四百"
            return
        file.truncate(0)
        file.write(address)
        file.flush()
        yield ""
        file.truncate(0)


def running_at(home: Home) -> str:
    """Where the server of this home is listening; "" if it does not run."""
    with suppress(OSError), (home.folder / "running").open(encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return file.read()
    return ""


class _Server(uvicorn.Server):
    """Open streams would keep a stopping server waiting: they are told to end first."""

    def __init__(self, config: uvicorn.Config, channel: WebChannel) -> None:
        super().__init__(config)
        self.channel = channel

    def handle_exit(self, sig: int, frame: Any) -> None:
        self.channel.close()
        super().handle_exit(sig, frame)


async def _serve(app: App, house: WebHost, listener: socket.socket) -> None:
    config = uvicorn.Config(
        web_app(house, house.channel),
        log_config=None,
        access_log=False,
        lifespan="off",
        timeout_graceful_shutdown=3,
    )
    app.scheduler.start()
    try:
        await _Server(config, house.channel).serve(sockets=[listener])
    finally:
        app.scheduler.stop()
        app.close()


def signed_link(home: Home, settings: Settings, address: str) -> str:
    """A personal link into the web chat."""
    return _base(home, settings) + personal_link(
        settings.web_secret(home.folder).reveal(), address, SystemClock().now()
    )


def link_at_door(home: Home, settings: Settings, door: str) -> str:
    """What the code at a building's door holds."""
    return _base(home, settings) + door_link(settings.web_secret(home.folder).reveal(), door, SystemClock().now())


def _base(home: Home, settings: Settings) -> str:
    return (settings.web.public_url or running_at(home) or _shown(settings.web.host, settings.web.port)).rstrip("/")
