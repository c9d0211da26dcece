"""Counts of things: *three pockets*, *12 stuks*, *vierpersoonstent*, *one strap* where a fact counts straps."""

from __future__ import annotations

import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.amounts.near import Near, alike, fit
from desktop.checks.ledger.amounts.notation import fixes_for
from desktop.checks.ledger.amounts.promised import is_possessed, is_said_in_passing
from desktop.checks.ledger.amounts.topics import attributes, topics_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.headings import is_heading
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.numbers.derived import portions_of
from desktop.checks.ledger.numbers.ends import ends_apart
from desktop.checks.ledger.numbers.entail import entails
from desktop.checks.ledger.numbers.labels import is_by_chance, is_label, is_of_what_it_fits
from desktop.checks.ledger.numbers.products import may_be_several, multiplied
from desktop.checks.ledger.numbers.same_counts import (
    added_counts,
    is_bare_set,
    is_of_whole,
    is_one_of_them,
    is_part,
    is_set_of,
    same_counts,
)
from desktop.checks.ledger.numbers.tallies import is_tally
from desktop.checks.ledger.stated import WORD, Stated, attributes_of, content_words, topics_in
from desktop.checks.ledger.verdicts import contradicted, supported, unsupported
from desktop.checks.words import plain_form
from desktop.core.lexicon import function_words

_LEAST_OF_RANGE = 10
_GENERIC = frozenset({"piece", "content", "quantity"})
_MOST_NOUNS = 3
_OFTEN_FIGURATIVE = frozenset(
    {
        "sizes",
        "edge",
        "room",
        "child",
        "person",
        "print",
        "content",
        "device",
        "connection",
        "bowl",
        "cup",
        "arm",
        "leg",
    }
)
_APART, _ADDED = re.compile(r"[\s-]+"), re.compile(r"(?:-\w+)*")
_CAPITAL = re.compile(r"[A-ZÅÄÖ][\w'’-]*\s$")


def count_claim(sentence: str, amount: Amount, around: Near, language: str, ledger: Ledger) -> Assertion | None:
    """A number without a unit: judged by what it counts, silent when that cannot be told."""
    nouns = _nouns(sentence, amount, language) or _persons(sentence, amount, language, ledger)
    if _is_of_others(sentence, amount):
        return None
    unnamed = not nouns and (is_set_of(sentence, amount) or is_bare_set(sentence, amount))
    if amount.dimension == "count" or unnamed:
        nouns = (_PIECES.get(language, "pieces"), *nouns)[:_MOST_NOUNS]
    found = ledger.candidates(amount, topics_in(nouns, language) | around.topics, around.words)
    found = tuple(
        each
        for each in found
        if not is_of_what_it_fits(each) and (not is_label(each) or fit(around, each, language) > 0)
    )
    span = _with_noun(sentence, amount, nouns)
    same, direct = same_counts(sentence, amount, nouns, language, found)
    if not same and is_part(sentence, amount):
        return None
    if not same and topics_in(nouns[:1], language) & _PEOPLE and _WORKING.search(sentence):
        same = [each for each in found if each.name_topics & {"employee"} or _WORKING.search(each.fact.name)]
    matching = [each for each in same if entails(each, amount)] or added_counts(same, nouns, amount, language)
    if matching := matching[:1] or list(multiplied(amount, nouns, language, ledger)):
        return supported(span, "count", *matching)
    if portions := portions_of(span, topics_in(nouns, language), ledger):
        return portions
    nouns = () if unnamed and not same else nouns
    if not same and (plain := _as_plain_number(sentence, amount, around, language, ledger, found, nouns)):
        return plain
    if same and (direct or not _is_part_of_a_name(sentence, amount)):
        if ends := ends_apart(amount, same, "count"):
            return ends[-1]
        best = min(same, key=lambda each: (each.derived, -fit(around, each, language)))
        crowd = topics_in(nouns[:1], language) & _PEOPLE and amount.plain > _CROWD * max(best.numbers)
        crowd = crowd or (amount.lows == (1.0,) and is_one_of_them(sentence, amount.number_start))
        silent = crowd or may_be_several(amount, best, language, ledger)
        return None if silent else contradicted(span, "count", best, fixes_for(span, best, sentence, language))
    chance = not same and amount.plain >= _LEAST_OF_RANGE and any(entails(each, amount) for each in found)
    claim = None if chance else _unmet(sentence, amount, span, nouns, language, ledger)
    opens = claim is not None or (not chance and _opens_a_heading(sentence, amount, nouns))
    whole = is_of_whole(sentence, amount, found) if opens else None
    return contradicted(span, "count", whole) if whole is not None else claim


