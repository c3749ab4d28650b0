"""A chat message wakes nobody at three in the morning: the operator's command or webhook places the call."""

from __future__ import annotations

import json
import sys
import threading
from argparse import Namespace
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from sqlalchemy import select

from bot.calling import GIVE_UP
from bot.config import Settings
from bot.duty_settings import Duty
from bot.secret import Secret
from storage.alerts import CALLS
from storage.viewers import run
from tests.community import STREET, TESTS

NIGHT = datetime(2026, 11, 24, 3)
ROWS = [row.replace("刘书记,男,1970-01-05,", "刘书记,男,1970-01-05,13800000001") for row in STREET]
WRITE = "import json, sys; open(sys.argv[1], 'a').write(json.dumps(sys.argv[2:]) + chr(10)); sys.exit(int(sys.argv[2] == 'x'))"


def calls(street) -> list[tuple[str, int, str]]:
    ask = select(CALLS.c.state, CALLS.c.attempts, CALLS.c.note).order_by(CALLS.c.id)
    return street.ask(lambda unit: [tuple(row) for row in run(unit.db, TESTS, ask)])


def test_the_command_gets_the_number_and_words_without_names(community, tmp_path) -> None:
    out = tmp_path / "calls.txt"
    command = (sys.executable, "-c", WRITE, str(out))
    street = community(*ROWS, start=NIGHT, settings=Settings(duty=Duty(call_command=command)))
    street.person("赵国强").says("家里着火了").hears_nothing_of("叫不醒人")
    assert [json.loads(line) for line in out.read_text().splitlines()] == [
        ["13800000001", "四百值班：有紧急情况，火情，益港花园13号302。请马上看消息，点收到。"]
    ]
    assert calls(street) == [("done", 1, "placed")]
    street.line("王阿娣", "我不想活了")
    assert json.loads(out.read_text().splitlines()[1])[1] == "四百值班：有人紧急求助。请马上看消息，点收到。"


@pytest.mark.parametrize("command", [("false",), ("/there/is/no/such/command",)])
def test_a_call_that_fails_is_tried_again_and_given_up_on_record(community, command, caplog) -> None:
    street = community(*ROWS, start=NIGHT, settings=Settings(duty=Duty(call_command=command, wait_seconds=3600)))
    street.line("赵国强", "家里着火了")
    assert calls(street)[0][:2] == ("waiting", 1)
    street.clock_goes_to(NIGHT + timedelta(minutes=5))
    assert calls(street)[0][:2] == ("dead", GIVE_UP) and street.ask(lambda unit: unit.alerts.dead_calls()) == 1
    assert "13800000001" not in caplog.text and "赵国强" not in caplog.text


def test_who_has_taken_it_is_not_called_any_more(community) -> None:
    street = community(*ROWS, start=NIGHT, settings=Settings(duty=Duty(call_command=("false",))))
    street.line("赵国强", "家里着火了")
    street.person("刘书记").says("收到")
    street.clock_goes_to(NIGHT + timedelta(minutes=5))
    assert calls(street) == [("done", 1, "taken before the call")]


def test_a_command_that_hangs_is_ended(community) -> None:
    command = (sys.executable, "-c", "import time; time.sleep(60)")
    duty = Duty(call_command=command, call_seconds=1, wait_seconds=3600)
    street = community(*ROWS, start=NIGHT, settings=Settings(duty=duty))
    street.line("赵国强", "家里着火了")
    assert calls(street) == [("waiting", 1, "TimeoutExpired")]


def test_without_a_number_the_next_hears_of_it_by_message_alone(community) -> None:
    street = community(start=NIGHT, settings=Settings(duty=Duty(call_command=("true",))))
    street.line("赵国强", "家里着火了")
    assert calls(street) == [("dead", 1, "no phone number")]


def test_a_webhook_is_sent_number_and_words(community) -> None:
    got: list[dict[str, str]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    hook = Secret(f"http://127.0.0.1:{server.server_port}/call")
    try:
        street = community(*ROWS, start=NIGHT, settings=Settings(duty=Duty(webhook=hook)))
        street.line("赵国强", "家里着火了")
    finally:
        server.shutdown()
        server.server_close()
    assert [one["phone"] for one in got] == ["13800000001"] and "火情" in got[0]["words"]
    assert calls(street) == [("done", 1, "placed")]


def test_without_either_the_reply_says_whom_to_ring_and_check_warns(community, tmp_path, capsys) -> None:
    from bot.commands import check

    community(start=NIGHT).person("赵国强").says("家里着火了").hears("消息不一定叫得醒人", "110、119、120")
    check(Namespace(home=tmp_path / "other", config=None))
    assert "duty.call_command" in capsys.readouterr().out


def test_where_nobody_has_a_number_the_sender_is_told_and_the_log_says_so(community, caplog) -> None:
    street = community(start=NIGHT, settings=Settings(duty=Duty(call_command=("true",))))
    street.person("赵国强").says("家里着火了").hears("消息不一定叫得醒人", "110、119、120")
    assert "no phone number" in caplog.text and "刘书记" not in caplog.text


def test_check_warns_before_anybody_needs_a_call(community, capsys, tmp_path) -> None:
    from bot.commands import _check_calls

    street = community(*ROWS, start=NIGHT)
    street.ask(lambda unit: _check_calls(unit, Settings(duty=Duty(call_command=(str(tmp_path / "ring"),)))))
    told = capsys.readouterr().out
    assert "找不到" in told and "没有电话，打不了" in told and "周科" in told
    (tmp_path / "ring").write_text("#!/bin/sh")
    street.ask(lambda unit: _check_calls(unit, Settings(duty=Duty(call_command=(str(tmp_path / "ring"),)))))
    assert "没有执行权限" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("values", "why"),
    [({"call_command": ("x",), "webhook": Secret("https://a")}, "只写一个"), ({"webhook": Secret("ftp://a")}, "https")],
)
def test_settings_that_cannot_be_are_refused(values, why) -> None:
    with pytest.raises(ValueError, match=why):
        Duty(**values)
