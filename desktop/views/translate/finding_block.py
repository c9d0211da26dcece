"""The card below the editor of a row: what was found, in words, with the fixes and a way to keep it as it is."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.translation_finding import SegmentFinding
from desktop.core.words import tr
from desktop.views import theme
from desktop.views.editor.keys import NEXT_KEY
from desktop.views.editor.marks import ICONS
from desktop.views.icons import IconLabel
from desktop.views.tokens import Radius, Size, Space
from desktop.views.translate.words import check_words
from desktop.views.widgets.button import Button, ButtonKind
from desktop.views.widgets.flow import Flow
from desktop.views.widgets.keys import with_key
from desktop.views.widgets.surface import paint_shadow, rounded
from desktop.views.widgets.text import Label

KEEP_KEY = "Alt+K"
MOST_FIXES = 9
_INDENT = Size.ICON_MEDIUM + Space.S - Size.HAIR


class FixButton(Button):
    """A fix; the first one is offered in the accent."""

    def __init__(self, words: str, key: str, *, first: bool) -> None:
        self._first = first
        super().__init__(words, key=key, small=True)

    def _colours(self) -> tuple[str, str]:
        if self._first and self.isEnabled():
            return "selection" if self.underMouse() or self.isDown() else "accent_soft", "accent"
        return super()._colours()

    def _text_role(self) -> str:
        return "accent" if self._first and self.isEnabled() else super()._text_role()


class FindingBlock(QWidget):
    """Shows one finding of a row; `fixed` sends the number of the fix that was pressed, from 0."""

    fixed = Signal(int)
    kept = Signal()
    next_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding: SegmentFinding | None = None
        self._arrow_x = 0.0
        self.icon = IconLabel("contradicted", "contradicted", Size.ICON_MEDIUM)
        self.headline = Label("", "strong", wrap=True)
        self.message = Label("", "base", "text_2", wrap=True)
        self.following = Button(tr("Next finding"), ButtonKind.QUIET, key=NEXT_KEY, small=True)
        self.following.clicked.connect(self.next_asked)
        self.keep = Button(tr("Keep as it is"), ButtonKind.QUIET, small=True)
        self.keep.set_tip(with_key(tr("Keep as it is"), KEEP_KEY))
        self.keep.clicked.connect(self.kept)
        self.buttons: list[Button] = []
        self._flow = Flow()
        self._lay_out()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.headline, 1)
        head.addWidget(self.following, 0, Qt.AlignmentFlag.AlignVCenter)
        self.message.setIndent(_INDENT)
        self._row = row = QHBoxLayout()
        row.addWidget(self._flow)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        column.setSpacing(Space.XS)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addLayout(row)

    @property
    def finding(self) -> SegmentFinding | None:
        """What it speaks of."""
        return self._finding

    def show_finding(self, finding: SegmentFinding, place: int, count: int, *, locked: bool) -> None:
        """Show the finding at this place of so many; in a locked row nothing can be done."""
        following = tr("{n} of {all}", n=place + 1, all=count) if count > 1 else ""
        self.following.setText(following)
        self.following.set_tip(tr("Next finding"))
        self.following.setVisible(count > 1)
        if finding == self._finding and self.keep.isHidden() is locked:
            return
        self._finding = finding
        icon, role = ICONS[finding.severity]
        self.icon.set_icon(icon, role)
        self.headline.setText(check_words(finding.check))
        self.headline.set_tone(role)
        self.message.setText(finding.message)
        self.setAccessibleName(self.headline.text())
        self.setAccessibleDescription(finding.message)
        self._show_fixes(() if locked else finding.fixes[:MOST_FIXES])
        self.keep.setVisible(not locked)

    def point_at(self, x: float) -> None:
        """Point to this place above, in the card's coordinates."""
        if x != self._arrow_x:
            self._arrow_x = x
            self.update()

    def needed(self, width: int) -> int:
        """How high the card is in this width."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        half = Size.HAIR / 2
        area = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("surface_3"))
        painter.drawPath(rounded(area, Radius.LARGE))

    def paint_around(self, painter: QPainter) -> None:
        """Paint its shadow and the arrow onto the row that it stands on."""
        area = QRectF(self.geometry())
        paint_shadow(painter, area)
        half, step = Size.HAIR / 2, float(Size.ARROW)
        side = Radius.LARGE + step
        x = area.left() + max(side, min(self._arrow_x, area.width() - side))
        arrow = QPainterPath(QPointF(x - step, area.top() + half))
        arrow.lineTo(x, area.top() + half - step)
        arrow.lineTo(x + step, area.top() + half)
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("surface_3"))
        painter.drawPath(arrow)

    def _show_fixes(self, fixes: tuple[str, ...]) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for number, fix in enumerate(fixes):
            button = FixButton(_short(fix), f"Alt+{number + 1}", first=not number)
            button.setAccessibleName(tr("Put “{words}” here", words=fix) if fix else tr("Take it out"))
            button.clicked.connect(lambda _checked=False, number=number: self.fixed.emit(number))
            self.buttons.append(button)
        indent = _INDENT if self.buttons else _INDENT - Space.S - Space.XXS  # the words stand below the others
        self._row.setContentsMargins(indent, Space.XS, 0, 0)
        self._flow.put([*self.buttons, self.keep])


def _short(fix: str) -> str:
    """The words of a fix, short enough for a button."""
    if not fix:
        return tr("Take it out")
    line = " ".join(fix.split())
    return QFontMetrics(theme.font()).elidedText(line, Qt.TextElideMode.ElideMiddle, Size.COLUMN + Space.XXL)
