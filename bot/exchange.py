"""What goes into the dialogue engine and what comes out: a message, a turn, the prompt that is left standing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.kinds.base import Option
from bot.saying import brief

if TYPE_CHECKING:
    from bot.talk.state import Answer


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
    """What one message led to. `outcome`: open, done or cancelled; `help`: the person wants a human.

    The buttons of a turn that is done stand below its closing words.
    """

    texts: list[str]
    buttons: list[Option] = field(default_factory=list)
    card: str = ""
    saved: list[Any] = field(default_factory=list)
    outcome: str = "open"
    help: bool = False
    start: Option | None = None  # step aside: begin this dialogue, come back afterwards


@dataclass
class Prompt:
    """What the person saw last. With no label nothing was asked yet: what comes is the opening."""

    serial: int = 0
    part: int = 0
    label: str = ""
    text: str = ""
    free: bool = False  # its question takes any words
    options: list[Option] = field(default_factory=list)  # answers of the question itself: they win
    words: list[Option] = field(default_factory=list)  # words of every dialogue, offered beside them
    lines: list[str] = field(default_factory=list)  # of a review: what a confirmation confirms
    sent: str = ""  # of the message that led to it: its buttons may say that message's words

    @property
    def buttons(self) -> list[Option]:
        return self.options + self.words


class Suspend(BaseException):
    """Leave the dialogue until the person answers. A BaseException, so `except Exception` lets it pass."""

    def __init__(self, texts: list[str], prompt: Prompt, unclear: Answer | None, *, offered: bool) -> None:
        self.texts, self.prompt, self.unclear, self.offered = texts, prompt, unclear, offered


def still_holds(part: int, label: str, text: str, value: Any) -> Prompt:
    """Asks about words whose subject is gone: are they true of what took its place?"""
    question = f"刚才您写的「{brief(text)}」，说的也是这里吗？"
    same, other = Option("就是这里的", value, text), Option("不是，另外记", words="另外记这句")
    return Prompt(0, part, label, question, free=True, options=[same], words=[other])


@dataclass(frozen=True)
class Aside:
    """What the engine itself says before the prompt; with `options`, in its place. With a `turn` nothing is run."""

    text: str = ""
    options: list[Option] = field(default_factory=list)
    help: bool = False
    unclear: bool = False
    turn: Turn | None = None
