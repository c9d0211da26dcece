"""Plain text: broken lines are one sentence again, encodings and line ends stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.errors import UserError
from desktop.core.segment import Change
from desktop.formats.bitext.opening import open_bitext
from desktop.formats.bitext.text_file import TextFile
from tests.unit.formats.bitext.one_language import DONE, after, put, sources, stays

TEXT = """Titel
=====

Dit is een lange regel die is afgebroken omdat het volgende woord
niet paste. Nog een zin. En dan gaat het hier verder met een lange
regel tot het einde.

- punt een
2. punt twee. Met zin.
Street 1
1234 AB  City

"""
LONG = "Een regel die nergens is afgebroken en die ver voorbij de honderd tekens doorgaat, want zo schrijft men nu. Ja!"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_a_text_is_read_in_every_encoding(encoding: str, line_break: str) -> None:
    data = (TEXT + "Café – één").replace("\n", line_break).encode(encoding)
    file = open_bitext(data, "a.txt", "nl")
    assert sources(file) == [
        "Titel", "Dit is een lange regel die is afgebroken omdat het volgende woord niet paste.", "Nog een zin.",
        "En dan gaat het hier verder met een lange regel tot het einde.", "punt een", "punt twee.", "Met zin.",
        "Street 1", "1234 AB  City", "Café – één",
    ]  # fmt: skip
    assert [each.line for each in file.segments[-2:]] == [11, 13]
    stays(file, data)
    assert put(file, {"Café – één": "Thé"}) == (TEXT + "Thé").replace("\n", line_break).encode(encoding)


def test_lines_that_were_broken_are_broken_again() -> None:
    file = TextFile(TEXT.encode(), "nl")
    out = put(file, {"Nog een zin.": "Dit is " + "heel " * 20 + "lang.", "punt een": "item one"}).decode()
    assert "item one" in out
    assert max(len(line) for line in out.split("\n")) <= 67
    assert sources(TextFile(out.encode(), "nl"))[2] == "Dit is " + "heel " * 20 + "lang."


def test_a_long_line_is_a_paragraph() -> None:
    file = TextFile(f"{LONG}\n{LONG}".encode(), "nl")
    assert [each.unit for each in file.segments] == ["p1", "p1", "p2", "p2"]
    assert put(file, {"Ja!": "Een\nTwee"}).decode() == f"{LONG}\n{LONG}".replace("Ja!", "Een\nTwee")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"ab\n\x81\xfe", "Line 2: the file is in no encoding"),
        (b"\xff\xfea", "Line 1: the file is in no encoding"),
        (b"GIF8\n\n9a\x00\x01b", "Line 3: this is no text"),
        (b"a" * 20_000_001, "too large"),
        (b" \n", "empty"),
    ],
)
def test_what_is_no_text_is_refused_with_the_line(data: bytes, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        open_bitext(data, "a.txt")


def test_a_letter_that_the_encoding_does_not_have_is_named() -> None:
    file = TextFile("Café".encode("cp1252"))
    with pytest.raises(UserError, match="cp1252, which has no “日”"):
        put(file, {"Café": "日本"})


_WORDS = st.sampled_from(
    ["Een zin. ", "Nog een! ", "woord ", "\n", "\n\n", "\r\n", "\t", "- ", "   ", "één", "=====", "1) ", "x" * 50, "> "]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=30))
def test_a_changed_segment_changes_only_itself(words: list[str]) -> None:
    data = "".join(words).encode()
    file = TextFile(data, "nl")
    stays(file, data)
    for segment in file.segments:
        out = file.written({segment.id: Change(after("Nieuw ", segment), DONE)}).decode()
        there, wanted = out.split(), "".join(words).split()
        there.remove("Nieuw")
        assert there == wanted
