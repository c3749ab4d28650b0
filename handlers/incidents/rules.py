"""Which incidents a text tells of: words, what denies them, what is past or still to come, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from handlers.engines.plans.rules import GONE, IN_HOSPITAL


class Kind(Protocol):
    """What one kind is called, and what people say for it; see `handlers.engines.plans.musts`."""

    @property
    def name(self) -> str: ...
    @property
    def words(self) -> tuple[str, ...]: ...
    @property
    def ends(self) -> str: ...
    @property
    def during(self) -> str: ...


@dataclass(frozen=True)
class Told:
    """An incident that words tell of. `whose`: the word for whom it befell (女儿, 老伴, 我) or "": the one spoken of.

    `known`: told as known for long (老伴已去世), and news only if the registry does not know it yet.
    """

    kind: str
    whose: str
    source: str
    start: int
    known: bool = False


DEATH, HOSPITAL, FALL_BACK = "丧亲", "住院", r"(?:[^。；;！!？?\n]{0,8}?)"
_STOP = "，,。；;！!？?\n\0"
_NOT = re.compile(
    r"(?:没有?|未|不[用需要必想愿肯能会]{0,2}|无需|呒没|勿|覅|别|拒绝|不是|没能|免得|避免|以免|防止|预防|小心|当心|差点|险些|出不了)"
    r"(?:再|又|去|被|让|要|曾|发生|办|过|法)*[^，]{0,1}$"
)
_NOT_YET = re.compile(
    r"(?:准备|打算|计划|想|约了|约好|约在|预约|可能|也许|建议|劝|需要|(?<!重)(?<!主)要(?!好)|快|即将|等着?|等床位|申请|联系|安排|"
    r"排队|万一|如果|要是|怕|担心|会不会|是不是|有没有|明[天日朝]|后天|下(?:周|个?月|礼拜|星期)[一二三四五六日天]?|过(?:几|两)天|"
    r"近期|何时|什么时候|几时|才能)[^，,。了]{0,6}$"
)
_PAST = re.compile(
    r"(?:去年|前年|上次|上回|以前|从前|曾经?|之前|早年|年轻时|年前|前几年|过去|当年|那年|那次|老早|小时候|早就|早已|多年|"
    r"(?:19|20)\d\d年)[^。；;]{0,8}$"
)
_LATELY = re.compile(r"刚|[昨今前]天|昨|今早|上周|上礼拜|上个?星期|这周|本周|前几天|前两天|最近")
_LONG = re.compile(r"^[了有]{0,2}(?:[好几多两三四五六七八九十\d]+年|多年|很久|很早|很多年)")
_THING = re.compile(
    r"^(?:费|报销|押金|金(?!山)|保险|津贴|补贴|补助|手续|证明|楼|医生|部|登记|隐患|演[练习]|知识|宣传|培训|报警|预防|险|风险|"
    r"的时候要|通知|公告|计划|方案|治疗费|期间补|率)"
)
_ASKED = re.compile(
    r"^[了过]?(?:吗|么|伐|没有?(?=$|[？?]))|^(?:怎么办|咋办|要多少|需要什么)|^(?!了[^吗么]{0,8}[？?]$)[^，,。]{0,8}[？?吗么]$"
)
_BACKGROUND = re.compile(r"^了?(?:以?后|之后|的)")
_KIN = (
    r"女儿|儿子|孙子|孙女|外孙女?|媳妇|女婿|侄[子女儿]|外甥女?|妹妹|弟弟|哥哥|姐姐|姐夫|妹夫|嫂子|舅舅|姑姑|姑妈|阿姨|姨妈|叔叔|"
    r"孩子|小囡|小孩|大女|小女|大儿|小儿"
)
_SPOUSE = r"老伴|老公|老婆|爱人|丈夫|妻子|先生|太太|老头子|老太婆|老头|家属"
_PARENT = r"妈妈|姆妈|爸爸|母亲|父亲|老妈|老爸|爹|爷爷|奶奶|外公|外婆|公公|婆婆|父母|岳父|岳母|丈母娘|阿爸|阿妈|妈|爸"
_OTHERS = (
    r"邻居|隔壁|楼上|楼下|对门|同事|朋友|亲戚|同学|保姆|护工|老乡|亲家|物业|居委|志愿者|老同事|老姐妹|老朋友|老板|厂里|"
    r"别人|人家|小区里"
)
ELDERS = r"(?<=[\u4e00-\u9fff]家)(?:里的?|的)?(?:老人家?|长辈|老太太?|老爷子)"
_PERSONS = re.compile(
    rf"(?<![王李张陈刘赵周吴徐孙\w])(?:{_OTHERS}|{_KIN}|{_SPOUSE}|{_PARENT}|我|本人)|{ELDERS}|{_OTHERS}|{_KIN}|{_SPOUSE}|{_PARENT}"
)
# 儿子家, 女儿说, 女儿陪她去: no subject.
_NOT_THE_ONE = re.compile(
    r"^(?:家(?!的人|里?的?(?:老人|长辈|老太|老爷))|说|讲|反映|反馈|告诉|转告|来电|来说|打电话|送|陪|照顾|接|来|打|带|发现|把|给|在照|帮|们说|不在|在外|"
    r"(?:[的]?(?:路上|店里|单位))|的?\d+号)"
)
_WENT = re.compile(
    rf"(?:{_KIN}|{_SPOUSE}|{_PARENT}|阿婆|伯伯|老伯|爷叔|阿姨|老人|老太|人|[今昨前]天|[上这]周[一二三四五六日]?|上个?(?:月|礼拜|星期)|\d日|"
    r"早上|凌晨|夜里|晚上|半夜|突然|不幸|在医院|病|已经)(?:已经|昨天|今天|前天|上周[一二三四五六日]?|上个?月|上礼拜|今早|凌晨|夜里|半夜|"
    r"突然|不幸|就|也|在医院里?|病|今天早上|昨天夜里)*$"
)


def find(text: str, kinds: Sequence[Kind]) -> list[Told]:
    """What has happened by these words, each kind once and in order; of 住院 and 出院 the one told last holds."""
    found: dict[str, Told] = {}
    for told in sorted(_all(text, kinds), key=lambda told: told.start):
        found.setdefault(told.kind, told)
    for kind in kinds:
        if kind.ends in found and kind.name in found:
            last = {told.kind: told.start for told in _all(text, kinds)}
            del found[kind.ends if last[kind.name] >= last[kind.ends] else kind.name]
    return [told for told in found.values() if not _seen_to(told, found.values(), kinds)]


def _seen_to(told: Told, others: Collection[Told], kinds: Sequence[Kind]) -> bool:
    """Whether it is part of something else that the same words tell of the same person: 骨折住院了."""
    during = next(kind.during for kind in kinds if kind.name == told.kind)
    of = {kind.name for kind in kinds if during and during in (kind.name, kind.ends)}
    return any(other.kind in of and (other.whose == told.whose or not told.whose) for other in others)


def _all(text: str, kinds: Sequence[Kind]) -> Iterator[Told]:
    for kind in kinds:
        for start, end in _places(text, kind):
            before, after = _before(text, start), _after(text, end)
            if _happened(before, text[start:end], after, text[end:]):
                known = kind.name == DEATH and bool(re.search(r"已经?$", before)) and not _LATELY.search(before)
                if (whose := _whose(text, start, kind.name)) is not None:
                    yield Told(kind.name, whose, text[start:end], start, known)


def _places(text: str, kind: Kind) -> Iterator[tuple[int, int]]:
    words = "|".join(FALL_BACK.join(map(re.escape, word.split("…"))) for word in kind.words if word)
    for match in re.finditer(words, text):
        yield match.span()
    if kind.name == HOSPITAL:
        for match in IN_HOSPITAL.finditer(text):
            yield match.span()
    if kind.name == DEATH:
        for match in GONE.finditer(text):
            said = re.search("(?:走[掉脱]?|没|不在|呒没|去)了$", match[0])
            start = said.start() + match.start() if said else match.start()
            if not match[0].startswith("走") or _WENT.search(_before(text, match.start())):
                yield start, match.end()


def _before(text: str, start: int) -> str:
    """The clause up to the word."""
    return re.split(f"[{_STOP}]", text[:start])[-1]


def _after(text: str, end: int) -> str:
    return re.split("[，,。；;！!\n\0]", text[end:])[0]


def _happened(before: str, said: str, after: str, rest: str) -> bool:
    """Neither denied, nor to come, nor long past, nor asked about, nor only a word within another."""
    if _NOT.search(before) or _NOT_YET.search(before) or _THING.match(rest) or _ASKED.search(after):
        return False
    if _LONG.match(after) or (said != "走了" and _BACKGROUND.match(after)):
        return bool(_LATELY.search(before))
    lately = bool(_LATELY.search(before))
    past = _PAST.search(before) or "过" in re.sub("过世", "", said)[1:] or after.startswith("过")
    return lately or not past or bool(re.search("找", said))


def _whose(text: str, start: int, kind: str) -> str | None:
    """The word for whom it befell; None if that is somebody whom it does not concern."""
    before = _before(text, start)
    persons = [match for match in _PERSONS.finditer(before) if not _NOT_THE_ONE.match(before[match.end() :])]
    persons = [match for match in persons if not _is_title(before, match, kind)]
    if not persons:
        return ""
    last = persons[-1][0]
    owner = re.search("(?:邻居|隔壁|楼上|楼下|对门|同事|朋友|亲戚|同学)[^，]{0,3}$", before[: persons[-1].start()])
    if re.fullmatch(_OTHERS, last) or owner:
        return None
    return "我" if last == "本人" else last


def _is_title(before: str, person: re.Match[str], kind: str) -> bool:
    """周阿姨, 李先生: how one calls whoever lives there, and nobody's aunt or husband."""
    if kind == DEATH and re.search(r"[\u4e00-\u9fff]{2}$", before[: person.start()]) and person[0] in ("公公", "婆婆"):
        return False  # 周惠琴婆婆: of her husband, not she
    return bool(
        _TITLES.fullmatch(person[0]) and re.search(r"[\u4e00-\u9fff]$", _NO_NAME.sub("", before[: person.start()]))
    )


_TITLES = re.compile("阿姨|叔叔|先生|太太|奶奶|爷爷|公公|婆婆|妈妈|姆妈|师母")
_NO_NAME = re.compile(
    "[我他她伊你您咱们的家是和跟与给室号楼里天日夜早晚上下午月年说讲个位其刚又还也但老大小]$|[上下这本]周[一二三四五六日]?$"
)


SPOUSE, PARENT, KIN = re.compile(_SPOUSE), re.compile(_PARENT), re.compile(_KIN)
OWN = re.compile(
    rf"^(?:[^，,。\d]{{0,6}}?)(?:我们?家?|阿拉|吾|俺)(?:的|家)?(?:{_SPOUSE}|{_PARENT}|{_KIN}|里|家|人|自己)?"
)
SPEAKS_OF_OWN = re.compile("我|阿拉|吾|俺|家里|屋里|本人")
