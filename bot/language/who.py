"""Finds the people a text speaks of: 王阿婆, 周家姆妈, 老金, 小刘; who was there and who only told or came along."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.language.numbers import plain
from bot.language.segment import tagged


@dataclass(frozen=True)
class Who:
    """A person as words name them; `source` is text[start:end].

    `given` is the given name if it is said, `title` 阿婆, 师傅, 家, 小, 老; `gender` 男, 女 or ""; `elder` is True for
    titles of the old. `role` is "" for the person spoken of, 陪同 for who came along, 消息 for who only told.
    """

    source: str
    surname: str
    given: str
    title: str
    gender: str
    elder: bool
    start: int
    end: int
    role: str = ""


_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆"
    "汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤倪施洪章褚葛毕伍柳奚费岑"
    "凌霍虞支柯管裘缪解应宗宣贲郁单杭包诸左崔吉钮嵇邢裴翁荀羊惠甄曲封芮储靳糜松井巫乌焦巴弓牧隗谷车宓蓬全班仰仲伊宫宁仇"
    "栾祖符景詹束司韶郜薄印宿怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥苍闻党翟申冉桑桂牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎慕连茹习"
    "艾容古易慎戈庾终暨居衡步都耿满弘匡国文寇广阙东利蔚越隆师巩聂晁勾敖融冷辛阚那简饶空沙养鞠须丰关查后荆游竺权盖益桓公"
    "俞严水窦云戚路郎鲁昌苗花俞柏殷康齐元卜计伏成平和穆尤米贝明臧成项祝纪舒屈闵季麻强娄危童颜梅盛刁骆樊阮蓝"
)
_COMPOUND = "欧阳|上官|司马|诸葛|司徒|夏侯|东方|皇甫|尉迟|公孙|令狐|慕容"
_WOMEN_OLD = "老阿婆|阿婆|啊婆|阿奶|阿嬷|阿娘|好婆|外婆|婆婆|奶奶|老太太|老太|姆妈|大妈|大娘|老妈妈"
_MEN_OLD = "老伯伯|老伯|伯伯|大伯|爷叔|爷爷|阿公|阿爷|公公|大爷|老先生|老爷子|老爹|伯"
_WOMEN = "阿姨|啊姨|师母|女士|小姐|太太|大姐|阿姐|嫂嫂|嫂子|大嫂|阿嫂|婶婶|姐|嫂|婶|妹妹"
_MEN = "先生|叔叔|大叔|阿叔|大哥|阿哥|哥|叔|弟弟"
_BOTH = "夫妇|夫妻|两口子|老两口|小两口|师傅|老师|医生|书记|主任|经理|教授|护士|律师|警官|同志|工程师"
_TITLE = "|".join(sorted("|".join((_WOMEN_OLD, _MEN_OLD, _WOMEN, _MEN, _BOTH)).split("|"), key=len, reverse=True))
_SURNAME = rf"(?:{_COMPOUND}|[{_SURNAMES}])"
# "家" alone makes 朱家 a household; 国家, 居家 and the like are words, told apart by what stands before and after.
_TITLED = re.compile(rf"(?P<surname>{_SURNAME})家?(?P<title>{_TITLE})(?:夫妻|夫妇|两口子)?")
_FAMILY = re.compile(rf"(?<![\u4e00-\u9fff])(?P<surname>{_SURNAME})(?P<title>家)(?=[(,，里没不在有说讲老\s]|$)")
_CALLED = re.compile(
    rf"(?P<title>[小老])(?P<surname>{_SURNAME})(?:夫妇|夫妻|两口子|师傅|老师|医生)?"
    r"(?!毛病|时候|高层|花园|东西|平房|包裹|时间|方法|年|兴|马路|区|白菜|米|车|石|水)"
)
_NOT_CALLED = set("师公年太板百早大古祖应时学区党房花康城包米车水东广和平成国文明后空步通越利别班都养简路易向全")
_OLD = set(f"{_WOMEN_OLD}|{_MEN_OLD}".split("|"))
_GENDERS = dict.fromkeys((*_WOMEN_OLD.split("|"), *_WOMEN.split("|")), "女")
_GENDERS |= dict.fromkeys((*_MEN_OLD.split("|"), *_MEN.split("|")), "男")
_OFFICE = (
    r"(?:民警|警官|社区民警|楼组长|楼长|组长|社工|律师|志愿者|医生|居委干部|居委|物业经理|物业|网格长|微网格长|护工|保姆|"
    r"助残员|调解员|书记|主任|街道)的?$"
)
_CAME_ALONG = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:陪同|陪着|陪|一起|一道|一块|同去|同行)")
_WITH = re.compile(r"(?:跟|和|与|同|会同|由)\s*$")
_TOLD = re.compile(r"\s*(?:\([^)]*\)\s*)?(?:反馈|反映|报的|报告|来报|转告|说的|讲的|告诉|打来)")
# A full name that nobody has named before is believed only where such a name would stand.
_BEFORE_NAME = re.compile(r"(?:^|[\s,。;:、()]|联系|志愿者|党员|和|跟)$")
_AFTER_NAME = re.compile(rf"$|[\s,。;、()]|家|说|讲|在|没|不|也|反馈|陪|一起|{_TITLE}")
_AT_DOOR = re.compile(r"(?:[\d室号]|底楼|[去到看访望找]了?|[碰遇见]到了?)$")


def find_people(text: str, names: Sequence[str] = ()) -> list[Who]:
    """Every person named, in order. `names` are full names the asker knows: they are found wherever they stand."""
    flat = plain(text)
    found: list[Who] = []
    for who in [*_known(flat, names), *_full_names(flat), *_called(flat), *_titled(flat), *_families(flat)]:
        if all(who.end <= other.start or who.start >= other.end for other in found):
            found.append(who)
    return [_with_role(text, flat, who) for who in sorted(found, key=lambda who: who.start)]


def matches(who: Who, name: str, gender: str, born_year: int | None, today: date) -> bool:
    """Whether the words may mean this person of the registry. `gender` is 男, 女 or ""; unknown facts never exclude."""
    if not name.startswith(who.surname) or (who.given and name != who.surname + who.given):
        return False
    if who.gender and gender and who.gender != gender:
        return False
    return not (who.elder and born_year and today.year - born_year < 50)


def _who(match: re.Match[str]) -> Who:
    title = match["title"]
    return Who(match[0], match["surname"], "", title, _GENDERS.get(title, ""), title in _OLD, *match.span())


def _known(flat: str, names: Sequence[str]) -> Iterator[Who]:
    told = {name for name in names if name and name in flat}  # of a few thousand names hardly one: no pattern for each
    for name in sorted(told, key=len, reverse=True):
        surname = name[:2] if re.match(_COMPOUND, name) else name[:1]
        for match in re.finditer(re.escape(name), flat):
            yield Who(name, surname, name[len(surname) :], "", "", False, *match.span())


def _titled(flat: str) -> Iterator[Who]:
    return (_who(match) for match in _TITLED.finditer(flat))


def _called(flat: str) -> Iterator[Who]:
    return (_who(match) for match in _CALLED.finditer(flat) if match["surname"] not in _NOT_CALLED)


def _families(flat: str) -> Iterator[Who]:
    return (_who(match) for match in _FAMILY.finditer(flat))


def _full_names(flat: str) -> Iterator[Who]:
    """张敏, 刘军: what the dictionary takes for a name, between such neighbours as names have."""
    if not re.search(rf"{_SURNAME}[\u4e00-\u9fff]{{1,2}}", flat):
        return
    start = 0
    for word, tag in _names_whole(tagged(flat)):
        end = start + len(word)
        match = re.fullmatch(rf"(?P<surname>{_SURNAME})(?P<given>(?!(?P=surname))[^老小阿家大]{{1,2}})", word)
        if tag.startswith("nr") and match and not _TITLED.match(word) and _stands_as_name(flat, start, end):
            yield Who(word, match["surname"], match["given"], "", "", False, start, end)
        start = end


def _names_whole(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """jieba cuts 王秀英 into 王 and 秀英: a surname alone is put together with the name after it."""
    left = ""
    for word, tag in pairs:
        if left and not tag.startswith("nr"):
            yield left, "x"
            left = ""
        if not left and re.fullmatch(_SURNAME, word):
            left = word
            continue
        yield left + word, tag
        left = ""
    if left:
        yield left, "x"


def _stands_as_name(flat: str, start: int, end: int) -> bool:
    before = flat[:start]
    return bool(_AT_DOOR.search(before) or (_BEFORE_NAME.search(before) and _AFTER_NAME.match(flat, end)))


def _with_role(text: str, flat: str, who: Who) -> Who:
    """Who came along or only told, by the words around; an office alone (民警小徐) makes somebody who came along."""
    before, after = flat[: who.start], flat[who.end :]
    office = re.search(_OFFICE, before)
    went = _WITH.search(before) and re.match(r"去|上门|走访", after)
    role = "陪同" if _CAME_ALONG.match(after) or (office and not re.match(r"家|\(?\d", after)) or went else ""
    return replace(who, source=text[who.start : who.end], role="消息" if office and _TOLD.match(after) else role)
