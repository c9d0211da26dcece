"""Above the text: which draft this is and how it stands, copying, exporting, and the one button that writes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.actions import key_of
from desktop.views.icons import paint_icon
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.badge import Badge, Tone
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.keys import with_key


class Header(QWidget):
    """Title, state, Copy, Export, and Write, which becomes Stop while a model writes."""

    write_asked = Signal()
    stop_asked = Signal()
    latest_asked = Signal()
    export_asked = Signal()
    copy_asked = Signal(str)  # text, html or markdown
    compare_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filled: bool | None = None
        self._chip_fits = True
        self._plain = True
        self.title = TitleButton()
        self.chip = Badge(tr("Draft"))
        self.copy = Button(tr("Copy"), ButtonKind.QUIET, icon="copy")
        self.copy.set_tip(tr("Copy all fields as text, HTML or Markdown"))
        self.export = Button(tr("Export"), ButtonKind.QUIET, icon="export")
        self.export.set_tip(with_key(tr("Export to a file"), key_of("export")))
        self.compare = IconButton("columns", tr("Compare variants"), key=key_of("compare"), size=Size.BUTTON)
        self.write = Button(tr("Write"), ButtonKind.PRIMARY, icon="pencil", key=key_of("write"))
        self.write.set_tip(tr("Write all fields from the brief and the facts"))
        self.stop = Button(tr("Stop"), icon="stop", key=key_of("stop"))
        self.stop.set_tip(tr("Stop writing; what has come is kept"))
        self.stop.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.S, 0, 0)
        row.setSpacing(Space.XXS)
        row.addWidget(self.title)
        row.addWidget(self.chip)
        row.addStretch(1)
        row.addSpacing(Space.S)
        for button in (self.compare, self.copy, self.export):
            row.addWidget(button)
        row.addSpacing(Space.XS)
        row.addWidget(self.write)
        row.addWidget(self.stop)
        self.setFixedHeight(Size.HEADER - Space.S)
        self.title.clicked.connect(self.latest_asked)
        self.copy.clicked.connect(self._open_copy)
        self.export.clicked.connect(self.export_asked)
        self.compare.clicked.connect(self.compare_asked)
        self.write.clicked.connect(self.write_asked)
        self.stop.clicked.connect(self.stop_asked)

    def show_title(self, title: str) -> None:
        """Name the draft."""
        words = title or tr("New product")
        if words != self.title.text():
            self.title.setText(words)
            self.fit()

    def show_state(self, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say how the draft stands, in a word."""
        self.chip.set_text(words, tone)
        self._plain = tone is Tone.NEUTRAL
        self.fit()

    def fit(self) -> None:
        """Leave out what need not be said where the title needs the room: first that it is a draft, then words."""
        self._set_words(shown=True)
        shown = [self.compare, self.copy, self.export, self.stop if self.write.isHidden() else self.write]
        needed = sum(part.sizeHint().width() for part in (self.title, *shown)) + 5 * Space.XXS + Space.S + Space.XS
        chip = self.chip.sizeHint().width() + Space.XXS
        self._chip_fits = needed + chip <= self.width()
        self._set_words(shown=needed + (0 if self._plain else chip) <= self.width())
        self._show_chip()

    def minimumSizeHint(self) -> QSize:
        """What it needs without the words that `fit` leaves out, or they would keep the window from becoming small."""
        main = self.stop if self.write.isHidden() else self.write
        return QSize(Size.HERO + 2 * Size.RAIL_ITEM + main.sizeHint().width() + Space.XL, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _set_words(self, *, shown: bool) -> None:
        for button, words in ((self.copy, tr("Copy")), (self.export, tr("Export"))):
            button.setText(words if shown else "")
            button.setAccessibleName(words)

    def set_busy(self, busy: bool) -> None:
        """Whether a model writes; the focus stays on the button at this place."""
        shown, hidden = (self.stop, self.write) if busy else (self.write, self.stop)
        focused = hidden.hasFocus()
        shown.show()
        if focused:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        hidden.hide()

    def set_filled(self, filled: bool) -> None:
        """Whether there is any text to copy or export, and so to write again."""
        if filled is self._filled:
            return
        self._filled = filled
        self.copy.setEnabled(filled)
        self.export.setEnabled(filled)
        again = tr("Write all fields again; what stands there is kept as a version")
        self.write.set_tip(again if filled else tr("Write all fields from the brief and the facts"))

    def copy_menu(self) -> QMenu:
        """The ways to copy."""
        menu = QMenu(self)
        for kind, words in (
            ("text", tr("Copy as text")),
            ("html", tr("Copy as HTML")),
            ("markdown", tr("Copy as Markdown")),
        ):
            action = menu.addAction(words)
            action.setData(kind)
            action.setShortcut(key_of(f"copy_{kind}"))
            action.setShortcutVisibleInContextMenu(True)
        menu.triggered.connect(self._on_copy)
        return menu

    def _show_chip(self) -> None:
        """That a draft is a draft need not be said where room is scarce."""
        self.chip.setVisible(self._chip_fits or not self._plain)

    def _open_copy(self) -> None:
        menu = self.copy_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.copy.mapToGlobal(QPoint(0, self.copy.height())))

    def _on_copy(self, action: QAction) -> None:
        self.copy_asked.emit(str(action.data()))


class TitleButton(KeyFocus, QPushButton):
    """The draft's name, shortened where it must be; opens the latest drafts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(Size.HERO)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(False)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(tr("{title}, open another draft", title=text))
        self.setToolTip(with_key(tr("{title}: open another of the latest drafts", title=text), key_of("open")))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font(Type.TEXT, Weight.STRONG)).horizontalAdvance(self.text())
        return QSize(width + Size.ICON_SMALL + Space.XS, Size.BUTTON)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.HERO, Size.BUTTON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(Type.TEXT, Weight.STRONG))
        painter.setPen(theme.colour("text_1"))
        hot = self.underMouse() or self.hasFocus()
        room = self.width() - Size.ICON_SMALL - Space.XXS
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(
            QRect(0, 0, room, self.height()), int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words
        )
        if hot:
            left = painter.fontMetrics().horizontalAdvance(words) + Space.XXS
            paint_icon(painter, "chevron-down", QRect(left, 0, Size.ICON_SMALL, self.height()), "text_3")
