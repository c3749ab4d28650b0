"""The commands: sibai run, chat, play, import, answers, demo, invite, link, doctor, check, docs."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot import commands
from bot.opening import Failed, stumbled


def parser() -> argparse.ArgumentParser:
    """Every command with its options, in Chinese."""
    top = argparse.ArgumentParser("sibai", description="四百：居委会的走访帮手")
    home = Path(os.environ.get("SIBAI_HOME", ".sibai"))
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument(
        "--home", type=Path, default=home, help="存放全部数据的文件夹（默认 SIBAI_HOME，没设就是 .sibai）"
    )
    common.add_argument("--config", type=Path, help="配置文件（默认先找数据文件夹里的，再找当前文件夹的 config.yaml）")
    verbs = top.add_subparsers(dest="verb", required=True, metavar="命令")

    def verb(name: str, says: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, parents=[common], help=says, description=says)

    run = verb("run", "启动：需要的都自动准备好，网页聊天随即可用")
    run.add_argument("--no-demo", action="store_true", help="空文件夹里不建演示街道，凭专用链接进网页")
    run.add_argument("--date", type=_day, help="演示街道的日期，如 2026-11-24")
    run.add_argument("--host", help="监听的地址")
    run.add_argument("--port", type=_port, help="端口；被占用就换下一个空的")
    chat = verb("chat", "在终端里聊天")
    chat.add_argument("--as", dest="name", required=True, help="以谁的身份，如 王芳")
    play = verb("play", "演一段写好的对话，看每个人收到什么")
    play.add_argument("file", type=Path, help="故事文件")
    play.add_argument("--json", action="store_true", help="每行一个 JSON")
    play.add_argument("--database", default=os.environ.get("SIBAI_DATABASE", ""), help="在这个 PostgreSQL 上演")
    for name, says in (("import", "导入名册"), ("answers", "导入办事问答")):
        load = verb(name, f"{says}（xlsx 或 csv）：先看会改什么，再决定")
        load.add_argument("file", type=Path)
        load.add_argument("--yes", action="store_true", help="不再询问，直接导入")
    demo = verb("demo", "建一条演示街道（全是虚构的）")
    demo.add_argument("--date", type=_day, help="以哪天为今天，默认今天")
    verb("invite", "给一位干部或居民发邀请码").add_argument("name")
    link = verb("link", "给一位登记过的人发网页聊天的专用链接")
    link.add_argument("name", nargs="?", default="")
    link.add_argument("--door", default="", help="楼门口贴的码：扫了就知道在哪一栋，如 益港花园12号。谁扫都行，不过期")
    verb("doctor", "把没聊完的对话在新代码上试跑一遍，列出会出错的")
    verb("check", "检查配置和数据，说清哪里要改")
    docs = verb("docs", "按登记的功能重写 README 里的目录")
    docs.add_argument("--check", action="store_true", help="只检查，不改")
    return top


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，请写成 2026-11-24 这样") from None


def _port(text: str) -> int:
    if text.isascii() and text.isdecimal() and 0 < int(text[:6]) < 65536:
        return int(text)
    raise argparse.ArgumentTypeError(f"“{text}”不是端口，请写 1 到 65535 之间的数")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 if it went well, 1 if not, 2 if it was not understood."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):  # a terminal of another alphabet must not end a conversation
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    options = parser().parse_args(arguments)
    try:
        return commands.VERBS[options.verb](options)
    except Failed as failed:
        print(failed, file=sys.stderr)  # noqa: T201 this is the terminal
        return 1
    except BrokenPipeError:  # | head
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except Exception as failure:  # noqa: BLE001 the words of an error may hold personal data
        print(stumbled(failure), file=sys.stderr)  # noqa: T201
        return 1


if __name__ == "__main__":
    sys.exit(main())
