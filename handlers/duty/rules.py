"""What words mean when somebody is in danger: taken, cannot, done with; and what the law says must be reported."""

from __future__ import annotations

import re
from collections.abc import Collection

_GO = "来|去|到|过来|过去|赶过来|赶过去|赶来|赶去|赶到|处理|接了?|接手|看看|联系|出发"
_GOING = rf"(?:我|俺|吾)?(?:马上|现在|这就|立刻|立马|已经|正在|先)*(?:就)?(?:{_GO})"
_ACK = re.compile(
    rf"(?:[好嗯行哦]的?|ok|OK)?[，,。 ]*(?:收到|知道了|晓得了|明白了?|了解|我接|我来|我去|我处理|"
    rf"我在路上|在路上了?|路上了|马上到|{_GOING})"
    r"(?:[，,。 ]*(?:了|啦|的|吧|哈|知道了|收到|谢谢|[一二两三四五六七八九十\d]+分钟(?:内|就|后)?到?|"
    rf"{_GOING}|看看|处理|一下|现场|他家|她家|那里|那边|那儿|联系|打电话|给他|给她))*"
)
_CANNOT = re.compile(
    r"[^?？]{0,15}(?:去不了|来不了|过不去|走不开|赶不过去|接不了|不方便|不在上海|在外地|换(?:个|别)人|叫别人|找别人|没法去)[^?？]{0,20}"
)
_DONE = re.compile(
    r"(?:已经?|都|人)?(?:送医|送(?:到|去|进|往)?了?医院|进了?医院|(?:120|救护车)[^，,。]{0,4}(?:接|拉|带|送)走|家属(?:在|到|来)|"
    r"(?:火|明火)[^，,。]{0,4}(?:灭|扑)|扑灭|(?:阀门|煤气|燃气|电闸|总闸|电)[^，,。]{0,6}(?:关|修|拉|断)[^，,。]{0,3}|脱险|脱困|虚惊|误报|"
    r"(?:险情)?解除|(?:处理|处置|办|解决|弄|搞|修)(?:好|完|掉)|办完|人?(?:找到|救出|出来了|没事|平安|醒了|接走|接回)|没事了?|"
    r"(?:警察|民警|消防|120|119|110|医生|社工)[^，,。]{0,4}(?:到了|来了|在处理|接手)|险情(?:结束|完了)|结束了?|安全了)"
)
_BARE = re.compile(
    r"(?:险情|这件|这事|事情|[两二三几]件)?(?:已经?|都)*(?:没事|好|处理好|处理完|处置完|办完|解决|结束|解除|安全)[了的啦]?[。！!]?"
)


# What else is said by somebody who is on the way, one clause at a time; and what they did before, which alone is no word of going.
_SELF = "(?:我们?|俺|吾|人|现在|已经?|正在?|在|就|这就|马上|立刻|立马|快|先|也)*"
_ON_WAY = re.compile(
    rf"{_SELF}(?:赶(?:过来|过去|来|去|到)?|往(?:那里|那边|那儿|现场)?(?:赶|走|跑)|(?:在)?路上|出发|出门|动身|下楼|上楼|安排(?:人)?|派人(?:去|过去)?|"
    r"到(?:楼下|门口|现场|小区|楼道|他家|她家)|(?:楼下|门口|现场)|等我[一二两三四五六七八九十\d]+分钟|[一二两三四五六七八九十\d]+分钟(?:内|就|后)?(?:赶)?到)"
    r"(?:现场|楼下|门口)?[了啦的吧]*"
)
_DID = re.compile(
    rf"{_SELF}(?:刚刚?)?(?:打|拨|叫|报|通知|联系|看到|喊)(?:了|过|好)?(?:11[09]|120|救护车?|急救|消防|警察?|家属|物业|医生|电话|人|[、和跟及])*[了过啦]*"
)


