"""Which model does which work: one writes, and others may judge and read facts."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from desktop.core.calls import Purpose
from desktop.core.settings import MODEL, TASK_MODELS
from desktop.runtime.settings_service import SettingsService

TASKS: tuple[Purpose, ...] = (Purpose.WRITE, Purpose.JUDGE, Purpose.EXTRACT)
"""The kinds of work for which a model can be chosen."""


def model_for(settings: SettingsService, task: Purpose) -> str:
    """The id of the model that does this work: the one chosen for it, else the one that writes."""
    return _chosen(settings).get(task.value, "") or settings.get(MODEL)


def has_own_model(settings: SettingsService, task: Purpose) -> bool:
    """Whether a model was chosen for this very work."""
    return task is Purpose.WRITE or bool(_chosen(settings).get(task.value))


def choose_model(settings: SettingsService, task: Purpose, model_id: str) -> None:
    """Have this model do the work from now on; an empty id leaves it to the one that writes."""
    if task is Purpose.WRITE:
        settings.set(MODEL, model_id or MODEL.default)
        return
    rest = {name: model for name, model in _chosen(settings).items() if name != task.value}
    chosen = {**rest, task.value: model_id} if model_id else rest
    settings.set(TASK_MODELS, msgspec.json.encode(chosen, order="deterministic").decode())


def forget_models(settings: SettingsService, prefix: str) -> bool:
    """Choose no model whose id begins so; whether the one that writes was among them (the one inside writes then)."""
    for task in TASKS[1:]:
        if _chosen(settings).get(task.value, "").startswith(prefix):
            choose_model(settings, task, "")
    if not settings.get(MODEL).startswith(prefix):
        return False
    settings.set(MODEL, MODEL.default)
    return True


def _chosen(settings: SettingsService) -> Mapping[str, str]:
    """What is chosen besides the model that writes; what is damaged counts as not chosen."""
    try:
        kept = msgspec.json.decode(settings.get(TASK_MODELS), type=dict[str, str])
    except msgspec.DecodeError:
        return {}
    return {name: model for name, model in kept.items() if name != Purpose.WRITE.value}
