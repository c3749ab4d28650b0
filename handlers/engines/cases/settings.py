"""What an operator sets: the block `cases` of config.yaml: the two clocks, and how long one waits for answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from bot.config_reader import Between

WorkingDays = Annotated[int, Between(0, 250)]


@dataclass(frozen=True)
class Clock:
    """Working days until first contact and until it is done, of an urgency; for these categories only, if any are named."""

    urgency: Literal["P0", "P1", "P2", "P3"]
    contact: WorkingDays
    done: WorkingDays
    categories: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        if self.done < self.contact:
            raise ValueError(f"done（{self.done}）比 contact（{self.contact}）还早，请改大。")


# domain §5: an agreement within the committee after the periods of 12345; unverified.
CLOCKS = (
    Clock("P0", 0, 1, source="危及生命当场处置，次日回访，上线前核实"),
    Clock("P1", 0, 5, source="当日先行联系，上线前核实"),
    Clock("P3", 1, 5, source="咨询、建议5个工作日，上线前核实"),
    Clock("P2", 1, 15, source="1个工作日先行联系、15个工作日办结，上线前核实"),
)


@dataclass(frozen=True)
class Block:
    """`remind_days` before a deadline its owner is reminded; after `ask_again_days` without an answer the resident is asked
    once more, after `silent_days` it closes: as 解决 if somebody said so, else as 未回复; it can be opened again for
    `reopen_days`. After 哪里还没好 or 哪里不满意 one sentence is waited for, for `sentence_minutes`.
    """

    clocks: tuple[Clock, ...] = CLOCKS
    remind_days: Annotated[int, Between(0, 30)] = 1
    ask_again_days: Annotated[int, Between(1, 60)] = 3
    silent_days: Annotated[int, Between(1, 90)] = 7
    reopen_days: Annotated[int, Between(1, 365)] = 30
    sentence_minutes: Annotated[int, Between(1, 1440)] = 60
    nearby_days: Annotated[int, Between(1, 365)] = 30

    def __post_init__(self) -> None:
        if self.silent_days <= self.ask_again_days:
            raise ValueError("silent_days 要比 ask_again_days 大，先再问一次，再算未回复。")
        plain = {clock.urgency for clock in self.clocks if not clock.categories}
        if missing := [one for one in ("P0", "P1", "P2", "P3") if one not in plain]:
            raise ValueError(f"clocks 缺少 {'、'.join(missing)}，每一级急缓都要有一条不写 categories 的。")

    def clock(self, urgency: str, category: str) -> Clock:
        """The first that names the category, else that of the urgency."""
        mine = [clock for clock in self.clocks if clock.urgency == urgency]
        return next(
            (one for one in mine if category in one.categories), next(one for one in mine if not one.categories)
        )
