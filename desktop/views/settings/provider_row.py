"""A row of the page of providers: badge, name, what is known of it, how it stands, and a menu of what can be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views import theme
from desktop.views.icons import IconLabel, icon, paint_icon
from desktop.views.provider_words import LOOKS, Look, initials
from desktop.views.tokens import Radius, Size, Space, Type, Weight
from desktop.views.widgets.button import Button, IconButton
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import ElidedLabel, Label

_SPENT_WIDTH = 148
_WORDS_WIDTH = 216
"""With less room than this for the words, state and button stand below them."""


class MenuEntry(msgspec.Struct, frozen=True):
    """A line of a row's menu; without words it is a line between groups."""

    words: str = ""
    icon: str = ""
    run: Callable[[], None] | None = None
    chosen: bool | None = None


class Shown(msgspec.Struct, frozen=True):
    """What a row shows; `spent` are words on this month's money and the share of the limit, negative: no limit."""

    title: str
    lines: tuple[str, ...]
    look: Look
    fine_print: str = ""
    action: str = ""
    action_icon: str = ""
    picture: str = ""
    spent: tuple[str, float] | None = None


class ProviderRow(QWidget):
    """One provider; `menu` is asked for its entries when it is opened, `act` runs when its own button is pressed."""

    def __init__(
        self, act: Callable[[], None], menu: Callable[[], Sequence[MenuEntry]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._menu = menu
        self._wide: bool | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.badge = Monogram()
        self.title = ElidedLabel("", "text_strong")
        self.lines = Label("", "base", "text_2", wrap=True)
        self.fine_print = Label("", "small", "text_3", wrap=True)
        self.spent = Label("", "small", "text_2")
        self.bar = ProgressStrip(tr("Of this month’s limit"))
        self.bar.setFixedWidth(_SPENT_WIDTH)
        self.button = Button(tr("Try again"), small=True)
        self.button.clicked.connect(act)
        self.state = _State()
        self.more = IconButton("more", tr("More"))
        self.more.clicked.connect(self.open_menu)
        self._beside = QWidget()
        self._grid = QGridLayout(self)
        self._lay_out()

    def _lay_out(self) -> None:
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(Space.XS)
        for part in (self.spent, self.bar, self.button):
            beside.addWidget(part)
        self._grid.setContentsMargins(0, Space.M, 0, Space.M)
        self._grid.setHorizontalSpacing(Space.M)
        self._grid.setVerticalSpacing(Space.XXS)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self.badge, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.title, 0, 1)
        self._grid.addWidget(self.lines, 1, 1)
        self._grid.addWidget(self.more, 0, 4, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(self.fine_print, 4, 1, 1, 4)
        keeps = self.more.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.more.setSizePolicy(keeps)
        self._place(wide=True)

    def show_row(self, shown: Shown) -> None:
        """Show it as it is now."""
        self.badge.show_as(shown.title, shown.picture)
        for label, words in (
            (self.title, shown.title),
            (self.lines, "\n".join(line for line in shown.lines if line)),
            (self.fine_print, shown.fine_print),
        ):
            label.setText(words)
            label.setVisible(bool(words))
        self.state.say(shown.look)
        if shown.action:
            self.button.setText(shown.action)
            self.button.set_icon(shown.action_icon)
        self.button.setVisible(bool(shown.action))
        self.button.setAccessibleDescription(shown.title)
        words, share = shown.spent or ("", -1.0)
        self.spent.setText(words)
        self.spent.setVisible(bool(words))
        self.bar.setVisible(bool(words) and share >= 0)
        self.bar.set_progress(max(share, 0.0), 1.0)
        self._beside.setVisible(bool(shown.action or words))
        self.more.set_name(tr("More on {provider}", provider=shown.title))
        self.setAccessibleName(", ".join((shown.title, tr(shown.look[0]))))
        self.setAccessibleDescription(" ".join((*shown.lines, shown.fine_print)).strip())
        self._fit()

    def open_menu(self) -> None:
        """Show what can be done with it."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(QPoint(self.more.width() - menu.sizeHint().width(), self.more.height())))

    def menu(self) -> QMenu:
        """The menu as it would be now."""
        menu = QMenu(self)
        for entry in self._menu():
            if entry.run is None:
                menu.addSeparator()
                continue
            action = menu.addAction(icon(entry.icon), entry.words) if entry.icon else menu.addAction(entry.words)
            if entry.chosen is not None:
                action.setCheckable(True)
                action.setChecked(entry.chosen)
            action.triggered.connect(lambda _checked=False, run=entry.run: run())
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put state and button where the words have room enough."""
        taken = [self.badge.width(), self.state.sizeHint().width(), self.more.width()]
        if not self._beside.isHidden():
            taken.append(self._beside.sizeHint().width())
        self._place(wide=self.width() - sum(taken) - len(taken) * Space.M >= _WORDS_WIDTH)

    def _place(self, *, wide: bool) -> None:
        if wide is self._wide:
            return
        self._wide = wide
        middle, left = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeft
        for part in (self._beside, self.state):
            self._grid.removeWidget(part)
        if wide:
            self._grid.addWidget(self._beside, 0, 2, 2, 1, middle)
            self._grid.addWidget(self.state, 0, 3, 2, 1, middle)
        else:
            self._grid.addWidget(self.state, 2, 1, left)
            self._grid.addWidget(self._beside, 3, 1, left)


class Monogram(QWidget):
    """Two letters, or an icon, on a quiet square."""

    def __init__(self) -> None:
        super().__init__()
        self._letters = ""
        self._picture = ""
        self.setFixedSize(Size.MONOGRAM, Size.MONOGRAM)

    def show_as(self, title: str, picture: str) -> None:
        """Stand for this."""
        self._letters, self._picture = initials(title), picture
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface_0"))
        painter.drawPath(rounded(QRectF(self.rect()), Radius.SMALL + Space.XXS))
        if self._picture:
            side = (Size.MONOGRAM - Size.ICON_MEDIUM) // 2
            paint_icon(painter, self._picture, self.rect().adjusted(side, side, -side, -side), "text_2")
            return
        painter.setFont(theme.font(Type.BASE, Weight.STRONG))
        painter.setPen(theme.colour("text_2"))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), self._letters)


class _State(QWidget):
    """How it stands: icon and word, as wide as the longest of them, so that all rows have them in one column."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("check", "supported", Size.ICON_MEDIUM)
        self.words = Label("", "base", "supported")
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(Space.XS + Space.XXS)
        row.addWidget(self._icon, 0, 0)
        row.addWidget(self.words, 0, 1)
        row.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, look: Look) -> None:
        """Show a state."""
        words, name, role = look
        self.words.setText(tr(words))
        self.words.set_tone(role)
        self._icon.setVisible(bool(name))
        if name:
            self._icon.set_icon(name, role)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(theme.font())
        widest = max(metrics.horizontalAdvance(tr(words)) for words, _, _ in LOOKS)
        return QSize(widest + Size.ICON_MEDIUM + Space.S, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
