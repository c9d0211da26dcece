"""The middle of the history: a draft, two of its versions in one text, and the way back to either."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.draft import SearchHit, Version, VersionHeader
from desktop.core.words import tr, trn
from desktop.runtime.history import FieldDifference, differences
from desktop.views.history.difference_text import DifferenceText
from desktop.views.history.names import kind_name, origin_icon, version_time, version_title
from desktop.views.icons import IconLabel
from desktop.views.moments import day, moment
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import ElidedLabel, Label

COLUMNS_KEY = "Alt+C"

_MOST = 1000
"""The stretch of what takes all the room it may."""


class Comparison(Surface):
    """Shows two versions against each other; `restored` and `opened` say what the writer wants."""

    restored = Signal(object)  # Version
    opened = Signal()
    deleted = Signal()
    columns_asked = Signal(object)  # the ids of the versions that are compared

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(2, parent)
        self.setProperty("sheet", True)
        self._old: Version | None = None
        self._new: Version | None = None
        self.title = ElidedLabel("", "text_strong")
        self.kind = Badge("")
        self.language = Badge("")
        self.position = Label("", "small", "text_2")
        self.up = IconButton("chevron-up", tr("Previous change"), key="Shift+F8", size=Size.CONTROL_SMALL)
        self.down = IconButton("chevron-down", tr("Next change"), key="F8", size=Size.CONTROL_SMALL)
        self.ends = _Ends()
        self.text = DifferenceText()
        self.same = Label("", "base", "text_2", wrap=True)
        self.restore = Button(tr("Restore"), ButtonKind.PRIMARY, icon="restore")
        self.open_button = Button(tr("Open this draft"), icon="pencil", key="Alt+Return")
        self.open_icon = IconButton("pencil", tr("Open this draft"), key="Alt+Return")
        self.columns = IconButton("columns", tr("Side by side in columns"), key=COLUMNS_KEY)
        self.delete_button = IconButton("trash", tr("Move to the trash"))
        self.up.clicked.connect(self.previous_change)
        self.down.clicked.connect(self.next_change)
        self.restore.clicked.connect(self._on_restore)
        self.open_button.clicked.connect(self.opened)
        self.open_icon.clicked.connect(self.opened)
        self.columns.clicked.connect(self.ask_for_columns)
        self.delete_button.clicked.connect(self.deleted)
        self._lay_out()

    def show_hit(self, hit: SearchHit) -> None:
        """Say which draft it is; its versions come later."""
        self.title.setText(hit.title or tr("Without a name"))
        self.kind.set_text(kind_name(hit.kind))
        self.language.set_text(hit.language)
        self.language.setVisible(bool(hit.language))

    def show_versions(self, old: Version | None, new: Version, *, newest: bool) -> None:
        """Compare an older version with a newer one; without an older one the text is shown as it is."""
        self._old, self._new = old, new
        fields = differences(old or new, new)
        self.text.show_fields(fields, plain=old is None)
        self.ends.show_versions(old, new, newest=newest, words=_changed_words(fields))
        self.same.setText(_same_words(fields, old, new))
        self.same.setVisible(bool(self.same.text()) and old is not None)
        count = len(self.text.changes)
        self.restore.setVisible(old is not None and bool(count))
        if old is not None:
            self.restore.setText(tr("Restore {time}", time=moment(old.saved_at)))
            self.restore.set_note(trn("undoes this {n} change", "undoes these {n} changes", count))
        self._fit_foot()
        self._show_position()

    def next_change(self) -> None:
        """Go to the next change."""
        self.text.go_to(self.text.current + 1)
        self._show_position()

    def previous_change(self) -> None:
        """Go to the change before."""
        self.text.go_to(self.text.current - 1)
        self._show_position()

    def restore_older(self) -> None:
        """Bring the older version back, when there is one that differs."""
        if self.restore.isVisibleTo(self):
            self._on_restore()

    def ask_for_columns(self) -> None:
        """Have the compared versions stand beside each other, where more can be added."""
        shown = tuple(each.id for each in (self._old, self._new) if each is not None)
        if shown:
            self.columns_asked.emit(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_foot()
        self.kind.setVisible(self.width() > Size.RESULTS)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.RESULTS - Space.XXL, super().minimumSizeHint().height())

    def _fit_foot(self) -> None:
        """Where there is no room for its words, opening is an icon."""
        room = min(self.width() - 2 * Space.XXL, Size.TEXT_COLUMN)
        restore = self.restore.sizeHint().width() if self.restore.isVisibleTo(self) else 0
        icons = self.columns.width() + self.delete_button.width()
        wanted = restore + self.open_button.sizeHint().width() + icons + 4 * Space.S
        self.open_button.setVisible(room >= wanted)
        self.open_icon.setVisible(room < wanted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.title)
        head.addWidget(self.kind)
        head.addWidget(self.language)
        head.addStretch(1)
        head.addWidget(self.position)
        head.addWidget(self.up)
        head.addWidget(self.down)
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.restore)
        foot.addWidget(self.open_button, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.open_icon, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addStretch(1)
        foot.addWidget(self.columns, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.delete_button, 0, Qt.AlignmentFlag.AlignVCenter)
        inner = QWidget()
        inner.setMaximumWidth(Size.TEXT_COLUMN)  # never edge to edge: lines of 62 to 75 characters
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XXL, Space.S + Space.XXS, Space.XXL - Space.S, Space.L)
        row.addStretch(1)
        row.addWidget(inner, _MOST)
        row.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addLayout(head)
        column.addWidget(self.ends)
        column.addWidget(self.text, 1)
        column.addWidget(self.same)
        column.addLayout(foot)
        column.addWidget(
            Label(tr("The text of now stays in the timeline when you restore."), "small", "text_2", wrap=True)
        )

    def _show_position(self) -> None:
        count = len(self.text.changes)
        for widget in (self.position, self.up, self.down):
            widget.setVisible(count > 0)
        self.position.setText(tr("Change {n} of {count}", n=self.text.current + 1, count=count))

    def _on_restore(self) -> None:
        if self._old is not None:
            self.restored.emit(self._old)


class _Ends(QFrame):
    """Which two versions are compared, and by how many words they differ."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("well", True)
        self.headline = Label("", "strong")
        self.words = Label("", "base", "text_2")
        self.old = _End()
        self.new = _End()
        self.arrow = IconLabel("arrow-right", "text_2", Size.ICON_MEDIUM)
        grid = QGridLayout(self)
        grid.setContentsMargins(Space.M, Space.S + Space.XXS, Space.M, Space.S + Space.XXS)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        grid.addWidget(self.headline, 0, 0)
        grid.addWidget(self.words, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.old, 1, 0)
        grid.addWidget(self.arrow, 1, 1)
        grid.addWidget(self.new, 1, 2)

    def show_versions(self, old: Version | None, new: Version, *, newest: bool, words: tuple[int, int]) -> None:
        """Show these two."""
        now = tr("now") if newest else moment(new.saved_at)
        if old is None:
            self.headline.setText(tr("The only version so far"))
            self.words.setText("")
        else:
            self.headline.setText(tr("From {old} to {new}", old=moment(old.saved_at), new=now))
            self.words.setText(trn("+{added} −{n} word", "+{added} −{n} words", words[1], added=words[0]))
            self.old.show_version(old)
        self.old.setVisible(old is not None)
        self.arrow.setVisible(old is not None)
        self.new.show_version(new)


