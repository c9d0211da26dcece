"""How texts are checked: what a workspace chose, and what the checks cannot see for themselves."""

from __future__ import annotations

from typing import TypeVar

import msgspec

from desktop.core.brand import Brand
from desktop.core.profile import Profile
from desktop.core.settings import BRAND, KNOWN_WORDS, POLICIES, PREFERRED_WORDS, SILENCED_CHECKS, SPELLING, Settings

T = TypeVar("T")


class Preference(msgspec.Struct, frozen=True):
    """A word of the workspace to avoid, and the one to use."""

    avoid: str
    use: str


class Published(msgspec.Struct, frozen=True):
    """A text of another draft, so that the same title is not given twice: the draft's title, the field, its text."""

    draft: str
    field: str
    text: str


class CheckOptions(msgspec.Struct, frozen=True, omit_defaults=True):
    """What holds for all drafts of a workspace.

    `policies` are ids of policy packs; `silenced` ids of checks, or beginnings of ids that end in a dot; `known_words`
    are no spelling mistakes; `folders` are where packs and dictionaries of the user's own lie (absolute paths, empty:
    none); `today` is a date in ISO 8601, empty for that of the system; `brand` is what mails look like, and
    `pictures_folder` where their pictures lie.
    """

    policies: tuple[str, ...] = ()
    silenced: tuple[str, ...] = ()
    known_words: tuple[str, ...] = ()
    preferred: tuple[Preference, ...] = ()
    others: tuple[Published, ...] = ()
    packs_folder: str = ""
    dictionaries_folder: str = ""
    spelling: bool = True
    today: str = ""
    brand: Brand = Brand()
    pictures_folder: str = ""


NO_OPTIONS = CheckOptions()
"""Nothing chosen."""


def chosen_options(settings: Settings, profile: Profile) -> CheckOptions:
    """What the settings of a workspace say; own packs and dictionaries lie in folders of the profile."""
    packs, dictionaries = profile.folder / "policies", profile.folder / "dictionaries"
    return CheckOptions(
        policies=listed(settings.get(POLICIES), str),
        silenced=listed(settings.get(SILENCED_CHECKS), str),
        known_words=listed(settings.get(KNOWN_WORDS), str),
        preferred=listed(settings.get(PREFERRED_WORDS), Preference),
        packs_folder=str(packs) if packs.is_dir() else "",
        dictionaries_folder=str(dictionaries) if dictionaries.is_dir() else "",
        spelling=settings.get(SPELLING),
        brand=chosen_brand(settings),
        pictures_folder=str(profile.pictures) if profile.pictures.is_dir() else "",
    )


def chosen_brand(settings: Settings) -> Brand:
    """The brand of the workspace; one that was damaged by hand is the plain one."""
    try:
        return msgspec.json.decode(settings.get(BRAND), type=Brand)
    except (msgspec.DecodeError, UnicodeEncodeError):
        return Brand()


def listed(text: str, item: type[T]) -> tuple[T, ...]:
    """The items of a setting that is a list in JSON; a list that was damaged by hand is empty."""
    try:
        return msgspec.json.decode(text, type=tuple[item, ...])  # type: ignore[valid-type]
    except msgspec.DecodeError:
        return ()
