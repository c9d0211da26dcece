"""The quality report: the figures are there, every word is escaped, the table runs no formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest

from desktop.core.quality import ErrorCount, MarkedError, PostEdit, PostEditing, QualityReport, QualityScore
from desktop.core.translation import Dimension, ErrorSeverity, TranslationError
from desktop.core.words import set_language
from desktop.formats.quality_report import quality_csv, quality_html

EVIL = "<script>alert(1)</script>"
COUNTS = (ErrorCount(Dimension.ACCURACY, ErrorSeverity.MAJOR, 2, 10.0),)
TOTAL = QualityScore("Spring", 1250, 80, 10.0, 8.0, 99.2, 99.0, True, COUNTS)
EDIT = PostEdit("local/qwen", 80, 31, 88.4, 12.5, 0.093)
ERROR = TranslationError(
    Dimension.ACCURACY, ErrorSeverity.MAJOR, start=6, end=11, kind="number", note="=1+1", by="Hanna"
)


def report(**changes: object) -> QualityReport:
    values: dict[str, object] = {
        "files": (TOTAL,),
        "errors": (MarkedError(f"{EVIL}.xlf", 12, "Weighs 980 g.", "Weegt 890 g & meer.", ERROR),),
        "post_editing": PostEditing(EDIT, (EDIT,), ()),
        **changes,
    }
    return QualityReport(f"Spring {EVIL}", "en", "nl", "23 Nov 2026", TOTAL, **values)  # type: ignore[arg-type]


class Reader(HTMLParser):
    """The tags of a page and the text in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.marked = ""
        self.text = ""
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert not {name for name, _ in attrs} & {"src", "href", "onload"}
        self.tags.append(tag)
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._inside == "mark":
            self.marked += data


@pytest.fixture
def dutch() -> Iterator[None]:
    set_language("nl")
    yield
    set_language("en")


def test_the_page_tells_all_and_loads_nothing() -> None:
    page = Reader(quality_html(report()))
    assert not {"script", "img", "link", "iframe"} & set(page.tags)
    for words in ("From en to nl", "99.2 of 100", "passed, at least 99.0", "8.0 points for each 1,000 words"):
        assert words in page.text
    assert "Hanna" not in page.text  # who marked it is not the client's concern
    assert page.marked == "890 g"
    assert EVIL in page.text  # as words
    assert "local/qwen" in page.text
    assert "12.5" in page.text


def test_errors_stand_by_dimension_and_severity() -> None:
    rows = list(csv.reader(io.StringIO(quality_csv(report()))))
    place = rows.index(["Dimension", "Neutral", "Minor", "Major", "Critical", "Points"])
    assert rows[place + 2] == ["Accuracy", "0", "0", "2", "0", "10"]
    assert len([row for row in rows[place + 1 :] if len(row) == 6]) == len(Dimension)


def test_the_table_has_the_errors_and_runs_nothing() -> None:
    rows = list(csv.reader(io.StringIO(quality_csv(report()))))
    assert ["Spring", "80", "1250", "2", "10", "8.0", "99.2"] in rows
    assert ["Model", "local/qwen", "80", "31", "88.4", "12.5", "9.3 %"] in rows
    last = rows[-1]
    assert last[1:6] == ["12", "Accuracy", "Major", "number", "890 g"]
    assert last[8] == "'=1+1"


def test_a_job_without_anything_confirmed_has_no_score() -> None:
    nothing = QualityScore("Spring", 0, 0, 0.0, None, None, 99.0, None)
    page = Reader(quality_html(QualityReport("Spring", "en", "nl", "", nothing)))
    assert "Nothing is confirmed yet" in page.text
    assert "No errors were marked." in page.text
    assert "chrF" not in page.text


def test_a_failed_one_says_so_and_a_span_that_is_gone_marks_nothing() -> None:
    failed = QualityScore("Spring", 100, 4, 10.0, 100.0, 90.0, 99.0, False, COUNTS)
    gone = MarkedError(
        "a.xlf", 1, "Short", "Kort", TranslationError(Dimension.STYLE, ErrorSeverity.MINOR, start=9, end=12)
    )
    page = Reader(quality_html(QualityReport("Spring", "en", "nl", "", failed, (failed, failed), (gone,))))
    assert "failed, at least 99.0" in page.text
    assert page.marked == ""
    assert "All files" in page.text


@pytest.mark.usefixtures("dutch")
def test_figures_are_written_as_the_interface_writes_them() -> None:
    assert "99,2" in quality_html(report())
    assert 'lang="nl"' in quality_html(report())
