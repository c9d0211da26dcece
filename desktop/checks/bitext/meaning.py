"""What of the source is in the translation at all: its language, its length, its negations, its terms and names."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.bitext.data import translation_words
from desktop.checks.bitext.pair import Half, Pair, Spot
from desktop.checks.bitext.term_hits import TermState, term_marks
from desktop.checks.language import other_language
from desktop.checks.words import split_words
from desktop.core.finding import Severity
from desktop.core.lexicon import function_words
from desktop.core.words import tr

_LEAST_LETTERS = 4
_SHORT, _LONG = 0.45, 2.3
_LESS, _MORE = 0.78, 1.28
"""The lengths at which a sentence more or less is no matter of dividing them otherwise."""
_LENGTH = {"en": 1.0, "nl": 1.1, "sv": 1.01, "de": 1.14}
"""How long a text is in a language, its English being 1: the median of news and of programs' texts."""
_OF_NAMES = frozenset({"van", "von", "der", "den", "del", "della", "och"})
_READABLE = 20  # words; longer sentences say no in too many other ways
_FEWER = 25  # characters, where a sentence is missing too
_FEW = 40  # characters; what is shorter varies too much in length
_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-ZÅÄÖ][\w’'-]*[a-zåäöü][A-Z]\w*\b|\b[A-Z]{2,}[a-z]?\w*\b")


def untranslated(pair: Pair) -> Iterator[Spot]:
    """A target that is empty, or that is the source."""
    source, target = pair.source.plain.strip(), pair.target.plain.strip()
    if not source:
        return
    if not target:
        if not pair.target.tagged.chips and any(letter.isalnum() for letter in source):
            yield pair.on_target("untranslated", Severity.WARNING, 0, 0, tr("There is no translation."))
        return
    if source.casefold() != target.casefold() or pair.source.language == pair.target.language:
        return
    words = [word for word in split_words(source) if word.lower.isalpha() and len(word.lower) > 2]
    capital = [word for word in words if word.lower not in _OF_NAMES]
    most = 5 if len(capital) < len(words) or "," in source else 3
    named = all(source[word.start : word.end] != word.lower for word in capital)
    names = named and len(words) <= most
    if len(words) >= 2 and not names and sum(letter.isalpha() for letter in source) > _LEAST_LETTERS:
        message = tr("The translation is the source.")
        yield pair.on_target("untranslated", Severity.WARNING, 0, len(pair.target.text), message)


def wrong_language(pair: Pair) -> Iterator[Spot]:
    """A target in another language than it should be."""
    target = pair.target.plain.strip()
    if not target or target.casefold() == pair.source.plain.strip().casefold() or not pair.target.language:
        return
    if _at_home(pair.target):
        return
    found = other_language(target, pair.target.language)
    if found:
        message = tr("This is in “{found}”, not in “{wanted}”.", found=found, wanted=pair.target.region)
        yield pair.on_target("wrong_language", Severity.ERROR, 0, len(pair.target.text), message)


def _at_home(half: Half) -> bool:
    """Whether the small words tell that a text is in its language, so that the model need not be asked."""
    own = len(half.vocabulary & function_words(half.language))
    if own < max(2, len(half.vocabulary) // 5):
        return False
    others = {*_LENGTH, "da", "no"} - {half.language}
    return all(own > len(half.vocabulary & function_words(language)) for language in others)


def omissions(pair: Pair) -> Iterator[Spot]:
    """Much less or much more text than the source has: sentences that are missing or that were added."""
    source, target = pair.source.plain.strip(), pair.target.plain.strip()
    if not source or not target:
        return
    ours, theirs = _sentences(source), _sentences(target)
    # what is usual for these two languages counts as 1
    ratio = len(target) / len(source) * _LENGTH.get(pair.source.language, 1.0) / _LENGTH.get(pair.target.language, 1.0)
    fewer = ours - theirs >= 1 and ratio < _LESS and len(source) >= _FEWER
    if fewer or (len(source) >= _FEW and ratio < _SHORT):
        message = tr("The translation is much shorter than the source: something seems to be missing.")
        yield pair.on_target("omission", Severity.WARNING, 0, len(pair.target.text), message)
    elif len(target) >= _FEW and (ratio > _LONG or (theirs - ours >= 1 and ratio > _MORE)):
        message = tr("The translation is much longer than the source: something seems to be added.")
        yield pair.on_target("addition", Severity.WARNING, 0, len(pair.target.text), message)


def _sentences(text: str) -> int:
    return len(re.findall(r"(?<!\d)(?<!\b[A-Za-z])[.!?…]+(?=\s+[A-ZÅÄÖÜÉ\d“”„\"]|\s*$)", text)) or 1


def negation(pair: Pair) -> Iterator[Spot]:
    """A negation in one text and none in the other."""
    known = translation_words().negations
    if pair.source.language not in known or pair.target.language not in known:
        return
    if max(pair.source.plain.count(" "), pair.target.plain.count(" ")) > _READABLE:
        return
    if any(code.key.endswith(",plural}") for code in pair.target.placeholders):
        return  # the form for none may deny: `=0 {geen artikelen}`
    ours, theirs = _negated(pair.source), _negated(pair.target)
    if _opposite(pair):
        return
    if _twice(pair.source if ours else pair.target):
        return
    if ours and not theirs and not _may_negate(pair.target):
        start, end = ours
        message = tr(
            "The source denies something (“{word}”); the translation does not.", word=pair.source.text[start:end]
        )
        yield pair.on_source("negation", Severity.WARNING, start, end, message)
    elif theirs and not ours and not _may_negate(pair.source):
        start, end = theirs
        message = tr(
            "The translation denies something (“{word}”); the source does not.", word=pair.target.text[start:end]
        )
        yield pair.on_target("negation", Severity.WARNING, start, end, message)


_OPEN = re.compile(r"\b(?:open|opened|opens|geopend|öppet|öppna|öppen|offen|geöffnet)\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(?:closed|closes|gesloten|dicht|stängt|stängda?|geschlossen|zu|locked|låst|verriegelt)\b", re.IGNORECASE
)


def _opposite(pair: Pair) -> bool:
    """Whether one text says `closed` where the other may say `not open`."""
    one, other = pair.source.prose, pair.target.prose
    return any(
        _OPEN.search(this) and _CLOSED.search(that) and not _CLOSED.search(this) and not _OPEN.search(that)
        for this, that in ((one, other), (other, one))
    )


def _twice(half: Half) -> bool:
    """Whether a text denies twice, and so affirms: `niet zonder`, `nothing is impossible`."""
    denials = translation_words().denials[half.language]
    return sum(word.lower in denials for word in half.words) >= 2


@functools.cache
def _no_denials() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(translation_words().no_denials)})", re.IGNORECASE)


