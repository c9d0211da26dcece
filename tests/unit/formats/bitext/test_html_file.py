"""Web pages: what is read becomes segments, and all else stays to the letter."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.errors import UserError
from desktop.core.segment import Change, SegmentState, TaggedText
from desktop.formats.bitext.html_file import HtmlFile
from desktop.formats.bitext.opening import open_bitext
from tests.unit.formats.bitext.one_language import DONE, after, put, sources, stays

PAGE = b"""<!doctype html><html lang="nl"><head><title>Kop &amp; staart</title>
<meta name="description" content="Een 'pagina'. Met twee zinnen."><meta name="robots" content="index">
<style>p{a:b}</style></head><body class=x>
<h1>Kop <em>nadruk</em></h1><p>Eerste zin.  <b>Tweede
zin.</b> Een <a href="x.html" title="Ga &quot;hier&quot;">link</a> met <code>code()</code>.<br>
Een <img src=a alt="beeld"> zin.</p>
<script>var a="<p>x</p>";</script><ul><li>een<li>twee <ul><li>drie</li></ul></ul><p translate=no>Niet dit</p>
<p>Prijs: 5&nbsp;&euro; {{ a > b }}</p><input type=submit value=Verzend placeholder='Ja'><input value="nee">
<pre>a
  b</pre><!-- weg --><p>Naam <span translate="no">Acme</span> is goed.</body></html>
