"""The cards in which a key, another address or a name is entered, in place, below the row they belong to."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.provider import KeyState, Provider
from desktop.core.words import tr
from desktop.runtime.provider_values import is_open_road, whole_address
from desktop.runtime.providers_service import ProvidersService
from desktop.views.announce import announce, spoken
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.fields import Labelled, LineField
from desktop.views.widgets.key_edit import KeyEdit
from desktop.views.widgets.surface import Card
from desktop.views.widgets.text import Label


class Remark(QWidget):
    """An icon and a sentence: what came of a test, or what to beware of."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("check", "supported", Size.ICON_MEDIUM)
        self.words = Label("", "base", "supported", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.hide()

    def say(self, icon: str, words: str, role: str) -> None:
        """Show this, or nothing for empty words."""
        if icon:
            self._icon.set_icon(icon, role)
        self._icon.setVisible(bool(icon))
        self.words.setText(words)
        self.words.set_tone(role)
        self.setVisible(bool(words))


class FormCard(Card):
    """A card with a headline and a cross; Esc closes it. `closed` is sent when the writer is done with it."""

    closed = Signal()

    def __init__(self, headline: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(headline)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.headline = Label(headline, "text_strong", wrap=True)
        self.cross = IconButton("close", tr("Close"))
        self.cross.clicked.connect(self.leave)
        self.said = Remark()
        self.first: QWidget = self.cross
        """What gets the focus when it is shown. A focus proxy would keep the Tab key from leaving it."""
        head = QHBoxLayout()
        head.addWidget(self.headline, 1)
        head.addWidget(self.cross)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(Space.L, Space.S + Space.XXS, Space.L, Space.L)
        self.body.setSpacing(Space.S + Space.XXS)
        self.body.addLayout(head)

    def add_foot(self, *buttons: QWidget) -> None:
        """Add the last line: what came of it, and the buttons."""
        foot = QHBoxLayout()
        foot.setSpacing(Space.S)
        foot.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        foot.addStretch()
        for button in buttons:
            foot.addWidget(button)
        self.body.addLayout(foot)

    def leave(self) -> None:
        """Be done with it."""
        self.closed.emit()

    def refuse(self, problem: Problem) -> None:
        """Say why it cannot be; what was entered stays."""
        self.said.say("contradicted", spoken(problem.message, problem.hint), "contradicted")
        announce(self, self.said.words.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)


class KeyForm(FormCard):
    """Takes a key of a provider that is there: a new one in the place of the old, or another one under a name."""

    def __init__(
        self, service: ProvidersService, provider: Provider, *, another: bool, parent: QWidget | None = None
    ) -> None:
        title = provider.title or provider.name
        words = (
            tr("Another key for {provider}", provider=title) if another else tr("Key for {provider}", provider=title)
        )
        super().__init__(words, parent)
        self._service = service
        self._name = provider.name
        self._taken = provider.keys
        self.name = LineField(tr("What you call this key"), placeholder=tr("Shop, for example"))
        self.name.setVisible(another)
        self.key = KeyEdit(key_label(service))
        self.save = Button(tr("Keep the key"), ButtonKind.PRIMARY, icon="key")
        self.body.addWidget(self.name)
        self.body.addWidget(Labelled(key_label(service), self.key))
        self.add_foot(self.save)
        self.save.clicked.connect(self._on_save)
        self.key.returnPressed.connect(self._on_save)
        self.key.textChanged.connect(self._refresh)
        self.name.edit.textChanged.connect(self._refresh)
        service.key_kept.connect(self._on_kept)
        service.key_failed.connect(self._on_failed)
        self.first = self.name.edit if another else self.key
        self._refresh()

    def leave(self) -> None:
        """Forget the key that was typed."""
        self.key.forget()
        super().leave()

    def _refresh(self, _text: str = "") -> None:
        named = self.name.isHidden() or bool(self.name.text.strip())
        taken = not self.name.isHidden() and self.name.text.strip() in self._taken
        self.save.setEnabled(bool(self.key.key) and named and not taken)
        self.said.say("warning", tr("There is a key of that name already.") if taken else "", "warning")

    def _on_save(self) -> None:
        if self.save.isEnabled():
            self.save.setEnabled(False)
            key_name = "" if self.name.isHidden() else self.name.text.strip()
            self._service.set_key(self._name, self.key.key, key_name)

    def _on_kept(self, name: str, _state: KeyState) -> None:
        if name == self._name:
            self.leave()

    def _on_failed(self, name: str, problem: Problem) -> None:
        if name == self._name:
            self.refuse(problem)
            self.save.setEnabled(True)


class AddressForm(FormCard):
    """Takes another address, or another name, of a provider that is there."""

    def __init__(self, service: ProvidersService, provider: Provider, parent: QWidget | None = None) -> None:
        super().__init__(tr("Name and address of {provider}", provider=provider.title or provider.name), parent)
        self._service = service
        self._provider = provider
        self.title = LineField(tr("Name"))
        self.title.set_text(provider.title)
        self.address = LineField(tr("Address"))
        self.address.set_text(provider.address)
        self.save = Button(tr("Keep"), ButtonKind.PRIMARY)
        for field in (self.title, self.address):
            self.body.addWidget(field)
            field.edit.textChanged.connect(self._refresh)
            field.edit.returnPressed.connect(self._on_save)
        self.add_foot(self.save)
        self.save.clicked.connect(self._on_save)
        self.first = self.title.edit
        self._refresh()

    @property
    def wanted(self) -> Provider:
        """The provider with what was entered."""
        title = self.title.text.strip() or self._provider.title
        return msgspec.structs.replace(self._provider, title=title, address=whole_address(self.address.text))

    def _refresh(self, _text: str = "") -> None:
        wanted = self.wanted
        self.save.setEnabled(bool(wanted.address) and wanted != self._provider)
        moved = bool(wanted.address) and wanted.address != self._provider.address and bool(self._provider.keys)
        words = [open_road_words(wanted.address)]
        words += [tr("At another server the key has to be entered again.")] if moved else []
        self.said.say("warning", spoken(*words), "warning")

    def _on_save(self) -> None:
        if self.save.isEnabled():
            self._service.change(self.wanted)
            self.leave()


def key_label(service: ProvidersService) -> str:
    """What stands above a field for a key: where the key goes."""
    if service.keyring:
        return tr("Key, kept until you close Copydesk")
    return tr("Key, goes straight to the system keyring")


def open_road_words(address: str) -> str:
    """What to beware of at an address; empty when there is nothing."""
    if not is_open_road(address):
        return ""
    return tr("This address is not encrypted: others in the network can read your text and the key. Prefer https.")


Opener = Callable[[str, str], None]
"""Shows an address in full, with a reason, and asks before it is opened."""
