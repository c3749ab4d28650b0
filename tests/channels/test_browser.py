"""The chat page in a real browser: how it types, sends, waits, comes back and looks."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from tests.channels.web_house import CHEN, REVIEW, FakeHost, Served, served

pytestmark = pytest.mark.heavy
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c63f8cfc0f01f0005000201a1e3b04e0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        reason = "no chromium on this machine; the chat page was not tried in a browser"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        yield browser
        browser.close()


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.fixture
def server(host: FakeHost) -> Iterator[Served]:
    with served(host) as server:
        yield server


@pytest.fixture
def page(browser: Browser, server: Served) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(8000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if "Content Security" in said.text else None)
    opened(page, server)
    yield page
    context.close()
    assert wrong == []


def opened(page: Page, server: Served, query: str = "") -> None:
    page.goto(f"{server.url}/chat?as={CHEN}{query}")
    expect(page.locator("#log")).to_have_attribute("aria-live", "polite")
    page.wait_for_timeout(100)  # the stream opens


def says(page: Page, text: str) -> None:
    page.locator("#words").fill(text)
    page.locator("#words").press("Enter")


def newest(page: Page, side: str) -> Locator:
    return page.locator(f".line.{side}").last


def texts(host: FakeHost) -> list[str]:
    return [received.text for received in host.received]


def test_enter_sends_and_shift_enter_breaks_the_line(page, host):
    words = page.locator("#words")
    words.press_sequentially("第一行")
    words.press("Shift+Enter")
    words.press_sequentially("第二行")
    words.press("Enter")
    expect(newest(page, "mine").locator(".mark")).to_have_text("已送达")
    expect(newest(page, "sibai").locator(".words")).to_have_text("收到：第一行\n第二行")
    assert texts(host) == ["第一行\n第二行"]
    expect(words).to_have_value("")
    expect(words).to_be_focused()


def test_the_enter_of_an_input_method_sends_nothing(page, host):
    page.locator("#words").fill("zoufang")
    composing = "new KeyboardEvent('keydown', {key: 'Enter', bubbles: true, isComposing: true})"
    page.evaluate(f"document.getElementById('words').dispatchEvent({composing})")
    page.wait_for_timeout(200)
    assert texts(host) == []
    expect(page.locator("#words")).to_have_value("zoufang")


def test_words_written_offline_are_kept_said_so_and_sent_once(page, host):
    page.context.set_offline(True)
    says(page, "灯坏了")
    says(page, "还有门铃")
    expect(page.locator("#notice")).to_contain_text("没有网络")
    expect(page.locator(".mine").first.locator(".mark")).to_contain_text("留着")
    page.context.set_offline(False)
    expect(newest(page, "mine").locator(".mark")).to_have_text("已送达")
    expect(page.locator("#notice")).to_be_hidden()
    assert texts(host) == ["灯坏了", "还有门铃"]


def test_words_that_wait_survive_a_reload_with_their_id(page, host, server):
    host.failing = True
    says(page, "灯坏了")
    expect(newest(page, "mine").locator(".mark")).to_contain_text("留着")
    page.locator("#words").fill("写了一半")
    kept = page.evaluate(f"JSON.parse(localStorage['sibai.waiting.{CHEN}'])[0].id")
    host.failing = False
    opened(page, server)
    expect(newest(page, "mine").locator(".mark")).to_have_text("已送达")
    expect(page.locator("#words")).to_have_value("写了一半")
    assert [received.message for received in host.received] == [kept]


def test_a_restarted_server_is_found_again_without_a_reload(page, host, server):
    server.say(CHEN, "停之前")
    server.stop()
    page.locator("#words").fill("草稿")
    expect(page.locator("#notice")).to_contain_text("重新连接")
    server.start()
    server.say(CHEN, "起来以后")
    expect(page.get_by_text("起来以后")).to_be_visible(timeout=20_000)
    expect(page.locator("#notice")).to_be_hidden()
    expect(page.locator(".line")).to_have_count(2)
    expect(page.locator("#words")).to_have_value("草稿")


def test_words_sent_while_the_server_is_down_arrive_in_order(page, host, server):
    server.stop()
    says(page, "一")
    says(page, "二")
    server.start()
    expect(newest(page, "mine").locator(".mark")).to_have_text("已送达", timeout=20_000)
    assert texts(host) == ["一", "二"]
    expect(page.locator(".mine")).to_have_count(2)


def test_a_review_is_a_card_whose_lines_can_be_changed_one_by_one(page, host):
    says(page, "走访")
    card = page.locator(".review")
    expect(card.locator(".row")).to_have_count(7)
    expect(card.locator("h3")).to_have_text(["第1户", "第2户"])
    expect(card.locator(".row-mark")).to_have_text(["默认", "听到「李伯伯」", "原来是住院"])
    card.get_by_role("button", name="改走访人", exact=True).click()
    expect(newest(page, "mine").locator(".words")).to_have_text("改走访人")
    card.get_by_role("button", name="改第2户日期").click()
    expect(newest(page, "mine").locator(".words")).to_have_text("改第2户日期")
    assert texts(host) == ["走访", "改走访人", "改第2户日期"]


def test_only_the_newest_prompt_looks_active_and_older_ones_still_send(page, host, server):
    server.say(CHEN, "修好了吗？", ("修好了", "还没有"))
    server.say(CHEN, REVIEW, ("保存", "改", "取消"))
    expect(page.locator(".sibai.old .words")).to_have_text("修好了吗？")
    page.get_by_role("button", name="保存").click()
    expect(newest(page, "mine").locator(".words")).to_have_text("保存")
    expect(page.locator(".chosen")).to_have_text("保存")
    page.get_by_role("button", name="还没有").click()
    expect(page.locator(".chosen")).to_have_text(["还没有", "保存"])
    expect(newest(page, "mine").locator(".mark")).to_have_text("已送达")
    assert [(received.card, received.button) for received in host.received] == [("c2", 0), ("c1", 1)]
    opened(page, server)
    expect(page.locator(".mine .words")).to_have_text(["保存", "还没有"])


def test_a_push_has_a_bar_and_its_reason(page, server):
    server.say(CHEN, "8号401李伯伯快七周没见了", ("今天去",), 2, "提醒")
    server.say(CHEN, "先别开灯", (), 0, "值班")
    pushes = page.locator(".push")
    expect(pushes.locator(".reason")).to_have_text(["提醒", "值班"])
    assert pushes.locator(".body").first.evaluate("e => getComputedStyle(e).borderLeftWidth") == "4px"
    expect(page.locator(".alert")).to_have_count(1)


def test_big_letters_are_remembered(page, server):
    size = "getComputedStyle(document.querySelector('#words')).fontSize"
    assert page.evaluate(size) == "18px"
    page.get_by_role("button", name="大字").click()
    assert page.evaluate(size) == "24px"
    opened(page, server)
    assert page.evaluate(size) == "24px"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_photo_is_shown_before_it_is_sent_and_opens_full(page, host, tmp_path: Path):
    for name in ("灯.png", "门.png"):
        (tmp_path / name).write_bytes(PNG)
    page.set_input_files("#pick-photo", [tmp_path / "灯.png", tmp_path / "门.png"])
    expect(page.locator("#picked img")).to_have_count(2)
    page.get_by_role("button", name="不发 门.png").click()
    says(page, "灯坏了")
    expect(newest(page, "mine").locator(".mark")).to_have_text("已送达")
    [file] = host.received[0].files
    assert (file.kind, file.name, file.data, host.received[0].text) == ("照片", "灯.png", PNG, "灯坏了")
    newest(page, "mine").locator(".picture").click()
    expect(page.locator("#full")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#full")).to_be_hidden()
    page.reload()
    expect(page.locator(".mine .picture img")).to_have_js_property("naturalWidth", 1)


def test_a_file_that_is_too_large_is_refused_before_it_is_sent(page, host, tmp_path: Path):
    (tmp_path / "录像.mp4").write_bytes(b"x" * 21_000_000)
    page.set_input_files("#pick-any", tmp_path / "录像.mp4")
    expect(page.locator("#notice")).to_contain_text("超过 20 MB")
    expect(page.locator("#picked")).to_be_hidden()


def test_a_place_is_sent_only_when_it_is_pressed(page, host, server):
    page.context.grant_permissions(["geolocation"], origin=server.url)
    page.context.set_geolocation({"latitude": 31.3, "longitude": 121.4})
    page.locator("#more").click()
    page.get_by_role("button", name="位置", exact=True).click()
    expect(newest(page, "mine").locator(".mark")).to_have_text("已送达")
    [place] = host.received[0].files
    assert (place.kind, place.name) == ("位置", "31.300000,121.400000")


def test_the_page_works_by_keyboard_alone(page, host, server):
    server.say(CHEN, "修好了吗？", ("修好了", "还没有"))
    expect(page.get_by_role("button", name="还没有")).to_be_visible()
    expect(page.locator("#words")).to_be_focused()
    seen = []
    for _ in range(3):
        page.keyboard.press("Shift+Tab")
        seen.append(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))
    assert seen == ["more", "还没有", "修好了"]
    page.keyboard.press("Enter")
    expect(newest(page, "mine").locator(".words")).to_have_text("修好了")
    expect(page.locator("#words")).to_be_focused()


def test_every_control_is_large_enough_for_a_thumb(page, server):
    server.say(CHEN, REVIEW, ("保存", "改", "取消"))
    page.locator("#more").click()
    page.locator("#clock summary").click()
    small = page.evaluate(
        """[...document.querySelectorAll("button, summary, textarea, input:not([type=file]), a.quiet-button")]
        .map((e) => [e.textContent.trim() || e.id, e.getBoundingClientRect()])
        .filter(([, box]) => box.width && (box.height < 44 || box.width < 44)).map(([name]) => name)"""
    )
    assert small == []


def test_the_clock_is_moved_from_the_bar(page):
    expect(page.locator(".clock-time")).to_have_text("周二（11月24日）上午9:30")
    page.locator("#clock summary").click()
    page.get_by_role("button", name="明早").click()
    expect(page.locator(".clock-time")).to_have_text("周三（11月25日）上午9:30")
    page.locator("#clock summary").click()
    page.locator("#clock-to").fill("2026-12-01T14:05")
    page.get_by_role("button", name="拨到").click()
    expect(page.locator(".clock-time")).to_have_text("周二（12月1日）下午2:05")


def test_trying_a_sentence_puts_it_into_the_input(page, server):
    page.goto(server.url)
    page.get_by_role("link", name="试一试").first.click()
    expect(page.locator("#words")).to_have_value(re.compile("^今天上午去了12号302王阿婆家"))
    assert "text=" not in page.url


def test_side_by_side_each_sees_their_own_and_narrow_screens_are_told(page, server):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{server.url}/side")
    left, right = page.frame_locator("iframe").nth(0), page.frame_locator("iframe").nth(1)
    expect(right.locator("#log")).to_have_attribute("aria-live", "polite")
    page.wait_for_timeout(200)
    server.say("wang", "收到，编号0312。")
    expect(right.get_by_text("编号0312")).to_be_visible()
    expect(left.get_by_text("编号0312")).to_have_count(0)
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".too-narrow")).to_be_visible()


def test_reading_older_lines_is_not_disturbed_by_new_ones(page, server):
    for number in range(40):
        server.say(CHEN, f"第{number}句")
    expect(page.get_by_text("第39句")).to_be_in_viewport()
    page.locator("#talk").evaluate("e => { e.scrollTop = 0; }")
    page.wait_for_timeout(100)
    server.say(CHEN, "新来的")
    expect(page.locator("#newer")).to_be_visible()
    expect(page.get_by_text("第0句")).to_be_in_viewport()
    page.locator("#newer").click()
    expect(page.get_by_text("新来的")).to_be_in_viewport()
    expect(page.locator("#newer")).to_be_hidden()
