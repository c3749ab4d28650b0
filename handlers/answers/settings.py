"""What an operator sets: the block `answers` of config.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Known:
    """One answer: the same question in several wordings, where it comes from, whom to call, who keeps it, until when."""

    questions: tuple[str, ...]
    answer: str
    source: str = ""
    number: str = ""
    owner: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if not any(one.strip() for one in self.questions):
            raise ValueError("questions 至少写一个问题，例如 [社区食堂几点开门]。")
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError("valid_to 比 valid_from 还早，请看看是不是写反了。")


@dataclass(frozen=True)
class Block:
    """`builtin` keeps the answers that come with Sibai; `file` is an .xlsx or .csv beside `entries`.

    `open_questions`: so many may wait for a person's answer at once, of one who asks. `soon_days` before its last day an
    answer stands in the list of those that run out.
    """

    builtin: bool = True
    file: str = ""
    entries: tuple[Known, ...] = ()
    open_questions: int = 5
    soon_days: int = 30
