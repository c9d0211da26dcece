"""MJML to the HTML that is sent: one file, its styles in its elements, nothing that is loaded but its pictures."""

from __future__ import annotations

import re

import css_inline
import mjml

from desktop.core.errors import Bug, ErrorKind
from desktop.core.words import tr
from desktop.formats.mail.colours import Palette
from desktop.formats.mail.styles import DARK_QUERY

_NOT_HTML = (' vertical-align="middle"', ' height="auto"', ' xmlns:v="urn:schemas-microsoft-com:vml"')
"""What MJML writes that HTML does not have, and that no client needs: the styles say the same."""

_HIDDEN = "display:none;font-size:1px;color:"
"""How MJML hides a preheader, in white: spam filters take that, and the page's own colour, for words of ill intent."""

_IMAGE = re.compile(r"<img\b([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def to_html(source: str, styles: str, text: str) -> str:
    """The HTML of an MJML document of ours, with `styles` written into its elements; `text` is the colour of words."""
    try:
        html = mjml.mjml2html(source, fonts={})
    except ValueError as error:
        raise Bug(ErrorKind.BUG, tr("The mail could not be laid out."), details=f"{error}\n{source[:4000]}") from error
    inliner = css_inline.CSSInliner(
        inline_style_tags=False, keep_style_tags=True, load_remote_stylesheets=False, extra_css=styles
    )
    html = inliner.inline(html)
    html = html.replace(f"{_HIDDEN}#ffffff;", f"{_HIDDEN}{text};", 1)
    for each in _NOT_HTML:
        html = html.replace(each, "")
    return html if html.startswith("<!") else f"<!doctype html>{html}"


def as_in_the_dark(html: str) -> str:
    """The HTML as a client in dark mode shows it, wherever it is opened."""
    html = html.replace('content="light dark"', 'content="dark"').replace(
        "color-scheme: light dark", "color-scheme: dark"
    )
    return html.replace(DARK_QUERY, "@media all")


def without_pictures(html: str, colours: Palette) -> str:
    """The HTML as a client shows it that loads no pictures: their alt texts in boxes."""

    def box(found: re.Match[str]) -> str:
        values = dict(_ATTRIBUTE.findall(found[1]))
        width = values.get("width", "")
        size = f"max-width:{width}px;" if width.isdigit() else ""
        return (
            f'<span style="display:block;{size}box-sizing:border-box;padding:12px;border:1px solid {colours.rule};'
            f'color:{colours.muted};font-size:14px;line-height:1.4;text-align:left;">{values.get("alt", "")}</span>'
        )

    return _IMAGE.sub(box, html)
