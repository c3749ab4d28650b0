"""What an operator sets: the block `care` of config.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Annotated

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
