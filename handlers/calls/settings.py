"""What an operator sets: the block `calls` of config.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.config_reader import Between


@dataclass(frozen=True)
class Block:
    """Somebody who was not reached `tries` times is not on the list any more; their case closes as 未回复 in time."""

    tries: Annotated[int, Between(1, 20)] = 3
