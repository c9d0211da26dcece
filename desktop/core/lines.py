"""Many short variants of one line: subject lines, headlines, texts of advertisements, social posts."""

from __future__ import annotations

import msgspec

from desktop.core.finding import Claim, Finding, Measure


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """One short variant, counted as its channel counts; it fits, and differs from the others.

    Findings and claims have the channel's field as their address. `model` is empty for a line that the writer typed or
    that was put together by rule from the facts. `beside` is the preheader that completes a subject line.
    """

    text: str
    measure: Measure
    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    model: str = ""
    beside: str = ""


class LineList(msgspec.Struct, frozen=True, omit_defaults=True):
    """The lines of a draft for one channel, in the order in which they came, as they are kept.

    `chosen` are places in `lines`; `order` is what the writer sorts them by, empty for the order in which they came.
    """

    channel: str
    lines: tuple[Line, ...] = ()
    chosen: tuple[int, ...] = ()
    order: str = ""


class Clash(msgspec.Struct, frozen=True):
    """A headline and a description that do not go together, as an advertisement may show any with any.

    `first` and `second` are places in the two lists, `message` a sentence that says what is wrong.
    """

    first: int
    second: int
    message: str
