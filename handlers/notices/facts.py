"""A notice leaves: word for word to everybody it is for, with the button under which one asks."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facts import Fact, reacts
from bot.kinds.base import Option
from bot.pushes import Push, send, spread
from bot.world import View
from handlers.notices.reach import reach_of
from storage.notices import Notice
from storage.outbox import ALERT, REMINDER

REASON = "通知"
QUESTION, PRESSED = "问居委", "有问题要问"  # the dialogue of 办事问答 that takes a question, and what its button says


@reacts("notice")
def post(view: View, fact: Fact) -> Sequence[Push]:
    """In the same transaction, so that a notice is sent to all of them or is none."""
    notice = view.unit.notices.get(fact.subject)
    reach = reach_of(view, notice.target, notice.sender_id)
    button = Option(PRESSED, words=PRESSED, start=QUESTION, about={"notice": notice.id})
    lane = ALERT if notice.urgent else REMINDER
    text = said(view, notice)
    pushes = [Push(one.person_id, text, [button], lane=lane, reason=REASON) for one in reach.people]
    letters: dict[int, int] = {}
    for push in pushes if notice.urgent else spread(view, pushes):
        row = send(view.unit, push, view.calendar)
        letters |= {push.person: row} if row else {}
    view.unit.notices.posted(notice.id, letters, len(reach.homes))
    return []


def said(view: View, notice: Notice) -> str:
    """The words as they were written, and whose they are."""
    area = view.unit.places.area(notice.committee_id) if notice.committee_id else None
    name = view.unit.staff.name(notice.sender_id)
    return f"通知：{notice.words}\n—— {area or view.settings.street.name} {name}"
