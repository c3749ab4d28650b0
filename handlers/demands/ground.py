"""The words for places that have no number: of one's own house, of an estate, of the street outside; what is not a place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.numbers import plain
from bot.language.where import Door, find_doors
from handlers.demands import rules
from handlers.demands.labels import OTHER, Label

SAME = "同上："  # before the words of another matter whose place is meant
_FLOOR = r"[一二三四五六七八九十\d]+[楼层]"
OWN = re.compile(
    rf"我家|我们家|阿拉家|屋里厢|家里|自己家|楼上|楼下|隔壁|对门|对面|我们楼|阿拉楼|本楼|这栋|这幢|这个楼|楼道|走廊|楼梯|过道|电梯|门口|底楼|顶楼|楼顶|屋顶|"
    rf"{_FLOOR}(?!栋)|号子里|门洞|天花板|阳台|厨房|卫生间|厕所|客厅|卧室|信箱|单元门|大门|门禁|电表|水表|扶手|我(爸|妈|们楼|老公|老伴)"
)
AT_HOME = re.compile(r"我家|我们家|阿拉家|屋里厢|家里|自己家|天花板|厨房|卫生间|厕所|客厅|卧室")
_INDOORS = re.compile(
    r"水龙头|马桶|抽水|热水器|[燃煤]气灶|灶头|灶台|淋浴|花洒|浴[缸室]|水槽|台盆|洗衣机|冰箱|空调(?!外机)|插座|油烟机|暖气|我妈|我爸|老房子里"
)
_COMMON = re.compile(
    rf"(?:{_FLOOR})?(?:楼道|走廊|楼梯(?:间|口)?|过道|电梯|门口|底楼|顶楼|楼顶|屋顶|门禁|大门|单元门|信箱|消防通道|地下室)|{_FLOOR}"
)
ESTATE = re.compile(
    r"小区|垃圾(箱|房|桶|站|箱房)?|箱房|地下(车)?库|车库|车棚|花园里?|草坪|绿化带|[东西南北]门|[东西南北]侧|门卫|保安|广场(?!舞)|健身(点|器|角)|儿童乐园|凉亭|停车(场|位)|车位|"
    r"充电桩|路灯|主干道|中心花园|活动室|食堂|社区|围墙|河边|快递柜|宣传栏|公共厕所|消防通道|弄堂"
)
_STREET = re.compile(
    r"(?:[\u4e00-\u9fff]{1,4}?(?<![道铁公线网马小主回一让的走过在])(?:路(?!灯|面|口|人|过|由|边|上)|街(?!道)|大道)|马路|人行道|非机动车道|菜场|菜市场|学校|幼儿园|公交站|地铁站?|天桥|桥洞|河边|超市|"
    r"饭店|商场|银行|医院|公园|路口|弄堂口|街角|绿地)(?:那边|那里|那头|这边|上面?|门口|口|旁边|附近|对面|里面?|边上?)*"
)
UNKNOWN = re.compile(
    r"(我|阿拉|这个|那个)*(也|真)?(不知道|不晓得|勿晓得|不清楚|勿清爽|说不清|讲不清|说不上来|不认得|不确定|记不清|忘了)[^，,。]{0,6}"
)
_OWN_DOOR = re.compile(
    r"(?:我是|我们是|我家(?:就)?(?:住在?|在)?|我们家(?:就)?(?:住在?|在)?|我住在?|家住|本人住?在?|我叫[\u4e00-\u9fff]{2,4}[，,]?(?:住在?)?)\s*$"
)


def doors_in(text: str, estates: Sequence[str]) -> tuple[list[Door], list[Door]]:
    """The doors that words speak of, and apart from them those that only say where the speaker lives (我是12号302的)."""
    told = latin(text) or text
    own = [door for door in find_doors(told, estates) if _OWN_DOOR.search(told[: door.start])]
    for door in own:
        told = told.replace(door.source, "，", 1)
    return find_doors(told, estates), own


def without_own(text: str) -> str:
    """The words without 我家12号502: to say where one lives is no word on where it is."""
    return re.sub(r"(?:我|我们|阿拉)家(?:就)?(?:住在?|在)?(?=[\u4e00-\u9fff]{0,6}\d)", "", text)


def is_of_a_home(text: str, label: Label, estates: Sequence[str]) -> bool:
    """Whether a matter is in a home: by its kind, or because a thing of the house is said to be wrong in one's own."""
    if label.where == "家":
        return True
    doors, own = doors_in(text, estates)
    if label.category not in ("房屋设施", OTHER.category) or any(door.room for door in doors):
        return False
    left = without_own(text)
    for door in own:
        left = left.replace(door.source, "")
    shared = common(left) or ESTATE.search(left) or re.search("楼上|楼下|隔壁|对门", left)
    return not shared and bool(AT_HOME.search(left) or _INDOORS.search(left))


def says_where(text: str, estates: Sequence[str]) -> bool:
    """Whether words tell a place, if only to one who knows where the speaker lives."""
    return bool(find_doors(text, estates) or OWN.search(text) or ESTATE.search(text) or latin(text) or outside(text))


def latin(text: str) -> str:
    """Bldg 6 … Rm 1105 → 6号1105; "" without such words."""
    house = re.search(r"\b(?:bldg|building|block)\.?\s*(\d{1,3})", text, re.IGNORECASE)
    room = re.search(r"\b(?:rm|room|apt|unit)\.?\s*(\d{3,4})", text, re.IGNORECASE)
    return f"{house[1]}号{room[1] if room else ''}" if house else ""


def outside(text: str) -> str:
    """欧阳路那边, 菜场门口, 人行道上: where it is outside of the estates; "" if the words name no such place."""
    found = _STREET.search(re.sub(r"^[\s，,]*(?:在|就在|我们|这里是?)", "", text))
    return found[0] if found and not AT_HOME.search(text) else ""


def common(text: str) -> str:
    """What of a house everybody shares: 三楼走廊, 楼道; of 我们楼 nothing is left to say."""
    found = _COMMON.search(text)
    return found[0] if found else ""


def public(text: str, there: str) -> str:
    """小区东门 → 东门: the place within the estate; 小区 and what lies about (垃圾) say no more than the estate."""
    found = re.search(
        r"[东西南北]门|地下车?库|垃圾箱?房|垃圾[桶站箱]|箱房|车棚|健身[点器角]|儿童乐园|凉亭|中心花园|充电桩|停车[场位]|消防通道|食堂|活动室|围墙|快递柜|"
        r"(?<!家)(?<!楼)[大正]?门口",
        plain(text),
    )
    return found[0] if found else "" if there in ("小区", "社区", "垃圾", "花园") else there


def is_another(text: str, matter: str) -> bool:
    """Whether a reply to 在哪里 is a sentence of its own: a question, thanks, or another matter than the one asked about."""
    if text in matter or matter in text:
        return False
    meant = rules.intent(text)
    if meant == rules.DEMAND:
        label = rules.label_of(text)
        return label is not OTHER and label.sub != rules.label_of(matter).sub and len(text) > 6
    return meant in (rules.QUESTION, rules.PRAISE, rules.PRIVACY, rules.REFER) and len(text) > 4
