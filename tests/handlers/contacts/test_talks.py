"""Whom to call for what."""

from __future__ import annotations

from bot.config import Contact, Settings

NUMBERS = Settings(
    contacts=(
        Contact("供水热线", "962740", "停水、漏水"),
        Contact("电力热线", "95598", "停电、电线"),
        Contact("反诈热线", "96110", ""),
    )
)


def test_a_guest_hears_the_number_that_fits(community):
    guest = community(settings=NUMBERS).person("路人")
    guest.says("停水了打什么电话？").hears("供水热线 962740：停水、漏水", "110").hears_nothing_of("95598")


def test_without_a_matter_all_numbers_are_told(community):
    street = community(settings=NUMBERS)
    street.person("王秀英").says("你好").hears("常用电话").taps("常用电话").hears("962740", "95598", "96110")


def test_a_street_without_numbers_says_so(community):
    community(settings=Settings()).person("王芳").says("常用电话").hears("还没有登记", "12345")
