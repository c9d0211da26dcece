"""What commands about translations are given: a memory or terms, as a file or by what the profile calls them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.cli.context import Context
from desktop.core.errors import ErrorKind, UserError
from desktop.core.language_tag import is_language_tag, same_language
from desktop.core.translation import MemoryInfo, MemoryUnit, TermBase
from desktop.core.words import tr

if TYPE_CHECKING:
    from desktop.store.protocol import StoreLike

_MOST_BYTES = 200_000_000


def language(tag: str) -> str:
    """An argument that names a language; an empty one is left to the command."""
    if tag.strip() and not is_language_tag(tag):
        raise argparse.ArgumentTypeError(tr("“{tag}” is no language; write it as nl, sv or en-GB.", tag=tag))
    return tag.strip()


def read_bytes(name: str) -> bytes:
    """The bytes of a file, `-` being standard input; no more than show that it is too large. Raises `UserError`."""
    try:
        if name == "-":
            return sys.stdin.buffer.read(_MOST_BYTES + 1)
        with Path(name).open("rb") as file:
            return file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=name)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(ErrorKind.INPUT, tr("{file} cannot be read: {reason}.", file=name, reason=reason)) from error


def memory_named(store: StoreLike, name: str) -> MemoryInfo:
    """The memory with this id or name. Raises `UserError`."""
    memories = store.memories()
    found = [each for each in memories if str(each.id) == name or each.name.casefold() == name.casefold()]
    if not found:
        raise UserError(
            ErrorKind.INPUT,
            tr("There is no translation memory “{name}”.", name=name),
            tr("There are: {names}.", names=", ".join(each.name for each in memories) or "–"),
        )
    return found[0]


def term_base_named(store: StoreLike, name: str) -> TermBase:
    """The term base with this id or name. Raises `UserError`."""
    bases = store.term_bases()
    found = [each for each in bases if str(each.id) == name or each.name.casefold() == name.casefold()]
    if not found:
        raise UserError(
            ErrorKind.INPUT,
            tr("There is no term base “{name}”.", name=name),
            tr("There are: {names}.", names=", ".join(each.name for each in bases) or "–"),
        )
    return found[0]


def memory_file(name: str, context: Context, source: str = "", target: str = "") -> tuple[bytes, str]:
    """The bytes of a file of translations and its name; a memory of the profile comes as TMX.

    A file of that name goes before a memory of that name. The languages of the TMX are those asked for, where the
    memory is of these languages. Raises `UserError` when there is neither.
    """
    if (data := _file(name)) is not None:
        return data, name
    from desktop.formats.bitext.new_tmx import tmx_of

    with context.store() as store:
        try:
            memory = memory_named(store, name)
        except UserError as error:
            raise _refuse_nothing(name, error) from error
        ours, theirs = _asked(memory.source, source), _asked(memory.target, target)
        units: list[MemoryUnit] = []
        while some := store.memory_units(memory.id, len(units), 1000):
            units += some
    return tmx_of(units, ours, theirs), f"{memory.name}.tmx"


def terms_file(name: str, context: Context, source: str = "", target: str = "") -> tuple[bytes, str]:
    """The bytes of a file of terms and its name; a term base of the profile comes as TBX. As `memory_file`."""
    if (data := _file(name)) is not None:
        return data, name
    from desktop.formats.bitext.new_tbx import tbx_of

    with context.store() as store:
        try:
            base = term_base_named(store, name)
        except UserError as error:
            raise _refuse_nothing(name, error) from error
        return tbx_of(store.terms(base.id, source, target), source or "und", target or "und"), f"{base.name}.tbx"


def units_in(path: Path, languages: tuple[str, str]) -> tuple[Iterator[MemoryUnit], str, str]:
    """The translations of a file, and its languages; those that are not named are read from it. Raises `UserError`."""
    if path.suffix.lower() == ".tmx":
        from desktop.formats.bitext.tmx_units import languages_of_tmx, units_of_tmx

        _refuse_missing(path)
        told = languages_of_tmx(path)
        source, target = languages[0] or told.source, languages[1] or next(iter(told.targets), "")
        _refuse_unnamed(path, source, target)
        return units_of_tmx(path, source, target), source, target
    from desktop.formats.bitext.opening import open_bitext

    _refuse_missing(path)
    bitext = open_bitext(path.read_bytes(), str(path), *languages)
    source, target = languages[0] or bitext.languages.source, languages[1] or bitext.languages.target
    _refuse_unnamed(path, source, target)
    sources = ["", *(each.source.text for each in bitext.segments), ""]
    units = (
        MemoryUnit(each.source.text, each.target.text, sources[place], sources[place + 2])
        for place, each in enumerate(bitext.segments)
        if not each.target.is_empty and not each.source.is_empty
    )
    return units, source, target


def _file(name: str) -> bytes | None:
    """The bytes of a file, `-` being standard input; `None` when there is none of that name."""
    return read_bytes(name) if name == "-" or Path(name).is_file() else None


def _refuse_nothing(name: str, error: UserError) -> UserError:
    """Neither a file nor one of the profile's: a name that looks like a file's is taken for one."""
    looks_like_file = "." in name or "/" in name or "\\" in name
    return UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=name)) if looks_like_file else error


def _asked(known: str, wanted: str) -> str:
    """The tag that was asked for, where it is the same language."""
    return wanted if wanted and same_language(known, wanted) else known


def _refuse_missing(path: Path) -> None:
    if not path.is_file():
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=path))
    if path.suffix.lower() != ".tmx" and path.stat().st_size > _MOST_BYTES:
        raise UserError(ErrorKind.INPUT, tr("{file} is too large.", file=path))


def _refuse_unnamed(path: Path, source: str, target: str) -> None:
    if not source or not target:
        message = tr("{file} does not say its languages.", file=path)
        raise UserError(ErrorKind.INPUT, message, tr("Name them: --from en --to nl."))
