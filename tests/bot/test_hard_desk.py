"""Hard conversations: what holds when something fails, or two write at once. The number is the row of the list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Barrier

from sqlalchemy import select

from bot.clock import Calendar
from bot.pushes import Push, send
from storage.files import FILES
from storage.unit import Unit
from storage.viewers import run
from tests.bot.dialogues import Told, hear_demand, rate
from tests.community import MONDAY, TESTS, TUESDAY, Community, Person

MINUTE = MONDAY.replace(minute=1)


class Breaking:
    """The rating, which breaks at its end until it is mended."""

    def __init__(self, how=lambda talk: None) -> None:
        self.how, self.broken = how, True
        self.dialogue = replace(rate, tell=self.tell)

    def tell(self, talk):
        """评一评：会坏的。"""
        closing = rate.tell(talk)
        return self.how(talk) if self.broken else closing


def raises(talk):
    raise RuntimeError("王秀英家的事")


def files_of(street: Community, kind: str) -> list[tuple[int, int]]:
    """(file, subject) of every file that belongs to something of a kind."""
    mine = select(FILES.c.id, FILES.c.subject).where(FILES.c.subject_kind == kind).order_by(FILES.c.id)
    return street.ask(lambda unit: [tuple(row) for row in run(unit.db, TESTS, mine)])


def alerts(person: Person) -> list[tuple[str, str]]:
    """Whom the last line of this person alerted, and who got the life-saving words."""
    return [(event.to, event.text) for event in person.everybody if event.lane == "alert"]


def test_11_danger_comes_before_the_question_and_is_no_answer_to_it(community):
    street = community(dialogues=[rate])
    zhao = street.person("赵国强").says("评一评").taps("不满意").hears("哪里没办好").says("我不想活了")
    assert [to for to, _ in alerts(zhao)] == ["赵国强", "刘书记"]
    zhao.hears("12356").hears_nothing_of("哪里没办好").says("取消").hears("不记了")
    zhao.says("找回").hears("哪里没办好").says("灯还是不亮").hears_nothing_of("我不想活了")
    assert street.remarks("赵国强") == ["不满意：灯还是不亮"]


def test_11_an_alert_stays_when_the_dialogue_fails(community):
    street = community(dialogues=[Breaking(raises).dialogue])
    zhao = street.person("赵国强").says("评一评，满意，就是家里着火了")
    assert [to for to, _ in alerts(zhao)] == ["赵国强", "刘书记"]
    again = [event.to for event in street.clock_goes_to(MINUTE) if event.lane == "alert"]
    assert again == ["周科"]  # a minute without an answer; the message that is tried again alerts nobody


def test_14_a_dialogue_that_returns_nothing_is_a_failure_and_no_duplicate(community):
    breaking = Breaking()
    street = community(dialogues=[breaking.dialogue])
    fang = street.person("王芳").says("评一评").taps("满意").hears("刚才没记成", "不用重发")
    assert street.remarks("王芳") == []
    breaking.broken = False
    assert [event.text for event in street.clock_goes_to(MINUTE)] == ["谢谢您的评价。"]
    fang.repeats().hears_nothing()
    assert street.remarks("王芳") == ["满意："]


def test_14_after_three_failures_a_message_is_set_aside_and_its_person_told(community, caplog):
    street = community(dialogues=[Breaking(raises).dialogue])
    fang = street.person("王芳").says("评一评").taps("满意").hears("刚才没记成")
    assert [event.text[:10] for event in street.clock_goes_to(MINUTE)] == ["您刚才那句话试了几次"]
    assert street.ask(lambda unit: [letter.failures for letter in unit.inbox.aside()]) == [3]
    assert "王秀英" not in caplog.text
    assert "RuntimeError at" in caplog.text
    fang.says("取消").hears("不记了")


def test_15_a_photo_while_something_else_is_asked_is_kept_and_the_question_repeated(community):
    street = community()
    fang = (
        street.person("王芳").says("记走访").says("[照片 a.jpg]").hears("收到", "哪一户").says("12号402").says("都好的")
    )
    fang.hears("附件：1个").taps("保存")
    assert len(files_of(street, "visit")) == 1


def test_22_two_people_who_push_to_each_other_at_once_do_not_wait_for_each_other(community):
    both = Barrier(2, timeout=5)

    @dataclass(frozen=True)
    class Greeting:
        to: int

        def store(self, unit: Unit, viewer):
            if unit.db.dialect.name == "postgresql":  # both hold their own row before either pushes
                both.wait()
            send(unit, Push(self.to, "有人问候您"), Calendar(street.settings))
            if unit.db.dialect.name == "postgresql":
                both.wait()
            return []

    def greet(talk):
        """评一评：问候对方。"""
        talk.save(Greeting(other[talk.world.person.name]))
        return "问候了。"

    street = community(dialogues=[replace(rate, tell=greet)])
    ids = {name: street.ask(lambda unit, name=name: unit.people.named(TESTS, name)[0].id) for name in ("王芳", "陈洁")}
    other = {"王芳": ids["陈洁"], "陈洁": ids["王芳"]}
    desk = street.player.app.desk
    waiting = [desk.receive(street.message(name, "评一评。")) for name in ids]
    assert [one.result(timeout=20) for one in waiting] == [None, None]
    assert street.ask(lambda unit: [len(unit.inbox.pending(person)) for person in ids.values()]) == [0, 0]
    told = [(event.to, event.text) for event in street.clock_goes_to(TUESDAY) if event.lane != "digest"]
    assert sorted(told) == sorted([(name, text) for name in ids for text in ("问候了。", "有人问候您")])


def test_28_what_is_said_behind_a_failed_message_waits_for_it(community):
    breaking = Breaking(raises)
    street = community(dialogues=[breaking.dialogue, hear_demand])
    fang = street.person("王芳").says("评一评").taps("满意").hears("刚才没记成")
    fang.says("写诉求").hears_nothing().says("今天").hears_nothing()
    breaking.broken = False
    assert [event.text for event in street.clock_goes_to(MINUTE)] == ["谢谢您的评价。", "哪天的事？", "有什么要帮忙？"]


def test_28_what_waits_goes_on_when_the_failed_message_is_set_aside(community):
    street = community(dialogues=[Breaking(raises).dialogue])
    fang = street.person("王芳").says("评一评").taps("满意").hears("刚才没记成").says("取消").hears_nothing()
    told = [event.text[:6] for event in street.clock_goes_to(MINUTE)]
    assert told == ["您刚才那句话", "好的，不记了"]
    fang.says("你好").hears("您好")


def test_28_pieces_that_failed_are_tried_again_together(community):
    breaking = Breaking(raises)
    breaking.dialogue = replace(
        hear_demand, tell=lambda talk: raises(talk) if breaking.broken else hear_demand.tell(talk)
    )
    street = community(dialogues=[breaking.dialogue])
    breaking.broken = False
    fang = street.person("王芳").says("写诉求").says("今天").hears("有什么要帮忙")
    breaking.broken = True
    fang.says("灯坏了", more=True).says("门也坏了，要修一修才好，麻烦快一点。").hears("刚才没记成")
    breaking.broken = False
    assert [event.text for event in street.clock_goes_to(MINUTE)] == ["登记好了。"]
    assert street.remarks("王芳") == ["11-23：灯坏了，门也坏了，要修一修才好，麻烦快一点。"]


def test_28_danger_does_not_wait_behind_a_failed_message(community):
    street = community(dialogues=[Breaking(raises).dialogue])
    zhao = street.person("赵国强").says("评一评").taps("满意").hears("刚才没记成").says("我家着火了")
    assert [to for to, _ in alerts(zhao)] == ["赵国强", "刘书记"]
    assert [event.to for event in street.clock_goes_to(MINUTE) if event.lane == "alert"] == ["周科"]  # nobody took it


def test_32_a_photo_belongs_to_the_household_that_is_being_told_and_is_stored_with_it(community):
    street = community()
    fang = street.person("王芳").says("今天走访了12号301、12号402").hears("12号301家里").says("在家听戏")
    fang.hears("12号402家里").says("[照片 b.jpg]").hears("收到", "12号402家里").says("住院了")
    first, second = fang.heard.split("【第2户】")
    assert "附件" not in first
    assert "附件：1个" in second
    fang.says("[照片 c.jpg]").hears("先放在第1户里", "照片是第二户的")
    fang.says("照片是第二户的").hears("附件：2个").says("[照片 d.jpg]").hears("附件：1个", "附件：2个").taps("保存")
    assert [subject for _, subject in files_of(street, "visit")] == [2, 2, 1]


def test_33_a_message_is_tried_again_against_the_prompt_that_it_answered_or_not_at_all(community):
    breaking = Breaking(raises)
    street = community(dialogues=[breaking.dialogue, hear_demand])
    fang = street.person("王芳").says("评一评").taps("满意").hears("刚才没记成")
    breaking.broken = False
    street.ask(lambda unit: [unit.talks.abandon(talk.id) for talk in unit.talks.all_open()])
    assert ["没接上" in event.text for event in street.clock_goes_to(MINUTE)] == [True]
    assert street.remarks("王芳") == []
    assert len(street.ask(lambda unit: unit.inbox.aside())) == 1
    fang.says("评一评").taps("满意").hears("谢谢")


def test_33_a_message_that_opened_a_talk_is_tried_again_as_an_opening(community):
    breaking = Breaking(raises)
    street = community(dialogues=[replace(breaking.dialogue, tell=lambda talk: opens(talk, breaking))])
    street.person("王芳").says("评一评").hears("刚才没记成")
    breaking.broken = False
    assert [event.text for event in street.clock_goes_to(MINUTE)] == ["好。"]


def opens(talk, breaking: Breaking) -> str:
    if breaking.broken:
        raise RuntimeError
    talk.save(Told("开了"))
    return "好。"
