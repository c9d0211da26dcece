"""What no linter at hand says of the source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.tree import ROOT, python_files, tracked_files, tree_of

BLIND_EXCEPT_AT = {
    "desktop/engine/jobs.py",  # the job runner
    "desktop/runtime/excepthook.py",  # the except-hook
    "desktop/runtime/mistakes.py",  # the store's thread: whatever a piece of work does, saving goes on
    "desktop/engine/keys.py",  # the keyring adapter: its backends raise anything
}
QT_LOWER_CASE = {"data", "event", "flags", "index", "paint", "parent", "clear", "eventFilter"}
BIGGEST_FILE = 5_000_000
TEXT = {".py", ".md", ".toml", ".txt", ".json", ".po", ".svg", ".xml", ".desktop", ".yml", ".yaml", ".html", ".csv", ""}


def _blind_handlers(path: Path) -> list[int]:
    """Lines of handlers that take everything and do not raise it again."""
    blind = {"Exception", "BaseException"}
    handlers = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.ExceptHandler))
    return [
        node.lineno
        for node in handlers
        if (node.type is None or any(isinstance(part, ast.Name) and part.id in blind for part in ast.walk(node.type)))
        and not (isinstance(node.body[-1], ast.Raise) and node.body[-1].exc is None)
    ]


def test_everything_is_caught_at_the_named_borders_only() -> None:
    found = {path.as_posix() for path in python_files("desktop") if _blind_handlers(path)}
    assert found <= BLIND_EXCEPT_AT


def test_no_sentence_is_asked_for_inside_a_formatted_string() -> None:
    """What collects the sentences for translation does not look there."""
    hidden = [
        f"{path}:{call.lineno}"
        for path in python_files("desktop")
        for text in ast.walk(tree_of(path))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"tr", "trn", "mark"}
        if call.args and isinstance(call.args[0], ast.Constant)
    ]
    assert not hidden


LOOK_FOR_SUCH_WORDS = {"desktop/checks/leftover_patterns.py", "desktop/checks/merge_tags.py"}
"""Checks that find them in the copy."""


def test_nothing_is_left_unfinished() -> None:
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|HACK|NotImplementedError)\b|coming soon", re.IGNORECASE)
    found = [
        f"{path}:{number}"
        for path in python_files("desktop", "bootstrap", "benchmarks", "packaging")
        if path.as_posix() not in LOOK_FOR_SUCH_WORDS
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1)
        if unfinished.search(line)
    ]
    assert found == []


def test_public_methods_of_widgets_have_docstrings_unless_they_are_overrides_of_qt() -> None:
    missing = [
        f"{path}:{function.lineno} {function.name}"
        for path in python_files("desktop")
        if path.parts[1] in {"views", "runtime"}
        for owner in ast.walk(tree_of(path))
        if isinstance(owner, ast.ClassDef) and not owner.name.startswith("_")
        for function in owner.body
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and not function.name.startswith("_")
        and function.name == function.name.lower()
        and function.name not in QT_LOWER_CASE
        and ast.get_docstring(function) is None
    ]
    assert missing == []


def test_files_are_small_and_name_no_machine_of_ours() -> None:
    assert {str(path): faults for path in tracked_files() if (faults := list(_faults(path)))} == {}


def _faults(path: Path) -> Iterator[str]:
    content = (ROOT / path).read_bytes()
    if len(content) > BIGGEST_FILE:
        yield "is over 5 MB"
    if path.suffix not in TEXT:
        return
    text = content.decode("utf-8")
    if str(ROOT) in text:
        yield "names the folder of a checkout"
    if re.search(r"^--(extra-)?index-url|^--find-links", text, re.MULTILINE):
        yield "names a package index"
    if "\r\n" in text and path.suffix not in {".csv", ".bat"}:
        yield "has line ends of Windows"
