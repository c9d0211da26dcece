"""The policy packs there are: Copydesk's own and those in a folder of the user's."""

from __future__ import annotations

import functools
from datetime import date
from pathlib import Path

import msgspec
import regex

from desktop.checks.policies.pack import Pack, Rule
from desktop.core.errors import ErrorKind, UserError
from desktop.core.resources import resource_text
from desktop.core.words import mark, tr

OWN_PACKS: tuple[str, ...] = ("eu-green", "price", "health", "bol", "amazon", "merchant")
"""The ids of Copydesk's own packs, in the order in which they are listed."""

_ID = regex.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LARGEST = 2_000_000
"""Bytes of a pack's file; the greatest of ours has 40,000."""


class DamagedPack(msgspec.Struct, frozen=True):
    """A file that could not be read as a pack; `reason` is English and says where."""

    file: str
    reason: str


class Library(msgspec.Struct, frozen=True, eq=False):
    """The packs by their ids, and the files that are none."""

    packs: dict[str, Pack]
    damaged: tuple[DamagedPack, ...] = ()


def packs(folder: str = "") -> tuple[Pack, ...]:
    """Every pack, with those of a folder; one of the user's takes the place of ours of the same id."""
    return tuple(library_of(folder).packs.values())


def damaged_packs(folder: str) -> tuple[DamagedPack, ...]:
    """The files of a folder that could not be read."""
    return library_of(folder).damaged


def require_packs(ids: tuple[str, ...], folder: str = "") -> None:
    """Raise a `UserError` (usage) that lists the packs there are, if one of these ids is not among them."""
    known = library_of(folder).packs
    unknown = next((each for each in ids if each not in known), None)
    if unknown is not None:
        raise UserError(
            ErrorKind.USAGE,
            tr("There is no policy pack “{id}”.", id=unknown),
            tr("There are {names}.", names=", ".join(known)),
        )


def library_of(folder: str) -> Library:
    """The packs with those of a folder (empty: none), read again when one of its files has changed."""
    if not folder:
        return _library(())
    try:
        files = sorted(Path(folder).glob("*.json"))
        return _library(tuple((str(file), file.stat().st_mtime_ns, file.stat().st_size) for file in files))
    except OSError:
        return _library(())


def read_pack(data: bytes | str, file: str = "") -> Pack:
    """A pack from the text of its file; a `ValueError` says what is wrong and where."""
    pack = msgspec.json.decode(data, type=Pack)
    _check(pack)
    return msgspec.structs.replace(pack, file=file)


@functools.lru_cache(maxsize=8)
def _library(files: tuple[tuple[str, int, int], ...]) -> Library:
    found = dict(_own_packs())
    damaged: list[DamagedPack] = []
    for file, _, size in files:
        try:
            if size > _LARGEST:
                raise ValueError(_TOO_LARGE)
            pack = read_pack(Path(file).read_bytes(), file)
        except (OSError, ValueError) as problem:
            damaged.append(DamagedPack(file, str(problem)))
        else:
            found[pack.id] = pack
    return Library(found, tuple(damaged))


@functools.cache
def _own_packs() -> dict[str, Pack]:
    """Ours are checked by a test: to make each of their patterns would take seconds."""
    return {each: msgspec.json.decode(resource_text(f"policies/{each}.json"), type=Pack) for each in OWN_PACKS}


_TOO_LARGE = mark("the file is larger than two megabytes")


def _check(pack: Pack) -> None:
    """Raise a `ValueError` for what the types do not say."""
    if _ID.fullmatch(pack.id) is None:
        raise ValueError(f"`id` may have small letters, digits and hyphens only - at `$.id` ({pack.id!r})")
    try:
        date.fromisoformat(pack.verified_on)
    except ValueError:
        raise ValueError(
            f"`verified_on` must be a day such as 2026-11-22 - at `$.verified_on` ({pack.verified_on!r})"
        ) from None
    if not any(pack.titles.values()):
        raise ValueError("a title in one language is needed - at `$.titles`")
    for group, patterns in pack.certificates.items():
        _compile(patterns, f"$.certificates.{group}")
    seen: set[str] = set()
    for place, rule in enumerate(pack.rules):
        if rule.id in seen or _ID.fullmatch(rule.id) is None:
            raise ValueError(
                f"each rule needs an `id` of its own of small letters - at `$.rules[{place}].id` ({rule.id!r})"
            )
        seen.add(rule.id)
        _check_rule(rule, pack, f"$.rules[{place}]")


def _check_rule(rule: Rule, pack: Pack, where: str) -> None:
    if not any(rule.message.values()):
        raise ValueError(f"a message in one language is needed - at `{where}.message`")
    unknown = {*rule.lifted_by, *rule.softened_by} - set(pack.certificates)
    if unknown:
        raise ValueError(f"`certificates` has no group {min(unknown)!r} - at `{where}`")
    _compile(rule.characters, f"{where}.characters")
    _compile(rule.raised_by, f"{where}.raised_by")
    for language, vocabulary in rule.vocabulary.items():
        _compile(vocabulary.patterns, f"{where}.vocabulary.{language}.patterns")
        _compile(vocabulary.but_not, f"{where}.vocabulary.{language}.but_not")


def _compile(patterns: tuple[str, ...], where: str) -> None:
    for place, pattern in enumerate(patterns):
        try:
            compiled = regex.compile(pattern)
        except regex.error as problem:
            raise ValueError(f"{pattern!r} is no regular expression ({problem}) - at `{where}[{place}]`") from None
        if compiled.match("") is not None:
            raise ValueError(f"{pattern!r} is found everywhere - at `{where}[{place}]`")
