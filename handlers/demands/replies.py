"""What a reply means in the words of a change: another matter (再加一件：…), one less (去掉第2件), more of the same (改事情 …)."""

from __future__ import annotations

import re
from datetime import datetime

from bot import words as shared
from bot.kinds.base import begun, chosen
from bot.kinds.card import agrees
from bot.language import changing
from bot.language.numbers import number
from bot.language.triage import danger
from bot.talk.state import Answer, State
from bot.talk.talk import REVIEW
from bot.world import World
from handlers.demands import ground, rules, splitting
from handlers.demands.labels import OTHER
from storage.scope import STAFF

MATTER, PLACE = "事情", "地点"
CALLED = "称呼"
_ASKED = (PLACE, "同一件吗", CALLED)  # questions at which somebody goes on to another matter
_AWAY = r"(?:都|就|也)?(?:不要|不用|不提|不报|不反映|不说|去掉|删掉|删|拿掉|撤掉|算)(?:了|吧|掉)*[。！!]*"
_NTH = re.compile(
    rf"(?:把)?(?:第(?P<nth>\d|[一二两三四五六七八九])|(?P<last>最后一?|后面|末|下面)那?|(?P<first>头一?|前面|上面)那?)[个件条桩](?:事体?|情|事情)?(?:的)?{_AWAY}"
)
_THING = re.compile(rf"(?:把)?(?P<thing>[^，,。]{{1,8}}?)(?:的)?(?:这|那)?[个件条桩]?(?:事体?|事情)?{_AWAY}")
_ALL = re.compile(rf"(?:我|这个|这件)*{_AWAY}")
_CHANGES = re.compile(
    r"改|把|第[一二三四五六七八九十\d]+件|再加|另外加|去掉|删掉|照片|事情|诉求|内容|问题(?:是|：)|地点|地址|位置|门牌|替谁|称呼"
)
_FLOOR = re.compile(
    r"(?:哦哟?|不对|应该)?[，,]?(?:就)?(?:是|在)?(?P<floor>底楼|顶楼|[一二三四五六七八九十\d]+[楼层])(?:的|那|这|个|只|盏|扇|部|楼道|走廊|上)*[。]*"
)
_DONE = re.compile(
    r"(?:就|没有?|暂时|好像|其他|别的|了|这些|这样|这个|这点|都|齐|全|完)+[。]*|不对|不是(?:的|这样)?|错了|写错了?|搞错了?|"
    r"(?:还有|再|给[你您]|这是|附上|发|看|一)*[张个]?(?:照片|图片|视频|语音)[^，,。]{0,3}"
)


# Courtesies, and impatience: they answer nothing, and what was asked stands again.
_NO_ANSWER = re.compile(
    rf"(?:{shared.HELLO.pattern}|(?:谢谢|多谢|辛苦|麻烦)[了啊您你们侬呀啦的哈~。！!，,]*|侬好|嗯+|哦+|好的|在伐|(?:帮我|你们|请|快点?|再)*催(?:一下|一催|催)?(?:看|他们|物业)?[呀啊吧呢一下。！!]*|(?:怎么)?(?:又|还是)(?:坏|不亮|不灵|不好)了?[呀啊。！!]*)",
    re.IGNORECASE,
)
# 自己好了: it is over before it was raised.
_OVER = re.compile(
    r"(?:(?:还是|那就?|哦|那个|现在|刚刚?|已经|它|自己|物业|师傅|我们|我|又|都|就|来|给|人家)*(?:算了?|不用(?:再)?(?:修|来|弄|管|麻烦|办|报|处理)(?:你们)?|没事|不要紧|(?:(?<=自己)|(?<=已经)|(?<=又)|修|弄|搞)好|解决|(?:来)?修过|通|亮|来[水电])(?:了|啦)[吧呀啊]?[\s，,。！!]*)+(?:谢谢|麻烦)?(?:你们|您|侬|了)*[。！!]*"
)


_RINGS = re.compile(r"(?:打|找)(?:什么|哪个|啥|多少)(?:电话|号码)|(?:电话|号码)是?(?:多少|几号|什么)")
NUMBERS = "常用电话"


def reword(text: str, state: State, sent: datetime, world: World) -> str:
    """The words themselves, unless they certainly mean a change."""
    prompt = state.prompt
    if prompt.label == PLACE and not prompt.buttons and shared.THANKS.fullmatch(text):
        return "继续"
    taken = chosen(text, prompt.buttons) or begun(text, prompt.buttons) or agrees(text)
    if not prompt.label or taken or any(word.fullmatch(text) for word in shared.IN_TALK) or danger(text):
        return text
    if _NO_ANSWER.fullmatch(text) or not re.search(r"\w", text):
        return "继续" if prompt.label in (*_ASKED, REVIEW) and prompt.label != CALLED else text
    if prompt.label == REVIEW:
        return _at_review(text, state, world)
    if prompt.label == PLACE and (offered := _offered(text, state, world)):
        return offered
    if prompt.label in _ASKED and (less := _less(text, _told(state))):
        return less
    asked = state.latest(prompt.part, MATTER)
    if prompt.label in _ASKED and asked and ground.is_another(text, asked.text) and _is_further(text, state, world):
        return _added(text)
    return text


def _offered(text: str, state: State, world: World) -> str:
    """益港花园的, 应该是益港花园: the one place offered that is there; "" if none or several are."""
    if re.search(r"\d", text) or len(text) > 14:
        return ""
    shown = [option.shown for option in state.prompt.buttons]
    named = max((one for one in world.unit.places.estates() if one in text), key=len, default="")
    there = [one for one in shown if named and named in one]
    return there[0] if len(there) == 1 else ""


