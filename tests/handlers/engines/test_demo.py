"""The demo street is the same every time, is full, and never stands beside real people."""

from __future__ import annotations

import datetime as dt
import hashlib
import time
from collections import Counter

import pytest
import sqlalchemy as sa

from handlers.demands.labels import LABELS
from handlers.engines.cases import rules as case_rules
from handlers.engines.registry.demo import build_demo, holds_real_people
from handlers.engines.registry.demo_names import Dice, born
from handlers.engines.registry.demo_visits import working
from handlers.engines.registry.tagbook import TAGBOOK
from storage.base import METADATA, SHANGHAI, open_engine, transaction
from storage.people import Refused
from storage.plans import PLANS
from storage.ratings import RATINGS
from storage.registry import ACCOUNTS, HOUSEHOLDS, PERSONS, PREFERENCES, TAGS
from storage.unit import Unit
from storage.viewers import run, system
from storage.visits import NEEDS, VISITS

TODAY = dt.date(2026, 11, 24)
NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
ALL = system("test")


def built(engine, today=TODAY):
    with transaction(engine) as db:
        build_demo(Unit(db, dt.datetime(today.year, today.month, today.day, 9, tzinfo=SHANGHAI)), today)


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A built street that tests of this module only read; on SQLite, as in `sibai demo`."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    METADATA.create_all(engine)
    built(engine)
    with engine.connect() as db:
        yield Unit(db, NOW)
    engine.dispose()


def rows(unit, statement):
    return run(unit.db, ALL, statement).all()


def one(unit, name):
    [person] = unit.people.named(ALL, name)
    return person


def digest(engine):
    sum_ = hashlib.sha256()
    with engine.connect() as db:
        for table in METADATA.sorted_tables:
            for row in run(db, ALL, sa.select(table).order_by(table.c.id)):
                sum_.update(repr(tuple(row)).encode())
    return sum_.hexdigest()


def test_the_street_builds_on_every_database_once(engine):
    built(engine)
    built(engine)
    with transaction(engine) as db:
        assert len(Unit(db, NOW).people.named(ALL, "王芳")) == 1


def test_the_same_date_gives_the_same_rows_and_another_date_others(tmp_path):
    digests = []
    for number, day in enumerate((TODAY, TODAY, dt.date(2027, 3, 1))):
        engine = open_engine(f"sqlite:///{tmp_path / str(number)}.db")
        METADATA.create_all(engine)
        built(engine, day)
        digests.append(digest(engine))
        engine.dispose()
    assert digests[0] == digests[1] != digests[2]


def test_it_builds_in_less_than_two_seconds(tmp_path):
    engine = open_engine(f"sqlite:///{tmp_path / 'quick.db'}")
    METADATA.create_all(engine)
    before = time.process_time()
    built(engine)
    assert time.process_time() - before < 2
    engine.dispose()


def test_it_is_a_whole_street(demo):
    kinds = Counter(area.kind for area in demo.places.areas())
    assert (kinds["街道"], kinds["居委"], kinds["微网格"], kinds["园区微网格"]) == (1, 3, 12, 1)
    assert len(rows(demo, sa.select(HOUSEHOLDS.c.id))) >= 1200
    staff = {role: len(demo.people.with_role(role)) for role in ("干部", "书记", "街道干部", "物业", "楼组长")}
    assert (staff["干部"], staff["书记"], staff["街道干部"], staff["物业"]) == (24, 3, 2, 3)
    assert staff["楼组长"] > 60


def test_every_tag_of_the_tagbook_is_somebodys_and_many_households_are_cared_for(demo):
    held = {row.tag for row in rows(demo, sa.select(TAGS.c.tag))}
    assert held == {tag.name for tag in TAGBOOK}
    care = sa.select(PERSONS.c.household_id).join(TAGS).where(TAGS.c.kind == "关爱").distinct()
    assert len(rows(demo, care)) >= 150


