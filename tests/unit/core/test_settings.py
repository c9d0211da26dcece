"""Settings: what is damaged or out of range counts as not chosen."""

from __future__ import annotations

import pytest

from desktop.core.settings import CATALOGUE, TEXT_SIZE, THEME, Settings


@pytest.mark.parametrize("value", ["purple", 7, None, ["dark"], True])
def test_a_damaged_choice_is_the_default(value: object) -> None:
    assert Settings({THEME.key: value}).get(THEME) == THEME.default


@pytest.mark.parametrize("value", [0, 1000, "15", 15.0, True, None])
def test_a_number_out_of_range_is_the_default(value: object) -> None:
    assert Settings({TEXT_SIZE.key: value}).get(TEXT_SIZE) == TEXT_SIZE.default


def test_a_chosen_value_is_in_force_and_the_others_stay() -> None:
    settings = Settings({"later": 1}).with_value(THEME, "dark").with_value(TEXT_SIZE, 18)
    assert (settings.get(THEME), settings.get(TEXT_SIZE)) == ("dark", 18)
    assert settings.values["later"] == 1


def test_keys_are_unique_and_what_is_shown_has_words() -> None:
    assert len({setting.key for setting in CATALOGUE}) == len(CATALOGUE)
    assert all(setting.label and setting.help for setting in CATALOGUE if setting.page)
