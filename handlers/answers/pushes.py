"""Questions that nobody answers come up again; answers that have run out are told to who keeps them, once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from bot.kinds.base import Option
from bot.pushes import Push, due, every
from bot.saying import brief
from bot.world import View
from handlers.answers import book
from handlers.answers.people import LIST, answer_button, name_of
from storage.answers import Entry
from storage.moments import Due

LATE, STALE = "question.late", "answers.stale"
REASON = "问答"


@due(LATE)
def remind(moments: Sequence[Due], view: View) -> list[Push]:
    """On the first working day after it was asked whoever has it, on the third the secretary; then there is silence."""
    pushes = []
    for moment in moments:
        question = view.unit.answers.question(moment.subject)
        if question is None or question.answered_at or question.asked_at is None:
            continue
        asked_on = question.asked_at.date()
        first = moment.due.date() <= view.calendar.working_days_after(asked_on, 1)
        what = f"「{brief(question.words)}」还没人回"
        if first:
            again = view.calendar.working_days_after(asked_on, 3)
            view.unit.moments.add(LATE, question.id, datetime.combine(again, moment.due.timetz()))
            people, text = [question.owner_id or 0], f"{what}，请您回一句，问的人还等着。"
        else:
            people = view.unit.covers.charge().heads_of(question.committee_id or 0)
            text = f"{what}，{name_of(view, question.owner_id)}那里等了三个工作日。您来回，或者催一催。"
        pushes += [Push(one, text, [answer_button(question)], reason=REASON) for one in people if one]
    return pushes


def _each_morning(view: View) -> datetime:
    at = datetime.combine(view.today, view.settings.reminders.morning, view.now.tzinfo)
    return at if at > view.now else at + timedelta(days=1)


@every(STALE, _each_morning)
def tell_owners(moments: Sequence[Due], view: View) -> list[Push]:
    """What has run out since the last morning, one message for each who keeps any of it."""
    committees = [area.id for area in view.unit.places.areas("居委")]
    books = [book.entries(view, here) for here in ([], *([committee] for committee in committees))]
    over = {(one.key, one.committee_id): one for entries in books for one in entries if one.over(view.today)}
    return tell_stale(view, list(over.values()), committees[:1] if len(committees) == 1 else [])


def tell_stale(view: View, over: Sequence[Entry], committees: Iterable[int]) -> list[Push]:
    """Once for each last day: to its owner, else to whoever heads the committee or the street."""
    mine: dict[int, list[Entry]] = defaultdict(list)
    for entry in over:
        people = _owners(view, entry, committees)
        if people and view.unit.answers.claim_stale(f"{entry.valid_to} {entry.committee_id or 0} {entry.key}"):
            for person in people:
                mine[person].append(entry)
    button = Option("看过期的", words="问答过期了哪些", start=LIST, about={"said": "过期"})
    return [Push(person, _said(entries), [button], reason=REASON) for person, entries in mine.items()]


def _said(entries: Sequence[Entry]) -> str:
    titles = "、".join(f"「{one.title}」" for one in entries[:5])
    more = f"等{len(entries)}条" if len(entries) > 5 else ""
    return f"问答{titles}{more}过期了，现在不再给居民看。请核对一下，改好日子就能接着用。"


def _owners(view: View, entry: Entry, committees: Iterable[int]) -> list[int]:
    named = [post.person for post in view.unit.staff.held(view.today) if post.name == entry.owner]
    if named:
        return named[:1]
    committee = entry.committee_id or next(iter(committees), 0)
    return view.unit.covers.charge().heads_of(committee)
