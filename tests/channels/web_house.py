"""A tiny house for the web chat's tests: keeps lines in a list, answers a few words, serves on a free port."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import uvicorn

from bot.channels.base import Outgoing, Received
from bot.channels.web.app import web_app
from bot.channels.web.channel import WebChannel
from bot.channels.web.host import DemoPerson, Shown, ShownFile

CHEN = "chen"
START = datetime(2026, 11, 24, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
REVIEW = (
    "请核对：\n走访人：陈静\n【第1户】\n走访对象：12号302 王阿婆\n日期：今天（默认）\n情况：高血压，药快吃完了\n"
    "【第2户】\n走访对象：8号401 李建国（听到「李伯伯」）\n日期：昨天\n情况：没人应门（原来是住院）"
)


class FakeHost:
    """What `Host` asks for. `answers` maps a text to what Sibai says to it: (text, buttons)."""

    secret = "not-a-secret"

    def __init__(self, demo: bool = True) -> None:
        self.demo = demo
        self.channel = WebChannel(self.now)
        self.lines: dict[str, list[Shown]] = {}
        self.received: list[Received] = []
        self.known = {CHEN: "陈静 · 三门居委干部", "wang": "王秀英 · 12号302居民"}
        self.answers: dict[str, tuple[str, tuple[str, ...]]] = {
            "走访": (REVIEW, ("保存", "改", "取消")),
            "灯坏了": ("楼道灯修好了吗？", ("修好了", "还没有")),
        }
        self.failing = False
        self._now, self._id = START, 0
        self._files: dict[str, tuple[bytes, str]] = {}

    def now(self) -> datetime:
        self._now += timedelta(milliseconds=1)
        return self._now

    async def receive(self, received: Received) -> None:
        if self.failing:
            raise RuntimeError("the house is on fire")
        if received.message in {earlier.message for earlier in self.received}:
            return
        self.received.append(received)
        self._keep(received)
        text, buttons = self.answers.get(received.text, ("", ()))
        if received.card:
            text, buttons = "记好了：12号302王阿婆，今天上午。周六我会提醒您问问配药的事。", ()
        await self.say(received.address, text or f"收到：{received.text[:40]}", buttons)

    async def say(self, address: str, text: str, buttons: tuple[str, ...] = (), lane: int = 1, reason: str = "") -> int:
        self._id += 1
        card = f"c{self._id}" if buttons else ""
        message = Outgoing(self._id, text, buttons, card, lane, reason, made=self.now())
        self.lines.setdefault(address, []).append(Shown.of(message, self.now()))
        await self.channel.send(address, message)
        return self._id

    def _keep(self, received: Received) -> None:
        shown = []
        for place, file in enumerate(received.files):
            file_id = f"{received.message}-{place}"
            self._files[file_id] = (file.data, file.mime)
            shown.append(ShownFile(file_id, file.kind, file.name))
        lines = self.lines.setdefault(received.address, [])
        before = lines[-1].id if lines else 0
        own = Shown(before, True, received.text, (), received.card, at=received.sent, message=received.message)
        lines.append(replace(own, button=received.button, files=tuple(shown)))

    def history(self, address: str, after: int) -> list[Shown]:
        return [shown for shown in self.lines.get(address, []) if shown.id > after or (shown.mine and not after)]

    def who(self, address: str) -> str:
        return self.known.get(address, "")

    def demo_people(self) -> list[DemoPerson]:
        if not self.demo:
            return []
        return [
            DemoPerson(
                CHEN,
                "陈静",
                "三门居委干部",
                "走访回来，用一句话记下来，看它怎么听懂几户、几天。",
                ("今天上午去了12号302王阿婆家，血压高，药快吃完了；8号401李伯伯没人应门。",),
            ),
            DemoPerson(
                "wang",
                "王秀英",
                "12号302居民",
                "用自己的话报一件烦心事，看谁接、几时回。",
                ("12号楼的灯又坏了，晚上看不见",),
            ),
            DemoPerson("liu", "刘书记", "三门居委书记", "早上问一问，今天有什么要紧的。", ("今天有什么要紧的",)),
        ]

    async def move_clock(self, to: datetime | None, step: str) -> None:
        self._now = to or self._now + timedelta(days=1)

    def file(self, address: str, file_id: str) -> tuple[bytes, str] | None:
        mine = any(file.id == file_id for line in self.lines.get(address, []) for file in line.files)
        return self._files.get(file_id) if mine else None


class Served:
    """The fake house behind a real server, in a thread; can be killed and started again on the same port."""

    def __init__(self, host: FakeHost) -> None:
        self.host = host
        self._port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def start(self) -> None:
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", self._port))
        self._port = listener.getsockname()[1]
        app = web_app(self.host, self.host.channel)
        config = uvicorn.Config(app, log_level="critical", ws="none", lifespan="off", timeout_graceful_shutdown=1)
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._run, args=(listener,), daemon=True)
        self._thread.start()
        while not self._server.started:
            threading.Event().wait(0.01)

    def _run(self, listener: socket.socket) -> None:
        async def serve() -> None:
            self._loop = asyncio.get_running_loop()
            await self._server.serve([listener])

        asyncio.run(serve())

    def stop(self) -> None:
        """Hard: open streams are cut off, as by kill -9."""
        self._loop.call_soon_threadsafe(self.host.channel.close)
        self._server.force_exit = True
        self._server.should_exit = True
        self._thread.join(10)

    def say(self, address: str, text: str, buttons: tuple[str, ...] = (), lane: int = 1, reason: str = "") -> int:
        """Sibai says something by itself, from any thread."""
        saying = self.host.say(address, text, buttons, lane, reason)
        return asyncio.run_coroutine_threadsafe(saying, self._loop).result(5)


@contextlib.contextmanager
def served(host: FakeHost) -> Iterator[Served]:
    server = Served(host)
    try:
        yield server
    finally:
        server.stop()
