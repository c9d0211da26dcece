"""What a workspace chose: kept as text, read as values; other drafts come from the history."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief
from desktop.core.checking import CheckOptions, Preference, Published
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.settings import KNOWN_WORDS, PREFERRED_WORDS, SPELLING, Settings
from desktop.runtime.options import WorkspaceOptions, options_of, preferences_in, set_preferences, set_words, words_in
from desktop.runtime.settings_service import SettingsService
from tests.unit.runtime.conftest import Bench


@pytest.fixture
def settings() -> SettingsService:
    return SettingsService(Settings(), lambda _values: None)


def test_words_are_kept_once_and_in_order(settings: SettingsService) -> None:
    set_words(settings, KNOWN_WORDS, ("Havn", "çedilla", "Havn"))
    assert words_in(settings, KNOWN_WORDS) == ("Havn", "çedilla")


@pytest.mark.parametrize("damaged", ["", "[", "[1, 2]", '{"a": 1}', "word"])
def test_a_list_damaged_by_hand_is_empty(settings: SettingsService, damaged: str) -> None:
    settings.set(KNOWN_WORDS, damaged)
    settings.set(PREFERRED_WORDS, damaged)
    assert words_in(settings, KNOWN_WORDS) == ()
    assert preferences_in(settings) == ()


def test_options_come_from_the_settings_and_own_folders(settings: SettingsService, tmp_path: Path) -> None:
    profile = Profile(tmp_path, tmp_path / "models")
    assert options_of(settings, profile) == CheckOptions()
    (tmp_path / "policies").mkdir()
    set_preferences(settings, (Preference("cheap", "affordable"),))
    settings.set(SPELLING, False)
    found = options_of(settings, profile, (Published("a", "title", "b"),))
    assert found == CheckOptions(
        preferred=(Preference("cheap", "affordable"),),
        others=(Published("a", "title", "b"),),
        packs_folder=str(tmp_path / "policies"),
        spelling=False,
    )


def test_titles_of_the_other_drafts_are_known_after_one_is_opened(bench: Bench, qtbot: QtBot) -> None:
    options = WorkspaceOptions(bench.settings, bench.profile, bench.session, bench.store)
    bench.session.open(Draft(DraftId(""), brief=Brief(product="Mug"), copy=Copy({"title": "A mug", "body": "Long"})))
    bench.drafts.save_now()
    qtbot.waitUntil(lambda: bench.session.draft.id != "", timeout=5_000)
    assert list(options.current.others) == []
    with qtbot.waitSignal(options.changed, timeout=8_000):
        bench.drafts.new(Brief(product="Bag"))
    assert options.current.others == (Published("Mug", "title", "A mug"),)
