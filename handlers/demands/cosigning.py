"""Whether it is the same matter as one that others told of: 是的，一样的; 第一个; 不是，是另外一件."""

from __future__ import annotations

import re
from datetime import datetime
from typing import ClassVar

from bot.kinds.base import Choice, Unclear
from bot.language.numbers import plain

_YES = re.compile(
    r"(?:嗯+|是|是的|是额|对|对的|对额|就是|一样|一样的|差不多|同一件事?|是同一件事?|是?这件|就是这件|附议|我附议|我也是|我家也是|我也一样|一个事|一回事|\+1|了|啊|呀)+"
)
_NO = re.compile(r".{0,4}(?:不是|另提|不一样|不同|新的|不附议|另外一?件|别的|都不)(?!.{0,2}新).*")
_NTH = re.compile(r"(?:是|就是|选|附议)?第?([一二三四五六七八九\d]{1,2})[个件条号](?:吧|的)?")


class SameOne(Choice):
    """One of the cases that are offered, or none of them; said in one's own words too."""

    free: ClassVar[bool] = False

    def __init__(self, *cases: str, none: str) -> None:
        super().__init__(*cases, none)
        self._cases, self._none = cases, none

    def read(self, text: str, sent: datetime) -> str:
        flat = re.sub(r"[，,。！!、\s]", "", text)
        if flat in (re.sub(r"[，,]", "", one) for one in (*self._cases, self._none)):
            return next(one for one in (*self._cases, self._none) if re.sub(r"[，,]", "", one) == flat)
        if nth := _NTH.fullmatch(flat):
            number = int(plain(nth[1])) if plain(nth[1]).isdecimal() else "一二三四五六七八九".find(nth[1]) + 1
            if 0 < number <= len(self._cases):
                return self._cases[number - 1]
        if _YES.fullmatch(flat):
            if len(self._cases) > 1:
                raise Unclear("是哪一件？点一下，或者回「第一个」。")
            return self._cases[0]
        return self._none if _NO.fullmatch(flat) else super().read(text, sent)
