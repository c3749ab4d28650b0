"""Taking back the last thing a person did: everything that nobody else has acted on, and words for what stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from storage.journal import UNDO
from storage.unit import Unit
from storage.viewers import Viewer


def undo(
    unit: Unit, viewer: Viewer, within: timedelta, tell: Callable[[str, int], None] = lambda kind, number: None
) -> str:
    """Undo the newest entry of the last `within`; what was done, in words, or "" if there is nothing to undo.

    `tell(kind, number)` is called for all that was taken back.
    """
    entry = unit.journal.last(viewer.person, unit.now - within)
    if entry is None:
        return ""
    stays = [UNDO[kind](unit, viewer, number) for kind, number in reversed(entry.effects) if kind in UNDO]
    unit.journal.undone(entry.id)
    for kind, number in entry.effects:
        tell(kind, number)
    kept = "；".join(dict.fromkeys(word for word in stays if word))
    return f"撤销了，刚才的{entry.dialogue}不算了。" + (f"只有一样收不回：{kept}。" if kept else "")
