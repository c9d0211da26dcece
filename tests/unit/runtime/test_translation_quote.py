"""The count of words as a table."""

from __future__ import annotations

from desktop.core.translation import WordBand
from desktop.runtime.translation_quote import band_words, quote_csv, quote_rows, quote_text, total_of

BANDS = (WordBand("repetitions", 1, 3, 12), WordBand("95-99", 2, 10, 60), WordBand("new", 4, 20, 110))


def test_the_sum_stands_below_the_bands() -> None:
    rows = quote_rows(BANDS)
    assert rows[0] == ("Match", "Rows", "Words", "Characters")
    assert rows[2] == ("95–99 %", "2", "10", "60")
    assert rows[-1] == ("Together", "7", "33", "182")
    assert total_of(()) == WordBand("")


def test_it_is_written_for_spreadsheets_and_mails() -> None:
    assert quote_csv(BANDS).decode("utf-8-sig").splitlines()[1] == "Repetitions,1,3,12"
    assert quote_text(BANDS).splitlines()[3] == "New\t4\t20\t110"


def test_a_band_that_nobody_named_is_called_by_its_id() -> None:
    assert band_words("context") == "The same, with their neighbours"
    assert band_words("other") == "other"
