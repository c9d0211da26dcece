"""The middle of the history: a draft, two versions in one text, and the way back to either."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.draft import SearchHit, Version
from desktop.core.history import DraftCard
from desktop.core.words import tr, trn
from desktop.runtime.history import FieldDifference, differences
from desktop.views.history.difference_text import DifferenceText
from desktop.views.history.ends import Ends, changed_words
from desktop.views.history.foot import Foot
from desktop.views.history.names import kind_name
from desktop.views.icons import IconLabel
from desktop.views.moments import moment
from desktop.views.tokens import Size, Space
from desktop.views.widgets.badge import Badge, Tone
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.surface import Surface
from desktop.views.widgets.text import ElidedLabel, Label

_MOST = 1000
"""The stretch of what takes all the room it may."""


class Comparison(Surface):
    """Shows two versions against each other; the signals say what the writer wants."""

    restored = Signal(object)  # Version
    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(2, parent)
        self.setProperty("sheet", True)
        self._old: Version | None = None
        self._new: Version | None = None
        self._trashed = False
        self.title = ElidedLabel("", "text_strong")
        self.kind = Badge("")
        self.language = Badge("")
        self.position = Label("", "small", "text_2")
        self.up = IconButton("chevron-up", tr("Previous change"), key="Shift+F8", size=Size.CONTROL_SMALL)
        self.down = IconButton("chevron-down", tr("Next change"), key="F8", size=Size.CONTROL_SMALL)
        self.place = PlaceLine()
        self.held = HeldLine()
        self.ends = Ends()
        self.text = DifferenceText()
        self.same = ElidedLabel("", "base", "text_2")
        self.same_icon = IconLabel("check", "supported", Size.ICON_MEDIUM)
        self.foot = Foot()
        self.note = Label("", "small", "text_2", wrap=True)
        self.up.clicked.connect(self.previous_change)
        self.down.clicked.connect(self.next_change)
        self.foot.restored.connect(self.restore_older)
        self.held.let_go.connect(self.let_go)
        self._lay_out()

    @property
    def shown(self) -> tuple[Version, ...]:
        """The versions that are shown, the older one first."""
        return tuple(each for each in (self._old, self._new) if each is not None)

    def show_hit(self, hit: SearchHit) -> None:
        """Say which draft it is; its versions come later."""
        self.title.setText(hit.title or tr("Without a name"))
        self.kind.set_text(kind_name(hit.kind))
        self.language.set_text(hit.language)
        self.language.setVisible(bool(hit.language))

    def show_card(self, card: DraftCard) -> None:
        """Say where the draft lies, and what it is tagged with."""
        self.place.show_card(card)
        self._trashed = bool(card.trashed_at)
        self.foot.show_trashed(trashed=self._trashed)
        self.note.setText(
            tr("It stays in the trash for 30 days.")
            if card.trashed_at
            else tr("The text of now stays in the timeline when you restore.")
        )
        self._show_note()

    def show_versions(
        self, old: Version | None, new: Version, *, newest: bool, kept: frozenset[int] = frozenset()
    ) -> None:
        """Compare an older version with a newer one; without an older one the text is shown as it is."""
        self._old, self._new = old, new
        fields = differences(old or new, new)
        self.text.show_fields(fields, plain=old is None)
        self.ends.show_versions(old, new, newest=newest, words=changed_words(fields), kept=kept)
        self.same.setText(_same_words(fields, old, new) if old is not None else "")
        self.same.setVisible(bool(self.same.text()))
        self.same_icon.setVisible(old is not None and bool(self.same.text()) and old.brief.facts == new.brief.facts)
        one_draft = old is not None and old.draft == new.draft
        self.foot.show_restore(moment(old.saved_at) if old is not None and one_draft else "", len(self.text.changes))
        self._show_position()
        self._show_note()

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
        if self.foot.restores and self._old is not None:
            self.restored.emit(self._old)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.kind.setVisible(self.width() > Size.RESULTS)
        self._show_position()
        self._show_note()

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.RESULTS - Space.XXL, super().minimumSizeHint().height())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        for name in (self.title, self.kind, self.language):
            head.addWidget(name)
        head.addStretch(1)
        for step in (self.position, self.up, self.down):
            head.addWidget(step)
        same = QHBoxLayout()
        same.setSpacing(Space.S)
        same.addWidget(self.same_icon)
        same.addWidget(self.same, 1)
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
        column.addWidget(self.place)
        column.addWidget(self.held)
        column.addWidget(self.ends)
        column.addWidget(self.text, 1)
        column.addLayout(same)
        column.addWidget(self.foot)
        column.addWidget(self.note)

    def _show_position(self) -> None:
        count = len(self.text.changes)
        for widget in (self.position, self.up, self.down):
            widget.setVisible(count > 0)
        place = self.text.current + 1
        narrow = self.width() <= Size.RESULTS
        words = tr("{n} of {count}", n=place, count=count) if narrow else ""
        self.position.setText(words or tr("Change {n} of {count}", n=place, count=count))

    def _show_note(self) -> None:
        """Said where it matters, and where the text itself has room enough."""
        matters = self._trashed or self.foot.restores
        self.note.setVisible(matters and self.height() > Size.TEXT_COLUMN)


class PlaceLine(QWidget):
    """Where a draft lies and what it is tagged with; not there for one that lies nowhere in particular."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.badges: list[Badge] = []
        self.rest = Badge("", parent=self)
        self.setFixedHeight(Size.BADGE)
        self.hide()

    def show_card(self, card: DraftCard) -> None:
        """Show the shelf, the folder and the tags."""
        for badge in self.badges:
            badge.hide()
            badge.deleteLater()
        self.badges = []
        if card.trashed_at:
            self.badges.append(Badge(tr("Trash"), Tone.WARNING, icon="trash", parent=self))
        elif card.archived_at:
            self.badges.append(Badge(tr("Archive"), Tone.INFORMATION, icon="archive", parent=self))
        if card.folder:
            self.badges.append(Badge(card.folder, icon="folder", parent=self))
        self.badges += [Badge(tag, icon="tag", parent=self) for tag in card.tags]
        words = ", ".join(badge.text for badge in self.badges)
        self.setAccessibleName(tr("Where it lies, and its tags: {words}", words=words))
        self.setToolTip(words)
        self.setVisible(bool(words))
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(0, Size.BADGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as many as there is room for, and say how many there are besides."""
        left, shown, gap = 0, 0, Space.XS + Space.XXS
        for place, badge in enumerate(self.badges):
            more = len(self.badges) - place - 1
            self.rest.set_text(tr("+{n}", n=more))
            wanted = badge.sizeHint().width() + (gap + self.rest.sizeHint().width() if more else 0)
            if place and left + wanted > self.width():
                break
            badge.setGeometry(left, 0, min(badge.sizeHint().width(), self.width() - left), Size.BADGE)
            left += badge.width() + gap
            shown = place + 1
        for place, badge in enumerate(self.badges):
            badge.setVisible(place < shown)
        self.rest.set_text(tr("+{n}", n=len(self.badges) - shown))
        self.rest.setGeometry(left, 0, self.rest.sizeHint().width(), Size.BADGE)
        self.rest.setVisible(shown < len(self.badges))


class HeldLine(QFrame):
    """A version of another text is held, to be compared with what is chosen next."""

    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("well", True)
        self.words = ElidedLabel("", "base", "text_1")
        self.close_button = IconButton("close", tr("No longer compare with it"), key="Esc", size=Size.CONTROL_SMALL)
        self.close_button.clicked.connect(self.let_go)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.XXS, Space.XS, Space.XXS)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel("pin", "accent", Size.ICON_MEDIUM))
        row.addWidget(self.words, 1)
        row.addWidget(self.close_button)
        self.hide()

    def show_held(self, words: str) -> None:
        """Say what is held; empty for nothing."""
        self.words.setText(words)
        self.setVisible(bool(words))


def _same_words(fields: tuple[FieldDifference, ...], old: Version, new: Version) -> str:
    """What did not change, and whether the facts did."""
    same = [field.label for field in fields if field.same]
    lines = []
    if fields and len(same) == len(fields):
        lines.append(tr("The two texts are the same."))
    elif same:
        lines.append(tr("The same: {fields}.", fields=", ".join(same)))
    facts = len(new.brief.facts)
    if old.brief.facts != new.brief.facts:
        one_draft = old.draft == new.draft
        lines.append(tr("The facts have changed.") if one_draft else tr("The facts are others."))
    elif facts:
        lines.append(trn("{n} fact is the same.", "{n} facts are the same.", facts))
    return " ".join(lines)
