"""Where a post goes: a file of a kind, with what that is for, or the clipboard of the program it is pasted into."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.settings import POST_EXPORT
from desktop.core.words import mark, tr
from desktop.runtime.desk import Desk
from desktop.views.post.chip_flow import ChipFlow
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label

_NOT_IN_A_NAME = r"[^\w \-.,()]+"
_LONGEST_NAME = 60


class PostFormat(msgspec.Struct, frozen=True):
    """A kind of file: its ending, its name, what it is for, the file dialog's words, and its forms by their names."""

    ending: str
    name: str
    purpose: str
    filter: str
    forms: tuple[tuple[str, str], ...] = ()


FORMATS: tuple[PostFormat, ...] = (
    PostFormat(
        ".md",
        mark("Markdown"),
        mark("For site generators and every text editor; pictures in a folder beside it."),
        mark("Markdown (*.md)"),
        (
            ("plain", mark("Plain")),
            ("hugo", "Hugo"),
            ("jekyll", "Jekyll"),
            ("astro", "Astro"),
            ("eleventy", "Eleventy"),
        ),
    ),
    PostFormat(
        ".html",
        mark("Web page"),
        mark("A page that stands alone, its body only, or the blocks of WordPress."),
        mark("Web page (*.html)"),
        (("page", mark("Whole page")), ("body", mark("Body only")), ("blocks", mark("WordPress blocks"))),
    ),
    PostFormat(
        ".docx",
        "Word",
        mark("For Word, LibreOffice and Google Docs, with headings, notes and pictures."),
        mark("Word document (*.docx)"),
    ),
    PostFormat(
        ".pdf", "PDF", mark("For reading and printing: A4 with page numbers and pictures."), mark("PDF (*.pdf)")
    ),
    PostFormat(
        ".xml",
        "WordPress",
        mark("For the importer of WordPress: the post with its tags, categories and what search engines read."),
        mark("WordPress import (*.xml)"),
    ),
    PostFormat(
        ".csv",
        "Shopify",
        mark("A table for Matrixify and other apps that bring posts into a Shopify blog."),
        mark("Shopify table (*.csv)"),
    ),
    PostFormat(
        ".ics", mark("Calendar"), mark("The day of the post, for any calendar program."), mark("Calendar (*.ics)")
    ),
    PostFormat(
        ".json", mark("Data"), mark("The whole draft, for programs and for safekeeping."), mark("Data (*.json)")
    ),
)
"""In the order in which they are offered."""

COPIES: tuple[tuple[str, str, str], ...] = (
    ("rich", mark("For Word or Google Docs"), mark("With headings, lists, tables and pictures, as you paste it.")),
    ("blocks", mark("For WordPress"), mark("Paste it into an empty post: it becomes blocks.")),
    ("markdown", "Markdown", mark("The text with its signs.")),
    ("html", "HTML", mark("The source of the body, for any editor of web pages.")),
)
"""What can be put on the clipboard: the shape, its name, and what it is for."""


