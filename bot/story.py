"""A written conversation: its lines, read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


class StoryError(Exception):
    """The story cannot be played; the argument names its line and what is wrong."""


@dataclass(frozen=True)
class Line:
    """One line that does something. `who` is clock, registry, kill or a person (with @channel kept apart)."""

    number: int
    who: str
    text: str
    channel: str = ""
    more: bool = False  # ">>": the person goes on typing at once


@dataclass(frozen=True)
class Action:
    """What a person does in one line: say `text`, press, press an old one, deliver again; with files."""

    text: str = ""
    press: str = ""
    back: int = 1  # of an old button or a repeat: which one, counted from the last
    kind: str = "says"  # says, presses, presses_old, repeats
    files: tuple[tuple[str, str], ...] = ()  # (照片, a.jpg)


SAID = re.compile(r"^(?P<who>[^>@#\x00-\x1f]+?)(?:@(?P<channel>[\w]+))?\s*(?P<mark>>>?)\s?(?P<text>.*)$")
TOKEN = re.compile(r"\[(照片|图片|语音|位置|文件)\s*([^\]]*)\]")


def read_story(text: str) -> list[Line]:
    """Every line that does something. Raises StoryError for one that is neither that nor a comment."""
    lines = []
    for number, line in enumerate(text.split("\n"), start=1):  # splitlines() also cuts at marks inside a message
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        said = SAID.match(line.strip())
        if not said:
            raise StoryError(
                f"第{number}行看不懂：「{line.strip()[:40]}」。应写成「王芳> 今天去了12号302」，注释以 # 开头。"
            )
        lines.append(Line(number, said["who"].strip(), said["text"], said["channel"] or "", said["mark"] == ">>"))
    if not lines or "clock" not in [line.who for line in lines if line.who != "registry"][:1]:
        raise StoryError("第一行要写时间，例如「clock> 2026-11-24 15:00」。")
    return lines


def read_moment(line: Line) -> datetime:
    """2026-11-24 15:00, or a date alone (midnight); Shanghai time."""
    for pattern in ("%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d"):
        try:
            return datetime.strptime(line.text.strip().replace("T", " "), pattern)  # noqa: DTZ007 the story clock adds the zone
        except ValueError:
            continue
    raise StoryError(f"第{line.number}行的时间看不懂：「{line.text}」。应写成「clock> 2026-11-24 15:00」。")


def read_action(text: str) -> Action:
    """What the words of a line do; brackets that mean nothing are words. Raises ValueError."""
    text = text.strip()
    if pressed := re.fullmatch(r"\[按\s*(.+?)\]", text):
        return Action(press=pressed[1], kind="presses")
    if old := re.fullmatch(r"\[旧按钮\s+(\d+)\s+(.+?)\]", text):
        return Action(press=old[2], back=_counted(old[1]), kind="presses_old")
    if again := re.fullmatch(r"\[重发(?:\s+(\d+))?\]", text):
        return Action(back=_counted(again[1] or "1"), kind="repeats")
    files = tuple((kind.replace("图片", "照片"), name.strip()) for kind, name in TOKEN.findall(text))
    return Action(text=TOKEN.sub("", text).strip(), files=files)


def _counted(figures: str) -> int:
    """Which one from the end: 1 is the last."""
    if not 0 < int(figures[:6]) < 100_000:
        raise ValueError("从最后一个数起，最后一个是 1。")
    return int(figures)


def read_file(path: Path) -> str:
    """A story's text. Raises StoryError if there is none."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError:
        raise StoryError(f"找不到故事文件「{path.name}」。") from None
    except UnicodeDecodeError:
        raise StoryError(f"「{path.name}」不是 UTF-8 文本。") from None
