"""The left side of the reply screen: what the customer wrote, and what the shop knows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.brief import Passage
from desktop.core.finding import CheckReport
from desktop.core.reply import Resting
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.editor.brief_editor import BriefEditor
from desktop.views.editor.plain import clean
from desktop.views.mail.facts_part import FactsPart
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

ADD_KEY = "Ctrl+Alt+K"
OPEN_KEY = "Alt+O"
_LETTERS = (".eml", ".txt", ".md")
_SIDE = Space.M
_LANGUAGES = {"en": "English", "nl": "Nederlands", "sv": "Svenska"}


class LetterPanel(Surface):
    """The customer's mail, the pieces of knowledge one below the other, and the facts."""

    grown = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(1, parent)
        self._desk = desk
        self._shown: dict[str, PassageView] = {}
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("The customer’s mail and what you know"))
        self.letter = BriefEditor(tr("The customer’s mail"))
        self.letter.setPlaceholderText(tr("Paste what the customer wrote, or drop an .eml file"))
        self.from_whom = Label("", "small", "text_2", wrap=True)
        self.open = IconButton("folder", tr("Open a mail"), key=OPEN_KEY, size=Size.CONTROL_SMALL)
        self.paste = Button(tr("Paste"), ButtonKind.QUIET, icon="clipboard", small=True)
        self.add = IconButton("plus", tr("Add knowledge"), key=ADD_KEY, size=Size.CONTROL_SMALL)
        self.read = IconButton("document", tr("Read knowledge from a text file"), size=Size.CONTROL_SMALL)
        self.count = Badge("0")
        self.hint = Label(
            tr("What holds for every customer: delivery, returns, care, opening hours. The reply says nothing else."),
            "small",
            "text_3",
            wrap=True,
        )
        self.keep = Button(tr("Begin every reply with these"), ButtonKind.QUIET, icon="pin", small=True)
        self.facts = FactsPart(desk)
        self._passages = QVBoxLayout()
        self._passages.setSpacing(Space.S)
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        self._inside = inside = QWidget()
        inside.setProperty("page", True)
        column = QVBoxLayout(inside)
        column.setContentsMargins(_SIDE, Space.M + Space.XXS, _SIDE, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(_head(Label(tr("The customer’s mail"), "strong", "text_2"), self.paste, self.open))
        column.addWidget(self.letter)
        column.addWidget(self.from_whom)
        column.addSpacing(Space.M)
        column.addWidget(_head(Label(tr("What you know"), "strong", "text_2"), self.count, None, self.read, self.add))
        column.addWidget(self.hint)
        column.addLayout(self._passages)
        column.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        column.addSpacing(Space.M)
        column.addWidget(self.facts)
        column.addStretch(1)
        self._scroll = scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _connect(self) -> None:
        replying = self._desk.replying
        self.letter.text_changed.connect(self._on_typed)
        self.paste.clicked.connect(self.paste_letter)
        self.open.clicked.connect(self.choose_letter)
        self.add.clicked.connect(self.add_passage)
        self.read.clicked.connect(self.choose_knowledge)
        self.keep.clicked.connect(replying.keep_knowledge)
        self.facts.row_shown.connect(self._bring_into_sight)
        replying.changed.connect(self._show)
        replying.rested.connect(self._on_rested)
        self._desk.checker.checked.connect(self._on_checked)

    # What the writer asks

    def paste_letter(self) -> None:
        """Take the text on the clipboard as the customer's mail."""
        text = clean(QGuiApplication.clipboard().text()).text
        if text.strip():
            self._desk.replying.set_question(text)
        else:
            self._desk.notices.info(tr("There is no text on the clipboard."), key="paste")

    def choose_letter(self) -> None:
        """Ask for the file of a mail."""
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self.window(), tr("Open a mail"), "", tr("Mails ({endings})", endings="*.eml *.txt *.md"))
        dialog.fileSelected.connect(lambda path: self._desk.replying.open_letter(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def choose_knowledge(self) -> None:
        """Ask for a text with knowledge in it."""
        from PySide6.QtWidgets import QFileDialog

        words = tr("Texts ({endings})", endings="*.txt *.md")
        dialog = QFileDialog(self.window(), tr("Read knowledge from a text file"), "", words)
        dialog.fileSelected.connect(lambda path: self._desk.replying.read_knowledge(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_passage(self) -> None:
        """Open an empty piece of knowledge to type into."""
        empty = next((view for view in self._shown.values() if not view.editor.text().strip()), None)
        if empty is None:
            empty = self._make(Passage("", ""))
            self._shown[""] = empty
            self._passages.addWidget(empty)
            self.grown.emit()
        empty.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bring_into_sight(empty)

    def show_known(self, known: str) -> None:
        """Bring a fact or a piece of knowledge into sight, by its id."""
        view = self._shown.get(known)
        if view is None:
            self.facts.show_fact(known)
            return
        view.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._bring_into_sight(view)

    # What was said

    def _on_typed(self) -> None:
        self._desk.replying.set_question(self.letter.text())

    def _show(self) -> None:
        replying = self._desk.replying
        if self.letter.text() != replying.question:
            self.letter.show_text(replying.question)
        wanted = {each.id: each for each in replying.passages}
        for gone in [known for known in self._shown if known and known not in wanted]:
            view = self._shown.pop(gone)
            self._passages.removeWidget(view)
            view.hide()
            view.deleteLater()
        for place, (known, passage) in enumerate(wanted.items()):
            view = self._shown.get(known) or self._adopt(passage) or self._make(passage)
            self._shown[known] = view
            view.show_passage(passage)
            self._passages.insertWidget(place, view)
        self.count.set_text(str(len(wanted)))
        self.keep.setVisible(bool(wanted))
        self.grown.emit()

    def _adopt(self, passage: Passage) -> PassageView | None:
        """The empty piece that was typed into becomes the one that it was kept as."""
        view = self._shown.get("")
        if view is None or view.editor.text().strip() != passage.text:
            return None
        return self._shown.pop("")

    def _make(self, passage: Passage) -> PassageView:
        view = PassageView(passage)
        view.changed.connect(self._on_passage)
        view.removed.connect(self._on_removed)
        return view

    def _on_passage(self, view: PassageView) -> None:
        text = view.editor.text()
        if view.known:
            self._desk.replying.change_passage(view.known, text)
        elif text.strip():
            view.known = self._desk.replying.add_passage(text)

    def _on_removed(self, view: PassageView) -> None:
        if view.known:
            self._desk.replying.remove_passage(view.known)
        else:
            self._shown.pop("", None)
            view.hide()
            view.deleteLater()

    def _on_rested(self, resting: Resting) -> None:
        parts = [resting.customer] if resting.customer else []
        if resting.language:
            parts.append(_LANGUAGES[resting.language])
        if resting.asked:
            parts.append(trn("{n} question", "{n} questions", len(resting.asked)))
        self.from_whom.setText(" · ".join(parts))
        self.from_whom.setVisible(bool(parts))

    def _on_checked(self, report: CheckReport) -> None:
        self.facts.facts.show_report(report)

    def _bring_into_sight(self, part: QWidget) -> None:
        place = part.mapTo(self._inside, part.rect().center())
        self._scroll.ensureVisible(place.x(), place.y(), 0, Space.XXL)

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _dropped(event.mimeData())
        if path is not None:
            self._desk.replying.open_letter(path)
            event.acceptProposedAction()


class PassageView(QWidget):
    """One piece of knowledge: its words, where it comes from, and a way to take it away."""

    changed = Signal(object)  # PassageView
    removed = Signal(object)  # PassageView

    def __init__(self, passage: Passage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = passage.id
        self.editor = BriefEditor(tr("Knowledge"))
        self.editor.least_lines = 1
        self.editor.setPlaceholderText(tr("For example: We deliver within two working days."))
        self.source = Label("", "small", "text_3")
        self.remove = IconButton("trash", tr("Take this knowledge away"), size=Size.CONTROL_SMALL)
        row = QHBoxLayout()
        row.setSpacing(Space.XS)
        row.addWidget(self.editor, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XXS)
        column.addLayout(row)
        column.addWidget(self.source)
        self.show_passage(passage)
        self.editor.text_changed.connect(lambda: self.changed.emit(self))
        self.remove.clicked.connect(lambda: self.removed.emit(self))

    def show_passage(self, passage: Passage) -> None:
        """Show what is kept, unless it is what is being typed."""
        self.known = passage.id
        if self.editor.text() != passage.text and not (passage.text and self.editor.text().strip() == passage.text):
            self.editor.show_text(passage.text)
        self.source.setText(passage.source)
        self.source.setVisible(bool(passage.source))


def _dropped(data: QMimeData) -> Path | None:
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return next((path for path in paths if path.suffix.lower() in _LETTERS), None)


def _head(*parts: QWidget | None) -> QWidget:
    """A heading with what belongs to it, and what can be done at its right; `None` or the second is the gap."""
    head = QWidget()
    row = QHBoxLayout(head)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.S)
    gaps = None in parts
    for place, part in enumerate(parts):
        if part is None:
            row.addStretch(1)
            continue
        row.addWidget(part)
        if place == 0 and not gaps:
            row.addStretch(1)
    return head
