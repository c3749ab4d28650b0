"""Why reminders are to rest, read from words; and for how long they may."""

from __future__ import annotations

import re
from datetime import date, timedelta

from handlers.engines.plans.rules import IN_HOSPITAL, NO_MORE

REASONS = ("住院", "外出", "去世", "搬走", "其他")
ALSO = {
    "出门": "外出", "旅游": "外出", "不在家": "外出", "回老家": "外出", "去儿子家": "外出", "去女儿家": "外出", "过世": "去世",
    "病故": "去世", "搬家": "搬走", "搬家了": "搬走", "搬走了": "搬走", "别的": "其他", "医院": "住院", "在医院": "住院", "另外的原因": "其他",
}  # fmt: skip
ENDED_BY_WORD = ("住院",)  # these have no day: somebody says when it is over
DATED = ("外出", "其他")
LONGEST = timedelta(days=366)
MUTE = re.compile(
    r"(?:先|暂时|都|就)?(?:别|不要|不用|不必|勿|覅|暂停|停止|停掉|停|不)(?:再|来)?提醒(?:了|她|他|我|一下)?|提醒(?:先|都|暂时)?(?:停|暂停|免)(?:了|掉|一停|一下)?|"
    r"(?:先|暂时|以后)(?:就|都|也)?(?:别|不要|不用|不必|勿|覅|不)(?:再|给我|把他|把她)?(?:催|排|安排|列|放)(?:进|上|到|在|入)?(?:名单)?(?:里|上)?(?:了|他|她|我|走访|一下)*(?=$|[，,。；;！!\s])|"
    r"(?:别|不要|不用|不必|勿|覅)(?:再)?(?:催|排进?名单|列进?名单)(?:了|他|她|我)*(?=$|[，,。；;！!\s])|"
    r"免提醒|静音|^(?:请|把|帮我)?(?:先|暂时)?(?:暂停|停掉|停一下)(?=[，,。]?$|\s*(?:一下|[，,：:]|[\d一二两三四五六半十几]+个?[天周月年礼星]|到))|"
    r"[，,]\s*先?停(?=到)|[，,]\s*(?:先|暂时)?暂停(?:一下)?(?:提醒)?(?=[，,。 ]|$|到|[\d一二两三四五六半十几]+个?[天周月年礼星])"
)
_DIED = re.compile(
    r"去世|过世|病故|离世|故世|往生|病逝|逝世|(?:[今昨前]天|上周[一二三四五六日]?|今早|凌晨|夜里|半夜|上个?月|人|已经|突然|[婆伯叔姨爷奶妈公])"
    r"(?:已经|昨天|今天|前天|上周|夜里|凌晨|今早)*走(?:掉|脱)?了|" + NO_MORE
)
_MOVED = re.compile(
    r"搬(?:走|家|离|出|去|到)(?!了?吗)|迁走|迁出|退租|房子(?:已经)?卖(?:了|掉)|(?:已经)?不住(?:在)?(?:这里|这儿|此地|这边|了)|全家移民"
)
_KIN_S = r"(?:儿子|女儿|孙子|孙女|外孙女?|弟弟|妹妹|哥哥|姐姐|兄弟|姐妹|子女|孩子|亲戚|亲家|侄子|侄女|外甥女?|媳妇|女婿|父母|娘家?|爸妈)"
_TO_KIN = re.compile(
    rf"搬(?:到|去|进)(?:了|他|她|伊)?[大小二三]?{_KIN_S}(?:家|那里?|那边|那儿|处|这里|住|$|(?=[，,。了去]))"
)
_COMES_BACK = re.compile(
    r"回来(?!了)|住(?:一阵|几天|几个?月|一段|一?些日子|[一两三半]个?月)|过(?:完|了)[年冬夏]|暂住|暂时住"
)
_IN_HOSPITAL = re.compile(
    IN_HOSPITAL.pattern + r"|(?<!不用)(?<!没)(?<!没有)住院|住进[^，,。]{0,6}医院|在医院|进了?医院|入院"
)
_AWAY = re.compile(
    r"外出|出门|(?:没人|无人)住(?!院)|空关|接(?:走|去)(?:了|住)|接到[^，,。]{1,6}(?:家|那|住)|出远门|旅[游行]|出国|出差|探亲|回老家|回乡|去外地|在外地|不在上海|离开上海|回[^，,。]{1,4}老家|"
    r"(?:去|到|住到?|住在|在|回)(?:了|她|他)?(?:大|小)?(?:儿子|女儿|孙子|孙女|外孙女?|弟弟|妹妹|哥哥|姐姐|子女|孩子|亲戚|侄子|侄女|媳妇)(?:家|那里|那边|那儿|处|哪里)|"
    r"(?:去|到|回)(?:北京|南京|杭州|苏州|宁波|无锡|海南|三亚|广州|深圳|美国|日本|澳洲|加拿大|乡下|外省|国外|昆山|浙江|江苏|安徽|四川)|"
    r"住(?:进|到|在)?(?:了)?(?:养老院|敬老院|护理院|疗养院)"
)
_KIN = re.compile(
    r"(?:儿子|女儿|老伴|老公|老婆|爱人|丈夫|妻子|孙子|孙女|媳妇|女婿|弟弟|妹妹|哥哥|姐姐|父亲|母亲|爸爸?|妈妈?|邻居|隔壁|亲戚|朋友|护工|保姆)"
    r"(?!家|那|处|说|讲)[^，,。]{0,4}$"
)
BACK = re.compile(
    r"恢复提醒|重新提醒|继续提醒|可以提醒|照常提醒|接着提醒|取消暂停|不用停了|恢复[^，,。]{0,12}提醒|(?:取消|解除|结束|不再)[^，,。]{0,14}暂停"
)
_RETURNED = re.compile(r"(?:已经|又|都)?(?:回来|回家|返沪|回沪|回上海|到家|搬回来?)了(?!吗|么|没)?(?:$|[，,。！! ])")


