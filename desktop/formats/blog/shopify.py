"""Blog posts for a Shopify shop: the table that its import apps read (Matrixify, Altera), one row a post.

Shopify itself imports no posts; the names of the columns are those that both apps document.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape

from desktop.formats.blog.article import Article
from desktop.formats.blog.markdown import PictureAddress
from desktop.formats.blog.page import body_html
from desktop.formats.spreadsheet import harmless

COLUMNS: tuple[str, ...] = (
    "Handle",
    "Command",
    "Title",
    "Author",
    "Body HTML",
    "Summary HTML",
    "Tags",
    "Published",
    "Published At",
    "Blog: Handle",
    "Image Src",
    "Image Alt Text",
    "Metafield: title_tag [string]",
    "Metafield: description_tag [string]",
)
"""The first line."""

_BLOG = "news"
"""The blog that each new shop has."""


def blog_table(articles: Sequence[Article], picture: PictureAddress) -> str:
    """The posts as CSV; one that is not published comes in hidden, one with a date is shown from that day.

    No field runs as a formula in a spreadsheet: such a one begins with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for article in articles:
        cover = picture(article.cover) if article.cover else ""
        writer.writerow(
            [
                article.handle,
                "NEW",
                harmless(article.title),
                harmless(article.author),
                body_html(article, picture),
                f"<p>{escape(article.excerpt, quote=False)}</p>" if article.excerpt else "",
                harmless(", ".join(tag.replace(",", " ") for tag in article.tags)),
                "TRUE" if article.is_public else "FALSE",
                _shown_from(article),
                _BLOG,
                cover if cover.startswith(("http://", "https://")) else "",
                harmless(article.cover_alt),
                harmless(article.seo_title),
                harmless(article.description),
            ]
        )
    return out.getvalue()


def _shown_from(article: Article) -> str:
    if article.date is None or not article.is_public:
        return ""
    if article.moment is not None:
        return article.moment.strftime("%Y-%m-%d %H:%M:%S %z")
    return f"{article.date.isoformat()} 12:00:00 +0000"
