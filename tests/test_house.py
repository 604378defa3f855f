"""The rules of the house: who may import whom, how long a file may be, what may not be named, what the wheel carries."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

import sendsite

TOP = Path(__file__).parent.parent
CODE = TOP / "sendsite"
PYPROJECT = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))
LONGEST_FILE = 300
LONGEST_FUNCTION = 40
EVERY_ROOM = {
    "framework", "register", "intake", "snapshots", "report", "site", "publish", "demo", "stock",
    "config", "signing", "age", "naming", "backups", "errors",
}


class Room(NamedTuple):
    """What a room may import: of ours (a room, or a file of one), and of others (by the name it is imported under)."""

    ours: set[str]
    others: set[str]


ROOMS = {
    "errors": Room(set(), set()),
    "stock": Room({"errors"}, set()),
    "config": Room({"errors"}, set()),
    "signing": Room({"errors"}, {"cryptography"}),
    "age": Room({"errors"}, {"pyrage"}),
    "naming": Room(set(), set()),
    "framework": Room({"errors"}, {"numpy", "scipy"}),
    "register": Room({"framework", "errors"}, {"peewee", "playhouse", "apsw"}),
    "intake": Room({"framework", "register.edits", "errors"}, {"pandas", "openpyxl", "defusedxml"}),
    "backups": Room({"naming", "errors"}, set()),
    "snapshots": Room({"framework", "register.facts", "intake.interchange", "publish.lock", "signing", "naming", "errors"}, set()),
    "report": Room({"framework", "errors"}, {"numpy", "pandas", "matplotlib", "scipy", "xlsxwriter"}),
    "site": Room({"report", "errors"}, {"flask", "werkzeug", "jinja2", "markupsafe", "markdown", "nh3"}),
    "publish": Room({"site", "report", "naming", "errors"}, {"flask", "flask_frozen", "waitress", "cryptography", "segno", "bcrypt", "_typeshed"}),
    "demo": Room({"framework", "errors"}, {"numpy"}),
    "workflow": Room(EVERY_ROOM, set()),
    "admin": Room(
        {"register", "framework", "intake", "report", "stock", "config", "errors"},
        {"flask", "werkzeug", "jinja2", "markupsafe", "markdown", "nh3", "htmx_flask", "argon2", "pyotp", "segno", "waitress", "numpy"},
    ),
    "cli": Room({"workflow", "admin.desk", "admin.server", "admin.passwords", "config", "framework.term", "errors"}, {"click"}),
    "__main__": Room({"cli"}, set()),
    "__init__": Room(set(), set()),
}
ONLY_IN: dict[str, tuple[str, ...]] = {
    "matplotlib": ("report/charts/",),
    "openpyxl": ("intake/",),
    "scipy": ("framework/rebalance/", "report/disclosure/"),
    "xlsxwriter": ("report/downloads",),
    "flask": ("site/", "publish/", "admin/"),
    "htmx_flask": ("admin/htmx.py",),
    "argon2": ("admin/passwords.py",),
    "cryptography": ("publish/seal/", "signing.py"),
    "pyrage": ("age.py",),
    "peewee": ("register/",),
    "bcrypt": ("publish/host_word.py",),
}
ASKING_SCREENS = ["publishing.py", "going_back.py", "hidden.py", "readers_list.py", "readers.py", "backups.py", "terms/", "subject_access.py"]
MAY_ASK_THE_WORKFLOW = ("admin/readers_desk.py", *(f"admin/screens/{screen}" for screen in ASKING_SCREENS))
"""They do what `sendsite build`, `publish`, `reader`, `backup`, `snapshot` and `subject` do."""

HEAVY = {"pandas", "matplotlib", "scipy", "openpyxl", "xlsxwriter"}
USED_BY_ANOTHER = {"defusedxml"}
"""openpyxl parses with it wherever it is installed."""
PACKAGED_AS = {"frozen-flask": "flask_frozen", "htmx-flask": "htmx_flask", "argon2-cffi": "argon2"}


class Import(NamedTuple):
    """One import: of which file, what, on which line, and whether it is run when the file is read."""

    file: str
    module: str
    line: int
    at_once: bool

    @property
    def room(self) -> str:
        return self.file.split("/")[0].removesuffix(".py")

    def __str__(self) -> str:
        return f"sendsite/{self.file}:{self.line} imports {self.module}"


def imports() -> Iterator[Import]:
    """Every import of every file, those inside functions and for types alone included."""
    for path in sorted(CODE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        later = {id(node) for outer in ast.walk(tree) if isinstance(outer, ast.FunctionDef) or _for_types(outer) for node in ast.walk(outer)}
        for node in ast.walk(tree):
            for module in _modules(node, path):
                yield Import(path.relative_to(CODE).as_posix(), module, getattr(node, "lineno", 0), id(node) not in later)


def _for_types(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _modules(node: ast.AST, path: Path) -> Iterator[str]:
    """The modules an import names; `from sendsite.x import y` names x.y where that is a file or a folder of ours."""
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names)
    if isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{path}: imports are written from sendsite on, not with dots"
        for name in node.names:
            longer = TOP.joinpath(*str(node.module).split("."), name.name)
            yield f"{node.module}.{name.name}" if longer.is_dir() or longer.with_suffix(".py").is_file() else str(node.module)


ALL_IMPORTS = list(imports())


def test_every_room_is_known():
    assert {each.room for each in ALL_IMPORTS} <= set(ROOMS)


def test_rooms_import_only_the_rooms_they_may():
    def allowed(each: Import) -> bool:
        ours = each.module.removeprefix("sendsite").removeprefix(".")
        if ours.startswith("workflow.") and each.file.startswith(MAY_ASK_THE_WORKFLOW):
            return True
        return ours in ("", each.room) or any(f"{ours}.".startswith(f"{may}.") for may in {each.room, *ROOMS[each.room].ours})

    assert [str(each) for each in ALL_IMPORTS if each.module.split(".")[0] == "sendsite" and not allowed(each)] == []


def test_rooms_import_only_the_libraries_they_may():
    def allowed(each: Import) -> bool:
        name = each.module.split(".")[0]
        return name in sys.stdlib_module_names or name == "sendsite" or name in ROOMS[each.room].others

    assert [str(each) for each in ALL_IMPORTS if not allowed(each)] == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_that_belongs_to_one_place_stands_nowhere_else(library):
    assert [str(each) for each in ALL_IMPORTS if each.module.split(".")[0] == library and not each.file.startswith(ONLY_IN[library])] == []


def test_heavy_libraries_are_imported_by_the_function_that_uses_them():
    assert [str(each) for each in ALL_IMPORTS if each.at_once and each.module.split(".")[0] in HEAVY] == []


def test_what_is_imported_is_declared_and_what_is_declared_is_imported():
    declared = {re.split(r"[>=\[ ]", line)[0].lower() for line in PYPROJECT["project"]["dependencies"]}
    names = {PACKAGED_AS.get(name, name) for name in declared}
    brought = {"playhouse", "werkzeug", "markupsafe", "_typeshed"}
    imported = {name for each in ALL_IMPORTS if (name := each.module.split(".")[0]) not in sys.stdlib_module_names} - {"sendsite"}

    assert imported - brought == names - USED_BY_ANOTHER


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["metrics", "--help"]])
def test_help_needs_no_room(command):
    code = f"import sys; from sendsite.cli.group import sendsite; sendsite({command!r}, standalone_mode=False); print(sorted(sys.modules), file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=TOP, check=True)

    for heavy in ("numpy", "flask", "peewee", *HEAVY):
        assert f"'{heavy}'" not in run.stderr


def test_metrics_need_neither_frames_nor_pages(demo_register):
    code = (
        "import sys; from sendsite.cli.group import sendsite; "
        f"sendsite(['metrics', '--json', '--dir', {str(demo_register)!r}], standalone_mode=False); print(sorted(sys.modules), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=TOP, check=True)

    for heavy in ("flask", "jinja2", *HEAVY):
        assert f"'{heavy}'" not in run.stderr


def written() -> list[Path]:
    """Every text of the project that people write."""
    kinds = {".py", ".md", ".toml", ".html", ".css", ".js", ".sh", ""}
    folders = ["sendsite", "tests", "tools", "content", "themes", "docs", "data"]
    found = [path for folder in folders for path in (TOP / folder).rglob("*") if path.is_file() and path.suffix in kinds]
    files = [TOP / name for name in ("README.md", "CHANGELOG.md", "Makefile", "Containerfile", "pyproject.toml", ".ci/run")]
    return [path for path in (*found, *files) if "__pycache__" not in path.parts and path.exists() and ".sqlite" not in path.name]


def test_no_file_of_code_tells_two_stories():
    kinds = {".py", ".html", ".js"}
    lengths = {str(path.relative_to(TOP)): len(path.read_text("utf-8").splitlines()) for path in written() if path.suffix in kinds}

    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def body_lines(function: ast.FunctionDef) -> int:
    """Lines of a function without those of its docstring."""
    first = function.body[0]
    docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    words = (first.end_lineno or 0) - first.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - words


def test_no_function_tells_two_stories():
    functions = [(path, node) for path in CODE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]

    assert [f"{path.relative_to(TOP)}:{node.lineno} {node.name}" for path, node in functions if body_lines(node) > LONGEST_FUNCTION] == []


def test_nothing_names_the_machine_it_was_written_on():
    places = re.compile(r"\.\./" + "shared|/" + "work/|/" + "root/|/" + "home/[a-z]")
    found = [f"{path.relative_to(TOP)}: {match[0]}" for path in written() for match in places.finditer(path.read_text("utf-8", "replace"))]

    assert found == []


def test_no_work_is_left_as_a_note():
    notes = re.compile(r"\b(?:TO" + "DO|FIX" + "ME|XX" + "X)\\b")
    found = [f"{path.relative_to(TOP)}: {match[0]}" for path in CODE.rglob("*.py") for match in notes.finditer(path.read_text("utf-8"))]

    assert found == []


def test_the_version_stands_in_the_changelog():
    assert re.search(rf"^## \[{re.escape(sendsite.__version__)}\]", (TOP / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)


def test_every_lower_bound_is_exact():
    lines = [*PYPROJECT["project"]["dependencies"], *PYPROJECT["project"]["optional-dependencies"]["dev"]]

    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9_-]+>=\d+(\.\d+)+", line)] == []


def test_every_ignored_rule_has_its_reason():
    text = (TOP / "pyproject.toml").read_text("utf-8")
    ignores = re.search(r"^ignore = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    assert ignores is not None

    assert [line for line in ignores[1].splitlines() if not re.search(r'",\s+# \S', line)] == []


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip would unpack it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)], cwd=TOP, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site-packages")
    return folder / "site-packages"


def run_installed(installed: Path, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the unpacked wheel's sendsite from a folder outside of the checkout."""
    environ = {"PYTHONPATH": str(installed), "PATH": "/usr/bin:/bin", "HOME": str(cwd), "MPLCONFIGDIR": str(cwd / ".mpl")}
    return subprocess.run([sys.executable, "-P", "-m", "sendsite", *words], cwd=cwd, env=environ, capture_output=True, text=True, check=False)


