"""Several moves in one message: each is done and said by itself, in one reply; one review where any of them wants one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from bot.kinds.base import Kind
from bot.talk.talk import Talk
from bot.world import World
from handlers.engines.cases import moves, rules
from handlers.engines.cases.saying import open_case
from handlers.handling.meant import Aim
from handlers.handling.rules import Heard
from handlers.handling.saving import DONE, UNDO
from storage.cases import Case

T = TypeVar("T")
Act = Callable[[Talk, Case, Heard], str]
SHOWN = 5  # buttons below the reply


class Joint(Talk):
    """A talk as one of several moves sees it: its questions name its cases, what it saves waits for the others."""

    def __init__(self, talk: Talk) -> None:
        vars(self).update(vars(talk))
        self.whole = talk
        self.whose = ""
        self.collected: list[Any] = []
        self.titles: list[str] = []
        self._asked: dict[str, Any] = {}

    @property
    def files(self) -> list[int]:
        return self.whole.files if not self.collected else []  # they belong to the first

    def ask(
        self, label: str, prompt: str, kind: Kind[T], otherwise: str | None = None, part: int = 0, how: str = "assumed"
    ) -> T:
        name = f"{label}（{self.whose}）"
        if label == DONE and otherwise is None:  # it stands in the review, where it can be changed
            otherwise, how = "办好了", "assumed"
        if name not in self._asked:  # of several cases it is asked once
            self._asked[name] = self.whole.ask(name, f"{self.whose}：{prompt}", kind, otherwise, part, how)
        found: T = self._asked[name]
        return found

    def review(self, title: str, yes: str = "保存") -> None:
        self.titles.append(title.removesuffix("请核对："))

    def save(self, *things: Any) -> None:
        self.collected += things

    def offer(self, *options: Any) -> None:
        """Each case has its own button in the end."""


def do_all(talk: Talk, aims: Sequence[Aim], act: Act) -> str:
    """Do every move of every aim in turn; what may not happen is said, and stops none of the others."""
    joint, said, touched = Joint(talk), [], []
    for aim in aims:
        joint.whose = "、".join(case.number for case in aim.cases) + "号"
        said += [aim.why] if aim.why else []
        for case in aim.cases:
            now = case
            for heard in aim.moves:
                before = len(joint.collected)
                said.append(act(joint, now, heard).replace(UNDO, ""))
                now = _as_after(talk.world, now, joint.collected[before:])
            touched.append(now)
    if joint.titles:
        rest = [] if len(joint.titles) == len(said) else ["别的几步也一起记。"]
        talk.review("\n".join([*dict.fromkeys(joint.titles), *rest, "请核对："]))
    talk.save(*joint.collected)
    talk.offer(*[open_case(case) for case in {one.id: one for one in touched}.values()][:SHOWN])
    return "\n".join([*said, UNDO] if joint.collected else said)


def _as_after(world: World, case: Case, made: Sequence[Any]) -> Case:
    """The case as it stands once these are stored: the next move of the sentence builds on it."""
    for move in made:
        if isinstance(move, moves.Move):
            owns = move.act in (rules.TAKE, rules.HAND) and move.whom_id
            spoken = move.act in (rules.CONTACT, rules.QUERY, rules.RESOLVE) and not case.contact_at
            case = replace(
                case,
                state=rules.after(case.state, move.act) or case.state,
                owner_id=move.whom_id if owns else case.owner_id,
                contact_at=world.now if spoken else case.contact_at,
                holder=move.whom if move.act == rules.PASS else case.holder,
                holder_id=move.whom_id if move.act == rules.PASS else case.holder_id,
                done_due=move.due or case.done_due,
            )
    return case
