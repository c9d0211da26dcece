"""A comparison as it is handed to somebody else: every word and figure of it, ready to be laid out."""

from __future__ import annotations

import msgspec

from desktop.core.comparison import ColumnKey, ComparisonId
from desktop.core.copy import FieldValue
from desktop.core.ids import VersionId


class PagePiece(msgspec.Struct, frozen=True):
    """A run of a text against the base: `same`, `add` or `delete`."""

    op: str
    text: str


class PageField(msgspec.Struct, frozen=True, omit_defaults=True):
    """A field of one column.

    `pieces` are its difference from the base, empty where there is none to show; `counts` are in words for each text
    (“59 of 70 characters”), `fitting` says of each whether it is within its limit.
    """

    name: str
    label: str
    value: FieldValue
    pieces: tuple[PagePiece, ...] = ()
    counts: tuple[str, ...] = ()
    fitting: tuple[bool, ...] = ()

    @property
    def fits(self) -> bool:
        """Whether every text is within its limit, as far as there is one."""
        return all(self.fitting)

    @property
    def text(self) -> str:
        """The field as one text, list items one a line."""
        return self.value if isinstance(self.value, str) else "\n".join(self.value)


class PageColumn(msgspec.Struct, frozen=True, omit_defaults=True):
    """One text of the comparison.

    `figures` are label and value in words, the same labels in every column; `remarks` are sentences about it, the
    gravest first; `error` says why it is not complete.
    """

    key: ColumnKey
    letter: str
    label: str
    fields: tuple[PageField, ...]
    figures: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    version: VersionId = VersionId(0)
    model: str = ""
    tone: str = ""
    prompt: str = ""
    error: str = ""

    def field(self, name: str) -> PageField | None:
        """The field with this name."""
        return next((each for each in self.fields if each.name == name), None)


class ComparisonPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """All columns; `names` are the fields (name and label) in their order, `base` the letter of the base or empty."""

    title: str
    language: str
    made_at: str
    names: tuple[tuple[str, str], ...]
    columns: tuple[PageColumn, ...]
    base: str = ""
    comparison: ComparisonId = ComparisonId(0)
