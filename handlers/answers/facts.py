"""A question reaches whoever is to answer it; the answer reaches whoever asked, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.facts import Fact, reacts
from bot.kinds.base import Option
from bot.pushes import Push
from bot.saying import brief
from bot.world import View
from handlers.answers import book, rules
from handlers.answers.people import PERSON, PRESSED, answer_button, asker_of, name_of
from handlers.answers.pushes import LATE, REASON, tell_stale
from handlers.engines.cases.saying import RAISE
from storage.answers import Question


@reacts("question")
def hand_on(view: View, fact: Fact) -> Sequence[Push]:
    """Its words, who asks as far as that may be known, below which notice; and a look the next working morning."""
    question = view.unit.answers.question(fact.subject)
    if question is None or not question.owner_id:
        return []
    day = view.calendar.next_working_day(view.today)
    view.unit.moments.add(LATE, question.id, datetime.combine(day, view.settings.reminders.morning, view.now.tzinfo))
    committees = [question.committee_id] if question.committee_id else []
    hits = book.search(book.entries(view, committees), question.words)
    over = [hit.entry for hit in hits if hit.entry.over(view.today) and hit.score >= rules.CERTAIN]
    return [
        Push(question.owner_id, asked(view, question), [answer_button(question)], reason=REASON),
        *tell_stale(view, over, committees),
    ]


def asked(view: View, question: Question) -> str:
    """A question as whoever is to answer reads it."""
    who = asker_of(view, view.unit.people.viewer(question.owner_id or 0), question)
    about = f"（关于通知「{brief(view.unit.notices.get(question.notice_id).words)}」）" if question.notice_id else ""
    return f"{who}问：{question.words}{about}\n点「回答」写一句，我原话转过去。"


@reacts("question_answer")
def pass_on(view: View, fact: Fact) -> Sequence[Push]:
    question = view.unit.answers.question(fact.subject)
    if question is None:
        return []
    by = name_of(view, question.answered_by)
    again = {"owner": question.answered_by or 0}
    buttons = [
        Option("还有问题", words=PRESSED, start=PERSON, about=again),
        Option("提一件诉求", words=RAISE, start=RAISE),
    ]
    text = f"您问的「{brief(question.words)}」，{by}回您：\n{question.answer}"
    return [Push(question.person_id, text, buttons, reason=REASON)]


@reacts("question undone")
def call_off(view: View, fact: Fact) -> Sequence[Push]:
    question = view.unit.answers.withdrawn(fact.subject)
    if question.answered_at or not question.owner_id:
        return []
    view.unit.moments.drop(LATE, question.id)
    return [Push(question.owner_id, f"刚才那个问题不用回了：{brief(question.words)}", reason=REASON)]


@reacts("question_answer undone")
def take_back(view: View, fact: Fact) -> Sequence[Push]:
    question = view.unit.answers.question(fact.subject)
    if question is None:
        return []
    text = f"您问的「{brief(question.words)}」，{name_of(view, fact.person)}刚才那句回话收回了，请以后面的为准。"
    return [Push(question.person_id, text, reason=REASON)]
