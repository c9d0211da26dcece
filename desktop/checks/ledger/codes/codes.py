"""Ratings, norms and sizes: `IP67`, `UPF 50+`, `Bluetooth 5.3`, `EN 71`, `XS–XL`."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec

from desktop.checks.ledger.answers import answer_of
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.codes.clocks import clock_claims
from desktop.checks.ledger.codes.dates import date_claims
from desktop.checks.ledger.codes.days import day_claims
from desktop.checks.ledger.codes.decades import decade_claims
from desktop.checks.ledger.codes.designations import designation_claims
from desktop.checks.ledger.codes.folds import fold_claims
from desktop.checks.ledger.codes.grades import grade_claims
from desktop.checks.ledger.codes.lettered import lettered_claims
from desktop.checks.ledger.codes.months import month_claims
from desktop.checks.ledger.codes.named_numbers import named_numbers
from desktop.checks.ledger.codes.numbered_sizes import fraction_claims, size_claims
from desktop.checks.ledger.codes.tiers import tier_claims
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.brief import Fact
from desktop.core.finding import Verdict

_BODIES = ("ANSI", "ASTM", "CSA", "JIS", "AS/NZS", "MIL-STD", "BS", "UL")
"""Who sets standards beside the European ones."""
_FAMILIES = (
    ("IP", r"\bIP\s?-?(?:X|\d)(?:X|\d)(?:[A-DK])?\b", True),
    ("IK", r"\bIK\s?\d{2}\b", True),
    ("UPF", r"\bUPF\s?\d+\s?\+?", True),
    ("SPF", r"\b(?:SPF|LSF|FPS|solskyddsfaktor|factor|faktor)\s?\d+\s?\+?", True),
    ("UV", r"\bUV\s?-?\d{3}\b", True),
    ("bluetooth", r"\bbluetooth(?:[ -](?:version|versie|standard|standaard|v))?\.?\s?v?\d(?:[.,]\d)?\b", True),
    ("usb", (r"\bUSB(?:-[ABC])?(?:[ -](?:version|versie|standard|standaard))?\s\d(?:[.,]\d)?\b(?!\s?-?(?:port|poort"
    r"|uttag))"), True),
    ("hdmi", r"\bHDMI(?:[ -](?:version|versie))?\s\d[.,]\d\b", True),
    ("wifi", r"\bWi-?Fi(?:[ -](?:version|versie|standard|standaard))?\s?\d[E]?\b", True),
    ("energy", (r"\b(?:energy (?:class|rating|label)|energiklass(?:en)?|energimärkning(?:en)?|energieklasse"
    r"|energielabel)\s?(?::|is|är|of|van|på)?\s[A-G]\+{0,3}(?!\w)"), True),
    (
        "energy",
        (r"\b(?:energy efficiency(?: class)?|energy efficiency rating|energieklasse|energielabel|energieeffizienzklasse"
        r"|energie-?effici[eë]ntieklasse|energieffektivitetsklass|energimärkt"
        r"|eu energy label)\s?:?\s?[A-G]\+{0,3}(?!\w)"
        r"|\b(?:klass|klasse|class)\s[A-G]\+{0,3}(?= (?:i energi|energy|energie))"),
        True,
    ),
    ("resolution", r"\b(?:8K|5K|4K|UHD|WQHD|QHD|2K|full[ -]?HD|FHD|HD[ -]ready|(?:720|1080|1440|2160)[pi])\b", True),
    ("resolution", (r"\b\d{4}\s?[x×]\s?\d{3,4}\b(?!\s?(?:mm|cm|m)\b)|\b\d{3,4}\s?(?:[x×]|bij|by|på|gånger)\s?\d{3,4}"
    r"(?=\s?(?:pixel|px|pixlar))"), False),
    ("SPF", (r"\b(?:SPF|factor|faktor|skyddsfaktor|zonbeschermingsfactor|beschermingsfactor)(?: of| van"
    r"| på)? \d+\s?\+?"), True),
    ("CRI", r"\b(?:CRI|Ra)\s?(?:>|≥|över|boven|over)?\s?\d{2}\+?", True),
    ("carat gold", (r"\b(?:9|10|14|18|22|24)[- ]?(?:k|kt|karaats?|karats?|carats?|ct)\b(?=[ -]?(?:goud|guld|gold"
    r"|vergold|verguld|förgyll))"), False),
    ("fineness", r"\b(?:925|950|800|585|750|375)\b(?=[ -]?(?:sterling|silver|zilver|gold|goud|guld|platin))", True),
    ("EN", r"\b(?:EN|ISO|DIN|NEN|IEC|SS)(?:[-/ ](?:EN|ISO|IEC))*[- ]?\d{2,5}(?:[-:]\d+)*\b", True),
    ("body", rf"\b(?:{'|'.join(_BODIES)})(?:[-/ ][A-Z]{{2,4}})*[- ]?[A-Z]?\d{{2,5}}(?:[-.:]\d+)*\b", True),
    ("UN R", r"\b(?:UN|ECE)[ /-]?R\s?-?\d{2,3}(?:[/-]\d{2})?\b", True),
    ("FFP", r"\bFFP[123]\b", True),
    ("TOG", r"\bTOG(?:-waarde|-värde|[ -]rating)?\s?\d(?:[.,]\d+)?\b|\b\d(?:[.,]\d+)?\s?-?TOG\b", True),
    ("pH", r"\bpH(?:-waarde|-värde)?\s?\d(?:[.,]\d+)?", False),
    ("fitting", r"\b(?:E(?:10|12|14|27|40)|GU\s?(?:10|5[.,]3)|G(?:4|9|13|23)|B(?:15|22)d?|R7s|GX53)\b", True),
    ("battery", r"\b(?:CR|LR|SR)\d{2,4}\b", False),
    ("tyre", r"\b\d{3}/\d{2}\s?Z?R\s?\d{2}\b", True),
    ("HEPA", r"\bH1[0-4]\b", False),
    ("paper", r"\bA[0-7]\b(?!\s?\+)", True),
    ("screw", r"\b(?:TX|PZ|PH|T)\d{1,2}\b", False),
    ("thread", r"\bM\d{1,2}\b", False),
    ("grade", r"\b[HL]\d\b", False),
    ("scale", r"(?<![\d:])1:\d{1,4}(?![\d:])", False),
    ("aspect", r"(?<![\d:])(?:16:9|16:10|21:9|32:9|4:3|3:2|5:4)(?![\d:])", False),
    ("tests", r"\bDDR\d[X]?\b|\bLPDDR\d[X]?\b", False),
)  # fmt: skip
_ANY = Sifted("|".join(f"(?:{pattern})" for _, pattern, _ in _FAMILIES), re.IGNORECASE)
_HINT = Sifted(r"\d|HD|hd|\b[A-G]\b")
"""Each code has a digit, a letter of its own or the name of a resolution."""
_CASED = frozenset({"body", "EN", "paper", "fitting", "HEPA", "screw", "thread", "grade", "IP", "IK", "battery"})
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?|(?<=[\s:])[A-G]\+{0,3}$|(?<=IP)X?\d+|X\d", re.IGNORECASE)
_TOKEN = re.compile(r"(?<![\w-])(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z]{2})[A-Z0-9-]{4,}(?![\w-])")
_RATIO = Sifted(r"(?<![\d/])(\d{2})/(\d{2})(?![\d/])")
_LETTER_SIZE = r"(?:[2-6]XL|X{0,4}[SL]|M)"
_SIZES = re.compile(
    rf"(?<![\w-])({_LETTER_SIZE})\s?(?:[-–—]|to|t/m|tot(?: en met)?|till|through)\s?({_LETTER_SIZE})(?![\w-])"
)
_ORDER = (*("X" * n + "S" for n in range(4, -1, -1)), "M", *("X" * n + "L" for n in range(5)), "5XL", "6XL")
_SAME_SIZE = {f"{n}XL": "X" * n + "L" for n in (2, 3, 4)}
_ONE_SIZE = re.compile(rf"(?<![\w-])({_LETTER_SIZE})(?![\w-])")


class _Code(msgspec.Struct, frozen=True):
    start: int
    end: int
    family: str
    value: str
    telling: bool


def code_claims(sentence: str, language: str, ledger: Ledger, context: str) -> Iterator[Assertion]:
    """The ratings, size ranges and dates of a sentence with their verdicts, in no order."""
    for code in _codes(sentence):
        claim = _judge(code, ledger, context)
        if claim is not None:
            yield claim
    if (match := _SIZES.search(sentence)) is not None:
        yield _sizes(match, ledger)
    yield from size_claims(sentence, ledger)
    yield from fraction_claims(sentence, ledger)
    yield from grade_claims(sentence, language, ledger)
    yield from fold_claims(sentence, language, ledger)
    yield from tier_claims(sentence, ledger)
    yield from named_numbers(sentence, ledger)
    yield from day_claims(sentence, ledger)
    yield from clock_claims(sentence, ledger)
    yield from _verbatim(sentence, ledger)
    yield from designation_claims(sentence, ledger)
    yield from lettered_claims(sentence, ledger, frozenset((each.start, each.end) for each in _codes(sentence)))
    yield from date_claims(sentence, language, ledger)
    yield from month_claims(sentence, ledger)
    yield from decade_claims(sentence, ledger)


@functools.lru_cache(maxsize=16_384)
def _codes(text: str) -> tuple[_Code, ...]:
    if _HINT.search(text) is None or _ANY.search(text) is None:
        return ()
    found: list[_Code] = []
    for family, pattern, telling in _compiled():
        for match in pattern.finditer(text):
            if not any(each.start < match.end() and match.start() < each.end for each in found):
                found.append(
                    _Code(match.start(), match.end(), _family(match[0], family), _value(match[0], family), telling)
                )
    return tuple(found)


def _family(text: str, family: str) -> str:
    """Standards of one body are no rivals of another's."""
    return next((body for body in _BODIES if text.startswith(body)), family) if family == "body" else family


