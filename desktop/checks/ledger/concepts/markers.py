"""The words that say whether something comes along, and what stands near them."""

from __future__ import annotations

import itertools

from desktop.checks.ledger.concepts.concept_forms import Token, phrase_set
from desktop.checks.ledger.concepts.concepts import stands_at

_REACH = 9
_FORWARD = frozenset(
    {"with", "met", "med", "without", "zonder", "utan", "includes", "including", "bevat", "innehåller"}
)
_TOGETHER = frozenset({"with", "met", "med"})
_EITHER_WAY = frozenset({"följer", "följde"})
"""`Batteri följer med` and `med följer ett batteri`: what the words speak of may stand on either side."""
_BEHIND_ITS_THING = frozenset({"ingår", "medföljer", "inbegrepen", "meegeleverd", "bijgeleverd", "included"})
"""What they say is said of what stands before them, not of what a comma sets off behind: `Gigbag ingår, jord köps`."""
_NOT = frozenset({"not", "never", "niet", "nooit", "inte", "ej", "aldrig"})
_CLOSE = 5
_OWN = frozenset({"own", "eigen", "egen", "eget", "egna"})
_READER = frozenset(
    {"you", "your", "bring", "use", "need", "je", "jouw", "uw", "u", "neem", "breng", "gebruik", "met"}
) | (frozenset({"du", "din", "ditt", "dina", "ta", "använd", "behöver", "behövs", "med"}))
_WHICH = frozenset({"that", "which", "die", "dat", "som"})
_BOUGHT = frozenset({"buy", "order", "purchase", "bought", "ordered", "get", "koop", "koopt", "bestel", "bestelt"}) | (
    frozenset({"schaf", "kopen", "bestellen", "köper", "köp", "beställer", "köpa", "beställa"})
)
_GIVES = frozenset({"krijg", "krijgt", "krijgen", "zit", "zitten", "hoort", "horen", "je", "u"})
_APART = frozenset({"separately", "yourself", "apart", "los", "zelf", "separat", "själv"})
"""Together with a word for buying, on either side of the thing: `You buy the worms separately`."""

Places = list[tuple[int, int]]


def markers_in(tokens: tuple[Token, ...], language: str) -> tuple[Places, Places]:
    """Where it says that something is included, and where that it is not; each as first token and the one after."""
    absent = _places(tokens, language, "not_included")
    present: Places = []
    for each in _places(tokens, language, "included"):
        if any(start <= each[0] < end for start, end in absent):
            continue
        # In a clause of its own the negation stands apart: `die niet wordt meegeleverd`, `som inte ingår`.
        denied = any(token.lower in _NOT for token in tokens[max(0, each[0] - 2) : each[0]])
        (absent if denied else present).append(each)
    present += [(place, place + 1) for place in _given_with(tokens)]
    return present, absent + [(place, place + 1) for place in _bought_apart(tokens)]


def _given_with(tokens: tuple[Token, ...]) -> list[int]:
    """Where a Dutch verb ends that takes its thing between: `je krijgt er een set snaren bij`."""
    ends = [place for place, token in enumerate(tokens) if token.lower == "bij"]
    return [
        place
        for place in ends
        if any(
            one.lower in _GIVES and other.lower == "er"
            for one, other in itertools.pairwise(tokens[max(0, place - _REACH) : place - 1])
        )
        and (place + 1 == len(tokens) or not tokens[place + 1].is_word)
    ]


def _bought_apart(tokens: tuple[Token, ...]) -> list[int]:
    apart = [place for place, token in enumerate(tokens) if token.lower in _APART]
    return [
        place
        for place in apart
        if any(token.lower in _BOUGHT for token in tokens[max(0, place - _CLOSE) : place + _CLOSE])
    ]


def is_brought(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether it is the reader's own that is spoken of: `your own pump`, `een eigen pomp`, `egen lunch`."""
    if place < 2 or tokens[place - 1].lower not in _OWN:
        return False
    before = [token.lower for token in tokens[max(0, place - _CLOSE) : place - 1]]
    return any(word in _READER for word in before)


def span_with(tokens: tuple[Token, ...], first: int, last: int, said: Places) -> tuple[int, int] | None:
    """The tokens from a thing to the words right behind that say it comes along: `wormen worden niet meegeleverd`.

    Of a clause of its own only the words that say it: `two batteries, which are not included`.
    """
    behind = [each for each in said if last < each[0] <= last + _CLOSE]
    if not behind:
        return None
    begin, end = behind[0]
    between = tokens[last + 1 : begin]
    if any(token.lower in _WHICH for token in between):
        return begin, end - 1
    parted = any(token.text in ".,;:!?&" or token.lower in _ANDS for token in between)
    return None if parted else (first, end - 1)


def is_near(tokens: tuple[Token, ...], first: int, last: int, places: Places) -> bool:
    """Whether one of the places lies within a few words of these tokens, with no other clause between.

    What `comes with` something is the product itself: such words say it only of what follows them.
    """
    for begin, end in places:
        if end > first and tokens[end - 1].lower in _FORWARD and tokens[begin].lower not in _EITHER_WAY:
            continue
        low, high = (end, first) if end <= first else (last + 1, begin)
        if end <= first and any(token.lower in _TOGETHER for token in tokens[end:first]):
            continue  # `without nails, and with a lid`
        if begin > last and _another_thing_follows(tokens[low:high]):
            continue
        if end <= first and tokens[begin].lower in _BEHIND_ITS_THING and begin and _is_set_off(tokens, end):
            continue
        if high - low <= _REACH and not any(token.text in ".;:!?–—" for token in tokens[low:high]):
            return True
    return False


def _is_set_off(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether another clause begins here, and none that adds to what was said: `ingår, liksom montering`."""
    if tokens[place].lower in _ANDS:  # `is inbegrepen en de lamp is dimbaar`
        return any(token.lower in _VERBS for token in tokens[place + 2 : place + 5])
    if tokens[place].text != ",":
        return False
    return place + 1 >= len(tokens) or tokens[place + 1].lower not in _ADDING


_ANDS = frozenset({"and", "en", "och", "but", "maar", "men"})
_VERBS = frozenset(
    {"is", "are", "zijn", "heeft", "hebben", "kan", "är", "har", "has", "have", "can", "weegt", "weighs", "väger"}
)
_ADDING = frozenset({"liksom", "även", "också", "samt", "plus", "as", "like", "along", "together"}) | (
    frozenset({"and", "net", "ook", "evenals", "samen", "en", "och", "inklusive", "inclusief", "including"})
)


def is_lacking(tokens: tuple[Token, ...], first: int, last: int, present: Places, absent: Places) -> bool:
    """Whether it is said not to come along, and no words nearer by say that it does."""
    if not is_near(tokens, first, last, absent):
        return False
    near_by = [_distance(first, last, each) for each in present if is_near(tokens, first, last, [each])]
    return not near_by or min(near_by) >= min(_distance(first, last, each) for each in absent)


def _distance(first: int, last: int, place: tuple[int, int]) -> int:
    return first - place[1] if place[1] <= first else place[0] - last


def _another_thing_follows(between: tuple[Token, ...]) -> bool:
    """Whether it is something else that comes along: `Lekker als filter, met een koekje erbij`."""
    return any(one.text == "," and other.lower in _TOGETHER for one, other in itertools.pairwise(between))


def _places(tokens: tuple[Token, ...], language: str, name: str) -> Places:
    known = phrase_set(language, name)
    return [
        (place, place + taken)
        for place, token in enumerate(tokens)
        for words in known.get(token.lower, ())
        if (taken := stands_at(tokens, place, words))
    ]
