"""Reads questions and answers from Excel or CSV: which lines can be used, and what is wrong with the others."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from handlers.answers.rules import key_of, private_numbers
from handlers.engines.registry.reading import Row, read_rows
from storage.answers import Entry

HEADINGS = ("问题", "别的问法", "答案", "来源", "电话", "负责人", "起", "止", "居委")


@dataclass
class Sheet:
    """The entries of a file, in its order, with the committee's name and the line of each; lines that cannot be used: (line, reason)."""

    entries: list[Entry] = field(default_factory=list)
    committees: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)


def read_entries(path: Path) -> Sheet:
    """Raises `Unreadable` for a file that is none."""
    rows = read_rows(path, HEADINGS, "问题")
    sheet = Sheet(errors=list(rows.errors))
    seen: dict[str, int] = {}
    for row in rows.rows:
        try:
            entry = _entry(row)
        except ValueError as wrong:
            sheet.errors.append((row.line, str(wrong)))
            continue
        mark = f"{entry.key} {row['居委']}"
        if mark in seen:
            sheet.errors.append((row.line, f"和第{seen[mark]}行是同一个问题，请并成一行。"))
            continue
        seen[mark] = row.line
        sheet.entries.append(entry)
        sheet.committees.append(row["居委"])
        sheet.lines.append(row.line)
    return sheet


def _entry(row: Row) -> Entry:
    if not row["问题"] or not row["答案"]:
        raise ValueError("问题和答案都要写。")
    others = [one for one in re.split(r"[|；;\n]", row["别的问法"]) if one.strip()]
    if private_numbers(row["问题"] + row["别的问法"]):
        raise ValueError("问题里有手机号或身份证号，问答谁都能看到，请去掉。")
    since, until = _day(row["起"], "起"), _day(row["止"], "止")
    if since and until and until < since:
        raise ValueError("止的日子比起还早，请看看是不是写反了。")
    questions = tuple(dict.fromkeys(one.strip() for one in (row["问题"], *others)))
    return Entry(questions, row["答案"], row["来源"], row["电话"], row["负责人"], since, until, key_of(row["问题"]))


def _day(text: str, what: str) -> date | None:
    found = re.fullmatch(r"(\d{4})\D(\d{1,2})\D(\d{1,2})日?", text)
    if not text:
        return None
    try:
        return date(*map(int, found.groups())) if found else _refuse(text, what)
    except ValueError:
        return _refuse(text, what)


def _refuse(text: str, what: str) -> date:
    raise ValueError(f"“{what}”写的「{text}」不是日子，请写成 2026-12-31 这样，长期有效就空着。")
