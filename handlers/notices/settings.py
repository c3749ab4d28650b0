"""What an operator sets: the block `notices` of config.yaml."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """`at_night`: a notice with one of these words may be sent at once in the quiet hours, if whoever sends it says so."""

    at_night: tuple[str, ...] = (
        "停水", "停电", "停气", "水管", "爆管", "抢修", "燃气", "煤气", "漏气", "漏电", "电梯", "火", "台风", "暴雨", "积水", "进水",
        "塌", "坠落", "疏散", "撤离", "转移", "安全", "危险",
    )  # fmt: skip
