"""What a mail is to say: its subject matter, notes, tone, language; every change goes to the session at once."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.core.brief import Brief
from desktop.core.words import tr
from desktop.runtime.session import DraftSession, Place
from desktop.views.product.brief_panel import tones
from desktop.views.product.notes import BriefText, Disclosure
from desktop.views.product.suggest_field import SuggestField
from desktop.views.tokens import Space
from desktop.views.widgets.fields import ComboField, LineField

_LANGUAGES = (("en", "English"), ("nl", "Nederlands"), ("sv", "Svenska"))


class BriefFields(QWidget):
    """Folded away under a quiet line as soon as there is something to write from; open on a blank mail."""

    grown = Signal()  # an editor was made

    def __init__(self, session: DraftSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.fold = Disclosure(tr("Brief, tone, language"))
        self.product = LineField(tr("What the mail is about"), session_undo=True)
        self.notes = BriefText(session, "notes", tr("Message"), tr("What the readers should know or do"))
        self.audience = LineField(tr("For whom"), session_undo=True)
        self.tone = SuggestField(tr("Tone"), tones())
        self.language = ComboField(tr("Language"), (("", tr("Detect")), *_LANGUAGES))
        self.instructions = BriefText(session, "instructions", tr("Own instructions"), tr("How it should be written"))
        self.banned = LineField(tr("Words to avoid"), placeholder=tr("separated by commas"), session_undo=True)
        pair = QWidget()
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.tone, 1)
        row.addWidget(self.language, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.M)
        column.addWidget(self.fold)
        for part in (self.product, self.notes, self.audience, pair, self.instructions, self.banned):
            self.fold.add(part)
            column.addWidget(part)
        self._connect()

    def _connect(self) -> None:
        self.product.text_edited.connect(lambda text: self._change("product", tr("What the mail is about"), text))
        self.audience.text_edited.connect(lambda text: self._change("audience", tr("For whom"), text))
        self.tone.text_edited.connect(lambda text: self._change("tone", tr("Tone"), text))
        self.language.chosen.connect(lambda value: self._change("language", tr("Language"), value))
        self.banned.text_edited.connect(lambda text: self._change("banned", tr("Words to avoid"), _words(text)))
        for text in (self.notes, self.instructions):
            text.grown.connect(self.grown)

    def show_brief(self, brief: Brief) -> None:
        """Show what the writer asks for."""
        self.product.set_text(brief.product)
        self.audience.set_text(brief.audience)
        self.tone.set_text(brief.tone)
        self.language.set_value(brief.language)
        if _words(self.banned.text) != brief.banned:  # else the comma that is being typed would go
            self.banned.set_text(", ".join(brief.banned))

    def _change(self, name: str, label: str, value: object) -> None:
        brief = msgspec.structs.replace(self._session.draft.brief, **{name: value})
        self._session.set_brief(brief, Place(f"brief.{name}"), label)


def _words(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(word for part in text.split(",") if (word := part.strip()))
