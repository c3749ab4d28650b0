"""What each command does."""

from __future__ import annotations

import asyncio
import json
import secrets
import sys
from argparse import Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bot import logs
from bot import play as playing
from bot.app import (
    App,
    build_street,
    capabilities,
    draw,
    holds_real_people,
    invite,
    new_code,
)
from bot.calling import unfit, unreachable
from bot.catalogue import write_catalogue, write_picture
from bot.channels.terminal import Terminal
from bot.clock import SystemClock
from bot.config import Settings
from bot.importing import import_answers, import_list, say
from bot.opening import Failed, as_it_stands, opened, settings_of
from bot.story import StoryError, read_file
from bot.throwaway import player
from storage.accounts import Refused
from storage.base import transaction
from storage.unit import Unit
from storage.viewers import system

OPERATOR = system("operator")


def run(options: Namespace) -> int:
    """Serve until told to stop."""
    from bot.serving import NoPort, serve  # the web parts are only needed here, and cost a second

    with opened(options) as (home, settings, engine):
        with transaction(engine) as db:
            unit = Unit(db, SystemClock().now())
            demo = not holds_real_people(unit)
            empty = not unit.people.with_role("干部")
        if demo and empty and not options.no_demo:
            _prepare_demo(engine, options.date)
        try:
            serve(home, settings, engine, demo=demo and not options.no_demo, host=options.host, port=options.port)
        except NoPort as reason:
            raise Failed(str(reason)) from None
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
            address = unit.people.add_account(
                _person(unit, options.name), "terminal", f"terminal:{options.name}"
            ).address
        logs.begin()
        channel = Terminal(sys.stdin, sys.stdout)
        app = App(home, settings, engine, SystemClock(), [channel])
        try:
            asyncio.run(channel.talk(app, address))
        finally:
            app.close()
    return 0


def play(options: Namespace) -> int:
    """Play a story; 1 if it pressed a button that was not there."""
    settings = settings_of(options)
    show = _show_json if options.json else _show
    try:
        text = read_file(options.file)
        with (
            as_it_stands(options.home, settings) as source,
            player(text, options.file.parent, settings, source, options.database) as (one, lines),
        ):
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
    from bot.serving import link_at_door, signed_link

    if bool(options.name) == bool(options.door):
        raise Failed("请写一个人的名字，或者写 --door 和门牌，例如：sibai link --door 益港花园12号")
    with opened(options) as (home, settings, engine), transaction(engine) as db:
        unit = Unit(db, SystemClock().now())
        if options.door:
            say(link_at_door(home, settings, _door(unit, options.door)))
            return 0
        person = _person(unit, options.name)
        account = unit.people.add_account(person, "web", f"p:{person}")
        say(signed_link(home, settings, account.address))
    return 0


def _door(unit: Unit, words: str) -> str:
    """A building's door by its full name: 益港花园12号."""
    found = [str(house) for house in unit.places.houses() if str(house) == words.strip()]
    if not found:
        raise Failed(f"名册里没有「{words}」。请写小区和门牌，例如：益港花园12号")
    return found[0]


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
        _check_calls(unit, settings)
        return 1 if aside or dead or failed else 0


def _check_calls(unit: Unit, settings: Settings) -> None:
    """Whether anybody can be woken at night."""
    if not settings.duty.rings:
        say("· 夜里聊天消息叫不醒人：还没有打电话的办法，请设 duty.call_command 或 duty.webhook。")
    elif why := unfit(settings.duty):
        say(f"· 打电话的命令用不了：{why}。请改 duty.call_command，不然夜里叫不醒人。")
    if settings.duty.rings and (missing := unreachable(unit)):
        names = "、".join(missing[:8]) + ("等" if len(missing) > 8 else "")
        say(f"· 紧急时要叫的人里，{len(missing)}位在名册里没有电话，打不了：{names}。请在名册里补上。")
    if dead := unit.alerts.dead_calls():
        say(f"· 有{dead}个紧急电话没打通，请看日志，检查 duty.call_command 或 duty.webhook。")


def docs(options: Namespace) -> int:
    """Write the README's catalogue from the registration, and the picture of a case from its table."""
    if not Path("README.md").is_file():
        raise Failed("这里没有 README.md。请在程序文件夹里运行。")
    changed = write_catalogue(Path("README.md"), capabilities(), only_check=options.check)
    say("README 的目录已更新。" if changed else "README 的目录没有变化。")
    Path("docs").mkdir(exist_ok=True)
    redrawn = write_picture(Path("docs/cases.md"), draw(), only_check=options.check)
    say("docs/cases.md 已更新。" if redrawn else "docs/cases.md 没有变化。")
    return 1 if (changed or redrawn) and options.check else 0


VERBS: dict[str, Callable[[Any], int]] = {
    "run": run, "chat": chat, "play": play, "import": import_list, "answers": import_answers, "demo": demo, "invite": make_invite, "link": make_link,
    "doctor": doctor, "check": check, "docs": docs,
}  # fmt: skip
