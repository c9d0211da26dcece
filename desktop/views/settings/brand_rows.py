"""The rows of the Brand page: words on the left, a line, lines, a colour or a picture on the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.brand import Brand
from desktop.core.words import tr
from desktop.runtime.brand_values import colour_of
from desktop.views import theme
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import Label

CONTROL_WIDTH = 300
_COLOUR_WIDTH = 96
_WORDS_WIDTH = 240


class Row(QWidget):
    """A control with its words; `said` stands below it when what was typed cannot be used."""

    def __init__(self, label: str, help_text: str, control: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.said = Label("", "small", "contradicted", wrap=True)
        self.said.hide()
        control.setAccessibleDescription(help_text)
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addStretch()
        title = Label(label, "strong", wrap=True)
        title.setBuddy(control)
        words.addWidget(title)
        if help_text:
            about = Label(help_text, "base", "text_2", wrap=True)
            about.setMinimumWidth(_WORDS_WIDTH)  # or the page keeps room for it in the narrowest column there could be
            words.addWidget(about)
        words.addWidget(self.said)
        words.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.M, 0, Space.M)
        row.setSpacing(Space.XL)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def refuse(self, sentence: str) -> None:
        """Say why what was typed is not taken; an empty sentence takes that back."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))


class TextRow(Row):
    """A line of text, handed in when the writer leaves it; `read` makes of it what is kept, empty for what it cannot.

    What cannot be used stays to be put right, is said, and is not kept.
    """

    changed = Signal(str)

    def __init__(
        self, label: str, help_text: str = "", *, placeholder: str = "", read: Callable[[str], str] | None = None,
        wrong: str = "",
    ) -> None:  # fmt: skip
        self.edit = LineEdit(label, placeholder=placeholder)
        self.edit.setFixedWidth(CONTROL_WIDTH)
        super().__init__(label, help_text, self.edit)
        self._read = read
        self._wrong = wrong
        self._shown = ""
        self.edit.editingFinished.connect(self.hand_in)

    def show_text(self, text: str) -> None:
        """Show what is kept; sends nothing, and leaves what is being typed alone."""
        if text != self._shown:
            self._shown = text
            self.refuse("")
            if text != self.edit.text():
                self.edit.setText(text)

    def hand_in(self) -> None:
        """Send what stands there, if it is another text and can be used."""
        typed = self.edit.text().strip()
        kept = self._read(typed) if self._read is not None and typed else typed
        self.refuse(self._wrong if typed and not kept else "")
        if kept != self._shown and not (typed and not kept):
            self._shown = kept
            self.edit.setText(kept)
            self.changed.emit(kept)


class ColourRow(Row):
    """A colour: a patch that opens the palette of the system, and its six digits."""

    changed = Signal(str)

    def __init__(self, label: str, help_text: str) -> None:
        holder = QWidget()
        self.patch = _Patch(label)
        self.edit = LineEdit(label)
        self.edit.setFixedWidth(_COLOUR_WIDTH)
        inside = QHBoxLayout(holder)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.S)
        inside.addWidget(self.patch)
        inside.addWidget(self.edit)
        super().__init__(label, help_text, holder)
        self.patch.clicked.connect(self._ask)
        self.edit.editingFinished.connect(lambda: self.take(self.edit.text()))

    def show_colour(self, colour: str) -> None:
        """Show what is kept; sends nothing."""
        if colour != self.patch.colour:
            self.patch.show_colour(colour)
            self.refuse("")
        if not self.said.isVisible():
            self.edit.setText(colour)

    def take(self, text: str) -> None:
        """Send a colour that was typed or chosen."""
        colour = colour_of(text)
        self.refuse("" if colour else tr("A colour has six digits, as {example}.", example=Brand().accent))
        if colour:
            self.edit.setText(colour)
            if colour != self.patch.colour:
                self.patch.show_colour(colour)
                self.changed.emit(colour)

    def _ask(self) -> None:
        from PySide6.QtWidgets import QColorDialog

        dialog = QColorDialog(QColor(self.patch.colour), self.window())
        dialog.setWindowTitle(self.edit.accessibleName())
        dialog.colorSelected.connect(lambda chosen: self.take(chosen.name()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class _Patch(KeyFocus, QPushButton):
    ring_radius = Radius.SMALL

    def __init__(self, name: str) -> None:
        super().__init__()
        self.colour = ""
        self.setAccessibleName(tr("Choose: {colour}", colour=name))
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedSize(Size.CONTROL, Size.CONTROL)

    def sizeHint(self) -> QSize:
        return QSize(Size.CONTROL, Size.CONTROL)

    def show_colour(self, colour: str) -> None:
        """Show another colour."""
        self.colour = colour
        self.setToolTip(colour)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = Size.HAIR / 2
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(QColor(self.colour))
        painter.drawPath(rounded(QRectF(self.rect()).adjusted(half, half, -half, -half), Radius.SMALL))
