"""A demand from the resident's first sentence to the rating, with resident and cadre in two pages of a real browser."""

from __future__ import annotations

import os
import re

import pytest

from bot.clock import Calendar, SystemClock
from bot.config import Settings
from tests.channels.test_browser_house import House, browser, house, move_clock, open_chat, say

__all__ = ["browser", "house"]
pytestmark = pytest.mark.heavy
SENTENCE = "12号楼道的灯不亮了，晚上老人下楼看不见"


def tap(page, name: str) -> None:
    page.get_by_role("button", name=re.compile(rf"^{name}")).last.click()


def hears(page, words: str) -> None:
    """Within fifteen seconds; else what is there instead is told."""
    pattern = re.compile(words)
    for _ in range(60):
        shown = page.locator("body").inner_text()
        if pattern.search(shown):
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"{words} not in:\n{shown[-900:]}")


def by_day(browser, house: House) -> None:
    """Ten on the next working day: nobody is told of a demand at night."""
    page = open_chat(browser, house, 390)
    move_clock(page, f"{Calendar(Settings()).next_working_day(SystemClock().now().date())}T10:00:00+08:00")
    page.close()


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def picture(page, name: str) -> None:
    if folder := os.environ.get("SIBAI_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}.png")


def raise_demand(lu) -> str:
    """In two messages: the sentence, and a tap; its number."""
    say(lu, SENTENCE)
    tap(lu, "提交")
    hears(lu, r"编号0\d{3}")
    return re.findall(r"编号(0\d{3})", lu.locator("body").inner_text())[-1]


@pytest.mark.parametrize("width", [390, 1280])
def test_a_demand_goes_to_the_cadre_and_its_answer_comes_back_without_reloading(browser, house: House, width):
    by_day(browser, house)
    pages = [open_chat(browser, house, width, name) for name in ("陆志明", "王芳", "刘书记")]
    lu, wang, liu = pages
    for page in pages:
        page.evaluate("window.loadedOnce = true")
    number = raise_demand(lu)
    hears(wang, rf"新诉求 {number}号.*灯不亮")
    say(wang, f"{number} 接了")
    hears(lu, "居委王芳接了")
    say(wang, f"{number} 转物业")
    hears(lu, "转给.{0,4}物业|物业")
    picture(wang, f"demand-cadre-{width}")
    say(wang, f"{number} 办好了，灯管换了")
    tap(wang, "保存")
    hears(lu, "灯管换了")
    picture(lu, f"demand-resident-{width}")
    tap(lu, "还没好")
    hears(wang, rf"{number}号.*还没好|{number}号.*没好")
    hears(liu, rf"{number}号")
    say(wang, f"{number} 办好了，线路也换了")
    tap(wang, "保存")
    hears(lu, "线路也换了")
    tap(lu, "好了")
    tap(lu, "满意")
    hears(wang, "满意")
    picture(lu, f"demand-rated-{width}")
    for page in pages:
        assert page.evaluate("window.loadedOnce"), "nothing was reloaded"
        assert fits(page), "nothing sticks out sideways"


@pytest.mark.parametrize("width", [390, 1280])
def test_the_demo_street_has_something_to_do_for_the_cadre_and_something_to_ask_after(browser, house: House, width):
    lu, wang = (open_chat(browser, house, width, name) for name in ("陆志明", "王芳"))
    say(wang, "待办")
    hears(wang, r"您手上有\d+件")
    picture(wang, f"demands-todo-{width}")
    say(lu, "我的诉求")
    hears(lu, r"您提过3件，2件还在办")
    assert fits(lu) and fits(wang)
    picture(lu, f"demands-own-{width}")


def test_side_by_side_the_resident_is_left_and_the_cadre_right(browser, house: House):
    by_day(browser, house)
    page = browser.new_page(viewport={"width": 1280, "height": 844})
    page.set_default_timeout(15000)
    page.goto(f"{house.url}/side")
    left, right = page.frame_locator("iframe").nth(0), page.frame_locator("iframe").nth(1)
    left.locator("textarea").fill(SENTENCE)
    left.locator("textarea").press("Enter")
    left.get_by_role("button", name="提交").last.click()
    right.get_by_text(re.compile(r"新诉求 0\d{3}号")).last.wait_for()
    picture(page, "demand-side")