"""


def test_a_page_is_read() -> None:
    file = HtmlFile(PAGE)
    assert file.languages.source == "nl"
    assert sources(file) == [
        "Kop & staart", "Een 'pagina'. Met twee zinnen.", "Kop {1}nadruk{2}", "Eerste zin.", "Tweede zin.",
        "Een {1}link{2} met {3}.", "Een {1} zin.", 'Ga "hier"', "beeld", "een", "twee", "drie",
        "Prijs: 5\xa0€ {{ a > b }}", "Verzend", "Ja", "a\n  b", "Naam {1} is goed.",
    ]  # fmt: skip
    by_text = {each.source.text: each for each in file.segments}
    assert by_text["Kop {1}nadruk{2}"].context == "Heading 1"
    assert by_text["beeld"].context == "Alternative text of an image"
    assert by_text["twee"].context == "List item"
    assert by_text["Verzend"].context == "Attribute value of <input>"
    assert by_text["Eerste zin."].unit == by_text["Een {1} zin."].unit != by_text["een"].unit
    assert [(tag.kind, tag.code, tag.label) for tag in by_text["Een {1}link{2} met {3}."].tags] == [
        ("open", '<a href="x.html" title="Ga &quot;hier&quot;">', "x.html"), ("close", "</a>", "a"),
        ("alone", "<code>code()</code>", "code()"),
    ]  # fmt: skip
    assert by_text["Een {1} zin."].line == 4
    stays(file, PAGE)


def test_only_what_is_changed_changes() -> None:
    file = HtmlFile(PAGE)
    out = put(
        file,
        {
            "Tweede zin.": "Zin\n2 <b> & co.",
            'Ga "hier"': 'Daar "is" het',
            "Een {1}link{2} met {3}.": "Met {3} een {1}schakel{2}.",
            "Verzend": 'Stuur "nu"',
            "Ja": "Zo'n",
            "Prijs: 5\xa0€ {{ a > b }}": "{{ a > b }} kost 6\xa0€",
        },
    )
    expected = PAGE.replace(b"<b>Tweede\nzin.</b>", b"<b>Zin 2 &lt;b&gt; &amp; co.</b>")
    expected = expected.replace(
        b'Een <a href="x.html" title="Ga &quot;hier&quot;">link</a> met <code>code()</code>.',
        b'Met <code>code()</code> een <a href="x.html" title="Daar &quot;is&quot; het">schakel</a>.',
    )
    expected = expected.replace(b"value=Verzend", b'value="Stuur &quot;nu&quot;"').replace(b"'Ja'", b"'Zo&#39;n'")
    expected = expected.replace(b"Prijs: 5&nbsp;&euro; {{ a > b }}", "{{ a > b }} kost 6&nbsp;€".encode())
    assert out.decode() == expected.decode()


def test_a_text_within_a_tag_that_is_left_out_goes_with_it() -> None:
    file = HtmlFile(b'<p>One <a title="two">three</a> four.</p>')
    assert put(file, {"two": "twee", "One {1}three{2} four.": "Een vier."}) == b"<p>Een vier.</p>"
    assert put(file, {"two": "twee"}) == b'<p>One <a title="twee">three</a> four.</p>'


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("{2}a{1}", "closes what is not open"),
        ("{1}a", "opened and not closed"),
        ("{1}a{2} {1}b{2}", "there twice"),
    ],
)
def test_tags_that_do_not_fit_are_refused(target: str, reason: str) -> None:
    with pytest.raises(UserError, match=rf"Segment p1: .*{reason}"):
        put(HtmlFile(b"<p>See <b>a</b>.</p>"), {"See {1}a{2}.": target})


def test_there_is_no_segment_of_another_name() -> None:
    with pytest.raises(UserError, match="There is no segment 99"):
        HtmlFile(b"<p>See.</p>").written({"99": Change(HtmlFile(b"a").segments[0].source, DONE)})


def test_encodings_stay() -> None:
    latin = '<meta charset="iso-8859-1"><p>caf\xe9</p>'.encode("cp1252")
    file = open_bitext(latin, "a.html")
    assert sources(file) == ["café"]
    assert put(file, {"café": "thé à 5 €, 日"}) == latin.replace(b"caf\xe9", b"th\xe9 \xe0 5 \x80, &#26085;")
    wide = "<p>één</p>".encode("utf-16")
    assert put(open_bitext(wide, "a.htm"), {"één": "två"}) == "<p>två</p>".encode("utf-16")
    assert sources(open_bitext(b"<!DOCTYPE html><p>Hi", "-")) == ["Hi"]


@pytest.mark.parametrize(
    "data",
    [b"<b>", b"</b>", b"<b>a</i>", b"<div>", b"<", b"<a", b"<!--", b"<%", b"<?a>b", b"<p translate=no>x", b"<script>",
     b'<a b="', b"<span translate=no>x<p>", b"<code>", b"&amp; ", b"<title>a</title>", b"<li>a<ul>", b" \t"],
)  # fmt: skip
def test_no_page_takes_long(data: bytes) -> None:
    begun = time.perf_counter()
    page = data * 8_000 + b"x"
    stays(HtmlFile(page), page)
    assert time.perf_counter() - begun < 10


_PARTS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<i class='x'>",
        "</i>",
        "<br>",
        "<img alt='een'>",
        "<li>",
        "<ul>",
        "</ul>",
        "&amp;",
        "&nbsp;",
        "&lt;",
        "<!-- a -->",
        "<code>x</code>",
        "Een zin. ",
        "Nog een! ",
        " ",
        "\n",
        "woord",
        '<a title="t">',
        "</a>",
        "<pre>",
        "</pre>",
        "<",
        ">",
        "&",
        '"',
        "<td>",
        "<script>a</script>",
        "<span translate=no>x</span>",
        "\xe9",
    ]
)


@settings(max_examples=100, deadline=None)
@given(st.lists(_PARTS, max_size=25))
def test_a_changed_segment_changes_only_itself(parts: list[str]) -> None:
    data = "".join(parts).encode()
    file = HtmlFile(data, "nl")
    stays(file, data)
    for segment in file.segments:
        again = HtmlFile(file.written({segment.id: Change(after("Nieuw ", segment), DONE)}), "nl")
        wanted = [("Nieuw " if each.id == segment.id else "") + each.source.text for each in file.segments]
        assert sources(again) == wanted


def test_an_empty_translation_is_one_and_no_translation_keeps_the_words() -> None:
    data = b"<p>One. Two.</p>"
    file = HtmlFile(data, "en")
    two = file.segments[1].id
    assert file.written({two: Change(TaggedText(), SegmentState.UNTRANSLATED)}) == data
    assert file.written({two: Change(TaggedText(), SegmentState.TRANSLATED)}) == b"<p>One. </p>"
