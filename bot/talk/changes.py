"""Changes in words: 改日期 昨天, 第二户是402, 301没见到, 再加一户. The buttons of a menu only say such words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.kinds.base import Unclear
from bot.talk.state import Answer, Option, Record, Slot, State
from bot.talk.talk import REVIEW, Dialogue

NUMERALS = "零一二三四五六七八九十"
NAMING = re.compile(r"\d+号\w?\d+|[\u4e00-\u9fff]{2,4}")
TURNED = re.compile(r"(?:应该)?(?:不是(?P<a>[^，,是]+?)[，, ]*(?:而是|是)(?P<b>.+)|是(?P<c>[^，,]+)[，, ]*不是(?P<d>.+))")


@dataclass(frozen=True)
class Changes:
    """Changes to what was said so far, each laid on top as a `corrected` answer."""

    dialogue: Dialogue
    state: State
    world: Any
    sent: datetime

    def make(self, words: str) -> bool:
        """Make all the changes that the words ask for, or none; False if they name nothing to change."""
        before = len(self.state.answers)
        understood = False
        try:
            understood = all([self._change(clause) for clause in self._clauses(words)])
        finally:
            if not understood:
                del self.state.answers[before:]
        return understood

    def _clauses(self, words: str) -> list[str]:
        """Cut at ；and。, and at a comma before what begins another change."""
        labels = "|".join(map(re.escape, [*self._labels(), "第", "再加", "去掉", "删掉"]))
        pieces = re.split(rf"[；;。\n]|[，,](?={labels})", words)
        return [piece.strip(" ，,") for piece in pieces if piece.strip(" ，,")]

    def _labels(self) -> dict[str, str]:
        """What a line may be called → its label, longest first."""
        names = {line.label: line.label for line in self.state.lines()}
        names |= {alias: label for alias, label in self.dialogue.aliases.items() if label in names.values()}
        return dict(sorted(names.items(), key=lambda item: -len(item[0])))

    @property
    def parts(self) -> list[int]:
        return self.state.parts() if self.dialogue.each else [0]

    @property
    def subject(self) -> str:
        """The label that tells parts apart: the first one asked of a part."""
        return next((line.label for line in self.state.lines() if line.part), "")

    def _change(self, clause: str) -> bool:
        each = self.dialogue.each
        if each and (added := re.fullmatch(f"(?:再|另外|还要?)加(?:上)?一{each}[是：:，, ]*(.*)", clause)):
            return self._add(added[1])
        removed = re.fullmatch("(?:删掉|去掉|删除|不要)(.+)", clause) or re.fullmatch("(.+?)(?:删掉|去掉|不要了?|删了)", clause)
        if each and removed and (gone := self._part(removed[1]))[0] and not gone[1]:
            self.state.mark_part(gone[0] or 0, self.sent, there=False)
            return True
        if (turned := TURNED.fullmatch(clause)) and self._turn(turned["a"] or turned["d"], turned["b"] or turned["c"]):
            return True
        return self._line(re.sub("^改(一下|下)?", "", clause))

    def _add(self, words: str) -> bool:
        part = self.state.new_part()
        self.state.mark_part(part, self.sent, there=True)
        records = self._read(words) if words else []
        for slot in records[0].slots if records else []:
            self.state.hear(part, slot, self.sent, "found" if slot.sure else "guessed")
        return bool(records) or not words

    def _turn(self, old: str, new: str) -> bool:
        """不是13号是12号: the one line that holds the old piece holds the new one instead."""
        old, new = old.strip(), new.strip("了吧。 ")
        for said in ("text", "shown"):
            lines = [line for line in self.state.lines() if old in getattr(line, said)]
            if len(lines) == 1 or lines and len({line.label for line in lines}) == 1 and lines[0].label != self.subject:
                for line in lines:
                    self._replace(line.part, Slot(line.label, getattr(line, said).replace(old, new)))
                return True
        return False

    def _line(self, words: str) -> bool:
        part, rest = self._part(words)
        label, text = self._label(part, rest)
        if not label and not rest and (part is not None or words == ""):
            self._offer_lines(part)
        if not label and part is not None and (fits := re.fullmatch("(?:是|改成|改为|应该是)(.+)", rest)):
            label, text = self.subject, fits[1]
        if label:
            for each in self._meant(part, label, text, words):
                self._replace(each, Slot(label, text))
            return True
        free = part is not None or self.state.prompt.label == REVIEW
        return free and self._fill(part, rest)

    def _fill(self, part: int | None, words: str) -> bool:
        """Words without a label: only what the reader is sure of, and only if nothing is left over."""
        records = self._read(words)
        slots = [slot for record in records for slot in record.slots]
        if self.dialogue.each and part is None and any(slot.label == self.subject for slot in slots):
            each = self.dialogue.each
            raise Unclear(f"是要再加一{each}吗？", [Option(f"加一{each}", words=f"再加一{each}：{words}"), Option("不用", words="继续")])
        if not slots or not all(slot.sure and slot.label in self._labels().values() for slot in slots):
            return False
        for slot in slots:
            for each_part in [part] if part is not None else self._having(slot.label):
                self._replace(each_part, slot)
        return True

    def _read(self, words: str) -> list[Record]:
        return list(self.dialogue.reads(words, self.sent, self.world))

    def _replace(self, part: int, slot: Slot) -> None:
        # The question is opened first: should the new words be unclear, it is asked, and going back undoes it.
        self.state.hear(part, Slot(slot.label, ""), self.sent, "corrected")
        if slot.text:
            self.state.hear(part, slot, self.sent, "corrected")

    def _part(self, words: str) -> tuple[int | None, str]:
        """The part that the words begin with, by its place or by something shown in it, and the rest."""
        parts, each = self.parts, self.dialogue.each
        if not each:
            return None, words
        if place := re.match(rf"第?([{NUMERALS}]|\d{{1,2}}){each}的?", words):
            number = NUMERALS.find(place[1]) if place[1] in NUMERALS else int(place[1])
            if not 0 < number <= len(parts):
                raise Unclear(f"一共{len(parts)}{each}，没有第{number}{each}。")
            return parts[number - 1], words[place.end() :]
        heads = [line for line in self.state.lines() if line.label == self.subject]
        for name in sorted({name for line in heads for name in _names(line)}, key=len, reverse=True):
            called = {line.part for line in heads if name in _names(line)}
            if words.startswith(name) and len(called) == 1:
                return called.pop(), words.removeprefix(name).removeprefix("的").lstrip("，, ")
        return None, words

    def _label(self, part: int | None, words: str) -> tuple[str, str]:
        """The label that the words begin with, and the new words for it; two empty strings if there is none."""
        for name, label in self._labels().items():
            said = re.fullmatch(rf"{re.escape(name)}(?:(?:\s*(?:应该是|是|改成|改为|成|为|：|:)|\s)\s*(.+))?", words, re.DOTALL)
            if said and any(line.label == label and part in (None, line.part) for line in self.state.lines()):
                return label, said[1] or ""
        return "", ""

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
        places = [self.parts.index(one) + 1 for one in having]
        raise Unclear(f"改哪一{each}？", [Option(f"第{place}{each}", words=f"改第{place}{each}{words}") for place in places])

    def _offer_lines(self, part: int | None) -> None:
        parts, lines, each = self.parts, self.state.lines(), self.dialogue.each
        if part is None and len(parts) > 1:
            common = [Option(f"改{line.label}", words=f"改{line.label}") for line in lines if line.part == 0]
            which = [Option(f"改第{n + 1}{each}", words=f"改第{n + 1}{each}") for n in range(len(parts))]
            raise Unclear(f"改哪一{each}？", [*common, *which])
        place = f"第{parts.index(part) + 1}{each}" if part else ""
        mine = [line for line in lines if part in (None, line.part)]
        raise Unclear("改哪一项？", [Option(f"改{line.label}", words=f"改{place}{line.label}") for line in mine])


def _names(line: Answer) -> set[str]:
    said = f"{line.shown} {line.text}"
    return set(NAMING.findall(said)) | set(re.findall(r"\d{3,}", said))
