"""Says in words what an import would change, so that somebody can look before it is done."""

from __future__ import annotations

from collections.abc import Iterator

from handlers.engines.registry.importing import Changes

SHOWN = 30


def describe(changes: Changes) -> str:
    """The preview: what is new, what changes, what ends, and every line that must be mended first."""
    if not changes.rows and not changes.errors:
        return "名单里一行都没有，请看看是不是选错了文件。"
    parts = [f"名单里有{changes.rows}行。", *_news(changes), *_shown(changes.altered), *_shown(changes.notes)]
    if changes.nothing and not changes.errors:
        parts.append("和现在的户册完全一样，不用导入。")
    if changes.errors:
        lines = len({line for line, _ in changes.errors})
        parts.append(f"有{lines}行要先改好，改完再导入一次：")
        parts += [f"第{line}行：{reason}" for line, reason in changes.errors]
    return "\n".join(parts)


def _news(changes: Changes) -> Iterator[str]:
    moved = len(changes.unsettled)
    new = _count(
        (len(changes.committees), "个居委"),
        (sum(area.kind == "网格" for area in changes.areas.values()), "个网格"),
        (sum(area.kind != "网格" for area in changes.areas.values()), "个微网格"),
        (len(changes.houses), "栋楼"),
        (len(changes.homes), "户"),
        (len(changes.people), "个人"),
        (len(changes.tags), "个标签"),
        (len(changes.duties), "个角色"),
    )
    other = _count(
        (len(changes.changed_people), "个人的资料"),
        (len(changes.changed_homes), "户的情况"),
        (len(changes.changed_tags), "个标签的日期"),
        (moved, "栋楼所属的微网格"),
    )
    ended = _count((len(changes.ended_tags), "个标签"), (len(changes.ended_duties), "个角色"))
    yield from (f"{verb}{what}。" for verb, what in (("新增", new), ("更改", other), ("结束", ended)) if what)


def _shown(notes: list[str]) -> list[str]:
    more = len(notes) - SHOWN
    return notes[:SHOWN] + ([f"……这样的还有{more}条。"] if more > 0 else [])


def _count(*counted: tuple[int, str]) -> str:
    return "、".join(f"{number}{what}" for number, what in counted if number)
