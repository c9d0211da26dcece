"""XLIFF of all versions and dialects: read, changed by splices, and refused with the line where it is broken."""

from __future__ import annotations

import time

import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Change, SegmentState, TaggedText, tagged
from desktop.formats.bitext.bitext import Bitext
from desktop.formats.bitext.opening import open_bitext
from tests.unit.formats.bitext.samples import MEMOQ, SDL, XLIFF1, XLIFF2


def opened(data: bytes) -> Bitext:
    return open_bitext(data, "file.xlf")


def states(file: Bitext) -> dict[str, str]:
    return {segment.id: str(segment.state) for segment in file.segments}


def change(text: str, state: SegmentState = SegmentState.TRANSLATED, most: int = 9) -> Change:
    return Change(tagged(text, set(range(1, most + 1))), state)


@pytest.mark.parametrize("data", [XLIFF1, SDL, MEMOQ, XLIFF2], ids=["1.2", "sdl", "memoq", "2.0"])
def test_what_is_not_changed_goes_out_as_it_came(data: bytes) -> None:
    file = opened(data)
    assert file.written({}) == data
    same = {segment.id: Change(segment.target, segment.state) for segment in file.segments}
    assert file.written(same) == data


def test_a_unit_is_read_with_its_tags_notes_and_limits() -> None:
    first, second, third, fourth, fifth = opened(XLIFF1).segments
    assert first.source.text == "Wool {1}blanket{2} & more"
    assert [tag.code for tag in first.tags] == ['<g id="1">', "</g>"]
    assert (first.context, first.most, first.notes, first.line) == ("title", 40, ("The title of the page",), 6)
    assert second.source.text == "Weighs 980\xa0g{1}"
    assert second.target.text == "Weegt 980 g{1}"
    assert (second.state, third.locked, fourth.state) == (SegmentState.DRAFT, True, SegmentState.APPROVED)
    assert fifth.state is SegmentState.UNTRANSLATED


def test_only_targets_and_states_change() -> None:
    file = opened(XLIFF1)
    out = file.written(
        {
            "a": change("Wollen {1}deken{2} & meer"),
            "b": Change(file.segments[1].target, SegmentState.APPROVED),
            "e": change("Leeg <b>"),
        }
    )
    expected = XLIFF1.replace(
        b" &amp; more</source>\n",
        b' &amp; more</source>\n        <target state="translated">Wollen <g id="1">deken</g> &amp; meer</target>\n',
    )
    expected = expected.replace(b"<target state='needs-review-translation'>", b'<target state="final">')
    expected = expected.replace(b'<trans-unit id="b">', b'<trans-unit id="b" approved="yes">')
    expected = expected.replace(b"<target/>", b'<target state="translated">Leeg &lt;b&gt;</target>')
    assert out.decode() == expected.decode()
    assert states(opened(out)) == {
        "a": "translated", "b": "approved", "c": "untranslated", "d": "approved", "e": "translated"
    }  # fmt: skip


@pytest.mark.parametrize("state", list(SegmentState))
@pytest.mark.parametrize(("data", "name"), [(XLIFF1, "b"), (SDL, "u1:1"), (MEMOQ, "2"), (XLIFF2, "1:s1")])
def test_each_state_comes_back(data: bytes, name: str, state: SegmentState) -> None:
    file = opened(data)
    (segment,) = [each for each in file.segments if each.id == name]
    out = file.written({name: Change(segment.target, state)})
    (again,) = [each for each in opened(out).segments if each.id == name]
    assert again.target == segment.target
    # a target that is there is more than "untranslated" where the format cannot say both
    assert again.state is state or (state is SegmentState.UNTRANSLATED and again.state is SegmentState.DRAFT)


def test_trados_segments_share_a_target_and_keep_what_is_theirs() -> None:
    file = opened(SDL)
    assert file.format == "SDLXLIFF"
    assert states(file) == {
        "u1:1": "translated", "u1:2": "untranslated", "u2": "untranslated", "u3:4": "untranslated",
        "u3:5": "untranslated",
    }  # fmt: skip
    assert [each.locked for each in file.segments] == [False, False, True, False, False]
    out = file.written({"u1:2": change("Två."), "u3:5": change("Fem."), "u3:4": change("Fyra.")})
    assert b'<mrk mtype="seg" mid="2">Tv\xc3\xa5.</mrk></target>' in out
    assert b'<sdl:seg id="2" conf="Translated"/>' in out
    assert out.count(b"<target>") == 2
    again = opened(out)
    assert [each.target.text for each in again.segments] == ["Ett.", "Två.", "", "Fyra.", "Fem."]
    with pytest.raises(UserError, match="locked"):
        file.written({"u2": change("Tre.")})


