"""One column of a comparison while the window is open: its text as it grows, and what is known of it."""

from __future__ import annotations

import time
from collections.abc import Iterable

from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Origin, Variant
from desktop.core.finding import CheckReport, Measure
from desktop.core.provenance import Source
from desktop.runtime.repairs import value_of


class Growing:
    """A text that grows by small pieces: adding one costs the same however long the text is."""

    __slots__ = ("_parts", "_whole")

    def __init__(self, text: str = "") -> None:
        self._whole = text
        self._parts: list[str] = []

    def add(self, piece: str) -> None:
        """Put a piece at the end."""
        self._parts.append(piece)

    @property
    def text(self) -> str:
        """All of it; joined once for all the pieces that came since it was asked for last."""
        if self._parts:
            self._whole += "".join(self._parts)
            self._parts.clear()
        return self._whole


class Held:
    """What is held of one column beside the value that is kept: nothing of it is lost with the window.

    `copy` is its text as far as it has ended or was read (`loaded`), `brief` the one that it was written from. While it
    is written, `growing` has the fields that were begun. `foreign`: it is a text of another draft. `edited` says that
    the writer's hand was in it, `unkept` that its text is not a version yet. `note` is what a column that waits waits
    for, as a sentence; `sources` say who wrote what of a text that was edited.
    """

    def __init__(self, *, loaded: bool = False) -> None:
        self.brief = Brief()
        self.variant: Variant | None = None
        self.origin = Origin.VARIANT
        self.name = ""
        self.saved_at = ""
        self.copy = Copy()
        self.growing: dict[str, Growing] = {}
        self.loaded = loaded
        self.foreign = False
        self.edited = False
        self.unkept = False
        self.note = ""
        self.words = 0
        self.begun_at = 0.0
        self.sources: tuple[Source, ...] = ()
        self.report: CheckReport | None = None
        self.measures: dict[str, Measure] = {}

    def begin(self, field: str) -> None:
        """A field is written now, from its first word on."""
        self.growing[field] = Growing()

    def add(self, field: str, piece: str) -> None:
        """More of a field came."""
        found = self.growing.get(field)
        if found is None:
            found = self.growing[field] = Growing()
        found.add(piece)
        if not self.words:
            self.begun_at = time.monotonic()
        self.words += 1 if not self.words else piece.count(" ") + piece.count("\n")

    @property
    def speed(self) -> float:
        """Words a second while it is written; 0 as long as there is too little to say."""
        took = time.monotonic() - self.begun_at
        return self.words / took if self.growing and self.words and took > 1 else 0.0

    def replace(self, field: str, text: str) -> None:
        """A field as a whole."""
        self.growing[field] = Growing(text)

    def text(self, field: str) -> str:
        """A field as it stands; as long as no word of a new writing came, what was there before."""
        if not self.growing:
            return self.copy.text(field)
        found = self.growing.get(field)
        return found.text if found is not None else ""

    def now(self) -> Copy:
        """The copy as it stands."""
        if not self.growing:
            return self.copy
        return Copy({field: value_of(field, each.text) for field, each in self.growing.items()})

    def end(self, variant: Variant | None, order: Iterable[str]) -> None:
        """The writing is over: what came is the text, as the checks left it; fields in this order."""
        values = dict(self.now().fields) if self.growing else {}
        if variant is not None:
            values.update({name: value for name, value in variant.copy.fields.items() if value})
        if values or variant is not None:
            names = [*(name for name in order if name in values)]
            names += [name for name in values if name not in names]
            self.copy = Copy({name: values[name] for name in names if values[name]})
        self.growing = {}
        self.note = ""
        self.words = 0

    def forget_checks(self) -> None:
        """What was said is of another text."""
        self.report = None
        self.measures = {}
