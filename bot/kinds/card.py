"""The card that a person confirms: its lines, and a confirmation, which is the very card that was seen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

from bot.kinds.base import Option, Unclear
from bot.talk.state import Answer, State

YES = re.compile(
    r"(保存|提交|发出去?|发送|去掉|确认|存|对|是|没错|好|可以|行|嗯|ok)(的|了|吧|啦|呀|啊|对|好)*", re.IGNORECASE
)


RELATIVE = re.compile(
    r"[今昨前明后上下大]*[天周][一二三四五六日天]?（((?:\d+年)?\d+月\d+日)）|(?<=日)（周[一二三四五六日天]）"
)


def _lasting(line: str) -> str:
    """The line without what a night changes: 今天（11月23日） is 周一（11月23日） on the day after."""
    return RELATIVE.sub(r"\1", line)


def agrees(text: str) -> bool:
    """Whether the words say yes and nothing else."""
    return bool(YES.fullmatch(re.sub("[，,。！!、 ]|谢谢", "", text)))


@dataclass(frozen=True)
class Card:
    """Once the lines differ from those that were confirmed, the confirmation no longer holds."""

    now: list[str]
    seen: list[str]
    yes: str = "保存"  # what the button says
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> list[str]:
        sends = re.match("发", text.strip()) and "发" not in self.yes  # 发出 is said of a notice
        if not agrees(text) or sends:
            labels = [label for label in (line.partition("：")[0] for line in self.now) if label[0] not in "【附"]
            ways = "".join(f"「改{label}」" for label in dict.fromkeys(labels[:2])) or "「改」"
            raise Unclear(f"没看懂要改哪里。可以回「{self.yes}」，也可以说{ways}；不要了就回「取消」。")
        return self.seen

    def load(self, stored: Any) -> Any:
        if list(map(_lasting, stored)) != list(map(_lasting, self.now)):
            raise Unclear("内容有改动，请再核对一次。")
        return stored

    def show(self, value: Any) -> str:
        return ""

    def options(self) -> list[Option]:
        return [Option(self.yes, words=self.yes)]


def card_lines(state: State, met: Mapping[tuple[int, str], Answer], each: str) -> list[str]:
    """One line for each answer that has something to show, grouped by part; files last."""
    parts, lines = state.parts(), []
    owners = list(dict.fromkeys(part for part, _ in met))
    for part in owners:
        if part and len(parts) > 1:
            lines.append(f"【第{parts.index(part) + 1}{each}】")
        mine = [(label, answer) for (owner, label), answer in met.items() if owner == part and answer.shown]
        lines += [f"{label}：{answer.shown}{_mark(state, answer)}" for label, answer in mine]
        files = state.files_of(part) if part or len(owners) == 1 else []
        lines += [f"附件：{len(files)}个"] if files else []
    return lines


def _mark(state: State, answer: Answer) -> str:
    """What the person may not expect: an assumption, a guess, a change, the words that were heard."""
    key = (answer.part, answer.label)
    older = [a.shown for a in state.answers if (a.part, a.label) == key and a is not answer and a.shown]
    if older and older[-1] != answer.shown:
        return f"（原来是{older[-1]}）"
    plain = re.sub("（.*?）", "", answer.shown)
    if answer.how == "found" and answer.source and answer.source not in plain and plain not in answer.source:
        return f"（听到「{answer.source}」）"
    return {"assumed": "（默认）", "guessed": "（猜的）"}.get(answer.how, "")
