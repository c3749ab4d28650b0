"""Column types, savepoints, the lock on personal columns, and statements that must say who is asking."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa
from sqlalchemy import Column, Connection, Engine, Integer, MetaData, Table

from storage.base import METADATA, SHANGHAI, Id, Moment, Private, PrivateJson, savepoint, transaction
from storage.viewers import NoViewer, demand_viewers, run, system

THINGS = Table(
    "things",
    MetaData(),
    Column("id", Id, primary_key=True),
    Column("name", Private),
    Column("body", PrivateJson),
    Column("at", Moment),
    Column("open_to_all", Integer),
    info={"personal": True},
)
DOORS = Table("doors", THINGS.metadata, Column("id", Id, primary_key=True), Column("thing", Id))
US = system("test")


@pytest.fixture
def things(empty_engine: Engine) -> Iterator[Engine]:
    demand_viewers(empty_engine)
    with transaction(empty_engine) as db:
        THINGS.metadata.create_all(db)
    yield empty_engine


def stored(engine: Engine, **values: object) -> sa.Row:
    with transaction(engine) as db:
        run(db, US, THINGS.insert(), values)
    with transaction(engine) as db:
        return run(db, US, sa.select(THINGS)).one()


@pytest.mark.parametrize(
    "body",
    [
        {"走访对象": ["12号302", 3], "部分": None},  # Chinese, nesting, null
        [],  # nothing said yet
        "只是一句话",  # a bare text
        0,  # false, and yet a value
    ],
    ids=str,
)
def test_a_private_json_comes_back_as_it_went_in(things: Engine, body: object) -> None:
    assert stored(things, body=body).body == body


def test_private_text_comes_back_as_it_went_in(things: Engine) -> None:
    assert stored(things, name="王秀英'; DROP 😀\n").name == "王秀英'; DROP 😀\n"


def test_nothing_stays_nothing(things: Engine) -> None:
    row = stored(things, open_to_all=1)
    assert (row.name, row.body, row.at) == (None, None, None)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 24, 15, 0, tzinfo=SHANGHAI),  # as the clock gives it
        datetime(2026, 11, 24, 23, 59, 59, 999999, tzinfo=UTC),  # tomorrow in Shanghai, with microseconds
        datetime(2026, 11, 24, 1, tzinfo=timezone(timedelta(hours=-8))),  # a Telegram user abroad
        datetime(1988, 7, 1, 12, tzinfo=SHANGHAI),  # when Shanghai had summer time
    ],
    ids=str,
)
def test_a_moment_is_the_same_moment_in_shanghai_time(things: Engine, moment: datetime) -> None:
    at = stored(things, at=moment).at
    assert at == moment and at.tzinfo == SHANGHAI


def test_moments_compare_in_the_database(things: Engine) -> None:
    noon = datetime(2026, 11, 24, 12, tzinfo=SHANGHAI)
    stored(things, at=noon)
    later = sa.select(THINGS).where(THINGS.c.at > noon.astimezone(UTC) - timedelta(seconds=1))
    with things.connect() as db:
        assert run(db, US, later).one().at == noon


REFUSED = {
    "equal": lambda column: column == "王秀英",
    "unequal": lambda column: column != "王秀英",
    "like": lambda column: column.like("王%"),
    "ilike": lambda column: column.ilike("王%"),
    "contains": lambda column: column.contains("秀"),
    "startswith": lambda column: column.startswith("王"),
    "in": lambda column: column.in_(["王秀英"]),
    "between": lambda column: column.between("王", "李"),
    "greater": lambda column: column > "王",
    "joined": lambda column: column + "阿婆",
    "reverse": lambda column: "老" + column,
    "ascending": lambda column: column.asc(),
    "descending": lambda column: column.desc(),
    "equal to another": lambda column: column == THINGS.c.name,
    "regexp": lambda column: column.regexp_match("王"),
}


@pytest.mark.parametrize("kind", ["name", "body"])
@pytest.mark.parametrize("looks", REFUSED.values(), ids=REFUSED.keys())
def test_no_statement_looks_into_a_personal_column(looks, kind: str) -> None:
    with pytest.raises(TypeError, match="personal column"):
        looks(THINGS.c[kind])


@pytest.mark.parametrize("empty", [THINGS.c.name.is_(None), THINGS.c.name.is_not(None)], ids=["is", "is not"])
def test_whether_a_personal_column_is_filled_may_be_asked(things: Engine, empty) -> None:
    stored(things, name=None)
    with things.connect() as db:
        assert len(run(db, US, sa.select(THINGS).where(empty)).all()) in (0, 1)


def test_no_personal_column_is_indexed() -> None:
    private = {
        column
        for table in METADATA.tables.values()
        for column in table.columns
        if isinstance(column.type, Private | PrivateJson)
    }
    indexed = {column for table in METADATA.tables.values() for index in table.indexes for column in index.columns}
    assert not private & indexed


def test_a_table_with_a_personal_column_is_a_personal_table() -> None:
    open_ones = [table for table in METADATA.tables.values() if not table.info.get("personal")]
    assert [c for table in open_ones for c in table.columns if isinstance(c.type, Private | PrivateJson)] == []


PERSONAL_STATEMENTS = {
    "select": sa.select(THINGS),
    "one column": sa.select(THINGS.c.id),
    "count": sa.select(sa.func.count()).select_from(THINGS),
    "alias": sa.select(THINGS.alias("t").c.id),
    "join": sa.select(DOORS.c.id).join(THINGS, THINGS.c.id == DOORS.c.thing),
    "outer join": sa.select(DOORS.c.id).outerjoin(THINGS, THINGS.c.id == DOORS.c.thing),
    "subquery": sa.select(sa.select(THINGS.c.id).subquery().c.id),
    "scalar subquery": sa.select(DOORS.c.id, sa.select(THINGS.c.id).limit(1).scalar_subquery()),
    "in a subquery": sa.select(DOORS.c.id).where(DOORS.c.thing.in_(sa.select(THINGS.c.id))),
    "exists": sa.select(DOORS.c.id).where(sa.exists().where(THINGS.c.id == DOORS.c.thing)),
    "cte": sa.select(sa.select(THINGS.c.id).cte("t").c.id),
    "union": sa.union_all(sa.select(DOORS.c.id), sa.select(THINGS.c.id)),
    "only a condition": sa.select(DOORS.c.id).where(THINGS.c.open_to_all == DOORS.c.thing),
    "insert": THINGS.insert().values(open_to_all=1),
    "insert from": DOORS.insert().from_select(["thing"], sa.select(THINGS.c.id)),
    "insert a subquery": DOORS.insert().values(thing=sa.select(THINGS.c.id).limit(1).scalar_subquery()),
    "update": THINGS.update().values(open_to_all=2),
    "update where": DOORS.update().values(thing=1).where(DOORS.c.thing.in_(sa.select(THINGS.c.id))),
    "update to a subquery": DOORS.update().values(thing=sa.select(THINGS.c.id).limit(1).scalar_subquery()),
    "delete": THINGS.delete(),
    "delete where": DOORS.delete().where(DOORS.c.thing.in_(sa.select(THINGS.c.id))),
}


@pytest.mark.parametrize("statement", PERSONAL_STATEMENTS.values(), ids=PERSONAL_STATEMENTS.keys())
def test_a_statement_on_a_personal_table_says_who_is_asking(things: Engine, statement) -> None:
    with things.connect() as db:
        with pytest.raises(NoViewer):
            db.execute(statement)
        run(db, US, statement)


def test_many_rows_at_once_say_who_is_asking(things: Engine) -> None:
    with transaction(things) as db:
        with pytest.raises(NoViewer):
            db.execute(THINGS.insert(), [{"open_to_all": 1}, {"open_to_all": 2}])
        run(db, US, THINGS.insert(), [{"open_to_all": 1}, {"open_to_all": 2}])


def test_an_open_table_needs_no_viewer(things: Engine) -> None:
    with transaction(things) as db:
        db.execute(DOORS.insert().values(thing=1))
        assert db.execute(sa.select(DOORS.c.thing)).scalar() == 1
        assert db.execute(sa.text("SELECT 1")).scalar() == 1


def doors(db: Connection) -> list[int]:
    return list(db.execute(sa.select(DOORS.c.thing).order_by(DOORS.c.thing)).scalars())


def add(db: Connection, thing: int) -> None:
    db.execute(DOORS.insert().values(thing=thing))


def test_a_savepoint_undoes_what_lies_inside_and_nothing_else(things: Engine) -> None:
    with transaction(things) as db:
        add(db, 1)
        with pytest.raises(ZeroDivisionError), savepoint(db):
            add(db, 2)
            raise ZeroDivisionError
        with savepoint(db):
            add(db, 3)
        add(db, 4)
    with things.connect() as db:
        assert doors(db) == [1, 3, 4]


def test_a_savepoint_inside_another_goes_with_it(things: Engine) -> None:
    with transaction(things) as db:
        with pytest.raises(ZeroDivisionError), savepoint(db):
            with savepoint(db):
                add(db, 1)
            raise ZeroDivisionError
        add(db, 2)
        assert doors(db) == [2]


def test_a_savepoint_that_worked_goes_with_its_transaction(things: Engine) -> None:
    with pytest.raises(ZeroDivisionError), transaction(things) as db:
        with savepoint(db):
            add(db, 1)
        raise ZeroDivisionError
    with things.connect() as db:
        assert doors(db) == []


def test_a_failed_statement_inside_a_savepoint_leaves_the_transaction_usable(things: Engine) -> None:
    with transaction(things) as db:
        add(db, 1)
        with pytest.raises(sa.exc.DBAPIError), savepoint(db):
            db.execute(sa.text("INSERT INTO nowhere VALUES (1)"))
        add(db, 2)
    with things.connect() as db:
        assert doors(db) == [1, 2]


def test_a_day_is_stored_as_a_day(engine: Engine) -> None:
    areas = METADATA.tables["areas"]
    with transaction(engine) as db:
        db.execute(areas.insert().values(kind="街道", name="示范街道", since=date(2026, 1, 1)))
        assert db.execute(sa.select(areas.c.since)).scalar() == date(2026, 1, 1)
