"""What a conversation remembers: one small JSON row. Answers are only laid on top; going back takes them off."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from bot.exchange import Prompt
from bot.kinds.base import Option, Slot

UNUSED = "没用上的话"  # the label of words that no question has taken yet


@dataclass
class Answer:
    """Words given to one question about one part. Without words it is a question opened again."""

    part: int  # 0 is the dialogue itself
    label: str
    text: str
    sent: str  # when its message was sent: 今天 means that day, however late it is read
    turn: int  # serial of the prompt that its message replied to
    how: str = "told"  # told, found, guessed, assumed, absent (found nowhere), corrected
    source: str = ""
    value: Any = None  # None until the dialogue reaches the question
    shown: str = ""
    doubt: bool = False  # said of something else that is gone: asked before it is used


@dataclass
class State:
    """One conversation. `card` holds the last full review: the (part, label) of its lines, known while others are asked."""

    id: int
    dialogue: str
    about: dict[str, Any] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    prompt: Prompt = field(default_factory=Prompt)
    files: list[list[int]] = field(default_factory=list)  # [file id, part]
    card: list[list[Any]] = field(default_factory=list)
    unclear: int = 0  # replies in a row that could not be used

    @classmethod
    def from_row(cls, row: dict[str, Any]) -> State:
        prompt = dict(row["prompt"])
        for key in ("options", "words"):
            prompt[key] = [Option.from_row(option) for option in prompt[key]]
        return cls(**{**row, "answers": [Answer(**answer) for answer in row["answers"]], "prompt": Prompt(**prompt)})

    def to_row(self) -> dict[str, Any]:
        row = asdict(self)
        for key in ("options", "words"):
            row["prompt"][key] = [option.to_row() for option in getattr(self.prompt, key)]
        return row

    @property
    def mark(self) -> str:
        """What every button of the latest prompt carries."""
        return f"{self.id}.{self.prompt.serial}"

    def hear(self, part: int, slot: Slot, sent: datetime, how: str = "told", value: Any = None) -> Answer:
        answer = Answer(part, slot.label, slot.text, sent.isoformat(), self.prompt.serial, how, slot.source, value)
        self.answers.append(answer)
        return answer

    def keep_words(self, text: str, sent: datetime) -> None:
        """Words that no question has taken yet: they are offered before the end."""
        self.forget_words(text)
        self.hear(0, Slot(UNUSED, text), sent, "found")

    def forget(self, unwanted: Answer) -> None:
        self.answers = [answer for answer in self.answers if answer is not unwanted]

    def forget_words(self, text: str) -> None:
        """These words, and all that they hold, have found their place after all."""
        self.answers = [answer for answer in self.answers if answer.label != UNUSED or answer.text not in text]

    def set_aside(self, answer: Answer) -> None:
        """What was said is no answer to its question, but it was said."""
        self.forget(answer)
        self.keep_words(answer.text, datetime.fromisoformat(answer.sent))

    def latest(self, part: int, label: str) -> Answer | None:
        return next((a for a in reversed(self.answers) if (a.part, a.label) == (part, label)), None)

    @property
    def doubted(self) -> Answer | None:
        """The answer about which the latest prompt asks whether it still holds."""
        asked = self.latest(self.prompt.part, self.prompt.label)
        return asked if asked and asked.doubt and asked.value is not None else None

    def lines(self) -> list[Answer]:
        """What the person can refer to: the lines of the last full review, else all that was understood so far."""
        known = self.card or [[answer.part, answer.label] for answer in self.answers if answer.shown]
        places = dict.fromkeys((part, label) for part, label in known)
        newest = {(a.part, a.label): a for a in self.answers if a.shown and a.part in (0, *self.parts())}
        return [newest[place] for place in places if place in newest]

    def unheard(self) -> list[Answer]:
        """Words of the person for a question that the dialogue has not reached; what they corrected since is not meant."""
        waiting = [a for a in self.answers if a.text and a.value is None and a.how != "assumed"]
        corrected = {(a.part, a.label): a for a in self.answers if a.how == "corrected"}
        return [a for a in waiting if a.part in (0, *self.parts()) and corrected.get((a.part, a.label), a) is a]

    def doubt_rest(self, gone: Answer) -> None:
        """What was said of a part whose subject is gone may not be true of the one that takes its place."""
        for answer in self.answers:
            if answer.part == gone.part and answer.label not in (gone.label, "", UNUSED):
                answer.doubt = answer.how not in ("assumed", "absent")

    def parts(self) -> list[int]:
        """The parts in the order they came up; their numbers are never shown. There is always one."""
        gone = {a.part for a in self.answers if a.label == "" and a.value is False}
        return list(dict.fromkeys(a.part for a in self.answers if a.part and a.part not in gone)) or [self.new_part()]

    def new_part(self) -> int:
        return 1 + max((a.part for a in self.answers), default=0)

    def mark_part(self, part: int, sent: datetime, *, there: bool) -> None:
        """Adding and removing a part are answers too, so going back undoes them like any other."""
        self.hear(part, Slot("", "再加" if there else "删掉"), sent, value=there)

    def files_of(self, part: int) -> list[int]:
        """The files of a part; those that came with no part in mind go with the first."""
        first = part == self.parts()[0]
        return [file for file, owner in self.files if owner == part or (first and not owner)]

    def go_back(self) -> bool:
        """Take back the person's last message and all that followed from it; the opening stays."""
        last = max((a.turn for a in self.answers if a.how in ("told", "corrected")), default=0)
        self.answers = [a for a in self.answers if a.turn < last or not last]
        return last > 0
