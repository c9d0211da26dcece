"""Preview of a post: as it will be read, in step with its text, in the inspector or wide beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QHideEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.posting_page import PostPage
from desktop.views import theme
from desktop.views.post.page_view import PostPageView
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

if TYPE_CHECKING:
    from desktop.views.post.post_editor import PostEditor

BESIDE_KEY, BROWSER_KEY = "F6", "Alt+B"


class PostPreviewTab(QWidget):
    """Renders while it is seen. Text and page scroll in step; a click goes to the place in the text.

    `beside_asked` says that it is wanted wide beside the text, or back in its tab; who places it calls `set_beside`.
    """

    beside_asked = Signal(bool)

    def __init__(self, desk: Desk, editor: PostEditor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._editor = editor
        self._beside = False
        self._led = False
        self._newest: PostPage | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: desk.session.lull.run(self._show_newest))
        self._make_parts()
        self._lay_out()
        self._connect()
        self._show_state()

    def _make_parts(self) -> None:
        self.view = PostPageView(self._desk.posting.files.pictures)
        self.note = Label("", "small", "text_2", wrap=True)
        self.beside = Button(tr("Beside the text"), ButtonKind.QUIET, icon="columns", key=BESIDE_KEY, small=True)
        self.browser = Button(tr("Browser"), ButtonKind.QUIET, icon="globe", small=True)
        self.browser.set_key(BROWSER_KEY)
        self.browser.set_tip(tr("Open the post in the browser, as a page that may load and run nothing"))
        self.nothing = Label(
            tr("As soon as there are words, you see here how the post will be read."), "base", "text_3", wrap=True
        )

    def _lay_out(self) -> None:
        self._card = Surface(2)
        self._card.setProperty("card", True)
        inside = self._inside = QVBoxLayout(self._card)
        inside.setContentsMargins(Space.L, Space.L, Space.XS, Space.XS)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(self.view, stretch=1000)
        middle.addStretch(1)
        inside.addLayout(middle, 1)
        actions = QHBoxLayout()
        actions.setSpacing(Space.NONE)
        actions.addWidget(self.beside)
        actions.addWidget(self.browser)
        actions.addStretch()
        self._parts = QWidget()
        column = QVBoxLayout(self._parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.S)
        column.addWidget(self.note)
        column.addWidget(self._card, 1)
        column.addLayout(actions)
        whole = QVBoxLayout(self)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # words give way before the tab grows
        whole.setContentsMargins(Space.L, Space.XS, Space.L, Space.S)
        whole.addWidget(self.nothing)
        whole.addWidget(self._parts, 1)
        whole.addStretch(0)
        self.view.setMaximumWidth(Size.TEXT_COLUMN)

    def _connect(self) -> None:
        posting = self._desk.posting
        posting.preview.rendered.connect(self._on_rendered)
        posting.preview.failed.connect(self._on_failed)
        posting.changed.connect(self._show_state)
        self._desk.session.opened.connect(self._on_opened)
        posting.files.picture_kept.connect(self._on_picture_kept)
        self._editor.scrolled.connect(self._follow_text)
        self.view.moved.connect(self._lead_text)
        self.view.line_chosen.connect(self._go_to_text)
        self.beside.clicked.connect(self.toggle_beside)
        self.browser.clicked.connect(posting.files.open_in_browser)
        action = QAction(tr("Open the post in the browser"), self)
        action.setShortcut(QKeySequence(BROWSER_KEY))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(self.browser.click)
        self.addAction(action)

    # Where it stands

    @property
    def is_beside(self) -> bool:
        """Whether it stands wide beside the text."""
        return self._beside

    def toggle_beside(self) -> None:
        """Ask to be put beside the text, or back into its tab."""
        self.beside_asked.emit(not self._beside)

    def set_beside(self, on: bool) -> None:
        """Say where it stands now: beside the text it has the letters of the text, in its tab smaller ones."""
        self._beside = on
        self.beside.setText(tr("Back to the side") if on else tr("Beside the text"))
        self.view.set_text_size(theme.tokens().text_size if on else Type.BASE)
        side = Space.XXL if on else Space.L
        self._inside.setContentsMargins(side, Space.XL if on else Space.L, Space.XS, Space.XS)
        self._fit_words()

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.posting.preview.follow(on=True)
        self._show_state()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._desk.posting.preview.follow(on=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_words()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ThemeChange:
            QTimer.singleShot(0, self, lambda: self.set_beside(self._beside))

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.SIDE_LIST, super().minimumSizeHint().height())

    # In step with the text

    def _text_line(self) -> float:
        """The line at the top of the text, with the share of it that is above."""
        text = self._editor.text
        block = text.firstVisibleBlock()
        area = text.blockBoundingGeometry(block).translated(text.contentOffset())
        share = min(0.99, max(0.0, -area.top() / area.height())) if area.height() > 0 else 0.0
        return text.line_of(block) + share

    def _offset_of(self, line: int) -> int:
        text, at = self._editor.text.text(), 0
        for _ in range(line - 1):
            found = text.find("\n", at)
            if found < 0:
                break
            at = found + 1
        return at

    def _follow_text(self) -> None:
        if self.isVisible() and not self._led:
            self._desk.session.lull.run(self._go_along)  # a letter that scrolls the text is not kept waiting

    def _go_along(self) -> None:
        self.view.go_to_line(self._text_line())

    def _lead_text(self, line: float) -> None:
        text = self._editor.text
        document = text.document()
        block = document.findBlock(text.position_of(self._offset_of(int(line))))
        within = round((line - int(line)) * block.lineCount())
        self._led = True
        text.verticalScrollBar().setValue(block.firstLineNumber() + min(within, max(0, block.lineCount() - 1)))
        self._led = False

    def _go_to_text(self, line: float, words: str) -> None:
        page, text = self.view.page, self._editor.text
        offset = self._offset_of(int(line))
        if words and page is not None and page.pieces:
            end = self._offset_of(page.pieces[page.at_line(line)].end)
            found = text.text().find(words, offset, end)
            offset = found if found >= 0 else offset
        self._led = True  # what was clicked stays where it is
        text.go_to(offset)
        self._led = False
        text.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown

    def _on_rendered(self, page: PostPage) -> None:
        """Lay it out in a turn of its own, so that a key that was pressed meanwhile comes first."""
        self._newest = page
        self._soon.start()

    def _show_newest(self) -> None:
        if self._newest is not None:
            self.view.show_page(self._newest, self._text_line())
            self._show_state()

    def _on_failed(self, _problem: Problem) -> None:
        self._show_state()

    def _on_opened(self, _draft: object) -> None:
        self._newest = None
        self.view.show_page(None)
        self._show_state()

    def _on_picture_kept(self, name: str) -> None:
        self.view.pictures.forget(name)
        if self.view.page is not None and self.isVisible():
            self.view.show_page(self.view.page, self._text_line())

    def _show_state(self) -> None:
        posting = self._desk.posting
        problem = posting.preview.problem
        page = self.view.page
        has = posting.is_post and (problem is not None or (page is not None and bool(page.pieces or page.title)))
        self.nothing.setVisible(not has)
        self._parts.setVisible(has)
        self._card.setVisible(page is not None)
        self.note.setVisible(problem is not None)
        if problem is not None:
            self.note.set_tone("contradicted")
            self.note.setText(f"{problem.message} {problem.hint}".strip())

    def _fit_words(self) -> None:
        """Where the words of the buttons have no room, their icons stand alone; the tooltip says the same."""
        words = tr("Back to the side") if self._beside else tr("Beside the text")
        pairs = ((self.beside, words), (self.browser, tr("Browser")))
        for button, said in pairs:
            button.setText(said)
            button.setAccessibleName(said)
        if sum(button.sizeHint().width() for button, _ in pairs) > self.width() - 2 * Space.L:
            for button, _ in pairs:
                button.setText("")
