"""A card that asks from which language into which: only when the file does not tell."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.words import tr
from desktop.views.tokens import Size, Space
from desktop.views.translate.words import language_words
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import ComboField
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label

LANGUAGES: tuple[str, ...] = (
    "en", "nl", "sv", "de", "fr", "da", "fi", "nb", "es", "it", "pt", "pl", "cs", "en-GB", "en-US", "nl-BE", "de-AT",
    "de-CH", "fr-BE", "pt-BR",
)  # fmt: skip
"""Those that are offered; a file may name any other."""


def language_choices(*more: str) -> list[tuple[str, str]]:
    """Every language that is offered, and others that a file names."""
    return [(each, language_words(each)) for each in dict.fromkeys((*LANGUAGES, *(one for one in more if one)))]


class LanguagesCard(Popover):
    """`chosen` sends both languages; they are never the same. Deletes itself when it is closed."""

    chosen = Signal(str, str)

    def __init__(self, window: QWidget, headline: str, sentence: str, source: str, target: str) -> None:
        super().__init__(window, headline)
        choices = language_choices(source, target)
        self.source = ComboField(tr("From"), choices)
        self.target = ComboField(tr("Into"), choices)
        self.source.set_value(source or "en")
        self.target.set_value(target or ("nl" if self.source.value != "nl" else "en"))
        self.go = Button(tr("Go on"), ButtonKind.PRIMARY)
        self.go.clicked.connect(self._on_go)
        self.source.chosen.connect(self._show_ready)
        self.target.chosen.connect(self._show_ready)
        cancel = Button(tr("Cancel"), ButtonKind.QUIET)
        cancel.clicked.connect(self.close_card)
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.setSpacing(Space.M)
        self.body.addWidget(Label(headline, "text_strong"))
        words = Label(sentence, "base", "text_2", wrap=True)
        words.setVisible(bool(sentence))
        self.body.addWidget(words)
        fields = QHBoxLayout()
        fields.setSpacing(Space.M)
        fields.addWidget(self.source)
        fields.addWidget(self.target)
        self.body.addLayout(fields)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addStretch()
        row.addWidget(cancel)
        row.addWidget(self.go)
        self.body.addLayout(row)
        self.setFocusProxy(self.target.combo if source else self.source.combo)
        self.closed.connect(self.deleteLater)
        self._show_ready()

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.DIALOG, super().minimumSizeHint().height())

    def _show_ready(self, _value: str = "") -> None:
        self.go.setEnabled(self.source.value != self.target.value)

    def _on_go(self) -> None:
        source, target = self.source.value, self.target.value
        self.close_card()
        self.chosen.emit(source, target)
