"""What happens while a variant is written, in the order in which it happens.

A list field (`bullets`) streams as one text with one item a line; only the finished `Copy` splits it.
"""

from __future__ import annotations

import msgspec

from desktop.core.draft import Variant


class FieldStarted(msgspec.Struct, frozen=True, tag="field_started"):
    """The model begins a field; what stood there is replaced."""

    variant: str
    field: str


class Delta(msgspec.Struct, frozen=True, tag="delta"):
    """More text at the end of a field."""

    variant: str
    field: str
    text: str


class FieldReplaced(msgspec.Struct, frozen=True, tag="field_replaced"):
    """A field as a whole, after a repair or after trimming; `reason` is a sentence for the writer."""

    variant: str
    field: str
    text: str
    reason: str = ""


class FieldDone(msgspec.Struct, frozen=True, tag="field_done"):
    """A field has its final text."""

    variant: str
    field: str


class VariantDone(msgspec.Struct, frozen=True, tag="variant_done"):
    """A variant has ended, complete or not."""

    variant: Variant


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """How far a long job is; `total` 0 means unknown, `unit` is `bytes`, `fields` or empty."""

    stage: str
    message: str
    done: float = 0.0
    total: float = 0.0
    unit: str = ""


Event = FieldStarted | Delta | FieldReplaced | FieldDone | VariantDone | Progress
