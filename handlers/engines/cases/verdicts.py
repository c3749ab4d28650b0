"""What an answer to 好了吗 says: whether it is solved, how satisfied somebody is, whether it is praise; and how to ask."""

from __future__ import annotations

import re

SATISFACTIONS = ("很满意", "满意", "一般", "不满意", "很不满意")
HAPPY, UNHAPPY = ("很满意", "满意"), ("不满意", "很不满意")

# A negation that says that it is well: 不漏了, 没问题了. Taken out before 没 and 不 are looked for.
_WELL = re.compile(
    r"没(?:有)?(?:什么)?(?:问题|毛病|事)(?:了|儿)?|(?:没(?:有)?|不)(?:再|会再|怎么)(?:漏|响|吵|臭|堵|滴|坏|闹|掉|抖|停|跳闸)(?:水|了)?|"
    r"不(?:漏|响|吵|臭|堵|滴|渗|闹|抖|晃|卡|掉|跳闸|积)(?:水)?了|没(?:有)?(?:味道|声音|漏水?|积水|堵)了|没得说|没话说|没想到"
)
_NOT = re.compile(
    r"^(?:我[这家]?里?|我们这?|阿拉)?还是(?!.{0,2}(?:好|满意|不错|可以|蛮|挺|谢))|"
    r"没(?:有)?(?:完全|全部|真正|彻底|怎么|人)?(?:修|弄|办|搞|解决|处理|清理?|换|装|恢复|通|好|动|来|管|变化?|改|见|用)|"
    r"还(?:是)?(?:没|不|那样|那个样|老样|原样|坏|漏|堵|臭|吵|响|滴|渗|暗|黑|停|有问题|在(?:漏|吵|响|滴|堵|臭))|老样子|原样|照旧|依旧|依然|仍然|"
    r"照样|一样(?:的)?(?:坏|漏|不|吵|臭)|又(?:坏|漏|堵|不|臭|吵|响|停|来|开始|出|掉|犯|黑|灭|渗|滴|闪|裂|脱|满)|(?<![差还也算可])不(?:亮|通|行|灵|转|热|好|出水|能用|工作)|"
    r"哪里好|好什么|好个|根本|白修|敷衍|骗人|(?:勿|呒没|伐)(?:好|灵|亮|通|修)|修了(?:又|还)|才.{0,4}天.{0,3}(?:又|就)(?:坏|不)|再修|返工|没好"
)
_DONE = re.compile(
    r"(?:修|弄|办|搞|换|装|清|理|处理|整|调|疏通|打扫|收拾|配|补|贴)(?:好|通|妥|完)|好了|好啦|好多了|好一?些了|好很多|才好|好的了|好哉|好唻|搞定|解决了|可以了|亮了|通了|来(?:水|电|气)了|"
    r"正常了?|恢复|干净了?|清爽|收到了|拿到了|能用了|灵光|用得了|已(?:经)?(?:好|解决|修|处理)|^好(?:呀|啊|额|个)?$|^(?:都|全)好$|(?:ok|OK)了|"
    r"^(?:对|是|是的|嗯嗯?)[，,]?好"
)
# What says neither, yet speaks of it: asked once more.
_UNSURE = re.compile(
    r"不(?:知道|清楚|晓得|确定|太清楚)|(?:勿|弗)(?:晓得|清爽)|说不(?:准|清|好)|没(?:有)?(?:去|来得及)?(?:看(?![见到])|注意|留意|试)|(?:不|没)在家|"
    r"(?:我|等)?(?:明天|晚上|回头|等下|待会儿?|下班)?(?:去|回去|回家|再)看看?(?:再说|吧|一下)?$"
)
_WHICH = re.compile(r"(?:什么|哪个|哪盏|哪件|哪一?[个件]|啥).{0,4}[?？啊呀]*")
_HALF = re.compile(
    r"一半|差不多(?:好|修|弄)|基本(?:上)?(?:好|修|弄|解决)|(?:只|就|还)(?:剩|差)|还有(?:一?[点滴些]|少)|好(?:了)?一?点点?(?:了|儿)?$"
)
_DENIES = re.compile(r"不是(?:说)?(?:还)?(?:没|不)|没(?:有)?说(?:还)?(?:没|不)|不能说(?:没|不)")
_YES = re.compile(r"(?:嗯+[，,]?)?(?:是|是的|是额|是个|对|对的|对额|对呀|是啊|是呀)[了啊呀]?")
_NODS = re.compile(
    r"(?:嗯|恩|哦|噢|好|好的|好额|行|行的?|可以|ok|收到|谢谢|多谢|知道了?|晓得了?|辛苦了?|[您你]们?|啊|了|[👍👌🙏🌹👏✅🆗😊🙂❤\ufe0f])+",
    re.IGNORECASE,
)
_DECLINES = re.compile(
    r"(?:我)?(?:不想|不|懒得|不用|就不)(?:评|打分|说)(?:价|分)?了?|算了吧?|随便|无所谓|都行|没意见|下次再说"
)
_STAR = r"\s*(?:分(?!钟|之)|颗?星)"
# Words that name a degree come before moods: 不满意 态度太差 is 不满意.
_NAMED = (
    ("很不满意", re.compile(rf"(?:很|非常|极|十分|相当|特别|超级?)(?:地)?不满意?|(?<!\d)[0零](?!\d){_STAR}|(?<![\d十])[1一]{_STAR}|负分")),
    ("不满意", re.compile(rf"不(?:太|大|怎么|是很|够|算)?满意|勿满意|(?<![\d十])[2二两]{_STAR}")),
    ("很满意", re.compile(rf"(?:很|非常|十分|特别|相当|太|蛮|老|超级?|挺)(?:地)?满意|(?<![\d十])[5五]{_STAR}|满分|(?<!\d)(?:10|100|十|一百)分")),
    ("一般", re.compile(rf"(?<![\d十])[3三]{_STAR}")),
    ("满意", re.compile(rf"满意|(?<![\d十])[4四]{_STAR}|(?<!\d)(?:[89]|[89]\d|[八九])分")),
)  # fmt: skip
_MOODS = (
    ("很不满意", re.compile(r"太差|差劲|糟糕|差评|气死|恶劣|🤬")),
    ("不满意", re.compile(r"不怎么样|不咋[地样]|失望|不高兴|不开心|有意见|(?<!就是)(?:太|好|真)慢|慢死|拖拉|"
                          r"拖(?:了)?(?:太|这么|那么|好)久|😡|😠|👎")),
    ("很满意", re.compile(r"太好了|好极了|太感谢|非常感谢|交关好|老好(?:额|个)?|赞|好评|💯")),
    ("一般", re.compile(r"一般|还行|还可以|过得去|凑合|马马虎虎|将就|勉强|差不多|就那样|就是(?:太|有点)?(?:慢|等得|时间|拖)|中等|还好")),
    ("满意", re.compile(r"可以的|蛮好|挺好|不错|很好|好的很|(?:蛮|老|邪气)灵|灵(?:额|个|的)|👍|👏|🌹|❤")),
)  # fmt: skip
_PRAISE = re.compile(
    r"感谢|谢谢.{0,6}(?:师傅|同志|居委|书记|老师|社工|小|你们|您|大家)|表扬|辛苦|太好|真好|点赞|好评|热心|(?:五|5)颗?星|周到|及时|负责|贴心|暖心|赞|"
    r"效率高|雪中送炭|锦旗|态度(?:很|真|蛮)?好"
)
_IRONY = re.compile(r"呵呵|才怪|个鬼|什么玩意|笑话|讽刺")
_SOFT = re.compile(
    r"[，,。.！!~～、\s]|谢谢|多谢|谢啦|辛苦了?|你们|您们?|大家|居委|师傅|书记|了|啊|呀|的|哦|哈|呢|哟|嘛|吧|啦|额|个|噢"
)


