"""What of a matter others may read: nothing of who tells it and how to reach them, all of what they tell."""

from __future__ import annotations

import re

from bot.language.where import find_doors
from handlers.demands import rules
from handlers.demands.labels import OTHER

_SELF = re.compile(
    r"(?:我是|我叫|我姓|姓|本人(?!不|没|也|都)|我家住|我住在?|我家在?(?=\S{0,8}\d)|我妈|我爸|联系人)[^，,。；;\s]{0,16}(?=[，,。；;\s])[，,。；;\s]*"
)
_REACHED = re.compile(
    r"(?:联系)?(?:电话|手机)(?:号码?)?(?:是|[：:])?\s*(?=\d{7})|(?<!\d)1\d{10}(?!\d)|\d{15,18}[0-9Xx]?|(?<!\d)\d{7,8}(?!\d)"
)
_WHOSE = re.compile(r"(?:女儿|儿子|[妈爸娘]|媳妇|女婿|老[婆公伴]|居民|业主|住户|租客|房客|房东)$")
_THING = re.compile("(?:我|他|她)?家里?|屋里|厨房|卫生间|厕所|阳台|楼道|走廊|门口|小区")


def anonymous(text: str) -> str:
    """The words without 我是…, numbers to call and cards: what others may read of a matter."""
    bare = _REACHED.sub("", _SELF.sub(_besides, f"{text} ")).strip("，,。 ")
    return bare if len(bare) > 3 else re.sub(r"\d{7,}", "", text)


def _besides(clause: re.Match[str]) -> str:
    """What a clause says besides who one is and where one lives: of 我家302水管爆了 水管爆了 is left."""
    words, doors = clause[0], find_doors(clause[0])
    rest = re.sub("^(?:室|的|里|家里?|这里|是)+", "", words[doors[-1].end :]) if doors else words
    bare = rest.strip("，,。；; ")
    label = rules.label_of(bare)
    if label is OTHER and not rules.troubles(bare):
        return rest if doors and len(bare) > 4 and not _WHOSE.search(bare) else ""
    if doors:
        return rest
    starts = [found.start() for found in (_THING.search(words, 2), label.words.search(words)) if found]
    return words[min(starts) :] if starts and (rules.troubles(bare) or len(bare) > 7) else ""
