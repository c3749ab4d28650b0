"""An operator at a terminal, for tests of the commands."""

import sqlite3
from pathlib import Path

from bot.__main__ import main

ROOT = Path(__file__).parents[1]
HEADINGS = "居委,网格,微网格,小区,楼号,室号,姓名,性别,出生日期,电话,标签,角色"
STAFF = "三门居民区,一网格,微网格1,,,,王芳,女,1985-03-02,,,干部\n三门居民区,,,,,,刘书记,男,,,,书记"
HOME = "三门居民区,一网格,微网格1,益港花园,12号,302,王秀英,女,1940-02-03,13800138000,独居老人,"


class Terminal:
    """Types a command; keeps its exit code and what it printed."""

    def __init__(self, folder: Path, capsys) -> None:
        self.folder, self.home, self.capsys = folder, folder / "home", capsys

    def types(self, *words: object, home: Path | None = None) -> "Terminal":
        try:
            self.code = main([*map(str, words), "--home", str(home or self.home)])
        except SystemExit as left:
            self.code = left.code
        printed = self.capsys.readouterr()
        self.out, self.err = printed.out, printed.err
        assert "Traceback" not in self.err
        return self

    def file(self, name: str, *lines: str, encoding: str = "utf-8") -> Path:
        path = self.folder / name
        path.write_bytes("\n".join([*lines, ""]).encode(encoding))
        return path

    def imports(self, *lines: str) -> "Terminal":
        return self.types("import", self.file("名册.csv", HEADINGS, *lines), "--yes")

    def rows(self, statement: str) -> list:
        with sqlite3.connect(self.home / "sibai.db") as db:
            return db.execute(statement).fetchall()
