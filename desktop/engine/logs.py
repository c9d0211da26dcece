"""The log of a process: to standard error and to a file that stays small, without keys."""

from __future__ import annotations

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from desktop.engine.redaction import Redactor

_SIZE = 1_000_000
_KEPT = 3


class _CleanFormatter(logging.Formatter):
    """Formats a record and takes the keys out of all of it, the traceback included."""

    def __init__(self, redactor: Redactor) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        return self._redactor.clean(super().format(record))


def start_log(file: Path, redactor: Redactor) -> None:
    """Log to standard error, and to `file` as far as it can be written."""
    formatter = _CleanFormatter(redactor)
    handlers: list[logging.Handler] = [logging.StreamHandler(sys.stderr)]
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handlers.append(RotatingFileHandler(file, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8"))
    except OSError:
        pass  # a profile that cannot be written still has standard error
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for handler in handlers:
        handler.setFormatter(formatter)
        root.addHandler(handler)
