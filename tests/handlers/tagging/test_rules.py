"""What words of a note tell of somebody."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.tagging.rules import ability, knows, lives_alone, turned


@pytest.mark.parametrize(
    ("note", "alone"),
    [
        ("一个人住，血压高", True),
        ("老伴走了以后独自居住", True),
        ("不是独居", False),
        ("以前一个人住，现在女儿搬来了", False),
        ("儿子一个人住在外地", False),
        ("不是独居，老伴住院，现在一个人住", True),  # each clause for itself
    ],
)
def test_living_alone(note, alone):
    assert lives_alone(note) is alone


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("会修水管", ("能人", "会修水管")),
        ("退休电工，身体好", ("能人", "退休电工")),
        ("愿意做志愿者", ("志愿者", "愿意做志愿者")),
        ("很热心", ("热心人士", "很热心")),
        ("不会修水管", ("", "")),
        ("物业会修好", ("", "")),
        ("会修吗", ("", "")),
        ("机会修好", ("", "")),
        ("不愿意做志愿者", ("", "")),
        ("血压偏高，要配药", ("", "")),
    ],
)
def test_being_able_and_willing(note, told):
    assert ability(note) == told


def test_the_question_is_answered_where_verb_and_thing_stand_apart():
    assert knows("会修家里的电器", "修电器")
    assert not knows("会理发", "修电器")


@pytest.mark.parametrize(
    ("born", "day"),
    [
        ("1946-11-28", date(2026, 11, 28)),
        ("1946", None),  # nobody knows the day
        ("1946-12-28", None),
        ("1945-11-28", None),
        ("", None),
    ],
)
def test_birthdays(born, day):
    assert turned(80, born, date(2026, 11, 20), date(2026, 12, 1)) == day
