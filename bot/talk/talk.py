"""What a dialogue sees of the engine: a dialogue is one plain function, run again from the top on every message."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn, TypeVar

from bot.dialogue import DialogueBug, Remark
from bot.exchange import Prompt, Suspend, still_holds
from bot.kinds.base import Choice, Kind, Note, Option, Slot, Unclear
from bot.kinds.card import Card, card_lines
from bot.saying import brief
from bot.talk.state import Answer, State

T = TypeVar("T")
REVIEW, REMARK = "核对", "留言"


class Talk:
    """One run of a dialogue. `world` gives storage, viewer, settings; nothing is changed before the run is over."""

    def __init__(self, state: State, world: Any, each: str = "") -> None:
        self.world, self.about = world, state.about
        self.now: datetime = world.now
        self.today = self.now.date()
        self.texts: list[str] = []
        self.saved: list[Any] = []
        self.offered: list[Option] = []
        self._state, self._each = state, each
        self._met: dict[tuple[int, str], Answer] = {}
        self._parted = self._saving = False

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
        """Return the answer if it is known, else send the prompt and leave; `otherwise` is taken, unasked, as words said."""
        if self._saving or (part, label) in self._met:
            raise DialogueBug(f"{label} is asked {'after saving' if self._saving else 'twice'}")
        answer = self._state.latest(part, label)
        if answer is None and otherwise is not None:
            answer = self._state.hear(part, Slot(label, otherwise), self.now, how)
        question = Prompt(0, part, label, prompt, kind.free, list(kind.options()))
        if answer is None or not answer.text:
            self._leave(question)
        try:
            value = self._understand(answer, kind)
        except Unclear as unclear:
            self.texts, question.text = ([], str(unclear)) if unclear.options else ([str(unclear)], prompt)
            last = self._state.prompt  # what it offered when it asked the same before is still on offer
            again = last.options if (last.part, last.label) == (part, label) and not kind.free else []
            question.options = unclear.options or question.options or again
            self._leave(question, answer, offered=bool(unclear.options))
        if answer.doubt and kind.free:
            self._leave(still_holds(part, label, answer.text, answer.value))
        if answer.how == "guessed" and kind.free:
            answer.how = "found"  # left-over words are told as they are: nothing is guessed of them
        self.texts.clear()
        self._met[part, label] = answer
        return value

    def review(self, title: str, yes: str = "保存") -> None:
        """Show every answer; go on only when the person confirms what is shown."""
        lines = card_lines(self._state, self._met, self._each)
        self._state.card = [[part, label] for (part, label), answer in self._met.items() if answer.shown]
        self.ask(REVIEW, "\n".join([title, *lines]), Card(lines, self._state.prompt.lines, yes))

    def save(self, *things: Any) -> None:
        """Store these when the dialogue ends. From here on nothing more can be asked."""
        self._saving = True
        self.saved += things

    def offer(self, *options: Option) -> None:
        """Put buttons below the closing words: they say words, or start a dialogue `about` something."""
        self.offered += options

    def run(self, tell: Callable[[Any], str]) -> str:
        closing = tell(self)
        if not isinstance(closing, str) or not closing:
            raise DialogueBug("a dialogue returned no closing words")
        self._saving = False
        self._offer_unheard()
        return closing

    def _offer_unheard(self) -> None:
        unheard = [answer for answer in self._state.unheard() if answer.label not in (REMARK, REVIEW)]
        words = "；".join(dict.fromkeys(answer.source or answer.text for answer in unheard))
        question = f"您还说过「{brief(words)}」，要作为备注记下吗？"
        if words and self.ask(REMARK, question, Choice("记下", "不用")) == "记下":
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
                if not any(part == answer.part for part, _ in self._met):  # what the rest is about is gone
                    self._state.doubt_rest(answer)
            raise
        answer.shown = kind.show(value)
        return value

    def _leave(self, prompt: Prompt, unclear: Answer | None = None, *, offered: bool = False) -> NoReturn:
        if prompt.label == REVIEW:
            prompt.words = [Option("改", words="改"), Option("取消", words="取消")]
            prompt.lines = card_lines(self._state, self._met, self._each)
        raise Suspend(self.texts, prompt, unclear, offered=offered)


@dataclass(frozen=True)
class Part:
    """One of several things told in one dialogue; its answers are its own."""

    talk: Talk
    number: int

    @property
    def files(self) -> list[int]:
        """Files that came while this part was being told; the first part has those of none as well."""
        return self.talk._state.files_of(self.number)

    def ask(self, label: str, prompt: str, kind: Kind[T], otherwise: str | None = None) -> T:
        return self.talk.ask(label, prompt, kind, otherwise, self.number)

    def knows(self, label: str) -> bool:
        return self.talk._state.latest(self.number, label) is not None

    def found(self, label: str, kind: Kind[Any] | None = None) -> Any:
        """What was said of this unasked; often nothing. It stands in the review and can be changed there."""
        kind = kind or Note(empty="未提")
        return self.talk.ask(label, f"{label}：请写下来，没有请回「无」。", kind, "无", self.number, "absent")
