"""What the columns of a comparison are called."""

from __future__ import annotations

from datetime import datetime

from desktop.core.comparison import Choice, Column
from desktop.core.draft import Origin
from desktop.core.provider import INSIDE, split_model
from desktop.core.words import tr
from desktop.runtime.columns import Held
from desktop.runtime.models_service import ModelsService
from desktop.runtime.providers_service import ProvidersService

_LONGEST = 40


class Labels:
    """Names models as people do, and columns after them."""

    def __init__(self, models: ModelsService, providers: ProvidersService) -> None:
        self._models = models
        self._providers = providers

    def model(self, model_id: str) -> str:
        """The title of a model; its own id where none is known."""
        own = next((each for each in self._models.models if each.id == model_id), None)
        if own is None and model_id == INSIDE:
            own = next((each for each in self._models.models if each.default), None)
        if own is not None:
            return own.title
        listed = self._providers.model(model_id)
        if listed is not None and listed.title:
            return listed.title
        return split_model(model_id)[1] or model_id

    def column(self, column: Column, held: Held) -> str:
        """A column's model and tone, or its title in words."""
        if column.title:
            return column.title
        if column.choice is not None:
            return self._choice(column.choice, column.number)
        if held.name:
            return held.name
        if held.variant is not None and held.origin is not Origin.TYPED:
            return _joined(self.model(held.variant.model), held.variant.tone)
        return _joined(tr("Version"), _moment(held.saved_at))

    def _choice(self, choice: Choice, number: int) -> str:
        instruction = choice.instruction
        if len(instruction) > _LONGEST:
            instruction = instruction[:_LONGEST].rsplit(" ", 1)[0] + "…"
        return _joined(self.model(choice.model), choice.tone, instruction, str(number) if number > 1 else "")


def _joined(*parts: str) -> str:
    return " · ".join(part.strip() for part in parts if part.strip())


def _moment(at: str) -> str:
    if not at:
        return ""
    return datetime.fromisoformat(at).astimezone().strftime("%d-%m %H:%M")
