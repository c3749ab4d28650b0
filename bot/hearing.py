"""A voice note as words: a command that the operator names gets its file; without one, or if it fails, there are none."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Sequence
from pathlib import Path

log = logging.getLogger("sibai.hearing")


def transcribe(command: Sequence[str], file: Path, seconds: float) -> str:
    """What the command prints when it is given the file as its last argument; "" if it does not work in time."""
    if not command:
        return ""
    try:
        done = subprocess.run(
            [*command, str(file)], capture_output=True, timeout=seconds, check=True, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.SubprocessError) as failure:  # its words may hold what was said
        log.warning("a voice note could not be turned into words: %s", type(failure).__name__)
        return ""
    return " ".join(done.stdout.decode("utf-8", errors="replace").split())
