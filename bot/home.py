"""The one folder in which all state lies: database, files, keys, configuration of a street."""

from __future__ import annotations

import hashlib
from pathlib import Path


class Home:
    """A folder, made when first needed. Nothing outside of it is written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self) -> None:
        for place in (self.folder, self.folder / "files", self.folder / "keys"):
            place.mkdir(parents=True, exist_ok=True, mode=0o700)

    def keep(self, data: bytes) -> str:
        """Store bytes under their own name; the path below the home. The same bytes are stored once."""
        digest = hashlib.sha256(data).hexdigest()
        path = self.folder / "files" / digest[:2] / digest
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            part = path.with_suffix(".part")
            part.write_bytes(data)
            part.replace(path)
        return str(path.relative_to(self.folder))

    def read(self, path: str) -> bytes:
        """The bytes of a kept file. Raises FileNotFoundError for what lies outside of the files folder."""
        full = (self.folder / path).resolve()
        if not full.is_relative_to((self.folder / "files").resolve()):
            raise FileNotFoundError(path)
        return full.read_bytes()
