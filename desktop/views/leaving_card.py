"""The card that shows what leaves this computer: before the first call to a provider, and whenever asked."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.settings import MASK_PRIVATE
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.permission import Reason
from desktop.runtime.privacy import Leaving
from desktop.views.announce import spoken
from desktop.views.icons import IconLabel
from desktop.views.leaving_words import cost_words, fit_words, ignored_words, place_words, replaced_words
from desktop.views.provider_words import statement
from desktop.views.sent_text import SentText
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import Toggle
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label


class LeavingCard(Popover):
    """Where it goes, the exact text, what is replaced in it, and the cost; *Send* only when something waits for it."""

    answered = Signal(bool)
    mask_changed = Signal()

    def __init__(self, window: QWidget, desk: Desk, leaving: Leaving) -> None:
        super().__init__(window, tr("What leaves this computer"))
        self._desk = desk
        self.leaving = leaving
        self.title = _fitting("text_strong")
        self.icon = IconLabel("cloud", "warning", Size.ICON_MEDIUM)
        self.place = _fitting("strong", "warning")
        self.says = _fitting("small", "text_2")
        self.text = SentText(tr("The exact text"))
        self.first = _fitting("small", "text_2")
        self.toggle = Toggle(tr("Replace private details"))
        self.replaced = _fitting("small", "text_2")
        self.cost = _fitting("base")
        self.warning = _fitting("base", "warning")
        self.ignored = _fitting("small", "text_2")
        self.send = Button(tr("Send"), ButtonKind.PRIMARY, icon="arrow-right", small=True)
        self.later = Button(tr("Not now"), small=True)
        self._lay_out()
        self.send.clicked.connect(self._on_send)
        self.later.clicked.connect(self.close_card)
        self.toggle.toggled.connect(self._on_mask)
        self.show_leaving(leaving)

    def show_leaving(self, leaving: Leaving) -> None:
        """Show this, also in the place of what was shown before."""
        self.leaving = leaving
        estimated, asked = leaving.estimated, leaving.asked is not None
        stays = estimated.here or leaving.provider is None
        tone = "supported" if stays else "warning"
        self._say(self.title, self._headline(leaving))
        self.icon.set_icon("lock" if stays else "cloud", tone)
        self.place.set_tone(tone)
        self._say(self.place, place_words(leaving))
        self._say(self.says, "" if stays else self._statement(leaving))
        self.text.setVisible(bool(estimated.leaves))
        self.text.show_messages(estimated.leaves, estimated.replaced)
        self._say(self.first, self._about_text(leaving))
        masked = self._desk.settings.get(MASK_PRIVATE)
        blocked = self.toggle.blockSignals(True)
        self.toggle.setChecked(masked)
        self.toggle.blockSignals(blocked)
        self._mask_row.setVisible(not stays)
        self._say(self.replaced, replaced_words(estimated.replaced) if masked else tr("They are sent as they are."))
        self._say(self.cost, "" if leaving.provider is None else cost_words(estimated, self._desk.spending.rate))
        self._say(self.warning, fit_words(estimated))
        self._say(self.ignored, ignored_words(estimated))
        self.send.setVisible(asked)
        self.later.setText(tr("Not now") if asked else tr("Close"))
        self.setFocusProxy(self.later)
        if self.isVisible():
            self.open_in_middle()

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(Space.S)
        place.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(self.place)
        words.addWidget(self.says)
        place.addLayout(words, 1)
        self._mask_row = QWidget()
        row = QHBoxLayout(self._mask_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.M)
        told = QVBoxLayout()
        told.setSpacing(Space.XXS)
        told.addWidget(Label(tr("Replace private details"), "strong"))
        told.addWidget(self.replaced)
        row.addLayout(told, 1)
        row.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.XS + Space.XXS)
        buttons.addWidget(self.send)
        buttons.addWidget(self.later)
        buttons.addStretch()
        self.body.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
        self.body.setSpacing(Space.M)
        self.body.addWidget(self.title)
        self.body.addLayout(place)
        self.body.addWidget(self.first)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self._mask_row)
        for part in (self.cost, self.warning, self.ignored):
            self.body.addWidget(part)
        self.body.addLayout(buttons)

    @staticmethod
    def _headline(leaving: Leaving) -> str:
        if leaving.asked is None or Reason.FIRST not in leaving.asked.reasons:
            return tr("What leaves this computer")
        return tr("This is the first text that goes to {provider}", provider=leaving.estimated.place)

    def _statement(self, leaving: Leaving) -> str:
        """What the provider says of itself, and what is to be known of its address."""
        info = self._desk.providers.info(leaving.provider.name) if leaving.provider is not None else None
        said = statement(leaving.preset) or tr("Nothing is known of what this server does with texts.")
        return spoken(said, info.note if info is not None else "")

    @staticmethod
    def _about_text(leaving: Leaving) -> str:
        if leaving.provider is None:
            return tr("The model works here. Nothing you write is sent anywhere.")
        if leaving.estimated.leaves:
            return tr("Exactly this is sent first; further questions hold the same facts:")
        if leaving.asked is None:
            return tr("Nothing would be sent now.")
        return tr("The text and its facts are sent, so that the model can judge its sentences.")

    @staticmethod
    def _say(label: Label, words: str) -> None:
        label.setText(words)
        label.setVisible(bool(words))
        if words:
            label.fit(label.property("room"))

    def _on_send(self) -> None:
        self.answered.emit(True)

    def _on_mask(self, on: bool) -> None:
        self._desk.settings.set(MASK_PRIVATE, on)
        self.mask_changed.emit()


def _fitting(kind: str, tone: str = "text_1") -> Label:
    """Words that wrap within the card; `fit` gives them their height."""
    label = Label("", kind, tone, wrap=True, selectable=True)
    label.setProperty("room", int(Size.PALETTE))
    return label
