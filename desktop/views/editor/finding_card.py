"""The card at a span: what was found there, the facts that decide it, and what can be done by one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.core.brief import Fact
from desktop.core.finding import Claim, Finding, Verdict
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.editor.fact_line import FactLine
from desktop.views.editor.keys import NEXT_KEY, PREVIOUS_KEY
from desktop.views.editor.marks import icon_of
from desktop.views.icons import IconLabel
from desktop.views.inspector.finding_words import said_shortly
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label

_MOST_FIXES = 9
_FIXES_IN_ROW = 3
_MOST_FACTS = 3
_LONGEST = 240
"""Characters of what stood there before that a card shows."""
_INDENT = Size.ICON_MEDIUM + Space.S


class FindingCard(Popover):
    """Says what a finding says; each thing that can be done has a signal and a key.

    Alt+1 to Alt+9 press the fixes while the caret is in the text, plain 1 to 9 and Enter when the card has the focus.
    """

    fixed = Signal(str)
    next_asked = Signal()
    previous_asked = Signal()
    fact_asked = Signal(str)
    as_fact_asked = Signal()
    opinion_asked = Signal()
    no_opinion_asked = Signal()
    word_known = Signal()
    silence_asked = Signal(str)  # "here", "draft" or "everywhere"
    back_asked = Signal()  # what was put right is to be as it was

    def __init__(
        self,
        finding: Finding,
        headline: str,
        window: QWidget,
        *,
        claim: Claim | None = None,
        facts: Mapping[str, Fact] | None = None,
        was: str | None = None,
        locked: bool = False,
        takes_focus: bool = False,
    ) -> None:
        super().__init__(window, headline, takes_focus=takes_focus)
        self.finding = finding
        self.claim = claim
        self.buttons: list[Button] = []
        self.facts: list[FactLine] = []
        self.actions_shown: dict[str, Button] = {}
        self.setAccessibleDescription(finding.message)
        self.body.setContentsMargins(Space.M, Space.S, Space.S, Space.M)
        self.body.addLayout(self._head(headline))
        if finding.message.rstrip(".") != headline:
            self.body.addWidget(self._words(finding.message))
        if finding.advice:
            self.body.addWidget(self._words(finding.advice, "text_1"))
        if was is not None:
            self.body.addWidget(self._words(_before(was, finding.text)))
        if claim is not None and claim.judged:
            self.body.addWidget(self._words(tr("A model judged this sentence."), "text_3"))
        self._add_evidence(facts or {})
        if finding.source:
            self.body.addWidget(self._words(tr("Source: {source}", source=finding.source), "text_3", "small"))
        self._grid = QGridLayout()
        self._grid.setContentsMargins(_INDENT, 0, 0, 0)
        self._grid.setSpacing(Space.XS + Space.XXS)
        self._grid.setColumnStretch(_FIXES_IN_ROW, 1)
        self.body.addLayout(self._grid)
        if not locked and was is not None:
            self._add_put_back()
        elif not locked:
            self.show_fixes(finding.fixes)
            self._add_actions()
        first = next(iter([*self.buttons, *self.facts, *self.actions_shown.values()]), None)
        if first is not None:
            self.setFocusProxy(first)
        for key, signal in ((NEXT_KEY, self.next_asked), (PREVIOUS_KEY, self.previous_asked)):
            self._bind(key, signal.emit, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def take_focus(self) -> None:
        """Let the keys go to the card."""
        (self.focusProxy() or self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        number = event.key() - Qt.Key.Key_1
        if plain and 0 <= number < len(self.buttons):
            self.buttons[number].click()
        elif plain and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._on_enter()
        elif plain and (button := self.actions_shown.get(event.text().casefold())) is not None:
            button.click()
        else:
            super().keyPressEvent(event)

    # Its parts

    def _head(self, headline: str) -> QHBoxLayout:
        icon, role = icon_of(self.finding, self.claim)
        top = QHBoxLayout()
        top.setSpacing(Space.S)
        top.addWidget(IconLabel(icon, role, Size.ICON_MEDIUM))
        top.addWidget(Label(headline, "strong", role), 1)
        self.following = Button(tr("Next"), ButtonKind.QUIET, key=NEXT_KEY, small=True)
        self.following.clicked.connect(self.next_asked)
        top.addWidget(self.following)
        return top

    @staticmethod
    def _words(words: str, tone: str = "text_2", kind: str = "base") -> Label:
        label = Label(words, kind, tone, wrap=True)
        label.setIndent(_INDENT)
        label.setMinimumWidth(Size.BRIEF)
        label.setMaximumWidth(Size.RESULTS)
        return label

    def _add_evidence(self, facts: Mapping[str, Fact]) -> None:
        """The rows of the facts that decide it."""
        ids = dict.fromkeys((*(self.claim.facts if self.claim is not None else ()), *self.finding.evidence))
        column = QVBoxLayout()
        column.setContentsMargins(_INDENT, 0, Space.XS, 0)
        column.setSpacing(Space.XS)
        for fact in [facts[each] for each in ids if each in facts][:_MOST_FACTS]:
            line = FactLine(fact)
            line.asked.connect(self.fact_asked)
            self.facts.append(line)
            column.addWidget(line)
        if column.count():
            self.body.addLayout(column)

    def show_fixes(self, fixes: tuple[str, ...]) -> None:
        """Offer these words for the span, unless some are offered already."""
        if self.buttons:
            return
        for number, fix in enumerate(fixes[:_MOST_FIXES]):
            key = QKeySequence(f"Alt+{number + 1}")
            kind = ButtonKind.SECONDARY if number else ButtonKind.PRIMARY
            button = Button(_short(fix), kind, key=key, small=True)
            button.setAccessibleName(tr("Put “{words}” here", words=fix) if fix else tr("Take it out"))
            button.setProperty("fix", fix)
            button.clicked.connect(self._on_fix)
            self._bind(key, button.click)
            self.buttons.append(button)
            self._grid.addWidget(button, number // _FIXES_IN_ROW, number % _FIXES_IN_ROW)
        self.refit()

    def _add_put_back(self) -> None:
        key = QKeySequence("Alt+1")
        button = Button(tr("Put back"), icon="undo", key=key, small=True)
        button.clicked.connect(self.back_asked)
        self._bind(key, button.click)
        self.buttons.append(button)
        self._grid.addWidget(button, 0, 0)

    def _add_actions(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(_INDENT - Space.S - Space.XXS, 0, 0, 0)
        row.setSpacing(0)
        opinion = self.claim is not None and self.claim.verdict is Verdict.OPINION
        supported = self.claim is not None and self.claim.verdict is Verdict.SUPPORTED
        open_claim = self.finding.check.startswith("claims.") and not opinion and not supported
        if open_claim and self.finding.text.strip():
            self._add_action(row, "f", tr("Add as fact"), self.as_fact_asked.emit)
            self._add_action(row, "o", tr("It is an opinion"), self.opinion_asked.emit)
        if opinion:
            self._add_action(row, "o", tr("Not an opinion"), self.no_opinion_asked.emit)
        if self.finding.check.startswith("spelling.") and self.finding.text.strip():
            self._add_action(row, "k", tr("I know this word"), self.word_known.emit)
        if not opinion and not supported:
            self._add_action(row, "s", tr("Silence"), self._open_silences)
        if row.count():
            row.addStretch(1)
            self.body.addLayout(row)

    def _add_action(self, row: QHBoxLayout, letter: str, words: str, work: Callable[[], None]) -> None:
        key = QKeySequence(f"Alt+{letter.upper()}")
        button = Button(words, ButtonKind.QUIET, key=key, small=True)
        button.clicked.connect(lambda _checked=False: work())
        self._bind(key, button.click)
        self.actions_shown[letter] = button
        row.addWidget(button)

    def _bind(
        self,
        key: QKeySequence | str,
        work: Callable[[], None],
        context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
    ) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(context)
        shortcut.activated.connect(work)

    # What is pressed

    def _on_fix(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.fixed.emit(str(button.property("fix")))

    def _on_enter(self) -> None:
        """Enter presses what has the focus, else the first fix."""
        focused = self.window().focusWidget()
        if isinstance(focused, QAbstractButton) and self.isAncestorOf(focused):
            focused.click()
        elif self.buttons:
            self.buttons[0].click()

    def silence_menu(self) -> QMenu:
        """Where a remark can be silenced."""
        menu = QMenu(self)
        for place, words in (
            ("here", tr("Here")),
            ("draft", tr("This check in this draft")),
            ("everywhere", tr("This check in all drafts")),
        ):
            if place != "here" or self.finding.text:
                menu.addAction(words).triggered.connect(
                    lambda _checked=False, place=place: self.silence_asked.emit(place)
                )
        return menu

    def _open_silences(self) -> None:
        menu = self.silence_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        button = self.actions_shown["s"]
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))
        menu.setActiveAction(menu.actions()[0])


def _before(words: str, now: str) -> str:
    """What stood there, short enough for a card."""
    line = said_shortly(words, _LONGEST)
    if not line:
        return tr("Before: nothing stood here")
    return tr("Before: {words}", words=line) if now else tr("Left out: {words}", words=line)


def _short(fix: str) -> str:
    """The words of a fix, short enough for a button; an empty fix takes the words out."""
    if not fix:
        return tr("Take it out")
    line = " ".join(fix.split())
    return QFontMetrics(theme.font()).elidedText(line, Qt.TextElideMode.ElideMiddle, Size.BRIEF // 2)
