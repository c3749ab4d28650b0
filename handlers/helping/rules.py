"""Whether words ask for a certain human, or complain about those who answer here."""

from __future__ import annotations

import re
from collections.abc import Sequence

_WHO = "书记|领导|主任|负责人|负责的|管事的|当官的|街道干部|居委干部|网格长|社工"
_WANTS = r"(?:找|叫|喊|请|让|见|联系)"
_BEFORE = "(?:您好|你好|我|吾|要|想|能不能|可以|帮|给|麻烦|直接|一定|就|快|[，, ])*"
_AFTER = (
    "(?:来|过来|出来|说话|讲话|谈谈?|说|讲|联系我|接电话|一下|一趟|说句话|反映|谈话|聊聊?|给我|回电话|吧|呀|啊|呢|"
    "好伐|可以吗|行吗|好吗|[。！!？?])*"
)
_ABOUT = "居委会?|居委主任|书记|主任|干部|街道|社工|你们|工作人员|网格员|网格长"


def wants(text: str, names: Sequence[str]) -> bool:
    """我要找书记, 叫你们领导来, 我要找王芳; not 找书记签字要带什么."""
    who = "|".join([_WHO, *(re.escape(name) for name in names)])
    told = rf"{_BEFORE}{_WANTS}(?:一下|一个)?(?:你们|侬|伲|居委会?|街道|那个)?(?:的)?(?:{who})"
    return len(text) <= 30 and bool(re.fullmatch(told + _AFTER, text.strip()))


def complains(text: str) -> bool:
    """投诉居委主任, 举报居委, 我要信访: about those who answer here, so others must hear it too."""
    if re.search(r"(?:我要?|想要?|要|去)(?:上访|信访)|^(?:上访|信访)[。！!]?$|打12345(?:投诉|告)", text):
        return True
    return (
        bool(re.search(rf"(?:投诉|举报|告|检举|控告)(?:你们|侬|这个|那个|益港)?(?:的)?(?:{_ABOUT})", text))
        and len(text) <= 200
    )
