"""What a wish asks for, read from the writer's words, and what it lets a text lose."""

from __future__ import annotations

import functools
import re

import msgspec

from desktop.core.brief import LANGUAGES
from desktop.core.errors import ErrorKind, UserError
from desktop.core.resources import resource_text
from desktop.core.wishes import Wish, WishName, read_wish
from desktop.core.words import tr

_TRANSLATE = re.compile(
    r"(?:translate|vertaal|översätt)\b(?:\s+(?:it|this|dit|het|den|det|detta))?"
    r"\s+(?:to|into|in|naar(?:\s+het)?|till)\s+(?P<language>[^\W\d_]+)[.!]?",
    re.IGNORECASE,
)
_LANGUAGES = {
    "en": frozenset({"en", "english", "engels", "engelska"}),
    "nl": frozenset({"nl", "dutch", "nederlands", "nederländska", "holländska"}),
    "sv": frozenset({"sv", "swedish", "zweeds", "svenska"}),
}


def wish_of(instruction: str) -> Wish:
    """The wish in an instruction: by its name, by words that mean one (`maak het korter`), else free.

    Raises `UserError` (unsupported) for a translation into a language that is not one of the three.
    """
    wish = read_wish(instruction)
    if wish.name is WishName.FREE:
        plain = " ".join(wish.argument.casefold().split()).rstrip(".!")
        translation = _TRANSLATE.fullmatch(wish.argument)
        if translation is not None:
            language = translation["language"].casefold()
            code = next((code for code, names in _LANGUAGES.items() if language in names), language)
            wish = Wish(WishName.TRANSLATE, code)
        else:
            wish = Wish(_by_phrase().get(plain, WishName.FREE), wish.argument if plain not in _by_phrase() else "")
    if wish.name is WishName.TRANSLATE and wish.argument not in LANGUAGES:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("The language {language} is not supported.", language=wish.argument),
            tr("Supported are: {languages}.", languages=", ".join(LANGUAGES)),
        )
    return wish


@functools.cache
def _by_phrase() -> dict[str, WishName]:
    listed = msgspec.json.decode(resource_text("lexicons/wishes.json"), type=dict[str, tuple[str, ...]])
    return {phrase: WishName(name) for name, phrases in listed.items() for phrase in phrases}
