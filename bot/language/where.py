"""Finds the doors that a text speaks of: estate, house number, room; and gives them the keys of the registry."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.language.numbers import NUMERALS, digits, number, plain, unlisted
from bot.language.when import day_marks


@dataclass(frozen=True)
class Door:
    """A door as words name it: `number` and `room` are keys (12, 8甲; 302, 底楼), "" where the words give none.

    `source` is text[start:end]. `sure` is False for a room whose number was only carried over from another door
    (9-702 … 802), and for a bare number that is no more than a place.
    """

    estate: str
    number: str
    room: str
    source: str
    start: int
    end: int
    sure: bool = True


_N = f"[{NUMERALS}]"
_DIGIT = "[0-9〇○零一二三四五六七八九]"
_SAID = "[〇○零一二三四五六七八九]"
_ROOM_NUMBER = rf"(?:[0-9〇○零]{{3,4}}|{_SAID}{{3,4}})"  # 601三家: figures, and a word of number behind them
_TITLES = "阿|家|老|伯|爷|姆|师|先生|女士|小姐|奶"
_UNIT = (
    rf"(?!\d|[./:%]\d|\s?[-~]\d|\s?(?:元(?![旦宵])|块|毛|多(?!久|长时间)|余|几(?!天|时)|户|岁|斤|公斤|千克|克|米|平|次|个|年(?!初|三十|卅|夜|[前后里])|月(?![底初])|日|度|分|天(?!天)|%|号|弄|路|万|千|毫|小时|"
    rf"只|份|部|辆|条|名|位|步|瓦|字|层|栋|幢|ml|mg|kg)(?!{_TITLES}))"
)
_HOUSE = (
    rf"(?P<number>(?:{_N}{{1,4}}|[A-Za-z])[甲乙丙丁]?)\s?"
    r"(?:号(?![线码店文令会桌机病])(?:楼|门(?![禁口卫铃牌诊])|房)?(?:[甲乙丙丁])?|#楼?|幢楼?|栋楼?)"
    rf"(?:\s?(?P<unit>{_N}{{1,2}})单元)?"
)
_FLOOR = rf"底楼|底层|地下室|{_N}{{1,2}}[楼层](?:亭子间|前楼|后楼|东间|西间)?"
_ROOM = rf"(?P<room>[A-Za-z]?{_ROOM_NUMBER}[A-Za-z]?{_UNIT}|{_N}{{1,5}}室|{_FLOOR})(?:室|房间)?"
_BETWEEN = r"[\s的里-]{0,2}"
_FULL = re.compile(rf"(?<![\d./第])(?<!不是)(?:{_HOUSE}{_BETWEEN}{_ROOM})")
_SHORT = re.compile(rf"(?<![\d.:/年月-])(?P<number>\d{{1,3}}[甲乙]?)-(?P<room>\d{{3,4}}[A-Za-z]?)(?![\d-]){_UNIT}室?")
_NUMBER = re.compile(rf"(?<![\d第])(?<!不是)(?:(?<=\d\.)|(?<!\.)){_HOUSE}")
_FULL_LISTED = re.compile(rf"(?<=\d\.)(?:{_HOUSE}{_BETWEEN}{_ROOM})")
_RANGE = re.compile(r"(?<![\d.:-])(?P<first>\d{3,4})\s?[-~至到]\s?(?P<last>\d{3,4})(?![\d-])")
# What stands before a sum of money, a measurement or a phone number, never before a room.
_AMOUNT = "压糖率重高薪资费钱金赔付花要交罚欠价共近超满第编拨打¥$+"
_BARE = re.compile(
    rf"(?<![\dA-Za-z./#-])(?<!\d:)(?<![{_AMOUNT}])(?<!涨到)(?<!尾号)"
    rf"(?P<room>[1-9]\d{{2,3}}[A-Za-z]?(?:室|房间)?|{_DIGIT}{{3,4}}室|[一二三四五六七八九][零〇]{_DIGIT})(?![\d-]){_UNIT}"
)
_CALLS = {"110", "119", "120", "122", "114"}
_ROAD = r"[\u4e00-\u9fff]{1,5}(?:路|街|大道)\s?\d{1,4}弄"
_STREET = r"[\u4e00-\u9fff]{1,5}(?:路|街|大道)"
_NAMED = (
    r"[\u4e00-\u9fff]{2,7}?(?:花园|新村|公寓|小区|大厦|华庭|名邸|家园|广场)(?:[一二三四五]期)?|"
    r"[\u4e00-\u9fff]{1,5}[苑园坊邨村庭湾府城](?:[一二三四五]期)?"
)
_PLACE = re.compile(rf"(?P<place>{_ROAD}(?:{_NAMED})?|(?<!\d)\d{{1,4}}弄|{_NAMED}|{_STREET})\s?$")
# Words that may run into the name of a place from the left; the name begins after the last of them.
_LEADING = re.compile(
    "[今昨前明后]天|[上下]午|早上|晚上|中午|周[一二三四五六日末]|走访|上门|入户|去看|路过|[去到在了看访住往从是和跟的又再让给对]|我们|阿拉|号子"
)
_NO_PLACES = {"花园", "公园", "校园", "小区", "家园", "公寓", "广场", "幼儿园", "地下室", "全小区"}
_SEPARATORS = re.compile(r"[\s、,和跟与及/]*")


def number_key(text: str) -> str:
    """12 for 12号, 12号楼, 12幢, 十二号, 12号门; 8甲 for 8号甲; 3-2 for 3号楼2单元. Other words stay as they are."""
    flat = plain(text).strip()
    match = re.fullmatch(rf"(?:{_HOUSE}|(?P<bare>{_N}{{1,4}}[甲乙丙丁]?|[A-Za-z]))", flat)
    if not match:
        return flat
    return _number_key(match["bare"] or match["number"], flat, match["unit"])


def room_key(text: str) -> str:
    """302 for 302室, 302, 三零二; 底楼 for 底楼; 2楼 for 二楼, 二层. Other words stay as they are."""
    flat = re.sub(r"(?:室|房间)$", "", plain(text).strip())
    if floor := re.fullmatch(rf"({_N}{{1,2}})[楼层](.*)", flat):
        return f"{number(floor[1])}楼{floor[2]}"
    try:
        return str(number(flat)) if re.search("[十百]", flat) else digits(flat)
    except ValueError:
        return flat.upper().replace("底层", "底楼")


def _number_key(written: str, whole: str, unit: str | None) -> str:
    extra = re.search("[甲乙丙丁]", whole)
    bare = re.sub("[甲乙丙丁]", "", written)
    key = bare.upper() if bare.isascii() and bare.isalpha() else str(number(bare))
    return key + (extra[0] if extra else "") + (f"-{number(unit)}" if unit else "")


def find_doors(text: str, estates: Sequence[str] = ()) -> list[Door]:
    """Every door in the text, in order. `estates` are names known to the asker, found even where no rule knows them.

    A bare room belongs to the number before it, else to the one after it, else its number is "" and it is unsure.
    Days, times, sums and calls are no doors.
    """
    flat = _masked(plain(unlisted(text)))
    full = list(_full(text, flat, estates))
    rest = _blank(flat, [(door.start, door.end) for door in full])
    numbers = list(_numbers(text, rest, estates))
    rest = _blank(rest, [(door.start, door.end) for door in numbers])
    return _joined(text, [*full, *numbers], list(_bare(text, rest)))


def _masked(flat: str) -> str:
    """Days, times, long numbers and fractions made blank; positions stay."""
    spans = [span for span in day_marks(flat) if re.search(r"[\d号日:点]|上|下|周|末", flat[span[0] : span[1]])]
    return _blank(flat, [*spans, *(match.span() for match in re.finditer(r"\d{5,}|\d{3,4}-\d{7,8}|\d+/\d+", flat))])


def _blank(flat: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        flat = flat[:start] + "\0" * (end - start) + flat[end:]
    return flat


def _full(text: str, flat: str, estates: Sequence[str]) -> Iterator[Door]:
    taken: list[tuple[int, int]] = []
    for pattern in (_FULL, _SHORT, _FULL_LISTED):
        for match in pattern.finditer(_blank(flat, taken)):
            if pattern is _SHORT and _RANGE.fullmatch(match[0]):
                continue
            taken.append(match.span())
            house = match[0][: match.start("room") - match.start()]
            key = _number_key(match["number"], house, match.groupdict().get("unit"))
            yield _door(text, match, _estate(flat[: match.start()], estates), key, room_key(match["room"]))


def _numbers(text: str, flat: str, estates: Sequence[str]) -> Iterator[Door]:
    for match in _NUMBER.finditer(flat):
        key = _number_key(match["number"], match[0], match["unit"])
        yield _door(text, match, _estate(flat[: match.start()], estates), key, "")


def _door(text: str, match: re.Match[str], estate: str, house: str, room: str) -> Door:
    start = text.rindex(estate, 0, match.start()) if estate else match.start()
    source = text[start : match.end()].rstrip()
    return Door(estate, house, room, source, start, start + len(source))


def _estate(before: str, estates: Sequence[str]) -> str:
    """The name that ends where the number begins."""
    before = before.rstrip()
    for name in sorted(estates, key=len, reverse=True):
        if name and before.endswith(name):
            return name
    match = _PLACE.search(before)
    if not match:
        return ""
    name = match["place"]
    if leading := list(_LEADING.finditer(name)):
        name = name[leading[-1].end() :]
    return name if len(name) > 1 and name not in _NO_PLACES and _PLACE.fullmatch(name) else ""


def _bare(text: str, flat: str) -> Iterator[Door]:
    """Rooms without their number, and the rooms of 101-103 (one floor) or 102-502 (one above the other)."""
    for match in _RANGE.finditer(flat):
        for room in _rooms_between(match["first"], match["last"], flat[match.end() :]):
            yield Door("", "", room, match[0], *match.span())
    flat = _blank(flat, [match.span() for match in _RANGE.finditer(flat)])
    for match in _BARE.finditer(flat):
        room = room_key(match["room"])
        if room not in _CALLS or match["room"].endswith("室"):
            yield Door("", "", room, text[match.start() : match.end()], *match.span())


def _rooms_between(first: str, last: str, after: str) -> list[str]:
    """101 to 103 share a floor. 101 to 601 are one above the other if rooms, or so many households, are told after."""
    if first[:-2] == last[:-2]:
        return [f"{first[:-2]}{room:02}" for room in range(int(first[-2:]), int(last[-2:]) + 1)]
    if first[-2:] != last[-2:]:
        return []
    floors = [f"{floor}{first[-2:]}" for floor in range(int(first[:-2]), int(last[:-2]) + 1)]
    count = re.match(rf"\s*(?:共|一共)?({_N}{{1,3}})户", after)
    told = sum(floor in after for floor in floors)
    whole = told > 1 or (count is not None and number(count[1]) == len(floors))
    return [floor for floor in floors if floor not in after] if whole else []


def _named_before(room: Door, found: list[Door], text: str) -> Door | None:
    """12号301、13号401，301都好: a room that was surely named is meant again, unless the list itself goes on."""
    same = [door for door in found if door.room == room.room and door.number and door.sure]
    goes_on = bool(found) and re.fullmatch(r"[\s、和跟及与]*", text[found[-1].end : room.start]) is not None
    return same[-1] if same and not goes_on else None


def _joined(text: str, doors: list[Door], rooms: list[Door]) -> list[Door]:
    """Gives each bare room its number; a number whose rooms are told is no door of its own."""
    found: list[Door] = []
    head: Door | None = None
    used: set[Door] = set()
    for door in sorted([*doors, *rooms], key=lambda door: door.start):
        if door.number:
            head = door
            found.append(door)
            continue
        if back := _named_before(door, found, text):
            found.append(replace(door, estate=back.estate, number=back.number, sure=True))
            continue
        owner = head or next((later for later in doors if later.start > door.start and not later.room), None)
        if owner is None:
            found.append(replace(door, sure=False))
            continue
        listed = bool(found) and _SEPARATORS.fullmatch(plain(text[found[-1].end : door.start])) is not None
        open_number = not owner.room
        sure = open_number or (listed and found[-1].sure)
        used |= {owner} if open_number else set()
        found.append(replace(door, estate=owner.estate, number=owner.number, sure=sure))
    told = {(door.number, door.room != "") for door in found}
    return [door for door in found if door not in used and (door.room or (door.number, True) not in told)]
