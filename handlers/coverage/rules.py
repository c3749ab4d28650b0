"""What a question about coverage asks for, and how its figures are said."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

PLACES = "〇○零一二两三四五六七八九十百0-9"
# What is asked about, and the words around it that say nothing of the place or the person.
_NOT_OURS = "(?<!绿化)(?<!信号)(?<!网络)(?<!监控)(?<!医保)(?<!接种)"  # other things are said to cover a place too
COVERED = (
    rf"{_NOT_OURS}(?:走访|联系|入户)?覆盖(?:率|面|情况|多少|到多少)?|(?:走访|联系|入户)(?:完成)?率|完成率|"
    r"晚了(?:几|多少)[户家]|(?:走访|走|联系)了?(?:百分之|几成)(?:几|多少)?"
)
COUNTED = r"(?:一共|总共|都|已经)?(?:走访|走|联系|入户|跑|访|看)(?:了|过|到)?(?:(?:多少|几)(?:户人家|户|家)|(?<=入户)(?:了|过)?多少|(?<=入户)几次)"
REMAINING = r"还[有剩](?:多少|几)(?:户人家|户|家)(?:没有?|未)(?:走访|走|联系|访|看)(?:过|到)?"
PROGRESS = r"(?:走访|工作)?(?:进度|进展)"
GOING = (
    r"(?:走访|走|跑|做|干)得(?:怎么样|怎样|如何|咋样)|(?:走访|完成)情况"  # said of many things: only of whom one knows
)
PLACE, PERSON, COUNT = "place", "person", "count"  # 覆盖率 of a place, 进度 of a person, 走了多少户
_MONTHS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
PERIOD = (
    r"(?P<period>(?:今年|去年|20\d\d年)?的?(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?|(?:今年|去年|20\d\d年)?的?第?[一二三四1-4]季度|(?:这个?|本|上个?|上一个)季度|"
    r"(?:今年|去年|20\d\d年)?[上下]半年|今天|昨天|前天|[这上][个一]?(?:周|星期|礼拜)|本周|这个?月|本月|当月|上个?月|今年|本年|去年|全年|年内)"
)
_FRAME = re.compile(
    r"^(?:请问|麻烦|请|帮我|帮忙|给我|我想|我要|想|要)*(?:知道|了解|查一下|查查|查一查|查询|查|看一下|看看|看一看|看|问一下|问问|问|统计一下|统计|"
    r"报一下|说一下|算一下|算算|算)?(?:一下)?[：:，, ]*"
)
_TAIL = re.compile(
    r"(?:现在|目前|到现在|如今|的|是|有|达到|到|怎么样|怎样|如何|什么情况|情况|多少|几|高不高|百分之|了|呢|啊|呀|吗|吧|谢谢|[，,。？?！!：:\s])+$"
)
_WORDS = re.compile(
    r"重点户|重点对象|手上|手里|名下|现在|目前|到现在|一共|总共|截至|截止|走访|的|居委会(?!的)(?=[\u4e00-\u9fff])|[，,。？?！!：:\s]"
)
_SELF = re.compile(r"我自己|我本人|我个人|本人|自己|我")
_EVERYBODY = re.compile(
    r"大家|大伙|人人|(?:我们|所有|全体|全部|各位|每个|每位|各)(?:的)?(?:人|同事|干部|社工|位)?(?:们)?"
)
_WHOLE = re.compile(
    r"(?:我们|咱们|阿拉)?(?:整个|全)?街道(?:全部|所有|范围)?(?:里|内)?|全部|所有(?:居民区|居委)?|各(?:个)?居民区|全域|整个"
)
_OWN = re.compile(
    r"(?:我|我们|咱们|阿拉|自己|本|我这|我这里|我那|这里|这边|我负责|我管|我们这)*"
    r"(?:负责|管)?的?(?:居委会?|居民区|社区|小区|片区?|一片|这片|这里|这边|这儿|辖区|范围|地方|网格|微网格|户)?"
)


_SHORT = r"(?!.*\d{3})[^，,。；;\n]{0,22}?"  # a question is short; what names a room or goes on is a report
_ASKING = r"(?:怎么样|怎样|如何|咋样|情况|多少|了|呢|啊|吗|吧|[，,。？?！! ]|谢谢)*$"
ASKS_COVERAGE = rf"^{_SHORT}(?:{COVERED}|{REMAINING})[^，,。；;\n]{{0,12}}{_ASKING}"
ASKS_PROGRESS = rf"^(?:{_FRAME.pattern[1:]})?(?:(?:我自己|我|本人|自己)的?)?{PROGRESS}(?:{_ASKING}|[：: ]+\S{{1,10}}$)"
ASKS_COUNT = rf"^{_SHORT}{COUNTED}{_ASKING}"
ASKS_RANKS = (
    r"^[^，,。；;\n]{0,10}(?:排名|排行|名次|谁(?:走访|走|跑|访|联系|完成|做)得?了?最[多少快慢差好]|谁(?:第一|垫底|最后一名)|排(?:个|一个|一下|一排)名)|"
    r"^[^，,。；;\n]{0,12}谁(?:最|更|比较)(?:懒|勤快?|积极|拖拉|偷懒|能干|卖力|差劲?|好)(?:一点|一些|些)?了?[呢啊呀]?[?？。]?$|"
    r"^[^，,。；;\n]{0,14}谁(?:走|跑|访|走访|联系|完成|做|干)得?(?:更|比较)?[多少快慢差好勤](?:一点|一些|些)?了?[呢啊呀]?[?？。]?$|"
    r"^[\u4e00-\u9fff]{2,4}比[\u4e00-\u9fff]{2,4}(?:走|跑|访|走访|联系|做|干)得(?:更)?[多少快慢差好勤]|"
    r"^[^，,。；;\n]{0,12}(?:覆盖率?|联系率|入户率|进度)[^，,。；;\n]{0,4}最[高低快慢好差]|"
    r"^[^，,。；;\n]{0,12}最[高低快慢好差][^，,。；;\n]{0,4}(?:覆盖率?|联系率|入户率|进度)"
)


class Asked(NamedTuple):
    """What is left of a question: the words that name a place or a person ("" none), the span of time, its kind."""

    subject: str
    period: str
    kind: str  # PLACE, PERSON, COUNT


def read_question(text: str) -> Asked | None:
    """三门的覆盖率, 进度 王芳, 这个月走了多少户; None for anything else."""
    flat = text.strip()
    kinds = [(PROGRESS, PERSON), (GOING, PERSON), (COVERED, PLACE), (REMAINING, PLACE), (COUNTED, COUNT)]
    found = next(((match, kind) for words, kind in kinds if (match := re.search(words, flat))), None)
    if found is None:
        return None
    match, kind = found
    period = re.search(PERIOD, flat)
    left = flat[: match.start()] + " " + flat[match.end() :]
    left = re.sub(PERIOD, "", left, count=1) if period else left
    left = _TAIL.sub("", _WORDS.sub("", _FRAME.sub("", left.strip())))
    return Asked(left, period["period"] if period else "", kind)


def says_self(subject: str) -> bool:
    """我, 我自己, 本人."""
    return bool(_SELF.fullmatch(subject))


def may_be_name(subject: str, text: str) -> bool:
    """王秀英的进度: two to four characters before such a plain word may well be somebody's name."""
    return bool(re.fullmatch(r"[\u4e00-\u9fff]{2,4}", subject)) and re.search(PROGRESS, text) is not None


