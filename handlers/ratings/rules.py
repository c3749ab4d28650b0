"""What an answer to 好了吗 says: whether it is solved, how satisfied somebody is, whether it is praise; and how to ask."""

from __future__ import annotations

import re

SATISFACTIONS = ("很满意", "满意", "一般", "不满意", "很不满意")
UNHAPPY = ("不满意", "很不满意")

# A negation that says that it is well: 不漏了, 没问题了. Taken out before 没 and 不 are looked for.
_WELL = re.compile(
    r"没(?:有)?(?:什么)?(?:问题|毛病|事)(?:了|儿)?|(?:没(?:有)?|不)(?:再|会再|怎么)(?:漏|响|吵|臭|堵|滴|坏|闹|掉|抖|停|跳闸)(?:水|了)?|"
    r"不(?:漏|响|吵|臭|堵|滴|渗|闹|抖|晃|卡|掉|跳闸|积)(?:水)?了|没(?:有)?(?:味道|声音|漏水?|积水|堵)了|没得说|没话说|没想到"
)
_NOT = re.compile(
    r"没(?:有)?(?:完全|全部|真正|彻底|怎么|人)?(?:修|弄|办|搞|解决|处理|清理?|换|装|恢复|通|好|动|来|管|变化?|改|见|用)|"
    r"还(?:是)?(?:没|不|那样|那个样|老样|原样|坏|漏|堵|臭|吵|响|滴|渗|暗|黑|停|有问题|在(?:漏|吵|响|滴|堵|臭))|老样子|原样|照旧|依旧|依然|仍然|"
    r"照样|一样(?:的)?(?:坏|漏|不|吵|臭)|又(?:坏|漏|堵|不|臭|吵|响|停|来|开始|出|掉|犯|黑|灭|渗|滴|闪|裂|脱|满)|(?<![差还也算可])不(?:亮|通|行|灵|转|热|好|出水|能用|工作)|"
    r"哪里好|好什么|好个|根本|白修|敷衍|骗人|(?:勿|呒没|伐)(?:好|灵|亮|通|修)|修了(?:又|还)|才.{0,4}天.{0,3}(?:又|就)(?:坏|不)|再修|返工|没好"
)
_DONE = re.compile(
    r"(?:修|弄|办|搞|换|装|清|理|处理|整|调|疏通|打扫|收拾|配|补|贴)(?:好|通|妥|完)|好了|好啦|好的了|好哉|好唻|搞定|解决了|可以了|亮了|通了|来(?:水|电|气)了|"
    r"正常了?|恢复|干净了?|清爽|收到了|拿到了|能用了|灵光|用得了|已(?:经)?(?:好|解决|修|处理)|^好(?:呀|啊|额|个)?$|^(?:都|全)好$|ok|OK|"
    r"^(?:对|是|是的|嗯嗯?)[，,]?好"
)
_STARS = {"5": "很满意", "4": "满意", "3": "一般", "2": "不满意", "1": "很不满意"}
_DEGREES = (
    ("很不满意", re.compile(r"(?:很|非常|极|十分|相当|太|特别|超级?)(?:地)?不满意?|太差|差劲|糟糕|差评|气死|恶劣")),
    ("不满意", re.compile(r"不(?:太|大|怎么|是很|够|算)?满意?|不怎么样|不咋[地样]|勿满意|失望|不高兴|不开心|有意见")),
    ("很满意", re.compile(r"(?:很|非常|十分|特别|相当|太|蛮|老|超级?|挺)(?:地)?满意|(?:五|5)颗?星|满分|太好了|"
                          r"好极了|太感谢|非常感谢|交关好|老好个|赞")),
    ("一般", re.compile(r"一般|还行|还可以|过得去|凑合|马马虎虎|将就|勉强|差不多|就那样|就是(?:慢|等得|时间|拖)|中等|还好")),
    ("满意", re.compile(r"满意|可以的|蛮好|挺好|不错|很好|好的很|蛮灵")),
)  # fmt: skip
_PRAISE = re.compile(
    r"感谢|谢谢.{0,6}(?:师傅|同志|居委|书记|老师|社工|小|你们|您|大家)|表扬|辛苦|太好|真好|点赞|好评|热心|(?:五|5)颗?星|周到|及时|负责|贴心|暖心|赞|"
    r"效率高|雪中送炭|锦旗|态度(?:很|真|蛮)?好"
)
_IRONY = re.compile(r"呵呵|才怪|个鬼|什么玩意|笑话|讽刺")
_SOFT = re.compile(r"[，,。.！!~～、\s]|谢谢|多谢|谢啦|辛苦了?|你们|您们?|大家|居委|师傅|书记|了|啊|呀|的|哦|哈")


def solved(text: str) -> bool | None:
    """Whether words say that it is well; None if they say neither. 没好 outweighs 好了: 修好了又坏了."""
    flat = _WELL.sub("好了", text.strip())
    if _IRONY.search(flat) and (_NOT.search(flat) or "还" in flat or "是" in flat):
        return False
    if _NOT.search(flat):
        return False
    if _DONE.search(flat):
        return True
    if re.fullmatch(r"(?:没|没有|不是?|还没|还没有|否|未|勿|呒没)[，,。！!]?(?:呢|啊|呀|哦)?.{0,3}", flat):
        return False
    return None


def satisfaction(text: str) -> str:
    """One of `SATISFACTIONS`; "" if the words say nothing of it."""
    flat = text.strip()
    if stars := re.search(r"([1-5])\s*(?:分|颗?星)(?!钟)|打\s*([1-5])(?:分)?$|^([1-5])$", flat):
        return _STARS[next(found for found in stars.groups() if found)]
    return next((degree for degree, pattern in _DEGREES if pattern.search(flat)), "")


def is_praise(text: str) -> bool:
    """Thanks that are worth passing on."""
    return bool(_PRAISE.search(text)) and not _IRONY.search(text) and not _NOT.search(text)


def remark(text: str) -> str:
    """What words say beyond the plain answer, else "": 修好了 and 谢谢 alone are no reason."""
    flat = text.strip()
    bare = _SOFT.sub("", re.sub(r"0\d{3}号?", "", flat))
    for pattern in (_WELL, _DONE, *(pattern for _, pattern in _DEGREES)):
        bare = pattern.sub("", bare)
    bare = re.sub(r"[^\w]|已经|都|也|还|是|很|蛮|挺|好|没有|没|对|嗯|号", "", bare)
    return flat if len(bare) > 1 else ""


_QUESTIONS = (
    (re.compile(r"坏|不亮|漏|堵|停|裂|脱|修|断|卡|灯|门禁|电梯|水管|报修|渗|翘|松|失灵"), "修好了吗？"),
    (re.compile(r"吵|噪|响|臭|味|油烟|狗|扰|抽烟"), "现在好些了吗？"),
    (re.compile(r"垃圾|清|脏|杂物|堆|扫|粪"), "清理好了吗？"),
    (re.compile(r"申请|办|证|补贴|送餐|助浴|登记|报名|咨询"), "办好了吗？"),
)  # fmt: skip


def question(matter: str) -> str:
    """修好了吗, 清理好了吗 …: as fits the matter."""
    return next((asked for pattern, asked in _QUESTIONS if pattern.search(matter)), "解决了吗？")
