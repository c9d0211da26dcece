"""The form of a workspace file (`docs/workspace-file.md`): what its entries are called, which settings travel."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from desktop.core import settings
from desktop.core.errors import Cancelled
from desktop.core.settings import Setting, Settings

FORMAT = "copydesk-workspace"
FORM = 1
"""The newest form that this program writes and reads."""

MANIFEST, README, SETTINGS = "workspace.json", "README.md", "settings.json"
TEMPLATES, SEARCHES, DUELS, OUTCOMES = "templates.json", "searches.json", "duels.json", "outcomes.json"
DRAFT, VERSIONS, TEXT, TEXTS = "draft.json", "versions.jsonl", "text.md", "versions.md"
DRAFT_ENTRY = re.compile(r"drafts/([0-9a-z-]{1,80})/draft\.json")
PICTURE_ENTRY = re.compile(r"pictures/([0-9a-f]{32}\.(?:png|jpg|gif|webp))")

Step = Callable[[int, int], bool]
"""Told how much is done of how much; says whether to go on."""

_TRAVELLING: tuple[Setting[Any], ...] = (
    settings.INTERFACE_LANGUAGE, settings.COPY_LANGUAGE, settings.THEME, settings.TEXT_SIZE, settings.MAX_REPAIRS,
    settings.FIRST_TOKEN_TIMEOUT, settings.IDLE_TIMEOUT, settings.SPELLING, settings.GRAMMAR, settings.CURRENCY,
    settings.RATE, settings.RATE_ON, settings.POLICIES, settings.SILENCED_CHECKS, settings.KNOWN_WORDS,
    settings.PREFERRED_WORDS, settings.RESULTS_COLUMNS, settings.BRAND, settings.SEGMENTS, settings.KNOWLEDGE,
)  # fmt: skip
"""Neither secrets, addresses and folders, nor what guards privacy and money: that is chosen on each computer."""


class Manifest(msgspec.Struct, frozen=True):
    """What the file says of itself."""

    format: str = FORMAT
    form: int = FORM
    program: str = ""
    made_at: str = ""
    drafts: int = 0
    versions: int = 0
    pictures: int = 0
    unreadable: int = 0


def go_on(_done: int, _all: int) -> bool:
    """Nobody stops it."""
    return True


def take_step(step: Step, done: int, total: int) -> None:
    """Tell how far it is. Raises `Cancelled` when it is to stop."""
    if not step(done, total):
        raise Cancelled


def travelling(values: Mapping[str, object]) -> dict[str, object]:
    """The settings among these that may travel and that are in force as they stand there."""
    chosen = Settings(dict(values))
    return {
        each.key: values[each.key]
        for each in _TRAVELLING
        if each.key in values and type(values[each.key]) is type(each.default) and _in_force(chosen, each)
    }


def _in_force(chosen: Settings, setting: Setting[Any]) -> bool:
    return bool(chosen.get(setting) == chosen.values[setting.key])
