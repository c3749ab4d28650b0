"""Which answer fits a question: how much of what is asked it speaks of, by words and how rare they are. Also what a question is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

CERTAIN, POSSIBLE, CLOSE = 0.66, 0.48, 0.1  # scores; two whose scores lie closer than CLOSE are both offered
_COVERED, _ALIKE, _ELSEWHERE = 0.8, 0.2, 0.35  # what weighs how much: see `score`
_ASKS = re.compile(
    r"[?？]|怎么|怎样|咋|如何|哪里|哪儿|哪能|哪个|哪些|哪天|啥|什么|几点|几时|何时|多久|多少|几天|几号|几户|几个|谁|吗|么$|伐|呢$|能不能|可不可以|可以.{0,12}[吗么伐]|"
    r"有没有|(?:能|可以|要|行|好|会|用).{0,6}不[?？。]?$|是不是|要不要|用不用|放不放|开不开|要带|带哪|请问|想问|问一下|咨询|条件|流程|材料|手续|办法|步骤"
)
_WANTS = re.compile(
    r"开.{0,8}证明|(想|要|准备|打算|来|去|帮.{0,6})(申请|办理?|续|领|开|报名|登记|查|装|加装)|^(申请|办理?|续签?|报名|登记)|到期了"
)
# Something is wrong: a matter for somebody to see to, unless an answer speaks of that very thing.
_TROUBLE = re.compile(
    r"坏|漏水|渗水|漏雨|堵|不亮|臭|异味|吵|噪|扰民|没人(管|修|来|理|收|扫)|乱[停扔丢倒拉搭堆]|占[用道了]|返水|积水|投诉|举报|报修|来修|修一下|被骗|爬|"
    r"停电了|停水了|没水|没电|不制冷|咬|霉|掉下|砸|打架|骂|又[停坏堵漏]|还没[修好来]|半夜|一直叫|睡不着|叫得|反映|诉求|建议|希望|延长|增加|增设|多放|改成|提前|推迟|乱收|不公布|拖欠|困|着火|冒烟"
)
_ABOUT_US = re.compile(
    r"^(你|您|四百)?(是谁|叫什么|会什么|能做什么|会做什么|在吗|在不在|是机器人吗|是人吗)|天气|几岁|吃(饭)?了(吗|伐)"
)


def asks(text: str) -> bool:
    """It reads as a question, or as the wish to apply for something."""
    return bool(_ASKS.search(text) or _WANTS.search(text))


def clauses(text: str) -> list[str]:
    """The text, and of several clauses those that ask: what stands before often only tells how it came about."""
    parts = [one for one in re.split(r"[，,。；;！!\s]+", text) if len(one) > 3]
    return [text, *(one for one in parts if len(parts) > 1 and asks(one))]


def is_topic(asked: frozenset[str], title: frozenset[str]) -> bool:
    """Nothing but what an entry is about: 长护险."""
    return bool(asked) and asked <= title


def is_question(text: str) -> bool:
    """A question somebody could answer: neither about the bot itself, nor the weather, nor a word or two."""
    letters = len(re.findall(r"[\u4e00-\u9fff]", text))
    return bool(_ASKS.search(text)) and letters >= 5 and not _ABOUT_US.search(text)


def trouble(text: str) -> set[str]:
    """The words that say something is wrong."""
    return {found[0] for found in _TROUBLE.finditer(text)}


@dataclass(frozen=True)
class Page:
    """What an entry is found by: the words of each wording of its question, and of the rest of it."""

    questions: tuple[frozenset[str], ...]
    rest: frozenset[str]


def rarity(pages: Sequence[Page]) -> dict[str, float]:
    """How much each word tells: the fewer entries have it, the more. What none has is not in it."""
    counts = Counter(word for page in pages for word in frozenset().union(*page.questions))
    return {word: log(1 + (len(pages) + 1) / (count + 0.5)) for word, count in counts.items()}


def score(asked: frozenset[str], page: Page, rare: dict[str, float]) -> float:
    """0 to 1: mostly how much of what is asked the entry speaks of, and a little how much more it speaks of.

    A word that no entry has counts as the rarest: what asks for something else is not answered by what comes near.
    """
    most = max(rare.values(), default=1.0)

    def weight(words: Iterable[str]) -> float:
        return sum(rare.get(word, most) for word in words)

    whole = weight(asked)
    best = 0.0
    for question in page.questions:
        same = asked & question
        if not same or not whole:
            continue
        covered = weight(same) + _ELSEWHERE * weight((asked - same) & page.rest)
        best = max(best, _COVERED * covered / whole + _ALIKE * weight(same) / weight(question))
    return best


def ranked(asked: frozenset[str], pages: Sequence[Page]) -> list[tuple[float, int]]:
    """(score, place) of the pages that may fit, the best first."""
    rare = rarity(pages)
    scored = [(score(asked, page, rare), -place) for place, page in enumerate(pages)]
    return [(value, -place) for value, place in sorted(scored, reverse=True) if value >= POSSIBLE]


def key_of(question: str) -> str:
    """What names a question whatever its marks and blanks."""
    return re.sub(r"[\W_]", "", question).lower()[:120]


_PRIVATE = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)|(?<!\d)1[3-9]\d{9}(?!\d)")


def private_numbers(text: str) -> bool:
    """A mobile phone or an identity card."""
    return bool(_PRIVATE.search(text))
