"""Which texts of a copy a pack reads, and what part of a product text each of them is."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.checks.check import Subject, field_name
from desktop.checks.policies.pack import Pack, Part

_PARTS = {
    "title": Part.TITLE,
    "subject": Part.TITLE,
    "bullet": Part.BULLETS,
    "bullets": Part.BULLETS,
    "highlight": Part.BULLETS,
    "highlights": Part.BULLETS,
    "description": Part.DESCRIPTION,
    "body": Part.DESCRIPTION,
}
_SHOP = frozenset({"title", "bullets", "description"})


def texts_for(pack: Pack, subject: Subject) -> Iterator[tuple[str, str, Part | None]]:
    """The texts a pack reads, with their addresses and parts.

    A pack about a marketplace reads the fields of its channels; where none of them is asked for or written, the title,
    bullets and description of the shop, or the only body there is. Others read everything.
    """
    wanted = _fields(pack, subject)
    for address, text in subject.copy.addressed():
        name = field_name(address)
        if wanted is None or name in wanted:
            yield address, text, _PARTS.get(name.rpartition(".")[2]) or _part_of_mail(subject, address)


def _part_of_mail(subject: Subject, address: str) -> Part | None:
    return Part.DESCRIPTION if subject.brief.mail is not None and subject.is_prose(address) else None


def _fields(pack: Pack, subject: Subject) -> frozenset[str] | None:
    if not pack.channels:
        return None
    written = subject.copy.fields
    if set(written) == {"body"}:
        return frozenset(written)
    asked = {each.field for each in subject.channels if each.id.startswith(pack.channels)}
    asked |= {name for name in written if name.startswith(pack.channels)}
    fields = frozenset(asked & set(written))
    return fields or _SHOP
