"""A text that must never be printed, and the keys that a home makes for itself."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


class Secret:
    """A password, token or key. Only `reveal()` gives it out; printed, logged or pickled it is a row of dots."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return "Secret(•••)"

    def __str__(self) -> str:
        return "•••"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and secrets.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash(Secret)

    def __reduce__(self) -> tuple[type[Secret], tuple[str]]:
        return Secret, ("•••",)

    def __deepcopy__(self, memo: object) -> Secret:
        return self


def own_key(home: Path, name: str) -> Secret:
    """The home's key of that name (`keys/NAME`, readable by its owner only), made when first asked for."""
    file = home / "keys" / name
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not file.exists():
        _make(file)
    return Secret(file.read_text(encoding="ascii").strip())


def _make(file: Path) -> None:
    """Two processes that start at once agree on one key: the first link wins, and it is never half written."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as out:
        out.write(secrets.token_urlsafe(32) + "\n")
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
