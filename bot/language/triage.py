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


# 热死了, 跌死我了: how people talk, no danger. They are made blank before anything else is looked for.
_EXAGGERATED = re.compile(
    r"(?:热|冷|冻|累|忙|烦|气|急|笑|吓|饿|渴|跌|摔|困|吵|臭|闷|痛|疼|脏|恨|难看|烧|爱|羡慕|想)死(?:我|人|了|你|伊|脱|个)(?:们)?了?|"
    r"急得(?:要)?跳|(?:气|急)得.{0,3}跳|跳脚|(?:掉|跌)(?:下)?眼泪|爆炸性|气炸"
)
_DENIED = re.compile(
    r"(?:没有?|呒没|没啥|未|无|不存在|不是|勿是|并未|从未)(?:再|又|发生|出现|发现|闻到|什么|啥|任何|听说|听到|看到|有过?|过|人|被|因为|因)*$"
)
# The negation is the danger itself in 没反应, 没人应, 没回来; those patterns begin with it, so nothing denies them.
_SUPPOSED = re.compile(r"(?:万一|如果|要是|假如|倘若|假使|若是|会不会|防止|预防|避免|以免|防|当心|小心|差点|险些|差一点)[^，,。;；!?！？\s]{0,12}$")
_RHETORIC = re.compile(
    r"^[^，,。;；!?！？\s]{0,4}(?:谁负责|谁来负责|怎么得了|风险|隐患|演练|演习|讲座|宣传|知识|安全检查|险情?培训|报警器|探测器|保护器|保险|预防|培训)"
)
_LONG_AGO = re.compile(r"(?:上次|上回|去年|前年|以前|从前|老早|过去|那年|上个?月|前阵子|前段时间|曾经|当年|年轻时)[^。;；!?！？]{0,16}$")
_ONCE = re.compile(r"^[^，,。;；!?！？]{0,4}过(?:一次|一趟|几次|两次|一回|的|$|[，,。])")


def danger(text: str) -> Danger | None:
    """The gravest danger of a text, open before handled; None if there is none.

    What is denied (没有漏水), supposed (万一着火) or only a manner of speech (热死了) is none, but for 轻生 and 家暴
    nothing that is said lowers it: those concerned deny it too.
    """
    flat = _EXAGGERATED.sub(lambda match: "·" * len(match[0]), plain(text))
    found = [danger for kind, pattern in KINDS.items() for danger in _of_kind(kind, pattern, text, flat)]
    return min(found, key=lambda danger: danger.handled, default=None)


def _of_kind(kind: str, pattern: re.Pattern[str], text: str, flat: str) -> list[Danger]:
    found = []
    for match in pattern.finditer(flat):
        before, after = flat[: match.start()], flat[match.end() :]
        source = text[match.start() : match.end()]
        if kind in NEVER_LOWERED:
            found.append(Danger(kind, handled=False, source=source))
        elif not _is_unreal(before, match[0], after):
            found.append(Danger(kind, _is_over(kind, before, match[0] + after), source))
    return found


def _is_unreal(before: str, said: str, after: str) -> bool:
    inner = re.search(r"(?:没有|没|未|不会)(?:再|又|有人|人|被)*(?:困|漏|着火|起火|冒烟|触电|走失|跌|摔)", said)
    return bool(inner or _DENIED.search(before) or _SUPPOSED.search(before) or _RHETORIC.match(after))


def _is_over(kind: str, before: str, after: str) -> bool:
    return bool(_LONG_AGO.search(before) or OVER[kind].search(after) or _ONCE.search(after[-12:] if len(after) < 12 else after))
