"""The fields of the chosen channels, one below the other, and what is found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPropertyAnimation, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop.core.copy import field_of
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.fields import FieldSpec
from desktop.runtime.repairs import PutRight
from desktop.views import theme
from desktop.views.editor.gutter import GUTTER, RIGHT
from desktop.views.editor.marks import REPAIR
from desktop.views.tokens import Motion, Size, Space, Type

if TYPE_CHECKING:
    from desktop.views.editor.marks import Mark
    from desktop.views.product.text_view import TextView


class FieldsColumn(QScrollArea):
    """Scrolls; follows the text that is being written as long as the reader is at its end."""

    again_asked = Signal(str)
    card_asked = Signal(object, object)  # TextView, Mark; by key
    mark_pressed = Signal(object, object)  # TextView, Mark
    hovered = Signal(object, object)  # TextView, Mark or None
    scrolled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._specs: tuple[FieldSpec, ...] = ()
        self._views: dict[str, TextView] = {}
        self._shows_repairs = False
        self._follows = True
        self._gliding = False
        self._glide = QPropertyAnimation(self.verticalScrollBar(), b"value", self)
        self._glide.finished.connect(self._on_glided)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = inside = QWidget()
        inside.setProperty("page", True)
        self._page = QWidget()
        self.column = QVBoxLayout(self._page)
        self.column.setContentsMargins(0, 0, 0, Space.XXL)
        self.column.setSpacing(0)
        self._above = QVBoxLayout()
        self._above.setContentsMargins(GUTTER, 0, RIGHT, 0)
        self.column.addLayout(self._above)
        self.below = QVBoxLayout()
        self.below.setContentsMargins(GUTTER, 0, RIGHT, 0)
        self.column.addLayout(self.below)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(GUTTER - Space.S - Space.XXS, Space.XS, RIGHT, 0)
        self.column.addLayout(self.foot)
        self.column.addStretch(1)
        self._row = centred(self._page)
        inside.setLayout(self._row)
        self.setWidget(inside)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)
        self.set_text_size(theme.tokens().text_size)

    # The fields

    @property
    def views(self) -> tuple[TextView, ...]:
        """The fields in their order."""
        return tuple(self._views[spec.name] for spec in self._specs)

    def view(self, name: str) -> TextView | None:
        """A field by its name in the copy."""
        return self._views.get(name)

    def show_fields(self, specs: tuple[FieldSpec, ...]) -> bool:
        """Show these fields, those that are there already as they are; returns whether anything is different."""
        if specs == self._specs:
            return False
        wanted = {spec.name: spec for spec in specs}
        for name in [name for name, view in self._views.items() if wanted.get(name) != view.spec]:
            view = self._views.pop(name)
            view.close_field()
            self.column.removeWidget(view)
            view.hide()
            view.deleteLater()
        self._specs = specs
        for place, spec in enumerate(specs):
            if spec.name not in self._views:
                self._views[spec.name] = self._make(spec)
            view = self._views[spec.name]
            view.editor.setPlaceholderText(tr("Press Write, or type here") if place == 0 else "")
            self.column.insertWidget(place + 1, view)
        return True

    def _make(self, spec: FieldSpec) -> TextView:
        from desktop.views.product.field_view import FieldView  # a blank desk is shown before the editors are there

        return self._listen(FieldView(self._desk, spec))

    def _listen(self, view: TextView) -> TextView:
        """Pass on what a text says; it takes part in marks, cards and scrolling from now on."""
        view.again_asked.connect(self.again_asked)
        view.editor.card_asked.connect(lambda mark, view=view: self.card_asked.emit(view, mark))
        view.editor.mark_pressed.connect(lambda mark, view=view: self.mark_pressed.emit(view, mark))
        view.editor.hovered.connect(lambda mark, view=view: self.hovered.emit(view, mark))
        view.editor.grown.connect(lambda view=view: self._on_grown(view))
        view.editor.cursorPositionChanged.connect(lambda view=view: self._on_caret(view))
        view.editor.submitted.connect(lambda view=view: self._go_on(view))
        return view

    def set_locked(self, locked: bool) -> None:
        """Whether nothing may be changed."""
        for view in self._views.values():
            view.set_locked(locked)

    def set_text_size(self, size: int) -> None:
        """Show the text in this size; the column keeps its number of characters."""
        self._page.setMaximumWidth(page_width(size))
        for view in self._views.values():
            view.editor.set_text_size(size)

    def put_above(self, card: QWidget) -> None:
        """Show a card above all fields."""
        self._above.addSpacing(Space.S)
        self._above.addWidget(card)
        self._above.addSpacing(Space.S)

    def clear_above(self) -> None:
        """Take away what stands above the fields."""
        while (item := self._above.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def put_card(self, card: QWidget, field: str) -> None:
        """Show a card below a field, or below all of them when it is not there."""
        view = self.view(field)
        if view is None:
            self.below.insertWidget(0, card)
        else:
            view.put_below(card)
        QTimer.singleShot(0, card, lambda: self.ensureWidgetVisible(card, 0, Space.XL))

    # Findings

    def show_report(self, report: CheckReport) -> None:
        """Mark what was found, and know what the facts support."""
        found: dict[str, list[Finding]] = {}
        for finding in report.findings:
            found.setdefault(field_of(finding.field), []).append(finding)
        verdicts = {(claim.field, claim.start, claim.end): claim for claim in report.claims}
        claims = {
            finding: claim
            for finding in report.findings
            if finding.check.startswith("claims.")
            and (claim := verdicts.get((finding.field, finding.start, finding.end))) is not None
        }
        for claim in report.claims:
            if claim.verdict in {Verdict.SUPPORTED, Verdict.OPINION}:
                quiet = _quiet(claim)
                claims[quiet] = claim
                found.setdefault(field_of(claim.field), []).append(quiet)
        for piece in self._desk.repairs.standing() if self._shows_repairs else ():
            if piece.shown[0] < piece.shown[1]:
                found.setdefault(piece.field, []).append(_repaired(piece))
        for view in self.views:
            view.show_findings([each for name in view.addresses for each in found.get(name, ())], claims)

    def show_repairs(self, shown: bool) -> None:
        """Mark what was put right, or no longer."""
        if shown != self._shows_repairs or shown:
            self._shows_repairs = shown
            self.show_report(self._desk.checker.report)

    def repair_of(self, finding: Finding) -> PutRight | None:
        """The piece that a mark shows, where it stands now."""
        wanted = finding.check.removeprefix(REPAIR)
        if wanted == finding.check:
            return None
        return next((piece for piece in self._desk.repairs.standing() if piece.id == wanted), None)

    def repair_mark(self, piece: PutRight) -> tuple[TextView, Mark] | None:
        """The mark of a piece that was put right, when it has one."""
        return next(((view, mark) for view, mark in self.marks() if mark.finding.check == f"{REPAIR}{piece.id}"), None)

    def marks(self) -> list[tuple[TextView, Mark]]:
        """Every mark with its field, in reading order."""
        return [(view, mark) for view in self.views for mark in view.editor.marks.marks]

    def next_mark(self, after: Mark | None, step: int = 1) -> tuple[TextView, Mark] | None:
        """The mark behind another (before it: -1), or behind the caret; after the last comes the first."""
        marks = self.marks()
        if not marks:
            return None
        for index, (_, mark) in enumerate(marks):
            if mark is after:
                return marks[(index + step) % len(marks)]
        order = {view: place for place, view in enumerate(self.views)}
        focused = next((view for view in self.views if view.editor.hasFocus()), None)
        if focused is None:
            return marks[0 if step > 0 else -1]
        caret = (order[focused], focused.editor.textCursor().position())
        if step < 0:
            return next((pair for pair in reversed(marks) if (order[pair[0]], pair[1].end) < caret), marks[-1])
        return next((pair for pair in marks if (order[pair[0]], pair[1].start) >= caret), marks[0])

    def mark_of(self, finding: Finding) -> tuple[TextView, Mark] | None:
        """The mark that shows a finding, when it has one."""
        return next(((view, mark) for view, mark in self.marks() if mark.finding == finding), None)

    def mark_at(self, field: str, start: int, text: str) -> tuple[TextView, Mark] | None:
        """The mark of a claim, also of one that is not shown."""
        view = self.view(field_of(field))
        if view is None:
            return None
        for mark in (*view.editor.marks.marks, *view.editor.marks.quiet):
            found = mark.finding
            if (found.field, found.start, found.text) == (field, start, text):
                return view, mark
        return None

    def go_to(self, view: TextView, mark: Mark | None = None) -> None:
        """Put the caret at a mark or into a field, and bring it into sight."""
        view.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if mark is not None:
            cursor = view.editor.textCursor()
            cursor.setPosition(mark.start)
            view.editor.setTextCursor(cursor)
        self._bring_into_sight(view)

    # Scrolling

    def begin_following(self) -> None:
        """A model begins to write: go with it until the reader goes elsewhere."""
        self._follows = True

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        self._glide.stop()
        self._gliding = False
        self._note_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scrolled.emit()

    def _on_scrolled(self, _value: int) -> None:
        self.scrolled.emit()
        if not self._gliding:
            self._note_place()

    def _on_range(self, _least: int, most: int) -> None:
        """What the scroll bar takes at the right is given at the left, so that the words stay where they are."""
        bar = self.verticalScrollBar().sizeHint().width() if most else 0
        self._row.setContentsMargins(RIGHT - GUTTER + bar, 0, 0, 0)

    def _note_place(self) -> None:
        """Whether the reader looks at the end of what is being written."""
        writing = next((view for view in self.views if view.editor.writing), None)
        if writing is not None:
            self._follows = self._bottom_of(writing) <= self.verticalScrollBar().value() + self.viewport().height()

    def _on_grown(self, view: TextView) -> None:
        if view.editor.writing and self._follows:
            QTimer.singleShot(0, self, lambda: self._follow(view))

    def follow_field(self, view: TextView) -> None:
        """A field begins to be written: bring its place into sight when the reader goes along."""
        if self._follows:
            QTimer.singleShot(0, self, lambda: self._follow(view))

    def _follow(self, view: TextView) -> None:
        bar = self.verticalScrollBar()
        wanted = min(bar.maximum(), self._bottom_of(view) - self.viewport().height() + Space.XL)
        if wanted <= bar.value() and self._glide.state() != QPropertyAnimation.State.Running:
            return
        duration = theme.motion(Motion.SLOW)
        self._gliding = True
        self._glide.stop()
        if not duration:
            bar.setValue(wanted)
            self._gliding = False
            return
        self._glide.setDuration(duration)
        self._glide.setStartValue(bar.value())
        self._glide.setEndValue(max(wanted, bar.value()))
        self._glide.start()

    def _on_glided(self) -> None:
        self._gliding = False

    def _bottom_of(self, view: TextView) -> int:
        return view.mapTo(self._inside, view.rect().bottomLeft()).y()

    def _on_caret(self, view: TextView) -> None:
        """The page goes with the caret of the one who types."""
        if view.editor.hasFocus() and not view.editor.writing:
            QTimer.singleShot(0, self, lambda: self._bring_into_sight(view))

    def _bring_into_sight(self, view: TextView) -> None:
        editor = view.editor
        caret = editor.cursorRect().translated(editor.viewport().pos())
        spot = QRect(editor.mapTo(self._inside, caret.topLeft()), caret.size())
        self.ensureVisible(spot.x(), spot.center().y(), 0, spot.height() + Space.L)

    def _go_on(self, view: TextView) -> None:
        """Enter in a field of one line goes to the next field."""
        views = self.views
        place = views.index(view) + 1
        if place < len(views):
            self.go_to(views[place])


def _quiet(claim: Claim) -> Finding:
    """A claim that no finding speaks of, so that its card can be opened."""
    return Finding(
        f"claims.{claim.kind}",
        Severity.INFO,
        claim.field,
        claim.start,
        claim.end,
        claim.text,
        claim.reason,
        claim.facts,
    )


def _repaired(piece: PutRight) -> Finding:
    """A piece that was put right, so that its card can be opened."""
    start, end = piece.shown
    words = piece.after if (start, end) == (piece.start, piece.end) else ""
    return Finding(f"{REPAIR}{piece.id}", Severity.INFO, piece.field, start, end, words, piece.reason)


def page_width(size: int) -> int:
    """The width of the page for a size of text: the words keep their number of characters a line."""
    return GUTTER + round(Size.TEXT_NARROW * size / Type.TEXT) + RIGHT


def centred(page: QWidget) -> QHBoxLayout:
    """A layout that puts the words of a page in the middle, not the page with its unlike margins."""
    row = QHBoxLayout()
    row.setContentsMargins(RIGHT - GUTTER, 0, 0, 0)
    row.setSpacing(0)
    row.addStretch(1)
    row.addWidget(page, 1000)
    row.addStretch(1)
    return row
