"""What a sentence denies after it has named it: `Diskmaskinen får den inte se`, `gluten- en lactosevrij`."""

from __future__ import annotations

from desktop.checks.ledger.concepts.concept_data import context_words
from desktop.checks.ledger.concepts.concept_forms import Token

_ANDS = frozenset({"and", "or", "en", "of", "och", "eller", "&"})
_VERBS = frozenset(
    {
        "får", "ska", "bör", "tål", "kan", "är", "har", "finns", "går", "fungerar", "funkar", "klarar", "hittar",
        "mag", "moet", "hoort", "is", "zijn", "heeft", "hebben", "heb", "zit", "zitten", "werkt", "werken", "kunnen",
        "vind", "krijg", "verdraagt", "must", "should", "has", "have", "does", "do", "will", "can",
    }
)  # fmt: skip
_REFUSED = frozenset({"won't", "won’t", "doesn't", "doesn’t", "isn't", "isn’t", "don't", "don’t", "can't", "can’t"})
_PRONOUNS = frozenset(
    {"den", "det", "de", "du", "man", "hij", "ze", "zij", "het", "deze", "dit", "je", "u", "it", "they", "you", "er"}
)
_NOTS = frozenset({"inte", "ej", "aldrig", "niet", "nooit", "not", "never"})
_ONLY = frozenset({"alleen", "enkel", "slechts", "bara", "enbart", "only", "just", "minst", "eens", "nodig", "hoeven"})
_BY_MEANS = frozenset(
    {"with", "met", "med", "dankzij", "tack", "vare", "thanks", "door", "genom", "utan", "zonder", "without", "via"}
) | frozenset({"als", "om", "när", "if", "when", "na", "efter", "after", "tijdens", "under", "during"})
"""What goes before is then not denied: `Med dynamon behöver du inte …`, `Met de hoes kan hij niet krassen`."""
_CLAUSE = frozenset(".,;:!?–—") | {"want", "maar", "men", "but", "and", "och", "en"}
WHOLLY = frozenset({"helt", "helemaal", "volledig", "completely", "fully", "entirely", "totally", "also", "ook"})
_REACH, _FRONT = 3, 4
_OBJECTS = frozenset({"it", "het", "det", "den", "them", "hem", "dem"})
_WHERE = frozenset({"in", "into", "through", "near", "on", "i", "på", "op", "door", "genom"})


def ends_nothing(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a verb that else ends what is denied does not: it is one of the objects, or its denial stands before it.

    In a Swedish subordinate clause `inte` comes first: `att det inte är vattentätt`.
    """
    before = tokens[place - 1].lower if place else ""
    return is_object(tokens, place) or (tokens[place].lower in _VERBS_OF_STATE and before in _BEFORE_THE_VERB)


_VERBS_OF_STATE = frozenset({"är", "var", "blir", "har", "hade", "kan", "får"})
_BEFORE_THE_VERB = frozenset({"inte", "ej", "icke", "aldrig"})


def is_object(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the pronoun at this place is what one puts somewhere, and begins no clause: `never put it in the …`."""
    if place and tokens[place - 1].lower == "zonder":
        return True
    if tokens[place].lower not in _OBJECTS or place + 1 >= len(tokens):
        return False
    return tokens[place + 1].lower in _WHERE


def is_fronted_and_denied(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether a verb, a pronoun and a `not` follow what begins a clause: `De vaatwasser mag hij niet in`."""
    place = last if tokens[last].lower in _VERBS else last + 1
    words = [token.lower for token in tokens[place : place + 2 + _REACH]]
    if len(words) < 2:
        return False
    if words[0] in _PRONOUNS and words[1] in _REFUSED:  # `A microphone you won't find`
        return _opens_clause(tokens, first)
    if words[0] in _PRONOUNS:  # `Waterproof it is not`
        words[:2] = words[1::-1]
    if words[0] not in _VERBS or words[1] not in _PRONOUNS:
        return False
    for at, word in enumerate(words[2:], start=place + 2):
        if word in ".,;:!?–—":
            return False
        if word in _NOTS:
            after = tokens[at + 1].lower if at + 1 < len(tokens) else ""
            return after not in _ONLY and _opens_clause(tokens, first)
    return False


def _opens_clause(tokens: tuple[Token, ...], first: int) -> bool:
    """Whether it begins its clause, and not as a means to what is said."""
    if tokens[first].lower in _BY_MEANS:
        return False
    for token in reversed(tokens[max(0, first - _FRONT) : first]):
        if token.lower in _CLAUSE:
            return True
        if token.lower in _BY_MEANS:
            return False
    return first <= _FRONT


def is_of_free_pair(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether `and` at this place joins half of a compound to one that ends in free: `gluten- en lactosevrij`."""
    if tokens[place].lower not in _ANDS or place + 1 >= len(tokens):
        return False
    ends = (*context_words(language, "free_suffix"), *context_words(language, "free"))
    following = tokens[place + 1].lower
    if following.endswith(ends):
        return True
    return place + 3 < len(tokens) and tokens[place + 2].text in "-‑" and tokens[place + 3].lower in ends
