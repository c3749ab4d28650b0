"""config.yaml → typed settings; an unknown key or a bad value is an error that names its line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, time
from pathlib import Path
from typing import Annotated, Any

import sqlalchemy as sa
import yaml

from bot.config_reader import BAD, Between, Open, Problem, Reader, keys_of
from bot.duty_settings import Duty
from bot.language.danger_words import RANK
from bot.secret import Secret, own_key
from storage.base import sqlite_url

Count = Annotated[int, Between(1, 100_000)]
Days = Annotated[int, Between(1, 366)]


class ConfigError(Exception):
    """config.yaml cannot be used as it is: `problems`, one sentence each, for the operator."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__("\n".join(f"{file}{_line(problem)}：{problem.text}" for problem in self.problems))


def _line(problem: Problem) -> str:
    return f" 第{problem.line}行" if problem.line else ""


@dataclass(frozen=True)
class Street:
    """The subdistrict that this home serves."""

    name: str = "示范街道"


@dataclass(frozen=True)
class Operator:
    """Who looks after the machine, and is named when nobody else is left to ask."""

    name: str = ""
    phone: str = ""


def _no_password(url: str) -> bool:
    try:
        parts = sa.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        return False
    return not parts.password and "password" not in parts.query


@dataclass(frozen=True)
class Database:
    """`url` is none for the SQLite file in the home; SIBAI_DATABASE overrides it."""

    url: Annotated[Secret, Open(_no_password, "带密码的数据库地址不要直接写在这里")] | None = None

    def __post_init__(self) -> None:
        if self.url and not self.url.reveal().startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
            raise ValueError("url 要以 postgresql:// 或 sqlite:/// 开头。用自带的 SQLite 就留空。")


@dataclass(frozen=True)
class Web:
    """The web chat. `secret` signs its links; none: the home makes its own. `public_url` as people reach it."""

    host: str = "127.0.0.1"
    port: Annotated[int, Between(1, 65535)] = 8400
    public_url: str = ""
    secret: Secret | None = None

    def __post_init__(self) -> None:
        if self.public_url and not self.public_url.startswith(("http://", "https://")):
            raise ValueError("public_url 要以 https:// 开头，例如 https://sibai.example.cn。")


@dataclass(frozen=True)
class TalkTimes:
    """Seconds, hours, days and minutes of a conversation; `lost_after`: unclear replies until a human is offered."""

    pieces_seconds: Annotated[float, Between(0, 60)] = 2
    nudge_hours: Annotated[int, Between(1, 24 * 30)] = 24
    draft_days: Days = 7
    cancelled_days: Days = 1
    undo_minutes: Annotated[int, Between(0, 24 * 60)] = 10
    lost_after: Annotated[int, Between(1, 20)] = 3


@dataclass(frozen=True)
class Sending:
    """Quiet hours are [`quiet_from`, `quiet_until`); equal ends mean none. Limits are messages."""

    quiet_from: time = time(21)
    quiet_until: time = time(8)
    per_person_minute: Count = 20
    per_app_second: Count = 20
    retries: Annotated[int, Between(0, 100)] = 8
    spread_minutes: Annotated[int, Between(0, 120)] = 10


@dataclass(frozen=True)
class Reminders:
    """When the morning's reminders go out."""

    morning: time = time(8, 30)


@dataclass(frozen=True)
class CalendarDays:
    """Days that the State Council's notice, as the library has it, does not know, or that the street decides."""

    extra_workdays: tuple[date, ...] = ()
    extra_holidays: tuple[date, ...] = ()

    def __post_init__(self) -> None:
        for day in sorted({*self.extra_workdays} & {*self.extra_holidays}):
            raise ValueError(f"{day} 既写成上班又写成放假，请只留一处。")


@dataclass(frozen=True)
class DangerLine:
    """What replaces the built-in numbers and hospital of one kind of danger."""

    phones: tuple[str, ...] = ()
    hospital: str = ""


@dataclass(frozen=True)
class Limits:
    """`text` characters of a message, `file_mb` of a file, messages that `group_size` commits together."""

    text: Annotated[int, Between(100, 20_000)] = 4000
    file_mb: Annotated[int, Between(1, 1000)] = 20
    group_size: Annotated[int, Between(1, 1000)] = 64


@dataclass(frozen=True)
class Contact:
    """A number to call, and for what (`for` in the file)."""

    name: str
    number: str
    purpose: str = field(default="", metadata={"key": "for"})


