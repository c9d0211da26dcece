"""What `copydesk write blog` adds: a post for a brief without one, and the outline that came of each variant."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from desktop.cli.writing_together import WrittenVariant
from desktop.core.brief import Brief
from desktop.core.post import Post


def as_post(brief: Brief) -> Brief:
    """The brief with a post, where it names none."""
    return msgspec.structs.replace(brief, post=brief.post or Post())


def with_posts(written: Sequence[WrittenVariant]) -> tuple[WrittenVariant, ...]:
    """Each variant with its own angle and outline in its brief, as it is kept."""
    return tuple(
        each
        if each.variant.post is None
        else each._replace(brief=msgspec.structs.replace(each.brief, post=each.variant.post))
        for each in written
    )
