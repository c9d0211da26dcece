"""The Terms tab: the terms of the job's lists, found by typing, changed in a card; files of terms in and out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.term import Term
from desktop.core.words import tr, trn
from desktop.runtime.translation_terms import TranslationTerms
from desktop.views.tokens import Space
from desktop.views.translate.side_term_card import TermCard
from desktop.views.translate.side_terms_list import TermEntry, TermsList
from desktop.views.translate.words import language_words
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.empty import EmptyState
from desktop.views.widgets.fields import LineEdit
from desktop.views.widgets.text import Label

ADD_TERM_KEY = "Ctrl+Shift+T"


class TermsTab(QWidget):
    """`base_asked` says that the job is to have a list of terms; `languages_of` it are told by `show_languages`."""

    base_asked = Signal()

    def __init__(self, terms: TranslationTerms, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._terms = terms
        self._languages = ("", "")
        self.field = LineEdit(tr("Find a term"), placeholder=tr("Find a term"), icon_name="search")
        self.add = Button(tr("Add"), icon="plus", key=ADD_TERM_KEY, small=True)
        self.add.set_tip(tr("Add a term; from the grid with what is chosen in source and translation"))
        self.more = IconButton("more", tr("Files of terms"))
        self.list = TermsList()
        self.none = Label(tr("No term has these words."), "base", "text_2", wrap=True)
        self.count = Label("", "small", "text_2")
        self.begin = Button(tr("Begin a list"), ButtonKind.SECONDARY, icon="plus")
        self._stack = QStackedWidget()
        self._lay_out()
        self.field.textChanged.connect(self._show)
        self.add.clicked.connect(self.add_term)
        self.more.clicked.connect(self._on_more)
        self.begin.clicked.connect(self.base_asked)
        self.list.chosen.connect(self._on_chosen)
        terms.changed.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        self._whole = QWidget()
        column = QVBoxLayout(self._whole)
        column.setContentsMargins(Space.L, 0, Space.L, Space.S)
        column.setSpacing(Space.S)
        head = QHBoxLayout()
        head.setSpacing(Space.XS)
        head.addWidget(self.field, 1)
        head.addWidget(self.more)
        column.addLayout(head)
        column.addWidget(self.none)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.add)
        column.addLayout(foot)
        sentence = tr("Say once what a word is called. It is marked in every row, and checked.")
        self._empty = EmptyState("bookmark", tr("No terms yet"), sentence, self.begin)
        self._stack.addWidget(self._whole)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def show_languages(self, source: str, target: str) -> None:
        """The languages of the job, as the fields of a term are called."""
        self._languages = (source, target)

    def add_term(self, source: str | bool = "", target: str = "") -> None:
        """Ask for a new term, begun with these words."""
        bases = [each.base for each in self._terms.bases]
        if not bases:
            self.base_asked.emit()
            return
        words = source if isinstance(source, str) else ""
        self._open(Term(words.strip(), target.strip()), bases[0].id)

    def bring_in(self, base: int, path: str) -> None:
        """Read a file of terms into a list."""
        self._terms.bring_in(base, Path(path))

    def _open(self, term: Term, base: int) -> None:
        names = tuple(language_words(each) for each in self._languages)
        bases = [each.base for each in self._terms.bases]
        card = TermCard(self.window(), bases, term, base, (names[0], names[1]))
        card.kept.connect(self._terms.put)
        card.deleted.connect(self._terms.remove)
        card.open_in_middle()

    def _on_chosen(self, entry: TermEntry) -> None:
        self._open(entry.term, entry.base)

    def _show(self, _words: str = "") -> None:
        bases = self._terms.bases
        self._stack.setCurrentWidget(self._whole if bases else self._empty)
        entries = [TermEntry(term, each.base.id, each.base.name) for each in bases for term in each.terms]
        words = self.field.text().casefold().split()
        shown = [each for each in entries if all(word in _searched(each.term) for word in words)]
        self.list.terms.show(shown)
        self.none.setText(tr("No term has these words.") if entries else tr("The list is empty so far."))
        self.none.setVisible(not shown)
        self.list.setVisible(bool(shown))
        self.count.setText(trn("{n} term", "{n} terms", len(entries)))

    # Files

    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._terms.bases:
            base = each.base
            bring = menu.addAction(tr("Bring terms into {list}…", list=base.name))
            bring.triggered.connect(lambda _on=False, base=base.id: self._choose_file(base))
            take = menu.addAction(tr("Write {list} to a file…", list=base.name))
            take.setEnabled(bool(each.terms))
            take.triggered.connect(lambda _on=False, base=base.id, name=base.name: self._choose_place(base, name))
        menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _choose_file(self, base: int) -> None:
        from PySide6.QtWidgets import QFileDialog

        filters = ";;".join((tr("Terms (*.tbx *.xml *.csv *.tsv *.txt)"), tr("All files (*)")))
        dialog = QFileDialog(self.window(), tr("Bring terms in"), "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.bring_in(base, path))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _choose_place(self, base: int, name: str) -> None:
        from PySide6.QtWidgets import QFileDialog

        filters = ";;".join((tr("TermBase eXchange (*.tbx)"), tr("Table (*.csv)")))
        dialog = QFileDialog(self.window(), tr("Write the terms"), f"{name}.tbx", filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("tbx")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("csv" if "*.csv" in chosen else "tbx"))
        dialog.fileSelected.connect(lambda path: self._terms.take_out(base, Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _searched(term: Term) -> str:
    return " ".join((term.source, term.target, *term.forbidden, term.definition, term.note)).casefold()
