"""Before there is a post: what it may be, with the facts of a product if there are some, or a text that exists."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.post import PostType
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.views.facts_choice import FactsChoice
from desktop.views.post.words import type_icon, type_name, type_sentence
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.choice_cards import Choice, ChoiceCards
from desktop.views.widgets.scrolled_page import scrolled
from desktop.views.widgets.text import Label

_WIDEST = Size.TEXT_COLUMN + Size.SIDE_LIST


class PostStartPage(QWidget):
    """`type_chosen` comes with the draft whose facts the post begins with (or `None`), `sheet_asked` too.

    The latter asks for a post whose text is typed at once, without steps before it.
    """

    type_chosen = Signal(object, object)  # PostType, Draft | None
    sheet_asked = Signal(object)  # Draft | None
    file_asked = Signal()
    paste_asked = Signal()
    back_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(tr("Back to the post"), ButtonKind.QUIET, icon="chevron-left", small=True)
        self.back.hide()
        self.facts = FactsChoice(desk)
        self.types = ChoiceCards(tr("Kinds of posts and pages"), _types())
        self.sheet = Button(tr("Empty sheet"), icon="pencil")
        self.sheet.set_tip(tr("A post that you type yourself, without an outline"))
        self.open = Button(tr("Open a file…"), icon="folder")
        self.open.set_tip(tr("Markdown, HTML or Word; its headings become the outline"))
        self.paste = Button(tr("Paste a text"), icon="clipboard")
        self.paste.set_tip(tr("What is on the clipboard, made into clean Markdown"))
        self._lay_out()
        self.types.chosen.connect(lambda chosen: self.type_chosen.emit(PostType(chosen), self.product))
        self.sheet.clicked.connect(lambda: self.sheet_asked.emit(self.product))
        self.open.clicked.connect(self.file_asked)
        self.paste.clicked.connect(self.paste_asked)
        self.back.clicked.connect(self.back_asked)
        self.setFocusProxy(next(iter(self.types.cards.values())))

    @property
    def product(self) -> Draft | None:
        """The product whose facts the post begins with; `None` for none."""
        return self.facts.product

    def show_way_back(self, *, shown: bool) -> None:
        """Whether there is a post on the desk to go back to."""
        self.back.setVisible(shown)

    def _lay_out(self) -> None:
        page = QWidget()
        page.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(page)
        column.setContentsMargins(Space.XXL, Space.L, Space.XXL, Space.XL)
        column.setSpacing(Space.S)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Label(tr("A new post or page"), "title"))
        sentence = tr("Choose what it is. You go from idea to published in steps, and none of them is forced on you.")
        column.addWidget(Label(sentence, "base", "text_2", wrap=True))
        column.addWidget(self.facts)
        column.addSpacing(Space.XS)
        column.addWidget(self.types)
        column.addSpacing(Space.S)
        column.addWidget(Label(tr("A text of your own"), "strong", "text_2"))
        column.addLayout(self._own())
        hint = tr("Or drop a file here. Nothing in it is loaded or run.")
        column.addWidget(Label(hint, "small", "text_3", wrap=True))
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolled(page))

    def _own(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for way in (self.open, self.paste, self.sheet):
            row.addWidget(way)
        row.addStretch(1)
        return row


def _types() -> tuple[Choice, ...]:
    return tuple(Choice(each, type_icon(each), type_name(each), type_sentence(each)) for each in PostType)
