"""Coming back to where the writer was: the screen, the caret, and what a model was still writing.

What is written down here is in the history within some seconds, so that a crash loses no more of it than that.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from desktop.core.draft import Origin
from desktop.core.words import tr
from desktop.runtime.drafts import Drafts
from desktop.runtime.notices import Answer, Notices
from desktop.runtime.session import DraftSession
from desktop.runtime.writer import Writer

_EVERY_MS = 2500
_KEY = "unfinished"


class Look(msgspec.Struct, frozen=True, omit_defaults=True):
    """How the window looked: its screen, the widget with the caret, and numbers of widgets by their keys.

    The numbers are for the views alone: where a text is scrolled to, how wide panes are, which tab is chosen.
    """

    screen: str = ""
    focus: str = ""
    caret: int = 0
    anchor: int = 0
    numbers: dict[str, tuple[int, ...]] = {}


class Unfinished(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a model had not written to its end: the fields of the draft, or (without any) variants beside it."""

    fields: tuple[str, ...] = ()
    go_on: bool = False
    how: str = ""


class _Noted(msgspec.Struct, frozen=True, omit_defaults=True):
    look: Look = Look()
    unfinished: Unfinished | None = None


class Busy(Protocol):
    """What writes beside the draft."""

    @property
    def busy(self) -> bool:
        """Whether models are writing."""


class Reopening(QObject):
    """Writes down how the window looks and what is being written, and brings both back."""

    look_asked = Signal(object)  # Look: the window is to look like this
    variants_asked = Signal()  # the variants that were not written to their end are to be shown

    def __init__(
        self,
        session: DraftSession,
        drafts: Drafts,
        writer: Writer,
        comparing: Busy,
        notices: Notices,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._drafts = drafts
        self._writer = writer
        self._comparing = comparing
        self._notices = notices
        self._look: Callable[[], Look | None] = lambda: None
        self._noted = _Noted()
        self._closed = False
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(lambda: session.lull.run(self.note))
        for moment in (writer.started, writer.field_started, writer.field_done, writer.finished, writer.failed):
            moment.connect(self.note)
        session.opened.connect(lambda _draft: notices.dismiss(_KEY))

    def look_with(self, look: Callable[[], Look | None]) -> None:
        """Ask this from now on how the window looks."""
        self._look = look
        self._timer.start()

    def note(self, _moment: object = None) -> None:
        """Write down what has changed since the last time."""
        if self._closed:
            return
        owner = getattr(self._look, "__self__", None)
        gone = isinstance(owner, QObject) and not isValid(owner)
        noted = _Noted((None if gone else self._look()) or self._noted.look, self._unfinished())
        if noted != self._noted:
            self._noted = noted
            self._drafts.note_state(msgspec.json.encode(noted).decode())

    def close(self) -> None:
        """The window ends: what is being written now is what will be offered."""
        self.note()
        self._closed = True
        self._timer.stop()

    def remember(self, state: str) -> None:
        """Take over what an earlier window wrote down, before its draft comes to the desk."""
        try:
            self._noted = msgspec.json.decode(state or "{}", type=_Noted)
        except msgspec.DecodeError:
            self._noted = _Noted()  # of a newer program, say: then it begins as any window does
        else:
            self._drafts.note_state(state)  # should this window end before anything of it has changed

    def come_back(self, *, unclean: bool) -> None:
        """The draft is on the desk again: show what was shown, and offer what was not written to its end."""
        if self._noted.look.screen:
            self.look_asked.emit(self._noted.look)
        left = self._noted.unfinished
        if left is None:
            return
        if unclean and left.fields:
            self._drafts.add_version(Origin.INTERRUPTED)
        if left.fields:
            self._offer(left)
        else:
            self._notices.info(
                tr("Models were still writing variants when Copydesk ended."),
                tr("The words that came are kept. Each variant can be written again."),
                Answer(tr("Show the variants"), self.variants_asked.emit, primary=True),
                Answer(tr("Leave it"), lambda: self._notices.dismiss(_KEY)),
                key=_KEY,
            )

    def _offer(self, left: Unfinished) -> None:
        self._notices.info(
            tr("The model was still writing when Copydesk ended."),
            tr("The words that came are kept. Nothing is sent before you continue."),
            Answer(tr("Continue"), lambda: self._go_on(left), primary=True),
            Answer(tr("Leave it"), lambda: self._notices.dismiss(_KEY)),
            key=_KEY,
        )

    def _go_on(self, left: Unfinished) -> None:
        begun = left.go_on and bool(self._session.draft.copy.text(left.fields[0]).strip())
        self._writer.write(left.fields, go_on=begun, how=left.how)

    def _unfinished(self) -> Unfinished | None:
        if self._writer.busy:
            fields, go_on, how = self._writer.left_to_write
            return Unfinished(fields, go_on, how) if fields else None
        return Unfinished() if self._comparing.busy else None
