"""Posts from files: Markdown with or without front matter, pages of HTML, and Word documents."""

from __future__ import annotations

from pathlib import Path

import msgspec

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.errors import ErrorKind, UserError
from desktop.core.outline import headings_of
from desktop.core.post import Post, PostState, Section
from desktop.core.words import tr
from desktop.formats.blog.front_matter import FrontMatter, read_front_matter
from desktop.formats.blog.markdown import LONGEST
from desktop.formats.clean import cleaned
from desktop.formats.mail.pictures import Picture

MOST_BYTES = 60_000_000
"""Bytes of a file that is read; pictures in a Word document count."""

MARKDOWN_ENDINGS = (".md", ".markdown", ".mdx", ".txt")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
READ_ENDINGS = (*MARKDOWN_ENDINGS, *HTML_ENDINGS, ".docx")
"""The endings of the files that are read."""


class PostRead(msgspec.Struct, frozen=True):
    """A post of a file: its brief with an outline of its headings, its words, and its own pictures.

    The pictures stand in the text as `picture:NAME` and are still to be put among those of the profile.
    """

    brief: Brief
    copy: Copy
    pictures: tuple[Picture, ...] = ()
    notes: tuple[str, ...] = ()


def read_post(path: Path) -> PostRead:
    """The post in a file; raises `UserError` (input, unsupported) that says why it cannot be read."""
    ending = path.suffix.lower()
    if ending not in READ_ENDINGS:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("Files ending in {ending} cannot be read.", ending=ending or tr("nothing")),
            tr("These can: {endings}.", endings=", ".join(READ_ENDINGS)),
        )
    data = _content(path)
    if ending == ".docx":
        return _from_docx(data)
    text = _text(data, path)
    return read_post_html(text) if ending in HTML_ENDINGS else read_post_text(text)


def read_post_text(text: str) -> PostRead:
    """The post in a Markdown text; raises `UserError` (input) for front matter that cannot be read."""
    return _read(read_front_matter(cleaned(text)))


def read_post_html(text: str) -> PostRead:
    """The post in a page of HTML; raises `UserError` (input) for a page without text, or one nested too deeply."""
    from desktop.formats.blog.html_in import read_page

    page = read_page(text)
    read = _read(
        FrontMatter(
            page.body,
            title="" if _own_title(page.body) else page.title,
            description=page.description,
            canonical=page.canonical,
            author=page.author,
            language=page.language,
        )
    )
    if page.title and page.title != read.copy.text("title"):
        read = msgspec.structs.replace(read, copy=read.copy.with_field("seo_title", page.title))
    return read


def _from_docx(data: bytes) -> PostRead:
    from desktop.formats.blog.docx_in import read_docx
    from desktop.formats.blog.html_in import to_markdown

    found = read_docx(data)
    try:
        body = to_markdown(found.html)
    except RecursionError as error:
        raise UserError(ErrorKind.INPUT, tr("This document is nested too deeply to be read.")) from error
    return msgspec.structs.replace(_read(FrontMatter(body)), pictures=found.pictures, notes=found.notes)


def _read(front: FrontMatter) -> PostRead:
    if len(front.body) > LONGEST:
        raise UserError(
            ErrorKind.INPUT, tr("This text is too long for a post: it has {n} characters.", n=len(front.body))
        )
    title = front.title or _own_title(front.body)
    body = _without_own_title(front.body) if _own_title(front.body) == title else front.body
    words = {
        "title": title,
        "seo_title": front.seo_title,
        "seo_description": front.description,
        "excerpt": front.excerpt,
        "body": body,
    }
    state = {None: PostState.DRAFT, True: PostState.DRAFT, False: PostState.PUBLISHED}[front.draft]
    post = Post(
        outline=_outline(body),
        state=state,
        date=front.date,
        slug=front.slug,
        canonical=front.canonical,
        author=front.author,
        tags=front.tags,
        categories=front.categories,
        cover=front.cover,
        cover_alt=front.cover_alt,
    )
    brief = Brief(kind=Kind.BLOG, product=title, language=front.language[:2].lower(), post=post)
    return PostRead(brief, Copy({name: text for name, text in words.items() if text or name == "body"}))


def _own_title(body: str) -> str:
    headings = headings_of(body)
    first = headings[0] if headings else None
    return first.text if first and first.level == 1 and not body[: first.start].strip() else ""


def _without_own_title(body: str) -> str:
    headings = headings_of(body)
    return body[headings[0].end :].lstrip("\n") if headings else body


def _outline(body: str) -> tuple[Section, ...]:
    return tuple(Section(f"s{number}", each.text, level=each.level) for number, each in enumerate(headings_of(body), 1))


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(ErrorKind.INPUT, tr("{file} is too large to be read.", file=path))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(ErrorKind.INPUT, tr("There is no file {file}.", file=path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError(ErrorKind.INPUT, tr("{file} cannot be read: {reason}.", file=path, reason=reason)) from error


def _text(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UserError(
            ErrorKind.INPUT,
            tr("{file} is not UTF-8: byte {position} cannot be read.", file=path, position=error.start),
            tr("Save it as UTF-8 and try again."),
        ) from error
