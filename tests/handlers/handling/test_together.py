"""Several cases that one sentence names together by what they are about: none is dropped, none hears of another."""

from __future__ import annotations

import pytest

from handlers.engines.cases import rules
from tests.community import TESTS, TUESDAY
from tests.handlers.handling.raising import lamp_lift_and_bins, owner, said_to


@pytest.fixture
def street(community):
    return lamp_lift_and_bins(community, start=TUESDAY)


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
