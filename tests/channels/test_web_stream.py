"""The web chat's live line: what comes is heard by every open page, nothing doubled, nothing missed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from bot.channels.base import Outgoing
from bot.channels.web import stream as streaming
from bot.channels.web.channel import WAITING, Closed, WebChannel
from tests.channels.web_house import CHEN, START, FakeHost, Served, served


@pytest.fixture
def host() -> FakeHost:
    return FakeHost()


class Ear:
    """One open stream, as a browser would hold it."""

    def __init__(self, lines: AsyncIterator[str]) -> None:
        self._lines = lines

    async def next(self) -> tuple[str, str, Any]:
        """Kind, id and body of the next event."""
        event = {"id": ""}
        async with asyncio.timeout(5):
            async for line in self._lines:
                name, _, value = line.partition(": ")
                event[name] = value
                if not line and "data" in event:
                    return event["event"], event["id"], json.loads(event["data"])
        raise EOFError

    async def hears(self) -> list[str]:
        """Texts of the lines up to the next beat."""
        texts = []
        while (event := await self.next())[0] != "beat":
            texts.append(event[2]["text"])
        return texts

    async def line(self) -> dict[str, Any]:
        while (event := await self.next())[0] != "line":
            pass
        return dict(event[2])


@pytest.fixture
def server(host: FakeHost) -> Iterator[Served]:
    with served(host) as server:
        yield server


def listen(server: Served, after: int = 0, **headers: str) -> Any:
    url = f"{server.url}/api/stream?as=chen&after={after}"
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return httpx.AsyncClient(timeout=10).stream("GET", url, headers=names)


async def test_several_open_pages_hear_what_comes_and_other_people_do_not(server):
    async with listen(server) as one, listen(server) as two:
        ears = [Ear(one.aiter_lines()), Ear(two.aiter_lines())]
        assert [await ear.hears() for ear in ears] == [[], []]
        await asyncio.to_thread(server.say, "wang", "不是给您的")
        await asyncio.to_thread(server.say, CHEN, "早。", ("看看",), 3, "早报")
        for ear in ears:
            line = await ear.line()
            assert (line["text"], line["buttons"], line["lane"], line["reason"]) == ("早。", ["看看"], 3, "早报")


async def test_a_page_that_comes_back_hears_what_it_missed_once(server):
    for text in ("一", "二", "三"):
        server.say(CHEN, text)
    async with listen(server, 0, last_event_id="1") as answer:
        ear = Ear(answer.aiter_lines())
        assert await ear.hears() == ["二", "三"]
        await asyncio.to_thread(server.say, CHEN, "四")
        assert (await ear.line())["text"] == "四"
    async with listen(server, after=3) as answer:
        assert await Ear(answer.aiter_lines()).hears() == ["四"]
    async with listen(server, after=4, last_event_id="2") as answer:  # the browser knows better than the address
        assert await Ear(answer.aiter_lines()).hears() == ["三", "四"]


async def test_a_line_that_is_both_in_the_history_and_on_its_way_is_said_once(host, server, monkeypatch):
    real = host.history

    def history(address: str, after: int) -> Any:
        if not host.lines:
            server.say(CHEN, "正好这时")
        return real(address, after)

    monkeypatch.setattr(host, "history", history)
    async with listen(server) as answer:
        ear = Ear(answer.aiter_lines())
        assert await ear.hears() == ["正好这时"]
        await asyncio.to_thread(server.say, CHEN, "下一句")
        assert (await ear.line())["text"] == "下一句"


async def test_what_another_process_sent_is_heard_at_the_next_beat(host, server, monkeypatch):
    monkeypatch.setattr(streaming, "BEAT", 0.1)
    async with listen(server) as answer:
        ear = Ear(answer.aiter_lines())
        await ear.hears()
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr(host.channel, "_pages", {})
            await host.say(CHEN, "别处送的")
        assert (await ear.line())["text"] == "别处送的"
        assert await ear.hears() == []
        assert await ear.hears() == []


async def test_own_words_show_on_the_persons_other_pages(server):
    async with listen(server) as answer, httpx.AsyncClient() as page:
        ear = Ear(answer.aiter_lines())
        await ear.hears()
        body = {"id": "message-1", "text": "你好"}
        await page.post(f"{server.url}/api/messages?as=chen", json=body)
        lines = [await ear.line(), await ear.line()]
        assert {(line["mine"], line["text"]) for line in lines} == {(False, "收到：你好"), (True, "你好")}
        [own] = [line for line in lines if line["mine"]]
        assert own["key"] == "mmessage-1"


async def test_every_page_hears_that_the_clock_moved(server):
    async with listen(server) as answer, httpx.AsyncClient() as page:
        ear = Ear(answer.aiter_lines())
        await ear.hears()
        await page.post(f"{server.url}/api/clock", json={"step": "next_digest"})
        kind, _, body = await ear.next()
        assert (kind, body["now"][:10]) == ("clock", "2026-11-25")


async def test_a_stopping_server_ends_its_streams(server):
    async with listen(server) as answer:
        ear = Ear(answer.aiter_lines())
        await ear.hears()
        await asyncio.to_thread(server.stop)
        with pytest.raises(EOFError):
            await ear.next()
    server.start()
    async with listen(server) as answer:
        assert await Ear(answer.aiter_lines()).hears() == []


async def test_a_page_that_nobody_reads_is_ended_and_no_page_is_no_failure():
    channel = WebChannel(lambda: START)
    assert await channel.send(CHEN, Outgoing(1, "没人在")) == "web-1"
    with channel.page(CHEN) as page:
        for number in range(WAITING + 1):
            await channel.send(CHEN, Outgoing(number, "满了"))
        assert isinstance(page.get_nowait(), Closed)
        assert page.empty()
