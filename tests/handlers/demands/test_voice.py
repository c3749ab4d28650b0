"""A voice note: kept and passed on; a configured command makes words of it."""

from __future__ import annotations

import sys

from bot.config import Settings
from handlers.demands.settings import Block
from tests.community import TUESDAY


def with_command(*command: str) -> Settings:
    return Settings(blocks={"demands": Block(transcribe=command, seconds=5)})


def test_without_a_command_a_few_words_are_asked_for(community):
    street = community(start=TUESDAY)
    li = street.person("李建国").says("[语音 a.amr]").hears("听不成字", "写几个字", "找人帮忙")
    li.says("12号楼道的灯坏了").hears("附件：1个").taps("提交").hears("编号0001")


def test_a_command_makes_words_of_it(community):
    says = "import sys; sys.stdout.buffer.write('12号楼道的灯坏了'.encode())"
    street = community(start=TUESDAY, settings=with_command(sys.executable, "-c", says))
    street.person("李建国").says("[语音 a.amr]").hears("请核对", "12号楼道的灯坏了", "附件：1个")


def test_a_command_that_fails_or_is_slow_is_as_none(community):
    street = community(start=TUESDAY, settings=with_command("/nowhere/at/all"))
    street.person("李建国").says("[语音 a.amr]").hears("写几个字")
    street = community(start=TUESDAY, settings=with_command(sys.executable, "-c", "raise SystemExit(3)"))
    street.person("赵国强").says("[语音 b.amr]").hears("写几个字")


def test_danger_in_a_voice_note_comes_first(community):
    says = "import sys; sys.stdout.buffer.write('楼道里有煤气味'.encode())"
    street = community(start=TUESDAY, settings=with_command(sys.executable, "-c", says))
    street.person("李建国").says("[语音 a.amr]").hears("别碰开关")
