"""Another column from the history, a version of the draft, the clipboard, a file, or an earlier comparison."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from desktop.core.comparison import ComparisonHeader
from desktop.core.copy import Copy
from desktop.core.draft import Draft, SearchHit, VersionHeader
from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.fields import FieldSpec
from desktop.runtime.history import SearchResults
from desktop.views.catalogue import Shell
from desktop.views.history.marked_lines import split_marks
from desktop.views.history.names import kind_icon, origin_icon, version_title
from desktop.views.history.results import hit_of
from desktop.views.moments import clock_or_day, moment
from desktop.views.tokens import Size
from desktop.views.widgets.search_popover import Entry, SearchPopover, matching

if TYPE_CHECKING:
    from desktop.views.compare.screen import CompareScreen

_ROWS = 8
_NEWEST = 50
_LONGEST_HEADLINE = 150
_LONGEST_FILE = 5_000_000
_FILES = "*.txt *.md *.markdown *.text"


class Adding(QObject):
    """One question where a column comes from, until it is answered."""

    def __init__(self, shell: Shell, screen: CompareScreen) -> None:
        super().__init__(screen)
        self._desk = shell.desk
        self._screen = screen

    def begin(self, source: str) -> None:
        """Ask, or take what is there at once."""
        works = {
            "history": self._from_history,
            "versions": lambda: self._desk.drafts.versions(self._from_versions),
            "paste": self._paste,
            "file": self._choose_file,
            "comparisons": lambda: self._desk.comparing.list(self._from_comparisons),
            "new": self._desk.comparing.new,
        }
        works[source]()

    def _from_history(self) -> None:
        card = HistoryPicker(self._screen, self._desk)
        card.taken.connect(self._on_hit)
        card.closed.connect(card.deleteLater)
        card.open_on_top()

    def _on_hit(self, entry: Entry) -> None:
        hit = entry.value
        if not isinstance(hit, SearchHit):
            return
        if hit.version:
            self._desk.comparing.add_versions((hit.version,))
        else:
            self._desk.drafts.versions(self._on_newest, hit.draft)

    def _on_newest(self, versions: list[VersionHeader]) -> None:
        if versions:
            self._desk.comparing.add_versions((versions[0].id,))
        else:
            self._desk.notices.info(tr("This text has no version yet."), key="compare")

    def _from_versions(self, versions: list[VersionHeader]) -> None:
        if not versions:
            self._desk.notices.info(tr("This draft has no version yet."), key="compare")
            return
        entries = [version_entry(each) for each in versions]
        name = tr("Which version is to stand beside the others?")
        card = _picker(self._screen, name, tr("Versions, newest first"), entries)
        card.taken.connect(lambda entry: self._desk.comparing.add_versions((entry.value,)))

    def _from_comparisons(self, found: list[ComparisonHeader]) -> None:
        if not found:
            self._desk.notices.info(tr("No comparison of this draft was kept yet."), key="compare")
            return
        entries = [comparison_entry(each) for each in found]
        card = _picker(self._screen, tr("Which comparison?"), tr("Comparisons, newest first"), entries)
        card.taken.connect(lambda entry: self._desk.comparing.open(entry.value))

    def _paste(self) -> None:
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self._add(tr("Pasted text"), text)
        else:
            self._desk.notices.info(tr("There is no text on the clipboard."), key="compare")

    def _choose_file(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        filters = ";;".join((tr("Texts ({endings})", endings=_FILES), tr("All files (*)")))
        dialog = QFileDialog(self._screen, tr("A text to stand beside the others"), "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.add_files)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def add_files(self, paths: Sequence[str]) -> None:
        """Put the texts of these files beside the others."""
        for path in map(Path, paths):
            try:
                if path.stat().st_size > _LONGEST_FILE:
                    self._desk.notices.warn(tr("{file} is too long to be compared.", file=path.name), key="compare")
                    continue
                self._add(path.stem, path.read_text(encoding="utf-8-sig"))
            except UnicodeDecodeError:
                self._desk.notices.warn(tr("{file} is not a text file.", file=path.name), key="compare")
            except OSError as error:
                words = tr("{file} cannot be read.", file=path.name)
                self._desk.notices.warn(words, error.strerror or "", key="compare")

    def _add(self, title: str, text: str) -> None:
        copy = copy_of(text, self._desk.comparing.fields)
        self._desk.comparing.add_text(title, copy)


class HistoryPicker(SearchPopover):
    """Searches the history while one types; before that it holds the drafts that changed last."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        self._hits: list[Entry] = []
        self._newest: list[Entry] = []
        super().__init__(window, tr("Search the history"), tr("What was found"), _ROWS * Size.ROW, self._found)
        self._desk = desk
        self.field.setPlaceholderText(tr("Which text is to stand beside the others?"))
        desk.history.results.connect(self._on_results)
        desk.drafts.latest(self._on_newest, _NEWEST)
        self.nothing.setText(tr("Nothing found"))

    def narrow(self, text: str) -> None:
        """Ask for what is typed; what is known is shown meanwhile."""
        if text.strip():
            self._desk.history.search(text)
        super().narrow(text)

    def _found(self, words: Sequence[str]) -> Sequence[Entry]:
        return self._hits if words else self._newest

    def _on_results(self, found: SearchResults) -> None:
        if found.query == self.field.text():
            self._hits = [hit_entry(each) for each in found.hits]
            super().narrow(found.query)
            self.refit()

    def _on_newest(self, drafts: list[Draft]) -> None:
        self._newest = [hit_entry(hit_of(each)) for each in drafts]
        if not self.field.text().strip():
            super().narrow("")
            QTimer.singleShot(0, self, self.refit)


