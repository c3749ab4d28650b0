"""Reads what officers and cadres write about rounds: a warning with whom and where, and who was reached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.kinds.base import Record, Slot
from bot.language.where import find_doors
from bot.language.who import Who, find_people
from bot.world import World
from handlers.rounds import rules
from handlers.rounds.issued import find_issue
from handlers.rounds.kinds import Where, as_opening, find_tags
from handlers.rounds.mine import ALL, REST, Mine
from storage.households import Household

BEGINS = (
    r"^(请|帮我|我要|我想|要)?(转发|发起|开始|启动|组织|搞|来)(一?[次轮下条个])?(这条|一下)?(天气|预警|(\w{1,4})走访$)",
    "^天气走访",
    "^(请|帮我)?(只|就)?(给|通知|向)[^，,。：:]{1,20}(转发|发送|发|转)(一条|一下|个)?(天气|预警)",
)
LONG = 12  # characters: shorter words are no warning


def read_opening(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """The warning as pasted, who issued it and when, and what the officer adds: whom, where."""
    cut = rules.split(text)
    words = cut.words or (text if len(text) >= LONG and rules.may_warn(text) else "")
    slots = [Slot("预警", words, words)] if words else []
    told = cut.words or (text if len(text) <= 40 else "")
    if name := rules.station(told):
        slots.append(Slot("发布单位", name, name))
    if issued := find_issue(cut.words, sent):
        slots.append(Slot("发布时间", issued.source, issued.source))
    elif (
        not cut.words
        and told
        and (clock := re.search(r".*\d\s?(?:[时点]|[:：]\d).*|.*[一二三四五六七八九十两]点.*", told))
    ):
        slots.append(Slot("发布时间", clock[0], clock[0]))
    if area := Where(world).found_in(_without_station(cut.own)):
        slots.append(Slot("哪里", area, area))
    if find_tags(cut.own):
        slots.append(Slot("给谁", cut.own.strip(), cut.own.strip()))
    return as_opening(text, slots, BEGINS)


def _without_station(own: str) -> str:
    name = rules.station(own)
    return own.replace(name, "") if name else own


# Of a household that was called: not reached, seen at the door, reached. In this order.
_NOT = re.compile(
    r"(?:电话)?(?:都|还|也|又|一直|全)*(?:没有?|未|呒没)(?:有)?(?:人)?(?:打通|接通|拨通|通(?!知)|打到|联系[上到]|接(?:听|电话)?|应答|开机)|"
    r"打不通|(?<!打)不通|联系不[上到]|无人接听|不接(?:电话)?|关机|停机|空号|占线|忙音|没人(?:接|应|开门|在家?)?(?!管|照|陪|来|说|送)|"
    r"敲门?没[人应]\S{0,2}|不在家"
)
_SEEN = re.compile(
    r"上门(?:看?过?了|看过|去过|见[到了])?|(?:去|跑)(?:看)?(?:过|了)一?[趟次]?|看[过望]了?|见到(?:了|人)?|当面(?:说|讲)?了?"
)
_REACHED = re.compile(
    r"(?:电话)?(?:都|也|全部?|已经?|均)*(?:打通|接通|拨通|联系[上到]|打到|通知到|问到|接)(?:过|了|的)*|(?<![不没未])通(?:过|了)(?:电话|话)?|"
    r"(?:都|全部?|已经?)通了?|打过(?:电话)?了?|打了电话|电话(?:里)?(?:说|讲|打过|联系过?)了?|回(?:了|过)?个?电(?:话)?(?:过来|来)?(?:了|过)|联系(?:过)了"
)
_CALLED_BACK = re.compile("回(?:了|过)?(?:个)?电(?:话)?(?:过来|来)?(?:了|过)?")
_WENT = re.compile("(?<!要)(?<!再)(?<!会)(?:上门看?[过了]|上门见|[去跑]看?[过了](?!再)|看[过望]?了|见到)")
_BUILDING = re.compile(r"^\s*(?:我的|我)?(\d{1,3})号(?:楼|里)?(?:的|那边)?(?:人家|几户)?(?=都|全|统统)")
_PLAINLY = re.compile(
    "(?:电话)?(?:都|也|还|一直)*(?:没|未|打不|不)有?(?:打|接|拨)?通|(?:都|也|还)*(?:没|未|不)有?联系[上到]|"
)
_EVERYBODY = re.compile(
    r"^[\s，,]*(?:我|这边|我这里|我的|名单上?的?|电话|这几户|\d+户|[一二两三四五六七八九十]+户)*[\s，,]*(?:都|全|全部|统统|一个个都)"
)
_OTHERS = re.compile(r"(?:其他|其它|其余|剩下|别的|另外|余下)(?:的|人家|人|几户|各户|\d+户|都|全部?|也)*")
_EXCEPT = re.compile(r"除(?:了|去|掉)?\s*$|只有\s*$|就\s*$|就是\s*$")
_BETWEEN = re.compile(r"[\s、，,和跟与及/]|还有|以及|家|两户|[几\d]户|这|的")
_FILLER = re.compile(r"^[\s，,。；;：:、!！]+|[\s，,。；;：:、!！]+$")


@dataclass(frozen=True)
class Told:
    """Some households (as words name them; 都 or 其他 for all that are left) and what is said of them."""

    homes: tuple[str, ...]
    outcome: str  # 没通, 上门, 打通, "" where none is told
    note: str


def outcome_of(words: str) -> str:
    """没通, 上门, 打通 or ""."""
    if missed := [*_NOT.finditer(words)]:
        after = words[missed[-1].end() :]
        if _WENT.search(after):  # 不接电话，过去看了，人蛮好
            return "上门"
        return "打通" if _CALLED_BACK.search(after) else "没通"
    if _SEEN.search(words):
        return "上门"
    return "打通" if _REACHED.search(words) else ""


def _note(words: str) -> str:
    """What is said besides the outcome; of those not reached also how it went (关机, 上门没人)."""
    missed = [piece for piece in re.split("[，,。；;]", words) if _NOT.search(piece)]
    how = re.sub(r"^[\s都也还又]+|[\s了]+$", "", missed[0]) if missed else ""
    rest = _besides(words)
    told = ["" if _PLAINLY.fullmatch(how) else how, "" if rest and rest in how else rest]
    return "，".join(filter(None, told))


def _besides(words: str) -> str:
    for said in (_NOT, _SEEN, _REACHED):
        words = said.sub("", words)
    words = re.sub(r"^[\s，,]*(?:都|也|全)(?=[，,。]|$)", "", words)
    kept = [_FILLER.sub("", piece) for piece in re.split("[，,。；;]", words)]
    return "，".join(
        piece
        for piece in kept
        if len(piece) > 1 and piece not in ("但是", "不过", "后来", "我这边", "电话", "过去", "刚才")
    )


def read_told(text: str, names: Sequence[str], estates: Sequence[str]) -> list[Told]:
    """8号401、12号302打通了，都好；15号101没人接 → what is told of each; [] if nothing is."""
    mentions = _mentions(text, names, estates)
    if not mentions:
        return _of_all(text)
    found: list[Told] = []
    for i, (start, end, homes) in enumerate(_groups(text, mentions)):
        tails = _groups(text, mentions)
        until = tails[i + 1][0] if i + 1 < len(tails) else len(text)
        before = text[tails[i - 1][1] if i else 0 : start]
        found += _told(homes, before, text[end:until])
    if not found[0].outcome and (lead := outcome_of(text[: mentions[0][0]])):  # 打通了8号401、12号302
        found[0] = Told(found[0].homes, lead, found[0].note)
    return found


def _told(homes: tuple[str, ...], before: str, tail: str) -> list[Told]:
    """What a tail says of the households before it, and of the others: 没人接，其他都打通了."""
    excepted = bool(_EXCEPT.search(before))
    others = _OTHERS.search(tail)
    if others is None and re.search(r"除(?:了|去|掉)?\s*$", before):
        others = re.search(r"[，,]?\s*(?:以?外[，,]?)?\s*(?:都|全)", tail)
    if others is None:
        said = outcome_of(tail) or ("没通" if excepted else "")
        lead = outcome_of(before) if excepted and re.search("都|全|统统", before) else ""
        whole = [Told((_scope(before),), lead, "")] if lead else []  # 都打通了，除了8号401
        return [Told(homes, said, _note(tail)), *whole]
    own, rest = tail[: others.start()], tail[others.end() :]
    told = (
        outcome_of(others[0] + rest) or outcome_of("都" + rest) or ("打通" if re.search("好|没事|平安", rest) else "")
    )
    opposite = "没通" if told in ("打通", "上门") else "打通"
    return [Told(homes, outcome_of(own) or opposite, _note(own)), Told((REST,), told, _note(rest))]


def _scope(words: str) -> str:
    """1号 where the words speak of all in one house, else 其他."""
    house = _BUILDING.match(words)
    return f"{house[1]}号" if house else REST


def _of_all(text: str) -> list[Told]:
    said = outcome_of(text)
    if house := _BUILDING.match(text):
        return [Told((f"{house[1]}号",), said, _note(text[house.end() :]))] if said else []
    everybody = _EVERYBODY.match(text) or _OTHERS.match(text)
    return [Told((ALL,), said, _note(text[everybody.end() :]))] if said and everybody else []


def _mentions(text: str, names: Sequence[str], estates: Sequence[str]) -> list[tuple[int, int, str]]:
    """The households named, by door or else by somebody who lives there."""
    doors = [door for door in find_doors(text, estates) if door.room]
    found = []
    for door in doors:
        whole = re.search("[号幢栋#＃-]", door.source)
        found.append((door.start, door.end, door.source if whole else f"{door.estate}{door.number}号{door.room}"))
    alone = set(range(len(found)))  # doors that nobody's name stands at yet
    for who in find_people(text, names):
        near = next((i for i in sorted(alone) if _stands_at(text, found[i], who)), None)
        if near is not None:  # 12号302王阿婆 is one household
            alone.discard(near)
            found[near] = min(found[near][0], who.start), max(found[near][1], who.end), found[near][2]
        elif not who.role:
            found.append((who.start, who.end, who.source))
    return sorted(found)


def _stands_at(text: str, door: tuple[int, int, str], who: Who) -> bool:
    """12号302王阿婆, 王阿婆（12号302; in 12号302、王阿婆 they are two."""
    start, end, _ = door
    between = text[end : who.start] if who.start >= end else text[who.end : start]
    return len(between) <= 2 and not re.search("[、；;和跟与及]", between)


def _groups(text: str, mentions: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Households named in one breath share what follows."""
    groups: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end, words in mentions:
        if groups and not _BETWEEN.sub(
            "", re.sub(r"[\u4e00-\u9fff]{2,3}(?:阿婆|伯伯|老伯|阿姨|师傅)", "", text[groups[-1][1] : start])
        ):
            groups[-1] = (groups[-1][0], end, (*groups[-1][2], words))
        else:
            groups.append((start, end, (words,)))
    return groups