def solved(text: str) -> bool | None:
    """Whether words say that it is well; None if they say neither. 没好 outweighs 好了: 修好了又坏了."""
    flat = _WELL.sub("好了", text.strip())
    if unsure(text) or _YES.fullmatch(_ended(flat)):
        return True if _YES.fullmatch(_ended(flat)) else None
    if _IRONY.search(flat) and (_NOT.search(flat) or "还" in flat or "是" in flat):
        return False
    if _NOT.search(flat):
        return False
    if _DONE.search(flat):
        return True
    if re.fullmatch(r"(?:没|没有|不|不是|还没|还没有|否|未|勿|呒没)[呢啊呀哦的]*(?:[，,。！!]+.{0,4})?", flat):
        return False
    return None


def _ended(text: str) -> str:
    return text.strip().rstrip("。！!~～，, ")


def says_plainly(text: str) -> bool:
    """Words that nobody says of anything but whether it is well: 是的 alone could answer much."""
    return solved(text) is not None and not _YES.fullmatch(_ended(text))


def unsure(text: str) -> str:
    """没看, 一半, 不是没好, 什么灯？: they speak of it, but are neither 好了 nor 没好; which of them."""
    if _DENIES.search(text):
        return "不是"
    if still_bad(text):
        return ""
    if _UNSURE.search(text) or _WHICH.fullmatch(_ended(text)):
        return "没看"
    return "一半" if _HALF.search(text) else ""


