"""Grids that change keep their history: split, merge, move."""

from __future__ import annotations

import datetime as dt

import pytest

from handlers.engines.registry.nets import area_of, merge, move, split
from storage.base import transaction
from storage.people import Refused
from storage.registry import AREAS, BUILDING_AREAS
from storage.unit import Unit
from storage.writing import add, pour
from tests.storage.test_places import ALL, NOW, SINCE, Street

DAY = dt.date(2026, 12, 1)
BEFORE = dt.date(2026, 11, 30)


@pytest.fixture
def street(engine):
    with transaction(engine) as db:
        yield Street(db)


def on(street, day):
    return Unit(street.db, NOW.replace(month=day.month, day=day.day))


def name_of(street, building, day):
    area = area_of(street.unit, building, day)
    return area.name if area else ""


def merged_first(street):
    """Both buildings of the committee in one micro-grid, so that it can be split."""
    move(street.unit, [street.b8], street.first, dt.date(2026, 2, 1))


def test_a_building_moves_from_a_day_on(street):
    move(street.unit, [street.b8], street.first, DAY)
    assert [name_of(street, street.b8, day) for day in (BEFORE, DAY)] == ["第二", "第一"]


def test_a_cadre_sees_what_moved_in_from_that_day_on(street):
    cadre = street.with_role("干部", street.first)
    move(street.unit, [street.b8], street.first, DAY)
    assert street.unit.places.household(cadre, street.h8) is None
    assert on(street, DAY).places.household(cadre, street.h8) is not None


def test_a_move_back_on_the_same_day_leaves_one_area(street):
    move(street.unit, [street.b8], street.first, DAY)
    move(street.unit, [street.b8], street.second, DAY)
    assert [area.name for area in street.unit.places.areas_of(street.b8, DAY)] == ["第二"]


def test_a_move_within_one_net_leaves_the_other_nets_alone(street):
    party = street.row(AREAS, kind="网格", net="党建", name="党建网格", parent_id=street.yigang)
    pour(street.db, ALL, BUILDING_AREAS, [{"building_id": street.b8, "area_id": party, "since": SINCE}])
    move(street.unit, [street.b8], street.first, DAY)
    assert area_of(street.unit, street.b8, DAY, net="党建").name == "党建网格"


def test_a_split_gives_every_building_a_new_area_and_keeps_the_old_one_for_the_past(street):
    merged_first(street)
    made = split(street.unit, street.first, {"第一甲": [street.b12], "第一乙": [street.b8]}, DAY)
    assert [name_of(street, street.b12, day) for day in (BEFORE, DAY)] == ["第一", "第一甲"]
    assert [name_of(street, street.b8, day) for day in (BEFORE, DAY)] == ["第一", "第一乙"]
    assert street.unit.places.area(street.first).until == DAY
    assert set(made) == {"第一甲", "第一乙"}


def test_who_looked_after_an_area_looks_after_its_parts(street):
    merged_first(street)
    cadre = street.with_role("干部", street.first).person
    split(street.unit, street.first, {"甲": [street.b12], "乙": [street.b8]}, DAY)
    for day in (BEFORE, DAY):
        unit = on(street, day)
        viewer = unit.people.viewer(cadre)
        assert unit.places.household(viewer, street.h302)
        assert unit.places.household(viewer, street.h8)
        assert [one.id for one in unit.people.cadres_of(street.h8)] == [cadre]


def test_a_merge_makes_one_area_of_two_and_says_what_they_became(street):
    made = merge(street.unit, [street.first, street.second], "第一", DAY)
    assert {name_of(street, house, DAY) for house in (street.b12, street.b8)} == {"第一"}
    assert name_of(street, street.b8, BEFORE) == "第二"
    became = street.db.execute(AREAS.select().where(AREAS.c.id == street.second)).one().became_id
    assert became == made


def test_cadres_of_merged_areas_share_the_new_one_once_each(street):
    first, second = street.with_role("干部", street.first).person, street.with_role("干部", street.second).person
    merge(street.unit, [street.first, street.second], "新", DAY)
    unit = on(street, DAY)
    assert [one.id for one in unit.people.cadres_of(street.h302)] == [first, second]
    assert [role.area for role in unit.people.roles(ALL, first)] == ["新"]


@pytest.mark.parametrize(
    "parts", [{"甲": "12"}, {"甲": "12", "乙": ""}, {"甲": "12", "乙": "12"}, {"甲": "12", "第二": "8"}]
)
def test_a_split_that_leaves_out_doubles_or_takes_a_taken_name_is_refused(street, parts):
    merged_first(street)
    houses = {"12": [street.b12], "8": [street.b8], "": []}
    with pytest.raises(Refused, match="请"):
        split(street.unit, street.first, {name: houses[key] for name, key in parts.items()}, DAY)


def test_a_merge_of_one_area_or_of_areas_that_do_not_lie_together_is_refused(street):
    far = street.area("微网格", "远", street.sanmen)
    for areas in ([street.first], [street.first, street.first], [street.first, far]):
        with pytest.raises(Refused, match="请"):
            merge(street.unit, areas, "新", DAY)


def test_an_area_that_ends_or_has_not_begun_takes_no_part(street):
    merge(street.unit, [street.first, street.second], "新", DAY)
    for change in (
        lambda: move(street.unit, [street.b8], street.first, DAY),
        lambda: move(street.unit, [street.b8], 99999, DAY),
    ):
        with pytest.raises(Refused, match="请"):
            change()
    late = add(street.db, ALL, AREAS, [{"kind": "微网格", "name": "晚", "parent_id": street.yigang, "since": DAY}])[0]
    with pytest.raises(Refused, match="更早"):
        move(street.unit, [street.b8], late, BEFORE)


def test_a_building_that_is_there_already_does_not_move(street):
    with pytest.raises(Refused, match="本来就在"):
        move(street.unit, [street.b12], street.first, DAY)
