"""How the page will look in a search result, cut where the search engine cuts."""

from __future__ import annotations

import re
import unicodedata

import msgspec
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.core.brand import Brand
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.words import tr
from desktop.runtime.checker import Checker
from desktop.runtime.post_look import Device, found_page
from desktop.views.tokens import Space
from desktop.views.widgets.text import ElidedLabel, Label

TITLE_CHANNEL, DESCRIPTION_CHANNEL = "seo.title", "seo.description"
_TITLES = ("seo_title", "shopify.seo_title", "title")
_DESCRIPTIONS = ("seo_description", "shopify.seo_description", "description")
_LONGEST_SLUG = 5
_LONGEST = 1_000
"""Characters beyond which no search engine looks; a text may be a book."""
_ELLIPSIS = " …"


class SearchResult(msgspec.Struct, frozen=True):
    """What a search result shows; empty when there is nothing to show."""

    address: str = ""
    title: str = ""
    description: str = ""
    title_is_cut: bool = False
    description_is_cut: bool = False


def search_result(copy: Copy, product: str, measure: type[Checker] | Checker) -> SearchResult:
    """The result for a copy: the title within 580 pixels, the description within 156 characters, cut between words."""
    title = _first(copy, _TITLES)
    description = _first(copy, _DESCRIPTIONS)
    if not title and not description:
        return SearchResult()
    shown_title = cut(title, TITLE_CHANNEL, measure)
    shown_description = cut(description, DESCRIPTION_CHANNEL, measure)
    slug = _slug(product or title)
    return SearchResult(
        tr("yourshop.com › {page}", page=slug) if slug else tr("yourshop.com"),
        shown_title,
        shown_description,
        shown_title != title,
        shown_description != description,
    )


def post_result(draft: Draft, brand: Brand) -> SearchResult:
    """The result for a post on a desktop, where its page of title and search shows it too."""
    found = found_page(draft.brief, draft.copy, Device.DESKTOP, website=brand.website, name=brand.name)
    if found.is_empty:
        return SearchResult()
    lines = ("".join(run.text for run in runs) for runs in found.description)
    return SearchResult(
        found.address if found.site else tr("yourshop.com › {page}", page=found.address),
        " ".join(found.title),
        " ".join(lines),
        found.title_is_cut,
        found.description_is_cut,
    )


def cut(text: str, channel: str, measure: type[Checker] | Checker) -> str:
    """The text as far as a channel shows it: whole, or so many words as fit, and an ellipsis."""
    if measure.measure(channel, text).fits:
        return text
    words = text.split(" ")
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if measure.measure(channel, " ".join(words[:middle]) + _ELLIPSIS).fits:
            low = middle
        else:
            high = middle - 1
    return " ".join(words[:low]).rstrip(" ,;:–-|") + _ELLIPSIS


class SearchPreview(QWidget):
    """Address, title and description as a search engine shows them."""

    def __init__(self, checker: Checker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checker = checker
        self.setAccessibleName(tr("Search preview"))
        self.address = ElidedLabel("", "small", "text_2")
        self.title = Label("", "text", "accent", wrap=True)
        self.description = Label("", "small", "text_2", wrap=True)
        self.cut_note = Label("", "small", "warning", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        for label in (self.address, self.title, self.description, self.cut_note):
            column.addWidget(label)
        column.setSpacing(Space.XS)

    def show_copy(self, copy: Copy, product: str) -> bool:
        """Show the result for a copy; `False` when there is nothing to show."""
        return self._show(search_result(copy, product, self._checker))

    def show_draft(self, draft: Draft, brand: Brand) -> bool:
        """Show the result for a draft, that of a post at its address; `False` when there is nothing to show."""
        if draft.brief.post is None:
            return self.show_copy(draft.copy, draft.brief.product)
        return self._show(post_result(draft, brand))

    def _show(self, result: SearchResult) -> bool:
        self.address.setText(result.address)
        self.title.setText(result.title)
        self.description.setText(result.description)
        cuts = [tr("The title is cut here.")] if result.title_is_cut else []
        cuts += [tr("The description is cut here.")] if result.description_is_cut else []
        self.cut_note.setText(" ".join(cuts))
        self.cut_note.setVisible(bool(cuts))
        self.setAccessibleDescription(f"{result.address}. {result.title}. {result.description}")
        return bool(result.title or result.description)


def _first(copy: Copy, names: tuple[str, ...]) -> str:
    """The beginning of the first of these fields that holds text, on one line."""
    texts = (copy.text(name)[:_LONGEST] for name in names)
    return next((" ".join(text.split()) for text in texts if text and not text.isspace()), "")


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode("ascii").lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:_LONGEST_SLUG])
