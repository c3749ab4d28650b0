"""The live line to one page: what it missed, then what comes, as Server-Sent Events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.concurrency import run_in_threadpool

from bot.channels.web.channel import Closed, Moved, Page, WebChannel
from bot.channels.web.host import Host, Shown

BEAT = 15.0  # seconds; a page that hears nothing for three of them connects anew
RETRY = "retry: 1500\n\n"


async def stream(host: Host, channel: WebChannel, address: str, after: int) -> AsyncIterator[str]:
    """Everything behind `after`, each line once."""
    with channel.page(address) as page:  # before the history is read, so that nothing falls between
        yield RETRY
        line = _Line(host, address, after)
        while True:
            for shown in await line.missed():
                yield shown
            yield _event("beat", {"now": host.now().isoformat()})
            async for text in _until_silent(page, line):
                if not text:
                    return
                yield text


class _Line:
    """What this connection has said already."""

    def __init__(self, host: Host, address: str, after: int) -> None:
        self._host = host
        self._address = address
        self._after = after
        self._said: set[str] = set()

    async def missed(self) -> list[str]:
        """Also asked at every beat: another process may have sent what this one did not see."""
        lines = await run_in_threadpool(self._host.history, self._address, self._after)
        return [text for shown in lines if (text := self.say(shown))]

    def say(self, shown: Shown) -> str:
        """Its event, empty the second time. Only Sibai's lines carry an id: it is what a page takes up from."""
        if shown.key in self._said:
            return ""
        self._said.add(shown.key)
        if shown.mine:
            return _event("line", shown.plain())
        self._after = max(self._after, shown.id)
        return _event("line", shown.plain(), shown.id)


async def _until_silent(page: Page, line: _Line) -> AsyncIterator[str]:
    """Events until a beat is due; an empty one when the stream is to end."""
    while True:
        try:
            event = await asyncio.wait_for(page.get(), BEAT)
        except TimeoutError:
            return
        if isinstance(event, Closed):
            yield ""
            return
        if isinstance(event, Moved):
            yield _event("clock", {"now": event.now.isoformat()})
        elif text := line.say(event):
            yield text


def _event(kind: str, body: object, number: int = 0) -> str:
    mark = f"id: {number}\n" if number else ""
    return f"event: {kind}\n{mark}data: {json.dumps(body, ensure_ascii=False)}\n\n"
