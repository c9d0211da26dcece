"""What the window says of models: how good they are in a language, where the text goes, what is here."""

from __future__ import annotations

from typing import Protocol

from desktop.core.settings import GRAMMAR, LANGUAGE_TOOL
from desktop.core.words import tr
from desktop.runtime.settings_service import SettingsService
from desktop.views.widgets.badge import Tone

_LOCAL = "local"


class ShownModel(Protocol):
    """What is read of a model; the engine's own value has it."""

    @property
    def id(self) -> str:
        """The id by which it is chosen."""

    @property
    def title(self) -> str:
        """Its name."""

    @property
    def state(self) -> str:
        """`missing`, `partial`, `damaged` or `ready`."""

    @property
    def size(self) -> int:
        """The size of the download in bytes."""

    @property
    def memory_mb(self) -> int:
        """The memory it takes while it writes."""

    @property
    def licence(self) -> str:
        """The licence of the model."""

    @property
    def grades(self) -> dict[str, str]:
        """How well it writes each language."""

    @property
    def note(self) -> str:
        """What else is worth knowing."""

    @property
    def sources(self) -> tuple[str, ...]:
        """Where it is fetched from."""


def is_local(model: str) -> bool:
    """Whether the model of this setting runs on this computer."""
    return model == _LOCAL or model.startswith(f"{_LOCAL}/")


def grammar_host(settings: SettingsService) -> str:
    """The computer to which the text goes for its grammar; empty when it stays on this one."""
    address = settings.get(LANGUAGE_TOOL).strip()
    if not address or not settings.get(GRAMMAR):
        return ""
    from urllib.parse import urlsplit

    host = urlsplit(address if "//" in address else f"//{address}").hostname or address
    return "" if host == "localhost" or host.startswith("127.") or host == "::1" else host


def provider_of(model: str) -> str:
    """The provider that a model's id names, as people write it."""
    name = model.partition("/")[0]
    return {"openai": "OpenAI", "ollama": "Ollama"}.get(name, name.replace("_", " ").title())


def grade_words(grade: str) -> str:
    """How well a model writes a language, in words."""
    words = {"good": tr("good"), "fair": tr("usable"), "poor": tr("weak"), "none": tr("not at all")}
    return words.get(grade, tr("not tried"))


def grade_tone(grade: str) -> Tone:
    """The tone in which a grade is shown; the words say the same."""
    tones = {"good": Tone.SUPPORTED, "fair": Tone.INFORMATION, "poor": Tone.WARNING, "none": Tone.CONTRADICTED}
    return tones.get(grade, Tone.NEUTRAL)


def grade_icon(grade: str) -> str:
    """The icon that goes with a grade."""
    return {"good": "check", "fair": "check", "poor": "warning", "none": "contradicted"}.get(grade, "")
