"""A post as a page of HTML: with what search engines and social networks read, or as it is printed."""

from __future__ import annotations

from html import escape

from desktop.core.post import PostType
from desktop.formats.blog.article import Article
from desktop.formats.blog.linked_data import json_text, linked_data
from desktop.formats.blog.markdown import PictureAddress, render_post

_LOCALES = {"en": "en_GB", "nl": "nl_NL", "sv": "sv_SE"}
_STYLE = """
body { max-width: 42em; margin: 2em auto; padding: 0 1em; font: 1.05em/1.6 Georgia, "Times New Roman", serif; }
h1, h2, h3, h4, h5, h6 { font-family: "Segoe UI", "Helvetica Neue", Arial, sans-serif; line-height: 1.25; }
img { max-width: 100%; height: auto; }
figure { margin: 1.5em 0; }
figcaption, .footnotes { font-size: 0.9em; color: #555; }
table { border-collapse: collapse; }
th, td { border: 1px solid #bbb; padding: 0.3em 0.6em; }
pre { overflow-x: auto; padding: 0.8em; background: #f4f4f4; }
blockquote { margin-left: 0; padding-left: 1em; border-left: 3px solid #bbb; }
@media print { body { margin: 0; max-width: none; } a { color: inherit; } }
"""


def body_html(article: Article, picture: PictureAddress) -> str:
    """The post's body as HTML that may be published; pictures stand where `picture` gives them an address."""
    return render_post(article.body, picture).html


def page_html(article: Article, picture: PictureAddress) -> str:
    """The whole page, which loads nothing but its pictures and runs nothing.

    `picture` turns an address of a picture into the one on the page (empty: none).
    """
    return (
        f'<!doctype html>\n<html lang="{escape(article.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(article.seo_title or article.title, quote=False)}</title>\n"
        f"{_head(article, picture)}<style>{_STYLE}</style>\n</head>\n<body>\n<article>\n"
        f"<h1>{escape(article.title, quote=False)}</h1>\n{_byline(article)}{_cover(article, picture)}"
        f"{body_html(article, picture)}</article>\n</body>\n</html>\n"
    )


def _head(article: Article, picture: PictureAddress) -> str:
    cover = picture(article.cover) if article.cover else ""
    public_cover = cover if cover.startswith(("http://", "https://")) else ""
    description = article.description or article.excerpt
    canonical = article.canonical if article.canonical.startswith(("http://", "https://")) else ""
    posted = article.type is PostType.POST
    named = [
        ("name", "description", description),
        ("name", "author", article.author),
        ("property", "og:type", "article" if posted else "website"),
        ("property", "og:title", article.seo_title or article.title),
        ("property", "og:description", description),
        ("property", "og:url", canonical),
        ("property", "og:locale", _LOCALES.get(article.language[:2], "")),
        ("property", "og:image", public_cover),
        ("property", "og:image:alt", article.cover_alt if public_cover else ""),
        ("property", "article:published_time", article.published if posted else ""),
        *(("property", "article:tag", tag) for tag in article.tags if posted),
        ("name", "twitter:card", "summary_large_image" if public_cover else "summary"),
    ]
    lines = [f'<link rel="canonical" href="{escape(canonical)}">'] if canonical else []
    lines += [f'<meta {kind}="{name}" content="{escape(value)}">' for kind, name, value in named if value]
    lines += [
        f'<script type="application/ld+json">\n{json_text(each)}\n</script>'
        for each in linked_data(article, picture=public_cover)
    ]
    return "".join(f"{line}\n" for line in lines)


def _byline(article: Article) -> str:
    day = article.date
    stamp = f'<time datetime="{day.isoformat()}">{day.isoformat()}</time>' if day else ""
    words = " · ".join(part for part in (escape(article.author, quote=False), stamp) if part)
    return f"<p>{words}</p>\n" if words and article.type is PostType.POST else ""


def _cover(article: Article, picture: PictureAddress) -> str:
    source = picture(article.cover) if article.cover else ""
    if not source:
        return ""
    return f'<figure><img src="{escape(source)}" alt="{escape(article.cover_alt)}"></figure>\n'
