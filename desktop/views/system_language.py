"""The language of the system, when the program speaks it."""

from __future__ import annotations

from PySide6.QtCore import QLocale

from desktop.core.words import INTERFACE_LANGUAGES


def system_language() -> str:
    """The system's language when the program speaks it, else English."""
    language = QLocale.system().name().partition("_")[0]
    return language if language in INTERFACE_LANGUAGES else "en"
