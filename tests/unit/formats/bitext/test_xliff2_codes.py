"""Inline codes of XLIFF 2: what belongs together, what is named and what may be done with it."""

from __future__ import annotations

import re

import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Change, SegmentState, TaggedText, tagged
from desktop.formats.bitext.opening import open_bitext

UNIT = """<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="nl"><file id="f">
<unit id="u"><originalData><data id="d">x</data></originalData>
<notes/>
{parts}
</unit></file></xliff>"""
NO = 'canCopy="no" canDelete="no"'


def opened(source: str, target: str = "", state: str = "initial") -> None:
    goal = f"<target>{target}</target>" if target else ""
    segment = f'<segment id="s" state="{state}"><source>{source}</source>{goal}</segment>'
    text = UNIT.replace("<notes/>\n", "").replace("{parts}", segment)
    assert open_bitext(text.encode(), "a.xlf").written({}) == text.encode()


@pytest.mark.parametrize(
    "source",
    [
        '<sc id="1"/>a<ec startRef="1"/>',
        '<sc id="1" isolated="yes"/>a<ec id="2" isolated="yes" dir="rtl"/>',
        f'<sc id="1" canReorder="firstNo" {NO}/>a<ec startRef="1" canReorder="no" {NO}/>',
        '<sm id="1" type="comment" value="x"/>a<em startRef="1"/>',
        '<ph id="1"/><ph id="2" copyOf="1"/>',
        '<pc id="1" dataRefStart="d" dataRefEnd="d" type="fmt" subType="xlf:i">a</pc>',
        '<ph id="1" type="ui" subType="xlf:var"/><ph id="2" type="link" subType="x:y"/>',
        '<mrk id="1" translate="no">a</mrk><ph id="2" subFlows="u"/>',
    ],
)
def test_what_fits_is_opened(source: str) -> None:
    opened(source)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ('<sc id="1"/>a', "“1” needs one end"),
        ('a<ec startRef="1"/><sc id="1"/>', "needs one end in the same unit, after it"),
        ('a<ec startRef="1"/>', "there is no start “1”"),
        ('<sc id="1" isolated="yes"/><ec startRef="1"/>', "there is no start|is isolated"),
        ('<sc id="1"/><ec id="2" startRef="1"/>', "has a startRef, or is isolated"),
        ('<sc id="1"/><ec startRef="1" dir="ltr"/>', "a dir only where it is isolated"),
        ('<sc id="1" canCopy="no"/><ec startRef="1"/>', "canCopy is not the same at both ends"),
        (f'<sc id="1" canReorder="firstNo" {NO}/><ec startRef="1" {NO}/>', "canReorder is not the same"),
        ('<sm id="1" type="term"/>a', "“1” needs one end"),
        ('<em startRef="1"/>', "there is no start “1”"),
        ('<ph id="1" dataRef="q"/>', "there is no <data> “q”"),
        ('<pc id="1" dataRefStart="d">a</pc>', "dataRefStart and dataRefEnd come together"),
        ('<pc id="1" equivStart="">a</pc>', "equivStart and equivEnd come together"),
        ('<pc id="1" subFlowsEnd="u">a</pc>', "subFlowsStart and subFlowsEnd come together"),
        ('<ph id="1" subFlows="u v"/>', "there is no unit “v”"),
        ('<ph id="1" subType="x:y"/>', "has a subType and no type"),
        ('<ph id="1" type="ui" subType="xlf:b"/>', "“xlf:b” does not go with the type “ui”"),
        ('<ph id="1" type="fmt" subType="xlf:zz"/>', "“xlf:zz” does not go with"),
        ('<ph id="1" copyOf="7"/>', "there is no code “7”"),
        ('<ph id="1" dataRef="d"/><ph id="2" copyOf="1"/>', "with original data is not copied"),
        ('<ph id="1" canCopy="no"/><ph id="2" copyOf="1"/>', "“1” may not be copied"),
        ('<ph id="1" canReorder="firstNo"/>', "needs canCopy and canDelete"),
        (f'<ph id="1"/><ph id="2" canReorder="no" {NO}/>', "needs one with “firstNo” or “no” before it"),
        ('<mrk id="1" type="comment">a</mrk>', "either a value or a ref"),
        ('<mrk id="1" type="comment" ref="#n=1">a</mrk>', "there is no note"),
        ('<mrk id="1" type="mtc:match" ref="#s">a</mrk>', "<mrk> may have no ref"),
    ],
)
def test_what_does_not_fit_is_refused(source: str, reason: str) -> None:
    with pytest.raises(UserError, match=rf"^Line 3: .*({reason})"):
        opened(source)


def test_a_target_keeps_what_it_must() -> None:
    row = f'<ph id="1" canReorder="firstNo" {NO}/><ph id="2" canReorder="no" {NO}/>'
    turned = f'<ph id="2" canReorder="no" {NO}/><ph id="1" canReorder="firstNo" {NO}/>'
    opened(row, row, "final")
    with pytest.raises(UserError, match=r"before it|in its row"):
        opened(row, turned)
    code = '<ph id="1" canDelete="no"/>'
    opened(code, "a", "translated")
    with pytest.raises(UserError, match="“1” may not be deleted"):
        opened(code, "a", "final")


def test_what_is_written_keeps_to_the_rules_too() -> None:
    row = f'<ph id="1" canReorder="firstNo" {NO}/><ph id="2" canReorder="no" {NO}/>'
    whole = UNIT.replace("<notes/>\n", "").replace("{parts}", f"<segment><source>a{row}</source></segment>").encode()
    file = open_bitext(whole, "a.xlf")
    (segment,) = file.segments

    def written(text: str, state: SegmentState) -> bytes:
        return file.written({segment.id: Change(tagged(text, {1, 2}), state)})

    for text, reason in (
        ("{2}{1}b", "{2} has to stay in its row"),
        ("{1}b", "{2} may not be deleted"),
        ("b", "may not be"),
    ):
        with pytest.raises(UserError, match=re.escape(reason)):
            written(text, SegmentState.APPROVED)
    done = open_bitext(written("{1}{2}b", SegmentState.APPROVED), "a.xlf")
    assert done.segments[0].target.text == "{1}{2}b"
    emptied = done.written({segment.id: Change(TaggedText(), SegmentState.UNTRANSLATED)})
    assert b"<target" not in emptied
    open_bitext(emptied, "a.xlf")


def test_a_state_that_says_that_there_is_a_translation_brings_a_target() -> None:
    data = UNIT.replace("<notes/>\n", "").replace("{parts}", "<segment><source>-</source></segment>").encode()
    file = open_bitext(data, "a.xlf")
    out = file.written({"u": Change(TaggedText(), SegmentState.TRANSLATED)})
    assert b'<segment state="translated"><source>-</source><target></target></segment>' in out
    open_bitext(out, "a.xlf")
