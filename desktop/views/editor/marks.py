"""What is said of a text, painted at the text: tints, underlines, and the icons beside the lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF, QTextBlock
from PySide6.QtWidgets import QPlainTextEdit

from desktop.core.finding import Claim, Finding, Severity, Verdict
from desktop.views import theme
from desktop.views.tokens import Size

ICONS: dict[Severity, tuple[str, str]] = {
    Severity.ERROR: ("contradicted", "contradicted"),
    Severity.WARNING: ("warning", "warning"),
    Severity.INFO: ("info", "information"),
}
"""The icon and the colour of each severity; never the colour alone."""

REPAIR = "repair."
"""Before the id of a piece that was put right, where that is shown as a finding."""
_NEAR = Size.ICON_SMALL
"""How far what is painted of a line may reach beyond it."""
_MOST = 500
_MOST_QUIET = 500
_NO_CLAIMS: Mapping[Finding, Claim] = MappingProxyType({})


class Look(StrEnum):
    """How a mark is shown in the text."""

    WRONG = "wrong"
    """Tint, solid underline, icon: contradicted, or an error."""
    DOUBT = "doubt"
    """Dotted underline and icon: no fact supports it, or it is worth a look."""
    WAVE = "wave"
    """A red wave, as everywhere: spelling."""
    HINT = "hint"
    """Nothing until its card is open."""
    MENDED = "mended"
    """A thin line: it was put right after it had been written."""
    QUIET = "quiet"
    """Nothing: supported by facts or an opinion; only asked for by key or from the list of facts."""


_HOLDS = frozenset({Verdict.SUPPORTED, Verdict.OPINION})
_LOOKS = {Severity.ERROR: Look.WRONG, Severity.WARNING: Look.DOUBT, Severity.INFO: Look.HINT}
_UNSEEN = frozenset({Look.HINT, Look.QUIET})


def look_of(finding: Finding, claim: Claim | None) -> Look:
    """How a finding is shown; `claim` is what the facts say of its words."""
    if claim is not None and claim.verdict in _HOLDS:
        return Look.QUIET
    if finding.check.startswith("spelling."):
        return Look.WAVE
    if finding.check.startswith(REPAIR):
        return Look.MENDED
    return _LOOKS[finding.severity]


def icon_of(finding: Finding, claim: Claim | None) -> tuple[str, str]:
    """The icon of a remark and the token of its colour."""
    if (claim is not None and claim.verdict is Verdict.SUPPORTED) or finding.check.startswith(REPAIR):
        return "check", "supported"
    return ICONS[finding.severity]


class Mark:
    """A finding at the place where its words are now, also after the text around them has changed.

    Plain numbers, and not a `QTextCursor` each: making 500 of those with each check is felt while one types.
    """

    __slots__ = ("claim", "end", "finding", "is_intact", "look", "start")

    def __init__(self, finding: Finding, start: int, end: int, claim: Claim | None = None) -> None:
        self.finding = finding
        self.claim = claim
        self.look = look_of(finding, claim)
        self.start = start
        self.end = end
        self.is_intact = end > start

    def note_change(self, position: int, removed: int, added: int) -> None:
        """Move with the text; a change within the words takes the mark away until the next check."""
        if self.start >= position + removed:
            self.start += added - removed
            self.end += added - removed
        elif self.end > position:
            self.is_intact = False


class Visible:
    """The blocks of an editor that are on the screen at one moment, with their geometry in the viewport."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self.blocks: list[tuple[QTextBlock, QRectF]] = []
        block = editor.firstVisibleBlock()
        top = editor.blockBoundingGeometry(block).translated(editor.contentOffset()).top()
        left = editor.contentOffset().x()
        bottom = editor.viewport().height()
        while block.isValid() and top <= bottom:
            if block.isVisible():  # what is folded away keeps its layout, and takes no room
                rect = editor.blockBoundingRect(block)
                self.blocks.append((block, QRectF(left, top, rect.width(), rect.height())))
                top += rect.height()
            block = block.next()
        self.start = self.blocks[0][0].position() if self.blocks else 0
        self.end = self.blocks[-1][0].position() + self.blocks[-1][0].length() if self.blocks else 0

    def holds(self, start: int, end: int) -> bool:
        """Whether any of the span from position to position is on the screen."""
        return start < self.end and end >= self.start

    def near(self, area: QRect) -> list[tuple[QTextBlock, QRectF]]:
        """The blocks that may have something to paint in an area of the viewport."""
        top, bottom = area.top() - _NEAR, area.bottom() + _NEAR
        return [each for each in self.blocks if each[1].bottom() >= top and each[1].top() <= bottom]

    def rects(self, start: int, end: int) -> list[QRectF]:
        """The pieces of a span, one for each line that it touches and that is on the screen."""
        found: list[QRectF] = []
        for block, geometry in self.blocks:
            if block.position() > end:
                break
            if block.position() + block.length() > start:
                found.extend(_in_block(block, geometry, start - block.position(), end - block.position()))
        return found


