"""A bilingual table that came back from somebody without the program: what it would change, before it does."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QDir, QSize
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr, trn
from desktop.runtime.translating import Translating
from desktop.runtime.translating_values import Returned
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import LineField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label


class ReturnedCard(Popover):
    """Asks before the changes are taken, and in whose name. Deletes itself when it is closed."""

    def __init__(self, window: QWidget, translating: Translating, returned: Returned) -> None:
        super().__init__(window, tr("Take these changes?"))
        self._translating = translating
        self._returned = returned
        name = Path(returned.path).name
        self.words = Label(change_words(returned), "base", "text_2", wrap=True)
        self.by = LineField(tr("Who made them"))
        self.by.set_text(Path(returned.path).stem)
        self.by.setVisible(bool(returned.rows))
        self.take = Button(tr("Take them"), ButtonKind.PRIMARY)
        self.take.setEnabled(bool(returned.rows))
        self.take.clicked.connect(self._on_take)
        self.by.edit.returnPressed.connect(self._on_take)
        cancel = Button(tr("Cancel") if returned.rows else tr("Close"), ButtonKind.QUIET)
        cancel.clicked.connect(self.close_card)
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.setSpacing(Space.M)
        self.body.addWidget(Label(name, "text_strong"))
        self.body.addWidget(self.words)
        self.body.addWidget(self.by)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.take)
        self.body.addLayout(row)
        self.setFocusProxy(self.by.edit if returned.rows else cancel)
        self.closed.connect(self.deleteLater)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.DIALOG, super().minimumSizeHint().height())

    def _on_take(self) -> None:
        if self._returned.rows:
            self.close_card()
            self._translating.apply_returned(self._returned, self.by.text)


def change_words(returned: Returned) -> str:
    """What a table would change, in sentences."""
    if not returned.rows:
        said = tr("It says the same as the rows here.")
    else:
        targets = trn("{n} translation is another one", "{n} translations are others", returned.targets)
        comments = trn("{n} comment is new", "{n} comments are new", returned.comments)
        said = tr("{targets}, {comments}. They can be undone as one step.", targets=targets, comments=comments)
    if not returned.unknown:
        return said
    unknown = trn("{n} row belongs to no row of this job.", "{n} rows belong to no row of this job.", returned.unknown)
    return f"{said} {unknown}"


def choose_returned(window: QWidget, translating: Translating) -> None:
    """Ask for a table that came back; what it would change is shown first."""
    from PySide6.QtWidgets import QFileDialog

    filters = ";;".join((tr("Bilingual tables (*.docx *.html *.htm)"), tr("All files (*)")))
    dialog = QFileDialog(window, tr("Bring a table back"), QDir.homePath(), filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda path: translating.bring_back(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
