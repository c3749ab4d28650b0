"""What each command does."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot import play as playing
from bot.app import (
    App, Unreadable, apply, build_street, capabilities, describe, holds_real_people, invite, lists_of, new_code,
)  # fmt: skip
from bot.catalogue import write_catalogue
from bot.channels.terminal import Terminal
from bot.clock import SystemClock
from bot.config import ConfigError, Settings, load
from bot.home import Home
from bot.story import StoryError, read_file
from bot.throwaway import player
from storage.accounts import Refused
from storage.base import open_engine, transaction
from storage.migrating import upgrade
from storage.unit import Unit
from storage.viewers import system

OPERATOR = system("operator")


class Failed(Exception):
    """The command could not do it; the argument tells the operator why and what to do."""


def say(text: str) -> None:
    """Print to the terminal at once."""
    print(text, flush=True)  # noqa: T201


def settings_of(options: Namespace) -> Settings:
    """The settings of the config file that is there. Raises Failed with every line that is wrong."""
    found = [options.config] if options.config else [options.home / "config.yaml", Path("config.yaml")]
    file = next((path for path in found if path.is_file()), None)
    if options.config and file is None:
        raise Failed(f"找不到配置文件 {options.config}。")
    blocks = {one.name: one.settings for one in capabilities() if one.settings}
    try:
        return load(file, blocks=blocks)
    except ConfigError as error:
        raise Failed(str(error)) from None


@contextmanager
def opened(options: Namespace) -> Iterator[tuple[Home, Settings, Engine]]:
    """The home with its settings and its migrated database."""
    settings, home = settings_of(options), Home(options.home)
    home.make()
    engine = open_engine(settings.database_url(home.folder))
    try:
        upgrade(engine)
        yield home, settings, engine
    finally:
        engine.dispose()


def run(options: Namespace) -> int:
    """Serve until told to stop."""
    from bot.serving import serve  # the web parts are only needed here, and cost a second

    with opened(options) as (home, settings, engine):
        with transaction(engine) as db:
            unit = Unit(db, SystemClock().now())
            demo = not holds_real_people(unit)
            empty = not unit.people.with_role("干部")
        if demo and empty and not options.no_demo:
            _prepare_demo(engine, options.date)
        serve(home, settings, engine, demo=demo and not options.no_demo, host=options.host, port=options.port)
    return 0


def _prepare_demo(engine: Engine, day: date | None) -> None:
    try:
        with transaction(engine) as db:
            now = SystemClock().now()
            build_street(Unit(db, now), day or now.date())
    except Refused as refused:
        raise Failed(str(refused)) from None


def demo(options: Namespace) -> int:
    """Build the demo street."""
    with opened(options) as (home, _, engine):
        _prepare_demo(engine, options.date)
        say(f"演示街道在 {home.folder}。启动：sibai run --home {home.folder}")
    return 0


def chat(options: Namespace) -> int:
    """Talk in the terminal as somebody."""
    with opened(options) as (home, settings, engine):
        with transaction(engine) as db:
            unit = Unit(db, SystemClock().now())
            address = unit.people.add_account(_person(unit, options.name), "terminal", f"terminal:{options.name}").address
        channel = Terminal(sys.stdin, sys.stdout)
        app = App(home, settings, engine, SystemClock(), [channel])
        try:
            asyncio.run(channel.talk(app, address))
        finally:
            app.close()
    return 0


def play(options: Namespace) -> int:
    """Play a story; 1 if it pressed a button that was not there."""
    settings, home = settings_of(options), Home(options.home)
    there = settings.database.url is not None or (home.folder / "sibai.db").is_file()
    source = open_engine(settings.database_url(home.folder)) if there else None
    show = _show_json if options.json else _show
    try:
        with player(read_file(options.file), options.file.parent, settings, source, options.database) as (one, lines):
            for event in one.play(lines):
                show(event)
            for missed in one.missed:
                print(missed, file=sys.stderr)  # noqa: T201
            return 1 if one.missed else 0
    except StoryError as error:
        raise Failed(f"{options.file.name}：{error}") from None


def _show_json(event: playing.Event) -> None:
    say(json.dumps(event.plain(), ensure_ascii=False))


def _show(event: playing.Event) -> None:
    if event.by:
        return say(f"\n{event.at:%m-%d %H:%M} {event.by}：{event.text}")
    first, *rest = event.text.splitlines() or [""]
    mark = {"alert": "!", "reply": "→", "reminder": "⏰", "digest": "☀"}.get(event.lane, "→")
    say(f"  {mark} {event.to}：{first}")
    for line in rest:
        say(f"      {line}")
    if event.buttons:
        say("      " + " ".join(f"[{button}]" for button in event.buttons))
    return None


def import_list(options: Namespace) -> int:
    """Read a list of residents: show what would change, then change all of it or nothing."""
    with opened(options) as (_, settings, engine):
        try:
            with transaction(engine) as db:
                unit = Unit(db, SystemClock().now())
                if unit.people.with_role("干部") and not holds_real_people(unit):
                    raise Failed("这里是演示街道，真实名册请放到另一个文件夹：sibai import --home 新文件夹 文件")
                changes = lists_of(options.file, unit, settings.street.name)
                say(describe(changes))
                if changes.errors:
                    raise Failed("名册里有问题，一行都没有导入。请改好后再导一次。")
                if changes.nothing:
                    return 0
                if not (options.yes or _agrees("确定导入吗？回 y 导入，其他不导入：")):
                    say("没有导入。")
                    return 0
                apply(unit, changes)
        except (Unreadable, OSError) as error:
            raise Failed(str(error)) from None
        say("导入好了。")
    return 0


def _agrees(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("y", "yes", "是", "好", "导入")
    except EOFError:
        return False


def _person(unit: Unit, name: str) -> int:
    found = unit.people.named(OPERATOR, name)
    if not found:
        raise Failed(f"名册里没有「{name}」。请先导入名册，或看看名字写得对不对。")
    if len(found) > 1:
        staff = [person for person in found if unit.people.viewer(person.id).roles]
        if len(staff) != 1:
            raise Failed(f"有{len(found)}位「{name}」，分不清是哪一位。")
        return staff[0].id
    return found[0].id


def make_invite(options: Namespace) -> int:
    """Print a fresh invitation code, good once and for two weeks."""
    with opened(options) as (_, _settings, engine), transaction(engine) as db:
        unit = Unit(db, SystemClock().now())
        code = invite(unit, OPERATOR, _person(unit, options.name), new_code(secrets.choice))
        say(f"{options.name}的邀请码：{code}（14天内有效，只能用一次）\n请本人在聊天里发：加入 {code}")
    return 0


def make_link(options: Namespace) -> int:
    """Print a signed link into the web chat."""
    from bot.serving import signed_link

    with opened(options) as (home, settings, engine), transaction(engine) as db:
        unit = Unit(db, SystemClock().now())
        person = _person(unit, options.name)
        account = unit.people.add_account(person, "web", f"p:{person}")
        say(signed_link(home, settings, account.address))
    return 0


def doctor(options: Namespace) -> int:
    """Try every open conversation on this code; 1 if any would raise."""
    with opened(options) as (home, settings, engine):
        app = App(home, settings, engine, SystemClock())
        ill = app.doctor()
        app.close()
    say("\n".join(ill) if ill else "没聊完的对话都接得上。")
    return 1 if ill else 0


def check(options: Namespace) -> int:
    """Settings, database, what failed and waits for the operator."""
    with opened(options) as (home, settings, engine), transaction(engine) as db:
        unit = Unit(db, SystemClock().now())
        aside, dead, failed = len(unit.inbox.aside()), len(unit.outbox.dead_letters()), unit.moments.failed()
        say(f"街道：{settings.street.name}　数据：{home.folder}　数据库：{engine.dialect.name}")
        for count, what in ((aside, "条消息处理失败"), (dead, "条消息没发出去"), (failed, "个定时任务失败")):
            if count:
                say(f"· 有{count}{what}，请看日志。")
        if not unit.people.with_role("书记"):
            say("· 还没有书记：紧急情况没有人可以通知。请在名册里登记。")
        return 1 if aside or dead or failed else 0


def docs(options: Namespace) -> int:
    """Write the README's catalogue from the registration."""
    changed = write_catalogue(Path("README.md"), capabilities(), only_check=options.check)
    say("README 的目录已更新。" if changed else "README 的目录没有变化。")
    return 1 if changed and options.check else 0


VERBS: dict[str, Callable[[Any], int]] = {
    "run": run, "chat": chat, "play": play, "import": import_list, "demo": demo, "invite": make_invite, "link": make_link,
    "doctor": doctor, "check": check, "docs": docs,
}  # fmt: skip
