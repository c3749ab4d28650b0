"""Whether what is said in an open conversation is about something else: another household, a greeting, a moment's patience."""

from __future__ import annotations

import re
from dataclasses import replace

from bot import words
from bot.dialogue import Dialogue
from bot.exchange import Event, Turn
from bot.kinds.base import Unclear, chosen
from bot.kinds.household import Household
from bot.language.where import find_doors
from bot.language.who import find_people
from bot.router import Router
from bot.talk.state import State
from bot.talk.talk import REMARK, REVIEW
from bot.world import World

SHORT = 6  # characters that an answer to a closed question may have without being looked at twice
HOME = ("走访对象", "哪一户")  # how the question after a household is called
_ABOUT = ("household", "home", "door")  # how a button calls the household that it is about
# Before the door there stands no more than when, who and that one went; 楼上, 女儿 or 和 before it begin no new matter.
_LEAD = re.compile(
    r"(?:今天|昨天|前天|今朝|昨日|刚才|刚刚|刚|上午|下午|早上|晚上|还有|另外|再有|还|又|也|再|我|我们|阿拉|去了|去看了|看了|去|到|看|走访了?|给|帮|打电话给|电话打给|电话|联系了?|碰到|探望了?|看望了?|慰问了?|拜访了?|陪着?|到了?|微信上?问了?|"
    r"送了?[^，,。]{0,8}给|问了?|[，,：:\s])*"
)
_WHERE = ("地点", "替谁", "发给", "称呼")  # questions that a door, a name or both may answer
_CORRECTS = re.compile("不是|应该是|改成|改为|写错|说错|记错|搞错|弄错")


def aside(
    router: Router, dialogue: Dialogue, state: State, event: Event, world: World
) -> tuple[Dialogue | None, Event]:
    """The dialogue that the words are for, if not the open one; the message, reworded where it tells of one more part."""
    text = event.text.strip()
    if event.button >= 0 or event.danger or chosen(text, state.prompt.buttons):
        return None, event
    if _speaks_of_another_home(state, text, world, dialogue):
        other = router.match(text, event.sent, world, only="" if homes_of(state) else "sure")
        if other and (other.name != dialogue.name or not dialogue.each):
            return (other if other.name != dialogue.name or homes_of(state) else None), event
        return None, replace(event, text=f"再加一{dialogue.each}：{text}") if dialogue.each else event
    closed = not state.prompt.free and state.prompt.label not in (REVIEW, REMARK)
    other = router.match(text, event.sent, world, only="sure") if closed and len(text) > SHORT else None
    return (other if other and other.apart and other.name != dialogue.name else None), event


def _speaks_of_another_home(state: State, text: str, world: World, dialogue: Dialogue) -> bool:
    """Whether the words begin with another household than those that are spoken of, and tell something of it."""
    prompt = state.prompt
    own = homes_of(state)
    if prompt.label in (*HOME, *_WHERE) or _CORRECTS.search(text) or (not own and dialogue.of_homes):
        return False
    named, homes = _named(text, world)
    told = re.sub(r"[\W_]|室", "", text.replace(named, "", 1))
    return bool(homes) and not homes & own and len(told) >= (3 if prompt.label == REVIEW else 2)


def homes_of(state: State) -> set[int]:
    """The households that a conversation is about."""
    found = [state.about.get(key) for key in _ABOUT]
    found += [answer.value for answer in state.answers if answer.label in HOME]
    return {home for home in found if isinstance(home, int) and not isinstance(home, bool)}


def _named(text: str, world: World) -> tuple[str, set[int]]:
    """The words that name a household at the beginning, and the numbers of those that they can mean."""
    places = world.unit.places
    doors = find_doors(text, places.estates())
    if doors:
        door = doors[0]
        if not (door.number and door.room and _LEAD.fullmatch(text[: door.start])):
            return "", set()
        return door.source, {home.id for home in places.doors_at(door.number, door.room, door.estate)}
    for who in find_people(text, places.names(world.viewer)):
        if who.role or not _LEAD.fullmatch(text[: who.start]):
            break
        try:
            return who.source, {Household(world).read(who.source, world.now)}
        except Unclear:
            break
    return "", set()


def only_looks(router: Router, turn: Turn, state: State, event: Event) -> Dialogue | None:
    """What the words want to see, where one would be asked whether to step aside for it: seen at once, and back.

    At a question that takes any words they must be no more than that: 今天看谁都不在家 is an answer.
    """
    said = event.text.strip()
    asked = next((option for option in turn.buttons if option.start and option.words == said), None)
    other = router.by_name.get(asked.start) if asked and event.button < 0 else None
    free = state.prompt.free and not state.unclear
    return other if other and other.shows and not (free and other.left_over(said)) else None


def only_polite(state: State, event: Event) -> str:
    """What is said to a greeting, thanks or a request to wait where any words would be an answer; else ""."""
    text = event.text.strip()
    if not state.prompt.free or event.button >= 0 or event.files:
        return ""
    if words.HELLO.fullmatch(text):
        return words.HERE
    if words.WAIT.fullmatch(text):
        return words.NO_HURRY
    return words.WELCOME if words.THANKS.fullmatch(text) and text[0] in "谢多辛" else ""
