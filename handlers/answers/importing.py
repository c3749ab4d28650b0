"""Puts a file of questions and answers into the book: what would change is shown first, then all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from handlers.answers.sheet import Sheet, read_entries
from storage.answers import Entry, Written
from storage.unit import Unit
from storage.viewers import system

IMPORT = system("import")


@dataclass
class AnswerChanges:
    """What a file would make of the book: entries that are new, and those that get another answer; how many stay as they are."""

    new: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    same: int = 0
    errors: list[tuple[int, str]] = field(default_factory=list)

    @property
    def nothing(self) -> bool:
        return not self.new and not self.changed


def answers_in(path: Path, unit: Unit) -> AnswerChanges:
    """Raises `Unreadable` for a file that is none."""
    sheet = read_entries(path)
    changes = AnswerChanges(errors=list(sheet.errors))
    written = {(one.key, one.committee_id): one for one in unit.answers.written()}
    for entry, committee in _placed(sheet, unit, changes):
        one = replace(entry, committee_id=committee)
        before = written.get((one.key, committee))
        if before is None or before.dropped:
            changes.new.append(one)
        elif replace(before, id=0) != one:
            changes.changed.append(one)
        else:
            changes.same += 1
    return changes


def _placed(sheet: Sheet, unit: Unit, changes: AnswerChanges) -> list[tuple[Entry, int | None]]:
    """Each entry with its committee; an unknown name is an error."""
    known = {area.name: area.id for area in unit.places.areas("居委")}
    placed: list[tuple[Entry, int | None]] = []
    for entry, name, line in zip(sheet.entries, sheet.committees, sheet.lines, strict=True):
        if name and name not in known:
            changes.errors.append((line, f"没有“{name}”这个居委。全街道通用的，这一格空着。"))
        else:
            placed.append((entry, known[name] if name else None))
    return placed


def describe_answers(changes: AnswerChanges) -> str:
    """What would change, for the operator."""
    if changes.errors:
        return "\n".join(f"第{line}行：{why}" for line, why in sorted(changes.errors))
    if changes.nothing:
        return f"{changes.same}条都和现在的一样，没有要改的。" if changes.same else "文件里一条问答也没有。"
    lines = [f"新加{len(changes.new)}条，改{len(changes.changed)}条，{changes.same}条不变。"]
    lines += [f"＋ {one.title}" for one in changes.new[:20]] + [f"改 {one.title}" for one in changes.changed[:20]]
    more = len(changes.new) + len(changes.changed) - len(lines) + 1
    return "\n".join([*lines, *([f"……还有{more}条"] if more > 0 else [])])


def apply_answers(unit: Unit, changes: AnswerChanges) -> None:
    for entry in (*changes.new, *changes.changed):
        Written(entry, "导入").store(unit, IMPORT)
