"""A number as a fact states it, with what it is about."""

from __future__ import annotations

import functools
import math
import re

import msgspec

from desktop.checks.ledger.amounts.ages import aged, is_age
from desktop.checks.ledger.amounts.amounts import Amount, amounts_of, close
from desktop.checks.ledger.amounts.angles import turned
from desktop.checks.ledger.amounts.beyond import is_rate, known_unit
from desktop.checks.ledger.amounts.bounds import Bound
from desktop.checks.ledger.amounts.decimal_marks import UNKNOWN, Marks
from desktop.checks.ledger.amounts.topics import attributes, topics_of
from desktop.checks.words import plain_form
from desktop.core.brief import LANGUAGES, Fact
from desktop.core.lexicon import Unit, function_words, units

WORD = re.compile(r"[^\W\d_]+(?:['’](?=\w)\w+)*")
_MAX = re.compile(
    r"\b(?:(?:max|maximum|maximaal|maximal\w*|högsta?|höchst\w*)(?![\s-](?:läge|mode|stand|steg|nivå|inst|setting))"
    r"|top(?=\s?(?:speed|snelheid))|toppfart|maxfart|up to"
    r"|upp till|tot)\b|^max",
    re.IGNORECASE,
)
_MIN = re.compile(r"\b(?:min|minimum|minimaal|minsta|minimal\w*|from|vanaf|från|ab)\b", re.IGNORECASE)
_VARIANT = re.compile(
    r"[(\[]\s*(?:(?:size|maat|storlek|stl\.?|str\.?|größe|model|modell|version|colour|kleur"
    r"|färg)\s+)?([^()\[\]]{1,24}?)\s*[)\]]"
    r"|\b(?:size|maat|storlek|str|größe)\.?\s+(X{0,3}[SL]|M|\d{2})\b",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"(?:[2-6]?x{0,4}[sml]\s?[/-]\s?){0,2}(?:[2-6]?x{1,4})?[sml]|[2-6]xl|one size|\d{2}|regular|long|short|small|medium"
    r"|large|kids|junior|mini|midi|maxi",
    re.IGNORECASE,
)
_CHILD_SIZE = re.compile(r"[(\[]\s*(?:size|maat|storlek|stl\.?|str\.?)\s1[0-8]\d\s*[)\]]", re.IGNORECASE)
"""Sizes of children are their height in centimetres: `Weight (size 104)`."""
_NUMBERS_AND_MARKS = re.compile(r"[\d\W_]*")
_MOST_COUNTS = 6
_SIDES_AND_NUMBER, _MOST_OF_A_SIZE, _WIDER = 3, 12, 8
_MULTIPLIED = re.compile(r"\s[x×]\s", re.IGNORECASE)
_INCH = re.compile(r"(\d)\s?in(?=\s*(?:$|[,;)x×]))")
_ADULTS = re.compile(r"\b(?:adults?(?: only)?|grown-ups?|volwassenen|vuxna|vuxen|erwachsene)\b", re.IGNORECASE)
_DOWN = r"(?:(?:duck|goose|eenden|ganzen|white|witte|vit|and|gås)\s?)?(?:down|dons|dun|daunen?)\b"
_OF_DOWN = re.compile(rf"\b([5-9]\d)\s?/\s?([1-4]?\d)\s+({_DOWN})", re.IGNORECASE)
_DOWN_OF = re.compile(rf"\b([^\W\d_]*{_DOWN})[,:]?\s+([5-9]\d)\s?/\s?([1-4]?\d)\b", re.IGNORECASE)
_OPENED = re.compile(r"open|öppn|\bpao\b|houdba|hållbar|shelf", re.IGNORECASE)
_MONTHS_OPENED = re.compile(r"(\d)\s?M\b")
_BEST_BEFORE = re.compile(
    r"\b(?:best before|best by|use by|bäst före|ten ?minste houdbaar|tht|mhd|expiry)\b", re.IGNORECASE
)
_KEPT = frozenset({"keeping"})
_ITEM_END = re.compile(r"[,;/+()]|\d")
_SEPARATOR = re.compile(
    r"\s*(?:[;•|]|,(?!\d)|(?<!\d)/|\bof\b|\bor\b|\beller\b|\ben\b|\band\b|\boch\b|&)\s*", re.IGNORECASE
)


