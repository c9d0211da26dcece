"""The window: rail, screens, bottom bar, and what concerns all of them."""

from __future__ import annotations

import base64
import binascii
import sys
from functools import partial
from pathlib import Path
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QLocale, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.settings import COPY_LANGUAGE, INTERFACE_LANGUAGE, TEXT_SIZE, THEME, WINDOW_STATE
from desktop.core.words import set_language, tr
from desktop.runtime.desk import Desk
from desktop.runtime.reopening import Look
from desktop.runtime.session import DraftChange
from desktop.views import theme
from desktop.views.actions import GO, ActionSpec
from desktop.views.begun import Begun
from desktop.views.bottom_bar import Aside, BottomBar
from desktop.views.catalogue import DRAFT, SCREENS, Shell, kind_of, screen_of
from desktop.views.commands import Commands
from desktop.views.icons import window_icon
from desktop.views.last_save import LastSave
from desktop.views.notice_bar import NoticeBar
from desktop.views.permission_cards import PermissionCards
from desktop.views.places import look_of, show_look
from desktop.views.rail import Rail
from desktop.views.recovery_cards import RecoveryCards
from desktop.views.system_language import system_language
from desktop.views.tokens import Radius, Size
from desktop.views.widgets.focus_ring import FocusRings

_FIRST = "first_start"
_BUILT_MS = (0, 200, 800)
"""When the widgets of a draft that comes back are there: most at once, some after the first paint."""
_ICON_AFTER_MS = 300
"""The picture in the task bar can wait until the window takes typing."""


@runtime_checkable
class SpeaksBelow(Protocol):
    """A screen that has its own words for the bottom bar."""

    @property
    def below(self) -> Aside:
        """The words, as one widget."""


