"""What a property company's words are: plain progress, which whoever asked may read; or words for the committee alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from handlers.engines.cases import rules
from handlers.handling.phrases import JOINS, NUMBER
from handlers.handling.rules import read

ALL = re.compile(r"^(?:两|几|[二三四五])?(?:[件个处样])?(?:全部?|都|统统)")
LONGEST = 60
_PIECE = re.compile(r"[，,。；;！!\n]+")
_TIME = (
    r"今[天日晚早]|明[天日早晚]|后天|大后天|下?周[一二三四五六日天末]|下个?(?:礼拜|星期|月)[一二三四五六日天]?|礼拜[一二三四五六日天]|星期[一二三四五六日天]|"
    r"上午|中午|下午|晚上|早上|傍晚|马上|现在|一会儿?|等下|待会儿?|尽快|这就|\d{1,2}[日号](?!楼)|\d{1,2}月\d{1,2}[日号]?|"
    r"[\d一二两三四五六七八九十]{1,3}(?:点(?:钟|半)?|个?小时|天|个工作日|分钟)(?:内|左右|前|后|以后|之前)?"
)
# What says how far it is. Each clause of a message must, or it is for the committee to read first.
_PROGRESS = re.compile(
    rf"(?:{_TIME})|(?:来|去|会|要|再|能|可以|安排|派人?|叫人?)[^，,。]{{0,6}}(?:修|看|换|装|查|弄|清|通|补|处理|到|办|过来)|(?:来|去|到|过来|在路上|到了)了?$|"
    r"(?:修|换|装|清|通|补|弄|处理|检修|维修|施工|抢修|排查|疏通)[^，,。]{0,6}(?:好|完|掉|了|中|着|过|在)|在(?:修|换|装|清|弄|处理|检修|维修|施工|排查|走流程)|"
    r"等(?:配件|材料|灯管|零件|货|厂家|师傅|维保|审批|天晴)|(?:配件|材料|灯管|零件|货)[^，,。]{0,6}(?:到|订|买|没有|缺|采购)|(?:订|买|采购|定)[^，,。]{0,3}(?:货|配件|材料|灯|好|了)|"
    r"(?:看|查|检查|去)过了?|(?:接|收|知道|晓得|明白|看)(?:下|到)?了?$|收到|好的|修好|换好|恢复|(?:坏|断|烧|老化|松|漏|堵|破|锈)(?:了|掉)?$|要换|需要换|"
    r"(?:联系|约)(?:了|好)?(?:维保|厂家|师傅|电梯公司|施工队|环卫)|维保|厂家|师傅(?:来|去|到|在|明|今|下)"
)
_ASKS = re.compile(
    r"[?？]|吗(?:$|[，,。])|呢$|谁|哪(?!怕)|什么(?!都)|怎么|多少|几(?:楼|层|号|点|户|个|时)|是不是|有没有|能不能|可不可以|为什么|为啥"
)
# Of people, money, blame, the committee itself: never to whoever asked without a look at it.
_INNER = re.compile(
    r"低保|独居|电话|手机|姓名|名字|姓|业主|居民|住户|老头|老太|老人|他家|她家|这家|那家|人家|这户|那户|他|她|伊|欠|物业费|维修资金|钱|费用|收费|自费|元|赔|投诉|骂|烦|吵|"
    r"你们|侬|居委|书记|街道|领导|别理|不理|不归|不属|不管|不肯|没人|人手|摔|受伤|报警|火|救命"
)
_PERSONAL = re.compile(
    r"谁(?:报|提|反映|投诉|说|讲|打|家|住)|哪(?:家|户|位|个人?)(?:的)?(?:报|提|反映|投诉|说|住)?|(?:电话|手机|联系方式|姓名|名字|住址|号码)|叫(?:啥|什么)|姓(?:啥|什么)|"
    r"(?:低保|独居|残疾|生病|精神|几岁|多大(?:年纪|岁数)|一个人住)"
)
_OVERVIEW = re.compile(
    r"(?:全部|所有|本周|上周|这周|本月|这个月|上个?月|今年|居民区|居委).{0,6}(?:诉求|工单)|诉求(?:情况|统计|列表)|(?:多少|几)件|统计"
)
_MANNERS = re.compile(
    r"^(?:你好|您好|在吗|谢谢.{0,3}|辛苦了?|早|早上好|再见|嗯+|哦+|ok|OK|帮助|菜单|没事了?|撤销|取消|[^\u4e00-\u9fff]*)[。！!~]*$"
)

# A day or an hour of coming; that somebody has to be there then.
_COMES = re.compile(rf"(?:{_TIME})[^，,。]{{0,10}}(?:来|到|上门|过去|过来|修|换|装|查|看)")
_AT_HOME = re.compile(
    r"[，,。；;\s]*(?:到时候?)?(?:(?:请|要|得|需要|麻烦|最好|必须|希望|叫|让|业主|居民|住户|家里|家中|屋里|你们|他们)*(?:有|留)个?人(?:在家?|在场|等|开门)?|"
    r"(?:请|要|得|需要|麻烦|最好|必须|叫|让|业主|居民|住户|家里)*(?:在家(?!电)(?:里)?(?:等(?:一?下)?)?|开一?下?门|留门))(?=$|[，,。；;！!])"
)

PLAIN, INSIDE, PERSONAL, OVERVIEW = "进展", "内部", "问人", "看总数"


def kind_of(words: str, *, done: bool = False) -> str:
    """What words are. `done`: they were understood as that it is repaired."""
    if _PERSONAL.search(words) and _ASKS.search(words):
        return PERSONAL
    if _OVERVIEW.search(words):
        return OVERVIEW
    if _COMES.search(words):  # somebody has to be at home for it: who comes when is plain progress
        words = _AT_HOME.sub(" ", words).strip(" ，,。；;")
    if _ASKS.search(words) or _INNER.search(words) or len(words) > LONGEST:
        return INSIDE
    pieces = [piece for piece in _PIECE.split(NUMBER.sub("", words)) if piece.strip()]
    return PLAIN if done or all(_PROGRESS.search(piece.strip()) for piece in pieces) else INSIDE


def is_manners(words: str) -> bool:
    return bool(_MANNERS.match(words.strip()))


def says_done(words: str) -> bool:
    return read(words).act == rules.RESOLVE


@dataclass
class Told:
    """Words about one thing: which ones may be meant (one: it is that one)."""

    about: list[int] = field(default_factory=list)
    words: str = ""


def split(text: str, find: Callable[[str], list[int]]) -> list[Told]:
    """灯修好了，垃圾桶明天清: a piece for each thing that is named; what names nothing goes with what stands before it.

    `find` tells which cases a clause may mean.
    """
    found: list[Told] = []
    for clause in re.split(r"[，,。；;！!\n]+|(?<=[了好])\s*(?=[#№]?0\d{3})", text.strip()):
        if not clause.strip():
            continue
        if joined := _joined(clause.strip(), find):
            found += joined
            continue
        about, words = find(clause), clause.strip()
        if found and (not about or about == found[-1].about):
            found[-1].words += f"，{words}"
        elif found and not found[-1].about:
            found[-1] = Told(about, f"{found[-1].words}，{words}")
        else:
            found.append(Told(about, words))
    return found


_OF_EACH = re.compile(r"^(?P<things>.{1,30}?)(?:全?都|全部|统统)(?P<words>.+)$")


def _joined(clause: str, find: Callable[[str], list[int]]) -> list[Told]:
    """灯和电梯都明天来修: the same of each; nothing if they are not named one by one."""
    told = _OF_EACH.match(clause)
    things = [thing.strip() for thing in JOINS.split(told["things"]) if thing.strip()] if told else []
    about = [find(thing) for thing in things]
    if told is None or len(things) < 2 or not all(about):
        return []
    return [Told(which, f"{thing}{told['words']}") for which, thing in zip(about, things, strict=True)]
