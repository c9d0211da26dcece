"""Counts that say how much is sold, or for how many it is, with or without a fact: *set of four*, *vierpersoonstent*.

What is counted is then plainly the product: the pieces of a heading, its players, the persons of a tent, the sizes and
colours that it comes in, parts that nothing else has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.assertion import Assertion
from desktop.checks.ledger.concepts.headings import is_heading
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.verdicts import at
from desktop.checks.sieve import Sifted
from desktop.core.finding import Verdict

_SET_OF = re.compile(
    r"\b(?:(?:set|pack|box|bundle|tin|case|bag) of|(?:set|doos|verpakking|pak|bundel|zak|blik) (?:van|met|à)"
    r"|(?:set|förpackning|låda|kartong|ask|paket) (?:om|med|på|à))\s$",
    re.IGNORECASE,
)
_PIECES = re.compile(
    r"(?:\s(?:pieces?|pcs|pairs|parts|sheets|tea ?bags|bags|sachets|jars|bottles|cans|pods|tabs|tablets|capsules|cards"
    r"|washes|loads|stuks|paar|delen|vellen|zakjes|theezakjes|potten|potjes|flessen|flesjes|blikjes|tabletten|wasbeurten"
    r"|wassen|stukjes|potloden|kaarten|stycken|stycke|st|delar|par|bitar|påsar|tepåsar|burkar|flaskor|tabletter|kapslar"
    r"|tvättar|pennor|ark|kort)"
    r"|-?(?:pack|pak|delige?)|-piece(?=\s))(?=\s*[)|]?$|(?<=[ge])\s[^\W\d_]+$)",
    re.IGNORECASE,
)
_PLAYED = re.compile(r"\s(?:players|spelers|spelare)\b", re.IGNORECASE)
_FOR = re.compile(r"[\s-](?:person|man)(?=\s(?:[^\W\d_]+\s)?tent\b)", re.IGNORECASE)
_OFFERED = re.compile(
    r"\b(?:available|comes?|sold|offered|made|choose|pick|choice|come|leverbaar|verkrijgbaar|koop|kies|keuze|keus"
    r"|bestaat|finns|välj|säljs|fås|kommer|tillverkas)\b[^.;:!?]{0,18}\b(?:in|from|between|of|one of|any of|uit"
    r"|tussen|i|bland|mellan)\s$",
    re.IGNORECASE,
)
_CHOICES = re.compile(
    r"\s(?:[\w-]+\s)?(?:sizes|colou?rs|shades|colou?rways|lengths|widths|finishes|maten|kleuren|tinten|formaten|lengtes"
    r"|breedtes|storlekar|färger|nyanser|kulörer|längder|bredder|format)\b",
    re.IGNORECASE,
)
_CHOSEN = re.compile(
    r"size|colou?r|shade|length|width|finish|variant|version|model|maat|maten|kleur|tint|formaat|lengte|breedte"
    r"|uitvoering|storlek|färg|nyans|kulör|längd|bredd|format|mått|modell|größe|farb|länge|ausführ",
    re.IGNORECASE,
)
_OWN_PARTS = re.compile(
    r"\s(?:(?:air|ventilation|video|online|wooden|printed|extra|separate|houten|losse|aparte|lösa|separata)\s)?"
    r"(?:vents|frets|pawns|meeples|dice|tokens|game tiles|video lessons|lessons|videos|place settings|registers"
    r"|stitches|pegs|heat settings|speed settings|ventilatieopeningen|ventilatiegaten|pionnen|dobbelstenen|fiches"
    r"|videolessen|lessen|steken|fretten|couverts|kleppen|haringen|ventilationshål|luftintag|spelpjäser|pjäser|tärningar|brickor"
    r"|videolektioner|lektioner|sömmar|band(?=\spå)|kuvert|klaffar|tältpinnar)\b",
    re.IGNORECASE,
)
_SIZED = re.compile(
    r"\b(?:sizes?|maat|maten|storlek|storlekar|storlekarna|strl\.?)\s(?:(?:EU|US|UK|from|van|vanaf|från)\s){0,2}$",
    re.IGNORECASE,
)
_MANY = "twee|drie|vier|vijf|zes|zeven|acht|tien|twaalf|två|tre|fyra|fyr|fem|sex|sju|åtta|tio|tolv"
_COMPOUND = Sifted(
    rf"(?<![\w-])(?:{_MANY}|\d{{1,2}}-?)(?:persoons|manna|mans|persons)-?(?:\w*tent|\w*tält)\w*", re.IGNORECASE
)
_SEATED = re.compile(
    r"person|persoon|seat|sleep|slaap|zit|sits|sitt|plats|plaats|mann?a|\bmän|sovplats|berth", re.IGNORECASE
)
_DOZEN = re.compile(r"dozen|dozijn|dussin", re.IGNORECASE)
_LEAST, _MOST = 2, 5000


def is_tally(sentence: str, amount: Amount, ledger: Ledger) -> bool:
    """Whether a number that no fact has counts what is sold, for whom it is, or parts that only the product has."""
    place = amount.number_end
    if not _LEAST <= amount.plain <= _MOST:
        return False
    if _PLAYED.match(sentence, place) is not None or _OWN_PARTS.match(sentence, place) is not None:
        return True
    if _CHOICES.match(sentence, place) is not None:
        offered = _OFFERED.search(sentence, 0, amount.number_start) is not None
        return offered and not _is_told_of(_CHOSEN, ledger)
    if amount.highs:
        return _SIZED.search(sentence, 0, amount.number_start) is not None and not _is_told_of(_CHOSEN, ledger)
    if not is_heading(sentence):
        return False
    if _FOR.match(sentence, place) is not None:
        return not _is_told_of(_SEATED, ledger)
    return _is_of_pieces(sentence, amount)


def _is_of_pieces(sentence: str, amount: Amount) -> bool:
    """Whether a heading ends in how many pieces there are, or is of a set of so many."""
    place = amount.number_end
    rest = sentence[place:].strip(" )|")
    if amount.dimension == "count" or rest:
        return not rest or _PIECES.match(sentence, place) is not None
    if _SET_OF.search(sentence, 0, amount.number_start) is not None:
        return True
    return _DOZEN.search(sentence, amount.number_start, place) is not None


def _is_told_of(words: re.Pattern[str], ledger: Ledger) -> bool:
    """Whether a fact has such words: of how many sit, sleep or eat there, or of what one may choose from."""
    return any(words.search(f"{each.name} {each.text}") for each in ledger.facts)


def seated_compounds(sentence: str, ledger: Ledger) -> Iterator[Assertion]:
    """The compounds that say for how many it is, where no fact does: *driepersoonstent*, *tvåmannatält*."""
    found = tuple(_COMPOUND.finditer(sentence))
    if found and not _is_told_of(_SEATED, ledger):
        yield from (at(match.start(), match.end(), Verdict.UNSUPPORTED, "count") for match in found)
