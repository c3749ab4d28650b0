"""Stories as they are written, and what `sibai play` makes of them."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.config import Settings
from bot.story import StoryError, read_action, read_story
from bot.throwaway import player

HEADINGS = "居委,网格,微网格,小区,楼号,室号,姓名,性别,出生日期,电话,标签,角色"
STREET = f"""{HEADINGS}
三门居民区,一网格,微网格1,,,,王芳,女,,,,干部
三门居民区,,,,,,刘书记,男,,,,书记
三门居民区,一网格,微网格1,益港花园,12号,302,王秀英,女,1940-02-03,,独居老人,
"""
START = "clock> 2026-11-24 15:00\nregistry> street.csv\n"


@pytest.fixture
def plays(tmp_path, capsys, monkeypatch):
    """Types `sibai play --json`; returns (exit code, events, errors)."""
    monkeypatch.delenv("SIBAI_DATABASE", raising=False)
    (tmp_path / "street.csv").write_text(STREET, encoding="utf-8")

    def play(story: str | bytes, *words: str):
        data = story.encode() if isinstance(story, str) else story
        (tmp_path / "one.story").write_bytes(data)
        code = main(["play", str(tmp_path / "one.story"), "--json", "--home", str(tmp_path / "home"), *words])
        printed = capsys.readouterr()
        return code, [json.loads(line) for line in printed.out.splitlines()], printed.err

    return play


def test_every_line_has_what_was_said_and_what_was_got(plays):
    code, events, _ = plays(START + "王芳> 今天去了12号302，都好\n王芳> [按 保存]\n")
    assert code == 0
    said, got, pressed, saved = events
    assert said == {"line": 3, "at": "2026-11-24 15:00", "from": "王芳", "text": "今天去了12号302，都好"}
    assert list(got) == ["line", "at", "to", "text", "buttons", "lane"]
    assert (got["line"], got["to"], got["lane"], got["buttons"][0]) == (3, "王芳", "reply", "保存")
    assert pressed["text"] == "[按 保存]"
    assert "记好了" in saved["text"]


@pytest.mark.parametrize(
    "story",
    [
        (START + "王芳> 我的走访\n").replace("\n", "\r\n"),
        "\ufeff" + START + "王芳> 我的走访\n",
        "registry> street.csv\nclock> 2026-11-24 15:00\n\n# 注释\n王芳> 我的走访",
    ],
    ids=["windows", "bom", "registry first"],
)
def test_a_story_as_people_save_it(plays, story):
    code, events, _ = plays(story)
    assert (code, [event.get("from") or event["to"] for event in events]) == (0, ["王芳", "王芳"])


def test_a_message_may_hold_marks_that_end_lines_elsewhere():
    lines = read_story("clock> 2026-11-24 15:00\r\n王芳> 甲\x0c乙\x1c丙\u2028丁\r\n王芳> 戊")
    assert [(line.number, line.text) for line in lines[1:]] == [(2, "甲\x0c乙\x1c丙\u2028丁"), (3, "戊")]


@pytest.mark.parametrize(
    ("story", "says"),
    [
        ("", "第一行要写时间"),
        ("王芳> 你好", "第一行要写时间"),
        ("clock> 2026-13-24", "第1行的时间看不懂"),
        ("clock> 2026-11-24\nclock> 2026-11-23", "第2行：时间只能往后走"),
        ("clock> 2026-11-24\n你好", "第2行看不懂"),
        ("clock> 2026-11-24\nregistry> nowhere.csv", "第2行：找不到名册"),
        (START + "王芳@nowhere> 你好", "没有「nowhere」这个渠道"),
        (START + "王芳> [旧按钮 0 保存]", "第3行：从最后一个数起"),
        (START + "王芳> [重发 0]", "第3行：从最后一个数起"),
        (START + "王\x00芳> 你好", "第3行看不懂"),
        (b"\xb1\xb1", "不是 UTF-8"),
    ],
)
def test_a_story_that_cannot_be_played_says_why(plays, story, says):
    code, _, err = plays(story)
    assert (code, says in err) == (1, True), err


def test_a_file_that_is_not_there(capsys, tmp_path):
    assert main(["play", str(tmp_path / "none.story"), "--home", str(tmp_path / "home")]) == 1
    assert "找不到故事文件" in capsys.readouterr().err


@pytest.mark.parametrize("line", ["王芳> [按 没有]", "王芳> [重发 5]", "王芳> [旧按钮 3 保存]"])
def test_what_was_not_there_is_told_and_the_story_goes_on(plays, line):
    code, events, err = plays(START + f"{line}\n王芳> 我的走访\n")
    assert (code, "第3行" in err) == (1, True)
    assert events[-1]["line"] == 4


def test_a_message_twice_an_old_button_a_kill_and_a_guest(plays):
    story = "王芳> 今天去了12号302，都好\n王芳> [按 保存]\n王芳> [重发 2]\n王芳> [旧按钮 1 保存]\nkill>\n王芳@telegram> 我的走访\n路人> 你好\n"
    code, events, _ = plays(START + story)
    assert code == 0
    got = {
        line: [event["text"] for event in events if event["line"] == line and "to" in event] for line in range(3, 10)
    }
    assert got[5] == []
    assert "记好了" not in got[6][0]
    assert "12号302" in got[8][0]
    assert "路人" in got[9][0]


@pytest.mark.parametrize(
    ("words", "action"),
    [
        ("[按 保存]", {"press": "保存", "kind": "presses"}),
        ("[旧按钮 3 保存]", {"press": "保存", "back": 3, "kind": "presses_old"}),
        ("[重发 2]", {"back": 2, "kind": "repeats"}),
        ("[重发]", {"back": 1, "kind": "repeats"}),
        ("[位置 31.3,121.4]", {"files": (("位置", "31.3,121.4"),)}),
        ("看 [照片 a.jpg]", {"text": "看", "files": (("照片", "a.jpg"),)}),
        ("[别的]", {"text": "[别的]"}),  # brackets that mean nothing are words
    ],
)
def test_what_a_line_does(words, action):
    read = read_action(words)
    assert {name: getattr(read, name) for name in action} == action


def _imprint(folder: Path) -> dict[str, str]:
    return {str(path): sha256(path.read_bytes()).hexdigest() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_a_story_on_a_real_home_changes_nothing_in_it(plays, tmp_path, capsys):
    home = tmp_path / "home"
    assert main(["import", str(tmp_path / "street.csv"), "--yes", "--home", str(home)]) == 0
    capsys.readouterr()
    before = _imprint(home)
    # A story may tell of days before its people were registered.
    code, events, err = plays("clock> 2020-11-24 15:00\n王芳> 今天去了12号302，都好\n王芳> [按 保存]\n")
    assert (code, err) == (0, "")
    assert "记好了" in events[-1]["text"]
    assert _imprint(home) == before


@pytest.mark.heavy
def test_a_real_home_is_copied_to_postgresql_with_its_numbers(plays, tmp_path, postgres_url, capsys):
    assert main(["import", str(tmp_path / "street.csv"), "--yes", "--home", str(tmp_path / "home")]) == 0
    capsys.readouterr()
    code, events, _ = plays(
        "clock> 2030-11-26 15:00\n王芳> 今天去了12号302，都好\n王芳> [按 保存]\n路人> 你好\n",
        "--database",
        postgres_url,
    )
    assert code == 0
    assert "记好了" in events[3]["text"]


def test_a_list_that_is_wrong_is_told_with_its_lines(tmp_path):
    (tmp_path / "street.csv").write_text(STREET.replace("女", "？"), encoding="utf-8")
    with pytest.raises(StoryError, match="性别"), player(START, tmp_path, Settings(), None):
        pass