class ExportCard(Popover):
    """Chooses the kind of file and its form, and asks where to; remembers the last choice. Deletes itself."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window, tr("Export the post"))
        self._place = window
        self._desk = desk
        kept, _, form = desk.settings.get(POST_EXPORT).partition(":")
        self._format = next((each for each in FORMATS if each.ending == kept), FORMATS[0])
        self._form = form
        self.formats = ChipFlow(tr("Kind of file"), tr("Choose this kind of file"))
        self.purpose = Label("", "small", "text_2", wrap=True)
        self.forms = ChipFlow(tr("Form of the file"), tr("Choose this form"))
        self.save = Button(tr("Save as…"), ButtonKind.PRIMARY, icon="export")
        self.copies: dict[str, Button] = {}
        self._lay_out()
        self._show_choice()
        self.formats.chosen.connect(self._on_format)
        self.forms.chosen.connect(self._on_form)
        self.save.clicked.connect(self._choose_file)
        self.closed.connect(self.deleteLater)
        self.setFocusProxy(self.save)

    @property
    def chosen(self) -> tuple[str, str]:
        """The ending and the form that are chosen; without forms, an empty one."""
        return self._format.ending, self._form if self._format.forms else ""

    def sizeHint(self) -> QSize:
        return QSize(Size.DIALOG + 2 * Size.SHADOW, super().sizeHint().height())

    def name(self) -> str:
        """What the file is called unless the writer says otherwise: the slug, or the title."""
        post, draft = self._desk.posting.post, self._desk.session.draft
        words = post.slug or re.sub(_NOT_IN_A_NAME, " ", draft.copy.text("title") or draft.title).strip()
        return words[:_LONGEST_NAME] or tr("Post")

    def write(self, path: Path) -> None:
        """Write the post, and remember how."""
        _write(self._desk, *self.chosen, path)

    # Inside

    def _lay_out(self) -> None:
        self.body.setSpacing(Space.S)
        self.body.addWidget(Label(tr("As a file"), "strong"))
        self.body.addWidget(self.formats)
        self.body.addWidget(self.purpose)
        self.body.addWidget(self.forms)
        row = QHBoxLayout()
        row.addWidget(self.save)
        row.addStretch()
        self.body.addLayout(row)
        self.body.addSpacing(Space.S)
        self.body.addWidget(Label(tr("To the clipboard"), "strong"))
        rows = QVBoxLayout()
        rows.setSpacing(Space.XS)
        for shape, name, purpose in COPIES:
            button = self.copies[shape] = Button(tr(name), icon="copy", small=True)
            button.set_tip(tr(purpose))
            button.setAccessibleDescription(tr(purpose))
            button.clicked.connect(lambda _checked=False, shape=shape: self._copy(shape))
            line = QHBoxLayout()
            line.setSpacing(Space.S)
            line.addWidget(button)
            line.addWidget(Label(tr(purpose), "small", "text_2", wrap=True), 1)
            rows.addLayout(line)
        self.body.addLayout(rows)
        widest = max(button.sizeHint().width() for button in self.copies.values())
        for button in self.copies.values():
            button.setMinimumWidth(widest)

    def _show_choice(self) -> None:
        self.formats.show_words([tr(each.name) for each in FORMATS])
        self.formats.set_value(tr(self._format.name))
        self.purpose.setText(tr(self._format.purpose))
        forms = self._format.forms
        if self._form not in dict(forms):
            self._form = forms[0][0] if forms else ""
        self.forms.setVisible(bool(forms))
        self.forms.show_words([tr(name) for _, name in forms])
        self.forms.set_value(tr(dict(forms).get(self._form, "")) if forms else "")
        self.refit()

    def _on_format(self, words: str) -> None:
        self._format = next((each for each in FORMATS if tr(each.name) == words), self._format)
        self._show_choice()

    def _on_form(self, words: str) -> None:
        self._form = next((form for form, name in self._format.forms if tr(name) == words), self._form)
        self._show_choice()

    def _copy(self, shape: str) -> None:
        self._desk.posting.files.copy_as(shape)
        self.close_card()

    def _choose_file(self) -> None:
        """Ask where to, then write it."""
        from PySide6.QtCore import QStandardPaths
        from PySide6.QtWidgets import QFileDialog

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        ending = self._format.ending
        dialog = QFileDialog(
            self._place, tr("Export the post"), str(Path(folder) / self.name()), tr(self._format.filter)
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending[1:])
        desk, (ending, form) = self._desk, self.chosen
        dialog.fileSelected.connect(lambda path: _write(desk, ending, form, Path(path)))  # the card is gone by then
        dialog.finished.connect(dialog.deleteLater)
        self.close_card()
        dialog.open()


def _write(desk: Desk, ending: str, form: str, path: Path) -> None:
    """Write the post, and remember what was chosen; another ending has its usual form."""
    desk.settings.set(POST_EXPORT, f"{ending}:{form}")
    desk.posting.files.export(path, form if path.suffix.lower() == ending else "")
