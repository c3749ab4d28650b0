"""Takes a stretch of a note apart: which words are the day, the way, a wish, what follows, and how things are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from bot.language.numbers import NUMERALS
from bot.language.when import When, find_days, no_such_day

_KIN = "儿子|女儿|老伴|老公|老婆|孩子|小孩|妈妈?|爸爸?|媳妇|女婿|孙子|孙女|外婆|外公|家属|保姆|子女|父母|他|她|一个人"
_NOT_OF_KIN = "".join(f"(?<!{kin})" for kin in ("儿子", "女儿", "老伴", "老公", "老婆", "孩子", "媳妇", "女婿", "子女"))
_TELLER = "邻居|隔壁|楼组长|志愿者|保姆|护工|门卫|保安|家属|亲戚|对门|民警|物业|老伙伴"
# Outcomes first: they say whether anybody was met at all. Of the others the first one told counts.
OUTCOMES = {
    "拒访": re.compile(
        r"拒访|拒绝(?:走访|入户|开门|见面)|(?:不|勿|不肯|不愿意?)(?:给我们?)?开门|(?:别|不要|勿要|"
        rf"覅)(?:再)?来烦|{_NOT_OF_KIN}(?:别|不要|勿要|覅|不想我们|不希望我们|不欢迎(?:我们)?)(?:居委|我们)?(?:以后|再|总|老是?)*"
        r"(?:来(?=了|看|走访|访|上门|打扰|$|[，,。；;])|上门|打扰)[看访]?了?|不让(?:我们?)?进|赶(?:我们?)?出来|门里[说讲]别来烦|[不没]让进"
    ),
    "未遇": re.compile(
        r"敲门?[^，,。；;]{0,6}?(?:没|无|不|呒没)(?:有)?人?(?:应(?:门(?!口))?|开门?|理|回应|反应|答应)|"
        r"未遇(?!\d)|家里?(?:都|也|还是)?(?:没人|没有人|呒没人|无人)在?家?|(?:没人|没有人|呒没人|"
        r"无人)(?:在家|应|开门|接电话)?"
        r"(?![管修睬理来去上照陪帮说扫打负处问倒收做愿敢通知告诉送看住用知晓签报同])|"
        rf"{_NOT_OF_KIN}(?:人)?(?:都|也)?不在(?:家|$|(?=[\s\0,，。；;)）]))|"
        r"(?:电话)?(?:没|未)(?:有)?(?:打通|接通)|(?:电话)?(?:打不通|没人接|没接(?!到|受|触))|门(?:是|"
        r"都)?(?:关|锁)着|没(?:见到|碰到|遇到|找到(?=人|本人))(?:人|本人)?(?!过)|没开门|铁将军把门|"
        r"扑了?个?空"
    ),
}
WAYS = {
    "微信": re.compile(
        r"(?:加?了?|通过|用|在)?(?<!会用)(?<!不会)(?:微信|视频)(?!群|支付|付|公众|不会)(?:上|里)?(?:联系|"
        r"聊|问|说|讲|沟通|回复|回访|通话)?了?[的下]{0,2}"
    ),
    "电话": re.compile(
        r"(?:我|我们)?(?:又|再)?打(?:了?个?|过|我|她|他|伊)?(?:了)?电话(?:问候|联系|回访|给)?(?:了)?|"
        r"电话打给|电话(?:里|上)?(?:联系|回访|问候|沟通|慰问|访问|走访|核实|问|里|聊|说|讲)了?(?:一圈)?|通了?(?:个|"
        r"一次)?电话|来电(?:话)?(?:说|讲|反映)|电话[^，,。；;没未不]{0,4}?(?:打|接)?通了|(?<![没未不])打通了(?:电话)?|"
        r"(?:给|跟)[^，,。；;]{0,6}打(?:了)?(?:个)?(?:电话)|打过去|"
        r"电话(?:也|都|已经|刚|刚刚)?打(?:过去|过|了|好)了?(?!没|不|吗)"
    ),
    "接待": re.compile(
        r"(?:来|到|叫到|叫来|请到|在)(?:了)?居委会?(?:办公室|接待|来|谈|会谈|反映|问|说|坐)?(?:里|了)?|"
        r"接待(?:了|日)?|来访|(?:来(?:了|到)?)?窗口(?:接待)?"
    ),
    "途遇": re.compile(
        r"(?:路上|楼下|小区里|菜场|门口|弄堂里?)?(?:刚刚|刚好|正好|又)?(?:碰到|碰着|遇到|遇见|偶遇|撞见|"
        r"撞到)了?(?!困难|问题|麻烦|事|难|点|什么|纠纷|诈骗|骗)"
    ),
    "第三方反馈": re.compile(
        rf"(?:听)?(?:{_KIN}|{_TELLER})(?:说的|讲的|转告(?:的)?|反馈的?|代为反映|来电说的|告诉我?们?的?)|"
        rf"听(?:{_TELLER})[^，,。；;]{{0,6}}(?:说|讲)|"
        rf"(?:{_TELLER})[^，,。；;:：]{{0,4}}(?:反馈|反映|转告|转述|报的)[:：]?|据[^，,。；;]{{1,6}}反[馈映]"
    ),
    "商户走访": re.compile(
        r"走访(?:了)?(?:沿街)?(?:商户|商铺|店铺|门店|企业|商家)[:：]?|(?:商户|商铺|沿街)走访[:：]?|"
        r"(?<=店)(?:的)?(?=老板)"
    ),
    "入户": re.compile(
        r"上门(?:看|走访|探望|慰问|问)?(?:了|的)?|入户(?:走访)?了?|走访了?(?!商|沿|企)|家访|探望了?|"
        r"看望了?|(?<![上下进出过回拿送接搬带拎寄转])(?:又|还)?去(?:看|坐|走)?(?:过|了)(?!世|医院|街道|外地|上班)|去看[看望]?了?(?!病|医|急诊|门诊|专家|牙|眼|戏|电影)|去的|"
        r"看了(?!病|医|电视|下)|坐了?坐|跑了|走了(?=\s|一圈)|(?:都|已经)?[走跑]过了?(?=$|[\s\0，,。；;])|见到(?:了|人|本人)?(?!\d)"
    ),
}  # fmt: skip
# A way's own name, standing alone: 12号302，途遇，精神好. A number behind it makes 电话 something else.
_OWN_NAME = re.compile(
    r"(?<![^\s\0,，。;；:：、(（])(?:入户|电话|微信|接待|途遇|未遇|拒访|第三方反馈|商户走访)"
    r"(?=[\s\0,，。;；:：、)）]|$)(?![\s:：]*\d)"
)
# Told by the way: they count only where nothing else says how the visit was made.
_WEAK = {
    "第三方反馈": re.compile(
        rf"(?:{_KIN}|{_TELLER})(?:来?电话?)?[说讲][:：]?(?=\0|[他她伊]|阿婆|老人|老太|老伯|[妈爸]妈?)|"
        r"(?:邻居|隔壁|楼组长|志愿者|门卫|保安|对门)[^，,。；;\0]{0,3}[说讲][:：]?"
    ),
    "商户走访": re.compile(r"(?<![^\0\s的])[\u4e00-\u9fff]{1,4}(?:店|超市|馆|铺|药房)的?(?:老板娘?|店主|店长|店员)"),
    "入户": re.compile(
        r"(?<![^\0\s:：])家?里?(?:都|也)?(?:在家(?!哭)|开门了|开了门|开了)|[√✓✔☑]|(?<![来回过得要找看见碰遇听收想没])[去到]\s*(?=\0)"
    ),
}
# Nobody at the door, and then they were reached: 敲门没人，打电话通了.
_REACHED = re.compile(
    r"(?:后来|又|再)?打?(?:了|过)?个?电话[^，,。；;没未不]{0,4}?(?:通了|联系上了?)|(?<![没未不])打通了(?:电话)?|"
    r"(?:后来|又|再)?(?:打|通)了?个?电话[^，,。；;没未不]{0,4}[，,]?(?=(?:[他她伊]|本人)?[说讲])|(?:后来|又|再)?电话里"
)
_NOT_SO = re.compile(r"(?:没有?|未|不用?|勿|不是|并没|不想|不要)$")
# 不需要轮椅, 没什么要求: no wish. 申请 and 需要 are part of what is wished for; 想, 希望, 要求 only introduce it.
_WISH = re.compile(
    r"(?P<intro>(?:也|还|就|都|很|蛮)?(?:想要?(?=[^着念法起不到])|希望(?:能|能够|可以|居委|我们?)?|"
    r"盼望?着?|要求|请求|提出要?|诉求[是:：]?|诉求为))?"
    r"(?P<wish>(?P<strong>申请|需要|咨询|想问|问一?下?(?=[^题候寒起过了])|请(?:居委|我们|物业|街道)|"
    r"能不能|可不可以|帮忙)?[^，,。；;！!？?\s]{2,})"
)
_NO_WISH = re.compile(
    r"(?:不|没|勿|覅|无|没有|不会|不是|不再|不用|没什么|没啥|无需|暂无|暂时没有?|回头|我|已经?|"
    r"会)(?:再|太|什么|啥|有|大|特别|用|肯|愿意)*$"
)
_ACTOR = re.compile(
    rf"(?:[大小]?(?:{_KIN})|物业|居委|社工|志愿者|医生|维保|师傅|街道|社区|(?:我们?|阿拉|吾)(?:[和跟][^，,。]{{1,6}}?)?|"
    rf"[\u4e00-\u9fff]师傅)(?:约了?[^，,。]{{0,4}}|说|讲|答应|准备|打算|定|会|要|再)*$"
)
_AHEAD = re.compile(
    r"^[^，,。；;了过的]{0,6}?(?:来|去|要|会|再|送|看|前|到|复查|配|开|做|修|装|办|回|给|交|联系|上门|"
    r"出院|手术)(?!了|过|的)"
)
_PROMISE = re.compile(r"(?:约|准备|打算|计划|答应|定|说|等|会|要)[了好在]{0,2}[^，,。]{0,4}$")
_VISITED = re.compile(
    r"[去看访问聊谈送跑坐]|上门|入户|打电话|电话|联系|微信|居委|接待|碰|遇|叫|补录|补记|敲门|打过去|"
    r"没人|在家|窗口"
)
_FILLING = re.compile(
    r"(?:我们?|阿拉|吾|又|再|也|都|还|就|是|然后|接着|后来|最后|一共|先|今天|这|那个|那户|嗯|哦|个|了|"
    r"的|打|去|到|看|在|里|家里?|跑|走|户|家|和|跟|说|讲|他们?|她们?|伊|补录|补记|记一下|另外|"
    rf"[一两二三四五六七八九十几\d]*家|一圈|意愿|意见|走访|情况|[\d{NUMERALS}]+户|[\d{NUMERALS}]+号(?:楼|门)?|号子|号楼?|门|有|第|"
    r"[\s:：、()（）.。\-~🙂👍√✓\0])*"
)
_CLAUSE = re.compile(r"(?:[^，,。；;！!？?\s\0()（）]|(?<=[\x21-\x7e]) (?=[\x21-\x7e]))+")


@dataclass
class Reading:
    """What a stretch of text says, in pieces of it; `day` and `way` come with the piece they stand in."""

    day: When | None = None
    no_day: str = ""  # 2月30日: meant as the day, but there is none such
    way: str = ""
    way_source: str = ""
    weak: bool = False
    wishes: list[str] = field(default_factory=list)
    wish_sources: list[str] = field(default_factory=list)
    ahead: list[str] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)


def read_stretch(zone: str, sent: datetime, shared: bool = False, settled: bool = False) -> Reading:
    """Reads a stretch of a note, the rest of which is blank (\\0). Every piece of text is used once.

    `shared` is what stands before the first household: there any day is the day of the visit.
    `settled` says that the day is known from there, so that 今天又打了电话 is a second contact.
    """
    reading = Reading()
    clauses = [[match.start(), match.end()] for match in _CLAUSE.finditer(zone)]
    for clause in clauses if not shared else ():
        clause[1] = _take_ahead(zone, clause[0], clause[1], sent, reading)
    for clause in clauses:
        clause[1] = _take_wish(zone, clause[0], clause[1], reading)
    left = "".join(c if any(start <= i < end for start, end in clauses) else "\0" for i, c in enumerate(zone))
    left = _take_way(_take_day(left, sent, reading, shared, settled), reading, settled)
    for match in _CLAUSE.finditer(left):
        _keep_rest(match[0], reading)
    return reading


def _take_ahead(zone: str, start: int, end: int, sent: datetime, reading: Reading) -> int:
    """Cuts off the end of a clause that tells of a day to come: 儿子这周六来配药. Returns where the rest ends."""
    clause = zone[start:end]
    if wish := _wish(clause):
        end = start + wish.start()
    for when in _ahead(zone[start:end], sent):
        actor = _ACTOR.search(clause[: when.start])
        cut = start + (actor.start() if actor else 0)
        if not actor and re.match(r"[\s\d]*$", clause[: when.start]):
            cut = start
        reading.ahead.append(zone[cut:end].strip())
        return cut
    return start + len(clause)


def _ahead(clause: str, sent: datetime) -> list[When]:
    past, future = find_days(clause, sent), find_days(clause, sent, future=True)
    pairs = zip(past, future, strict=False)
    return [after for before, after in pairs if is_ahead(clause, before, after, sent)]


def is_ahead(clause: str, before: When, after: When, sent: datetime) -> bool:
    """Whether a day lies ahead: `before` and `after` are its readings into the past and the future."""
    following, today = clause[after.end :], sent.date()
    told = re.search("[了过]|去的|来的", following[:10])
    speaks_of_it = None if told else _AHEAD.match(following) or _PROMISE.search(clause[: after.start])
    if before.day > today:
        return True
    if after.day > today or (after.last and after.last > today):
        return speaks_of_it is not None
    later = after.time > f"{sent:%H:%M}" if after.time else (after.part in ("下午", "晚上", "傍晚") and sent.hour < 12)
    return before.day == today and later and speaks_of_it is not None


def _wish(clause: str) -> re.Match[str] | None:
    for match in re.finditer(r"想|希望|盼|要求|请求|提出|诉求|申请|需要|咨询|问|请|能不能|可不可以", clause):
        wish = _WISH.match(clause, _intro_start(clause, match.start()))
        before, strong = clause[: match.start()], (wish and wish["strong"]) or ""
        asks = strong.startswith("问") and not re.search(r"(?:^|[\s了去来他她伊家])$", before)
        if wish and (wish["intro"] or strong) and not asks and not _NO_WISH.search(clause[: wish.start()]):
            return wish
    return None


def tells_wish(clause: str) -> bool:
    """Whether words say what somebody asks for."""
    return _wish(clause) is not None


def _intro_start(clause: str, start: int) -> int:
    return start - 1 if start and clause[start - 1] in "也还就都很蛮" else start


def _take_wish(zone: str, start: int, end: int, reading: Reading) -> int:
    wish = _wish(zone[start:end])
    if not wish:
        return end
    reading.wishes.append(wish["wish"].strip())
    reading.wish_sources.append(wish[0].strip())
    before = zone[start : start + wish.start()]
    return start + len(re.sub(r"(?:他|她|伊|本人|说|讲|阿婆|老人)+$", "", before))


def _take_way(left: str, reading: Reading, settled: bool) -> str:
    if named := _OWN_NAME.search(left):
        return _use_way(left, named[0], [named], reading)
    for way, pattern in OUTCOMES.items():
        if found := _not_denied(left, pattern):
            if way == "未遇" and (reached := _REACHED.search(left, found[0].end())):
                return _use_way(left, "电话", [reached], reading)
            return _use_way(left, way, found, reading)
    ways = [(way, found) for way, pattern in WAYS.items() if (found := _not_denied(left, pattern, settled))]
    if ways:
        way, found = min(ways, key=lambda entry: entry[1][0].start())
        return _use_way(left, way, found, reading)
    for way, pattern in _WEAK.items():
        if weak := pattern.search(left):
            reading.weak = True
            return _use_way(left, way, [weak], reading)
    return left


def _not_denied(left: str, pattern: re.Pattern[str], settled: bool = False) -> list[re.Match[str]]:
    found = [match for match in pattern.finditer(left) if match[0] and not _NOT_SO.search(left[: match.start()])]
    return [match for match in found if not (settled and re.search("[又再]", _whole_clause(left, match.start())))]


def _use_way(left: str, way: str, found: list[re.Match[str]], reading: Reading) -> str:
    reading.way, reading.way_source = way, left[found[0].start() : found[0].end()].strip("\0 :：")
    first = found[0]  # what is said besides it (不开门，说别来烦) is how things are
    return left[: first.start()] + "\0" * len(first[0]) + left[first.end() :]


def _take_day(left: str, sent: datetime, reading: Reading, shared: bool, settled: bool) -> str:
    for when in find_days(left, sent):
        clause = _whole_clause(left, when.start)
        if when.day <= sent.date() and not _is_vague(when) and (shared or _tells_of_visit(clause, when, settled)):
            reading.day = when
            return left[: when.start] + "\0" * (when.end - when.start) + left[when.end :]
    reading.no_day = no_such_day(left, sent) or (_not_yet(left, sent) if shared else "")
    return left.replace(reading.no_day, "\0" * len(reading.no_day), 1)


def _not_yet(left: str, sent: datetime) -> str:
    """明天去了12号302, 1990年去了: the words for a day on which no visit can have been made, to be asked about."""
    for when in find_days(left, sent):
        if when.sure and when.day > sent.date() and re.search("[去看访]了|[去看]过", _whole_clause(left, when.start)):
            return when.source
    year = re.search(r"(?<!\d)(?:19|20)\d\d年(?=[我们]*(?:去|走访|上门|看))", left)
    return year[0] if year else ""


def _tells_of_visit(clause: str, when: When, settled: bool) -> bool:
    """今天又打过去 tells of a second contact where the day of the first is known already."""
    if settled and re.search("[又再]", clause):
        return False
    if not when.sure and not _VISITED.search(clause):
        return False
    return bool(_VISITED.search(clause) or not _FILLING.sub("", clause.replace(when.source, "")))


def _is_vague(when: When) -> bool:
    return not when.sure and bool(re.match("前[几两]|[上这本]个?月|半夜|凌晨|夜里", when.source))


def _whole_clause(zone: str, at: int) -> str:
    return next((match[0] for match in _CLAUSE.finditer(zone) if match.start() <= at < match.end()), "")


def _keep_rest(piece: str, reading: Reading) -> None:
    piece = re.sub(r"^(?:[\s:：、.]|的|了|家里?(?=的))+|[\s:：、]+$", "", piece)
    if re.fullmatch(r"\d{1,2}[.)）]?", piece):  # the mark of a list's item
        return
    if len(_FILLING.sub("", piece)) > 0 and (len(piece) > 1 or piece in "好忙"):
        reading.rest.append(piece)
