"""Making a text fit by leaving out its end: whole sentences, else clauses, else words; never a part of a word.

This is the last resort for a hard limit, after a model was asked to be brief: what is left reads as if it had been
written so. Nothing is added but a full stop where the text had one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from desktop.checks.quantities import quantities_of
from desktop.core.brief import LANGUAGES
from desktop.core.lexicon import function_words

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]*]*(?=\s+[^\sa-zåäöéëï]|\s*$)|(?=\n)")
_ABBREVIATION = re.compile(
    r"(?:\b(?:bijv|incl|excl|max|min|ca|nr|evt|resp|ev|ex|inkl|exkl|osv|dvs|st|vs|etc|approx|no|mr|mrs|dr|fl)"
    r"|(?<!\d)(?<!\d[ \u00a0])\b[^\W\d])\.$",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(
    r"\s*[,;:|(\[]\s|\s[-–—|•·/+&(\[]|\s+(?=(?:and|or|with|that|which|so|because|while|plus|made"
    r"|en|of|met|dat|die|zodat|omdat|terwijl|zonder|dankzij|gemaakt"
    r"|och|eller|med|som|så|eftersom|medan|utan|tack|tillverkad)\b)",
    re.IGNORECASE,
)
_PHRASE_START = re.compile(
    r"\s+(?=(?:for|from|in|of|to|at|by|on|voor|van|uit|in|om|op|bij|för|från|av|i|till|på|vid)\b)", re.IGNORECASE
)
_DANGLING = re.compile(r"[\s,;:|/&+•·(\[{“„«\-–—]+$")
_LAST_WORD = re.compile(r"([^\W_]+(?:['’][^\W_]+)?)[^\w]*$")
_BARE_NUMBER = re.compile(r"(?:^|\s)\d[\d.,]*$")
_LOOK_AHEAD = 200
"""So much of what does not fit decides where a sentence or a quantity ends."""
_LEAST_SHARE = {"sentence": 0.35, "clause": 0.35, "phrase": 0.35, "word": 0.0}
"""How much of what fits must remain, or the next finer cut is tried."""


def shorten(text: str, fits: Callable[[str], bool], language: str) -> str:
    """The longest good beginning of a text that fits; the text itself when it does.

    Whole sentences are left out at the end; when too little would remain, clauses (after a comma, a dash, before
    *with*, *en*, *och* …), then words. What remains never ends on a small word (*the*, *van*, *och*), between a number
    and its unit, or in an open bracket. It is not empty if the first word fits, and always fits.
    """
    text = text.strip()
    if fits(text):
        return text
    room = _room(text, fits)
    text = text[: room + _LOOK_AHEAD] + (text[-1:] if len(text) > room + _LOOK_AHEAD else "")
    protected = _protected(text)
    for size, cuts in _SIZES:
        for end in sorted({cut for cut in cuts(text) if cut <= room}, reverse=True):
            if end < _LEAST_SHARE[size] * room:
                break
            candidate = _end_well(text, text[:end].rstrip(), fits, whole=size == "sentence")
            if candidate and fits(candidate) and _is_good(text, len(_bare(candidate)), protected, language, size):
                return candidate
    return _whatever_fits(text, fits, room, language)


def _room(text: str, fits: Callable[[str], bool]) -> int:
    """About how many code points fit."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if fits(text[:middle]):
            low = middle
        else:
            high = middle - 1
    return low


def _sentence_cuts(text: str) -> Iterator[int]:
    for found in _SENTENCE_END.finditer(text):
        if found.end() and not _ABBREVIATION.search(text[max(0, found.end() - 8) : found.end()]):
            yield found.end()


def _clause_cuts(text: str) -> Iterator[int]:
    return (found.start() for found in _CLAUSE_START.finditer(text))


def _phrase_cuts(text: str) -> Iterator[int]:
    return (found.start() for found in _PHRASE_START.finditer(text))


def _word_cuts(text: str) -> Iterator[int]:
    return (found.start() for found in re.finditer(r"\s+|$", text))


_SIZES = (("sentence", _sentence_cuts), ("clause", _clause_cuts), ("phrase", _phrase_cuts), ("word", _word_cuts))


def _protected(text: str) -> tuple[tuple[int, int], ...]:
    """Spans in which no cut may fall: quantities, and those that share a unit together (`30 x 20 x 10 cm`)."""
    spans: list[tuple[int, int]] = []
    last_unit = None
    for each in quantities_of(text):
        if spans and each.unit is not None and each.unit == last_unit and each.start - spans[-1][1] <= 5:
            spans[-1] = (spans[-1][0], each.end)
        else:
            spans.append((each.start, each.end))
        last_unit = each.unit
    return tuple(spans)


def _bare(text: str) -> str:
    return text.rstrip(".!?… ") if text.endswith((".", "!", "?", "…")) else text


def _end_well(text: str, kept: str, fits: Callable[[str], bool], *, whole: bool) -> str:
    """What is kept without what would dangle, with a full stop where the text had an end and one more fits."""
    if whole:
        return kept
    kept = _DANGLING.sub("", kept)
    if kept and text[-1] in ".!?…" and kept[-1] not in ".!?…" and fits(kept + "."):
        return kept + "."
    return kept


def _is_good(text: str, end: int, protected: tuple[tuple[int, int], ...], language: str, size: str) -> bool:
    kept = text[:end]
    if not kept or any(start < end < stop for start, stop in protected) or not _is_balanced(kept):
        return False
    if size == "sentence":
        return True
    if _BARE_NUMBER.search(kept) and re.match(r"[\s-]+[^\W\d_]", text[end:]):
        return False
    return not _ends_on_small_word(kept, language)


def _ends_on_small_word(text: str, language: str) -> bool:
    word = _LAST_WORD.search(text, max(0, len(text) - 60))
    if word is None:
        return False
    languages = (language,) if language in LANGUAGES else LANGUAGES
    return any(word[1].lower() in function_words(each) for each in languages)


def _is_balanced(text: str) -> bool:
    if any(text.count(left) > text.count(right) for left, right in ("()", "[]", "{}", "“”", "«»", "‘’")):
        return False
    quotes = len(re.findall(r"(?<!\d)\"", text))
    return quotes % 2 == 0 and text.count("**") % 2 == 0


def _whatever_fits(text: str, fits: Callable[[str], bool], room: int, language: str) -> str:
    """Words from the beginning, as many as fit, without small words at the end unless nothing else is left."""
    last = ""
    for end in sorted({cut for cut in _word_cuts(text) if cut <= room}, reverse=True):
        candidate = _DANGLING.sub("", text[:end].rstrip())
        if not candidate or not fits(candidate):
            continue
        if not _ends_on_small_word(candidate, language) and _is_balanced(candidate):
            return candidate
        last = candidate
    return last
