"""Hard conversations: what a reply means, and to which question it belongs. The number is the row of the list."""

from __future__ import annotations

from dataclasses import replace

from bot.kinds.base import Choice, Note
from tests.bot.dialogues import Told, agree_on_days, hear_demand, make_round, rate
from tests.community import WEDNESDAY


def test_01_one_reply_answers_two_questions(community):
    street = community()
    fang = street.person("王芳").says("记走访").hears("哪一户").says("李建国，昨天去的").hears("12号402家里情况")
    fang.says("都好，在带孙子").hears("日期：昨天（11月22日）").taps("保存").hears("记好了")
    assert street.visits("王芳") == [("12号402", "11-22", "入户", "都好，在带孙子")]


def test_02_a_piece_of_text_answers_one_question_only(community):
    street = community(dialogues=[agree_on_days])
    fang = street.person("王芳").says("约时间，今天去了，改天再约").hears("哪天再去").hears_nothing_of("哪天去的")
    fang.says("后天").hears("您还说过", "改天再约").taps("不用").hears("约好了")
    assert street.remarks("王芳") == ["11-23，11-25"]


def test_03_each_household_has_its_own_record(community):
    street = community()
    fang = street.person("王芳").says("陈桂芳在家，李建国家没人").hears("13号101家里情况怎么样").says("精神蛮好")
    fang.hears("【第1户】", "13号101 陈桂芳", "【第2户】", "方式：未遇", "12号402 李建国").taps("保存")
    assert [(door, way, note) for door, _, way, note in street.visits("王芳")] == [
        ("13号101", "入户", "精神蛮好"),
        ("12号402", "未遇", ""),
    ]


def test_05_two_households_of_one_name_are_told_apart_by_their_doors(community):
    street = community()
    fang = street.person("王芳").says("记走访").says("王秀英").hears("有2户对得上")
    fang.sees("12号301 王秀英", "12号502 王秀英").taps("12号301 王秀英").hears("12号301家里").says("在家听戏")
    fang.says("再加一户").hears("哪一户").says("王秀英").taps("12号502 王秀英").hears("12号502家里").says("腿疼")
    fang.hears("【第1户】", "12号301 王秀英", "【第2户】", "12号502 王秀英").taps("保存").hears("记好了，2户")
    assert [(door, note) for door, _, _, note in street.visits("王芳")] == [
        ("12号301", "在家听戏"),
        ("12号502", "腿疼"),
    ]


def test_08_changing_another_answer_is_no_answer(community):
    street = community(dialogues=[hear_demand])
    fang = street.person("王芳").says("写诉求").says("今天").hears("有什么要帮忙")
    fang.says("改日期 昨天").hears("有什么要帮忙").hears_nothing_of("哪天的事").says("改天再说").hears("登记好了")
    assert street.remarks("王芳") == ["11-22：改天再说"]


def test_12_words_are_kept_when_their_household_has_moved_away(community):
    street = community()
    fang = street.person("王芳").says("今天去了李建国家").hears("12号402家里情况")
    street.moves_away("12号402")
    fang.says("血压偏高，药吃完了，已经请儿子去配").hears("可能搬走了", "哪一户").hears_nothing_of("情况怎么样")
    fang.says("13号101").hears("血压偏高，药吃完了").taps("就是这里的").hears("请核对", "13号101 陈桂芳").taps("保存")
    assert street.visits("王芳") == [("13号101", "11-23", "入户", "血压偏高，药吃完了，已经请儿子去配")]


def test_13_words_for_a_question_that_a_deploy_removed_are_offered_as_a_note(community):
    def tell_without_demand(talk):
        """写诉求：只问一句。"""
        talk.save(Told("只有日期"))
        return "好的。"

    street = community(dialogues=[hear_demand])
    fang = street.person("王芳").says("写诉求").says("今天").hears("有什么要帮忙")
    street.dialogues = [replace(hear_demand, tell=tell_without_demand)]
    fang.says("暖气不热，两天了").hears("您还说过「暖气不热，两天了」").taps("记下").hears("好的")
    assert street.remarks("王芳") == ["只有日期", "暖气不热，两天了"]


def test_16_a_circled_number_is_a_number_and_a_power_is_refused_kindly(community):
    street = community(dialogues=[rate])
    wang = street.person("王芳").says("评一评").hears("您满意吗")
    for odd in ("²", "③", "9" * 3000, "3"):
        wang.says(odd).hears("请从选项里选一个", "您满意吗")
    wang.says("②").hears("哪里没办好").says("太慢").hears("谢谢")
    street.person("李建国").says("评一评").says("１").hears("谢谢")
    assert street.remarks("王芳") == ["不满意：太慢"]
    assert street.remarks("李建国") == ["满意："]


