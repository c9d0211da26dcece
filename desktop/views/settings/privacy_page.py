"""The Privacy page: the lock, what is replaced, what providers say, and the log of what went where."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.calls import CallRecord
from desktop.core.money import Rate
from desktop.core.settings import CURRENCY, RATE
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.provider_values import ProviderInfo
from desktop.views.actions import key_of
from desktop.views.moments import day
from desktop.views.provider_words import statement
from desktop.views.sent_text import SentText
from desktop.views.settings.call_rows import CallList
from desktop.views.settings.page import Page, SettingRow, settings_of
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.text import Label

_AT_ONCE = 500


class PrivacyPage(Page):
    """Everything takes effect at once; the log is read when the page is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Privacy"), tr("What may leave this computer, and what has left it."), parent)
        self._desk = desk
        for setting in settings_of("Privacy"):
            self.add_row(SettingRow(setting, desk.settings))
        known = tr("The words that the program knows, under Checks, are never replaced.")
        self.column.addWidget(Label(known, "small", "text_3", wrap=True))
        self.look = Button(tr("What leaves this computer"), icon="eye", key=key_of("leaving"))
        self.look.clicked.connect(desk.privacy.look)
        self.column.addSpacing(Space.S)
        self.column.addWidget(self.look, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_heading(tr("What providers say of themselves"))
        self._nobody = Label(tr("No provider is added, so nothing can go to one."), "base", "text_2", wrap=True)
        self.column.addWidget(self._nobody)
        self._statements = QVBoxLayout()
        self.column.addLayout(self._statements)
        self.statements: list[_Statement] = []
        self._told: tuple[ProviderInfo, ...] = ()
        self.add_heading(tr("What went where"))
        self.log = CallLog(desk)
        self.column.addWidget(self.log)
        desk.providers.changed.connect(self._show_statements)
        self._show_statements()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.providers.ensure()
        self.log.read()

    def _show_statements(self) -> None:
        told = self._desk.providers.providers
        if told == self._told and self.statements:
            return
        self._told = told
        for row in self.statements:
            row.hide()
            row.deleteLater()
        self.statements = [_Statement(self._desk, info) for info in told if not info.provider.here]
        for row in self.statements:
            self._statements.addWidget(row)
        self._nobody.setVisible(not self.statements)


class _Statement(QWidget):
    """What one provider says, and since when text may go there."""

    def __init__(self, desk: Desk, info: ProviderInfo) -> None:
        super().__init__()
        provider = info.provider
        said = statement(desk.providers.preset(provider.preset))
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(Label(f"{provider.title or provider.name}  ({provider.host})", "strong", wrap=True))
        nothing = tr("Nothing is known of what this server does with texts.")
        words.addWidget(Label(said or nothing, "base", "text_2", wrap=True, selectable=True))
        agreed = bool(provider.consented_at)
        since = tr("You agreed that text goes there ({day}).", day=day(provider.consented_at))
        told = since if agreed else tr("Nothing was sent there yet; you are asked before.")
        words.addWidget(Label(told, "small", "text_3", wrap=True))
        self.again = Button(tr("Ask me again"), small=True)
        self.again.setAccessibleDescription(provider.title or provider.name)
        self.again.setVisible(agreed)
        self.again.clicked.connect(partial(self._ask_again, desk, provider.name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.S, 0, Space.S)
        row.setSpacing(Space.L)
        row.addLayout(words, 1)
        row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignVCenter)

    @staticmethod
    def _ask_again(desk: Desk, name: str, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends
        desk.privacy.take_back(name)


class CallLog(QWidget):
    """The calls with a field that narrows them; what was sent is shown where it was kept."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.search = LineEdit(
            tr("Search the log"), placeholder=tr("Provider, model, or how it ended"), icon_name="search"
        )
        self.export = Button(tr("Export as CSV"), icon="export", small=True)
        self.clear = Button(tr("Clear"), icon="trash", small=True)
        self.count = Label("", "small", "text_2")
        self.list = CallList()
        self.list.setFixedHeight(Size.PALETTE_HEIGHT)
        self.older = Button(tr("Show older calls"), ButtonKind.QUIET, small=True)
        self.content = SentText(tr("What was sent"))
        self.content.setFixedHeight(Size.TIMELINE)
        self.content.hide()
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.search, 1)
        head.addWidget(self.export)
        head.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S, 0, 0)
        column.setSpacing(Space.S)
        column.addLayout(head)
        for part in (self.count, self.list, self.older, self.content):
            column.addWidget(part)
        self.search.textChanged.connect(self._on_search)
        self.export.clicked.connect(self._on_export)
        self.clear.clicked.connect(self._on_clear)
        self.older.clicked.connect(self._on_older)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        desk.spending.changed.connect(self._on_spent)
        desk.settings.changed.connect(self._on_setting)
        self._show([])

    def read(self) -> None:
        """Read the newest calls."""
        self._desk.spending.calls(self._show, limit=max(_AT_ONCE, len(self.list.lines.calls)))

    def _show(self, calls: list[CallRecord]) -> None:
        if calls and calls == self.list.lines.calls:
            return  # the row that is looked at stays chosen
        place = self.list.verticalScrollBar().value()
        self.list.lines.show_calls(calls, self._rate)
        self._show_count()
        self.list.verticalScrollBar().setValue(place)
        self.older.setVisible(bool(calls) and len(calls) % _AT_ONCE == 0)
        self.export.setEnabled(bool(calls))
        self.clear.setEnabled(bool(calls))

    def _show_count(self) -> None:
        lines = self.list.lines
        shown = len(lines.shown)
        if not lines.calls:
            words = tr("No call was made to any model yet.")
        elif not shown:
            words = tr("No call matches.")
        else:
            words = trn("{n} call", "{n} calls", shown)
        self.count.setText(words)
        self.list.setVisible(bool(shown))
        self.content.hide()

    @property
    def _rate(self) -> Rate:
        return self._desk.spending.rate

    def _on_search(self, text: str) -> None:
        self.list.lines.search(text)
        self._show_count()

    def _on_spent(self) -> None:
        if self.isVisible():
            self.read()

    def _on_setting(self, key: str) -> None:
        if key in {CURRENCY.key, RATE.key}:
            self.list.lines.rate = self._rate
            self.list.viewport().update()

    def _on_older(self) -> None:
        calls = self.list.lines.calls
        self._desk.spending.calls(lambda more: self._show([*calls, *more]), limit=_AT_ONCE, offset=len(calls))

    def _on_current(self) -> None:
        call = self.list.currentIndex().data(Qt.ItemDataRole.UserRole)
        text = call.content if isinstance(call, CallRecord) else ""
        self.content.setVisible(bool(text))
        self.content.setPlainText(text)

    def _on_export(self) -> None:
        from PySide6.QtCore import QStandardPaths
        from PySide6.QtWidgets import QFileDialog

        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = str(Path(folder) / "copydesk-calls.csv")
        dialog = QFileDialog(self.window(), tr("Export as CSV"), name, tr("Table (*.csv)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda path: self._desk.privacy.export_calls(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_clear(self) -> None:
        card = ConfirmCard(
            self.window(),
            tr("Clear the log?"),
            tr(
                "The calls before this month are forgotten, and of all others what was sent and for which draft."
                " What this month cost still counts."
            ),
            tr("Clear"),
        )
        card.confirmed.connect(lambda: self._desk.spending.clear(self.read))
        card.open_at(self.clear.rect().translated(QPoint()), self.clear)
