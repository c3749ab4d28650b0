"""What words about a case ask for: its number, the act, to whom, and what is left to be told."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from handlers.engines.cases import rules

SHOW, AGAIN = "看", "再问"
# 0312, 0312号, #0312, 编号312, 诉求0312; four digits that begin with another one only where 编号 or 诉求 says so.
NUMBER = re.compile(
    r"(?:(?:编号|诉求|工单)(?:是|号|为)?\s*[:：#№]?\s*(?P<named>\d{1,6})(?!\d)|(?<![\d.:号-])[#№]?(?P<plain>0\d{3}|"
    r"(?:(?<=^)|(?<=[接转看查到]))[1-9]\d{3}(?=\s|$|[，,]|号(?!楼|\d)|接|转|联系|办|问|给|上报))(?![\d.:-]))"
    r"\s*(?:号(?!楼)(?:诉求)?|(?:这|那)(?:一)?[件个条](?:事|诉求)?)?"
)
_SPLIT = "，,。；;：: 、！!\n\t"
_DONE = "办好|修好|弄好|搞好|搞定|办完|修完|处理好|处理完|处理掉|解决|装好|换好|清理?[掉好完]|清走|完成|办结|做好|修复|恢复好|通好|疏通|补好"
_NOT_YET = re.compile(
    rf"(?:没有?|未|还不|尚未|不)[^，,。；;]{{0,4}}(?:{_DONE})|(?:{_DONE})(?:了)?(?:吗|没有?|么|伐)|"
    r"(?:明天|后天|明朝|今天[上下]午|今晚|下?周[一二三四五六日天末]|下个?(?:礼拜|星期|月)|[点日号天]前|会|能|要|将|争取|可以|预计|才|催|让|请|"
    rf"尽快|什么时候|几时|哪天|等|帮)[^，,。；;]{{0,8}}(?:{_DONE})"
)
_CANNOT = (
    r"办不了|管不了|管不到|办不到|处理不了|解决不了|没法(?:办|处理|解决)|无法(?:办理|处理|解决|受理)|不予?受理|"
    r"不(?:归|属于?|是)(?:我们|居委会?|阿拉)[^，,。；;]{0,4}|(?:这|这件|这事|该|应该?|要|要找|找)?归[\u4e00-\u9fff]{2,12}(?:管|负责|办|处理)"
)
_PAUSE = r"暂停|(?:先)?停[到至]|停一?停|先停|暂缓|缓[到至]|缓一?缓|先?搁[到一]?|等到|推迟?[到至]|延[到至期]|延后|顺延|拖到|改到|^先?等(?!于|级)"
_STREET = r"街道|镇|区里?|区级|上级|领导|上面"
_ESCALATE = (
    rf"(?:上报|报[给到送去]|报(?=(?:{_STREET}))|呈报|升级)(?:[给到至]|给?(?=(?:{_STREET})))?(?P<whom>{_STREET})?(?:去)?|"
    r"请(?P<whom2>街道|区里?)(?:来)?(?:协调|统筹|出面)"
)
_WHO = "他|她|伊|它|TA|ta|居民|对方|本人|提的人|提出的人|当事人|反映人|诉求人|人家"
_ASK = rf"^(?:请)?(?:帮我)?(?:再)?(?:问(?:一下|问看|问|一问|下|一声)?|请教)(?P<who>{_WHO})?(?:一下|一声|下)?[{_SPLIT}]*(?!过|了|到)(?P<words>\S.*)$"
_CONTACT = (
    r"(?:先行)?联系(?:过|上了|好了|到了|了)|(?:打过|打了|回过|回了|通过|通了)(?:个)?电话|电话(?:打|回|通|联系)(?:过|了)|回电了?|先行联系|"
    r"已?经?打电话了|上门看过|见过面|见[到过](?:人|他|她|居民|本人)|(?:跟|和|同)(?:他|她|伊|居民|对方|本人|人家)(?:说|讲|聊|谈|沟通)(?:过|好|清楚)?了?|沟通过了?|上门了"
)
_UNREACHED = r"联系不[上到]|没(?:有)?联系[上到]|打不通|没人接|不接电话|没打通"
HOLDERS = (
    "物业公司|物业|业委会|业主委员会|街道办事处|街道|城管|派出所|民警|房管办|房管所|房管|消防|燃气公司|自来水公司|供水公司|电力公司|"
    "供电公司|绿化市容|环卫|市场监管|司法所|卫生中心|城运中心|网格中心|受理中心|热线|电梯公司|维保公司|维保|12345|962121"
)
_PASS = re.compile(
    r"(?:转给|转交给?|转派给|转派(?!出所)|转到|移交给?|移给|派给|派单给?|派到|交给|转|交|派(?!出所)|移)"
    rf"(?P<any>(?:{HOLDERS})|[\u4e00-\u9fffA-Za-z0-9]{{1,12}}?)(?=(?:去|来)?(?:办|处理|看|负责|跟进|管|盯|修)|[{_SPLIT}吧了]|$)|"
    rf"(?:请|让|叫|找|报|麻烦|通知)(?:了|一下)?(?P<known>{HOLDERS}|[\u4e00-\u9fff]经理)|"
    rf"^给(?P<given>[\u4e00-\u9fffA-Za-z0-9]{{1,12}}?)(?=(?:去|来)?(?:办|处理|看|负责|跟进|管|盯)|[{_SPLIT}吧了]|$)"
)
_TAKE = (
    rf"^(?:好的?|行)?[{_SPLIT}]*(?:我|由我)?(?:已经?|先|来)?"
    r"(?:接(?:下|手|单|办)?(?:了|下了)?|收到|收下|领了|认领|来办|办|去办|负责|去看看?|马上(?:办|去|处理)|这就(?:办|去)|在办|办着|处理|来处理|来)"
    rf"(?:了|吧|啦)?(?=[{_SPLIT}]|$)"
)
_RESUME = r"^(?:可以)?(?:继续|接着|恢复|重新开始|不用等|不停|可以)(?:办|处理|修)?(?:了|吧)?|不用等了|接着办"
_REOPEN = r"重开|重新打开|重新办|再打开|重办"
_NOTE = re.compile(
    rf"^(?:再)?(?:记(?:一下|一笔|下|录)?|备注(?:一下)?|进展(?:是|说)?|说进展|补(?:一句|充)|更新(?:一下)?)[{_SPLIT}]*"
)
_LOOK = re.compile(
    r"^(?:看(?:一?下|看)?|查(?:一?下|查)?|打开|详情|进度|情况|怎么样|咋样|什么情况|到哪一?步|办得?怎么样|现在怎么样)?(?:了|吗|呢)?[？?。]*$"
)
_SAME = re.compile(
    r"(?:是|算)?(?:同?一(?:件|回|个|桩|码)(?:事体?|诉求|问题)?|一样的?|重复了?)|合并|并(?:在|到|成|为|入)?(?:一起|一件)?|一起办"
)
# What is certain enough without a number: the case is the one last told of.
WITHOUT_NUMBER = re.compile(
    rf"^(?:我?接了|我?接下了?|我来办|我来接|已?接单了?)[吧了。]*$|^(?:已经?|都)?(?:{_DONE})了|"
    rf"^(?:转给?|请|交给)(?:{HOLDERS})|^(?:上报|报)(?:街道|区)|^(?:已经?)?(?:联系过了?|打过电话了?|打了电话|电话打过了?|联系上了)|"
    rf"^(?:先)?(?:停到|暂停)|^问一?下?(?:他|她|居民|本人)|^(?:这件事?)?(?:居委)?(?:办不了|管不了)[，,归找]"
)


@dataclass(frozen=True)
class Heard:
    """What a sentence about a case says. `numbers` in the order in which they were named."""

    numbers: tuple[int, ...] = ()
    act: str = SHOW
    words: str = ""
    whom: str = ""


def read(text: str) -> Heard:
    """Read one sentence: 0312 转物业，请今天看一下."""
    numbers = tuple(int(found["named"] or found["plain"]) for found in NUMBER.finditer(text))
    rest = NUMBER.sub(" ", text, count=2 if len(numbers) > 1 else 1).strip(_SPLIT)
    if len(numbers) > 1 and _SAME.search(NUMBER.sub(" ", text)):
        return Heard(numbers, rules.MERGE)
    if _LOOK.match(rest):
        return Heard(numbers)
    if note := _NOTE.match(rest):
        return Heard(numbers, rules.NOTE, rest[note.end() :].strip(_SPLIT))
    for reader in _READERS:
        if found := reader(rest):
            return Heard(numbers, *found)
    return Heard(numbers, rules.NOTE, rest)


Found = tuple[str, str, str] | None


def _cannot(rest: str) -> Found:
    passed = re.search(rf"转(?:给|交|到)?(?:{HOLDERS})", rest)
    plain = re.sub(
        rf"^(?:这件事?|居委会?|我们)*(?:办不了|管不了|管不到|办不到|处理不了|解决不了|不予?受理)(?:[{_SPLIT}]+|$)",
        "",
        rest,
    )
    return (rules.DECLINE, plain, "") if re.search(_CANNOT, rest) and not passed else None


def _reopen(rest: str) -> Found:
    return (rules.REOPEN, _after(rest, _REOPEN), "") if re.search(_REOPEN, rest) else None


def _asked(rest: str) -> Found:
    found = re.match(_ASK, rest)
    if found and not re.match("(?:过|了|到|清楚|清)", found["words"]) and not re.match(HOLDERS, found["words"]):
        return rules.QUERY, found["words"], ""
    return (rules.QUERY, "", "") if re.fullmatch(rf"问(?:一下|问|下)?(?:{_WHO})?", rest) else None


def _paused(rest: str) -> Found:
    return (rules.PAUSE, rest, "") if re.search(_PAUSE, rest) and not re.search(_CONTACT, rest) else None


def _resumed(rest: str) -> Found:
    return (rules.RESUME, _after(rest, _RESUME), "") if re.search(_RESUME, rest) else None


def _escalated(rest: str) -> Found:
    found = re.search(_ESCALATE, rest)
    if not found:
        return None
    whom = found["whom"] or found["whom2"] or "街道"
    return rules.ESCALATE, (rest[: found.start()] + rest[found.end() :]).strip(_SPLIT), "区" if "区" in whom else "街道"


def _contacted(rest: str) -> Found:
    if re.search(_UNREACHED, rest):
        return rules.NOTE, rest, ""
    found = re.search(_CONTACT, rest)
    if not found:
        return None
    if re.match(HOLDERS, rest[found.end() :].strip(_SPLIT)) or re.search(
        rf"(?:{HOLDERS})$", rest[: found.start()].strip(_SPLIT)
    ):
        return rules.NOTE, rest, ""  # whoever asked has not been spoken to
    words = re.sub(r"^(?:我|已经?|刚刚?)+$", "", rest[: found.start()].strip(_SPLIT))
    after = rest[found.end() :].strip(_SPLIT + "了")
    return rules.CONTACT, "，".join(part for part in (words, after) if part), ""


def _passed(rest: str) -> Found:
    found = _PASS.search(rest)
    if not found:
        return None
    whom = (found["any"] or found["known"] or found["given"]).strip()
    words = (rest[: found.start()] + rest[found.end() :]).strip(_SPLIT + "了吧")
    words = re.sub(r"^(?:去|来)?(?:办|处理|负责|跟进|管|盯)(?:一下)?(?=$|[，,。])", "", words).strip(_SPLIT + "了吧")
    return rules.PASS, words, whom


def _resolved(rest: str) -> Found:
    if re.fullmatch(r"(?:已经?|都)?(?:好了|结了|结掉|办结|结案|完了)[。]?", rest):
        return rules.RESOLVE, "", ""
    if re.search(_DONE, rest) and not _NOT_YET.search(rest):
        plain = re.sub(
            rf"^(?:已经?|都)?(?:办好|办完|办结|搞定|处理好|处理完|解决|完成|做好)了?(?:[{_SPLIT}]+|$)", "", rest
        )
        return rules.RESOLVE, plain.strip(_SPLIT), ""
    return None


def _taken(rest: str) -> Found:
    found = re.match(_TAKE, rest)
    return (rules.TAKE, rest[found.end() :].strip(_SPLIT), "") if found else None


_READERS: tuple[Callable[[str], Found], ...] = (
    _cannot, _reopen, _asked, _paused, _escalated, _contacted, _passed, _resolved, _resumed, _taken,
)  # fmt: skip


def _after(rest: str, pattern: str) -> str:
    found = re.search(pattern, rest)
    return rest[found.end() :].strip(_SPLIT + "了吧") if found else rest


def fits(name: str, purpose: str, words: str) -> bool:
    """Whether a number to call is for what words speak of: two characters in a row are shared."""
    about = f"{name} {purpose}"
    return any(
        words[i : i + 2] in about
        for i in range(len(words) - 1)
        if not re.search(r"[\d\W]|热线|电话|服务|公司", words[i : i + 2])
    )


PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{8}|9[56]\d{3,4}|12\d{3}|11\d|100\d\d)(?!\d)")


def masked(words: str, names: tuple[str, ...], phones: tuple[str, ...], doors: tuple[str, ...] = ()) -> str:
    """The words without what would tell who spoke: names, phones, doors of those who did."""
    for said in sorted({one for one in (*names, *doors) if len(one) > 1}, key=len, reverse=True):
        words = words.replace(said, "居民")
    for phone in phones:
        words = words.replace(phone, "（电话略）") if phone else words
    return re.sub("(居民){2,}", "居民", words)


def pause_reason(words: str, day: str) -> str:
    """等灯管 of 等灯管，停到下周二: without the day and the words that only say that it pauses."""
    left = words.replace(day, " ") if day else words
    left = re.sub(
        r"(?:先)?(?:暂停|停到|停至|停一?停|先停|暂缓|缓到|缓一?缓|推迟?到|延到|延期|延后|顺延|拖到|改到|等到|搁一?搁|搁到)(?:一下|了)?",
        " ",
        left,
    )
    return re.sub(
        r"^(?:再|先|要|到|因为|办|处理|吧)+|(?:再|到|办|吧|再办|再说|继续|[，,。])+$", "", left.strip(_SPLIT)
    ).strip(_SPLIT)
