"""The words of a job by the bands of their matches, as a table for a quote."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from desktop.core.translation import WordBand
from desktop.core.words import mark, tr

_BANDS: dict[str, str] = {
    "repetitions": mark("Repetitions"),
    "context": mark("The same, with their neighbours"),
    "100": mark("100 %"),
    "95-99": mark("95–99 %"),
    "85-94": mark("85–94 %"),
    "75-84": mark("75–84 %"),
    "50-74": mark("50–74 %"),
    "new": mark("New"),
}


def band_words(band: str) -> str:
    """What a band is called."""
    known = _BANDS.get(band)
    return tr(known) if known else band


def total_of(bands: Sequence[WordBand]) -> WordBand:
    """All bands together."""
    return WordBand(
        "",
        sum(each.segments for each in bands),
        sum(each.words for each in bands),
        sum(each.characters for each in bands),
    )


def quote_rows(bands: Sequence[WordBand]) -> list[tuple[str, ...]]:
    """The table as words: heads, a row for each band, and the sum."""
    heads = (tr("Match"), tr("Rows"), tr("Words"), tr("Characters"))
    rows = [_row(band_words(each.band), each) for each in bands]
    return [heads, *rows, _row(tr("Together"), total_of(bands))]


def quote_csv(bands: Sequence[WordBand]) -> bytes:
    """The table as CSV, to be opened by a spreadsheet."""
    out = io.StringIO()
    csv.writer(out).writerows(quote_rows(bands))
    return out.getvalue().encode("utf-8-sig")


def quote_text(bands: Sequence[WordBand]) -> str:
    """The table for the clipboard: columns parted by tabs, as spreadsheets and mails take it."""
    return "\n".join("\t".join(row) for row in quote_rows(bands))


def _row(name: str, band: WordBand) -> tuple[str, ...]:
    return name, str(band.segments), str(band.words), str(band.characters)
