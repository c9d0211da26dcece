"""Merge tags that a rewriting must keep: a text that would lose or gain one is not taken over."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.mail import Platform, base_of, segment_of, text_for

_SIGNS = ("{", "*|")


def broken_by(brief: Brief, before: Copy, after: Copy, fields: Iterable[str], *, rewritten: bool) -> tuple[str, ...]:
    """The fields of a mail whose merge tags are others after a model wrote them.

    What was rewritten (or is a segment's, written from everybody's) must have the same tags as often as before; what
    was written anew may have more, but none that stood there may be gone.
    """
    if brief.mail is None:
        return ()
    platform = brief.mail.platform
    return tuple(
        field
        for field in fields
        if _is_broken(
            text_for(before, base_of(field), segment_of(field)),
            after.text(field),
            platform,
            exact=rewritten or bool(segment_of(field)),
        )
    )


def _is_broken(before: str, after: str, platform: Platform, *, exact: bool) -> bool:
    from desktop.core.merge_tags import tag_multiset

    if not before.strip() or not any(sign in text for text in (before, after) for sign in _SIGNS):
        return False
    old, new = tag_multiset(before, platform), tag_multiset(after, platform)
    return old != new if exact else bool(old - new)