_PAPER_SHEET, _PAGES = frozenset({"sheet"}), frozenset({"page"})
_HEATED = re.compile(
    r"(?:machine )?wash(?:ing)?(?: temperature| temp\.?| at)?|care|was(?:sen|temperatuur|voorschrift|baar op)?"
    r"|onderhoud|(?:maskin)?tvätt(?:temperatur|råd|as)?|skötsel(?:råd)?|waschen|wäsche|pflege|oven\w*|ugn\w*",
    re.IGNORECASE,
)
_COOLEST, _HOTTEST = 20, 300
_SEVERAL = re.compile(r"(?<![\w.,×x/])(\d{1,2})\s?[x×]\s?(?=[^\W\d_]{2})")
_LIST_OF_NUMBERS = re.compile(r"\d+(?:[.,]\d+)?(?:\s?/\s?\d+(?:[.,]\d+)?)+\s?[^\d/,;]{1,12}")
_FEWEST_OF_LIST = 3
_BORNE = re.compile(
    r"\b(?:max\w*\.?|toegestaa?n\w*|tillåten|user|gebruikers?|användar\w*|rider|child|kind|barn\w*|body|lichaams"
    r"|kropps|person\w*|baby|hund\w*|katzen|dog|cat)[\s-]?(?:\w+ )?\w*(?:weight|gewicht|vikt)"
    r"|(?:gewichts|weight[\s-]|vikt)(?:bereik|bereich|range|klasse|class|intervall|grens|limit|gräns)",
    re.IGNORECASE,
)
"""Weights that something bears, and does not have itself."""
_TURNS = re.compile(
    r"(?:max\.? |spin )?(?:spin|rpm|revs|toerental|toeren|centrifuge(?:toerental)?|varvtal|centrifugering|drehzahl"
    r"|schleuderdrehzahl)",
    re.IGNORECASE,
)
_TWOFOLD = re.compile(
    r"\b(?:dual|double|twin|duale?|dubbele?|doppel|dubbla|dubbel|doppelter?|zwei|two|twee|två)[\s-]+([^\W\d_]{4,})",
    re.IGNORECASE,
)


class Stated(msgspec.Struct, frozen=True):
    """A number of a fact; `topics` are what its name and its words say it is about, `words` their plain forms.

    `noun` are the words right behind the number, `derived` tells that it follows from the fact but does not stand there
    (the sum of its counts, the number of colours it lists).
    """

    fact: Fact
    variant: str
    amount: Amount
    topics: frozenset[str]
    name_topics: frozenset[str]
    words: frozenset[str]
    noun: tuple[str, ...] = ()
    derived: bool = False

    @property
    def numbers(self) -> tuple[float, ...]:
        """All readings of all its numbers, in the base unit."""
        amount = self.amount
        parts = [each for part in amount.parts for each in part]
        total = tuple(each * amount.times for each in amount.lows) if amount.times != 1 else ()
        return (*amount.lows, *amount.highs, *parts, *total)

    @property
    def written(self) -> str:
        """The number as the fact writes it, or the whole value."""
        return self.fact.text

    def same_as(self, other: Stated) -> bool:
        """Whether both state the same."""
        one, two = self.amount, other.amount
        return (
            close(one.lows, two.lows, 0.01)
            and bool(one.highs) == bool(two.highs)
            and (not one.highs or close(one.highs, two.highs, 0.01))
        )


@functools.lru_cache(maxsize=32_768)
def stated_in(fact: Fact, marks: Marks = UNKNOWN) -> tuple[Stated, ...]:
    """The numbers of a fact, of its value first and then of its name; `marks` say how decimals are marked there."""
    text = _with_shares_of_down(_INCH.sub(r"\1 inch", fact.text))
    if "/" in text:
        text = _CHAIN.sub(lambda chain: chain[0].replace("/", " / "), text)
    if _OPENED.search(fact.name):
        text = _MONTHS_OPENED.sub(r"\1 months", text)
    if is_age(fact.name):
        text = _ADULTS.sub("18+", text)
    variant = variant_of(fact)
    name_words = tuple(word for word in content_words(fact.name) if word != variant)
    name_topics = topics_in(name_words) | (_KEPT if _BEST_BEFORE.search(fact.name) else frozenset())
    if _BORNE.search(fact.name):
        name_topics = (name_topics - {"weight", "range"}) | {"load"}
    found: list[Stated] = []
    if _may_hold_a_number(text):
        found += _of_text(fact, text, variant, name_words, name_topics, marks)
    if any(char.isdigit() for char in fact.name):
        found += _of_text(fact, fact.name, variant, name_words, name_topics, marks)
    derived = _derived(fact, text, variant, name_words, name_topics, found)
    return (*found, *derived)