def _in_block(block: QTextBlock, geometry: QRectF, start: int, end: int) -> Iterator[QRectF]:
    layout = block.layout()
    at = layout.lineForTextPosition(max(0, start))
    for index in range(at.lineNumber() if at.isValid() else 0, layout.lineCount()):
        line = layout.lineAt(index)
        if line.textStart() > end:
            return
        first = max(start, line.textStart())
        last = min(end, line.textStart() + line.textLength())
        if first >= last and not (start == end == first):
            continue
        left, right = float(line.cursorToX(first)[0]), float(line.cursorToX(last)[0])  # type: ignore[index]
        yield QRectF(
            geometry.left() + min(left, right), geometry.top() + line.y(), max(1.0, abs(right - left)), line.height()
        )


class MarkLayer:
    """The marks of one editor; paints behind the text, over the text, and beside it."""

    def __init__(self, editor: QPlainTextEdit) -> None:
        self._editor = editor
        self._marks: list[Mark] = []
        self._visible: Visible | None = None
        self._shown: dict[Mark, list[QRectF] | None] | None = None
        self.chosen: Mark | None = None

    def __bool__(self) -> bool:
        """Whether there is anything to paint."""
        return bool(self._marks)

    def invalidate(self) -> None:
        """The text or its place on the screen has changed, so where the marks stand is found anew."""
        self._shown = self._visible = None

    @property
    def visible(self) -> Visible:
        """What is on the screen; found once for each state of it."""
        if self._visible is None:
            self._visible = Visible(self._editor)
        return self._visible

    def note_change(self, position: int, removed: int, added: int) -> None:
        """Follow an edit of the text."""
        self.invalidate()
        for mark in self._marks:
            mark.note_change(position, removed, added)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The marks to be looked at whose words are still there, in the order of the text."""
        return tuple(mark for mark in self._marks if mark.is_intact and mark.look is not Look.QUIET)

    @property
    def quiet(self) -> tuple[Mark, ...]:
        """The marks that are not shown: what facts support, and opinions."""
        return tuple(mark for mark in self._marks if mark.is_intact and mark.look is Look.QUIET)

    def show(self, spans: list[tuple[int, int, Finding]], claims: Mapping[Finding, Claim] = _NO_CLAIMS) -> None:
        """Show these findings from position to position; they replace the ones before."""
        chosen = self.chosen.finding if self.chosen else None
        self._marks = []
        self._shown = None
        self.chosen = None
        room = {True: _MOST_QUIET, False: _MOST}
        for start, end, finding in sorted(spans, key=lambda span: span[:2]):
            mark = Mark(finding, start, end, claims.get(finding))
            quiet = mark.look is Look.QUIET
            if room[quiet]:
                room[quiet] -= 1
                self._marks.append(mark)
                if finding == chosen:
                    self.chosen = mark

    def at(self, position: int, *, quiet: bool = False) -> Mark | None:
        """The mark that matters most among those over this position, one that is not shown only when asked for."""
        over = [mark for mark in self.marks if mark.start <= position <= mark.end]
        if quiet and not over:
            over = [mark for mark in self.quiet if mark.start <= position <= mark.end]
        return min(over, key=lambda mark: (RANK[mark.finding.severity], mark.end - mark.start), default=None)

    def rects(self, mark: Mark) -> list[QRectF]:
        """Where the words of a mark stand in the viewport."""
        return Visible(self._editor).rects(mark.start, mark.end)

    def paint_behind(self, painter: QPainter, area: QRect) -> None:
        """The soft tint of what is wrong, and of the mark whose card is open."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for mark, rects in self._on_screen(area):
            if mark.look is Look.WRONG or mark is self.chosen:
                painter.setBrush(theme.colour(f"{_colour(mark)}_soft"))
                for rect in rects:
                    painter.drawRoundedRect(rect.adjusted(-1, -1, 1, 1), Size.LINE, Size.LINE)

    def paint_front(self, painter: QPainter, area: QRect) -> None:
        """The underlines: solid where wrong, dotted where in doubt, a wave under misspellings, thin where mended."""
        for mark, rects in self._on_screen(area):
            wave = mark.look is Look.WAVE
            thin = wave or mark.look is Look.MENDED
            pen = QPen(theme.colour(_colour(mark)), Size.HAIR if thin else Size.LINE)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if mark.look is not Look.WRONG and not thin:
                pen.setDashPattern([1.0, 1.0])
            painter.setPen(pen)
            for rect in rects:
                if wave:
                    painter.drawPolyline(wave_below(rect))
                else:
                    painter.drawLine(QPointF(rect.left(), rect.bottom() + 1), QPointF(rect.right(), rect.bottom() + 1))

    def icons(self, left: float, within: QRect | None = None) -> list[tuple[QRectF, Mark]]:
        """The icons of the lines on which marks begin, `left` from the edge, each with the mark that matters most."""
        found: dict[int, tuple[QRectF, Mark]] = {}
        for mark, rects in self._on_screen(within):
            if mark.look not in {Look.WRONG, Look.DOUBT} or not rects:
                continue
            middle = rects[0].center().y()
            area = QRectF(left, middle - Size.ICON_SMALL / 2, Size.ICON_SMALL, Size.ICON_SMALL)
            other = found.get(round(middle))
            if other is None or RANK[mark.finding.severity] < RANK[other[1].finding.severity]:
                found[round(middle)] = (area, mark)
        return list(found.values())

    def _on_screen(self, area: QRect | None = None) -> Iterator[tuple[Mark, list[QRectF]]]:
        """The marks that are in sight, or in an area of the viewport, with their pieces."""
        if not self._marks:
            return
        visible = self.visible
        if self._shown is None:
            self._shown = {
                mark: None
                for mark in self._marks
                if (mark.look not in _UNSEEN or mark is self.chosen)
                and mark.is_intact
                and visible.holds(mark.start, mark.end)
            }
        near = visible.near(area) if area is not None else visible.blocks
        if not near:
            return
        first, last = near[0][0].position(), near[-1][0].position() + near[-1][0].length()
        for mark, known in self._shown.items():
            if mark.end >= first and mark.start <= last:
                rects = self._shown[mark] = visible.rects(mark.start, mark.end) if known is None else known
                yield mark, rects


def _colour(mark: Mark) -> str:
    """The token of a mark's colour; that of a misspelling is red, whatever its weight."""
    return "contradicted" if mark.look is Look.WAVE else icon_of(mark.finding, mark.claim)[1]


def wave_below(rect: QRectF) -> QPolygonF:
    """A zigzag below a piece of text."""
    low, step = rect.bottom() + Size.LINE, float(Size.LINE)
    count = max(2, round(rect.width() / step) + 1)
    return QPolygonF([QPointF(rect.left() + place * step, low - (place % 2) * step) for place in range(count)])


RANK: dict[Severity, int] = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
"""What is shown first."""
