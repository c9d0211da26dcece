"""The name that a profile's items in the keyring bear."""

from __future__ import annotations

import os
import re
import secrets
from pathlib import Path

from desktop.core.words import tr
from desktop.engine.keys_trouble import Kind, Trouble, Unusable

_NAME = re.compile(r"[0-9a-f]{32}")


class ProfileIdentity:
    """A random name in a file of the profile: a profile that is moved keeps its keys, and two share none.

    It opens nothing by itself; a damaged one is made anew, and the keys are typed once more.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def read(self) -> str:
        """The name; empty when none was made. Raises `Unusable` when the file cannot be read."""
        try:
            return self._read()
        except OSError as error:
            raise _unusable(error) from error

    def make(self) -> str:
        """The name, made at the first time; two programs at once agree. Raises `Unusable` when it cannot be kept."""
        try:
            return self._read() or self._make()
        except OSError as error:
            raise _unusable(error) from error

    def _read(self) -> str:
        try:
            text = self._file.read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return ""
        return text if _NAME.fullmatch(text) else ""

    def _make(self) -> str:
        self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        beside = self._file.with_name(f"{self._file.name}.{os.getpid()}.tmp")
        beside.write_text(f"{secrets.token_hex(16)}\n", encoding="ascii")
        try:
            os.link(beside, self._file)  # unlike a rename it never replaces what another program has just made
        except OSError:
            if not self._read():  # damaged, or a disk without links
                beside.replace(self._file)
        finally:
            beside.unlink(missing_ok=True)
        return self._read()


def _unusable(error: OSError) -> Unusable:
    return Unusable(
        Trouble(
            Kind.REFUSING,
            tr("The folder of the profile cannot be used: {reason}.", reason=error.strerror or str(error)),
        )
    )
