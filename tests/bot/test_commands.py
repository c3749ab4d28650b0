"""The commands as an operator types them: what is wrong is said in a sentence, and nothing is half done."""

import os
import re
import subprocess
import sys
from datetime import datetime

import openpyxl
import pytest
import sqlalchemy as sa

from bot.opening import stumbled
from storage.base import open_engine, sqlite_url, transaction
from tests.operator import HEADINGS, HOME, ROOT, STAFF


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("street:\n  nam: x", "第2行：不认识的键「nam」"),
        ("web:\n  port: abc", "第2行：「web.port」要写整数"),
        ("web:\n  secret: env:NO_SUCH_SECRET", "环境变量 NO_SUCH_SECRET 没有设"),
        ("web:\n  secret: hunter2", "密钥不要直接写在这里"),
        ("database:\n  url: postgresql://u:hunter2@h/x", "带密码的数据库地址不要直接写在这里"),
    ],
)
@pytest.mark.parametrize("verb", ["check", "run"])
def test_what_is_wrong_in_the_settings_is_said_by_line(terminal, text, says, verb):
    file = terminal.file("elsewhere.yaml", text)
    terminal.types(verb, "--config", file)
    assert terminal.code == 1
    assert says in terminal.err
    assert "hunter2" not in terminal.err
    assert not terminal.home.exists()


def test_a_home_has_its_own_settings(terminal):
    terminal.home.mkdir()
    (terminal.home / "config.yaml").write_text("street:\n  name: 甲街道\n", encoding="utf-8")
    terminal.file("config.yaml", "street:", "  name: 乙街道")
    assert "甲街道" in terminal.types("check").out


def test_a_folder_that_cannot_be_one_is_said(terminal):
    terminal.types("check", home=terminal.file("taken", "x"))
    assert (terminal.code, "用不了" in terminal.err) == (1, True)


@pytest.mark.parametrize(
    "words", [["run"], ["check"], ["doctor"], ["demo"], ["invite", "王芳"], ["chat", "--as", "王芳"]]
)
def test_a_broken_database_is_said_and_left_as_it_is(terminal, words):
    terminal.home.mkdir()
    broken = terminal.file("home/sibai.db", "this is no database " * 20)
    before = broken.read_bytes()
    terminal.types(*words)
    assert (terminal.code, "坏了" in terminal.err) == (1, True)
    assert broken.read_bytes() == before


def test_a_database_that_is_away_is_said_without_its_password(terminal, monkeypatch):
    monkeypatch.setenv("SIBAI_DATABASE", "postgresql://u:hunter2@127.0.0.1:1/x")
    terminal.types("check")
    assert (terminal.code, "连不上数据库 127.0.0.1:1/x" in terminal.err) == (1, True)
    assert "hunter2" not in terminal.err


@pytest.mark.parametrize("port", ["0", "99999", "abc"])
def test_a_port_that_is_none_is_said(terminal, port):
    assert terminal.types("run", "--port", port).code == 2
    assert "不是端口" in terminal.err


def test_an_address_that_this_machine_has_not_is_said(terminal):
    assert terminal.types("run", "--no-demo", "--host", "192.0.2.1").code == 1
    assert "没有这个地址" in terminal.err


def test_a_list_shows_what_will_change_and_twice_changes_nothing(terminal):
    terminal.imports(STAFF, HOME)
    assert "新增1个居委、1个网格、1个微网格、1栋楼、1户、3个人、1个标签、2个角色" in terminal.out
    assert terminal.imports(STAFF, HOME).code == 0
    assert "完全一样" in terminal.out
    terminal.imports(STAFF, HOME.replace("13800138000", "13900139000").replace("独居老人", ""))
    assert "第4行：电话和现在登记的不一样" in terminal.out
    assert "第4行：名单里不再有的1个标签会结束" in terminal.out
    assert "13900139000" not in terminal.out


def test_every_bad_row_is_reported_and_nothing_is_imported(terminal):
    bad = [HOME.replace("302", str(room)).replace("女", "不知道") for room in range(101, 151)]
    terminal.imports(STAFF, HOME, *bad)
    assert terminal.code == 1
    assert len(re.findall(r"第\d+行：性别", terminal.out)) == 50
    assert terminal.rows("select count(*) from persons") == [(0,)]


def test_nobody_waits_while_the_operator_thinks(terminal, monkeypatch):
    def thinks(_: str) -> str:
        with transaction(open_engine(sqlite_url(terminal.home / "sibai.db"))) as db:
            db.exec_driver_sql("update accounts set used_at = null")
        return "n"

    monkeypatch.setattr("builtins.input", thinks)
    terminal.types("import", terminal.file("名册.csv", HEADINGS, STAFF, HOME))
    assert (terminal.code, "没有导入" in terminal.out) == (0, True)
    assert terminal.rows("select count(*) from persons") == [(0,)]


