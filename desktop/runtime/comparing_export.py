"""A comparison for others: as a page, a table, a sheet with choices that is read back, or a table of advertisements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.brief import Brief
from desktop.core.comparison import Compared, ComparisonId
from desktop.core.errors import ErrorKind, UserError
from desktop.core.moment import timestamp
from desktop.core.money import Rate
from desktop.core.words import tr, trn
from desktop.runtime.comparing_board import Board
from desktop.runtime.comparing_edits import Edits
from desktop.runtime.comparing_taking import Taking
from desktop.runtime.comparing_values import Services
from desktop.runtime.fields import text_label
from desktop.runtime.notices import Answer
from desktop.runtime.repairs import value_of

if TYPE_CHECKING:
    from desktop.core.comparison_page import ComparisonPage
    from desktop.formats.comparison_sheet import SheetBack

ENDINGS = (".html", ".pdf", ".md", ".csv", ".xlsx")
"""The kinds of file that a comparison leaves as."""

_KEY = "export"

T = TypeVar("T")


class _Asked(msgspec.Struct, frozen=True):
    """What a page is made from, off the window's thread."""

    columns: tuple[Compared, ...]
    title: str
    base: str
    language: str
    comparison: ComparisonId
    cost: Callable[[float | None], str]

    def page(self) -> ComparisonPage:
        """The comparison in words."""
        from desktop.checks.comparison_page import comparison_page

        return comparison_page(
            self.columns, self.title, base=self.base, language=self.language, made_at=timestamp(), cost=self.cost,
            comparison=self.comparison, naming=_named,
        )  # fmt: skip


class Exports(QObject):
    """Writes files, and reads a sheet back; all of it beside the window's thread."""

    sheet_read = Signal(object)  # SheetBack

    def __init__(
        self,
        board: Board,
        taking: Taking,
        edits: Edits,
        services: Services,
        open_other: Callable[[ComparisonId], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._board = board
        self._taking = taking
        self._edits = edits
        self._services = services
        self._open_other = open_other

    def export(self, path: Path, columns: Sequence[Compared]) -> None:
        """Write these columns to a file, by its ending."""
        asked = self._asked(columns)
        self._do(path, lambda: _write(asked, path), lambda _none: ())

    def export_ads(self, path: Path, kind: str, columns: Sequence[Compared]) -> None:
        """Write the table that a place for advertisements reads; what it does not take is said."""
        from desktop.formats.ads_sheet import ads_sheet
        from desktop.formats.export import write_whole

        asked = self._asked(columns)

        def work() -> tuple[str, ...]:
            sheet = ads_sheet(asked.page(), kind)
            write_whole(path, sheet.csv)
            return sheet.remarks

        self._do(path, work, lambda remarks: remarks)

    def read_sheet(self, path: Path) -> None:
        """Take over what was decided in a sheet: choices, changed texts and comments."""
        from desktop.formats.comparison_sheet import read_comparison_sheet

        self._services.store.submit(
            lambda _store: read_comparison_sheet(path), self._on_sheet, self._services.notices.problem
        )

    def _asked(self, columns: Sequence[Compared]) -> _Asked:
        draft = self._services.session.draft
        comparison = self._board.comparison
        return _Asked(
            tuple(columns), draft.title or tr("Comparison"), comparison.base, draft.brief.language, comparison.id,
            Rate.of(self._services.settings.settings).show,
        )  # fmt: skip

    def _do(self, path: Path, work: Callable[[], T], remarks_of: Callable[[T], tuple[str, ...]]) -> None:
        def done(result: T) -> None:
            said = " ".join(remarks_of(result))
            self._services.notices.info(tr("Exported to {file}.", file=path.name), said, key=_KEY)

        self._services.store.submit(lambda _store: work(), done, self._services.notices.problem)

    def _on_sheet(self, sheet: SheetBack) -> None:
        if sheet.comparison != self._board.comparison.id:
            answer = Answer(tr("Open that one"), lambda: self._open_other(sheet.comparison), primary=True)
            self._services.notices.warn(
                tr("This sheet belongs to another comparison."), tr("Open it, and read the sheet again."), answer,
                key=_KEY,
            )  # fmt: skip
            return
        texts = [(key, row.field, value_of(row.field, text)) for row in sheet.rows for key, text in row.texts.items()]
        left = sum(not self._edits.edit(key, field, value, self._taking.language) for key, field, value in texts)
        self._edits.flush()
        chosen = {row.field: row.choice for row in sheet.rows if row.choice}
        if chosen:
            self._taking.choices(chosen)
        self._board.set_comments({row.field: row.comment for row in sheet.rows if row.comment})
        problems = list(sheet.problems)
        if left:
            problems.append(
                trn(
                    "{n} changed text was not taken over: its column is gone, not shown yet, or being written.",
                    "{n} changed texts were not taken over: their columns are gone, not shown yet, or being written.",
                    left,
                )
            )
        if problems:
            self._services.notices.warn(tr("Not all of the sheet was understood."), " ".join(problems), key=_KEY)
        self.sheet_read.emit(sheet)


def _named(name: str, brief: Brief) -> str:
    """A text of a mail by its block, any other by its field."""
    from desktop.checks.labels import field_label

    return (text_label(brief.mail, name) if brief.mail is not None else "") or field_label(name)


def _write(asked: _Asked, path: Path) -> None:
    from desktop.formats.comparison_html import comparison_html
    from desktop.formats.comparison_sheet import comparison_sheet
    from desktop.formats.comparison_text import comparison_csv, comparison_markdown
    from desktop.formats.export import write_bytes, write_whole
    from desktop.runtime.printing import pdf_of

    page = asked.page()
    match path.suffix.lower():
        case ".html" | ".htm":
            write_whole(path, comparison_html(page))
        case ".md":
            write_whole(path, comparison_markdown(page))
        case ".csv":
            write_whole(path, comparison_csv(page))
        case ".xlsx":
            write_bytes(path, comparison_sheet(page))
        case ".pdf":
            write_bytes(path, pdf_of(comparison_html(page), page.title))
        case ending:
            raise UserError(
                ErrorKind.INPUT,
                tr("A comparison cannot be written as {ending}.", ending=ending or path.name),
                tr("Use one of these: {endings}.", endings=", ".join(ENDINGS)),
            )
