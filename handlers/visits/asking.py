"""Whether words about a household ask or give an order: then they tell of no visit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from handlers.visits.households import find_households

_WHY = "为什么|为啥|为何|怎么|哪能|凭什么|凭啥|干嘛"
_FRAME = re.compile(
    rf"(?:(?:{_WHY})(?:会|还|又|要|老是?|总是?|去|看|走访?|联系|排|叫我)*)?"
    r"(?:请问|麻烦|请|帮我|帮忙|查一下|查查|查|问一下|看一下|看看|我?想知道|知道)*[：:，, ]*(?:(?:我们)?(?:上次|最近|今年|现在|到底)[，, ]*)?"
)
# Words after which a question is somebody else's: 问什么时候装电梯, 不知道是谁.
_OF_OTHERS = re.compile(
    r"[问说讲想要]|反映|反馈|希望|要求|咨询|投诉|不知道?|不晓得|不清楚|不管|不论|不记得|忘|没有?(?=谁|什么)|申请|担心|怀疑|记得"
)
_QUESTION = re.compile(
    r"什么时候|啥时候|几时|哪天|多久(?!没)|隔几天|几天[^，,。]{0,3}一次|是不是|是否|有没有|为啥|为什么|谁(?!都|也|家)|怎么(?:回事|样|还|会)|几次|哪些|"
    r"吗[?？。]*$|[?？]\s*$|(?:去|来|看|走|访|联系|打|到|记|吃|配|量|办|做)[^，,。]{0,4}[过了](?:没有?|[吗么])[?？。]*$"
)
_NOBODY_COMES = re.compile(
    r"(?:好久|很久|多久|长远|这么久|多时|一直)(?:都)?(?:没人?有?人?|没)(?:去|来|上门|走访|看|联系)"
)
_THANKS = re.compile(r"(?:谢谢|麻烦了?|怎么回事|帮我?(?:看看|查查)|四百|[啊呢呀])*")
_ORDER = re.compile(
    r"(?:的)?(?:请|帮我|麻烦)?(?:催一?[下催]?(?!款|缴|费)|(?:叫|让|派|安排)[\u4e00-\u9fff]{2,4}?(?:去|来)(?:管|负责|跟进|接手|看看|看一下|跑一趟)"
    r"|(?:叫|让|派|安排)[\u4e00-\u9fff]{2,4}?(?:管|负责|跟进|接手))"
)
_KIN = re.compile("儿子|女儿|老伴|家属|媳妇|女婿|保姆|护工|物业|医生|他|她|伊|师傅")


# Why a household is on the list: it stands there, came again, is to be seen.
_WHY_LISTED = re.compile(rf"^(?:{_WHY})")
_LISTED = re.compile(
    r"(?:家|这家|这户|那户|今天|今朝|现在)*(?:还|又|也|老是?|总是?|会)*(?:在|到|上|进|来|出现|排|要看|要去|要联系|轮到)[^，,。]{0,6}"
)


class Said(NamedTuple):
    """The words that name the one household of a message, those behind them, and those before."""

    home: str
    rest: str
    lead: str = ""

    @property
    def asks(self) -> bool:
        """Whether they ask about the household and tell nothing of it."""
        if _WHY_LISTED.match(self.lead):
            return not self.rest.strip("?？。的了呢啊 ") or _LISTED.fullmatch(self.rest.strip("?？。 ")) is not None
        return asks(self.rest)


def said_of_one(text: str, names: Sequence[str], estates: Sequence[str]) -> Said | None:
    """None unless a message begins with the only household that it names."""
    text = text.strip()
    found = find_households(text, names, estates)
    if len(found) != 1:
        return None
    first = found[0][0]
    if not _FRAME.fullmatch(text[: first.start]):
        return None
    rest = re.sub("^[，,：: ]*(?:请问)?", "", text[first.end :])
    return Said(text[first.start : first.end], rest, text[: first.start].strip())


def asks(rest: str) -> bool:
    """现在多久看一次, 今年去过没有, 好久没人去了: every clause asks, none tells."""
    clauses = [clause for clause in re.split(r"(?<=[?？])|[，,。；;！!\s]", rest) if clause.strip("?？ ")]
    asked = [clause for clause in clauses if not _THANKS.fullmatch(clause.strip("?？。 "))]
    return bool(asked) and all(map(_asks, asked))


def _asks(clause: str) -> bool:
    if _NOBODY_COMES.search(clause):
        return True
    found = _QUESTION.search(clause)
    return bool(found and not _OF_OTHERS.search(re.sub("要去|要看", "", clause[: found.start()])))


def orders(rest: str) -> bool:
    """叫张燕去管, 催一下小高; not 叫儿子去配药."""
    found = _ORDER.match(rest)
    return bool(found and not _KIN.search(rest))
