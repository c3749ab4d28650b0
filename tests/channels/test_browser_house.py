"""The whole house in a real browser: a sentence, a tap, a reminder that arrives by itself, and a kill in the middle."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import Calendar, SystemClock
from bot.config import Settings

pytestmark = pytest.mark.heavy
SENTENCE = "今天上午去了12号302看王阿婆，血压偏高，想申请助浴，儿子这周六来配药"


class House:
    """The bot as a process of its own, on a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home, self.url = home, ""
        self.port = "8600"

    def start(self) -> House:
        command = [
            sys.executable,
            "-m",
            "bot",
            "run",
            "--home",
            str(self.home),
            "--port",
            self.port,
            "--date",
            "2026-11-24",
        ]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        environment.pop("SIBAI_DATABASE", None)
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
        line = self.process.stdout.readline()
        self.url = re.search(r"http://\S+", line)[0]
        self.port = self.url.rpartition(":")[2]
        return self

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    one = House(tmp_path / "home").start()
    yield one
    one.kill()


@pytest.fixture
def browser():
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        if os.environ.get("CI"):
            pytest.fail("CI must have Chromium")
        pytest.skip("no Chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playing:
        one = playing.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield one
        one.close()


def open_chat(browser, house: House, width: int, name: str = "王芳"):
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.set_default_timeout(15000)
    page.goto(house.url)
    page.get_by_text(f"当{name}，打开对话").click()
    page.wait_for_load_state("load")
    page.locator("textarea").wait_for()
    return page


def say(page, text: str) -> None:
    page.locator("textarea").fill(text)
    page.locator("textarea").press("Enter")


@pytest.mark.parametrize("width", [390, 1280])
def test_one_sentence_one_tap_and_saturdays_reminder_without_reloading(browser, house, width):
    page = open_chat(browser, house, width)
    page.evaluate("window.loadedOnce = true")
    say(page, SENTENCE)
    page.get_by_text("请核对").first.wait_for()
    page.get_by_role("button", name="保存").last.click()
    page.get_by_text("记好了：12号302王阿婆").wait_for()
    saturday = page.evaluate(
        """async () => {
            const days = (6 - new Date().getDay() + 7) % 7 || 7;
            const day = new Date(Date.now() + days * 864e5).toISOString().slice(0, 10);
            const as = new URLSearchParams(location.search).get('as');
            const answer = await fetch('/api/clock', {method: 'POST', headers: {'Content-Type': 'application/json'},
                body: JSON.stringify({to: day + 'T09:00:00+08:00', as})});
            return answer.status;
        }"""
    )
    assert saturday in (200, 204)
    page.get_by_text("儿子来配药").last.wait_for()
    page.locator(".reason", has_text="提醒").last.wait_for() if page.locator(".reason").count() else None
    assert page.evaluate("window.loadedOnce")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out sideways"


def move_clock(page, to: str) -> None:
    status = page.evaluate(
        """async to => (await fetch('/api/clock', {method: 'POST', headers: {'Content-Type': 'application/json'},
            body: JSON.stringify({to, as: new URLSearchParams(location.search).get('as')})})).status""",
        to,
    )
    assert status in (200, 204)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_mornings_list_arrives_by_itself_and_one_tap_starts_the_visit(browser, house, width):
    page = open_chat(browser, house, width)
    page.evaluate("window.loadedOnce = true")
    calendar = Calendar(Settings())
    first = calendar.next_working_day(SystemClock().now().date())
    move_clock(page, f"{first}T08:31:00+08:00")
    lists = page.get_by_text(re.compile(r"^今天(要联系|想请您看看)\d+户"))
    lists.last.wait_for()
    page.get_by_role("button", name="记8号401").last.click()
    page.get_by_text("8号401家里情况怎么样").wait_for()
    say(page, "都好，在听广播")
    page.get_by_role("button", name="保存").last.click()
    page.get_by_text("记好了：8号401").wait_for()
    move_clock(page, f"{calendar.next_working_day(first)}T08:31:00+08:00")
    lists.nth(1).wait_for()
    assert "8号401" not in lists.last.inner_text()
    assert page.evaluate("window.loadedOnce")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing sticks out sideways"
    heights = page.evaluate(
        "[...document.querySelectorAll('button')].filter(b => b.innerText.startsWith('记')).map(b => b.offsetHeight)"
    )
    assert heights and min(heights) >= 44
    if folder := os.environ.get("SIBAI_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/list-{width}.png")


def test_after_a_kill_in_the_middle_the_same_question_waits(browser, house):
    page = open_chat(browser, house, 390)
    say(page, "记走访")
    page.get_by_text("您走访的是哪一户").wait_for()
    house.kill()
    house.start()
    say(page, "12号302")
    page.get_by_text("12号302家里情况怎么样").wait_for()
    say(page, "身体都好")
    page.get_by_role("button", name="保存").last.click()
    page.get_by_text("记好了：12号302王阿婆").wait_for()
    assert page.get_by_text("记好了：12号302王阿婆").count() == 1


def test_a_taken_port_is_no_obstacle(house, tmp_path):
    other = House(tmp_path / "other")
    other.port = house.port
    other.start()
    try:
        assert other.url != house.url
        with urllib.request.urlopen(f"{other.url}/healthz") as answer:
            assert answer.status == 200
    finally:
        other.kill()
