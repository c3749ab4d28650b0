"""What an operator sets: the block `care` of config.yaml."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Annotated

from bot.config import Settings
from bot.config_reader import Between


@dataclass(frozen=True)
class Block:
    """The morning's list goes out at reminders.morning; what has not left by `until` waits for the next working day.

    `per_day`: up to so many homes a list is filled with those not contacted this year; homes where one knocked in vain
    come up again after `again_days`. What somebody promised stays on their list until it is done or given up; `promise_days`
    after its day it is told to the secretary as well.
    """

    until: time = time(17)
    per_day: Annotated[int, Between(0, 50)] = 5
    again_days: Annotated[int, Between(1, 180)] = 14
    promise_days: Annotated[int, Between(1, 180)] = 7

    def conflicts(self, settings: Settings) -> Iterator[tuple[Sequence[str], str]]:
        """An end before the morning would silence every list."""
        morning = settings.reminders.morning
        if self.until <= morning:
            yield (
                ("care.until", "reminders.morning"),
                f"「care.until」写的 {self.until:%H:%M} 不在早上提醒的时间（reminders.morning，{morning:%H:%M}）以后，"
                f"每天的名单都发不出去。请改晚一点，比如 17:00。",
            )
