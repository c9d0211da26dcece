"""Files of results as programs export them: what is read, and the sentence for each thing that cannot be."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from desktop.core.errors import ErrorKind, UserError
from desktop.core.outcomes import Metric, Outcome
from desktop.formats.results_csv import Counted, Mapping, ResultsRead, ResultsTable, outcomes_of, read_results
from desktop.formats.results_numbers import Number, decimal_mark, read_number

Read = Callable[[str | bytes], ResultsTable]


@pytest.fixture
def table(tmp_path: Path) -> Read:
    def read(content: str | bytes) -> ResultsTable:
        path = tmp_path / "results.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_results(path)

    return read


def guessed(found: ResultsTable) -> ResultsRead:
    return outcomes_of(found, found.guessed)


def figures(found: ResultsRead) -> list[tuple[str, Metric, int, int]]:
    return [(each.name, each.metric, each.shown, each.happened) for each in found.outcomes]


MAILCHIMP = """\
Title,Subject,List,Send Date,Send Weekday,Total Recipients,Successful Deliveries,Unique Opens,Open Rate,Total Opens,\
Unique Clicks,Click Rate,Total Clicks,Unsubscribes,Total Orders,Total Gross Sales,Total Revenue
October A,"Leather, made to last",Shop,"Nov 03, 2026 10:00 am",Tuesday,"5,000","4,988","1,204",24.14%,1800,120,2.41%,\
190,3,12,"$1,300.00","$1,234.50"
October B,One bag for work,Shop,"Nov 03, 2026 10:00 am",Tuesday,"5,000","4,990","1,300",26.05%,1900,150,3.01%,201,4,14,\
$940.00,$934.50
"""
KLAVIYO = """\
Campaign Name,Variation Name,Subject,Total Recipients,Unique Placed Order,Placed Order Rate,Revenue,Unique Opens,\
Open Rate,Total Opens,Unique Clicks,Click Rate,Successful Deliveries
October,Variation A,Leather,2000,10,0.51%,812.40,700,35.4%,900,44,2.2%,1980
October,Variation B,One bag,2000,15,0.76%,1020.00,720,36.4%,930,60,3.0%,1979
"""
GOOGLE_NL = """\
Advertentierapport
1 oktober 2026 - 31 oktober 2026
Campagne,Advertentiegroep,Kop 1,Valutacode,Vertoningen,Klikken,CTR,Kosten,Conversies,Conversiewaarde
Tassen,Werk,Tas van leer,EUR,"12.345",234,"1,90%","88,20","12,50","1.034,90"
Tassen,Werk,Een tas voor je werk,EUR,"11.345",200,"1,76%","81,00","10,00","990,00"
Totaal: account,--, --,EUR,"23.690",434,"1,83%","169,20","22,50","2.024,90"
"""
META_SV = """\
Annonsnamn;Räckvidd;Visningar;Resultat;Länkklickningar;Spenderat belopp (SEK);Köp;Konverteringsvärde för köp (SEK)
Läder;9 800;12 000;7;240;1 200,00;7;4 310,00
Arbete;9 900;12 100;9;300;1 190,00;9;5 120,50
"""


def test_a_report_of_mailchimp_is_read_by_its_headers(table: Read) -> None:
    found = guessed(table(MAILCHIMP))
    assert figures(found) == [
        ("Leather, made to last", Metric.OPENS, 4988, 1204),
        ("Leather, made to last", Metric.CLICKS, 4988, 120),
        ("Leather, made to last", Metric.SALES, 4988, 12),
        ("One bag for work", Metric.OPENS, 4990, 1300),
        ("One bag for work", Metric.CLICKS, 4990, 150),
        ("One bag for work", Metric.SALES, 4990, 14),
    ]
    assert [(each.amount, each.currency) for each in found.outcomes[:3]] == [(None, ""), (None, ""), (1234.5, "USD")]
    assert found.sentences == ()


def test_a_report_of_klaviyo_names_variations(table: Read) -> None:
    found = guessed(table(KLAVIYO))
    assert figures(found)[2] == ("Variation A", Metric.SALES, 1980, 10)
    assert found.outcomes[2].amount == 812.4


def test_a_dutch_report_of_google_ads_has_a_title_a_sum_and_decimal_commas(table: Read) -> None:
    found = guessed(table(GOOGLE_NL))
    assert figures(found) == [
        ("Tas van leer", Metric.CLICKS, 12345, 234),
        ("Tas van leer", Metric.CONVERSIONS, 12345, 13),
        ("Een tas voor je werk", Metric.CLICKS, 11345, 200),
        ("Een tas voor je werk", Metric.CONVERSIONS, 11345, 10),
    ]
    assert (found.outcomes[1].amount, found.outcomes[1].currency) == (1034.9, "EUR")
    assert any("rounded" in sentence for sentence in found.sentences)
    assert any(sentence.startswith("Row 6") for sentence in found.sentences)


def test_a_sum_with_a_name_is_left_out(table: Read) -> None:
    found = guessed(table("Variant;Levererade;Öppningar\nA;100;20\nB;100;30\nTotalt: alla;200;50\n"))
    assert figures(found) == [("A", Metric.OPENS, 100, 20), ("B", Metric.OPENS, 100, 30)]
    assert found.sentences == ("Row 4 is a sum (“Totalt: alla”), and was left out.",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_swedish_report_of_meta_is_read_in_the_encodings_that_programs_use(table: Read, encoding: str) -> None:
    found = guessed(table(META_SV.encode(encoding)))
    assert figures(found) == [
        ("Läder", Metric.CLICKS, 12000, 240),
        ("Läder", Metric.CONVERSIONS, 12000, 7),
        ("Läder", Metric.SALES, 12000, 7),
        ("Arbete", Metric.CLICKS, 12100, 300),
        ("Arbete", Metric.CONVERSIONS, 12100, 9),
        ("Arbete", Metric.SALES, 12100, 9),
    ]
    assert (found.outcomes[5].amount, found.outcomes[5].currency) == (5120.5, "SEK")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_found(table: Read, delimiter: str) -> None:
    rows = (("Variant", "Shown", "Clicks"), ("A, the first", "1000", "20"), ("B", "900", "21"))
    content = "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    assert figures(guessed(table(content)))[0] == ("A, the first", Metric.CLICKS, 1000, 20)


def test_the_delimiter_that_a_file_names_is_taken(table: Read) -> None:
    assert figures(guessed(table("sep=;\nVariant;Shown;Clicks\nA;1000;20\n"))) == [("A", Metric.CLICKS, 1000, 20)]


def test_a_file_without_known_headers_is_read_and_mapped_by_hand(table: Read) -> None:
    found = table("Wat,Hoeveel,Raak\nA,1000,20\n")
    assert found.headers == ("Wat", "Hoeveel", "Raak")
    assert not found.guessed.is_whole
    mapping = Mapping(name=0, shown=1, counts=(Counted(Metric.CLICKS, 2),))
    assert figures(outcomes_of(found, mapping)) == [("A", Metric.CLICKS, 1000, 20)]


@pytest.mark.parametrize(
    "mapping",
    [
        Mapping(),
        Mapping(0, 1),
        Mapping(0, 1, (Counted(Metric.CLICKS, 3),)),
        Mapping(0, 1, (Counted(Metric.CLICKS, 2),), 9),
    ],
)
def test_a_mapping_that_does_not_say_enough_is_refused(table: Read, mapping: Mapping) -> None:
    with pytest.raises(UserError, match=r"results\.csv"):
        outcomes_of(table("Variant,Shown,Clicks\nA,1000,20\n"), mapping)


def test_a_mapping_is_kept_as_json(table: Read) -> None:
    guess = table(MAILCHIMP).guessed
    assert msgspec.json.decode(msgspec.json.encode(guess), type=Mapping) == guess


def test_outcomes_bear_where_they_are_from(table: Read) -> None:
    found = table("Variant,Shown,Clicks\nA,1000,20\n")
    [outcome] = outcomes_of(found, found.guessed, at="2026-11-22T10:00:00Z", draft="d1").outcomes
    assert (outcome.source, outcome.at, outcome.draft) == ("results.csv", "2026-11-22T10:00:00Z", "d1")
    assert isinstance(outcome, Outcome)


def test_percentages_are_understood_with_the_people_shown(table: Read) -> None:
    found = guessed(table("Variant;Verzonden;Klikpercentage\nA;2.000;2,4%\nB;1.990;3,05 %\n"))
    assert figures(found) == [("A", Metric.CLICKS, 2000, 48), ("B", Metric.CLICKS, 1990, 61)]
    assert found.sentences == ("Numbers of people were worked out from percentages, so they are rounded.",)


def test_percentages_without_a_sign_are_understood_when_they_can_be_nothing_else(table: Read) -> None:
    found = guessed(table("Variant,Sent,CTR\nA,1000,0.8\nB,1000,1.9\n"))
    assert [each.happened for each in found.outcomes] == [8, 19]


def test_percentages_that_may_be_parts_of_one_are_refused(table: Read) -> None:
    found = guessed(table("Variant,Sent,CTR\nA,1000,0.8\nB,1000,0.9\n"))
    assert found.outcomes == ()
    assert len(found.sentences) == 1
    assert "“CTR”" in found.sentences[0]


_MORE_THAN_SHOWN = (
    "Row 3: “A” has 120 clicks of 100 shown, so they were left out: choose a column that counts each person once."
)
_TOO_WIDE = (
    "Row 3 has more cells than there are columns, and was left out: put numbers with a decimal comma between quotation "
    "marks."
)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("A,many,20", "Row 3: “many” in “Shown” is no number of people, so it was left out."),
        ("A,1000,", "Row 3: “” in “Clicks” is no number of people, so it was left out."),
        ("A,1000,-4", "Row 3: “-4” in “Clicks” is no number of people, so it was left out."),
        ("A,24%,20", "Row 3: “24%” in “Shown” is no number of people, so it was left out."),
        ("A,1000,2.5", "Row 3: “2.5” in “Clicks” is no number of people, so it was left out."),
        ("A,100,120", _MORE_THAN_SHOWN),
        (",1000,20", "Row 3 names no variant, and was left out."),
        ("A,1,000,20", _TOO_WIDE),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_read_is_told_and_the_rest_is_read(table: Read, row: str, sentence: str) -> None:
    found = guessed(table(f"Variant,Shown,Clicks\nB,1000,20\n{row}\nC,1000,30\n"))
    assert figures(found) == [("B", Metric.CLICKS, 1000, 20), ("C", Metric.CLICKS, 1000, 30)]
    assert found.sentences == (sentence,)


def test_rows_of_the_same_name_are_added_and_told(table: Read) -> None:
    found = guessed(table("Variant,Shown,Clicks,Revenue\nA,1000,20,10.50\nB,900,9,1.00\nA,500,11,2.25\n"))
    assert figures(found) == [("A", Metric.CLICKS, 1500, 31), ("B", Metric.CLICKS, 900, 9)]
    assert found.outcomes[0].amount == 12.75
    assert found.sentences == ("“A” stands in 2 rows: they were added up.",)


def test_amounts_of_several_currencies_are_not_added(table: Read) -> None:
    found = guessed(table("Variant,Shown,Clicks,Revenue\nA,1000,20,€ 10.50\nA,500,11,$2.25\n"))
    assert found.outcomes[0].amount is None
    assert any("several currencies" in sentence for sentence in found.sentences)


def test_an_amount_that_is_none_leaves_the_counts(table: Read) -> None:
    found = guessed(table("Variant,Shown,Clicks,Revenue\nA,1000,20,soon\nB,1000,20,\n"))
    assert [(each.happened, each.amount) for each in found.outcomes] == [(20, None), (20, None)]
    assert found.sentences == ("Row 2: “soon” in “Revenue” is no amount, so it was left out.",)


def test_what_was_spent_is_no_revenue(table: Read) -> None:
    assert table("Ad name,Impressions,Link clicks,Amount spent (EUR)\nA,1000,20,10.50\n").guessed.amount == -1


def test_very_many_troubles_are_told_in_short(table: Read) -> None:
    found = guessed(table("Variant,Shown,Clicks\n" + "".join(f"V{place},x{place},1\n" for place in range(500))))
    assert len(found.sentences) == 21
    assert found.sentences[-1] == "480 more rows have such a problem."


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b" \n \n", "empty"),
        (b"PK\x03\x04 a workbook", "workbook"),
        (b"Variant,Shown\0,Clicks\nA,1,1\n", "something other than text"),
        (bytes(range(129, 160)) * 9, "characters"),
        (b"x" * 1_000_000, "too long"),
        (b"a," * 1_000_000, "too long"),
        (b"just a text\nof two lines\n", "no row with the names"),
        (b"1,2,3\n4,5,6\n", "no row with the names"),
        (b'Variant,Shown,Clicks\nA,"1000,20\nB,900,21\n', "quotation mark"),
        (b"Variant,Shown,Clicks\n", "nothing under"),
        (b",".join(b"a%d" % place for place in range(400)) + b"\n" + b"1," * 399 + b"1\n", "too many columns"),
    ],
)
def test_what_is_no_table_gets_a_sentence(table: Read, content: bytes, says: str) -> None:
    with pytest.raises(UserError, match=says) as refused:
        table(content)
    assert refused.value.problem.kind is ErrorKind.INPUT
    assert refused.value.problem.hint


def test_a_file_that_is_not_there_or_too_large_gets_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="There is no file"):
        read_results(tmp_path / "none.csv")
    with pytest.raises(UserError, match="cannot be read"):
        read_results(tmp_path)
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.truncate(21_000_000)
    with pytest.raises(UserError, match="too large"):
        read_results(large)


def test_ten_megabytes_are_read_in_a_moment(table: Read) -> None:
    row = MAILCHIMP.splitlines()[1]
    content = (
        MAILCHIMP.splitlines()[0] + "\n" + "".join(f"{row.replace('October A', f'A{n}')}\n" for n in range(69_000))
    )
    assert len(content) > 10_000_000
    before = time.process_time()
    found = table(content)
    assert time.process_time() - before < 5, "it takes a second where nothing else runs"
    assert len(found.rows) == 69_000
    assert [each.shown for each in guessed(found).outcomes] == [4988 * 69_000] * 3


@pytest.mark.parametrize(
    ("cell", "decimal", "number"),
    [
        ("1234", "", Number(1234)),
        ("1,234", "", Number(1234)),
        ("1.234", "", Number(1234)),
        ("1,234", ".", Number(1234)),
        ("1,234", ",", Number(1.234)),
        ("1.234,50", ",", Number(1234.5)),
        ("1,234,567.5", ".", Number(1234567.5)),
        ("12 345", "", Number(12345)),
        ("12\u00a0345,5 kr", ",", Number(12345.5, currency="kr")),
        ("1’234.50 CHF", ".", Number(1234.5, currency="CHF")),
        ("€ 12", "", Number(12, currency="EUR")),
        ("$1,234.50", ".", Number(1234.5, currency="USD")),
        ("3,4 %", ",", Number(3.4, is_percent=True)),
        ("-5", "", Number(-5)),
        ("\u22125", "", Number(-5)),
        ("0.5", "", Number(0.5)),
        ("1,23", "", Number(1.23)),
        ("1.2.3", "", None),
        ("22.11.2026", "", None),
        ("1,23,4", ".", None),
        ("A4", "", None),
        ("", "", None),
        ("٣", "", None),
        ("1e5", "", None),
    ],
)
def test_numbers_are_read_as_they_are_written(cell: str, decimal: str, number: Number | None) -> None:
    assert read_number(cell, decimal) == number


@pytest.mark.parametrize(
    ("cells", "mark"),
    [
        (("1,234", "5"), ""), (("1,234.5",), "."), (("1.234,5",), ","), (("3,4", "2,1", "1.5"), ","),
        (("1.234.567",), ","), (("0.125",), "."), (("12345,678",), ","), (("22.11.2026", "1.2.3"), ""), ((), ""),
    ],
)  # fmt: skip
def test_the_decimal_mark_is_what_most_numbers_show(cells: tuple[str, ...], mark: str) -> None:
    assert decimal_mark(cells) == mark
