"""Where words say that something is: a door, a house, a place about the speaker's home; their home only if no place was said."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from bot.language.where import Door, find_doors
from storage.households import Door as Home
from storage.places import House
from storage.unit import Unit
from storage.viewers import Viewer, system

LOOKING = system("whereabouts")
GUESSED, AT_HOME, UNLISTED, WHICH = "推断", "没说在哪里，推断是登记的家", "名册里没有", "还不知道是哪个小区"
# What stands right behind a door and tells more exactly where.
DETAIL = re.compile(
    r"[\s的]*((?:[东西南北](?:面|侧|边)?|前面|后面|旁边|窗下|底楼|顶楼|[一二三四五六七八九十\d]+[楼层])*(?:外墙|楼道|走廊|楼梯|电梯|信箱|门口|大门|屋顶|楼顶|地下室|过道|窗下|消防通道|"
    r"垃圾(?:桶|箱|房)|门禁|高区|低区|之间|中间)?)"
)
NEIGHBOUR = re.compile("贴?隔壁|对门|楼上|楼下|对面|邻居|邻舍")
# 邻居说王阿婆跌倒了, 隔壁听到有人喊: who tells of it is no place.
_TELLS = re.compile(
    r"(?:的)?(?:邻居|邻舍|人家|阿姨|阿婆|爷叔|老伯|住户|的人|[\u4e00-\u9fff]老师)?(?:刚才|刚刚|刚|都|也|来|跑来|过来)*"
    r"(?:说|讲|反映|报|告诉|打(?:来)?电话|打来|听|看|闻|发现|敲|喊我|叫我|求助|投诉)"
)
_OWN = re.compile("我家|我们家|阿拉(?:家|屋里)|屋里厢?|家里|自己家|在家|房间里|卧室|厨房|灶披间|客厅|阳台|卫生间|厕所")
_SHARED = re.compile("楼道|走廊|楼梯间?|过道|电梯|单元门|门洞|门厅|大堂|天台|楼顶|屋顶|地下室|号子里|外墙|门口")
_GROUNDS = re.compile(
    r"(?:小区)?(?:[东西南北大正]门(?:口)?|门卫室?|保安室|地下车?库|车库|车棚|停车场|凉亭|健身[点器角]|儿童乐园|广场|花坛|草坪|绿化带?|垃圾箱?房|"
    r"充电桩|河边|围墙边?|活动室|食堂|老年活动中心|主干道)|小区(?:门口|里面?|外面|后门|前门)?"
)
_OUTSIDE = re.compile(
    r"(?:在|到了|^|[，,。；;！!\s])(?P<place>(?:(?![我送去要叫打来想有在])[\u4e00-\u9fff\w]){0,6}"
    r"(?:菜场|菜市场|超市|公园|学校|幼儿园|医院|单位|公司|工地|路口|马路|公交站?|地铁站?|车站|桥|商场|饭店|银行|街上|路上|弄堂口?|外面|外头)"
    r"(?:门口|里面?|旁边|附近|对面|上|外面?)?)"
)
_INTRODUCES = re.compile("我(?:是|住|家住|住在|家在|家是)[^，,。]{0,3}$")
_TAIL = re.compile("花园|新村|公寓|小区|大厦|华庭|名邸|家园|广场|[苑园坊邨村庭湾府城]$")


@dataclass(frozen=True)
class Spot:
    """Zeros and "" where nothing is known. `mark`: what about it is not certain; `said`: the words name it themselves."""

    committees: tuple[int, ...] = ()
    building: int = 0
    household: int = 0
    place: str = ""
    mark: str = ""
    said: bool = False
    ask: str = ""  # what is still to be asked

    @property
    def marked(self) -> str:
        return f"{self.place}（{self.mark}）" if self.place and self.mark else self.place


def beside(text: str) -> str:
    """The first neighbour that words speak of as where something is: 隔壁; "" where a neighbour only tells of it."""
    return next((one[0] for one in NEIGHBOUR.finditer(text) if not _TELLS.match(text, one.end())), "")


def houses_meant(unit: Unit, viewer: Viewer, near: Collection[str], door: Door) -> list[House]:
    """The houses that a number can mean: of the estate that is named, of one's own (`near`), of one's area, of the street."""
    found = unit.places.houses(key=door.number)
    if door.estate:
        exact = [house for house in found if house.estate == door.estate]
        part = [
            house for house in found if door.estate in house.estate or (house.estate and house.estate in door.estate)
        ]
        return exact or part
    close = [house for house in found if house.estate in near]
    areas = viewer.committees | viewer.areas | viewer.grounds
    mine = unit.places.houses(areas=areas, key=door.number) if areas else []
    return close or mine or found


def detail_after(text: str, door: Door) -> str:
    """门口 of 9号门口, 楼道 of 13号楼道 (where 楼 was read as the number's)."""
    after = text.partition(door.source)[2] if door.source in text else ""
    after = after if door.room else after.lstrip("，, ")  # 13号，楼道里
    after = f"楼{after}" if door.source.endswith("楼") and after[:1] in ("道", "顶", "梯") else after
    found = DETAIL.match(after)
    return found[1] if found else ""


def named_estate(text: str, estates: Sequence[str]) -> str:
    """The estate that words name anywhere, if only by its beginning (益港的); "" if none or several."""
    whole = [estate for estate in estates if estate and estate in text]
    if whole:
        return max(whole, key=len)
    short = [estate for estate in estates if len(stem := _TAIL.sub("", estate)) > 1 and stem in text]
    return short[0] if len(short) == 1 else ""


def spot_of(unit: Unit, viewer: Viewer, text: str, about: str = "", here: int = 0) -> Spot:
    """The place that the words name, as exactly as they do; else home, marked as a guess.

    `about` is the piece that tells what is wrong: of several doors the nearest is meant. `here`: the household that is
    being talked of, of whom the speaker need not live there.
    """
    estates = unit.places.estates()
    home = unit.places.household(LOOKING, here or viewer.household or 0)
    own = (home.committee_id,) if home else tuple(sorted(unit.people.committees_of(viewer)))
    if home and _own_clause(text, about):  # 我家煤气味重，另外12号楼道灯坏了
        return Spot(own, home.building_id, home.id, home.full_door, said=True)
    if door := _door_meant(find_doors(text, estates), text, about):
        if door.number:
            spot = _at(unit, viewer, door, text, home, own)
            return _next_to(spot, beside(_between(door, text, about))) if door.room else spot
        if home:
            return _room(unit, home, door, text)
    if about_home := _about_home(text, home, estates, unit):
        return about_home
    if there := _OUTSIDE.search(text):
        return Spot(own, place=there["place"], said=True)
    if home is None:
        return Spot(own)
    said = bool(_OWN.search(text)) and not here
    return Spot(own, home.building_id, home.id, home.full_door, "" if said else GUESSED if here else AT_HOME, said)


def only_where(text: str) -> bool:
    """Words that say where and nothing else: 我在9号门口, 12号, 小区东门那边."""
    rest = re.sub(r"[，,。！!\s]", "", text)
    for door in find_doors(rest):
        rest = rest.replace(door.source, "", 1)
    for place in (_OUTSIDE, _GROUNDS, _SHARED, NEIGHBOUR, _OWN):
        rest = place.sub("", rest)
    return len(re.sub("我|我们|阿拉|人|现在|就|在|这里|那里|这边|那边|到|了|的|上|里|下|号|楼|弄|边", "", rest)) <= 1


def _own_clause(text: str, about: str) -> bool:
    """Whether the clause that tells what is wrong says that it is at home, and names no door."""
    clauses = re.split("[，,。；;！!？?\n]", text)
    told = next((one for one in clauses if about and about in one), "")
    elsewhere = beside(told) or _SHARED.search(told) or find_doors(told)
    return bool(_OWN.search(told) and not elsewhere)


def _door_meant(doors: Sequence[Door], text: str, about: str) -> Door | None:
    """The last door before what is wrong, else the first after it; 我住12号302 is no place if there is another."""
    others = [door for door in doors if not _INTRODUCES.search(text[: door.start])]
    doors = others or doors
    at = text.find(about) + len(about) if about and about in text else 0
    before = [door for door in doors if door.start < at]
    return before[-1] if before else next(iter(doors), None)


def _between(door: Door, text: str, about: str) -> str:
    """What stands after a door and up to what is wrong: 302看了王阿婆，她说隔壁 of 常打小孩."""
    at = text.find(about, door.end) if about else -1
    return text[door.end : at + len(about)] if at >= 0 else ""


def _next_to(spot: Spot, neighbour: str) -> Spot:
    """The door is known to which it is next, and not whose it is."""
    if not neighbour or neighbour in spot.place:
        return spot
    return replace(spot, household=0, place=f"{spot.place}{neighbour}", mark=spot.mark or GUESSED)


def _at(unit: Unit, viewer: Viewer, door: Door, text: str, home: Home | None, own: tuple[int, ...]) -> Spot:
    estates = unit.places.estates()
    if not door.estate and (named := named_estate(text, estates)):
        door = replace(door, estate=named)
    houses = houses_meant(unit, viewer, {home.estate} if home else (), door)
    detail = detail_after(text, door)
    if not houses:
        estate = "" if door.estate or not home else home.estate
        return Spot(own, place=f"{estate}{door.source}{detail}", mark=UNLISTED, said=True)
    committees = {house.committee_id for house in houses}
    if len(houses) > 1:
        one = tuple(committees) if len(committees) == 1 else tuple(sorted(committees & set(own)))[:1]
        ask = f"是哪个小区的{door.source}？"
        return Spot(one, place=f"{door.source}{detail}", mark=WHICH, said=True, ask=ask)
    house = houses[0]
    there = unit.places.doors_at(door.number, door.room, house.estate) if door.room else []
    room = there[0].door.removeprefix(there[0].number) if len(there) == 1 else door.room
    guessed = not door.estate and len(unit.places.houses(key=door.number)) > 1
    exact = there[0].id if len(there) == 1 else 0
    return Spot((house.committee_id,), house.id, exact, f"{house}{room}{detail}", GUESSED if guessed else "", said=True)


def _room(unit: Unit, home: Home, door: Door, text: str) -> Spot:
    """A room without its number is taken to be in the same building."""
    key = unit.places.houses(number=home.building_id)[0]
    there = [one for one in unit.places.doors_at(_key(key), door.room, home.estate) if one.building_id == key.id]
    place = f"{home.estate}{home.number}{door.room}{detail_after(text, door)}"
    return Spot((home.committee_id,), home.building_id, there[0].id if there else 0, place, GUESSED, said=True)


def _key(house: House) -> str:
    doors = find_doors(house.number)
    return doors[0].number if doors else house.number


def _about_home(text: str, home: Home | None, estates: Sequence[str], unit: Unit) -> Spot | None:
    """隔壁, 楼道, 小区东门: a place about somebody's home, or within an estate that is named."""
    estate = named_estate(text, estates)
    rest = text.replace(estate, "", 1) if estate else text
    other = bool(estate and home and estate != home.estate)
    neighbour, shared, grounds = beside(rest), _SHARED.search(rest), _GROUNDS.search(rest)
    if home and not other and neighbour:
        place = f"{home.full_door}{neighbour}"
        return Spot((home.committee_id,), home.building_id, 0, place, GUESSED, said=True)
    if home and not other and shared and not (grounds and grounds.end() >= shared.end() > grounds.start()):
        own = re.search(f"(?:我家|家里|我们家){shared[0]}", rest)
        place = f"{home.full_door if own else f'{home.estate}{home.number}'}{shared[0]}"
        if not _OUTSIDE.search(text):
            return Spot((home.committee_id,), home.building_id, 0, place, GUESSED, said=True)
    where = estate or (home.estate if home and grounds else "")
    if not where or (not grounds and home and not other):
        return None
    houses = unit.places.houses(estate=where)
    committees = tuple(dict.fromkeys(house.committee_id for house in houses))[:1]
    there = grounds[0] if grounds and grounds[0] != "小区" else ""
    ask = "" if there else f"{where}几号？"
    return Spot(committees, place=f"{where}{there}", mark="" if estate else GUESSED, said=True, ask=ask)
