"""Front matter: what a static site generator is told of a post, written as YAML and read back as YAML or TOML.

Only Hugo has a field for a title other than the one on the page (`linkTitle`). Jekyll gets `seo_title`, Astro and
Eleventy `seoTitle`: a theme shows it as soon as it asks for it.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime, time
from enum import StrEnum

import msgspec
import yaml

from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr
from desktop.formats.blog.article import Article

LONGEST = 65_536
"""Characters of front matter that are read."""


class Generator(StrEnum):
    """A static site generator, each with names of its own for the same things."""

    HUGO = "hugo"
    JEKYLL = "jekyll"
    ASTRO = "astro"
    ELEVENTY = "eleventy"


class FrontMatter(msgspec.Struct, frozen=True):
    """What the front matter of a file says, and the text after it; dates are ISO 8601."""

    body: str
    title: str = ""
    seo_title: str = ""
    description: str = ""
    excerpt: str = ""
    slug: str = ""
    canonical: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    cover: str = ""
    cover_alt: str = ""
    draft: bool | None = None


class _Dumper(yaml.SafeDumper):
    """Writes each text in double quotes: plain ones are read as numbers, dates or truths by one reader or another."""


def _quoted(dumper: _Dumper, text: _Text) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style='"')


class _Text(str):
    """A value that is text, as apart from the name of a field."""

    __slots__ = ()


def _moment(dumper: _Dumper, moment: datetime) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", moment.isoformat())


_Dumper.add_representer(_Text, _quoted)
_Dumper.add_representer(datetime, _moment)


def with_front_matter(article: Article, generator: Generator) -> str:
    """The post as a Markdown file for a generator."""
    fields = {name: value for name, value in _FIELDS[generator](article).items() if value not in ("", (), [], {}, None)}
    head = yaml.dump(_texts(fields), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10**9)
    return f"---\n{head}---\n\n{article.body}"


def _hugo(article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "linkTitle": article.seo_title,
        "date": article.moment or article.date,
        "lastmod": article.changed.date(),
        "draft": not article.is_public,
        "slug": article.slug,
        "description": article.description,
        "summary": article.excerpt,
        "author": article.author,
        "tags": article.tags,
        "categories": article.categories,
        "images": [article.cover] if article.cover else [],
        "canonicalURL": article.canonical,
    }


def _jekyll(article: Article) -> dict[str, object]:
    image = {"path": article.cover, "alt": article.cover_alt}
    return {
        "layout": "post",
        "title": article.title,
        "seo_title": article.seo_title,
        "date": article.moment or article.date,
        "last_modified_at": article.changed.date(),
        "published": article.is_public,
        "slug": article.slug,
        "description": article.description,
        "excerpt": article.excerpt,
        "author": article.author,
        "tags": article.tags,
        "categories": article.categories,
        "image": {name: value for name, value in image.items() if value} if article.cover else {},
        "canonical_url": article.canonical,
        "lang": article.language,
    }


def _astro(article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "seoTitle": article.seo_title,
        "description": article.description or article.excerpt,
        "pubDate": article.moment or article.date,
        "updatedDate": article.changed.date(),
        "draft": not article.is_public,
        "slug": article.slug,
        "author": article.author,
        "tags": [*article.tags],
        "categories": [*article.categories],
        "heroImage": article.cover,
        "heroImageAlt": article.cover_alt,
        "canonicalURL": article.canonical,
        "lang": article.language,
    }


def _eleventy(article: Article) -> dict[str, object]:
    return {
        "title": article.title,
        "seoTitle": article.seo_title,
        "description": article.description,
        "excerpt": article.excerpt,
        "date": article.moment or article.date,
        "draft": not article.is_public,
        "permalink": f"/{article.slug}/",
        "author": article.author,
        "tags": [*article.tags],
        "categories": [*article.categories],
        "image": article.cover,
        "imageAlt": article.cover_alt,
        "canonical": article.canonical,
        "lang": article.language,
    }


_FIELDS = {Generator.HUGO: _hugo, Generator.JEKYLL: _jekyll, Generator.ASTRO: _astro, Generator.ELEVENTY: _eleventy}


def _texts(value: object) -> object:
    if isinstance(value, str):
        return _Text(value)
    if isinstance(value, list | tuple):
        return [_texts(each) for each in value]
    if isinstance(value, dict):
        return {name: _texts(each) for name, each in value.items()}
    return value


_YAML = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_NAMES: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "seo_title": ("seo_title", "seoTitle", "linkTitle", "linktitle", "meta_title", "metaTitle"),
    "description": ("description", "seo_description"),
    "excerpt": ("excerpt", "summary"),
    "slug": ("slug", "permalink"),
    "canonical": ("canonicalURL", "canonicalUrl", "canonical_url", "canonical"),
    "author": ("author", "authors"),
    "date": ("date", "pubDate", "publishDate", "pubDatetime"),
    "language": ("lang", "language", "locale"),
    "cover": ("cover", "heroImage", "image", "images", "featured_image"),
    "cover_alt": ("heroImageAlt", "imageAlt", "cover_alt"),
}


def read_front_matter(text: str) -> FrontMatter:
    """What stands above a text, by the names of all four generators; a text without front matter is all body.

    Raises `UserError` (input) for front matter that cannot be read.
    """
    found = _YAML.match(text[: LONGEST + 8]) or _TOML.match(text[: LONGEST + 8])
    if found is None:
        return FrontMatter(text)
    try:
        values: object = yaml.safe_load(found[1]) if text.startswith("---") else tomllib.loads(found[1])
    except (yaml.YAMLError, tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise UserError(
            ErrorKind.INPUT,
            tr("The front matter cannot be read, near line {line}.", line=line),
            tr("It is the part between the first two lines of dashes or plus signs."),
        ) from error
    if not isinstance(values, dict):
        return FrontMatter(text)
    return _understood(values, text[found.end() :].lstrip("\n"))


def _understood(values: dict[object, object], body: str) -> FrontMatter:
    texts = {name: _first(values, names) for name, names in _NAMES.items()}
    image = values.get("image")
    if isinstance(image, dict):
        texts["cover"], texts["cover_alt"] = _as_text(image.get("path")), _as_text(image.get("alt"))
    texts["slug"] = texts["slug"].strip("/").rpartition("/")[2]
    texts["date"] = _day_and_time(texts["date"])
    draft = values.get("draft")
    if isinstance(values.get("published"), bool):
        draft = not values["published"]
    return FrontMatter(
        body=body,
        tags=_names(values.get("tags")),
        categories=_names(values.get("categories", values.get("category"))),
        draft=draft if isinstance(draft, bool) else None,
        **texts,
    )


def _day_and_time(text: str) -> str:
    """A date as posts keep it: with the time of this computer's zone, and without one at midnight."""
    try:
        moment = datetime.fromisoformat(text)
        local = moment.astimezone().replace(tzinfo=None) if moment.tzinfo is not None else moment
    except (ValueError, OverflowError, OSError):
        return text[:10]
    is_day = moment.time() == time(0)
    return text[:10] if is_day else local.isoformat(timespec="minutes")


def _first(values: dict[object, object], names: tuple[str, ...]) -> str:
    return next((text for name in names if (text := _as_text(values.get(name)))), "")


def _as_text(value: object) -> str:
    if isinstance(value, list) and value:
        return _as_text(value[0]) if not isinstance(value[0], list) else ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip()
    return ""


def _names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = value.split(",") if "," in value else value.split()
    if not isinstance(value, list):
        return ()
    return tuple(text for each in value[:100] if (text := _as_text(each)))
