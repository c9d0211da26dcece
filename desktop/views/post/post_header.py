"""Above a post: which it is and how it stands, calm writing, where it goes, and the one button that writes on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop.core.words import tr
from desktop.runtime.posting_values import Step
from desktop.views.actions import key_of
from desktop.views.post.keys import FOCUS
from desktop.views.product.header import TitleButton
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge, Tone
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.keys import with_key


class PostHeader(QWidget):
    """Title, state, Focus, Export, and Write next, which becomes Stop while a model writes."""

    write_asked = Signal()
    rest_asked = Signal()
    stop_asked = Signal()
    latest_asked = Signal()
    focus_asked = Signal()
    export_asked = Signal()
    compare_asked = Signal()
    repurpose_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plain = True
        self._next = ""
        self.title = TitleButton()
        self.chip = Badge(tr("Draft"))
        self.focus_button = Button(tr("Focus"), ButtonKind.QUIET, icon="focus")
        self.focus_button.set_tip(with_key(tr("Only the text, and only its paragraph in full colour"), FOCUS))
        self.export = Button(tr("Export"), ButtonKind.QUIET, icon="export")
        self.export.set_tip(with_key(tr("Export, copy, or make something else of it"), key_of("export")))
        self.write = Button(tr("Write next"), ButtonKind.SECONDARY, icon="pencil", key=key_of("write"))
        self.write.set_key("")
        self.stop = Button(tr("Stop"), icon="stop", key=key_of("stop"))
        self.stop.set_tip(tr("Stop writing; what has come is kept"))
        self.stop.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.S, 0, 0)
        row.setSpacing(Space.NONE)
        row.addWidget(self.title)
        row.addSpacing(Space.XXS)
        row.addWidget(self.chip)
        row.addStretch(1)
        row.addWidget(self.focus_button)
        row.addWidget(self.export)
        row.addSpacing(Space.XS)
        row.addWidget(self.write)
        row.addWidget(self.stop)
        self.setFixedHeight(Size.HEADER - Space.S)
        self.title.clicked.connect(self.latest_asked)
        self.focus_button.clicked.connect(self.focus_asked)
        self.export.clicked.connect(self._open_export)
        self.write.clicked.connect(self.write_asked)
        self.stop.clicked.connect(self.stop_asked)

    def show_title(self, title: str) -> None:
        """Name the post."""
        words = title or tr("New post")
        if words != self.title.text():
            self.title.setText(words)
            self.fit()

    def show_state(self, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say how the post stands, in a word."""
        self.chip.set_text(words, tone)
        self._plain = tone is Tone.NEUTRAL
        self.fit()

    def show_next(self, step: Step, heading: str) -> None:
        """Say what would be written next; `heading` is that of the section."""
        self._next = {
            Step.IDEA: tr("Say first what the post is about"),
            Step.ANGLE: tr("Propose angles to choose from"),
            Step.OUTLINE: tr("Make an outline"),
            Step.SECTIONS: tr("Write the section “{heading}”", heading=heading),
            Step.FINISH: tr("Write the title, the search result and the summary"),
        }[step]
        self.write.set_tip(with_key(self._next, key_of("write")))

    def set_busy(self, busy: bool) -> None:
        """Whether a model writes; the focus stays on the button at this place."""
        shown, hidden = (self.stop, self.write) if busy else (self.write, self.stop)
        focused = hidden.hasFocus()
        shown.show()
        if focused:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        hidden.hide()

    def export_menu(self) -> QMenu:
        """Where the post can go, and what else can be done with all of it."""
        menu = QMenu(self)
        file = menu.addAction(tr("Export to a file…"))
        file.setShortcut(key_of("export"))
        file.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        file.setShortcutVisibleInContextMenu(True)
        file.triggered.connect(self.export_asked)
        menu.addSeparator()
        menu.addAction(tr("Write everything that is missing")).triggered.connect(self.rest_asked)
        menu.addAction(tr("Compare variants")).triggered.connect(self.compare_asked)
        menu.addAction(tr("Make a mail, posts or product text of it…")).triggered.connect(self.repurpose_asked)
        return menu

    def fit(self) -> None:
        """Leave out what need not be said where the title needs the room: first that it is a draft, then words."""
        self._set_words(shown=True)
        shown = (self.focus_button, self.export, self.stop if self.write.isHidden() else self.write)
        needed = sum(part.sizeHint().width() for part in (self.title, *shown)) + Space.XXS + Space.XS
        chip = self.chip.sizeHint().width()
        self.chip.setVisible(needed + chip <= self.width() or not self._plain)
        self._set_words(shown=needed + (0 if self._plain else chip) <= self.width())

    def minimumSizeHint(self) -> QSize:
        """What it needs without the words that `fit` leaves out, or they would keep the window from becoming small."""
        main = self.stop if self.write.isHidden() else self.write
        return QSize(Size.HERO + 2 * Size.RAIL_ITEM + main.sizeHint().width() + Space.XL, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def _set_words(self, *, shown: bool) -> None:
        for button, words in ((self.focus_button, tr("Focus")), (self.export, tr("Export"))):
            button.setText(words if shown else "")
            button.setAccessibleName(words)

    def _open_export(self) -> None:
        menu = self.export_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.export.mapToGlobal(QPoint(0, self.export.height())))
