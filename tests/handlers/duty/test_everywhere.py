"""Danger in the middle of any conversation: answered first, whoever is on duty woken at once; the question waits, without a word."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from bot.app import capabilities
from bot.clock import Calendar
from bot.danger import LIFELINES
from bot.dialogue import Dialogue
from bot.kinds.base import Option
from bot.pushes import Push, send
from tests.community import STREET, TESTS, TUESDAY
from tests.handlers.duty.test_alerts import ROSTER, SAID

WHO = {
    "干部": "王芳",
    "书记": "刘书记",
    "街道干部": "周科",
    "居民": "赵国强",
    "访客": "赵国强",
    "物业": "黄经理",
    "精防专干": "丁专干",
}
ROWS = [
    *STREET, "三门居民区,,,,,,黄经理,男,1975-02-03,,,物业", "三门居民区,,,,,,丁专干,女,1985-02-03,,,精防专干",
]  # fmt: skip
DIALOGUES = [dialogue for one in capabilities() for dialogue in one.dialogues if dialogue.first is None]


def begun(community, dialogue: Dialogue):
    """Whoever may begin it has pressed its button; with what is asked, "" if nothing is."""
    street = community(*ROWS, start=TUESDAY, settings=ROSTER)
    name = next((who for role, who in WHO.items() if role in dialogue.by), "赵国强")

    def push(unit) -> None:
        person = unit.people.named(TESTS, name)[0].id
        send(
            unit,
            Push(person, "按一下", [Option("开始", words=dialogue.menu or dialogue.name, start=dialogue.name)]),
            Calendar(ROSTER),
        )

    street.ask(push)
    street.clock_goes_to(TUESDAY)
    person = street.person(name).taps("开始")

    def asked(unit) -> str:
        stack = unit.talks.stack(unit.people.named(TESTS, name)[0].id)
        return str(stack[0].state["prompt"]["text"]) if stack else ""

    return person, street.ask(asked)


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=lambda dialogue: dialogue.name)
def test_in_the_middle_of_any_conversation(community, dialogue) -> None:
    person, question = begun(community, dialogue)
    person.says("家里有煤气味，头晕")
    assert person.got[0].text.startswith(LIFELINES["燃气"]) and person.got[0].lane == "alert"
    woken = [event.to for event in person.everybody if event.lane == "alert" and event.to != person.name]
    assert woken and woken[0] in ("王芳", "陈洁", "刘书记", "周科")
    parts = re.split("「.*?」", question.split("\n")[0])  # the words of danger are kept beside those quoted
    assert not question or max(parts, key=len) not in person.heard
    if question:
        person.says("继续").hears(*parts)


@pytest.mark.parametrize("name", ["走访记录", "走访计划", "换班", "提诉求"])
def test_a_conversation_that_its_button_begins_asks_something(community, name) -> None:
    assert begun(community, next(one for one in DIALOGUES if one.name == name))[1]


@pytest.mark.parametrize("kind", LIFELINES)
def test_each_kind_in_the_middle_of_a_question(community, kind) -> None:
    street = community(start=datetime(2026, 11, 24, 3), settings=ROSTER)
    fang = street.person("王芳").says("记走访").hears("您走访的是哪一户").says(SAID[kind])
    assert fang.got[0].text.startswith(LIFELINES[kind]) and "您走访的是哪一户" not in fang.heard
    assert [event.to for event in fang.everybody if event.lane == "alert"] == ["王芳", "陈洁"]
    fang.says("继续").hears("您走访的是哪一户")
