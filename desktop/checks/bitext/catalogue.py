"""Every check of translations, and what they say of a file together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from desktop.checks.bitext.address import mostly, register
from desktop.checks.bitext.amounts import amounts
from desktop.checks.bitext.borrowed import facts, spelling
from desktop.checks.bitext.codes import addresses, markup, placeholders, tags
from desktop.checks.bitext.form import capitals, double_word, length, punctuation, quotes, whitespace
from desktop.checks.bitext.meaning import brands, negation, omissions, terms, untranslated, wrong_language
from desktop.checks.bitext.pair import Pair, SegmentFinding, Side, Spot, Surroundings
from desktop.core.finding import Severity
from desktop.core.segment import Segment
from desktop.core.words import tr

PairCheck = Callable[[Pair], Iterator[Spot]]

ALWAYS: tuple[PairCheck, ...] = (untranslated, length, tags, markup, placeholders, addresses)
"""Checks of any pair."""

OF_TEXT: tuple[PairCheck, ...] = (
    amounts, terms, facts, brands, wrong_language, omissions, negation, register, punctuation, quotes, whitespace,
    capitals, double_word, spelling,
)  # fmt: skip
"""Checks of a pair whose target is a translation; where it is the source, they say nothing more."""

CHECKS = (
    "numbers", "units", "dates", "currency", "placeholders", "tags", "url", "email", "terms", "negation", "omission",
    "addition", "untranslated", "wrong_language", "consistency", "punctuation", "quotes", "whitespace", "capitals",
    "double_word", "brand", "locale_format", "length", "spelling", "register", "facts",
)  # fmt: skip
"""The ids of all checks, as the command line prints them."""

_WEIGHTS = {Severity.ERROR: 10.0, Severity.WARNING: 3.0, Severity.INFO: 0.5}


def check_pair(pair: Pair) -> list[SegmentFinding]:
    """What the checks say of one pair, in the order of the text."""
    if pair.target.tagged.is_empty:
        return [_finding(pair, spot) for spot in untranslated(pair)]
    spots = [spot for check in ALWAYS for spot in check(pair)]
    if not any(spot.check == "untranslated" for spot in spots):
        spots += [spot for check in OF_TEXT for spot in check(pair)]
    spots.sort(key=lambda spot: (spot.side is Side.SOURCE, spot.start, spot.end))
    return [_finding(pair, spot) for spot in spots]


def check_segments(
    segments: Iterable[Segment],
    source: str,
    target: str,
    around: Surroundings = Surroundings(),  # noqa: B008 - a frozen value
) -> list[SegmentFinding]:
    """What the checks say of the segments of a file; those that are locked are left alone."""
    pairs = [Pair(segment, source, target, around) for segment in segments if not segment.locked]
    if not around.register:
        way = mostly(pairs)
        for pair in pairs if way else ():
            pair.around = msgspec.structs.replace(around, register=way)
    found = {pair.segment.id: check_pair(pair) for pair in pairs}
    for finding in check_over(pairs):
        found[finding.segment].append(finding)
    return [finding for pair in pairs for finding in found[pair.segment.id]]


def check_over(pairs: Sequence[Pair]) -> list[SegmentFinding]:
    """What the checks say of the pairs of a file beside each other and beside the memory."""
    return [_finding(pair, spot) for pair, spot in (*_inconsistent(pairs), *_unlike_memory(pairs))]


def score(findings: Sequence[SegmentFinding], words: int) -> float:
    """A number from 0 to 100: what the findings weigh for each 100 words of the source, taken from 100."""
    weight = sum(_WEIGHTS[finding.severity] for finding in findings)
    return round(max(0.0, 100.0 - 100.0 * weight / max(words, 100)), 1)


def _inconsistent(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Spot]]:
    """One source with several translations."""
    same: dict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        words = pair.source.plain.strip()
        if len(words.split()) >= 2 and not pair.target.tagged.is_empty:
            same[pair.source.text.strip()].append(pair)
    for group in same.values():
        said = [pair.target.text.strip() for pair in group]
        if len(set(said)) < 2:
            continue
        usual = max(said, key=lambda text: (said.count(text), -said.index(text)))
        for pair in group:
            if pair.target.text.strip() != usual:
                message = tr("The same source is translated otherwise elsewhere: “{text}”.", text=usual)
                yield pair, pair.on_target("consistency", Severity.INFO, 0, len(pair.target.text), message, usual)


def _unlike_memory(pairs: Sequence[Pair]) -> Iterator[tuple[Pair, Spot]]:
    """A source that the memory has with another translation."""
    for pair in pairs:
        known = pair.around.known.get(pair.source.plain.strip())
        if known and not pair.target.tagged.is_empty and known != pair.target.plain.strip():
            message = tr("The memory has another translation: “{text}”.", text=known)
            yield pair, pair.on_target("consistency", Severity.INFO, 0, len(pair.target.text), message, known)


def _finding(pair: Pair, spot: Spot) -> SegmentFinding:
    half = pair.source if spot.side is Side.SOURCE else pair.target
    return SegmentFinding(
        pair.segment.id, spot.check, spot.severity, spot.side, spot.start, spot.end, half.text[spot.start : spot.end],
        spot.message, spot.fixes,
    )  # fmt: skip
