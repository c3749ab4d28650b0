"""What an operator sets: the block `rounds` of config.yaml: whom a weather round reaches, and the enquiries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Annotated

from bot.config_reader import Between
from handlers.engines.registry import tagbook
from handlers.rounds.rules import BOTH, LONGEST_NAME
from storage.charge import LEADERS

TAKEN = ("走访对象", "方式", "备注", "核对", "留言", "哪份调研", "哪里")  # labels of the conversation itself


def _check_tags(tags: Iterable[str]) -> None:
    for tag in tags:
        if tag not in tagbook.BY_NAME:
            meant = "、".join(tagbook.similar(tag))
            raise ValueError(
                f"没有「{tag}」这个标签" + (f"，是不是{meant}？" if meant else "，请改成标签字典里的名称。")
            )
        if tag in tagbook.SENSITIVE:
            raise ValueError(f"「{tag}」不能写在名单条件里，这类人员由指定的角色另行联系。")


def _twice(words: Iterable[str]) -> str:
    return next((word for word, count in Counter(words).items() if count > 1), "")


@dataclass(frozen=True)
class Weather:
    """Whom a weather round reaches if nothing is said: households with one of these tags, or both of 高龄老人+纯老家庭.

    `led`: named roles (精防专干) that get the households of the tags they lead (plans.cadences) in a message of their own.
    """

    whom: tuple[str, ...] = ("独居老人", "孤老", f"高龄老人{BOTH}纯老家庭", "重残")
    led: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.whom:
            raise ValueError("whom 至少写一种人，例如 [独居老人, 孤老]。")
        for group in self.whom:
            _check_tags(tag.strip() for tag in group.split(BOTH))
        for role in self.led:
            if role not in LEADERS:
                raise ValueError(f"led 可以写：{'、'.join(LEADERS)}。")


@dataclass(frozen=True)
class Question:
    """One question at the door; without choices it is answered in free words."""

    ask: str
    choices: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.ask.strip():
            raise ValueError("ask 是空的，请写要问的话。")
        if self.ask.strip("？? ") in TAKEN:
            raise ValueError(f"问题不能就叫「{self.ask}」，请写成一句话。")
        if again := _twice(self.choices):
            raise ValueError(f"选项「{again}」写了两次，请只留一个。")
        if len(self.choices) == 1 or not all(choice.strip() for choice in self.choices):
            raise ValueError("choices 要么空着（随便怎么答），要么至少写两个选项，每个都要有字。")


@dataclass(frozen=True)
class Enquiry:
    """A special enquiry (专项调研): a few questions for all dwellings, or for those with one of the tags `who`.

    `until` is the last day on which one asks. That it has passed is told when somebody wants to begin it: a block whose
    day has come must not keep the house from starting.
    """

    name: str
    questions: tuple[Question, ...]
    who: tuple[str, ...] = ()
    until: date | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not 1 < len(self.name.strip()) <= LONGEST_NAME:
            raise ValueError(f"name 要写2到{LONGEST_NAME}个字，例如 加装电梯意愿。")
        if not self.questions:
            raise ValueError(f"「{self.name}」一个问题也没有，请在 questions 里至少写一个。")
        if again := _twice(question.ask.strip("？? ") for question in self.questions):
            raise ValueError(f"「{self.name}」里「{again}」问了两次，请只留一个。")
        _check_tags(self.who)


@dataclass(frozen=True)
class Block:
    """Minutes from the call to the door, when the officer and the secretaries hear what is left, and the enquiries."""

    weather: Weather = Weather()
    door_after_minutes: Annotated[int, Between(5, 24 * 60)] = 120
    report_at: time = time(17)
    enquiries: tuple[Enquiry, ...] = ()

    def __post_init__(self) -> None:
        if again := _twice(one.name for one in self.enquiries):
            raise ValueError(f"有两份调研都叫「{again}」，请改一个名字。")

    def enquiry(self, name: str) -> Enquiry | None:
        return next((one for one in self.enquiries if one.name == name), None)
