"""Where the dictionaries of Hunspell lie: a folder the user names, the system's, LibreOffice's, those of wheels."""

from __future__ import annotations

import functools
import os
import sys
import sysconfig
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

_FRESH_S = 10.0
_NAMES: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (("en_GB", "en-GB"), ("en_US", "en-US", "en")),
    "nl": (("nl_NL", "nl-NL", "nl", "nl_BE"),),
    "sv": (("sv_SE", "sv-SE", "sv", "sv_FI"),),
}
"""For each language the dictionaries that count together, each by the names it goes by, the best first."""


def find_dictionaries(language: str, folder: str = "") -> tuple[Path, ...]:
    """The `.dic` files for a language, empty when there are none; `folder` is the user's own and comes first.

    English has two, British and American: a word of either is no mistake. Looked for anew every ten seconds at most.
    """
    return _find(language, folder, int(time.monotonic() / _FRESH_S))


@functools.lru_cache(maxsize=16)
def _find(language: str, folder: str, _moment: int) -> tuple[Path, ...]:
    folders = [each for each in _folders(folder) if each.is_dir()]
    found = (_first(folders, names) for names in _NAMES.get(language, ()))
    return tuple(path for path in found if path is not None)


def _first(folders: list[Path], names: tuple[str, ...]) -> Path | None:
    for folder in folders:
        for name in names:
            path = folder / f"{name}.dic"
            if path.is_file() and path.with_suffix(".aff").is_file():
                return path
    return None


def _folders(chosen: str) -> Iterator[Path]:
    if chosen:
        yield Path(chosen)
        yield from sorted(path for path in Path(chosen).glob("*") if path.is_dir())
    yield from _of_the_system()
    yield Path(sysconfig.get_path("data")) / "share" / "hunspell"
    package = find_spec("hunspell")
    for place in (package.submodule_search_locations or ()) if package is not None else ():
        yield Path(place) / "dictionaries"


def _of_the_system() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "darwin":
        yield home / "Library" / "Spelling"
        yield Path("/Library/Spelling")
        yield from _of_office(Path("/Applications/LibreOffice.app/Contents/Resources/extensions"))
    elif sys.platform == "win32":
        for name in ("PROGRAMFILES", "PROGRAMFILES(X86)"):
            if programs := os.environ.get(name):
                yield from _of_office(Path(programs) / "LibreOffice" / "share" / "extensions")
    else:
        yield home / ".local" / "share" / "hunspell"
        yield Path("/usr/share/hunspell")
        yield Path("/usr/share/myspell/dicts")
        for place in ("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice"):
            yield from _of_office(Path(place) / "share" / "extensions")


def _of_office(extensions: Path) -> Iterator[Path]:
    """LibreOffice keeps each language in a folder of its own: `dict-nl`."""
    for language in _NAMES:
        yield extensions / f"dict-{language}"
