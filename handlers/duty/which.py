"""Which of several alarms is meant that one person has taken: by its place, as exactly as words name it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.kinds.base import Choice
from bot.language.where import find_doors
from storage.alerts import Alert

ALL = "都是"
_ALL = re.compile(r"(?:[两二三四几]件|这些)?(?:都|全部?)(?:是|好|办完|没事|看过|结束|处理好)?[了的]?")


def call(one: Alert) -> str:
    return f"{one.spot or '地点不清楚'} {one.kind}"


def at_place(found: Sequence[Alert], text: str) -> list[Alert]:
    """Those whose place words name: 12号504, 301."""
    said = [(door.number, door.room) for door in find_doors(text)]
    doors = [(one, door) for one in found for door in find_doors(one.spot)]
    return [
        one
        for one, door in doors
        if any(number in ("", door.number) and room in ("", door.room) for number, room in said)
    ]


class WhichAlert(Choice):
    """One of these alarms, or all of them."""

    def __init__(self, found: Sequence[Alert]) -> None:
        super().__init__(*dict.fromkeys(map(call, found)), ALL)
        self._found = found

    def read(self, text: str, sent: datetime) -> str:
        if _ALL.fullmatch(text.strip("。！!，, ")):
            return ALL
        named = {call(one) for one in at_place(self._found, text)}
        return named.pop() if len(named) == 1 else super().read(text, sent)
