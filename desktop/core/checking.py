"""How texts are checked: what a workspace chose, and what the checks cannot see for themselves."""

from __future__ import annotations

import msgspec


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
    none); `today` is a date in ISO 8601, empty for that of the system.
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


NO_OPTIONS = CheckOptions()
"""Nothing chosen."""
