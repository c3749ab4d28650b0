"""What a cadre writes, taken apart into what the visit dialogue asks. Monday, 23 November 2026, ten o'clock."""

from datetime import datetime, timedelta, timezone

import pytest

from handlers.visits.plans import is_plan, read_plans
from handlers.visits.reads import is_correction, read_visits

SENT = datetime(2026, 11, 23, 10, tzinfo=timezone(timedelta(hours=8)))


def read(text, **known):
    return [{slot.label: slot.text for slot in record.slots} for record in read_visits(text, SENT, **known)]


def test_one_sentence_answers_every_question():
    text = "今天上午去了12号302看王阿婆，血压偏高，想申请助浴，儿子这周六来配药"
    assert read(text) == [
        {
            "走访对象": "12号302王阿婆",
            "日期": "今天上午",
            "方式": "入户",
            "情况": "血压偏高",
            "诉求": "申请助浴",
            "跟进": "儿子这周六来配药",
        }
    ]


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("去了12号302王阿婆家", "12号302王阿婆"),
        ("看望8号101的陈伯伯", "8号101陈伯伯"),
        ("柏阿姨（春晖苑2号楼903）挺好", "春晖苑2号楼903柏阿姨"),  # the door in brackets
        ("小庄，17号204，手机上问的", "17号204小庄"),
        ("凌伯21号103在家", "21号103凌伯"),
        ("去柳营路88弄6号401看了金师傅", "柳营路88弄6号401金师傅"),
        ("9号的老顾在楼下碰到的", "9号的老顾"),  # no room is told
        ("二十一号三零四那位潘家伯伯没人应门", "二十一号三零四潘家伯伯"),  # spoken, a house and no day
        ("王秀英，昨天去的", "王秀英"),
        ("602金阿婆搬到9号了", "9号602金阿婆"),
    ],
)
def test_door_and_person_become_one_answer(text, household):
    assert read(text)[0]["走访对象"].replace("的", "") == household.replace("的", "")


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("昨天上门看了5号101", "入户"),
        ("12号302敲门没人应", "未遇"),
        ("12号302王阿婆不在家", "未遇"),
        ("12号302门关着", "未遇"),
        ("电话打给9号401钟阿姨没接", "未遇"),
        ("电话回访了9号401钟阿姨，挺好", "电话"),
        ("跟9号401钟阿姨通了电话", "电话"),
        ("10号202魏家阿婆不开门，叫我们别来烦", "拒访"),
        ("微信上跟小钱聊了，15-602", "微信"),
        ("5号602周阿姨来居委问医保", "接待"),
        ("菜场碰到6号203老顾", "途遇"),
        ("8号401李伯伯在医院，女儿说的", "第三方反馈"),
        ("志愿者反馈7号203沈阿婆最近没下楼", "第三方反馈"),
        ("走访商户：面馆老板讲生意淡", "商户走访"),
        ("昨天没上门，是在居委接待了16号803邹阿姨", "接待"),  # what is denied is no way
        ("12号302儿子不在家，去看了老人", "入户"),  # another than the visited is away
    ],
)
def test_the_way_is_told_by_many_words(text, way):
    assert read(text)[0]["方式"] == way


def test_each_household_has_its_own_record():
    assert read("王秀英在家，李建国家没人") == [
        {"走访对象": "王秀英", "方式": "入户"},
        {"走访对象": "李建国", "方式": "未遇"},
    ]


def test_day_and_way_told_first_hold_for_all_that_have_none_of_their_own():
    first, second = read("昨天电话联系了8号101陈伯伯，腿疼，今天又去了8号202，没人")
    assert (first["日期"], first["方式"], first["情况"]) == ("昨天", "电话", "腿疼")
    assert (second["日期"], second["方式"]) == ("今天", "未遇")


def test_households_named_in_one_breath_share_what_follows():
    assert [(record["走访对象"], record["方式"]) for record in read("12号302、401都没人")] == [
        ("12号302", "未遇"),
        ("12号401", "未遇"),
    ]


def test_rooms_listed_after_their_number_are_households():
    records = read("大前天跑了一圈8号楼：101没人，203沈师傅在家，水管滴水，302门关着")
    assert [record["走访对象"] for record in records] == ["8号101", "8号203沈师傅", "8号302"]
    assert [record["方式"] for record in records] == ["未遇", "入户", "未遇"]
    assert {record["日期"] for record in records} == {"大前天"}


def test_who_is_only_spoken_of_is_no_household():
    assert len(read("9-702 老凌在家，腿不好，讲802不肯装电梯")) == 1
    assert len(read("去了3号402吴阿姨家，隔壁小李装修太吵")) == 1
    assert len(read("跟民警小洪一道去了4号306")) == 1


@pytest.mark.parametrize(
    "text", ["12号302王阿婆精神好，不需要轮椅", "李阿姨说她不想去养老院", "4号304没什么要求，身体好"]
)
def test_a_wish_that_is_denied_is_none(text):
    [record] = read(text)
    assert "诉求" not in record
    assert "情况" in record


def test_several_wishes_are_one_answer():
    assert read("去了3号402，希望装个扶手，还想申请助餐")[0]["诉求"] == "装个扶手；申请助餐"


