"""Persons, tags, roles, accounts: who is told what, and how a guest becomes a known person."""

from __future__ import annotations

import datetime as dt

import pytest
import sqlalchemy as sa

from storage.base import transaction
from storage.inbox import INBOX
from storage.people import Refused
from storage.registry import ACCOUNTS, PERSONS, PREFERENCES, ROLES, TAGS
from storage.talks import TALKS
from storage.unit import Unit
from storage.viewers import NoViewer, run, system
from storage.writing import change
from tests.storage.test_places import ALL, NOW, Street

IN_A_WEEK = NOW + dt.timedelta(days=7)


@pytest.fixture
def street(engine):
    with transaction(engine) as db:
        yield Street(db)


def tag(street, person, name, sensitivity=0):
    street.row(TAGS, person_id=person, kind="关爱", tag=name, sensitivity=sensitivity, source="测试")


def tags(street, viewer, *people):
    found = street.unit.people.tags(viewer, people)
    return {person: [mark.tag for mark in marks] for person, marks in found.items()}


def test_a_statement_on_people_without_a_viewer_fails(street):
    with pytest.raises(NoViewer):
        street.db.execute(sa.select(PERSONS.c.id))


def test_a_person_is_shown_to_those_who_look_after_them(street):
    get = street.unit.people.get
    assert get(street.with_role("干部", street.first), street.wang).phone == "13800001111"
    assert get(street.with_role("楼组长", building=street.b12), street.wang).phone == ""
    assert get(street.with_role("干部", street.second), street.wang) is None
    assert get(street.with_role("物业", street.yigang), street.wang) is None
    assert get(street.unit.people.viewer(street.lu), street.wang) is None


def test_everybody_sees_themselves_even_a_guest_and_a_cadre_without_a_home(street):
    guest = street.unit.people.guest("web", "abc", "小李").person_id
    assert street.unit.people.get(street.unit.people.viewer(guest), guest).name == "小李"
    cadre = street.with_role("干部", street.first, name="王芳")
    assert street.unit.people.get(cadre, cadre.person).name == "王芳"


def test_the_name_of_a_cadre_is_no_secret_but_that_of_a_building_head_is(street):
    cadre = street.with_role("干部", street.first, name="王芳")
    head = street.with_role("楼组长", building=street.b8, name="楼长")
    resident = street.unit.people.viewer(street.wang)
    assert street.unit.people.get(resident, cadre.person).name == "王芳"
    assert street.unit.people.get(resident, head.person) is None


def test_names_are_found_in_scope_only(street):
    cadre = street.with_role("干部", street.first)
    assert [one.id for one in street.unit.people.named(cadre, "王秀英")] == [street.wang]
    assert street.unit.people.named(cadre, "李国强") == []


def test_sensitive_tags_are_for_the_responsible_cadre_and_the_secretary_alone(street):
    tag(street, street.wang, "独居老人")
    tag(street, street.wang, "社区矫正", 2)
    both, plain = {street.wang: ["独居老人", "社区矫正"]}, {street.wang: ["独居老人"]}
    assert tags(street, street.with_role("干部", street.first), street.wang) == both
    assert tags(street, street.with_role("书记", street.yigang), street.wang) == both
    assert tags(street, street.with_role("街道干部"), street.wang, street.li) == plain
    assert tags(street, street.unit.people.viewer(street.wang), street.wang) == plain


@pytest.mark.parametrize("role", ["楼组长", "物业", "干部"])
def test_tags_are_not_for_others(street, role):
    tag(street, street.wang, "独居老人")
    place = {"building": street.b12} if role == "楼组长" else {"area": street.yigang}
    viewer = street.with_role(role, **place) if role != "干部" else street.with_role(role, street.second)
    assert tags(street, viewer, street.wang) == {}


def test_an_ended_tag_is_no_more(street):
    row = street.row(TAGS, person_id=street.wang, kind="关爱", tag="孤老", source="测试", until=NOW.date())
    assert row
    assert tags(street, ALL, street.wang) == {}


def test_who_has_a_role_is_known_by_committee_without_phones(street):
    secretary = street.with_role("书记", street.yigang, name="刘书记").person
    change(street.db, ALL, PERSONS, secretary, {"phone": "13900000000"})
    cadre = street.with_role("干部", street.first, name="王芳").person
    people = street.unit.people
    assert [(one.id, one.phone) for one in people.with_role("书记", street.yigang)] == [(secretary, "")]
    assert people.with_role("书记", street.sanmen) == []
    assert [one.id for one in people.with_role("干部", street.yigang)] == [cadre]
    assert [one.id for one in people.with_role("书记")] == [secretary]


def test_a_household_belongs_to_the_cadres_of_its_micro_grid_else_to_those_of_the_committee(street):
    whole = street.with_role("干部", street.yigang).person
    near = street.with_role("干部", street.first).person
    assert [one.id for one in street.unit.people.cadres_of(street.h302)] == [near]
    assert [one.id for one in street.unit.people.cadres_of(street.h8)] == [whole]
    assert street.unit.people.cadres_of(street.h_far) == []


def test_roles_say_what_and_where(street):
    cadre = street.with_role("干部", street.first)
    assert [(role.role, role.area) for role in street.unit.people.roles(cadre, cadre.person)] == [("干部", "第一")]
    assert street.unit.people.roles(cadre, street.li) == []


def test_wishes_are_for_those_who_look_after_the_household(street):
    street.row(PREFERENCES, household_id=street.h302, wish="勿扰")
    wishes = street.unit.people.wishes
    assert wishes(street.with_role("干部", street.first), [street.h302]) == {street.h302: ["勿扰"]}
    assert wishes(street.with_role("干部", street.second), [street.h302]) == {}


