"""What a sentence says a product is free from or does not contain, of whatever name: *free from flame retardants*.

No list has every substance, so the frame makes the claim; what one is free from in a figure of speech is none.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.concept_forms import tokens_of
from desktop.checks.ledger.words.added_things import SURE
from desktop.checks.sieve import Sifted
from desktop.checks.words import plain_form, same_word
from desktop.core.brief import Fact
from desktop.core.finding import Verdict
from desktop.core.words import mark

_SAID = mark("The facts say “{fact}”.")
_SILENT = mark("No fact says this.")
_SMALL = r"(?:and|or|en|of|och|eller|so|that|in|for|to|dus|zodat|så|i|för|at|on|is|are|with|met|med)"
_OF = rf"(?P<of>[^\W\d_]{{3,}}(?:[\s-](?!{_SMALL}\b)[^\W\d_]{{3,}}){{0,2}})"
_FREED = {
    "en": Sifted(
        r"(?:(?:^|[,(–—]\s|\b(?:is|are|it['’]s|and|entirely|completely|totally|100%)\s)(?:also\s)?free\s(?:from|of)"
        r"|\bcontains?\s(?:absolutely\s)?no)\s(?:any\s|all\s|added\s)?" + _OF + r"(?![\w-])",
        re.IGNORECASE,
    ),
    "nl": Sifted(
        r"(?:(?:^|[,(–—]\s|\b(?:is|zijn|en|volledig|helemaal|geheel|100%)\s)(?:ook\s)?vrij\svan|\bbevat(?:ten)?\sgeen)\s"
        r"(?:alle\s|toegevoegde\s)?" + _OF + r"(?![\w-])",
        re.IGNORECASE,
    ),
    "sv": Sifted(
        r"(?:(?:^|[,(–—]\s|\b(?:är|och|helt|fullständigt|100%)\s)(?:också\s)?(?:fri|fritt|fria)\sfrån"
        r"|\binnehåller\s(?:inga|ingen|inget))\s(?:alla\s|tillsatta\s)?" + _OF + r"(?![\w-])",
        re.IGNORECASE,
    ),
}
_FIGURES = Sifted(
    r"\b(?:stress\w*|worr\w+|care|cares|distract\w*|hassle|fuss|frills|nonsense|preten[cst]\w*|clutter|noise|guilt|rush"
    r"|obligat\w*|limit\w*|rules?|boundar\w*|routine|drama|charge|doubts?|fear|pain|tension|judg\w*|compromis\w*|mistakes?"
    r"|errors?|surprises?|secrets?|gimmicks?|traffic|crowds?|screens?|pressure|commitment|waste|bugs?|space|room|time"
    r"|you|your|it|them|the|this|that|more|less|other|one|two|idea|need|problem\w*|trouble|bounds"
    r"|zorg\w*|stress|gedoe|poespas|afleiding\w*|lawaai|haast|onzin|pretenti\w*|schuldgevoel\w*|verplicht\w*|regels"
    r"|grenzen|beperk\w*|twijfel\w*|angst|pijn|spanning|druk|drukte|rommel|ruis|fouten|verrassing\w*|geheim\w*|trucs"
    r"|schermen|dienst|gebreken|hem|haar|je|het|de|die|dit|meer|enkele|woord\w*|plaats|tijd"
    r"|bekymmer|stök|krångel|oro\w*|brus|buller|brådska|nonsens|skuld\w*|krav|plikt\w*|regler|gränser|begräns\w*|tvivel"
    r"|rädsla|smärta|spänning|tryck|röra|fel|överrask\w*|hemlig\w*|skärmar|brister|den|det|mer|andra|konstigheter|ord)\b",
    re.IGNORECASE,
)
_STEM, _SHORTEST = 5, 4
_LITTLE = re.compile(
    r"\b(?:free|vrij|fri|fritt|without|zonder|utan|no|not|none|geen|niet|ingen|inget|inga|ej|inte|nej|nee|0)\b|\w(?:free|vrij"
    r"|fri|loos|lös|less)\b",
    re.IGNORECASE,
)


def freed_claims(sentence: str, language: str, facts: tuple[Fact, ...]) -> Iterator[Assertion]:
    """The claims that something is not in it of which the facts say nothing, or that it is."""
    if sentence.rstrip().endswith("?") or language not in _FREED:
        return
    for found in _FREED[language].finditer(sentence):
        words = found["of"]
        last = plain_form(words.split()[-1].casefold())
        if len(last) < _SHORTEST or _FIGURES.search(words):
            continue
        start, end = found.span("of")
        if last[:_STEM] not in _every_word(facts):
            yield Assertion(start, end, Verdict.UNSUPPORTED, "health", (), _SILENT, attribute=SURE)
            continue
        holding = next((fact for fact in facts if _holds(fact, words, language)), None)
        if holding is not None:
            values = (("fact", f"{holding.name}: {holding.text}"),)
            yield Assertion(
                start, end, Verdict.CONTRADICTED, "health", (holding.id,), _SAID, values, attribute="health"
            )


@functools.lru_cache(maxsize=16)
def _every_word(facts: tuple[Fact, ...]) -> str:
    return plain_form(" ".join(f"{fact.name} {fact.text}" for fact in facts))


def _holds(fact: Fact, words: str, language: str) -> bool:
    """Whether a value lists just this, and denies nothing."""
    if _LITTLE.search(f"{fact.name} {fact.text}"):
        return False
    wanted = [plain_form(word.casefold()) for word in words.replace("-", " ").split()]
    said = [plain_form(token.lower) for token in tokens_of(fact.text) if token.is_word]
    return all(any(same_word(one, other, language) for other in said) for one in wanted)
