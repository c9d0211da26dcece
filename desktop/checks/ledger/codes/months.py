"""Months in which something is sown, flowers, is harvested or begins, judged by the fact about the same."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_NAMES = (
    "january januari januar jänner", "february februari februar", "march maart mars märz", "april", "may mei maj mai",
    "june juni", "july juli", "august augustus augusti", "september", "october oktober", "november",
    "december dezember",
)  # fmt: skip
_NUMBER = {name: number for number, names in enumerate(_NAMES) for name in names.split()}
_MONTH = "|".join(sorted(_NUMBER, key=len, reverse=True))
_TO = r"\s?(?:[-–—]|to|through|until|till|t/m|tot(?: en met)?|till och med|bis|and|en|och)\s?"
_LISTED = rf"(?:{_MONTH})(?:(?:,\s|\s(?:or|and|of|en|eller|och)\s)(?:{_MONTH}))+"
_SAID = re.compile(
    rf"(?<![\d.]\s)\b(?:(?P<list>{_LISTED})|(?P<from>from|vanaf|från|as early as|already in|al in|redan i)\s"
    rf"(?P<start>{_MONTH})(?:{_TO}(?P<end>{_MONTH}))?"
    rf"|(?P<one>{_MONTH})(?:{_TO}(?P<other>{_MONTH}))?)\b(?!\s\d)",
    re.IGNORECASE,
)
_STEMS = (
    "janu",
    "febru",
    "mar",
    "maart",
    "april",
    "may",
    "mei",
    "maj",
    "jun",
    "jul",
    "august",
    "septem",
    "okto",
    "octo",
    "novem",
    "decem",
)
"""Parts of which one stands in every month of copy: looking for them costs a twentieth of the pattern."""
_SORTS = (
    re.compile(r"\b(?:sow\w*|zaai\w*|zaait|gezaaid|så\b|sås\b|sådd\w*|sår\b|aussaat|säen)", re.IGNORECASE),
    re.compile(
        r"\b(?:\w*flower\w*|bloom\w*|blossom\w*|bloei\w*|bloesem\w*|blom(?:mar|ning|stid|tid|mande)\w*|blüte\w*"
        r"|blüh\w*)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:harvest\w*|pick(?:ed|ing)?\b|oogst\w*|geoogst|pluk\w*|geplukt|skörd\w*|plocka\w*"
        r"|ernte\w*)",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:plant(?:ed|ing)?\b|planten\b|plant(?:ing)?tijd|geplant|poten|plantera\w*|plantering\w*"
        r"|pflanz\w*)",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:runs?|starts?|begins?|loopt|begint|start|startar|börjar|löper|gäller)\b", re.IGNORECASE),
    re.compile(r"\b(?:season\w*|seizoen\w*|säsong\w*|saison\w*|available|verkrijgbaar|finns)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:releas\w*|publish\w*|launch\w*|came out|appear\w*|verscheen|verschenen|verschijn\w*|uitgebracht"
        r"|uitgegeven|gelanceerd|lanser\w*|släpp\w*|utgiven|utgivning\w*|gavs ut|kom ut|veröffentlich\w*)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:roast\w*|gebrand|branding|branddatum|rost(?:ad|at|ade|ning|dag)\w*|geröstet)\b", re.IGNORECASE),
    re.compile(r"\b(?:bottl\w*|gebotteld|botteling|bottelen|buteljer\w*|tappad\w*|abgefüllt)\b", re.IGNORECASE),
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_JOINT = re.compile(r"\s(?:and|en|och|but|maar|men)\s")
_STARTS, _BEHIND = 4, 40


def month_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The months of a sentence about sowing, flowering, harvest or the start of a calendar."""
    lower = sentence.lower()
    if not any(stem in lower for stem in _STEMS):
        return
    earlier = 0
    for match in _SAID.finditer(sentence):
        clause = sentence.rfind(",", earlier, match.start()) + 1 if earlier else 0
        about, earlier = _sort_of(sentence, match.start(), match.end(), clause), match.end()
        if about is None:
            continue
        known = [(fact, own) for fact in ledger.facts[:200] if (own := _months_of(fact)) and _names(fact, about)]
        if not known:
            continue
        fact, own = known[0]
        verdict = Verdict.SUPPORTED if _agrees(match, own, about) else Verdict.CONTRADICTED
        start = match.start("from") if match["from"] else match.start()
        yield at(start, match.end(), verdict, "date", fact)


def _sort_of(sentence: str, start: int, end: int, clause: int) -> int | None:
    """What the nearest word before the months in their clause, else the first behind them, says that happens then."""
    begin = max(clause, max(sentence.rfind(mark, 0, start) for mark in ".;:!?") + 1)
    stop = min((place for mark in ".;:!?" if (place := sentence.find(mark, end)) >= 0), default=len(sentence))
    every = tuple(enumerate(_SORTS))
    before = [(match.start(), sort) for sort, words in every for match in words.finditer(sentence, begin, start)]
    if before:
        return max(before)[1]
    joint = _JOINT.search(sentence, end, stop)
    stop = min(stop, end + _BEHIND, joint.start() if joint else stop)
    behind = [(match.start(), sort) for sort, words in every if (match := words.search(sentence, end, stop))]
    return min(behind)[1] if behind else None


def _names(fact: Fact, about: int) -> bool:
    return _SORTS[about].search(fact.name or fact.text) is not None


def _agrees(match: re.Match[str], own: tuple[int, ...], about: int) -> bool:
    if match["list"]:
        return all(_NUMBER[each.lower()] in own for each in re.findall(_MONTH, match["list"], re.IGNORECASE))
    first = _NUMBER[(match["start"] or match["one"]).lower()]
    last = match["end"] or match["other"]
    if about == _STARTS:
        return first == own[0] and (len(own) == 1 or not last or _NUMBER[last.lower()] == own[-1])
    if last:
        return all(each in own for each in _span(first, _NUMBER[last.lower()]))
    return first == own[0] if match["from"] else first in own


def _span(first: int, last: int) -> tuple[int, ...]:
    """The months from one to another, over the end of a year if need be."""
    return tuple(each % 12 for each in range(first, last + 1 if last >= first else last + 13))


@functools.lru_cache(maxsize=16_384)
def _months_of(fact: Fact) -> tuple[int, ...]:
    """The months of a fact in their order; none where it has days beside them."""
    text = _YEAR.sub("", fact.text)
    found = list(_SAID.finditer(text))
    if not found or any(char.isdigit() for char in text):
        return ()
    one = found[0]
    if one["list"]:
        return tuple(_NUMBER[each.lower()] for each in re.findall(_MONTH, one["list"], re.IGNORECASE))
    first = _NUMBER[(one["start"] or one["one"]).lower()]
    last = one["end"] or one["other"]
    return _span(first, _NUMBER[last.lower()]) if last else (first,)