def test_memoq_keeps_its_own_attributes() -> None:
    file = opened(MEMOQ)
    assert file.format == "MQXLIFF"
    out = file.written({"1": change("Een", SegmentState.REVIEWED)})
    assert b'mq:status="ReviewerConfirmed" mq:segmentguid="abc"' in out
    assert b"<target>Een</target>" in out


def test_version_2_segments_are_told_apart_and_what_may_not_change_is_locked() -> None:
    file = opened(XLIFF2)
    first, second, third = file.segments
    assert (first.id, second.id, third.id) == ("1:s1", "1:2", "2")
    assert (first.source.text, first.target.text) == ("A {1}warm{2} blanket.", "En {1}varm{2} filt.")
    assert (first.notes, first.context, third.locked) == (("From the shop",), "lead", True)
    assert second.tags[0].label == "°C"
    out = file.written({"1:2": change("Tvättas i 30{1}.")})
    assert b'<segment state="translated">' in out
    assert '<target>Tvättas i 30<ph id="2" disp="&#176;C"/>.</target>'.encode() in out


def test_the_language_is_named_where_it_was_not() -> None:
    bare = XLIFF1.replace(b' target-language="nl"', b"")
    file = opened(bare)
    assert file.written({}, "sv") == bare
    out = file.written({"e": change("Tom")}, "sv")
    assert opened(out).languages.target == "sv"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (TaggedText("Wol {9}", tagged("Wol {9}", {9}).chips), "no tag"),
        (tagged("Wol {2}x{1}", {1, 2}), "closes"),
        (tagged("Wol {1}x", {1, 2}), "not closed"),
        (TaggedText("a\x00b"), "U\\+0000"),
    ],
)
def test_a_target_that_xml_cannot_hold_is_refused_by_its_segment(text: TaggedText, reason: str) -> None:
    with pytest.raises(UserError, match=f"Segment a: .*{reason}"):
        opened(XLIFF1).written({"a": Change(text, SegmentState.TRANSLATED)})


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b"</body>", b"", "Line 17: this is not well-formed"),
        (b'version="1.2"', b'version="9"', "Line 2: XLIFF 9 is not known"),
        (b'source-language="en" ', b"", "Line 3: .*source-language"),
        (b"<source>Tea</source>", b"", "Line 14: .*no <source>"),
        (b"<xliff", b'<!DOCTYPE x [<!ENTITY a "b">]><xliff', "declares entities"),
        (b'encoding="UTF-8"', b'encoding="latin-9000"', "Nobody knows"),
    ],
)
def test_what_is_broken_is_refused_with_its_line(old: bytes, new: bytes, sentence: str) -> None:
    assert old in XLIFF1
    with pytest.raises(UserError, match=sentence):
        opened(XLIFF1.replace(old, new, 1))


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b'<unit id="2"', b'<unit id="1"', "there twice"),
        (b'<unit id="2"', b"<unit", "has no id"),
        (b' srcLang="en"', b"", "srcLang"),
        (b"<segment><source>SKU</source></segment>", b"", "no <segment>"),
    ],
)
def test_version_2_has_rules_of_its_own(old: bytes, new: bytes, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        opened(XLIFF2.replace(old, new, 1))


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "utf-8-sig"])
def test_other_encodings_stay_what_they_are(encoding: str) -> None:
    name = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    data = XLIFF1.decode().replace("UTF-8", name).encode(encoding)
    file = opened(data)
    assert file.written({}) == data
    out = file.written({"d": change("Thé")})
    assert "Thé" in out.decode(encoding)
    if encoding == "iso-8859-1":
        with pytest.raises(UserError, match="which has no “€”"):
            file.written({"d": change("€")})


def test_twenty_thousand_segments_open_in_two_seconds() -> None:
    unit = '<trans-unit id="{n}"><source>Wool <g id="1">blanket</g> {n}</source><target>Deken</target></trans-unit>'
    head, _, tail = XLIFF1.partition(b"<body>")
    units = "".join(unit.replace("{n}", str(number)) for number in range(20_000)).encode()
    data = head + b"<body>" + units + b"</body>" + tail.partition(b"</body>")[2]
    began = time.process_time()
    file = opened(data)
    assert len(file.segments) == 20_000
    assert time.process_time() - began < 2.5
