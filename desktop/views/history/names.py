"""How kinds, origins and versions are called, and the icons that go with them."""

from __future__ import annotations

from desktop.core.brief import Kind
from desktop.core.draft import Origin, VersionHeader
from desktop.core.words import tr, trn
from desktop.views.moments import clock


def kind_name(kind: Kind) -> str:
    """What a draft is."""
    names = {
        Kind.PRODUCT: tr("Product"),
        Kind.MAIL: tr("Mail"),
        Kind.BLOG: tr("Blog post"),
        Kind.REPLY: tr("Reply"),
        Kind.TRANSLATION: tr("Translation"),
    }
    return names[kind]


def kind_icon(kind: Kind) -> str:
    """The icon of a kind."""
    icons = {Kind.PRODUCT: "product", Kind.MAIL: "mail", Kind.REPLY: "mail", Kind.TRANSLATION: "languages"}
    return icons.get(kind, "document")


def origin_icon(origin: Origin) -> str:
    """The icon of how a version came to be."""
    icons = {
        Origin.TYPED: "pencil",
        Origin.BEFORE_WRITE: "shield",
        Origin.WRITTEN: "chip",
        Origin.INTERRUPTED: "stop",
        Origin.NAMED: "star",
        Origin.RESTORED: "restore",
        Origin.IMPORTED: "folder",
        Origin.VARIANT: "columns",
        Origin.EDITED: "pencil",
        Origin.BRANCHED: "split",
    }
    return icons[origin]


def is_kept(version: VersionHeader) -> bool:
    """Whether it is kept for ever: thinning leaves those with a name or a pin."""
    return version.pinned or bool(version.name)


def version_icon(version: VersionHeader) -> str:
    """The icon of a version: a star when it is kept for ever."""
    return "star" if is_kept(version) else origin_icon(version.origin)


def version_title(version: VersionHeader) -> str:
    """A version in a few words: its name, or how it came to be."""
    titles = {
        Origin.TYPED: tr("Edited by hand"),
        Origin.BEFORE_WRITE: tr("Before writing"),
        Origin.WRITTEN: tr("Written by a model"),
        Origin.INTERRUPTED: tr("Writing was stopped"),
        Origin.NAMED: tr("Named"),
        Origin.RESTORED: tr("Restored"),
        Origin.IMPORTED: tr("Imported"),
        Origin.VARIANT: tr("Written beside others"),
        Origin.EDITED: tr("Edited in a comparison"),
        Origin.BRANCHED: tr("Branched off"),
    }
    return version.name or titles[version.origin]


def length_change(version: VersionHeader, before: VersionHeader | None) -> str:
    """How many words it has more or fewer than the one before it."""
    if before is None:
        return trn("{n} word", "{n} words", version.words)
    change = version.words - before.words
    if not change:
        return tr("Same length")
    if change > 0:
        return trn("+{n} word", "+{n} words", change)
    return trn("−{n} word", "−{n} words", -change)


def version_detail(version: VersionHeader, before: VersionHeader | None, model: str) -> str:
    """The second line of a version: whether it is kept for ever, how the length changed, and who wrote it."""
    if version.name:
        return tr("Named, kept for ever")
    kept = tr("Kept for ever") if version.pinned else ""
    return " · ".join(part for part in (kept, length_change(version, before), model) if part)


def version_time(version: VersionHeader) -> str:
    """Its time of day."""
    return clock(version.saved_at)
