"""What an operator sets: the block `cover` of config.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.config_reader import Between


@dataclass(frozen=True)
class Block:
    """How many days one leave may last; whoever is away longer hands over."""

    longest_days: Annotated[int, Between(1, 366)] = 183
