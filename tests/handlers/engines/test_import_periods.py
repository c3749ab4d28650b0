"""Lists of residents whose tags carry the days on which they hold; the named roles that lead a few of them."""

from __future__ import annotations

import datetime as dt

import pytest

from handlers.engines.registry.applying import apply
from handlers.engines.registry.describing import describe
from handlers.engines.registry.importing import plan
from handlers.engines.registry.periods import Period, cut, read_period
from handlers.engines.registry.reading import HEADINGS, Row, Rows
from storage.base import SHANGHAI, transaction
from storage.unit import Unit
from storage.viewers import system

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
ALL = system("test")
PLACE = {"居委": "益港居民区", "微网格": "益港第一微网格"}
WANG = PLACE | {"小区": "益港花园", "楼号": "12号", "室号": "302", "姓名": "王秀英"}
DEC, JULY = dt.date(2026, 12, 1), dt.date(2027, 7, 1)


@pytest.fixture
def unit(engine):
    with transaction(engine) as db:
        yield Unit(db, NOW)


def rows(*cells):
    return Rows([Row(line, given) for line, given in enumerate(cells, start=2)], frozenset(HEADINGS))


def imported(unit, *cells):
    changes = plan(unit, rows(*cells))
    apply(unit, changes)
    return changes


def held(unit) -> dict[str, tuple[dt.date, dt.date | None]]:
    [person] = unit.people.named(ALL, "王秀英")
    return {tag.tag: (tag.since, tag.until) for tag in unit.tags.held(ALL, [person.id])}


@pytest.mark.parametrize(
    ("written", "word", "period"),
    [
        ("低保", "低保", Period()),
        ("低保(2026-12-01~2027-06-30)", "低保", Period(DEC, JULY)),
        ("低保（2026-12-01～2027-06-30）", "低保", Period(DEC, JULY)),
        ("低保（2026年12月1日至2027年6月30日）", "低保", Period(DEC, JULY)),
        ("低保 (2026.12.1 - 2027.6.30)", "低保", Period(DEC, JULY)),
        ("低保(从2026/12/1到2027/6/30止)", "低保", Period(DEC, JULY)),
        ("低保（２０２６－１２－０１起）", "低保", Period(DEC)),
        ("低保(2026-12-01~)", "低保", Period(DEC)),
        ("低保(20261201)", "低保", Period(DEC)),
        ("低保(至2027-06-30)", "低保", Period(None, JULY)),
        ("低保(~2027-06-30)", "低保", Period(None, JULY)),
        ("低保（2027-06-30止）", "低保", Period(None, JULY)),
    ],
)
def test_days_read_however_they_were_written(written, word, period):
    [piece] = cut(written)
    assert read_period(piece) == (word, period)


def test_a_cell_is_cut_between_tags_and_not_within_their_days(unit):
    imported(unit, WANG | {"标签": "独居老人(2026-12-01 ~ 2027/06/30)、高龄老人；低保（至2027-06-30）"})
    assert held(unit) == {
        "高龄老人": (NOW.date(), None),
        "低保": (NOW.date(), JULY),
        "独居老人": (DEC, JULY),
    }
    [person] = unit.people.named(ALL, "王秀英")
    assert {tag.tag for tag in unit.people.tags(ALL, [person.id])[person.id]} == {"高龄老人", "低保"}


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("低保(2027-06-30~2026-12-01)", "结束日期（2026-12-01）在开始日期（2027-06-30）之前"),
        ("低保(2026-02-30起)", "没有这一天"),
        ("低保（至2026-13-01）", "没有这一天"),
        ("低保(2026年起)", "看不懂"),
        ("低保(下个月12号)", "看不懂"),
        ("低保(9026-12-01起)", "年份不对"),
        ("神仙(2026-12-01起)", "没有“神仙”这个标签"),
        ("低保(2026-12-01起)、低保户(2027-12-01起)", "写了两次"),
    ],
)
def test_days_that_cannot_be_are_named_with_what_to_mend(unit, cell, said):
    [(line, reason)] = plan(unit, rows(WANG | {"室号": "101"}, WANG | {"标签": cell})).errors
    assert line == 3 and said in reason


def test_the_same_list_again_changes_nothing_before_and_after_the_days_have_come(unit):
    list_ = (WANG | {"标签": "独居老人(2026-12-01~2027-06-30)、低保(至2026-12-31)、高龄老人(2026-12-01起)"},)
    imported(unit, *list_)
    for days in (1, 10, 60, 400):
        again = plan(Unit(unit.db, NOW + dt.timedelta(days=days)), rows(*list_))
        assert again.nothing, days
    assert "结束日期已经过了" in describe(again)


def test_other_days_in_a_later_list_are_a_change_and_no_days_change_nothing(unit):
    imported(unit, WANG | {"标签": "低保(2026-12-01~2027-06-30)"})
    assert plan(unit, rows(WANG | {"标签": "低保"})).nothing
    changes = imported(unit, WANG | {"标签": "低保(2026-12-01~2027-07-31)"})
    assert "更改1个标签的日期" in describe(changes)
    assert held(unit) == {"低保": (DEC, dt.date(2027, 8, 1))}


def test_two_rows_of_one_person_must_not_contradict_each_other(unit):
    [(line, reason)] = plan(
        unit, rows(WANG | {"标签": "低保(至2027-06-30)"}, WANG | {"标签": "低保(至2027-07-30)"})
    ).errors
    assert line == 3 and "第2行" in reason and "低保" in reason


def test_the_roles_that_lead_a_tag_are_imported_like_cadres(unit):
    list_ = (
        WANG | {"标签": "精神障碍"},
        PLACE | {"微网格": "", "姓名": "顾敏", "角色": "精防专干"},
        PLACE | {"姓名": "沈刚", "角色": "司法专干"},
    )
    assert imported(unit, *list_).errors == []
    assert plan(unit, rows(*list_)).nothing
    [leader] = unit.people.with_role("精防专干")
    assert len(unit.places.households(unit.people.viewer(leader.id))) == 1
    [(_, reason)] = plan(unit, rows(PLACE | {"姓名": "顾敏", "角色": "精防专干", "标签": "低保"})).errors
    assert "不写标签" in reason