@functools.cache
def _compiled() -> tuple[tuple[str, re.Pattern[str], bool], ...]:
    return tuple(
        (family, re.compile(pattern, 0 if family in _CASED else re.IGNORECASE), telling)
        for family, pattern, telling in _FAMILIES
    )


def _value(text: str, family: str) -> str:
    """What tells one of the family from another: `67`, `50+`, `5.3`, `A++`."""
    if family == "tyre":
        return re.sub(r"\s|Z", "", text.upper())
    if family == "EN":
        # The year of an edition is left out as often as not; a part is told from its norm by a stroke.
        return "/".join(re.findall(r"\d+", text.partition(":")[0]))
    if family in {"IP", "IK", "fitting", "paper", "UV"}:
        return re.sub(r"[\s-]", "", text.upper().replace(",", ".")).removeprefix(family)
    if family == "energy":
        return text.rsplit(maxsplit=1)[-1].upper()
    if family == "aspect":
        return text
    if family == "resolution":
        return _lines(text)
    numbers = re.findall(r"\d+(?:[.,]\d+)?", text)
    return numbers[-1].replace(",", ".") if numbers else text.upper()


def _lines(text: str) -> str:
    """The lines of a picture: `4K` and `3840 x 2160` have 2160."""
    plain = re.sub(r"[\s-]", "", text.casefold())
    sides = re.findall(r"\d{3,4}", plain)
    return _LINES.get(plain, min(sides, key=int) if sides else plain)


