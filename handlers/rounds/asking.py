"""Reads what is said at the door in one go: which household, and the answers to the questions of its enquiry."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.kinds.base import Choice, Record, Slot, Unclear
from bot.kinds.household import Household
from bot.language.where import find_doors
from bot.language.who import find_people
from bot.world import World
from handlers.rounds.answers import NOT_SAID, outcome
from handlers.rounds.kinds import Where, as_opening
from handlers.rounds.planning import ROUNDS, block_here
from handlers.rounds.settings import Enquiry
from storage.rounds import ENQUIRY

BEGINS = ("^(我要|我想|请)?(开始|发起|启动|开展|组织|做)(一[次个份])?(专项)?(调研|摸底)", r"^专项调研(?!.*\d+号)")
ENDS = ("^(结束|停止|停掉|关掉)(专项)?(调研|摸底)",)
AT_DOOR = r"^(顺便)?问?(专项)?调研(?!结果|进度|情况|怎么样|名单|到|的)"
_PREFIX = re.compile(r"^\s*(?:顺便)?问?(?:专项)?调研[了：:，,。\s]*")
_WAY = re.compile(
    r"(?:在)?(?P<way>电话|微信|居委会?)(?:里|上|来)?(?:问|说|讲|联系|答|聊)?[的了过]?|打(?:了)?电话(?:问)?[的了]?"
)
_INTRO = re.compile(r"^(?:(?:他|她|他们|她们|本人|阿婆|老伯|家里|户主)?(?:说|讲|表示|回答|答|觉得)[：:，,]?|[的了])")


def read_enquiry(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """Which enquiry, and where."""
    slots = []
    names = [one.name for one in block_here(world).enquiries]
    if name := named(text, names):
        slots.append(Slot("哪份调研", name, name))
    if area := Where(world).found_in(text.replace(name, "")):
        slots.append(Slot("哪里", area, area))
    return as_opening(text, slots, (*BEGINS, *ENDS))


def named(text: str, names: Sequence[str]) -> str:
    """The name that the words hold in full, or by its beginning: 加装电梯 of 加装电梯意愿."""
    whole = [name for name in names if name in text]
    if whole:
        return max(whole, key=len)
    begun = [
        name for name in names if any(name[:length] in text for length in range(len(name), max(2, len(name) // 2), -1))
    ]
    return begun[0] if len(begun) == 1 else ""


def speaks_of_enquiry(text: str, sent: datetime, world: World) -> bool:
    """12号302 加装电梯意愿：愿意: a door, and a running enquiry by its name; or 12号302问过了，不愿意, where that is asked."""
    titles = {one.id: one.title for one in world.unit.rounds.running(ROUNDS, ENQUIRY)}
    doors = [door for door in find_doors(text) if door.room] if titles else []
    if doors and any(title in text for title in titles.values()):
        return True
    return len({(door.number, door.room) for door in doors}) == 1 and _answers_it(text, doors[0].source, titles, world)


def _answers_it(text: str, door: str, titles: dict[int, str], world: World) -> bool:
    """Whether a household that is being asked is said to have been asked, or answers in the very words to choose from."""
    try:
        home = Household(world).read(door, world.now)
    except Unclear:
        return False
    rows = [row for row in world.unit.rounds.of_household(ROUNDS, home, ENQUIRY) if row.round_id in titles]
    blocks = [block for row in rows if (block := block_here(world).enquiry(titles[row.round_id]))]
    choices = {choice for block in blocks for question in block.questions for choice in question.choices}
    clauses = [clause for clause in _clauses(_household(text, world)[1]) if clause]
    plain = {re.sub(r"^(?:也|都|就|还是)|[的了吧]$", "", clause) for clause in clauses}
    return bool(blocks) and (
        any(map(_HAS_ASKED.fullmatch, clauses))
        or bool(plain & choices)
        or any(outcome(one) == NOT_SAID for one in clauses)
    )


_HAS_ASKED = re.compile(r"(?:我|刚|刚才|今天|也|都|已经|电话)*问(?:过|好|到)?(?:了|过)")


def _clauses(text: str) -> list[str]:
    return [piece for part in re.split(r"[，,；;。：:！!\s]+", text) if (piece := _INTRO.sub("", part.strip()))]


def read_answers(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """走访对象, and each question's answer as far as the words give one; what is left goes to a free question, else 备注.

    In the middle, a household with more said of it is a visit to tell of, not an answer.
    """
    rest, slots = _PREFIX.sub("", text), list[Slot]()
    opens = rest != text or speaks_of_enquiry(text, sent, world)
    door, rest = _household(rest, world)
    if door and not opens and re.search(r"\w", rest):
        return []
    if door:
        slots.append(Slot("走访对象", door, door))
    titles = [one.title for one in world.unit.rounds.running(ROUNDS, ENQUIRY)]
    if title := next((title for title in titles if title in rest), ""):
        rest = rest.replace(title, "", 1)
        slots.append(Slot("哪份调研", title, title))
    if opens and (way := _WAY.search(rest)):
        said = way["way"] or "电话"
        slots.append(Slot("方式", "接待" if said.startswith("居委") else said, way[0]))
        rest = rest.replace(way[0], "，", 1)
    block = _block(world, door, title, sent)
    clauses = [piece for piece in _clauses(rest) if not _HAS_ASKED.fullmatch(piece)]
    slots += _answered(block, clauses, sent, opens) if block else []
    return as_opening(text, slots, (AT_DOOR,))


def _household(text: str, world: World) -> tuple[str, str]:
    """The household that is named, and the words without it."""
    doors = [door for door in find_doors(text, world.unit.places.estates()) if door.room]
    people = [who for who in find_people(text, world.unit.places.names(world.viewer)) if not who.role]
    if doors:
        end = doors[0].end
        beside = next((who for who in people if 0 <= who.start - end <= 1), None)
        return doors[0].source, text[: doors[0].start] + "，" + text[beside.end if beside else end :]
    if people and people[0].start < 2:
        return people[0].source, text[people[0].end :]
    return "", text


def _block(world: World, door: str, title: str, sent: datetime) -> Enquiry | None:
    """The enquiry whose questions are answered: the one named, the household's, or the only one there is."""
    unit = world.unit
    running = {one.id: one.title for one in unit.rounds.running(ROUNDS, ENQUIRY)}
    titles = {title} if title else set(running.values())
    if door and len(titles) > 1:
        try:
            home = Household(world).read(door, sent)
        except Unclear:
            return None
        titles = {
            running[row.round_id] for row in unit.rounds.of_household(ROUNDS, home, ENQUIRY) if row.round_id in running
        }
    return block_here(world).enquiry(titles.pop()) if len(titles) == 1 else None


def _answered(block: Enquiry, clauses: Sequence[str], sent: datetime, opens: bool) -> list[Slot]:
    left, found = list(clauses), []
    if clause := next((clause for clause in left if outcome(clause)), ""):
        label = block.questions[0].ask.strip("？? ")
        left.remove(clause)
        found.append(Slot(label, clause, clause))
        return [*found, *_remark(left)]
    for question in block.questions:
        if question.choices and (clause := _choosing(question.choices, left, sent)):
            left.remove(clause)
            found.append(Slot(question.ask.strip("？? "), clause, clause))
    free = [question for question in block.questions if not question.choices]
    if free and left:
        said = "，".join(left)
        found.append(Slot(free[0].ask.strip("？? "), said, said, sure=opens))
        left = []
    return [*found, *_remark(left)]


def _remark(left: Sequence[str]) -> list[Slot]:
    said = "，".join(left)
    return [Slot("备注", said, said, sure=False)] if said else []


def _choosing(choices: Sequence[str], clauses: Sequence[str], sent: datetime) -> str:
    """The first clause that names one of the choices."""
    kind = Choice(*choices)
    for clause in clauses:
        try:
            kind.read(clause, sent)
        except Unclear:
            continue
        return clause
    return ""
