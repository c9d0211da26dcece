"""Beside the settings: where the text goes, the lock, what this month cost, and where keys are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.settings import CAP_MONTH, CURRENCY, LOCAL_ONLY, RATE
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.where import HEEDED, where
from desktop.views.widgets.fields import Toggle
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import Label


class Aside(Surface):
    """What is true of the whole workspace, while one sets things up."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(1)
        self._desk = desk
        self.setFixedWidth(Size.INSPECTOR - Space.XXL)
        self.icon = IconLabel("lock", "supported", Size.ICON_MEDIUM)
        self.headline = Label("", "strong", "supported", wrap=True)
        self.sentence = Label("", "base", "text_2", wrap=True)
        self.lock = Toggle(tr("Only models on this computer"))
        self.spent = Label("", "heading")
        self.of = Label("", "base", "text_2")
        self.bar = ProgressStrip(tr("Spent this month, of the limit"))
        self.money = Label("", "base", "text_2", wrap=True)
        self.keys = Label("", "base", "text_2", wrap=True)
        self._lay_out()
        self.lock.toggled.connect(lambda on: desk.settings.set(LOCAL_ONLY, on))
        desk.settings.changed.connect(self._on_setting)
        desk.providers.changed.connect(self._show)
        desk.spending.changed.connect(self._show_money)
        self._show()
        self._show_money()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.L + Space.XS, Space.L + Space.XS, Space.L, Space.L)
        column.setSpacing(Space.S)
        column.addWidget(Label(tr("Where your text goes"), "small_strong", "text_2"))
        column.addLayout(_beside(self.icon, self.headline, self.sentence))
        column.addSpacing(Space.L)
        column.addWidget(Label(tr("Privacy in this workspace"), "small_strong", "text_2"))
        about = Label(
            tr("When on, nothing that is written here is sent to a provider on the internet."), "base", "text_2"
        )
        about.setWordWrap(True)
        column.addLayout(_beside(self.lock, Label(tr("Only models on this computer"), "strong", wrap=True), about))
        column.addSpacing(Space.L)
        column.addWidget(Label(tr("This month"), "small_strong", "text_2"))
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(self.spent)
        row.addWidget(self.of, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addWidget(self.money)
        column.addSpacing(Space.L)
        column.addWidget(Label(tr("Your keys"), "small_strong", "text_2"))
        column.addLayout(_beside(IconLabel("key", "text_2", Size.ICON_MEDIUM), self.keys))
        column.addStretch()

    def _on_setting(self, key: str) -> None:
        if key in HEEDED:
            self._show()
        elif key in {CAP_MONTH.key, CURRENCY.key, RATE.key}:
            self._show_money()

    def _show(self) -> None:
        goes = where(self._desk)
        self.icon.set_icon(goes.icon, goes.role)
        self.headline.set_tone(goes.role)
        self.headline.setText(goes.words)
        self.sentence.setText(goes.sentence)
        blocked = self.lock.blockSignals(True)
        self.lock.setChecked(self._desk.settings.get(LOCAL_ONLY))
        self.lock.blockSignals(blocked)
        self.lock.update()
        kept = tr("Keys live in your system keyring. Copydesk never writes them to a file, a log or a backup.")
        self.keys.setText(self._desk.providers.keyring or kept)

    def _show_money(self) -> None:
        spending = self._desk.spending
        month, cap = spending.month, self._desk.settings.get(CAP_MONTH)
        self.spent.setText(spending.rate.show(month.cost))
        self.of.setText(tr("of {limit}", limit=spending.rate.show(float(cap))) if cap else "")
        self.bar.setVisible(bool(cap))
        self.bar.set_progress(month.cost, max(1.0, float(cap)))
        words = tr("Copydesk stops before it goes over the limit.") if cap else tr("No limit is set.")
        if month.unknown:
            unknown = trn(
                "{n} call of unknown cost is not in it.", "{n} calls of unknown cost are not in it.", month.unknown
            )
            words = f"{words} {unknown}"
        self.money.setText(words)


def _beside(sign: QWidget, *words: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.S + Space.XXS)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(Space.XS)
    for each in words:
        column.addWidget(each)
    row.addLayout(column, 1)
    return row
