"""What one half of the ledger says of a span of a sentence; the halves are joined in `claims.py`."""

from __future__ import annotations

import msgspec

from desktop.core.finding import Verdict


class Assertion(msgspec.Struct, frozen=True):
    """A span of a sentence that asserts something checkable, in code points of the sentence.

    `reason` is a sentence marked by `mark()`, with `values` for its `{name}` parts: assertions are cached, and the
    writer may change the language of the interface in between. `attribute` says what it is about, empty when not
    known: of two assertions that overlap, a contradiction wins only about the same attribute.
    """

    start: int
    end: int
    verdict: Verdict
    kind: str
    facts: tuple[str, ...] = ()
    reason: str = ""
    values: tuple[tuple[str, str], ...] = ()
    fixes: tuple[str, ...] = ()
    attribute: str = ""
