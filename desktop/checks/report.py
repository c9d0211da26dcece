"""All that the checks say of one copy."""

from __future__ import annotations

import msgspec

from desktop.checks.catalogue import CHECKS
from desktop.checks.channels import channel
from desktop.checks.check import Subject
from desktop.checks.counters import measure_on
from desktop.checks.language import language_of_copy
from desktop.checks.limits import texts_on
from desktop.checks.mentions import forgotten_facts
from desktop.core.brief import Brief, number_facts
from desktop.core.copy import Copy
from desktop.core.finding import CheckReport, Finding, Severity

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


def check_copy(copy: Copy, brief: Brief, *, channels: tuple[str, ...]) -> CheckReport:
    """Check a copy against its brief and the limits of these channels; a `UserError` (usage) for an unknown channel.

    Findings come gravest first, then in the order of the fields. Facts without id are numbered as `number_facts` does.
    `metrics` has for each address its `characters` and `words`, and for one published on these channels its `count` and
    `limit` there. `claims` stays empty: claims need the ledger.
    """
    brief = _with_numbered_facts(brief)
    language = brief.language or language_of_copy(copy)
    forgotten = forgotten_facts(copy, brief.facts, language)
    subject = Subject(copy, brief, language, tuple(map(channel, dict.fromkeys(channels))), forgotten)
    findings = [finding for check in CHECKS for finding in check.find(subject)]
    return CheckReport(_sorted(findings, copy), (), forgotten, _metrics(subject))


def _with_numbered_facts(brief: Brief) -> Brief:
    return msgspec.structs.replace(brief, facts=number_facts(brief.facts))


def _sorted(findings: list[Finding], copy: Copy) -> tuple[Finding, ...]:
    places = {address: place for place, (address, _) in enumerate(copy.addressed())}
    return tuple(
        sorted(findings, key=lambda each: (_WEIGHT[each.severity], places.get(each.field, -1), each.start, each.end))
    )


def _metrics(subject: Subject) -> dict[str, dict[str, float]]:
    metrics: dict[str, dict[str, float]] = {
        address: {"characters": len(text), "words": len(text.split())} for address, text in subject.copy.addressed()
    }
    for each in subject.channels:
        for address, text in texts_on(each, subject.copy):
            found = measure_on(each, text)
            metrics[address] |= {"count": found.count, "limit": found.limit}
    return metrics
