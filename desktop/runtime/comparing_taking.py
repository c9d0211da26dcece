"""Taking from columns into the draft on the desk: one step of undo each, and who wrote it is remembered."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QObject, Signal

from desktop.core.copy import Copy, FieldValue
from desktop.core.ids import VersionId
from desktop.core.moment import timestamp
from desktop.core.provenance import Source
from desktop.core.words import tr
from desktop.runtime.columns import Held
from desktop.runtime.comparing_board import Board
from desktop.runtime.comparing_values import Services
from desktop.runtime.fields import is_list_field
from desktop.runtime.session import Place
from desktop.runtime.takes import Part, addressed_again, landing, part_of, take, texts_of

_PLACE = Place("take")
_KEY = "take"


class Taking(QObject):
    """Puts fields, sentences and other pieces of columns into the draft."""

    taken = Signal(object)  # Source

    def __init__(self, board: Board, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._services = services

    def field(self, key: str, field: str) -> None:
        """A field in the place of the draft's."""
        held = self._held(key)
        if held is None:
            return
        value = held.now().fields.get(field, "")
        self._put_fields({field: (key, held, value)} if value else {}, tr("Take a field"))

    def all(self, key: str) -> None:
        """All fields that the column has; the draft's others stay."""
        held = self._held(key)
        if held is not None:
            values = {name: (key, held, value) for name, value in held.now().fields.items() if value}
            self._put_fields(values, tr("Take a variant"))

    def choices(self, chosen: Mapping[str, str]) -> None:
        """Fields from several columns in one step: the key of the column for each field."""
        values: dict[str, tuple[str, Held, FieldValue]] = {}
        for field, key in chosen.items():
            held = self._held(key)
            value = held.now().fields.get(field, "") if held is not None else ""
            if held is not None and value:
                values[field] = (key, held, value)
        self._put_fields(values, tr("Take what was chosen"))

    def text(self, key: str, field: str, start: int, end: int, into: str, at: int) -> None:
        """A piece of a field, where it fits."""
        held = self._held(key)
        part = self._part(held, field, start, end)
        if held is None or part is None:
            return
        target = into or field
        copy = self._services.session.draft.copy
        done = take(part, self._value(copy, target), self.language, listed=is_list_field(target), at=at)
        if done.there:
            self._say_there()
            return
        source = self._source(key, held, target, part.text, part)
        sources = [
            msgspec.structs.replace(source, field=f"{target}{address}", text=text) for address, text in done.placed
        ]
        label = tr("Take a sentence") if part.sentences == 1 else tr("Take a text")
        self._keep(copy.with_field(target, done.value), sources, label)
        self.taken.emit(msgspec.structs.replace(source, field=sources[0].field if len(sources) == 1 else target))

    def landing(self, key: str, field: str, start: int, end: int, into: str, at: int) -> int:
        """Where `text` would put the piece in the draft's field; -1 when there is nothing to put."""
        part = self._part(self._board.held(key), field, start, end)
        if part is None:
            return -1
        target = into or field
        value = self._value(self._services.session.handed_in.copy, target)
        return landing(part, value, self.language, listed=is_list_field(target), at=at)

    def _part(self, held: Held | None, field: str, start: int, end: int) -> Part | None:
        if held is None:
            return None
        return part_of(held.text(field), start, end, self.language, listed=is_list_field(field))

    @staticmethod
    def _value(copy: Copy, field: str) -> FieldValue:
        return copy.fields.get(field, () if is_list_field(field) else "")

    @property
    def language(self) -> str:
        """The language by which sentences are told apart."""
        return self._services.session.handed_in.brief.language or "en"

    def _held(self, key: str) -> Held | None:
        """The column to take from, unless a model is writing into the draft."""
        held = self._board.held(key)
        if held is None or not self._services.session.locked:
            return held
        self._services.notices.info(
            tr("A model is writing into the draft."), tr("Take it when it has ended, or stop it."), key=_KEY
        )
        return None

    def _say_there(self) -> None:
        self._services.notices.info(tr("The draft has that already."), key=_KEY)

    def _put_fields(self, values: Mapping[str, tuple[str, Held, FieldValue]], label: str) -> None:
        """Whole fields, each with its column, in the place of the draft's."""
        if not values:
            self._services.notices.info(tr("There is no text there yet."), key=_KEY)
            return
        copy = self._services.session.draft.copy
        new = {name: each for name, each in values.items() if copy.fields.get(name) != each[2]}
        if not new:
            self._say_there()
            return
        sources: list[Source] = []
        for name, (key, held, value) in new.items():
            copy = copy.with_field(name, value)
            sources.extend(self._sources_of(key, held, name, value))
        self._keep(copy, sources, label)
        for name, (key, held, _) in new.items():
            self.taken.emit(self._source(key, held, name, copy.text(name)))

    def _sources_of(self, key: str, held: Held, name: str, value: FieldValue) -> list[Source]:
        """A field by its sentences: when one is typed over, the others still are what was taken."""
        texts = texts_of(value, self.language)
        if isinstance(value, str):
            return [self._source(key, held, name, text) for text in texts]
        places = {item: place for place, item in reversed(list(enumerate(value)))}
        return [self._source(key, held, f"{name}[{places[text]}]", text) for text in texts]

    def _source(self, key: str, held: Held, field: str, text: str, part: Part | None = None) -> Source:
        """Where a text comes from; what the writer typed into the column is no model's."""
        column, variant = self._board.column(key), held.variant
        version = column.version if column is not None and not held.growing else VersionId(0)
        letter, whole = self._board.letter(key), part is None
        if column is not None and column.choice is not None and (held.growing or variant is None):
            choice = column.choice  # it is still being written
            tone = choice.tone or held.brief.tone
            return Source(field, text, choice.model, "", tone, version, letter, timestamp(), whole)
        known = next((each for each in held.sources if text in each.text), None)
        if known is not None:
            return msgspec.structs.replace(
                known, field=field, text=text, column=letter, taken_at=timestamp(), whole=whole
            )
        if variant is None or (held.sources and not any(text in each for _, each in variant.copy.addressed())):
            return Source(field, text, version=version, column=letter, taken_at=timestamp(), whole=whole)
        return Source(field, text, variant.model, variant.prompt, variant.tone, version, letter, timestamp(), whole)

    def _keep(self, copy: Copy, sources: list[Source], label: str) -> None:
        """Change the draft; sources of which no word stands any more are forgotten (undo has them still)."""
        session = self._services.session
        self._services.notices.dismiss(_KEY)
        kept = addressed_again(session.draft.sources, copy)
        session.take(copy, (*kept, *sources), _PLACE, label)
