"""The web chat's server: what is safe is said so, nothing doubled or missed, nobody is somebody else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from bot.channels.web.app import web_app
from bot.channels.web.posts import LARGEST_FILES, LONGEST_TEXT
from bot.channels.web.sessions import COOKIE_LASTS, LINK_LASTS, door_link, personal_link
from tests.channels.web_house import CHEN, START, FakeHost, served

AS_CHEN = {"as": CHEN}


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


@pytest.fixture
def closed() -> FakeHost:
    """A house outside of the demonstration."""
    return FakeHost(demo=False)


def client(host: FakeHost) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(web_app(host, host.channel), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://sibai")


async def post(host: FakeHost, **fields: Any) -> httpx.Response:
    async with client(host) as page:
        return await page.post("/api/messages", params=AS_CHEN, json={"id": "message-1", **fields})


# Messages in


async def test_a_message_is_answered_when_it_is_safe(host):
    answer = await post(host, text="灯坏了")
    assert answer.status_code == 200
    assert answer.json()["message"] == "message-1"
    [received] = host.received
    assert (received.channel, received.address, received.text, received.sent.date()) == (
        "web",
        CHEN,
        "灯坏了",
        START.date(),
    )


async def test_a_message_that_is_not_safe_is_not_called_so(host):
    host.failing = True
    answer = await post(host, text="灯坏了")
    assert answer.status_code == 500
    assert "是我们的问题" in answer.json()["error"]


async def test_a_repeat_counts_once(host):
    assert [(await post(host, text="灯坏了")).status_code for _ in range(3)] == [200] * 3
    assert len(host.received) == 1


async def test_a_pressed_button_brings_its_card_and_place_but_no_words(host):
    await post(host, card="c7", button=1, text="改")
    assert (host.received[0].card, host.received[0].button, host.received[0].text) == ("c7", 1, "")


async def test_files_come_whole_with_their_kind_and_can_be_seen_by_their_owner_only(host):
    files = [
        ("files", ("灯.jpg", b"jpeg", "image/jpeg")),
        ("files", ("话.amr", b"amr", "")),
        ("files", ("../../etc/单.pdf", b"<script>", "text/html")),
    ]
    async with client(host) as page:
        form = {"id": "message-1", "text": "看", "card": "", "button": "-1", "location": "31.3,121.4"}
        assert (await page.post("/api/messages", params=AS_CHEN, data=form, files=files)).status_code == 200
        kinds = [(file.kind, file.name, file.data) for file in host.received[0].files]
        assert kinds == [
            ("照片", "灯.jpg", b"jpeg"),
            ("语音", "话.amr", b"amr"),
            ("文件", "单.pdf", b"<script>"),
            ("位置", "31.3,121.4", b""),
        ]
        seen = await page.get("/api/files/message-1-0", params=AS_CHEN)
        assert (seen.content, seen.headers["content-type"]) == (b"jpeg", "image/jpeg")
        assert seen.headers["content-disposition"].startswith("inline")
        other = await page.get("/api/files/message-1-2", params=AS_CHEN)
        assert other.headers["content-disposition"].startswith("attachment")
        assert other.headers["content-type"] == "application/octet-stream"
        assert (await page.get("/api/files/message-1-0", params={"as": "wang"})).status_code == 404


async def test_what_cannot_be_read_is_refused_with_a_sentence(host):
    for fields in ({"text": "  "}, {"id": "x", "text": "灯"}, {"location": "门口"}, {"card": "c1"}):
        answer = await post(host, **fields)
        assert answer.status_code == 400
        assert answer.json()["error"]
    async with client(host) as page:
        for body in (b"[]", b"{", b"\xff\xfe"):
            assert (await page.post("/api/messages", params=AS_CHEN, content=body)).status_code == 400
    assert not host.received


async def test_a_long_text_is_the_bots_to_answer_and_a_far_longer_one_is_refused(host):
    assert (await post(host, text="长" * (LONGEST_TEXT // 3))).status_code == 200
    answer = await post(host, text="长" * (LONGEST_TEXT // 3 + 1))
    assert (answer.status_code, "太长" in answer.json()["error"]) == (413, True)


async def test_files_that_are_too_large_are_refused_with_a_sentence(host):
    with served(host) as server:
        for extra in (1, 2_000_000):  # within the envelope, and beyond it
            files = [("files", ("录像.mp4", b"x" * (LARGEST_FILES + extra), "video/mp4"))]
            answer = httpx.post(f"{server.url}/api/messages?as=chen", data={"id": "message-1"}, files=files)
            assert answer.status_code == 413
            assert "20 MB" in answer.json()["error"]
    assert not host.received


async def test_a_body_of_unknown_length_is_stopped(host):
    def endless() -> Iterator[bytes]:
        yield b'{"id": "message-1", "text": "'
        for _ in range(25):
            yield b"x" * 1_000_000

    with served(host) as server:
        answer = httpx.post(f"{server.url}/api/messages?as=chen", content=endless())
    assert answer.status_code == 413


# Who is it


async def test_another_sites_page_may_not_post(host):
    async with client(host) as page:
        for headers, status in (
            ({"origin": "http://evil"}, 403),
            ({"origin": "null"}, 403),
            ({"sec-fetch-site": "cross-site"}, 403),
            ({"sec-fetch-site": "same-site", "origin": "http://sibai"}, 403),
            ({"origin": "http://sibai"}, 200),
            ({"sec-fetch-site": "same-origin"}, 200),
        ):
            body = {"id": "message-1", "text": "灯坏了"}
            answer = await page.post("/api/messages", params=AS_CHEN, json=body, headers=headers)
            assert answer.status_code == status, headers


async def test_a_personal_link_lets_in_and_leaves_the_address_bar(closed):
    async with client(closed) as page:
        assert "自己的链接" in (await page.get("/")).text
        assert (await page.get("/chat")).status_code == 401
        entered = await page.get(personal_link(closed.secret, CHEN, closed.now()))
        assert (entered.status_code, entered.headers["location"]) == (303, "/chat")
        cookie = entered.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=lax" in cookie
        assert "陈静" in (await page.get("/chat")).text
        assert (await page.get("/")).headers["location"] == "/chat"
        sent = await page.post("/api/messages", params={"as": "wang"}, json={"id": "message-1", "text": "灯坏了"})
        assert sent.status_code == 200
        assert closed.received[0].address == CHEN  # `as` means nothing here


async def test_a_bad_an_old_and_a_strangers_link_say_what_to_do(closed):
    async with client(closed) as page:
        link = personal_link(closed.secret, CHEN, closed.now())
        for path in ("/in", "/in?k=", link[:-1], personal_link("other", CHEN, closed.now())):
            answer = await page.get(path)
            assert (answer.status_code, "打不开" in answer.text) == (403, True)
        assert (await page.get(personal_link(closed.secret, "nobody", closed.now()))).status_code == 403
        await closed.move_clock(START + LINK_LASTS + timedelta(hours=1), "")
        answer = await page.get(link)
        assert (answer.status_code, "过期" in answer.text) == (403, True)
        assert not page.cookies


async def test_a_session_ends_with_its_time_and_with_its_account(closed):
    async with client(closed) as page:
        await page.get(personal_link(closed.secret, CHEN, closed.now()))
        assert (await page.get("/api/history")).status_code == 200
        name = closed.known.pop(CHEN)
        assert (await page.get("/api/history")).status_code == 401
        closed.known[CHEN] = name
        await closed.move_clock(START + COOKIE_LASTS + timedelta(days=1), "")
        answer = await page.get("/api/history")
        assert (answer.status_code, "过期" in answer.json()["error"]) == (401, True)


async def test_the_code_at_a_door_tells_where_one_stands_and_makes_a_guest_of_a_stranger(closed):
    path = door_link(closed.secret, "益港花园12号", closed.now())
    async with client(closed) as page:
        entered = await page.get(path)
        assert (entered.status_code, entered.headers["location"]) == (303, "/chat")
        assert "sibai" in page.cookies
        await page.get(path)
    assert [received.text for received in closed.received] == ["扫码 益港花园12号"] * 2
    assert all(received.address.startswith("g:") for received in closed.received)
    async with client(closed) as page:
        assert (await page.get("/door?k=nonsense")).status_code == 403
    assert len(closed.received) == 2


async def test_a_link_is_no_cookie(closed):
    token = personal_link(closed.secret, CHEN, closed.now()).partition("=")[2]
    async with client(closed) as page:
        page.cookies.set("sibai", token)
        assert (await page.get("/api/history")).status_code == 401


# Pages


async def test_the_demonstration_shows_whom_to_be_with_words_to_paste(host):
    async with client(host) as page:
        front = (await page.get("/")).text
        assert all(person.name in front and person.words[0] in front for person in host.demo_people())
        assert 'data-address="chen"' in (await page.get("/chat", params=AS_CHEN)).text
        assert (await page.get("/chat")).status_code == 404
        assert (await page.get("/side")).text.count("<iframe") == 2


async def test_outside_of_the_demonstration_there_is_no_clock_and_nobody_to_be(closed):
    async with client(closed) as page:
        assert (await page.post("/api/clock", json={"step": "next_digest"})).status_code == 404
        assert (await page.get("/side")).status_code == 404
        assert (await page.get("/api/history", params=AS_CHEN)).status_code == 401
        await page.get(personal_link(closed.secret, CHEN, closed.now()))
        assert 'id="clock"' not in (await page.get("/chat")).text


async def test_the_clock_moves_by_a_step_or_to_a_moment_in_the_streets_zone(host):
    async with client(host) as page:
        moved = await page.post("/api/clock", json={"step": "next_digest"})
        assert moved.json()["now"].startswith("2026-11-25T09:30")
        moved = await page.post("/api/clock", json={"to": "2026-12-01T08:00"})
        assert moved.json()["now"].startswith("2026-12-01T08:00")
        assert moved.json()["now"].endswith("+08:00")
        for body in ({"to": "明天"}, {"step": "back"}, {}):
            assert (await page.post("/api/clock", json=body)).status_code == 400


async def test_pages_load_only_what_is_ours(host):
    async with client(host) as page:
        assert (await page.get("/healthz")).text == "ok"
        answer = await page.get("/chat", params=AS_CHEN)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "http://" not in answer.text
        assert "https://" not in answer.text
        assert " style=" not in answer.text
        for file in ("sibai.css", "chat.css", "chat.js", "seal.svg"):
            assert (await page.get(f"/static/{file}")).status_code == 200
        assert "没有页面" in (await page.get("/nothing")).text
        assert (await page.get("/api/nothing")).json()["error"]


async def test_words_in_a_page_stay_words(host):
    host.known["<b>"] = "<script>alert(1)</script>"
    async with client(host) as page:
        answer = (await page.get("/chat", params={"as": '"><script>'})).text
        assert "<script>alert" not in answer
        assert '"><script>' not in answer