def test_what_is_denied_stays_in_how_things_are():
    assert read("今天去了3号402，没有漏水，就是墙皮掉了")[0]["情况"] == "没有漏水，就是墙皮掉了"


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("去了3号402，物业约了周四来看", "物业约了周四来看"),
        ("3号402药吃完了，下周二前要配好", "下周二前要配好"),
        ("电话联系9号401没打通，傍晚去敲门", "傍晚去敲门"),  # later today
    ],
)
def test_a_day_to_come_is_a_promise_not_the_day_of_the_visit(text, ahead):
    [record] = read(text)
    assert record["跟进"] == ahead
    assert "日期" not in record


def test_days_of_other_things_are_not_the_day_of_the_visit():
    assert "日期" not in read("6号203老伴前两天滑了一下，没骨折")[0]
    assert read("上周五补录：18号1502小林，三人合租")[0]["日期"] == "上周五"


def test_a_second_contact_leaves_the_first_day():
    [record] = read("昨天去了王秀英家，今天又打电话问了")
    assert (record["日期"], record["方式"]) == ("昨天", "入户")


def test_sources_are_verbatim_and_never_used_twice():
    text = "今天上午去了12号302看王阿婆，血压偏高，想申请助浴，儿子这周六来配药"
    [record] = read_visits(text, SENT)
    sources = [slot.source for slot in record.slots]
    assert all(source in text for source in sources)
    assert sum(map(len, sources)) == len("".join(sources)) <= len(text)


def test_left_over_words_are_never_sure():
    [record] = read_visits("12号302王阿婆血压偏高", SENT)
    assert {slot.label: slot.sure for slot in record.slots} == {"走访对象": True, "情况": False}


def test_without_a_household_the_rest_is_kept():
    assert read("昨天去的") == [{"日期": "昨天", "方式": "入户"}]


@pytest.mark.parametrize("text", ["你好", "谢谢", "老张那件事还没完", ""])
def test_nothing_understood_is_no_record(text):
    assert read(text) == []


def test_names_and_estates_of_the_sender_are_known():
    [record] = read("丽晶名都里3号402柳如烟在家", names=["柳如烟"], estates=["丽晶名都里"])
    assert record["走访对象"] == "丽晶名都里3号402柳如烟"


@pytest.mark.parametrize(
    ("text", "plan"),
    [
        ("明天去看12号302王阿婆", True),
        ("打算下周二去看李伯伯", True),
        ("准备周四走访8号", True),
        ("约了后天上午去8号101", True),
        ("昨天去了5号101，明天再去看", False),  # a visit, with a promise
        ("儿子明天来配药", False),  # somebody else's
        ("物业明天来修", False),
        ("9-204没人", False),
        ("周四去看了王阿婆", False),
        ("1月1号去看12号302", True),  # the next one is nearer than the last
        ("元旦去看12号302", True),
        ("年初一去看12号302，带点汤圆", True),
        ("8号401李伯伯元旦去看看", True),  # whom one goes to may stand first
        ("正月十五上门看12号302", True),
        ("年前再去一趟12号302", True),  # and is asked which day
        ("12号302今天不去了明天去", True),
        ("12号302今天没空，周五去", True),
        ("周五去看12号302，带血压计", True),  # what for, and nothing told
        ("几点提醒我的", False),  # asked
        ("10月20日去看12号302", False),  # the last one is nearer
        ("中秋去看12号302", False),
        ("去年元旦去看12号302", False),
        ("元旦去看了12号302", False),
        ("12月5日去看12号302，血压偏高", False),  # a slip, rather than a visit to come
    ],
)
def test_a_plan_is_told_from_a_visit(text, plan):
    assert is_plan(text, SENT) is plan


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12号302今天不去了明天去", "明天"),
        ("12号302今天没空，改后天上午", "后天上午"),
        ("今天不去12号302了，周五去", "周五"),
    ],
)
def test_the_day_on_which_one_does_not_go_is_not_the_planned_one(text, day):
    [record] = read_plans(text, SENT)
    assert {slot.label: slot.text for slot in record.slots} == {"走访对象": "12号302", "日期": day}


def test_a_plan_lists_households_with_their_times():
    records = read_plans("明天计划：9:30 5号201 10:30 5号402 下午老年活动室", SENT)
    assert [{slot.label: slot.text for slot in record.slots} for record in records] == [
        {"走访对象": "5号201", "日期": "明天9:30"},
        {"走访对象": "5号402", "日期": "明天10:30"},
        {"日期": "明天下午", "事项": "老年活动室"},
    ]


@pytest.mark.parametrize(
    ("text", "correction"),
    [
        ("不是13号是12号", True),
        ("撤回刚才那条", True),
        ("记错了，是402", True),
        ("应该是昨天", True),
        ("不是王阿婆，是李阿婆", True),
        ("他不是不同意，是要等儿子", False),
        ("没有渗水，是楼下声音吵", False),
        ("应该是感冒了", False),
        ("物业搞错了账单", False),
    ],
)
def test_a_correction_is_told_from_a_story(text, correction):
    assert is_correction(text) is correction


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("3号101王阿婆电话打通了，都好", "电话"),
        ("3号101打通了，都好", "电话"),
        ("3号101电话接通了，女儿接的", "电话"),
        ("3号101电话没打通", "未遇"),
        ("给3号101打了电话，没接通", "未遇"),
    ],
)
def test_a_call_that_got_through_is_a_call(text, way):
    [record] = read_visits(text, datetime(2026, 12, 21, 9))
    assert {slot.label: slot.text for slot in record.slots}["方式"] == way
