"""What an operator sets: the block `plans` of config.yaml, above all how often whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from bot.config import Settings
from bot.config_reader import Between
from handlers.engines.registry import tagbook
from storage.charge import CADRES


@dataclass(frozen=True)
class Cadence:
    """Whoever bears one of the `tags` (and is `age` at least) is contacted every so many `days`.

    `phone`: whether a call or a message counts. `role`: who leads it and is the only one reminded; "" the cadre in charge.
    It holds on the days from `valid_from` to `valid_to`, both included. `source` is where the rule comes from.
    """

    tags: tuple[str, ...]
    days: Annotated[int, Between(1, 366)]
    age: Annotated[int, Between(0, 120)] = 0
    phone: bool = True
    role: str = ""
    source: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def __post_init__(self) -> None:
        if not self.tags:
            raise ValueError("tags 至少写一个标签，例如 [独居老人]。")
        for tag in self.tags:
            if tag not in tagbook.BY_NAME:
                meant = "、".join(tagbook.similar(tag))
                raise ValueError(
                    f"没有「{tag}」这个标签" + (f"，是不是{meant}？" if meant else "，请改成标签字典里的名称。")
                )
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValueError(f"valid_to（{self.valid_to}）在 valid_from（{self.valid_from}）之前，请改日期。")
        if self.role and self.role not in CADRES:
            raise ValueError(f"role 可以写：{'、'.join(CADRES)}。")


MONTHLY = "民政部等十部门2022年探访关爱意见：每月至少一次"
PRACTICE = "通行做法，上线前核实"
# domain §2: all of these are the street's to confirm.
CADENCES = (
    Cadence(("独居老人", "孤老"), 7, age=80, source="外省公开标准（高风险每周一次），上线前核实"),
    Cadence(("重大病",), 7, source="外省公开标准（危重病症每周一次），上线前核实"),
    Cadence(("独居老人", "孤老", "纯老家庭", "失能失智", "重残", "计生特殊家庭"), 30, source=MONTHLY),
    Cadence(("困境儿童", "特困人员"), 30, source=PRACTICE),
    Cadence(("涉家暴家庭",), 30, phone=False, source="反家庭暴力法第十七条（查访），频次上线前核实"),
    Cadence(
        ("高龄老人", "低保", "低保边缘", "刚性支出困难", "临时救助", "残疾人", "优抚退役军人", "孕产妇", "婴幼儿家庭"),
        90,
        source="一般关注每季一次，上线前核实",
    ),
    Cadence(("严重精神障碍", "心理危机"), 90, role="精防专干", source="社区卫生服务中心随访每年至少四次，居委协助"),
    Cadence(("社区矫正", "安置帮教"), 30, role="司法专干", source="司法所主导，居委协助，频次上线前核实"),
    Cadence(
        ("热心人士", "能人", "楼组长", "在职党员", "志愿者", "老伙伴"),
        180,
        source="四百走访：社区自治力量，频次上线前核实",
    ),
)


# The ways in which somebody is met or spoken to; 未遇, 拒访 and what others tell never are.
MEETING = ("入户", "电话", "微信", "接待", "途遇", "商户走访")


@dataclass(frozen=True)
class Block:
    """How often whom, which ways of contact count, and after how many working days something is late.

    `contact`: ways of a visit that count as contact at all; those in `remote` not where a cadence wants more than a call.
    """

    cadences: tuple[Cadence, ...] = CADENCES
    contact: tuple[str, ...] = MEETING
    remote: tuple[str, ...] = ("电话", "微信")
    late_days: Annotated[int, Between(1, 60)] = 3

    def __post_init__(self) -> None:
        if not self.contact:
            raise ValueError("contact 至少写一种联系方式，例如 [入户, 电话]。")

    def conflicts(self, settings: Settings) -> Iterator[tuple[Sequence[str], str]]:
        """未遇 or 第三方反馈 as a contact would clear a list without anybody having been met."""
        for key, ways in (("contact", self.contact), ("remote", self.remote)):
            if other := next((way for way in ways if way not in MEETING), ""):
                text = f"「plans.{key}」里的「{other}」不能算联系上了，请去掉。可以写：{'、'.join(MEETING)}。"
                yield (f"plans.{key}",), text
