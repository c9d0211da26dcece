"""What was changed of the output of each model, as painted bars: chrF (100: nothing) and TER (0: nothing)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.core.quality import PostEdit
from desktop.core.words import decimal, tr, trn
from desktop.views import theme
from desktop.views.announce import spoken
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.surface import rounded

_LABEL = Size.ICON + Space.M
_VALUE = Size.HERO
_LINE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_END = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_BLOCK = Size.BADGE * 3 + Space.M
_MOST = 100.0


class EditBars(QWidget):
    """A block for each model: its name, how many rows, and the two bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models: tuple[PostEdit, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def models(self) -> tuple[PostEdit, ...]:
        """What is shown."""
        return self._models

    def show_models(self, models: Sequence[PostEdit]) -> None:
        """Show these, the least changed first."""
        self._models = tuple(sorted(models, key=lambda each: -each.chrf))
        self.setAccessibleName(spoken(*map(said_of, self._models)))
        self.setToolTip("\n".join(map(said_of, self._models)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, _BLOCK * len(self._models))

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.COLUMN, _BLOCK * len(self._models))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, model in enumerate(self._models):
            top = number * _BLOCK
            self._paint_name(painter, QRect(0, top, self.width(), Size.BADGE), model)
            chrf = QRect(0, top + Size.BADGE, self.width(), Size.BADGE)
            self._paint_bar(painter, chrf, "chrF", model.chrf, "accent")
            self._paint_bar(painter, chrf.translated(0, Size.BADGE), "TER", model.ter, "text_3")

    @staticmethod
    def _paint_name(painter: QPainter, area: QRect, model: PostEdit) -> None:
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        rows = trn("{n} row", "{n} rows", model.segments)
        painter.drawText(area, _END, rows)
        room = area.width() - painter.fontMetrics().horizontalAdvance(rows) - Space.M
        painter.setFont(theme.font(Type.SMALL, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        name = painter.fontMetrics().elidedText(short_name(model), Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(area, _LINE, name)

    @staticmethod
    def _paint_bar(painter: QPainter, area: QRect, label: str, value: float, role: str) -> None:
        painter.setFont(theme.font(Type.SMALL))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(area, _LINE, label)
        painter.setPen(theme.colour("text_1"))
        painter.drawText(area, _END, decimal(value))
        room = QRectF(area.left() + _LABEL + Space.S, 0, area.width() - _LABEL - _VALUE - 2 * Space.S, Size.BAR + 2)
        room.moveTop(area.top() + (area.height() - room.height()) / 2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("line"))
        painter.drawPath(rounded(room, room.height() / 2))
        share = max(0.0, min(1.0, value / _MOST))
        if share:
            bar = QRectF(room)
            bar.setWidth(max(room.height(), room.width() * share))
            painter.setBrush(theme.colour(role))
            painter.drawPath(rounded(bar, bar.height() / 2))


def short_name(model: PostEdit) -> str:
    """The model without its provider."""
    return model.name.rpartition("/")[2] or tr("A model")


def said_of(model: PostEdit) -> str:
    """The figures of a model in a sentence."""
    return tr(
        "{model}: chrF {chrf}, TER {ter}, {unchanged} of {segments} rows as they came",
        model=short_name(model),
        chrf=decimal(model.chrf),
        ter=decimal(model.ter),
        unchanged=model.unchanged,
        segments=model.segments,
    )
