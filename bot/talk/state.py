"""What a conversation remembers: one small JSON row. Answers are only laid on top; going back takes them off."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Slot:
    """A reader's find: the words one might have answered with, and the piece of the message they come from.

    `sure` is False for a guess (marked in the review) and for left-over words, which are never a correction.
    """

    label: str
    text: str
    source: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Record:
    """What one message says of one thing: of a part (a household), or of the dialogue itself."""

    slots: tuple[Slot, ...] = ()
    part: bool = True
