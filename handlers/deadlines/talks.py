"""The rest of a list of deadlines, five lines at a time."""

from __future__ import annotations

from bot.dialogue import dialogue
from bot.talk.talk import Talk
from handlers.deadlines.lists import HEADS, LIST, page, running
from handlers.deadlines.rules import PASSED
from handlers.engines.cases import rules as states
from handlers.engines.cases.moves import answering
from storage import digests
from storage.scope import STAFF


@dialogue(
    LIST,
    starts=(
        r"^(?:有|看|查)?(?:哪些|什么)?(?:快|要|今天)(?:要)?到期(?:的|了)?(?:的)?(?:诉求|有哪些|有什么)?[?？。]?$",
        "^到期的诉求",
    ),
    by=STAFF,
    order=13,
    shows=True,
)
def tell_near(talk: Talk) -> str:
    """快到期：说好的日子快到的、已经到了的诉求。"""
    world = talk.world
    kind = str(talk.about.get("kind", digests.NEAR))
    if "cases" in talk.about:
        cases = [world.unit.cases.get(number) for number in talk.about["cases"]]
    else:
        cases = list({one.case.id: one.case for one in running(world) if one.stage != PASSED}.values())
        cases = [
            case for case in cases if answering(world, case) == world.viewer.person or "书记" in world.viewer.roles
        ]
    cases = [one for one in cases if one.state in states.OPEN and world.unit.cases.may_see(world.viewer, one.id)]
    first = int(talk.about.get("first", 0))
    text, options = page(world, kind, cases, first, world.viewer.person)
    talk.offer(*options)
    if first:
        return text or "后面没有了。"
    return (
        f"{HEADS[digests.NEAR].format(count=len(cases))}\n{text}"
        if cases
        else "没有快到期的诉求。过了期的，回「超期」看。"
    )
