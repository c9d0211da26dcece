"""Where the items of a list stand in the text that shows one item a line, and the findings of a field in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.core.copy import field_of
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict

_CLAIMS = "claims."
_SPELLING = "spelling."
_DOUBTED = frozenset({Verdict.UNSUPPORTED, Verdict.CONTRADICTED})

Span = tuple[int, int, Finding]


def offset_of_item(address: str, text: str) -> int:
    """Where an item begins in the text with one item a line; empty lines are none."""
    _, _, index = address.partition("[")
    if not index:
        return 0
    offset, left = 0, int(index.rstrip("]"))
    for line in text.split("\n"):
        if line.strip():
            if left == 0:
                return offset
            left -= 1
        offset += len(line) + 1
    return offset


def marks_of(report: CheckReport, field: str, text: str) -> tuple[list[Span], dict[Finding, Claim]]:
    """What is marked in a column's field: what no fact supports or one contradicts, errors and misspellings.

    Only where the words still stand; a remark on a field as a whole is told elsewhere.
    """
    claims = dict(_claims(report, field))
    found = []
    for finding in report.findings:
        if field_of(finding.field) != field or not _is_marked(finding):
            continue
        start = offset_of_item(finding.field, text) + finding.start
        end = start + finding.end - finding.start
        whole = start == 0 and end >= len(text.rstrip()) and not finding.check.startswith(_CLAIMS)
        if end > start and not whole and (not finding.text or text[start:end] == finding.text):
            found.append((start, end, finding))
    return found, claims


def _is_marked(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR or finding.check.startswith((_CLAIMS, _SPELLING))


def _claims(report: CheckReport, field: str) -> Iterator[tuple[Finding, Claim]]:
    verdicts: Mapping[tuple[str, int, int], Claim] = {
        (claim.field, claim.start, claim.end): claim for claim in report.claims if field_of(claim.field) == field
    }
    for finding in report.findings:
        claim = verdicts.get((finding.field, finding.start, finding.end))
        if claim is not None and finding.check.startswith(_CLAIMS):
            yield finding, claim
