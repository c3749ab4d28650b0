"""What the note of a visit tells of somebody, decided on its words alone: lives alone, can do something, is willing."""

from __future__ import annotations

import re
from datetime import date

ALONE = "独居老人"
OLD = "高龄老人"
_ALONE = re.compile(
    r"独居|(?:一个人|独自|孤身|单独|一人)(?:在家)?(?:居住|生活|过日子|住)|一个人(?:过|在家住)|自己(?:一个人)?单独住"
)
_NOT_ALONE = re.compile(
    r"(?:不是|不再是?|不算|并非|没有?|别|不能|不愿意?|不想|不肯|不敢|怕|害怕|如果|要是|万一|以前|原来|曾经?|从前|不)[^，,。；;]{0,3}$"
)
_OTHERS = re.compile(
    r"(?:儿子|女儿|孙子|孙女|邻居|隔壁|楼上|楼下|对门|亲戚|姐姐|妹妹|哥哥|弟弟|朋友|媳妇|女婿|保姆|护工|物业|师傅|医生|"
    r"工人|维保|家政|公司|居委|社工|民警|电工会|老师会)[^，,。；;]{0,6}$"
)
_DOES = (
    r"修|理发|剪|裁|缝|织|弹|拉(?:琴|二胡)|唱|跳舞|写(?:毛笔|书法|字|诗|文章|对联)|画|教|做(?:饭|菜|点心|木工|手工|针线|衣服|媒)|烧菜|"
    r"包(?:粽子|馄饨|饺子)|电脑|手机|急救|翻译|[英日法德俄]语|手语|手工|太极|法律|编程|下棋|书法|剪纸|磨刀|补(?:鞋|衣|锅)|"
    r"护理|推拿|按摩|针灸|拍照|摄影|开锁|疏通|装(?:灯|水管|空调|锁)|换(?:灯|水龙头|锁)|水电|电工|木工|瓦工|泥工|调解|讲故事|"
    r"养花|种花|园艺|扎|雕|打(?:太极|腰鼓|快板)|主持|会计|量血压|测血压|打针"
)
SKILL = re.compile(
    rf"(?P<can>(?:会|擅长|精通|能|懂|拿手的?是?)(?:帮人|帮忙|自己|给人)?(?:{_DOES})[^，,。；;！!？?\s]{{0,10}})"
)
_NOT_ABLE = re.compile(r"(?:不|没|才|就|也|都|还|将|机|社|协|工|大|总|要|误|不太|不怎么|是否|想学|不再|开|可)$")
TRADE = re.compile(
    r"(?P<can>退休(?:了)?的?(?:前是)?(?:老|小学|中学|大学|幼儿园|高级|国企|厂里的?|医院的?)*(?:水电工|电工|木工|钳工|焊工|教师|老师|医生|护士|工程师|会计|律师|厨师|"
    r"裁缝|法官|民警|校长|司机|编辑|记者|药剂师|理发师|维修工|技师|教授))"
)
WILLING = re.compile(
    r"(?P<can>(?:愿意|乐意|很想|想|要|报名|主动要求|肯)(?:来|去)?(?:做|当|参加|加入)?[^，,。；;不没]{0,4}(?:志愿者?|义工|老伙伴)|"
    r"(?:愿意|乐意|肯|喜欢)(?:来|去)?(?:帮(?!助浴)|为(?:大家|邻居|居民|楼里)|给(?:大家|邻居|老人|楼里)|教)[^，,。；;！!？?\s]{1,10}|热心肠|很热心|热心公益)"
)
_UNWILLING = re.compile(r"(?:不|没|不太|不大|不怎么|未必|不是很|是否)$")


def lives_alone(note: str) -> bool:
    """Whether a note says of the one visited, and of today, that they live alone; 不是独居 does not."""
    return any(not _NOT_ALONE.search(before) and not _OTHERS.search(before) for before in _befores(_ALONE, note))


def _befores(pattern: re.Pattern[str], note: str) -> list[str]:
    """What stands in the same clause before each place that the pattern finds."""
    return [re.split("[，,。；;！!？?\n]", note[: match.start()])[-1] for match in pattern.finditer(note)]


def ability(note: str) -> tuple[str, str]:
    """(tag, words) of what the one visited can do or is willing to do: 能人 会修水管, 志愿者 愿意做志愿者; else ("", "")."""
    for pattern, denied in ((SKILL, _NOT_ABLE), (TRADE, _UNWILLING), (WILLING, _UNWILLING)):
        for match in pattern.finditer(note):
            before = re.split("[，,。；;！!？?\n]", note[: match.start()])[-1]
            if not denied.search(before) and not _OTHERS.search(before) and not _asks(note[match.start() :]):
                return tag_for(match["can"]), match["can"]
    return "", ""


def _asks(following: str) -> bool:
    """会修吗, 愿意做志愿者不: a question tells nothing."""
    return bool(re.match(r"[^，,。；;！!]*(?:[?？吗]|不会)", following))


def tag_for(can: str) -> str:
    """The tag for what somebody can or will do."""
    if re.search("老伙伴", can):
        return "老伙伴"
    if re.search("志愿|义工", can):
        return "志愿者"
    return "能人" if SKILL.search(can) or TRADE.search(can) or re.search("教|修", can) else "热心人士"


def turned(age: int, born: str, since: date, until: date) -> date | None:
    """The birthday on which somebody born on an ISO date became so old, if it lies after `since` and not after `until`."""
    try:
        birth = date.fromisoformat(born)
    except ValueError:  # a year alone: nobody knows the day
        return None
    try:
        day = birth.replace(year=birth.year + age)
    except ValueError:  # 29 February
        day = date(birth.year + age, 3, 1)
    return day if since < day <= until else None


def knows(note: str, asked: str) -> bool:
    """Whether what somebody can do answers the question who can do `asked`: 修电器 is in 会修家里的电器."""
    asked = re.sub(r"^(?:会|能|帮忙?|可以)+", "", asked)
    return bool(asked) and (asked in note or _scattered(asked, note))


def _scattered(asked: str, note: str) -> bool:
    """The verb and the thing apart from each other, but both there."""
    return len(asked) >= 3 and asked[0] in note and asked[1:] in note
