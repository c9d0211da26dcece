"""The page of providers: who may write, how each stands, its key; adding another happens in place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.core.provider import INSIDE
from desktop.core.settings import CURRENCY, LOCAL_ONLY, RATE
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.provider_values import FoundServer, ProviderInfo
from desktop.views.announce import announce, spoken
from desktop.views.icons import IconLabel
from desktop.views.link_card import LinkCard
from desktop.views.settings.add_card import AddCard
from desktop.views.settings.page import Page, scrolled
from desktop.views.settings.provider_entries import found_row, inside_row, menu_of, shown_row
from desktop.views.settings.provider_forms import AddressForm, FormCard, KeyForm
from desktop.views.settings.provider_models import ProviderModels
from desktop.views.settings.provider_row import MenuEntry, ProviderRow
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.confirm_card import ConfirmCard
from desktop.views.widgets.progress import Skeleton
from desktop.views.widgets.surface import Rule
from desktop.views.widgets.text import Label


class ProvidersPage(QStackedWidget):
    """The list, and in its place the models of one provider."""

    own_scroll = True

    def __init__(self, desk: Desk, show_page: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.list = ProviderList(desk, show_page)
        self.list.models_asked.connect(self.show_models)
        self.models: ProviderModels | None = None
        self.addWidget(scrolled(self.list))

    def show_models(self, name: str) -> None:
        """Show the models of a provider."""
        if self.models is None:
            self.models = ProviderModels(self._desk)
            self.models.left.connect(self.show_list)
            self.addWidget(self.models)
        self.models.open_provider(name)
        self.setCurrentWidget(self.models)
        self.models.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_list(self) -> None:
        """Show the list again."""
        name = self.models.provider if self.models is not None else ""
        self.setCurrentIndex(0)
        row = self.list.rows.get(name)
        if row is not None:
            row.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_key(self, name: str) -> None:
        """Show the field for the key of a provider."""
        self.setCurrentIndex(0)
        self.list.ask_for_key(name)


class ProviderList(Page):
    """A row for each provider, a card below the row whose key or address is entered, and the card that adds one."""

    models_asked = Signal(str)

    def __init__(self, desk: Desk, show_page: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Providers"),
            tr("Who writes and checks your text. Start with the one inside; add others when you need them."),
            parent,
        )
        self._desk = desk
        self._show_page = show_page
        self._wanted = ""
        self.rows: dict[str, ProviderRow] = {}
        self._rules: list[Rule] = []
        self.form: FormCard | None = None
        self._form_of = ""
        self.notice = KeyringNotice(desk)
        self.waiting = Skeleton(3)
        self.card = AddCard(desk.providers, self._open_link)
        self.card.hide()
        self.add = Button(tr("Add a provider"), icon="plus")
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.column.addWidget(self.notice)
        self.column.addLayout(self._list)
        self.column.addWidget(self.waiting)
        self.column.addSpacing(Space.M)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.card)
        self.add.clicked.connect(self.open_card)
        self.card.closed.connect(self._close_card)
        self.card.finished.connect(self._on_added)
        desk.providers.changed.connect(self.show_providers)
        desk.models.changed.connect(self.show_providers)
        desk.spending.changed.connect(self.show_providers)
        desk.settings.changed.connect(self._on_setting)
        self.show_providers()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._desk.providers.refresh()
        self._desk.providers.discover()

    # What is shown

    def show_providers(self) -> None:
        """Show the providers as they are now."""
        service = self._desk.providers
        self.notice.refresh()
        self.waiting.setVisible(not service.loaded)
        infos = {info.provider.name: info for info in service.providers}
        servers = {f"found:{server.address}": server for server in service.servers}
        wanted = [INSIDE, *servers, *infos]
        if list(self.rows) != wanted:
            self._arrange(wanted, infos, servers)
        self.rows[INSIDE].show_row(inside_row(self._desk))
        for key, server in servers.items():
            self.rows[key].show_row(found_row(server))
        for name, info in infos.items():
            self.rows[name].show_row(shown_row(self._desk, info))
        if self._wanted and self._wanted in infos:
            self.ask_for_key(self._wanted)

    def _on_setting(self, key: str) -> None:
        if key in {LOCAL_ONLY.key, CURRENCY.key, RATE.key}:
            self.show_providers()

    def _arrange(self, wanted: list[str], infos: dict[str, ProviderInfo], servers: dict[str, FoundServer]) -> None:
        """Put the rows into this order; those that stay are the same widgets, so that the focus stays too."""
        gone: list[QWidget] = [row for key, row in self.rows.items() if key not in wanted]
        gone += self._rules
        for each in (*self._rules, *self.rows.values(), *((self.form,) if self.form is not None else ())):
            self._list.removeWidget(each)  # takeAt would leave an item behind that remembers heights of before
        self._rules = []
        for old in gone:
            old.hide()
            old.deleteLater()
        if self._form_of not in wanted:
            self._close_form()
        rows: dict[str, ProviderRow] = {}
        for key in wanted:
            if rows:
                self._rules.append(Rule())
                self._list.addWidget(self._rules[-1])
            rows[key] = self.rows.get(key) or self._make_row(key, infos, servers)
            self._list.addWidget(rows[key])
            if self.form is not None and key == self._form_of:
                self._list.addWidget(self.form)
        self.rows = rows
        self._order_focus()

    def _make_row(self, key: str, infos: dict[str, ProviderInfo], servers: dict[str, FoundServer]) -> ProviderRow:
        if key == INSIDE:
            return ProviderRow(lambda: self._show_page("Models"), self._inside_menu)
        if key in infos:
            return ProviderRow(partial(self._act, key), partial(self._menu, key))
        server = servers[key]
        row = ProviderRow(partial(self._desk.providers.use_server, server), list)
        row.more.hide()
        return row

    def _order_focus(self) -> None:
        stops: list[QWidget] = [self.notice.again]
        for key, row in self.rows.items():
            stops += [row.button, row.more]
            if self.form is not None and key == self._form_of:
                stops += [
                    child for child in self.form.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus
                ]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # What can be done

    def _inside_menu(self) -> list[MenuEntry]:
        return [
            MenuEntry(tr("Use for writing"), "pencil", partial(self._desk.models.choose, INSIDE)),
            MenuEntry(tr("Models on this computer"), "computer", partial(self._show_page, "Models")),
        ]

    def _menu(self, name: str) -> list[MenuEntry]:
        info = self._desk.providers.info(name)
        if info is None:
            return []
        provider = info.provider
        return menu_of(
            self._desk.providers,
            info,
            {
                "models": partial(self.models_asked.emit, name),
                "key": partial(self.ask_for_key, name),
                "another": partial(self._open_form, name, another=True),
                "address": partial(self._edit, name),
                "says": partial(self._open_statement, provider.preset),
                "remove": partial(self._ask_to_remove, name),
            },
        )

    def _act(self, name: str) -> None:
        """What the row's own button does: enter a key, unlock, or try again."""
        info = self._desk.providers.info(name)
        if info is None:
            return
        match shown_row(self._desk, info).action_icon:
            case "key":
                self.ask_for_key(name)
            case "lock":
                self._desk.providers.unlock()
            case _:
                self._desk.providers.fetch_models(name)

    def ask_for_key(self, name: str) -> None:
        """Show the field for the key of a provider, as soon as the provider is there."""
        self._wanted = ""
        if self._desk.providers.info(name) is None:
            self._wanted = name if not self._desk.providers.loaded else ""
            return
        self._open_form(name, another=False)

    def _open_form(self, name: str, *, another: bool) -> None:
        info = self._desk.providers.info(name)
        if info is not None:
            self._put_form(name, KeyForm(self._desk.providers, info.provider, another=another))

    def _edit(self, name: str) -> None:
        info = self._desk.providers.info(name)
        if info is not None:
            self._put_form(name, AddressForm(self._desk.providers, info.provider))

    def _put_form(self, name: str, form: FormCard) -> None:
        self._close_form()
        self.form, self._form_of = form, name
        form.closed.connect(self._leave_form)
        self._list.insertWidget(self._list.indexOf(self.rows[name]) + 1, form)
        self._order_focus()
        form.show()
        form.first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, form, lambda: self._reveal(form))

    def _leave_form(self) -> None:
        row = self.rows.get(self._form_of)
        self._close_form()
        if row is not None:
            row.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_form(self) -> None:
        form, self.form, self._form_of = self.form, None, ""
        if form is not None:
            self._list.removeWidget(form)
            form.hide()
            form.deleteLater()

    # Adding and removing

    def open_card(self) -> None:
        """Show the card that adds a provider."""
        self.add.hide()
        self.card.show()
        self.card.first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self.card, lambda: self._reveal(self.card))

    def _close_card(self) -> None:
        self.card.hide()
        self.add.show()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_added(self, name: str) -> None:
        self._close_card()
        row = self.rows.get(name)
        if row is not None:
            row.more.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, tr("{provider} is added", provider=self._desk.providers.title(name)))

    def _ask_to_remove(self, name: str) -> None:
        title, row = self._desk.providers.title(name), self.rows[name]
        card = ConfirmCard(
            self,
            tr("Remove {provider}?", provider=title),
            tr("Its keys are deleted from this computer. Your texts stay as they are."),
            tr("Remove"),
        )
        card.confirmed.connect(partial(self._desk.providers.remove, name))
        card.open_at(row.more.rect(), row.more)

    def _open_statement(self, preset_id: str) -> None:
        preset = self._desk.providers.preset(preset_id)
        if preset is not None and preset.read_at:
            self._open_link(tr("What {provider} says itself:", provider=tr(preset.title)), preset.read_at)

    def _open_link(self, reason: str, address: str) -> None:
        LinkCard(self, reason, address).open_in_middle()

    def _reveal(self, widget: QWidget) -> None:
        """Scroll so that the whole of it is seen."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, QScrollArea):
            above = above.parentWidget()
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget, 0, Space.L)


class KeyringNotice(QWidget):
    """What is wrong with the keyring of the system, what that means for the keys, and the button that asks it again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.words = Label("", "base", "warning", wrap=True, selectable=True)
        self.again = Button(tr("Unlock"), icon="lock", small=True)
        self.again.clicked.connect(desk.providers.unlock)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, Space.M)
        row.setSpacing(Space.S)
        row.addWidget(IconLabel("key", "warning", Size.ICON_MEDIUM), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.again, 0, Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def refresh(self) -> None:
        """Show what holds now."""
        said = self._desk.providers.keyring
        if said and not any_locked(self._desk):
            said = spoken(said, tr("Keys are kept until you close Copydesk."))
        if said and said != self.words.text():
            announce(self, said)
        self.words.setText(said)
        self.again.setText(tr("Unlock") if any_locked(self._desk) else tr("Try again"))
        self.again.set_icon("lock" if any_locked(self._desk) else "retry")
        self.setVisible(bool(said))


def any_locked(desk: Desk) -> bool:
    """Whether a key lies in a keyring that is locked."""
    return any(key.place.value == "locked" for info in desk.providers.providers for key in info.keys)
