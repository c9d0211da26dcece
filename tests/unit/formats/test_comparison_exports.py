"""A comparison as page, Markdown, CSV, sheet and table of advertisements; nothing in it runs, nothing is lost."""

from __future__ import annotations

import csv
import io
from html.parser import HTMLParser
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from desktop.checks.comparison_page import comparison_page
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact
from desktop.core.comparison import Choice, ColumnKey, ColumnState, Compared, ComparisonId
from desktop.core.comparison_page import ComparisonPage
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Variant
from desktop.core.errors import ErrorKind, Problem, UserError
from desktop.core.finding import Measure
from desktop.core.usage import Timing, Usage
from desktop.formats.ads_sheet import ads_sheet
from desktop.formats.comparison_html import comparison_html
from desktop.formats.comparison_sheet import SheetRow, comparison_sheet, read_comparison_sheet
from desktop.formats.comparison_text import comparison_csv, comparison_markdown
from desktop.formats.spreadsheet import harmless

HOSTILE = '<script>alert("x")</script> & =HYPERLINK("http://bad.example")'
BRIEF = Brief(language="en", product="Havn", facts=(Fact("f1", "Weight", "980", "g"),))


def column(letter: str, fields: dict[str, FieldValue], **changes: object) -> Compared:
    copy = Copy(fields)
    report = check_copy(copy, BRIEF, channels=())
    variant = Variant(letter, "local/small", "product/2", copy, usage=Usage(10, 20, cost=0.0), timing=Timing(0.4, 3.14))
    made = Compared(
        ColumnKey(f"key-{letter}"),
        letter,
        "small · plain",
        copy,
        BRIEF,
        Choice("local/small", "plain"),
        variant=variant,
        report=report,
        measures={"title": Measure("shop.title", len(copy.text("title")), 70, "characters", fits=True)},
    )
    return Compared(**{**{name: getattr(made, name) for name in made.__struct_fields__}, **changes})


def page(*columns: Compared) -> ComparisonPage:
    return comparison_page(
        columns,
        "Havn backpack",
        base="key-A",
        made_at="2026-11-22",
        cost=lambda amount: "free" if amount == 0 else "unknown",
        comparison=ComparisonId(7),
    )


@pytest.fixture
def two() -> ComparisonPage:
    return page(
        column("A", {"title": "Havn bag", "description": "It weighs 980 grams.", "bullets": ("Light", "Strong")}),
        column("B", {"title": "Havn bag", "description": "It weighs 1.2 kg.", "bullets": ("Light", HOSTILE)}),
    )


def test_the_page_holds_every_text_and_figure(two: ComparisonPage) -> None:
    first, second = two.columns
    assert [label for _, label in two.names] == ["Title", "Description", "Bullets"]
    assert dict(first.figures)["Supported"] == "1"
    assert dict(second.figures)["Contradicted"] == "1"
    assert dict(first.figures)["Cost"] == "free"
    assert dict(first.figures)["Time"] == "3.1 s"
    assert first.fields[0].counts == ("8 of 70 characters",)
    assert not first.fields[1].pieces
    assert [(piece.op, piece.text) for piece in second.fields[1].pieces if piece.op != "same"] == [
        ("delete", "980 grams"),
        ("add", "1.2 kg"),
    ]
    assert any("980" in remark or "1.2 kg" in remark for remark in second.remarks)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_html_page_shows_differences_and_runs_nothing(two: ComparisonPage) -> None:
    parsed = _Tags()
    html = comparison_html(two)
    parsed.feed(html)
    assert "script" not in parsed.tags
    assert {"ins", "del", "table"} <= parsed.tags
    assert not parsed.attributes & {"src", "href", "onclick", "onerror"}
    assert HOSTILE in parsed.text
    assert "url(" not in html
    assert "Havn backpack" in parsed.text


def test_more_than_four_texts_stand_in_rows_of_four() -> None:
    html = comparison_html(page(*(column(letter, {"title": f"Bag {letter}"}) for letter in "ABCDEF")))
    assert html.count("<table") == 2
    assert [f"{letter} · small" in html for letter in "ABCDEF"] == [True] * 6
    assert "<del>A</del><ins>F</ins>" in html


def test_markdown_escapes_what_a_text_brings(two: ComparisonPage) -> None:
    text = comparison_markdown(two)
    assert "## B · small · plain" in text
    assert "<script>" not in text
    assert "| Contradicted | 0 | 1 |" in text