def _told(state: State) -> list[Answer]:
    """The matters that were told, one for each part."""
    return [answer for part in state.parts() if (answer := state.latest(part, MATTER))]


def _is_further(text: str, state: State, world: World) -> bool:
    """Whether the words tell another matter than those that are there."""
    label = rules.label_of(text)
    return (
        rules.intent(text) == rules.DEMAND
        and label is not OTHER
        and label.sub not in {rules.label_of(answer.text).sub for answer in _told(state)}
        and not world.elsewhere(text, free=False)
    )


def _added(text: str) -> str:
    text = re.sub(r"^(?:还有|另外|再有|对了|顺便)(?:就是|一?[个件])?[，,：:]?", "", text)
    return "；".join(f"再加一件：{_plain(matter)}" for matter in splitting.split(text))


def _plain(words: str) -> str:
    """Words in which nothing looks like the beginning of a further change."""
    flat = re.sub(r"[；;。\n]+(?=.)", "，", words).strip("；;。\n")
    return re.sub(rf"[，,](?={_CHANGES.pattern})", " ", flat)


def _at_review(text: str, state: State, world: World) -> str:
    told = _told(state)
    if re.fullmatch("(?:还要?|再|另外)*加上?一件[。]?", text):
        return "再加一件"
    if less := _less(text, told):
        return less
    if len(told) == 1 and _OVER.fullmatch(text):
        return "取消"
    if turned := changing.turned(text):
        return _turned(text, *turned, state)
    if (
        not told
        or _CHANGES.match(text)
        or _DONE.fullmatch(text)
        or _THING.fullmatch(text)
        or world.elsewhere(text, free=True, review=True)
    ):
        return text
    if rules.intent(text) == rules.QUESTION and len(text) > 4 and not world.viewer.roles & set(STAFF):
        return NUMBERS if _RINGS.search(text) else f"问答：{text}"  # what nobody can answer is passed on
    if floor := _FLOOR.fullmatch(text):
        return _at_floor(text, floor["floor"], state)
    if _is_further(text, state, world):
        return _added(text)
    return _more(text, state, world)


def _with(words: str, more: str) -> str:
    return f"{words.strip('。！!，, ')}，{more}"


def _less(text: str, told: list[Answer]) -> str:
    """第二个不要了, 门禁的不用了 → 去掉第2件; what leaves nothing is 取消."""
    if _ALL.fullmatch(text):
        return "取消"
    place = 0
    if nth := _NTH.fullmatch(text):
        place = number(nth["nth"]) if nth["nth"] else len(told) if nth["last"] else 1
    elif thing := _THING.fullmatch(text):
        named = [n for n, answer in enumerate(told, 1) if thing["thing"] in answer.text]
        place = named[0] if len(named) == 1 else 0
    if not place or place > len(told):
        return ""
    return "取消" if len(told) == 1 else f"去掉第{place}件"


def _turned(text: str, old: str, new: str, state: State) -> str:
    """不是12号，是13号: in the matter and in its place alike, where one part alone speaks of the old."""
    lines = [line for line in state.lines() if line.label in (MATTER, PLACE) and old in f"{line.text} {line.shown}"]
    if not lines or len({line.part for line in lines}) > 1:
        return text
    changed = [
        _change(state, line.part, line.label, _said(line).replace(old, new)) for line in lines if old in _said(line)
    ]
    return "；".join(changed) or text


def _said(line: Answer) -> str:
    return line.text if line.label == MATTER else line.shown


def _change(state: State, part: int, label: str, words: str) -> str:
    place = f"第{state.parts().index(part) + 1}件" if len(state.parts()) > 1 else ""
    return f"改{place}{label} {_plain(words)}"


def _at_floor(text: str, floor: str, state: State) -> str:
    """是三楼那只: the building stays, and so do the words."""
    told, part = _told(state)[-1], _told(state)[-1].part
    place = state.latest(part, PLACE)
    house = re.match(r"(.*?号)([一二三四五六七八九十\d]+[楼层]|底楼|顶楼)?(.*)", place.shown) if place else None
    more = _change(state, part, MATTER, f"{told.text.strip('。！!，, ')}，{text}")
    return (
        f"{_change(state, part, PLACE, house[1] + floor + re.sub(r'^[0-9]{3,4}', '', house[3]))}；{more}"
        if house
        else more
    )


def _more(text: str, state: State, world: World) -> str:
    """What else is told of a matter goes with it: 下午都在家. A place alone is where it is."""
    estates = world.unit.places.estates()
    doors, _ = ground.doors_in(text, estates)
    rest = text
    for door in doors:
        rest = rest.replace(door.source, "")
    told = _told(state)
    meant = told[-1]
    if any(door.room for door in doors) and not ground.is_of_a_home(meant.text, rules.label_of(meant.text), estates):
        place = "" if not any(door.number for door in doors) else f"；{_change(state, meant.part, PLACE, text)}"
        return f"{_change(state, meant.part, MATTER, _with(meant.text, text))}{place}"  # 楼上是402: whom it is about
    bare = len(re.sub(r"[\W_]|就?[在是]|这里|那边|的", "", rest)) < 3 or (
        ground.says_where(text, estates) and rules.label_of(text) is OTHER and len(text) < 9
    )
    asks = rules.intent(text) in (rules.QUESTION, rules.PRIVACY, rules.PRAISE, rules.SIGNS)
    if bare or asks or len(text) < 4 or any(door.number for door in doors):
        return text
    label = rules.label_of(text)
    same = [one for one in told if label is not OTHER and rules.label_of(one.text).sub == label.sub]
    meant = (same or [meant])[-1]
    if text in meant.text:
        return text
    return _change(state, meant.part, MATTER, _with(meant.text, text))
