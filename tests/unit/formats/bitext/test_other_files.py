"""PO, TMX and tables: read, changed by splices, and refused with the line where they are broken."""

from __future__ import annotations

import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Change, SegmentState, TaggedText, tagged
from desktop.formats.bitext.opening import open_bitext
from desktop.formats.bitext.table import Table
from desktop.formats.bitext.tmx import Tmx
from desktop.formats.bitext.xml_scan import Document
from tests.unit.formats.bitext.samples import CSV, PO, TMX, XLIFF1

DONE = SegmentState.TRANSLATED


def change(text: str, state: SegmentState = DONE) -> Change:
    return Change(tagged(text, {1, 2}), state)


@pytest.mark.parametrize(("data", "name"), [(PO, "a.po"), (TMX, "a.tmx"), (CSV, "a.csv")])
def test_what_is_not_changed_goes_out_as_it_came(data: bytes, name: str) -> None:
    file = open_bitext(data, name)
    assert file.written({}) == data
    assert file.written({each.id: Change(each.target, each.state) for each in file.segments}) == data


# PO


def test_po_is_read_with_contexts_plurals_and_flags() -> None:
    file = open_bitext(PO, "a.po")
    assert file.languages.target == "nl"
    basket, one, many, lines = file.segments
    assert (basket.id, basket.notes, basket.state) == ("Add to basket", ("Shown in the basket",), DONE)
    assert (one.id, one.unit, one.source.text, one.state) == ("count [0]", "count", "%d item", SegmentState.DRAFT)
    assert (many.source.text, many.target.text) == ("%d items", "%d dingen")
    assert (lines.source.text, lines.state) == ('Line one\nLine "two"\n', SegmentState.UNTRANSLATED)


def test_po_changes_strings_and_the_fuzzy_flag_only() -> None:
    file = open_bitext(PO, "a.po")
    out = file.written(
        {
            "count [0]": change("%d stuk"),
            "Add to basket": Change(file.segments[0].target, SegmentState.DRAFT),
            'Line one\nLine "two"\n': change('Regel één\nRegel "twee"\n'),
        }
    )
    expected = PO.replace(b'"%d ding"', b'"%d stuk"').replace(b"#, fuzzy, python-format", b"#, python-format")
    expected = expected.replace(b'msgid "Add', b'#, fuzzy\nmsgid "Add')
    expected = expected.replace(b'msgstr ""\n\n#~', 'msgstr ""\n"Regel één\\n"\n"Regel \\"twee\\"\\n"\n\n#~'.encode())
    assert out.decode() == expected.decode()
    again = open_bitext(out, "a.po")
    assert again.segments[3].target.text == 'Regel één\nRegel "twee"\n'


