"""Whether words ask after one's own case, add to it or take it back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from bot.kinds.base import Record, Slot
from bot.language.where import find_doors
from bot.world import World
from handlers.engines.cases import asked, meant, verdicts
from handlers.engines.cases import rules as case_rules
from handlers.engines.cases.saying import ADD, WITHDRAW

_ASKS = re.compile(
    r"怎么样了?|怎样了|哪能了?|咋样了?|如何了|进展|进度|到哪一?步|什么时候|啥时候|啥辰光|几时|何时|多久|有(?:没有)?(?:结果|消息|回音|下文|人管)|"
    r"(?:修|办|弄|处理|解决|换|搞)(?:得|好|了|完)?(?:了)?(?:没有?|吗|么|伐)|好了(?:没有?|吗|么|伐)|情况|状态|查(?:一?下)?|还没(?:人|消息|回|动静)|催|到底|([修办弄管来换])不\1"
)
_MINE = re.compile(
    r"上次|上回|那次|前[几两]?天|之前|以前|老早|早先|我(?:提|说|反映|报|讲|投诉)(?:过|的)|(?:提|说|反映|报|讲|投诉|报修)(?:过)?(?:的|个)|那件|那个|我的诉求"
)
_ADDS = re.compile(r"补充|再说一[句下]|加一句|补一句|补张|再补|还要说")
_WELL = re.compile(
    r"^(?:[哦噢欸]|现在|刚刚?|又)*(?:已经)?(?:好了|修好了|弄好了|可以了|亮了|通了|没事了)|(?:按|点|说|弄|搞|写)错"
)
_HERE_TOO = re.compile(
    r"(?!我(?!们))[^，,。！!?？]{2,10}也(?:是|一样|这样|有|还?[没不坏漏堵黑停][^，,。]{0,3})(?:的|了)?[。！!]?"
)
_BACK = re.compile(
    r"撤回|撤销|撤掉|撤了|取消|不用(?:了|修|办|管|来|弄)|(?:已经|已)?自己(?:修|弄|搞|办|解决)(?:好|完|掉)?了|不(?:需要|要)(?:了|修|办|管)|不提了|不附议了|退出"
)
_HUMAN = re.compile(
    r"^(?:不对|不是这样|你们(?:说|讲)(?:得|的)?不对|我不同意|不认可|不服|推(?:来推去|卸)|我要找人|找书记|请书记看看|找领导|要找(?:你们)?(?:书记|领导|负责人))"
)

SHORT, SOON = 16, timedelta(days=7)


def read_case(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """Which of one's cases is meant: by its number, else by the words."""
    if number := meant.number_in(text):
        return [Record((Slot("编号", f"{number[0]:04d}", text),), part=False)]
    near = meant.alike(text, meant.own_cases(world))
    return [Record((Slot("编号", near[0][0].number, text),) if len(near) == 1 else (), part=False)]


