"""Words on a surface: labels in the type and colour of the tokens, and lines that shorten themselves."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.views import theme
from desktop.views.stylesheet import TONES, TYPES

_ANY_HEIGHT = 1 << 20


class Label(QLabel):
    """Words in one of `TYPES` and `TONES`; plain text, so that pasted `<b>` is shown as it is."""

    def __init__(
        self,
        text: str = "",
        kind: str = "base",
        tone: str = "text_1",
        *,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setProperty("type", _known(kind, tuple(TYPES)))
        self.setProperty("tone", _known(tone, TONES))

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", _known(tone, TONES))
            self._polish_again()

    def set_kind(self, kind: str) -> None:
        """Change the type."""
        if self.property("type") != kind:
            self.setProperty("type", _known(kind, tuple(TYPES)))
            self._polish_again()
            self.updateGeometry()

    def _polish_again(self) -> None:
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is yet to be polished
            self.style().polish(self)

    def fit(self, width: int) -> None:
        """Be this wide, and as high as the words need then: for columns of a fixed width."""
        metrics = QFontMetrics(theme.font(*TYPES[str(self.property("type"))]))
        flags = int(Qt.TextFlag.TextWordWrap) if self.wordWrap() else 0
        self.setFixedSize(width, metrics.boundingRect(QRect(0, 0, width, _ANY_HEIGHT), flags, self.text()).height())


class ElidedLabel(Label):
    """One line that ends in "…" when there is no room; the whole is in the tooltip then."""

    def __init__(
        self,
        text: str = "",
        kind: str = "base",
        tone: str = "text_1",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, kind, tone, parent=parent)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._update_tip()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._update_tip()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.colour(str(self.property("tone"))))
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), self._shortened())

    def _shortened(self) -> str:
        line = self.text().replace("\n", " ")
        return self.fontMetrics().elidedText(line, self._mode, self.width())

    def _update_tip(self) -> None:
        self.setToolTip(self.text() if self.fontMetrics().horizontalAdvance(self.text()) > self.width() > 0 else "")


def _known(name: str, names: tuple[str, ...]) -> str:
    if name not in names:
        message = f"{name} is none of {', '.join(names)}"
        raise ValueError(message)
    return name
