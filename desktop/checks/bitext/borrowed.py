"""Checks of texts that count for translations too: spelling, and the fact ledger of the source."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from desktop.checks.bitext.pair import Pair, Spot
from desktop.checks.check import Subject
from desktop.checks.report import check_copy
from desktop.checks.spelling.spelling import Spelling
from desktop.checks.words import words_of
from desktop.core.brief import LANGUAGES, Brief
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import Severity, Verdict
from desktop.core.words import tr

_FIELD = "body"
_MOST_KNOWN = 100_000
_KNOWN: dict[str, set[str]] = {}
"""Words by language that the dictionaries know: a file of 20,000 segments asks for each of its words once."""
_SPELLING = CheckOptions(spelling=True)


def spelling(pair: Pair) -> Iterator[Spot]:
    """Words that the dictionaries of the target's language do not know, and that the source does not have either."""
    language = pair.target.language
    if language not in LANGUAGES:
        return
    prose = _asked(pair)
    if not prose.strip():
        return
    subject = Subject(Copy({_FIELD: prose}), Brief(language=language), language, options=_SPELLING)
    found = list(Spelling().find(subject))
    wrong = {prose[finding.start : finding.end].lower() for finding in found}
    known = _KNOWN.setdefault(language, set())
    if len(known) < _MOST_KNOWN:
        known.update(word.lower for word in words_of(prose) if not any(word.lower in each for each in wrong))
    for finding in found:
        yield pair.on_target("spelling", Severity.INFO, finding.start, finding.end, finding.message, *finding.fixes)


def _asked(pair: Pair) -> str:
    """The prose without names, without what the source has too, and without words that were asked before."""
    prose, source = pair.target.prose.replace("\ue000", " "), pair.source.text.lower()
    known = _KNOWN.get(pair.target.language, set())
    parts, place = [], 0
    for word in pair.target.words:
        if word.lower in known or prose[word.start].isupper() or word.lower in source:
            parts += [prose[place : word.start], " " * (word.end - word.start)]
            place = word.end
    return "".join([*parts, prose[place:]])


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
