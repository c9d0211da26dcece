"""A post as simple HTML for a text layout that knows no boxes: Qt's, which prints it and shows it beside the text.

That layout draws frames and grounds around cells of tables only, so a quote and a piece of code stand in a table of
one cell; a figure is a paragraph with a picture, and one with its caption below.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desktop.core.post import PostType

if TYPE_CHECKING:
    from desktop.formats.blog.article import Article

_OWN = "picture:"
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?: [a-z]+="[^"]*")*) ?/?>')
_CLASS = re.compile(r' class="[^"]*"')
_ALIGNED = re.compile(r"text-align: ?(left|center|right)")
_STYLE = re.compile(r' style="[^"]*"')
_LAST_BREAK = re.compile(r"\n(</code>)?</pre>")
_SIDES = 7
_CODE_SIDES = 9
_OPENED = {
    "figure": '<div class="figure">',
    "figcaption": '<p class="caption">',
    "section": '<hr><div class="notes">',
    "table": f'<table class="grid" border="0" cellspacing="0" cellpadding="{_SIDES}">',
    "blockquote": '<table class="quote" width="100%" cellspacing="0" cellpadding="0"><tr><td class="quote">',
    "pre": f'<table class="code" width="100%" cellspacing="0" cellpadding="{_CODE_SIDES}"><tr><td class="code"><pre>',
    "del": "<s>",
    "mark": '<span class="mark">',
    "kbd": "<code>",
    "details": "<div>",
    "summary": "<p><b>",
}
_CLOSED = {
    "figure": "</div>",
    "figcaption": "</p>",
    "section": "</div>",
    "table": "</table>",
    "blockquote": "</td></tr></table>",
    "pre": "</pre></td></tr></table>",
    "del": "</s>",
    "mark": "</span>",
    "kbd": "</code>",
    "details": "</div>",
    "summary": "</b></p>",
}

PAPER_STYLE = """
body { color: #1a1a1a; }
p, li { line-height: 145%; margin-top: 0px; margin-bottom: 8px; }
li { margin-bottom: 3px; }
h1 { margin-top: 0px; margin-bottom: 10px; }
h2 { margin-top: 22px; margin-bottom: 6px; }
h3 { margin-top: 16px; margin-bottom: 5px; }
h4, h5, h6 { margin-top: 12px; margin-bottom: 4px; }
p.byline { color: #666666; font-size: 9.5pt; margin-bottom: 18px; }
p.caption { color: #555555; font-size: 9pt; margin-top: 4px; margin-bottom: 12px; }
div.notes { font-size: 9pt; color: #444444; }
a { color: #1a4fa0; text-decoration: none; }
code, pre { font-family: "DejaVu Sans Mono", "Consolas", "Menlo", monospace; font-size: 9pt; }
table.grid { border-collapse: collapse; margin-top: 8px; margin-bottom: 12px; }
table.grid td, table.grid th { border: 1px solid #b5b5b5; }
table.grid th { background-color: #f3f3f1; }
table.code { margin-top: 8px; margin-bottom: 12px; }
td.code { background-color: #f3f3f1; }
table.quote { margin-top: 8px; margin-bottom: 12px; }
td.quote { border-left: 3px solid #c9c9c4; padding-left: 12px; color: #444444; }
span.mark { background-color: #fff2a8; }
"""
"""How it looks on paper."""


def simple_html(html: str) -> str:
    """Sanitised HTML in tags that a simple layout knows; ids stay, so that anchors find their blocks."""
    return _TAG.sub(_simple, _LAST_BREAK.sub(r"\1</pre>", html))


def paper_html(article: Article) -> str:
    """The whole post for the printer; pictures of the profile keep their address, those of the web are words."""
    from html import escape  # the window needs the rest of this file at its start, and neither of these

    from desktop.formats.blog.page import body_html

    day = f"{article.date:%Y-%m-%d}" if article.date else ""
    said = " · ".join(escape(part, quote=False) for part in (article.author, day) if part)
    byline = f'<p class="byline">{said}</p>' if said and article.type is PostType.POST else ""
    cover = ""
    if article.cover.startswith(_OWN):
        cover = f'<p><img src="{escape(article.cover)}" alt="{escape(article.cover_alt)}"></p>'
    title = f"<h1>{escape(article.title, quote=False)}</h1>" if article.title else ""
    return f"{title}{byline}{cover}{simple_html(body_html(article, _own_only))}"


def _own_only(source: str) -> str:
    return source if source.startswith(_OWN) else ""


def _simple(found: re.Match[str]) -> str:
    slash, tag, attributes = found[1], found[2], found[3]
    if slash:
        return _CLOSED.get(tag, found[0])
    opened = _OPENED.get(tag)
    if tag in {"td", "th"}:
        said = _ALIGNED.search(attributes)
        # A style of its own would take the borders from a cell.
        return f'<{tag} align="{said[1] if said else "left"}"{_STYLE.sub("", attributes)}>'
    if opened is None:
        return found[0]
    kept = _CLASS.sub("", attributes)
    end = opened.index(">")
    return f"{opened[:end]}{kept}{opened[end:]}" if kept.startswith(" id=") else opened
