"""Doors are public, people are not: what each kind of viewer is answered."""

from __future__ import annotations

import datetime as dt

import pytest

from storage.base import SHANGHAI, transaction
from storage.registry import AREAS, BUILDING_AREAS, BUILDINGS, HOUSEHOLDS, PERSONS, ROLES
from storage.unit import Unit
from storage.viewers import Viewer, system
from storage.writing import add, change, end, pour

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
SINCE = dt.date(2026, 1, 1)
ALL = system("test")


class Street:
    """A small street: two committees, two micro-grids in the first; 12号 in both committees."""

    def __init__(self, db):
        self.unit, self.db = Unit(db, NOW), db
        street = self.area("街道", "街道", None)
        self.yigang, self.sanmen = self.area("居委", "益港居民区", street), self.area("居委", "三门居民区", street)
        self.first, self.second = self.area("微网格", "第一", self.yigang), self.area("微网格", "第二", self.yigang)
        self.b12, self.b8 = self.house(self.yigang, "益港花园", "12"), self.house(self.yigang, "益港花园", "8")
        self.far = self.house(self.sanmen, "三门新苑", "12")
        held = [(self.b12, self.first), (self.b8, self.second)]
        pour(db, ALL, BUILDING_AREAS, [{"building_id": b, "area_id": a, "since": SINCE} for b, a in held])
        self.h302, self.h401 = self.home(self.b12, "302"), self.home(self.b12, "401")
        self.h8, self.h_far = self.home(self.b8, "101"), self.home(self.far, "302")
        self.shop = self.home(self.b12, "", key="老王水果店", kind="商户", name="老王水果店")
        self.wang = self.person("王秀英", self.h302, gender="女", born="1940-05-03", phone="13800001111")
        self.lu, self.li = self.person("陆志明", self.h401), self.person("李国强", self.h8)
        self.zhao = self.person("赵敏", self.h_far)

    def row(self, table, **values):
        return add(self.db, ALL, table, [{"since": SINCE, **values}])[0]

    def area(self, kind, name, parent):
        return self.row(AREAS, kind=kind, name=name, parent_id=parent)

    def house(self, committee, estate, key):
        row = {"committee_id": committee, "estate": estate, "number": f"{key}号", "key": key}
        return add(self.db, ALL, BUILDINGS, [row])[0]

    def home(self, building, room, key="", **more):
        return self.row(HOUSEHOLDS, building_id=building, room=room, key=key or room, **more)

    def person(self, name, home=None, **more):
        return self.row(PERSONS, name=name, household_id=home, **more)

    def with_role(self, role, area=None, building=None, name="某某", home=None, **more):
        person = self.person(name, home)
        self.row(ROLES, person_id=person, role=role, area_id=area, building_id=building, **more)
        return self.unit.people.viewer(person)

    def doors(self, viewer):
        return [home.full_door for home in self.unit.places.households(viewer)]


@pytest.fixture
def street(engine):
    with transaction(engine) as db:
        yield Street(db)


def test_a_door_reads_as_people_say_it(street):
    home = street.unit.places.household(ALL, street.h302)
    assert (home.door, home.full_door, str(home)) == ("12号302", "益港花园12号302", "12号302")
    assert street.unit.places.household(ALL, street.shop).door == "12号 老王水果店"


def test_a_cadre_of_a_micro_grid_sees_its_households_only(street):
    cadre = street.with_role("干部", street.first)
    assert street.doors(cadre) == ["益港花园12号 老王水果店", "益港花园12号302", "益港花园12号401"]
    assert street.unit.places.household(cadre, street.h302).people[0].phone == "13800001111"
    assert street.unit.places.household(cadre, street.h8) is None


def test_a_cadre_without_a_micro_grid_sees_the_committee(street):
    assert len(street.doors(street.with_role("干部", street.yigang))) == 4


def test_a_cadre_with_a_committee_and_a_micro_grid_sees_the_micro_grid(street):
    cadre = street.with_role("干部", street.yigang)
    street.row(ROLES, person_id=cadre.person, role="干部", area_id=street.second)
    assert street.doors(street.unit.people.viewer(cadre.person)) == ["益港花园8号101"]


def test_a_cadre_of_a_grid_sees_the_micro_grids_below_it(street):
    grid = street.area("网格", "东网格", street.yigang)
    change(street.db, ALL, AREAS, street.second, {"parent_id": grid})
    assert street.doors(street.with_role("干部", grid)) == ["益港花园8号101"]


def test_a_secretary_sees_the_committee_and_an_officer_the_street(street):
    assert len(street.doors(street.with_role("书记", street.yigang))) == 4
    assert len(street.doors(street.with_role("街道干部"))) == 5


