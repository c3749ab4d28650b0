"""Re-runs every open conversation against the code as it is now, and changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import Engine

from bot.desk import where
from bot.talk.advance import advance
from bot.talk.state import State
from bot.turns import Turns
from storage.base import savepoint, transaction
from storage.unit import Unit


class _Undone(Exception):
    """Leaves the transaction without a trace."""


def examine(engine: Engine, now: datetime, turns: Turns) -> list[str]:
    """One line for each open conversation that raises or whose dialogue is gone; its number, never its words."""
    ill: list[str] = []
    try:
        with transaction(engine) as db:
            unit = Unit(db, now)
            for talk in unit.talks.all_open():
                dialogue = turns.router.by_name.get(talk.dialogue)
                if dialogue is None:
                    ill.append(f"第{talk.id}号对话「{talk.dialogue}」：这个对话已经没有了")
                    continue
                try:
                    with savepoint(db):
                        world = replace(turns.world(unit, talk.person_id), dialogue=dialogue.name)
                        advance(dialogue, State.from_row(talk.state), None, world)
                except Exception as failure:  # noqa: BLE001 - that is what it looks for
                    ill.append(f"第{talk.id}号对话「{talk.dialogue}」：{where(failure)}")
            raise _Undone
    except _Undone:
        return ill
