"""Things of any name that a sentence puts in the box, or on a side of the product, of which no fact has a word.

`comes with a travel adapter`, `as is a voucher for three months of lessons`, `en kortficka på baksidan`. What a
lexicon knows is judged elsewhere; here a noun counts by where it stands alone, and is never found true.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concept_data import above, context_words
from desktop.checks.ledger.concept_facts import ConceptFacts
from desktop.checks.ledger.concepts import concepts_in
from desktop.core.finding import Verdict
from desktop.core.resources import resource_text
from desktop.core.words import mark

_SILENT = mark("No fact says this.")
_MOST_WORDS, _SHORTEST, _STEM, _MOST_ITEMS, _COMPOUND = 6, 4, 4, 6, 7
_WORD = r"[^\W\d_][\w'’-]*"
_ENDED = re.compile(r"[.;:!?()–—]|$")
_NOT = re.compile(
    r"\b(?:not?|never|without|n['’]t|niet|geen|nooit|zonder|inte|ej|ingen|inget|inga|aldrig|utan|if|als|om"
    r"|instead of)\b"
    r"[^,.;]*$",
    re.IGNORECASE,
)
_GIVEN_FOR = re.compile(
    r"(?:[\w-]+ )?(?:voucher|coupon|code|subscription|gift card|tegoedbon|waardebon|abonnement|presentkort|kupong"
    r"|kod|abonnemang) (?:for|to|voor|op|på|för|till)(?: [\w-]+){1,6}",
    re.IGNORECASE,
)
"""What is given in words of what it is for: *a voucher for three months of lessons*."""
_NUMERAL = re.compile(r"^(?:an?|een|één|en|ett)\s", re.IGNORECASE)
_DEFINITE = re.compile(r"(?:the|your|de|het|je|jouw|uw|den|det|din|ditt|dina|all|alle|alla)\s", re.IGNORECASE)
_APART = re.compile(r",\s(?:and\s|en\s|och\s|plus\s)?|\s(?:and|plus|en|och|samt|alsook)\s")


class _Frames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leads: str
    tails: str
    opens: str
    needs: str
    stops: str
    glue: str
    units: str
    abstract: str
    where: str
    place: str


class _Patterns(msgspec.Struct, frozen=True):
    needs: re.Pattern[str]
    leads: re.Pattern[str]
    tails: re.Pattern[str]
    opens: re.Pattern[str]
    stops: re.Pattern[str]
    units: re.Pattern[str]
    abstract: re.Pattern[str]
    where: re.Pattern[str]
    place: re.Pattern[str]


def handed_claims(sentence: str, language: str, known: ConceptFacts) -> Iterator[Assertion]:
    """The things that no fact has a word of, in the frames that hand them to the buyer; each without its article."""
    if sentence.rstrip().endswith("?"):
        return
    patterns = _patterns(language)
    if patterns.needs.search(sentence) and not known.has_unread_inclusion:
        for start, end in (*_listed(sentence, patterns), *_leading(sentence, patterns)):
            if _is_strange(sentence[start:end], language, known, patterns):
                yield Assertion(start, end, Verdict.UNSUPPORTED, "included", (), _SILENT, attribute="included")
    for start, end in _placed(sentence, language, patterns):
        if _is_strange(_NUMERAL.sub("", patterns.where.sub("", sentence[start:end])), language, known, patterns):
            yield Assertion(start, end, Verdict.UNSUPPORTED, "feature", (), _SILENT, attribute="feature")


def _listed(sentence: str, patterns: _Patterns) -> Iterator[tuple[int, int]]:
    """The items that follow what says that they come along."""
    for lead in patterns.leads.finditer(sentence):
        if _NOT.search(sentence[: lead.start()]):
            continue
        place, end = lead.end(), _end_of_clause(sentence, lead.end())
        bare = lead[0].rstrip().casefold().startswith(("incl", "inkl"))
        for count, cut in enumerate((*_APART.finditer(sentence, place, end), None)):
            stop = cut.start() if cut is not None else end
            found = _thing(sentence, place, stop, patterns, bare=bare)
            if found is None or count >= _MOST_ITEMS:
                break
            yield found
            if cut is None or (found[1] < stop and _ends_list(sentence[found[1] : stop], patterns)):
                break
            place = cut.end()


def _ends_list(rest: str, patterns: _Patterns) -> bool:
    """Whether what goes on behind an item is a clause of its own, so that no further items follow."""
    words = rest.split()
    return len(words) > _MOST_WORDS or patterns.stops.match(rest.lstrip()) is None


def _end_of_clause(sentence: str, place: int) -> int:
    found = _ENDED.search(sentence, place)
    return found.start() if found is not None else len(sentence)


def _leading(sentence: str, patterns: _Patterns) -> Iterator[tuple[int, int]]:
    """The items before the words that say so: `two spare gaskets are included`."""
    for tail in patterns.tails.finditer(sentence):
        begin = max((each.end() for each in _ENDED.finditer(sentence, 0, tail.start()) if each[0]), default=0)
        if _NOT.search(sentence[begin : tail.start()]):
            continue
        place, stop = begin, tail.start()
        for cut in (*_APART.finditer(sentence, begin, stop), None):
            end = cut.start() if cut is not None else stop
            found = _thing(sentence, place, end, patterns, bare=False, whole=True)
            if found is not None:
                yield found
            if cut is not None:
                place = cut.end()


def _placed(sentence: str, language: str, patterns: _Patterns) -> Iterator[tuple[int, int]]:
    """What sits on a side of the product: `a card slot on the back`, `Kortfack på baksidan`."""
    for where in patterns.where.finditer(sentence):
        begin = max((each.end() for each in re.finditer(r"[.,;:!?()–—]\s?", sentence[: where.start()])), default=0)
        for lead in patterns.place.finditer(sentence, begin, where.start()):
            start = lead.end() + len(sentence[lead.end() :]) - len(sentence[lead.end() :].lstrip())
            bare = start == 0 and _is_bare_noun(sentence, where, language)
            found = _thing(sentence, start, where.start(), patterns, bare=bare, whole=True)
            if found is not None and not _NOT.search(sentence[begin:start]):
                yield (start, found[1]) if start < found[0] else (start, where.end())
                break


def _is_bare_noun(sentence: str, where: re.Match[str], language: str) -> bool:
    """Whether a sentence begins with a compound without an article, or a bullet is no more than noun and place."""
    words = sentence[: where.start()].split()
    if not words or words[0].casefold() in context_words(language, "doing"):
        return False
    if len(words) == 1 and language != "en":
        return len(words[0]) >= _COMPOUND
    return len(words) <= 2 and not sentence[where.end() :].strip(" .!")


def _thing(
    sentence: str, start: int, stop: int, patterns: _Patterns, *, bare: bool, whole: bool = False
) -> tuple[int, int] | None:
    """The noun with its adjectives that begins here behind an article or number; all words up to `stop` if `whole`."""
    start += len(sentence[start:stop]) - len(sentence[start:stop].lstrip())
    text = sentence[start:stop]
    if not text.strip():
        return None
    opened = patterns.opens.match(text[0].lower() + text[1:])
    if opened is None and (not bare or _DEFINITE.match(text)):
        return None
    begin = opened.end() if opened is not None else 0
    end = begin
    words = 0
    for word in re.finditer(rf"\s*({_WORD})", text[begin:]):
        if word.start() + begin != end or patterns.stops.fullmatch(word[1].casefold()):
            break
        end, words = begin + word.end(), words + 1
    if more := _GIVEN_FOR.match(text, begin):
        end = more.end()
    if not 0 < words <= _MOST_WORDS or (whole and text[end:].strip()):
        return None
    return start + begin, start + end


def _is_strange(words: str, language: str, known: ConceptFacts, patterns: _Patterns) -> bool:
    """Whether it names a thing, and no fact has any of its words, or what they stand for."""
    plain = words.casefold().split()
    if not plain or plain[-1][0].isdigit() or patterns.abstract.fullmatch(plain[-1]):
        return False
    long = [each for each in plain if len(each) >= _SHORTEST]
    telling = [each for each in long if not patterns.units.fullmatch(each)] or long[-1:]
    if not telling or patterns.abstract.fullmatch(telling[0] if len(telling) == 1 else telling[-1]):
        return False
    if any(known.with_words(each.rstrip("s")[: _STEM + (len(each) > _STEM + 1)]) for each in telling):
        return False
    meant = {one for each in concepts_in(words, language) for one in above(each.concept)}
    return not any(each in known.supporting or each in known.denying for each in meant)


@functools.cache
def _patterns(language: str) -> _Patterns:
    every = msgspec.json.decode(resource_text("lexicons/ledger/handed.json"), type=dict[str, _Frames])
    found = every[language]
    return _Patterns(
        re.compile(found.needs, re.IGNORECASE),
        re.compile(rf"(?:{found.leads})\s*"),
        re.compile(found.tails),
        re.compile(found.opens),
        re.compile(rf"(?:{found.stops})\b"),
        re.compile(found.units),
        re.compile(found.abstract),
        re.compile(found.where),
        re.compile(found.place),
    )
