"""The languages that rules, manuals and menus are in: `rules in English and German`, facts `EN, DE`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_NAMES = {
    "en": "english engels engelse engelska englisch anglais eng gb uk",
    "nl": "dutch nederlands nederlandse nederländska niederländisch néerlandais ned",
    "sv": "swedish zweeds zweedse svenska schwedisch suédois sve swe se",
    "de": "german duits duitse tyska deutsch allemand ger",
    "fr": "french frans franse franska französisch français fra",
    "es": "spanish spaans spaanse spanska spanisch espagnol esp",
    "it": "italian italiaans italiaanse italienska italienisch italien ita",
    "pt": "portuguese portugees portugese portugisiska portugiesisch portugais",
    "da": "danish deens deense danska dänisch danois dk",
    "no": "norwegian noors noorse norska norwegisch norvégien nor",
    "fi": "finnish fins finse finska finnisch finnois fin",
    "pl": "polish pools poolse polska polnisch polonais pol",
    "cs": "czech tsjechisch tsjechische tjeckiska tschechisch cz",
    "ja": "japanese japans japanse japanska japanisch jp",
    "zh": "chinese chinees kinesiska chinesisch cn",
}
_TONGUES = {word: code for code, words in _NAMES.items() for word in (code, *words.split())}
_SPOKEN = sorted((word for word in _TONGUES if len(word) > 3), key=len, reverse=True)
_WORD = re.compile(rf"\b(?:{'|'.join(_SPOKEN)})\b", re.IGNORECASE)
_WRITTEN = Sifted(
    r"\b(?:rules?|rulebook|manual|instructions?|guide|booklet|text|subtitles?|menus?|languages?|voice\w*|edition|app"
    r"|translat\w*|speaks?|display|spelregels?|regels|handleiding|gebruiksaanwijzing|instructie\w*|boekje|tekst\w*"
    r"|ondertitel\w*|menu|talen|taal|stem\w*|uitgave|vertaald|spreekt|regler\w*|spelregler\w*|manual\w*|bruksanvisning\w*"
    r"|anvisning\w*|häfte\w*|texten|undertext\w*|meny\w*|språk\w*|röst\w*|utgåva\w*|översatt\w*|talar)\b",
    re.IGNORECASE,
)
_IN = re.compile(r"\b(?:in|into|i|på|till|het|speaks?|spreekt|talar|and|en|och|or|of|eller)\s$|[,/]\s?$", re.IGNORECASE)
_NAMED = re.compile(
    r"rule|regler|manual|instruct|language|guide|subtitle|menu|regel|handleiding|aanwijzing|\btaal|talen|ondertitel|språk|anvisning"
    r"|undertext|meny|sprache|anleitung|langue|notice|edition|uitgave|utgåva|text|tekst",
    re.IGNORECASE,
)
_ITEM = re.compile(r"[^\W\d_]+")
_MOST = 200


def is_of_tongue(sentence: str, start: int) -> bool:
    """Whether a word that may be a nation is the language that rules or menus are in."""
    return _WRITTEN.search(sentence, 0, start) is not None and _IN.search(sentence, 0, start) is not None


def tongue_claims(sentence: str, facts: tuple[Fact, ...]) -> Iterator[Assertion]:
    """The languages that a sentence says rules or menus are in, where a fact gives all of them."""
    if _WRITTEN.search(sentence) is None:
        return
    said = [match for match in _WORD.finditer(sentence) if is_of_tongue(sentence, match.start())]
    known = _known(facts) if said else ()
    for match in said if known else ():
        code = _TONGUES[match[0].lower()]
        met = next((fact for fact, codes in known if code in codes), None)
        fact = met or known[0][0]
        if met is not None:
            yield Assertion(*match.span(), Verdict.SUPPORTED, "property", (fact.id,), attribute="language")
            continue
        values = (("fact", f"{fact.name}: {fact.text}"),)
        yield Assertion(
            *match.span(), Verdict.CONTRADICTED, "property", (fact.id,), _SAID, values, attribute="language"
        )


@functools.lru_cache(maxsize=8)
def _known(facts: tuple[Fact, ...]) -> tuple[tuple[Fact, frozenset[str]], ...]:
    """The facts that list languages and little else, with their codes."""
    found: list[tuple[Fact, frozenset[str]]] = []
    for fact in facts[:_MOST]:
        words = [word.lower() for word in _ITEM.findall(fact.text)]
        codes = frozenset(_codes(words))
        if codes and _NAMED.search(fact.name) and len(codes) * 2 >= len(words):
            found.append((fact, codes))
    return tuple(found)


def _codes(words: Iterable[str]) -> Iterator[str]:
    return (_TONGUES[word] for word in words if word in _TONGUES)
