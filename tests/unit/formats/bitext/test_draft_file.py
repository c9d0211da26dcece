"""Drafts: fields of the desk and of JSON files are translated in their places."""

from __future__ import annotations

import json

import pytest

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.errors import UserError
from desktop.core.segment import Change, SegmentState, tagged
from desktop.formats.bitext.draft_file import DraftFile, open_draft
from desktop.formats.bitext.opening import open_bitext
from tests.unit.formats.bitext.one_language import DONE, put, sources, stays

COPY = Copy(
    {
        "title": "Red *bag*. Nice",
        "description": "A **bag** of 5 cm.\nWidth: 4 cm\n\nHello {{ first_name }}. Yes.\n\n- One ![pic](a.png)\n",
        "bullets": ("One thing. Two", "B", ""),
        "b2": "Hi *|FNAME|*!",
        "b2.link": "https://example.com",
        "b3": "{{ unsubscribe_url }}",
    }
)


def changed(file: DraftFile, texts: dict[str, str]) -> Copy:
    return file.copy_written(
        {
            each.id: Change(tagged(texts[each.source.text], {tag.number for tag in each.tags}), DONE)
            for each in file.segments
            if each.source.text in texts
        }
    )


def test_a_draft_is_read_by_its_fields() -> None:
    file = open_draft(COPY, Kind.PRODUCT, Brief(language="en"))
    assert file.languages.source == "en"
    assert [(each.id, each.unit, each.source.text, each.context) for each in file.segments] == [
        ("title", "title", "Red *bag*. Nice", "Title"),
        ("description/1", "description/1", "A {1}bag{2} of 5 cm.", "Description"),
        ("description/2", "description/2", "Width: 4 cm", "Description"),
        ("description/3:1", "description/3", "Hello {{ first_name }}.", "Description"),
        ("description/3:2", "description/3", "Yes.", "Description"),
        ("description/4", "description/4", "One {1}", "Description: List item"),
        ("description/5", "description/5", "pic", "Description: Alternative text of an image"),
        ("bullets[0]:1", "bullets[0]", "One thing.", "Bullet point"),
        ("bullets[0]:2", "bullets[0]", "Two", "Bullet point"),
        ("bullets[1]", "bullets[1]", "B", "Bullet point"),
        ("b2", "b2", "Hi *|FNAME|*!", "b2"),
    ]
    assert file.copy_written({}) == COPY


def test_translations_take_the_places_of_the_texts() -> None:
    file = open_draft(COPY, Kind.MAIL, Brief(language="en"))
    made = changed(
        file,
        {
            "Red *bag*. Nice": "Röd väska",
            "Width: 4 cm": "# Bredd",
            "pic": "bild",
            "Two": "Två",
            "Hi *|FNAME|*!": "Hej!",
        },
    )
    assert made == Copy(
        {
            "title": "Röd väska",
            "description": COPY.text("description").replace("Width: 4 cm", "\\# Bredd").replace("pic", "bild"),
            "bullets": ("One thing. Två", "B", ""),
            "b2": "Hej!",
            "b2.link": "https://example.com",
            "b3": "{{ unsubscribe_url }}",
        }
    )
    assert json.loads(file.written({}))["bullets"] == ["One thing. Two", "B", ""]
    out = file.written({"b2": Change(tagged("Hej!", set()), SegmentState.DRAFT)})
    assert json.loads(out) == {**json.loads(file.written({})), "b2": "Hej!"}


def test_a_segment_keeps_its_id_when_another_field_changes() -> None:
    before = open_draft(COPY, Kind.PRODUCT, Brief())
    later = open_draft(COPY.with_field("title", "Now. This. Is new"), Kind.PRODUCT, Brief())
    assert [each.id for each in before.segments if each.unit != "title"] == [
        each.id for each in later.segments if each.unit != "title"
    ]


EXPORTED = r"""{ "draft":"d1", "language" : "sv", "brief":{"notes":"inte detta"},
 "fields": {"title" : "R\u00f6d \"v\u00e4ska\"", "bullets":["a b","c d"], "n": 5, "x": null, "deep": {"y": "z"}}}
"""


def test_a_json_file_changes_in_single_strings() -> None:
    data = EXPORTED.encode()
    file = open_bitext(data, "a.json")
    assert (file.languages.source, sources(file)) == ("sv", ['Röd "väska"', "a b", "c d"])
    stays(file, data)
    out = put(file, {'Röd "väska"': "Grön", "c d": "e\nf"})
    assert out.decode() == EXPORTED.replace(r"R\u00f6d \"v\u00e4ska\"", r"Gr\u00f6n").replace("c d", "e f")


def test_a_plain_copy_and_variants_are_read() -> None:
    plain = b'{"title":"x y","language":"sv","kind":"product","body":"# A\\n\\nb"}'
    assert sources(open_bitext(plain, "a.json")) == ["x y", "A", "b"]
    written = b'{"variants":[{"model":"m","fields":{"title":"one"}},{"fields":{"title":"two"}}]}'
    file = open_bitext(written, "a.json")
    assert sources(file) == ["one", "two"]
    assert put(file, {"two": "deux"}) == written.replace(b'"two"', b'"deux"')


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"a":\n', "Line 2: this is not JSON"),
        (b"[]", "no texts"),
        (b'{"a": 5}', "no texts"),
        (b"[" * 100_000, "nested too deeply|not JSON"),
        (b'{"a": {"b": {"c": "d"}}}', "no texts"),
    ],
)
def test_what_holds_no_texts_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        open_bitext(data, "a.json")