# 王阿婆老头子没了, 她儿子昨天走了, 赵家老人没了: somebody else than who is named.
_OF_KIN = re.compile(
    r"(?:老伴|老公|老婆|爱人|丈夫|妻子|老头子?(?!儿)|老太婆|[大小]?(?:儿子|女儿)|孙子|孙女|外孙女?|媳妇|女婿|弟弟|妹妹|哥哥|姐姐|父亲|母亲|爸爸?|(?<!姆)妈妈?|"
    r"爹|公公|婆婆|丈母娘|岳父|岳母|侄[子女]|外甥女?|孩子|亲家|(?:[他她伊的]|家里?的?)(?:先生|太太|爷爷|奶奶|外公|外婆|姆妈|叔叔|阿姨|老人家?|长辈|老太太?|老爷子))"
    r"(?!家|那|处|说|讲|送|陪)[^，,。]{0,8}$"
)
_VERB = re.compile("去世|过世|病故|离世|故世|往生|病逝|逝世|走(?:掉|脱)?了|没了|不在了|呒没了|去了$")
ONLY_GONE = re.compile(r"[\s，,]*(?:走(?:掉|脱)?了)[。！!\s]*")


def _of_kin(text: str, found: re.Match[str]) -> bool:
    verb = _VERB.search(text, found.start())
    return bool(_OF_KIN.search(text[: verb.start()] if verb else text[: found.start()]))


def reason_in(text: str) -> str:
    """The reason that words tell of somebody spoken of; "" if they tell none. What befell kin is none: 老伴去世了."""
    for reason, pattern in (("去世", _DIED), ("住院", _IN_HOSPITAL), ("搬走", _MOVED), ("外出", _AWAY)):
        found = pattern.search(text)
        kin = found and not found[0].startswith("接") and _KIN.search(text[: found.start()])
        of_kin = kin or (found and reason == "去世" and _of_kin(text, found))
        if found and not of_kin and not _asked_or_not(text, found):
            return "外出" if reason == "搬走" and is_for_a_while(text) else reason
    return ""


def is_for_a_while(text: str) -> bool:
    """搬到女儿家去了, 搬去松江，下个月回来: whoever lives with kin or means to come back has not moved away."""
    for_good = re.search("[不没勿][^，,。]{0,4}回来|房子[^，,。]{0,3}[卖退]", text)
    return not for_good and bool(_TO_KIN.search(text) or _COMES_BACK.search(text))


def _asked_or_not(text: str, found: re.Match[str]) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    denied = re.search(r"(?:没有?|不[肯愿用必需想]?|未|准备|打算|想|要|可能|怕)(?:再|要|去)?$", before)
    return bool(denied or re.match(r"[^，,。]{0,3}[吗么？?]", after))


def has_returned(text: str) -> bool:
    """12号302回来了, 王阿婆从儿子家回来了: they are there again."""
    return bool(_RETURNED.search(text))


def too_long(day: date, today: date) -> bool:
    return day - today > LONGEST
