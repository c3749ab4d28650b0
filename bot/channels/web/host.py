"""What the web chat asks of the house that it stands in, and what it shows of it."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from bot.channels.base import Outgoing, Received


@dataclass(frozen=True)
class ShownFile:
    """A file beside a line; `id` is what `Host.file` is asked for. A 位置 has its "31.3,121.4" as its name."""

    id: str
    kind: str
    name: str = ""


@dataclass(frozen=True)
class Shown:
    """One line of a conversation as a page draws it, of either side.

    `id` is the outbox id of one of Sibai's lines; of an own line, that of the line before it (0 if there is none).
    An own line is named by `message`; if a button was pressed, `card` and `button` say which and `text` may be empty.
    """

    id: int
    mine: bool
    text: str = ""
    buttons: tuple[str, ...] = ()
    card: str = ""
    lane: int = 1
    reason: str = ""
    at: datetime | None = None
    files: tuple[ShownFile, ...] = ()
    message: str = ""
    button: int = -1

    @classmethod
    def of(cls, message: Outgoing, now: datetime) -> Shown:
        """What a page draws of a message on its way out."""
        at = message.made or now
        files = tuple(ShownFile(*file) for file in message.files)
        return cls(
            message.id, False, message.text, message.buttons, message.card, message.lane, message.reason, at, files
        )

    @property
    def key(self) -> str:
        """What makes it the same line, however often it comes."""
        return f"m{self.message}" if self.mine else f"s{self.id}"

    def plain(self) -> dict[str, Any]:
        """As JSON knows it."""
        return {
            "id": self.id,
            "key": self.key,
            "mine": self.mine,
            "text": self.text,
            "buttons": list(self.buttons),
            "card": self.card,
            "button": self.button,
            "lane": self.lane,
            "reason": self.reason,
            "at": self.at.isoformat() if self.at else "",
            "message": self.message,
            "files": [{"id": file.id, "kind": file.kind, "name": file.name} for file in self.files],
        }


@dataclass(frozen=True)
class DemoPerson:
    """Somebody to be in the demonstration: what to try, in one sentence, and the very words for it."""

    address: str
    name: str
    role: str
    sentence: str
    words: tuple[str, ...]


class Host(Protocol):
    """The house. What may wait for a database is called in a worker thread: history, who, demo_people, file."""

    @property
    def secret(self) -> str:
        """Signs links and cookies; a new one ends them all."""
        ...

    @property
    def demo(self) -> bool:
        """Whether anybody may be anybody and move the clock."""
        ...

    def receive(self, received: Received) -> Awaitable[None]:
        """Done when the message is safe: then the page shows 已送达."""
        ...

    def history(self, address: str, after: int) -> list[Shown]:
        """Both sides' lines in order, those behind outbox id `after`; 0: the last 200.

        What is due but not yet marked as sent belongs to it; what waits for its hour does not.
        """
        ...

    def who(self, address: str) -> str:
        """As the bar shows it (王芳 · 居委干部); empty for an account nobody knows (any more)."""
        ...

    def demo_people(self) -> list[DemoPerson]:
        """Whom one can be; empty outside the demonstration."""
        ...

    def now(self) -> datetime:
        """The house's time, with its zone."""
        ...

    def move_clock(self, to: datetime | None, step: str) -> Awaitable[None]:
        """Demonstration only: to a moment, or by a step: next_working_day, next_digest, next_moment."""
        ...

    def file(self, address: str, file_id: str) -> tuple[bytes, str] | None:
        """Bytes and mime of a file that this account may see."""
        ...
