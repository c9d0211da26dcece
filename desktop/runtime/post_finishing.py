"""What the finishing of a post needs beside its words: its slug, its cover, how it looks elsewhere, its linked data."""

from __future__ import annotations

from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtGui import QImage

from desktop.checks.channels import channels_for
from desktop.core.brief import Brief, Kind
from desktop.core.draft import Draft
from desktop.core.errors import CopydeskError, Problem
from desktop.core.post import Post
from desktop.core.words import tr
from desktop.runtime.fields import FieldSpec, fields_of
from desktop.runtime.post_slug import slug_of_title
from desktop.runtime.posting_desk import PostDesk
from desktop.runtime.posting_files import PostFiles
from desktop.runtime.posting_values import TITLE


class PostFinishing(QObject):
    """Changes the post in single steps of undo; pictures are kept and linked data is made aside.

    `pictures` is the folder of the profile in which pictures lie.
    """

    linked_data_made = Signal(object)  # str: what was asked for last; a Problem when it could not be made
    _made = Signal(object)

    def __init__(self, desk: PostDesk, files: PostFiles, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files = files
        self.pictures = files.pictures
        self._busy = False
        self._newer = False
        self._made.connect(self._on_made)

    # Slug

    def title_slug(self) -> str:
        """The slug that the title would have; empty without one."""
        return slug_of_title(self._desk.copy.text(TITLE), self._desk.brief.language)

    # Networks

    @staticmethod
    def networks() -> tuple[FieldSpec, ...]:
        """The fields of the networks that a post about the post can be written for; `hint` is the network's name."""
        own = {spec.name for spec in fields_of(Brief(Kind.BLOG, post=Post()))}
        ids = tuple(each.id for each in channels_for(Kind.BLOG))
        specs = fields_of(Brief(Kind.BLOG, channels=ids, post=Post()))
        return tuple(spec for spec in specs if spec.name not in own)

    # Pictures

    def set_cover(self, source: Path | bytes) -> None:
        """Keep a picture (a file or its bytes) and make it the cover of the post on the desk.

        A large one is made smaller, as in the text; why one cannot be shown is told by a notice.
        """
        name = self._files.add_picture(source if isinstance(source, Path) else QImage.fromData(source))
        if name:
            self.change_cover(f"picture:{name}")

    def change_cover(self, address: str) -> None:
        """Make a picture that is kept, or one on the web, the cover; empty takes it away."""
        draft = self._desk.draft
        if draft.brief.post is not None:
            label = tr("Change the cover picture") if address else tr("Take out the cover picture")
            self._desk.set_post(msgspec.structs.replace(draft.brief.post, cover=address), "cover", label)

    # Linked data

    def make_linked_data(self) -> None:
        """Make what search engines are told of the post as it is now; `linked_data_made` gives it a moment later."""
        if self._busy:
            self._newer = True
            return
        draft = self._desk.draft
        self._busy = True
        QThreadPool.globalInstance().start(lambda: self._made.emit(_linked_data_of(draft)))

    def _on_made(self, made: object) -> None:
        self._busy = False
        newer, self._newer = self._newer, False
        if newer:
            self.make_linked_data()
            return
        self.linked_data_made.emit(made)


def _linked_data_of(draft: Draft) -> str | Problem:
    """The JSON-LD that the page of a post carries, one document after another."""
    from desktop.formats.blog.article import article_of
    from desktop.formats.blog.linked_data import json_text, linked_data

    article = article_of(draft)
    cover = article.cover if article.cover.startswith(("http://", "https://")) else ""
    try:
        return "\n\n".join(json_text(each) for each in linked_data(article, picture=cover))
    except CopydeskError as error:
        return error.problem
