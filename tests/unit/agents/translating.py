"""Segments and tasks for the tests of translating."""

from __future__ import annotations

import asyncio

from desktop.agents.translating import Translator
from desktop.agents.translating_task import TranslationTask
from desktop.core.events import Event, SegmentTranslated
from desktop.core.segment import Segment, Tag, TagKind, tagged
from tests.fakes.model import FakeModel

TAGS = (
    Tag(1, TagKind.OPEN, '<g id="1">', "g1"),
    Tag(2, TagKind.CLOSE, "</g>", "g1"),
    Tag(3, TagKind.ALONE, '<x id="2"/>', "x2"),
)


def segment(name: str, source: str, target: str = "", most: int = 0) -> Segment:
    """One in which `{1}` opens, `{2}` closes and `{3}` stands alone."""
    numbers = {tag.number for tag in TAGS if f"{{{tag.number}}}" in source}
    tags = tuple(tag for tag in TAGS if tag.number in numbers)
    return Segment(name, name, tagged(source, numbers), tagged(target, numbers), tags=tags, most=most)


def task(*segments: Segment, **changes: object) -> TranslationTask:
    """From English into Dutch."""
    return TranslationTask(segments, "en", "nl", **changes)  # type: ignore[arg-type]  # the fields are those of a task


def translate(model: FakeModel, given: TranslationTask) -> tuple[Translator, dict[str, SegmentTranslated]]:
    """What a scripted model makes of a task."""
    events: list[Event] = []
    translator = Translator(given, model, events.append)
    asyncio.run(translator.translate())
    return translator, {each.segment: each for each in events if isinstance(each, SegmentTranslated)}


def text(event: SegmentTranslated) -> str:
    """The translation with its tags."""
    return event.target.text
