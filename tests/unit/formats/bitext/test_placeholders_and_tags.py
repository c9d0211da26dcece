"""Placeholders of programs such as `{1}` beside inline tags: neither is taken for the other when words are kept."""

from __future__ import annotations

import pytest

from desktop.core.segment import Change, SegmentState, tagged
from desktop.formats.bitext.opening import open_bitext

XLIFF = (
    b'<xliff version="1.2"><file original="a" source-language="en" target-language="nl" datatype="plaintext"><body>'
    b'<trans-unit id="a"><source>Press {1} <ph id="1"/> now</source><target>Druk {1} <ph id="1"/> nu</target>'
    b"</trans-unit></body></file></xliff>"
)


@pytest.mark.parametrize(
    ("data", "name", "written"),
    [
        (XLIFF, "a.xlf", b'<target state="final">Druk {1} <ph id="1"/> nu</target>'),
        (b"Press {1} **now** please.\n", "a.md", b"Press {1} **now** please.\n"),
        (b"<p>Press {1} <b>now</b>.</p>", "a.html", b"<p>Press {1} <b>now</b>.</p>"),
    ],
)
def test_a_text_that_is_read_again_from_its_words_is_the_same(data: bytes, name: str, written: bytes) -> None:
    opened = open_bitext(data, name, "en", "nl")
    (segment,) = opened.segments
    text = segment.source if segment.target.is_empty else segment.target
    again = tagged(text.text, {tag.number for tag in segment.tags})
    assert again == text
    assert 1 not in again.numbers
    assert written in opened.written({segment.id: Change(again, SegmentState.APPROVED)}, "nl")
