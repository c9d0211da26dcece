"""Whether a thing is strange to the product: neither what is sold, nor anything that a fact has a word of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts.concepts import is_negated
from desktop.checks.ledger.concepts.markers import is_near, markers_in
from desktop.checks.ledger.words.added_lexicon import added_words, is_abstract, is_thing
from desktop.checks.ledger.words.named_values import sheet_language
from desktop.checks.ledger.words.noun_phrases import Phrase, is_thing_at
from desktop.checks.words import plain_form
from desktop.core.brief import Fact
from desktop.core.lexicon import units

_STORIES = re.compile(
    r"auth?or|auteur|schrij|författ|genre|pages|pagina|sidor|players|spelers|spelare|track|nummers|låtar|illustr|plot",
    re.IGNORECASE,
)
_STAYS = re.compile(
    r"check.?in|incheck|overnight|overnacht|övernatt|\b(?:nights?|nachten|nätter|guests?|gasten|gäster|rooms?|kamers?|beds"
    r"|bedden|bäddar|breakfast|ontbijt|frukost|bedrooms?|slaapkamers?|sovrum|pitch|staanplaats|standplaats)\b",
    re.IGNORECASE,
)
"""Names of facts of a place to stay."""
_SHORTEST, _STEM, _PART, _ACRONYM = 3, 5, 4, 4


class AddedFacts:
    """What tells whether a thing is any of the facts: their words, the language of the sheet, and what is sold."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Read the facts."""
        every = tuple(facts)
        self.language = sheet_language(every)
        self.is_stay = any(_STAYS.search(fact.name) for fact in every)
        self.is_story = any(_STORIES.search(fact.name) for fact in every)
        texts = " ".join(f"{fact.name} {fact.text if answer_of(fact.text) is not False else ''}" for fact in every)
        self.text = " ".join(plain_form(token.lower) for token in tokens_of(texts) if token.is_word)
        self.words = tuple(dict.fromkeys(self.text.split()))

    def has(self, word: str, language: str) -> bool:
        """Whether a fact has a word by its beginning or its end, or in Dutch and Swedish a part of a compound."""
        if len(word) < _PART:
            return any(each.startswith(word) for each in self.words)
        if word[:_STEM] in self.text or word[-_STEM:] in self.text:
            return True
        return language != "en" and any(len(each) >= _PART and each in word for each in self.words)

    def has_thing(self, word: str, language: str) -> bool:
        """Whether a fact has a noun, or in Dutch and Swedish the noun that the compound of a thing ends in."""
        plain = plain_form(word)
        if language == "en" or len(word) <= _STEM or not is_thing(word, language):
            return self.has(plain, language)
        if plain[:-2] in self.text or plain[-_STEM:] in self.text:
            return True
        return any(len(each) >= _PART and plain.endswith(each) for each in self.words)


def is_strange(
    tokens: tuple[Token, ...], phrase: Phrase, language: str, known: AddedFacts, titles: tuple[str, ...]
) -> bool:
    """Whether the phrase names a thing of its own that is there, unlike the facts and the goods of the titles."""
    if not _names_thing(tokens, phrase, language) or _is_sold(tokens[phrase.last].lower, language, titles):
        return False
    if is_negated(tokens, phrase.first, language):
        return False
    absent = markers_in(tokens, language)[1]
    if absent and is_near(tokens, phrase.first, phrase.last, absent):
        return False
    before = (plain_form(token.lower) for token in tokens[phrase.first : phrase.last] if token.is_word)
    return not known.has_thing(tokens[phrase.last].lower, language) and not any(
        known.has(each, language) for each in before
    )


def _is_name(word: str) -> bool:
    """Whether a capital makes it a name; `LED` and `USB` are none."""
    return word[0].isupper() and not (word.isupper() and len(word) <= _ACRONYM)


def _names_thing(tokens: tuple[Token, ...], phrase: Phrase, language: str) -> bool:
    head, words = tokens[phrase.last], added_words(language)
    if len(head.text) < _SHORTEST or not head.text.isalpha() or head.lower in units() or head.lower in words.adverbs:
        return False
    if any(_is_name(token.text) for token in tokens[max(phrase.first, 1) : phrase.last + 1]):
        return False
    if head.lower == "case" and [each.lower for each in tokens[phrase.last + 1 : phrase.last + 2]] == ["for"]:
        return False
    before = {token.lower for token in tokens[phrase.first : phrase.last]}
    if not before.isdisjoint(words.adverbs):
        return False
    if is_thing_at(tokens, phrase.last, language):
        return not phrase.is_bare or not is_abstract(head.lower, language)
    return before.isdisjoint(words.abstract) and not is_abstract(head.lower, language)


def _is_sold(word: str, language: str, titles: tuple[str, ...]) -> bool:
    """Whether it is what the titles name: *koffer* of a *reiskoffer*."""
    plain = plain_form(word)
    sold = [plain_form(each) for each in titles]
    return any(each[:_STEM] == plain[:_STEM] or (language != "en" and each.endswith(plain)) for each in sold)
