"""A person who is lost is handed to a human: a resident to the cadre in charge, a cadre to the secretary, else an officer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.danger import responsible
from bot.facts import Fact, reacts
from bot.kinds.base import Option
from bot.pushes import Push
from bot.saying import say_files
from bot.talk.state import State
from bot.world import View
from storage.files import Kept
from storage.viewers import system

HELPING = system("helping")
OPEN = "看附件"
LATELY = timedelta(minutes=30)


@reacts("help")
def call_a_human(view: View, fact: Fact) -> Sequence[Push]:
    """Whom to tell that somebody needs a hand. What they wrote is not repeated; what they sent goes with it."""
    unit = view.unit
    viewer = unit.people.viewer(fact.person)
    files = sent_lately(view, fact.person)
    cadres = [] if viewer.roles or not viewer.household else [one.id for one in unit.people.cadres_of(viewer.household)]
    text = f"{name_of(view, fact.person)}在这里卡住了，想请人帮忙{say_files([one.kind for one in files])}。请联系一下。"
    buttons = opens(files)
    return [Push(one, text, buttons, reason="帮忙") for one in cadres or responsible(unit, viewer)]


def name_of(view: View, person: int) -> str:
    somebody = view.unit.people.get(HELPING, person)
    return somebody.name if somebody and somebody.name else "一位访客"


def sent_lately(view: View, person: int) -> list[Kept]:
    """What somebody sent in the open conversation, or a while ago and to nothing in particular."""
    stack = view.unit.talks.stack(person)
    ids = [file for talk in stack[:2] if talk.state for file, _ in State.from_row(talk.state).files]
    return view.unit.files.get(list(dict.fromkeys([*view.unit.files.loose(person, view.now - LATELY), *ids])), person)


def opens(files: Sequence[Kept]) -> list[Option]:
    """The button that brings the files on: whoever gets the message may open them."""
    about = {"files": [[one.id, one.kind, one.name] for one in files]}
    return [Option(OPEN, words=OPEN, start=OPEN, about=about)] if files else []
