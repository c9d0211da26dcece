"""Ctrl+K: every action and the latest drafts by name, with the key that does the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.words import tr
from desktop.views.actions import Actions
from desktop.views.history.names import kind_icon
from desktop.views.moments import clock_or_day
from desktop.views.tokens import Size
from desktop.views.widgets.keys import key_of_action, key_sign
from desktop.views.widgets.search_popover import Entry, SearchPopover, matching

_DRAFTS_SHOWN = 12


class CommandPalette(SearchPopover):
    """What is typed narrows the commands and drafts; an entry stands for an action or for a draft's id."""

    def __init__(self, window: QWidget, actions: Actions, more: Callable[[], Sequence[QAction]]) -> None:
        name = tr("Find a command or a draft")
        super().__init__(window, name, tr("Commands and drafts"), Size.PALETTE_HEIGHT, self._found)
        self._actions = actions
        self._more = more
        self._entries: list[Entry] = []
        self._open_draft: Callable[[DraftId], None] | None = None
        self.taken.connect(self._run)

    def open_with(self, drafts: list[Draft], open_draft: Callable[[DraftId], None], *, only_drafts: bool) -> None:
        """Show it; with `only_drafts` it is the list of the latest drafts."""
        self._open_draft = open_draft
        commands = [] if only_drafts else [self._entry(action) for action in self._shown_actions()]
        self._entries = [*commands, *(_draft_entry(draft) for draft in drafts[:_DRAFTS_SHOWN])]
        self.field.setPlaceholderText(tr("Find a draft") if only_drafts else tr("Find a command or a draft"))
        self.nothing.setText(tr("No drafts yet") if only_drafts and not drafts else tr("Nothing by that name"))
        self.field.clear()
        self.narrow("")
        self.open_on_top()

    def _found(self, words: Sequence[str]) -> Sequence[Entry]:
        return matching(self._entries, words)

    def _shown_actions(self) -> list[QAction]:
        found = [action for action in (*self._more(), *self._actions) if action.text() and action.isEnabled()]
        return [action for action in found if action is not self._actions["palette"]]

    def _entry(self, action: QAction) -> Entry:
        label, group, key = action.text(), self._actions.group_of(action), key_sign(key_of_action(action))
        icon = str(action.property("icon_name") or "dot")
        return Entry(action, label, key or group, icon, f"{label} {group}".casefold(), spoken=group if key else "")

    def _run(self, entry: Entry) -> None:
        if isinstance(entry.value, QAction):
            entry.value.trigger()
        elif self._open_draft is not None:
            self._open_draft(DraftId(str(entry.value)))


def _draft_entry(draft: Draft) -> Entry:
    label, when = draft.title or tr("Without a name"), clock_or_day(draft.changed_at)
    return Entry(draft.id, label, when, kind_icon(draft.kind), f"{label} {when}".casefold())