@dataclass(frozen=True)
class Settings:
    """All of config.yaml. `blocks` holds the settings of capabilities, by the name of their block."""

    street: Street = Street()
    operator: Operator = Operator()
    database: Database = Database()
    web: Web = Web()
    talk: TalkTimes = TalkTimes()
    sending: Sending = Sending()
    reminders: Reminders = Reminders()
    calendar: CalendarDays = CalendarDays()
    danger: dict[str, DangerLine] = field(default_factory=dict)
    duty: Duty = field(default_factory=Duty)
    limits: Limits = Limits()
    contacts: tuple[Contact, ...] = ()
    blocks: dict[str, Any] = field(default_factory=dict, metadata={"key": ""})

    @property
    def hushed(self) -> str:
        """What to do if the morning's reminders would be due in the quiet hours, when nothing is sent; else ""."""
        morning, begin, end = self.reminders.morning, self.sending.quiet_from, self.sending.quiet_until
        quiet = begin <= morning < end if begin <= end else morning >= begin or morning < end
        if not quiet:
            return ""
        return (
            f"「reminders.morning」写的 {morning:%H:%M} 在夜里不打扰的时间（{begin:%H:%M} 到 {end:%H:%M}）里，"
            f"早上的名单发不出去。请改成 {end:%H:%M} 以后，比如 08:30。"
        )

    def database_url(self, home: Path) -> str:
        """The URL for `storage.base.open_engine`."""
        return self.database.url.reveal() if self.database.url else sqlite_url(home / "sibai.db")

    def web_secret(self, home: Path) -> Secret:
        """What signs links and cookies: from the settings, else the home's own key."""
        return self.web.secret or own_key(home, "web")


def load(
    file: Path | None = None,
    environ: Mapping[str, str] = os.environ,
    blocks: Mapping[str, type] | None = None,
) -> Settings:
    """The settings of a file, or the defaults without one. Raises `ConfigError` with everything that is wrong.

    `blocks` names further top-level blocks, each with its frozen dataclass: the settings of the capabilities.
    """
    blocks = blocks or {}
    reader = Reader(file.parent if file else Path(), environ)
    root = _compose(file) if file else None
    known = {key: hint for key, (_, hint) in keys_of(Settings).items() if key}
    if taken := known.keys() & blocks.keys():
        raise ValueError(f"config.yaml has its own block of that name: {', '.join(taken)}")
    known |= blocks
    given = {} if root is None else reader.pairs(root, known, "")
    if given is not BAD:
        _check_danger(reader, root, given)
    if reader.problems:
        raise ConfigError(file.name if file else "config.yaml", reader.problems)
    own = {part.name: given[part.name] for part in fields(Settings) if part.name in given}
    settings = Settings(**own, blocks={name: given.get(name, kind()) for name, kind in blocks.items()})
    if file and (problems := list(_conflicts(root, settings))):
        raise ConfigError(file.name, problems)
    return _override(settings, environ)


def _conflicts(root: yaml.Node | None, settings: Settings) -> Iterator[Problem]:
    """What is well said by itself and cannot go together; a block of settings may know such things as well."""
    if hushed := settings.hushed:
        yield Problem(_line_of(root, "reminders.morning", "sending.quiet_until", "sending.quiet_from"), hushed)
    for block in settings.blocks.values():
        for keys, text in block.conflicts(settings) if hasattr(block, "conflicts") else ():
            yield Problem(_line_of(root, *keys), text)


def _line_of(root: yaml.Node | None, *keys: str) -> int:
    """The line of the first of these dotted keys that the file has; 0 if it has none."""
    for key in keys:
        node = root
        for name in key.split("."):
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            node = next((child for word, child in pairs if word.value == name), None)
        if node:
            return node.start_mark.line + 1
    return 0


def _compose(file: Path) -> yaml.Node | None:
    try:
        return yaml.compose(file.read_text(encoding="utf-8-sig"), Loader=yaml.SafeLoader)
    except OSError as error:
        raise ConfigError(file.name, [Problem(0, f"读不到这个文件（{error.strerror}）。")]) from error
    except UnicodeDecodeError as error:
        raise ConfigError(file.name, [Problem(0, "不是 UTF-8 编码，请另存为 UTF-8。")]) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise ConfigError(file.name, [Problem(mark.line + 1 if mark else 0, _advice(error))]) from None
    except yaml.YAMLError:
        raise ConfigError(file.name, [Problem(0, "里面有不能用的字符，请用纯文本编辑器重新保存。")]) from None


def _advice(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or ""
    if "'\\t'" in problem:
        return "缩进用了 Tab，请换成两个空格。"
    if "mapping values are not allowed" in problem or "could not find expected ':'" in problem:
        return "这一行读不通：冒号后面要空一格，同一级的键要对齐；文字里有冒号时，整段加引号。"
    if "undefined alias" in problem or "cannot start any token" in problem:
        return "这一行读不通：以 * & @ ` % 开头的文字要加引号。"
    return f"这一行或上一行的写法不对（{problem}）。请看看引号、括号和缩进。"


def _check_danger(reader: Reader, root: yaml.Node | None, given: dict[str, Any]) -> None:
    """Kinds of danger are what triage tells apart: a misspelt one would never be used."""
    danger = given.get("danger", {})
    for name in [] if danger is BAD else danger:
        if name not in RANK:
            node = next(child for key, child in root.value if key.value == "danger")  # type: ignore[union-attr]
            where = next(key for key, _ in node.value if key.value == name)
            reader.bad(where, f"不认识的险情「{name}」。「danger」下面可以写：{'、'.join(RANK)}。")


def _override(settings: Settings, environ: Mapping[str, str]) -> Settings:
    url = environ.get("SIBAI_DATABASE")
    if not url:
        return settings
    try:
        return replace(settings, database=Database(Secret(url)))
    except ValueError as error:
        raise ConfigError("环境变量 SIBAI_DATABASE", [Problem(0, str(error))]) from None
