"""Puts the web chat together: one ASGI app."""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from bot.channels.web.api import Api
from bot.channels.web.channel import WebChannel
from bot.channels.web.guard import Guard
from bot.channels.web.host import Host
from bot.channels.web.pages import HERE, LOST, OUR_FAULT, Pages, trouble
from bot.channels.web.posts import UNREADABLE, Refused


def web_app(host: Host, channel: WebChannel) -> Starlette:
    """The web chat of one house; `channel` is the one that the house sends through."""
    return Starlette(
        routes=[
            *Pages(host).routes(),
            *Api(host, channel).routes(),
            Mount("/static", StaticFiles(directory=HERE / "static")),
        ],
        middleware=[Middleware(Guard)],
        exception_handlers={Refused: _refused, HTTPException: _failed, 500: _broken},
    )


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return JSONResponse({"error": error.sentence}, error.status)


async def _failed(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": UNREADABLE}, error.status_code)
    return trouble(*LOST, status=error.status_code)


async def _broken(request: Request, _: Exception) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": "刚才没记成，是我们的问题。您那句话我留着，正在再试。"}, 500)
    return trouble(*OUR_FAULT, status=500)
