"""Numbers, units, money and moments of a source against those of its translation."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from desktop.checks.bitext.data import loose_numbers
from desktop.checks.bitext.figures import CURRENCIES, Amount, Amounts, amounts_of, phones_in
from desktop.checks.bitext.fixes import fix_for
from desktop.checks.bitext.moments import Moment, months_of, same, weekdays_of
from desktop.checks.bitext.pair import Half, Pair, Spot
from desktop.core.finding import Severity
from desktop.core.words import tr

_ROUNDED = 0.12
_CODE = re.compile(r"(?<![\w.])(?=\w*\d)(?=\w*[A-Za-z])[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*(?![\w])")
_NOT_CODE = re.compile(
    r"\d+(?:st|nd|rd|th|e|de|ste|a|er|en|s|x|h|k|K|[a-zA-Zµ]{1,4}\d?)$|\d+x\d+|\d{1,2}[ap]m$", re.IGNORECASE
)


_MONTHS_READ = frozenset({"en", "nl", "sv", "de"})
_POUNDS = frozenset({"lb", "pond", "pund"})
_NAMED = re.compile(r"(?<![^\W_])[A-Za-z]*[A-Z][A-Za-z]*[- ]?$")
_QUARTER = re.compile(r"[qh][1-4]")
_WORDLIKE = re.compile(r"[a-z]{3,}")
_APART = re.compile(r"[-‑ \u00a0]")
_RELEASE = re.compile(
    r"(?:versie|version|versionen|release|utgåva|ausgabe|hoofdstuk|section|sectie|avsnitt|kapitel|paragra\w+|artikel"
    r"|v\.?|§)\s?$",
    re.IGNORECASE,
)


class _Words(NamedTuple):
    """The sentences for a date or a time that was added, and for one that is missing."""

    added: Callable[[str], str]
    missing: Callable[[str], str]


_DATE = _Words(
    lambda words: tr("The date {date} is not in the source.", date=words),
    lambda words: tr("The date {date} of the source is missing in the translation.", date=words),
)
_TIME = _Words(
    lambda words: tr("The time {time} is not in the source.", time=words),
    lambda words: tr("The time {time} of the source is missing in the translation.", time=words),
)


def amounts(pair: Pair) -> Iterator[Spot]:
    """Numbers, units, money, dates and times, and how they are written: all from one comparison."""
    source = amounts_of(pair.source.prose, pair.source.language)
    target = amounts_of(pair.target.prose, pair.target.language, clock=bool(source.times))
    if target.times and not source.times:
        source = amounts_of(pair.source.prose, pair.source.language, clock=True)
    if len(source.dates) > len(target.dates):
        target = amounts_of(pair.target.prose, pair.target.language, clock=bool(source.times), slashed=True)
    elif len(source.dates) < len(target.dates):
        source = amounts_of(pair.source.prose, pair.source.language, clock=bool(target.times), slashed=True)
    yield from _moments(pair, source.dates, target.dates, _DATE)
    yield from _moments(pair, source.times, target.times, _TIME)
    yield from _weekdays(pair)
    yield from _months(pair)
    yield from _numbers(pair, source, target)
    yield from _units(pair, source.amounts, target.amounts)
    yield from _phones(pair)
    yield from _codes(pair)
    yield from _notation(pair, source, target)


def _numbers(pair: Pair, source: Amounts, target: Amounts) -> Iterator[Spot]:
    """Amounts that only one of the texts has."""
    ours, theirs = _unmatched(list(source.amounts), list(target.amounts))
    ours = [each for each in ours if not _said_otherwise(each, target)]
    theirs = [each for each in theirs if not _said_otherwise(each, source)]
    if not ours and not theirs:
        return
    ours = [each for each in ours if not _said_beside(each, source, target)]
    in_source, in_target = (
        loose_numbers({word.lower for word in half.words}, half.language) for half in (pair.source, pair.target)
    )
    ours = [each for each in ours if not _loosely(each, pair.source, pair.target, in_target)]
    theirs = [each for each in theirs if not _loosely(each, pair.target, pair.source, in_source)]
    swapped = _counted_otherwise(ours, theirs)
    first = next((each for each in ours if not each.in_words), None)
    for each in theirs:
        if each.in_words and not (swapped and each.value >= 2) and not any(_kin(each, other) for other in ours):
            continue  # `een`, `båda`: a word that counts may stand for no figure of the source
        fixes = [_fix(pair, each, first)] if first is not None else []
        message = tr("{number} is not in the source.", number=_shown(pair.target.text, each))
        wrong_unit = bool(each.dimension) and any(_kin(each, other) and each.unit != other.unit for other in ours)
        check = "units" if wrong_unit else "numbers"
        yield pair.on_target(check, Severity.ERROR, each.start, each.end, message, *fixes)
    if swapped or any(not each.in_words for each in theirs):
        return  # what stands in their place is told already
    for each in ours:
        if any(_kin(each, other) for other in theirs):
            continue
        if each.in_words and (each.value < 2 or not each.unit):
            continue
        message = tr("{number} of the source is missing in the translation.", number=_shown(pair.source.text, each))
        yield pair.on_source("numbers", Severity.ERROR, each.start, each.end, message)
        if each.value <= 24 and each.unit in ("", "h") and len(target.times) > len(source.times):
            yield from _other_hours(pair, source, target)
            return


def _other_hours(pair: Pair, source: Amounts, target: Amounts) -> Iterator[Spot]:
    """Times whose hour the source does not even have as a bare number: `9–16`, `9 tot 18 uur`."""
    known = {each.value % 12 for each in source.amounts}
    known |= {float(reading[0] % 12) for moment in source.times for reading in moment.readings}
    for moment in target.times:
        if not any(reading[0] % 12 in known for reading in moment.readings):
            there = pair.target.text[moment.start : moment.end].strip()
            yield pair.on_target("dates", Severity.ERROR, moment.start, moment.end, _TIME.added(there))


def _said_beside(amount: Amount, here: Amounts, there: Amounts) -> bool:
    """Whether the text says it twice and the other text has one of both: `2,300 ft (700 m)`, `700 hoogtemeters`."""
    for mate in here.amounts if amount.dimension else ():
        if mate is not amount and _converted(amount, (mate,)):
            if any(math.isclose(mate.value, each.value, rel_tol=1e-9) for each in there.amounts):
                return True
            if _converted(mate, there.amounts):
                return True
    return False


def _loosely(amount: Amount, here: Half, there: Half, loose: frozenset[float]) -> bool:
    """Whether the other text says a number in a word (`once`, `tredje`), or as part of a name: `MPEG-4`, `MPEG4`."""
    if amount.value in loose:
        return not amount.in_words
    name = _NAMED.search(here.prose, 0, amount.start)
    if name is None or amount.in_words:
        return False
    written = _APART.sub("", here.prose[name.start() : amount.end]).lower()
    return written in _APART.sub("", there.lower)


def _counted_otherwise(ours: list[Amount], theirs: list[Amount]) -> bool:
    """Whether as many number words are left on both sides, and nothing else: `eight gears`, `zeven versnellingen`."""
    one, other = [[each for each in side if each.value >= 2] for side in (ours, theirs)]
    return 0 < len(one) == len(other) and all(each.in_words for each in (*ours, *theirs))


def _phones(pair: Pair) -> Iterator[Spot]:
    """Another telephone number; how it is grouped, and the code of the country, may differ."""
    ours, theirs = phones_in(pair.source.prose), phones_in(pair.target.prose)
    known = {digits for _, _, digits in ours}
    for start, end, digits in theirs if ours else ():
        if digits not in known:
            message = tr("{number} is not in the source.", number=pair.target.text[start:end])
            yield pair.on_target("numbers", Severity.ERROR, start, end, message)
    if ours and not theirs and not any(digits in re.sub(r"\D", "", pair.target.text) for digits in known):
        start, end, _ = ours[0]
        message = tr("{number} of the source is missing in the translation.", number=pair.source.text[start:end])
        yield pair.on_source("numbers", Severity.ERROR, start, end, message)


def _weekdays(pair: Pair) -> Iterator[Spot]:
    """Another day of the week, where both texts name equally many."""
    ours = weekdays_of(pair.source.prose, pair.source.language)
    theirs = weekdays_of(pair.target.prose, pair.target.language)
    if len(ours) != len(theirs):
        return
    known = {day for day, _, _ in ours}
    for day, start, end in theirs:
        if day not in known:
            yield pair.on_target("dates", Severity.ERROR, start, end, _DATE.added(pair.target.text[start:end]))


def _months(pair: Pair) -> Iterator[Spot]:
    """Another month, where both texts name equally many without a day."""
    if pair.source.language not in _MONTHS_READ or pair.target.language not in _MONTHS_READ:
        return
    ours = months_of(pair.source.prose, pair.source.language)
    theirs = months_of(pair.target.prose, pair.target.language) if ours else []
    if len(ours) == len(theirs):
        known = {month for each in ours for _, month in each.readings}
        for each in theirs:
            if not any(month in known for _, month in each.readings):
                there = pair.target.text[each.start : each.end].strip()
                yield pair.on_target("dates", Severity.ERROR, each.start, each.end, _DATE.added(there))


def _shown(text: str, amount: Amount) -> str:
    return text[amount.start : amount.end].strip()


def _fix(pair: Pair, wrong: Amount, right: Amount) -> str:
    """What the source says, as the translation would write it."""
    languages = (pair.source.language, pair.target.language)
    wrong_words, words = _shown(pair.target.text, wrong), _shown(pair.source.text, right)
    return fix_for(
        wrong_words, words, right.value, languages, same_unit=wrong.unit == right.unit and not wrong.in_words
    )


def _unmatched(ours: list[Amount], theirs: list[Amount]) -> tuple[list[Amount], list[Amount]]:
    """What is left of both when equal numbers are taken out in pairs; those with the same unit first."""
    for close in (True, False):
        for one in sorted(ours, key=lambda each: each.in_words):
            fitting = [each for each in theirs if math.isclose(each.value, one.value, rel_tol=1e-9)]
            if close:
                fitting = [each for each in fitting if each.dimension == one.dimension]
            if fitting:
                ours.remove(one)
                theirs.remove(min(fitting, key=lambda each: each.in_words))
    return ours, theirs


def _kin(one: Amount, other: Amount) -> bool:
    """Whether two amounts seem to be about the same: both of one dimension."""
    return bool(one.dimension) and one.dimension == other.dimension


def _converted(amount: Amount, others: tuple[Amount, ...]) -> bool:
    """Whether another amount says the same in another unit: 5 inch and 12,7 cm, two years and 24 maanden."""
    return bool(amount.dimension) and any(
        amount.dimension == each.dimension and amount.unit != each.unit
        and (_rounds(amount, each) or _rounds(each, amount))
        for each in others
    )  # fmt: skip


def _rounds(exact: Amount, rounded: Amount) -> bool:
    """Whether an amount is another one, rounded as its last figure tells: 85 miles an hour are 140 km."""
    if math.isclose(exact.base, rounded.base, rel_tol=0.02):
        return True
    if not rounded.value or not math.isclose(exact.base, rounded.base, rel_tol=_ROUNDED):
        return False
    scale = rounded.base / rounded.value
    return abs(exact.base / scale - rounded.value) <= 0.5 * _last_place(rounded.value)


def _last_place(value: float) -> float:
    """What one of the last figure that is no zero counts: 10 for 140, 0.1 for 1.5."""
    place = 1.0
    while value % (place * 10) == 0 and place < value:
        place *= 10
    while not math.isclose(value / place, round(value / place)) and place > 1e-4:
        place /= 10
    return place


def _is_share(amount: Amount, shares: frozenset[float]) -> bool:
    """Whether an amount is a share that is said in words: 25 % or 1/4 for a quarter."""
    if amount.unit == "%":
        return amount.value in shares
    return math.isfinite(amount.value) and round(amount.value * 100) in shares


def _said_otherwise(amount: Amount, side: Amounts) -> bool:
    """Whether the other text has an amount in another unit, or in a date or a time: a year, the hour of a clock."""
    if _converted(amount, side.amounts) or _is_share(amount, side.shares) or amount.value in side.also:
        return True
    numbers = {number for moment in (*side.dates, *side.times) for reading in moment.readings for number in reading}
    clock = amount.value + 12 in numbers or (amount.value == 12 and bool(side.times))
    return amount.value in numbers or (clock and not amount.unit) or _is_hour(amount, side)


def _is_hour(amount: Amount, side: Amounts) -> bool:
    """Whether the other text has this hour in the other half of the day: `between 8 and 5`, `8 en 17 uur`."""
    if amount.unit not in ("", "h") or amount.value > 24:
        return False
    return any(
        abs(each.value - amount.value) == 12 and each.unit in ("", "h") and (each.unit or amount.unit or side.times)
        for each in side.amounts
    )


def _units(pair: Pair, ours: tuple[Amount, ...], theirs: tuple[Amount, ...]) -> Iterator[Spot]:
    """The same number with another unit, or another currency."""
    if not any(each.dimension for each in ours):
        return
    free = [each for each in theirs if each.dimension and not any(_same_amount(each, other) for other in ours)]
    for one in ours:
        if not one.dimension or any(_same_amount(one, each) or _converted(one, (each,)) for each in theirs):
            continue
        for each in free:
            if math.isclose(each.value, one.value, rel_tol=1e-9):
                money = one.dimension in CURRENCIES or each.dimension in CURRENCIES
                if money and not _may_be_money(one, each):
                    continue
                message = tr(
                    "“{target}” is another amount than “{source}”.",
                    target=_shown(pair.target.text, each), source=_shown(pair.source.text, one),
                )  # fmt: skip
                yield pair.on_target("currency" if money else "units", Severity.ERROR, each.start, each.end, message)
                break


def _may_be_money(one: Amount, other: Amount) -> bool:
    """Whether both are money of different currencies; `pond` and `pund` are money too, beside pounds."""
    if one.dimension in CURRENCIES and other.dimension in CURRENCIES:
        return True
    return any(
        this.unit in _POUNDS and that.dimension in CURRENCIES - {"GBP"} for this, that in ((one, other), (other, one))
    )


def _same_amount(one: Amount, other: Amount) -> bool:
    return math.isclose(one.value, other.value, rel_tol=1e-9) and one.unit == other.unit


def _moments(pair: Pair, ours: tuple[Moment, ...], theirs: tuple[Moment, ...], words: _Words) -> Iterator[Spot]:
    """Dates or times that only one text has; where the source has none that is read, nothing is known."""
    left = [each for each in ours if not any(same(each, other) for other in theirs)]
    missing = len(left)
    for each in theirs:
        if missing and not any(same(each, other) for other in ours):
            missing -= 1
            there = pair.target.text[each.start : each.end].strip()
            yield pair.on_target("dates", Severity.ERROR, each.start, each.end, words.added(there))
    gone = left[: max(0, len(ours) - len(theirs))]
    known = {amount.value for amount in amounts_of(pair.target.prose, pair.target.language).amounts} if gone else set()
    for each in gone:
        if not any(sign.isdigit() for sign in pair.source.text[each.start : each.end]) and not theirs:
            continue  # `midnight`, `half past seven`: said in words that are not read in every language
        if not any({float(number) for number in reading} & known for reading in each.readings):
            there = pair.source.text[each.start : each.end].strip()
            yield pair.on_source("dates", Severity.ERROR, each.start, each.end, words.missing(there))


def _codes(pair: Pair) -> Iterator[Spot]:
    """Types and articles, as `IP67` and `SKU-1234`: as they are in both."""
    there = pair.target.text.lower()
    close = there.replace(" ", "")
    for found in _CODE.finditer(pair.source.prose):
        code = found[0].lower()
        if (
            _NOT_CODE.fullmatch(code)
            or _QUARTER.fullmatch(code)
            or not code[0].isalpha()
            or code in there
            or code in close
        ):
            continue
        # in `CVV2-gegevens` and `SS19-collection` only the beginning stays, `Font0` and `pkg1` are words
        kept = re.match(r".*\d[^-]*", found[0])
        if kept is None or (kept[0].lower() in close and kept[0] != found[0]) or _WORDLIKE.search(kept[0]):
            continue
        if _APART.sub("", kept[0]).lower() in _APART.sub("", there):
            continue
        message = tr("“{code}” of the source is missing in the translation.", code=found[0])
        yield pair.on_source("numbers", Severity.ERROR, found.start(), found.end(), message)


def _version(pair: Pair, amount: Amount) -> bool:
    """Whether a number belongs to a name that is the same in both texts: `Bluetooth 5.3`."""
    ahead, written = pair.target.text[: amount.start], pair.target.text[amount.start : amount.end].strip()
    if _RELEASE.search(ahead) or (written.count(".") > 1 and written in pair.source.text):
        return True
    before = re.search(r"[A-Z]\w*[\s-]$", ahead)
    return before is not None and pair.target.text[before.start() : amount.end] in pair.source.text


def _notation(pair: Pair, source: Amounts, target: Amounts) -> Iterator[Spot]:
    """Numbers in the notation of another language: `1,299.00` in Dutch."""
    values = [each.value for each in source.amounts]
    for each in target.amounts:
        written = _shown(pair.target.text, each)
        if each.foreign and not _version(pair, each):
            message = tr("“{number}” is not how {language} writes it.", number=written, language=pair.target.region)
            yield pair.on_target("locale_format", Severity.WARNING, each.start, each.end, message)
        elif re.search(r"\d[.,]\d{3}(?!\d)", written) and (
            pair.target.language == "sv" or not any(math.isclose(each.value, value) for value in values)
        ):
            copied = any(
                _shown(pair.source.text, other).strip("€$£ ") == written.strip("€$£ ") for other in source.amounts
            )
            if copied:
                message = tr("“{number}” is not how {language} writes it.", number=written, language=pair.target.region)
                yield pair.on_target("locale_format", Severity.WARNING, each.start, each.end, message)


def amount_differences(one: str, other: str, language: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where two texts of one language have amounts, dates and times that the other has not: what of each is left."""
    ours, theirs = amounts_of(one, language), amounts_of(other, language)
    left, free = _unmatched([*ours.amounts], [*theirs.amounts])
    spans: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for found, side, beside in ((left, theirs, spans[0]), (free, ours, spans[1])):
        told = [each for each in found if not _said_otherwise(each, side) and not (each.in_words and each.value < 2)]
        beside += [(each.start, each.end) for each in told]
    for moments, others, beside in (
        ((*ours.dates, *ours.times), (*theirs.dates, *theirs.times), spans[0]),
        ((*theirs.dates, *theirs.times), (*ours.dates, *ours.times), spans[1]),
    ):
        beside += [(each.start, each.end) for each in moments if not any(same(each, moment) for moment in others)]
    return sorted(spans[0]), sorted(spans[1])
