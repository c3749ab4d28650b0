"""The kind of answer that one gets at a door: one of a few choices, or free words; or none, because nobody says any."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.kinds.base import Choice, Option, Unclear

REFUSES = re.compile(
    r"(?:[他她]们?|本人|阿婆|老伯|人家|户主)?(?:就是|都|也)?(?:拒[答绝]了?|不[肯愿]意?(?:回?答|说|讲|配合)|不想(?:回?答|说|讲)|不配合|不方便说)[了的。]*"
)
ABSENT = re.compile(
    r"(?:家里?|敲门)?(?:也|都)?(?:没人(?:在家|应|开门)?|没有人(?:在家|应)?|不在家|人不在|没见到人?|没开门|未遇)[了的。]*"
)
NOT_SAID, NOBODY = "不肯答", "没人在家"


def outcome(text: str) -> str:
    """不肯答, 没人在家 or "": what words say instead of an answer."""
    said = text.strip(" ，,。！!")
    return NOT_SAID if REFUSES.fullmatch(said) else NOBODY if ABSENT.fullmatch(said) else ""


class Answer:
    """An answer at the door: one of the choices, or free words; or that one did not want to, or was not there."""

    def __init__(self, choices: Sequence[str]) -> None:
        self._choice = Choice(*choices) if choices else None
        self.free = not choices

    def read(self, text: str, sent: datetime) -> str:
        if instead := outcome(text):
            return instead
        if self._choice:
            return self._choice.read(text, sent)
        if not any(char.isalnum() for char in text):
            raise Unclear("请用几个字写下来。不肯说就回「不肯答」。")
        return text.strip()

    def load(self, stored: Any) -> str:
        if self._choice and stored not in (NOT_SAID, NOBODY):
            return self._choice.load(stored)
        return str(stored)

    def show(self, value: Any) -> str:
        return str(value)

    def options(self) -> list[Option]:
        instead = [Option(NOT_SAID, NOT_SAID), Option(NOBODY, NOBODY)]
        return [*(self._choice.options() if self._choice else []), *instead]
