"""The score of a segment: from 0 to 100 how likely it is good as it stands, so that the worst can be seen first.

It begins with what is known of the text before anything is checked: a model's estimate if there is one, else how like
the source of the memory's match was, else `UNKNOWN`. Each finding then takes its share of what is left, so a second one
takes less than the first, and a long list never makes two bad segments equal:

- an error takes 50 % where it changes what is said or breaks the text (numbers, units, dates, currencies, placeholders,
  tags, addresses), 90 % where there is no translation in the right language, 32 to 45 % elsewhere;
- a warning takes 60 % of what an error of the same check takes, an info 8 %;
- a target of an unlikely length takes 10 % where no finding says so already.

A segment without a finding, a match or an estimate has no score: nothing is known of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import MappingProxyType

from desktop.core.finding import Severity
from desktop.core.translation_finding import SegmentFinding
from desktop.core.words import tr

UNKNOWN = 88.0
"""Where the score begins when neither a memory nor a model says anything."""
_USUAL = 0.45
_TAKES = MappingProxyType(
    {
        "wrong_language": 0.9, "untranslated": 0.9, "numbers": 0.5, "units": 0.5, "dates": 0.5, "currency": 0.5,
        "placeholders": 0.5, "tags": 0.5, "url": 0.5, "email": 0.5, "facts": 0.5, "negation": 0.5, "omission": 0.5,
        "terms": 0.32, "brand": 0.4, "length": 0.4, "consistency": 0.35,
    }
)  # fmt: skip
_SHARE = MappingProxyType({Severity.ERROR: 1.0, Severity.WARNING: 0.6, Severity.INFO: 0.08})
_UNLIKELY = 0.1
_LEAST, _SHORTEST, _LONGEST = 20, 0.5, 2.2
_SHOWN = 2
_NAMES: MappingProxyType[str, tuple[Callable[[], str], Callable[[], str]]] = MappingProxyType(
    {
        "numbers": (lambda: tr("number wrong"), lambda: tr("numbers wrong")),
        "units": (lambda: tr("unit wrong"), lambda: tr("units wrong")),
        "dates": (lambda: tr("date wrong"), lambda: tr("dates wrong")),
        "currency": (lambda: tr("currency wrong"), lambda: tr("currencies wrong")),
        "placeholders": (lambda: tr("placeholder wrong"), lambda: tr("placeholders wrong")),
        "tags": (lambda: tr("tag wrong"), lambda: tr("tags wrong")),
        "url": (lambda: tr("address wrong"), lambda: tr("addresses wrong")),
        "email": (lambda: tr("mail address wrong"), lambda: tr("mail addresses wrong")),
        "terms": (lambda: tr("term wrong"), lambda: tr("terms wrong")),
        "negation": (lambda: tr("negation differs"), lambda: tr("negation differs")),
        "omission": (lambda: tr("text missing"), lambda: tr("text missing")),
        "addition": (lambda: tr("text added"), lambda: tr("text added")),
        "untranslated": (lambda: tr("not translated"), lambda: tr("not translated")),
        "wrong_language": (lambda: tr("wrong language"), lambda: tr("wrong language")),
        "consistency": (lambda: tr("not consistent"), lambda: tr("not consistent")),
        "punctuation": (lambda: tr("punctuation"), lambda: tr("punctuation")),
        "quotes": (lambda: tr("quotation marks"), lambda: tr("quotation marks")),
        "whitespace": (lambda: tr("blanks"), lambda: tr("blanks")),
        "capitals": (lambda: tr("capitals"), lambda: tr("capitals")),
        "double_word": (lambda: tr("word doubled"), lambda: tr("words doubled")),
        "brand": (lambda: tr("brand name wrong"), lambda: tr("brand names wrong")),
        "locale_format": (lambda: tr("number format"), lambda: tr("number format")),
        "length": (lambda: tr("too long"), lambda: tr("too long")),
        "spelling": (lambda: tr("spelling"), lambda: tr("spelling")),
        "register": (lambda: tr("form of address"), lambda: tr("form of address")),
        "facts": (lambda: tr("against the facts"), lambda: tr("against the facts")),
    }
)
"""How a finding of a check is called in the reason of a score, for one and for several."""


def segment_score(
    findings: Sequence[SegmentFinding], match: int, source: str, target: str, estimate: float | None = None
) -> tuple[float | None, tuple[str, ...]]:
    """The score with its reasons, the gravest first; none without a translation, or where nothing is known of it.

    `match` is the percentage of the memory's best match, 0 without one.
    """
    if not target.strip() or not (findings or match or estimate is not None):
        return None, ()
    points = min(100.0, max(0.0, estimate if estimate is not None else float(match or UNKNOWN)))
    for finding in findings:
        points *= 1 - _taken(finding)
    unlikely = _unlikely(source, target) and not any(each.check in ("omission", "addition") for each in findings)
    if unlikely:
        points *= 1 - _UNLIKELY
    return round(points, 1), (*_reasons(findings), *_known(match, estimate, unlikely=unlikely))


def _taken(finding: SegmentFinding) -> float:
    return _TAKES.get(finding.check, _USUAL) * _SHARE[finding.severity]


def _unlikely(source: str, target: str) -> bool:
    ours, theirs = len(source.strip()), len(target.strip())
    return ours >= _LEAST and not _SHORTEST <= theirs / ours <= _LONGEST


def _reasons(findings: Sequence[SegmentFinding]) -> list[str]:
    """The checks that take most, each named once."""
    most: dict[str, float] = {}
    for finding in findings:
        most[finding.check] = most.get(finding.check, 0.0) + _taken(finding)
    gravest = sorted(most, key=lambda check: -most[check])[:_SHOWN]
    return [_name(check, sum(each.check == check for each in findings)) for check in gravest]


def _name(check: str, count: int) -> str:
    names = _NAMES.get(check)
    return names[count > 1]() if names else check


def _known(match: int, estimate: float | None, *, unlikely: bool) -> list[str]:
    told = [tr("unlikely length")] if unlikely else []
    if estimate is not None:
        told.append(tr("estimate {score}", score=round(estimate)))
    if match:
        told.append(tr("match {percent} %", percent=min(match, 100)))
    return told
