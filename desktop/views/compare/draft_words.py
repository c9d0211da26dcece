"""What the strip of the draft says: its beginning, what was taken into it, and what the checks found in it."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Severity, Verdict
from desktop.core.provenance import standing
from desktop.core.words import tr, trn
from desktop.runtime.fields import FieldSpec
from desktop.views.compare.grid_words import listed

_LONGEST = 400


def beginning(draft: Draft, fields: Sequence[FieldSpec]) -> tuple[str, str]:
    """The draft's headline, and its first text besides; both may be empty."""
    texts = [(spec, " ".join(draft.copy.text(spec.name)[: 2 * _LONGEST].split())[:_LONGEST]) for spec in fields]
    headline = next((text for spec, text in texts if spec.kind == "headline" and text), "")
    rest = next((text for spec, text in texts if spec.kind != "headline" and text), "")
    return headline, rest


def taken_words(draft: Draft) -> str:
    """What stands in the draft that was taken from columns: `2 sentences taken from B`; empty for nothing."""
    found = standing(draft.sources, draft.copy)
    if not found:
        return ""
    columns = listed(list(dict.fromkeys(each.source.column for each in found if each.source.column)))
    fields = sum(each.source.whole for each in found)
    sentences = len(found) - fields
    if not columns:
        return trn("{n} piece was taken", "{n} pieces were taken", len(found))
    if not fields:
        return trn(
            "{n} sentence taken from {columns}", "{n} sentences taken from {columns}", sentences, columns=columns
        )
    if not sentences:
        return trn("{n} field taken from {columns}", "{n} fields taken from {columns}", fields, columns=columns)
    return trn("{n} piece taken from {columns}", "{n} pieces taken from {columns}", len(found), columns=columns)


def checks_words(report: CheckReport) -> tuple[str, str, str]:
    """What the checks say of the draft: icon, the token of its colour, words; all empty when there is nothing."""
    wrong = sum(claim.verdict is Verdict.CONTRADICTED for claim in report.claims)
    doubted = sum(claim.verdict is Verdict.UNSUPPORTED for claim in report.claims)
    supported = sum(claim.verdict is Verdict.SUPPORTED for claim in report.claims)
    errors = sum(each.severity is Severity.ERROR and not each.check.startswith("claims.") for each in report.findings)
    if wrong:
        return "contradicted", "contradicted", tr("{n} contradicted", n=wrong)
    if errors:
        return "contradicted", "contradicted", trn("{n} error", "{n} errors", errors)
    if doubted:
        return "warning", "warning", tr("{n} unsupported", n=doubted)
    if supported:
        return "check", "supported", tr("{supported} of {n} supported", supported=supported, n=supported)
    return "", "", ""
