"""Sources: how many statements have one, the sentences that have none, and under each source what rests on it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from desktop.core.draft import Draft
from desktop.core.finding import CheckReport
from desktop.core.post import PostSource, SourceMatch
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.posting_account import FACTS, MOST_STATEMENTS, Account, SourceAccount, Statement
from desktop.runtime.posting_sources import FILES, Found
from desktop.views.announce import announce
from desktop.views.post.source_cards import FoundCard, PageCard, SourceCard, TextCard
from desktop.views.post.source_rows import BareCard, Coverage, MoreRow, SourceHead, StatementRow
from desktop.views.post.switch_row import SwitchRow
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import ElidedLabel, Label

_FEW = 3
"""Sentences of a source that are shown before the rest is asked for."""
_MOST_BARE = 12


class SourcesTab(QWidget):
    """Worked out only while it is shown; files, texts and addresses can be dropped and pasted onto it."""

    span_asked = Signal(object)  # Statement: has `field`, `start` and `end`, as a Claim has

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sources = desk.posting.sources
        self._report = CheckReport()
        self._draft = desk.session.draft
        self._account = Account()
        self._shown = False
        self._stale = True
        self._opened: set[str] = set()
        self.setAcceptDrops(True)
        self.coverage = Coverage()
        self.nothing = Label(
            tr("Add what the post may rest on: files, texts, pages. Each statement then shows its source."),
            "base", "text_3", wrap=True,
        )  # fmt: skip
        self.bare: list[BareCard] = []
        self.heads: list[SourceHead] = []
        self.statements: list[StatementRow] = []
        self.add = Button(tr("Add a source"), ButtonKind.QUIET, icon="plus", key=QKeySequence("Ins"), small=True)
        self.doing = ElidedLabel("", "small", "text_2")
        self.strip = ProgressStrip(tr("Reading a source"))
        self.stop = Button(tr("Stop"), small=True, icon="stop")
        self.only = SwitchRow(tr("Write only from these sources"))
        self.listed = SwitchRow(tr("List the sources under the post"))
        self._lay_out()
        self._connect()
        self._show_switches()
        self._show_busy()

    # As the inspector's tabs are

    def set_shown(self, shown: bool) -> None:
        """Whether the tab is the one that is shown."""
        self._shown = shown
        self._show()

    def show_report(self, report: CheckReport, draft: Draft) -> None:
        """Show what the checks say the statements of a draft rest on."""
        self._report, self._draft = report, draft
        self._refresh()

    def show_draft(self, draft: Draft) -> None:
        """Show the sources of a draft, with what was said of it last."""
        self._draft = draft
        self._refresh()

    def forget(self, draft: Draft) -> None:
        """Another draft is there, of which nothing has been said yet."""
        self._report, self._draft = CheckReport(), draft
        self._opened.clear()
        self._refresh()

    # Adding

    def add_menu(self) -> QMenu:
        """What can be added."""
        menu = QMenu(self)
        menu.addAction(tr("Files…"), self.choose_files)
        menu.addAction(tr("Paste a text…"), self.ask_for_text)
        menu.addAction(tr("Page by its address…"), self.ask_for_page)
        known = menu.addAction(tr("Knowledge of the workspace"), self._sources.add_knowledge)
        known.setEnabled(bool(self._sources.knowledge))
        return menu

    def choose_files(self) -> None:
        """Have the writer choose files to add."""
        endings = " ".join(f"*{each}" for each in FILES)
        paths, _ = QFileDialog.getOpenFileNames(
            self.window(), tr("Add files as sources"), "", tr("Texts and documents ({endings})", endings=endings)
        )
        for path in paths:
            self._sources.add_file(Path(path))

    def ask_for_text(self) -> TextCard:
        """Open the card for a text."""
        card = TextCard(self)
        card.added.connect(self._sources.add_text)
        self._open(card, self.add)
        return card

    def ask_for_page(self, address: str = "") -> PageCard:
        """Open the card for an address."""
        card = PageCard(self, address)
        card.asked.connect(self._sources.add_page)
        self._open(card, self.add)
        return card

    def take(self, data: QMimeData) -> bool:
        """Add what was dropped or pasted: files, what was copied from a page, a text; an address is asked about."""
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        for path in files:
            self._sources.add_file(path)
        if files:
            return True
        address = _address_in(data)
        if address:
            self.ask_for_page(address)
        elif data.hasHtml():
            self._sources.add_html(data.html())
        elif data.text().strip():
            self._sources.add_text(data.text())
        else:
            return False
        return True

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if data.hasUrls() or data.hasText() or data.hasHtml():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if self.take(event.mimeData()):
            event.acceptProposedAction()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self._on_add()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.take(QGuiApplication.clipboard().mimeData())
        else:
            super().keyPressEvent(event)

    # Inside

    def _lay_out(self) -> None:
        inside = QWidget()
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        self.nothing.setContentsMargins(Space.S, 0, Space.S, Space.S)
        busy = QHBoxLayout()
        busy.setContentsMargins(Space.S, 0, Space.S, 0)
        busy.setSpacing(Space.S)
        words = QVBoxLayout()
        words.setSpacing(Space.XS)
        words.addWidget(self.doing)
        words.addWidget(self.strip)
        busy.addLayout(words, 1)
        busy.addWidget(self.stop)
        page = QVBoxLayout(inside)
        page.setContentsMargins(Space.S, 0, Space.S, Space.L)
        page.setSpacing(Space.S)
        page.addLayout(self._rows)
        page.addWidget(self.nothing)
        page.addLayout(busy)
        page.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        page.addStretch(1)
        self._scroll = _scrolled(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QVBoxLayout()
        above.setContentsMargins(Space.L, 0, Space.L, Space.M)
        above.addWidget(self.coverage)
        column.addLayout(above)
        column.addWidget(self._scroll, 1)
        column.addWidget(Rule())
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.L, Space.S + Space.XXS, Space.L, Space.S + Space.XXS)
        foot.setSpacing(Space.XXS)
        foot.addWidget(self.only)
        foot.addWidget(self.listed)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.add.clicked.connect(self._on_add)
        self.stop.clicked.connect(self._sources.stop)
        self.only.toggled.connect(self._sources.set_only_sources)
        self.listed.toggled.connect(self._sources.set_listed)
        self._sources.changed.connect(self._on_changed)
        self._sources.added.connect(self._on_added)
        self._sources.found.connect(self._on_found)
        self._desk.session.locked_changed.connect(self._show_free)

    def _on_changed(self) -> None:
        self._draft = self._desk.session.handed_in
        self._show_switches()
        self._show_busy()
        self._refresh()

    def _on_added(self, ids: tuple[str, ...]) -> None:
        announce(self, trn("{n} source was added.", "{n} sources were added.", len(ids)))

    def _refresh(self) -> None:
        self._stale = True
        self._show()

    def _show(self) -> None:
        if not self._shown or not self._stale:
            return
        self._stale = False
        account = self._sources.account(self._report, self._draft)
        self.coverage.show_account(account)
        if account != self._account or not self._rows.count():
            self._account = account
            self._fill()

    def _fill(self) -> None:
        """Make the rows anew; the place in the list and the row with the focus stay."""
        bar = self._scroll.verticalScrollBar()
        at = bar.value()
        focused = self._focused()
        self._clear()
        for statement in self._account.bare[:_MOST_BARE]:
            self._add_bare(statement)
        left = len(self._account.bare) - _MOST_BARE
        if left > 0:
            more = Label(trn("{n} more without a source", "{n} more without a source", left), "small", "text_3")
            more.setContentsMargins(Space.M, 0, 0, Space.M)
            self._rows.addWidget(more)
        for source in self._account.sources:
            self._add_source(source)
        self.nothing.setVisible(not any(each.number for each in self._account.sources))
        self._show_free()
        bar.setValue(at)
        if focused is not None:
            same = [each for each in self._pressable() if each.accessibleName() == focused]
            if same:
                same[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_bare(self, statement: Statement) -> None:
        card = BareCard(statement)
        card.pressed.connect(lambda: self.span_asked.emit(statement))
        card.find_asked.connect(lambda: self._sources.find(statement))
        card.softer_asked.connect(lambda: self._soften(statement))
        self.bare.append(card)
        self._rows.addWidget(card)
        self._rows.addSpacing(Space.S)

    def _add_source(self, source: SourceAccount) -> None:
        head = SourceHead(source)
        head.clicked.connect(lambda: self._open_source(head))
        head.remove_asked.connect(lambda: self._sources.remove(source.id))
        self.heads.append(head)
        self._rows.addWidget(head)
        shown = MOST_STATEMENTS if source.id in self._opened else _FEW
        for statement in source.statements[:shown]:
            row = StatementRow(statement)
            row.clicked.connect(lambda _checked=False, statement=statement: self.span_asked.emit(statement))
            self.statements.append(row)
            self._rows.addWidget(row)
        left = source.total - shown
        if left > 0 and source.id not in self._opened:
            more = MoreRow(trn("{n} more", "{n} more", left))
            more.setAccessibleDescription(head.text())
            more.clicked.connect(lambda: self._unfold(source.id))
            self._rows.addWidget(more)
        self._rows.addSpacing(Space.L)

    def _clear(self) -> None:
        self.bare, self.heads, self.statements = [], [], []
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _pressable(self) -> list[QWidget]:
        return [*self.bare, *self.heads, *self.statements]

    def _focused(self) -> str | None:
        return next((each.accessibleName() for each in self._pressable() if each.hasFocus()), None)

    def _unfold(self, source_id: str) -> None:
        self._opened.add(source_id)
        self._fill()

    def _show_switches(self) -> None:
        post = self._desk.posting.post
        self.only.set_on(on=not post.outside)
        self.listed.set_on(on=post.references)

    def _show_busy(self) -> None:
        busy = self._sources.busy
        for part in (self.doing, self.strip, self.stop):
            part.setVisible(busy)
        self.doing.setText(self._sources.doing)
        self.strip.set_progress(0, 0 if busy else 1)

    def _show_free(self, *_: object) -> None:
        """While a model writes, nothing of the draft is changed from here."""
        free = not self._desk.session.locked
        parts: list[QWidget] = [self.add, self.only, self.listed]
        parts += [button for card in self.bare for button in (card.find_source, card.softer)]
        for part in parts:
            part.setEnabled(free)

    def _on_add(self) -> None:
        if self.add.isEnabled():
            self.add_menu().popup(self.add.mapToGlobal(QPoint(0, self.add.height())))

    def _soften(self, statement: Statement) -> None:
        if self._sources.soften(statement):
            self.span_asked.emit(statement)

    def _on_found(self, found: Found) -> None:
        at = next((each.find_source for each in self.bare if each.statement == found.statement), None)
        if at is None or not self._shown:
            return
        titles = {each.id: each.title for each in self._sources.sources}
        card = FoundCard(self, found, titles)
        card.taken.connect(lambda match: self._on_taken(found.statement, match))
        card.add_asked.connect(self._on_add)
        self._open(card, at)

    def _on_taken(self, statement: Statement, match: SourceMatch) -> None:
        if self._sources.take(statement, match):
            self.span_asked.emit(statement)

    def _open_source(self, head: SourceHead) -> None:
        places = [each.place for each in head.source.statements]
        if head.source.id == FACTS:
            lit = tuple(f"{FACTS}.{each.fact}" for each in places if each.fact)
            self._open(SourceCard(self, self._facts(), lit, may_change=False), head)
            return
        source = self._sources.source(head.source.id)
        if source is None:
            return
        card = SourceCard(self, source, tuple(dict.fromkeys(each.piece for each in places if each.piece)))
        card.renamed.connect(lambda title: self._sources.rename(source.id, title))
        card.remove_asked.connect(lambda: self._sources.remove(source.id))
        self._open(card, head)

    def _facts(self) -> PostSource:
        """The facts as a text to read, one a paragraph."""
        told = [
            tr("{n}. {name}: {value}", n=number, name=each.name or tr("Fact"), value=" ".join(each.text.split()) or "–")
            for number, each in enumerate(self._sources.facts(), 1)
        ]
        return PostSource(FACTS, tr("Facts of this draft"), text="\n\n".join(told))

    def _open(self, card: Popover, at: QWidget) -> None:
        width = min(at.width(), Size.BRIEF)
        card.open_at(QRect(0, 0, width, at.height()), at)


def _scrolled(inside: QWidget) -> QScrollArea:
    scroll = QScrollArea()
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setWidgetResizable(True)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setWidget(inside)
    return scroll


def _address_in(data: QMimeData) -> str:
    """The one address that was dropped or copied; empty for anything else."""
    urls = [url.toString() for url in data.urls() if url.scheme() in {"http", "https"}]
    if urls:
        return urls[0]
    text = data.text().strip()
    alone = text.startswith(("http://", "https://")) and not any(sign.isspace() for sign in text)
    return text if alone and QUrl(text).isValid() else ""
