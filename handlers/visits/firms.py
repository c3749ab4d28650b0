"""Shops and firms that a note speaks of: by the name in the registry or a part of it, else by their keeper."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.language.segment import words
from handlers.visits.households import Household

_SHOP = re.compile(r"[\u4e00-\u9fff]*(?:店|超市|面馆|饭馆|餐馆|药房|铺|公司|菜场|理发|棋牌室)")
_KEEPER = re.compile(r"的?(?:老板娘?|店主|店长|店员|经理|负责人)")
_TOWN = re.compile(r"^(?:上海市?)?(?:\w{2,3}区)?")
_FORM = re.compile(r"[(（]?上海[)）]?|(?:股份|科技)?有限(?:责任)?公司.*$|(?:分|总)?公司$|(?:商店|门店|店|铺)$")
_KIND = re.compile(r"(?:[\u4e00-\u9fff]{0,4}(?:公司|企业|店|超市|馆|铺|药房))?" + f"(?:{_KEEPER.pattern})?")
_AS_FIRM = re.compile(r"(?:商户|商铺|店铺|门店|企业|公司|商家|沿街)[:：]?$")
_BESIDE = 3


def find_firms(text: str, names: Sequence[str]) -> list[Household]:
    """Each firm of the registry that is named, in full or by how its name begins (蓝天科技 of 上海蓝天科技有限公司)."""
    found: list[Household] = []
    for name in names:
        start, end = _named(text, name)
        if start < 0:
            continue
        again = next((firm for firm in found if firm.start < end and start < firm.end), None)
        if again is None:
            found.append(Household(name, text[start:end], ((start, end),)))
        elif (
            end - start == again.end - again.start
        ):  # two begin alike: the words as they are, so that it is asked which
            found[found.index(again)] = Household(text[start:end], text[start:end], ((start, end),))
        elif end - start > again.end - again.start:
            found[found.index(again)] = Household(name, text[start:end], ((start, end),))
    return found


def _named(text: str, name: str) -> tuple[int, int]:
    """Where a firm is named; (-1, -1) if it is not. Two characters are enough only where words say that it is a firm."""
    if name in text:
        return text.index(name), text.index(name) + len(name)
    core = _TOWN.sub("", name)
    for length in range(len(core), 1, -1):
        start = text.find(core[:length])
        if start < 0:
            continue
        end = start + length
        kind = _KIND.match(text, end)
        following = kind.end() if kind else end
        if (
            (length >= min(3, len(_FORM.sub("", core))) and length > 2)
            or following > end
            or _AS_FIRM.search(text[:start])
        ):
            return start, following
    return -1, -1


def with_firms(
    households: list[list[Household]], firms: Sequence[Household]
) -> tuple[list[list[Household]], list[bool]]:
    """Firms among the households, and which are firms. 蓝天 is no person where it is a firm's name; a door with it is its door."""
    flags: list[tuple[list[Household], bool]] = []
    behind: set[int] = set()
    for group in households:
        near = [
            i
            for i, firm in enumerate(firms)
            if group[0].start - _BESIDE <= firm.end and firm.start <= group[0].end + _BESIDE
        ]
        if group[0].door and group[0].door.room:
            behind.update(near)
            flags.append((group, bool(near)))
        elif not any(firms[i].start < group[0].end and group[0].start < firms[i].end for i in near):
            flags.append((group, False))
    flags += [([firm], True) for i, firm in enumerate(firms) if i not in behind]
    flags.sort(key=lambda flag: flag[0][0].start)
    return [group for group, _ in flags], [firm for _, firm in flags]


def find_keepers(text: str) -> list[list[Household]]:
    """A shop with its keeper (水果店老板娘), where no household is told of."""
    start = 0
    for word in words(text):
        end = start + len(word)
        keeper = _KEEPER.match(text, end)
        if _SHOP.fullmatch(word) and len(word) > 1 and (keeper or "商户" in text):
            until = keeper.end() if keeper else end
            return [[Household(text[start:until], text[start:until], ((start, until),), sure=keeper is not None)]]
        start = end
    return []
