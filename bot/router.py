"""Which dialogue do these words belong to? Menu and help come from the same registration."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime

from bot.dialogue import Dialogue
from bot.kinds.base import Option
from bot.world import World

GUEST = "访客"
MENU = 7  # buttons that one can take in at a glance


class Router:
    """All dialogues of the house, by name and by the words that start them."""

    def __init__(self, dialogues: Sequence[Dialogue]) -> None:
        self.dialogues = sorted(dialogues, key=lambda dialogue: (dialogue.order, dialogue.name))
        self.by_name = {dialogue.name: dialogue for dialogue in dialogues}
        if len(self.by_name) != len(dialogues):
            raise ValueError("two dialogues share a name")

    def open_to(self, world: World) -> list[Dialogue]:
        """What this person may start."""
        return [dialogue for dialogue in self.dialogues if may(dialogue, world)]

    def match(
        self, text: str, sent: datetime, world: World, *, only: str = "", without: Collection[str] = ()
    ) -> Dialogue | None:
        """The dialogue that an opening starts, or None.

        `only="command"`: certainly, and with its whole message; `only="sure"`: certainly, by a word at its beginning or
        by the dialogue's own judgement; otherwise any of its words will do, and after all of them what takes the rest.
        Those `without` are left out: a dialogue may ask whether its words are another's.
        """
        text = text.strip()
        allowed = [dialogue for dialogue in self.open_to(world) if dialogue.name not in without]
        for dialogue in allowed:
            if _commands(dialogue, text):
                return dialogue
        if only == "command":
            return None
        for dialogue in allowed:
            if dialogue.sure and dialogue.sure(text, sent, world):
                return dialogue
        if only == "sure":
            return None
        loose = (dialogue for dialogue in allowed if any(word in text for word in _loose(dialogue)))
        rest = (dialogue for dialogue in allowed if dialogue.rest and dialogue.rest(text, sent, world))
        return next(loose, None) or next(rest, None)

    def first(self, text: str, sent: datetime, world: World) -> Option | None:
        """What comes before any question and any word of every conversation: a button that the words press."""
        for dialogue in self.dialogues:
            if dialogue.first and may(dialogue, world) and (about := dialogue.first(text, sent, world)) is not None:
                return Option(text, words=text, start=dialogue.name, about=about)
        return None

    def menu(self, world: World) -> list[Option]:
        """Buttons that only say words a person could type: what is wanted most, and how to see the rest."""
        offered = self._offered(world)
        more = [Option("全部", words="帮助")] if len(offered) > MENU else []
        return [*(Option(dialogue.menu, words=dialogue.menu) for dialogue in offered[:MENU]), *more]

    def _offered(self, world: World) -> list[Dialogue]:
        """By rank; of one rank the broad ones first: what takes many openings is tried last, and wanted most."""
        offered = [dialogue for dialogue in reversed(self.open_to(world)) if dialogue.menu]
        return sorted(offered, key=lambda dialogue: dialogue.rank)

    def help(self, world: World) -> str:
        """One line for each thing the person can do."""
        lines = [f"· {dialogue.help}" for dialogue in self._offered(world)]
        last = "说错了回「撤销」，不想记了回「取消」。" if world.viewer.roles else "要找人帮忙，就说「找人帮忙」。"
        return "\n".join(["您可以直接说，也可以点下面的按钮：", *lines, last])


def may(dialogue: Dialogue, world: World) -> bool:
    roles = world.viewer.roles or {GUEST if world.person.state == GUEST else "居民"}
    return not dialogue.by or bool(dialogue.by & roles)


def _commands(dialogue: Dialogue, text: str) -> bool:
    """A word marked ^ begins the message; the menu's words are all of it."""
    if text and text == dialogue.menu:
        return True
    return any(re.match(word, text) for word in dialogue.starts if word.startswith("^"))


def _loose(dialogue: Dialogue) -> list[str]:
    return [word for word in dialogue.starts if not word.startswith("^")]
