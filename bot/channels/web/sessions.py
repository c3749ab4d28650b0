"""Who is it: signed personal links, the cookie they turn into, and the demonstration's `as`."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from itsdangerous import BadData, SignatureExpired, TimestampSigner, URLSafeTimedSerializer
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web.host import Host

COOKIE = "sibai"
LINK_LASTS = timedelta(days=7)
COOKIE_LASTS = timedelta(days=90)
LONGEST_ADDRESS = 128


class BadLink(Exception):
    """Somebody else's signature, or cut off on the way."""


class OldLink(Exception):
    """Ours, but past its time."""


class _Stamp(TimestampSigner):
    default_digest_method = staticmethod(sha256)

    def __init__(self, *args: Any, moment: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._moment = moment

    def get_timestamp(self) -> int:
        return self._moment


def _signer(secret: str, purpose: str, now: datetime) -> URLSafeTimedSerializer:
    stamp = {"moment": int(now.timestamp())}
    return URLSafeTimedSerializer(secret, salt=f"sibai-{purpose}", signer=_Stamp, signer_kwargs=stamp)


def personal_link(secret: str, address: str, now: datetime) -> str:
    """The path that lets this account in during the next seven days; whoever holds it is that account."""
    return f"/in?k={_signer(secret, 'link', now).dumps(address)}"


def read_link(secret: str, token: str, now: datetime) -> str:
    """The address in a personal link. Raises `BadLink` or `OldLink`."""
    return _read(secret, "link", token, now, LINK_LASTS)


def door_link(secret: str, door: str, now: datetime) -> str:
    """The path of the code at a building's door: it names a place, no person, and does not grow old."""
    return f"/door?k={_signer(secret, 'door', now).dumps(door)}"


def read_door(secret: str, token: str, now: datetime) -> str:
    """The door in such a link. Raises `BadLink`."""
    return _read(secret, "door", token, now, timedelta(days=36_500))


def _read(secret: str, purpose: str, token: str, now: datetime, lasts: timedelta) -> str:
    try:
        address = _signer(secret, purpose, now).loads(token, max_age=int(lasts.total_seconds()))
    except SignatureExpired as expired:
        raise OldLink from expired
    except BadData as bad:
        raise BadLink from bad
    return str(address)


def remember(host: Host, request: Request, response: Response, address: str) -> None:
    """Lax, not strict: a link opened from a message must bring its cookie along; posts are checked by origin."""
    response.set_cookie(
        COOKIE,
        _signer(host.secret, "cookie", host.now()).dumps(address),
        max_age=int(COOKIE_LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )


async def address_of(host: Host, request: Request) -> str:
    """Whose request this is; empty if nobody's. `as` counts in the demonstration only."""
    if host.demo:
        return (request.query_params.get("as") or request.headers.get("x-as") or "")[:LONGEST_ADDRESS]
    try:
        address = _read(host.secret, "cookie", request.cookies.get(COOKIE, ""), host.now(), COOKIE_LASTS)
    except (BadLink, OldLink):
        return ""
    return address if await run_in_threadpool(host.who, address) else ""