def nods(text: str) -> bool:
    """嗯, 好的, 谢谢, 👍: heard, and nothing said."""
    return _NODS.fullmatch(_ended(text)) is not None


def declines(text: str) -> bool:
    """不评."""
    return _DECLINES.fullmatch(_ended(text)) is not None


def still_bad(text: str) -> bool:
    """Words that say it is not well now, even where a reason was asked for: 其实还没好, 又坏了; not 来了三趟才修好."""
    now = re.search(
        r"还(?:是)?(?:没好|没修|没弄|不(?:亮|通|行|好)|漏|堵|坏|黑|臭|吵|响|滴)|又(?:坏|漏|堵|黑|不|停|滴|响)|(?:根本|其实|没有?)(?:没)?(?:修|弄|办)?好$",
        text,
    )
    return now is not None and not re.search(r"才|后来|之前|开始|当时|那天", text)


def named_degree(text: str) -> str:
    """The degree that words name: 很满意, 三颗星, 5分."""
    return next((degree for degree, pattern in _NAMED if pattern.search(text)), "")


def satisfaction(text: str) -> str:
    """One of `SATISFACTIONS`; "" if the words say nothing of it."""
    found = named_degree(text)
    return found or next((degree for degree, pattern in _MOODS if pattern.search(text)), "")


def is_praise(text: str) -> bool:
    """Thanks that are worth passing on."""
    return bool(_PRAISE.search(text)) and not _IRONY.search(text) and not _NOT.search(text)


_CHANGES = re.compile(
    r"^(?:我)?(?:要|想|来)?(?:改(?:一?下|成|评|个)?|更正|重新评)[，,：:\s]*(?:评价|成|为)?[，,：:\s]*"
)


def changes(text: str) -> bool:
    """我改一下，不满意."""
    return _CHANGES.match(text.strip()) is not None


def remark(text: str) -> str:
    """What words say beyond the plain answer, else "": 修好了 and 谢谢 alone are no reason, 就是慢 is one."""
    flat = re.sub(
        r"^[，,。！!：:\s]+", "", re.sub(r"(?:编号)?0\d{3}号?[，,：:\s]*", "", _CHANGES.sub("", text.strip(), count=1))
    )
    bare = _SOFT.sub("", flat)
    for pattern in (_WELL, _DONE, *(pattern for _, pattern in _NAMED)):
        bare = pattern.sub("", bare)
    bare = re.sub(r"[^\w]|一般般?|解决|已经|都|也|还|是|很|蛮|挺|好|没有|没|不|对|嗯|号|给|打|评", "", bare)
    return flat if bare else ""


_QUESTIONS = (
    (re.compile(r"坏|不亮|漏|堵|停|裂|脱|修|断|卡|灯|门禁|电梯|水管|报修|渗|翘|松|失灵"), "修好了吗？"),
    (re.compile(r"吵|噪|响|臭|味|油烟|狗|扰|抽烟"), "现在好些了吗？"),
    (re.compile(r"垃圾|清|脏|杂物|堆|扫|粪"), "清理好了吗？"),
    (re.compile(r"申请|办|证|补贴|送餐|助浴|登记|报名|咨询"), "办好了吗？"),
)  # fmt: skip


def question(matter: str) -> str:
    """修好了吗, 清理好了吗 …: as fits the matter."""
    return next((asked for pattern, asked in _QUESTIONS if pattern.search(matter)), "解决了吗？")