def takes(text: str) -> bool:
    """收到, 我去, 知道了马上到, 已打120，正在赶过去: whoever was woken goes there."""
    text = text.strip(" 。！!~")
    if len(text) > 30 or "?" in text or "？" in text:
        return False
    if _ACK.fullmatch(text):
        return True
    clauses = [clause for clause in re.split(r"[，,。！!；;\s]+", text) if clause]
    going = [bool(_ACK.fullmatch(clause) or _ON_WAY.fullmatch(clause)) for clause in clauses]
    return any(going) and all(
        goes_there or _DID.fullmatch(clause) for goes_there, clause in zip(going, clauses, strict=True)
    )


def goes(text: str) -> bool:
    """我去, 我马上过去, 在路上了: more than 收到."""
    return bool(
        re.search(
            r"我[^，,。]{0,4}(?:去|来|到|接|处理)|(?:马上|这就|立刻)(?:去|来|到|过)|赶[过来去]|正在赶|在路上|出发了",
            text,
        )
    )


def cannot(text: str) -> bool:
    """去不了, 我在外地: the next is to be woken at once."""
    return len(text) <= 40 and bool(_CANNOT.fullmatch(text.strip()))


def is_done(text: str) -> bool:
    """已送医，家属在: what was done, said by whoever has taken it."""
    asked = re.search(r"[?？吗]|还没|没有(?:送|到|找)|怎么", text)
    return len(text) <= 120 and not asked and bool(_DONE.search(text))


def says_nothing(text: str) -> bool:
    """没事了: over, but not how."""
    return bool(_BARE.fullmatch(text.strip()))


_HELP = re.compile(
    r"人呢|没人(?:来|应|理我|到)|来人|有人(?:来|到|管|在)|几时|啥辰光|什么时候|多久|多长时间|到哪|到了|来了|走了|快点|快来|救命|消防|救护|警察|民警|医生|11[09]|120|值班|"
    r"(?:哪能|怎么|怎样|咋)[^，,。]{0,3}办|门口等|楼下等|在等"
)


def of_the_help(text: str) -> bool:
    """还没人来啊, 侬讲哪能办啊, 消防来了: said of the help that was called, whatever else the words may fit."""
    return len(text) <= 60 and bool(_HELP.search(text))


def asks_for_help(text: str) -> bool:
    """还没人来啊？？: a question that wants an answer at once."""
    return bool(re.search(r"[?？吗伐]|怎么|哪能|什么|啥|几时|多久|还没|人呢|没人来|快点|快来|救命", text))


def wants_no_call(text: str) -> bool:
    """别打电话, 不方便接电话."""
    return bool(
        re.search(
            r"(?:别|不要|勿要|不能|不方便|不好)[^，,。]{0,4}(?:打(?:我)?(?:的)?电话|接电话|接听|出声|说话|讲话)", text
        )
    )


# Mandatory reports

MINOR, NOT_CAPABLE = "未成年人", "无行为能力人"
LAW = {MINOR: "未成年人保护法第十一条", NOT_CAPABLE: "反家庭暴力法第十四条"}
_CHILD = (
    r"小孩|孩子|小囡|宝宝|小朋友|小宝|婴儿|娃|女童|男童|小姑娘|小男孩|小女孩|毛头|囡囡|未成年|学生|(?<!\d)(?:\d|1[0-7])岁|(?<![十百])[一二三四五六七八九]岁|"
    r"十[一二三四五六七]?岁|孙子|孙女|外孙"
)
_HARM = (
    r"打得|被打|挨打|[又天总老常]打(?!电话|招呼|疫苗|预防针|球|牌)|打(?:孩子|小孩|小囡|娃|他|她|伊)(?!.{0,2}(?:电话|疫苗))|揍|家暴|虐待|殴打|乌青|淤青|"
    r"伤痕|掐|踢|烫伤|皮带|鞭|用烟头|性侵|猥亵|摸(?:她|他|孩子|小姑娘)[^，,。]{0,4}(?:身|下)|欺凌|霸凌|遗弃|扔下|丢下不管|没人管|没人照|不给饭|饿着|"
    r"饿了|没饭吃|关在(?:家|屋|房|阳台)|锁在(?:家|屋|房)|反锁|拐|辍学|不让(?:上学|读书)|逼(?:着)?(?:乞讨|卖|嫁)"
)
_WEAK = r"失智|失能|老年痴呆|痴呆|认知障碍|阿尔茨海默|糊涂了|智力残疾|智障|傻子|精神(?:病|障碍|残疾|分裂)|瘫痪|瘫在床|植物人|不会说话|聋哑"
_VIOLENCE = r"打(?!电话|招呼|疫苗|预防针|扫|针|听|算|牌|麻将)|揍|家暴|虐待|殴|乌青|淤青|伤痕|掐|踢|烫|皮带|捆|绑|锁在|关在|不给(?:饭|吃|水)|饿着"
_NEAR = 24