def _persons(sentence: str, amount: Amount, language: str, ledger: Ledger) -> tuple[str, ...]:
    """Who is meant by a bare number behind *for*, where a fact counts people: *Dome tent for two*."""
    if (
        amount.highs
        or _FOR.search(sentence, 0, amount.number_start) is None
        or not _ENDS.match(sentence, amount.number_end)
    ):
        return ()
    counted = any("person" in each.name_topics | topics_in(each.noun) for each in ledger.by_dimension.get("", ())[:200])
    return (_PERSONS.get(language, "persons"),) if counted else ()


_PERSONS = {"nl": "personen", "sv": "personer"}
_FOR = re.compile(r"\b(?:for|voor|för)\s$", re.IGNORECASE)
_ENDS = re.compile(r"\s?(?:$|[.,;:!?)–—]|\s(?:and|in|at|on|with|en|op|met|och|i|på|med)\b)", re.IGNORECASE)


def _opens_a_heading(sentence: str, amount: Amount, nouns: tuple[str, ...]) -> bool:
    """Whether a title begins with how many are sold: *Six cotton napkins*, not *Three reasons to …*."""
    counted = bool(nouns) and not _ABSTRACT & set(nouns) and 1 < amount.plain < _LARGE and not amount.highs
    return counted and is_heading(sentence)


_ABSTRACT = (
    frozenset({"reasons", "ways", "tips", "steps", "ideas", "days", "years", "minutes", "hours", "times", "things"})
    | frozenset({"redenen", "manieren", "stappen", "ideeën", "dagen", "jaar", "minuten", "uur", "keer", "dingen"})
    | frozenset({"skäl", "sätt", "steg", "idéer", "dagar", "år", "minuter", "timmar", "gånger", "saker"})
    | frozenset({"sizes", "colours", "colors", "maten", "kleuren", "storlekar", "färger", "people", "personen"})
    | frozenset({"personer", "players", "spelers", "spelare", "layers", "lagen", "lager", "pockets", "functions"})
)


def _is_of_others(sentence: str, amount: Amount) -> bool:
    """Whether it counts some of what was counted before, or is the *piece* of a price: *£6 a piece*."""
    if amount.dimension == "count" and _A_PIECE.match(sentence[amount.number_start : amount.number_end]):
        return True
    return _SOME_OF.match(sentence, amount.number_end) is not None


_PIECES = {"nl": "stuks", "sv": "stycken"}
_A_PIECE = re.compile(r"(?:an?|een|per|en|ett)\s(?!(?:thousand|hundred|dozen|dozijn|million)\b)", re.IGNORECASE)
_BUILT_IN = re.compile(r"-(?:in|on|up|off)\b")
_SOME_OF = re.compile(r"\s(?:of (?:them|which|these)|daarvan|ervan|av dem|av dessa)\b", re.IGNORECASE)


def _as_plain_number(
    sentence: str,
    amount: Amount,
    around: Near,
    language: str,
    ledger: Ledger,
    found: tuple[Stated, ...],
    nouns: tuple[str, ...],
) -> Assertion | None:
    """The same number in a fact: of pieces in general, or with a unit that the text leaves out (*washes at 60*)."""
    equal = [each for each in found if entails(each, amount) and _is_said_so(each, amount, around, nouns, language)]
    pieces = not nouns or bool(topics_in(nouns, language) & _GENERIC) or (amount.unit is not None)
    pieces = pieces or nouns[0] in function_words(language)
    general = equal if pieces else [each for each in equal if not is_by_chance(each, amount, nouns, language)]
    if general:
        return supported(amount, "count", general[0])
    if equal and any(fit(around, each, language) > 0 for each in equal):
        return supported(amount, "count", equal[0])
    if amount.dimension:
        return None
    for each in ledger.stated[:200]:
        if bool(each.amount.highs) != bool(amount.highs) or each.amount.parts:
            continue
        if amount.highs and _as_written(each) != [one.values[0] for one in (amount.first, amount.last) if one]:
            continue
        if amount.highs and fit(around, each, language) >= 0:
            return supported(amount, "number", each)
        alone = [*each.amount.lows, *each.amount.highs] if not each.amount.unit else _as_written(each)
        if any(value == amount.plain for value in alone) and fit(around, each, language) > 0:
            return supported(amount, "number", each)
    return _named_before(sentence, amount, around, language, ledger) if not nouns else None


