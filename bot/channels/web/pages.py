"""The pages people see: the demonstration's front, the chat, two chats side by side, and what went wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.channels.base import Received
from bot.channels.web.host import DemoPerson, Host
from bot.channels.web.sessions import BadLink, OldLink, address_of, read_door, read_link, remember

HERE = Path(__file__).parent
TEMPLATES = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined)

NO_LINK = ("请用您自己的链接进来", "居委会发给您的链接只属于您一个人，从那里点开就能接着聊。没有链接，请向居委要一个。")
BAD_LINK = ("这个链接打不开", "可能是复制的时候少了几个字。请回到原来那条消息里再点一次；还不行，就向居委要一个新的。")
OLD_LINK = ("这个链接过期了", "链接七天内有效，这是为了不让别人拿去用。请向居委要一个新的，您以前说的话都还在。")
UNKNOWN = ("没有找到这个人", "演示里没有这个人。请回到首页，选一个人当。")
LOST = ("这里没有页面", "地址可能写错了，或者这一页已经搬走了。")
OUR_FAULT = ("刚才没打开，是我们的问题", "请过一会儿刷新。您说过的话都还在。")


class Pages:
    """The endpoints that answer with a page."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def routes(self) -> list[Route]:
        """Paths and methods."""
        return [
            Route("/", self.front),
            Route("/chat", self.chat),
            Route("/side", self.side),
            Route("/in", self.enter),
            Route("/door", self.enter_by_door),
        ]

    async def front(self, request: Request) -> Response:
        """In the demonstration the people to be; otherwise on to the chat, or how to get in."""
        if self._host.demo:
            return page("front.html", people=await run_in_threadpool(self._host.demo_people))
        if await address_of(self._host, request):
            return RedirectResponse("/chat", 303)
        return trouble(*NO_LINK)

    async def chat(self, request: Request) -> Response:
        """One person's conversation. Each visit lengthens the session."""
        address = await address_of(self._host, request)
        if not address:
            return trouble(*(UNKNOWN if self._host.demo else NO_LINK), status=404 if self._host.demo else 401)
        name, _, role = (await run_in_threadpool(self._host.who, address) or "访客").partition(" · ")
        response = page(
            "chat.html",
            address=address,
            name=name,
            role=role,
            demo=self._host.demo,
            now=self._host.now().isoformat(),
            person=await self._demo_person(address),
            pane="pane" in request.query_params,
        )
        if not self._host.demo:
            remember(self._host, request, response, address)
        return response

    async def side(self, request: Request) -> Response:
        """Two people at once, so that one sees the other's message arrive."""
        people = await run_in_threadpool(self._host.demo_people)
        if not self._host.demo or len(people) < 2:
            return trouble(*LOST, status=404)
        chosen = [request.query_params.get(side) or people[n].address for n, side in enumerate(("left", "right"))]
        return page("side.html", people=people, chosen=chosen, now=self._host.now().isoformat())

    async def enter(self, request: Request) -> Response:
        """Turns a personal link into a cookie; the token leaves the address bar at once."""
        try:
            address = read_link(self._host.secret, request.query_params.get("k", ""), self._host.now())
        except OldLink:
            return trouble(*OLD_LINK, status=403)
        except BadLink:
            return trouble(*BAD_LINK, status=403)
        if not await run_in_threadpool(self._host.who, address):
            return trouble(*BAD_LINK, status=403)
        response = RedirectResponse("/chat", 303, headers={"cache-control": "no-store"})
        remember(self._host, request, response, address)
        return response

    async def enter_by_door(self, request: Request) -> Response:
        """The code at a building's door: whoever scans it says where they are, as the one they were or as a guest."""
        try:
            door = read_door(self._host.secret, request.query_params.get("k", ""), self._host.now())
        except (OldLink, BadLink):
            return trouble(*BAD_LINK, status=403)
        address = await address_of(self._host, request) or f"g:{uuid4().hex}"
        await self._host.receive(Received("web", uuid4().hex, address, self._host.now(), f"扫码 {door}"))
        where = f"/chat?as={address}" if self._host.demo else "/chat"
        response = RedirectResponse(where, 303, headers={"cache-control": "no-store"})
        remember(self._host, request, response, address)
        return response

    async def _demo_person(self, address: str) -> DemoPerson | None:
        people = await run_in_threadpool(self._host.demo_people)
        return next((person for person in people if person.address == address), None)


def page(template: str, status: int = 200, **words: Any) -> HTMLResponse:
    """A rendered template."""
    return HTMLResponse(TEMPLATES.get_template(template).render(**words), status)


def trouble(title: str, sentence: str, status: int = 200) -> HTMLResponse:
    """A page for when there is nothing else to show: what happened, and what to do."""
    return page("trouble.html", status, title=title, sentence=sentence)
