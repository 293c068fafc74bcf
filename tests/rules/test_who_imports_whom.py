"""What the import contracts cannot say by wildcards: commands and screens stand side by side, each by itself."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCREENS = {"board", "logbook", "systems_screen", "tasks_screen", "contacts_screen", "handover_screen", "set_up"}


def imports_of(file: Path) -> Iterator[str]:
    """Every module that a file imports, also within its functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_a_command_never_imports_a_command() -> None:
    files = [file for file in (ROOT / "app" / "commands").glob("*.py") if file.stem not in ("__init__", "every")]

    guilty = {file.name: found for file in files
              if (found := [name for name in imports_of(file) if name.startswith("app.commands")])}  # fmt: skip

    assert len(files) > 8
    assert guilty == {}


def test_nobody_but_the_console_knows_a_screen() -> None:
    files = [*(ROOT / "views").glob("*.py"), *(ROOT / "views" / "boards").glob("*.py"),
             *(ROOT / "views" / "forms").glob("*.py")]  # fmt: skip
    screens = {f"views.boards.{name}" for name in SCREENS}

    guilty = {file.name for file in files if screens & set(imports_of(file))}

    assert all((ROOT / "views" / "boards" / f"{name}.py").exists() for name in SCREENS)
    assert guilty == set()


def test_heavy_libraries_are_imported_by_who_needs_them_only() -> None:
    needed_by = {"pyqtgraph": "views/boards", "pypdfium2": "views", "reportlab": "reports"}

    for library, folder in needed_by.items():
        users = {
            str(file.relative_to(ROOT))
            for part in ("views", "app", "reports", "models", "resources")
            for file in (ROOT / part).rglob("*.py")
            if any(name.split(".")[0] == library for name in imports_of(file))
        }
        assert users, library
        assert all(user.startswith(folder) for user in users), library
