"""How a search shows the post, on a desktop and on a telephone: cut where the pixels end."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.post_look import ROOMS, Device, Found, Run
from desktop.views import theme
from desktop.views.icons import paint_icon
from desktop.views.mail.switches import Switches
from desktop.views.tokens import Size, Space, Weight
from desktop.views.widgets.surface import Card
from desktop.views.widgets.text import Label

_FAMILIES = ["Arial", "Liberation Sans", "Arimo", "Helvetica"]
"""What a result is set in, and fonts that are as wide; the lines are cut by its widths."""
_LINE_PERCENT, _PERCENT = 130, 100
_ICON = Size.ICON + Space.S


class FoundPart(QWidget):
    """The result, on what it is looked at, and what of it is cut off."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.device = Switches(
            tr("Search result on"),
            ((str(Device.DESKTOP), tr("Desktop")), (str(Device.PHONE), tr("Phone"))),
        )
        self.result = FoundResult()
        self.cut = Label("", "small", "warning", wrap=True)
        self.nothing = Label(tr("As soon as there is a title, you see here how a search shows it."), "base", "text_3",
                             wrap=True)  # fmt: skip
        head = QHBoxLayout()
        head.addWidget(Label(tr("Search result"), "strong", "text_2"))
        head.addStretch(1)
        head.addWidget(self.device)
        self._card = Card()
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(Space.L, Space.M, Space.L, Space.M)
        inside.addWidget(self.nothing)
        inside.addWidget(self.result)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        column.addWidget(self._card)
        column.addWidget(self.cut)

    @property
    def shown_on(self) -> Device:
        """On what the result is looked at."""
        return Device(self.device.value)

    def show_found(self, found: Found) -> None:
        """Show what a search shows on the chosen device."""
        self.result.show_found(found, self.shown_on)
        self.result.setVisible(not found.is_empty)
        self.nothing.setVisible(found.is_empty)
        cuts = [tr("The title is cut here.")] if found.title_is_cut else []
        cuts += [tr("The description is cut here.")] if found.description_is_cut else []
        self.cut.setText(" ".join(cuts))
        self.cut.setVisible(bool(cuts))


class FoundResult(QWidget):
    """Painted as wide as on the device; made smaller where there is less room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found = Found()
        self._device = Device.DESKTOP
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(tr("Search result"))

    @property
    def found(self) -> Found:
        """What is shown."""
        return self._found

    def show_found(self, found: Found, device: Device) -> None:
        """Show this as it is on a device."""
        self._found, self._device = found, device
        self.setAccessibleDescription(". ".join(part for part in self._words() if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(Size.TEXT_NARROW, self.heightForWidth(self.width() or Size.TEXT_NARROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.heightForWidth(self.width() or Size.TEXT_NARROW))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._height() * self._scale(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale(self.width())
        painter.scale(scale, scale)
        top = self._paint_site(painter)
        title, description = ROOMS[self._device]
        for line in self._found.title:
            top = self._paint_runs(painter, (Run(line),), title.size, top, ("accent", "accent"))
        top += Space.XXS
        for runs in self._found.description:
            top = self._paint_runs(painter, runs, description.size, top, ("text_2", "text_1"))

    # Inside

    def _paint_site(self, painter: QPainter) -> float:
        """The sign of the site, its name, and the address below it."""
        small = ROOMS[self._device][1].size
        name, address = _font(small), _font(small - Space.XXS)
        first, second = _line(name), _line(address)
        height = max(first + second, float(_ICON))
        circle = QRectF(0, (height - _ICON) / 2, _ICON, _ICON)
        painter.setPen(theme.colour("line"))
        painter.setBrush(theme.colour("surface_1"))
        painter.drawEllipse(circle)
        paint_icon(painter, "globe", circle.adjusted(Space.XS, Space.XS, -Space.XS, -Space.XS), "text_2")
        left = _ICON + Space.M
        room = self._width() - left
        parts = [(self._found.site or tr("Your site"), name, first, "text_1")]
        parts.append((self._found.address, address, second, "text_2"))
        top = (height - first - second) / 2
        for words, font, line, role in parts:
            painter.setFont(font)
            painter.setPen(theme.colour(role))
            said = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideMiddle, room)
            painter.drawText(QRectF(left, top, room, line), _MIDDLE, said)
            top += line
        return height + Space.XS

    def _paint_runs(
        self, painter: QPainter, runs: tuple[Run, ...], size: int, top: float, roles: tuple[str, str]
    ) -> float:
        left = 0.0
        height = _line(_font(size))
        for run in runs:
            font = _font(size, bold=run.bold)
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(theme.colour(roles[1] if run.bold else roles[0]))
            baseline = top + (height - metrics.height()) / 2 + metrics.ascent()
            painter.drawText(QPointF(left, baseline), run.text)
            left += metrics.horizontalAdvance(run.text)
        return top + height

    def _width(self) -> float:
        """As wide as on the device; wider where the words are, as bold ones may be."""
        title, description = ROOMS[self._device]
        widths = [QFontMetricsF(_font(title.size)).horizontalAdvance(line) for line in self._found.title]
        metrics = {bold: QFontMetricsF(_font(description.size, bold=bold)) for bold in (False, True)}
        for runs in self._found.description:
            widths += [sum(metrics[run.bold].horizontalAdvance(run.text) for run in runs)]
        return max(float(title.width), *widths, 0.0)

    def _height(self) -> float:
        title, description = ROOMS[self._device]
        site = max(_line(_font(description.size)) + _line(_font(description.size - Space.XXS)), float(_ICON))
        words = len(self._found.title) * _line(_font(title.size))
        return site + Space.XS + words + Space.XXS + len(self._found.description) * _line(_font(description.size))

    def _scale(self, width: int) -> float:
        return min(1.0, width / self._width())

    def _words(self) -> tuple[str, ...]:
        lines = (" ".join("".join(run.text for run in runs) for runs in self._found.description),)
        return (self._found.site, self._found.address, " ".join(self._found.title), *lines)


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


def _font(size: int, *, bold: bool = False) -> QFont:
    font = theme.font(size, Weight.STRONG if bold else Weight.REGULAR)
    font.setFamilies(_FAMILIES)
    return font


def _line(font: QFont) -> float:
    return font.pixelSize() * _LINE_PERCENT / _PERCENT