# What of itself harms a child that is named; a child alone only where somebody leaves it so, and no key was forgotten.
_HARMS_A_CHILD = frozenset({"家暴", "性侵"})
_ACCIDENT = re.compile(r"钥匙|开锁|反锁了|被风|不小心|找托|托管|托班|晚托|报名")
_NEGLECTED = re.compile(
    r"不管|没人[管带照看]|[几两三四五六七八九十好]天|天天|一直|经常|总是|老是|(?:没|不)(?:有)?(?:去)?上学|扔|丢|甩|饿|不见影|打牌|打麻将|锁|关在|一夜|一晚"
)


def to_report(text: str, kinds: Collection[str] = ()) -> str:
    """What the words oblige a committee to report; "" if nothing. `kinds`: the dangers that were heard in them.

    《未成年人保护法》第十一条: a committee that finds a minor harmed, suspected to be harmed or in danger reports at once to the
    police, civil affairs or education. 《反家庭暴力法》第十四条: one that finds somebody without, or without full, capacity
    harmed or suspected to be harmed by domestic violence reports to the police in time. A denial lowers nothing (domain §0.7).
    """
    if _ACCIDENT.search(text):  # a door that fell shut
        text = re.sub("反锁|锁在|关在", "", text)
    if _together(_CHILD, _HARM, text) or _harms_a_child(text, frozenset(kinds)):
        return MINOR
    return NOT_CAPABLE if _together(_WEAK, _VIOLENCE, text) else ""


def harm_in(text: str) -> str:
    """The first piece of words that tells of harm, behind whatever else they tell: 常打 of 都好，她说隔壁常打小孩."""
    found = re.search(rf"{_HARM}|{_VIOLENCE}", text)
    return found[0] if found else ""


def _harms_a_child(text: str, kinds: frozenset[str]) -> bool:
    if not re.search(_CHILD, text):
        return False
    left_alone = "儿童独处" in kinds and _NEGLECTED.search(text) and not _ACCIDENT.search(text)
    return bool(kinds & _HARMS_A_CHILD or left_alone)


def _together(first: str, second: str, text: str) -> bool:
    gap = rf"[^。！!？?\n]{{0,{_NEAR}}}"
    return bool(re.search(rf"(?:{first}){gap}(?:{second})|(?:{second}){gap}(?:{first})", text))


# What a danger is called as a case: of what is nobody else's business only that help is needed.
MATTERS = {
    "燃气": ("有煤气味", "燃气泄漏"), "火情": ("着火、冒烟", "火情冒烟"), "电梯困人": ("电梯里困了人", "电梯困人"),
    "跌倒昏迷": ("有人跌倒、叫不醒", "急病跌倒"), "胸痛窒息": ("有人突发急病", "急病跌倒"), "老人失联": ("老人联系不上", "老人失联"),
    "走失": ("有人走失", "走失"), "轻生": ("紧急求助", "自伤轻生"), "家暴": ("紧急求助", "家暴"), "儿童独处": ("孩子独自在家", "儿童无人照看"),
    "触电漏电": ("漏电", "漏水涉电"), "高坠": ("高处有东西要掉", "高坠危险"), "停电吸氧机": ("停电，家里有人靠机器", "停电涉生命支持"),
    "落水": ("有人落水", "急病跌倒"), "遇险被困": ("有人被困", "急病跌倒"), "性侵": ("紧急求助", "人身安全"),
    "人身危险": ("紧急求助", "人身安全"),
}  # fmt: skip
CATEGORY = "安全应急"


def matter(kind: str) -> tuple[str, str]:
    """What a case of this danger is about, and its sub-category."""
    return MATTERS.get(kind, ("紧急求助", "意图不明"))