def _with_shares_of_down(text: str) -> str:
    """Down as the trade writes its shares, in percentages: `90/10 duck down`, `anddun, 90/10`."""
    if "/" not in text:
        return text
    return _OF_DOWN.sub(r"\1% \3, \2% feather", _DOWN_OF.sub(r"\2% \1, \3% feather", text))


def _may_hold_a_number(text: str) -> bool:
    return any(char.isdigit() for char in text) or len(text) > 2


def _of_text(
    fact: Fact, text: str, variant: str, name_words: tuple[str, ...], name_topics: frozenset[str], marks: Marks
) -> list[Stated]:
    value_words = content_words(text)
    words = frozenset(map(plain_form, (*name_words, *value_words)))
    topics = name_topics | (topics_in(value_words) - ({"weight"} if "load" in name_topics else frozenset()))
    found = []
    for each in _of_one_unit(text, amounts_of(text, "", marks)):
        amount = each
        if amount.bound == Bound.EXACT and not amount.highs and not amount.parts:
            amount = msgspec.structs.replace(amount, bound=_bound_by_name(fact.name))
        amount = _with_own_unit(_with_unit_of_name(amount, () if is_rate(fact.name) else name_words), fact.unit)
        amount = aged(turned(amount, text, fact.name), fact.name) if fact.name else amount
        amount = _turning(_in_degrees(amount, fact.name), fact.name)
        noun = _item_words(text, amount) if amount.dimension == "share" else _words_behind(text, amount)
        if noun and _FOLD.fullmatch(" ".join(noun[:2])):
            found.append(Stated(fact, variant, amount, topics, name_topics | _MODES, words, _SETTINGS))
            continue
        found.append(Stated(fact, variant, amount, topics, name_topics, words, noun))
    return found


