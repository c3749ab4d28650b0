"""The kinds of answers that a warning needs: its words as pasted, who issued it and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bot.kinds.base import Option, Unclear
from bot.language.when import When, find_days
from handlers.rounds import rules

SENDS = "天气走访"


def check_no_other(text: str, words: str) -> None:
    """An answer about `words` that is a whole notice of its own answers nothing; pasted once more they do. Raises Unclear."""
    if rules.is_lifting(text) and re.search("预警|警报", text):
        raise Unclear("这是解除预警的通知。回「取消」，再把它单独贴一次，我就结束那一轮。")
    if not rules.is_warning(text):
        return
    own, other = rules.read_warning(words), rules.read_warning(text)
    if other.hazard not in ("天气", own.hazard) or (own.level and other.level and own.level != other.level):
        anew = Option("换成新的这条", words=text, start=SENDS)
        raise Unclear(f"这是另一条预警（{other.title}），要改发新的这条吗？", [anew])


class Pasted:
    """A warning, kept as it was pasted (《上海市气象条例》第十九条: its words are not to be changed)."""

    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        words = rules.split(text).words or text
        if rules.is_lifting(words):
            raise Unclear("这是解除预警的通知。回「取消」，再把它单独贴一次，我就结束那一轮。")
        if len(words) < 8 or not (rules.station(words) or re.search("预警|警报|提醒|提示", words)):
            raise Unclear("这段不像预警。请把气象台发布的原文整段贴过来，一个字都不用改。")
        return words

    def load(self, stored: Any) -> str:
        return str(stored)

    def show(self, value: Any) -> str:
        return str(value)

    def options(self) -> list[Option]:
        return []


@dataclass(frozen=True)
class Station:
    """Who issued the warning of these words."""

    words: str = ""
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        check_no_other(text, self.words)
        said = text.strip("。，,！! 的")
        name = rules.station(text)
        if not name and len(said) <= 20 and re.search("[\u4e00-\u9fff](?:台|局|中心|站|办|指挥部)$", said):
            name = said
        if not name:
            raise Unclear(
                "没有来源的预警不能转发。请写是哪个气象台发布的，比如「上海中心气象台」；一时查不到，先回「取消」。"
            )
        return name

    def load(self, stored: Any) -> str:
        return str(stored)

    def show(self, value: Any) -> str:
        return str(value)

    def options(self) -> list[Option]:
        return []


def find_issue(words: str, sent: datetime) -> When | None:
    """The time at which a warning says that it was issued; other times in it are of the weather."""
    return next(
        (
            when
            for when in find_days(words, sent)
            if when.time and rules.tells_issue(words[: when.start], words[when.end :])
        ),
        None,
    )


def _moment(text: str, sent: datetime) -> datetime | None:
    """The moment nearest to now that the words may mean: 12月25日 said on the 24th is tomorrow, not last year."""
    moments = [
        datetime.combine(when.day, datetime.strptime(when.time, "%H:%M").time(), sent.tzinfo)  # noqa: DTZ007
        for when in [*find_days(text, sent), *find_days(text, sent, future=True)]
        if when.time
    ]
    return min(moments, key=lambda one: abs(one - sent), default=None)


@dataclass(frozen=True)
class IssuedAt:
    """The moment at which the warning of these words was issued; never guessed, and none but the one that they tell."""

    now: datetime
    words: str = ""
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> str:
        check_no_other(text, self.words)
        moment = _moment(text, sent)
        if moment is None:
            raise Unclear("没有发布时间的预警不能转发。请写几月几日几点发布的，比如「12月24日16时」。")
        self._check_words(moment, sent)
        if why := rules.when_issued(moment, sent):
            raise Unclear(why)
        return moment.isoformat()

    def _check_words(self, moment: datetime, sent: datetime) -> None:
        inside = find_issue(self.words, sent)
        told = _moment(inside.source, sent) if inside else None
        if inside is None or told is None or told > sent:  # a day to come is a slip of whoever wrote it
            return
        dated = bool(re.search("[日号]", inside.source))
        if told.time() != moment.time() or (dated and told.date() != moment.date()):
            raise Unclear(
                f"原文里写的是{inside.source}发布，和{stamp(moment)}对不上。请照原文写；贴错了回「取消」，再贴一次。"
            )

    def load(self, stored: Any) -> datetime:
        moment = datetime.fromisoformat(stored)
        self._check_words(moment, self.now)
        return moment

    def show(self, value: datetime) -> str:
        return stamp(value)

    def options(self) -> list[Option]:
        return []


def stamp(moment: datetime) -> str:
    """12月24日16:00: as exact as the warning itself."""
    return f"{moment.month}月{moment.day}日{moment.hour}:{moment.minute:02}"
