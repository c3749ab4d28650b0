"""What an operator sets about duty: the block `duty` of config.yaml, who is called in danger and how."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import Annotated

from bot.config_reader import Between
from bot.secret import Secret


@dataclass(frozen=True)
class Weekly:
    """Who is on duty on these weekdays (1 Monday … 7 Sunday), from one time until another, on the next day if it is earlier.

    `committee` none: the whole street.
    """

    people: tuple[str, ...]
    days: tuple[Annotated[int, Between(1, 7)], ...] = (1, 2, 3, 4, 5, 6, 7)
    since: time = field(default=time(18), metadata={"key": "from"})
    until: time = time(8, 30)
    committee: str = ""

    def __post_init__(self) -> None:
        if not self.people:
            raise ValueError("people 至少写一个人的姓名。")


@dataclass(frozen=True)
class Duty:
    """Unacknowledged for `wait_seconds`, an alert goes to the next; `rounds` times round.

    `call_command` gets the phone number and the words as its last two arguments; `webhook` is sent them as JSON.
    """

    wait_seconds: Annotated[int, Between(10, 3600)] = 60
    rounds: Annotated[int, Between(1, 20)] = 3
    weekly: tuple[Weekly, ...] = ()
    day_from: time = time(8, 30)
    night_from: time = time(18)
    public_phone: dict[str, str] = field(default_factory=dict)
    call_command: tuple[str, ...] = ()
    webhook: Secret | None = None
    call_seconds: Annotated[int, Between(1, 120)] = 20

    def __post_init__(self) -> None:
        if self.call_command and self.webhook:
            raise ValueError("call_command 和 webhook 只写一个。")
        if self.webhook and not self.webhook.reveal().startswith(("http://", "https://")):
            raise ValueError("webhook 要以 https:// 开头。")

    @property
    def rings(self) -> bool:
        """Whether a phone call can be placed at all."""
        return bool(self.call_command or self.webhook)
