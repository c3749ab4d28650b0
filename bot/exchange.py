"""What goes into the dialogue engine and what comes out: one message, one turn."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot.kinds.base import Option


@dataclass(frozen=True)
class Event:
    """A message as the engine takes it. `card` is the mark of the prompt whose button was pressed; empty when typed.

    `danger`: it was answered already with the life-saving words; in the middle of a talk it is kept, not an answer.
    """

    text: str
    sent: datetime
    card: str = ""
    button: int = -1
    files: tuple[int, ...] = ()
    danger: bool = False


@dataclass(frozen=True)
class Turn:
    """What one message led to. `outcome`: open, done or cancelled; `help`: the person wants a human."""

    texts: list[str]
    buttons: list[Option] = field(default_factory=list)
    card: str = ""
    saved: list[Any] = field(default_factory=list)
    outcome: str = "open"
    help: bool = False
    start: Option | None = None  # step aside: begin this dialogue, come back afterwards
