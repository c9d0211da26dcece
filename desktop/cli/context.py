"""What every command gets: the profile, standard input and output, and how to answer."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from desktop.core.errors import ErrorKind, UserError
from desktop.core.profile import Profile
from desktop.core.settings import Settings
from desktop.core.words import tr
from desktop.store.client import open_store
from desktop.store.protocol import StoreLike


class Context(msgspec.Struct, frozen=True):
    """One call of the program; answers go to standard output, everything else to standard error."""

    profile: Profile
    settings: Settings
    as_json: bool

    def answer(self, document: object, text: Callable[[], str]) -> None:
        """Print the one JSON document, or the text for people."""
        if self.as_json:
            sys.stdout.write(json.dumps(msgspec.to_builtins(document), ensure_ascii=False) + "\n")
        else:
            body = text()
            if body:
                sys.stdout.write(body.rstrip("\n") + "\n")
        sys.stdout.flush()

    @staticmethod
    def say(text: str) -> None:
        """A line of progress or a warning."""
        sys.stderr.write(text + "\n")
        sys.stderr.flush()

    @contextmanager
    def store(self) -> Iterator[StoreLike]:
        """The history: ours, or that of the window which is open on the profile."""
        store = open_store(self.profile)
        try:
            yield store
        finally:
            store.close()


def read_text(name: str) -> str:
    """The text of a file, `-` being standard input; UTF-8 with or without a byte order mark."""
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except FileNotFoundError as error:
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=name)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(ErrorKind.INPUT, tr("{file} cannot be read: {reason}.", file=name, reason=reason)) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            ErrorKind.INPUT,
            tr("{file} is not UTF-8: byte {position} cannot be read.", file=name, position=error.start),
            tr("Save it as UTF-8 and try again."),
        ) from error
