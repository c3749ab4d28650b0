"""What is done is asked about; what somebody answers reaches whoever answers for the case, thanks the secretary too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.facts import Fact, reacts
from bot.pushes import Push
from bot.saying import brief, say_day
from bot.world import View
from handlers.engines.cases import rules as case_rules
from handlers.engines.cases import verdicts as rules
from handlers.engines.cases.answers import EARLIER, is_principal
from handlers.engines.cases.saying import open_case, owner_name
from handlers.engines.cases.telling import as_contact, name_for, to_owner
from handlers.ratings.asking import ask, solved_or_not, to_be_asked
from storage.cases import Case
from storage.ratings import Rating
from storage.viewers import system

RATINGS = system("ratings")


@reacts("case_step")
def ask_everybody(view: View, fact: Fact) -> Sequence[Push]:
    """It is said to be done: only those who spoke of it can say that it is."""
    step = view.unit.cases.get_step(fact.subject)
    if step.act != case_rules.RESOLVE:
        return []
    case = view.unit.cases.get(step.case_id)
    return [push for voice in to_be_asked(view, case, step.person_id) for push in ask(view, case, voice)]


@reacts("case_voice")
def ask_latecomer(view: View, fact: Fact) -> Sequence[Push]:
    """Somebody joins what is said to be done already: they are asked like the others."""
    case = view.unit.cases.get(fact.subject)
    if case.state != case_rules.ASKED:
        return []
    calls = {call.person_id for call in view.unit.calls.of_case(case.id)}
    fresh = [one for one in view.unit.voices.of_case(case.id) if not one.asked_at and not one.rated_at]
    return [push for voice in fresh if voice.person_id not in calls for push in ask(view, case, voice)]


@reacts("case_answer")
def pass_on_answer(view: View, fact: Fact) -> Sequence[Push]:
    """The owner hears it; the secretary what was not solved, and thanks. It counts as a contact of the household."""
    unit = view.unit
    rating = unit.ratings.get(fact.subject)
    case = unit.cases.get(rating.case_id)
    if visit := as_contact(view, case, rating.person_id, rating.by_id or 0):
        unit.ratings.change(rating.id, visit_id=visit)
    pushes = _solved(view, case, rating) if rating.solved else _not_solved(view, case, rating)
    return [push for push in pushes if push.person not in (rating.by_id, rating.person_id)]


def _solved(view: View, case: Case, rating: Rating) -> list[Push]:
    voice = view.unit.voices.of(case.id, rating.person_id)
    praise = rules.is_praise(rating.why)
    if (rating.was or {}).get("solved") is False:
        over = "，办结了，不用再跑" if rating.act else ""
        words = f"：「{brief(rating.why)}」" if rating.why else ""
        return _named(
            view, rating, _told(view, case, f"{{name}}刚才说还没好，现在说好了{words}{over}。", "评价", heads=True)
        )
    if not (voice and is_principal(voice)) and not rating.why and rating.satisfied not in rules.UNHAPPY:
        return []  # forty who say that it is well are not forty messages
    if praise:
        return _named(view, rating, _told(view, case, f"{{name}}谢谢您：「{brief(rating.why)}」", "表扬", heads=True))
    degree = f"，{rating.satisfied}" if rating.satisfied else ""
    words = f"：「{brief(rating.why)}」" if rating.why else ""
    text = f"{{name}}说好了{degree}{words}。"
    return _named(view, rating, _told(view, case, text, "评价", heads=rating.satisfied in rules.UNHAPPY))


def _not_solved(view: View, case: Case, rating: Rating) -> list[Push]:
    words = f"：「{brief(rating.why)}」" if rating.why else ""
    if not rating.act:
        return _named(view, rating, _told(view, case, f"{{name}}也说还没好{words}。", "没好")) if words else []
    again = "又没好，已经是第二次，请书记接过来办" if case.reopened > 1 else "重新打开了"
    text = f"{{name}}说还没好{words}。{again}，{say_day(case.done_due, view.read_on)}前要答复。"
    pushes = _told(view, case, text, "没好", heads=True) + _officers(view, case, text)
    return _named(view, rating, pushes + _handed(view, case))


def _handed(view: View, case: Case) -> list[Push]:
    """Whose it was before the secretary took it."""
    before = view.unit.cases.steps(RATINGS, case.id)[-1].was.get("owner_id")
    text = f"{case.number}号 {case.matter}：{{name}}第二次说没好，由{owner_name(view, case)}接过去办，您这边不用再跑。"
    return [Push(before, text, [open_case(case)], reason="没好")] if before and before != case.owner_id else []


def _officers(view: View, case: Case, text: str) -> list[Push]:
    """What was not solved a second time the street hears too."""
    if case.reopened < 2:
        return []
    officers = view.unit.people.with_role("街道干部")
    return [
        Push(one.id, f"{case.number}号 {case.matter}：{text}", [open_case(case)], reason="没好") for one in officers
    ]


@reacts("case_answer undone")
def pass_on_mistake(view: View, fact: Fact) -> Sequence[Push]:
    """Whoever heard an answer hears that it was taken back; whoever took it back is asked as before."""
    rating = view.unit.ratings.get(fact.subject)
    case = view.unit.cases.get(rating.case_id)
    voice = view.unit.voices.of(case.id, rating.person_id)
    text = f"{{name}}刚才说{'好了' if rating.solved else '还没好'}，撤销了，还在等回话。"
    heard = rating.act or rating.why or rating.satisfied
    pushes = _told(view, case, text, "评价", heads=not rating.solved and bool(rating.act)) if heard else []
    told = [push for push in _named(view, rating, pushes) if push.person not in (rating.by_id, rating.person_id)]
    if rating.by_id or voice is None or case.state != case_rules.ASKED:
        return told
    again = f"{case.number}号 {case.matter}：{rules.question(case.matter)}"
    return [*told, Push(rating.person_id, again, solved_or_not(case), reason="办结")]


@reacts("case_satisfied")
def pass_on_satisfaction(view: View, fact: Fact) -> Sequence[Push]:
    """Thanks are passed on, and what somebody is not satisfied with."""
    rating = view.unit.ratings.get(fact.subject)
    case = view.unit.cases.get(rating.case_id)
    voice = view.unit.voices.of(case.id, rating.person_id)
    unhappy, praise = rating.satisfied in rules.UNHAPPY, rules.is_praise(rating.why)
    if not (voice and is_principal(voice)) and not unhappy and not rating.why:
        return []
    words = f"：「{brief(rating.why)}」" if rating.why else ""
    reason = "表扬" if praise else "评价"
    before = (rating.was or {}).get(EARLIER, ["", ""])[0]
    again = "改评" if before and before != rating.satisfied else "评"
    said = f"{again}了{rating.satisfied}" if rating.satisfied else "说好了"
    heads = unhappy or praise or before in rules.UNHAPPY
    pushes = _told(view, case, f"{{name}}{said}{words}。", reason, heads=heads)
    return [push for push in _named(view, rating, pushes) if push.person != rating.person_id]


def _told(view: View, case: Case, text: str, reason: str, *, heads: bool = False) -> list[Push]:
    return to_owner(view, case, f"{case.number}号 {case.matter}：{text}", [open_case(case)], reason, heads=heads)


def _named(view: View, rating: Rating, pushes: Sequence[Push]) -> list[Push]:
    """Each with the name of whose answer it is, as far as its reader may know it; each reader once."""
    first = {push.person: push for push in reversed(pushes)}
    return [
        replace(push, text=push.text.replace("{name}", name_for(view, rating.person_id, one)))
        for one, push in reversed(first.items())
    ]