def test_an_unknown_account_becomes_a_guest_once(street):
    assert street.unit.people.by_account("web", "abc") is None
    first = street.unit.people.guest("web", "abc", "小李")
    assert street.unit.people.guest("web", "abc", "别名").id == first.id
    assert street.unit.people.by_account("web", "abc") == first
    assert street.unit.people.get(ALL, first.person_id).state == "访客"


def test_accounts_are_for_the_person_and_the_system_last_used_first(street):
    old = street.unit.people.add_account(street.wang, "web", "a")
    new = street.unit.people.add_account(street.wang, "wecom", "b")
    street.unit.people.touch_account(new.id)
    assert [one.id for one in street.unit.people.accounts(ALL, street.wang)] == [new.id, old.id]
    assert len(street.unit.people.accounts(street.unit.people.viewer(street.wang), street.wang)) == 2
    assert street.unit.people.accounts(street.with_role("干部", street.first), street.wang) == []


def test_an_account_belongs_to_one_person(street):
    account = street.unit.people.add_account(street.wang, "web", "a")
    assert street.unit.people.add_account(street.wang, "web", "a").id == account.id
    with pytest.raises(Refused, match="别人"):
        street.unit.people.add_account(street.lu, "web", "a")


def test_only_who_looks_after_a_person_may_invite_them(street):
    people = street.unit.people
    people.invite(street.with_role("干部", street.first), street.wang, "1", IN_A_WEEK)
    for number, viewer in enumerate(
        (
            street.with_role("干部", street.second),
            street.with_role("楼组长", building=street.b12),
            people.viewer(street.lu),
        )
    ):
        with pytest.raises(Refused, match="负责"):
            people.invite(viewer, street.wang, f"no{number}", IN_A_WEEK)


def invited(street, **later):
    street.unit.people.invite(ALL, street.wang, "digest", IN_A_WEEK)
    return street.unit.people.guest("web", "abc", "阿婆")


def test_joining_makes_the_account_the_persons_and_the_guest_merged(street):
    guest = invited(street)
    assert street.unit.people.join("digest", guest.id).id == street.wang
    account = street.unit.people.by_account("web", "abc")
    assert (account.person_id, account.joined_at) == (street.wang, NOW)
    left = run(street.db, ALL, sa.select(PERSONS).where(PERSONS.c.id == guest.person_id)).one()
    assert (left.state, left.merged_id) == ("并入", street.wang)


def talk(street, number, person, place):
    started = {"started_at": NOW, "touched_at": NOW}
    row = {"person_id": person, "place": place, "dialogue": "x", "state": {}, **started}
    optional = {name: NOW for name in ("tick_at",) if name in TALKS.c}
    key = {"id": number} if isinstance(TALKS.c.id.type, sa.String) else {}
    run(street.db, ALL, sa.insert(TALKS).values({**row, **key, **optional}))


def test_what_the_guest_said_follows_and_lies_on_top(street):
    guest = invited(street)
    talk(street, "mine", street.wang, 2)
    talk(street, "guests", guest.person_id, 0)
    note = {"channel": "web", "message": "m", "sent_at": NOW, "received_at": NOW, "body": {}, "state": "done"}
    run(street.db, ALL, sa.insert(INBOX).values(account_id=guest.id, person_id=guest.person_id, **note))
    street.unit.people.join("digest", guest.id)
    stack = run(street.db, ALL, sa.select(TALKS.c.person_id, TALKS.c.place).order_by(TALKS.c.place)).all()
    assert [tuple(row) for row in stack] == [(street.wang, 2), (street.wang, 3)]
    assert run(street.db, ALL, sa.select(INBOX.c.person_id)).scalars().all() == [street.wang]


def test_a_code_works_once(street):
    guest = invited(street)
    street.unit.people.join("digest", guest.id)
    other = street.unit.people.guest("web", "other", "别人")
    with pytest.raises(Refused, match="用过"):
        street.unit.people.join("digest", other.id)


def test_an_unknown_code_says_so(street):
    with pytest.raises(Refused, match="没有这个邀请码"):
        street.unit.people.join("nothing", invited(street).id)


def test_an_expired_code_says_so(street):
    guest = invited(street)
    with pytest.raises(Refused, match="过期"):
        Unit(street.db, IN_A_WEEK).people.join("digest", guest.id)


def test_an_account_that_is_somebodys_already_does_not_change_hands(street):
    invited(street)
    account = street.unit.people.add_account(street.lu, "web", "lu")
    with pytest.raises(Refused, match="登记过"):
        street.unit.people.join("digest", account.id)


def test_a_second_account_of_the_same_person_may_use_a_code(street):
    invited(street)
    account = street.unit.people.add_account(street.wang, "web", "wang")
    assert street.unit.people.join("digest", account.id).id == street.wang


def test_a_person_who_moved_away_has_no_role_any_more(street):
    cadre = street.with_role("干部", street.first)
    change(street.db, ALL, PERSONS, cadre.person, {"state": "迁出"})
    assert street.unit.people.viewer(cadre.person).areas == frozenset()
    assert street.unit.people.with_role("干部") == []


def test_the_system_alone_reads_the_whole_registry(street):
    from storage.snapshot import snapshot

    with pytest.raises(PermissionError):
        snapshot(street.db, street.with_role("街道干部"), NOW.date())
    assert len(snapshot(street.db, system("import"), NOW.date()).people) == 5


def test_tables_of_people_are_personal(street):
    assert all(table.info["personal"] for table in (PERSONS, TAGS, ROLES, ACCOUNTS, PREFERENCES))
