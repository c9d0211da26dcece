"""The words of the interface in the writer's language, through the standard library's gettext.

`tr("Saved at {time}", time=…)` looks a sentence up and fills it; `trn` does so for singular and plural. The language is
one per process, like a locale: `set_language` is called once at start and again when the writer changes it.
Chosen over Qt's own translation because checks, errors and the command line speak too, and know no Qt.
"""

from __future__ import annotations

import gettext

from desktop.core.resources import resource_folder

INTERFACE_LANGUAGES: tuple[str, ...] = ("en", "nl", "sv")

_catalogue: gettext.NullTranslations = gettext.NullTranslations()
_language = "en"


def set_language(language: str) -> None:
    """Speak this language from now on; an unknown one falls back to English."""
    global _catalogue, _language  # noqa: PLW0603 - one language per process, as gettext itself has it
    _language = language if language in INTERFACE_LANGUAGES else "en"
    _catalogue = gettext.translation(
        "copydesk", localedir=str(resource_folder("i18n")), languages=[language], fallback=True
    )


def interface_language() -> str:
    """The language spoken now, for words that are data (`resources/`) and not in the catalogue."""
    return _language


def tr(text: str, /, **values: object) -> str:
    """The sentence in the writer's language, with `{name}` parts filled from `values`."""
    translated = _catalogue.gettext(text)
    return translated.format(**values) if values else translated


def trn(singular: str, plural: str, n: int, /, **values: object) -> str:
    """The sentence in the form that the number asks for; `{n}` is filled with the number."""
    return _catalogue.ngettext(singular, plural, n).format(n=n, **values)


def decimal(value: float, digits: int = 1) -> str:
    """A number with its decimals as the interface's language writes it: `3.2`, in Dutch and Swedish `3,2`."""
    text = f"{value:.{digits}f}"
    return text if interface_language() == "en" else text.replace(".", ",")


def language_name(code: str, *, within: bool = False) -> str:
    """A language of copy by its code, in that of the interface; `within` a sentence Swedish writes it small."""
    name = {"en": tr("English"), "nl": tr("Dutch"), "sv": tr("Swedish")}.get(code, code)
    return name.lower() if within and interface_language() == "sv" else name


def mark(text: str) -> str:
    """Mark a sentence for translation where it is defined; it is looked up by `tr` where it is shown."""
    return text
