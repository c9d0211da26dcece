"""What the checks say of a text."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.reply import Basis


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One remark of one check; `start` and `end` are code points into the text of the field addressed by `field`.

    `evidence` are ids of facts, `fixes` other words for the span; `advice` says what to do, `source` who says so (a
    law, another draft, a library).
    """

    check: str
    severity: Severity
    field: str
    start: int
    end: int
    text: str
    message: str
    evidence: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    advice: str = ""
    source: str = ""


class Verdict(StrEnum):
    """What the facts say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    OPINION = "opinion"


class Claim(msgspec.Struct, frozen=True, gc=False):
    """A span that asserts something checkable, with the facts that decide it (their ids).

    `kind` is the sort of claim (`number`, `material`, …; its finding is `claims.<kind>`), `reason` a sentence for the
    writer, `fixes` are other words for the span that the facts support; `judged` says that a model decided it.
    """

    field: str
    start: int
    end: int
    text: str
    verdict: Verdict
    facts: tuple[str, ...] = ()
    kind: str = ""
    reason: str = ""
    fixes: tuple[str, ...] = ()
    judged: bool = False


class Measure(msgspec.Struct, frozen=True):
    """A text counted as a channel counts it; the shape of `measure` on the command line."""

    channel: str
    count: int
    limit: int
    unit: str
    fits: bool
    parts: int | None = None
    encoding: str | None = None


class CheckReport(msgspec.Struct, frozen=True):
    """All that the checks say of one copy; `forgotten` holds ids of must-mention facts that no field carries.

    `open` is how many sentences assert something of which nothing is known yet; `left_out` how many findings there
    are beyond those in `findings`, which are the gravest. Of a post, `bases` are what its sentences rest on.
    """

    findings: tuple[Finding, ...] = ()
    claims: tuple[Claim, ...] = ()
    forgotten: tuple[str, ...] = ()
    metrics: dict[str, dict[str, float]] = {}
    open: int = 0
    left_out: int = 0
    bases: tuple[Basis, ...] = ()
