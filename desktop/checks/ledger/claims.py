"""The claims of a copy with their verdicts: what the rules say of each sentence, and what was decided about it."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Sequence

import msgspec

from desktop.checks.ledger.assertion import Assertion, cut_counts
from desktop.checks.ledger.concepts.goods import titles_of
from desktop.checks.ledger.index import Ledger, ledger_digest, ledger_of
from desktop.checks.ledger.numbers.quantity_claims import quantity_claims
from desktop.checks.ledger.opinions import is_opinion
from desktop.checks.ledger.restated import is_misnumbered, restated, without_denied
from desktop.checks.ledger.words.concept_claims import concept_claims
from desktop.checks.sentences import Span, sentences_of
from desktop.core.brief import LANGUAGES, Brief
from desktop.core.copy import Copy
from desktop.core.finding import Claim, Verdict
from desktop.core.rulings import Judgement
from desktop.core.words import interface_language, tr

_WORDS_OF_AN_ASSERTION = 4
_LONGEST_SENTENCE = 2000
_WORD = re.compile(r"[^\W\d_]{2,}")
_CUT_NUMBER = re.compile(r"\d(?:[.,]?\d)")
_WEIGHT = {Verdict.CONTRADICTED: 0, Verdict.SUPPORTED: 1, Verdict.UNSUPPORTED: 2, Verdict.OPINION: 3}


def claims_of(copy: Copy, brief: Brief, language: str) -> tuple[Claim, ...]:
    """The claims of each field in the order of the text; none without approved facts or in a language not known.

    What the writer marked as an opinion is one; judgements of a model count where the rules left the words open, as
    long as sentence and facts are the same.
    """
    ledger = ledger_of(brief.facts)
    if not ledger.facts or language not in LANGUAGES:
        return ()
    context, opinions, spoken = _context(brief), brief.rulings.opinions, interface_language()
    judged, titles = bool(brief.rulings.judgements), titles_of(copy, language)
    claims: list[Claim] = []
    for address, text in copy.addressed():
        for begin, stop in sentences_of(text, language):
            sentence = text[begin:stop]
            if judged:
                claims += _with_judgements(address, sentence, begin, brief, language, ledger, titles)
                continue
            for start, end, claim in _ruled(address, sentence, language, ledger, context, opinions, spoken, titles):
                claims.append(_at(claim, begin + start, begin + end))
    return tuple(claims)


def open_sentences(
    copy: Copy, brief: Brief, language: str, claims: tuple[Claim, ...] | None = None
) -> tuple[tuple[str, Span, str], ...]:
    """The sentences that seem to assert something and of which neither rules, writer nor model said anything yet.

    Each as address, span in the field, and text; questions and shouts of a few words are left out. `claims` are those
    of this copy, if they are known already.
    """
    if not ledger_of(brief.facts).facts or language not in LANGUAGES:
        return ()
    judged = {each.sentence for each in _valid_judgements(brief)}
    starts: dict[str, list[int]] = {}
    for claim in claims_of(copy, brief, language) if claims is None else claims:
        starts.setdefault(claim.field, []).append(claim.start)
    return tuple(
        (address, span, sentence)
        for address, text in copy.addressed()
        for span in sentences_of(text, language)
        if not _any_in(starts.get(address, ()), span)
        and _asserts(sentence := text[span.start : span.end])
        and sentence not in judged
    )


def _any_in(starts: Sequence[int], span: Span) -> bool:
    """Whether any of these places, in their order, is within a span."""
    place = bisect.bisect_left(starts, span.start)
    return place < len(starts) and starts[place] < span.end


@functools.lru_cache(maxsize=8192)
def _asserts(sentence: str) -> bool:
    return len(_WORD.findall(sentence)) >= _WORDS_OF_AN_ASSERTION and not sentence.endswith("?")


def _with_judgements(
    address: str, sentence: str, start: int, brief: Brief, language: str, ledger: Ledger, titles: tuple[str, ...]
) -> list[Claim]:
    """The claims of a sentence that begins here, those of a model among them."""
    found = _assertions(sentence, language, ledger, _context(brief), titles)
    claims = [_claim(address, sentence, start, each, brief.rulings.opinions) for each in found]
    claims += _judged(address, sentence, start, found, brief)
    claims = claims or _opinion(address, sentence, start, language, brief.rulings.opinions)
    return sorted(claims, key=lambda each: (each.start, each.end))


@functools.lru_cache(maxsize=8192)
def _ruled(
    address: str,
    sentence: str,
    language: str,
    ledger: Ledger,
    context: str,
    opinions: tuple[str, ...],
    _spoken: str,
    titles: tuple[str, ...],
) -> tuple[tuple[int, int, Claim], ...]:
    """The claims of a sentence without any of a model, with their places in it; `_spoken` is that of their reasons."""
    found = _assertions(sentence, language, ledger, context, titles)
    claims = [_claim(address, sentence, 0, each, opinions) for each in found]
    claims = claims or _opinion(address, sentence, 0, language, opinions)
    return tuple((each.start, each.end, each) for each in sorted(claims, key=lambda each: (each.start, each.end)))


def _opinion(address: str, sentence: str, start: int, language: str, opinions: tuple[str, ...]) -> list[Claim]:
    if not _is_ruled_opinion(sentence, sentence, opinions) and not is_opinion(sentence, language):
        return []
    return [Claim(address, start, start + len(sentence), sentence, Verdict.OPINION, kind="opinion")]


def _at(claim: Claim, start: int, end: int) -> Claim:
    """The claim at another place; `msgspec.structs.replace` takes five times as long."""
    if claim.start == start:
        return claim
    return Claim(
        claim.field, start, end, claim.text, claim.verdict, claim.facts, claim.kind, claim.reason, claim.fixes,
        claim.judged,
    )  # fmt: skip


def _context(brief: Brief) -> str:
    return f"{brief.product}\n{brief.notes}".strip()


def _claim(address: str, sentence: str, start: int, found: Assertion, opinions: tuple[str, ...]) -> Claim:
    words = sentence[found.start : found.end]
    reason = tr(found.reason, **dict(found.values)) if found.reason else ""
    claim = Claim(
        address, start + found.start, start + found.end, words, found.verdict, found.facts, found.kind, reason,
        found.fixes,
    )  # fmt: skip
    if found.verdict != Verdict.SUPPORTED and _is_ruled_opinion(words, sentence, opinions):
        return msgspec.structs.replace(claim, verdict=Verdict.OPINION, reason="", fixes=())
    return claim


def _is_ruled_opinion(words: str, sentence: str, opinions: tuple[str, ...]) -> bool:
    """Whether the writer marked these words, or words that hold them, or the sentence as an opinion."""
    plain = words.casefold()
    return any(
        (plain in opinion.casefold() and opinion.casefold() in sentence.casefold()) or opinion.casefold() == plain
        for opinion in opinions
        if opinion.strip()
    )


def _valid_judgements(brief: Brief) -> tuple[Judgement, ...]:
    if not brief.rulings.judgements:
        return ()
    digest = ledger_digest(brief.facts)
    return tuple(each for each in brief.rulings.judgements if each.ledger == digest)


def _judged(address: str, sentence: str, start: int, found: tuple[Assertion, ...], brief: Brief) -> Iterator[Claim]:
    """What a model said of this sentence, where no rule said anything."""
    for judgement in _valid_judgements(brief):
        if judgement.sentence != sentence:
            continue
        for each in judgement.claims:
            place = sentence.find(each.text)
            if place < 0 or any(_overlap(place, place + len(each.text), one) for one in found):
                continue
            ruled = _is_ruled_opinion(each.text, sentence, brief.rulings.opinions)
            verdict = Verdict.OPINION if ruled else each.verdict
            begin, end = start + place, start + place + len(each.text)
            yield Claim(
                address, begin, end, each.text, verdict, each.facts, "meaning", "" if ruled else each.reason, (), True
            )


def _overlap(start: int, end: int, other: Assertion) -> bool:
    return start < other.end and other.start < end


@functools.lru_cache(maxsize=8192)
def _assertions(
    sentence: str, language: str, ledger: Ledger, context: str, titles: tuple[str, ...] = ()
) -> tuple[Assertion, ...]:
    """What both halves say of a sentence, without overlaps, in the order of the text."""
    sentence = sentence[:_LONGEST_SENTENCE]
    own = restated(sentence, ledger)
    both = [
        *own,
        *without_denied([*quantity_claims(sentence, language, ledger, context)], own),
        *without_denied([*concept_claims(sentence, language, ledger, context, titles)], own),
    ]
    both = [
        each
        for each in both
        if _CUT_NUMBER.match(sentence, max(0, each.end - 1)) is None
        and not is_misnumbered(sentence, language, each, ledger)
    ]
    kept: list[Assertion] = []
    for each in sorted(cut_counts(both), key=_rank):
        if not any(_overlap(each.start, each.end, one) for one in kept):
            kept.append(each)
    return tuple(sorted(kept, key=lambda each: each.start))


def _rank(found: Assertion) -> tuple[bool, bool, int, int, int]:
    """What facts contradict first, then the longer; among equals the verdict that has a fact to show.

    Words that a fact merely shares with the sentence come after all that was understood.
    """
    contradicted = found.verdict == Verdict.CONTRADICTED
    length = found.end - found.start
    return (not contradicted, found.kind == "words", -length, _WEIGHT[found.verdict], found.start)
