"""Lists of residents: reading files as people keep them, finding every bad row, importing once and again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from handlers.engines.registry.applying import apply
from handlers.engines.registry.describing import describe
from handlers.engines.registry.importing import plan
from handlers.engines.registry.reading import HEADINGS, Row, Rows, Unreadable, read_rows
from storage.base import SHANGHAI, transaction
from storage.people import Refused
from storage.unit import Unit
from storage.viewers import system

NOW = dt.datetime(2026, 11, 24, 9, 0, tzinfo=SHANGHAI)
ALL = system("test")
HOME = {"居委": "益港居民区", "微网格": "益港第一微网格", "小区": "益港花园", "楼号": "12号", "室号": "302"}
WANG = HOME | {
    "姓名": "王秀英",
    "性别": "女",
    "出生日期": "1940-05-03",
    "电话": "13800001111",
    "标签": "独居老人、高龄老人",
}
CADRE = {"居委": "益港居民区", "微网格": "益港第一微网格", "姓名": "王芳", "角色": "干部"}


@pytest.fixture
def unit(engine):
    with transaction(engine) as db:
        yield Unit(db, NOW)


def rows(*cells, headings=HEADINGS):
    return Rows([Row(line, given) for line, given in enumerate(cells, start=2)], frozenset(headings))


def imported(unit, *cells, **kwargs):
    changes = plan(unit, rows(*cells, **kwargs))
    apply(unit, changes)
    return changes


def errors(unit, *cells):
    return plan(unit, rows(*cells)).errors


def later(unit, days=1):
    return Unit(unit.db, NOW + dt.timedelta(days=days))


def excel(path, *lines, merge=()):
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    for span in merge:
        book.active.merge_cells(span)
    book.save(path)
    return path


def test_an_excel_list_reads_numbers_and_dates_as_text(tmp_path):
    file = excel(
        tmp_path / "名单.xlsx",
        ["居委", "楼号", "室号", "姓名", "出生日期", "电话"],
        ["益港居民区", 12, 302.0, "  王秀英 ", dt.date(1940, 5, 3), 13800001111],
    )
    assert read_rows(file).rows[0].cells == {
        "居委": "益港居民区", "楼号": "12", "室号": "302", "姓名": "王秀英",
        "出生日期": "1940-05-03", "电话": "13800001111",
    }  # fmt: skip


def test_a_title_above_the_headings_and_empty_lines_are_passed_over_and_lines_keep_their_numbers(tmp_path):
    file = excel(
        tmp_path / "a.xlsx", ["益港居民区住户名单"], ["姓名", "居委"], [], ["王秀英", "益港居民区"], merge=["A1:B1"]
    )
    assert [(row.line, row["姓名"]) for row in read_rows(file).rows] == [(4, "王秀英")]


def test_merged_places_hold_for_every_row_they_cover(tmp_path):
    file = excel(
        tmp_path / "a.xlsx", ["居委", "楼号", "室号"], ["益港居民区", "12号", "101"], [None, None, "102"],
        merge=["A2:A3", "B2:B3"],
    )  # fmt: skip
    read = read_rows(file)
    assert read.rows[1].cells == {"居委": "益港居民区", "楼号": "12号", "室号": "102"}
    assert read.errors == []


def test_merged_names_are_an_error_with_their_line(tmp_path):
    file = excel(tmp_path / "a.xlsx", ["居委", "姓名"], ["益港居民区", "王秀英"], ["益港居民区", None], merge=["B2:B3"])
    [(line, reason)] = read_rows(file).errors
    assert line == 2
    assert "合并" in reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_reads_in_every_encoding_that_excel_writes(tmp_path, encoding):
    file = tmp_path / "a.csv"
    file.write_text("居委,楼号,室号,姓名\n益港居民区,１２号,302,王秀英\n", encoding=encoding)
    assert read_rows(file).rows[0].cells == {"居委": "益港居民区", "楼号": "12号", "室号": "302", "姓名": "王秀英"}


def test_csv_rows_with_a_line_break_inside_keep_their_first_line(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text('居委,姓名\n益港居民区,"王\n秀英"\n益港居民区,李国强\n', encoding="utf-8")
    assert [row.line for row in read_rows(file).rows] == [2, 4]


def test_a_row_with_more_cells_than_headings_is_an_error(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("居委,姓名\n益港居民区,王秀英,多的\n", encoding="utf-8")
    assert read_rows(file).errors[0][0] == 2


@pytest.mark.parametrize(
    ("text", "named"),
    [("小区,楼号\n", "居委"), ("居委,身份证\n", "身份证"), ("居委,姓名,姓名\n", "姓名"), ("", "居委")],
)
def test_a_list_with_wrong_headings_is_refused_by_name(tmp_path: Path, text, named):
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=named):
        read_rows(file)


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.csv"])
def test_a_file_that_is_no_table_says_what_to_do(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x81\xff\x00not a table\xff")
    with pytest.raises(Unreadable, match=r"请|列名"):
        read_rows(tmp_path / name)


def test_an_import_brings_people_homes_areas_tags_and_roles(unit):
    changes = imported(unit, WANG, HOME | {"室号": "402"}, CADRE, {"姓名": "周科", "角色": "街道干部"})
    assert len(changes.homes) == 2
    cadre = unit.people.viewer(unit.people.with_role("干部")[0].id)
    [home] = unit.places.households_at(cadre, "12", "302")
    assert (home.full_door, home.committee, str(home.people[0])) == ("益港花园12号302", "益港居民区", "王秀英")
    assert (home.people[0].born, home.people[0].phone) == ("1940-05-03", "13800001111")
    tags = unit.people.tags(cadre, [home.people[0].id])[home.people[0].id]
    assert sorted(tag.tag for tag in tags) == ["独居老人", "高龄老人"]
    assert unit.places.households_at(cadre, "12", "402")[0].people == ()
    assert unit.people.viewer(unit.people.with_role("街道干部")[0].id).street


def test_importing_the_same_list_again_changes_nothing(unit):
    head = HOME | {"室号": "501", "姓名": "陆志明", "角色": "楼组长"}
    shop = HOME | {"室号": "", "姓名": "老王水果店", "标签": "商户", "电话": "55551234"}
    officer = {"居委": "江湾", "姓名": "周科", "角色": "街道干部"}
    list_ = (WANG, head, shop, CADRE, officer, CADRE | {"姓名": "刘书记", "角色": "书记", "微网格": ""})
    assert imported(unit, *list_).errors == []
    again = plan(later(unit), rows(*list_))
    assert again.nothing
    assert "完全一样" in describe(again)


def test_a_changed_phone_and_a_tag_that_is_gone_are_changes(unit):
    imported(unit, WANG)
    tomorrow = later(unit)
    changes = imported(tomorrow, WANG | {"电话": "13900002222", "标签": "独居老人"})
    assert list(changes.changed_people.values()) == [{"phone": "13900002222"}]
    assert len(changes.ended_tags) == 1
    [person] = tomorrow.people.named(ALL, "王秀英")
    assert [tag.tag for tag in tomorrow.people.tags(ALL, [person.id])[person.id]] == ["独居老人"]


def test_an_empty_cell_takes_nothing_away_and_a_list_without_the_column_of_tags_leaves_tags_alone(unit):
    imported(unit, WANG)
    assert plan(unit, rows(HOME | {"姓名": "王秀英"}, headings=("居委", "楼号", "室号", "姓名"))).nothing


def test_a_cadre_who_gets_another_micro_grid_leaves_the_old_one(unit):
    imported(unit, WANG, HOME | {"楼号": "20号", "微网格": "益港第二微网格"}, CADRE)
    tomorrow = later(unit)
    imported(tomorrow, CADRE | {"微网格": "益港第二微网格"})
    cadre = tomorrow.people.viewer(tomorrow.people.with_role("干部")[0].id)
    assert tomorrow.places.households_at(cadre, "12", "302") == []
    assert len(tomorrow.places.households_at(cadre, "20", "302")) == 1


def test_several_micro_grids_in_one_cell_or_in_several_rows_are_all_looked_after(unit):
    other = HOME | {"楼号": "20号", "微网格": "益港第二微网格"}
    imported(unit, WANG, other, CADRE | {"微网格": "益港第一微网格、益港第二微网格"})
    imported(unit, CADRE | {"姓名": "陈晓岚"}, CADRE | {"姓名": "陈晓岚", "微网格": "益港第二微网格"})
    for cadre in unit.people.with_role("干部"):
        assert len(unit.places.households(unit.people.viewer(cadre.id))) == 2


def test_a_building_listed_in_another_micro_grid_moves_with_its_history(unit):
    imported(unit, WANG)
    tomorrow = later(unit)
    imported(tomorrow, WANG | {"微网格": "益港第二微网格"})
    building = tomorrow.places.doors_at("12", "302")[0].building_id
    assert [str(area) for area in tomorrow.places.areas_of(building)] == ["益港第二微网格"]
    assert [str(area) for area in tomorrow.places.areas_of(building, NOW.date())] == ["益港第一微网格"]


def test_a_grid_lies_between_committee_and_micro_grid(unit):
    imported(unit, WANG | {"网格": "益港东网格"})
    [grid] = unit.places.areas("网格")
    [micro] = unit.places.areas("微网格")
    assert micro.parent_id == grid.id
    assert unit.places.areas("居委")[0].id == grid.parent_id


def test_a_firm_of_a_business_park_is_a_place_not_a_person(unit):
    park = {
        "居委": "益港居民区",
        "微网格": "益港园区微网格",
        "小区": "益港创意园",
        "楼号": "1号",
        "姓名": "云帆设计工作室",
    }
    imported(unit, park, HOME | {"室号": "", "姓名": "老王水果店", "标签": "商户"})
    assert unit.places.areas("园区微网格")
    assert [(str(shop), shop.kind) for shop in unit.places.shops(ALL, "")] == [
        ("1号 云帆设计工作室", "企业"), ("12号 老王水果店", "商户"),
    ]  # fmt: skip
    assert unit.people.named(ALL, "老王水果店") == []


def test_an_empty_home_that_is_moved_into_is_lived_in(unit):
    imported(unit, HOME)
    imported(unit, WANG)
    assert unit.places.households_at(ALL, "12", "302")[0].people[0].name == "王秀英"


@pytest.mark.parametrize(
    "written", ["1940.5.3", "1940-05-03", "1940年5月3日", "19400503", "1940/5/3", "1940-05-03 00:00:00"]
)
def test_a_birthday_reads_however_it_was_written(unit, written):
    imported(unit, WANG | {"出生日期": written})
    assert unit.people.named(ALL, "王秀英")[0].born == "1940-05-03"


def test_a_year_alone_is_a_birthday_too(unit):
    imported(unit, WANG | {"出生日期": "1940年"})
    assert unit.people.named(ALL, "王秀英")[0].born == "1940"


@pytest.mark.parametrize(
    "written", ["021-55551234", "5555 1234", "+86 138-0000-1111", "13800001111/55551234", "0512-65551234"]
)
def test_a_phone_reads_however_it_was_written(unit, written):
    assert errors(unit, WANG | {"电话": written}) == []


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (WANG | {"楼号": ""}, "没有楼号"),
        (WANG | {"室号": ""}, "没有室号"),
        (WANG | {"楼号": "北面"}, None),
        (WANG | {"楼号": "？？"}, "看不懂"),
        (WANG | {"室号": "2026-03-02"}, "设成文本"),
        (WANG | {"居委": ""}, "没有写居委"),
        (WANG | {"性别": "不详"}, "性别“不详”"),
        (WANG | {"出生日期": "四零年"}, "看不懂"),
        (WANG | {"出生日期": "1940-13-03"}, "看不懂"),
        (WANG | {"出生日期": "0000"}, "看不懂"),
        (WANG | {"出生日期": "14733"}, "看不懂"),
        (WANG | {"出生日期": "2027-01-01"}, "今天以后"),
        (WANG | {"出生日期": "1800-01-01"}, "超过120岁"),
        (WANG | {"电话": "1380000111"}, "电话“1380000111”"),
        (WANG | {"标签": "独居老太"}, "是不是“独居老人”"),
        (WANG | {"标签": "神仙"}, "没有“神仙”这个标签"),
        (WANG | {"角色": "皇帝"}, "“皇帝”不是角色"),
        (WANG | {"微网格": "甲、乙"}, "一个微网格"),
        (HOME | {"电话": "13800001111"}, "没有姓名"),
        (HOME | {"姓名": "老王水果店", "标签": "商户、独居老人"}, "分开"),
        (CADRE | {"姓名": ""}, "没有姓名"),
        (CADRE | {"楼号": "12号"}, "不写楼号"),
        (CADRE | {"标签": "独居老人"}, "不写标签"),
    ],
)
def test_a_bad_row_is_named_with_what_to_mend(unit, bad, said):
    found = errors(unit, HOME | {"室号": "101"}, bad)
    assert [line for line, _ in found] == ([3] if said else [])
    if said:
        assert said in found[0][1]


def test_every_fault_of_every_row_is_found_at_once(unit):
    found = errors(unit, WANG | {"性别": "?", "电话": "12"}, WANG, WANG | {"楼号": ""})
    assert [line for line, _ in found] == [2, 2, 4]


def test_the_same_person_twice_is_one_unless_the_rows_contradict_each_other(unit):
    assert errors(unit, WANG, WANG | {"电话": ""}) == []
    [(line, reason)] = errors(unit, WANG, WANG | {"出生日期": "1950-01-01"})
    assert line == 3
    assert "第2行" in reason
    assert "出生日期" in reason


def test_a_building_in_two_micro_grids_is_an_error(unit):
    [(line, reason)] = errors(unit, WANG, HOME | {"室号": "101", "微网格": "益港第二微网格"})
    assert line == 3
    assert "第2行" in reason


def test_a_micro_grid_in_two_grids_is_an_error(unit):
    assert [line for line, _ in errors(unit, WANG | {"网格": "东"}, HOME | {"室号": "101", "网格": "西"})] == [3]


def test_a_micro_grid_that_is_known_elsewhere_is_an_error(unit):
    imported(unit, WANG | {"网格": "东"})
    assert "网格管理" in errors(unit, WANG | {"网格": "西"})[0][1]


def test_nothing_is_written_while_a_row_is_bad(unit):
    changes = plan(unit, rows(WANG, WANG | {"楼号": ""}))
    with pytest.raises(Refused, match="1行要先改好"):
        apply(unit, changes)
    assert unit.places.estates() == []


def test_the_preview_says_what_is_new_what_is_doubtful_and_every_bad_row(unit):
    text = describe(plan(unit, rows(WANG, CADRE | {"微网格": "益港第九微网格"}, WANG | {"楼号": ""})))
    assert "新增1个居委、2个微网格、1栋楼、1户、2个人、2个标签、1个角色。" in text
    assert "微网格“益港第九微网格”还没有一栋楼" in text
    assert "第4行：没有楼号" in text


def test_synonyms_of_tags_are_stored_under_one_name(unit):
    imported(unit, WANG | {"标签": "独居，失独；低保户"})
    [person] = unit.people.named(ALL, "王秀英")
    assert [tag.tag for tag in unit.people.tags(ALL, [person.id])[person.id]] == ["低保", "独居老人", "计生特殊家庭"]
