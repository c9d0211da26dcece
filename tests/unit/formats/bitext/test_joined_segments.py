"""Segments of a file of one language that were joined: the first has the words, and the others say nothing more."""

from __future__ import annotations

from desktop.core.reshaping import changes_of, join_with_next
from desktop.core.segment import Change, SegmentState, TaggedText
from desktop.formats.bitext.opening import open_bitext


def test_the_words_of_a_segment_that_was_joined_are_gone() -> None:
    opened = open_bitext(b"One bag. Two bags. Three.\n\nNext.\n", "a.txt", "en", "nl")
    shape = join_with_next(opened.segments, (), opened.segments[1].id)
    said = Change(TaggedText("Twee tassen, drie."), SegmentState.DRAFT)
    changes = changes_of(opened.segments, shape, {opened.segments[1].id: said})
    assert opened.written(changes, "nl").decode().split() == ["One", "bag.", "Twee", "tassen,", "drie.", "Next."]


def test_a_target_that_nobody_made_keeps_the_words_of_the_source() -> None:
    opened = open_bitext(b"One bag. Two bags.\n", "a.txt", "en", "nl")
    bare = Change(TaggedText(), SegmentState.UNTRANSLATED)
    refused = Change(TaggedText(), SegmentState.REJECTED)
    changes = {opened.segments[0].id: bare, opened.segments[1].id: refused}
    assert opened.written(changes, "nl") == b"One bag. Two bags.\n"


def test_a_joined_target_that_was_refused_says_nothing_twice() -> None:
    opened = open_bitext(b"One bag. Two bags.\n", "a.txt", "en", "nl")
    shape = join_with_next(opened.segments, (), opened.segments[0].id)
    said = Change(TaggedText("Een tas en twee."), SegmentState.REJECTED)
    changes = changes_of(opened.segments, shape, {opened.segments[0].id: said})
    assert opened.written(changes, "nl").strip() == b"Een tas en twee."
