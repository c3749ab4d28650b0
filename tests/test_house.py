"""The house rules: who may import whom, how large things may grow, what every capability brings with it."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import resolve_name
from pathlib import Path

import pytest

from bot.app import capabilities, draw
from bot.catalogue import write_catalogue, write_picture

ROOT = Path(__file__).parent.parent
FILES = sorted(p.relative_to(ROOT) for top in ("bot", "handlers", "storage") for p in (ROOT / top).rglob("*.py"))
WRITTEN = [file for file in FILES if "versions" not in file.parts]  # a migration is as long as the change it makes
CAPABILITIES = sorted(
    p.name for p in (ROOT / "handlers").iterdir() if (p / "__init__.py").exists() and p.name != "engines"
)
LOADER = Path("bot/app.py")  # the one file that looks back up
IMPURE = {"time", "random", "secrets", "os", "socket", "subprocess", "threading", "asyncio", "sqlite3", "urllib"}
BANNED = re.compile(r"^_?(utils?|helpers?|managers?|services?|common|misc)$")
BANNED_CLASS = re.compile(r"(^_?Abstract|Manager$|Service$|Helper$|Utils?$)")


def source(file: Path) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def tree(file: Path) -> ast.Module:
    return ast.parse(source(file))


def imports(file: Path) -> set[str]:
    """Every module the file names, relative ones resolved, `from a import b` also as a.b."""
    package = ".".join(file.parent.parts)
    names: set[str] = set()
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = resolve_name("." * node.level + (node.module or ""), package) if node.level else node.module or ""
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def allowed(file: Path, name: str) -> bool:
    top, target = file.parts[0], name.split(".")
    if file.name == "rules.py" and target[:2] != list(file.parts[:2]):
        pure = target[0] in sys.stdlib_module_names - IMPURE
        return pure or (target[:2] == ["handlers", "engines"] and "rules" in target)
    if top == "storage":
        return target[0] not in ("bot", "handlers")
    if top == "bot":
        return target[0] != "handlers" or file == LOADER
    if file.parts[1:2] == ("engines",):
        return target[0] != "handlers" or target[1:2] == ["engines"]
    same_capability = target[:2] == list(file.parts[:2])
    return target[0] != "handlers" or same_capability or target[1:2] == ["engines"]


@pytest.mark.parametrize(
    ("file", "name", "may"),
    [
        ("storage/visits.py", "bot.clock.Clock", False),  # storage is the ground floor
        ("storage/visits.py", "storage.base.table", True),
        ("bot/desk.py", "storage.inbox.INBOX", True),
        ("bot/desk.py", "handlers.visits.rules.due", False),  # how we talk knows no capability
        ("bot/app.py", "handlers.visits", True),
        ("handlers/engines/plans/talks.py", "handlers.visits.rules.due", False),  # engines know no capability
        ("handlers/engines/plans/talks.py", "handlers.engines.registry.kinds.Door", True),
        ("handlers/visits/talks.py", "handlers.care.rules.due", False),  # capabilities meet in engines
        ("handlers/visits/talks.py", "handlers.visits.rules.due", True),
        ("handlers/visits/talks.py", "bot.talk.talk.Talk", True),
        ("handlers/visits/rules.py", "datetime.date", True),  # rules are pure
        ("handlers/visits/rules.py", "time.time", False),
        ("handlers/visits/rules.py", "sqlalchemy.select", False),
        ("handlers/visits/rules.py", "storage.visits.VISITS", False),
        ("handlers/visits/rules.py", "handlers.engines.plans.rules.due", True),
    ],
)
def test_the_arrows_are_what_the_design_draws(file: str, name: str, may: bool) -> None:
    assert allowed(Path(file), name) is may


@pytest.mark.parametrize("file", FILES, ids=str)
def test_a_file_imports_only_what_lies_below_it(file: Path) -> None:
    assert [name for name in sorted(imports(file)) if not allowed(file, name)] == []


def test_nothing_is_imported_by_a_name_made_at_run_time() -> None:
    makers = [file for file in FILES if "importlib.import_module" in imports(file) or "importlib" in imports(file)]
    assert set(makers) <= {LOADER, Path("storage/migrating.py")}


# Sizes


@pytest.mark.parametrize("file", WRITTEN, ids=str)
def test_a_file_fits_in_one_head(file: Path) -> None:
    assert source(file).count("\n") <= 300


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def is_dialogue(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    made = [mark.func if isinstance(mark, ast.Call) else mark for mark in function.decorator_list]
    return any(getattr(mark, "id", getattr(mark, "attr", "")) == "dialogue" for mark in made)


@pytest.mark.parametrize("file", WRITTEN, ids=str)
def test_a_function_fits_on_half_a_screen_and_a_dialogue_on_one(file: Path) -> None:
    lengths = {f"{f.name}:{f.lineno}": (f.end_lineno - f.lineno + 1, is_dialogue(f)) for f in functions(file)}
    assert {name: lines for name, (lines, talks) in lengths.items() if lines > (80 if talks else 40)} == {}


def test_the_dialogue_engine_stays_small() -> None:
    assert sum(source(file).count("\n") for file in FILES if file.parts[:2] == ("bot", "talk")) <= 700


# Names and papers


@pytest.mark.parametrize("file", [file for file in FILES if file.name == "__init__.py"], ids=str)
def test_an_init_holds_a_docstring_and_no_code(file: Path) -> None:
    module = tree(file)
    assert ast.get_docstring(module)
    assert len(module.body) == 1


def test_every_folder_is_a_package() -> None:
    folders = {file.parent for file in FILES}
    assert [str(folder) for folder in sorted(folders) if not (ROOT / folder / "__init__.py").exists()] == []


@pytest.mark.parametrize("file", FILES, ids=str)
def test_every_module_opens_with_its_job(file: Path) -> None:
    first = (ast.get_docstring(tree(file)) or "").split("\n")[0]
    assert first.endswith((".", "。")), first


@pytest.mark.parametrize("file", FILES, ids=str)
def test_names_say_what_a_thing_is(file: Path) -> None:
    assert [part for part in (*file.parts[:-1], file.stem) if BANNED.match(part)] == []
    classes = [node.name for node in ast.walk(tree(file)) if isinstance(node, ast.ClassDef)]
    assert [name for name in classes if BANNED_CLASS.search(name)] == []


# Capabilities


@pytest.mark.parametrize("name", CAPABILITIES)
def test_a_capability_says_what_it_is(name: str) -> None:
    about = ast.get_docstring(tree(Path("handlers", name, "__init__.py"))) or ""
    assert "：" in about.split("\n")[0], "名称：一句话说它做什么、给谁用。"


@pytest.mark.parametrize("name", CAPABILITIES)
def test_a_capability_has_a_story(name: str) -> None:
    folder = ROOT / "tests" / "handlers" / name
    tests = [*folder.glob("test_*.py"), *folder.parent.glob(f"test_{name}.py")]
    stories = [*folder.glob("*.story"), *folder.parent.glob(f"{name}*.story")]
    assert tests or stories, f"tests/handlers/{name}/ is empty"


def test_the_catalogue_is_what_make_docs_writes() -> None:
    assert "<!-- catalogue -->" in source(Path("README.md"))
    assert not write_catalogue(ROOT / "README.md", capabilities(), only_check=True), "run `make docs`"


def test_the_picture_of_a_case_is_what_make_docs_draws() -> None:
    assert not write_picture(ROOT / "docs" / "cases.md", draw(), only_check=True), "run `make docs`"


def test_every_dialogue_has_a_help_text_that_begins_with_a_name() -> None:
    helps = {dialogue.name: dialogue.help for one in capabilities() for dialogue in one.dialogues}
    assert [name for name, text in helps.items() if "：" not in text] == []


# The whole checkout


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def texts() -> Iterator[tuple[str, str]]:
    for file in tracked():
        try:
            yield str(file.relative_to(ROOT)), file.read_text(encoding="utf-8")
        except UnicodeDecodeError:  # a picture
            continue


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    places = [f"/{top}/" for top in ("work", "root", "Users")] + [rf"/{top}/\w+/(?!\.\.)" for top in ("home",)]
    # Only where a path begins: a/work/b is somewhere in the project.
    somewhere = re.compile(r"(?<![\w.)}*])(?:" + "|".join(places) + ")")
    assert {name: found[0] for name, text in texts() if (found := somewhere.findall(text))} == {}


def test_the_locks_name_versions_and_no_place() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = [
            line for line in source(Path(name)).splitlines() if line and not line.lstrip().startswith(("#", "--hash"))
        ]
        assert lines and all(re.fullmatch(r"[\w.\-]+==[\w.!+]+( ;.*)?( \\)?", line) for line in lines), name
        assert "://" not in source(Path(name)) and " @ " not in source(Path(name))


def test_every_dependency_is_locked() -> None:
    import tomllib

    project = tomllib.loads(source(Path("pyproject.toml")))["project"]
    for name, wanted in (
        ("requirements.lock", project["dependencies"]),
        ("requirements-dev.lock", project["dependencies"] + project["optional-dependencies"]["dev"]),
    ):
        locked = {line.split("==")[0].lower() for line in source(Path(name)).splitlines() if "==" in line}
        names = {re.match(r"[\w.\-]+", line)[0].lower().replace("_", "-") for line in wanted}
        assert names - locked == set(), f"{name}: run `make lock`"
