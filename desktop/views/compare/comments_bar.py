"""What others said of the fields in a sheet that was read back: one quiet card above the columns."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.runtime.fields import field_label
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import IconButton
from desktop.views.widgets.text import Label

_LONGEST = 300


class CommentsBar(QFrame):
    """Shown while there are comments and until it is put away; other comments bring it back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._away: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self.words = Label("", "base", "text_1", wrap=True, selectable=True)
        close = IconButton("close", tr("Put the comments away"), size=Size.CONTROL_SMALL)
        close.clicked.connect(self._put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, Space.XS, Space.XS, Space.XS)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel("info", "information", Size.ICON_MEDIUM))
        row.addWidget(self.words, 1)
        row.addWidget(close)
        self.hide()

    def show_comments(self, comments: Mapping[str, str]) -> None:
        """Show these, field by field; none puts the card away."""
        self._shown = dict(comments)
        self.setVisible(bool(comments) and self._shown != self._away)
        lines = (
            tr("{field}: “{words}”", field=field_label(field), words=_short(words)) for field, words in comments.items()
        )
        self.words.setText("  ·  ".join(lines))
        self.setAccessibleName(self.words.text())

    def _put_away(self) -> None:
        self._away = self._shown
        self.hide()


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
