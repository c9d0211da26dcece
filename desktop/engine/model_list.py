"""The catalogue as the window shows it: each model with its state on this computer."""

from __future__ import annotations

from pathlib import Path

from desktop.engine.catalogue import Catalogue, LocalModel
from desktop.engine.messages import ModelInfo, Models
from desktop.engine.model_files import FileState, find


def list_models(catalogue: Catalogue, folder: Path) -> Models:
    """Every model with its state in `folder`, the default one first; reads no file."""
    ordered = sorted(catalogue.models, key=lambda model: model.id != catalogue.default)
    return Models(tuple(_info(model, folder, default=model.id == catalogue.default) for model in ordered))


def _info(model: LocalModel, folder: Path, *, default: bool) -> ModelInfo:
    state = find(model, folder).state
    return ModelInfo(
        model.id,
        model.title,
        # What is whole by its size is hashed before it is first used, which takes a second and needs no word here.
        str(FileState.READY if state is FileState.UNVERIFIED else state),
        model.size,
        model.memory_mb,
        model.licence,
        {language: str(grade) for language, grade in model.grades.items()},
        default=default,
    )
