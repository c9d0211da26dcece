"""Numbers of facts that count nothing: a day of a date, a standard's number, a size, a grade, a time of day.

Without this an equal number of any fact backs *a dozen*: the twelfth of September, `EN 12`, size 12.
"""

from __future__ import annotations

import functools
import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.codes.dates import names_a_day
from desktop.checks.ledger.stated import Stated, attributes_of, topics_in

_NAMED = re.compile(
    r"(?<!number of )(?<!aantal )(?<!antal )(?:"
    r"\w\.?[\s-](?:number|no\.?|nr\.?)$|\b(?:nr\.?|#|sku|ean|isbn|gtin|upc|id|code|kod|ref\.?|reference|referen\w+)$"
    r"|\wnummer$|\bart(?:icle|ikel)?s?(?:\s?(?:no|nr)\.?)?$|\w*(?:artikelnr|kod)$"
    r"|\b(?:standards?|norm\w*|certifica\w+|certifikat|model\w*|modell|versi\w+|series?|serie"
    r"|(?<!group )(?<!class )(?<!party )(?<!pack )(?<!set )size"
    r"|grootte|class|klasse?|level|niveau|nivå|grade|gradering|graad|rating|score|betyg|cijfer|waardering|zone|zon"
    r"|address|adres|adress|street|straat|gata|phone|telephone|tel|telefoon|telefon|mobile|postcode|postal code"
    r"|zip code|postnummer|ph|spf|upf|lsf|ip|ratio|verhouding|förhållande|scale|schaal|skala|thread|schroefdraad"
    r"|gänga\w*|gauge"
    r"|date|datum|day|dag|week|vecka|month|maand|månad|year|jaar|jaartal|år|årtal|årgång|vintage|bouwjaar|tillverkningsår"
    r"|price|prijs|pris|cost|kosten|kostnad|hours|öppettider|openingstijden|time|tijd|tid"
    r"|strength|sterkte|styrka|hardness|hardheid|hårdhet|thickness|dikte|tjocklek|weight|gewicht|vikt|tog)$"
    r"|(?:maat|(?<!grupp)(?<!klass)(?<!förpacknings)storlek|klass|klasse|datum|nivå|niveau|prijs|pris|skala|schaal|zon|adress|adres)$)",
    re.IGNORECASE,
)
"""The last word of a name whose bare number says which, and not how many; plurals (`Sizes`, `Levels`) do count."""
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\s?(?:[-–—]|to|tot|till|h|uur|am|pm|$)|^(?:kl\.?|at)\s?\d", re.IGNORECASE)
_CODED = re.compile(r"(?:[^\W\d_]|[^\W_]-|\b[A-ZÅÄÖ]{2,}\s|(?<=\d)[:-])$")
"""What stands right before a number that is a part of a code: `EN 12`, `M12`, `A12-345`, `1:12`."""


def is_of_what_it_fits(stated: Stated) -> bool:
    """Whether a bare number is in the name of what the product is for: `Fits: Volvo V70 2008–2016`."""
    bare = stated.amount.dimension in {"", "count"} and not stated.noun
    return (
        bare
        and _FITS.fullmatch(stated.fact.name.strip(" :")) is not None
        and _NAMED_SO.search(stated.fact.text) is not None
    )


_FITS = re.compile(
    r"(?:fits|passar|past(?: op| bij| in)?|geschikt voor|compatib\w+(?: with| met)?|kompatib\w+(?: med)?"
    r"|suitable for|for|voor|för)",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(r"[A-ZÅÄÖ][\w-]+(?: [\w-]+)? \w*\d")


def is_label(stated: Stated) -> bool:
    """Whether a bare number of a fact says which, when or how much, so that it is no number of things."""
    amount = stated.amount
    if amount.dimension not in {"", "count"} or stated.derived:
        return False
    if amount.first is None or stated.noun or amount.dimension == "count":
        return names_a_day(stated.fact.text)
    return _is_label(stated.fact.name, stated.fact.text, amount.number_start)


@functools.lru_cache(maxsize=4096)
def _is_label(name: str, text: str, start: int) -> bool:
    if _NAMED.search(name.strip()) is not None or names_a_day(text) or _CLOCK.search(text) is not None:
        return True
    return start < len(text) and text[start].isdigit() and _CODED.search(text, 0, start) is not None


_GENERIC = frozenset({"piece", "content", "quantity"})
_ONE_OF_EACH = frozenset({"colour"})
"""There is one of a thing in each of so many: 24 colours are 24 pencils."""
_FEW, _DOZEN, _TEN = 10, 12, 10


def is_by_chance(stated: Stated, amount: Amount, nouns: tuple[str, ...], language: str) -> bool:
    """Whether a number is that of a fact that counts other things: *twelve hooks* where there are twelve rolls.

    An odd number of a thing that no word tells apart from the fact's is hardly there by chance; a dozen well may be.
    """
    if stated.topics & _GENERIC or not stated.topics or str(round(amount.plain)) == stated.variant:
        return False
    if amount.plain < _FEW:
        return True
    if stated.topics & _ONE_OF_EACH:
        return False
    named = topics_in(nouns[:1], language) - attributes_of(topics_in(nouns[:1], language))
    own = topics_in(stated.noun) or stated.name_topics
    return bool(named and own - attributes_of(own)) or amount.plain % _TEN == 0 or amount.plain == _DOZEN
