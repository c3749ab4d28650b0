"""The way out to open pages. Nobody needs to be there: what is missed is read from the history."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from bot.channels.base import File, Outgoing
from bot.channels.web.host import Shown

WAITING = 500


@dataclass(frozen=True)
class Moved:
    """The demonstration's clock shows another time now."""

    now: datetime


@dataclass(frozen=True)
class Closed:
    """The stream ends; the page comes back by itself."""


Event = Shown | Moved | Closed
Page = asyncio.Queue[Event]


class WebChannel:
    """Open pages by address. Belongs to one event loop; `now` stamps messages that bring no time of their own."""

    name = "web"
    window = None

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._pages: defaultdict[str, set[Page]] = defaultdict(set)

    async def send(self, address: str, message: Outgoing) -> str:
        """Wake the open pages of this account; having none is no failure."""
        self.show(address, Shown.of(message, self._now()))
        return f"web-{message.id}"

    async def fetch(self, file: File) -> bytes:
        """Files come whole with their message, so there is nothing to go for."""
        return file.data

    def show(self, address: str, event: Event) -> None:
        """Hand one event to every open page of this account."""
        for page in tuple(self._pages.get(address, ())):
            self._put(page, event)

    def show_all(self, event: Event) -> None:
        """Hand one event to every open page of everybody."""
        for address in tuple(self._pages):
            self.show(address, event)

    def close(self) -> None:
        """End every stream, so that a server that waits for them can stop."""
        self.show_all(Closed())

    @contextmanager
    def page(self, address: str) -> Iterator[Page]:
        """A page that is open for as long as the block lasts."""
        page: Page = asyncio.Queue(WAITING)
        self._pages[address].add(page)
        try:
            yield page
        finally:
            self._pages[address].discard(page)
            if not self._pages[address]:
                del self._pages[address]

    @staticmethod
    def _put(page: Page, event: Event) -> None:
        if page.full():  # nobody reads it any more: end it, and the page takes up from the history
            while not page.empty():
                page.get_nowait()
            event = Closed()
        page.put_nowait(event)