def _is_said_so(stated: Stated, amount: Amount, around: Near, nouns: tuple[str, ...], language: str) -> bool:
    """Whether a number is this fact's: without a name no length of a list, nor one far off a bound, but by words."""
    near_by = amount.bound == Bound.EXACT or any(
        amount.plain / _BESIDE <= each <= amount.plain * _BESIDE for each in stated.numbers
    )
    return (near_by and (bool(nouns) or not stated.derived)) or fit(around, stated, language) > 0


_BESIDE = 1.35


def _named_before(sentence: str, amount: Amount, around: Near, language: str, ledger: Ledger) -> Assertion | None:
    """A bare number right behind the name of a fact (*trådtäthet 400*), or of an age (*vanaf 6*)."""
    if amount.highs and not amount.parts:
        alike_ranges = [each for each in ledger.stated[:200] if each.amount.highs and each.amount.unit is None]
        apart = ends_apart(amount, alike_ranges, "count") if amount.plain >= _LEAST_OF_RANGE else ()
        return apart[-1] if apart else None
    if amount.parts or _is_part_of_a_name(sentence, amount):
        return None
    told_of = _TOLD_OF.search(sentence, 0, amount.number_start)
    before = tuple(map(plain_form, content_words(sentence[: amount.number_start])[-2:]))
    for each in ledger.stated[:200]:
        if each.derived or each.amount.parts or (each.amount.unit is not None and "age" not in each.topics):
            continue
        names = tuple(map(plain_form, content_words(each.fact.name)))
        aged = "age" in each.topics & around.attributes and amount.bound != Bound.EXACT
        said = before if told_of else before[-1:]
        if aged or any(alike(word, name, language) for word in said for name in names):
            return contradicted(amount, "number", each, fixes_for(amount, each, sentence, language))
    return None


_TOLD_OF = re.compile(r"\b(?:of|is|van|op|på|är)\s$", re.IGNORECASE)
"""Behind these a number is what the words before them have: *a tog rating of 4.5*."""


def _as_written(stated: Stated) -> list[float]:
    return [each.values[0] for each in (stated.amount.first, stated.amount.last) if each is not None]


def _nouns(sentence: str, amount: Amount, language: str) -> tuple[str, ...]:
    """The words that may be what is counted: up to three right behind the number, before any mark."""
    behind = re.split(r"[,;.:!?()]", sentence[amount.number_end : amount.number_end + 60])[0]
    behind = _BUILT_IN.sub("", behind)
    words = [word.lower() for word in WORD.findall(behind)[:4]]
    kept: list[str] = []
    for word in words:
        if word in _STOPS.get(language, frozenset()):
            break
        kept.append(word)
    return tuple(kept[:_MOST_NOUNS])


_STOPS = {
    "en": frozenset(
        [
            "and", "or", "of", "in", "on", "at", "for", "with", "to", "from", "by", "is", "are", "was", "the",
            "a", "an", "that", "which", "per", "as", "but", "if", "so", "you", "it",
        ]
    ),
    "nl": frozenset(
        [
            "en", "of", "in", "op", "aan", "voor", "met", "naar", "van", "bij", "is", "zijn", "was", "de",
            "het", "een", "dat", "die", "per", "als", "maar", "je", "u", "er", "om",
        ]
    ),
    "sv": frozenset(
        [
            "och", "eller", "i", "på", "för", "med", "till", "från", "av", "vid", "är", "var", "den", "det",
            "en", "ett", "som", "per", "men", "om", "du", "att", "ur",
        ]
    ),
}  # fmt: skip


def _with_noun(sentence: str, amount: Amount, nouns: tuple[str, ...]) -> Amount:
    """The amount with the word that it counts, when that stands right behind it."""
    if not nouns or amount.unit is not None:
        return amount
    counted = next((place for place, noun in enumerate(nouns) if topics_of(noun, "") - attributes()), None)
    if counted is None and len(nouns) > 1 and sentence[amount.number_end : amount.number_end + 1] != "-":
        return amount
    end = _behind(sentence, amount.number_end, nouns[: (counted or 0) + 1])
    if end is None:
        return amount
    return Amount(
        amount.start, end, amount.bound, amount.unit, amount.lows, amount.highs, amount.parts, amount.times,
        amount.first, amount.last,
    )  # fmt: skip


