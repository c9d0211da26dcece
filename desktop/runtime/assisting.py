"""The assistant on some words of the draft: asks for another text, and puts in what the writer accepts of it.

The draft holds no word of a proposal before it is accepted. Each acceptance is a step of undo of its own; what is
undone or redone is undecided or decided again. Where the text is changed elsewhere, the words are followed; where they
themselves are changed, the proposal is withdrawn.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Qt, Signal

from desktop.core.draft import Variant
from desktop.core.errors import ErrorKind, Problem, Remedy
from desktop.core.wishes import SELECTION, Wish, WishName
from desktop.core.words import tr
from desktop.runtime.assisting_asking import PassageAsking
from desktop.runtime.assisting_values import (
    BESIDE,
    Assisted,
    Decision,
    Kept,
    Phase,
    Proposal,
    TextPlace,
    proposal_of,
)
from desktop.runtime.comparing_values import Services
from desktop.runtime.notices import Answer
from desktop.runtime.session import DraftChange
from desktop.runtime.splices import splice

if TYPE_CHECKING:
    from desktop.checks.difference import Piece

_AT_ONCE = 2_000
"""Characters of both texts up to which the window waits for their difference: 1 to 2 ms."""
_KEPT = "rewrite.kept"
_KEY = "assistant"


class Assistant(QObject):
    """One run of words at a time, from `begin` to `close`."""

    changed = Signal()  # `state`, `span`, or whether it is `free`
    withdrawn = Signal()  # the words were changed, so that what was asked for them is gone
    closed = Signal()
    _compared = Signal(object, object)  # what was asked, and the pieces; from a thread

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._session = services.session
        self._asking = PassageAsking(services, self)
        self._place: TextPlace | None = None
        self._text = ""
        self._start = self._end = 0
        self._decided: dict[str, Proposal] = {}
        self._comparing: object | None = None
        self._variant: Variant | None = None
        self._note = ""
        self.state = Assisted()
        self._asking.grown.connect(self._on_grown)
        self._asking.noted.connect(self._on_noted)
        self._asking.ended.connect(self._on_ended)
        self._compared.connect(self._on_compared, Qt.ConnectionType.QueuedConnection)
        self._session.changed.connect(self._on_changed)
        self._session.opened.connect(self.close)
        self._session.locked_changed.connect(self._on_locked)
        services.drafts.leaving.connect(self.close)

    # What it works on

    @property
    def active(self) -> bool:
        """Whether it works on any words."""
        return self._place is not None

    @property
    def place(self) -> TextPlace | None:
        """The text in which its words stand."""
        return self._place

    @property
    def span(self) -> tuple[int, int]:
        """From which code point to which its words stand now."""
        return self._start, self._end

    @property
    def words(self) -> str:
        """The words as they stand in the draft."""
        return self._text[self._start : self._end]

    @property
    def free(self) -> bool:
        """Whether it may ask and change: not while a model writes the draft."""
        return not self._session.locked

    def begin(self, place: TextPlace, start: int, end: int) -> bool:
        """Work on code points `start` to `end` of a text; white space around them stays out.

        Whether there are words to work on; if not, nothing changes.
        """
        self._session.pull()
        text = place.read(self._session.handed_in)
        words = text[start:end]
        if not words.strip():
            return False
        self.close()
        self._place, self._text = place, text
        self._start = start + len(words) - len(words.lstrip())
        self._end = end - (len(words) - len(words.rstrip()))
        self._put(Assisted(Phase.READY))
        return True

    def close(self) -> None:
        """Leave the words as they stand: what was not accepted is forgotten."""
        if self._place is None:
            return
        self._forget()
        self._place = None
        self.state = Assisted()
        self.changed.emit()
        self.closed.emit()

    # Asking

    def ask(self, wish: Wish) -> None:
        """Ask for another text for the words as they stand now; what was open of the last one is forgotten."""
        if not self._may_write():
            return
        self._forget()
        self._services.notices.dismiss(_KEY)
        self._put(Assisted(Phase.ASKING, wish))
        self._asking.ask(self.words, wish)

    def again(self) -> None:
        """Ask by the same wish once more."""
        if self.state.wish is not None:
            self.ask(self.state.wish)

    def stop(self) -> None:
        """End the asking; pieces that came whole are proposed."""
        self._asking.stop()

    # Deciding

    def accept(self, number: int) -> None:
        """Put the new words of a change (counted from 0) into the draft, as one step of undo."""
        self._decide((number,), Decision.ACCEPTED, tr("Accept a change"))

    def reject(self, number: int) -> None:
        """Leave the old words of a change; one that was accepted is taken back."""
        self._decide((number,), Decision.REJECTED, tr("Reject a change"))

    def accept_all(self) -> None:
        """Accept all that is open, as one step of undo."""
        proposal = self.state.proposal
        if proposal is not None:
            self._decide(proposal.open, Decision.ACCEPTED, tr("Accept all changes"))

    def reject_all(self) -> None:
        """Reject all that is open."""
        proposal = self.state.proposal
        if proposal is not None:
            self._decide(proposal.open, Decision.REJECTED, tr("Reject a change"))

    def replace(self) -> None:
        """Put the text beside into the place of the words, as one step of undo, and close."""
        if self.state.phase is Phase.ANSWERED:
            self._write_over(self._start, self._end, self.state.text, tr("Replace by the new text"))

    def insert(self) -> None:
        """Put the text beside behind the words, what goes on at once and all else as a paragraph below; and close."""
        state = self.state
        if state.phase is not Phase.ANSWERED or not self._may_write():
            return
        if state.wish is not None and state.wish.name is WishName.CONTINUE:
            self._write_over(self._end, self._end, state.text, tr("Insert the new text"))
            return
        line = self._text.find("\n", self._end)
        at = len(self._text) if line < 0 else line
        rest = self._text[at:]
        tail = "\n" if rest.strip("\n") and not rest.startswith("\n\n") else ""
        self._write_over(at, at, f"\n\n{state.text.strip()}{tail}", tr("Insert the new text"))

    # Inside

    def _put(self, state: Assisted) -> None:
        self.state = state
        self.changed.emit()

    def _forget(self) -> None:
        """What was asked and proposed counts no more."""
        self._asking.abandon()
        self._comparing = self._variant = None
        self._decided = {}
        self._note = ""

    def _may_write(self) -> bool:
        """Whether the words are still there and may be changed, with all that was typed handed in."""
        if self._place is None or not self.free:
            return False
        self._session.pull()
        return self._place is not None

    def _decide(self, numbers: Iterable[int], decision: Decision, label: str) -> None:
        if not self._may_write() or self._place is None or self.state.proposal is None:
            return
        decided = self.state.proposal.with_decided(numbers, decision)
        self._decided[decided.now] = decided
        if decided.now != self.words:
            self._place.write(self._text[: self._start] + decided.now + self._text[self._end :], label)
        else:
            self._put(msgspec.structs.replace(self.state, proposal=decided))

    def _write_over(self, start: int, end: int, text: str, label: str) -> None:
        before = self._text
        if self._may_write() and self._place is not None and self._text == before:
            place, whole = self._place, self._text[:start] + text + self._text[end:]
            self.close()
            place.write(whole, label)

    def _on_grown(self, text: str) -> None:
        if self.state.phase is Phase.ASKING:
            self._put(msgspec.structs.replace(self.state, text=text))

    def _on_noted(self, note: str) -> None:
        if self.state.phase is Phase.ASKING:
            self._put(msgspec.structs.replace(self.state, note=note))

    def _on_ended(self, variant: Variant | None, problem: Problem | None) -> None:
        if self._place is None or self.state.phase is not Phase.ASKING:
            return
        stopped = problem is not None and problem.kind is ErrorKind.CANCELLED
        if problem is not None and not stopped:
            again = (Answer(tr("Retry"), self.again, primary=True),) if problem.remedy is Remedy.RETRY else ()
            self._services.notices.problem(problem, *again, key=_KEY)
        old, new = self.words, variant.copy.text(SELECTION) if variant is not None else ""
        wish = self.state.wish
        shown = None if stopped else problem
        if variant is None or not new.strip() or new == old:
            note = tr("Stopped. The text is as it was.") if stopped else ""
            if problem is None:
                note = tr("The model would change nothing here.")
            self._put(Assisted(Phase.READY, wish, note=note, problem=shown))
            return
        self._variant = variant
        self._note = "" if problem is None else tr("The answer is not whole: what came of it is shown.")
        if wish is not None and wish.name in BESIDE:
            going_on = wish.name is WishName.CONTINUE
            text = new.removeprefix(old) if going_on else new
            self._put(Assisted(Phase.ANSWERED, wish, text, kept=_kept(variant), note=self._note, problem=shown))
        else:
            self._compare(old, new)

    def _compare(self, old: str, new: str) -> None:
        """Find the changes; of long texts beside the window's thread."""
        from desktop.checks.difference import difference  # its library takes time that a start does not wait for

        asked = self._comparing = object()
        if len(old) + len(new) <= _AT_ONCE:
            self._on_compared(asked, difference(old, new))
        else:
            threading.Thread(
                target=lambda: self._compared.emit(asked, difference(old, new)), name="assistant", daemon=True
            ).start()

    def _on_compared(self, asked: object, pieces: tuple[Piece, ...]) -> None:
        if asked is not self._comparing or self._variant is None:
            return
        self._comparing = None
        proposal = proposal_of(pieces)
        self._decided = {proposal.now: proposal}
        kept, problem = _kept(self._variant), self._variant.error
        shown = None if problem is None or problem.kind is ErrorKind.CANCELLED else problem
        self._put(Assisted(Phase.PROPOSED, self.state.wish, "", proposal, kept, self._note, shown))

    # The text meanwhile

    def _on_changed(self, change: DraftChange) -> None:
        if self._place is None:
            return
        new = self._place.read(change.draft)
        if new == self._text:
            return
        if self._found_decided(new):
            return
        before, words = self._text, self.words
        made = splice(before, new)
        by = len(made.text) - (made.end - made.start)
        self._text = new
        if made.end <= self._start:
            self._start, self._end = self._start + by, self._end + by
        elif made.start < self._end:
            # Changed on both sides at once, or moved as a whole, they still stand there, word for word.
            if not words or before.count(words) != 1 or new.count(words) != 1:
                self._withdraw(made.start, self._end + by)
                return
            self._start = new.index(words)
            self._end = self._start + len(words)
        self.changed.emit()

    def _found_decided(self, new: str) -> bool:
        """Whether the words are as they were after some decision: an acceptance, or its undo or redo."""
        before, after = self._text[: self._start], self._text[self._end :]
        for words, proposal in self._decided.items():
            if len(new) == len(before) + len(words) + len(after) and new == before + words + after:
                self._text, self._end = new, self._start + len(words)
                self._put(msgspec.structs.replace(self.state, proposal=proposal))
                return True
        return False

    def _withdraw(self, start: int, end: int) -> None:
        """The words were changed by somebody else: what was asked for them no longer fits."""
        had = self.state.phase is not Phase.READY
        self._start, self._end = max(0, min(self._start, start)), min(end, len(self._text))
        self.close()
        if had:
            self._services.notices.info(
                tr("The proposal is gone, because its text was changed."),
                tr("Select the text and ask again."),
                key=_KEY,
            )
            self.withdrawn.emit()

    def _on_locked(self, _locked: bool) -> None:
        if self._place is not None:
            self.changed.emit()


def _kept(variant: Variant) -> tuple[Kept, ...]:
    """The pieces that kept their old text, with the reason."""
    return tuple(Kept(each.start, each.end, each.message) for each in variant.findings if each.check == _KEPT)
