"""An open store, and what it told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.core.profile import Profile
from desktop.store.store import Store
from desktop.store.values import StoreEvent


@pytest.fixture
def events() -> list[StoreEvent]:
    return []


@pytest.fixture
def store(profile: Profile, events: list[StoreEvent]) -> Iterator[Store]:
    opened = Store(profile, events.append, patience_s=5)
    yield opened
    opened.close()


@pytest.fixture
def other(tmp_path: Path) -> Profile:
    """The profile of another computer."""
    folder = tmp_path / "other"
    folder.mkdir()
    return Profile(folder, folder / "models")
