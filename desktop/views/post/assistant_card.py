"""The card under the words that the assistant works on: wishes, how far it is, and what to press."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.core.wishes import WishName
from desktop.core.words import tr, trn
from desktop.runtime.assisting_values import Assisted, Phase, words_in
from desktop.views import theme
from desktop.views.icons import IconLabel
from desktop.views.post.assistant_chips import WishRow
from desktop.views.tokens import LINE_HEIGHT_PERCENT, Radius, Size, Space, Type
from desktop.views.widgets.button import Button, ButtonKind, IconButton
from desktop.views.widgets.surface import paint_shadow, rounded
from desktop.views.widgets.text import Label

ACCEPT_KEY, REJECT_KEY, ACCEPT_ALL_KEY = "Alt+A", "Alt+R", "Alt+Shift+A"
_MOST_LINES = 8
_EDGE = Space.S + Space.XXS


class AssistantCard(QWidget):
    """Says what it is told by `show_state`, and asks by signals. The shadow lies within its edges."""

    accept_asked = Signal()
    reject_asked = Signal()
    accept_all_asked = Signal()
    again_asked = Signal()
    stop_asked = Signal()
    replace_asked = Signal()
    insert_asked = Signal()
    copy_asked = Signal()
    close_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Assistant"))
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.row = WishRow()
        self.wished = self.row.wished
        self.answer = _AnswerText()
        self.note = _Note()
        self.count = Label("", "small", "text_2")
        self.again = IconButton("retry", tr("Ask for it again"), size=Size.CONTROL_SMALL)
        quiet, plain = ButtonKind.QUIET, ButtonKind.SECONDARY
        self.accept = Button(tr("Accept"), quiet, icon="check", key=QKeySequence(ACCEPT_KEY), small=True)
        self.reject = Button(tr("Reject"), quiet, icon="close", key=QKeySequence(REJECT_KEY), small=True)
        self.accept_all = Button(tr("Accept all"), ButtonKind.PRIMARY, small=True)
        self.stop = Button(tr("Stop"), plain, icon="stop", key=QKeySequence("Esc"), small=True)
        self.copy = Button(tr("Copy"), quiet, icon="copy", small=True)
        self.insert = Button(tr("Insert below"), plain, icon="arrow-down", small=True)
        self.replace = Button(tr("Replace"), ButtonKind.PRIMARY, small=True)
        self.close_button = Button(tr("Close"), quiet, key=QKeySequence("Esc"), small=True)
        self._keyed = ((self.accept, ACCEPT_KEY), (self.reject, REJECT_KEY))
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self.hide()

    def show_state(self, state: Assisted, words: str, *, free: bool) -> None:
        """Show how far it is; `words` are those it works on, `free` whether it may ask and change."""
        phase = state.phase
        self.row.show_wish(state.wish)
        self.row.set_free(free and phase is not Phase.ASKING)
        self.answer.show_text(
            state.text if phase in {Phase.ASKING, Phase.ANSWERED} else "", grows=phase is Phase.ASKING
        )
        grave = state.problem is not None or bool(state.kept) or not free
        self.note.say(_note(state, free=free), "warning" if grave else "text_2")
        self.count.setText(_count(state, words))
        proposed, answered = phase is Phase.PROPOSED, phase is Phase.ANSWERED
        goes_on = state.wish is not None and state.wish.name is WishName.CONTINUE
        self.insert.setText(tr("Insert") if goes_on else tr("Insert below"))
        self.insert.set_kind(ButtonKind.PRIMARY if goes_on else ButtonKind.SECONDARY)
        shown = {
            self.again: phase in {Phase.PROPOSED, Phase.ANSWERED} or (phase is Phase.READY and state.wish is not None),
            self.accept: proposed,
            self.reject: proposed,
            self.accept_all: proposed,
            self.stop: phase is Phase.ASKING,
            self.copy: answered,
            self.insert: answered,
            self.replace: answered and not goes_on,
            self.close_button: phase is Phase.READY,
        }
        for widget, visible in shown.items():
            widget.setVisible(visible)
            widget.setEnabled(free or widget in {self.stop, self.copy, self.close_button})

    def height_for(self, width: int) -> int:
        """How high it is at this width, both without the shadow."""
        layout = self.layout()
        if layout is None:
            return 0
        self._fit_foot(width - 2 * _EDGE - Space.XS)
        layout.activate()
        return layout.heightForWidth(width + 2 * Size.SHADOW) - 2 * Size.SHADOW

    def sizeHint(self) -> QSize:
        return QSize(Size.TEXT_NARROW, self.height_for(Size.TEXT_NARROW) + 2 * Size.SHADOW)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        reach = Size.SHADOW
        area = QRectF(self.rect().adjusted(reach, reach, -reach, -reach))
        paint_shadow(painter, area)
        half = Size.HAIR / 2
        painter.setPen(theme.colour("line_strong"))
        painter.setBrush(theme.colour("surface_3"))
        painter.drawPath(rounded(area.adjusted(half, half, -half, -half), Radius.LARGE))

    # Inside

    def _lay_out(self) -> None:
        edge = Size.SHADOW + _EDGE
        column = QVBoxLayout(self)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(Space.S)
        column.addWidget(self.answer)
        column.addWidget(self.row)
        column.addWidget(self.note)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.XS)
        buttons.addStretch(1)
        for widget in self._buttons:
            buttons.addWidget(widget)
        self.count.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._foot.setContentsMargins(Space.XS, 0, 0, 0)
        self._foot.setSpacing(Space.XS)
        self._foot.addWidget(self.count, stretch=1)
        self._foot.addLayout(buttons)
        column.addLayout(self._foot)

    @property
    def _buttons(self) -> tuple[Button | IconButton, ...]:
        return (
            self.again, self.accept, self.reject, self.accept_all, self.stop, self.copy, self.insert, self.replace,
            self.close_button,
        )  # fmt: skip

    def _fit_foot(self, width: int) -> None:
        """Beside the buttons what is said, or above them where both are too wide; without the keys if need be."""
        for button, key in self._keyed:
            button.set_key(key)
        shown = [button for button in self._buttons if not button.isHidden()]
        needed = sum(button.sizeHint().width() + Space.XS for button in shown)
        if needed > width:
            for button, _ in self._keyed:
                button.set_key("")
            needed = sum(button.sizeHint().width() + Space.XS for button in shown)
            self.again.setVisible(self.again in shown and needed <= width)  # the chip of the wish asks again too
        said = self.count.fontMetrics().horizontalAdvance(self.count.text())
        above = needed + said > width
        self._foot.setDirection(QBoxLayout.Direction.TopToBottom if above else QBoxLayout.Direction.LeftToRight)

    def _connect(self) -> None:
        for button, asked in (
            (self.again, self.again_asked),
            (self.accept, self.accept_asked),
            (self.reject, self.reject_asked),
            (self.accept_all, self.accept_all_asked),
            (self.stop, self.stop_asked),
            (self.copy, self.copy_asked),
            (self.insert, self.insert_asked),
            (self.replace, self.replace_asked),
            (self.close_button, self.close_asked),
        ):
            button.clicked.connect(asked)
        self.accept.set_tip(tr("Accept this change"))
        self.reject.set_tip(tr("Keep the old words here"))
        self.accept_all.set_tip(tr("Accept all that is open ({key})", key=ACCEPT_ALL_KEY))


class _Note(QWidget):
    """A remark that may take some lines."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = IconLabel("warning", "warning", Size.ICON_SMALL)
        self._label = Label("", "small", "text_2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XS, 0, 0, 0)
        row.setSpacing(Space.XS + Space.XXS)
        row.addWidget(self._icon, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._label, stretch=1)

    @property
    def words(self) -> str:
        """What it says."""
        return self._label.text()

    def say(self, words: str, tone: str) -> None:
        """Show this, or nothing for empty words."""
        self._icon.set_icon("warning" if tone == "warning" else "info", tone)
        self._label.setText(words)
        self._label.set_tone(tone)
        self.setAccessibleName(words)
        self.setVisible(bool(words))


class _AnswerText(QPlainTextEdit):
    """A text of its own beside the selection, as high as it needs up to some lines; it can be selected."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setProperty("bare", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("New text"))
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_text(self, text: str, *, grows: bool) -> None:
        """Show a text; one that grows is followed to its end."""
        shown = text.strip()
        self.setVisible(bool(shown))
        self.setFont(theme.font(Type.TEXT))  # a new style sheet forgets it
        now = self.toPlainText()
        if shown != now:
            if now and shown.startswith(now):
                cursor = QTextCursor(self.document())
                cursor.movePosition(QTextCursor.MoveOperation.End)
                cursor.insertText(shown[len(now) :])
            else:
                self.setPlainText(shown)
        self.updateGeometry()
        if grows:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        step = Type.TEXT * LINE_HEIGHT_PERCENT // 100
        metrics = self.fontMetrics()
        flags = int(Qt.TextFlag.TextWordWrap)
        inside = self.rect().adjusted(0, 0, width - self.width() - 2 * Space.S, 0)
        inside.setHeight(1 << 20)
        needed = metrics.boundingRect(inside, flags, self.toPlainText()).height()
        return min(needed + step // 2 + Space.XS, _MOST_LINES * step)

    def sizeHint(self) -> QSize:
        return QSize(Size.TEXT_NARROW, self.heightForWidth(self.width() or Size.TEXT_NARROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.COLUMN, Type.TEXT * LINE_HEIGHT_PERCENT // 100)


def _note(state: Assisted, *, free: bool) -> str:
    """What should be known beside the text."""
    if not free:
        return tr("A model writes here now. Wait for its end, or stop it.")
    if state.problem is not None:
        return f"{state.note} {state.problem.message}".strip()
    if state.kept and state.phase in {Phase.PROPOSED, Phase.ANSWERED}:
        told = trn("{n} piece kept its old text:", "{n} pieces kept their old text:", len(state.kept))
        return f"{told} {state.kept[0].reason} {state.note}".strip()
    return state.note if state.phase is not Phase.ASKING else ""


def _count(state: Assisted, words: str) -> str:
    """How far it is, and how many words there are."""
    match state.phase:
        case Phase.ASKING:
            came = words_in(state.text)
            if state.note and not came:
                return state.note
            return trn("Writing… {n} word", "Writing… {n} words", came) if came else tr("Writing…")
        case Phase.PROPOSED if state.proposal is not None:
            proposal = state.proposal
            return tr(
                "{accepted} of {all} accepted, {before} → {after} words",
                accepted=proposal.accepted,
                all=len(proposal.decisions),
                before=words_in(proposal.old),
                after=words_in(proposal.wanted),
            )
        case Phase.ANSWERED:
            return trn("{n} word", "{n} words", words_in(state.text))
        case _:
            return trn("{n} word", "{n} words", words_in(words))
