"""What became of each fact: where the text uses it, where it says something else, and what is said of it."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from desktop.core.brief import Brief, Fact, number_facts
from desktop.core.copy import field_of
from desktop.core.finding import CheckReport, Claim, Finding, Verdict
from desktop.core.words import tr, trn
from desktop.runtime.fields import field_label


class Standing(StrEnum):
    """How a fact stands; `OPEN` while nothing can be said of it."""

    OPEN = "open"
    USED = "used"
    FORGOTTEN = "forgotten"
    STRONG = "strong"
    CONFLICT = "conflict"
    CONTRADICTED = "contradicted"
    UNAPPROVED = "unapproved"


ICONS: dict[Standing, tuple[str, str]] = {
    Standing.OPEN: ("dot", "text_3"),
    Standing.USED: ("check", "supported"),
    Standing.FORGOTTEN: ("warning", "warning"),
    Standing.STRONG: ("star", "information"),
    Standing.CONFLICT: ("split", "contradicted"),
    Standing.CONTRADICTED: ("contradicted", "contradicted"),
    Standing.UNAPPROVED: ("minus", "text_3"),
}


class FactEntry(msgspec.Struct, frozen=True):
    """A fact with the claims that use it, those it contradicts, and what is remarked on it; `brief` is the text's."""

    fact: Fact
    standing: Standing
    uses: tuple[Claim, ...] = ()
    against: tuple[Claim, ...] = ()
    remarks: tuple[Finding, ...] = ()
    known: bool = True
    brief: Brief | None = None

    @property
    def words(self) -> str:
        """How it stands, in a line."""
        match self.standing:
            case Standing.CONTRADICTED:
                return trn("Contradicted in {n} place", "Contradicted in {n} places", len(self.against))
            case Standing.CONFLICT:
                return tr("Contradicts another fact")
            case Standing.FORGOTTEN:
                return tr("Must be mentioned, and is not")
            case Standing.STRONG:
                return tr("A strong point that is left out")
            case Standing.UNAPPROVED:
                return tr("Not approved: supports nothing")
            case Standing.USED:
                return tr("In {fields}", fields=", ".join(self.fields)) if self.uses else tr("In the text")
            case Standing.OPEN:
                return tr("Not in the text") if self.known else ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that use it, by their labels."""
        return tuple(dict.fromkeys(field_label(field_of(claim.field), self.brief) for claim in self.uses))


def entries_of(report: CheckReport, brief: Brief, *, written: bool) -> tuple[FactEntry, ...]:
    """An entry for each fact, in the order of the ledger; while nothing is written all are open."""
    uses: dict[str, list[Claim]] = {}
    against: dict[str, list[Claim]] = {}
    for claim in report.claims:
        found = {Verdict.SUPPORTED: uses, Verdict.CONTRADICTED: against}.get(claim.verdict)
        for fact in claim.facts if found is not None else ():
            found.setdefault(fact, []).append(claim)  # type: ignore[union-attr]  # there are no facts to go through then
    remarks: dict[str, list[Finding]] = {}
    for finding in report.findings:
        for fact in finding.evidence if finding.check.startswith("facts.") else ():
            remarks.setdefault(fact, []).append(finding)
    forgotten = frozenset(report.forgotten)
    entries = (
        _entry(
            fact,
            tuple(uses.get(fact.id, ())),
            tuple(against.get(fact.id, ())),
            tuple(remarks.get(fact.id, ())),
            forgotten=fact.id in forgotten,
            written=written,
        )
        for fact in number_facts(brief.facts)
    )
    return tuple(msgspec.structs.replace(each, brief=brief) for each in entries)


def _entry(
    fact: Fact,
    uses: tuple[Claim, ...],
    against: tuple[Claim, ...],
    remarks: tuple[Finding, ...],
    *,
    forgotten: bool,
    written: bool,
) -> FactEntry:
    said = {finding.check for finding in remarks}
    if against:
        standing = Standing.CONTRADICTED
    elif any("conflict" in check for check in said):
        standing = Standing.CONFLICT
    elif not fact.approved:
        standing = Standing.UNAPPROVED
    elif forgotten and written:
        standing = Standing.FORGOTTEN
    elif any("selling" in check or "strong" in check for check in said):
        standing = Standing.STRONG
    elif written and (uses or fact.must_mention):
        standing = Standing.USED
    else:
        standing = Standing.OPEN
    return FactEntry(fact, standing, uses, against, remarks, written)
