"""YAML nodes → typed frozen dataclasses; every problem names its line, its key and what to do."""

from __future__ import annotations

import math
import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, time
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import yaml

from bot.secret import Secret

BAD: Any = object()  # stands for a value that has a problem of its own, so that the rest is still read
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class Problem:
    """What is wrong in which line (from 1; 0: in no line), as a sentence that says what to do."""

    line: int
    text: str


@dataclass(frozen=True)
class Between:
    """A number from `low` to `high`, both included."""

    low: float
    high: float


@dataclass(frozen=True)
class Open:
    """A secret may stand in the file as it is when `harmless` says so of the text; otherwise `advice` is shown."""

    harmless: Callable[[str], bool]
    advice: str


class Reader:
    """Reads one file's nodes by type and collects `problems`. `file:` secrets are sought from `folder`."""

    def __init__(self, folder: Path, environ: Mapping[str, str]) -> None:
        self.folder, self.environ = folder, environ
        self.problems: list[Problem] = []

    def bad(self, node: yaml.Node, text: str) -> Any:
        self.problems.append(Problem(node.start_mark.line + 1, text))
        return BAD

    def value(self, node: yaml.Node, kind: Any, key: str) -> Any:
        """The node as a `kind`, or `BAD` with its problem noted. `key` is the dotted name shown to the operator."""
        kind, marks, optional = _bare(kind)
        if _is_null(node):
            return None if optional else self.nothing(node, kind, key)
        if is_dataclass(kind):
            return self.block(node, kind, key)
        if get_origin(kind) is tuple:
            return self.items(node, get_args(kind)[0], key)
        if get_origin(kind) is dict:
            return self.table(node, get_args(kind)[1], key)
        if not isinstance(node, yaml.ScalarNode):
            return self.bad(node, f"「{key}」要写{_name(kind)}，现在是一个列表或一组键。")
        if kind is Secret:
            return self.secret(node, key, marks, optional)
        return self.scalar(node, kind, key, marks)

    def nothing(self, node: yaml.Node, kind: Any, key: str) -> Any:
        """An empty block or list is one whose lines are all comments; an empty value is a mistake."""
        if get_origin(kind) in (tuple, dict) or (is_dataclass(kind) and not _required(kind)):
            empty: Any = get_origin(kind) or kind
            return empty()
        return self.bad(node, f"「{key}」后面没有写值，要写{_name(kind)}。不需要就删掉这一行。")

    def scalar(self, node: yaml.ScalarNode, kind: Any, key: str, marks: tuple[Any, ...]) -> Any:
        found: Any = _one_of(node.value, kind) if get_origin(kind) is Literal else _SCALARS[kind](node)
        if found is None:
            return self.bad(node, f"「{key}」要写{_name(kind)}，现在写的是「{node.value[:40]}」。")
        for mark in marks:
            if isinstance(mark, Between) and not mark.low <= found <= mark.high:
                return self.bad(node, f"「{key}」要在 {mark.low:g} 到 {mark.high:g} 之间，现在是 {node.value[:40]}。")
        return found

    def secret(self, node: yaml.ScalarNode, key: str, marks: tuple[Any, ...], optional: bool) -> Any:
        """A secret's own text is in no problem: these sentences end up in logs."""
        way, _, name = node.value.partition(":")
        if not node.value and optional:
            return None
        if way == "env":
            if not self.environ.get(name):
                return self.bad(node, f"「{key}」要的环境变量 {name} 没有设。请先设好再启动，或改写成 file:文件路径。")
            return Secret(self.environ[name])
        if way == "file":
            return self.secret_file(node, key, name)
        mark = next((mark for mark in marks if isinstance(mark, Open)), None)
        if mark and mark.harmless(node.value):
            return Secret(node.value)
        advice = mark.advice if mark else "密钥不要直接写在这里"
        return self.bad(node, f"「{key}」：{advice}，请写成 env:环境变量名 或 file:文件路径。")

    def secret_file(self, node: yaml.ScalarNode, key: str, name: str) -> Any:
        try:
            text = (self.folder / name).read_text(encoding="utf-8").strip()
        except (OSError, ValueError):
            return self.bad(node, f"「{key}」要的文件 {name} 读不到。请放好这个文件，或改写成 env:环境变量名。")
        return Secret(text) if text else self.bad(node, f"「{key}」要的文件 {name} 是空的，请把密钥写进去。")

    def block(self, node: yaml.Node, kind: Any, key: str) -> Any:
        known = keys_of(kind)
        given = self.pairs(node, {shown: hint for shown, (_, hint) in known.items()}, key)
        if given is BAD:
            return BAD
        missing = [shown for shown, (name, _) in known.items() if shown not in given and name in _required(kind)]
        for shown in missing:
            self.bad(node, f"「{key}」缺少「{shown}」，请补上。")
        if missing or BAD in given.values():
            return BAD
        try:
            return kind(**{known[shown][0]: value for shown, value in given.items()})
        except ValueError as error:
            return self.bad(node, f"「{key}」：{error}")

    def pairs(self, node: yaml.Node, known: Mapping[str, Any], key: str) -> Any:
        """Key → value for the keys in `known` (key → type); unknown and doubled keys become problems."""
        if not isinstance(node, yaml.MappingNode):
            return self.bad(node, f"{_where(key)}要写一组「键: 值」，一行一个，键比上一级缩进两格。")
        found: dict[str, Any] = {}
        for name, key_node, value_node in self.once(node):
            if name in known:
                found[name] = self.value(value_node, known[name], f"{key}.{name}" if key else name)
            else:
                here = f"{_where(key)}可以写：{'、'.join(known)}"
                self.bad(key_node, f"不认识的键「{name}」。{here}{_meant(name, known)}。")
        return found

    def once(self, node: yaml.MappingNode) -> list[tuple[str, yaml.Node, yaml.Node]]:
        """Each key with its nodes, the first time it stands there."""
        seen: dict[str, tuple[str, yaml.Node, yaml.Node]] = {}
        for key_node, value_node in node.value:
            name = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            if name in seen:
                first = seen[name][1].start_mark.line + 1
                self.bad(key_node, f"「{name}」写了两次，第{first}行已经有一个，请只留一个。")
            else:
                seen[name] = name, key_node, value_node
        return list(seen.values())

    def items(self, node: yaml.Node, kind: Any, key: str) -> Any:
        if not isinstance(node, yaml.SequenceNode):
            return self.bad(node, f"「{key}」要写列表，每项一行，前面加「- 」。")
        found = tuple(self.value(item, kind, f"{key} 第{i}项") for i, item in enumerate(node.value, 1))
        return BAD if BAD in found else found

    def table(self, node: yaml.Node, kind: Any, key: str) -> Any:
        if not isinstance(node, yaml.MappingNode):
            return self.bad(node, f"「{key}」要写一组「键: 值」，一行一个，键比上一级缩进两格。")
        found = {name: self.value(child, kind, f"{key}.{name}") for name, _, child in self.once(node)}
        return BAD if BAD in found.values() else found


