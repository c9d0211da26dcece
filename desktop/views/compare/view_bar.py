"""Between draft and columns: what is marked in them, how they are shown, and what the marks mean."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.compare.feed import Looking
from desktop.views.editor.changes import ADDED, GONE, paint_grounds, paint_strokes, paint_underlines
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.switch import Switch

_CLAIM_LINES = {"warning": (1.0, 1.0), "contradicted": ()}


class ViewBar(QWidget):
    """`looked` sends a `Looking`, `whole_chosen` whether texts are shown whole, `let_go` whether each scrolls alone."""

    looked = Signal(str)
    whole_chosen = Signal(bool)
    let_go_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks = Switch(
            tr("What is marked"),
            (
                (Looking.DIFFERENCES, tr("Differences")),
                (Looking.CLEAN, tr("Clean text")),
                (Looking.SHARED, tr("What all share")),
            ),
            Looking.DIFFERENCES,
        )
        self.layout_choice = Switch(
            tr("How the texts stand"), (("rows", tr("Field by field")), ("whole", tr("Whole"))), "rows"
        )
        self.step = IconButton("link", tr("Each column scrolls alone"), key="Alt+L", size=Size.CONTROL_SMALL)
        self.step.setCheckable(True)
        self.step.hide()
        self.legend = Legend()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        for part in (self.marks, self.layout_choice, self.step):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.legend)
        self.marks.chosen.connect(self._on_marks)
        self.layout_choice.chosen.connect(self._on_layout)
        self.step.toggled.connect(self.let_go_chosen)

    def show_base(self, letter: str) -> None:
        """Name the column that the others are compared with; empty for none."""
        words = tr("Differences from {letter}", letter=letter) if letter else tr("Differences")
        self.marks.set_words(Looking.DIFFERENCES, words)

    def set_let_go(self, *, let_go: bool) -> None:
        """Show whether each column scrolls alone."""
        self.step.setChecked(let_go)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.legend.setVisible(self.width() - self._taken >= self.legend.sizeHint().width())

    def minimumSizeHint(self) -> QSize:
        """What it needs without the legend, or that would keep the window from becoming small."""
        return QSize(self._taken, super().minimumSizeHint().height())

    @property
    def _taken(self) -> int:
        """How wide all but the legend is."""
        return self.marks.sizeHint().width() + self.layout_choice.sizeHint().width() + Size.CONTROL + 3 * Space.S

    def _on_marks(self, value: str) -> None:
        self.legend.set_looking(Looking(value))
        self.looked.emit(value)

    def _on_layout(self, value: str) -> None:
        whole = value == "whole"
        self.step.setVisible(whole)
        if not whole:
            self.step.setChecked(False)
        self.whole_chosen.emit(whole)


class Legend(QWidget):
    """The marks, each on the words that say what it means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looking = Looking.DIFFERENCES
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._say()

    def set_looking(self, looking: Looking) -> None:
        """Explain what is marked now."""
        self._looking = looking
        self._say()
        self.updateGeometry()
        self.update()

    @property
    def entries(self) -> list[tuple[str, str]]:
        """Each mark's token and words."""
        claims = [("warning", tr("no fact supports it")), ("contradicted", tr("contradicts a fact"))]
        if self._looking is Looking.DIFFERENCES:
            return [(ADDED, tr("added")), (GONE, tr("left out")), *claims]
        if self._looking is Looking.SHARED:
            return [("accent", tr("in all of them")), *claims]
        return claims

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font(Type.SMALL))
        width = sum(metrics.horizontalAdvance(words) for _, words in self.entries)
        return QSize(width + (len(self.entries) - 1) * (Space.L + Space.XS) + Space.XXS, Size.BOTTOM_BUTTON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font(Type.SMALL))
        metrics = painter.fontMetrics()
        left = int(Space.HAIR)
        for number, (role, words) in enumerate(self.entries):
            width = metrics.horizontalAdvance(words)
            area = QRectF(left, (self.height() - metrics.height()) / 2, width, metrics.height())
            self._paint(painter, area, role, words, claim=number >= len(self.entries) - 2)
            left += width + Space.L + Space.XS

    def _paint(self, painter: QPainter, area: QRectF, role: str, words: str, *, claim: bool) -> None:
        if not claim or role == "contradicted":
            paint_grounds(painter, [area], role)
        painter.setPen(theme.colour("text_2"))
        painter.drawText(QRect(area.toAlignedRect()), int(Qt.AlignmentFlag.AlignLeft), words)
        if claim:
            pen = painter.pen()
            pen.setColor(theme.colour(role))
            pen.setWidth(Size.LINE)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if _CLAIM_LINES[role]:
                pen.setDashPattern(_CLAIM_LINES[role])
            painter.setPen(pen)
            painter.drawLine(area.bottomLeft(), area.bottomRight())
        elif role == GONE:
            paint_strokes(painter, [area], role)
        elif role == ADDED:
            paint_underlines(painter, [area], role)

    def _say(self) -> None:
        self.setAccessibleName(", ".join(words for _, words in self.entries))