def test_the_wheel_carries_stock_and_nothing_private(installed):
    names = {path.relative_to(installed).as_posix() for path in installed.rglob("*") if path.is_file()}

    for stock in ("content/pages/home.md", "themes/default/theme.toml", "sample/schools.csv", "open/SOURCES.md"):
        assert f"sendsite/stock/{stock}" in names
    assert [name for name in names if name.startswith(("tests", "docs")) or "sqlite" in name or "__pycache__" in name] == []


def test_the_source_archive_carries_all_that_its_tests_read(tmp_path):
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)], cwd=TOP, check=True, capture_output=True)
    (path,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    for needed in ("tools/national.py", "docs/interchange.md", "tests/snapshots/golden/2025-autumn.zip", "data/open/SOURCES.md", "Makefile", "CHANGELOG.md"):
        assert needed in names
    assert [name for name in names if name.startswith(("demo/", "data/snapshots", ".venv")) or ".sqlite" in name] == []


def test_an_installed_sendsite_makes_a_site_outside_of_a_checkout(installed, tmp_path):
    for words in (["init", "trust"], ["import", "sample", "--yes", "--dir", "trust"], ["build", "--dir", "trust"]):
        run = run_installed(installed, tmp_path, *words)
        assert run.returncode == 0, run.stderr

    assert (tmp_path / "trust" / "build" / "preview" / "index.html").is_file()
