"""Above the mail: which it is and how it stands, its variants, where it goes, and the one button that writes."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from desktop.core.words import tr, trn
from desktop.views.actions import key_of
from desktop.views.product.header import TitleButton
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge, Tone
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.keys import with_key


class MailHeader(QWidget):
    """Title, state, variants, Export, and Write, which becomes Stop while a model writes."""

    write_asked = Signal()
    stop_asked = Signal()
    latest_asked = Signal()
    compare_asked = Signal()
    export_asked = Signal()
    copy_asked = Signal(str)  # html, text or markdown
    browser_asked = Signal()
    markdown_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filled = False
        self._markdown = False
        self._variants = 0
        self._plain = True
        self.title = TitleButton()
        self.chip = Badge(tr("Draft"))
        self.compare = Button("", ButtonKind.QUIET, icon="columns", key=key_of("compare"))
        self.compare.set_key("")
        self.export = Button(tr("Export"), ButtonKind.QUIET, icon="export")
        self.export.set_tip(with_key(tr("Export, copy, or edit as Markdown"), key_of("export")))
        self.write = Button(tr("Write"), ButtonKind.PRIMARY, icon="pencil", key=key_of("write"))
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
        row.addWidget(self.compare)
        row.addWidget(self.export)
        row.addSpacing(Space.XS)
        row.addWidget(self.write)
        row.addWidget(self.stop)
        self.setFixedHeight(Size.HEADER - Space.S)
        self.title.clicked.connect(self.latest_asked)
        self.compare.clicked.connect(self.compare_asked)
        self.export.clicked.connect(self._open_export)
        self.write.clicked.connect(self.write_asked)
        self.stop.clicked.connect(self.stop_asked)
        self.set_filled(filled=False)

    def show_title(self, title: str) -> None:
        """Name the mail."""
        words = title or tr("New mail")
        if words != self.title.text():
            self.title.setText(words)
            self.fit()

    def show_variants(self, count: int) -> None:
        """How many variants of the mail there are besides."""
        if count != self._variants:
            self._variants = count
            self.fit()

    def show_state(self, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Say how the mail stands, in a word."""
        self.chip.set_text(words, tone)
        self._plain = tone is Tone.NEUTRAL
        self.fit()

    def set_busy(self, busy: bool) -> None:
        """Whether a model writes; the focus stays on the button at this place."""
        shown, hidden = (self.stop, self.write) if busy else (self.write, self.stop)
        focused = hidden.hasFocus()
        shown.show()
        if focused:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
        hidden.hide()

    def set_filled(self, *, filled: bool) -> None:
        """Whether there is any text to write again."""
        self._filled = filled
        again = tr("Write the mail again; what stands there is kept as a version")
        self.write.set_tip(again if filled else tr("Write the mail from the brief and the facts"))

    def set_markdown(self, *, on: bool) -> None:
        """Whether the body is edited as one Markdown text."""
        self._markdown = on

    def export_menu(self) -> QMenu:
        """Where the mail can go, and the way to see it as Markdown."""
        menu = QMenu(self)
        file = menu.addAction(tr("Export to a file…"))
        file.setShortcut(key_of("export"))
        file.triggered.connect(self.export_asked)
        menu.addSeparator()
        for kind, words in (
            ("html", tr("Copy the HTML for the sender’s editor")),
            ("text", tr("Copy as text")),
            ("markdown", tr("Copy as Markdown")),
        ):
            action = menu.addAction(words)
            action.setShortcut(key_of(f"copy_{kind}"))
            action.setEnabled(self._filled)
            action.triggered.connect(lambda _checked=False, kind=kind: self.copy_asked.emit(kind))
        menu.addAction(tr("Open in the browser")).triggered.connect(self.browser_asked)
        menu.addSeparator()
        markdown = menu.addAction(tr("Edit as Markdown"))
        markdown.setCheckable(True)
        markdown.setChecked(self._markdown)
        markdown.triggered.connect(self.markdown_asked)
        for action in menu.actions():
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
        return menu

    def fit(self) -> None:
        """Leave out what need not be said where the title needs the room: first that it is a draft, then words."""
        self._set_words(shown=True)
        shown = (self.compare, self.export, self.stop if self.write.isHidden() else self.write)
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
        variants = trn("{n} variant", "{n} variants", self._variants) if self._variants else tr("Variants")
        for button, words in ((self.compare, variants), (self.export, tr("Export"))):
            button.setText(words if shown else "")
            button.setAccessibleName(words)
        self.compare.set_tip(with_key(tr("Compare variants"), key_of("compare")))

    def _open_export(self) -> None:
        menu = self.export_menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.export.mapToGlobal(QPoint(0, self.export.height())))
