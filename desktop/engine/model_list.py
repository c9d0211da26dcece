"""The catalogue as the window shows it: each model with its state on this computer."""

from __future__ import annotations

from pathlib import Path

from desktop.core.provider import host_of
from desktop.core.words import tr
from desktop.engine.catalogue import Catalogue, LocalModel, Source, WheelSource
from desktop.engine.messages import ModelInfo, Models
from desktop.engine.model_files import FileState, find


def list_models(catalogue: Catalogue, folder: Path) -> Models:
    """Every model with its state in `folder`, the default one first; reads no file."""
    ordered = sorted(catalogue.models, key=lambda model: model.id != catalogue.default)
    hub = host_of(catalogue.hub)
    return Models(tuple(_info(model, folder, hub, default=model.id == catalogue.default) for model in ordered))


def _info(model: LocalModel, folder: Path, hub: str, *, default: bool) -> ModelInfo:
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
        sources=tuple(_named(source, hub) for source in model.sources),
    )


def _named(source: Source, hub: str) -> str:
    """A source as people call it."""
    if isinstance(source, WheelSource):
        return tr("the index of Python packages, in {n} parts", n=source.parts)
    return f"{hub}/{source.repository}"
