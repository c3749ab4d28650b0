"""Changes in words: 改日期 昨天, 第二户是402, 301没见到, 再加一户. The buttons of a menu only say such words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.dialogue import Dialogue
from bot.kinds.base import Option, Slot, Unclear
from bot.language import changing
from bot.talk.state import State
from bot.talk.talk import REVIEW


@dataclass(frozen=True)
class Changes:
    """Changes to what was said so far, each laid on top as a `corrected` answer."""

    dialogue: Dialogue
    state: State
    world: Any
    sent: datetime

    def make(self, words: str) -> bool:
        """Make all the changes that the words ask for, or none; False if they name nothing to change."""
        answers, files = list(self.state.answers), [list(file) for file in self.state.files]
        understood = False
        try:
            understood = all(map(self._change, changing.cut(words, self._naming.labels)))
        finally:
            if not understood:
                self.state.answers, self.state.files = answers, files
        return understood

    @property
    def _naming(self) -> changing.Naming:
        """How the lines and parts may be called now."""
        lines = self.state.lines()
        labels = {line.label: line.label for line in lines}
        labels |= {alias: label for alias, label in self.dialogue.aliases.items() if label in labels}
        shown = [(line.part, f"{line.shown} {line.text}") for line in lines if line.label == self.subject]
        return changing.Naming(self.dialogue.each, self.parts, shown, labels)

    @property
    def parts(self) -> list[int]:
        return self.state.parts() if self.dialogue.each else [0]

    @property
    def subject(self) -> str:
        """The label that tells parts apart: the first one asked of a part."""
        return next((line.label for line in self.state.lines() if line.part), "")

    def _change(self, clause: str) -> bool:
        if (told := changing.added(clause, self.dialogue.each)) is not None:
            return self._add(told)
        if part := self._whole_part(changing.removed(clause)):
            self.state.mark_part(part, self.sent, there=False)
            return True
        if part := self._whole_part(changing.moved(clause)):
            return self._move_files(part)
        if (turned := changing.turned(clause)) and self._turn(*turned):
            return True
        return self._line(re.sub("^(改(一下|下)?|把)", "", clause))

    def _add(self, words: str) -> bool:
        part = self.state.new_part()
        self.state.mark_part(part, self.sent, there=True)
        records = self.dialogue.reads(words, self.sent, self.world) if words else ()
        for slot in records[0].slots if records else ():
            self.state.hear(part, slot, self.sent, "found" if slot.sure else "guessed")
        return bool(records) or not words

    def _whole_part(self, words: str) -> int:
        """The part that the words name and say nothing more of; 0 if there is none."""
        part, rest = self._part(words) if words else (None, "")
        return part if part and not rest else 0

    def _move_files(self, part: int) -> bool:
        """Files that came with no part in mind, else the last one."""
        files = self.state.files
        for file in [file for file in files if not file[1]] or files[-1:]:
            file[1] = part
        return bool(files)

    def _turn(self, old: str, new: str) -> bool:
        """不是13号是12号: the one line that holds the old piece holds the new one instead."""
        for said in ("text", "shown"):
            lines = [line for line in self.state.lines() if old in getattr(line, said)]
            alike = len({line.label for line in lines}) == 1 and lines[0].label != self.subject
            if len(lines) == 1 or alike:
                for line in lines:
                    self._replace(line.part, Slot(line.label, getattr(line, said).replace(old, new)))
                return True
        return False

    def _line(self, words: str) -> bool:
        part, rest = self._part(words)
        label, text = self._naming.label(rest)
        if part is not None and not any((line.part, line.label) == (part, label) for line in self.state.lines()):
            label = ""
        if not label and not rest and (part is not None or words == ""):
            self._offer_lines(part)
        if not label and part is not None and (text := changing.new_words(rest)):
            label = self.subject
        if label:
            for each in self._meant(part, label, text, words):
                self._replace(each, Slot(label, text))
            return True
        return (part is not None or self.state.prompt.label == REVIEW) and self._fill(part, rest)

    def _fill(self, part: int | None, words: str) -> bool:
        """Words without a label: only what the reader is sure of, and only if nothing is left over."""
        records = self.dialogue.reads(words, self.sent, self.world)
        slots = [slot for record in records for slot in record.slots]
        each = self.dialogue.each
        if each and part is None and any(slot.label == self.subject for slot in slots):
            more = Option(f"加一{each}", words=f"再加一{each}：{words}")
            raise Unclear(f"是要再加一{each}吗？", [more, Option("不用", words="继续")])
        if not slots or not all(slot.sure and slot.label in self._naming.labels.values() for slot in slots):
            return False
        for slot in slots:
            for each_part in [part] if part is not None else self._having(slot.label):
                self._replace(each_part, slot)
        return True

    def _replace(self, part: int, slot: Slot) -> None:
        # The question is opened first: should the new words be unclear, it is asked, and going back undoes it.
        self.state.hear(part, Slot(slot.label, ""), self.sent, "corrected")
        if slot.text:
            self.state.hear(part, slot, self.sent, "corrected")

    def _part(self, words: str) -> tuple[int | None, str]:
        """The part that the words begin with, and the rest."""
        try:
            return self._naming.part(words) if self.dialogue.each else (None, words)
        except LookupError as nowhere:
            raise Unclear(str(nowhere)) from None

    def _having(self, label: str) -> list[int]:
        return [line.part for line in self.state.lines() if line.label == label] or self.parts[:1]

    def _meant(self, part: int | None, label: str, text: str, words: str) -> list[int]:
        """The parts whose line is to change: the one named, or all; what tells parts apart is one part's alone."""
        having, each = self._having(label), self.dialogue.each
        if part is not None or len(having) == 1:
            return [part if part is not None else having[0]]
        if text and label != self.subject:
            return having
        if self.state.prompt.part in having:
            return [self.state.prompt.part]
        places = [f"第{self.parts.index(one) + 1}{each}" for one in having]
        raise Unclear(f"改哪一{each}？", [Option(place, words=f"改{place}{words}") for place in places])

    def _offer_lines(self, part: int | None) -> None:
        parts, lines, each = self.parts, self.state.lines(), self.dialogue.each
        stay = Option("不改了", words="继续")
        if part is None and len(parts) > 1:
            common = [Option(f"改{line.label}", words=f"改{line.label}") for line in lines if line.part == 0]
            which = [Option(f"改第{n + 1}{each}", words=f"改第{n + 1}{each}") for n in range(len(parts))]
            raise Unclear(f"改哪一{each}？", [*common, *which, stay])
        place = f"第{parts.index(part) + 1}{each}" if part else ""
        mine = [line for line in lines if part in (None, line.part)]
        choices = [Option(f"改{line.label}", words=f"改{place}{line.label}") for line in mine]
        raise Unclear("改哪一项？", [*choices, stay])
