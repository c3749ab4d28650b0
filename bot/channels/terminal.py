"""A chat in the terminal: lines in, replies with numbered buttons out; also from a pipe."""

from __future__ import annotations

import asyncio
import mimetypes
import threading
from collections.abc import Awaitable
from pathlib import Path
from typing import Any, Protocol, TextIO
from uuid import uuid4

from bot.channels.base import File, Outgoing, Received
from bot.clock import Clock
from bot.scheduler import Scheduler

HELP = "直接打字就行；有按钮就打它的号码。/照片 文件名 发照片，/退出 结束。"
QUIET = 0.3  # seconds without news after which a piped conversation goes on


class House(Protocol):
    """What the terminal needs of the house."""

    clock: Clock
    scheduler: Scheduler

    def receive(self, received: Received) -> Awaitable[None]: ...


class Terminal:
    """One person at one terminal; pushes appear as they come."""

    name = "terminal"
    window = None

    def __init__(self, lines: TextIO, out: TextIO) -> None:
        self.lines, self.out = lines, out
        self._last: Outgoing | None = None
        self._news = asyncio.Event()

    async def send(self, address: str, message: Outgoing) -> str:
        bar = f"〔{message.reason}〕" if message.reason else ""
        numbered = "  ".join(f"[{place}] {button}" for place, button in enumerate(message.buttons, 1))
        self._say("\n".join(filter(None, [bar + message.text, numbered])) + "\n")
        if message.buttons:
            self._last = message
        self._news.set()
        return "terminal"

    async def fetch(self, file: File) -> bytes:
        return file.data

    async def talk(self, house: House, address: str) -> None:
        """Until the input ends or /退出 is said."""
        house.scheduler.start()
        self._say(HELP + "\n")
        try:
            while (line := await self._read()) is not None and line.strip() != "/退出":
                if received := self._received(house, address, line.strip()):
                    self._news.clear()
                    await house.receive(received)
                    await self._hear(house)
        finally:
            house.scheduler.stop()
        self._say("再见。\n")

    async def _hear(self, house: House) -> None:
        """Wait for the answer, and a little longer for what belongs to it."""
        try:
            await asyncio.wait_for(self._news.wait(), 10)
            while True:
                self._news.clear()
                await asyncio.wait_for(self._news.wait(), QUIET)
        except TimeoutError:
            return

    async def _read(self) -> str | None:
        """The next line; a thread of its own waits for it, so that an interrupted program can end."""
        loop = asyncio.get_running_loop()
        line: asyncio.Future[str] = loop.create_future()

        def give(text: str) -> None:
            if not line.done():
                line.set_result(text)

        def wait() -> None:
            text = self.lines.readline()
            if not loop.is_closed():
                loop.call_soon_threadsafe(give, text)

        threading.Thread(target=wait, daemon=True).start()
        return await line or None

    def _received(self, house: House, address: str, line: str) -> Received | None:
        common: dict[str, Any] = {
            "channel": self.name,
            "message": uuid4().hex,
            "address": address,
            "sent": house.clock.now(),
        }
        if line.startswith("/照片"):
            path = Path(line.removeprefix("/照片").strip()).expanduser()
            if not path.is_file():
                self._say(f"找不到文件「{path.name}」。\n")
                return None
            mime = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            return Received(**common, files=(File("照片", path.name, mime, path.read_bytes()),))
        if self._last and line.isascii() and line.isdecimal() and 0 < int(line[:4]) <= len(self._last.buttons):
            return Received(**common, card=self._last.card, button=int(line) - 1)
        return Received(**common, text=line)

    def _say(self, text: str) -> None:
        self.out.write(text + "\n")
        self.out.flush()
