"""A post as it is published: its words with what its brief says of them, ready for every format."""

from __future__ import annotations

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import msgspec

from desktop.core.draft import Draft
from desktop.core.outline import headings_of
from desktop.core.post import Post, PostState, PostType
from desktop.core.slug import LONGEST, is_slug, name_of, slug_of
from desktop.formats.blog.references import with_sources
from desktop.formats.clean import cleaned


class Article(msgspec.Struct, frozen=True):
    """A post with every gap filled that can be filled: `slug` from the title, `excerpt` from the description.

    `slug` is one, with the folders before it if it has any; its last part is `handle`.

    `body` is Markdown without the title, and with the notes and the list of the sources. `date` is the day of
    publication, None for none, and `moment` (with its zone) that day's time, if one was chosen; `changed` when the
    draft was last saved (UTC). `id` is the draft's. `canonical` is an address of the web, or empty.
    """

    id: str
    title: str
    body: str
    type: PostType
    state: PostState
    language: str
    slug: str
    seo_title: str = ""
    description: str = ""
    excerpt: str = ""
    keyphrase: str = ""
    canonical: str = ""
    author: str = ""
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    cover: str = ""
    cover_alt: str = ""
    date: date | None = None
    moment: datetime | None = None
    changed: datetime = datetime(1970, 1, 1, tzinfo=UTC)

    @property
    def handle(self) -> str:
        """The slug without the folders before it, for shops and WordPress, which know none."""
        return self.slug.rpartition("/")[2]

    @property
    def is_public(self) -> bool:
        """Whether it may go online: it is ready or there already."""
        return self.state in {PostState.READY, PostState.PUBLISHED}

    @property
    def published(self) -> str:
        """The day of publication, or its moment where a time was chosen, as ISO 8601; empty for none."""
        when = self.moment or self.date
        return when.isoformat() if when is not None else ""


_WORDS = ("title", "seo_title", "seo_description", "excerpt", "body")


def article_of(draft: Draft) -> Article:
    """What is published of a draft of kind blog."""
    post = draft.brief.post or Post()
    copy = {name: cleaned(draft.copy.text(name)).strip() for name in _WORDS}
    title = " ".join((copy["title"] or cleaned(draft.title)).split())
    body = with_sources(
        _without_title(copy["body"], title),
        post.sources,
        draft.brief.language or "en",
        listed=post.references,
    )
    return Article(
        id=draft.id,
        title=title,
        body=body,
        type=post.type,
        state=post.state,
        language=draft.brief.language or "en",
        slug=_slug(post.slug) or slug_of(title, draft.brief.language) or name_of(title) or "post",
        seo_title=copy["seo_title"],
        description=copy["seo_description"],
        excerpt=copy["excerpt"] or copy["seo_description"],
        keyphrase=draft.brief.keyphrase,
        canonical=post.canonical if post.canonical.lower().startswith(("http://", "https://")) else "",
        author=post.author,
        tags=post.tags,
        categories=post.categories,
        cover=post.cover,
        cover_alt=post.cover_alt,
        date=_day(post.date),
        moment=_planned(post.date),
        changed=_moment(draft.changed_at),
    )


def plain_words(html: str) -> str:
    """The words of a piece of HTML, in one line."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.found).split())


class _Words(HTMLParser):
    """Takes the text out of markup."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        """A block parts words."""
        if tag in {"p", "li", "br", "td", "th", "div", "h1", "h2", "h3", "h4", "h5", "h6", "pre"}:
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        """The text itself."""
        self.found.append(data)


def _slug(typed: str) -> str:
    """What somebody typed as a slug as one, folder by folder: a quote in it would end a line of front matter."""
    parts = [part.strip() for part in typed.split("/")]
    made = (part if is_slug(part) else slug_of(part, longest=2 * LONGEST) or name_of(part) for part in parts)
    return "/".join(part for part in made if part)


def _without_title(body: str, title: str) -> str:
    headings = headings_of(body)
    if headings and headings[0].level == 1 and not body[: headings[0].start].strip():
        first = headings[0]
        if first.text.casefold() == title.casefold():
            return body[first.end :].lstrip("\n")
    return body


def _day(text: str) -> date | None:
    moment = _planned(text)
    if moment is not None:
        return moment.date()
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _planned(text: str) -> datetime | None:
    """The moment of a date with a time, which is one of this computer's zone where it names none."""
    try:
        return datetime.fromisoformat(text).astimezone() if len(text) > len("2026-11-24") else None
    except (ValueError, OverflowError, OSError):
        return None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
