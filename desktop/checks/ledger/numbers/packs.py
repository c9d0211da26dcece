"""How many a pack holds, told by one word (*zespack*, *10-pack*), and how many people (*met z'n zessen*)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.numbers.labels import is_label
from desktop.checks.ledger.stated import Stated
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict
from desktop.core.lexicon import number_words

_PACK = Sifted(
    r"(?<![\w-])(?P<n>\d{1,3}|[^\W\d_]{2,9}?)[\s-]?(?:multi)?(?:packs?|paks?|paket|packet)(?:en)?\b"
    r"|\bpack(?:s)? (?:of|van|om|med|à) (?P<of>\d{1,3}|[^\W\d_]{2,9})\b",
    re.IGNORECASE,
)
_SOLD_IN = re.compile(
    r"\b(?:sold|comes?|supplied|delivered|packed|available|verkocht|geleverd|verpakt|verkrijgbaar|säljs|levereras|kommer"
    r"|finns)\s(?:as|in|per|i|som)\s(?:an?\s|een\s|ett\s|handy\s)?$",
    re.IGNORECASE,
)
_TOGETHER = Sifted(
    r"\bmet (?:z['’]n|zijn|je|jullie|ons|hun) (?P<n>tweeën|drieën|vieren|vijven|zessen|zevenen|achten|negenen|tienen)\b"
    r"|\b(?:alla|vi|ni) (?P<sv>två|tre|fyra|fem|sex|sju|åtta) (?:runt|vid|kring)\b",
    re.IGNORECASE,
)
_PEOPLE = {
    "tweeën": 2, "drieën": 3, "vieren": 4, "vijven": 5, "zessen": 6, "zevenen": 7, "achten": 8, "negenen": 9,
    "tienen": 10, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8,
}  # fmt: skip
_IN_PACKS = frozenset(
    {"piece", "quantity", "content", "bottle", "can", "pair", "bag", "cup", "roll", "garment", "towel"}
)
_LEAST, _MOST = 2, 100


def pack_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The packs of a sentence, judged by the facts that count what is in one."""
    lower = sentence.lower()
    if "pa" in lower and ("pack" in lower or "pak" in lower or "paket" in lower):
        for match in _PACK.finditer(sentence):
            value = _value((match["n"] or match["of"]).lower())
            if not _LEAST <= value <= _MOST:
                continue
            known = [each for each in ledger.by_dimension.get("", ())[:100] if _tells_a_pack(each)]
            yield from _judged(match, value, known)
            if not known and _SOLD_IN.search(sentence, 0, match.start()):
                yield at(match.start(), match.end(), Verdict.UNSUPPORTED, "count")
    if "z'n" in lower or "z’n" in lower or _TOGETHER.search(sentence):
        for match in _TOGETHER.finditer(sentence):
            value = float(_PEOPLE[(match["n"] or match["sv"]).lower()])
            known = [each for each in ledger.by_dimension.get("", ())[:100] if "person" in each.name_topics]
            if not known or value >= min(each.amount.lows[0] for each in known):
                yield from _judged(match, value, known)


def _judged(match: re.Match[str], value: float, known: list[Stated]) -> Iterator[Assertion]:
    met = next((each for each in known if _holds(each, value)), None)
    if met is not None:
        yield at(match.start(), match.end(), Verdict.SUPPORTED, "count", met.fact)
    elif known and len({each.fact.id for each in known}) == 1 and not known[0].derived:
        yield at(match.start(), match.end(), Verdict.CONTRADICTED, "count", known[0].fact)


def _holds(stated: Stated, value: float) -> bool:
    low, high = stated.amount.lows[0], (stated.amount.highs or stated.amount.lows)[0]
    return low <= value <= high


def _tells_a_pack(stated: Stated) -> bool:
    """Whether a count is of what is in a pack: it has no name but that of the contents, or counts things of a pack."""
    if stated.amount.parts or stated.amount.highs or is_label(stated):
        return False
    return bool((stated.name_topics | stated.topics) & _IN_PACKS)


def _value(word: str) -> float:
    return float(word) if word.isdigit() else number_words().get(word, 0.0)
