"""What the pages call: messages in, history and stream out, files, the demonstration's clock."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.channels.base import Received
from bot.channels.web.channel import Moved, WebChannel
from bot.channels.web.host import Host, Shown, ShownFile
from bot.channels.web.posts import Refused, read_json, read_message
from bot.channels.web.sessions import address_of
from bot.channels.web.stream import stream

STEPS = ("next_working_day", "next_digest", "next_moment")
SEEN_IN_PAGE = ("image/jpeg", "image/png", "image/webp", "image/gif", "image/heic", "image/avif")
NO_STORE = {"cache-control": "no-store"}


class Api:
    """The endpoints under /api."""

    def __init__(self, host: Host, channel: WebChannel) -> None:
        self._host = host
        self._channel = channel

    def routes(self) -> list[Route]:
        """Paths and methods."""
        return [
            Route("/api/messages", self.message, methods=["POST"]),
            Route("/api/history", self.history),
            Route("/api/stream", self.stream),
            Route("/api/files/{id}", self.file),
            Route("/api/clock", self.clock, methods=["POST"]),
            Route("/healthz", self.health),
        ]

    async def message(self, request: Request) -> Response:
        """200 means safe."""
        address = await self._address(request)
        received = await read_message(request, address, self._host.now())
        await self._host.receive(received)
        self._channel.show(received.address, echo(received))
        return JSONResponse({"message": received.message, "at": received.sent.isoformat()})

    async def history(self, request: Request) -> Response:
        """Both sides' lines behind `after`."""
        address, after = await self._address(request), _id(request.query_params.get("after", ""))
        lines = await run_in_threadpool(self._host.history, address, after)
        body = {"now": self._host.now().isoformat(), "lines": [shown.plain() for shown in lines]}
        return JSONResponse(body, headers=NO_STORE)

    async def stream(self, request: Request) -> Response:
        """A page that connects by itself says `after`; a browser that reconnects says Last-Event-ID."""
        address = await self._address(request)
        after = _id(request.headers.get("last-event-id") or request.query_params.get("after", ""))
        headers = {**NO_STORE, "x-accel-buffering": "no"}
        events = stream(self._host, self._channel, address, after)
        return StreamingResponse(events, media_type="text/event-stream", headers=headers)

    async def file(self, request: Request) -> Response:
        """Pictures and sound in the page, everything else as a download that cannot run."""
        address = await self._address(request)
        found = await run_in_threadpool(self._host.file, address, request.path_params["id"])
        if found is None:
            raise Refused(404, "这个文件已经不在了。")
        data, mime = found
        inside = mime in SEEN_IN_PAGE or mime.startswith(("audio/", "video/"))
        name = quote(request.query_params.get("name", "file"))
        headers = {
            "content-disposition": f"{'inline' if inside else 'attachment'}; filename*=utf-8''{name}",
            "content-security-policy": "sandbox; default-src 'none'",
            "cache-control": "private, max-age=86400",
        }
        return Response(data, media_type=mime if inside else "application/octet-stream", headers=headers)

    async def clock(self, request: Request) -> Response:
        """Moves the demonstration's time and tells every open page."""
        if not self._host.demo:
            raise Refused(404, "只有演示里才能拨钟。")
        body = await read_json(request)
        step, to = str(body.get("step", "")), None
        if step not in STEPS:
            to = self._moment(str(body.get("to", "")))
        await self._host.move_clock(to, "" if to else step)
        now = self._host.now()
        self._channel.show_all(Moved(now))
        return JSONResponse({"now": now.isoformat()})

    async def health(self, _: Request) -> Response:
        """For whoever watches the process."""
        return PlainTextResponse("ok", headers=NO_STORE)

    async def _address(self, request: Request) -> str:
        if address := await address_of(self._host, request):
            return address
        raise Refused(401, "您的链接已经过期。请向居委要一个新的链接再进来，您写的话还在这里。")

    def _moment(self, words: str) -> datetime:
        try:
            moment = datetime.fromisoformat(words)
        except ValueError as unreadable:
            raise Refused(400, "这个时间没读懂，请选一个日期和钟点。") from unreadable
        return moment if moment.tzinfo else moment.replace(tzinfo=self._host.now().tzinfo)


def echo(received: Received) -> Shown:
    """An own message for the other pages of the same account. They take its files from the history."""
    files = tuple(ShownFile("", file.kind, file.name) for file in received.files)
    return Shown(
        id=0,
        mine=True,
        text=received.text,
        card=received.card,
        at=received.sent,
        files=files,
        message=received.message,
        button=received.button,
    )


def _id(words: str) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 19 else 0