def _behind(sentence: str, place: int, words: tuple[str, ...]) -> int | None:
    """Where these words end when they stand right behind a place, with what a hyphen adds to the last."""
    for word in words:
        apart = _APART.match(sentence, place)
        if apart is None or sentence[apart.end() : apart.end() + len(word)].lower() != word.lower():
            return None
        place = apart.end() + len(word)
    added = _ADDED.match(sentence, place)
    return added.end() if added is not None else place


def _is_part_of_a_name(sentence: str, amount: Amount) -> bool:
    """`Forte 88`: a bare number behind a word with a capital that does not begin the sentence."""
    found = _CAPITAL.search(sentence, 0, amount.number_start)
    return (
        found is not None and found.start() > 0 and sentence[: found.start()].rstrip()[-1:] not in set('.!?:;–—-•"“(')
    )


def _unmet(
    sentence: str, amount: Amount, span: Amount, nouns: tuple[str, ...], language: str, ledger: Ledger
) -> Assertion | None:
    """A count that no fact has: a claim when it plainly counts a part of the product, what it has, or is large."""
    if is_tally(sentence, amount, ledger):
        return unsupported(span, "count")
    if _is_part_of_a_name(sentence, amount) or not nouns or amount.plain < _FEWEST:
        return None
    if _YEARS[0] <= amount.plain <= _YEARS[1] and amount.number_end - amount.number_start == _DIGITS_OF_YEAR:
        return None
    if _OF_A_BOOK.search(sentence, 0, amount.number_start) or _OF_READING.match(sentence, amount.number_end):
        return None
    if is_said_in_passing(sentence, amount, ledger):
        return None
    things = topics_in(nouns, language) - attributes_of(topics_in(nouns, language))
    telling = things - _OFTEN_FIGURATIVE
    first = topics_of(nouns[0], language)
    in_digits = sentence[amount.number_start : amount.number_start + 1].isdigit()
    if (first & _PEOPLE and amount.plain < _LARGE) or (not in_digits and amount.plain in _VAGUE):
        return None
    if not in_digits and not first - attributes_of(first) - _OFTEN_FIGURATIVE:
        telling = telling & _PLAINLY_COUNTED
    if not telling & _PLAINLY_COUNTED and not is_possessed(sentence, amount):
        telling = frozenset()
    earnest = in_digits or (bool(things) and is_possessed(sentence, amount))
    large = amount.plain >= _LARGE and amount.plain not in _VAGUE and earnest
    whole_set = is_set_of(sentence, amount)
    pieces = amount.dimension == "count" and is_possessed(sentence, amount)
    return unsupported(span, "count") if pieces or whole_set or telling or large else None


_VAGUE = frozenset({100.0, 1000.0})
_PEOPLE = frozenset({"person", "child", "customer"})
_FEWEST, _YEARS, _DIGITS_OF_YEAR = 2, (1900, 2100), 4
_WORKING = re.compile(
    r"\b(?:work|works|working|team|staff|employ\w*|werken|werkt|medewerkers|personeel|jobbar|arbetar|anställda"
    r"|medarbetare)\b",
    re.IGNORECASE,
)
_OF_A_BOOK = re.compile(r"\b(?:book|novel|boek|roman|pil|bok|deckare)\s(?:of|with|van|met|på|med)\s$", re.IGNORECASE)
_OF_READING = re.compile(r"[\s-]\w+\s(?:of|aan|av)\s(?:\w+\s)?(?:reading|leesvoer|läsning)\b", re.IGNORECASE)
_LARGE = 100
_CROWD = 5
"""Guests so many times those a table seats came to a party, and do not all sit at it."""
_PLAINLY_COUNTED = frozenset(
    {
        "pocket", "port", "gear", "page", "wheel", "drawer", "capsule", "mode", "layer", "card", "language", "ribbon",
        "microphone", "motor", "speaker", "key", "flavour", "recipe", "sensor", "camera", "blade", "knife", "nozzle",
        "pencil", "string", "door key", "rib", "spring", "measurement", "temperature level", "song", "sound", "rhythm",
        "country", "category", "strap", "zip", "stone", "cell", "lamp", "program", "zone", "filter", "cushion", "chair",
    }
)  # fmt: skip