def test_po_keeps_line_breaks_alike() -> None:
    with pytest.raises(UserError, match="line break"):
        open_bitext(PO, "a.po").written({'Line one\nLine "two"\n': change("Regel")})


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b'msgstr "In winkelmand"', b'msgstr "In winkelmand', "Line 10: a quotation"),
        (b'msgstr "In winkelmand"', b"", "no msgid / msgstr"),
        (b'msgid "Add', b'msgstuff "Add', "Line 9: this is no line"),
        (b'msgstr[1] "%d dingen"', b'msgstr[0] "x"', "twice"),
    ],
)
def test_broken_po_is_refused_with_its_line(old: bytes, new: bytes, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        open_bitext(PO.replace(old, new), "a.po")


def test_po_in_another_encoding_stays_in_it() -> None:
    data = PO.replace(b"UTF-8", b"ISO-8859-1").replace(b"winkelmand", b"winkelm\xe4nd")
    file = open_bitext(data, "a.po")
    assert file.segments[0].target.text == "In winkelmänd"
    assert b"caf\xe9" in file.written({"Add to basket": change("café")})
    with pytest.raises(UserError, match="which has no “€”"):
        file.written({"Add to basket": change("€")})


# TMX


def test_tmx_is_one_pair_of_languages() -> None:
    file = open_bitext(TMX, "a.tmx")
    assert file.languages == ("en", "nl")
    (only,) = file.segments
    assert (only.id, only.target.text) == ("7", "Wollen {1}deken{2}")
    swedish = open_bitext(TMX, "a.tmx", target="sv-SE")
    assert [each.target.text for each in swedish.segments] == ["Ullfilt", "Te"]
    assert Tmx(Document(TMX), "sv", "en").languages == ("sv", "en")
    with pytest.raises(UserError, match="no texts in “de”"):
        open_bitext(TMX, "a.tmx", target="de")


def test_tmx_changes_the_target_only() -> None:
    out = open_bitext(TMX, "a.tmx").written({"7": change("Zachte {1}deken{2} & <meer>")})
    assert out == TMX.replace(b"Wollen ", b"Zachte ").replace(
        b'deken<ept i="1">&lt;/b></ept>', b'deken<ept i="1">&lt;/b></ept> &amp; &lt;meer&gt;'
    )


# Tables


def test_a_table_finds_its_columns_and_changes_cells_where_they_stand() -> None:
    file = open_bitext(CSV, "a.csv")
    first, second, third = file.segments
    assert (first.id, first.source.text, first.notes, first.state) == (
        "t1", "Wool; soft", ('a "note"',), SegmentState.DRAFT
    )  # fmt: skip
    assert second.state is SegmentState.UNTRANSLATED
    assert third.target.text == " 2,5 kg "
    out = file.written({"t1": change("Zachte; wol"), "t2": change("Thee")})
    expected = CSV.replace(b";Wol;draft;", b';"Zachte; wol";translated;').replace(b"t2;Tea", b"t2;Tea;Thee;translated")
    assert out == expected


@pytest.mark.parametrize(
    ("data", "languages", "count"),
    [
        (b"en,nl,sv\nTea,Thee,Te\n", ("en", "nl"), 1),
        (b"Tea,Thee\nWool,Wol\n", ("", ""), 2),
        (b"key\tsource text\tvertaling\na\tTea\tThee", ("", ""), 1),
    ],
)
def test_columns_are_named_by_words_or_languages(data: bytes, languages: tuple[str, str], count: int) -> None:
    file = open_bitext(data, "a.csv")
    assert (file.languages, len(file.segments)) == (languages, count)
    assert file.segments[0].target.text == "Thee"


def test_columns_can_be_chosen_and_a_table_without_them_is_refused() -> None:
    table = Table(b"a,b,c\n1,Tea,Thee\n", {"source": "b", "target": "3", "id": "A"})
    assert [(each.id, each.target.text) for each in table.segments] == [("1", "Thee")]
    with pytest.raises(UserError, match="which columns"):
        Table(b"a,b,c\n1,Tea,Thee\n")
    with pytest.raises(UserError, match="Line 2: a quotation mark"):
        Table(b'source,target\n"Tea,Thee\n')


def test_a_table_that_is_not_what_its_mark_says_comes_back_as_it_was() -> None:
    data = b"\xef\xbb\xbfsource,target\nCaf\xe9,Kaffe\n"
    assert Table(data, {"source": "1", "target": "2"}).written({}) == data


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_table_stays_in_its_encoding(encoding: str) -> None:
    data = "source,target\nCafé,Kaffe\n".encode(encoding)
    table = open_bitext(data, "a.csv")
    assert table.written({}) == data
    assert table.written({"1": change("Kafé")}).decode(encoding) == "source,target\nCafé,Kafé\n"


@pytest.mark.parametrize("data", ["source,target\na,b".encode("utf-16") + b"\x00\xd8", b"source,target\na,\x81b"])
def test_a_table_with_half_a_character_says_what_to_do(data: bytes) -> None:
    with pytest.raises(UserError, match="no encoding that is known") as refused:
        open_bitext(data, "a.csv")
    assert refused.value.problem.hint == "Save it as UTF-8 and try again."


# Any file


def test_an_unknown_segment_an_empty_file_and_another_kind_are_told() -> None:
    for data, name in ((PO, "a.po"), (TMX, "a.tmx"), (CSV, "a.csv"), (XLIFF1, "a.xlf")):
        with pytest.raises(UserError, match="no segment nowhere"):
            open_bitext(data, name).written({"nowhere": change("x")})
    with pytest.raises(UserError, match="empty"):
        open_bitext(b" \n", "a.xlf")
    with pytest.raises(UserError, match="no file that can be translated"):
        open_bitext(b"Dear all", "a.pdf")
    with pytest.raises(UserError, match="<book>"):
        open_bitext(b"<book></book>", "a.xml")


def test_braces_that_somebody_wrote_are_no_tags() -> None:
    assert tagged("{1} {2} {01} {x} {", {1}).chips == tagged("{1}", {1}).chips
    assert TaggedText("a {1} b", tagged("a {1} b", {1}).chips).words == "a  b"
