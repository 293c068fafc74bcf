"""House rules that no linter knows: one SQLite library, and no file calls on a live database (quality 1)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("app", "models", "reports", "resources", "views")
SOURCES = sorted([ROOT / "main.py", *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))])
FORBIDDEN = {"sqlite3", "_sqlite3", "aiosqlite", "apsw", "pickle", "shelve", "marshal"}
FILE_CALLS = {
    "open",
    "fdopen",
    "read_bytes",
    "read_text",
    "write_bytes",
    "write_text",
    "copyfile",
    "copytree",
    "mkstemp",
}
TOUCH_FILES = {
    "main.py",  # the file log
    "app/csv_in.py",  # the table that is imported
    "app/demonstration.py",  # whether its database was finished, beside it
    "app/files_in.py",  # what is attached; it asks before it opens
    "app/folders.py",  # takes a place for a new file
    "app/reporting.py",  # PDFs
    "app/script.py",
    "app/seat_note.py",  # beside the database, never it
    "app/settings.py",
    "models/backup.py",  # syncs the copy, after SQLite has let go of it
    "models/database.py",  # makes the empty file private before SQLite sees it
    "reports/fonts.py",
    "resources/files.py",
    "views/application.py",  # file log, crash log
    "views/console.py",  # `QtDesk.open`, no file
    "views/pictures.py",  # `QBuffer.open`, no file
    "views/windows.py",  # the same
}
"""The modules that read or write files, and which; none of them a live database."""


def imported(tree: ast.AST) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module.split(".")[0], *(alias.name for alias in node.names)}
    return names


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_second_sqlite_and_nothing_that_runs_what_it_reads(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))

    assert not imported(tree) & (FORBIDDEN | {"QtSql"})
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not calls & {"eval", "exec", "compile", "__import__"}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_the_modules_that_are_known_for_it_touch_files(path: Path) -> None:
    used = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    }

    if str(path.relative_to(ROOT)) not in TOUCH_FILES:
        assert not used & FILE_CALLS


def test_the_rules_look_at_real_files() -> None:
    assert len(SOURCES) > 40
