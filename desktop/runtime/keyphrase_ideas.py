"""Ideas for the keyphrase of a post out of its sources, notes and facts, worked out in the engine's worker.

In a thread of the window they would make it stutter: 120,000 characters hold the interpreter for half a second.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.core.brief import Brief
from desktop.engine.post_messages import FindKeyphrases, Keyphrases
from desktop.runtime.engine_client import EngineClient
from desktop.runtime.question import Question
from desktop.runtime.session import DraftSession

MOST_TEXT = 120_000
"""Characters that are read of all sources together: what is not repeated in so many is no theme of the post."""

_LATE_MS = 500
_MOST = 6


class KeyphraseIdeas(QObject):
    """Asks a little after the brief changed, while it is watched; `ideas` are those of what was read last."""

    changed = Signal()

    def __init__(self, session: DraftSession, engine: EngineClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._watched = False
        self.ideas: tuple[str, ...] = ()
        """Phrases, the best one first."""
        self._question = Question(engine, Keyphrases, self)
        self._later = QTimer(self, singleShot=True, interval=_LATE_MS)
        self._later.timeout.connect(self._ask)
        self._question.answered.connect(self._on_answered)
        self._question.failed.connect(self._on_failed)
        engine.state_changed.connect(self._on_changed)
        session.changed.connect(self._on_changed)
        session.opened.connect(self._on_changed)

    def set_watched(self, watched: bool) -> None:
        """Whether somebody looks; nothing is asked for nobody."""
        self._watched = watched
        if watched:
            self._ask()
        else:
            self._later.stop()

    def _on_changed(self, _change: object) -> None:
        if self._watched:
            self._later.start()

    def _ask(self) -> None:
        request = request_of(self._session.handed_in.brief)
        if request is None:
            self._question.drop()
            self._show(())
        elif request != self._question.settled and self._question.possible:
            self._question.ask(request)

    def _on_answered(self, _asked: FindKeyphrases, answer: Keyphrases) -> None:
        self._show(answer.phrases)
        self._on_changed(None)  # the brief may have changed meanwhile

    def _on_failed(self, _problem: object) -> None:
        """Ideas are an extra: without them the line is there to type in, and the next change asks again."""
        self._question.drop()

    def _show(self, found: tuple[str, ...]) -> None:
        if found != self.ideas:
            self.ideas = found
            self.changed.emit()


def request_of(brief: Brief) -> FindKeyphrases | None:
    """What is asked about a brief, equal for briefs that have the same ideas; `None` where there is nothing to read."""
    sources = brief.post.sources if brief.post is not None else ()
    texts: list[str] = []
    room = MOST_TEXT
    for text in (brief.notes, *(each.text for each in sources)):
        if text.strip() and room > 0:
            texts.append(text[:room])
            room -= len(text)
    if not texts and not brief.facts:
        return None
    return FindKeyphrases(tuple(texts), brief.facts, brief.language, brief.product, _MOST)
