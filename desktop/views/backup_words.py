"""What is said of backups in more than one place."""

from __future__ import annotations

from desktop.core.words import tr
from desktop.runtime.backing_up import Doing, Work


def doing_words(doing: Doing) -> str:
    """What is being done now."""
    match doing.work:
        case Work.BACKUP:
            return tr("Copying the history, then reading the copy…")
        case Work.CHECK:
            return tr("Reading all of the backup…")
        case Work.LOOK:
            return tr("Looking at the backup…")
        case Work.RESTORE:
            return tr("Restoring…")
        case Work.EXPORT:
            return tr("Writing {file}…", file=doing.name)
        case Work.IMPORT:
            return tr("Reading {file}… What you type is saved as soon as it is done.", file=doing.name)
