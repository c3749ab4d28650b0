"""What is logged: where something went wrong and of what kind, never the words of an error, which may be personal."""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

SHOWN = 12  # the innermost places


def places(trace: TracebackType | None) -> list[str]:
    """The places of an error, outermost first, without a word of what was handled there."""
    frames = traceback.extract_tb(trace)[-SHOWN:]
    return [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]


class Discreet(logging.Formatter):
    """A server's or a library's record of an exception: its kind and places."""

    def formatException(self, ei: Any) -> str:  # noqa: N802 the name is logging's
        kind, _, trace = ei
        return "\n".join([str(getattr(kind, "__name__", kind)), *places(trace)])


def begin() -> None:
    """Log to the terminal; called once by the process that serves or chats."""
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet("%(asctime)s %(name)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    for noisy in ("apscheduler", "uvicorn", "alembic", "asyncio"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
