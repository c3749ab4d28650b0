"""What a warning says of itself, how a round is counted: decided on words and numbers alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

BOTH = "+"  # 高龄老人+纯老家庭: who bears both
LONGEST_NAME = 40
FEW = 10  # domain §6: from so many answers on they are told area by area
KEPT_DAYS = 3  # a weather round that nobody ends is over after so many reports
WEEK = timedelta(days=7)
OLDEST = timedelta(days=3)  # an older warning is rather one of last time
HAZARDS = (
    "寒潮", "低温", "霜冻", "道路结冰", "结冰", "冰冻", "暴雪", "大雪", "高温", "台风", "热带气旋", "暴雨", "雷电", "雷暴大风", "雷雨大风",
    "强对流", "冰雹", "大风", "大雾", "霾", "风暴潮", "内涝", "洪水", "防汛", "地质灾害", "沙尘暴", "沙尘", "空气重污染", "臭氧", "干旱", "海浪",
)  # fmt: skip
LEVELS = "蓝黄橙红"
_HAZARD = re.compile("|".join(sorted(HAZARDS, key=len, reverse=True)))
_STATION = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:气象台|气象局|气象站|气象中心|气象服务中心|预警信息发布中心|预警发布中心|海洋环境预报台|海洋预报台|水文总站|"
    r"防汛(?:防台)?(?:抗旱)?(?:指挥部|办公室)(?:办公室)?)"
)
# Words that may run into a station's name from the left.
_RUN_IN = re.compile(
    r"^.*(?:根据|[据由接按从收到]|来自|来源|转发|刚才|刚刚|今天|昨天|上午|下午|晚上|[是的：]|发布单位)"
)
_LIFTED = re.compile(r"解除|取消(?=[^，,。]{0,12}(?:预警|警报))|预警(?:信号)?(?:已经?)?(?:结束|没了)")
_ISSUED = re.compile(r"发布|更新|升级|变更|签发|继续|发出|提升|上调")
_NAMED = re.compile(rf"(?:{_HAZARD.pattern})(?:灾害)?[{LEVELS}]?色?(?:预警|警报)")
# 将道路结冰黄色预警信号更新为橙色预警信号: the hazard stands before, once.
_RAISED = re.compile(rf"(?:更新|升级|变更|调整|上调|下调|降级|提升|升|降|改)(?:为|到|至|成)\s*([{LEVELS}])色")
_WARNS = re.compile(r"预警|警报|提醒|提示")


@dataclass(frozen=True)
class Warned:
    """What a warning calls itself: 寒潮, 蓝 or "", and the title made of them."""

    hazard: str
    level: str
    noun: str = "预警"  # a 提醒 is less than a 预警

    @property
    def title(self) -> str:
        return f"{self.hazard}{self.level + '色' if self.level else ''}{self.noun}"


def read_warning(words: str) -> Warned:
    """The hazard and its level as the words name them first behind 发布; 天气 where none is named."""
    noun = next((noun for noun in ("预警", "警报", "提醒", "提示") if noun in words), "预警")
    raised = _RAISED.search(words)
    if raised and (named := _HAZARD.findall(words, 0, raised.start())):
        return Warned(named[-1], raised[1], noun)
    told = [match.end() for match in re.finditer("发布|升级为|更新为|变更为", words)]
    for start in [*told, 0]:
        if hazard := _HAZARD.search(words, start):
            level = re.match(rf"[^，,。；;]{{0,4}}?([{LEVELS}])色?", words[hazard.end() :])
            return Warned(hazard[0], level[1] if level else "", noun)
    level = re.search(rf"([{LEVELS}])色预警", words)
    return Warned("天气", level[1] if level else "", noun)


def is_lifting(words: str) -> bool:
    """解除寒潮蓝色预警; not 解除蓝色，发布黄色: that is a new one."""
    lifted = _LIFTED.search(words)
    return bool(lifted) and not re.search(
        "(?:发布|升级|更新为|变更为)[^，,。]{0,12}预警", words[lifted.end() :] if lifted else ""
    )


def is_warning(words: str) -> bool:
    """Whether a text is a warning pasted: it warns, and names its hazard with 发布, its station, or in a heading."""
    if not _WARNS.search(words) or is_lifting(words):
        return False
    hazard = _HAZARD.search(words) or re.search(rf"[{LEVELS}]色预警", words)
    heading = re.match(r"\s*[【\[「][^】\]」]{0,16}(?:预警|警报|提醒|提示)", words)
    if _NAMED.search(words) and len(words.strip()) >= 6 and not re.search("[？?我吗]|怎么|走访|进度|进展", words):
        return True
    return bool(hazard and (heading or station(words) or (_ISSUED.search(words) and re.search("预警|警报", words))))


def wants_forwarding(words: str) -> bool:
    """各位注意：明天寒潮来了，请转发: of the weather, in one's own words, and meant for everybody."""
    return bool(_HAZARD.search(words) and re.search(r"请?(?:大家)?转发|转告|各位注意", words)) and not re.search(
        "[？?吗]|走访|进度|调研|解除", words
    )


def may_warn(words: str) -> bool:
    """Less certain: it warns of something, and is no command of the officer's."""
    return bool(_WARNS.search(words)) and not _COMMAND.match(words)


def station(words: str) -> str:
    """Who issued it, as the words name it; "" if they do not."""
    for match in _STATION.finditer(words):
        name = _RUN_IN.sub("", match[0])
        if len(name) > 2:
            return name
    return ""


