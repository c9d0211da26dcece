"""The small cards of the sources: a text or an address to add, what speaks of a sentence, and what a source says."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from desktop.core.post import PostSource, SourceMatch
from desktop.core.words import tr
from desktop.runtime.posting_account import SourcePlace, shown_text, spans_of
from desktop.runtime.posting_sources import Found
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.editor.plain import units
from desktop.views.post.source_words import place_words, quoted
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label

_ADDRESS = "https://example.com/…"
_MOST_SHOWN = 280
_GOOD, _FAIR = 0.55, 0.3


class TextCard(Popover):
    """A text to add as a source; `added` sends its words and what it is called. Deletes itself."""

    added = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, tr("Paste a text as a source"))
        self.name = LineField(tr("What it is called"), placeholder=tr("Sheet of the supplier"))
        self.name.setMinimumWidth(Size.RESULTS - Space.XXL)
        self.text = QPlainTextEdit()
        self.text.setProperty("field", True)
        self.text.setAccessibleName(tr("Text of the source"))
        self.text.setPlaceholderText(tr("Paste or type what the post may rest on."))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(2 * Size.PASTE_BOX)
        self.add = Button(tr("Add this text"), ButtonKind.PRIMARY, small=True)
        self.add.clicked.connect(self._on_add)
        self.text.textChanged.connect(self._on_changed)
        self.body.addWidget(self.text)
        self.body.addWidget(self.name)
        self.body.addLayout(_to_the_right(self.add))
        self.setFocusProxy(self.text)
        self.closed.connect(self.deleteLater)
        self._on_changed()

    def _on_changed(self) -> None:
        self.add.setEnabled(not self.text.document().isEmpty())

    def _on_add(self) -> None:
        text, name = self.text.toPlainText(), self.name.text.strip()
        self.close_card()
        self.added.emit(text, name)


class PageCard(Popover):
    """The address of a page to add; `asked` sends it. Says who is asked, and that nothing else goes out."""

    asked = Signal(str)

    def __init__(self, window: QWidget, address: str = "") -> None:
        super().__init__(window, tr("Add a page by its address"))
        self.address = LineField(tr("Address of the page"), placeholder=_ADDRESS)
        self.address.setMinimumWidth(Size.RESULTS - Space.XXL)
        self.address.set_text(address)
        self.note = Label(
            tr("The page is asked for once, now. Only its address is sent; your text stays here."),
            "small", "text_2", wrap=True,
        )  # fmt: skip
        self.note.fit(Size.RESULTS - Space.XXL)
        self.read = Button(tr("Ask for the page"), ButtonKind.PRIMARY, small=True, icon="globe")
        self.read.clicked.connect(self._on_read)
        self.address.text_edited.connect(self._on_edited)
        self.address.edit.returnPressed.connect(self._on_read)
        self.body.addWidget(self.address)
        self.body.addWidget(self.note)
        self.body.addLayout(_to_the_right(self.read))
        self.setFocusProxy(self.address.edit)
        self.closed.connect(self.deleteLater)
        self._on_edited()

    def _on_edited(self, _text: str = "") -> None:
        self.read.setEnabled(bool(self.address.text.strip()))

    def _on_read(self) -> None:
        address = self.address.text.strip()
        if address:
            self.close_card()
            self.asked.emit(address)


class FoundCard(Popover):
    """What speaks of a sentence, the best first; `taken` sends the match that is to be its source."""

    taken = Signal(object)  # SourceMatch
    add_asked = Signal()

    def __init__(self, window: QWidget, found: Found, titles: dict[str, str]) -> None:
        super().__init__(window, tr("What speaks of this sentence"))
        self.body.setSpacing(Space.M)
        self.buttons: list[Button] = []
        quote = Label(quoted(found.statement.words), "small", "text_2", wrap=True)
        quote.fit(Size.RESULTS - Space.XXL)
        self.body.addWidget(quote)
        for match, place in found.matches:
            self.body.addWidget(self._piece(match, place, titles))
        if not found.matches:
            nothing = Label(tr("No source and no fact speaks of this."), "strong", wrap=True)
            nothing.fit(Size.RESULTS - Space.XXL)
            self.body.addWidget(nothing)
            add = Button(tr("Add a source"), icon="plus", small=True)
            add.clicked.connect(self._on_add)
            self.body.addLayout(_to_the_right(add))
            self.buttons.append(add)
        self.closed.connect(self.deleteLater)

    def _piece(self, match: SourceMatch, place: SourcePlace, titles: dict[str, str]) -> QWidget:
        title = titles.get(match.source, "") if match.source else tr("Facts of this draft")
        where = ", ".join(each for each in (title, place_words(place)) if each)
        button = Button(tr("Cite it") if match.source else tr("Say it so"), small=True)
        button.setAccessibleDescription(spoken(where, match.text))
        button.set_tip(
            tr("Put the mark of this source into the sentence")
            if match.source
            else tr("A model proposes a sentence that says what the fact says, which you accept or reject in the text")
        )
        button.clicked.connect(lambda: self._on_taken(match))
        self.buttons.append(button)
        words = Label(_short(match.text), "small", wrap=True)
        words.fit(Size.RESULTS - Space.XXL - button.sizeHint().width() - Space.M)
        column = QVBoxLayout()
        column.setSpacing(Space.XXS)
        column.addWidget(Label(where, "small_strong", "text_2"))
        column.addWidget(words)
        column.addWidget(Label(_how_close(match.score), "small", "text_3"))
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        row.addLayout(column, 1)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _on_taken(self, match: SourceMatch) -> None:
        self.close_card()
        self.taken.emit(match)

    def _on_add(self) -> None:
        self.close_card()
        self.add_asked.emit()


class SourceCard(Popover):
    """What a source says, with the cited pieces lit; it can be called otherwise here, or taken away."""

    renamed = Signal(str)
    remove_asked = Signal()

    def __init__(
        self, window: QWidget, source: PostSource, lit: tuple[str, ...] = (), *, may_change: bool = True
    ) -> None:
        super().__init__(window, tr("What {title} says", title=source.title))
        self.name = LineField(tr("What it is called"))
        self.name.set_text(source.title)
        self.name.edit.editingFinished.connect(lambda: self.renamed.emit(self.name.text))
        self.text = QPlainTextEdit()
        self.text.setProperty("field", True)
        self.text.setReadOnly(True)
        self.text.setAccessibleName(tr("Text of the source"))
        self.text.setPlainText(shown_text(source))
        self.text.setTabChangesFocus(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.text.setFixedSize(self._room())
        self.remove = Button(tr("Remove this source"), ButtonKind.QUIET, icon="trash", small=True)
        self.remove.clicked.connect(self._on_remove)
        self.body.addWidget(self.name)
        self.body.addWidget(self.text)
        self.body.addLayout(_to_the_right(self.remove))
        self.name.setVisible(may_change)
        self.remove.setVisible(may_change)
        self.setFocusProxy(self.text)
        self.closed.connect(self.deleteLater)
        self._light(source, lit)

    @property
    def lit(self) -> tuple[str, ...]:
        """The words that are lit."""
        return tuple(each.cursor.selectedText() for each in self.text.extraSelections())

    def _room(self) -> QSize:
        line = QFontMetrics(theme.font(Type.BASE)).lineSpacing()
        return QSize(Size.RESULTS, 14 * line)

    def _light(self, source: PostSource, lit: tuple[str, ...]) -> None:
        spans = {piece: span for (piece, _), span in zip(source.pieces(), spans_of(source), strict=True)}
        look = QTextCharFormat()
        look.setBackground(theme.colour("selection"))
        selections: list[QTextEdit.ExtraSelection] = []
        for piece in lit:
            if piece in spans:
                start, end = spans[piece]
                chosen = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self.text.document())
                cursor.setPosition(units(source.text[:start]))
                cursor.setPosition(units(source.text[:end]), QTextCursor.MoveMode.KeepAnchor)
                chosen.cursor, chosen.format = cursor, look
                selections.append(chosen)
        self.text.setExtraSelections(selections)
        if selections:
            first = QTextCursor(selections[0].cursor)
            first.setPosition(first.selectionStart())
            self.text.setTextCursor(first)
            self.text.centerCursor()

    def _on_remove(self) -> None:
        self.close_card()
        self.remove_asked.emit()


def _short(words: str) -> str:
    return words if len(words) <= _MOST_SHOWN else words[:_MOST_SHOWN].rsplit(" ", 1)[0] + "…"


def _how_close(score: float) -> str:
    if score >= _GOOD:
        return tr("Says much of the same")
    return tr("Says some of the same") if score >= _FAIR else tr("Shares a few words")


def _to_the_right(button: Button) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(button)
    return row