def test_a_building_head_sees_doors_and_names_of_the_own_building_and_nothing_else(street):
    head = street.with_role("楼组长", building=street.b12)
    [wang] = street.unit.places.household(head, street.h302).people
    assert (wang.name, wang.phone, wang.born, wang.gender) == ("王秀英", "", "", "")
    assert street.unit.places.household(head, street.h8) is None


def test_a_building_head_sees_the_own_household_in_full(street):
    head = street.with_role("楼组长", building=street.b12, home=street.h302)
    assert street.unit.places.household(head, street.h302).people[0].phone == "13800001111"


def test_a_property_manager_sees_places_without_people(street):
    manager = street.with_role("物业", street.yigang)
    assert len(street.doors(manager)) == 4
    assert street.unit.places.household(manager, street.h302).people == ()
    assert street.unit.places.names(manager) == []
    assert street.unit.places.households_named(manager, lambda person: True) == []


def test_a_resident_sees_the_own_household_only(street):
    resident = street.unit.people.viewer(street.wang)
    assert street.doors(resident) == ["益港花园12号302"]
    assert street.unit.places.names(resident) == ["王秀英"]


def test_a_viewer_without_anything_sees_nothing(street):
    assert street.doors(Viewer()) == []
    assert street.doors(street.unit.people.viewer(99999)) == []


def test_a_role_that_has_ended_or_not_begun_shows_nothing(street):
    assert street.doors(street.with_role("干部", street.first, until=NOW.date())) == []
    assert street.doors(street.with_role("干部", street.first, since=dt.date(2026, 12, 1))) == []


def test_households_at_a_door_are_those_of_the_viewers_scope(street):
    cadre = street.with_role("干部", street.first)
    assert [home.id for home in street.unit.places.households_at(cadre, "12", "302")] == [street.h302]
    officer = street.with_role("街道干部")
    assert [home.id for home in street.unit.places.households_at(officer, "12", "302")] == [street.h_far, street.h302]
    [home] = street.unit.places.households_at(officer, "12", "302", "三门新苑")
    assert home.committee == "三门居民区"


def test_doors_of_the_whole_street_are_public_and_carry_no_people(street):
    doors = street.unit.places.doors_at("12", "302")
    assert [door.full_door for door in doors] == ["三门新苑12号302", "益港花园12号302"]
    assert not hasattr(doors[0], "people")
    assert street.unit.places.doors_at("12", "1302") == []


def test_the_highest_floor_of_a_house_is_known(street):
    assert street.unit.places.rooms_in("12", "益港花园") == ["302", "401"]
    assert street.unit.places.top_floor("12", "益港花园") == 4
    assert street.unit.places.top_floor("99") == 0


def test_people_are_found_by_name_among_those_in_scope(street):
    cadre = street.with_role("干部", street.first)
    [home] = street.unit.places.households_named(cadre, lambda person: person.name == "王秀英")
    assert home.id == street.h302
    assert street.unit.places.households_named(cadre, lambda person: person.name == "李国强") == []
    assert street.unit.places.names(cadre) == ["王秀英", "陆志明"]


def test_a_found_household_comes_with_all_its_people(street):
    street.person("王小妹", street.h302)
    [home] = street.unit.places.households_named(ALL, lambda person: person.name == "王秀英")
    assert [person.name for person in home.people] == ["王秀英", "王小妹"]


def test_a_household_that_moved_away_or_ended_is_no_more(street):
    change(street.db, ALL, HOUSEHOLDS, street.h302, {"state": "迁出"})
    end(street.db, ALL, HOUSEHOLDS, [street.h401], NOW.date())
    assert street.unit.places.household(ALL, street.h302) is None
    assert street.unit.places.household(ALL, street.h401) is None
    assert street.unit.places.rooms_in("12", "益港花园") == []


def test_who_moved_away_or_died_is_not_in_the_household(street):
    change(street.db, ALL, PERSONS, street.wang, {"state": "去世"})
    assert street.unit.places.household(ALL, street.h302).people == ()
    assert "王秀英" not in street.unit.places.names(ALL)


def test_shops_are_found_by_a_piece_of_their_name(street):
    assert [str(shop) for shop in street.unit.places.shops(ALL, "水果")] == ["12号 老王水果店"]
    assert street.unit.places.shops(ALL, "%") == []


def test_estates_are_named_once(street):
    assert street.unit.places.estates() == ["三门新苑", "益港花园"]


def test_houses_come_in_walking_order(street):
    for room in ("1001", "201"):
        street.home(street.b8, room)
    rooms = [door.room for door in street.unit.places.doors_at("8", "")]
    assert rooms == ["101", "201", "1001"]
