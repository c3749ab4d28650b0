"""One of one's own cases, by its number or by words that it shares with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from bot.kinds.base import NotAllowed, Option, Unclear
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.cases import meant, rules
from handlers.engines.cases.answers import NOT_YOURS
from storage.viewers import system

SHOWN = 5
CASE = system("cases")
NONE_YET = "您还没有提过诉求。有事直接写一句就行，比如「12号楼道灯不亮」。"


@dataclass(frozen=True)
class OwnCase:
    """A case in which the person has a voice; of several that may be meant `among` (numbers of rows) are offered."""

    world: World
    among: Sequence[int] = ()
    free: ClassVar[bool] = False

    def read(self, text: str, sent: datetime) -> int:
        own = meant.own_cases(self.world)
        if found := meant.numbered(text, own):
            return found[0].id
        if (said := meant.number_in(text)) and (said[1] or text.strip().isdecimal()):
            raise NotAllowed(NOT_YOURS)
        near = meant.alike(text, [one for one in own if not self.among or one[0].id in self.among])
        if len(near) == 1:
            return near[0][0].id
        if not own:
            raise NotAllowed(NONE_YET)
        raise Unclear("您说的是哪一件？可以回编号，比如「0312」。", self._options([one[0].id for one in near]))

    def load(self, stored: int) -> meant.Own:
        """The case and the person's voice; of one that was merged the case that goes on."""
        unit = self.world.unit
        case = unit.cases.get(stored)
        while case.state == rules.MERGED and case.merged_id:
            case = unit.cases.get(case.merged_id)
        voice = unit.voices.of(case.id, self.world.viewer.person)
        if voice is None:
            raise NotAllowed(NOT_YOURS)
        return case, voice

    def show(self, value: meant.Own) -> str:
        return f"{value[0].number}号 {value[0].matter}"

    def options(self) -> list[Option]:
        return self._options(self.among)

    def _options(self, among: Sequence[int]) -> list[Option]:
        own = [case for case, _ in meant.own_cases(self.world) if not among or case.id in among]
        return [Option(f"{case.number} {case.matter[:10]}", case.id) for case in own[:SHOWN]]


def own_case(talk: Talk, said: str, among: Sequence[int] = ()) -> meant.Own | str:
    """The case that was said, or the only one; else it is asked. What leads nowhere is a closing sentence: nobody is kept."""
    kind = OwnCase(talk.world, among)
    if not said and not kind.options():
        return NONE_YET
    try:
        if said:
            kind.load(kind.read(said, talk.now))
    except Unclear as unclear:
        if not unclear.options:
            return str(unclear)
    return talk.ask("哪一件", "您说的是哪一件？", kind, otherwise=said or None)


def pressed(talk: Talk, case: int) -> meant.Own | str:
    """The case of a button: numbers come again in another year, buttons do not."""
    try:
        return OwnCase(talk.world).load(case)
    except Unclear as unclear:
        return str(unclear)
