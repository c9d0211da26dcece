"""The facts as a table: names, values, and whether the copy carries them."""

from __future__ import annotations

from enum import StrEnum

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.core.brief import Fact, number_facts
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Severity, Verdict
from desktop.core.words import tr
from desktop.runtime.fact_types import type_word
from desktop.runtime.session import DraftChange, DraftSession, Place

NAME, VALUE, VARIANT, STATUS = range(4)
FACT_ROLE = Qt.ItemDataRole.UserRole
STATUS_ROLE = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FactStatus(StrEnum):
    """What became of a fact in the copy; `NONE` while nothing can be said."""

    NONE = "none"
    CARRIED = "carried"
    FORGOTTEN = "forgotten"
    CONTRADICTED = "contradicted"


class FactsModel(QAbstractTableModel):
    """Shows the facts of the draft and changes them through the session; one more row can be open for a new fact."""

    def __init__(self, session: DraftSession, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._facts: tuple[Fact, ...] = ()
        self._new: Fact | None = None
        self._status: tuple[FactStatus, ...] = ()
        self._written = False
        session.changed.connect(self._on_changed)
        session.opened.connect(self._on_opened)
        self._on_opened(session.draft)

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts of the draft, without the row for a new one."""
        return self._facts

    # What Qt asks

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._facts) + (self._new is not None)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else 4

    def flags(self, index: _Index) -> Qt.ItemFlag:
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return found | Qt.ItemFlag.ItemIsEditable if index.column() != STATUS else found

    def headerData(self, section: int, _orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            names = (tr("Name"), tr("Value"), tr("Variant"), tr("In the text"))
            return names[section] if section < len(names) else None
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        fact = self.fact(index.row())
        if fact is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return (fact.name, fact.text, fact.variant, "")[index.column()]
        if role == FACT_ROLE:
            return fact
        if role == STATUS_ROLE:
            return self.status(index.row())
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return self._words(index, fact)
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        fact = self.fact(index.row())
        if role != Qt.ItemDataRole.EditRole or fact is None:
            return False
        words = str(value).strip()
        if words == (fact.name, fact.text, fact.variant)[index.column()]:
            return False
        if index.column() == NAME:
            changed = msgspec.structs.replace(fact, name=words)
        elif index.column() == VARIANT:
            changed = msgspec.structs.replace(fact, variant=words)
        else:
            changed = msgspec.structs.replace(fact, value=words, unit="")
        if index.row() < len(self._facts):
            facts = list(self._facts)
            facts[index.row()] = changed
            self._set(facts, tr("Change a fact"))
        elif changed.name or changed.value:
            self._new = None  # the row stays where it is, as a fact of the draft now
            self._facts = (*self._facts, changed)
            self._set(list(self._facts), tr("Add a fact"))
        return True

    # What the writer does

    @property
    def has_variants(self) -> bool:
        """Whether any fact is one of a single size, colour or other variant."""
        return any(fact.variant for fact in self._facts)

    def fact(self, row: int) -> Fact | None:
        """The fact in a row, `None` outside."""
        if 0 <= row < len(self._facts):
            return self._facts[row]
        return self._new if row == len(self._facts) else None

    def status(self, row: int) -> FactStatus:
        """What became of the fact in a row."""
        return self._status[row] if row < len(self._status) else FactStatus.NONE

    def open_row(self) -> int:
        """Open a row for a new fact at the end, and say which it is; it counts when something is written in it."""
        row = len(self._facts)
        if self._new is None:
            self.beginInsertRows(_ROOT, row, row)
            self._new = Fact()
            self.endInsertRows()
        return row

    def close_row(self) -> None:
        """Take the row for a new fact away when nothing was written in it."""
        if self._new is not None:
            row = len(self._facts)
            self.beginRemoveRows(_ROOT, row, row)
            self._new = None
            self.endRemoveRows()

    def remove(self, rows: list[int]) -> None:
        """Delete facts."""
        kept = [fact for row, fact in enumerate(self._facts) if row not in rows]
        if len(kept) < len(self._facts):
            self._set(kept, tr("Delete a fact"))

    def toggle_must_mention(self, row: int) -> None:
        """Let a fact be one that the copy must carry, or no longer."""
        if row < len(self._facts):
            facts = list(self._facts)
            facts[row] = msgspec.structs.replace(facts[row], must_mention=not facts[row].must_mention)
            self._set(facts, tr("Must be mentioned"))

    def toggle_approved(self, row: int) -> None:
        """Let a fact count as evidence, or no longer."""
        if row < len(self._facts):
            facts = list(self._facts)
            facts[row] = msgspec.structs.replace(facts[row], approved=not facts[row].approved)
            self._set(facts, tr("Approve a fact"))

    def move(self, row: int, step: int) -> int:
        """Move a fact up or down; returns its row."""
        target = row + step
        if not (0 <= row < len(self._facts) and 0 <= target < len(self._facts)):
            return row
        facts = list(self._facts)
        facts.insert(target, facts.pop(row))
        self._set(facts, tr("Move a fact"))
        return target

    def add_table(self, text: str) -> int:
        """Add the rows of a pasted table (name, tab, value); returns how many, 0 when it is none."""
        rows = [[cell.strip() for cell in line.split("\t")] for line in text.splitlines() if "\t" in line]
        found = [Fact(name=row[0], value=" ".join(cell for cell in row[1:] if cell)) for row in rows if any(row)]
        if found:
            self._set([*self._facts, *found], tr("Paste facts"))
        return len(found)

    def show_report(self, report: CheckReport) -> None:
        """Take over what the checks say of the facts."""
        supported = {fact for claim in report.claims if claim.verdict is Verdict.SUPPORTED for fact in claim.facts}
        wrong = {fact for found in report.findings if found.severity is Severity.ERROR for fact in found.evidence}
        written = self._written
        found: list[FactStatus] = []
        for fact in number_facts(self._facts):  # the checks number those without an id in the same way
            status = FactStatus.NONE
            if fact.id in report.forgotten:
                status = FactStatus.FORGOTTEN
            elif fact.id in wrong:
                status = FactStatus.CONTRADICTED
            elif written and (fact.id in supported or fact.must_mention):
                status = FactStatus.CARRIED
            found.append(status)
        if tuple(found) != self._status:
            self._status = tuple(found)
            self._all_changed()

    # Inside

    def _set(self, facts: list[Fact], label: str) -> None:
        brief = self._session.draft.brief
        changed = msgspec.structs.replace(brief, facts=number_facts(tuple(facts)))
        self._session.set_brief(changed, Place("facts"), label)

    def _on_changed(self, change: DraftChange) -> None:
        self._written = not change.draft.copy.is_empty
        self._show(change.draft.brief.facts)

    def _on_opened(self, draft: Draft) -> None:
        self._new = None
        self._status = ()
        self._written = not draft.copy.is_empty
        self._show(draft.brief.facts)

    def _show(self, facts: tuple[Fact, ...]) -> None:
        if facts == self._facts:
            return
        if len(facts) == len(self._facts):
            self._facts = facts
            self._all_changed()
            return
        self.beginResetModel()
        self._facts = facts
        self.endResetModel()

    def _all_changed(self) -> None:
        rows = self.rowCount()
        if rows:
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, STATUS))

    def _words(self, index: _Index, fact: Fact) -> str:
        if index.column() == VARIANT:
            return tr("only {variant}", variant=fact.variant) if fact.variant else ""
        if index.column() == NAME:
            return fact.name
        if index.column() == VALUE:
            more = [type_word(fact), tr("must be mentioned") if fact.must_mention else ""]
            more.append("" if fact.approved else tr("not approved"))
            return ", ".join(part for part in (fact.text, *more) if part)
        return {
            FactStatus.NONE: "",
            FactStatus.CARRIED: tr("In the text"),
            FactStatus.FORGOTTEN: tr("Not in the text yet"),
            FactStatus.CONTRADICTED: tr("The text says something else"),
        }[self.status(index.row())]
