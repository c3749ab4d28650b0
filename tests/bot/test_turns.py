"""Turns: what is said at the end of a conversation belongs to the next one."""

from __future__ import annotations

from bot.dialogue import dialogue
from bot.kinds.base import Note
from bot.talk.talk import Talk
from tests.community import TUESDAY


@dialogue("求助", starts=("求助",))
def ask_for_help(talk: Talk) -> str:
    """求助：写一句。"""
    return f"记下了：{talk.ask('事情', '是什么事？', Note())}"


def test_words_left_over_are_kept_when_their_person_speaks_of_something_else(community):
    street = community(start=TUESDAY, dialogues=[ask_for_help])
    fang = street.person("王芳").says("求助，老张那件事还没完").hears("是什么事")
    fang.says("灯坏了").hears("您还说过「求助，老张那件事还没完」")
    fang.says("今天去了12号402，都好").hears("记下了：灯坏了", "请核对", "李建国").taps("保存").hears("记好了")


def test_left_over_words_may_be_declined(community):
    fang = (
        community(start=TUESDAY, dialogues=[ask_for_help]).person("王芳").says("求助，老张那件事还没完").says("灯坏了")
    )
    fang.taps("不用").hears("记下了：灯坏了")