def test_19_a_questions_own_options_come_before_the_words_of_every_dialogue(community):
    def tell(talk):
        """预约：保留还是取消。"""
        wish = talk.ask("打算", "这次预约？", Choice("保留", "取消"))
        talk.save(Told(f"{wish}/{talk.ask('诉求', '还有事吗？', Note()) or '无事'}"))
        return "记下了。"

    street = community(dialogues=[replace(rate, name="预约", starts=("预约",), tell=tell)])
    fang = street.person("王芳")
    fang.says("预约").says("取消").hears("还有事吗").says("没有").hears("记下了")
    fang.says("预约").says("保留").says("我想取消低保代办").hears("记下了")
    fang.says("预约").says("保留").says("算了，取消吧").hears("不记了")
    assert street.remarks("王芳") == ["取消/无事", "保留/我想取消低保代办"]


def test_24_today_is_the_day_of_the_message_that_says_it(community):
    street = community()
    fang = street.person("王芳").says("今天去了王秀英家").hears("有2户对得上")
    street.clock_goes_to(WEDNESDAY)
    fang.says("12号301").says("都好的").hears("日期：周一（11月23日）")
    fang.says("改日期").hears("哪天").says("今天").hears("日期：今天（11月25日）（原来是周一（11月23日）").taps("保存")
    assert street.visits("王芳") == [("12号301", "11-25", "入户", "都好的")]


def test_26_the_words_of_an_opening_that_nobody_understands_are_offered_before_the_end(community):
    street = community(dialogues=[rate])
    fang = street.person("王芳").says("评一评，老张那件事还没完").hears("您满意吗").taps("满意")
    fang.hears("您还说过「评一评，老张那件事还没完」").taps("记下").hears("谢谢")
    assert street.remarks("王芳") == ["满意：", "评一评，老张那件事还没完"]


def test_29_a_button_means_the_day_that_it_showed(community):
    street = community(dialogues=[hear_demand])
    fang = street.person("王芳").says("写诉求").sees("今天", "昨天")
    street.clock_goes_to(WEDNESDAY)
    fang.says("[按 今天]").says("灯坏了").hears("登记好了")
    fang.says("写诉求").says("今天").says("门坏了")
    assert street.remarks("王芳") == ["11-23：灯坏了", "11-25：门坏了"]


def test_30_a_note_goes_to_another_household_only_when_the_person_says_so(community):
    street = community()
    fang = street.person("王芳").says("今天去了李建国家").hears("12号402家里情况")
    street.moves_away("12号402")
    fang.says("孙子发烧").says("13号101").hears("「孙子发烧」", "说的也是这里吗").says("不是").hears("13号101家里情况")
    fang.says("在看电视").taps("保存").hears("您还说过「孙子发烧」").taps("记下").hears("记好了")
    assert street.visits("王芳") == [("13号101", "11-23", "入户", "在看电视")]
    assert street.remarks("王芳") == ["孙子发烧"]


def test_31_a_reader_says_for_whom_a_record_is(community):
    street = community(dialogues=[make_round])
    fang = (
        street.person("王芳")
        .says("巡访，从活动室出发，李建国家没人")
        .hears("请核对", "地点：活动室", "走访对象：12号402")
    )
    fang.taps("保存").hears("您还说过", "出发").taps("不用").hears("1户都记了")
    assert street.remarks("王芳") == ["活动室 12号402 未遇 "]


def test_31_what_is_told_beside_the_dialogues_own_answer_is_not_lost(community):
    street = community(dialogues=[make_round])
    fang = street.person("王芳").says("巡访").hears("从哪里出发").says("活动室，李建国在家，陈桂芳家没人")
    fang.hears("12号402").hears_nothing_of("您还说过")
    fang.says("好").hears("请核对", "12号402", "13号101", "没人")


def test_35_a_pressed_option_is_not_read_as_free_words(community):
    street = community()
    fang = street.person("王芳").says("王秀英家没人").hears("有2户对得上").taps("12号502 王秀英")
    fang.hears("请核对", "走访对象：12号502", "方式：未遇").hears_nothing_of("您还说过").taps("保存")
    assert street.visits("王芳") == [("12号502", "11-23", "未遇", "")]