_LINES = {
    "8k": "4320", "5k": "2880", "4k": "2160", "uhd": "2160", "wqhd": "1440", "qhd": "1440", "2k": "1440",
    "fullhd": "1080", "fhd": "1080", "hdready": "720",
}  # fmt: skip


def _judge(code: _Code, ledger: Ledger, context: str) -> Assertion | None:
    rivals: list[Fact] = []
    for fact in ledger.facts[:2000]:
        for own in _codes_of(fact):
            if own.family != code.family:
                continue
            if own.value == code.value or (code.family == "EN" and own.value.startswith(f"{code.value}/")):
                if answer_of(fact.text) is False:
                    return at(code.start, code.end, Verdict.CONTRADICTED, "rating", fact)
                return at(code.start, code.end, Verdict.SUPPORTED, "rating", fact)
            rivals.append(fact)
    if rivals:
        return at(code.start, code.end, Verdict.CONTRADICTED, "rating", rivals[0])
    if code.telling and code.value not in context:
        return at(code.start, code.end, Verdict.UNSUPPORTED, "rating")
    return None


@functools.lru_cache(maxsize=16_384)
def _codes_of(fact: Fact) -> tuple[_Code, ...]:
    """The codes of a fact, those whose family is its name too: `SPF: 30`, `Energieklasse: A`."""
    found = list(_codes(fact.text))
    joined = f"{fact.name.strip().rstrip(':')} {fact.text.strip()}"
    return (*found, *(each for each in _codes(joined) if each.family not in {one.family for one in found}))