def read_wish(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """To somebody who wants a human: which case, and what they say."""
    which = [slot for record in read_case(text, sent, world) for slot in record.slots]
    bare = re.fullmatch(r"(?:找人谈谈|请书记看看|诉求找人|我?要?找人|找书记)[。]?", text.strip())
    said = () if bare else (Slot("想说什么", text.strip(), text),)
    return [Record((*which, *said), part=False)]


def asks_after(text: str, sent: datetime, world: World) -> bool:
    """0312, 0312怎么样了, 我上次说的灯怎么样了."""
    text = text.strip()
    if meant.is_colleagues(world, text):
        return False
    number = meant.number_in(text)
    if number:
        alone = re.fullmatch(r"\D{0,4}\d{1,4}\D{0,3}", text) is not None
        if not (alone or _ASKS.search(text)):
            return False
        told = number[1] or not alone  # 1203怎么样了 is no room of whoever looks after none
        return meant.numbered(text, meant.own_cases(world)) is not None or (told and not world.viewer.roles)
    if not _ASKS.search(text):
        return False
    own = meant.own_cases(world)
    near = meant.alike(text, own)
    if near and (_MINE.search(text) or len(text) <= SHORT):
        return True
    fresh = [one for one in own if one[0].state in case_rules.CURRENT or _just_closed(world, one)]
    if len(text) <= SHORT and any(not meant.speaks_of_another(text, one) for one in fresh):
        return not find_doors(text)
    return bool(
        own and re.search(r"我(?:提|反映|报)(?:过)?的(?:事|诉求|问题)|(?:上次|那件|我的)(?:的)?(?:事|诉求)", text)
    )


def _just_closed(world: World, own: meant.Own) -> bool:
    closed = own[0].closed_at
    return closed is not None and world.now - closed <= SOON


_URGES = re.compile(r"催|快(?:点|些)|尽快|抓紧|怎么还(?:没|不)")


def read_asking(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """Which case, and whether one would have it hurried."""
    which = [slot for record in read_case(text, sent, world) for slot in record.slots]
    return [Record((*which, *([Slot("催", "催一下", text)] if _URGES.search(text) else [])), part=False)]


def adds(text: str, sent: datetime, world: World) -> bool:
    """补充0312：…; the one sentence after 哪里还没好, if it is no other matter; 四楼也是 of whoever waits for one thing only."""
    text = text.strip()
    if meant.is_colleagues(world, text):
        return False
    own = meant.own_cases(world)
    if _ADDS.search(text[:20]) and (meant.number_in(text) or own):
        return True
    waited = asked.awaited(world, ADD, "asked")
    if waited:
        mine = next((one for one in own if one[0].id == waited.get("case")), None)
        return not _WELL.search(text) and asked.is_sentence_for(world, asked.besides(world, text, own)[0], mine)
    current = [one for one in own if one[0].state in case_rules.CURRENT]
    here = len(current) == 1 and not world.viewer.roles and _HERE_TOO.fullmatch(text) is not None
    return here and asked.is_sentence_for(world, text, current[0])


def read_addition(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """What is added, without the words that only say so, and to which."""
    words = re.sub(
        r"^\s*(?:我?(?:要|想)?(?:再)?(?:给|对|往)?)?(?:编号)?\s*(?:0\d{3}|\d{4}(?=\D))号?(?:的?诉求)?[，,：:\s]*",
        "",
        text,
    )
    words = re.sub(
        r"^(?:我?(?:要|想|再)*)?(?:补充(?:一?[下句点])?|再说一[句下]|加一句|补一句|再补(?:充)?一?[句点]?|还要说(?:一句)?)(?:编号)?\s*(?:0\d{3}|\d{4})?号?[，,：:\s]*",
        "", words,
    )  # fmt: skip
    none = re.fullmatch(r"(?:没有|无|不用|没什么?|算)了?[。]?", words.strip())
    slots = [Slot("没有了" if none else "补充", words.strip() if not none else "说完了", text)] if words.strip() else []
    which = [slot for record in read_case(text, sent, world) for slot in record.slots] if meant.number_in(text) else []
    return [Record((*which, *slots), part=False)]


def takes_back(text: str, sent: datetime, world: World) -> bool:
    """撤回0312; 算了不用了，已经自己修好了, with something open."""
    text = text.strip()
    if not _BACK.search(text) or meant.is_colleagues(world, text) or len(text) > 40:
        return False
    own = meant.own_cases(world)
    if number := meant.number_in(text):
        return meant.numbered(text, own) is not None or (number[1] and not world.viewer.roles)
    open_ones = [one for one in own if one[0].state in case_rules.CURRENT]
    if world.viewer.roles and not meant.alike(text, open_ones):
        return False
    return bool(open_ones) and not re.fullmatch(r"撤回|撤销|撤掉|取消", text)


_BARE = ("撤回", "我要撤回")
_YES = re.compile(
    r"(?:嗯+[，,]?)?(?:是|是的|是额|对|对的|不用(?:办|修|来|弄)?了|不要了|撤(?:回|掉|了)?|退出|确定|可以)[了吧呀啊]?"
)
_NO = re.compile(r"(?:不|不是|不撤|不退|别撤?|接着办|继续办?|还?要(?:办|修)|没有|按错了?|点错了?|说错了?)[了吧的呀啊]?")


def confirms(text: str, sent: datetime, world: World) -> dict[str, Any] | None:
    """是的, 不撤, 还没好，昨天又停了 right below 不用办了吗; and 撤回 itself, where nothing is left to undo and one thing is open."""
    bare = text.strip().rstrip("。！!~ ")
    yes, no = _YES.fullmatch(bare) is not None, _NO.fullmatch(bare) is not None
    bad = not no and verdicts.says_plainly(text) and verdicts.solved(text) is False
    if not (yes or no or bad or bare in _BARE) or world.unit.talks.stack(world.viewer.person):
        return None
    last = asked.asked_last(world)
    if last and last.start == WITHDRAW:
        own = next((one for one in meant.own_cases(world) if one[0].id == last.about.get("case")), None)
        if bad and own and not meant.speaks_of_another(text, own) and not meant.number_in(text):
            return {"case": own[0].id, "goes_on": True}
        if yes or no:
            return {"case": last.about["case"], **({"goes_on": True} if no else {})}
    lately = world.now - timedelta(minutes=world.settings.talk.undo_minutes)
    if bare in _BARE and world.unit.journal.last(world.viewer.person, lately) is None:
        return {} if [one for one in meant.own_cases(world) if one[0].state in case_rules.OPEN] else None
    return None


def read_back(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """Which case, and what is said of it."""
    which = [slot for record in read_case(text, sent, world) for slot in record.slots]
    words = text.strip()
    return [Record((*which, *([Slot("怎么说", words, text)] if re.search(r"[^\W\d]", words) else [])), part=False)]


def wants_somebody(text: str, sent: datetime, world: World) -> bool:
    """不对, 我要找人: to what the committee says it cannot do."""
    if not _HUMAN.match(text.strip()) or world.viewer.roles:
        return False
    declined = [one for one in meant.own_cases(world) if one[0].state == case_rules.DECLINED]
    return any(meant.may_reopen(world, case) for case, _ in declined)
