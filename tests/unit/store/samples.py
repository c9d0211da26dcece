"""Drafts, broken files and other programs, for the tests of the store."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.environment import child_environment
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.store.store import Store
from desktop.store.values import StoreEvent

SOCK = Brief(
    product="Merino sock",
    language="nl",
    audience="hikers",
    notes="warm in winter",
    facts=(Fact("f1", "Weight", "98", "g", "supplier sheet", must_mention=True),),
)


def draft(body: str = "Warm en licht.", title: str = "Wollen sok", brief: Brief = SOCK) -> Draft:
    """A draft that was never saved."""
    return Draft(DraftId(""), brief=brief, copy=Copy({"title": title, "bullets": ("zacht", "sterk"), "body": body}))


def overwrite(path: Path, offset: int, length: int = 4096, byte: bytes = b"\x5a") -> None:
    """Break a part of a file as a bad disk does."""
    with path.open("rb+") as file:
        file.seek(offset)
        file.write(byte * length)


@contextmanager
def opened(profile: Profile, events: list[StoreEvent] | None = None, patience_s: float = 5) -> Iterator[Store]:
    """A store that is closed at the end."""
    store = Store(profile, (events if events is not None else []).append, patience_s=patience_s)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def outsider(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program's connection to the database."""
    connection = sqlite3.connect(path, isolation_level=None, timeout=1)
    try:
        yield connection
    finally:
        connection.close()


def start_python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """A program of its own that can be killed; it reads and writes lines."""
    return subprocess.Popen(
        [sys.executable, "-u", "-c", textwrap.dedent(code), *arguments],
        env=child_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def mounted(*arguments: str) -> bool:
    """Mount something; whether that was allowed."""
    done = subprocess.run([shutil.which("mount") or "mount", *arguments], capture_output=True, check=False)
    return done.returncode == 0


def unmount(folder: Path) -> None:
    """Take it away again."""
    subprocess.run([shutil.which("umount") or "umount", str(folder)], check=True)
