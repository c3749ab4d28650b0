"""What a dialogue sees of the engine: a dialogue is one plain function, run again from the top on every message."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NoReturn, Protocol, TypeVar

from bot.kinds.base import Card, Choice, Kind, Note, Unclear
from bot.talk.state import UNUSED, Answer, Option, Prompt, Record, Slot, State

T = TypeVar("T")
REVIEW = "核对"


class World(Protocol):
    """What a dialogue may look at while it runs: its unit of storage, who asks, settings and calendar."""

    @property
    def now(self) -> datetime: ...


class Suspend(BaseException):
    """Leave the dialogue until the person answers. A BaseException, so `except Exception` lets it pass."""

    def __init__(self, texts: list[str], prompt: Prompt, unclear: Answer | None, *, offered: bool) -> None:
        self.texts, self.prompt, self.unclear, self.offered = texts, prompt, unclear, offered


class DialogueBug(Exception):
    """The dialogue function breaks a rule of the engine."""


@dataclass(frozen=True)
class Remark:
    """Words that no question wanted and the person wants kept."""

    text: str


Reader = Callable[[str, datetime, Any], Sequence[Record]]


def reads_nothing(text: str, sent: datetime, world: Any) -> Sequence[Record]:
    return ()


@dataclass(frozen=True)
class Dialogue:
    """A conversation and how one gets into it. Menu, help and catalogue are made of these."""

    name: str
    tell: Callable[[Any], str]
    starts: tuple[str, ...] = ()  # words that an opening may hold; a leading ^ wants them at its beginning
    by: frozenset[str] = frozenset()  # roles; empty: everybody, guests too
    reads: Reader = reads_nothing
    each: str = ""  # the counter word of its parts, if it has any: 第2户
    aliases: dict[str, str] = field(default_factory=dict)  # what people also call its lines: 时间 → 日期
    menu: str = ""  # the words that the menu offers; empty: not in the menu
    sure: Callable[[str, datetime, Any], bool] | None = None  # for openings that no single word tells
    order: int = 50  # among dialogues that an opening fits, the lowest is taken

    @property
    def help(self) -> str:
        """The first line of the docstring, for 帮助 and the catalogue."""
        return (self.tell.__doc__ or "").strip().splitlines()[0]


def dialogue(name: str, **how: Any) -> Callable[[Callable[[Any], str]], Dialogue]:
    """Make a function a dialogue. `by` takes one role or several; see `Dialogue` for the rest."""
    by = how.pop("by", ())
    roles = frozenset([by] if isinstance(by, str) else by)
    return lambda tell: Dialogue(name, tell, by=roles, **how)


class Talk:
    """One run of a dialogue. `world` gives storage, viewer, settings; nothing is changed before the run is over."""

    def __init__(self, state: State, world: Any, each: str = "") -> None:
        self.world, self.about = world, state.about
        self.texts: list[str] = []
        self.saved: list[Any] = []
        self._state, self._each = state, each
        self._met: dict[tuple[int, str], Answer] = {}
        self._parted = self._saving = False

    @property
    def now(self) -> datetime:
        moment: datetime = self.world.now
        return moment

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def files(self) -> list[int]:
        """Files that belong to no part: to the conversation as a whole."""
        return [file for file, part in self._state.files if part == 0]

    def parts(self) -> Iterator[Part]:
        """The things the words speak of; at least one. Only one such loop in a dialogue."""
        if self._parted:
            raise DialogueBug("parts inside parts, or a second loop over them")
        self._parted = True
        yield from (Part(self, number) for number in self._state.parts())

    def say(self, text: str) -> None:
        """Say this together with the next question; silent if that question needs no asking."""
        self.texts.append(text)

    def ask(
        self, label: str, prompt: str, kind: Kind[T], otherwise: str | None = None, part: int = 0, how: str = "assumed"
    ) -> T:
        """Return the answer if it is known, else send the prompt and leave.

        `otherwise` is taken, unasked, as words that might have been said.
        """
        if self._saving or (part, label) in self._met:
            raise DialogueBug(f"{label} is asked {'after saving' if self._saving else 'twice'}")
        answer = self._state.latest(part, label)
        if answer is None and otherwise is not None:
            answer = self._state.hear(part, Slot(label, otherwise), self.now, how)
        options, free = list(kind.options()), kind.free
        if answer is None or not answer.text:
            self._leave(Prompt(0, part, label, prompt, free, options))
        if answer.doubt and free:
            attach = [Option("就是这里的", answer.text), Option("不是，另外记", words="另外记这句")]
            self._leave(Prompt(0, part, label, f"刚才您写的「{answer.text}」，说的也是这里吗？", free, attach))
        try:
            value = self._understand(answer, kind)
        except Unclear as unclear:
            self.texts = [str(unclear)]
            offered = bool(unclear.options)
            self._leave(Prompt(0, part, label, prompt, free, unclear.options or options), answer, offered=offered)
        if answer.how == "guessed" and free:
            answer.how = "found"  # left-over words are told as they are: nothing is guessed of them
        self.texts.clear()
        self._met[part, label] = answer
        return value

    def review(self, title: str) -> None:
        """Show every answer; go on only when the person confirms what is shown."""
        lines = self._lines()
        self._state.card = [[part, label] for (part, label), answer in self._met.items() if answer.shown]
        self.ask(REVIEW, "\n".join([title, *lines]), Card(lines, self._state.prompt.lines))

    def save(self, *things: Any) -> None:
        """Store these when the dialogue ends. From here on nothing more can be asked."""
        self._saving = True
        self.saved += things

    def run(self, tell: Callable[[Any], str]) -> str:
        closing = tell(self)
        if not isinstance(closing, str) or not closing:
            raise DialogueBug("a dialogue returned no closing words")
        self._saving = False
        self._offer_unheard()
        return closing

    def _offer_unheard(self) -> None:
        words = "；".join(dict.fromkeys(answer.text for answer in self._state.unheard() if answer.label != "留言"))
        if words and self.ask("留言", f"您还说过「{words}」，要作为备注记下吗？", Choice("记下", "不用")) == "记下":
            self.saved.append(Remark(words))

    def _understand(self, answer: Answer, kind: Kind[T]) -> T:
        if answer.value is None:
            try:
                answer.value = kind.read(answer.text, datetime.fromisoformat(answer.sent))
            except Unclear:
                self._state.forget(answer)
                raise
        try:
            value = kind.load(answer.value)
        except Unclear:
            if answer.label != REVIEW:
                self._state.forget(answer)
                self._state.doubt_rest(answer)
            raise
        answer.shown = kind.show(value)
        return value

    def _leave(self, prompt: Prompt, unclear: Answer | None = None, *, offered: bool = False) -> NoReturn:
        if prompt.label == REVIEW:
            prompt.words, prompt.lines = [Option("改", words="改"), Option("取消", words="取消")], self._lines()
        raise Suspend(self.texts, prompt, unclear, offered=offered)

    def _lines(self) -> list[str]:
        parts = self._state.parts()
        lines, above = [], 0
        for (part, label), answer in self._met.items():
            if part != above and part and len(parts) > 1:
                lines.append(f"【第{parts.index(part) + 1}{self._each}】")
            above = part
            if answer.shown:
                lines.append(f"{label}：{answer.shown}{self._mark(answer)}")
        photos = len(self._state.files)
        return [*lines, f"附件：{photos}个"] if photos else lines

    def _mark(self, answer: Answer) -> str:
        if was := self._state.was(answer):
            return f"（原来是{was}）"
        plain = re.sub("（.*?）", "", answer.shown)
        if answer.how == "found" and answer.source and answer.source not in plain and plain not in answer.source:
            return f"（听到「{answer.source}」）"
        return {"assumed": "（默认）", "guessed": "（猜的）"}.get(answer.how, "")


@dataclass(frozen=True)
class Part:
    """One of several things told in one dialogue; its answers are its own."""

    talk: Talk
    number: int

    @property
    def files(self) -> list[int]:
        """Files that came while this part was being told; those of no part belong to every part."""
        return [file for file, part in self.talk._state.files if part in (0, self.number)]

    def ask(self, label: str, prompt: str, kind: Kind[T], otherwise: str | None = None) -> T:
        return self.talk.ask(label, prompt, kind, otherwise, self.number)

    def found(self, label: str, kind: Kind[Any] | None = None) -> Any:
        """What was said of this unasked; often nothing. It stands in the review and can be changed there."""
        kind = kind or Note(empty="未提")
        return self.talk.ask(label, f"{label}：请写下来，没有请回「无」。", kind, "无", self.number, "absent")