def test_wang_apo_lives_alone_at_12_302_in_wang_fangs_area(demo):
    cadre = demo.people.viewer(one(demo, "王芳").id)
    [home] = demo.places.households_at(cadre, "12", "302")
    [wang] = home.people
    assert (home.full_door, wang.name, wang.gender) == ("益港花园12号302", "王秀英", "女")
    birthday = dt.date.fromisoformat(wang.born)
    assert TODAY.year - birthday.year - ((TODAY.month, TODAY.day) < (birthday.month, birthday.day)) == 86
    assert {tag.tag for tag in demo.people.tags(cadre, [wang.id])[wang.id]} == {"独居老人", "高龄老人"}
    assert demo.people.cadres_of(home.id)[0].name == "王芳"


def test_wang_fang_knows_one_house_12_and_one_wang(demo):
    cadre = demo.people.viewer(one(demo, "王芳").id)
    homes = demo.places.households(cadre)
    assert 100 <= len(homes) <= 300
    assert len({home.building_id for home in homes if home.number == "12号"}) == 1
    assert [name for name in demo.places.names(cadre) if name.startswith("王")] == ["王秀英"]
    assert demo.places.top_floor("12", "益港花园") == 6


def test_the_people_of_the_stories_have_accounts_and_their_scope(demo):
    for name in ("王芳", "刘书记", "周科", "陆志明"):
        person = one(demo, name)
        assert demo.people.by_account("web", f"demo:{person.id}").person_id == person.id
    secretary = demo.people.viewer(one(demo, "刘书记").id)
    assert demo.places.household(secretary, demo.places.doors_at("12", "302", "益港花园")[0].id)
    assert demo.people.viewer(one(demo, "周科").id).street
    assert demo.people.viewer(one(demo, "陆志明").id).household


def test_everybody_is_marked_as_invented_and_nobody_has_a_phone_that_exists(demo):
    people = rows(demo, sa.select(PERSONS.c.origin, PERSONS.c.phone))
    assert {row.origin for row in people} == {"演示"}
    assert all(row.phone is None or row.phone.startswith("1010") for row in people)


def test_half_a_year_of_visits_lies_before_today_on_days_on_which_one_works(demo):
    days = [row.day for row in rows(demo, sa.select(VISITS.c.day))]
    assert len(days) > 2000
    assert TODAY - dt.timedelta(days=183) <= min(days) <= TODAY - dt.timedelta(days=170)
    assert max(days) < TODAY
    assert all(working(day) == day for day in days)


def test_every_way_of_contact_occurs_and_notes_vary(demo):
    found = rows(demo, sa.select(VISITS.c.way, VISITS.c.note))
    assert {row.way for row in found} == {
        "入户", "电话", "微信", "接待", "途遇", "未遇", "拒访", "第三方反馈", "商户走访",
    }  # fmt: skip
    assert len({row.note for row in found}) > 400
    assert not any("{" in row.note or not row.note.endswith("。") for row in found)


def test_there_is_something_to_do(demo):
    plans = rows(demo, sa.select(PLANS.c.cadre_id, PLANS.c.day, PLANS.c.done_at))
    still_open = [row for row in plans if row.done_at is None]
    assert any(row.day < TODAY for row in still_open)
    assert any(row.day > TODAY for row in still_open)
    assert len({row.cadre_id for row in still_open}) == 24
    assert {row.state for row in rows(demo, sa.select(NEEDS.c.state))} == {"待办", "办好"}
    assert {row.wish for row in rows(demo, sa.select(PREFERENCES.c.wish))} == {"勿扰", "改电话"}


def test_some_who_should_be_seen_monthly_are_late(demo):
    home = demo.places.doors_at("8", "401", "益港花园")[0].id
    last = max(row.day for row in rows(demo, sa.select(VISITS.c.day).where(VISITS.c.household_id == home)))
    assert 42 < (TODAY - last).days < 60


def test_it_refuses_to_stand_beside_real_people(engine):
    with transaction(engine) as db:
        run(db, ALL, sa.insert(PERSONS).values(name="真人", since=TODAY))
        assert holds_real_people(Unit(db, NOW))
        with pytest.raises(Refused, match="sibai demo --home"):
            build_demo(Unit(db, NOW), TODAY)
        assert rows(Unit(db, NOW), sa.select(ACCOUNTS.c.id)) == []


