"""The line above the rows that names the columns."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.tokens import Size, Space, Type
from desktop.views.translate.columns import NUMBER, columns_of
from desktop.views.translate.words import language_words

_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


class GridHead(QWidget):
    """No., the two languages, match and score, over their columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._languages = ("", "")
        self.setFixedHeight(Size.TAB + Space.XXS + Size.HAIR)

    def show_languages(self, source: str, target: str) -> None:
        """Name the languages by their codes."""
        self._languages = (language_words(source), language_words(target))
        self.setAccessibleName(tr("{source} to {target}", source=self._languages[0], target=self._languages[1]))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        columns, high = columns_of(self.width()), self.height() - Size.HAIR
        painter.fillRect(0, high, self.width(), Size.HAIR, theme.colour("line"))
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        for words, left, right, flags in (
            (tr("No."), NUMBER, columns.source, _LEFT),
            (self._languages[0], columns.source, columns.source + columns.text_width, _LEFT),
            (self._languages[1], columns.target, columns.target + columns.text_width, _LEFT),
            (tr("Match"), columns.icon, columns.match_end, _RIGHT),
            (tr("Score"), columns.match_end, columns.score_end, _RIGHT),
        ):
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(QRect(left, 0, right - left, high), flags, shown)
