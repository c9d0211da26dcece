"""Checks of texts that count for translations too: spelling, and the fact ledger of the source."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from desktop.checks.bitext.pair import Pair, Spot
from desktop.checks.check import Subject
from desktop.checks.report import check_copy
from desktop.checks.spelling.spelling import Spelling
from desktop.core.brief import LANGUAGES, Brief
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Severity, Verdict
from desktop.core.words import tr

_FIELD = "body"
_SPELLING = CheckOptions(spelling=True)


def spelling(pair: Pair) -> Iterator[Spot]:
    """Words that the dictionaries of the target's language do not know, and that the source does not have either."""
    language = pair.target.language
    if language not in LANGUAGES:
        return
    prose = pair.target.prose.replace("\ue000", " ")
    subject = Subject(Copy({_FIELD: prose}), Brief(language=language), language, options=_SPELLING)
    source = pair.source.text.lower()
    for finding in Spelling().find(subject):
        word = prose[finding.start : finding.end]
        if word.lower() in source or word[:1].isupper():
            continue
        yield pair.on_target("spelling", Severity.INFO, finding.start, finding.end, finding.message, *finding.fixes)


def facts(pair: Pair) -> Iterator[Spot]:
    """What the facts of the source contradict in the translation."""
    if not pair.around.facts or pair.target.language not in LANGUAGES:
        return
    prose = pair.target.prose.replace("\ue000", " ")
    brief = msgspec.structs.replace(Brief(language=pair.target.language), facts=pair.around.facts)
    for claim in check_copy(Copy({_FIELD: prose}), brief, channels=()).claims:
        if claim.verdict is Verdict.CONTRADICTED:
            message = claim.reason or tr("The facts say otherwise.")
            yield pair.on_target("facts", Severity.ERROR, claim.start, claim.end, message, *claim.fixes)
