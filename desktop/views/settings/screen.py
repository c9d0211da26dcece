"""The settings screen: the list of pages on the left, the page in the middle, where the text goes on the right."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.core.settings import CATALOGUE
from desktop.core.words import mark, tr
from desktop.views import theme
from desktop.views.catalogue import Shell
from desktop.views.icons import paint_icon
from desktop.views.settings.aside import Aside
from desktop.views.settings.page import Page, SettingRow, scrolled, settings_of
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.widgets.focus_ring import KeyFocus
from desktop.views.widgets.surface import Surface, paint_ground
from desktop.views.widgets.text import Label


class PageEntry(msgspec.Struct, frozen=True):
    """A page: its words (marked), icon, sentence (marked), and what makes it unless the descriptors do."""

    label: str
    icon: str
    sentence: str = ""
    factory: Callable[[Shell], QWidget] | None = None


def _providers(shell: Shell) -> QWidget:
    from desktop.views.settings.providers_page import ProvidersPage

    return ProvidersPage(shell.desk, shell.show_settings)


def _models(shell: Shell) -> QWidget:
    from desktop.views.settings.models_page import ModelsPage

    return ModelsPage(shell.desk)


def _money(shell: Shell) -> QWidget:
    from desktop.views.settings.money_page import MoneyPage

    return MoneyPage(shell.desk)


def _privacy(shell: Shell) -> QWidget:
    from desktop.views.settings.privacy_page import PrivacyPage

    return PrivacyPage(shell.desk)


def _backups(shell: Shell) -> QWidget:
    from desktop.views.settings.backups_page import BackupsPage

    return BackupsPage(shell)


def _checks(shell: Shell) -> QWidget:
    from desktop.views.settings.checks_page import ChecksPage

    return ChecksPage(shell.desk)


def _brand(shell: Shell) -> QWidget:
    from desktop.views.settings.brand_page import BrandPage

    return BrandPage(shell.desk)


def _keyboard(shell: Shell) -> QWidget:
    from desktop.views.settings.keyboard_page import KeyboardPage

    return KeyboardPage(shell.actions)


def _about(shell: Shell) -> QWidget:
    from desktop.views.settings.about_page import AboutPage

    return AboutPage(shell.desk)


PAGES: tuple[PageEntry, ...] = (
    PageEntry(mark("Providers"), "cloud", factory=_providers),
    PageEntry(mark("Models"), "computer", factory=_models),
    PageEntry(mark("Money"), "coins", factory=_money),
    PageEntry(mark("Privacy"), "lock", factory=_privacy),
    PageEntry(mark("Backups"), "disk", factory=_backups),
    PageEntry(mark("Checks"), "shield", factory=_checks),
    PageEntry(mark("Brand"), "mail", factory=_brand),
    PageEntry(
        mark("Languages"), "languages", mark("The program speaks three languages, and so does the copy it writes.")
    ),
    PageEntry(mark("Appearance"), "appearance", mark("How the window looks. All of it takes effect at once.")),
    PageEntry(mark("Keyboard"), "keyboard", factory=_keyboard),
    PageEntry(mark("About"), "info", factory=_about),
)
"""The pages in their order; each page that a descriptor names is among them."""

_unknown = {setting.page for setting in CATALOGUE if setting.page} - {page.label for page in PAGES}
if _unknown:
    message = f"no page for the settings of {', '.join(sorted(_unknown))}"
    raise ValueError(message)


class SettingsScreen(QWidget):
    """Shows one page at a time; pages are built when they are first shown."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._pages: dict[str, QWidget] = {}
        self.items: dict[str, _PageItem] = {}
        self.stack = QStackedWidget()
        self.aside = Aside(shell.desk)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._make_list())
        middle = Surface(2)
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.stack)
        row.addWidget(middle, 1)
        row.addWidget(self.aside)
        self.show_page(PAGES[0].label)
        self.setFocusProxy(self.items[PAGES[0].label])

    def show_page(self, label: str) -> None:
        """Show a page by its English words."""
        self.items[label].setChecked(True)
        page = self._pages.get(label)
        if page is None:
            page = self._pages[label] = self._in_place(self._make_page(label))
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    @property
    def page(self) -> QWidget | None:
        """The page that is shown, with what it scrolls in unless it sees to that itself."""
        return self.stack.currentWidget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.aside.setVisible(self.width() >= Size.SIDE_LIST + Size.TEXT_COLUMN + Size.INSPECTOR - Space.L)

    @staticmethod
    def _in_place(page: QWidget) -> QWidget:
        """The page, in a column that scrolls unless it sees to that itself."""
        return page if getattr(page, "own_scroll", False) else scrolled(page)

    def _make_list(self) -> QWidget:
        pane = Surface(1)
        pane.setFixedWidth(Size.SIDE_LIST)
        pane.setAccessibleName(tr("Pages of the settings"))
        column = QVBoxLayout(pane)
        column.setContentsMargins(Space.S + Space.XXS, Space.L, Space.S + Space.XXS, Space.L)
        column.setSpacing(Space.XXS)
        heading = Label(tr("Settings"), "small_strong", "text_2")
        heading.setContentsMargins(Space.S + Space.XXS, 0, 0, Space.S)
        column.addWidget(heading)
        group = QButtonGroup(self)
        for entry in PAGES:
            item = _PageItem(entry)
            item.clicked.connect(self._on_item)
            self.items[entry.label] = item
            group.addButton(item)
            column.addWidget(item)
        column.addStretch()
        return pane

    def _make_page(self, label: str) -> QWidget:
        entry = next(entry for entry in PAGES if entry.label == label)
        if entry.factory is not None:
            return entry.factory(self._shell)
        page = Page(tr(entry.label), tr(entry.sentence))
        for setting in settings_of(entry.label):
            page.add_row(SettingRow(setting, self._shell.desk.settings))
        return page

    def _on_item(self) -> None:
        for label, item in self.items.items():
            if item.isChecked():
                self.show_page(label)


class _PageItem(KeyFocus, QAbstractButton):
    def __init__(self, entry: PageEntry) -> None:
        super().__init__()
        self._icon = entry.icon
        self.setText(tr(entry.label))
        self.setAccessibleName(self.text())
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST - Space.XL, Size.ROW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            paint_ground(painter, QRectF(self.rect()), "surface_2" if chosen else "surface_0")
        area = self.rect().adjusted(Space.S + Space.XXS, 0, -Space.S, 0)
        icon = QRect(area.left(), area.top(), Size.ICON_MEDIUM, area.height())
        paint_icon(painter, self._icon, icon, "accent" if chosen else "text_2")
        area.setLeft(icon.right() + Space.S + Space.XXS)
        painter.setFont(theme.font(Type.BASE, Weight.STRONG if chosen else Weight.REGULAR))
        painter.setPen(theme.colour("text_1"))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)
