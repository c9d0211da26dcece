"""Which files can be translated, and which of them say in what languages they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData

from desktop.core.errors import ErrorKind, Problem
from desktop.core.words import tr

_TWO: tuple[str, ...] = (
    ".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff", ".tmx", ".po", ".pot", ".csv", ".tsv", ".xlsx",
)  # fmt: skip
_ONE: tuple[str, ...] = (".docx", ".html", ".htm", ".xhtml", ".md", ".markdown", ".txt")
FILE_ENDINGS: tuple[str, ...] = (*_TWO, *_ONE)
"""The endings of files that can be opened: those in two languages, then those in one."""


def files_filter() -> str:
    """The filters of the dialog that asks for files."""
    everything = tr("Files to translate ({endings})", endings=_stars(FILE_ENDINGS))
    two = tr("In two languages ({endings})", endings=_stars(_TWO))
    one = tr("Documents ({endings})", endings=_stars(_ONE))
    return ";;".join((everything, two, one, tr("All files (*)")))


def documents_filter() -> str:
    """The filters of a dialog that asks for a document in one language."""
    return ";;".join((tr("Documents ({endings})", endings=_stars(_ONE)), tr("All files (*)")))


def never_tells(path: Path) -> bool:
    """Whether a file of this kind cannot say into which language it is to be translated."""
    return path.suffix.lower() in _ONE


def dropped_files(data: QMimeData) -> list[Path]:
    """The files in what is being dropped that can be translated."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in FILE_ENDINGS]


def wants_languages(problem: Problem, names: Iterable[str]) -> bool:
    """Whether a file was refused because it does not say its languages."""
    if problem.kind is not ErrorKind.INPUT:
        return False
    return any(problem.message == tr("{file} does not say its languages.", file=name) for name in names)


def _stars(endings: Iterable[str]) -> str:
    return " ".join(f"*{each}" for each in endings)