BEYOND = "不在名单里"
LABELS = {"没通": "没联系上", "上门": "上门看过", "打通": "电话打通"}
# 12号302 电话里说想配药 is a visit like any other; of one household these words alone speak of a round's calls.
_OF_CALLS = re.compile(
    "[打接拨]通|通了|[没不]通|打不|没打|没人接|不接|没接|无人接|关机|停机|空号|占线|联系[不没]?[上到]|没联系|回(?:了|过)?个?电"
)


def is_report(text: str, sent: datetime, world: World) -> bool:
    """Whether words tell of the calls of a running round: 都打通了, 8号401没打通."""
    if not outcome_of(text):
        return False
    mine = Mine(world)
    told = read_told(text, mine.names, mine.estates) if mine.rows else []
    named = [words for one in told if one.outcome for words in one.homes]
    if named and all(words in (ALL, REST) or mine.inside(words, mine.homes) for words in named):
        return True
    return any(mine.find(words) for words in named) and bool(len(named) > 1 or _OF_CALLS.search(text))


def read_report(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """One record with the households of each outcome, in full: 益港花园8号401、益港花园12号302：都好."""
    mine = Mine(world)
    pieces = {label: own_piece(text, outcome, mine) for outcome, label in LABELS.items()}
    slots = [Slot(label, piece) for label, piece in pieces.items() if piece]
    if slots and (beyond := _beyond(text, mine)):
        slots.append(Slot(BEYOND, beyond, beyond))
    return as_opening(text, slots, (_EVERYBODY.pattern, _OTHERS.pattern))


def _beyond(text: str, mine: Mine) -> str:
    """Whom the words name besides who is not on the list: told apart, and nothing else is lost for it."""
    told = read_told(text, mine.names, mine.estates)
    return "、".join(words for one in told for words in one.homes if not _is_mine(words, mine))


def _is_mine(words: str, mine: Mine) -> bool:
    return words in (ALL, REST) or bool(mine.find(words) or mine.inside(words, mine.homes))


def own_piece(text: str, outcome: str, mine: Mine) -> str:
    """The households of one outcome, each group with its note; "" if there is none."""
    told = read_told(text, mine.names, mine.estates)
    if any(_is_mine(words, mine) for one in told for words in one.homes):
        told = [replace(one, homes=tuple(words for words in one.homes if _is_mine(words, mine))) for one in told]
    named = {home.id for one in told for words in one.homes for home in mine.find(words)}
    rest = [home for home in mine.open if home.id not in named]
    return "；".join(piece for one in told if one.outcome == outcome if (piece := _piece(one, mine, rest)))


def _piece(told: Told, mine: Mine, rest: Sequence[Household]) -> str:
    doors: list[str] = []
    for words in told.homes:
        found = mine.find(words)
        together = [home.full_door for home in mine.inside(words, rest)]
        doors += together if together or words in (ALL, REST) else [found[0].full_door if len(found) == 1 else words]
    return "、".join(doors) + (f"：{told.note}" if told.note and doors else "")
