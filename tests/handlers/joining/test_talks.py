"""An invitation code makes a guest's account a known person's."""

from __future__ import annotations

from handlers.engines.registry.inviting import invite
from tests.community import TESTS


def invited(street, name: str = "王芳", code: str = "ABCD-2345") -> None:
    street.ask(lambda unit: invite(unit, TESTS, unit.people.named(TESTS, name)[0].id, code))


def test_a_guest_joins_with_a_code_and_is_known_from_then_on(community):
    street = community()
    invited(street)
    guest = street.person("新手机").says("你好").hears_nothing_of("记走访")
    guest.says("加入 abcd 2345").hears("连上了")
    guest.says("今天去了12号402，都好").hears("请核对", "李建国").says("保存").hears("记好了")
    assert street.visits("王芳") == [("12号402", "11-23", "入户", "都好")]


def test_a_code_is_good_once_and_a_wrong_one_is_explained(community):
    street = community()
    invited(street)
    street.person("一号").says("加入 ABCD-2345").hears("连上了")
    street.person("二号").says("加入 ABCD-2345").hears_nothing_of("连上了").says("加入 WXYZ-9999").hears_nothing_of(
        "连上了"
    )
    street.person("三号").says("加入").hears("请把居委给您的邀请码发过来").says("12").hears("四个字母加四个数字")
