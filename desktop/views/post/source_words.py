"""What is said of a source: where it is from, where in it something stands, and what sort of thing it is."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale

from desktop.core.post import SourceKind
from desktop.core.settings import KNOWLEDGE
from desktop.core.words import tr, trn
from desktop.runtime.posting_account import FACTS, SourceAccount, SourcePlace

_ICONS: dict[SourceKind | None, str] = {
    None: "table",
    SourceKind.TEXT: "clipboard",
    SourceKind.MARKDOWN: "document",
    SourceKind.HTML: "document",
    SourceKind.PDF: "document",
    SourceKind.DOCX: "document",
    SourceKind.PAGE: "globe",
}


def icon_of(source: SourceAccount) -> str:
    """The icon of its kind."""
    return "bookmark" if source.address == KNOWLEDGE.key else _ICONS[source.kind]


def title_of(source: SourceAccount) -> str:
    """What it is called."""
    return tr("Facts of this draft") if source.id == FACTS else source.title


def where_from(source: SourceAccount) -> str:
    """Where it is from, in one line."""
    if source.id == FACTS:
        return trn("{n} fact", "{n} facts", source.count)
    if source.address == KNOWLEDGE.key:
        return tr("From what the workspace knows")
    parts = [source.author] if source.author else []
    if source.kind is SourceKind.PAGE or source.address.startswith(("http://", "https://")):
        parts.append(_read_from(source))
    if source.count:
        parts.append(trn("{n} page", "{n} pages", source.count))
    if not parts:
        named = source.address and source.address != source.title
        parts.append(source.address if named else _sort(source.kind))
    return ", ".join(parts)


def place_words(place: SourcePlace) -> str:
    """Where in a source something stands; empty when that is not known."""
    if place.fact:
        return tr("fact {n}", n=place.fact)
    if place.page:
        return tr("page {n}", n=place.page)
    return tr("line {n}", n=place.line) if place.line else ""


def quoted(words: str) -> str:
    """Words between the quotation marks of the interface's language."""
    return tr("“{words}”", words=words)


def _read_from(source: SourceAccount) -> str:
    host = source.address.partition("://")[2].partition("/")[0].removeprefix("www.")
    day = QDate.fromString(source.read_at[:10], "yyyy-MM-dd")
    if not day.isValid():
        return host
    return tr("read at {host}, {day}", host=host, day=QLocale().toString(day, "d MMM"))


def _sort(kind: SourceKind | None) -> str:
    words = {
        SourceKind.TEXT: tr("Pasted text"),
        SourceKind.MARKDOWN: tr("Markdown file"),
        SourceKind.HTML: tr("Copied from a page"),
        SourceKind.PDF: tr("PDF document"),
        SourceKind.DOCX: tr("Word document"),
        SourceKind.PAGE: tr("Page"),
    }
    return words[kind] if kind is not None else ""
