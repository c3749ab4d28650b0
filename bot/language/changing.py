"""How people say that something told before is to be changed: 第二户是402, 不是13号是12号, 再加一户, 去掉陈阿婆."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.language.numbers import number

_NAME = re.compile(r"\d+号\w?\d+|\d{3,}|[\u4e00-\u9fff]{2,4}")
_TURNED = re.compile(
    r"(?:应该)?(?:不是(?P<a>[^，,是]+?)[，, ]*(?:而是|是)(?P<b>.+)|是(?P<c>[^，,]+)[，, ]*不是(?P<d>.+))"
)
_FITS = r"(?:\s*(?:应该是|是|改成|改为|成|为|：|:)|\s)\s*"


def cut(words: str, labels: Iterable[str]) -> list[str]:
    """One piece for each change: cut at ；and。, and at a comma before what begins another one."""
    starts = "|".join(map(re.escape, [*labels, "第", "再加", "去掉", "删掉"]))
    pieces = (piece.strip(" ，,") for piece in re.split(rf"[；;。\n]|[，,](?={starts})", words))
    return [piece for piece in pieces if piece]


def added(words: str, each: str) -> str | None:
    """What is told of a further part (再加一户：402); None if none is added."""
    found = re.fullmatch(f"(?:再|另外|还要?)加(?:上)?一{each}[是：:，, ]*(.*)", words) if each else None
    return found[1] if found else None


def removed(words: str) -> str:
    """What is to go; "" if nothing is."""
    before = re.fullmatch("(?:删掉|去掉|删除|不要)(.+)", words)
    found = before or re.fullmatch("(.+?)(?:删掉|去掉|不要了?|删了)", words)
    return found[1] if found else ""


def moved(words: str) -> str:
    """Where files belong (照片是第二户的); "" if the words do not say."""
    found = re.fullmatch("(?:照片|图片|语音|文件|附件)(?:是|放到?|归|属于)(.+?)(?:里|的)?", words)
    return found[1] if found else ""


def turned(words: str) -> tuple[str, str] | None:
    """The piece that was wrong and the right one: 不是13号是12号."""
    found = _TURNED.fullmatch(words)
    if found is None:
        return None
    return (found["a"] or found["d"]).strip(), (found["b"] or found["c"]).strip("了吧。 ")


def new_words(words: str) -> str:
    """What something is to be (是402, 改成402); "" if the words do not say."""
    found = re.fullmatch("(?:是|改成|改为|应该是)(.+)", words)
    return found[1] if found else ""


def placed(words: str, each: str) -> tuple[int, str] | None:
    """The place that the words begin with, and the rest: 第二户的日期 → (2, 日期)."""
    found = re.match(rf"第?(\d{{1,2}}|[一二两三四五六七八九十]{{1,3}}){each}的?", words) if each else None
    return (number(found[1]), words[found.end() :]) if found else None


@dataclass(frozen=True)
class Naming:
    """What people may call the parts (by place, or by what they show) and the lines of what they told."""

    each: str
    parts: Sequence[int]
    shown: Sequence[tuple[int, str]]  # (part, what is shown of it)
    labels: Mapping[str, str]  # what a line may be called → its label

    def part(self, words: str) -> tuple[int | None, str]:
        """The part that the words begin with, and the rest. Raises LookupError for a place that is not there."""
        if place := placed(words, self.each):
            if not 0 < place[0] <= len(self.parts):
                raise LookupError(f"一共{len(self.parts)}{self.each}，没有第{place[0]}{self.each}。")
            return self.parts[place[0] - 1], place[1]
        called: dict[str, set[int]] = {}
        for part, said in self.shown:
            for name in [*_NAME.findall(said), *re.findall(r"\d{3,}", said)]:
                called.setdefault(name, set()).add(part)
        for name in sorted(called, key=len, reverse=True):
            if words.startswith(name) and len(called[name]) == 1:
                return called[name].pop(), words.removeprefix(name).removeprefix("的").lstrip("，, ")
        return None, words

    def label(self, words: str) -> tuple[str, str]:
        """The label that the words begin with, and the new words for it; two empty strings if there is none."""
        for name in sorted(self.labels, key=len, reverse=True):
            found = re.fullmatch(rf"{re.escape(name)}(?:{_FITS}(.+))?", words, re.DOTALL)
            if found:
                return self.labels[name], found[1] or ""
        return "", ""
