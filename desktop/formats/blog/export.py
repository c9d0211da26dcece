"""Posts as files, by the file's ending and a form of it; each is written whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, UserError
from desktop.core.words import tr, trn
from desktop.formats.blog.article import Article, article_of
from desktop.formats.blog.pictures import PostPictures
from desktop.formats.export import Exported, write_bytes, write_folder
from desktop.formats.mail.pictures import Picture

_PICTURE = re.compile(r"picture:[\w.-]+")


class _Export(msgspec.Struct, frozen=True):
    """All that a file is made from; `notes` take what is to be known about it."""

    articles: tuple[Article, ...]
    pictures: PostPictures
    folder: str
    form: str
    now: datetime
    notes: list[str]

    @property
    def one(self) -> Article:
        """The one post of a file that holds no others."""
        return self.articles[0]


def _md(export: _Export) -> bytes:
    from desktop.formats.blog.front_matter import Generator, with_front_matter

    article = _with_files(export)
    if export.form == "plain":
        return f"# {article.title}\n\n{article.body}".encode()
    return with_front_matter(article, Generator(export.form)).encode()


def _html(export: _Export) -> bytes:
    from desktop.formats.blog.page import body_html, page_html
    from desktop.formats.blog.wordpress import block_markup

    make = {"page": page_html, "body": body_html, "blocks": block_markup}[export.form]
    return make(export.one, export.pictures.beside(export.folder)).encode()


def _docx(export: _Export) -> bytes:
    from desktop.formats.blog.docx_out import Paper, word_document
    from desktop.formats.blog.page import body_html

    article = export.one
    paper = Paper(
        body_html(article, lambda source: source), article.title, article.language, article.author, article.tags
    )
    content, notes = word_document(paper, lambda source: _own(export.pictures, source))
    export.notes.extend(notes)
    return content


def _xml(export: _Export) -> bytes:
    from desktop.formats.blog.wxr import import_file

    return import_file(export.articles, export.pictures.beside(export.folder), export.now)


def _csv(export: _Export) -> bytes:
    from desktop.formats.blog.shopify import blog_table

    return blog_table(export.articles, export.pictures.beside(export.folder)).encode()


def _ics(export: _Export) -> bytes:
    from desktop.formats.blog.calendar_file import post_calendar

    undated = sum(each.date is None for each in export.articles)
    if undated:
        export.notes.append(
            trn("{n} post has no date and is left out.", "{n} posts have no date and are left out.", undated)
        )
    return post_calendar(export.articles)


class _Format(msgspec.Struct, frozen=True):
    """A kind of file: how it is made, its forms (the usual one first), and whether several posts fit in it."""

    make: Callable[[_Export], bytes]
    forms: tuple[str, ...] = ("",)
    several: bool = False
    pictures_beside: bool = False


_FORMATS: dict[str, _Format] = {
    ".md": _Format(_md, ("hugo", "jekyll", "astro", "eleventy", "plain"), pictures_beside=True),
    ".html": _Format(_html, ("page", "body", "blocks"), pictures_beside=True),
    ".docx": _Format(_docx),
    ".xml": _Format(_xml, several=True, pictures_beside=True),
    ".csv": _Format(_csv, several=True, pictures_beside=True),
    ".ics": _Format(_ics, several=True),
}

POST_ENDINGS: tuple[str, ...] = tuple(_FORMATS)
"""The endings of the files that a post can be written to; each draft can be written as `.json` too,
and posts are printed to `.pdf` by a process of their own."""

POST_FORMS: tuple[str, ...] = tuple(form for each in _FORMATS.values() for form in each.forms if form)
"""The forms of them all: front matter for a generator, or none; a page, its body, or WordPress's blocks."""


def export_posts(drafts: Sequence[Draft], path: Path, *, pictures: str = "", form: str = "") -> Exported:
    """Write posts to a file; pictures of the profile (`pictures`, a folder) are put in a folder beside it.

    Raises `UserError` (unsupported, usage, input) or `EnvironmentProblem` (storage, disk_full).
    """
    found = _format(path.suffix.lower(), form, len(drafts))
    export = _Export(
        articles=tuple(article_of(each) for each in drafts),
        pictures=PostPictures(pictures),
        folder=f"{path.stem}-pictures",
        form=form or found.forms[0],
        now=datetime.now().astimezone(),
        notes=[],
    )
    try:
        content = found.make(export)
    except RecursionError as error:
        raise UserError(ErrorKind.INPUT, tr("The HTML in this post is nested too deeply to be written.")) from error
    beside = export.pictures.used if found.pictures_beside else ()
    written = write_folder(path.with_name(export.folder), {each.name: each.content for each in beside})
    write_bytes(path, content)
    return Exported((path, *written), (*export.pictures.notes, *export.notes, *_told(export, path, beside)))


def _format(ending: str, form: str, count: int) -> _Format:
    found = _FORMATS.get(ending)
    if found is None:
        raise UserError(
            ErrorKind.UNSUPPORTED,
            tr("Files ending in {ending} cannot be written.", ending=ending or tr("nothing")),
            tr("These can: {endings}.", endings=", ".join((*POST_ENDINGS, ".pdf", ".json"))),
        )
    if form and form not in found.forms:
        forms = ", ".join(each for each in found.forms if each) or tr("none")
        raise UserError(
            ErrorKind.USAGE,
            tr("Files ending in {ending} have no form “{form}”.", ending=ending, form=form),
            tr("They have these: {names}.", names=forms),
        )
    if count > 1 and not found.several:
        several = ", ".join(name for name, each in _FORMATS.items() if each.several)
        raise UserError(
            ErrorKind.USAGE,
            tr("Files ending in {ending} hold one post.", ending=ending),
            tr("These hold several: {endings}.", endings=several),
        )
    return found


def _own(pictures: PostPictures, source: str) -> Picture | None:
    return pictures.find(source) if source.startswith("picture:") else None


def _with_files(export: _Export) -> Article:
    """The post with its pictures named as the files beside it."""
    address = export.pictures.beside(export.folder)
    article = export.one

    def named(found: re.Match[str]) -> str:
        return address(found[0]) or found[0]

    body = _PICTURE.sub(named, article.body)
    cover = address(article.cover) if article.cover.startswith("picture:") else article.cover
    return msgspec.structs.replace(article, body=body, cover=cover)


def _told(export: _Export, path: Path, beside: tuple[Picture, ...]) -> list[str]:
    """What is to be done with the file."""
    notes = []
    if beside and path.suffix.lower() in {".xml", ".csv"}:
        notes.append(
            tr("The pictures lie in {folder}. Upload them, and set their addresses in the posts.", folder=export.folder)
        )
    if path.suffix.lower() == ".csv" and "blog" not in path.stem.lower():
        notes.append(tr("Matrixify takes the table for blog posts when “Blog Posts” is in the file's name."))
    return notes