class _End(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("pencil", "accent", Size.ICON_MEDIUM)
        self._title = ElidedLabel("", "strong")
        self._when = ElidedLabel("", "small", "text_2")
        words = QVBoxLayout()
        words.setSpacing(Space.HAIR)
        words.addWidget(self._title)
        words.addWidget(self._when)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S + Space.XXS)
        row.addWidget(self._icon)
        row.addLayout(words, 1)

    def show_version(self, version: Version) -> None:
        """Show one version."""
        header = header_of(version)
        self._icon.set_icon(origin_icon(version.origin), "warning" if version.name else "accent")
        self._title.setText(version_title(header))
        self._when.setText(tr("{day} {time}", day=day(version.saved_at), time=version_time(header)))


def header_of(version: Version) -> VersionHeader:
    """A version as it stands in a list."""
    model = version.variant.model if version.variant is not None else ""
    return VersionHeader(
        version.id, version.draft, version.origin, version.saved_at, version.name, version.copy.words, model
    )


def _changed_words(fields: tuple[FieldDifference, ...]) -> tuple[int, int]:
    """How many words were added, and how many were taken away."""
    pieces = [piece for field in fields for piece in field.pieces]
    added = sum(len(piece.text.split()) for piece in pieces if piece.op == "add")
    return added, sum(len(piece.text.split()) for piece in pieces if piece.op == "delete")


def _same_words(fields: tuple[FieldDifference, ...], old: Version | None, new: Version) -> str:
    """What did not change, and whether the facts did."""
    same = [field.label for field in fields if field.same]
    lines = []
    if fields and len(same) == len(fields):
        lines.append(tr("The two texts are the same."))
    elif same:
        lines.append(tr("The same: {fields}.", fields=", ".join(same)))
    if old is not None:
        facts = len(new.brief.facts)
        if old.brief.facts != new.brief.facts:
            lines.append(tr("The facts have changed."))
        elif facts:
            lines.append(trn("{n} fact is the same.", "{n} facts are the same.", facts))
    return " ".join(lines)
