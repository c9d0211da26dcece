"""Things that a sentence adds to the product, of any name, by the words that tell of them: no fact has one of them.

`There is even a hammer function`, `We throw in a shoehorn`, `opzij een penlus`, `bjuder vi på kaffe`, `A tripod comes
with it`, `a card slot on the back`, and bullets that are no more than a thing. In strong words any noun counts that is
no mood, story or measure, in weaker ones only what goods are known to have; none is ever found true.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_data import above
from desktop.checks.ledger.concepts.concept_facts import ConceptFacts
from desktop.checks.ledger.concepts.concept_forms import Token, tokens_of
from desktop.checks.ledger.concepts.concepts import concepts_in
from desktop.checks.ledger.words.added_lexicon import AddedFrames, added_frames, added_words, is_no_noun, is_part
from desktop.checks.ledger.words.extra_things import goes_on, told_extras
from desktop.checks.ledger.words.noun_phrases import Phrase, is_content, is_thing_at, phrase_at, phrases_from
from desktop.checks.ledger.words.strange_things import is_strange
from desktop.core.finding import Verdict
from desktop.core.lexicon import function_words
from desktop.core.words import mark

_SILENT = mark("No fact says this.")
SURE = "added"
"""The attribute of what is told to be there in so many words, whatever other rules are silent about."""
_LONGEST, _MOST_OF_BULLET, _ITEM, _COMPOUND, _MOST_BEFORE = 400, 8, 3, 8, 3
_CLAUSE = re.compile(r"[.;:!?–—(]\s?|,\s(?:and |en |och |but |maar |men )?|\s(?:and|en|och|but|maar|men|terwijl)\s")
_ABLE = ("able", "ible", "baar", "bare", "bar", "bart", "bara", "ating", "ing", "ende", "ande")


def added_claims(sentence: str, language: str, known: ConceptFacts, titles: tuple[str, ...]) -> Iterator[Assertion]:
    """The things that a sentence says are there, of which no fact has a word."""
    if known.added.language not in {"", language} or len(sentence) > _LONGEST or sentence.rstrip().endswith("?"):
        return
    tokens, frames = tokens_of(sentence), added_frames(language)
    seen: set[int] = set()
    told = _told_things(sentence, tokens, language, titles, is_story=known.added.is_story)
    for phrase, sure in (*told, *_extras(sentence, tokens, language, titles, known)):
        if phrase.last in seen or not is_strange(tokens, phrase, language, known.added, titles):
            continue
        first = phrase.first - (sure and (phrase.opened or phrase.definite))
        start = tokens[first].start
        valid = frames.good_for.match(sentence, tokens[phrase.last].start)
        end = valid.end() if valid is not None else tokens[phrase.last].end
        if not _is_meant_by_fact(sentence[start : tokens[phrase.last].end], language, known):
            seen.add(phrase.last)
            attribute = SURE if sure else "feature"
            yield Assertion(start, end, Verdict.UNSUPPORTED, "feature", (), _SILENT, attribute=attribute)


def _extras(
    sentence: str, tokens: tuple[Token, ...], language: str, titles: tuple[str, ...], known: ConceptFacts
) -> Iterator[tuple[Phrase, bool]]:
    """The extras that stand where they are told to be there, not of others or perhaps."""
    elsewhere = added_frames(language).elsewhere
    for phrase in told_extras(tokens, language, is_stay=known.added.is_stay, titles=titles):
        if not elsewhere.search(sentence, 0, tokens[phrase.first].start):
            yield phrase, True


def _is_meant_by_fact(words: str, language: str, known: ConceptFacts) -> bool:
    """Whether a fact speaks of the same thing, or of a kind of it, in other words."""
    found = (each for each in concepts_in(words, language) if each.end == len(words))
    meant = {one for each in found for one in above(each.concept)}
    return any(each in known.supporting or each in known.denying for each in meant)


def _told_things(
    sentence: str, tokens: tuple[Token, ...], language: str, titles: tuple[str, ...], *, is_story: bool
) -> Iterator[tuple[Phrase, bool]]:
    """The things that are told of, and whether it is in so many words; of a story only those that goods have."""
    frames = added_frames(language)
    hinted = not added_words(language).words.isdisjoint(token.lower for token in tokens)
    if hinted:
        for phrase in (*_after(sentence, tokens, language, frames), *_ahead(sentence, tokens, language, frames)):
            if not is_story or is_thing_at(tokens, phrase.last, language):
                yield phrase, True
    if not is_story:
        for phrase in _taken(sentence, tokens, language, frames):
            yield phrase, True
    for phrase in _placed(sentence, tokens, language, frames):
        yield phrase, True
    for phrase in (*_doing(tokens, language), *_items(sentence, tokens, language, titles)):
        yield phrase, True
    if hinted:
        for phrase in _weakly(sentence, tokens, language, frames):
            yield phrase, False


def _after(sentence: str, tokens: tuple[Token, ...], language: str, frames: AddedFrames) -> Iterator[Phrase]:
    """The things that follow what gives them."""
    for pattern, bare in ((frames.told, False), (frames.bare, True)):
        for found in pattern.finditer(sentence):
            if frames.elsewhere.search(sentence, 0, found.start()):
                continue
            for phrase in phrases_from(tokens, _token_at(tokens, found.end()), language):
                if (bare and not phrase.definite) or _is_shown(tokens, phrase, language):
                    yield phrase


def _is_shown(tokens: tuple[Token, ...], phrase: Phrase, language: str) -> bool:
    """Whether an article shows it to be a noun that is new, or it is known as a thing or at least no other word."""
    head = tokens[phrase.last].lower
    if is_thing_at(tokens, phrase.last, language):
        return not phrase.is_bare or phrase.opened or not _is_around(head, language)
    return phrase.opened or (not phrase.is_bare and not phrase.definite and not is_no_noun(head, language))


def _weakly(sentence: str, tokens: tuple[Token, ...], language: str, frames: AddedFrames) -> Iterator[Phrase]:
    """The things that goods have, with what makes them special, where words tell of having as often as not."""
    for found in frames.weak.finditer(sentence):
        if frames.elsewhere.search(sentence, 0, found.end()):
            continue
        for phrase in phrases_from(tokens, _token_at(tokens, found.end()), language):
            head = tokens[phrase.last].lower
            if is_part(head, language) and _is_special(tokens, phrase, language):
                yield phrase


def _is_around(word: str, language: str) -> bool:
    """Whether it stands around a product as often as it belongs to it."""
    return word.endswith(added_words(language).around)


def _is_special(tokens: tuple[Token, ...], phrase: Phrase, language: str) -> bool:
    """Whether it is more than the bare noun: it has an adjective, or is a compound."""
    return not phrase.is_bare or (language != "en" and tokens[phrase.last].lower not in added_words(language).things)


def _ahead(sentence: str, tokens: tuple[Token, ...], language: str, frames: AddedFrames) -> Iterator[Phrase]:
    """The things that stand before what gives them: the items of its clause, from its beginning on."""
    words = added_words(language)
    for found in frames.behind.finditer(sentence):
        if frames.elsewhere.search(sentence, 0, found.start()):
            continue
        cuts = [each.end() for each in _CLAUSE.finditer(sentence, 0, found.start() + 1) if each.end() <= found.start()]
        for begin in (0, *cuts)[-_MOST_BEFORE:]:
            first = _token_at(tokens, begin)
            phrase = next(phrases_from(tokens[: _token_at(tokens, found.start())], first, language), None)
            if phrase is None:
                continue
            after = tokens[phrase.last + 1].lower if phrase.last + 1 < len(tokens) else ""
            if tokens[phrase.last].end < found.start() and after not in words.aims | words.join:
                continue
            if phrase.opened or (first == phrase.first and is_thing_at(tokens, phrase.last, language)):
                yield phrase


def _placed(sentence: str, tokens: tuple[Token, ...], language: str, frames: AddedFrames) -> Iterator[Phrase]:
    """What sits on a side of the product: `a card slot on the back`, `Kortfack på baksidan`."""
    for where in frames.placed.finditer(sentence):
        begin = max((each.end() for each in re.finditer(r"[.,;:!?()–—]\s?", sentence[: where.start()])), default=0)
        last = (_token_at(tokens, where.start()) or 0) - 1
        for lead in frames.lead.finditer(sentence, begin, where.start()):
            phrase = phrase_at(tokens[: last + 1], _token_at(tokens, lead.end()), language)
            if phrase is None or not all(is_content(tokens, place, language) for place in range(phrase.last, last + 1)):
                continue
            phrase = msgspec.structs.replace(phrase, last=last)
            alone = not phrase.first and not sentence[where.end() :].strip(" .!")
            compound = not phrase.first and language != "en" and phrase.is_bare and where.start() >= _COMPOUND
            if (phrase.opened or alone or compound) and not frames.elsewhere.search(sentence, 0, where.start()):
                yield phrase
                break


def _taken(sentence: str, tokens: tuple[Token, ...], language: str, frames: AddedFrames) -> Iterator[Phrase]:
    """The special part that is taken for granted: `Thanks to its telescopic handle`, `Den vridbara foten`."""
    for found in frames.taken.finditer(sentence):
        phrase = next(phrases_from(tokens, _token_at(tokens, found.end()), language), None)
        if phrase is None or phrase.is_bare or frames.elsewhere.search(sentence, 0, found.start()):
            continue
        if is_thing_at(tokens, phrase.last, language):
            yield Phrase(phrase.first, phrase.last)


def _doing(tokens: tuple[Token, ...], language: str) -> Iterator[Phrase]:
    """The thing that begins a sentence and does something there: `A bell on the handlebar warns pedestrians`."""
    words = added_words(language)
    phrase = next(phrases_from(tokens, 0, language), None)
    if phrase is None or phrase.last + 1 >= len(tokens):
        return
    head, follows = tokens[phrase.last].lower, tokens[phrase.last + 1].lower
    if not is_part(head, language) or _is_around(head, language):
        return
    told = [token.lower for token in tokens[phrase.first : phrase.last] if token.is_word]
    telling = any(word not in words.praise or word.endswith(_ABLE) for word in told)
    able = any(word.endswith(_ABLE) for word in told)
    does = goes_on(tokens, phrase, words) and (able if phrase.definite else phrase.opened and telling)
    if does or (follows in words.doing and (telling or phrase.opened)) or (follows in words.standing and phrase.opened):
        yield phrase


def _items(sentence: str, tokens: tuple[Token, ...], language: str, titles: tuple[str, ...]) -> Iterator[Phrase]:
    """The thing that a bullet is: *Frost alarm*, *Hjälmfäste i förpackningen*, `Met binnenzakje voor je telefoon`."""
    if not titles or not tokens or len(tokens) > _MOST_OF_BULLET or sentence.rstrip()[-1:] in ".!:;":
        return
    words = added_words(language)
    with_ = tokens[0].lower in words.with_
    if not with_ and tokens[0].lower in function_words(language):
        return  # `Till varukorgen`, the words of a button
    first = int(with_)
    while first < len(tokens) and tokens[first].lower in words.openers:
        first += 1
    end = first
    while end < len(tokens) and is_content(tokens, end, language):
        end += 1
    boxed = added_frames(language).boxed.search(sentence)
    if not first < end <= first + _ITEM or not is_thing_at(tokens, end - 1, language):
        return
    ended = end == len(tokens) or (boxed is not None and tokens[end].start > boxed.start())
    phrase = Phrase(first, end - 1, opened=first > with_)
    if (with_ and (ended or tokens[end].lower in words.aims)) or (
        ended and all(token.text.islower() for token in tokens[1:end]) and _is_own_item(tokens, phrase, language)
    ):
        yield phrase


def _is_own_item(tokens: tuple[Token, ...], phrase: Phrase, language: str) -> bool:
    special = not phrase.is_bare or (language != "en" and len(tokens[phrase.last].text) >= _COMPOUND)
    return special and is_part(tokens[phrase.last].lower, language)


def _token_at(tokens: tuple[Token, ...], place: int) -> int | None:
    return next((number for number, token in enumerate(tokens) if token.start >= place), None)
