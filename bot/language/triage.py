"""Danger to life, first of all: a false alarm costs a call, a miss may cost a life."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.language.danger_bodies import BODIES
from bot.language.danger_harms import HARMS
from bot.language.danger_lost import LOST
from bot.language.danger_nets import Net
from bot.language.danger_things import THINGS
from bot.language.danger_words import KINDS, NEVER_LOWERED, OVER, RANK, UNLIKE
from bot.language.numbers import plain


@dataclass(frozen=True)
class Danger:
    """A danger that words speak of: one of `KINDS`; `source` is the piece of text that says so.

    `handled` is True for what is told as over (送医了, 修好了, 上次). 轻生, 家暴 and 性侵 never are.
    `beside`: the other kinds that the same words tell of as open.
    """

    kind: str
    handled: bool
    source: str
    beside: tuple[str, ...] = ()


NETS = (*HARMS, *LOST, *BODIES, *THINGS)
AROUND, LATER = 60, 400  # characters before a danger that can deny it, and after it that can tell it is over
AWAY = 5  # characters around a pair that can tell it is something else
STOPS = "。！!？?\n"
_SENTENCE = re.compile(f"[{STOPS}]")

# How people talk: nobody jumps, nobody fails to breathe. (热死了 and 跌死我了 are no words of danger to begin with.)
_MANNER = re.compile(
    r"笑得[^，,。\s]{0,6}|[急气]得.{0,3}跳|高兴得.{0,3}跳|爆炸性|没人[扶修扫收搬]|火锅|油烟(?!机)|"
    r"[抽吸]烟|香烟|烟味|烤[^，,。]{0,4}烟|烧香[^。]{0,8}烟|"
    # mild, for long, or only feared
    r"(?:有点|有些)麻|(?:最近|经常|时常|有时候?)头[晕昏]|(?<!突然)(?<!一下子)走不动|怕(?:停电|[跌摔])|吓得半死|掉[色漆价]"
)
_PLAYED = re.compile(
    r"(?:电视|电影|连续剧|短剧|视频|游戏|收音机|新闻|报纸|网上|小说)(?:机|剧|里)?[^，,。]{0,6}(?:声|里|喊|演|放|看|读|讲)"
)
_REAL = re.compile(r"哭|血|救|我")
# Nobody is told of, nothing but denied, and no alarm before it: 没有被打.
_BARE_DENIAL = re.compile(
    r"(?:我|他|她|伊|真的|也|没事|[，, ]){0,4}(?:没有?|呒没|勿是)(?:人)?(?:被|再|在)?"
    r"(?:打|骂|动手|家暴|摸)(?:我|她|他|伊|人|过|的|[。！!~ ]){0,4}"
)
_DENIED = re.compile(
    r"(?:(?<!有)没有人?|呒没|没啥|(?<!有)没|未|无|不存在|(?<!是)不是|勿是)"
    r"(?:再|又|发生|出现|发现|闻到|什么|啥|任何|听说|听到|看到|有|过|被|因为)*$"
)
_DENIED_INSIDE = re.compile(r"(?:没有|没|未|不会)(?:再|又|有人|人|被)*(?:困|漏|着火|起火|冒烟|触电|走失|跌|摔)")
_SUPPOSED = re.compile(
    r"(?:万一|如果|要是|假如|倘若|假使|若是|以免|差点|险些|差一点|容易)[^，,。;；!?！？\s]{0,12}$|"
    r"(?:防止|预防|避免|(?<!消)防|当心|小心).{0,3}$"
)
_ALMOST = re.compile(r"(?:差点|险些|差一点)[^，,。]{0,4}(?:跌|摔|掼|滑|晕|昏|夹|轧|绊)")
_RHETORIC = re.compile(
    r"^[^，,。;；!?！？\s]{0,4}(?:谁负责|谁来负责|怎么得了|风险|隐患|演练|演习|讲座|宣传|知识|预防|"
    r"培训)"
)
_DRILL = re.compile(r"(?:演练|演习|讲座)[^，,。;；!?！？\s]{0,6}$")
_LONG_AGO = re.compile(
    r"(?:上次|上回|去年|前年|以前|从前|老早|(?<![昏晕厥抽死背])过去|那年|上个?月|前阵子|前段时间|曾经|当年|年轻时)[^。;；!?！？]{0,16}$"
)
_ONCE = re.compile(r"^[^，,。;；!?！？]{0,6}过(?:一次|一趟|几次|两次|一回)")
_EXPERIENCED = re.compile(r"(?:困|跌|摔|掼|漏|着|掉|触电|走丢|走失|起|晕倒|昏倒|跌倒|摔倒)过(?![去来不了敏])")
_NOW = re.compile(r"现在(?!好|没|不|稳|恢复|正常|已经?好)|刚[刚才]|还是|还在|今[天朝早晚夜]|马上|快点|又")
# 什么时候修好, 要不要送医院, 还没找到: not over.
_NOT_YET = re.compile(r"(?:没有?|未|不|别|时候|辰光|何时|要|想|能|怎么|赶紧|快|帮我?|请|马上|得)[^，,。\s]{0,3}$")
# 消防来过了，又烧起来了: open again.
_AGAIN = re.compile(
    r"还在(?!.{0,3}(?:医院|病房|住院|观察|治疗|休养|恢复))|复燃|又(?!.{0,3}稳定)[^，,。\s]{0,6}[着烧冒痛疼倒漏晕昏喘闷抽]"
)
_ASKED = re.compile(r"^(?:了?[吗伐么?？]|没有?(?:$|[\s?？]))")


def danger(text: str) -> Danger | None:
    """The gravest danger of a text, open before handled; None if there is none.

    What is denied (没有漏水), supposed (万一着火) or only a manner of speech (热死了) is none, but for 轻生, 家暴 and 性侵
    nothing that is said lowers it: those concerned deny it too. Of several the gravest comes first, and of two that are
    as grave the one that whoever helps must be kept from (电 before 倒在地上).
    """
    found = _dangers(text)
    if not found:
        return None
    gravest = min(found, key=lambda danger: (danger.handled, RANK.index(danger.kind)))
    beside = {one.kind for one in found if not one.handled} - {gravest.kind}
    return replace(gravest, beside=tuple(sorted(beside, key=RANK.index)))


def kinds_of(text: str) -> set[str]:
    """Every kind of danger of which a text tells, over or not."""
    return {danger.kind for danger in _dangers(text)}


def _dangers(text: str) -> list[Danger]:
    if _BARE_DENIAL.fullmatch(text.strip()):
        return []
    flat = _MANNER.sub(lambda match: "·" * len(match[0]), plain(text))
    phrases = ((kind, *match.span(), match.start()) for kind, words in KINDS.items() for match in words.finditer(flat))
    pairs = ((net.kind, *span) for net in NETS for span in _pairs(net, flat))
    return [found for told in (*phrases, *pairs) if (found := _as_told(*told, text, flat))]


def _pairs(net: Net, flat: str) -> Iterator[tuple[int, int, int]]:
    """Where a net holds a pair: begin, end, and where its state begins (what denies may stand there too)."""
    for state in net.states.finditer(flat):
        begin, end = state.span()
        if net.who:
            left = flat[max(0, begin - net.gap) : begin]
            left = left[max(left.rfind(stop) for stop in STOPS) + 1 :]
            right = _SENTENCE.split(flat[end : end + net.gap])[0]
            near = net.near.search(left + state[0] + right)
            if near is None:
                continue
            first = begin - len(left)
            begin, end = min(begin, first + near.start()), max(end, first + near.end())
        if not net.harmless.search(flat[max(0, begin - AWAY) : end + AWAY]):
            yield begin, end, state.start()


def _as_told(kind: str, begin: int, end: int, state: int, text: str, flat: str) -> Danger | None:
    before, said, after = flat[max(0, begin - AROUND) : begin], flat[begin:end], flat[end : end + LATER]
    if kind in NEVER_LOWERED:
        if _PLAYED.search(text) and not _REAL.search(text):
            return None
        return Danger(kind, handled=False, source=text[begin:end])
    if kind in UNLIKE and UNLIKE[kind].search(after[: AWAY * 3]):
        return None
    denied = state > begin and _DENIED.search(flat[max(0, state - AROUND) : state])
    if denied or _is_unreal(before, said, after):
        return None
    return Danger(kind, _is_over(kind, before, said, after), text[begin:end])


def _is_unreal(before: str, said: str, after: str) -> bool:
    if _ALMOST.search(said):
        return True
    # 没反应 and 没人应 are dangers that begin with their own negation; only what stands before a match denies it.
    denied = _DENIED.search(before) or _DENIED_INSIDE.search(said)
    return bool(denied or _SUPPOSED.search(before) or _DRILL.search(before) or _RHETORIC.match(after))


def _is_over(kind: str, before: str, said: str, after: str) -> bool:
    once = _LONG_AGO.search(before + said) or _EXPERIENCED.search(said + after[:2])
    if _ONCE.search(after) or (once and not _NOW.search(said + after)):
        return True
    rest = said + after
    return any(
        not _NOT_YET.search(rest[: match.start()])
        and not _ASKED.match(rest[match.end() :])
        and not _AGAIN.search(rest[match.end() :])
        for match in OVER[kind].finditer(rest)
    )


# A question of who, how many, which: 家暴的是哪几家, 着火的那家去看过了吗. 电梯困了几个人 tells of people.
_RECORDS = re.compile(
    r"哪几|哪些|(?<![了着])几(?:户|家|个|位|件|起)|(?<![了着])多少(?:户|家|个|位|件|起|$|[?？])|名单|清单|台账|统计|"
    r"(?:那|这)[家户个次起件位](?!.{0,12}(?:又|还在))[^。；;]{0,14}(?:吗|谁|没有|没[?？]?$|怎么样|怎样|如何|呢|哪|什么时候)|"
    r"(?:上次|上回|上个?月|去年|之前)[^。；;]{0,14}(?:吗|谁|没有|没[?？]?$|怎么样|怎样|如何|呢|哪|什么时候)"
)
_PRESSING = re.compile(r"快[来点去叫]|救|赶紧|不知道|里面|[!！]|[出闻看听发]?现在在|正在|刚[才刚]?[^过]")


def looks_up(text: str) -> bool:
    """A question after what is on record, if staff ask it. A resident's question is a report (是不是煤气漏了呀)."""
    return len(text) <= 40 and bool(_RECORDS.search(text)) and not _PRESSING.search(text)


_OTHERS = re.compile(
    r"有(?:个|一个|位)?(?:人|女|男|小|老|学生|孩)|他|她|伊|邻居|隔壁|楼上|楼下|对门|对过|老[头太公婆人]|儿|女|爸|妈|爷|奶|外[公婆]|哥|弟|姐|妹|媳妇|同学|同事|朋友|小伙|孩|囡"
)
# 我 as whose son, or as who sees it, is not who wants to die.
_ONLY_TELLS = re.compile(
    r"(?:我|阿拉|吾)(?:们|的|家|刚|刚才|现在|也|好)?(?:在|看|听|怕|担心|发现|爸|妈|爷|奶|外|儿|女|老|哥|弟|姐|妹|媳|男|同|朋|孩|小|邻|楼|隔|对|家)"
)


def of_another(text: str) -> bool:
    """Whoever writes tells of somebody else (有人要跳楼), and not of themselves (他打我，我不想活了)."""
    return bool(_OTHERS.search(text)) and not re.search("我|吾|自己不", _ONLY_TELLS.sub("", text))
