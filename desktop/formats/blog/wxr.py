"""WordPress's import file (WXR 1.2): posts and pages with their tags, categories and what search engines are told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from email.utils import format_datetime

from lxml import etree

from desktop.core.post import PostState, PostType
from desktop.core.slug import name_of
from desktop.formats.blog.article import Article
from desktop.formats.blog.markdown import PictureAddress
from desktop.formats.blog.wordpress import block_markup

_SPACES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
}
_UNKEPT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STAMP = "%Y-%m-%d %H:%M:%S"
_NOON = time(12)  # the same day everywhere between the time zones of Europe


def import_file(articles: Sequence[Article], picture: PictureAddress, now: datetime) -> bytes:
    """The file for WordPress's importer; `now` (with its zone) decides which posts are planned for later.

    A post that is neither ready nor published comes in as a draft.
    """
    root = etree.Element("rss", {"version": "2.0"}, nsmap=_SPACES)
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", articles[0].title if len(articles) == 1 else "Copydesk")
    _add(channel, "link", "")
    _add(channel, "description", "")
    _add(channel, "pubDate", format_datetime(now.astimezone(UTC)))
    _add(channel, "language", articles[0].language if articles else "")
    _add(channel, "wp:wxr_version", "1.2")
    _add_authors(channel, articles)
    _add_terms(channel, articles)
    for number, article in enumerate(articles, 1):
        _add_item(channel, article, number, picture, now)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _add_authors(channel: etree._Element, articles: Sequence[Article]) -> None:
    for name in dict.fromkeys(each.author for each in articles if each.author):
        author = _add(channel, "wp:author", "")
        _add(author, "wp:author_login", name_of(name) or "author")
        _add(author, "wp:author_display_name", name)


def _add_terms(channel: etree._Element, articles: Sequence[Article]) -> None:
    for name in dict.fromkeys(name for each in articles for name in each.categories):
        category = _add(channel, "wp:category", "")
        _add(category, "wp:category_nicename", name_of(name))
        _add(category, "wp:category_parent", "")
        _add(category, "wp:cat_name", name)
    for name in dict.fromkeys(name for each in articles for name in each.tags):
        tag = _add(channel, "wp:tag", "")
        _add(tag, "wp:tag_slug", name_of(name))
        _add(tag, "wp:tag_name", name)


def _add_item(channel: etree._Element, article: Article, number: int, picture: PictureAddress, now: datetime) -> None:
    when = _when(article)
    item = etree.SubElement(channel, "item")
    _add(item, "title", article.title)
    _add(item, "link", article.canonical)
    _add(item, "pubDate", format_datetime(when.astimezone(UTC)))
    _add(item, "dc:creator", name_of(article.author) or "admin")
    _add(item, "guid", f"copydesk:{article.id or article.slug}").set("isPermaLink", "false")
    _add(item, "description", "")
    _add(item, "content:encoded", block_markup(article, picture))
    _add(item, "excerpt:encoded", article.excerpt)
    _add(item, "wp:post_id", str(number))
    _add(item, "wp:post_date", when.strftime(_STAMP))
    _add(item, "wp:post_date_gmt", when.astimezone(UTC).strftime(_STAMP))
    _add(item, "wp:comment_status", "closed")
    _add(item, "wp:ping_status", "closed")
    _add(item, "wp:post_name", article.handle)
    _add(item, "wp:status", _status(article, when, now))
    _add(item, "wp:post_parent", "0")
    _add(item, "wp:menu_order", "0")
    _add(item, "wp:post_type", "post" if article.type is PostType.POST else "page")
    _add(item, "wp:post_password", "")
    _add(item, "wp:is_sticky", "0")
    for domain, names in (("category", article.categories), ("post_tag", article.tags)):
        for name in names:
            term = _add(item, "category", name)
            term.set("domain", domain)
            term.set("nicename", name_of(name))
    for key, value in _meta(article):
        meta = _add(item, "wp:postmeta", "")
        _add(meta, "wp:meta_key", key)
        _add(meta, "wp:meta_value", value)


def _when(article: Article) -> datetime:
    if article.moment is not None:
        return article.moment
    return datetime.combine(article.date, _NOON, UTC) if article.date else article.changed.astimezone(UTC)


def _status(article: Article, when: datetime, now: datetime) -> str:
    if not article.is_public or (article.state is PostState.READY and article.date is None):
        return "draft"
    return "future" if when > now else "publish"


def _meta(article: Article) -> list[tuple[str, str]]:
    """What Yoast, the plug-in that most use for it, tells search engines."""
    told = [
        ("_yoast_wpseo_title", article.seo_title),
        ("_yoast_wpseo_metadesc", article.description),
        ("_yoast_wpseo_focuskw", article.keyphrase),
        ("_yoast_wpseo_canonical", article.canonical),
    ]
    return [(key, value) for key, value in told if value]


def _add(parent: etree._Element, name: str, text: str) -> etree._Element:
    prefix, _, local = name.rpartition(":")
    child = etree.SubElement(parent, f"{{{_SPACES[prefix]}}}{local}" if prefix else local)
    kept = _UNKEPT.sub("", text)
    # The importer's oldest reader wants its texts in CDATA; what ends one is escaped as any text is.
    if prefix and kept and "]]>" not in kept:
        child.text = etree.CDATA(kept)
    else:
        child.text = kept or None
    return child
