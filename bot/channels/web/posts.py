"""What a page sends, read into a message; what is too much is refused with a sentence."""

from __future__ import annotations

import json
import re
from datetime import datetime
from mimetypes import guess_type
from pathlib import PurePosixPath
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.types import Message

from bot.channels.base import File, Received

LARGEST_FILES = 20_000_000
LONGEST_TEXT = 200_000
ENVELOPE = 300_000
MOST_FILES = 20
PATIENCE = 5 * LARGEST_FILES  # bytes read and thrown away, so that the refusal is heard

TOO_LARGE = "这些文件加起来超过 20 MB 了，发不出去。照片可以分几次发，录像请剪短一点。"
TOO_LONG = "这段话太长了，一次最多六万字左右。请分成几段发。"
UNREADABLE = "这条没读懂，是我们的问题。请刷新页面再试一次。"


class Refused(Exception):
    """The argument is the HTTP status, then the sentence for the person."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


async def read_message(request: Request, address: str, now: datetime) -> Received:
    """The message in a multipart or JSON body. Raises `Refused`."""
    await _refuse_large(request)
    request = Request(request.scope, _limited(request))
    if request.headers.get("content-type", "").startswith("multipart/form-data"):
        async with request.form(max_files=MOST_FILES, max_fields=20, max_part_size=ENVELOPE) as form:
            return _message(_texts(form), address, now, await _files(form))
    return _message(await read_json(request), address, now, ())


async def read_json(request: Request) -> dict[str, Any]:
    """An object in the body. Raises `Refused`."""
    try:
        body = json.loads(await request.body())
    except ValueError as broken:
        raise Refused(400, UNREADABLE) from broken
    if not isinstance(body, dict):
        raise Refused(400, UNREADABLE)
    return body


def _texts(form: FormData) -> dict[str, Any]:
    return {name: value for name, value in form.multi_items() if isinstance(value, str)}


def _message(fields: dict[str, Any], address: str, now: datetime, files: tuple[File, ...]) -> Received:
    text = str(fields.get("text", "")).replace("\r\n", "\n")  # a form carries its line ends so
    place = str(fields.get("location", ""))
    if len(text.encode("utf-8", "replace")) > LONGEST_TEXT:
        raise Refused(413, TOO_LONG)
    message = str(fields.get("id", ""))
    if not re.fullmatch(r"[\w-]{8,64}", message, re.ASCII):
        raise Refused(400, UNREADABLE)
    if place:
        files += (_place(place),)
    card, button = str(fields.get("card", ""))[:60], _number(fields.get("button", -1))
    if not (text.strip() or files or (card and button >= 0)):
        raise Refused(400, "还没写内容。写一句，或者选一张照片再发。")
    if card and button >= 0:
        text = ""
    return Received("web", message, address, now, text, card, button, files)


def _place(words: str) -> File:
    if not re.fullmatch(r"-?\d{1,2}(\.\d+)?,-?\d{1,3}(\.\d+)?", words):
        raise Refused(400, "这个位置没读懂。您也可以直接写门牌或路名。")
    return File("位置", name=words)


def _number(value: object) -> int:
    try:
        return int(str(value))
    except ValueError:
        return -1


async def _files(form: FormData) -> tuple[File, ...]:
    found, total = [], 0
    for value in form.getlist("files"):
        if isinstance(value, UploadFile) and value.filename:
            data = await value.read()
            total += len(data)
            if total > LARGEST_FILES:
                raise Refused(413, TOO_LARGE)
            name = PurePosixPath(value.filename).name[:120]
            mime = (value.content_type or "").partition(";")[0].strip().lower()
            if mime in ("", "application/octet-stream"):  # phones know no type for .amr
                mime = guess_type(name)[0] or ("audio/amr" if name.lower().endswith(".amr") else mime)
            found.append(File(_kind(mime), name, mime, data))
    return tuple(found)


def _kind(mime: str) -> str:
    return {"image": "照片", "audio": "语音"}.get(mime.partition("/")[0], "文件")


async def _refuse_large(request: Request) -> None:
    length = _number(request.headers.get("content-length", -1))
    if length <= LARGEST_FILES + ENVELOPE:
        return
    read = 0
    async for chunk in request.stream():  # a browser hears the answer only after it was let finish
        read += len(chunk)
        if read > PATIENCE:
            break
    raise Refused(413, TOO_LARGE)


def _limited(request: Request) -> Any:
    """The same body, but a sender who announced no length is stopped where a larger one would have been."""
    total = 0

    async def receive() -> Message:
        nonlocal total
        message = await request.receive()
        total += len(message.get("body", b""))
        if total > LARGEST_FILES + ENVELOPE:
            raise Refused(413, TOO_LARGE)
        return message

    return receive
