"""The second step to a post: its angle, typed or chosen among several that a model proposes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.post import Post
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.posting_values import ANGLES, Step
from desktop.views.post.angle_cards import AngleCards
from desktop.views.post.asking_row import AskingRow
from desktop.views.post.framed_text import FramedText, SentenceEditor
from desktop.views.post.step_page import SUGGEST_KEY, StepPage
from desktop.views.tokens import Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.progress import Skeleton
from desktop.views.widgets.text import Label


class AnglePage(StepPage):
    """Proposals are taken by a click, Enter or their number; each is one step of undo."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(
            desk,
            tr("Find the angle"),
            tr("What this post says of its subject that others do not. One or two sentences are enough."),
            parent,
        )
        editor = SentenceEditor(tr("Angle"), tr("What the post wants to say, in your own words"))
        self.text = FramedText(desk.session, editor, _angle_of, self._write)
        self.ask = AskingRow(desk.writer, tr("Suggest angles"), tr("Looking for angles…"), SUGGEST_KEY, _is_angles)
        self.skeleton = Skeleton(3)
        self.said = Label(tr("Take one, or go on from it in your own words"), "strong", "text_2")
        self.cards = AngleCards()
        self.example = _Example()
        self.next = Button(tr("Make an outline"), ButtonKind.PRIMARY)
        for part in (self.text, self.ask, self.skeleton, self.said, self.cards, self.example):
            self.column.addWidget(part)
        self.add_to_foot(self.next)
        self.setFocusProxy(self.text)
        self.bind(tr("Suggest angles"), SUGGEST_KEY, self.ask.press)
        self._connect()
        self._show()

    def _connect(self) -> None:
        desk = self.desk
        self.ask.asked.connect(desk.posting.writing.write_angles)
        self.cards.chosen.connect(self.take)
        self.next.clicked.connect(self.go_on)
        self.text.editor.text_changed.connect(self._show)
        desk.posting.changed.connect(self._show)
        desk.session.opened.connect(self._show)
        desk.writer.started.connect(self._show)
        desk.writer.finished.connect(self._on_ended)
        desk.writer.failed.connect(self._on_ended)

    # What the writer asks

    def take(self, place: int) -> None:
        """Take one of the proposals, from 0, as the angle of the post."""
        angles = self.desk.posting.writing.angles
        if not 0 <= place < len(angles) or self.desk.writer.busy:
            return
        self.desk.session.pull()
        self.desk.posting.change(tr("Take an angle"), f"angle.{place}", angle=angles[place])
        self.tell(tr("Angle {n} is taken.", n=place + 1))

    def go_on(self) -> None:
        """Go to the outline; ask for one where there is none."""
        posting = self.desk.posting
        self.desk.session.pull()
        if not posting.post.outline and not self.desk.writer.busy:
            posting.writing.write_outline()
        self.step_asked.emit(Step.OUTLINE)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = event.key() - int(Qt.Key.Key_1)
        free = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if free and 0 <= number < len(self.desk.posting.writing.angles):
            self.take(number)
        else:
            super().keyPressEvent(event)

    def _write(self, text: str) -> None:
        self.desk.posting.change(tr("Typing in {field}", field=tr("Angle")), "angle", angle=text)

    # What the desk says

    def _on_ended(self, _what: object) -> None:
        self._show()
        if self.isVisible() and self.desk.posting.writing.angles and self.cards.isVisible():
            if self._may_have_focus(QApplication.focusWidget()):
                self.cards.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)
            self.tell(tr("The angles are there. Press a number to take one."))

    def _may_have_focus(self, holder: QWidget | None) -> bool:
        """Whether the keys can go to the proposals: nobody is taken away from words that are being typed."""
        if holder is not None and self.text.isAncestorOf(holder):
            return not self.text.editor.text().strip()
        return not isinstance(holder, (QLineEdit, QPlainTextEdit, QTextEdit))

    def _show(self, _what: object = None) -> None:
        posting, answering = self.desk.posting, self.ask.answering
        angles, outline = posting.writing.angles, bool(posting.post.outline)
        angle = posting.post.angle
        self.ask.set_words(tr("Suggest others") if angles else tr("Suggest angles"))
        free = not self.desk.writer.busy
        if not free and self.cards.isAncestorOf(QApplication.focusWidget() or self):
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)  # a card that cannot be taken gives the keys away
        self.cards.show_angles(angles, angle, free=free)
        self.cards.setVisible(bool(angles))
        self.said.setVisible(bool(angles) and not answering)
        self.skeleton.setVisible(answering and not angles)
        self.example.setVisible(not angles and not answering and not self.text.editor.text().strip())
        self.next.setText(tr("On to the outline") if outline or self.desk.writer.busy else tr("Make an outline"))


class _Example(QFrame):
    """What an angle is, by an example."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("well", True)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L, Space.M + Space.XXS, Space.L, Space.L)
        column.setSpacing(Space.XS + Space.XXS)
        column.addWidget(Label(tr("What is an angle?"), "strong"))
        said = tr("The subject is what you write about; the angle is what you have to say about it.")
        column.addWidget(Label(said, "base", "text_2", wrap=True))
        column.addSpacing(Space.XS)
        for name, words in (
            (tr("Subject"), tr("Storing loose-leaf tea")),
            (tr("Angle"), tr("Tea does not go off, it goes stale: three habits that keep it fresh to the last cup.")),
        ):
            column.addWidget(Label(name, "small", "text_3"))
            column.addWidget(Label(words, "text", wrap=True))


def _angle_of(draft: Draft) -> str:
    return (draft.brief.post or Post()).angle


def _is_angles(fields: tuple[str, ...]) -> bool:
    return ANGLES in fields
