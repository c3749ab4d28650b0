"""What an operator sets: the block `incidents` of config.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from handlers.engines.plans.musts import KINDS, TODAY_UNTIL, Kind


@dataclass(frozen=True)
class Block:
    """What counts as having happened, and until when of a working day it still comes onto that day's list."""

    kinds: tuple[Kind, ...] = KINDS
    today_until: time = TODAY_UNTIL

    def __post_init__(self) -> None:
        names = [kind.name for kind in self.kinds]
        for kind in self.kinds:
            if names.count(kind.name) > 1:
                raise ValueError(f"「{kind.name}」写了两次，请留一个。")
            if kind.ends and kind.ends not in names:
                raise ValueError(f"{kind.name} 的 ends 写着「{kind.ends}」，没有这一种，请改成上面有的名称。")
            if kind.during and kind.during not in names:
                raise ValueError(f"{kind.name} 的 during 写着「{kind.during}」，没有这一种，请改成上面有的名称。")
