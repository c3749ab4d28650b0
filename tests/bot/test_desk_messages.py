"""The desk: each message once and whole, whatever it holds, from whichever account; danger before everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.pushes import Push, send
from handlers.engines.registry.inviting import invite
from storage.files import FILES
from storage.inbox import INBOX
from storage.outbox import ALERT, OUTBOX
from storage.viewers import run
from storage.visits import NEEDS
from tests.bot.dialogues import hear_demand, rate
from tests.community import MONDAY, TESTS, TUESDAY

MINUTE = timedelta(minutes=1)


def alerted(person) -> list[str]:
    return [event.to for event in person.everybody if event.lane == "alert"]


# Danger


def test_danger_as_an_opening_is_answered_first_and_still_read(community):
    street = community()
    fang = (
        street.person("王芳").says("今天去了12号302，王阿娣家煤气味很重，人晕倒了").hears("962777", "请核对", "12号302")
    )
    assert alerted(fang) == ["王芳", "刘书记"]
    fang.says("取消").hears("不记了")
    assert "王芳说：「取消」" in "".join(event.text for event in fang.everybody if event.to == "刘书记")
    street.person("刘书记").says("收到")
    assert [event.lane for event in street.clock_goes_to(TUESDAY)].count("alert") == 0


def test_danger_from_somebody_unknown_reaches_an_officer(community):
    guest = community().person("路人").says("13号楼下有人触电了")
    assert alerted(guest)[0] == "路人"
    assert len(alerted(guest)) == 2


def test_nothing_that_is_said_afterwards_stops_an_alert(community):
    street = community()
    zhao = street.person("赵国强").says("家里着火了", more=True)
    assert alerted(zhao) == ["赵国强", "刘书记"]
    zhao.says("没事了").says("取消")
    sent = select(OUTBOX.c.state).where(OUTBOX.c.lane == ALERT)
    assert street.ask(lambda unit: list(run(unit.db, TESTS, sent).scalars())) == ["sent"] * 4  # passed on, twice


def test_danger_in_two_pieces_is_danger(community):
    zhao = community().person("赵国强").says("我不想", more=True).says("活了")
    assert alerted(zhao) == ["赵国强", "刘书记"]


def test_going_back_does_not_take_back_words_of_danger(community):
    street = community(dialogues=[rate])
    fang = street.person("王芳").says("评一评").taps("不满意").says("12号402着火了").says("继续").hears("哪里没办好")
    fang.says("上一步").hears("您满意吗").taps("满意").hears("您还说过「12号402着火了」")


def test_what_a_resident_says_in_danger_is_no_remark_on_something_else(community):
    street = community(dialogues=[rate])
    zhao = street.person("赵国强").says("评一评").taps("不满意").says("我不想活了").says("继续").hears("哪里没办好")
    zhao.says("灯还是不亮").hears_nothing_of("我不想活了")
    assert street.remarks("赵国强") == ["不满意：灯还是不亮"]


# Once, whole, in pieces


def test_a_message_delivered_five_times_counts_once(community):
    street = community(dialogues=[rate])
    wang = street.person("王阿娣").says("评一评").taps("满意").hears("谢谢")
    for _ in range(5):
        wang.repeats().hears_nothing()
    assert street.remarks("王阿娣") == ["满意："]


def test_pieces_within_seconds_are_one_message(community):
    street = community()
    fang = street.person("王芳").says("今天去了", more=True).says("12号302", more=True).says("都好的")
    fang.hears("请核对", "12号302 王阿娣", "情况：都好的").taps("保存")
    assert len(street.visits("王芳")) == 1


def test_pieces_of_a_photo_and_words_keep_the_photo(community):
    street = community()
    fang = street.person("王芳").says("记走访").says("12号302").says("[照片 a.jpg]", more=True).says("精神", more=True)
    fang.says("都好").hears("情况：精神，都好", "附件：1个").hears_nothing_of("收到")


def test_a_word_that_every_dialogue_knows_is_no_piece(community):
    street = community(dialogues=[hear_demand])
    fang = street.person("王芳").says("写诉求").says("今天").says("灯坏了", more=True).says("上一步")
    fang.hears("登记好了", "没有正在记的事")
    assert street.remarks("王芳") == ["11-23：灯坏了"]


def test_pieces_that_wait_survive_and_are_answered_by_the_sweep(community):
    street = community()
    street.person("王芳").says("你好", more=True).hears_nothing()
    assert ["您好" in event.text for event in street.clock_goes_to(MONDAY + MINUTE)] == [True]


# What no conversation wants


@pytest.mark.parametrize(
    "said", ["", "   ", "\u200b", "👍👍🏽", "👨‍👩‍👧", "？？？", "\x00", "\x00\x01\x02", "\ud83d", "²", "①", "99"]
)
def test_what_says_nothing_gets_a_kind_answer_and_no_failure(community, said):
    street = community(dialogues=[hear_demand])
    fang = street.person("王芳").says(said)
    assert fang.got and "刚才没记成" not in fang.heard, said
    fang.says("记走访").says(said).hears("哪一户").says("12号302").says(said).hears("家里情况").hears_nothing_of(
        "没记成"
    )


@pytest.mark.parametrize("said", ["血压\x00偏高\x07", "血压\ud83d偏高", "血压偏高\r\n", "血压偏高"])
def test_what_no_database_keeps_is_left_out_and_the_words_stay(community, said):
    street = community()
    street.person("王芳").says("去了12号302").says(said).taps("保存").hears("记好了")
    assert street.visits("王芳") == [("12号302", "11-23", "入户", "血压偏高")]


def test_ten_thousand_characters_are_refused_with_their_number_and_the_question_stays(community):
    street = community()
    fang = street.person("王芳").says("很" * 10_000).hears("10000个字", "最多4000个字")
    fang.says("去了12号302").says("好" * 10_000).hears("10000个字", "家里情况").says("都好的").hears("请核对")
    assert (
        street.ask(lambda unit: [letter.body["text"] for letter in unit.inbox.said(account(unit, "王芳"))])[0]
        == "很" * 10_000
    )


def account(unit, name: str) -> int:
    return unit.people.accounts(TESTS, unit.people.named(TESTS, name)[0].id)[0].id


@pytest.mark.parametrize(
    "card", ["abc", "push.999999999999999999999", "push.²", "push.-1", "push.1", "1.1", "1.99", "9.1", "."]
)
@pytest.mark.parametrize("place", [0, 7])
def test_a_card_that_nobody_knows_changes_nothing(community, card, place):
    street = community()
    desk = street.player.app.desk
    desk.receive(street.message("王芳", "", card=card, button=place)).result(timeout=10)
    assert street.ask(lambda unit: unit.inbox.ready(unit.now + MINUTE)) == []
    street.person("王芳").says("去了12号302").says("都好的").hears("请核对")
    desk = street.player.app.desk
    desk.receive(street.message("王芳", "", card=card, button=place)).result(timeout=10)
    assert street.ask(lambda unit: unit.inbox.ready(unit.now + MINUTE)) == []
    street.person("王芳").taps("保存").hears("记好了")


def test_a_button_of_last_week_does_nothing_and_says_so(community):
    street = community()
    fang = street.person("王芳").says("去了12号302").says("都好的").taps("保存").hears("记好了")
    street.clock_goes_to(MONDAY + timedelta(days=7))
    fang.taps_old(1, "保存").hears("已经答过了")
    assert len(street.visits("王芳")) == 1


def test_a_number_past_the_end_of_the_menu_is_no_choice(community):
    fang = community().person("王芳").says("帮助").hears("您可以直接说")
    count = len(fang.buttons)
    fang.says(f"{count + 1}").hears("没太明白").says("1").hears_nothing_of("没太明白")


# Files


def test_a_photo_alone_is_kept_and_the_sentence_after_it_takes_it_along(community):
    street = community()
    fang = (
        street.person("王芳")
        .says("[照片 a.jpg]")
        .hears("跟哪件事有关")
        .says("今天去了12号302，都好的")
        .hears("附件：1个")
    )
    fang.taps("保存").hears("记好了")
    mine = select(FILES.c.subject_kind)
    assert street.ask(lambda unit: list(run(unit.db, TESTS, mine).scalars())) == ["visit"]


# Accounts


def test_replies_go_to_the_account_that_wrote_and_pushes_to_the_one_used_last(community):
    street = community()
    on_web, on_telegram = street.person("王芳"), street.person("王芳", "telegram")
    on_web.says("记走访").hears("哪一户")
    street.clock_goes_to(MONDAY + MINUTE)
    on_telegram.says("12号302").hears("家里情况")
    channels = select(INBOX.c.channel, INBOX.c.account_id).order_by(INBOX.c.id)
    accounts = {row.channel: row.account_id for row in street.ask(lambda unit: list(run(unit.db, TESTS, channels)))}

    def push(unit):
        person = unit.people.named(TESTS, "王芳")[0].id
        return unit.outbox.get(send(unit, Push(person, "提醒"), street.player.app.calendar), person).account_id

    assert street.ask(push) == accounts["telegram"]
    street.clock_goes_to(MONDAY + 2 * MINUTE)
    on_web.says("都好的").hears("请核对")
    assert street.ask(push) == accounts["web"]


def test_a_guest_joins_by_a_code_and_the_conversation_comes_along(community):
    street = community(dialogues=[hear_demand])
    guest = street.person("小赵的手机", "kf").says("写诉求").hears("哪天的事").says("今天").hears("有什么要帮忙")

    def make(unit) -> str:
        return invite(unit, TESTS, unit.people.named(TESTS, "赵国强")[0].id, "ABCD-2345")

    street.ask(make)
    guest.says("加入 ABCD-2345").hears("是要先加入").taps("先加入").hears("连上了", "接着刚才的", "有什么要帮忙").says(
        "路灯不亮"
    )
    guest.hears("登记好了")
    assert street.remarks("赵国强") == ["11-23：路灯不亮"]
    guest.says("帮助").hears_nothing_of("邀请码")


def test_a_code_that_is_refused_can_be_corrected(community):
    street = community()
    street.person("路人", "kf").says("加入 ABCD-2345").hears("没有这个邀请码").says("加入").hears("邀请码")


# Undo


def test_the_last_thing_is_taken_back_within_ten_minutes_and_what_stays_is_said(community):
    street = community(start=TUESDAY)
    fang = street.person("王芳").says("今天去了12号302，都好的，想申请助浴").taps("保存").hears("记好了")
    chen = street.ask(lambda unit: unit.people.named(TESTS, "陈洁")[0].id)
    street.ask(lambda unit: run(unit.db, TESTS, update(NEEDS).values(taken_by=chen)))
    fang.says("撤销").hears("撤销了", "收不回", "助浴").says("撤销").hears("没有可以撤销")
    assert street.visits("王芳") == []


def test_after_ten_minutes_nothing_is_taken_back(community):
    street = community()
    fang = street.person("王芳").says("今天去了12号302，都好的").taps("保存").hears("记好了")
    street.clock_goes_to(MONDAY + 11 * MINUTE)
    fang.says("撤销").hears("没有可以撤销")
    assert len(street.visits("王芳")) == 1


# Doctor


def test_the_doctor_names_a_conversation_that_would_raise_and_changes_nothing(community):
    street = community(dialogues=[rate, hear_demand])
    street.person("王芳").says("评一评")
    street.person("李建国").says("写诉求")
    street.person("陈桂芳").says("评一评")
    assert street.player.app.doctor() == []

    def broken(talk):
        """评一评：坏了。"""
        raise ZeroDivisionError(talk.world.person.name)

    street.dialogues = [replace(rate, tell=broken)]
    street.person("陈洁").says("你好")
    ill = street.player.app.doctor()
    assert [line.split("：")[0] for line in ill] == [
        "第1号对话「评一评」",
        "第2号对话「写诉求」",
        "第3号对话「评一评」",
    ]
    assert "ZeroDivisionError at test_desk" in ill[0] and "已经没有了" in ill[1] and "王芳" not in ill[0]
    street.dialogues = [rate, hear_demand]
    street.person("王芳").taps("满意").hears("谢谢")