def _negated(half: Half) -> tuple[int, int] | None:
    """Where a text denies something beyond doubt."""
    denials = translation_words().denials[half.language]
    if half.vocabulary.isdisjoint(denials) and not (
        half.language == "en" and ("n't" in half.lower or "n’t" in half.lower)
    ):
        return None
    prose = _no_denials().sub(lambda found: " " * len(found[0]), half.prose)
    for word in split_words(prose):
        plain = word.lower.replace("’", "'")
        if plain in denials or (half.language == "en" and plain.endswith("n't")):
            if half.language == "sv" and plain == "utan" and prose[: word.start].rstrip().endswith(","):
                continue  # `, utan` is "but"
            return word.start, word.end
    return None


def _may_negate(half: Half) -> bool:
    """Whether a text may deny something in another way: `unmöglich`, `zuckerfrei`, `hardly`, `free of`."""
    known = translation_words()
    words, parts = known.negations[half.language], known.negating_parts[half.language]
    for word in half.words:
        plain = word.lower.replace("’", "'")
        if plain in words or (half.language == "en" and plain.endswith("n't")):
            return True
        if len(plain) > 4 and any(_has_part(plain, part) for part in parts):
            return True
        if plain in known.near_denials:
            return True
    return False


def denial(one: Half, other: Half) -> tuple[int, int] | None:
    """Where a text denies something that the other one of the same language does not deny in any way."""
    if one.language not in translation_words().negations:
        return None
    found = _negated(one)
    return found if found and not _may_negate(other) else None


def _has_part(word: str, part: str) -> bool:
    known = translation_words()
    if part not in known.negating_prefixes:
        return word.startswith(part) or word.endswith(part)
    return word.startswith(part) and not word.startswith(known.no_negating)


def terms(pair: Pair) -> Iterator[Spot]:
    """Terms of the source that the translation says otherwise, and words that are forbidden for them."""
    told: set[tuple[int, int]] = set()
    languages = (pair.source.language, pair.target.language)
    for mark in term_marks(pair.source.prose, pair.target.prose, languages, pair.around.terms):
        if mark.state is TermState.FORBIDDEN:
            message = tr("“{word}” is not to be used for “{term}”.", word=mark.word, term=mark.term.source)
            fixes = [mark.term.target] if mark.term.target else []
            yield pair.on_target("terms", Severity.ERROR, mark.start, mark.end, message, *fixes)
        elif mark.state is TermState.MISSING and (mark.start, mark.end) not in told:
            told.add((mark.start, mark.end))
            written = pair.source.text[mark.start : mark.end]
            message = tr("“{term}” is called “{target}”.", term=written, target=mark.word)
            yield pair.on_source("terms", Severity.ERROR, mark.start, mark.end, message)


def brands(pair: Pair) -> Iterator[Spot]:
    """Names that stay as they are: those that the writer named, and words that are written as only names are."""
    there = pair.target.text
    named = {name for name in pair.around.brands if name in pair.source.text}
    found = {name: pair.source.text.find(name) for name in named}
    for each in _NAME.finditer(pair.source.prose):
        if re.search(r"[a-zåäö][A-ZÅÄÖ]", each[0]):
            found.setdefault(each[0], each.start())
    for name, start in sorted(found.items(), key=lambda item: item[1]):
        if name not in there:
            message = tr("The name “{name}” is not in the translation as it is written.", name=name)
            close = re.search(re.escape(name), there, re.IGNORECASE)
            if close is not None:
                yield pair.on_target("brand", Severity.WARNING, *close.span(), message, name)
            else:
                yield pair.on_source("brand", Severity.WARNING, start, start + len(name), message)