class MainWindow(QMainWindow):
    """One window on one desk; screens are built when they are first shown, and anew in another language."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._pages: dict[str, QWidget] = {}
        self._shown = SCREENS[0].id
        self._begun = Begun()
        self._questions_done = False
        self._language = ""
        self.setWindowTitle("Copydesk")
        self.setAcceptDrops(True)
        self._rings = FocusRings(self)
        with theme.undressed():
            self._build()
        self.cards = PermissionCards(self, desk)
        self._leaving = LastSave(desk, self.close)
        self.recovery = RecoveryCards(self, desk, self.show_settings)
        self._restore_state()
        desk.settings.changed.connect(self._on_setting)
        desk.providers.key_asked.connect(self.ask_for_key)
        desk.session.opened.connect(self._on_opened)
        desk.session.changed.connect(self._on_changed)
        desk.reopening.look_with(self._look)
        desk.reopening.look_asked.connect(self._come_back)
        desk.reopening.variants_asked.connect(partial(self.show_screen, "compare"))
        QTimer.singleShot(_ICON_AFTER_MS, self, self._set_icon)

    # Screens

    @property
    def shown(self) -> str:
        """The id of the screen that is shown."""
        return self._shown

    @property
    def page(self) -> QWidget | None:
        """The screen that is shown."""
        return self.stack.currentWidget()

    def show_screen(self, screen_id: str) -> None:
        """Bring a screen up, with the last draft of its kind; `draft` is the one for what is on the desk.

        While a model writes, that draft stays on the desk, and so does its screen.
        """
        kind = kind_of(screen_id)
        if screen_id == DRAFT:
            screen_id = screen_of(self.desk.session.handed_in.kind)
        elif kind is not None and not self.desk.drafts.show_kind(kind):
            screen_id = self._shown
        self._bring_up(screen_id)

    def _bring_up(self, screen_id: str) -> None:
        """Show a screen, and build it when it is shown for the first time."""
        self._shown = screen_id
        self.rail.show_chosen(screen_id)
        page_id = _FIRST if screen_id == SCREENS[0].id and self._is_first_start else screen_id
        page = self._pages.get(page_id) or self._make_page(page_id)
        self.stack.setCurrentWidget(page)
        self.bottom_bar.show_aside(page.below if isinstance(page, SpeaksBelow) else None)
        self.notice_bar.raise_()
        if page.focusProxy() is not None and self.isVisible():
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_settings(self, label: str) -> None:
        """Show a page of the settings by its English words."""
        from desktop.views.settings.screen import SettingsScreen

        self.show_screen("settings")
        screen: object = self.page
        if isinstance(screen, SettingsScreen):
            screen.show_page(label)

    def ask_for_key(self, name: str) -> None:
        """Show the field for the key of a provider."""
        from desktop.views.settings.providers_page import ProvidersPage

        self.show_settings("Providers")
        page = next(iter(self.findChildren(ProvidersPage)), None)
        if page is not None and name:
            page.ask_for_key(name)

    def come_to_front(self) -> None:
        """Show the window when another start of the program asks for it."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    @property
    def _is_first_start(self) -> bool:
        return not self._questions_done and not self.desk.settings.get(COPY_LANGUAGE)

    def _make_page(self, page_id: str) -> QWidget:
        if page_id == _FIRST:
            from desktop.views.first_start import FirstStart

            first = FirstStart(self.desk, self._begun)
            first.begun.connect(self._keep_begun)
            first.done.connect(self._leave_first_start)
            page: QWidget = first
        else:
            entry = next(entry for entry in SCREENS if entry.id == page_id)
            page = entry.factory(Shell(self.desk, self.commands.actions, self.show_screen, self.show_settings))
        self._pages[page_id] = page
        self.stack.addWidget(page)
        return page

    def _keep_begun(self, begun: Begun) -> None:
        self._begun = begun

    def _leave_first_start(self) -> None:
        self._questions_done = True
        first = self._pages.pop(_FIRST, None)
        self.show_screen(SCREENS[0].id)
        if first is not None:
            self.stack.removeWidget(first)
            first.deleteLater()

    # The frame around them

    def _build(self) -> None:
        self._language = self.desk.settings.get(INTERFACE_LANGUAGE) or system_language()
        _speak(self._language)
        self._pages.clear()
        self.stack = QStackedWidget()
        self.commands = Commands(self, self.desk, self.show_screen, lambda: self.page)
        keys = {
            entry.id: self.commands.actions.add(
                ActionSpec(f"screen.{entry.id}", entry.label, GO, entry.icon, entry.keys),
                partial(self.show_screen, entry.id),
            )
            for entry in SCREENS
        }
        if sys.platform == "darwin":
            from desktop.views.menu_bar import menu_bar

            self.setMenuBar(menu_bar(self.commands.actions))
        self.rail = Rail(keys)
        self.rail.chosen.connect(self.show_screen)
        self.bottom_bar = BottomBar(self.desk)
        self.bottom_bar.model.clicked.connect(self.commands.choose_model)
        work = _Work(self.stack)
        self.notice_bar = NoticeBar(self.desk.notices, work)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.rail)
        upper.addWidget(work, 1)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.bottom_bar)
        self.setCentralWidget(central)
        self.show_screen(self._shown)

    def _rebuild(self) -> None:
        """In another language everything says other words, so everything is made again; the draft stays."""
        if self.desk.settings.get(INTERFACE_LANGUAGE) == self._language:
            return  # chosen back before anything was made
        self.desk.session.pull()
        self.commands.actions.clear()
        self.commands.deleteLater()
        self._build()

    def _set_icon(self) -> None:
        self.setWindowIcon(window_icon())

    def _on_setting(self, key: str) -> None:
        settings = self.desk.settings
        if key == INTERFACE_LANGUAGE.key and settings.get(INTERFACE_LANGUAGE) != self._language:
            # Later, as the control that was pressed goes away too.
            QTimer.singleShot(0, self, self._rebuild)
        elif key in {THEME.key, TEXT_SIZE.key}:
            app = QApplication.instance()
            if isinstance(app, QApplication):
                theme.apply_theme(app, settings.get(THEME), settings.get(TEXT_SIZE))

    def _on_opened(self, draft: Draft) -> None:
        self._show_title(draft)
        if kind_of(self._shown) not in {None, draft.kind}:
            self._bring_up(screen_of(draft.kind))
        blank = draft.brief.is_empty and draft.copy.is_empty
        if _FIRST in self._pages and not blank:
            self._leave_first_start()

    def _on_changed(self, change: DraftChange) -> None:
        self._show_title(change.draft)

    def _show_title(self, draft: Draft) -> None:
        title = tr("{title} – Copydesk", title=draft.title) if draft.title else "Copydesk"
        if title != self.windowTitle():
            self.setWindowTitle(title)

    # Files that are dropped on it

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _received_in(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _received_in(event)
        if path is not None:
            event.acceptProposedAction()
            self.show_screen("inspect")
            self.desk.inspecting.open(path)

    # Its place on the screen

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        page = self.page
        if page is not None and page.focusProxy() is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> Look | None:
        page = self.page
        return look_of(self._shown, page) if page is not None and self.isVisible() else None

    def _come_back(self, look: Look) -> None:
        """Show what an earlier window showed, now and again when what is built later is there."""
        if look.screen in {entry.id for entry in SCREENS} and not self._is_first_start:
            self.show_screen(look.screen)
        if self._shown == look.screen:
            for wait_ms in _BUILT_MS:
                QTimer.singleShot(wait_ms, self, partial(self._show_look, look))

    def _show_look(self, look: Look) -> None:
        page = self.page
        if page is not None and self._shown == look.screen and not self.desk.session.lull.typing:
            show_look(page, look)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.desk.reopening.note()
        line = self.focusWidget()
        if isinstance(line, QLineEdit):
            line.clearFocus()  # some hand in what was typed only when they are left
        if not self._leaving.may_close():
            event.ignore()
            return
        state = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        self.desk.settings.set(WINDOW_STATE, state)
        super().closeEvent(event)

    def _restore_state(self) -> None:
        room = self.screen().availableSize() - QSize(0, Size.TITLE_BAR)
        self.resize(QSize(Size.WINDOW_WIDTH, Size.WINDOW_HEIGHT).boundedTo(room))
        try:
            state = base64.b64decode(self.desk.settings.get(WINDOW_STATE), validate=True)
        except (binascii.Error, ValueError):
            return
        if state:
            self.restoreGeometry(QByteArray(state))


class _Work(QWidget):
    """Holds the screens; its upper corner is round, as if they lay on the rail's ground."""

    def __init__(self, stack: QStackedWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(stack)
        self._corner = _Corner(self)
        stack.currentChanged.connect(self._lift)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lift()

    def _lift(self, _index: int = 0) -> None:
        self._corner.raise_()


class _Corner(QWidget):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(Radius.LARGE, Radius.LARGE)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(Radius.LARGE)
        square, circle = QPainterPath(), QPainterPath()
        square.addRect(QRectF(0, 0, side, side))
        circle.addEllipse(QRectF(0, 0, 2 * side, 2 * side))
        painter.fillPath(square.subtracted(circle), theme.colour("surface_0"))


def _received_in(event: QDropEvent) -> Path | None:
    """A mail that came in, in what is dropped."""
    from desktop.views.mail.importing import dropped_received

    return dropped_received(event.mimeData())


def _speak(language: str) -> None:
    """Words, figures and dates in this language, in the writer's country when it is the system's language too."""
    set_language(language)
    system = QLocale.system()
    same = system.name().partition("_")[0] == language
    QLocale.setDefault(system if same else QLocale(language))
