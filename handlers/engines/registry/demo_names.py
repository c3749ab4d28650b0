"""Invented names, ages and phones for the demo street; the same seed gives the same people."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")

SURNAMES = (
    "张陈李刘杨黄周吴徐孙马朱胡林郭何高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严洪武莫孔汤向常温"
    "康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍成苗谷盛曲翁王"
)
OLD_WOMEN = (
    "桂珍", "秀兰", "玉英", "凤珠", "惠芬", "素琴", "月娥", "彩云", "金娣", "阿妹",
    "慧珍", "美华", "莲娣", "根娣", "雅琴", "淑贞", "巧云", "翠娥", "宝珍", "玲娣",
)  # fmt: skip
OLD_MEN = (
    "国强", "阿根", "福生", "永康", "德明", "荣根", "宝林", "金海", "家驹", "伯年",
    "志远", "炳生", "根发", "耀祖", "仁德", "承业", "松泉", "鹤鸣", "克勤", "祖德",
)  # fmt: skip
WOMEN = (
    "敏", "丽娟", "晓燕", "海燕", "静怡", "佳", "倩", "文娟", "莉", "雪梅",
    "婷", "春燕", "琳", "颖", "爱华", "小红", "悦", "洁", "蓓", "雯",
)  # fmt: skip
MEN = (
    "伟", "建国", "军", "磊", "俊杰", "志强", "勇", "斌", "海波", "晓东",
    "浩", "鹏", "建华", "立新", "超", "明辉", "刚", "涛", "文斌", "卫东",
)  # fmt: skip
CHILDREN = (
    "子涵", "宇轩", "梓萱", "一诺", "欣怡", "浩然", "诗涵", "雨桐", "子墨", "可馨",
    "思远", "沐阳", "安然", "乐乐", "嘉树", "知夏",
)  # fmt: skip


class Dice:
    """A sequence of numbers that only looks like chance (Knuth's linear congruential MMIX)."""

    def __init__(self, seed: int) -> None:
        self._state = seed * 2654435761 % 2**64
        self.below(2)

    def below(self, limit: int) -> int:
        """A number from 0 to below the limit."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self._state >> 33) % limit

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent


def surname(dice: Dice, without: str = "") -> str:
    return next(name for name in (dice.pick(SURNAMES) for _ in range(50)) if name not in without)


def given(dice: Dice, gender: str, age: int) -> str:
    if age < 18:
        return dice.pick(CHILDREN)
    if gender == "女":
        return dice.pick(OLD_WOMEN if age >= 62 else WOMEN)
    return dice.pick(OLD_MEN if age >= 62 else MEN)


def born(today: date, age: int, days: int) -> date:
    """The birthday of somebody who is of this age today and had a birthday `days` (0 to 364) ago."""
    last = today - timedelta(days=days)
    return date(last.year - age, last.month, min(last.day, 28))


def phone(dice: Dice) -> str:
    """A mobile number that nobody has: numbers in 1010 are not given to persons."""
    return f"1010{dice.below(10_000_000):07d}"


def called(name: str, gender: str, age: int) -> str:
    """How a cadre speaks of somebody: 王阿婆, 李老伯, 张阿姨, 小陈."""
    if age >= 70:
        return name[0] + ("阿婆" if gender == "女" else "老伯")
    if age >= 50:
        return name[0] + ("阿姨" if gender == "女" else "师傅")
    return ("小" + name[0]) if age >= 18 else name[1:]
