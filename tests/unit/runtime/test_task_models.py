"""Which model does which work."""

from __future__ import annotations

import pytest

from desktop.core.calls import Purpose
from desktop.core.settings import MODEL, TASK_MODELS, Settings
from desktop.runtime.settings_service import SettingsService
from desktop.runtime.task_models import choose_model, forget_models, has_own_model, model_for


@pytest.fixture
def settings() -> SettingsService:
    return SettingsService(Settings({MODEL.key: "openai/gpt-5"}), lambda _values: None)


def test_the_model_that_writes_does_all_until_another_is_chosen(settings: SettingsService) -> None:
    assert {model_for(settings, task) for task in Purpose} == {"openai/gpt-5"}
    choose_model(settings, Purpose.JUDGE, "local")
    assert model_for(settings, Purpose.JUDGE) == "local"
    assert model_for(settings, Purpose.EXTRACT) == "openai/gpt-5"
    assert has_own_model(settings, Purpose.JUDGE)
    assert not has_own_model(settings, Purpose.EXTRACT)


def test_work_can_be_given_back_to_the_model_that_writes(settings: SettingsService) -> None:
    choose_model(settings, Purpose.JUDGE, "local")
    choose_model(settings, Purpose.JUDGE, "")
    assert settings.get(TASK_MODELS) == "{}"
    assert model_for(settings, Purpose.JUDGE) == "openai/gpt-5"


def test_the_model_that_writes_is_the_setting_and_nothing_else(settings: SettingsService) -> None:
    settings.set(TASK_MODELS, '{"write": "other/model"}')
    assert model_for(settings, Purpose.WRITE) == "openai/gpt-5"
    choose_model(settings, Purpose.WRITE, "")
    assert settings.get(MODEL) == "local"


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"judge": 3}', "null"])
def test_what_is_damaged_counts_as_not_chosen(settings: SettingsService, damaged: str) -> None:
    settings.set(TASK_MODELS, damaged)
    assert model_for(settings, Purpose.JUDGE) == "openai/gpt-5"
    choose_model(settings, Purpose.JUDGE, "local")
    assert model_for(settings, Purpose.JUDGE) == "local"


def test_a_provider_that_is_gone_does_no_work(settings: SettingsService) -> None:
    choose_model(settings, Purpose.JUDGE, "openai/o5")
    choose_model(settings, Purpose.EXTRACT, "openai-2/o5")
    assert forget_models(settings, "openai/")
    assert settings.get(MODEL) == "local"
    assert model_for(settings, Purpose.JUDGE) == "local"
    assert model_for(settings, Purpose.EXTRACT) == "openai-2/o5"
    assert not forget_models(settings, "openai/")
