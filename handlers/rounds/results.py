"""The conversation about what an enquiry has found so far: counts and shares, and never more than one may see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from bot.dialogue import dialogue
from bot.kinds.base import NONE, Choice, Note, Option, Record, Slot, Unclear
from bot.kinds.household import Household
from bot.language.where import find_doors
from bot.listing import Line, page
from bot.talk.talk import Talk
from bot.world import World
from handlers.rounds import planning, rules, telling
from handlers.rounds.answers import NOT_SAID
from handlers.rounds.asking import named, read_enquiry
from handlers.rounds.kinds import OPENING, Where, as_opening, hear
from handlers.rounds.planning import DOORS, HEADS, ROUNDS, block_here
from handlers.rounds.settings import Enquiry, Question
from storage.places import Area
from storage.rounds import ASKED, ENQUIRY, OPEN, REFUSED, Round, RoundHome

ASKS = "^(看|查|看看|查看)?(专项)?(调研|摸底)(的)?(结果|进度|情况|怎么样|到哪)"


WHO_CHOSE = re.compile(
    r"(?:现在|目前)?(?:有)?(?:哪[几些][家户]?|谁|几[家户]|多少[家户]?)(?:人家?|是|说|都)*(?P<what>[^，,。]{1,8}?)(?:的|了)?[?？。]?$"
)


def _read(text: str, sent: datetime, world: World) -> Sequence[Record]:
    """Besides the enquiry and the place: a door."""
    slots = [slot for record in read_enquiry(text, sent, world) for slot in record.slots]
    door = next((door for door in find_doors(text, world.unit.places.estates()) if door.room), None)
    slots += [Slot("哪一户", door.source, door.source)] if door else []
    return as_opening(text, [slot for slot in slots if slot.label != OPENING], (ASKS, WHO_CHOSE.pattern))


def _asks_who_chose(text: str, world: World) -> bool:
    """哪几家不愿意: of a running enquiry, in the words that one could choose from."""
    asked = WHO_CHOSE.fullmatch(text.strip())
    if asked is None:
        return False
    titles = {one.title for one in world.unit.rounds.running(ROUNDS, ENQUIRY)}
    blocks = [block for title in titles if (block := block_here(world).enquiry(title))]
    return any(asked["what"] in one.choices for block in blocks for one in block.questions)


def _is_asked(text: str, sent: datetime, world: World) -> bool:
    if _asks_who_chose(text, world):
        return True
    asks = "结果" in text or "怎么样" in text or "进度" in text or "多少" in text
    return bool(asks and named(text, [one.name for one in block_here(world).enquiries]))


@dialogue(
    "调研结果", starts=(ASKS,), by=dict.fromkeys((*HEADS, *DOORS)), reads=_read,
    sure=_is_asked, menu="调研结果", order=8, shows=True,
)  # fmt: skip
def show_results(talk: Talk) -> str:
    """调研结果：比如「调研结果 加装电梯意愿 三门」，问了几户、各是多少；仅为意愿摸底。"""
    world, about = talk.world, talk.about
    hear(talk, OPENING)
    rounds = world.unit.rounds.since(ROUNDS, ENQUIRY, world.now - planning.YEAR)
    names = list(dict.fromkeys(one.title for one in rounds))
    if not names:
        hear(talk, "哪份调研", "哪里", "哪一户")
        return "还没有做过调研。要发起，回「开始调研」。"
    known = names[0] if len(names) == 1 else about.get("name")
    name = talk.ask("哪份调研", "看哪一份的结果？", Choice(*names), otherwise=known, how="absent")
    block = block_here(world).enquiry(name)
    if block is None:
        return f"「{name}」的问题在设置里找不到了，看不了结果。请告诉照看机器的同事。"
    mine = [one for one in rounds if one.title == name]
    door = talk.ask("哪一户", "看哪一户？", Note(), "无", how="absent")
    if door:
        hear(talk, "哪里")
        return _of_household(world, door, block, mine)
    where = about.get("area") or talk.ask("哪里", "看哪里的？", Note(), "无", how="absent")
    area = _area(world, where)
    homes = _homes(world, mine, area)
    if not homes:
        return f"{area or '这里'}没有要问「{name}」的住户。"
    if "free" in about:
        return _free_words(talk, block, homes, about)
    return _results(talk, block, homes, area, _is_slice(mine, area))


def _area(world: World, where: str) -> Area | None:
    name = Where(world).found_in(where) if where else ""
    return next((area for area in world.unit.places.areas() if area.name == name), None)


def _homes(world: World, rounds: Sequence[Round], area: Area | None) -> list[RoundHome]:
    """Each household once, as it stands in the newest round that asks it; of a 书记 those of their own committees."""
    here, viewer = planning.inside(world, area), world.viewer
    newest: dict[int, RoundHome] = {}
    for home in world.unit.rounds.homes(ROUNDS, [one.id for one in rounds]):
        own = viewer.street or home.committee_id in viewer.committees
        if own and here(home.building_id, home.committee_id):
            newest[home.household_id] = home
    if not viewer.street and not viewer.committees:
        return world.unit.rounds.mine(viewer, [one.id for one in rounds])
    return list(newest.values())


def _is_slice(rounds: Sequence[Round], area: Area | None) -> bool:
    """Whether an area is one of several that were asked."""
    return area is not None and all(one.area_id != area.id for one in rounds)


def _results(talk: Talk, block: Enquiry, homes: Sequence[RoundHome], area: Area | None, part: bool) -> str:
    world = talk.world
    asked = [home for home in homes if home.state == ASKED]
    refused, left = sum(home.state == REFUSED for home in homes), [home for home in homes if home.state in OPEN]
    head = f"{block.name}（{area or _whole(world)}）：应问{len(homes)}户，已问{len(asked)}户，拒答{refused}户，还没问到{len(left)}户。"
    own = _looks_after(world, homes)
    few = part and not own and len(asked) < rules.FEW
    lines = (
        [f"不到{rules.FEW}份，先不分居民区列答案。"]
        if few
        else [line for question in block.questions for line in _counts(question, asked)]
    )
    if own and left:
        numbers = sorted({home.round_id for home in left})
        talk.offer(telling.list_button("还有哪几户", numbers, "all"))
    if own:
        talk.offer(*_free_buttons(block, asked, area))
    return "\n".join([head, *lines, *_by_area(world, block, homes), telling.ONLY_WISHES])


def _whole(world: World) -> str:
    if world.viewer.street:
        return "全部"
    names = [area.name for area in world.unit.places.areas("居委") if area.id in world.viewer.committees]
    return "、".join(names) or "您的名单"


def _looks_after(world: World, homes: Sequence[RoundHome]) -> bool:
    """A 书记 of all these homes: the records behind the numbers are theirs to see."""
    viewer = world.viewer
    return "书记" in viewer.roles and all(home.committee_id in viewer.committees for home in homes)


def _said(question: Question, homes: Sequence[RoundHome]) -> list[str]:
    label = question.ask.strip("？? ")
    told = [(home.answers or {}).get(label, "") for home in homes]
    nothing = NONE.fullmatch if not question.choices else lambda answer: None
    return [answer for answer in told if answer and answer != NOT_SAID and not nothing(answer)]


def _counts(question: Question, asked: Sequence[RoundHome]) -> list[str]:
    said = _said(question, asked)
    if not question.choices:
        return [f"{question.ask}写了{len(said)}条。"] if said else [f"{question.ask}还没有人写。"]
    shares = "、".join(
        f"{choice}{number}（{percent}%）" for choice, number, percent in rules.shares(said, question.choices)
    )
    return [f"{question.ask}{shares}"]


def _by_area(world: World, block: Enquiry, homes: Sequence[RoundHome]) -> list[str]:
    """Committee by committee; the answers only of those with enough of them (domain §6)."""
    areas = sorted({home.committee_id for home in homes})
    if len(areas) < 2:
        return []
    lines = []
    for area in areas:
        own = [home for home in homes if home.committee_id == area]
        asked = [home for home in own if home.state == ASKED]
        place = world.unit.places.area(area)
        lines.append(f"{place.name if place else ''}：已问{len(asked)}/{len(own)}")
        if len(asked) >= rules.FEW:
            chosen = [question for question in block.questions if question.choices]
            lines += [f"　{line}" for question in chosen for line in _counts(question, asked)]
    few = f"不到{rules.FEW}份的居民区，先不分开列答案。"
    return ["—", *lines, few]


def _free_buttons(block: Enquiry, asked: Sequence[RoundHome], area: Area | None) -> list[Option]:
    about = {"name": block.name, "area": area.name if area else ""}
    return [
        Option("看写了什么", start="调研结果", words="调研结果", about={**about, "free": place, "first": 0})
        for place, question in enumerate(block.questions)
        if not question.choices and _said(question, asked)
    ][:1]


def _free_words(talk: Talk, block: Enquiry, homes: Sequence[RoundHome], about: dict[str, object]) -> str:
    """What was written, sorted by itself, so that it says nothing of whose it is."""
    if not _looks_after(talk.world, homes):
        return "写的话只有居民区的书记能看。看数字回「调研结果」。"
    place, first = int(str(about["free"])), int(str(about.get("first", 0)))
    free = [question for question in block.questions[place:] if not question.choices]
    lines = [(question, said) for question in free for said in sorted(_said(question, homes))]
    told = [Line(f"· {said}") for _, said in lines]
    text, options = page(
        told, first, lambda after: Option("", start="调研结果", about={**about, "first": after}), counter="条"
    )
    talk.offer(*options)
    return f"{free[0].ask if free else block.name}\n{text}\n{telling.ONLY_WISHES}"


def _of_household(world: World, door: str, block: Enquiry, rounds: Sequence[Round]) -> str:
    """One household's answers, for whoever looks after it."""
    if world.viewer.street and not world.viewer.committees:
        return "街道这边只看数字，一户一户的答案请问居民区的书记。"
    try:
        home = Household(world).read(door, world.now)
    except Unclear as unclear:
        return str(unclear)
    found = [row for row in world.unit.rounds.homes(ROUNDS, [one.id for one in rounds]) if row.household_id == home]
    if not found:
        return f"{door}不在「{block.name}」里。"
    row = found[-1]
    answers = "\n".join(f"{label}：{answer}" for label, answer in (row.answers or {}).items() if label)
    return f"{block.name}，{door}（{row.state}）\n{answers or '还没有答案。'}\n{telling.ONLY_WISHES}"
