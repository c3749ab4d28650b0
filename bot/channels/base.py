"""What every channel speaks: messages in, messages out, and what may go wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True)
class File:
    """A photo, voice note, place or document. `data` is there, or `ref` tells the channel how to fetch it."""

    kind: str  # 照片, 语音, 位置, 文件
    name: str = ""  # of a 位置: "31.3,121.4"
    mime: str = ""
    data: bytes = b""
    ref: str = ""


@dataclass(frozen=True)
class Received:
    """One message of one account. `message` is unique within the channel: delivered twice, it counts once.

    A pressed button brings the `card` it stood on and its place there (`button`, from 0); then `text` is empty.
    """

    channel: str
    message: str
    address: str
    sent: datetime
    text: str = ""
    card: str = ""
    button: int = -1
    files: tuple[File, ...] = ()
    name: str = ""  # what the channel calls the sender; a guest's name


@dataclass(frozen=True)
class Outgoing:
    """One message to one account. `lane`: 0 alert, 1 reply, 2 reminder, 3 digest. `reason` says why a push came."""

    id: int
    text: str
    buttons: tuple[str, ...] = ()
    card: str = ""
    lane: int = 1
    reason: str = ""
    cause: str = ""  # the id of the message it replies to
    made: datetime | None = None
    files: tuple[tuple[str, str, str], ...] = ()  # (number, kind, name) of what somebody else sent and this brings on


class Later(Exception):
    """The channel asks to wait: `seconds` until the next try. Time-outs, 429 and 5xx are this."""

    def __init__(self, seconds: float, why: str = "") -> None:
        super().__init__(why)
        self.seconds = seconds


class Unreachable(Exception):
    """This account cannot be reached by this channel: blocked, left, window closed. No retry helps."""


@dataclass(frozen=True)
class Window:
    """A channel that never speaks first: so long after a person's last words it may say something, and so often."""

    lasts: timedelta
    messages: int


# By the channel's name, so that also a process that does not run the channel knows whom it reaches.
WINDOWS = {"kf": Window(timedelta(hours=48), 5)}  # 微信客服: five messages within 48 hours; to be checked before use


class Channel(Protocol):
    """A way out. The ways in call `App.receive`, which is done when the message is safe. `window` None: at any time."""

    name: str

    @property
    def window(self) -> Window | None: ...

    async def send(self, address: str, message: Outgoing) -> str:
        """Hand over one message; returns the channel's id for it. Raises `Later` or `Unreachable`."""
        ...

    async def fetch(self, file: File) -> bytes:
        """The bytes of a file that came as a `ref`."""
        ...
