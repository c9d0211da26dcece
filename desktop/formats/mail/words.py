"""The few words that a mail gets when the writer gave none, in the language of the mail."""

from __future__ import annotations

import msgspec


class MailWords(msgspec.Struct, frozen=True):
    """Words of one language."""

    unsubscribe: str
    view: str


_WORDS = {
    "en": MailWords("Unsubscribe", "View"),
    "nl": MailWords("Afmelden", "Bekijken"),
    "sv": MailWords("Avregistrera dig", "Visa"),
    "de": MailWords("Abmelden", "Ansehen"),
    "fr": MailWords("Se désabonner", "Voir"),
    "es": MailWords("Darse de baja", "Ver"),
    "da": MailWords("Afmeld", "Se"),
    "no": MailWords("Meld deg av", "Se"),
    "nb": MailWords("Meld deg av", "Se"),
    "fi": MailWords("Peru tilaus", "Katso"),
}


def mail_words(language: str) -> MailWords:
    """The words of a language, else the English ones."""
    return _WORDS.get(language.partition("-")[0].lower(), _WORDS["en"])
