"""What follows from a visit, decided on plain values."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

WAYS = ("入户", "电话", "微信", "接待", "途遇", "未遇", "拒访", "第三方反馈", "商户走访")
# What people say for them.
ALSO = {
    "上门": "入户", "家访": "入户", "打电话": "电话", "没人": "未遇", "没见到": "未遇", "不在家": "未遇", "没人在家": "未遇",
    "不开门": "拒访", "拒绝": "拒访", "碰到": "途遇", "路上碰到": "途遇", "来居委": "接待", "别人说的": "第三方反馈",
}  # fmt: skip
NOBODY_MET = ("未遇", "拒访")  # the household's state cannot be told

# How somebody is and what they said can be told only by who met them or spoke to them: 血压偏高, 都好, 反映电梯慢.
_HOW_THEY_ARE = re.compile(
    r"身体|精神|血压|血糖|心情|情绪|气色|胃口|胃病|睡[得不眠觉]|腿脚|[头腰腿脚膝肩背胸牙胃][部疼痛晕]|疼|痛|咳|感冒|发烧|发热|不舒服|"
    r"(?:都|蛮|挺|还|很|老|也|一切|样样)好|(?<![不正])好(?=$|[，,。；;的着啦呀])|不错|可以(?=$|[，,。；;])|老样子|高兴|开心|正常|平安|稳定|安好|健康|没[事啥什]|无异常|在家|吃药|吃饭|"
    r"走路|自理|下楼|起床|卧床|聊|面色|瘦|胖|摔|跌|反映|抱怨|提出|问起|(?<![听据])(?:说|讲)(?!明|好)"
)


# What one hands over or does with one's own hands is done in person: 送了米, 帮她换好了; not 物业帮她修好了.
_BY_HAND = re.compile(
    r"送(?:了|过|到(?!医院)|去了|上[去门来]?了?)(?![^，,。；;]{0,4}(?:医院|急诊|派出所))|"
    r"(?:帮|替|给)[^，,。；;]{0,8}?(?:换|修|装|量|搬|拎|拿|扫|理|剪|洗|贴|充|测|接|调|弄|通|送|买)[^，,。；;]{0,6}?[好了掉上]|[换修装量贴剪理测]好了"
)
_BY_OTHERS = re.compile(
    r"(?:物业|师傅|维保|医生|护士|护工|保姆|志愿者|邻居|隔壁|儿子|女儿|媳妇|女婿|孙子|孙女|老伴|老公|老婆|亲戚|家属|小辈|街道|快递|[他她伊]们?|自己|120|救护车)"
    r"[^，,。；;]{0,4}$"
)


def tells_of_hands(note: str) -> bool:
    """Whether words tell of something that was handed over or done there by whoever tells it."""
    return any(not _BY_OTHERS.search(note[: found.start()]) for found in _BY_HAND.finditer(note))


def tells_how_they_are(note: str) -> bool:
    """Whether words say how somebody is or what they said, not what was arranged or heard."""
    return bool(_HOW_THEY_ARE.search(note))


def usual_way(kind: str) -> str:
    """How a household of a kind is visited if nothing is said of it: shops and firms are not 入户."""
    return "入户" if kind == "住户" else "商户走访"


def wish_after(way: str) -> str:
    """A refusal becomes a wish about contact (domain §2): 勿扰, until the household says otherwise."""
    return "勿扰" if way == "拒访" else ""


def remind_at(day: date, begins: time | None, morning: time, now: datetime) -> datetime | None:
    """The morning of the day; for something this very day an hour before it begins, if that is still ahead."""
    first = datetime.combine(day, morning, now.tzinfo)
    if first > now:
        return first
    if day == now.date() and begins:
        before = datetime.combine(day, begins, now.tzinfo) - timedelta(hours=1)
        return before if before > now else None
    return None
