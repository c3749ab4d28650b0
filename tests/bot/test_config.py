"""config.yaml: what is read, and what is said of every line that cannot be."""

import os
import pickle
import stat
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from dataclasses import FrozenInstanceError, asdict, dataclass
from datetime import date, time
from pathlib import Path

import pytest

from bot.app import capabilities
from bot.config import ConfigError, Contact, DangerLine, Settings, load
from bot.secret import Secret, own_key

ROOT = Path(__file__).parents[2]
BLOCKS = {one.name: one.settings for one in capabilities() if one.settings}


@dataclass(frozen=True)
class Parking:
    """A capability's own block."""

    places: int = 4


def read(tmp_path: Path, text: str, environ: dict[str, str] | None = None, **blocks: type) -> Settings:
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    return load(file, environ or {}, blocks)


def problems(tmp_path: Path, text: str, environ: dict[str, str] | None = None) -> list[str]:
    with pytest.raises(ConfigError) as error:
        read(tmp_path, text, environ)
    return str(error.value).splitlines()


def test_without_a_file_there_are_defaults() -> None:
    settings = load(None, {})
    assert settings == Settings()
    assert settings.sending.quiet_from == time(21)


def test_the_projects_own_file_is_read_and_says_what_the_defaults_say() -> None:
    written = load(ROOT / "config.yaml", {}, BLOCKS)
    built_in = Settings(blocks={name: kind() for name, kind in BLOCKS.items()})
    assert {c.number for c in written.contacts} >= {"12345", "962777"}
    same = [name for name in asdict(built_in) if name not in ("contacts",)]
    assert [name for name in same if getattr(written, name) != getattr(built_in, name)] == []


def test_the_projects_own_file_shows_every_key() -> None:
    text = (ROOT / "config.yaml").read_text(encoding="utf-8")
    known = asdict(Settings()) | {name: asdict(kind()) for name, kind in BLOCKS.items()}
    for block, values in known.items():
        for key in values if isinstance(values, dict) and block != "blocks" else []:
            assert f"  {key}:" in text or f"# {key}:" in text, f"{block}.{key}"


GOOD = [
    # a number, a text, a block without the rest
    ("web:\n  port: 9000\n", lambda s: (s.web.port, s.web.host), (9000, "127.0.0.1")),
    # a whole number where a fraction is possible
    ("talk:\n  pieces_seconds: 3\n", lambda s: s.talk.pieces_seconds, 3.0),
    ("talk:\n  pieces_seconds: 0.5\n", lambda s: s.talk.pieces_seconds, 0.5),
    # a time, which YAML alone would read as 1260 minutes
    ("sending:\n  quiet_from: 21:30\n", lambda s: s.sending.quiet_from, time(21, 30)),
    # in quotes, and as a Chinese keyboard writes it
    ("sending:\n  quiet_from: '7：05'\n", lambda s: s.sending.quiet_from, time(7, 5)),
    # lists, short and long
    ("calendar:\n  extra_workdays: [2027-02-14]\n", lambda s: s.calendar.extra_workdays, (date(2027, 2, 14),)),
    ("calendar:\n  extra_holidays:\n    - 2027-02-05\n", lambda s: s.calendar.extra_holidays, (date(2027, 2, 5),)),
    # a telephone number needs no quotes and keeps its zeros
    ("danger:\n  燃气:\n    phones: [962777, 021-119, 02112345]\n", lambda s: s.danger["燃气"],
     DangerLine(("962777", "021-119", "02112345"))),
    # a key that is no Python name
    ("contacts:\n  - {name: 物业, number: 962121, for: 报修}\n", lambda s: s.contacts,
     (Contact("物业", "962121", "报修"),)),
    # a block whose lines are all comments, a list of nothing
    ("web:\n  # port: 1\ncontacts:\n", lambda s: (s.web.port, s.contacts), (8400, ())),
    # an optional value left empty
    ("database:\n  url:\n", lambda s: s.database.url, None),
    ("database:\n  url: ''\n", lambda s: s.database.url, None),
    # a database without a password may be written down
    ("database:\n  url: postgresql:///sibai\n", lambda s: s.database.url, Secret("postgresql:///sibai")),
    # an empty file, one of comments, one with Notepad's invisible first character
    ("", lambda s: s, Settings()),
    ("# 还没写\n", lambda s: s, Settings()),
    ("\ufeffstreet:\n  name: 江湾镇街道\n", lambda s: s.street.name, "江湾镇街道"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "look", "expected"), GOOD, ids=[text for text, _, _ in GOOD])
