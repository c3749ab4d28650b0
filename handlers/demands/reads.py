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
from storage.scope import STAFF

TURNED = "转成诉求"  # what a button says: needs of a visit become demands
_WHAT = r"(?:提|反映|登记|记|报修|报个修|报一?下修|报|申请)(?:一下|一?[件个]|个|一份)?(?:诉求|事情?|问题)?"
_FOR = re.compile(
    rf"^(?:我)?(?:帮|替|代|给)(?P<whom>[^，,。:：]{{2,24}}?){_WHAT}(?:[：:，,\s]+|$|(?=[\u4e00-\u9fff]))(?P<rest>.*)$",
    re.DOTALL,
)
_ASKED_TO = re.compile(
    rf"^(?P<whom>[^，,。:：]{{2,24}}?)(?:让|托|叫|请|要|喊)我?(?:们)?(?:来|帮|替|给)*(?:她|他|伊|忙)*(?:来)?{_WHAT}[：:，,\s]*(?P<rest>.*)$",
    re.DOTALL,
)
_NO_PHONE = re.compile(
    r"^(?P<whom>[^，,。:：]{2,24}?)(?:自己)?(?:没有?手机|(?:不会|勿会|弄不来|不懂|不太会)(?:用|弄|发)?(?:手机|微信|智能手机)|(?:没有?|不用)微信)"
    r"[，,。：:\s]*(?P<rest>.+)$",
    re.DOTALL,
)
_TAKEN = re.compile(rf"^{TURNED}[：:]\s*(?P<whom>[^，,：:]+)[，,：:]\s*(?P<rest>.+)$", re.DOTALL)
KIN = (
    "老婆|老公|爱人|老伴|儿子|女儿|妈妈|爸爸|姆妈|母亲|父亲|公公|婆婆|外婆|外公|爷爷|奶奶|岳父|岳母|丈母娘|丈人|"
    "老娘|老爸|老妈|爹|娘|妈|爸|阿姨|舅舅|叔叔|姑姑|伯伯"
)
_KIN = re.compile(
    rf"(?:我|阿拉|我们|我家)(?:的|个)?(?P<kin>(?:(?:老婆|老公|爱人|太太|先生|朋友|同事)(?:的|个)?)?(?:{KIN}))"
)
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
    consent = consented(told) if world.viewer.roles & set(STAFF) and whom else ""
    asked = consent or ("让我报" if whom and _ASKED_TO.match(text.strip()) else "")
    parts = [_record(piece, estates, world) for piece in beside_danger(told) or splitting.split(without(told, consent))]
    records = [record for record in parts if record.slots]
    heads = [slot for slot in (whom, Slot("本人同意", asked, asked) if asked else None, _caller(text, world)) if slot]
    return [
        *([Record(tuple(heads), part=False)] if heads else []),
        *_with_place(records, estates, home=bool(world.viewer.household)),
    ]


_WHO = "(?:本人|她|他|伊|老人|阿婆|伯伯|对方|家里人?|家属)"
_CONSENTS = re.compile(
    rf"[^，,。；;]*?(?:{_WHO}[^，,。；;]{{0,4}}(?:同意|愿意|要求|答应|讲好|说好|点头)|(?:还没(?:有)?|没|问过|跟){_WHO}?[^，,。；;]{{0,6}}(?:问|讲|说|好|同意|过)|"
    "当面(?:同意|讲好|说好|答应))[^，,。；;]*"
)


def consented(text: str) -> str:
    """The clause that says whether whoever it is for wants it (她同意的, 还没问她); "" if none does."""
    found = _CONSENTS.search(text)
    return found[0].strip() if found else ""


def without(text: str, clause: str) -> str:
    """The words without this clause."""
    return (
        re.sub(r"^[，,。；;\s]+|(?<=[，,。；;])[，,。；;\s]+|[，,；;\s]+$", "", text.replace(clause, "", 1))
        if clause
        else text
    )


_NAMED = re.compile(
    r"(?:我叫|我姓|(?<![\u4e00-\u9fff])姓|联系人(?:是|[：:])?)\s*(?P<name>[\u4e00-\u9fff]{1,4}?)(?=(?:先生|女士|小姐|师傅)?(?:[，,。；;\s]|1\d{10}|$))"
)
_PHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|[2-8]\d{7})(?!\d)")


def called(text: str) -> str:
    """How somebody is called and reached, where they say so: 姓陈，电话13612345678."""
    name, phone = _NAMED.search(text), _PHONE.search(text)
    return " ".join(one for one in (name["name"] if name else "", phone[0] if phone else "") if one)


def _caller(text: str, world: World) -> Slot | None:
    """Of a guest only: of whoever lives here it is known."""
    said = "" if world.viewer.household or world.viewer.roles else called(text)
    return Slot("称呼", said, "") if said else None


_MORE = re.compile("还有|另外|再有|再一个|再就是|顺便|第二")


def beside_danger(text: str) -> list[str]:
    """Of a message that cries for help the other matters, if it names them as such: 煤气漏了，另外楼道灯坏了."""
    spotted = danger(text)
    if not spotted or spotted.handled or not (_MORE.search(text) or splitting.items(text)):
        return []
    return [piece for piece in splitting.split(text) if danger(piece) is None and rules.intent(piece) == rules.DEMAND]


def for_whom(text: str, world: World) -> re.Match[str] | None:
    """Words that say for whom (`whom`) and what (`rest`); what a cadre writes of somebody (没有手机) only of staff."""
    staff = bool(world.viewer.roles & set(STAFF))
    for pattern in (_FOR, _ASKED_TO, _NO_PHONE) if staff else (_FOR,):
        found = pattern.match(text.strip())
        if found and not re.fullmatch("大家|居民|您|[是我她他伊].*", found["whom"]):
            return found
    return None


def _for_whom(text: str, world: World) -> tuple[Slot | None, str]:
    """帮12号302王阿婆提一件：…, 周阿婆让我帮她报修，…, 12号401何建新没有手机，…, 我妈住12号302，…"""
    if found := for_whom(text, world):
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


def _with_place(records: list[Record], estates: Sequence[str], *, home: bool) -> list[Record]:
    """A later matter without a place, or with a bare room, is where the one before it is; as a guess."""
    done: list[Record] = []
    before: Slot | None = None
    for record in records:
        placed = _placed(record, before, estates, home=home) if before and record.slots[0].label == "事情" else record
        before = next((slot for slot in placed.slots if slot.label == "地点"), before)
        done.append(placed)
    return done


def _placed(record: Record, before: Slot, estates: Sequence[str], *, home: bool) -> Record:
    own = next((slot for slot in record.slots if slot.label == "地点"), None)
    if own is None:
        where = rules.label_of(record.slots[0].text).where
        anywhere = where == "无" or (where == "家" and home)  # the speaker's own home is known
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
