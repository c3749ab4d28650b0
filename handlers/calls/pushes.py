"""Each working morning: how many calls are waiting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from bot.kinds.base import Option
from bot.pushes import Push, every, next_morning
from bot.world import View
from handlers.engines.cases.moves import answering
from handlers.engines.cases.saying import CALLS
from handlers.engines.cases.telling import heads_of
from storage.moments import Due
from storage.outbox import DIGEST

KIND = "电话单"


@every("calls.morning", next_morning)
def due_calls(moments: Sequence[Due], view: View) -> list[Push]:
    """One line a person: 电话单 3个."""
    mine: dict[int, int] = defaultdict(int)
    for call in view.unit.calls.open_ones():
        case = view.unit.cases.get(call.case_id)
        owner = answering(view, case)
        for person in [owner] if owner else heads_of(view, case)[:1]:
            mine[person] += 1
    return [
        Push(
            person,
            f"电话单：{count}个人微信上找不到，要打个电话。",
            [Option("看电话单", words=CALLS, start=CALLS)],
            DIGEST,
            KIND,
        )
        for person, count in sorted(mine.items())
        if view.unit.digests.claim(KIND, person, count)
    ]
