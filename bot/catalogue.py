"""What is written from the code: the README's catalogue, a line for each capability; the picture of a case."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from bot.dialogue import Dialogue

MARKED = re.compile(r"(<!-- catalogue -->\n).*?(<!-- /catalogue -->)", re.DOTALL)
PICTURE = """# 一件事从提出到办结

由 `make docs` 从 `handlers/engines/cases/rules.py` 画出来，请不要手改。

```mermaid
{picture}
```
"""


class Listed(Protocol):
    """What the catalogue tells of a capability."""

    @property
    def name(self) -> str: ...
    @property
    def about(self) -> str: ...
    @property
    def dialogues(self) -> list[Dialogue]: ...


def catalogue(capabilities: Sequence[Listed]) -> str:
    """| folder | what it is | how one says it |, a row each."""
    rows = ["| 文件夹 | 做什么 | 怎么说 |", "|---|---|---|"]
    for one in capabilities:
        helps = "<br>".join(dialogue.help for dialogue in one.dialogues)
        rows.append(f"| `{one.name}` | {one.about.splitlines()[0] if one.about else ''} | {helps} |")
    return "\n".join(rows) + "\n"


def write_catalogue(readme: Path, capabilities: Sequence[Listed], *, only_check: bool) -> bool:
    """Put the catalogue between its marks; True if the file was, or would be, changed."""
    old = readme.read_text(encoding="utf-8")
    new = MARKED.sub(lambda match: match[1] + catalogue(capabilities) + match[2], old)
    if new != old and not only_check:
        readme.write_text(new, encoding="utf-8")
    return new != old


def write_picture(file: Path, picture: str, *, only_check: bool) -> bool:
    """The states of a case and what leads from one to another; True if the file was, or would be, changed."""
    old = file.read_text(encoding="utf-8") if file.exists() else ""
    new = PICTURE.format(picture=picture)
    if new != old and not only_check:
        file.write_text(new, encoding="utf-8")
    return new != old