def _verbatim(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """Codes that stand in a fact letter by letter: `SPRING20`, `VG-10`."""
    for match in _TOKEN.finditer(sentence):
        if _ANY.fullmatch(match[0]):
            continue
        token = match[0].casefold()
        fact = next((each for each in ledger.facts[:500] if token in each.text.casefold()), None)
        if fact is not None:
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "rating", fact)
    for match in _RATIO.finditer(sentence):
        shares = {value for each in ledger.by_dimension.get("share", ())[:100] for value in each.amount.lows}
        if {float(match[1]), float(match[2])} <= shares:
            by = ledger.by_dimension["share"][0].fact
            yield at(match.start(), match.end(), Verdict.SUPPORTED, "share", by)


def _sizes(match: re.Match[str], ledger: Ledger) -> Assertion:
    low, high = _place(match[1]), _place(match[2])
    for fact in ledger.facts[:2000]:
        own = _size_places(fact)
        if own and own[0] <= low and high <= own[-1] and not _cuts_short(fact, own, (low, high)):
            return at(match.start(), match.end(), Verdict.SUPPORTED, "size", fact)
        if own:
            written = (f"{_ORDER[own[0]]}–{_ORDER[own[-1]]}",) if len(own) > 1 else ()
            return at(match.start(), match.end(), Verdict.CONTRADICTED, "size", fact, fixes=written)
    return at(match.start(), match.end(), Verdict.UNSUPPORTED, "size")


def _cuts_short(fact: Fact, own: tuple[int, ...], said: tuple[int, int]) -> bool:
    """Whether a range of sizes begins or ends where that of the facts does, and not both: *S to XL* of `S-XXL`."""
    return _SIZES.search(fact.value) is not None and (said[0] == own[0]) != (said[1] == own[-1])


@functools.lru_cache(maxsize=16_384)
def _size_places(fact: Fact) -> tuple[int, ...]:
    """The letter sizes of a fact that lists them or gives their range, in order; empty for others."""
    if (match := _SIZES.search(fact.value)) is not None:
        return (_place(match[1]), _place(match[2]))
    listed = [_place(each) for each in _ONE_SIZE.findall(fact.value)]
    return tuple(sorted(listed)) if len(listed) > 1 else ()


def _place(size: str) -> int:
    size = _SAME_SIZE.get(size, size)
    return _ORDER.index(size) if size in _ORDER else _ORDER.index("M")


def is_rating(fact: Fact) -> bool:
    """Whether a fact is a rating: its value is one and little else, or its name says of which family its number is."""
    return any(each.telling and (each.end - each.start) * 2 >= len(fact.text.strip()) for each in _codes_of(fact))