def keys_of(kind: Any) -> dict[str, tuple[str, Any]]:
    """The keys a block may hold: as written in the file → (field name, type). `metadata={"key": "for"}` renames."""
    hints = get_type_hints(kind, include_extras=True)
    return {part.metadata.get("key", part.name): (part.name, hints[part.name]) for part in fields(kind)}


def _required(kind: Any) -> set[str]:
    return {part.name for part in fields(kind) if part.default is MISSING and part.default_factory is MISSING}


def _bare(kind: Any) -> tuple[Any, tuple[Any, ...], bool]:
    """A type without `Annotated` and `| None`: the type, the marks, whether it may be empty."""
    optional = get_origin(kind) in (Union, types.UnionType)
    if optional:
        kind = next(part for part in get_args(kind) if part is not type(None))
    if get_origin(kind) is Annotated:
        return get_args(kind)[0], get_args(kind)[1:], optional
    return kind, (), optional


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == _NULL


def _where(key: str) -> str:
    return f"「{key}」下面" if key else "最外层"


def _meant(name: str, known: Mapping[str, Any]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"（您是不是想写 {near[0]}？）" if near else ""


def _one_of(text: str, kind: Any) -> str | None:
    return text if text in get_args(kind) else None


def _name(kind: Any) -> str:
    """A type in an operator's words."""
    if get_origin(kind) is Literal:
        return "、".join(map(str, get_args(kind))) + " 之一"
    return _NAMES.get(kind, "一组键")


_NAMES: dict[Any, str] = {
    str: "文字",
    int: "整数",
    float: "数字",
    bool: " true 或 false",
    time: "24小时制的时间（例如 08:30）",
    date: "日期（例如 2026-10-10）",
    Secret: " env:环境变量名 或 file:文件路径",
}


def _tagged(node: yaml.ScalarNode, *tags: str) -> bool:
    return node.tag.removeprefix("tag:yaml.org,2002:") in tags


def _text(node: yaml.ScalarNode) -> str | None:
    # Numbers are text as they stand, so that a telephone number needs no quotes and keeps its zeros.
    return node.value if _tagged(node, "str", "int", "float", "timestamp") else None


def _whole(node: yaml.ScalarNode) -> int | None:
    return int(node.value) if _tagged(node, "int") and re.fullmatch(r"-?\d{1,15}", node.value) else None


def _number(node: yaml.ScalarNode) -> float | None:
    plain = _tagged(node, "int", "float") and re.fullmatch(r"-?\d{1,15}(\.\d+)?", node.value)
    return float(node.value) if plain and math.isfinite(float(node.value)) else None


def _switch(node: yaml.ScalarNode) -> bool | None:
    return node.value.lower() in ("true", "yes", "on") if _tagged(node, "bool") else None


def _clock(node: yaml.ScalarNode) -> time | None:
    match = re.fullmatch(r"([01]?\d|2[0-3])[:：]([0-5]\d)", node.value)
    return time(int(match[1]), int(match[2])) if match else None


def _day(node: yaml.ScalarNode) -> date | None:
    try:
        return date.fromisoformat(node.value) if re.fullmatch(r"\d{4}-\d\d-\d\d", node.value) else None
    except ValueError:
        return None


_SCALARS: dict[Any, Callable[[yaml.ScalarNode], Any]] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _switch,
    time: _clock,
    date: _day,
}
