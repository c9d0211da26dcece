"""The sample product, in the three languages of the copy."""

from __future__ import annotations

from desktop.core.brief import LANGUAGES, Brief
from desktop.core.resources import resource_text


def sample_brief(language: str) -> Brief:
    """A brief with facts that can be written as it is; English for a language that has none."""
    from desktop.formats.brief_json import read_brief

    name = f"sample/{language if language in LANGUAGES else 'en'}.json"
    return read_brief(resource_text(name), name)


def sample_text(language: str) -> str:
    """What the supplier of the sample product says about it."""
    return resource_text(f"sample/{language if language in LANGUAGES else 'en'}.txt")
