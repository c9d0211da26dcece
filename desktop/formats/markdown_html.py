"""Markdown to HTML that may be shown: what is not on the list of tags is taken out, whoever wrote it."""

from __future__ import annotations

import markdown
import nh3

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr

LONGEST = 400_000
"""Characters; beyond this nothing is rendered. The time that a shorter text may take is limited by who calls."""

_TAGS = {
    *(
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "li",
        "ol",
        "p",
    ),
    *("pre", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_ATTRIBUTES = {"a": {"href", "title"}, "td": {"align"}, "th": {"align"}}
_SCHEMES = {"http", "https", "mailto"}


def render_markdown(text: str) -> str:
    """HTML of Markdown without images, styles, scripts, or links that are not http, https or mailto.

    Raises `UserError` (input) for a text beyond `LONGEST`.
    """
    if len(text) > LONGEST:
        raise UserError(ErrorKind.INPUT, tr("This text is too long to be shown as a page."))
    return sanitised(markdown.markdown(text, extensions=["tables", "fenced_code", "sane_lists"], output_format="html"))


def sanitised(html: str) -> str:
    """HTML with nothing in it that loads, runs or styles."""
    return nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer")
