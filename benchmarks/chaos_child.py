"""The bot of the chaos test: takes messages from standard input, says on standard output which are safe. To be killed."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from pathlib import Path

from bot.app import App
from bot.channels.base import Outgoing, Received
from bot.clock import SystemClock
from bot.config import Settings, TalkTimes
from bot.home import Home
from storage.base import open_engine


class Silent:
    """A channel that takes everything."""

    name = "web"

    async def send(self, address: str, message: Outgoing) -> str:
        return "taken"

    async def fetch(self, file):
        return file.data


def main() -> None:
    url, folder = sys.argv[1], Path(sys.argv[2])
    clock = SystemClock()
    app = App(Home(folder), Settings(talk=TalkTimes(pieces_seconds=0)), open_engine(url), clock, [Silent()])
    out = threading.Lock()

    def safe(number: str, done) -> None:
        if done.exception() is None:
            with out:
                sys.stdout.write(number + "\n")
                sys.stdout.flush()

    async def sending() -> None:
        app.scheduler.start()
        await asyncio.Event().wait()

    threading.Thread(target=lambda: asyncio.run(sending()), daemon=True).start()
    print("ready", flush=True)
    for line in sys.stdin:
        one = json.loads(line)
        received = Received("web", one["id"], one["address"], clock.now(), one["text"])
        app.receive_now(received).add_done_callback(lambda done, number=one["id"]: safe(number, done))


if __name__ == "__main__":
    main()
