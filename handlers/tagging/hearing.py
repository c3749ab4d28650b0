"""Words that lead to nothing here are heard all the same, so that nobody is asked whether to keep them."""

from __future__ import annotations

from bot.kinds.base import Note
from bot.talk.talk import Talk


def set_aside(talk: Talk, *labels: str) -> None:
    """Take what was said for these questions, which are not to be asked."""
    for label in labels:
        talk.ask(label, label, Note(), otherwise="无", how="absent")