def _of_one_unit(text: str, amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    """The numbers of a list told apart by slashes with the unit of its last: `40/60/80/100 °C`."""
    if "/" not in text:
        return amounts
    found = list(amounts)
    for place in range(len(found) - 2, -1, -1):
        one, other = found[place], found[place + 1]
        if one.unit is not None or other.unit is None or one.parts or other.parts or one.highs:
            continue
        if other.dimension != "count" and _SLASH.fullmatch(text, one.number_end, other.number_start):
            found[place] = _measured_in(one, other.unit)
    return tuple(found)


_CHAIN = re.compile(r"(?<![\w/.,])\d{1,4}(?:/\d{1,4}){2,}(?=\s?[^\W\d_]|\s?[°%])")
"""A list of three and more numbers, which are no parts of a whole."""
_SLASH = re.compile(r"\s?/\s?")
_FOLD = re.compile(
    r"(?:fach|fold|way|voudig|faldig|dubbelt)\s(?:verstell|adjust|verstel|instel|regel|juster|ställ)\w*"
    r"|stufig\w*(?:\s.*)?"
    r"|traps(?:\s.*)?|stegs(?:\s.*)?|trins(?:\s.*)?",
    re.IGNORECASE,
)
"""How many settings something has: `6-fach verstellbar`, `3-stufig`."""
_MODES, _SETTINGS = frozenset({"mode"}), ("settings",)


def _words_behind(text: str, amount: Amount) -> tuple[str, ...]:
    behind = text[amount.number_end : amount.number_end + 40]
    cut = _ITEM_END.search(behind.lstrip(" xX×"))
    behind = behind.lstrip(" xX×")
    return tuple(WORD.findall((behind[: cut.start()] if cut else behind).lower()))[:3]


def _item_words(text: str, amount: Amount) -> tuple[str, ...]:
    """The words of the item of a list that a share stands in: `Ull 80 %, jute 20 %`."""
    start = max((match.end() for match in re.finditer(r"[,;/+(]\s", text[: amount.number_start])), default=0)
    end = next((match.start() for match in re.finditer(r"[,;/+)]", text[amount.number_end :])), len(text))
    item = text[start : amount.number_start] + " " + text[amount.number_end : amount.number_end + end]
    return tuple(word for word in content_words(item))[:4]


def _with_unit_of_name(amount: Amount, name_words: tuple[str, ...]) -> Amount:
    """A bare number whose fact is named by its unit: `DPI: 26.000`, `Branduren: 45`."""
    if amount.unit is not None or amount.parts or amount.first is None:
        return amount
    unit = next((unit for word in (" ".join(name_words), *name_words) if (unit := _unit_named(word))), None)
    if unit is None:
        return amount
    return _measured_in(amount, unit)


def _with_own_unit(amount: Amount, spelling: str) -> Amount:
    """A number whose fact has a unit in a column of its own that only the library of units knows."""
    if amount.unit is not None or amount.parts or not spelling.strip() or _NUMBERS_AND_MARKS.fullmatch(spelling):
        return amount
    unit = known_unit(spelling)
    return amount if unit is None else _measured_in(amount, unit)


def _measured_in(amount: Amount, unit: Unit) -> Amount:
    return msgspec.structs.replace(
        amount, unit=unit, lows=tuple(map(unit.in_base, amount.lows)), highs=tuple(map(unit.in_base, amount.highs))
    )


@functools.lru_cache(maxsize=8192)
def _unit_named(word: str) -> Unit | None:
    for spelling in (word, word[-7:], word[-6:], word[-5:], word[-4:]):
        plural = spelling == "uren" != word and not word.endswith("suren")  # `kleuren`, `figuren` are no hours
        unit = units().get(spelling) if len(spelling) > 2 and not plural else None
        if unit is not None and unit.dimension != "count" and (spelling == word or unit.dimension == "time"):
            return unit
    return None


def _bound_by_name(name: str) -> Bound:
    if _MAX.search(name):
        return Bound.UP_TO
    return Bound.AT_LEAST if _MIN.search(name) else Bound.EXACT


def _derived(
    fact: Fact, text: str, variant: str, name_words: tuple[str, ...], name_topics: frozenset[str], found: list[Stated]
) -> list[Stated]:
    """What may be counted in a fact: the sum of its counts, and the items that it lists."""
    counts = [each for each in found if not each.amount.dimension and not each.amount.highs and not each.amount.parts]
    if _PAPER_SHEET & name_topics and len(counts) == 1:
        pages = _other(counts[0], 2 * counts[0].amount.plain, _PAGES)
        return [msgspec.structs.replace(pages, name_topics=_PAGES, words=_PAGES, noun=())]
    several = [each for each in found if each.amount.times != 1]
    found += [_pieces(text, each) for each in several if _between(text, each.amount)]
    times = {each.amount.times for each in several if not _between(text, each.amount)}
    times |= {number for each in found if (number := _number_of_sized(each.amount))}
    numbers = set(times)
    found += [_other(each, number, each.topics) for each in found if (number := _product_of(each.amount))]
    if len(two := list(_TWOFOLD.finditer(text))) == 1 and not counts:
        numbers.add(2.0)
        name_topics = name_topics | topics_in((two[0][1].casefold(),))
    if 1 < len(counts) <= _MOST_COUNTS and len(counts) == len(found) and all(each.noun for each in counts):
        numbers.add(sum(each.amount.plain for each in counts))
        if _MULTIPLIED.search(text):
            multiplied = msgspec.structs.replace(
                counts[-1], amount=Amount(0, 0, Bound.EXACT, None, (math.prod(each.amount.plain for each in counts),)),
                derived=True,
            )  # fmt: skip
            found.append(multiplied)
    if written := _SEVERAL.findall(text):
        listed = [part for part in fact.value.split(",") if part.strip()]
        numbers.add(sum(map(float, written)) + sum(not _SEVERAL.search(part) for part in listed))
    slashed = [each for each in found if each.amount.unit is not None and each.amount.unit.dimension != "count"]
    if len(slashed) >= _FEWEST_OF_LIST and _LIST_OF_NUMBERS.fullmatch(text.strip()):
        numbers.add(float(len(slashed)))
    items = [part for part in _SEPARATOR.split(fact.value) if part.strip()]
    digits = sum(any(char.isdigit() for char in item) for item in items)
    if 2 <= len(items) <= 40 and len(fact.value) <= 30 * len(items) and digits in {0, len(items)} and "%" not in text:
        numbers.add(float(len(items)))
    words = frozenset(map(plain_form, name_words))
    return [
        Stated(
            fact, variant, Amount(0, 0, Bound.EXACT, None, (number,)), name_topics, name_topics, words, (),
            number not in times,
        )
        for number in sorted(numbers)
        if number not in {each.amount.plain for each in counts}
    ]  # fmt: skip


def _between(text: str, amount: Amount) -> tuple[str, ...]:
    """What there are so many of, between the number and what each has: the bags of `20 bags of 1.8 g`."""
    if amount.first is None or amount.last is None:
        return ()
    words = WORD.findall(text[amount.first.end : amount.last.start].lower())
    return tuple(word for word in words if word not in _OF_EACH)


_OF_EACH = frozenset({"x", "à", "of", "van", "om", "med", "met", "på", "a", "je", "zu", "per"})


def _pieces(text: str, stated: Stated) -> Stated:
    noun = _between(text, stated.amount)
    number = Amount(0, 0, Bound.EXACT, None, (stated.amount.times,))
    return msgspec.structs.replace(stated, amount=number, noun=noun)


def _other(stated: Stated, number: float, topics: frozenset[str]) -> Stated:
    """A number that follows from another, of what these topics name."""
    amount = Amount(0, 0, Bound.EXACT, None, (number,))
    return msgspec.structs.replace(stated, amount=amount, topics=topics)


def _product_of(amount: Amount) -> float:
    """All of `6 x 60 wipes`; 0 for a size with a unit or of three sides."""
    if amount.unit is not None or len(amount.parts) != _SIDES_AND_NUMBER - 1 or amount.first is None:
        return 0.0
    return amount.parts[0][0] * amount.parts[1][0]


def _in_degrees(amount: Amount, name: str) -> Amount:
    """A bare number of a fact about washing or baking in degrees: `Wash: 60`."""
    if amount.unit is not None or amount.parts or not _HEATED.fullmatch(name.strip()):
        return amount
    if not _COOLEST <= amount.plain <= _HOTTEST:
        return amount
    return _measured_in(amount, units()["°c"])


def _turning(amount: Amount, name: str) -> Amount:
    """A bare number of a fact about turning, in turns a minute: `Toerental: 1400`."""
    turns = amount.unit is None and not amount.parts and _TURNS.fullmatch(name.strip()) is not None
    return _measured_in(amount, units()["rpm"]) if turns else amount


def _number_of_sized(amount: Amount) -> float:
    """How many there are of a size: two of `2 x 60 x 70 cm`; 0 when the first number is a side."""
    if len(amount.parts) < _SIDES_AND_NUMBER or amount.first is None or amount.unit is None:
        return 0.0
    first, least = amount.first.values[0], min(part[0] for part in amount.parts[1:]) / amount.unit.factor
    return first if first <= _MOST_OF_A_SIZE and first == int(first) and least >= _WIDER * first else 0.0


@functools.lru_cache(maxsize=16_384)
def content_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case, without function words."""
    return tuple(word for word in WORD.findall(text.casefold()) if len(word) > 1 and not _is_function_word(word))


@functools.lru_cache(maxsize=16_384)
def _is_function_word(word: str) -> bool:
    return any(word in function_words(language) for language in LANGUAGES)


def topics_in(words: tuple[str, ...], language: str = "") -> frozenset[str]:
    """The topics of these words."""
    return frozenset(topic for word in words for topic in topics_of(word, language))


def attributes_of(topics: frozenset[str]) -> frozenset[str]:
    """Those of the topics that are attributes."""
    return topics & attributes()


@functools.lru_cache(maxsize=32_768)
def variant_of(fact: Fact) -> str:
    """The variant that a fact belongs to, in lower case: its own, or what name or value put in brackets as a size."""
    if fact.variant.strip():
        return fact.variant.strip().casefold()
    for text in (fact.name, fact.value):
        for match in _VARIANT.finditer(text):
            named = (match[1] or match[2] or "").strip()
            if _SIZE.fullmatch(named) or _CHILD_SIZE.fullmatch(match[0]):
                return named.casefold()
    return ""
