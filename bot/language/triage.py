"""Danger to life, first of all: a false alarm costs a call, a miss may cost a life."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.danger_words import KINDS, NEVER_LOWERED, OVER
from bot.language.numbers import plain


@dataclass(frozen=True)
class Danger:
    """A danger that words speak of: one of `KINDS`; `source` is the piece of text that says so.

    `handled` is True for what is told as over (送医了, 修好了, 上次). 轻生 and 家暴 never are.
    """

    kind: str
    handled: bool
    source: str


AROUND, LATER = 60, 400  # characters before a danger that can deny it, and after it that can tell it is over

# How people talk: nobody jumps, nobody fails to breathe. (热死了 and 跌死我了 are no words of danger to begin with.)
_MANNER = re.compile(r"笑得[^，,。\s]{0,6}|[急气]得.{0,3}跳|高兴得.{0,3}跳|爆炸性")
_DENIED = re.compile(
    r"(?:(?<!有)没有人?|呒没|没啥|(?<!有)没|未|无|不存在|(?<!是)不是|勿是)"
    r"(?:再|又|发生|出现|发现|闻到|什么|啥|任何|听说|听到|看到|有|过|被|因为)*$"
)
_DENIED_INSIDE = re.compile(r"(?:没有|没|未|不会)(?:再|又|有人|人|被)*(?:困|漏|着火|起火|冒烟|触电|走失|跌|摔)")
_SUPPOSED = re.compile(
    r"(?:万一|如果|要是|假如|倘若|假使|若是|以免|差点|险些|差一点|容易)[^，,。;；!?！？\s]{0,12}$|"
    r"(?:防止|预防|避免|(?<!消)防|当心|小心).{0,3}$"
)
_RHETORIC = re.compile(
    r"^[^，,。;；!?！？\s]{0,4}(?:谁负责|谁来负责|怎么得了|风险|隐患|演练|演习|讲座|宣传|知识|预防|"
    r"培训)"
)
_DRILL = re.compile(r"(?:演练|演习|讲座)[^，,。;；!?！？\s]{0,6}$")
_LONG_AGO = re.compile(
    r"(?:上次|上回|去年|前年|以前|从前|老早|过去|那年|上个?月|前阵子|前段时间|曾经|当年|年轻时)[^。;；!?！？]{0,16}$"
)
_ONCE = re.compile(r"^[^，,。;；!?！？]{0,6}过(?:一次|一趟|几次|两次|一回)")
# 什么时候修好, 要不要送医院, 还没找到: not over.
_NOT_YET = re.compile(r"(?:没有?|未|不|别|时候|辰光|何时|要|想|能|怎么|赶紧|快|帮我?|请|马上|得)[^，,。\s]{0,3}$")
# 消防来过了，又烧起来了: open again.
_AGAIN = re.compile(
    r"还在(?!.{0,3}(?:医院|病房|住院|观察|治疗|休养|恢复))|复燃|又(?!.{0,3}稳定)[^，,。\s]{0,6}[着烧冒痛疼倒漏晕昏喘闷抽]"
)
_ASKED = re.compile(r"^(?:了?[吗伐么?？]|没有?(?:$|[\s?？]))")


def danger(text: str) -> Danger | None:
    """The gravest danger of a text, open before handled; None if there is none.

    What is denied (没有漏水), supposed (万一着火) or only a manner of speech (热死了) is none, but for 轻生 and 家暴
    nothing that is said lowers it: those concerned deny it too.
    """
    flat = _MANNER.sub(lambda match: "·" * len(match[0]), plain(text))
    found = [danger for kind, pattern in KINDS.items() for danger in _of_kind(kind, pattern, text, flat)]
    return min(found, key=lambda danger: danger.handled, default=None)


def _of_kind(kind: str, pattern: re.Pattern[str], text: str, flat: str) -> list[Danger]:
    found = []
    for match in pattern.finditer(flat):
        begin, end = match.span()
        before, said, after = flat[max(0, begin - AROUND) : begin], match[0], flat[end : end + LATER]
        source = text[begin:end]
        if kind in NEVER_LOWERED:
            found.append(Danger(kind, handled=False, source=source))
        elif not _is_unreal(before, said, after):
            found.append(Danger(kind, _is_over(kind, before, said, after), source))
    return found


def _is_unreal(before: str, said: str, after: str) -> bool:
    # 没反应 and 没人应 are dangers that begin with their own negation; only what stands before a match denies it.
    denied = _DENIED.search(before) or _DENIED_INSIDE.search(said)
    return bool(denied or _SUPPOSED.search(before) or _DRILL.search(before) or _RHETORIC.match(after))


def _is_over(kind: str, before: str, said: str, after: str) -> bool:
    if _LONG_AGO.search(before) or _ONCE.search(after):
        return True
    rest = said + after
    return any(
        not _NOT_YET.search(rest[: match.start()])
        and not _ASKED.match(rest[match.end() :])
        and not _AGAIN.search(rest[match.end() :])
        for match in OVER[kind].finditer(rest)
    )
