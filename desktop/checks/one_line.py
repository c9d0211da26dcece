"""One short text on its own: the copy that the checks read, and of what they say that which concerns it."""

from __future__ import annotations

import msgspec

from desktop.checks.channels import Channel
from desktop.core.copy import Copy, field_of
from desktop.core.finding import CheckReport, Claim, Finding

_OF_ALL_LINES = ("limits.", "facts.")


def copy_of_line(where: Channel, text: str) -> Copy:
    """A copy that has nothing but this line in the channel's field."""
    return Copy({where.field: (text,) if where.list else text})


def said_of_line(report: CheckReport) -> tuple[tuple[Finding, ...], tuple[Claim, ...]]:
    """Findings and claims with the field as their address.

    Limits on how many lines there are do not concern one of them, its own length is its measure, and no line is asked
    to mention every fact.
    """
    findings = tuple(
        msgspec.structs.replace(each, field=field_of(each.field))
        for each in report.findings
        if not each.check.startswith(_OF_ALL_LINES)
    )
    claims = tuple(msgspec.structs.replace(each, field=field_of(each.field)) for each in report.claims)
    return findings, claims