def hit_entry(hit: SearchHit) -> Entry:
    """A text of the history in a list."""
    words = " ".join(split_marks(hit.snippet)[0].split())
    title = hit.title or tr("Without a name")
    tail = " · ".join(part for part in (hit.language, clock_or_day(hit.saved_at)) if part)
    return Entry(hit, f"{title}: {words}" if words else title, tail, kind_icon(hit.kind), title.casefold())


def version_entry(version: VersionHeader) -> Entry:
    """A version of the draft in a list."""
    title = version_title(version)
    count = trn("{n} word", "{n} words", version.words)
    model = version.model.rpartition("/")[2]
    tail = " · ".join(part for part in (model, count, moment(version.saved_at)) if part)
    return Entry(version.id, title, tail, origin_icon(version.origin), f"{title} {model}".casefold())


def comparison_entry(header: ComparisonHeader) -> Entry:
    """A comparison of the draft in a list."""
    words = trn("{n} column", "{n} columns", header.columns)
    return Entry(header.id, words, moment(header.changed_at), "columns", words.casefold())


def copy_of(text: str, fields: Sequence[FieldSpec]) -> Copy:
    """A text from elsewhere in the draft's fields: a short first line by itself is the headline, the rest the text."""
    whole = text.strip()
    headline = next((each for each in fields if each.kind == "headline"), None)
    body = next((each for each in fields if each.kind == "text"), None) or next(iter(fields), None)
    if body is None:
        return Copy({"description": whole})
    first, _, rest = whole.partition("\n")
    first = first.lstrip("# ").strip()
    if headline is not None and first and len(first) <= _LONGEST_HEADLINE and (rest[:1] == "\n" or not rest.strip()):
        found = {headline.name: first, body.name: rest.strip()}
        return Copy({name: value for name, value in found.items() if value})
    if body.is_list:
        return Copy({body.name: tuple(line for line in whole.split("\n") if line.strip())})
    return Copy({body.name: whole})


def _picker(window: QWidget, name: str, list_name: str, entries: list[Entry]) -> SearchPopover:
    card = SearchPopover(window, name, list_name, _ROWS * Size.ROW, lambda words: matching(entries, words))
    card.field.setPlaceholderText(name)
    card.closed.connect(card.deleteLater)
    card.narrow("")
    card.open_on_top()
    return card
