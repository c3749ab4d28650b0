"""Reads a list of residents from Excel or CSV into rows of text, as people really keep such lists."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

HEADINGS = ("居委", "网格", "微网格", "小区", "楼号", "室号", "姓名", "性别", "出生日期", "电话", "标签", "角色")
PLACES = frozenset(HEADINGS[:6])  # merged cells in these mean the same for every row below
Grid = list[tuple[int, list[str]]]  # line number as in the file, cells


class Unreadable(Exception):
    """The file as a whole cannot be read; the argument says what to do."""


@dataclass(frozen=True)
class Row:
    """One line of the list: what stands under each heading, without blanks around it."""

    line: int
    cells: dict[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")


@dataclass
class Rows:
    """The lines of a list, the headings that it has, and lines that could not be read: (line, reason)."""

    rows: list[Row]
    headings: frozenset[str]
    errors: list[tuple[int, str]] = field(default_factory=list)


def read_rows(path: Path, headings: Sequence[str] = HEADINGS, first: str = "居委") -> Rows:
    """The rows of an .xlsx or .csv file (UTF-8, GB18030, UTF-16); the line of headings has `first`. Raises `Unreadable`."""
    if not path.is_file():
        raise Unreadable(f"找不到文件 {path}。")
    ending = path.suffix.lower()
    if ending == ".xlsx":
        return _read_excel(path, headings, first)
    if ending in (".csv", ".txt"):
        grid = list(_cut(_decode(path.read_bytes())))
        return _rows(grid, _find_headings(grid, headings, first), [], headings)
    raise Unreadable(f"{path.name} 不是 .xlsx 或 .csv。请在 Excel 里另存为 .xlsx 再传。")


def clean(text: str) -> str:
    """Full-width letters and figures made plain, blanks around and doubled ones taken off."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def _decode(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable("这个文件的文字编码认不出来。请在 Excel 里另存为 .xlsx 再传。")


def _cut(text: str) -> Iterator[tuple[int, list[str]]]:
    first = text.splitlines()[0] if text.strip() else ""
    marks = {mark: first.count(mark) for mark in ",\t;，"}
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(marks, key=lambda mark: marks[mark]))
    line = 1
    for cells in reader:
        yield line, [clean(cell) for cell in cells]
        line = reader.line_num + 1


def _read_excel(path: Path, headings: Sequence[str], first: str) -> Rows:
    try:
        book = openpyxl.load_workbook(path, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError) as reason:
        raise Unreadable(f"{path.name} 打不开，可能坏了或加了密码。请另存为新的 .xlsx 再传。") from reason
    for sheet in book.worksheets:
        grid = [(line, [_text(cell) for cell in cells]) for line, cells in _lines(sheet)]
        try:
            place = _find_headings(grid, headings, first)
        except Unreadable:
            if sheet is book.worksheets[-1]:
                raise
            continue
        return _rows(grid, place, _fill_merged(sheet, grid, place), headings)
    raise Unreadable("这个文件里没有表格。请检查后再传。")


def _lines(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    yield from enumerate(sheet.iter_rows(values_only=True), start=1)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return clean(str(value))


def _find_headings(grid: Grid, headings: Sequence[str], first: str) -> int:
    """The place of the line of headings: the first with 居委, or what else it begins with, below titles if there are any."""
    for place, (_, cells) in enumerate(grid[:10]):
        if first in map(_heading, cells):
            return place
    raise Unreadable(f"没找到“{first}”这一列。第一行请写列名：" + "、".join(headings) + "。")


def _heading(cell: str) -> str:
    return cell.replace(" ", "").strip("*:：")


def _fill_merged(sheet: Any, grid: Grid, place: int) -> list[tuple[int, str]]:
    """Write the value of a merged place into every row that it covers; other merged cells are errors."""
    names = [_heading(cell) for cell in grid[place][1]]
    errors = []
    for span in sheet.merged_cells.ranges:
        if span.min_row <= grid[place][0]:
            continue
        name = names[span.min_col - 1]
        if span.min_col != span.max_col or name not in PLACES:
            errors.append((span.min_row, f"“{name}”这里有合并的单元格，看不出各行是什么。请取消合并，每行都填上。"))
            continue
        value = grid[span.min_row - 1][1][span.min_col - 1]
        for line in range(span.min_row, span.max_row + 1):
            grid[line - 1][1][span.min_col - 1] = value
    return errors


def _rows(grid: Grid, place: int, errors: list[tuple[int, str]], headings: Sequence[str]) -> Rows:
    names = [_heading(cell) for cell in grid[place][1]]
    _check_headings([name for name in names if name], headings)
    bad = {line for line, _ in errors}
    rows = []
    for line, cells in grid[place + 1 :]:
        if len(cells) > len(names) and any(cells[len(names) :]):
            errors.append((line, "这一行比列名多出几格，请看看是不是多了逗号。"))
        elif any(cells) and line not in bad:
            rows.append(Row(line, {name: cell for name, cell in zip(names, cells, strict=False) if name}))
    return Rows(rows, frozenset(names) - {""}, errors)


def _check_headings(names: list[str], headings: Sequence[str]) -> None:
    unknown = [name for name in names if name not in headings]
    if unknown:
        raise Unreadable(f"不认识“{'”“'.join(unknown)}”这一列。能用的列名：{'、'.join(headings)}。")
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise Unreadable(f"“{'”“'.join(twice)}”这一列有两个，请删掉一个。")
