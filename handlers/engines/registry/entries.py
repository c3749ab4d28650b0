"""Reads one row of a list: a home, a resident, a shop, somebody with a role; every doubt is an error."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from bot.language.where import number_key, room_key
from handlers.engines.registry import tagbook
from handlers.engines.registry.periods import SEPARATORS, Doubt, Period, cut, read_period, written
from handlers.engines.registry.reading import Row
from storage.charge import CADRES

ROLES = (*CADRES, "书记", "街道干部", "楼组长", "物业")
FIRMS = ("商户", "企业")
OLDEST = 120
_EXCEL_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_PHONE = re.compile(r"1[3-9]\d{9}|(?:021)?[2-9]\d{7}|0\d{2,3}[2-9]\d{6,7}|[48]00\d{7}")


@dataclass
class Entry:
    """One row, understood. `number` and `room` are shown, the keys are found by; `born` is an ISO date or a year.

    `tags` are names in the tagbook with the days on which they hold, as far as the list says them.
    """

    line: int
    committee: str
    grid: str
    micros: tuple[str, ...]
    estate: str
    number: str
    number_key: str
    room: str
    room_key: str
    name: str
    gender: str = ""
    born: str = ""
    phone: str = ""
    tags: dict[str, Period] = field(default_factory=dict)
    role: str = ""
    firm: str = ""
    errors: list[str] = field(default_factory=list)


def read_entry(row: Row, today: date) -> Entry:
    """The row as an entry; what is wrong with it stands in its `errors`, all of it at once."""
    errors: list[str] = []
    tags, firm = _tags(row["标签"], errors)
    number, key = _door(row["楼号"], "楼号", errors)
    room, room_id = _door(row["室号"], "室号", errors)
    micros = tuple(dict.fromkeys(name for name in re.split(SEPARATORS, row["微网格"]) if name))
    committee = "" if row["角色"] == "街道干部" else row["居委"]
    entry = Entry(row.line, committee, row["网格"], micros, row["小区"], number, key, room, room_id, row["姓名"])
    entry.firm, entry.tags, entry.role, entry.errors = firm, tags, row["角色"], errors
    entry.gender = _try(_gender, row["性别"], errors)
    entry.born = _try(lambda text: _born(text, today), row["出生日期"], errors)
    entry.phone = _try(_phone, row["电话"], errors)
    if not entry.firm and not entry.room and entry.name and not entry.role and _is_park(micros):
        entry.firm = "企业"
    _check(entry)
    return entry


def _is_park(micros: tuple[str, ...]) -> bool:
    return any("园区" in name for name in micros)


def _try(read: object, text: str, errors: list[str]) -> str:
    assert callable(read)
    try:
        return str(read(text)) if text else ""
    except Doubt as doubt:
        errors.append(str(doubt))
        return ""


def _check(entry: Entry) -> None:
    if entry.role and entry.role not in ROLES:
        entry.errors.append(f"“{entry.role}”不是角色，可以写：{'、'.join(ROLES)}；居民留空。")
        return
    if not entry.committee and entry.role != "街道干部":
        entry.errors.append("没有写居委。")
    if len(entry.name) > 40:
        entry.errors.append("姓名太长了，请只写姓名。")
    if entry.role and entry.role != "楼组长":
        _check_staff(entry)
    else:
        _check_resident(entry)


def _check_staff(entry: Entry) -> None:
    if not entry.name:
        entry.errors.append(f"{entry.role}这一行没有姓名。")
    if entry.number or entry.room:
        entry.errors.append(f"{entry.role}这一行不写楼号、室号；本人也住在这里的，请另起一行，角色留空。")
    if entry.firm or entry.tags:
        entry.errors.append(f"{entry.role}这一行不写标签，请去掉。")


def _check_resident(entry: Entry) -> None:
    if not entry.number:
        entry.errors.append("没有楼号。居民和空房都要写楼号。")
    elif not entry.room and not entry.firm:
        entry.errors.append("没有室号。居民和空房都要写室号。")
    if len(entry.micros) > 1:
        entry.errors.append("一户只能属于一个微网格，请只写一个。")
    if not entry.name and (entry.phone or entry.born or entry.gender or entry.tags or entry.role or entry.firm):
        entry.errors.append("没有姓名。空房请只写门牌，其他都留空。")
    if entry.firm and (entry.tags or entry.role):
        entry.errors.append("商户、企业的标签不能和人的标签、角色写在一行，请分开。")


def _door(text: str, heading: str, errors: list[str]) -> tuple[str, str]:
    """What is shown and the key of a house number or room."""
    if not text:
        return "", ""
    if _EXCEL_DATE.fullmatch(text):
        errors.append(f"{heading}被 Excel 改成了日期（{text}），请把这一列设成文本再填。")
        return text, ""
    key = number_key(text) if heading == "楼号" else room_key(text)
    if len(key) > 20 or not re.search(r"[0-9A-Za-z楼幢栋层室底地前后东南西北中]", key):
        errors.append(f"{heading}“{text}”看不懂，请写成 {'12号' if heading == '楼号' else '302'} 这样。")
        return text, ""
    if heading == "楼号":
        house = re.fullmatch(r"(\d+|[A-Z])([甲乙丙丁]?)", key)
        return (f"{house[1]}号{house[2]}" if house else text), key
    return (key if key.isalnum() and key.isascii() else text), key


def _gender(text: str) -> str:
    gender = text.removesuffix("性")
    if gender not in ("男", "女"):
        raise Doubt(f"性别“{text}”看不懂，请写男或女。")
    return gender


def _born(text: str, today: date) -> str:
    """An ISO date, or a year alone where no more is known."""
    flat = text.removesuffix("00:00:00").replace(" ", "")
    if year := re.fullmatch(r"(\d{4})年?", flat):
        born, shown = date(max(int(year[1]), 1), 1, 1), year[1]
    else:
        born = written(flat) or date.min
        shown = born.isoformat()
    if born == date.min and re.fullmatch(r"\d{5}", flat):  # the days by which Excel keeps a date; or 1940-3 cut short
        raise Doubt(f"出生日期“{text}”看不懂，像是 Excel 的日期丢了格式。请把这一列设成日期，或写成 1940-05-03 这样。")
    if born == date.min:
        raise Doubt(f"出生日期“{text}”看不懂，请写成 1940-05-03 这样，或者只写年份。")
    if born > today:
        raise Doubt(f"出生日期“{text}”在今天以后，请核对。")
    if born.year < today.year - OLDEST:
        raise Doubt(f"出生日期“{text}”超过{OLDEST}岁了，请核对。")
    return shown


def _phone(text: str) -> str:
    """Numbers as they are dialled; several are joined by 、."""
    numbers = []
    for part in re.split(r"[、,，;；/]", text):
        flat = re.sub(r"^\+?86(?=1\d{10}$)", "", re.sub(r"[\s\-()]", "", part))
        if not _PHONE.fullmatch(flat):
            raise Doubt(f"电话“{part.strip()}”不对，请核对位数。")
        numbers.append(flat)
    return "、".join(dict.fromkeys(numbers))


def _tags(text: str, errors: list[str]) -> tuple[dict[str, Period], str]:
    """Names of tags in the tagbook with their days, and 商户 or 企业 where the row is one."""
    names: dict[str, Period] = {}
    firm = ""
    for piece in cut(text):
        try:
            word, period = read_period(piece)
        except Doubt as doubt:
            errors.append(str(doubt))
            continue
        if word in FIRMS:
            firm = firm or word
        elif not (tag := tagbook.find(word)):
            meant = tagbook.similar(word)
            hint = f"是不是“{'”“'.join(meant)}”？" if meant else "请改成标签字典里的名称。"
            errors.append(f"没有“{word}”这个标签，{hint}")
        elif names.setdefault(tag.name, period) != period:
            errors.append(f"“{tag.name}”写了两次，日期不一样，请只留一个。")
    return names, firm
