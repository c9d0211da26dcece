"""The Checks page: what is looked for, the policy packs, the words of the workspace, and what is silenced."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.checking import Preference
from desktop.core.settings import KNOWN_WORDS, POLICIES, SILENCED_CHECKS
from desktop.core.words import tr
from desktop.runtime.desk import Desk
from desktop.runtime.options import preferences_in, set_preferences, set_words, words_in
from desktop.runtime.policies import PackInfo, policy_packs
from desktop.views.inspector.finding_words import headline_of_check
from desktop.views.settings.page import Page, SettingRow, settings_of
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button
from desktop.views.widgets.fields import Toggle
from desktop.views.widgets.text import Label

_BETWEEN = "="
_PAUSE_MS = 600


class ChecksPage(Page):
    """Everything takes effect at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(tr("Checks"), tr("What is looked for in every text. All of it takes effect at once."), parent)
        self._desk = desk
        settings = desk.settings
        for setting in settings_of("Checks"):
            self.add_row(SettingRow(setting, settings))
        self.packs = [_PackRow(pack) for pack in policy_packs(desk.profile)]
        self.known = WordsBox(tr("Words that are no mistakes"), tr("One on each line: names, brands, terms."))
        self.preferred = WordsBox(
            tr("Words to avoid, and what to write"), tr("One pair on each line, as: cheap = affordable")
        )
        self._silenced = QVBoxLayout()
        self.silenced: list[Button] = []
        self._add_packs()
        self.add_heading(tr("Words of this workspace"))
        self.add_row(self.known)
        self.add_row(self.preferred)
        self.add_heading(tr("Silenced in all drafts"))
        self._nothing = Label(tr("Nothing is silenced."), "base", "text_2")
        self.column.addWidget(self._nothing)
        self.column.addLayout(self._silenced)
        self.known.changed.connect(self._on_known)
        self.preferred.changed.connect(self._on_preferred)
        settings.changed.connect(self._on_setting)
        self._show()

    def _add_packs(self) -> None:
        self.add_heading(tr("Policy packs"))
        about = tr(
            "Rules of laws and marketplaces, each with its sources and the day on which it was last compared with them."
            " Packs of your own lie in the folder {folder}.",
            folder=self._desk.profile.folder / "policies",
        )
        self.column.addWidget(Label(about, "base", "text_2", wrap=True, selectable=True))
        for row in self.packs:
            self.add_row(row)
            row.toggle.clicked.connect(self._on_pack)

    def _show(self) -> None:
        settings = self._desk.settings
        chosen = words_in(settings, POLICIES)
        for row in self.packs:
            row.toggle.setChecked(row.pack.id in chosen)
        self.known.show_lines(words_in(settings, KNOWN_WORDS))
        pairs = preferences_in(settings)
        self.preferred.show_lines(tuple(f"{each.avoid} {_BETWEEN} {each.use}".strip() for each in pairs))
        self._show_silenced(words_in(settings, SILENCED_CHECKS))

    def _show_silenced(self, checks: tuple[str, ...]) -> None:
        while (item := self._silenced.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.silenced = []
        for check in checks:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, Space.S, 0, Space.S)
            line.addWidget(_two_lines(headline_of_check(check) or check, check), 1)
            button = Button(tr("Bring back"), icon="undo", small=True)
            button.setAccessibleName(tr("Bring back “{check}”", check=headline_of_check(check) or check))
            button.clicked.connect(partial(self._bring_back, check))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            self.silenced.append(button)
            self._silenced.addWidget(row)
        self._nothing.setVisible(not checks)

    def _bring_back(self, check: str, _checked: bool = False) -> None:  # noqa: FBT002 - what Qt sends along
        self._desk.decisions.bring_back_everywhere(check)

    def _on_pack(self) -> None:
        chosen = tuple(row.pack.id for row in self.packs if row.toggle.isChecked())
        set_words(self._desk.settings, POLICIES, chosen)

    def _on_known(self, lines: tuple[str, ...]) -> None:
        set_words(self._desk.settings, KNOWN_WORDS, lines)

    def _on_preferred(self, lines: tuple[str, ...]) -> None:
        pairs = [line.partition(_BETWEEN) for line in lines]
        found = tuple(Preference(avoid.strip(), use.strip()) for avoid, _, use in pairs if avoid.strip())
        set_preferences(self._desk.settings, found)

    def _on_setting(self, _key: str) -> None:
        self._show()


class WordsBox(QWidget):
    """A labelled box of lines; `changed` sends those that hold anything, at a pause and when the writer leaves it."""

    changed = Signal(object)  # tuple[str, ...]

    def __init__(self, name: str, help_text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box = _Lines(self._hand_in)
        self.box.setAccessibleName(name)
        self.box.setAccessibleDescription(help_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.M, 0, Space.M)
        column.setSpacing(Space.S)
        column.addWidget(_two_lines(name, help_text))
        column.addWidget(self.box)

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands in it, without empty lines."""
        lines = (" ".join(line.split()) for line in self.box.toPlainText().split("\n"))
        return tuple(dict.fromkeys(line for line in lines if line))

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show these lines; sends nothing, and leaves what is being typed alone."""
        if lines != self.lines:
            self.box.setPlainText("\n".join(lines))

    def _hand_in(self) -> None:
        self.changed.emit(self.lines)


class _Lines(QPlainTextEdit):
    def __init__(self, left: Callable[[], None]) -> None:
        super().__init__()
        self._left = left
        self.setProperty("field", True)
        self.setTabChangesFocus(True)
        self.setFixedHeight(Size.PASTE_BOX)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(left)
        self.textChanged.connect(self._pause.start)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._pause.stop()
        self._left()


class _PackRow(QWidget):
    """A pack with its switch; a file that cannot be read says so and has none."""

    def __init__(self, pack: PackInfo) -> None:
        super().__init__()
        self.pack = pack
        self.toggle = Toggle(pack.title)
        self.toggle.setAccessibleDescription(pack.about)
        self.toggle.setVisible(not pack.problem)
        told = [pack.region, tr("compared on {day}", day=pack.verified_on) if pack.verified_on else ""]
        told += [tr("your own") if pack.own else "", pack.source]
        words = QVBoxLayout()
        words.setSpacing(Space.XXS)
        words.addWidget(Label(pack.title, "strong", wrap=True))
        if pack.about or pack.problem:
            tone = "contradicted" if pack.problem else "text_2"
            words.addWidget(Label(pack.problem or pack.about, "base", tone, wrap=True))
        if any(told):
            words.addWidget(Label(" · ".join(part for part in told if part), "small", "text_3", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.M, 0, Space.M)
        row.setSpacing(Space.XL)
        row.addLayout(words, 1)
        row.addWidget(self.toggle, 0, Qt.AlignmentFlag.AlignVCenter)


def _two_lines(title: str, words: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.XXS)
    column.addWidget(Label(title, "strong", wrap=True))
    column.addWidget(Label(words, "small", "text_2", wrap=True))
    return holder
