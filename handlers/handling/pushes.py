"""A pause is over: the case goes on by itself, and whoever answers for it and whoever waits are told."""

from __future__ import annotations

from collections.abc import Sequence

from bot.pushes import Push, due
from bot.world import View
from handlers.engines.cases import moves, rules
from handlers.engines.cases.saying import CASE
from handlers.handling import saying
from handlers.handling.telling import RESUME, to_voices
from storage.moments import Due


@due(RESUME)
def go_on(moments: Sequence[Due], view: View) -> list[Push]:
    """Those that are still paused, and until today."""
    pushes: list[Push] = []
    for moment in moments:
        case = view.unit.cases.get(moment.subject)
        pause = saying.pause_of(view, case)
        if pause is None or pause.day is None or pause.day > view.today:
            continue
        day = moves.resumed(view, case)
        ((_, step),) = moves.Move(case.id, rules.RESUME, due=day).store(view.unit, CASE)
        again = view.unit.cases.get(case.id)
        owner = moves.answering(view, again)
        text = (
            f"{saying.shown_title(again)}停到今天，该接着办了，{moves.promise(view, day)}前办好。原来是：{pause.words}"
        )
        pushes += [Push(owner, text, saying.buttons(again, only=saying.FIRST), reason="诉求")] if owner else []
        pushes += to_voices(view, again, view.unit.cases.get_step(step), 0)
    return pushes
