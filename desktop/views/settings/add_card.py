"""The card that adds a provider: pick one, paste its key, test, add."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.errors import Problem
from desktop.core.provider import Preset, Protocol, host_of
from desktop.core.words import tr
from desktop.runtime.provider_values import (
    OTHER,
    NewProvider,
    Tested,
    filled,
    is_open_road,
    places_in,
    whole_address,
)
from desktop.runtime.providers_service import ProvidersService
from desktop.views.announce import announce
from desktop.views.provider_words import statement, tried_words
from desktop.views.settings.provider_forms import FormCard, Opener, Remark, key_label, open_road_words
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.fields import ComboField, Labelled, LineField
from desktop.views.widgets.key_edit import KeyEdit
from desktop.views.widgets.text import Label


class AddCard(FormCard):
    """Everything that is needed to add a provider, and no more; `finished` sends its name when it is there."""

    finished = Signal(str)

    def __init__(self, service: ProvidersService, open_link: Opener, parent: QWidget | None = None) -> None:
        super().__init__(tr("Add a provider"), parent)
        self._service = service
        self._open_link = open_link
        self._adding = False
        self._places: dict[str, LineField] = {}
        self.pick = ComboField(tr("Provider"))
        self.fixed = Label("", "small", "text_2", wrap=True)
        self.address = LineField(tr("Address"), placeholder="http://localhost:8080/v1")
        self.title = LineField(tr("Name"), help_text=tr("What you call it; empty: its address."))
        self.key = KeyEdit(key_label(service))
        self.key_box = Labelled(key_label(service), self.key)
        self.test = Button(tr("Test"))
        self.test.setFixedHeight(Size.CONTROL)
        self.hint = Label("", "small", "text_3", wrap=True)
        self.where = Button(tr("Where to get a key"), ButtonKind.QUIET, icon="globe", small=True)
        self.says = Label("", "small", "text_3", wrap=True)
        self.beware = Remark()
        self.add = Button(tr("Add provider"), ButtonKind.PRIMARY, icon="plus")
        self._lay_out()
        self._connect()
        self.first = self.pick.combo
        self._offer()

    def _lay_out(self) -> None:
        self.body.addWidget(self.pick)
        self.body.addWidget(self.fixed)
        self._place_box = QVBoxLayout()
        self._place_box.setSpacing(Space.S)
        self.body.addLayout(self._place_box)
        self.body.addWidget(self.address)
        self.body.addWidget(self.title)
        key = QHBoxLayout()
        key.setSpacing(Space.S)
        key.addWidget(self.key_box, 1)
        key.addStretch()
        key.addWidget(self.test, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(key)
        hint = QHBoxLayout()
        hint.setSpacing(Space.S)
        hint.addWidget(self.hint, 1)
        hint.addWidget(self.where, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(hint)
        self.body.addWidget(self.says)
        self.body.addWidget(self.beware)
        self.add_foot(self.add)

    def _connect(self) -> None:
        service = self._service
        self.pick.chosen.connect(self._on_picked)
        self.test.clicked.connect(self._on_test)
        self.add.clicked.connect(self._on_add)
        self.where.clicked.connect(self._on_where)
        self.key.returnPressed.connect(self._on_add)
        self.address.edit.returnPressed.connect(self._on_add)
        self.key.textChanged.connect(self._refresh)
        self.address.edit.textChanged.connect(self._refresh)
        service.changed.connect(self._offer)
        service.tried.connect(self._on_tried)
        service.added.connect(self._on_added)
        service.add_failed.connect(self._on_failed)

    # What is asked

    @property
    def preset(self) -> Preset | None:
        """The kind of provider that is picked."""
        return self._service.preset(self.pick.value)

    def choose(self, preset_id: str) -> None:
        """Pick a kind of provider."""
        self.pick.set_value(preset_id)
        self._on_picked(preset_id)

    def leave(self) -> None:
        """Forget what was typed."""
        self._clear()
        super().leave()

    def wanted(self) -> NewProvider:
        """The provider as it is filled in."""
        preset = self.preset
        if preset is None:
            return NewProvider("", Protocol.OPENAI, "")
        if _is_asked(preset):
            address = whole_address(self.address.text)
        else:
            address = filled(preset.address, {name: field.text for name, field in self._places.items()})
        title = self.title.text.strip() or (host_of(address) if preset.id == OTHER else "")
        return NewProvider(preset.id, preset.protocol, address, title, self.key.key)

    def _offer(self) -> None:
        """Offer the kinds there are; what is being filled in stays."""
        offered = [(preset.id, tr(preset.title)) for preset in self._service.presets]
        if [choice for choice, _ in offered] != [self.pick.combo.itemData(i) for i in range(self.pick.combo.count())]:
            self.pick.set_choices(offered)
            self._on_picked(self.pick.value)
        self.key_box.label.setText(key_label(self._service))
        self.key.setAccessibleName(key_label(self._service))

    def _on_picked(self, _preset_id: str) -> None:
        """Ask for what this one needs; a key that was typed for another is not handed to it."""
        preset = self.preset
        self.key.forget()
        self._clear_places()
        self.said.say("", "", "text_2")
        if preset is None:
            return
        asked = _is_asked(preset)
        self.address.setVisible(asked)
        self.address.set_text(preset.address)
        self.fixed.setVisible(not asked)
        for name in places_in(preset.address):
            self._places[name] = field = LineField(_place_words(name))
            field.edit.textChanged.connect(self._refresh)
            self._place_box.addWidget(field)
        twice = any(info.provider.preset == preset.id for info in self._service.providers)
        self.title.setVisible(preset.id == OTHER or twice)
        self.title.set_text("")
        self.key_box.setVisible(preset.needs_key or preset.id == OTHER)
        self.hint.setText(tr(preset.key_hint) if preset.key_hint else "")
        self.where.setVisible(bool(preset.key_page))
        said = statement(preset)
        self.says.setText(said)
        self.says.setVisible(bool(said))
        self._refresh()

    def _refresh(self, _text: str = "") -> None:
        preset, wanted = self.preset, self.wanted()
        typed = {name: field.text.strip() or "…" for name, field in self._places.items()}
        shown = wanted.address or (filled(preset.address, typed) if preset is not None else "")
        self.fixed.setText(tr("Address: {address}", address=shown))
        whole = bool(wanted.address) and bool(wanted.key or preset is None or not preset.needs_key)
        self.test.setEnabled(whole)
        self.add.setEnabled(whole and not self._adding)
        self.beware.say("warning", open_road_words(wanted.address), "warning")
        if not self._adding:
            self.said.say("", "", "text_2")  # what came of a test was of something else

    # What becomes of it

    def _on_test(self) -> None:
        self.test.setEnabled(False)
        self.said.say("waiting", tr("Testing…"), "text_2")
        self._service.try_new(self.wanted())

    def _on_tried(self, tested: Tested) -> None:
        self._refresh()
        if tested.problem is not None:
            self.refuse(tested.problem)
            return
        words = tried_words(tested.seconds, len(tested.models))
        self.said.say("check", words, "supported")
        if tested.note and not is_open_road(tested.address):
            self.beware.say("warning", tested.note, "warning")
        announce(self, words)

    def _on_add(self) -> None:
        if self.add.isEnabled():
            self._adding = True
            self.add.setEnabled(False)
            self.said.say("waiting", tr("Adding…"), "text_2")
            self._service.add(self.wanted())

    def _on_added(self, name: str) -> None:
        if self._adding:
            self._clear()
            self.finished.emit(name)

    def _on_failed(self, problem: Problem) -> None:
        if self._adding:
            self._adding = False
            self._refresh()
            self.refuse(problem)

    def _on_where(self) -> None:
        preset = self.preset
        if preset is not None:
            self._open_link(tr("Keys of {provider} are made here:", provider=tr(preset.title)), preset.key_page)

    def _clear(self) -> None:
        self._adding = False
        self.key.forget()
        self.title.set_text("")
        for field in self._places.values():
            field.set_text("")
        self._refresh()

    def _clear_places(self) -> None:
        for field in self._places.values():
            self._place_box.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._places = {}


def _is_asked(preset: Preset) -> bool:
    """Whether the address is the writer's to say: that of a server of their own."""
    return not preset.address or preset.free


def _place_words(name: str) -> str:
    """What is to be filled in in an address."""
    return {"region": tr("Region"), "resource": tr("Name of your resource")}.get(name, name)
