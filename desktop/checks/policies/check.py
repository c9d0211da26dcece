"""Whether a copy keeps to the policy packs that the workspace chose."""

from __future__ import annotations

import bisect
import functools
from collections.abc import Iterator

from desktop.checks.check import Spot, Subject
from desktop.checks.policies.lifting import is_lifted, is_raised, is_softened
from desktop.checks.policies.load import Library, library_of
from desktop.checks.policies.pack import Pack, Part, Rule, spoken
from desktop.checks.policies.places import texts_for
from desktop.checks.policies.reading import Hit, hits_of, removed
from desktop.checks.sentences import Span, paragraphs_of, sentences_of
from desktop.checks.words import split_words
from desktop.core.brief import Brief, Fact
from desktop.core.finding import Finding, Severity
from desktop.core.words import tr

_LONGEST_PIECE = 800
"""Characters of a paragraph that is read in one go."""


class Policies:
    """Words and signs that a law or a marketplace does not allow; a finding's id is `policy.<pack>.<rule>`."""

    id = "policy"

    @property
    def name(self) -> str:
        """As `Check` says."""
        return tr("Policy packs")

    @property
    def description(self) -> str:
        """As `Check` says."""
        return tr("Finds what the chosen laws and marketplaces do not allow; the facts' certificates count.")

    def find(self, subject: Subject) -> Iterator[Finding]:
        """As `Check` says."""
        chosen = tuple(dict.fromkeys(subject.options.policies))
        if not chosen:
            return
        library = library_of(subject.options.packs_folder)
        yield from _problems(chosen, library, subject)
        packs = [library.packs[each] for each in chosen if each in library.packs]
        names = _names(subject.brief.product)
        for pack in packs:
            for address, text, part in texts_for(pack, subject):
                for start, piece in _pieces(text, subject.language):
                    hits = hits_of(piece, subject.language, pack, names)
                    for each, severity in _that_count(hits, pack, part, subject.brief) if hits else ():
                        hit = _with_fix(each, pack, part, piece)
                        spot = Spot(address, text, start + hit.start, start + hit.end)
                        yield _finding(spot, hit, pack, severity)


@functools.lru_cache(maxsize=64)
def _pieces(text: str, language: str) -> tuple[tuple[int, str], ...]:
    """The paragraphs of a text, long ones sentence by sentence, so that little is read again after a key press."""
    return tuple((span.start, text[span.start : span.end]) for span in _spans(text, language))


def _spans(text: str, language: str) -> Iterator[Span]:
    sentences = sentences_of(text, language)
    for span in paragraphs_of(text):
        if span.end - span.start <= _LONGEST_PIECE:
            yield span
        else:
            first = bisect.bisect_left(sentences, span.start, key=lambda each: each.start)
            last = bisect.bisect_left(sentences, span.end, key=lambda each: each.start)
            yield from sentences[first:last]


def _that_count(hits: tuple[Hit, ...], pack: Pack, part: Part | None, brief: Brief) -> list[tuple[Hit, Severity]]:
    """The hits of rules that hold for this part and these facts, in order; of two in one place the longer."""
    graded = [
        (hit, severity)
        for hit in hits
        if (severity := _severity(pack.rules[hit.rule], pack, part, brief.facts)) is not None
    ]
    kept: list[tuple[Hit, Severity]] = []
    for hit, severity in sorted(graded, key=lambda each: (each[0].start - each[0].end, each[0].rule)):
        place = bisect.bisect_left(kept, hit.end, key=lambda each: each[0].start)
        if not place or kept[place - 1][0].end <= hit.start:
            kept.insert(place, (hit, severity))
    return kept


def _with_fix(hit: Hit, pack: Pack, part: Part | None, paragraph: str) -> Hit:
    """The hit with its deletion as the fix; words of a sentence are not deleted, or the rest of it would be broken."""
    if hit.fixes or not pack.rules[hit.rule].remove:
        return hit
    in_sentence = part is Part.DESCRIPTION and any(map(str.isalnum, paragraph[hit.start : hit.end]))
    return hit if in_sentence else removed(hit, paragraph)


def _severity(rule: Rule, pack: Pack, part: Part | None, facts: tuple[Fact, ...]) -> Severity | None:
    """How much a rule matters here; None where it does not hold."""
    if rule.parts and part not in rule.parts:
        return None
    if not is_raised(rule, facts) or is_lifted(rule, pack, facts):
        return None
    return Severity.INFO if is_softened(rule, pack, facts) else rule.severity


def _finding(spot: Spot, hit: Hit, pack: Pack, severity: Severity) -> Finding:
    rule = pack.rules[hit.rule]
    words = spot.text[spot.start : spot.end].strip(" \u00a0-–—|,;:·•+&")
    message = spoken(rule.message).replace("{text}", words)
    source = f"{rule.law} · {pack.verified_on}" if rule.law else pack.verified_on
    check = f"policy.{pack.id}.{rule.id}"
    return spot.finding(check, severity, message, fixes=hit.fixes, advice=spoken(rule.fix), source=source)


@functools.lru_cache(maxsize=64)
def _names(product: str) -> frozenset[str]:
    """The words of the product's name, which may be written as its maker writes them."""
    return frozenset(word.lower for word in split_words(product))


def _problems(chosen: tuple[str, ...], library: Library, subject: Subject) -> Iterator[Finding]:
    address, text = next(subject.copy.addressed(), ("", ""))
    spot = Spot(address, text, 0, 0)
    for damaged in library.damaged:
        message = tr("The policy pack {file} cannot be read: {reason}", file=damaged.file, reason=damaged.reason)
        yield spot.finding("policy.packs", Severity.WARNING, message)
    for each in chosen:
        if each not in library.packs:
            message = tr("The policy pack “{id}” is not there, so nothing was checked by it.", id=each)
            yield spot.finding("policy.packs", Severity.WARNING, message)