def tells_issue(before: str, after: str) -> bool:
    """Whether a time that stands between these words is when the warning was issued."""
    if re.match(
        r"\s*(?:前后|左右)?[，,]?\s*(?:首次|再次|继续|联合)?" + f"(?:{_ISSUED.pattern}|解除|电|讯|制作)", after
    ):
        return True
    if re.search(r"(?:发布|签发|制作)(?:的)?(?:日期|时间)?(?:[：:于]|是|为)?\s*$", before):
        return True
    near = _STATION.search(before[-16:]) or _STATION.match(re.sub(r"^[\s，,]*", "", after)[:16])
    bracketed = re.search(r"[（(【\[][^）)】\]]*$", before) and re.match(r"[^（(【\[]*[）)】\]]", after)
    return bool(near and (bracketed or re.search(r"(?:台|局|站|中心|指挥部|办公室)\s*[，,]?\s*$", before)))


def when_issued(moment: datetime, now: datetime) -> str:
    """Why a moment cannot be when it was issued, in words; "" if it can."""
    if moment > now:
        return "这个发布时间还没到，请对着原文再看一下是几月几日几点发布的。"
    if now - moment > OLDEST:
        return f"这是{(now - moment).days}天前发布的，已经旧了。请贴最新的一条，或者写对发布的日子和时间。"
    return ""


_ENDS = {"凌晨": 6, "早上": 9, "上午": 12, "中午": 14, "下午": 18, "傍晚": 19}


def was_before(part: str, began: datetime) -> bool:
    """Whether a contact of the round's first day, in that part of the day, was surely before the round began."""
    until = next((hour for name, hour in _ENDS.items() if part.startswith(name)), 24)
    return began.time() >= time(until) if until < 24 else False


def report_moment(sent: datetime, at: time) -> datetime:
    """The first time `at` of a day after the round was sent."""
    first = datetime.combine(sent.date(), at, sent.tzinfo)
    return first if first > sent else first + timedelta(days=1)


def minutes(number: int) -> str:
    """两小时, 90分钟."""
    hours, left = divmod(number, 60)
    if left or not hours:
        return f"{number}分钟"
    return f"{'两' if hours == 2 else hours}小时"


@dataclass(frozen=True)
class Count:
    """How far a round has got in one place."""

    called: int = 0
    seen: int = 0
    left: int = 0

    @property
    def all(self) -> int:
        return self.called + self.seen + self.left

    def __str__(self) -> str:
        return f"应联系{self.all}户，电话通了{self.called}，上门了{self.seen}，还没联系上{self.left}"


def count(states: Iterable[str], called: str, seen: str) -> Count:
    """States of homes → the count; whatever is neither called nor seen is left."""
    kept = list(states)
    by_phone, at_door = kept.count(called), kept.count(seen)
    return Count(by_phone, at_door, len(kept) - by_phone - at_door)


def shares(answers: Sequence[str], choices: Sequence[str]) -> list[tuple[str, int, int]]:
    """(choice, how many, percent of all answers, rounded half up) in the order of the choices."""
    numbers = [(choice, sum(answer == choice for answer in answers)) for choice in choices]
    whole = sum(number for _, number in numbers)
    return [(choice, number, (200 * number + whole) // (2 * whole) if whole else 0) for choice, number in numbers]


def bears(groups: Iterable[str], tags: Mapping[str, int]) -> int | None:
    """Whom of a household (tag → person) one of the groups is about; None if none is."""
    for group in groups:
        wanted = group.split(BOTH)
        if all(tag in tags for tag in wanted):
            return tags[wanted[0]]
    return None


@dataclass(frozen=True)
class Split:
    """What somebody wrote: the warning as issued ("" if there is none), and their own words around it."""

    words: str
    own: str


_COMMAND = re.compile(
    r"\s*(?:请|帮我|把|麻烦|我要|要|想)*(?:(?:转发|发起|开始|启动|组织|来|搞)(?:一[次轮条下个])?(?:这条|一下|天气|预警|走访|批量|通知|[给到：:\s])|"
    r"(?:只|就|转)?(?:发给|给|通知)|天气走访)"
)
_BEHIND = re.compile(
    r"(?:(?<=[\s。）)】！!])(?:请|就)?(?:只给|只发给|只通知|发给|转发给)|(?<=\n)(?:请|就|只)*(?:给|通知))[^。，,；;\n]{2,30}[。]?\s*$"
)


def split(text: str) -> Split:
    """Cuts what somebody adds before (转发给三门：…) or behind (… 只给独居老人) off a warning; its own words stay whole."""
    words, own = text, ""
    if (bare := re.match(r"\s*(?:请|帮我)?转发(?:一下)?(?=[\u4e00-\u9fff【])", text)) and _STATION.match(
        text, bare.end()
    ):
        words = text[bare.end() :]
    elif _COMMAND.match(text):
        for cut in re.finditer(r"[：:，,\s]", text[:60]):
            if is_warning(text[cut.end() :]) or is_lifting(text[cut.end() :]):
                words, own = text[cut.end() :], text[: cut.start()]
                break
    behind = _BEHIND.search(words)
    if behind and (is_warning(words[: behind.start()]) or is_lifting(words[: behind.start()])):
        words, own = words[: behind.start()], f"{own} {words[behind.start() :]}"
    return Split(words.strip(), own) if is_warning(words) or is_lifting(words) else Split("", text)