def test_a_value_is_read_by_its_type(tmp_path: Path, text: str, look, expected: object) -> None:
    assert look(read(tmp_path, text)) == expected


WRONG = [
    # an unknown key, near a known one; at the top and in a block
    ("stret:\n  name: x\n", 1, ["不认识的键「stret」", "最外层可以写", "是不是想写 street？"]),
    ("sending:\n  retires: 3\n", 2, ["不认识的键「retires」", "「sending」下面可以写", "是不是想写 retries？"]),
    # an unknown key, near nothing
    ("sending:\n  zzz: 3\n", 2, ["不认识的键「zzz」", "quiet_from"]),
    # in an item of a list
    ("contacts:\n  - name: a\n    number: 1\n    what: x\n", 4, ["不认识的键「what」", "「contacts 第1项」", "for"]),
    # a wrong type
    ("web:\n  port: abc\n", 2, ["「web.port」要写整数", "现在写的是「abc」"]),
    ("web:\n  port: '8080'\n", 2, ["「web.port」要写整数"]),
    ("web:\n  port: 80.5\n", 2, ["「web.port」要写整数"]),
    ("web:\n  port: true\n", 2, ["「web.port」要写整数"]),
    ("web:\n  port: [1]\n", 2, ["「web.port」要写整数", "列表"]),
    ("web:\n  host: {a: 1}\n", 2, ["「web.host」要写文字"]),
    ("street:\n  name: yes\n", 2, ["「street.name」要写文字", "「yes」"]),
    ("talk:\n  pieces_seconds: .inf\n", 2, ["「talk.pieces_seconds」要写数字"]),
    ("reminders:\n  morning: 25:00\n", 2, ["「reminders.morning」要写24小时制的时间", "08:30"]),
    ("reminders:\n  morning: 早上\n", 2, ["「reminders.morning」要写24小时制的时间"]),
    ("calendar:\n  extra_workdays: [2027-02-30]\n", 2, ["第1项", "日期", "2027-02-30"]),
    ("calendar:\n  extra_workdays: [2027-02-14, 下周一]\n", 2, ["第2项", "日期"]),
    ("calendar:\n  extra_workdays: 2027-02-14\n", 2, ["要写列表", "「- 」"]),
    ("web: 8080\n", 1, ["「web」下面要写一组「键: 值」"]),
    ("danger: 120\n", 1, ["「danger」要写一组"]),
    # a bad value
    ("web:\n  port: 70000\n", 2, ["「web.port」要在 1 到 65535 之间", "70000"]),
    ("web:\n  port: -1\n", 2, ["「web.port」要在 1 到 65535 之间"]),
    ("web:\n  public_url: sibai.cn\n", 2, ["public_url 要以 https:// 开头"]),
    ("danger:\n  煤气:\n    phones: [1]\n", 2, ["不认识的险情「煤气」", "燃气"]),
    ("calendar:\n  extra_workdays: [2027-02-14]\n  extra_holidays: [2027-02-14]\n", 2,
     ["2027-02-14 既写成上班又写成放假"]),
    ("database:\n  url: mysql://host/base\n", 2, ["postgresql://"]),
    # nothing where something must be
    ("web:\n  port:\n", 2, ["「web.port」后面没有写值", "删掉这一行"]),
    ("contacts:\n  - name: 物业\n", 2, ["「contacts 第1项」缺少「number」"]),
    # twice
    ("web:\n  port: 1\n  host: a\n  port: 2\n", 4, ["「port」写了两次", "第2行已经有一个"]),
    ("web:\n  port: 1\nweb:\n  host: a\n", 3, ["「web」写了两次", "第1行"]),
    # not YAML, not a mapping
    ("web:\n\tport: 1\n", 2, ["Tab", "两个空格"]),
    ("web:\n  host: a: b\n", 2, ["冒号"]),
    ("street:\n  name: *here\n", 2, ["加引号"]),
    ("street:\n  name: 'x\n", 3, ["写法不对"]),
    ("- web\n", 1, ["最外层要写一组「键: 值」"]),
    ("web\n", 1, ["最外层要写一组「键: 值」"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "says"), WRONG, ids=[text for text, _, _ in WRONG])
def test_a_mistake_names_file_line_key_and_what_to_do(tmp_path: Path, text: str, line: int, says: list[str]) -> None:
    (only,) = problems(tmp_path, text)
    assert only.startswith(f"config.yaml 第{line}行：")
    assert [piece for piece in says if piece not in only] == []


def test_all_mistakes_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    text = "web:\n  port: x\n  prt: 1\ntalk:\n  nudge_hours: 0\nlane: 1\n"
    assert [line.split("：")[0] for line in problems(tmp_path, text)] == [
        "config.yaml 第2行", "config.yaml 第3行", "config.yaml 第5行", "config.yaml 第6行",
    ]  # fmt: skip


def test_a_file_that_is_not_there_or_not_text_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.yaml：读不到"):
        load(tmp_path / "none.yaml", {})
    (tmp_path / "gbk.yaml").write_bytes("street:\n  name: 江湾\n".encode("gbk"))
    with pytest.raises(ConfigError, match=r"gbk\.yaml：不是 UTF-8"):
        load(tmp_path / "gbk.yaml", {})
    (tmp_path / "nul.yaml").write_bytes(b"street: \x00")
    with pytest.raises(ConfigError, match=r"nul\.yaml：里面有不能用的字符"):
        load(tmp_path / "nul.yaml", {})


@pytest.mark.parametrize("tag", ["!!python/object/apply:os.getcwd []", "!custom x"], ids=["python", "custom"])
def test_a_tag_runs_nothing(tmp_path: Path, tag: str) -> None:
    assert "street.name" in problems(tmp_path, f"street:\n  name: {tag}\n")[0]


# Secrets


def test_a_secret_comes_from_the_environment_or_a_file(tmp_path: Path) -> None:
    (tmp_path / "web.key").write_text("hush\n")
    assert read(tmp_path, "web:\n  secret: file:web.key\n").web.secret.reveal() == "hush"
    assert read(tmp_path, "web:\n  secret: env:WEB\n", {"WEB": "hush"}).web.secret.reveal() == "hush"


MISSING = [
    # not set, set to nothing, no such file, an empty one, a folder
    ("env:WEB", ["环境变量 WEB 没有设", "file:"]),
    ("env:NOTHING", ["环境变量 NOTHING 没有设"]),
    ("file:no.key", ["no.key 读不到", "env:"]),
    ("file:empty.key", ["empty.key 是空的"]),
    ("file:.", ["读不到"]),
]


@pytest.mark.parametrize(("written", "says"), MISSING, ids=[written for written, _ in MISSING])
def test_a_missing_secret_is_a_mistake(tmp_path: Path, written: str, says: list[str]) -> None:
    (tmp_path / "empty.key").write_text("\n")
    (only,) = problems(tmp_path, f"web:\n  secret: {written}\n", {"NOTHING": ""})
    assert only.startswith("config.yaml 第2行：「web.secret」")
    assert [piece for piece in says if piece not in only] == []


@pytest.mark.parametrize(
    "text",
    [
        "web:\n  secret: hunter2\n",  # a secret as it is
        "database:\n  url: postgresql://sibai:hunter2@host/base\n",  # a URL with its password
        "database:\n  url: postgresql://sibai:hunter2@host:port/base\n",  # and one that cannot be read
        "database:\n  url: hunter2\n",  # or is none
        "database:\n  url: postgresql:///base?password=hunter2\n",  # in another place
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_repeated(tmp_path: Path, text: str) -> None:
    (only,) = problems(tmp_path, text)
    assert "直接写在这里" in only and "env:" in only and "hunter2" not in only


def test_a_secret_is_never_printed() -> None:
    secret = Secret("hunter2")
    shown = [repr(secret), str(secret), f"{secret}", repr(Settings(blocks={"x": secret})), str(asdict(Settings()))]
    assert "hunter2" not in "".join(shown)
    assert b"hunter2" not in pickle.dumps(secret)
    assert deepcopy(secret) == secret == Secret("hunter2") != Secret("other")


# The database


def test_the_database_is_a_file_in_the_home_unless_told_otherwise(tmp_path: Path) -> None:
    assert load(None, {}).database_url(tmp_path) == f"sqlite:///{tmp_path}/sibai.db"
    other = {"SIBAI_DATABASE": "postgresql://u:p@h/b"}
    assert (
        read(tmp_path, "database:\n  url: postgresql:///mine\n", other).database_url(tmp_path) == "postgresql://u:p@h/b"
    )


def test_an_override_that_is_no_database_says_where_it_stands() -> None:
    with pytest.raises(ConfigError, match=r"SIBAI_DATABASE：.*postgresql://") as error:
        load(None, {"SIBAI_DATABASE": "hunter2"})
    assert "hunter2" not in str(error.value)


# Blocks of capabilities


def test_a_capability_brings_its_own_block(tmp_path: Path) -> None:
    assert read(tmp_path, "parking:\n  places: 9\n", parking=Parking).blocks == {"parking": Parking(9)}
    assert read(tmp_path, "", parking=Parking).blocks == {"parking": Parking(4)}


def test_a_block_that_no_capability_brings_is_a_mistake(tmp_path: Path) -> None:
    assert "不认识的键「parking」" in problems(tmp_path, "parking:\n  places: 9\n")[0]


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings().web.port = 1  # type: ignore[misc]


# Keys of the home


def test_the_homes_own_key_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    first = Settings().web_secret(tmp_path)
    assert len(first.reveal()) >= 32
    assert Settings().web_secret(tmp_path) == first
    assert own_key(tmp_path, "other") != first
    assert stat.S_IMODE((tmp_path / "keys" / "web").stat().st_mode) == 0o600
    assert sorted(os.listdir(tmp_path / "keys")) == ["other", "web"]


def test_processes_that_start_together_get_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as many:
        keys = list(many.map(lambda _: own_key(tmp_path, "web").reveal(), range(32)))
    assert len(set(keys)) == 1


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("reminders:\n  morning: 22:00\n", 2, "「reminders.morning」写的 22:00 在夜里不打扰的时间"),
        ("reminders:\n  morning: 07:59\n", 2, "08:00 以后"),
        ("sending:\n  quiet_until: 09:00\n", 2, "早上的名单发不出去"),
        ("care:\n  until: 08:00\n", 2, "「care.until」写的 08:00"),
        ("reminders:\n  morning: 18:00\n", 2, "请改晚一点"),
        ("plans:\n  late_days: 2\n  contact: [入户, 未遇]\n", 3, "「未遇」不能算联系上了"),
        ("plans:\n  contact: [入户, 上门]\n", 2, "可以写：入户、电话"),
        ("plans:\n  remote: [电话, 第三方反馈]\n", 2, "「第三方反馈」不能算联系上了"),
    ],
)
def test_what_would_silence_the_lists_or_count_as_no_contact_is_told(tmp_path, text, line, said):
    file = tmp_path / "config.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        load(file, {}, BLOCKS)
    assert said in str(error.value)
    assert f"第{line}行" in str(error.value)


def test_hours_that_go_together_are_taken(tmp_path):
    text = "sending: {quiet_from: 00:00, quiet_until: 00:00}\nreminders: {morning: 05:00}\ncare: {until: 05:30}\n"
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    assert load(tmp_path / "config.yaml", {}, BLOCKS).reminders.morning == time(5)
