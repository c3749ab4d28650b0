"""`sibai answers`: shown before it is done, all of it or nothing."""

HEAD = "问题,别的问法,答案,来源,电话,负责人,起,止,居委"
ENTRY = "理发室几点开,理发室什么时候开|剪头发几点,每周三下午,告示,021-55550000,王芳,,2099-12-31,"


def test_entries_are_shown_and_then_imported_once(terminal):
    file = terminal.file("问答.csv", HEAD, ENTRY)
    assert "新加1条，改0条，0条不变" in terminal.types("answers", file, "--yes").out
    assert "导入好了" in terminal.out
    assert terminal.rows("SELECT questions, valid_to, origin FROM answers") == [
        ("理发室几点开\n理发室什么时候开\n剪头发几点", "2099-12-31", "导入")
    ]
    assert "没有要改的" in terminal.types("answers", file, "--yes").out
    changed = terminal.file("问答.csv", HEAD, ENTRY.replace("每周三", "每周五"))
    assert "新加0条，改1条" in terminal.types("answers", changed, "--yes").out
    assert (terminal.code, len(terminal.rows("SELECT id FROM answers"))) == (0, 2)


def test_a_line_that_is_wrong_imports_nothing(terminal):
    bad = [
        "没有答案的,,,,,,,,",
        "日子不对,,有,,,,,2026年,",
        "哪个居委,,有,,,,,,月亮居民区",
        "打13812345678找谁,,有,,,,,,",
    ]
    terminal.types("answers", terminal.file("问答.csv", HEAD, ENTRY, *bad), "--yes")
    assert terminal.code == 1 and "一条都没有导入" in terminal.err
    for line, why in ((3, "问题和答案都要写"), (4, "不是日子"), (5, "没有“月亮居民区”"), (6, "手机号")):
        assert f"第{line}行：" in terminal.out and why in terminal.out
    assert terminal.rows("SELECT id FROM answers") == []


def test_a_file_that_is_none_is_said(terminal):
    assert "找不到文件" in terminal.types("answers", "nowhere.xlsx").err
    assert "没找到“问题”这一列" in terminal.types("answers", terminal.file("x.csv", "甲,乙", "1,2")).err
