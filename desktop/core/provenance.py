"""Who wrote what in a draft: pieces that were taken from variants, and where they stand now."""

from __future__ import annotations

import msgspec

from desktop.core.copy import Copy
from desktop.core.ids import DraftId, VersionId


class Source(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text that was taken into a field, and where it came from; `field` is an address, `taken_at` ISO 8601 in UTC.

    `column` is the letter of the column that it stood in, `whole` says that the field was taken and not a part of it.
    `draft` is the draft whose `version` it was when that is another one, and `title` what that is called; such a source
    without text and field says that the whole draft was made from it.
    """

    field: str
    text: str
    model: str = ""
    prompt: str = ""
    tone: str = ""
    version: VersionId = VersionId(0)
    column: str = ""
    taken_at: str = ""
    whole: bool = False
    draft: DraftId = DraftId("")
    title: str = ""


class Standing(msgspec.Struct, frozen=True):
    """Where the text of a source stands: in this field, from `start` to `end` in code points."""

    source: Source
    field: str
    start: int
    end: int


def standing(sources: tuple[Source, ...], copy: Copy) -> tuple[Standing, ...]:
    """The sources whose text stands in the copy word for word, in reading order; one that was changed since is gone.

    Where two claim the same place, the later one has it.
    """
    texts = dict(copy.addressed())
    taken: dict[str, list[tuple[int, int]]] = {}
    found: list[Standing] = []
    for source in reversed(sources):
        text = texts.get(source.field, "")
        start = text.find(source.text) if source.text else -1
        while start >= 0:
            end = start + len(source.text)
            if all(end <= begin or start >= stop for begin, stop in taken.get(source.field, ())):
                taken.setdefault(source.field, []).append((start, end))
                found.append(Standing(source, source.field, start, end))
                break
            start = text.find(source.text, start + 1)
    order = {field: place for place, field in enumerate(texts)}
    return tuple(sorted(found, key=lambda each: (order[each.field], each.start)))
