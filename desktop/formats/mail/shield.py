"""Merge tags kept from everything that rewrites a text on its way into a mail.

A tag is put away before Markdown, escaping, MJML and the inlining of styles see it, and put back afterwards as it was
written. In its place stands a word of letters and digits, which all of them leave alone, in a text as in an address.
"""

from __future__ import annotations

import re
from html import escape

RAW_TAG = re.compile(
    r"\{\{\{(?:(?!\{\{).){0,2000}?\}\}\}|\{\{(?:(?!\{\{).){0,2000}?\}\}|\{%(?:(?!\{%).){0,2000}?%\}"
    r"|\*\|(?:(?!\*\|).){0,2000}?\|\*|%%\w{1,200}%%",
    re.DOTALL,
)
"""A merge tag of any sender, known or not; its end is the first that fits, and before the next one begins: else many
that are only opened would take the square of their number."""

_LONGEST = 2000
_ENTITY_LIKE = re.compile(r"&(?=#?\w)")
_TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")


class Shield:
    """Puts tags away and back; one for each mail that is rendered."""

    def __init__(self, *texts: str) -> None:
        self._mark = _unused(texts)
        self._pattern = re.compile(rf"{self._mark}(\d+)z")
        self._in_attribute = re.compile(rf'="([^"<>]*{self._mark}\d+z[^"<>]*)"')
        self._tags: list[str] = []

    def hide(self, text: str) -> str:
        """The text with a word in the place of each tag."""
        return RAW_TAG.sub(self._put_away, text)

    def show(self, text: str) -> str:
        """The text with its tags as they were, for what is neither HTML nor XML."""
        return self._pattern.sub(self._raw, text)

    def show_html(self, html: str) -> str:
        """HTML with its tags as the sender's program reads them.

        An attribute that holds a tag with double quotes gets single ones. Only what would be read as an element or
        entity is escaped in a tag.
        """
        html = self._in_attribute.sub(self._attribute, html)
        return self._pattern.sub(lambda found: _harmless(self._raw(found)), html)

    def show_xml(self, xml: str) -> str:
        """XML with its tags, escaped as XML demands."""
        return self._pattern.sub(lambda found: escape(self._raw(found), quote=True), xml)

    def is_hidden_tag(self, text: str) -> bool:
        """Whether this is the place of one tag and nothing else."""
        return self._pattern.fullmatch(text.strip()) is not None

    def starts_with_tag(self, text: str) -> bool:
        """Whether a tag comes first."""
        return self._pattern.match(text.lstrip()) is not None

    def _put_away(self, found: re.Match[str]) -> str:
        if len(found[0]) > _LONGEST:
            return found[0]
        self._tags.append(found[0])
        return f"{self._mark}{len(self._tags) - 1}z"

    def _raw(self, found: re.Match[str]) -> str:
        number = int(found[1])
        return self._tags[number] if number < len(self._tags) else found[0]

    def _attribute(self, found: re.Match[str]) -> str:
        raw = self._pattern.sub(lambda each: _harmless(self._raw(each)), found[1])
        if '"' not in raw:
            return f'="{raw}"'
        if "'" not in raw:
            return f"='{raw}'"
        return '="{}"'.format(raw.replace('"', "&quot;"))


def _harmless(tag: str) -> str:
    return _TAG_LIKE.sub("&lt;", _ENTITY_LIKE.sub("&amp;", tag))


def _unused(texts: tuple[str, ...]) -> str:
    """A beginning of words that none of the texts has."""
    whole = "\n".join(texts).lower()
    number = 0
    while f"zqtag{number}x" in whole:
        number += 1
    return f"zqtag{number}x"
