"""What an operator sets: the block `demands` of config.yaml."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from bot.config_reader import Between


@dataclass(frozen=True)
class Block:
    """`transcribe`: a command that gets a voice note's file as last argument and prints its words, within `seconds`.

    `told_at`: at how many co-signers whoever answers for a matter is told. `whose`: sub-category → who does it there.
    """

    transcribe: tuple[str, ...] = ()
    seconds: Annotated[int, Between(1, 300)] = 30
    told_at: tuple[int, ...] = (1, 5, 10, 20, 40, 80, 160)
    whose: dict[str, str] = field(default_factory=dict)
