"""How far a denial reaches over what is joined to it: *free from BPA and the lid is tight* denies no lid.

`Without`, `free from` and `no` deny the nouns that follow, not a quality behind them; `not` may deny a second quality
behind `and`, or not.
"""

from __future__ import annotations

import enum
import re

from desktop.checks.ledger.concepts.concept_forms import Token

LACKING = frozenset({"free", "without", "vrij", "zonder", "fri", "fritt", "fria", "utan"})
_OF_NOUNS = LACKING | {"no", "geen", "ingen", "inget", "inga", "saknar", "lacks", "zero", "noll", "nul"}
_OR = {
    "en": frozenset({"or", "nor", "neither"}),
    "nl": frozenset({"of", "noch"}),
    "sv": frozenset({"eller", "vare", "varken"}),
}
_AND = {
    "en": frozenset({"and", "&", ",", "but"}),
    "nl": frozenset({"en", "&", ",", "maar"}),
    "sv": frozenset({"och", "samt", "&", ",", "men"}),
}
_BREAKS = frozenset(".;:!?(–—")
_THE = frozenset({"the", "its", "de", "het", "zijn", "den", "det", "dess"})
_FINITE = frozenset(
    {
        "is", "are", "has", "have", "was", "comes", "come", "can", "will", "works", "fits", "holds", "stays", "weighs",
        "zijn", "heeft", "hebben", "kan", "kunnen", "komt", "komen", "werkt", "past", "blijft", "zit",
        "weegt", "wordt", "worden", "är", "har", "kommer", "fungerar", "passar", "blir", "sitter", "väger", "finns",
        "ingår", "tål", "håller", "rymmer", "går", "mag", "mogen", "får",
    }
)  # fmt: skip
_AFFIRMING = re.compile(
    r"\w{3,}ly|also|even|still|yet|trots|toch|wel|ook|juist|bewust|verder|stolt|dock|även|däremot|istället|dessutom"
    r"|instead|always|altijd|alltid|100"
)
_QUALITY = {
    "en": re.compile(
        r"\w{2,}(?:able|ible|proof|less|tight|friendly|resistant|safe|free)|(?!\w*eed$)\w{3,}ed|hand-?\w*made|\w{4,}ly"
        r"|vegan|organic|light|reusable|natural|ready|\w*made"
    ),
    "nl": re.compile(
        r"\w{3,}(?:baar|bare|vrij|vrije|loos|loze|dicht|dichte|bestendige?|veilige?|vriendelijke?|isch|ische|lijke?)"
        r"|(?!gelui|gewel|gewi|gebie|gezich|gerech|gedich|gevech|gelei|gebi)(?:on)?ge[a-z]{3,}(?:[dt]|de|te|en)"
        r"|vegan|lichte?|biologische?|plantaardige?|klaar|stille?|stevige?|hand(?:ge)\w+"
    ),
    "sv": re.compile(
        r"\w{3,}(?:bart?|bara|frit?t?|fria|löst?|lösa|säkert?|säkra|tätt?|täta|tålig\w?|vänlig\w?|iskt?|iska|ligt?|liga)"
        r"|(?!\w*(?:chokl|marmel|sall|limon)ad$)\w{3,}ade?|\w{2,}(?:erat|erade?|odlat|gjort|gjord)|vegansk\w?|lätt|redo"
        r"|\w{3,}(?<!f)(?<!tr)(?<!m)(?<!cet)(?<!rbon)(?<!icyl)(?<!glutam)at"
    ),
}
_STILL_A_NOUN = frozenset({"fisk", "disk", "tilly", "jelly", "family", "supply", "assembly", "belly", "deed"})
_SCAN = 4
_CONTAINING = frozenset({"containing", "using", "adding", "er", "innehålla", "använda", "tillsätta", "tillsätter"})
"""After `without`, `zonder dat` and `utan att`: what follows is what is not in it."""


class Reach(enum.IntEnum):
    """Whether a denial reaches a word that stands behind it."""

    NO = 0
    PERHAPS = 1
    YES = 2


def reach_over(tokens: tuple[Token, ...], negation: int, place: int, language: str) -> Reach:
    """Whether the denial that begins at one token reaches another, over what joins the words between."""
    joining = _AND.get(language, frozenset()) | _OR.get(language, frozenset())
    joins = [at for at in range(negation + 1, place) if tokens[at].lower in joining]
    if not joins:
        return Reach.YES
    last = joins[-1]
    if _begins_clause(tokens, negation, last, place):
        return Reach.NO
    if _is_alternative(tokens, negation, place, language):
        return Reach.YES
    if tokens[negation].lower in _OF_NOUNS:
        first = negation + (2 if tokens[negation + 1].lower in {"from", "of", "van", "från"} else 1)
        described = is_quality(tokens, last + 1, language) and not is_quality(tokens, first, language)
        return Reach.NO if described else Reach.YES
    if last + 1 < place and _AFFIRMING.fullmatch(tokens[last + 1].lower):
        return Reach.NO
    return Reach.PERHAPS if is_quality(tokens, place, language) else Reach.YES


def turns(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether the word at this place does not deny after all: `without losing`, `inte X utan Y`."""
    word = tokens[place].lower
    following = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    after = tokens[place + 2].lower if place + 2 < len(tokens) else ""
    if following in _CONTAINING or (following in {"att", "dat"} and after in _CONTAINING):
        return False
    if language == "en" and word == "without":
        return following.endswith("ing") and following not in {"lining", "padding", "ironing"}
    if language == "sv" and word == "utan":
        return following == "att" or any(token.lower in {"inte", "ej"} for token in tokens[:place])
    return language == "nl" and word == "zonder" and following in {"dat", "te"}


def is_quality(tokens: tuple[Token, ...], place: int, language: str) -> bool:
    """Whether a word, or the joined words that begin here, has the shape of a quality rather than of a thing."""
    shape = _QUALITY[language] if language in _QUALITY else _QUALITY["en"]
    while place < len(tokens):
        word = tokens[place].lower
        if word not in _STILL_A_NOUN and shape.fullmatch(word):
            return True
        if place + 2 >= len(tokens) or tokens[place + 1].text not in "-‑":
            return False
        place += 2
    return False


def _begins_clause(tokens: tuple[Token, ...], negation: int, join: int, place: int) -> bool:
    """Whether another clause begins behind the join: `… and the adhesive is permanent`."""
    ahead = _until_break(tokens, join + 1, place + 1 + _SCAN)
    if not any(token.lower in _FINITE for token in ahead):
        return False
    if tokens[join + 1].lower in _THE or any(token.lower in _FINITE for token in tokens[join + 1 : place]):
        return True
    opens = not negation or not tokens[negation - 1].is_word
    return opens or any(token.lower in _FINITE for token in reversed(tokens[max(0, negation - 6) : negation]))


def _is_alternative(tokens: tuple[Token, ...], negation: int, place: int, language: str) -> bool:
    """Whether the list that the denial begins ends with `or`: all of it is denied."""
    alternatives = _OR.get(language, frozenset())
    return any(token.lower in alternatives for token in _until_break(tokens, negation, place + 2 + _SCAN))


def _until_break(tokens: tuple[Token, ...], first: int, end: int) -> tuple[Token, ...]:
    stop = next((at for at in range(first, min(end, len(tokens))) if tokens[at].text in _BREAKS), min(end, len(tokens)))
    return tokens[first:stop]
