"""A received mail, inspected: its text with numbered marks in the middle, the verdict and its reasons at the right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.received import Inspection
from desktop.core.words import tr
from desktop.views.announce import announce
from desktop.views.bottom_bar import Aside
from desktop.views.catalogue import Shell
from desktop.views.inspect.head import Head
from desktop.views.inspect.paper import Paper
from desktop.views.inspect.reasons import Reason, reasons_of, verdict_look
from desktop.views.inspect.status import InspectBar
from desktop.views.inspect.verdict import VerdictSide
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label

_NEXT, _PREVIOUS = "F8", "Shift+F8"
_TIGHT = 1100


class InspectScreen(QWidget):
    """Follows `desk.inspecting`; a mail comes in by a file, by a drop, by a paste, or from a watched folder."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inspecting = shell.desk.inspecting
        self._notices = shell.desk.notices
        self._reasons: tuple[Reason, ...] = ()
        self._shown: Inspection | None = None
        self._current = 0
        self.setAcceptDrops(True)
        self.setAccessibleName(tr("Inspect a received mail"))
        self._make_parts(shell)
        self._lay_out()
        self._connect()
        self._add_actions()
        self.refresh()
        QTimer.singleShot(0, self, self._resume)

    @property
    def below(self) -> Aside:
        """What it says in the bottom bar."""
        return self._bar

    def refresh(self) -> None:
        """Show what is on the desk."""
        inspection = self._inspecting.inspection
        self._stack.setCurrentWidget(self._result if inspection is not None else self.empty)
        for button in (self.save, self.warn):
            button.setVisible(inspection is not None)
        self.paste.setText(tr("Paste another") if inspection is not None else tr("Paste a mail"))
        self.name.setVisible(inspection is not None)
        self.head.setVisible(inspection is not None)
        self._show_watch()
        if inspection is None:
            self._shown, self._reasons = None, ()
            return
        if self._shown is None or inspection.mail is not self._shown.mail:
            self._reasons, self._current = reasons_of(inspection), 0
            self.head.show_mail(inspection.mail, self._reasons)
            self.paper.show_mail(inspection.mail, self._reasons)
            self.name.set_text(self._inspecting.name or tr("pasted"))
            words = verdict_look(inspection.verdict)[0]
            announce(self, f"{words}. {inspection.summary}")
        self._shown = inspection
        self.side.show_inspection(inspection, viewing=self._inspecting.viewing)
        self.side.show_current(self._current)

    def choose(self, number: int) -> None:
        """Choose a reason: its row and its marks are lit and brought into view."""
        self._current = number
        self.side.show_current(number)
        self.paper.show_current(number)
        reason = next((each for each in self._reasons if each.number == number), None)
        if reason is not None:
            announce(self, f"{reason.sign.message}. {reason.sign.detail}")

    def step(self, by: int) -> None:
        """The next or the previous reason."""
        if self._reasons:
            self.choose((self._current - 1 + by) % len(self._reasons) + 1 if self._current else 1)

    def choose_file(self) -> None:
        """Ask for a mail that was saved."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self, tr("Open a mail"), folder, tr("Mails (*.eml)") + ";;" + tr("All files (*)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self._inspecting.open(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def paste_mail(self) -> None:
        """Inspect what is on the clipboard: a file, the source of a mail, or its text."""
        self._take(QGuiApplication.clipboard().mimeData())

    def save_report(self) -> None:
        """Ask for a place, and write the report there."""
        if self._inspecting.inspection is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        stem = Path(self._inspecting.name).stem or tr("mail")
        dialog = QFileDialog(self, tr("Save the report"), str(Path(folder) / f"{stem}.txt"), tr("Text (*.txt)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.fileSelected.connect(lambda path: self._inspecting.save_report(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def copy_warning(self) -> None:
        """Put a warning for others on the clipboard."""
        text = self._inspecting.warning_text()
        if text:
            QGuiApplication.clipboard().setText(text)
            self._notices.info(tr("The warning is on the clipboard."), key="inspect")

    def watch_folder(self) -> None:
        """Ask which folder to watch, or end watching."""
        if self._inspecting.is_watching:
            self._inspecting.watch(None)
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        dialog = QFileDialog(self, tr("Watch a folder for mails"), folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self._inspecting.watch(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_mail(event.mimeData()) is not None or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._take(event.mimeData())
        event.acceptProposedAction()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = self.width() < _TIGHT
        self.side.setFixedWidth(Size.INSPECTOR if tight else Size.VERDICT)

    # Parts

    def _make_parts(self, shell: Shell) -> None:
        self.title = Label(tr("Inspect a received mail"), "text_strong")
        self.name = Badge("")
        self.paste = Button(tr("Paste a mail"), ButtonKind.QUIET, icon="clipboard")
        self.save = Button(tr("Save report"), ButtonKind.QUIET, icon="export")
        self.warn = Button(tr("Copy warning"), ButtonKind.PRIMARY, icon="copy")
        self.head = Head()
        self.paper = Paper()
        self.side = VerdictSide()
        self._bar = InspectBar(shell.desk)
        self.choose_button = Button(tr("Choose a mail"), ButtonKind.PRIMARY, icon="folder")
        self.watch_button = Button("", ButtonKind.SECONDARY, icon="eye")
        self.empty = EmptyState(
            "shield",
            tr("Is this mail what it says it is?"),
            tr("Drop a mail here that was saved as .eml, or paste its text. Nothing in it is loaded, run or sent."),
            self.choose_button,
            self.watch_button,
        )

    def _lay_out(self) -> None:
        head = Surface(1)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 0, 0)
        top.setSpacing(Space.M)
        top.addWidget(self.title)
        top.addWidget(self.name)
        top.addStretch(1)
        for button in (self.paste, self.save, self.warn):
            top.addWidget(button)
        upper = QWidget()
        upper.setFixedHeight(Size.HEADER)
        upper.setLayout(top)
        column = QVBoxLayout(head)
        column.setContentsMargins(Space.XXL + Space.S, 0, Space.XL, 0)
        column.setSpacing(0)
        column.addWidget(upper)
        column.addWidget(self.head)
        self._result = QWidget()
        row = QHBoxLayout(self._result)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.paper, 1)
        row.addWidget(self.side)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._result)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(head)
        outer.addWidget(self._stack, 1)
        self.setFocusProxy(self.paste)

    def _connect(self) -> None:
        inspecting = self._inspecting
        inspecting.changed.connect(self.refresh)
        inspecting.watching_changed.connect(self._show_watch)
        self.paste.clicked.connect(self.paste_mail)
        self.save.clicked.connect(self.save_report)
        self.warn.clicked.connect(self.copy_warning)
        self.choose_button.clicked.connect(self.choose_file)
        self.watch_button.clicked.connect(self.watch_folder)
        self.side.chosen.connect(self.choose)
        self.side.view_asked.connect(self._ask_view)
        self.paper.chosen.connect(self.choose)
        self.head.chosen.connect(self.choose)

    def _add_actions(self) -> None:
        doing: tuple[tuple[str, str, Callable[[], object]], ...] = (
            (tr("Open a mail"), "Ctrl+Shift+E", self.choose_file),
            (tr("Paste a mail"), "Ctrl+V", self.paste_mail),
            (tr("Save report"), "", self.save_report),
            (tr("Copy warning"), "", self.copy_warning),
            (tr("Watch a folder for mails"), "", self.watch_folder),
            (tr("Ask a model what it makes of the mail"), "", self._ask_view),
            (tr("Next reason"), _NEXT, lambda: self.step(1)),
            (tr("Previous reason"), _PREVIOUS, lambda: self.step(-1)),
        )
        for words, key, work in doing:
            action = QAction(words, self)
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(lambda _checked=False, work=work: work())
            self.addAction(action)

    def _resume(self) -> None:
        """Watch again what was watched when the program was last open."""
        if self._inspecting.folder is not None and not self._inspecting.is_watching:
            self._inspecting.resume()

    def _ask_view(self) -> None:
        if self._inspecting.viewing:
            self._inspecting.stop_view()
        else:
            self._inspecting.view()

    def _take(self, data: QMimeData) -> None:
        path = dropped_mail(data)
        if path is not None:
            self._inspecting.open(path)
        elif data.hasText() or data.hasHtml():
            self._inspecting.paste(data.text(), data.html() if data.hasHtml() else "")
        else:
            self._notices.info(tr("There is no mail on the clipboard."), key="inspect")

    def _show_watch(self) -> None:
        folder = self._inspecting.folder
        watching = self._inspecting.is_watching and folder is not None
        words = tr("Stop watching {folder}", folder=folder.name) if watching and folder else tr("Watch a folder")
        self.watch_button.setText(words)


def dropped_mail(data: QMimeData) -> Path | None:
    """The first local file of a drop that is a mail."""
    for url in data.urls():
        path = Path(url.toLocalFile()) if url.isLocalFile() else None
        if path is not None and path.suffix.lower() in {".eml", ".msg", ".mht"}:
            return path
    return None
