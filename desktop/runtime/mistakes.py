"""Mistakes of our own on a thread that must live on: each becomes a problem that is told."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TypeVar

from desktop.core.errors import Bug, CopydeskError, ErrorKind
from desktop.core.words import tr

T = TypeVar("T")


def guarded(work: Callable[[], T]) -> T:
    """Do `work`; whatever it raises arrives as a `CopydeskError`, a mistake of ours as a `Bug` with its trace."""
    try:
        return work()
    except CopydeskError:
        raise
    except Exception as error:
        raise Bug(
            ErrorKind.BUG,
            tr("Copydesk made a mistake of its own."),
            tr("Your text is still on the screen, and saving goes on."),
            details="".join(traceback.format_exception(error)),
        ) from error
