"""Half of it, and more or less than half, where a fact gives the share: *more than half recycled* of 30 %."""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.ledger.amounts.near import alike
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.stated import Stated, content_words
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.checks.words import plain_form
from desktop.core.finding import Verdict

_HALF = Sifted(
    r"\b(?:(?P<more>(?:well |far )?more than|over|meer dan|mer än|över)\s|(?P<over>just over|ruim|drygt|iets meer dan"
    r"|lite mer än)\s|(?P<less>less than|under|minder dan|mindre än)\s|(?P<nearly>almost|nearly|just under|bijna|nästan"
    r"|knappt|krap)\s)?"
    r"(?:half(?! (?:the|price|an?|of (?:the|your|all|this) (?:price|cost|time))\b)"
    r"|(?:voor |tot )?de helft|(?:till )?hälften)\b",
    re.IGNORECASE,
)
_BEFORE_IT = re.compile(
    r"(?:\s(?:of|van|av)\s(?:it|them|(?:the|this|de|het|dit|deze|den|det|dem)(?:\s\w+)?)|\s(?:daarvan|ervan))?"
    r"(?:\s(?:is|are|was|comes from|bestaat uit|komt van|består av|är|kommer från|uit|van|av|from|of))?\s"
    r"(?=[^\W\d_]{2,})",
    re.IGNORECASE,
)
_HALFWAY, _WITHIN, _NEAR, _MOST, _REACH = 50.0, 1.5, 10.0, 100, 40


def half_claims(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The halves of a sentence that are said of something of which a fact gives the share."""
    for match in _HALF.finditer(sentence):
        behind = _BEFORE_IT.match(sentence, match.end())
        stated = None if behind is None else _share_of(sentence[behind.end() : behind.end() + _REACH], ledger)
        if stated is not None:
            verdict = Verdict.SUPPORTED if _holds(match, stated.amount.lows[0]) else Verdict.CONTRADICTED
            yield at(match.start(), match.end(), verdict, "percentage", stated.fact)


def _share_of(behind: str, ledger: Ledger) -> Stated | None:
    """The share whose noun stands right there."""
    said = [plain_form(word) for word in content_words(re.split(r"[,;.:!?]", behind)[0])[:2]]
    for each in ledger.by_dimension.get("share", ())[:_MOST]:
        own = [plain_form(word) for word in each.noun or content_words(each.fact.name)]
        if not each.derived and not each.amount.highs and any(alike(word, name, "") for word in said for name in own):
            return each
    return None


def _holds(match: re.Match[str], share: float) -> bool:
    if match["more"]:
        return share > _HALFWAY
    if match["over"]:
        return _HALFWAY < share <= _HALFWAY + _NEAR
    if match["less"]:
        return share < _HALFWAY
    if match["nearly"]:
        return _HALFWAY - _NEAR <= share < _HALFWAY
    return abs(share - _HALFWAY) <= _WITHIN