def test_csv_has_a_row_for_each_field_and_no_formula() -> None:
    text = comparison_csv(page(column("A", {"title": "=1+1", "description": "Line one.\nLine two."})))
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["column"], row["field"], row["text"]) for row in rows] == [
        ("A", "title", "'=1+1"),
        ("A", "description", "Line one.\nLine two."),
    ]
    assert rows[0]["model"] == "local/small"
    assert rows[0]["Cost"] == "free"


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "\uff1d1"])
def test_a_cell_that_could_be_run_is_harmless(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless("Just a text, 1 = 1") == "Just a text, 1 = 1"


def test_an_incomplete_text_is_said_to_be_so_everywhere() -> None:
    problem = Problem(ErrorKind.NETWORK, "The connection broke.")
    cut = page(column("A", {"title": "Havn"}, state=ColumnState.FAILED, error=problem))
    assert "The connection broke." in comparison_html(cut)
    assert "The connection broke." in comparison_markdown(cut)
    assert next(csv.DictReader(io.StringIO(comparison_csv(cut))))["complete"] == "no"


def test_a_text_that_was_not_checked_is_unknown_and_not_faultless() -> None:
    figures = dict(page(column("A", {"title": "Havn"}, report=None)).columns[0].figures)
    assert figures["Contradicted"] == "unknown"
    assert figures["Errors"] == "unknown"


def sent_back(source: bytes, path: Path, cells: dict[tuple[int, int], str]) -> Path:
    """The sheet as another program saves it, with some cells changed."""
    original = path.with_name("original.xlsx")
    original.write_bytes(source)
    book = CalamineWorkbook.from_path(str(original))
    out = xlsxwriter.Workbook(str(path))
    for name in book.sheet_names:
        sheet = out.add_worksheet(name)
        for row, values in enumerate(book.get_sheet_by_name(name).to_python(skip_empty_area=False)):
            for place, value in enumerate(values):
                text = cells.get((row, place), str(value)) if name == book.sheet_names[0] else str(value)
                sheet.write_string(row, place, text)
    out.close()
    return path


def test_a_sheet_comes_back_with_choices_comments_and_changed_texts(two: ComparisonPage, tmp_path: Path) -> None:
    cells = {(1, 3): "b", (1, 4): "Shorter is better", (2, 3): "A", (2, 1): "It weighs just 980 grams.", (3, 3): "Z"}
    back = read_comparison_sheet(sent_back(comparison_sheet(two), tmp_path / "back.xlsx", cells))
    assert back.comparison == 7
    assert back.rows == (
        SheetRow("title", ColumnKey("key-B"), "Shorter is better"),
        SheetRow("description", ColumnKey("key-A"), "", {ColumnKey("key-A"): "It weighs just 980 grams."}),
        SheetRow("bullets"),
    )
    assert back.problems == ("Bullets: “Z” is none of the texts.",)


def test_a_sheet_that_nobody_filled_in_says_nothing(two: ComparisonPage, tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    path.write_bytes(comparison_sheet(two))
    back = read_comparison_sheet(path)
    assert back.rows == (SheetRow("title"), SheetRow("description"), SheetRow("bullets"))
    assert not back.problems


def test_a_sheet_holds_hostile_texts_as_texts_and_long_ones_cut_with_a_word(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    long = "word " * 20_000
    path.write_bytes(comparison_sheet(page(column("A", {"title": HOSTILE[31:], "description": long}))))
    cells = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert cells[1][1] == HOSTILE[31:]
    assert "cut here" in str(cells[2][1])
    assert read_comparison_sheet(path).rows[1] == SheetRow("description")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not a workbook", b"a,b\r\n1,2\r\n"])
def test_another_file_is_refused_with_a_sentence(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.xlsx"
    path.write_bytes(content)
    with pytest.raises(UserError) as raised:
        read_comparison_sheet(path)
    assert "other.xlsx" in raised.value.problem.message


def test_a_workbook_of_somebody_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Prices").write_string(0, 0, "Product")
    book.close()
    with pytest.raises(UserError, match="no sheet that was made"):
        read_comparison_sheet(path)


def ads(*headlines: str, descriptions: tuple[str, ...] = ("One description.", "Another one.")) -> Compared:
    copy = Copy({"google_ads.headline": headlines, "google_ads.description": descriptions})
    measures = {
        address: Measure(address.partition("[")[0], len(text), 30, "characters", fits=len(text) <= 30)
        for address, text in copy.addressed()
    }
    return column("A", copy.fields, measures=measures)


def test_ads_are_one_row_with_what_fits() -> None:
    sheet = ads_sheet(
        page(ads("Light bag", "light bag", "Strong bag", "A headline that is longer than thirty")), "google_ads"
    )
    row = next(csv.DictReader(io.StringIO(sheet.csv)))
    assert [row["Headline 1"], row["Headline 2"], row["Headline 3"]] == ["Light bag", "Strong bag", ""]
    assert row["Ad type"] == "Responsive search ad"
    assert row["Description 2"] == "Another one."
    assert sheet.remarks == (
        "A, Google Ads: headlines: 1 text is too long.",
        "A, Google Ads: headlines: at least 3 are needed.",
    )


def test_no_more_headlines_than_the_advertisement_takes() -> None:
    sheet = ads_sheet(page(ads(*(f"Headline number {n}" for n in range(20)))), "google_ads")
    row = next(csv.DictReader(io.StringIO(sheet.csv)))
    assert row["Headline 15"] == "Headline number 14"
    assert any("only the first 15" in remark for remark in sheet.remarks)


def test_what_a_spreadsheet_would_run_is_kept_from_running() -> None:
    sheet = ads_sheet(page(ads("=cmd|' /C calc'!A0", "-20% today", "+3+cmd|x")), "google_ads")
    row = next(csv.DictReader(io.StringIO(sheet.csv)))
    assert [row["Headline 1"], row["Headline 2"], row["Headline 3"]] == [
        "'=cmd|' /C calc'!A0",
        "-20% today",
        "'+3+cmd|x",
    ]


def test_a_comparison_without_advertisements_says_what_to_do(two: ComparisonPage) -> None:
    with pytest.raises(UserError, match="No text here is written for this table"):
        ads_sheet(two, "meta_ads")
