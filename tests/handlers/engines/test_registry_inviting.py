"""Invitation codes: easy to copy from paper, kept as digests, used once."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
import sqlalchemy as sa

from handlers.engines.registry.inviting import digest, invite, join, new_code, read_code
from storage.base import transaction
from storage.people import Refused
from storage.registry import INVITES
from storage.unit import Unit
from storage.viewers import run
from tests.storage.test_places import ALL, NOW, Street


@pytest.fixture
def street(engine):
    with transaction(engine) as db:
        yield Street(db)


def test_a_code_has_four_letters_and_four_figures_that_nobody_confuses():
    places = itertools.count()
    code = new_code(lambda choices: choices[next(places) * 7 % len(choices)])
    assert read_code(code) == code
    assert not set(code) & set("ILO01")


@pytest.mark.parametrize("typed", ["abcd-2345", "ABCD2345", "ａｂｃｄ－２３４５", " ABCD 2345。"])
def test_a_code_reads_however_it_was_typed(typed):
    assert read_code(typed) == "ABCD-2345"


@pytest.mark.parametrize("typed", ["", "你好", "ABCD-234", "ABCD-23456", "ABCD-2340", "12号302"])
def test_other_words_are_no_code(typed):
    assert read_code(typed) == ""
    with pytest.raises(Refused, match="ABCD-2345"):
        digest(typed)


def test_the_code_itself_is_not_kept(street):
    assert invite(street.unit, ALL, street.wang, "abcd 2345") == "ABCD-2345"
    kept = run(street.db, ALL, sa.select(INVITES.c.digest)).scalar_one()
    assert "ABCD" not in kept
    assert len(kept) == 64


def test_an_invited_resident_joins_with_the_code(street):
    invite(street.unit, ALL, street.wang, "ABCD-2345")
    guest = street.unit.people.guest("web", "x", "阿婆")
    assert join(street.unit, "abcd2345", guest.id).name == "王秀英"


def test_a_code_is_good_for_two_weeks(street):
    invite(street.unit, ALL, street.wang, "ABCD-2345")
    guest = street.unit.people.guest("web", "x", "阿婆")
    with pytest.raises(Refused, match="过期"):
        join(Unit(street.db, NOW + dt.timedelta(days=14)), "ABCD-2345", guest.id)
