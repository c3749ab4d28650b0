"""Whoever no channel reaches is rung about what they must know: what cannot be done, and what they are asked."""

from __future__ import annotations

from bot.facts import Fact, reacts
from bot.pushes import reaches
from bot.world import View
from handlers.engines.cases import rules
from handlers.engines.cases.moves import promise

WORDS = {
    rules.DECLINE: "您好，我是居委会的。您反映的「{matter}」（{number}号），居委会办不了：{words}",
    rules.QUERY: "您好，我是居委会的。您反映的「{matter}」（{number}号），想问您：{words}",
    rules.PAUSE: "您好，我是居委会的。您反映的「{matter}」（{number}号）要等一等：{words}。最晚{day}前给您回话。",
}


@reacts("case_step")
def list_unreached(view: View, fact: Fact) -> None:
    """What is said to be done is asked about elsewhere; a question goes to who raised it alone."""
    step = view.unit.cases.get_step(fact.subject)
    if step.act not in WORDS:
        return
    case = view.unit.cases.get(step.case_id)
    voices, day = view.unit.voices.of_case(case.id), promise(view, case.done_due)
    for voice in voices[:1] if step.act == rules.QUERY else voices:
        if voice.person_id not in (step.person_id, case.owner_id) and not reaches(view, voice.person_id):
            words = WORDS[step.act].format(
                matter=case.matter, number=case.number, words=step.words.rstrip("。"), day=day
            )
            view.unit.calls.add(case.id, voice.person_id, step.act, words)
