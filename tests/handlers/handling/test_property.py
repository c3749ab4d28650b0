"""The property company in chat: what it reads, which case it speaks of, who hears what it says."""

from __future__ import annotations

import pytest

from tests.community import TESTS, TUESDAY
from tests.handlers.handling.raising import handled, said_to


@pytest.fixture
def street(community):
    street = handled(community, start=TUESDAY)
    street.person("李建国").says("提：瘫痪在床，家里马桶堵了")
    return street


def cadre(street, number: int = 1):
    """Whoever answers for a case."""
    return street.person(street.ask(lambda unit: unit.people.get(TESTS, unit.cases.get(number).owner_id).name))


def test_the_property_company_never_reads_who_lives_there_and_how_they_are(street) -> None:
    fang = cadre(street).says("0001 转物业，李建国独居，低保户，老年痴呆，麻烦今天去")
    fang.hears("转给物业了", "年纪、身体怎样没有写进去")
    told = said_to(fang, "吴经理")
    assert "马桶堵了" in told and "麻烦今天去" in told
    for person in ("吴经理", "李建国"):
        assert not any(word in said_to(fang, person) for word in ("独居", "低保", "痴呆"))
    wu = street.person("吴经理")
    for words in ("0001", "待办"):
        wu.says(words).hears("马桶堵了")
        for word in ("瘫痪", "独居", "低保", "痴呆", "李建国"):
            wu.hears_nothing_of(word)