def says_everybody(subject: str) -> bool:
    """大家, 各位干部, 所有人: one person at a time is told of, so that nobody is ranked."""
    return bool(_EVERYBODY.fullmatch(subject))


def says_committee(subject: str) -> bool:
    """我们居委: more than the asker's own grid."""
    return bool(subject) and says_own(subject) and re.search("居委|居民区|社区", subject) is not None


def names_in(subject: str) -> list[str]:
    """李慧、周亦凡 are two."""
    return [name for name in re.split("[、和跟与及/]|以及", subject) if name]


def says_whole(subject: str) -> bool:
    """全街道, 整个街道."""
    return bool(_WHOLE.fullmatch(subject))


def says_own(subject: str) -> bool:
    """ "", 我们居委, 我负责的."""
    return bool(_OWN.fullmatch(subject))


class Span(NamedTuple):
    """From a day until the day before another; `name` as it is said."""

    since: date
    until: date
    name: str


def span(period: str, today: date) -> Span:
    """The days that 今天, 上周, 本月, 今年 speak of; the month if none was told."""
    tomorrow, month = today + timedelta(days=1), today.replace(day=1)
    monday = today - timedelta(days=today.weekday())
    last = period.startswith("上")
    if period in _DAYS:
        day = today - timedelta(days=_DAYS[period])
        return Span(day, day + timedelta(days=1), period)
    if re.search("周|星期|礼拜", period):
        return Span(monday - timedelta(days=7), monday, "上周") if last else Span(monday, tomorrow, "本周")
    if named := _named_months(period, today):
        return named
    if period == "去年":
        return Span(date(today.year - 1, 1, 1), date(today.year, 1, 1), period)
    if "年" in period:
        return Span(today.replace(month=1, day=1), tomorrow, "今年")
    if last:
        return Span((month - timedelta(days=1)).replace(day=1), month, "上个月")
    return Span(month, tomorrow, "本月")


