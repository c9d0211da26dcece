"""New files of the segments of any file: what is written opens again as the same segments."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Segment, SegmentState, Tag, TaggedText, TagKind, tagged
from desktop.core.term import Term
from desktop.core.translation import MemoryUnit
from desktop.formats.bitext.bitext import Bitext, Languages
from desktop.formats.bitext.new_po import po_of
from desktop.formats.bitext.new_table import csv_of, terms_csv, xlsx_of
from desktop.formats.bitext.new_tbx import tbx_of
from desktop.formats.bitext.new_tmx import tmx_of, tmx_of_bitext
from desktop.formats.bitext.new_xliff import xliff_of
from desktop.formats.bitext.opening import open_bitext
from desktop.formats.bitext.terms_file import read_terms
from tests.conftest import REPOSITORY
from tests.unit.formats.bitext.samples import SDL, XLIFF1, XLIFF2

SCHEMA = REPOSITORY.parent / "shared" / "data" / "xliff-schema" / "2.1" / "xliff_core_2.0.xsd"
TAGS = (
    Tag(1, TagKind.OPEN, "<b>", "b:1", "bold"), Tag(2, TagKind.CLOSE, "</b>", "b:1"),
    Tag(3, TagKind.ALONE, "<br/>", "br:"),
)  # fmt: skip

CROSSED = (
    Tag(1, TagKind.OPEN, "<b>", "b:1"), Tag(2, TagKind.OPEN, "<i>", "i:1"), Tag(3, TagKind.CLOSE, "</b>", "b:1"),
    Tag(4, TagKind.CLOSE, "</i>", "i:1"),
)  # fmt: skip
LAST = (Tag(1, TagKind.CLOSE, "</b>", "b:1"),)


def text(words: str) -> TaggedText:
    return tagged(words, {1, 2, 3, 4, 5})


SEGMENTS = (
    Segment("a", "a", text("A {1}warm{2} blanket{3}"), text("Een {1}warme{2} deken{3}"), SegmentState.APPROVED,
            TAGS[:3], ("A note", "Another"), "title", most=40),
    Segment("p~1", "p", text("One & {1}two."), TaggedText(), SegmentState.UNTRANSLATED, TAGS[:1]),
    Segment("p~2", "p", text("{1}Three <3>."), text("{1}Drie <3>."), SegmentState.DRAFT, LAST),
    Segment("x y", "x y", text("{1}a{2}b{3}c{4}"), text("{1}a{2}b{3}c{4}"), SegmentState.REVIEWED, CROSSED),
    Segment("k", "k", text("SKU-1"), TaggedText(), locked=True),
    Segment("m", "m", text("Line\nbreak “{7}” =1+1"), text("=Regel\nbreuk {7}"), SegmentState.REJECTED),
)  # fmt: skip


class Made(NamedTuple):
    segments: tuple[Segment, ...] = SEGMENTS
    languages: Languages = Languages("en", "nl")
    format: str = "made"

    def written(self, changes: object, target_language: str = "") -> bytes:
        raise NotImplementedError


def pairs(file: Bitext) -> list[tuple[str, str]]:
    return [(each.source.text, each.target.text) for each in file.segments]


@pytest.mark.parametrize("version", ["2.1", "1.2"])
def test_xliff_opens_again_as_the_same_segments(version: str) -> None:
    again = open_bitext(xliff_of(Made(), "en", "nl", version, "shop.html"), "new.xlf")
    assert (again.format, tuple(again.languages)) == (f"XLIFF {version}", ("en", "nl"))
    assert pairs(again) == [(each.source.text, each.target.text) for each in SEGMENTS]
    assert [each.state for each in again.segments] == [each.state for each in SEGMENTS]
    assert [each.locked for each in again.segments] == [each.locked for each in SEGMENTS]
    assert (again.segments[0].notes, again.segments[0].most) == (("A note", "Another"), 40)
    assert again.segments[0].id == "a"
    kinds = [tag.kind for tag in again.segments[0].tags]
    assert kinds == ([TagKind.OPEN, TagKind.CLOSE, TagKind.ALONE] if version == "2.1" else [TagKind.ALONE] * 3)


def test_sentences_of_a_paragraph_share_a_unit() -> None:
    out = xliff_of(Made(), "en", "nl").decode()
    assert out.count("<unit ") == 5
    assert '<segment id="s2" state="initial" subState="copydesk:draft">' in out
    assert '<sc id="1-1" dataRef="d1-1" disp="bold" isolated="yes"/>' in out
    assert '<data id="d1">&lt;b&gt;</data>' in out


def test_a_character_that_xml_lacks_is_written_by_its_code() -> None:
    strange = Made((Segment("a", "a", TaggedText("a\x07b")),))
    assert b'a<cp hex="0007"/>b' in xliff_of(strange, "en", "nl")
    assert open_bitext(xliff_of(strange, "en", "nl"), "a.xlf").segments
    with pytest.raises(UserError, match=r"U\+0007"):
        xliff_of(strange, "en", "nl", "1.2")


def test_languages_have_to_be_known_and_there_has_to_be_something() -> None:
    with pytest.raises(UserError, match="languages of the file are not known"):
        xliff_of(Made(languages=Languages("", "")), "en", "")
    assert b'srcLang="en-GB" trgLang="nl"' in xliff_of(Made(), "en_GB", "")
    with pytest.raises(UserError, match="nothing to translate"):
        xliff_of(Made(()), "en", "nl")


@pytest.mark.skipif(not Path(SCHEMA).exists(), reason="the official schemas are not here")
def test_xliff_is_valid_by_the_official_schema() -> None:
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(SCHEMA))
    files = [Made(), *(open_bitext(data, "a.xlf") for data in (XLIFF1, SDL, XLIFF2))]
    for file in files:
        root = etree.fromstring(xliff_of(file, "en", "sv"))
        assert schema.validate(root), schema.error_log


def test_tmx_opens_again() -> None:
    again = open_bitext(tmx_of_bitext(Made(), "en", "nl"), "a.tmx")
    assert pairs(again) == [(each.source.text, each.target.text) for each in SEGMENTS if each.target.text]
    units = [MemoryUnit("Tea {1}", "Thee {1}", "before", "after", "me", "2026-11-23T08:15:00+00:00")]
    data = tmx_of(units, "en", "nl")
    assert pairs(open_bitext(data, "a.tmx")) == [("Tea {1}", "Thee {1}")]
    assert b'changedate="20261123T081500Z" changeid="me"' in data
    assert b'<prop type="x-context-pre">before</prop>' in data


def test_po_opens_again() -> None:
    again = open_bitext(po_of(Made(), "en", "nl"), "a.po")
    assert [(each.id, each.source.text, each.target.text) for each in again.segments] == [
        (each.id, each.source.text, each.target.text) for each in SEGMENTS
    ]
    assert again.segments[2].state is SegmentState.DRAFT
    assert again.languages.target == "nl"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_tables_open_again(kind: str) -> None:
    data = csv_of(Made()) if kind == "csv" else xlsx_of(Made())
    again = open_bitext(data, f"a.{kind}")
    assert [(each.id, each.source.text, each.target.text, each.state) for each in again.segments] == [
        (each.id, each.source.text, each.target.text, each.state) for each in SEGMENTS
    ]
    if kind == "csv":
        assert "'=Regel" in data.decode("utf-8-sig")


def test_terms_open_again() -> None:
    terms = (
        Term("blanket", "deken", ("plaid",), note="wool", definition="A cover"),
        Term("tea", "thee"),
    )
    for data, name in ((tbx_of(terms, "en", "nl"), "a.tbx"), (terms_csv(terms), "a.csv")):
        again = read_terms(data, name, "en", "nl")
        assert [(each.source, each.target, each.forbidden) for each in again] == [
            ("blanket", "deken", ("plaid",)),
            ("tea", "thee", ()),
        ]
