"""Cuts a message into matters, each with the words that answer: what, where, for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.kinds.base import Record, Slot
from bot.language.triage import danger
from bot.language.where import find_doors
from bot.world import World
from handlers.demands import ground, rules, splitting
from handlers.demands.labels import OTHER

TURNED = "转成诉求"  # what a button says: needs of a visit become demands
_FOR = re.compile(
    r"^(?:我)?(?:帮|替|代|给)(?P<whom>[^，,。:：]{2,24}?)(?:提|报|反映|登记|记|报修)(?:一下|一[件个]|个)?(?:诉求|事情?|问题)?(?=[：:，,\s]|$)[：:，,\s]*(?P<rest>.*)$",
    re.DOTALL,
)
_TAKEN = re.compile(rf"^{TURNED}[：:]\s*(?P<whom>[^，,：:]+)[，,：:]\s*(?P<rest>.+)$", re.DOTALL)
KIN = "妈妈|爸爸|姆妈|母亲|父亲|公公|婆婆|外婆|外公|爷爷|奶奶|岳父|岳母|丈母娘|丈人|老娘|老爸|老妈|爹|娘|妈|爸|阿姨|舅舅|叔叔|姑姑|伯伯"
_KIN = re.compile(rf"(?:我|阿拉|我们|我家)(?:的|个)?(?P<kin>{KIN})")
_LEADING = re.compile(
    r"^(?:(?:我要|我想|要|想)?(?:提|反映|投诉|报修|报)(?:一下|一?[个件]|个)?(?:诉求|问题|情况|意见|事情?)?(?:$|[：:，,\s]+))"
)
SCAN = re.compile(r"^扫码[：:\s]*(?P<door>.+)$")


def hear(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """One record for each matter; those of whom it is for belong to all."""
    estates = world.unit.places.estates()
    if scanned := SCAN.match(text.strip()):
        return [Record((Slot("门口", scanned["door"].strip(), ""),), part=False)]
    if taken := _TAKEN.match(text.strip()):
        pieces = [piece.strip() for piece in re.split("[;；]", taken["rest"]) if piece.strip()]
        head = Record((Slot("替谁", taken["whom"], ""),), part=False)
        return [head, *(Record((Slot("事情", piece), Slot("地点", taken["whom"]))) for piece in pieces)]
    whom, rest = _for_whom(text, world)
    told = _LEADING.sub("", rest.strip())
    parts = [_record(piece, estates, world) for piece in beside_danger(told) or splitting.split(told)]
    records = [record for record in parts if record.slots]
    return [*([Record((whom,), part=False)] if whom else []), *_with_place(records, estates)]


_MORE = re.compile("还有|另外|再有|再一个|再就是|顺便|第二")


def beside_danger(text: str) -> list[str]:
    """Of a message that cries for help the other matters, if it names them as such: 煤气漏了，另外楼道灯坏了."""
    spotted = danger(text)
    if not spotted or spotted.handled or not (_MORE.search(text) or splitting.items(text)):
        return []
    return [piece for piece in splitting.split(text) if danger(piece) is None and rules.intent(piece) == rules.DEMAND]


def _for_whom(text: str, world: World) -> tuple[Slot | None, str]:
    """帮12号302王阿婆提一件：…, 我妈住12号302，…"""
    if (found := _FOR.match(text.strip())) and not re.fullmatch("我们?|大家|居民|您", found["whom"]):
        return Slot("替谁", found["whom"], found["whom"]), found["rest"]
    kin, estates = _KIN.search(text), world.unit.places.estates()
    doors = [door for door in find_doors(text, estates) if door.room]
    if kin and doors:
        near = text[min(kin.end(), doors[0].end) : max(kin.start(), doors[0].start)]
        if len(near) <= 24 and not re.search("[。；;]", near):
            return Slot("替谁", f"我{kin['kin']} {doors[0].source}", ""), text
    return None, text


def _record(piece: str, estates: Sequence[str], world: World) -> Record:
    where = [Slot("地点", piece, "")] if ground.says_where(piece, estates) else []
    left = piece
    for door in find_doors(piece, estates):
        left = left.replace(door.source, "")
    left = re.sub(r"[\W_]|就?在|这里|我家|我住|我是|是|的|那边|楼道|小区|门口", "", left)
    label = rules.label_of(piece)
    is_matter = label is not OTHER and (len(left) > 1 or len(piece) > 5) and _tells(piece, left)
    matter = [Slot("事情", piece)] if is_matter or len(left) >= 5 else []
    return Record((*matter, *where))


def _tells(piece: str, left: str) -> bool:
    """楼道 and 小区东门 name a place and no matter."""
    return bool(left) and not re.fullmatch(
        r"[东西南北]门|地下车?库|垃圾(箱房|房|桶)|电梯里?|走廊|楼梯|大门|门禁|车棚|[一二三四五六七八九十\d]+[楼层]",
        left,
    )


def _with_place(records: list[Record], estates: Sequence[str]) -> list[Record]:
    """A later matter without a place, or with a bare room, is where the one before it is; as a guess."""
    done: list[Record] = []
    before: Slot | None = None
    for record in records:
        placed = _placed(record, before, estates) if before and record.slots[0].label == "事情" else record
        before = next((slot for slot in placed.slots if slot.label == "地点"), before)
        done.append(placed)
    return done


def _placed(record: Record, before: Slot, estates: Sequence[str]) -> Record:
    own = next((slot for slot in record.slots if slot.label == "地点"), None)
    if own is None:
        anywhere = rules.label_of(record.slots[0].text).where == "无"
        return (
            record
            if anywhere
            else Record(
                (
                    *record.slots,
                    Slot("地点", f"{ground.SAME}{before.text.removeprefix(ground.SAME)}", "同上", sure=False),
                )
            )
        )
    doors = find_doors(own.text, estates)
    house = next((door for door in find_doors(before.text, estates) if door.number), None)
    if not (doors and doors[0].room and not doors[0].number and house):
        return record
    here = f"{house.estate}{house.number}号{doors[0].room}"
    return Record((record.slots[0], Slot("地点", here, doors[0].source, sure=False)))
