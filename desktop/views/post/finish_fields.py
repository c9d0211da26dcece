"""The lines around a post: title, summary, what a search shows, posts for networks; with what is found in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from desktop.core.wishes import WishName
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.fields import FieldSpec, fields_of
from desktop.runtime.posting_values import BODY, EXCERPT, SEO_DESCRIPTION, SEO_TITLE, TITLE
from desktop.views import theme
from desktop.views.editor.gutter import GUTTER, RIGHT
from desktop.views.icons import icon
from desktop.views.mail.wish_card import WishCard
from desktop.views.product.field_state import FieldState
from desktop.views.product.field_view import FieldView
from desktop.views.product.fields_column import FieldsColumn
from desktop.views.product.writing_show import WritingShow
from desktop.views.tokens import Size, Space, Type
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.keys import with_key

if TYPE_CHECKING:
    from desktop.core.brief import Brief
    from desktop.core.errors import Problem

COPY_KEY, AGAIN_KEY, WAYS_KEY, SHORTER_KEY = "Alt+C", "Alt+R", "Alt+M", "Alt+S"
FOR_WORDS, FOR_SEARCH = (TITLE, EXCERPT), (SEO_TITLE, SEO_DESCRIPTION)
_COPIED_MS = 1500
_ROOMY = Size.TEXT_NARROW + GUTTER + RIGHT


class LineView(FieldView):
    """A field that can be copied, and written in other ways."""

    rewrite_asked = Signal(str, str)  # the field, and how
    copied = Signal(str)  # what was copied, in words

    def __init__(self, desk: Desk, spec: FieldSpec, parent: QWidget | None = None) -> None:
        self._ready = False
        super().__init__(desk, spec, parent)
        name = f"{spec.label} {spec.hint}".strip()
        self.copy = IconButton("copy", tr("Copy {field}", field=name), key=COPY_KEY, size=Size.BADGE)
        self.more = IconButton("more", tr("Write {field} in another way", field=name), key=WAYS_KEY, size=Size.BADGE)
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._copied.timeout.connect(lambda: self.copy.set_icon("copy", "text_2"))
        self.tools.setSpacing(Space.XS)
        for button in (self.more, self.copy):
            self._keep_place(button)
            button.installEventFilter(self)
            self.tools.addWidget(button)
        self.copy.clicked.connect(self.copy_text)
        self.more.clicked.connect(self.open_ways)
        self.again.set_name(with_key(self.again.accessibleName(), AGAIN_KEY))
        for words in (self.label, self.hint):
            words.setMinimumWidth(Space.HAIR)  # else long words would make the page wider than there is room
        self._ready = True
        self._show_again()

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key stops at, in its order."""
        return self.editor, self.again, self.more, self.copy

    def set_locked(self, locked: bool) -> None:
        """Whether nothing may be changed; it can still be copied."""
        super().set_locked(locked)
        self.more.setEnabled(not locked)

    def copy_text(self) -> None:
        """Put the text on the clipboard."""
        text = self.editor.text()
        if text.strip():
            QGuiApplication.clipboard().setText(text)
            self.copy.set_icon("check", "supported")
            self._copied.start()
            self.copied.emit(tr("Copied: {field}", field=f"{self.spec.label} {self.spec.hint}".strip()))

    def ways_menu(self) -> QMenu:
        """The ways in which it can be written; those that change words are there when there are words."""
        menu = QMenu(self)
        there = bool(self.editor.text().strip())
        entries: tuple[tuple[str, str, Callable[[], None]], ...] = (
            (tr("Write it again") if there else tr("Write it"), "retry", lambda: self.again_asked.emit(self.spec.name)),
            (tr("Shorter"), "shorter", lambda: self._rewrite(WishName.SHORTER)),
            (tr("Longer"), "plus", lambda: self._rewrite(WishName.LONGER)),
            (tr("Simpler"), "", lambda: self._rewrite(WishName.SIMPLER)),
            (tr("Say how…"), "pencil", self.ask_for_wish),
        )
        for place, (words, name, work) in enumerate(entries):
            action = menu.addAction(icon(name), words) if name else menu.addAction(words)
            action.setEnabled(there or place == 0)
            action.triggered.connect(lambda _checked=False, work=work: work())
        return menu

    def open_ways(self) -> None:
        """Offer the ways in which it can be written."""
        if self.may_be_written:
            menu = self.ways_menu()
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def ask_for_wish(self) -> None:
        """Ask how it shall be written."""
        card = WishCard(self, self.spec.label)
        card.wished.connect(self._rewrite)
        card.open_at(self.editor.cursorRect().translated(self.editor.viewport().pos()), self.editor)

    @property
    def may_be_written(self) -> bool:
        """Whether a model may be asked for it now."""
        return self.again.isEnabled() and self._state not in {FieldState.WAITING, FieldState.WRITING}

    def _rewrite(self, how: str) -> None:
        self.rewrite_asked.emit(self.spec.name, str(how))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the count goes before its bar, and before where the field is published."""
        super().resizeEvent(event)
        roomy = self.width() >= _ROOMY
        self.hint.setVisible(bool(self.spec.hint) and (roomy or self.spec.name not in FOR_SEARCH))
        self.counter.set_bar(roomy)

    def _show_again(self) -> None:
        super()._show_again()
        if self._ready:
            near = self.underMouse() or any(part.hasFocus() for part in self.stops)
            idle = self._state not in {FieldState.WAITING, FieldState.WRITING}
            self.again.setVisible(near and idle)
            self.more.setVisible(near and idle)
            self.copy.setVisible(near and idle and bool(self.editor.text().strip()))


class FinishFields(FieldsColumn):
    """A page in whose places (`words`, `search`, `social`) the fields stand; other parts stand between those."""

    structure_shown = Signal()  # other fields are there
    rewrite_asked = Signal(str, str)
    copied = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self.words, self.search, self.social = (_Place() for _ in range(3))
        super().__init__(desk, parent)
        self.parts = QVBoxLayout()
        self.parts.setSpacing(0)
        self.column.insertLayout(1, self.parts)
        self.column.setContentsMargins(_LEFT, 0, 0, 0)

    def put(self, part: QWidget, *, above: int = Space.L, below: int = 0) -> None:
        """Add a part that is no field: its words begin below those of the fields."""
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(GUTTER, above, RIGHT, below)
        inside.addWidget(part)
        self.parts.addWidget(holder)

    def show_brief(self, brief: Brief) -> None:
        """Show the fields that a post with this brief has."""
        if brief.post is not None:
            self.show_fields(fields_of(brief))

    def show_fields(self, specs: tuple[FieldSpec, ...]) -> bool:
        """Show these fields but the body, those that are there already as they are; whether anything is different."""
        given = {spec.name: spec for spec in specs if spec.name != BODY}
        order = [name for name in (*FOR_WORDS, *FOR_SEARCH) if name in given]
        wanted = tuple(given[name] for name in (*order, *(name for name in given if name not in order)))
        if wanted == self._specs:
            return False
        gone = [spec.name for spec in self._specs if spec not in wanted]
        self._specs = tuple(spec for spec in self._specs if spec in wanted)  # what moves may ask for them meanwhile
        for name in gone:
            view = self._views.pop(name)
            view.close_field()
            view.hide()
            view.deleteLater()
        places = {self.words: 0, self.search: 0, self.social: 0}
        for spec in wanted:
            holder = self.words if spec.name in FOR_WORDS else self.search if spec.name in FOR_SEARCH else self.social
            if spec.name not in self._views:
                self._views[spec.name] = self._listen(self._line(spec))
            holder.column.insertWidget(places[holder], self._views[spec.name])
            places[holder] += 1
        self._specs = wanted
        self.structure_shown.emit()
        return True

    def line(self, name: str) -> LineView | None:
        """A field by its name, as a line."""
        view = self.view(name)
        return view if isinstance(view, LineView) else None

    @property
    def focused(self) -> LineView | None:
        """The field that the caret is in."""
        return next(
            (view for view in self.views if isinstance(view, LineView) and any(p.hasFocus() for p in view.stops)), None
        )

    def set_text_size(self, size: int) -> None:
        """Show the texts in this size; the column is as wide as the pages of the other steps."""
        super().set_text_size(size)
        self._page.setMaximumWidth(max(_WIDEST, round(Size.TEXT_COLUMN * size / Type.TEXT)))

    def _line(self, spec: FieldSpec) -> LineView:
        view = LineView(self._desk, spec)
        view.rewrite_asked.connect(self.rewrite_asked)
        view.copied.connect(self.copied)
        view.editor.set_text_size(theme.tokens().text_size)
        view.editor.setPlaceholderText(_placeholder(spec.name))
        return view

    def _on_range(self, _least: int, _most: int) -> None:
        """The page stands as those of the other steps do."""
        self._row.setContentsMargins(0, 0, 0, 0)


def _placeholder(name: str) -> str:
    """What stands in a field that is empty."""
    return {
        TITLE: tr("What the post is called"),
        EXCERPT: tr("Two sentences for a list of posts"),
        SEO_TITLE: tr("The line that a search shows in blue"),
        SEO_DESCRIPTION: tr("The two lines below it"),
    }.get(name, tr("What makes people want to read it"))


class _Place(QWidget):
    """A widget of its own, so that the Tab key goes through its fields before it goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)


_WIDEST = Size.TEXT_COLUMN + 2 * Space.XXL
_LEFT = Space.XXL - GUTTER
"""So that words begin where they do on the pages of the other steps."""


class FinishWriting(WritingShow):
    """Shows what becomes of these lines; what became of the text is shown where the text is."""

    def rewrite(self, name: str, how: str) -> None:
        """Have a field written in this way."""
        self._last = lambda: self.rewrite(name, how)
        self._desk.writer.write((name,), how=how)

    def show_weak_note(self) -> None:
        """That a model is weak is said where the text is written."""

    def _on_failed(self, problem: Problem) -> None:
        """What ended the writing of the text is left to the window's notice, or the page of the text."""
        if self._is_elsewhere:
            self._end(stopped=True)
        else:
            super()._on_failed(problem)

    def _show_stopped(self, *, by_writer: bool) -> None:
        if not any(self._fields.view(name) is None for name in self._begun):
            super()._show_stopped(by_writer=by_writer)

    @property
    def _is_elsewhere(self) -> bool:
        """Whether the job under way writes none of these lines."""
        return self._running and not any(self._fields.view(name) is not None for name in self._asked)
