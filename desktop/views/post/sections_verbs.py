"""What can be done with a row of a post's outline: by key, by menu, and in cards."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from desktop.core.post import INTRODUCTION, Section
from desktop.core.wishes import Wish, WishName
from desktop.core.words import mark, tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.drafts import SaveKind
from desktop.runtime.posting_values import SectionRow
from desktop.views.post.section_card import SectionCard
from desktop.views.post.sections_list import SectionsList
from desktop.views.post.words import section_name
from desktop.views.widgets.confirm_card import ConfirmCard

_WISHES: tuple[tuple[WishName, str], ...] = (
    (WishName.SHORTER, mark("Shorter")),
    (WishName.LONGER, mark("Longer")),
    (WishName.SIMPLER, mark("Simpler")),
)


class SectionsVerbs(QWidget):
    """Never shown: carries out what the list is asked for; a heading that is not planned yet is planned first."""

    section_chosen = Signal(str, int)  # id, start in the body (code points) or -1
    announced = Signal(str)

    def __init__(self, desk: Desk, rows: SectionsList, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._desk = desk
        self._posting = desk.posting
        self._list = rows
        rows.asked.connect(self._on_asked)
        rows.row_moved.connect(self.drop)
        rows.menu_asked.connect(self._open_menu)

    @property
    def locked(self) -> bool:
        """Whether nothing may be changed now."""
        return self._desk.session.locked or self._desk.drafts.save_state.kind is SaveKind.READ_ONLY

    def _row(self, at: int) -> SectionRow | None:
        """The row as it is now: what is shown may be older than what was typed since."""
        entries = self._list.entries
        if not 0 <= at < len(entries):
            return None
        shown = entries[at].row
        self._desk.session.pull()
        rows = self._posting.rows()
        if shown.id:
            return next((row for row in rows if row.id == shown.id), None)
        alike = [row for row in rows if not row.id and row.heading == shown.heading]
        return min(alike, key=lambda row: abs(row.start - shown.start), default=None)

    def _on_asked(self, verb: str, at: int) -> None:
        work: dict[str, Callable[[int], None]] = {
            "go": self.go,
            "edit": self.edit,
            "pin": self.pin,
            "write": self.write,
            "merge": self.merge,
            "remove": self.remove,
            "up": self.move_up,
            "down": self.move_down,
        }
        work[verb](at)

    # One by one

    def go(self, at: int) -> None:
        """Show where a section stands."""
        row = self._row(at)
        if row is not None:
            self.section_chosen.emit(row.id, row.start)

    def write(self, at: int, how: str = "") -> None:
        """Have a section written, again if it is there; `how` is a wish about its words."""
        row = self._row(at)
        if row is None or self.locked or self._desk.writer.busy:
            return
        section_id = self._planned(row)
        if section_id:
            self._posting.writing.write_section(section_id, how)

    def pin(self, at: int) -> None:
        """Keep a section as it is when the others are written again, or no longer."""
        row = self._row(at)
        if row is None or self.locked or row.id == INTRODUCTION:
            return
        self._posting.pin_section(self._planned(row), pinned=not row.pinned)
        self.announced.emit(tr("no longer pinned") if row.pinned else tr("pinned"))

    def merge(self, at: int) -> None:
        """Make one of a section and the one above it."""
        if not self.may_merge(at) or self.locked:
            return
        above, row = self._row(at - 1), self._row(at)
        if above is None or row is None:
            return
        self._planned(above)
        again = self._row(at)  # planned, the one above may have moved what stands below it
        if again is not None:
            self._posting.merge_section(self._planned(again))

    def may_merge(self, at: int) -> bool:
        """Whether there is a section above it; the opening is none."""
        entries = self._list.entries
        ids = [each.row.id for each in entries[at - 1 : at + 1]] if 0 < at < len(entries) else []
        return bool(ids) and INTRODUCTION not in ids

    def remove(self, at: int) -> None:
        """Take a section out; asked first when words go with it."""
        row = self._row(at)
        if row is None or self.locked or row.id == INTRODUCTION:
            return
        if not row.written:
            self._posting.remove_section(self._planned(row))
            return
        words = trn("{n} word goes with it.", "{n} words go with it.", row.written)
        card = ConfirmCard(
            self.window(),
            tr("Remove “{heading}”?", heading=section_name(row.id, row.heading)),
            tr("{words} Undo brings them back.", words=words),
            tr("Remove"),
        )
        card.confirmed.connect(lambda: self._posting.remove_section(self._planned(row)))
        card.open_at(self._list.spot_of(at), self._list.viewport())

    def edit(self, at: int) -> None:
        """Change a section in a card: heading, length, what must be in it, and what it rests on."""
        row = self._row(at)
        if row is None or self.locked or row.id == INTRODUCTION:
            return
        section = self._posting.post.section(row.id) if row.id else Section("", row.heading, row.level)
        if section is not None:
            # The text's heading counts: it may have been reworded there since the outline was made.
            self._open_card(msgspec.structs.replace(section, heading=row.heading), at)

    def add(self, of: QWidget) -> None:
        """Ask for a new section in a card, and put it at the end."""
        if self.locked:
            return
        card = self._card(Section("", ""), new=True)
        card.kept.connect(self._on_new)
        card.open_at(of.rect(), of)

    # Elsewhere in the outline

    def move_up(self, at: int) -> None:
        """Move a section before the one above it."""
        self._step(at, -1)

    def move_down(self, at: int) -> None:
        """Move a section behind the one below it."""
        self._step(at, 1)

    def _step(self, at: int, by: int) -> None:
        row = self._row(at)
        if row is None or self.locked or row.id == INTRODUCTION:
            return
        section_id = self._planned(row)
        ids = [each.id for each in self._posting.post.outline]
        if section_id in ids:
            self._move(section_id, ids.index(section_id) + by)

    def drop(self, at: int, before: int) -> None:
        """Move the section of a row before another row (the number of rows: at the end)."""
        row = self._row(at)
        if row is None or self.locked or row.id == INTRODUCTION or before in {at, at + 1}:
            return
        above = {each.row.id for each in self._list.entries[:before]} - {row.id}
        section_id = self._planned(row)
        place = sum(each.id in above for each in self._posting.post.outline)
        self._move(section_id, place)

    def _move(self, section_id: str, place: int) -> None:
        ids = [each.id for each in self._posting.post.outline]
        if 0 <= place < len(ids) and ids.index(section_id) != place:
            self._posting.move_section(section_id, place)
            self.announced.emit(tr("Section {n} of {total}", n=place + 1, total=len(ids)))

    def _planned(self, row: SectionRow) -> str:
        """The id of a row; a heading that only the text has becomes a section of the outline."""
        return row.id or self._posting.adopt_heading(row.start)

    # Cards and menus

    def _card(self, section: Section, *, new: bool) -> SectionCard:
        brief = self._desk.session.draft.brief
        sources = tuple((each.id, each.title) for each in self._posting.post.sources)
        return SectionCard(self.window(), section, brief.facts, sources, new=new)

    def _open_card(self, section: Section, at: int) -> None:
        card = self._card(section, new=False)
        card.kept.connect(lambda kept: self._on_kept(kept, at))
        card.removal_asked.connect(lambda: self.remove(at))
        card.open_at(self._list.spot_of(at), self._list.viewport())

    def _on_kept(self, section: Section, at: int) -> None:
        row = self._row(at)
        section_id = section.id or (self._planned(row) if row is not None else "")
        if section_id:
            self._posting.change_section(msgspec.structs.replace(section, id=section_id))

    def _on_new(self, section: Section) -> None:
        section_id = self._posting.add_section(section.heading)
        self._posting.change_section(msgspec.structs.replace(section, id=section_id))

    def menu(self, at: int) -> QMenu:
        """What can be done with a row, with its keys."""
        menu = QMenu(self)
        row = self._row(at)
        if row is None:
            return menu
        free = not self.locked
        own = row.id != INTRODUCTION
        _entry(menu, tr("Show"), "Return").triggered.connect(lambda: self.go(at))
        menu.addSeparator()
        may_write = free and not self._desk.writer.busy and not row.pinned
        words = tr("Write again") if row.written else tr("Write this section")
        _entry(menu, words, "W", possible=may_write).triggered.connect(lambda: self.write(at))
        for wish, name in _WISHES:
            action = _entry(menu, tr(name), possible=may_write and bool(row.written))
            action.triggered.connect(lambda _checked=False, wish=wish: self.write(at, str(Wish(wish))))
        if own:
            menu.addSeparator()
            self._add_own(menu, at, row, free=free)
        return menu

    def _add_own(self, menu: QMenu, at: int, row: SectionRow, *, free: bool) -> None:
        """What can be done with every section but the opening."""
        _entry(menu, tr("Change…"), "F2", possible=free).triggered.connect(lambda: self.edit(at))
        pin = _entry(menu, tr("Pin"), "P", possible=free)
        pin.setCheckable(True)
        pin.setChecked(row.pinned)
        pin.triggered.connect(lambda: self.pin(at))
        _entry(menu, tr("Move up"), "Alt+Up", possible=free).triggered.connect(lambda: self.move_up(at))
        _entry(menu, tr("Move down"), "Alt+Down", possible=free).triggered.connect(lambda: self.move_down(at))
        merge = _entry(menu, tr("Merge with the one above"), "M", possible=free and self.may_merge(at))
        merge.triggered.connect(lambda: self.merge(at))
        menu.addSeparator()
        _entry(menu, tr("Remove"), "Del", possible=free).triggered.connect(lambda: self.remove(at))

    def _open_menu(self, at: int, where: QPoint) -> None:
        menu = self.menu(at)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)


def _entry(menu: QMenu, words: str, key: str = "", *, possible: bool = True) -> QAction:
    action = menu.addAction(words)
    if key:
        action.setShortcut(QKeySequence(key))
        action.setShortcutVisibleInContextMenu(True)
    action.setEnabled(possible)
    return action