def test_a_guest_and_the_demo_itself_are_no_real_people(engine):
    built(engine)
    with transaction(engine) as db:
        unit = Unit(db, NOW)
        unit.people.guest("web", "x", "路人")
        assert not holds_real_people(unit)


@pytest.mark.parametrize(
    "today", [dt.date(2027, 1, 1), dt.date(2028, 2, 29), dt.date(2026, 10, 3), dt.date(2026, 7, 31)]
)
def test_it_builds_on_any_day(tmp_path, today):
    engine = open_engine(f"sqlite:///{tmp_path / 'any.db'}")
    METADATA.create_all(engine)
    built(engine, today)
    engine.dispose()


def test_ages_are_what_they_should_be_whenever_the_birthday_was():
    for today in (dt.date(2028, 2, 29), dt.date(2026, 3, 31), TODAY):
        for days in range(365):
            day = born(today, 86, days)
            assert today.year - day.year - ((today.month, today.day) < (day.month, day.day)) == 86


def test_dice_only_look_like_chance():
    assert [Dice(7).below(100) for _ in range(3)] == [Dice(7).below(100)] * 3
    faces = Counter(Dice(seed).below(6) for seed in range(600))
    assert min(faces.values()) > 60


def demands(unit):
    return unit.cases.find()


def test_half_a_year_of_demands_in_every_stage_lies_before_today(demo):
    found = demands(demo)
    assert len(found) >= 120
    assert TODAY - dt.timedelta(days=183) <= min(one.raised_at for one in found).date()
    assert all(one.raised_at < NOW and (one.closed_at or NOW) <= NOW for one in found)
    assert {one.state for one in found} == set("新办转等评结拒撤")
    assert {one.outcome for one in found} >= {"解决", "未回复", "转告", "撤回", ""}
    assert any(one.reopened for one in found)
    assert {(one.category, one.sub) for one in found} <= {(one.category, one.sub) for one in LABELS}
    assert [one.serial for one in sorted(found, key=lambda one: one.raised_at)] == list(range(1, len(found) + 1))


def test_every_step_of_the_demo_could_have_been_made_in_a_conversation(demo):
    for case in demands(demo):
        state = case_rules.NEW
        for step in demo.cases.steps(ALL, case.id):
            assert (step.before, step.at >= case.raised_at) == (state, True), case
            state = case_rules.after(state, step.act)
        assert state == case.state, case


def test_answers_vary_silence_is_no_answer_and_one_matter_is_many_peoples(demo):
    rated = rows(demo, sa.select(RATINGS.c.solved, RATINGS.c.satisfied))
    assert {row.satisfied for row in rated} >= {"很满意", "满意", "一般", "不满意", "很不满意", ""}
    assert {row.solved for row in rated} == {True, False}
    silent = {one.id for one in demands(demo) if one.outcome == "未回复"}
    assert silent and not rows(demo, sa.select(RATINGS.c.id).where(RATINGS.c.case_id.in_(silent), RATINGS.c.solved))
    assert max(len(demo.voices.of_case(one.id)) for one in demands(demo)) >= 15


def test_wang_fang_has_some_due_today_and_one_late_and_lu_zhiming_his_own(demo):
    wang, lu = one(demo, "王芳").id, one(demo, "陆志明").id
    mine = [case for case in demands(demo) if case.owner_id == wang and case.state in case_rules.OPEN]
    assert {case.state for case in mine} >= set("新办转等")
    assert any(case.done_due == TODAY for case in mine)
    assert any(case.contact_due == TODAY and not case.contact_at for case in mine)
    assert any(case.done_due < TODAY for case in mine)
    own = demo.voices.of_person(lu)
    assert {case.state for case, _ in own} == {"转", "结"}
    assert {voice.part for _, voice in own} == {"提出", "附议"}


def test_a_story_begins_without_demands(engine):
    with transaction(engine) as db:
        build_demo(Unit(db, NOW), TODAY, demands=False)
        assert demands(Unit(db, NOW)) == []