@pytest.mark.parametrize(
    ("name", "lines", "says"),
    [
        ("空.csv", [], "没找到“居委”"),
        ("只有列名.csv", [HEADINGS], "一行都没有"),
        ("备注.csv", ["居委,姓名,备注", "甲,乙,丙"], "不认识“备注”"),
        ("坏.xlsx", ["no workbook"], "打不开"),
        ("旧.xls", ["no workbook"], "另存为 .xlsx"),
        ("", [], "找不到文件"),
    ],
)
def test_a_file_that_is_no_list_is_said(terminal, name, lines, says):
    file = terminal.file(name, *lines) if name else terminal.folder / "nowhere.csv"
    assert terminal.types("import", file, "--yes").code == 1
    assert says in terminal.out + terminal.err


def test_a_workbook_as_people_keep_it(terminal):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["三门居民区名册"])
    sheet.append(HEADINGS.split(","))
    sheet.append(
        [
            "三门",
            "一网格",
            "微1",
            "益港",
            "12号",
            301,
            "甲一",
            "女",
            datetime(1940, 5, 2),
            13800138000,
            "独居老人",
            None,
        ]
    )
    sheet.append([None, None, None, None, None, 302.0, "甲二", "男", "1940.5.3", None, None, None])
    for column in "ABCDE":
        sheet.merge_cells(f"{column}3:{column}4")
    book.save(terminal.folder / "册.xlsx")
    assert terminal.types("import", terminal.folder / "册.xlsx", "--yes").code == 0
    assert terminal.rows("select name, born, phone from persons") == [
        ("甲一", "1940-05-02", "13800138000"), ("甲二", "1940-05-03", None),
    ]  # fmt: skip


def test_a_list_as_an_old_excel_writes_it(terminal):
    file = terminal.file("旧.csv", HEADINGS, HOME, encoding="gb18030")
    assert terminal.types("import", file, "--yes").code == 0
    assert terminal.rows("select name from persons") == [("王秀英",)]


def test_invented_and_real_people_never_meet(terminal):
    terminal.imports(STAFF, HOME)
    assert terminal.types("demo").code == 1
    assert "真实居民" in terminal.err
    elsewhere = terminal.folder / "demo"
    assert terminal.types("demo", "--date", "2026-11-24", home=elsewhere).code == 0
    assert terminal.types("import", terminal.folder / "名册.csv", "--yes", home=elsewhere).code == 1
    assert "演示街道" in terminal.err


def test_all_state_is_in_one_folder_and_only_its_owner_reads_it(terminal):
    terminal.home.mkdir(mode=0o755)
    terminal.imports(STAFF, HOME)
    terminal.types("link", "王芳")
    assert sorted(path.name for path in terminal.folder.iterdir()) == ["home", "名册.csv"]
    readable = [path for path in terminal.home.rglob("*") if path.stat().st_mode & 0o077]
    assert not readable


def test_a_stranger_gets_no_code_and_no_link(terminal):
    terminal.imports(STAFF, HOME)
    for words in (["invite", "没这人"], ["link", "没这人"], ["chat", "--as", "没这人"]):
        assert terminal.types(*words).code == 1
        assert "名册里没有" in terminal.err
    assert re.search(r"加入 [A-Z]{4}-\d{4}", terminal.types("invite", "王芳").out)


def test_a_code_for_a_door_names_a_building_of_the_list(terminal):
    terminal.imports(STAFF, HOME)
    assert terminal.types("link", "--door", "没这栋9号").code == 1
    assert "名册里没有" in terminal.err
    assert "/door?k=" in terminal.types("link", "--door", "益港花园12号").out
    assert terminal.types("link").code == 1


def test_our_own_errors_say_where_and_never_what():
    try:
        raise ValueError("王秀英 13800138000")
    except ValueError as failure:
        told = stumbled(failure)
    assert "ValueError" in told
    assert "test_commands.py" in told
    assert "王秀英" not in told


def test_an_error_of_the_database_names_no_values(engine):
    with pytest.raises(Exception, match="no_such_table") as failed, engine.connect() as db:
        db.execute(sa.text("select * from no_such_table where name = :name"), {"name": "王秀英"})
    assert "王秀英" not in str(failed.value)


def test_a_chat_goes_on_after_bytes_that_are_no_text(terminal):
    terminal.imports(STAFF, HOME)
    command = [sys.executable, "-m", "bot", "chat", "--as", "王芳", "--home", str(terminal.home)]
    said = "我的走访\n".encode("gb18030") + "查 12号302\n/退出\n".encode()
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8:strict"}
    heard = subprocess.run(command, cwd=ROOT, input=said, capture_output=True, timeout=60, env=environment, check=False)
    assert heard.returncode == 0
    assert "王秀英" in heard.stdout.decode()
    assert heard.stderr == b""


def test_the_catalogue_is_written_where_it_is(terminal):
    assert terminal.types("docs", "--check").code == 1
    assert "程序文件夹" in terminal.err
