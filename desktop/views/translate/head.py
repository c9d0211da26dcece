"""Above the grid: which job it is, how far it is, what translates the rest, and the one button that goes on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.translation import Job
from desktop.core.words import tr
from desktop.runtime.translating_values import RowCounts
from desktop.views import theme
from desktop.views.tokens import Size, Space, Type, Weight
from desktop.views.translate import keys
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.text import ElidedLabel, Label

_BAR_WIDTH = 2 * Size.COUNTER_BAR + Space.S
_NARROW = Size.TEXT_COLUMN + Space.XXL
_SHORT = Size.TEXT_NARROW + Space.S


class Head(QWidget):
    """`job_asked` gives the place for the menu of the job; where room is scarce, less is said."""

    confirm_asked = Signal()
    empty_asked = Signal()
    job_asked = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = ("", "")
        self.title = ElidedLabel("", "text_strong")
        self.menu = IconButton("chevron-down", tr("Job and files"), key=keys.JOB_MENU, size=Size.CONTROL_SMALL)
        self.bar = ProgressStrip(tr("Reviewed"))
        self.bar.setFixedSize(_BAR_WIDTH, Size.DOT)
        self.reviewed = Label("", "base", "text_2")
        self.empty = Button(tr("Translate empty"), ButtonKind.QUIET, icon="languages")
        self.empty.set_tip(with_key(tr("Have a model translate every row that is empty"), keys.TRANSLATE_EMPTY))
        self.confirm = Button(tr("Confirm, next"), ButtonKind.PRIMARY, icon="check", key=keys.CONFIRM)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.L + Space.XS, 0, Space.L + Space.XS, 0)
        row.addWidget(self.title)
        row.addWidget(self.menu)
        row.addWidget(self.bar)
        row.addWidget(self.reviewed)
        row.addStretch(1)
        row.addWidget(self.empty)
        row.addWidget(self.confirm)
        row.setSpacing(Space.M - Space.XXS)
        self.setFixedHeight(Size.HEADER)
        self.confirm.clicked.connect(self.confirm_asked)
        self.empty.clicked.connect(self.empty_asked)
        self.menu.clicked.connect(self.ask_for_job)

    def show_job(self, job: Job | None) -> None:
        """Say which job is open."""
        name = job.name if job is not None else ""
        self.title.setText(name)
        metrics = QFontMetrics(theme.font(Type.TEXT, Weight.STRONG))
        self.title.setMaximumWidth(metrics.horizontalAdvance(name) + Space.XS)
        self.title.setAccessibleName(tr("Job {name}", name=name) if name else "")

    def show_counts(self, counts: RowCounts) -> None:
        """Say how far it is."""
        done, of = counts.confirmed, counts.to_translate
        self.bar.set_progress(done, max(1, of))
        self._said = (tr("{done} of {all} reviewed", done=done, all=of), tr("{done} of {all}", done=done, all=of))
        self.bar.setAccessibleDescription(self._said[0])
        self.empty.setEnabled(counts.empty > 0)
        self._fit()

    def ask_for_job(self) -> None:
        """Ask for what can be done with the job, at its button."""
        self.job_asked.emit(self.menu.mapToGlobal(QPoint(0, self.menu.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow, short = self.width() < _NARROW, self.width() < _SHORT
        self.reviewed.setText(self._said[1] if narrow else self._said[0])
        self.bar.setVisible(not narrow)
        self.confirm.set_key("" if short else keys.CONFIRM)
        self.confirm.set_tip(with_key(tr("Confirm this row and go to the next open one"), keys.CONFIRM))
