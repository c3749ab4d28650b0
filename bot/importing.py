"""The commands that read a file into the database: what would change is shown, then all of it is done, or nothing."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from bot.app import (
    AnswerChanges,
    Unreadable,
    answers_in,
    apply,
    apply_answers,
    describe,
    describe_answers,
    holds_real_people,
    lists_of,
)
from bot.clock import SystemClock
from bot.config import Settings
from bot.opening import Failed, opened
from storage.base import transaction
from storage.unit import Unit


def say(text: str) -> None:
    """Print to the terminal at once."""
    print(text, flush=True)  # noqa: T201


def import_list(options: Namespace) -> int:
    """Read a list of residents: show what would change, then change all of it or nothing."""
    with opened(options) as (_, settings, engine):
        say("正在读名册，和现在的户册对照……")
        with engine.connect() as db:  # a look only: nobody waits while the operator thinks
            shown = describe(changes := _changes(Unit(db, SystemClock().now()), options, settings))
        say(shown)
        if changes.errors:
            raise Failed("名册里有问题，一行都没有导入。请改好后再导一次。")
        if changes.nothing or not changes.rows:
            return 0 if changes.rows else 1
        if not (options.yes or _agrees("确定导入吗？回 y 导入，其他不导入：")):
            say("没有导入。")
            return 0
        say(f"正在写入{changes.rows}行……")
        with transaction(engine) as db:
            unit = Unit(db, SystemClock().now())
            changes = _changes(unit, options, settings)
            if describe(changes) != shown:
                raise Failed("刚才这一会儿，户册或名册又变了，一行都没有导入。请再来一遍。")
            apply(unit, changes)
        say("导入好了。")
    return 0


def _changes(unit: Unit, options: Namespace, settings: Settings) -> Any:
    if unit.people.with_role("干部") and not holds_real_people(unit):
        raise Failed("这里是演示街道，真实名册请放到另一个文件夹：sibai import --home 新文件夹 文件")
    try:
        return lists_of(options.file, unit, settings.street.name)
    except (Unreadable, OSError) as error:
        raise Failed(str(error)) from None


def import_answers(options: Namespace) -> int:
    """Read a file of questions and answers: show what would change, then change all of it or nothing."""
    with opened(options) as (_, _settings, engine):
        with engine.connect() as db:
            shown = describe_answers(changes := _answers(Unit(db, SystemClock().now()), options))
        say(shown)
        if changes.errors:
            raise Failed("文件里有问题，一条都没有导入。请改好后再导一次。")
        if changes.nothing:
            return 0 if changes.same else 1
        if not (options.yes or _agrees("确定导入吗？回 y 导入，其他不导入：")):
            say("没有导入。")
            return 0
        with transaction(engine) as db:
            unit = Unit(db, SystemClock().now())
            changes = _answers(unit, options)
            if describe_answers(changes) != shown:
                raise Failed("刚才这一会儿，问答又变了，一条都没有导入。请再来一遍。")
            apply_answers(unit, changes)
        say("导入好了。")
    return 0


def _answers(unit: Unit, options: Namespace) -> AnswerChanges:
    try:
        return answers_in(options.file, unit)
    except (Unreadable, OSError) as error:
        raise Failed(str(error)) from None


def _agrees(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes", "是", "好", "导入")
    except EOFError:
        return False
