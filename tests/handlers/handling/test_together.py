"""Several cases that one sentence names together by what they are about: none is dropped, none hears of another."""

from __future__ import annotations

import pytest

from handlers.engines.cases import rules
from tests.community import TESTS, TUESDAY
from tests.handlers.handling.raising import handled, said_to


@pytest.fixture
def street(community):
    """A lamp and a lift in 12号, bins in 13号: everything is answered for by one cadre."""
    street = handled(community, start=TUESDAY)
    street.person("李建国").says("提：楼道灯不亮")
    street.person("王阿娣").says("提：电梯坏了三天了")
    street.person("赵国强").says("提：13号门口垃圾桶满出来了")
    first = street.ask(lambda unit: unit.cases.get(1).owner_id)
    street.ask(lambda unit: [unit.cases.change(number, owner_id=first) for number in (2, 3)])
    return street


def owner(street):
    return street.person(street.ask(lambda unit: unit.people.get(TESTS, unit.cases.get(1).owner_id).name))


def acts(street) -> list[list[str]]:
    steps = street.ask(lambda unit: [unit.cases.steps(TESTS, number) for number in (1, 2, 3)])
    return [[step.act for step in of_one] for of_one in steps]


@pytest.mark.parametrize(
    ("said", "moved"),
    [
        ("灯和电梯都转物业", [[rules.PASS], [rules.PASS], []]),
        ("灯、垃圾桶、电梯都接了", [[rules.TAKE], [rules.TAKE], [rules.TAKE]]),
        ("灯，电梯，都接了", [[rules.TAKE], [rules.TAKE], []]),
        ("垃圾桶跟灯我接了", [[rules.TAKE], [], [rules.TAKE]]),
        ("12号灯那个事和13号垃圾桶都打过电话了", [[rules.CONTACT], [], [rules.CONTACT]]),
        ("电梯、灯都接了，垃圾桶转物业", [[rules.TAKE], [rules.TAKE], [rules.PASS]]),
    ],
)
def test_each_that_is_named_is_moved(street, said: str, moved: list[list[str]]) -> None:
    owner(street).says(said)
    assert acts(street) == moved


def test_nobody_reads_the_names_of_the_others(street) -> None:
    fang = owner(street).says("灯和电梯都转物业，请今天去看")
    assert "请今天去看" in said_to(fang, "李建国") and "电梯" not in said_to(fang, "李建国")
    assert "灯" not in said_to(fang, "王阿娣")


def test_where_one_of_them_is_no_case_none_is_moved(street) -> None:
    owner(street).says("灯和门禁都转物业")
    assert acts(street) == [[], [], []]


def test_the_property_company_names_them_together_too(street) -> None:
    owner(street).says("灯和电梯都转物业")
    wu = street.person("吴经理").says("灯和电梯都明天来修")
    assert "物业说：灯明天来修" in said_to(wu, "李建国") and "物业说：电梯明天来修" in said_to(wu, "王阿娣")
    wu.says("灯弄好了，电梯还要等")
    assert "灯弄好了" in said_to(wu, "李建国") and "电梯" not in said_to(wu, "李建国")
    assert "灯" not in said_to(wu, "王阿娣")
