"""What an operator sets: the block `calls` of config.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.config_reader import Between


@dataclass(frozen=True)
class Block:
    """Somebody who was not reached `tries` times, `apart_hours` at least between them, is not on the list any more; their
    case closes as 未回复 in time.
    """

    tries: Annotated[int, Between(1, 20)] = 3
    apart_hours: Annotated[int, Between(0, 168)] = 3
