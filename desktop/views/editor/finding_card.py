"""The card at a span: what was found there, and what can be done about it by one key."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.core.finding import Finding, Severity
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.editor.marks import ICONS
from desktop.views.icons import IconLabel
from desktop.views.tokens import Size, Space
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.popover import Popover
from desktop.views.widgets.text import Label

_MOST_FIXES = 4
NEXT_KEY = "F8"


class FindingCard(Popover):
    """Says what a finding says; `fixed` sends the words to put in its place. Alt+1 to Alt+4 press the fixes."""

    fixed = Signal(str)
    next_asked = Signal()

    def __init__(self, finding: Finding, headline: str, window: QWidget, *, takes_focus: bool = False) -> None:
        super().__init__(window, headline, takes_focus=takes_focus)
        self.finding = finding
        self.setAccessibleDescription(finding.message)
        icon, role = ICONS[finding.severity]
        top = QHBoxLayout()
        top.setSpacing(Space.S)
        top.addWidget(IconLabel(icon, role, Size.ICON_MEDIUM))
        top.addWidget(Label(headline, "strong", role), 1)
        self.following = Button(tr("Next"), ButtonKind.QUIET, key=NEXT_KEY, small=True)
        self.following.clicked.connect(self.next_asked)
        top.addWidget(self.following)
        self.body.addLayout(top)
        words = Label(finding.message, "base", "text_2", wrap=True)
        words.setIndent(Size.ICON_MEDIUM + Space.S)
        words.setMinimumWidth(Size.BRIEF)
        words.setMaximumWidth(Size.RESULTS)
        self.body.addWidget(words)
        self.body.setContentsMargins(Space.M, Space.S, Space.S, Space.M)
        self.buttons: list[Button] = []
        if finding.fixes:
            self.body.addLayout(self._row(finding))

    def _row(self, finding: Finding) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(Space.XS + Space.XXS)
        for number, fix in enumerate(finding.fixes[:_MOST_FIXES], 1):
            key = QKeySequence(f"Alt+{number}")
            kind = ButtonKind.PRIMARY if number == 1 else ButtonKind.SECONDARY
            button = Button(_short(fix), kind, key=key, small=True)
            button.setAccessibleName(tr("Put “{words}” here", words=fix) if fix else tr("Take it out"))
            button.setProperty("fix", fix)
            button.clicked.connect(self._on_fix)
            shortcut = QShortcut(key, self)
            shortcut.activated.connect(button.click)
            self.buttons.append(button)
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _on_fix(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.fixed.emit(str(button.property("fix")))


def announces(finding: Finding) -> bool:
    """Whether a finding is worth interrupting a screen reader for."""
    return finding.severity is Severity.ERROR


def _short(fix: str) -> str:
    """The words of a fix, short enough for a button; an empty fix takes the words out."""
    if not fix:
        return tr("Take it out")
    line = " ".join(fix.split())
    return QFontMetrics(theme.font()).elidedText(line, Qt.TextElideMode.ElideMiddle, Size.BRIEF // 2)
