"""Writing the workspace to a file beside the work: with a connection of its own that only reads, while others save.

A large history takes minutes to write out; nothing that is typed meanwhile may wait for that.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from desktop.core.profile import Profile
from desktop.store.connection import open_reading
from desktop.store.place import shared_place
from desktop.store.problems import problem_of
from desktop.store.settings_file import load_settings
from desktop.store.tables import Tables
from desktop.store.workspace_file import write_workspace
from desktop.store.workspace_form import Step


def reads_beside(profile: Profile) -> bool:
    """Whether one can read this history while others write: not in a shared folder, which has no write-ahead log."""
    return shared_place(profile.folder) is None


def export_beside(profile: Profile, target: Path, step: Step) -> None:
    """Write everything, as it is at one moment, on whatever thread; what `Store.export_workspace` raises."""
    settings = load_settings(profile.settings).values
    try:
        with closing(open_reading(profile.database)) as connection:
            connection.execute("BEGIN")
            tables = Tables(connection)
            _ = tables.changes  # from this first look on, it is the history of one moment
            write_workspace(tables, target, profile.pictures, settings, step)
    except sqlite3.Error as error:
        raise problem_of(error, profile.database) from error
