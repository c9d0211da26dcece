"""The words of a job by how much of them the memories know, for a quote."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.match_tokens import plain_source
from desktop.core.segment import Segment
from desktop.core.translation import MemoryMatch, WordBand
from desktop.core.word_counts import WordCounts

REPETITIONS, CONTEXT, NEW = "repetitions", "context", "new"
_LEAST = ((101, CONTEXT), (100, "100"), (95, "95-99"), (85, "85-94"), (75, "75-84"), (50, "50-74"))
BANDS = (REPETITIONS, *(name for _, name in _LEAST), NEW)
"""Every band in the order of a quote."""


def count_bands(rows: Sequence[Segment], matches: Sequence[MemoryMatch | None]) -> list[WordBand]:
    """All bands of the rows of a job with the best match of each; a band that nothing is in has noughts.

    A source that comes again, with the same tags, is a repetition; the first time it is what its match says, less the
    memory's penalty. Characters are those between the tags, spaces included.
    """
    counts = WordCounts()
    found = {band: [0, 0, 0] for band in BANDS}
    seen: set[str] = set()
    for row, match in zip(rows, matches, strict=True):
        if row.source.is_empty:
            continue
        source = plain_source(row.source.text)
        band = REPETITIONS if source in seen else band_of(match)
        seen.add(source)
        words = row.source.words
        for place, amount in enumerate((1, counts.of(words), len(words))):
            found[band][place] += amount
    return [WordBand(band, *amounts) for band, amounts in found.items()]


def band_of(match: MemoryMatch | None) -> str:
    """The band that a match puts a row into."""
    percent = match.percent if match is not None else 0
    return next((name for least, name in _LEAST if percent >= least), NEW)
