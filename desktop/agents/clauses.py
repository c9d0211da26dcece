"""Takes a part out of a sentence where what stays is a sentence still; in doubt there is no such part."""

from __future__ import annotations

import re

_COMMA = re.compile(r"\s*[,;](?!\d)\s+|\s+[–—-]\s+")
_PARTS = re.compile(r"\s*[,;](?!\d)\s+|\s+[–—|·-]\s+")
_END = re.compile(r"[\s.!?…\"”’)]*$")
_LEAST_WORDS = 3

_AFTER_COMMA = {
    "en": r"which|and (?:it|they|its)\b|so\b|making|with|perfect|ideal|while|ensuring|offering|providing|giving|for\b"
    r"|allowing|thanks to|as well as|backed by|suitable|designed|including|but",
    "nl": r"wat|waardoor|waarmee|zodat|en (?:het|hij|ze|zij)\b|met|ideaal|perfect|dankzij|inclusief|terwijl|maar"
    r"|geschikt",
    "sv": r"vilket|som|så\b|och (?:den|det|de)\b|med|perfekt|idealisk|tack vare|inklusive|samt|medan|men|lämplig",
}
"""What begins a part that can go after a comma, as long as it reaches to the end of the sentence."""

_AND = {
    "en": r"\s+and (?:comes|is|has|offers|features|includes|provides|ships|carries|meets|keeps|can|will|weighs|holds"
    r"|measures|lasts|takes|fits|works|needs)\b",
    "nl": r"\s+en (?:is|heeft|wordt|komt|biedt|weegt|bevat|kan|past|werkt|meet|gaat|houdt)\b",
    "sv": r"\s+och (?:är|har|kommer|väger|rymmer|erbjuder|ger|innehåller|kan|passar|håller|mäter|tål)\b",
}
"""A second verb of the same subject, which may also have an "and" before it without a comma."""


_ADJECTIVE = re.compile(
    r"[a-z-]+(?:proof|able|ible|ous|ful|less|ive|ic|ed|resistant|friendly|free|grade)", re.IGNORECASE
)
_BEFORE_ONE = re.compile(r"(?:^|[.!?…|:–—]\s+|\n\s*|\b(?:an?|the|this|its|our|your|with|of|in|for)\s+)$", re.IGNORECASE)
_NO_NOUN = re.compile(
    r"an?|and|are|as|at|but|by|can|enough|for|from|has|have|in|is|its?|of|on|or|so|than|that|the|then|they|this|to|was"
    r"|were|which|while|will|with|you|your"
)


def without_clause(sentence: str, start: int, end: int, language: str) -> str | None:
    """The sentence without its last part, if a span (code points) lies wholly in that; `None` where it has none such.

    The end of the sentence (`.`) stays.
    """
    tail = _END.search(sentence)
    body = sentence[: tail.start()] if tail is not None else sentence
    if end > len(body) or language not in _AFTER_COMMA:
        return None
    for found in reversed(_beginnings(body, language)):
        if found <= start and not _COMMA.search(body, found + 1):
            head = body[:found].rstrip(" ,;–—-")
            return head + sentence[len(body) :] if len(head.split()) >= _LEAST_WORDS else None
    return None


def without_part(line: str, start: int, end: int) -> str | None:
    """A title or headline without the part between its commas, dashes or bars in which a span lies.

    `None` for the first part, which names the product, and for a line of one part.
    """
    borders = [(found.start(), found.end()) for found in _PARTS.finditer(line)]
    for index, (border, begin) in enumerate(borders):
        last = index + 1 == len(borders)
        if begin <= start and end <= (len(line) if last else borders[index + 1][0]):
            return line[:border] + line[len(line.rstrip(" .!")) if last else borders[index + 1][0] :]
    return None


def without_adjective(text: str, start: int, end: int, language: str) -> str | None:
    """The text without an adjective before its noun: `a seamless cover` → `a cover`. English alone has no endings.

    `None` where the word may be anything else: it must look like an adjective, after an article or a beginning.
    """
    word, before, after = text[start:end], text[:start], text[end:]
    if language != "en" or not _ADJECTIVE.fullmatch(word) or not _BEFORE_ONE.search(before):
        return None
    noun = re.match(r"\s+([a-z][\w-]+)", after, re.IGNORECASE)
    if noun is None or _NO_NOUN.fullmatch(noun[1].casefold()):
        return None
    return in_place(before + after[noun.start(1) :], start, start + len(noun[1]), noun[1], language)


def in_place(text: str, start: int, end: int, words: str, language: str) -> str:
    """The text with other words for a span; a sentence still begins with a capital, and `an` becomes `a` before 9."""
    before, after = text[:start], text[end:]
    if not before.strip() or re.search(r"[.!?…]\s+$|\n\s*$", before):
        words = words[:1].upper() + words[1:]
    if language == "en":
        article = re.search(r"\b([Aa])n?(\s+)$", before)
        if article is not None:
            vowel = re.match(r"[aeio]|8|1[18](?!\d)", words, re.IGNORECASE) is not None
            before = f"{before[: article.start()]}{article[1]}{'n' if vowel else ''}{article[2]}"
    return before + words + after


def _beginnings(body: str, language: str) -> list[int]:
    """Where a part begins that may go, with its comma or its \"and\"."""
    after_comma = re.compile(rf"(?:{_AFTER_COMMA[language]})", re.IGNORECASE)
    found = [comma.start() for comma in _COMMA.finditer(body) if after_comma.match(body, comma.end())]
    found += [match.start() for match in re.finditer(rf",?{_AND[language]}", body)]
    return sorted(found)