_DAYS = {"今天": 0, "昨天": 1, "前天": 2}


def _named_months(period: str, today: date) -> Span | None:
    """9月, 第三季度, 上半年: the last that has begun; 上个季度 and 本季度 as well."""
    month = re.search(r"(\d{1,2}|[一二三四五六七八九十]{1,2})月", period)
    quarter = re.search(r"([一二三四1-4])季度", period)
    half = re.search(r"([上下])半年", period)
    if month and "个月" not in period:
        first, many = int(month[1]) if month[1].isdecimal() else _MONTHS.index(month[1]) + 1, 1
    elif quarter or "季度" in period:
        now = (today.month - 1) // 3 - period.startswith("上")
        which = (
            now if not quarter else (int(quarter[1]) if quarter[1].isdecimal() else _MONTHS.index(quarter[1]) + 1) - 1
        )
        first, many = which % 4 * 3 + 1, 3
    elif half:
        first, many = (1 if half[1] == "上" else 7), 6
    else:
        return None
    told = re.search(r"20\d\d(?=年)", period)
    year = int(told[0]) if told else today.year - ("去年" in period or first > today.month)
    end = date(year + (first + many > 12), (first + many - 1) % 12 + 1, 1)
    name = re.sub("^(?:今年|去年|20\\d\\d年)|的", "", period)
    shown = name if year == today.year or "上个" in name else f"{year}年{name}"
    return Span(date(year, first, 1), min(end, today + timedelta(days=1)), shown)


def percent(part: int, whole: int) -> int:
    """Rounded down, so that 100 means all of them."""
    return part * 100 // whole if whole else 0


_SUFFIX = re.compile(r"(?:居民委员会|居民区|居委会|居委|社区|街道)$")


def place_key(name: str) -> str:
    """The same for 第二微网格, 二号微网格, 微网格2: 微网格2. Committees are called 居民区, 居委, 社区."""
    flat = re.sub(r"\s|的", "", name)
    flat = re.sub(
        rf"第?(?P<n>[{PLACES}]+)号?(?P<kind>(?:园区)?微?网格)", lambda m: f"{m['kind']}{_figure(m['n'])}", flat
    )
    flat = re.sub(rf"(?P<kind>网格)(?P<n>[{PLACES}]+)$", lambda m: f"{m['kind']}{_figure(m['n'])}", flat)
    return re.sub(r"居民委员会|居委会|居委|社区", "居民区", flat)


def short_key(name: str) -> str:
    """三门 for 三门居民区."""
    return _SUFFIX.sub("", place_key(name))


def in_order(name: str) -> tuple[str, ...]:
    """Sorts names as one counts: 第二 before 第三, 微网格2 before 微网格10."""
    return tuple(f"{_figure(piece):0>6}" if re.fullmatch(f"[{PLACES}]+", piece) else piece for piece in _pieces(name))


def _pieces(name: str) -> list[str]:
    return [piece for piece in re.split(f"([{PLACES}]+)", name) if piece]


_FIGURES = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}


def _figure(text: str) -> str:
    """12 for 十二, 12; 23 for 二十三."""
    if text.isdecimal():
        return str(int(text))
    if not re.search("[十百]", text):
        return "".join(str(_FIGURES.get(c, c)) for c in text)
    total = 0
    for count, unit in re.findall(r"([0-9〇○零一二两三四五六七八九]?)([百十]|$)", text):
        worth = int(_FIGURES.get(count, count or (1 if unit else 0)))
        total += worth * {"百": 100, "十": 10, "": 1}[unit]
    return str(total)


def fit(words: str, name: str) -> int:
    """How well words name a place: 4 exactly, 3 but for its 居民区, 2 its beginning, 1 a part; 0 not at all."""
    said, called = place_key(words), place_key(name)
    if not said:
        return 0
    if said == called:
        return 4
    if short_key(words) and short_key(words) == short_key(name):
        return 3
    for a, b in ((words, name), (said, called)):
        if len(a) > 1 and re.match(rf"{re.escape(a)}(?!\d)", b):
            return 2
    return int(any(_holds(whole, part) for whole, part in ((called, said), (name, words), (said, called))))


def _holds(whole: str, part: str) -> bool:
    """Not 微网格1 in 微网格12."""
    return len(part) > 1 and bool(re.search(rf"{re.escape(part)}(?!\d)", whole))
