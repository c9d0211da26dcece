"""Lines as a field of the draft: one step of undo, and the model that wrote them is remembered."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desktop.checks.channels import Channel
from desktop.core.brief import DEFAULT_CHANNELS, Brief
from desktop.core.copy import Copy, FieldValue
from desktop.core.draft import Draft
from desktop.core.lines import Line
from desktop.core.mail import address_for
from desktop.core.moment import timestamp
from desktop.core.provenance import Source
from desktop.runtime.takes import addressed_again

_PROMPT = "lines"
_SUBJECT, _PREHEADER = "mail.subject", "preheader"


class TakenLines(msgspec.Struct, frozen=True):
    """The draft's brief, copy and sources with the lines in it; how many were taken, how many found no room."""

    brief: Brief
    copy: Copy
    sources: tuple[Source, ...]
    new: tuple[Source, ...]
    taken: int
    left: int


def take_lines(
    draft: Draft, where: Channel, lines: Sequence[Line], *, keep: bool = False, segment: str = ""
) -> TakenLines:
    """Put lines in the place of the channel's field; with `keep`, after those that stand there, while there is room.

    A list field takes as many as the channel does, a text the first one. A channel that the brief does not name yet is
    added to it, so that its field is seen. In a mail a line becomes the text of a segment, if one is named; with a
    subject comes the preheader that completes it.
    """
    field = address_for(where.field, segment) if draft.brief.mail is not None else where.field
    there = draft.copy.fields.get(field, ())
    items = tuple(item for item in (there if not isinstance(there, str) else there.split("\n")) if item.strip())
    before = items if keep and where.list else ()
    new = list({line.text: line for line in reversed(lines) if line.text.strip() not in before}.values())[::-1]
    room = max(0, (where.items[1] if where.items else len(new) + len(before)) - len(before)) if where.list else 1
    fitting = new[:room]
    value: FieldValue = (*before, *(line.text for line in fitting))
    if not where.list:
        value = fitting[0].text if fitting else draft.copy.text(field)
    copy = draft.copy.with_field(field, value) if fitting else draft.copy
    beside = fitting[0].beside if fitting and where.id == _SUBJECT else ""
    if beside:
        copy = copy.with_field(address_for(_PREHEADER, segment), beside)
    sources = tuple(
        Source(_address(where, field, len(before) + place), line.text, line.model, _PROMPT, draft.brief.tone,
               taken_at=timestamp(), whole=not where.list)
        for place, line in enumerate(fitting)
        if line.model
    )  # fmt: skip
    if beside and fitting[0].model:
        taken = Source(address_for(_PREHEADER, segment), beside, fitting[0].model, _PROMPT, draft.brief.tone,
                       taken_at=timestamp(), whole=True)  # fmt: skip
        sources = (*sources, taken)
    kept = addressed_again(draft.sources, copy)
    return TakenLines(
        _with_channel(draft.brief, where), copy, (*kept, *sources), sources, len(fitting), len(new) - len(fitting)
    )


def _address(where: Channel, field: str, place: int) -> str:
    return f"{field}[{place}]" if where.list else field


def _with_channel(brief: Brief, where: Channel) -> Brief:
    names = brief.channels or DEFAULT_CHANNELS.get(brief.kind, ())
    if where.id in names or brief.kind not in where.kinds:
        return brief
    return msgspec.structs.replace(brief, channels=(*names, where.id))
