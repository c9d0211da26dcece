"""Which two versions are compared, and by how many words they differ."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.draft import Draft, Version, VersionHeader
from desktop.core.words import tr, trn
from desktop.runtime.history import FieldDifference
from desktop.views.history.names import origin_icon, version_time, version_title
from desktop.views.icons import IconLabel
from desktop.views.moments import day, moment
from desktop.views.tokens import Size, Space
from desktop.views.widgets.text import ElidedLabel, Label


class Ends(QFrame):
    """The older version at the left, the newer one at the right; those of two drafts bear the names of these."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("well", True)
        self.headline = ElidedLabel("", "strong")
        self.words = Label("", "base", "text_2")
        self.old = _End()
        self.new = _End()
        self.arrow = IconLabel("arrow-right", "text_2", Size.ICON_MEDIUM)
        top = QHBoxLayout()
        top.setSpacing(Space.M)
        top.addWidget(self.headline, 1)
        top.addWidget(self.words)
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(Space.M, Space.S + Space.XXS, Space.M, Space.S + Space.XXS)
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.S)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(2, 1)
        grid.addLayout(top, 0, 0, 1, 3)
        grid.addWidget(self.old, 1, 0)
        grid.addWidget(self.arrow, 1, 1, Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(self.new, 1, 2)

    def show_versions(
        self, old: Version | None, new: Version, *, newest: bool, words: tuple[int, int], kept: frozenset[int]
    ) -> None:
        """Show these two; `kept` are the ids of those that are kept for ever."""
        now = tr("now") if newest else moment(new.saved_at)
        two_drafts = old is not None and old.draft != new.draft
        if old is None:
            self.headline.setText(tr("The only version so far"))
            self.words.setText("")
        else:
            headline = tr("Two texts") if two_drafts else tr("From {old} to {new}", old=moment(old.saved_at), new=now)
            self.headline.setText(headline)
            self.words.setText(trn("+{added} −{n} word", "+{added} −{n} words", words[1], added=words[0]))
            self.old.show_version(old, with_title=two_drafts, kept=old.id in kept)
        self.old.setVisible(old is not None)
        self.arrow.setVisible(old is not None)
        self._grid.setColumnStretch(0, 1 if old is not None else 0)
        self._grid.setHorizontalSpacing(Space.M if old is not None else Space.NONE)
        self.new.show_version(new, with_title=two_drafts, kept=new.id in kept)


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

    def show_version(self, version: Version, *, with_title: bool, kept: bool) -> None:
        """Show one version; `with_title` also says of which draft it is."""
        header = header_of(version)
        star = kept or bool(version.name)
        self._icon.set_icon("star" if star else origin_icon(version.origin), "warning" if star else "accent")
        when = tr("{day} {time}", day=day(version.saved_at), time=version_time(header))
        if with_title:
            self._title.setText(title_of(version) or tr("Without a name"))
            self._when.setText(tr("{version}, {when}", version=version_title(header), when=when))
        else:
            self._title.setText(version_title(header))
            self._when.setText(when)
        self.setAccessibleName(f"{self._title.text()}, {self._when.text()}")


def title_of(version: Version) -> str:
    """What the draft of a version was called then."""
    return Draft(version.draft, version.brief.kind, version.brief, version.copy).title


def header_of(version: Version) -> VersionHeader:
    """A version as it stands in a list."""
    model = version.variant.model if version.variant is not None else ""
    return VersionHeader(
        version.id, version.draft, version.origin, version.saved_at, version.name, version.copy.words, model
    )


def changed_words(fields: tuple[FieldDifference, ...]) -> tuple[int, int]:
    """How many words were added, and how many were taken away."""
    pieces = [piece for field in fields for piece in field.pieces]
    added = sum(len(piece.text.split()) for piece in pieces if piece.op == "add")
    return added, sum(len(piece.text.split()) for piece in pieces if piece.op == "delete")
