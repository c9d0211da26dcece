"""One field of the copy on the page: its name, what became of it, its count, and its text."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.words import tr, trn
from desktop.runtime.desk import Desk
from desktop.runtime.fields import FieldSpec
from desktop.views import theme
from desktop.views.editor.binding import FieldBinding
from desktop.views.editor.field_editor import FieldEditor
from desktop.views.editor.gutter import GUTTER, RIGHT
from desktop.views.field_count import measured, measured_line, unit_of
from desktop.views.icons import IconLabel
from desktop.views.product.field_state import FieldState
from desktop.views.product.text_view import TextView
from desktop.views.tokens import Radius, Size, Space
from desktop.views.widgets.badge import Badge, Tone
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.counter import Counter
from desktop.views.widgets.progress import ProgressStrip
from desktop.views.widgets.surface import rounded
from desktop.views.widgets.text import Label

_COUNT_MS = 60
_COUNT_HUGE_MS = 300

_STATE_ICONS = {
    FieldState.WAITING: ("waiting", "text_3"),
    FieldState.WRITING: ("pencil", "accent"),
    FieldState.DONE: ("check", "supported"),
}


class FieldView(TextView):
    """Label, hint, counter and editor; glows while a model writes in it."""

    def __init__(self, desk: Desk, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec, parent)
        self._measure = desk.checker.measure
        self.editor = FieldEditor(
            single_line=spec.kind in {"headline", "search"},
            heading=spec.kind == "headline",
            counts=self._count_line if spec.is_list else None,
        )
        self.editor.setAccessibleName(f"{spec.label}, {spec.hint}" if spec.hint else spec.label)
        self.label = Label(spec.label, "small", "text_2")
        self.hint = Label(spec.hint, "small", "text_3")
        self.badge = Badge("", Tone.ACCENT)
        self.counter = Counter()
        self.waiting = Label(tr("waiting"), "small", "text_3")
        self.again = IconButton("retry", tr("Write only {field}", field=spec.label), size=Size.CONTROL_SMALL)
        self.note = Label("", "small", "text_2", wrap=True)
        self.progress = ProgressStrip(tr("Long text"))
        self.tools = QHBoxLayout()
        """Before the counter, for what a kind of field can do besides."""
        self._icon = IconLabel("check", "supported", Size.ICON_SMALL)
        self._count_soon = QTimer(self, singleShot=True)
        self._lay_out()
        self.hint.setVisible(bool(spec.hint))
        self.binding = FieldBinding(desk.session, self.editor, spec.name, spec.label, is_list=spec.is_list)
        self._connect()
        self._count()
        self.set_state(FieldState.IDLE)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        self._keep_place(self._icon)
        self.label.setFixedHeight(Size.BADGE)
        for part in (self.label, self.hint, self.badge):
            head.addWidget(part)
        head.addStretch(1)
        head.addLayout(self.tools)
        head.addWidget(self.waiting)
        head.addWidget(self.counter)
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, RIGHT, 0)
        top.setSpacing(GUTTER - Size.ICON_SMALL)
        top.addWidget(self._icon)
        top.addLayout(head, 1)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, Space.XS, 0)
        body.setSpacing(Space.XS)
        body.addWidget(self.editor, 1)
        self._keep_place(self.again)
        body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        self.under.setContentsMargins(GUTTER, 0, RIGHT, 0)
        self.under.addWidget(self.progress)
        self.under.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.S + Space.XXS, 0, Space.S + Space.XXS)
        column.setSpacing(Space.XXS)
        column.addLayout(top)
        column.addLayout(body)
        column.addLayout(self.under)
        self.note.hide()
        self.progress.hide()
        self.again.hide()

    def _connect(self) -> None:
        self.again.clicked.connect(self._ask_again)
        for stop in (self.editor, self.again):
            stop.installEventFilter(self)
        self.editor.text_changed.connect(self._count_later)
        self.editor.cleaned.connect(self._on_cleaned)
        self.editor.filling.connect(self._on_filling)
        self._count_soon.timeout.connect(self._count)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What the Tab key stops at, in its order."""
        return self.editor, self.again

    def set_state(self, state: FieldState) -> None:
        """Show what a model does with it."""
        super().set_state(state)
        writing = state is FieldState.WRITING
        self.counter.set_busy(writing)
        self.counter.setVisible(state is not FieldState.WAITING)
        self.waiting.setVisible(state is FieldState.WAITING)
        self.label.set_tone("text_3" if state is FieldState.WAITING else "text_2")
        name, role = _STATE_ICONS.get(state, ("", ""))
        self._icon.setVisible(bool(name) and not writing)
        if name:
            self._icon.set_icon(name, role)
        if state is FieldState.STOPPED:
            self.badge.set_text(tr("stopped here"), Tone.WARNING)
        self.badge.setVisible(state in {FieldState.STOPPED, FieldState.WRITING})
        self._show_again()
        self._say_words()

    def set_locked(self, locked: bool) -> None:
        """Whether nothing may be changed."""
        super().set_locked(locked)
        self.again.setEnabled(not locked)

    # Qt's events

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._show_again()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._show_again()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self._show_again()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._state is not FieldState.WRITING:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent_soft"), Size.RING))
        inset = Size.RING / 2
        area = QRectF(Space.XS, 0, self.width() - RIGHT + Space.M, self.height())
        painter.drawPath(rounded(area.adjusted(inset, inset, -inset, -inset), Radius.LARGE))

    # Inside

    @staticmethod
    def _keep_place(widget: QWidget) -> None:
        policy = widget.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        widget.setSizePolicy(policy)

    def _ask_again(self) -> None:
        self.again_asked.emit(self.spec.name)

    def _show_again(self) -> None:
        """The button is there when the pointer or the caret is, and there is something to write over."""
        near = self.underMouse() or self.editor.hasFocus() or self.again.hasFocus()
        idle = self._state in {FieldState.IDLE, FieldState.STOPPED, FieldState.DONE}
        self.again.setVisible(near and idle)

    def _count_later(self) -> None:
        if not self._count_soon.isActive():
            self._count_soon.start(_COUNT_HUGE_MS if self.editor.is_huge else _COUNT_MS)

    def _count(self) -> None:
        longest = measured(self._measure, self.spec, self.editor.text())
        self.counter.set_measure(longest.count, longest.limit, unit_of(longest.unit))
        self._say_words()

    def _count_line(self, text: str) -> tuple[str, bool]:
        measure = measured_line(self._measure, self.spec, text)
        return f"{measure.count} / {measure.limit}", not measure.fits

    def _say_words(self) -> None:
        if self._state is FieldState.WRITING:
            words = len(self.editor.text().split())
            self.badge.set_text(trn("writing… {n} word", "writing… {n} words", words), Tone.ACCENT)

    def _on_cleaned(self, removed: int) -> None:
        self.note.setText(
            trn(
                "{n} character that no program can show was left out.",
                "{n} characters that no program can show were left out.",
                removed,
            )
        )
        self.note.show()

    def _on_filling(self, share: float) -> None:
        self.progress.setVisible(share < 1)
        self.progress.set_progress(share, 1)
