"""A finding of the row in the Checks tab: what is wrong, in which words, what mends it, and Keep as it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.translation_finding import SegmentFinding, Side
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.editor.marks import ICONS
from desktop.views.icons import IconLabel
from desktop.views.tokens import Radius, Size, Space
from desktop.views.translate.words import check_words
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.flow import Flow
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import Label

_MOST_FIXES = 3
_LONGEST_FIX = 40


class FindingPart(KeyFocus, QWidget):
    """`chosen` asks to be shown where it stands; `fixed` sends the number of a fix from 0, `kept` is for Keep as it is.

    Each sends the finding first.
    """

    chosen = Signal(object)  # SegmentFinding
    fixed = Signal(object, int)
    kept = Signal(object)
    ring_radius = Radius.LARGE

    def __init__(self, finding: SegmentFinding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        icon, role = ICONS[finding.severity]
        self.icon = IconLabel(icon, role, Size.ICON_SMALL)
        self.title = Label(check_words(finding.check), "strong", role, wrap=True)
        self.message = Label(finding.message, "base", "text_2", wrap=True)
        self.keep = Button(tr("Keep as it is"), ButtonKind.QUIET, small=True)
        self.keep.set_tip(tr("Not be told of this in this row again"))
        self.keep.clicked.connect(lambda: self.kept.emit(finding))
        self.fixes = [self._fix(number, words) for number, words in enumerate(finding.fixes[:_MOST_FIXES])]
        self.answers = Flow()
        self.answers.put([*self.fixes, self.keep])
        self._lay_out()
        where = tr("in the source") if finding.side is Side.SOURCE else tr("in the translation")
        self.setAccessibleName(spoken(self.title.text(), finding.message, where))
        self.setToolTip(tr("Press to see the words"))

    def _fix(self, number: int, words: str) -> Button:
        shown = " ".join(words.split()) or tr("Take it out")
        cut = f"{shown[:_LONGEST_FIX]}…" if len(shown) > _LONGEST_FIX else shown
        button = Button(cut, small=True)
        button.setAccessibleName(tr("Write “{words}” instead", words=words))
        if cut != shown:
            button.set_tip(shown)
        button.clicked.connect(lambda: self.fixed.emit(self.finding, number))
        return button

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(self.title)
        words.addWidget(self.message)
        words.addWidget(self.answers)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S, Space.S, Space.S, Space.XS)
        row.setSpacing(Space.S + Space.XXS)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.chosen.emit(self.finding)
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.HoverEnter, QEvent.Type.HoverLeave}:
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour("line") if theme.tokens().high_contrast else Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface_2"))
        painter.drawPath(rounded(QRectF(self.rect()), Radius.LARGE))
