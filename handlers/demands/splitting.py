"""One message, several matters: each in the very words in which it was told; what only adds to a matter stays with it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from handlers.demands import rules
from handlers.demands.labels import OTHER, Label

_NUMBERS = "一二三四五六七八九十"
_ORDINAL = re.compile(
    r"(?:^|(?<=[\s,，。;；、:：!！?？\n]))\s*(?:(?P<digit>\d{1,2})\s?(?:[、)）。：:]|[.．])(?!\d{2,}\s*[元块]|\d{1,2}(?:[%％米点]|$))|(?P<ring>[①-⑨])|"
    rf"(?P<bare>[{_NUMBERS}])(?:[、.．]|(?:是|来)(?=[^，,。]))|第(?P<nth>[{_NUMBERS}])(?:[件个桩条样点]|[,，、：:])(?:事体?|情)?)(?:么|嘛|是|呢|就是)?[,，：:\s]*"
)
_BREAK = re.compile(
    r"[,，、;；。!！?？\s]+|(?<=[^\s,，。;；、])(?=(?:还有么|另外|再有就?是?|再就是|还有一?[个件桩])[^，,。；;]{2})"
)
_HARD = re.compile(r"[;；。\n!！?？]")
_MORE = re.compile(
    r"(?P<strong>另外|再有|再一个|再就是|再讲|其次|顺便|对了|第[二三四五六][个件]?)?(?P<weak>还有|以及|同时|还想|还要)?(?:就是|么|嘛|呢|再?一?[个件桩](?:事体?|是)?|是)*[，,：:\s]*"
)
_NEXT = re.compile(
    r"(?:另外|再有|再一个|再就是|再讲|其次|顺便|对了|还有|以及|同时)(?:就是|么|嘛|呢|是|再?一?[个件桩])*[，,：:\s]*$"
)
_PLACE = re.compile(
    r"(?:我们|阿拉|在)?(?P<house>[\u4e00-\u9fff]{0,6}?\d{1,3}\s?(?:号|幢|栋|#)楼?)|^(?:我们|阿拉|在)?(?:小区|[东南西北]门|楼道|电梯|垃圾|地下|车库|车棚|草坪|花园|门口|楼上|楼下|隔壁|对门|路灯|门禁|大门|信箱|家里|我家|厨房|卫生间)"
)
_ASKS = re.compile(r"想?问问?|请问|咨询|怎么(?:申请|办)|哪能(?:申请|办)|(?:申请|办).{0,4}条件")
_OPENS = re.compile(
    r"(?:居委会?|社区|物业)?(?:的)?(?:同志|干部|领导|老师|各位|你们?|您|侬)*(?:好|早)?[啊呀]?|(?:我|阿拉|今天|想|要|跟|和|同|向|给|你们?|您|侬|居委会?|这里|在此)*"
    r"(?:反映|报|讲|说|提|投诉|反应)(?:一下)?(?:几|两|三|四|下|一)?(?:[个件桩点])?(?:诉求|事体?|事情|问题|情况|意见)?[啊呀哦]?|"
    r"(?:有|还有)(?:几|两|三|四|一些?)(?:[个件桩点])?(?:诉求|事体?|事情|问题)[^，,。]{0,6}|喂|麻烦(?:一下|你们|您|侬)?|打扰了?"
)
_SELF = re.compile(r"(?:你好啊?|您好|喂)?(?:我是|我叫|我姓|本人|我家?住在?)[^，,。；;]{1,20}")
_THANKS = re.compile(r"(?:谢谢|多谢|辛苦|麻烦|拜托|劳驾)(?:你们?|您|侬|大家|各位|啊|呀|了|啦|哦|一下|居委会?|同志)*")


@dataclass
class _Matter:
    """A matter while it is being put together: where its words begin, what it is about, which house it names."""

    start: int
    label: Label = OTHER
    house: str = ""
    subs: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class _Clause:
    """A clause: where it begins without 另外 or 还有, what it says."""

    start: int
    text: str
    hard: bool  # after a full stop
    strong: bool  # after 另外
    weak: bool  # after 还有
    label: Label
    house: str
    placed: bool

    @property
    def alone(self) -> bool:
        """Whether it says by itself what is wrong or wanted."""
        return self.label is not OTHER and rules.troubles(self.text)


def items(text: str) -> list[re.Match[str]]:
    """Where a message counts its matters: 1. 2、 3。, 第一个么 … 第二个么, 一是 … 二是: from one on, none left out."""
    found: list[re.Match[str]] = []
    for mark in _ORDINAL.finditer(text):
        if _value(mark) == len(found) + 1:
            found.append(mark)
    return found if len(found) > 1 else []


def _value(mark: re.Match[str]) -> int:
    if mark["digit"]:
        return int(mark["digit"])
    return "①②③④⑤⑥⑦⑧⑨".index(mark["ring"]) + 1 if mark["ring"] else _NUMBERS.index(mark["bare"] or mark["nth"]) + 1


def split(text: str) -> list[str]:
    """The matters of a message, one text each, greetings, 我要反映几件事 and thanks left out if there are several."""
    marks = items(text)
    if not marks:
        return _cut(text) or [text.strip()]
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    head = text[: marks[0].start()].strip(" ，,。：:")
    told = [text[mark.end() : end].strip(" ，,。；;、\n") for mark, end in zip(marks, ends, strict=True)]
    if not all(told):
        return [text.strip()]
    found = [piece for item in told for piece in (_cut(item) or [item])]
    return found if _is_frame(head) else [f"{head}，{found[0]}", *found[1:]]


def _is_frame(head: str) -> bool:
    """Greetings, who one is, and that there is something to tell: no part of any matter."""
    return all(
        _OPENS.fullmatch(clause) or _SELF.fullmatch(clause) or _THANKS.fullmatch(clause) or _only_opens(clause)
        for clause in _BREAK.split(head)
        if clause
    )


def _only_opens(clause: str) -> bool:
    return (
        rules.label_of(clause) is OTHER
        and not rules.troubles(clause)
        and bool(re.search("我是|反映|几[个件]|好", clause))
    )


def _clauses(text: str) -> Iterator[_Clause]:
    breaks, before, strong, weak = list(_BREAK.finditer(text)), "", False, False
    begins = [0, *(one.end() for one in breaks)]
    ends = [*(one.start() for one in breaks), len(text)]
    for number, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        before += breaks[number - 1][0] if number else ""
        more = _MORE.match(text, begin, end)
        strong, weak = strong or bool(more and more["strong"]), weak or bool(more and more["weak"])
        start = more.end() if more and (more["strong"] or more["weak"]) else begin
        words = text[start:end]
        if not words:
            continue
        place = _PLACE.search(words)
        house = re.sub(r"\D", "", place["house"] or "") if place else ""
        placed = place is not None and (place.start() == 0 or bool(house))
        yield _Clause(start, words, bool(_HARD.search(before)), strong, weak, rules.label_of(words), house, placed)
        before, strong, weak = "", False, False


def _cut(text: str) -> list[str]:
    """The matters of words that count nothing; empty if there is no more than one."""
    clauses = [one for one in _clauses(text) if not _THANKS.fullmatch(one.text)]
    kinds = {one.label.category for one in clauses if one.alone}
    matters: list[_Matter] = []
    ends: list[int] = []
    for clause in clauses:
        if matters and _is_new(clause, matters, many=len(kinds) > 2):
            matters.append(_Matter(clause.start))
            ends.append(clause.start)
        elif not matters:
            matters.append(_Matter(clause.start))
        here = matters[-1]
        if clause.label is not OTHER:
            here.subs.add(clause.label.sub)
            here.label = clause.label if here.label is OTHER or clause.alone else here.label
        here.house = here.house or clause.house
    if len(matters) < 2:
        return []
    last = clauses[-1].start + len(clauses[-1].text)
    return [_tidy(text[one.start : end]) for one, end in zip(matters, [*ends, last], strict=True)]


def _tidy(piece: str) -> str:
    """Without the 另外 of the next one, and without the punctuation around."""
    piece = _NEXT.sub("", piece.strip())
    return piece.strip(" ，,。；;、\n")


def _is_new(clause: _Clause, matters: Sequence[_Matter], *, many: bool) -> bool:
    """Whether a clause begins a matter of its own, after those that were told."""
    before, seen = matters[-1], {sub for one in matters for sub in one.subs}
    if before.label is OTHER:
        return False
    elsewhere = bool(clause.house and before.house and clause.house != before.house)
    fresh = clause.label is not OTHER and clause.label.sub not in seen
    if clause.strong:
        told = clause.alone or clause.placed
        return (fresh and told) or (elsewhere and rules.troubles(clause.text)) or bool(_ASKS.search(clause.text))
    if clause.weak:
        return (
            (fresh and (clause.alone or clause.placed))
            or (clause.alone and elsewhere)
            or bool(fresh and _ASKS.search(clause.text))
        )
    if clause.house and before.house and fresh and _PLACE.match(clause.text):
        return True
    if not clause.alone:
        return False
    also = clause.placed and (bool(clause.house) or "也" in clause.text)
    return (
        (fresh and (clause.hard or many or also))
        or (elsewhere and clause.text.startswith(clause.house))
        or (elsewhere and "也" in clause.text)
    )
