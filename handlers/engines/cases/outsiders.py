"""What a property company and neighbours may read of a matter: place and thing, without care tags, age, illness, names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.who import find_people
from handlers.engines.registry.tagbook import CARE, TAGBOOK

# Groups that are no secret of a household: 快递员把门撞坏了 is the matter itself.
_MATTERS = ("人口", "优抚")
_TAGS = "|".join(
    sorted(
        {
            re.escape(word)
            for tag in TAGBOOK
            if tag.kind == CARE and tag.group not in _MATTERS
            for word in (tag.name, *tag.synonyms)
        },
        key=len,
        reverse=True,
    )
)
# 残疾人坡道, 孕妇车位: a thing that is called so, not a person who is.
_THINGS = r"(?!(?:人|者)?的?(?:坡道|通道|车位|停车|厕所|卫生间|洗手间|设施|专用|无障碍|电梯|扶手|座椅|乐园|活动|窗口|食堂|补贴|证))"
_AGE = (
    r"(?:今年|已经|都|快|将近|差不多|有)*(?:\d{1,3}|[一二三四五六七八九十百]{1,4})(?:几|多)?(?:来)?岁(?:多|了|的|高龄|老人|以上)*|"
    r"(?:今年|已经|都|快)*(?:[七八九]十|[789]0)(?:几|多)?(?:高龄|的人)(?:了|的)?|年纪(?:大|老|蛮大|很大)了?|上了?年纪"
)
_ILL = (
    r"(?:半身|全身)?瘫痪?(?:在床)?|卧床(?:不起)?|长期卧床|(?:老年)?痴呆症?|阿尔茨海默症?|帕金森|中(?:了|过)风|中风(?=了|后|过|的|病|，|。|$)|偏瘫|脑(?:梗|溢血|出血)|"
    r"(?<!致)癌症?|肿瘤|化疗|透析|尿毒症|糖尿病|高血压|血压(?:偏|很|有点|太)?高|心脏(?:病|不好)|冠心病|哮喘|抑郁症?|焦虑症|精神(?:病|分裂|障碍|失常|不正常|有?问题)症?|"
    r"脑子(?:有病|有问题|不(?:清楚|好|正常|灵))|智(?:障|力低下|力残疾)|聋哑|失明|眼睛?(?:看不见|瞎)|耳(?:朵)?(?:聋|听不见)|腿脚?(?:不好|不便|不方便|不灵便?|坏了)|"
    r"行动不(?:便|方便)|走不动路?|坐轮椅|骨折|开(?:过|了)?刀|(?:动|做)(?:过|了)?手术|(?:在|刚|才)?(?:住|出)(?:过|了)?院(?!子|部)|生(?:了)?病|身体(?:不|很|蛮|比较)[^，,。；;]{0,4}(?:好|差|舒服|行)|吃药|"
    r"(?:孤身)?一个?人(?:居?住|过|生活|在家)|子女(?:都)?不在(?:身边|上海)?|(?:没有?|无)(?:子女|儿女)|老伴(?:走|去世|过世|没|死)了|丧偶|离(?:了)?婚|怀孕|坐月子|"
    r"(?:家庭|经济|生活)(?:比较|很|蛮)?困难|困难(?:户|家庭)|(?:吃|拿)低保|(?:拿|吃)(?:补助|救济)|失业|坐过牢|吸(?:过)?毒|刑满|戒毒"
)
_TOLD = re.compile(
    rf"{_AGE}|(?:(?:有|得|患)(?:了|过)?)?(?:{_ILL})(?:了|过|的)*|(?:是|系|属于)?(?:{_TAGS}){_THINGS}(?:老人|老太太?|家庭|人员|对象|户|了|的)*"
)
_PIECE = re.compile(r"[^，,。；;！!？?\n]+|[，,。；;！!？?\n]+")
# What is left of a clause that only said how somebody is.
_REST = re.compile(
    r"^(?:我|他|她|伊|你|您|们|是|家里?|里|这|那|位|户|个|一|有|还|又|也|就|都|的|了|人|老人|老太太?|老伯|阿婆|爷爷|奶奶|妈妈?|爸爸?|母亲|父亲|老公|老婆|老伴|儿子|女儿|孩子|小孩|"
    r"居民|本人|因为|由于|而且|并且|加上|今年|已经|现在|一直|平时|很|蛮|在|和|跟|而|所以|\s|（电话略）)*$"
)
_MOBILE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|\d{17}[\dXx])(?![\dXx])")
_CRAFT = ("师傅", "经理", "工程师")
_THEIRS = re.compile(r"(?:你们|贵司|物业|你们公司)的?$")
_SENT = re.compile(r"(?:请|让|叫|找|派|带)$")
_IS_CALLED = re.compile(r"(?:(?:老人|人|她|他|伊)?(?:的)?(?:名字|姓名)?(?:是|就)?(?:叫做?|姓|是))(?P<name>\S{1,6})")
_NOBODY = ("老毛病",)


def for_outsiders(words: str, names: Sequence[str] = ()) -> str:
    """The words without care tags (domain §14: 不给标签), age, illness, family, names (`names` are known ones) and mobiles.

    A clause that said nothing else is left out; "" if nothing remains.
    """
    kept: list[str] = []
    for piece in _PIECE.findall(_MOBILE.sub("", words)):
        bare = _bare(piece, names)
        if re.match(r"[，,。；;！!？?\n]", piece):
            kept += [piece] if kept and not re.match(r"[，,。；;！!？?\n]", kept[-1]) else []
        elif bare:
            kept.append(bare)
    return re.sub("(?:居民(?:的)?){2,}", "居民", "".join(kept)).strip("，,；; \n")


def _bare(piece: str, names: Sequence[str]) -> str:
    called = _IS_CALLED.fullmatch(piece.strip())  # 叫王秀英: the clause says no more than a name
    if called and any(who.source == called["name"] for who in find_people(called["name"], names)):
        return ""
    bare = _TOLD.sub("", piece)
    told, bare = bare != piece, _without_names(bare, names)
    if not told:
        return bare.strip()
    return "" if _REST.match(bare) else re.sub(r"^(?:的|了|又|而且|所以|老人|是)+", "", bare.strip())


def _without_names(words: str, names: Sequence[str]) -> str:
    for who in reversed(find_people(words, names)):
        before = words[: who.start]
        theirs = _THEIRS.search(before) or (who.title in _CRAFT and _SENT.search(before))
        word = any(words.startswith(one, who.start) for one in _NOBODY)
        if not theirs and not word and words[who.start : who.end] == who.source:
            words = words[: who.start] + "居民" + words[who.end :]
    return words
