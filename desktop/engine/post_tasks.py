"""The worker's tasks of posts: files, the clipboard and the printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from desktop.core.errors import EnvironmentProblem, ErrorKind, UserError
from desktop.core.finding import CheckReport
from desktop.core.words import tr
from desktop.engine.post_messages import (
    CheckPost,
    ExportPost,
    ExportPosts,
    PostBrought,
    PostExported,
    PostShaped,
    ReadPost,
    ShapePost,
)
from desktop.formats.blog.article import Article, article_of
from desktop.formats.blog.export import export_posts
from desktop.formats.blog.markdown import OWN_PICTURE, PictureAddress, published_picture, require_few_brackets
from desktop.formats.blog.page import body_html, page_html
from desktop.formats.blog.pictures import PostPictures
from desktop.formats.blog.reading import PostRead, read_post, read_post_html, read_post_text
from desktop.formats.export import MailLook, export_draft, write_bytes
from desktop.formats.mail.pictures import Picture


def export(request: ExportPost) -> PostExported:
    """`post.export`."""
    look = MailLook(pictures=request.pictures)
    done = export_draft(request.draft, Path(request.path), look, form=request.form)
    return PostExported(tuple(str(file) for file in done.files), done.notes)


def export_all(request: ExportPosts) -> PostExported:
    """`post.export_all`."""
    done = export_posts(request.drafts, Path(request.path), pictures=request.pictures, form=request.form)
    return PostExported(tuple(str(file) for file in done.files), done.notes)


def check(request: CheckPost) -> CheckReport:
    """`post.check`; raises `UserError` (input) for a text that no page can be made of."""
    from desktop.checks.grammar.proofread import proofread_copy
    from desktop.checks.report import check_copy, in_order

    copy, brief = request.copy, request.brief
    require_few_brackets(copy.text("body"))
    report = check_copy(copy, brief, channels=brief.channels, options=request.options)
    if not request.grammar:
        return report
    found = (*report.findings, *proofread_copy(copy, brief, request.options))
    return msgspec.structs.replace(report, findings=in_order(found, copy))


def read(request: ReadPost) -> PostBrought:
    """`post.read`; its pictures are in the folder before the answer names them."""
    if request.path:
        found = read_post(Path(request.path))
    elif request.html:
        found = _pasted(request.text)
    else:
        found = read_post_text(request.text)
    if not found.copy.text("body").strip() and not found.copy.text("title").strip():
        raise UserError(ErrorKind.INPUT, tr("There is no text in it."))
    if request.pictures:
        _keep(found.pictures, Path(request.pictures))
    return PostBrought(found.brief, found.copy, found.notes)


def shape(request: ShapePost) -> PostShaped:
    """`post.shape`."""
    pictures = PostPictures(request.pictures)
    article = article_of(request.draft)
    try:
        text, plain = _SHAPES[request.shape](article, pictures)
    except RecursionError as error:
        raise UserError(ErrorKind.INPUT, tr("The HTML in this post is nested too deeply to be written.")) from error
    return PostShaped(text, plain, tuple(pictures.notes))


def _pasted(html: str) -> PostRead:
    """What a word processor or a browser put on the clipboard; a whole page is read as a page."""
    from desktop.formats.html_markdown import markdown_of_html

    markdown = markdown_of_html(html)
    return read_post_text(markdown) if markdown.strip() else read_post_html(html)


def _keep(pictures: tuple[Picture, ...], folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            ErrorKind.STORAGE,
            tr("The picture could not be kept: {reason}.", reason=error.strerror or str(error)),
            tr("Look whether there is room on the disk."),
        ) from error
    for picture in pictures:
        write_bytes(folder / picture.name, picture.content)


def _blocks(article: Article, _pictures: PostPictures) -> tuple[str, str]:
    from desktop.formats.blog.wordpress import block_markup

    return block_markup(article, _public), ""


def _html(article: Article, _pictures: PostPictures) -> tuple[str, str]:
    return body_html(article, _public), ""


def _markdown(article: Article, _pictures: PostPictures) -> tuple[str, str]:
    return f"# {article.title}\n\n{article.body}" if article.title else article.body, ""


def _rich(article: Article, pictures: PostPictures) -> tuple[str, str]:
    from desktop.formats.blog.rich import plain_text, rich_html

    return rich_html(article, _within(pictures, web=True)), plain_text(article)


def _page(article: Article, pictures: PostPictures) -> tuple[str, str]:
    return page_html(article, _within(pictures, web=False)), ""


def _paper(article: Article, _pictures: PostPictures) -> tuple[str, str]:
    from desktop.formats.blog.paper import paper_html

    return paper_html(article), ""


_SHAPES: dict[str, Callable[[Article, PostPictures], tuple[str, str]]] = {
    "blocks": _blocks,
    "rich": _rich,
    "html": _html,
    "markdown": _markdown,
    "page": _page,
    "paper": _paper,
}


def _public(source: str) -> str:
    """Addresses for a page on the web: a picture of the profile is not there, and its words stand in its place."""
    return "" if source.startswith(OWN_PICTURE) else published_picture(source)


def _within(pictures: PostPictures, *, web: bool) -> PictureAddress:
    """Addresses that bring the profile's pictures along; those of the web stay only where something may load them."""

    def address(source: str) -> str:
        if source.startswith(OWN_PICTURE):
            picture = pictures.find(source)
            return picture.data_address if picture else ""
        return published_picture(source) if web else ""

    return address
