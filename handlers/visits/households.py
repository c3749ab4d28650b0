"""Which households a note speaks of: door and person put together, and the stretch of text that is about each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.language.numbers import plain
from bot.language.when import When
from bot.language.where import Door, find_doors
from bot.language.who import Who, find_people


@dataclass(frozen=True)
class Household:
    """`text` is what one might answer when asked for it; `spans` are the places in the note that name it."""

    text: str
    source: str
    spans: tuple[tuple[int, int], ...]
    door: Door | None = None
    who: Who | None = None
    sure: bool = True

    @property
    def start(self) -> int:
        return min(start for start, _ in self.spans)

    @property
    def end(self) -> int:
        """Where the words that name it end; a door far behind the person does not count."""
        spans = sorted(self.spans)
        return spans[-1][1] if spans[-1][0] - spans[0][1] <= _NEAR else spans[0][1]


_NEAR = 10
_ELSEWHERE = re.compile(
    r"(?:隔壁|邻居|楼上|楼下|对门|女儿|儿子|老伴|他|她|伊|物业|居委|和民警|跟民警|吃了|叫了?|请了?|让|"
    r"是|找过?|对|把|被)的?$"
)
_PRESENCE = re.compile(
    r"\s*家?里?(?:也|又|还是|都)?(?:没人|没有人|不在|在家|开门|没开|开了|拒访|不开|不让|√|✓|没见|"
    r"敲门)"
)
_JOINING = re.compile(r"(?:[和跟与、及]|还有)\s*(?:楼[上下]|对门|隔壁)?$")
_BETWEEN = re.compile(r"\s*(?:[\s,，、/()（）]|[和跟与及]|还有|以及|两家|楼[上下]|对门|隔壁)*\s*")
_VISITING = r"去看|看望|看看|看|走访|探望|访|找|去|到|是|住|租客|那户|那家|家|业主"
_TO_PERSON = re.compile(
    rf"[\s,，:：(（]?(?:的|那个|了|{_VISITING}|新搬来|租户|住户|户主|独居|老党员|老班长|退役军人|困境儿童|"
    rf"[\d一二三四五六七八九十]+岁|那位|一位|住着|老人|家的?){{0,4}}"
    r"[\s)）]?"
)
_LOOSE = re.compile(r"\s[^，,。；;()（）]{0,5}\s")
_APPOSED = re.compile(
    r"(?:[(（][^()（）]{0,6}[)）])?(?:家|夫妻|夫妇)?(?:[,，][^,，。；;]{1,8})?[,，\s]?(?:住在?|家在|"
    r"在)?[(（]?"
)
_REPORTED = re.compile(
    "(?:邻居|隔壁|楼组长|志愿者|保姆|护工|门卫|保安|家属|亲戚|对门|民警|物业|老伙伴)[^，,。；;]{0,4}(?:说|讲|反映|反馈|转告)[:：]?$"
)
_TOPIC = re.compile(
    r"\s*家?里?(?:也|都|又|还|今天|昨天)?(?:在|没|不|说|讲|要|想|身体|精神|血压|很|挺|蛮|"
    r"[,，。、:：\s(（]|和|$)|家"
)
_OUTCOME = re.compile("敲[^，,。；;]{0,6}门|没人|没有人|不在家|没开门|不开门|拒访|未遇|没见到|没碰到")
_GOING_THERE = re.compile("(?:[去到看访]|走访|探望|看望)[了过]?$")
_LEAD = re.compile(
    r"(?:(?:然后|接着|后来|最后|之后|再|又|也|还|先|顺便|我们?|阿拉|一起|上门|入户|电话|走访|联系|"
    r"回访|看望|探望|去|到|看|访|了|是|在|的|就是|跑)\s*)+$"
)


def find_households(text: str, names: Sequence[str], estates: Sequence[str]) -> list[list[Household]]:
    """The households in order of mention; each is the list of its mentions, the first of which is the fullest."""
    doors = find_doors(text, estates)
    people = [who for who in find_people(text, names) if not who.role]
    pairs = _paired(text, doors, people)
    taken = {who for _, who in pairs if who}
    found = [_at_door(text, door, who) for door, who in pairs if _is_visited(text, door, who, alone=len(doors) == 1)]
    known = [household.who for household in found if household.who]
    for who in people:
        new = who not in taken and not any(_same_person(who, other) for other in known)
        if new and _is_topic(text, who, bool(found)):
            sure = not found or bool(who.given)
            found.append(Household(who.source, who.source, ((who.start, who.end),), None, who, sure))
            known.append(who)
    return _by_household(sorted(found, key=lambda household: household.start))


def _paired(text: str, doors: list[Door], people: list[Who]) -> list[tuple[Door, Who | None]]:
    """Each door with its person: the one right behind it, else the one whom it stands beside (方阿姨（2号楼903）)."""
    pairs: list[tuple[Door, Who | None]] = []
    free = list(people)
    for door, following in zip(doors, [*(door.start for door in doors[1:]), len(text)], strict=False):
        who = next((who for who in free if door.end <= who.start < following and _leads_to(text, door, who)), None)
        if who is None:
            floor = max((other.end for other in doors if other.start < door.start), default=0)
            before = [who for who in free if floor <= who.start and who.end <= door.start]
            who = before[-1] if before and _stands_beside(text, before[-1], door) else None
        if who:
            free.remove(who)
        pairs.append((door, who))
    return pairs


def _leads_to(text: str, door: Door, who: Who) -> bool:
    gap = text[door.end : who.start]
    return not _ELSEWHERE.search(gap.rstrip("是")) and bool(_TO_PERSON.fullmatch(gap) or _LOOSE.fullmatch(gap))


def _stands_beside(text: str, who: Who, door: Door) -> bool:
    gap = text[who.end : door.start]
    if _ELSEWHERE.search(text[: who.start]):
        return False
    if gap.endswith(("(", "（")):
        return not re.search("[。；;]", gap)
    return _APPOSED.fullmatch(gap) is not None


def _at_door(text: str, door: Door, who: Who | None) -> Household:
    whole = re.search("[号幢栋#＃]", door.source) or plain(door.source).startswith(f"{door.number}-")
    words = door.source if whole or not door.number else _door_words(door)
    if who is None:
        return Household(words, door.source, ((door.start, door.end),), door, None, door.sure)
    start, end = min(door.start, who.start), max(door.end, who.end)
    gap = text[min(door.end, who.end) : max(door.start, who.start)]
    near = len(gap) <= _NEAR and not re.search(r"[看访望]了|开门", gap)
    spans = ((start, end),) if near else ((door.start, door.end), (who.start, who.end))
    return Household(words + who.source, text[start:end] if near else door.source, spans, door, who, door.sure)


def _door_words(door: Door) -> str:
    """A room whose number was told elsewhere, in full."""
    house, _, unit = door.number.partition("-")
    return f"{door.estate}{house}号{unit and unit + '单元'}{door.room}"


def _is_visited(text: str, door: Door, who: Who | None, alone: bool) -> bool:
    """A room named in passing (702不肯) and a bare number (7号门坏了) are no households, unless words say so."""
    if who:
        return True
    before, after = text[: door.start], text[door.end :]
    if not door.room:
        return alone and bool(re.search("(?:[去到看]|走访)了?$", before) and re.match(r"[,，。\s]|$", after))
    told = alone and (_OUTCOME.search(text) or _GOING_THERE.search(re.sub("[了的]", "", before)))
    return door.sure or bool(told or _PRESENCE.match(after) or _JOINING.search(before) or _GOING_THERE.search(before))


def _is_topic(text: str, who: Who, others: bool) -> bool:
    """Whether a person without a door is one of those visited, not one whom the visited speak of."""
    before, after = text[: who.start], text[who.end :]
    if _REPORTED.search(before):
        return not others
    if _ELSEWHERE.search(before) or re.match("的?[那这]?[件个桩次]?事", after):
        return False
    opens = re.search(r"(?:^|[。；;！!\n])\s*$", before)
    if others:
        return bool(_PRESENCE.match(after) or ((opens or _JOINING.search(before)) and _TOPIC.match(after)))
    rung = re.search("[给跟帮]$", before) and re.match(
        "(?:家里?)?(?:又|也)?(?:打|通|发)[了过个]{0,2}(?:电话|微信|视频)", after
    )
    return bool(rung or opens or _TOPIC.match(after) or re.search(r"(?:[去看访到系望话]了?|[,，\s:：、])$", before))


def _same_person(who: Who, other: Who) -> bool:
    if who.given and other.given:
        return who.given == other.given and who.surname == other.surname
    return who.surname == other.surname and (not who.gender or not other.gender or who.gender == other.gender)


def _by_household(mentions: list[Household]) -> list[list[Household]]:
    found: list[list[Household]] = []
    for mention in mentions:
        door = mention.door
        same = next((known for known in found if door and known[0].door and _key(known[0].door) == _key(door)), None)
        if same is None:
            found.append([mention])
            continue
        if mention.who and not same[0].who:
            who = mention.who
            same[0] = replace(same[0], text=same[0].text + who.source, who=who)
        same.append(mention)
    return found


def _key(door: Door) -> tuple[str, str]:
    return door.number, door.room


def find_stretches(text: str, households: list[list[Household]], days: list[When]) -> tuple[str, list[str]]:
    """What stands before the first household, and the text about each; all as long as the note, the rest blank (\\0).

    Households named in one breath (101、102、103都没人) share what follows. Words that lead to a household
    (然后去了, 昨天) belong to it.
    """
    pairs = [(mention, index) for index, group in enumerate(households) for mention in group]
    mentions = sorted(pairs, key=lambda pair: pair[0].start)
    starts = [mention.start for mention, _ in mentions[:1]]
    starts += [_lead_start(text, left.end, right.start, days) for (left, _), (right, _) in pairwise(mentions)]
    ends = [*starts[1:], len(text)]
    zones = [[False] * len(text) for _ in households]
    group: list[int] = []
    for i, (mention, index) in enumerate(mentions):
        group.append(index)
        following, again = mentions[i + 1] if i + 1 < len(mentions) else (None, -1)
        if following and again not in group and _BETWEEN.fullmatch(text[mention.end : following.start]):
            continue
        for member in group:
            zones[member][starts[i] : ends[i]] = [True] * (ends[i] - starts[i])
        group = []
    for mention, _ in mentions:
        for start, end in mention.spans:
            for zone in zones:
                zone[start:end] = [False] * (end - start)
    first = starts[0] if starts else len(text)
    shared = text[:first] + "\0" * (len(text) - first)
    return shared, ["".join(c if kept else "\0" for c, kept in zip(text, zone, strict=True)) for zone in zones]


def _lead_start(text: str, floor: int, start: int, days: list[When]) -> int:
    """Where the words begin that lead to a household: walks back over days and going there."""
    while True:
        lead = _LEAD.search(text[floor:start])
        near = (day for day in days if floor <= day.start and day.end <= start)
        day = next((day for day in near if not text[day.end : start].strip()), None)
        if day:
            start = day.start
        elif lead:
            start = floor + lead.start()
        else:
            return start
