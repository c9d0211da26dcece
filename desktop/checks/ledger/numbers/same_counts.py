"""Which numbers of the facts count the same as a number of a text."""

from __future__ import annotations

import re

from desktop.checks.ledger.amounts.amounts import Amount
from desktop.checks.ledger.amounts.near import alike
from desktop.checks.ledger.amounts.topics import topics_of
from desktop.checks.ledger.concepts.headings import is_heading
from desktop.checks.ledger.index import Ledger
from desktop.checks.ledger.numbers.entail import entails
from desktop.checks.ledger.numbers.supply import is_dose, speaks_of_dose
from desktop.checks.ledger.stated import WORD, Stated, attributes_of, content_words, topics_in
from desktop.checks.sieve import Sifted
from desktop.checks.words import plain_form

_HOLDING = re.compile(
    r"(?:the )?(?:content|set|box|pack|include|what['’]s included|in the box|inhoud|in de doos|inbegrepen|geleverd met"
    r"|innehåll|ingår|i lådan|lieferumfang|inhalt|medföljer)\w*(?: content\w*| includes)?",
    re.IGNORECASE,
)
_TIMES = frozenset({"times", "keer", "maal", "gånger", "ggr", "percent", "procent", "x"})
_OF_WHICH = re.compile(r"\b(?:of which|including|waarvan|waaronder|varav|av vilka)\s(?:er\s)?$", re.IGNORECASE)
_SET_OF = Sifted(
    r"\b(?:you(?:['’]ll)? get|(?:je|u) krijgt(?: er)?|krijg je(?: er)?|du får|får du|comes as|contains|bevat"
    r"|innehåller)\s$"
    r"|\b(?:set|pack|box|bundle|tin|doos|pak|verpakking|förpackning|ask|paket|låda)\s(?:of|met|van|om|med|à)\s$",
    re.IGNORECASE,
)
_THERE = Sifted(
    r"\b(?:there are|er (?:zitten|zit)(?: er)?|(?:zitten|zit) er|det (?:ligger|finns)|(?:ligger|finns) det)\s$",
    re.IGNORECASE,
)
"""Before a number that no word behind it explains: *there are a dozen in the bag*."""
_SORTS = (
    frozenset({"shapes", "kinds", "sorts", "types", "varieties", "flavours", "flavors", "styles", "designs", "ways"})
    | frozenset({"vormen", "soorten", "typen", "smaken", "stijlen", "ontwerpen", "manieren", "varianten"})
    | frozenset({"former", "sorter", "sorters", "typer", "smaker", "stilar", "mönster", "sätt", "varianter"})
)
_GENERAL = frozenset({"piece", "quantity"})
_NEAR_BY = 1.6
_FEWEST_NEAR_BY = 10
_NEVER_PIECES = frozenset(
    {"page", "person", "customer", "language", "colour", "sizes", "mode", "song", "copy", "employee"}
)
_HOLDERS = frozenset(
    {
        "box", "pack", "package", "packet", "case", "carton", "total", "totals", "item", "items", "content", "contents",
        "verpakking", "doos", "pak", "inhoud", "totaal", "artikelen", "ask", "förpackning", "paket", "låda", "kartong",
        "innehåll", "totalt", "artiklar", "included", "inbegrepen", "per", "unit", "units",
    }
)  # fmt: skip
_IN_PACK = re.compile(
    r"\s(?:in (?:the|a|each|every) (?:pack|box|set|tin|bag)|(?:per|in (?:een|het|de)) (?:pak|doos|doosje|set|verpakking"
    r"|zak)|(?:i|per) (?:paketet|paket|förpackning(?:en)?|ask(?:en)?|kartong(?:en)?|låda(?:n)?|påse(?:n)?))\b",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(r"\s*(?:number of|no\. of|aantal|antal|anzahl|qty)\s\w+\s*", re.IGNORECASE)


def same_counts(
    sentence: str, amount: Amount, nouns: tuple[str, ...], language: str, found: tuple[Stated, ...]
) -> tuple[list[Stated], bool]:
    """The numbers that count what these words name, and whether they do so by its own name."""
    same = [each for each in found if counts_the_same(each, nouns, language)]
    same = _of_one_sort(sentence, amount, same, nouns, language)
    direct = [each for each in same if _names_it_itself(each, nouns, language)]
    if all(each.derived for each in direct) and not all(each.derived for each in same):
        direct = [each for each in same if not each.amount.highs]
    if is_part(sentence, amount):
        return direct, True
    same = direct or same or _in_pack(sentence, amount, nouns, found)
    if not same and nouns and nouns[0] not in _TIMES and not _counted_otherwise(nouns, language):
        same = [each for each in found if _counts_in_general(each) and _is_near(each, amount)]
    if not same and topics_in(nouns, language) & {"piece", "quantity"}:
        same = _totals(found) or (_held(found) if is_set_of(sentence, amount) or is_bare_set(sentence, amount) else [])
    return same, bool(direct)


_SHORTEST, _PIECE = 2, frozenset({"st", "pc", "to", "of", "en", "in", "je"})


def is_of_whole(sentence: str, amount: Amount, found: tuple[Stated, ...]) -> Stated | None:
    """The fact of how many there are in all, where a sentence begins with their number: *Four towels*."""
    if sentence[: amount.number_start].strip("\"'“ "):
        return None
    general = [each for each in found if _counts_in_general(each)]
    return general[0] if len({each.fact for each in general}) == 1 else None


def _in_pack(sentence: str, amount: Amount, nouns: tuple[str, ...], found: tuple[Stated, ...]) -> list[Stated]:
    """How many a pack holds, where the sentence speaks of packs or only of pieces."""
    if (
        nouns
        and nouns[0] not in _SORTS
        and (is_set_of(sentence, amount) or _IN_PACK.match(sentence, amount.number_end))
    ):
        return [each for each in found if _counts_in_general(each) or _is_number_in_pack(each)]
    named = [each for each in found if _counts_by_its_name(each)] if amount.dimension == "count" else []
    return named if len(named) == 1 else []


def is_set_of(sentence: str, amount: Amount) -> bool:
    """Whether the words before a number say that so many are one thing: *a set of*, *contains*."""
    return _SET_OF.search(sentence, 0, amount.number_start) is not None


_DOES = re.compile(
    r"\S+\s(?!persons?\b|persoon\b)[^\W\d_]+\s"
    r"(?!(?:will do|is enough|suffices|is (?:genoeg|voldoende)|volstaat|räcker)\b)"
    r"[^\W\d_]+\s\w",
    re.IGNORECASE,
)
_OPENS = re.compile(r"(?:^|[.;:!?–—,]\s|\b(?:and|but|so|while|en|maar|dus|och|men|så)\s)\W*$")


def is_one_of_them(sentence: str, start: int) -> bool:
    """Whether *one* is here one of several that does something: *One stick makes up to 25 seals*; no title says so."""
    if _OPENS.search(sentence, 0, start) is None or is_heading(sentence):
        return False
    return _DOES.match(sentence, start) is not None


def is_bare_set(sentence: str, amount: Amount) -> bool:
    """Whether words before a number that counts nothing by name say that so many are there."""
    return _THERE.search(sentence, 0, amount.number_start) is not None


def is_part(sentence: str, amount: Amount) -> bool:
    """Whether it is a part of what was counted before: *eight pieces, including four hand towels*."""
    return _OF_WHICH.search(sentence, 0, amount.number_start) is not None


def added_counts(same: list[Stated], nouns: tuple[str, ...], amount: Amount, language: str) -> list[Stated]:
    """A count whose fact lists several of what is counted, which make this number: *three USB ports* of two kinds."""
    if not nouns or amount.highs:
        return []
    for fact in dict.fromkeys(each.fact for each in same):
        own = [
            each
            for each in same
            if each.fact is fact and not each.derived and each.noun and not each.amount.highs
            and alike(plain_form(nouns[0]), plain_form(each.noun[0]), language)
            and all(noun in each.noun for noun in nouns if len(noun) == 1)
        ]  # fmt: skip
        if len(own) > 1 and sum(each.amount.plain for each in own) == amount.plain:
            return own
    return []


def counts_by_name(words: str, facts: tuple[str, ...], language: str, ledger: Ledger) -> bool:
    """Whether one of these facts has a number of the very thing that the words count."""
    said = [plain_form(word.lower()) for word in WORD.findall(words)]
    return any(
        stated.fact.id in facts and bool(stated.noun) and any(alike(word, plain_form(stated.noun[0]), language)
        for word in said)
        for stated in ledger.by_dimension.get("", ())
    )  # fmt: skip


def _held(found: tuple[Stated, ...]) -> list[Stated]:
    """The one number of a fact of what is in a pack: *you get a dozen* of `Contents: 10 pegs`."""
    held = [each for each in found if not each.derived and _HOLDING.fullmatch(each.fact.name.strip())]
    return held if len(held) == 1 else []


def _totals(found: tuple[Stated, ...]) -> list[Stated]:
    """How many pieces there are in all: the sums of facts that add up, else what facts say of no thing by name."""
    added = {
        each.fact
        for each in found
        if each.derived and (each.name_topics & _GENERAL or _HOLDING.fullmatch(each.fact.name.strip()))
    }
    return [each for each in found if (each.derived if each.fact in added else _counts_in_general(each))]


def _of_one_sort(
    sentence: str, amount: Amount, same: list[Stated], nouns: tuple[str, ...], language: str
) -> list[Stated]:
    """What is taken at a time for what a sentence says to take, what a pack holds for anything else."""
    doses = [each for each in same if is_dose(each.fact)]
    if not doses:
        return same
    contents = [each for each in same if each not in doses]
    named = [each for each in contents if _names_it_itself(each, nouns, language)]
    if speaks_of_dose(sentence, amount) and not (
        named and not any(_names_it_itself(each, nouns, language) for each in doses)
    ):
        return doses if not any(entails(each, amount) for each in contents) else contents
    return contents or [each for each in doses if entails(each, amount)]


def _names_it_itself(stated: Stated, nouns: tuple[str, ...], language: str) -> bool:
    """Whether what is counted stands right behind the number, or as the name of a bare one."""
    words = stated.noun or content_words(stated.fact.name)
    return any(alike(plain_form(nouns[0]), plain_form(word), language) for word in words)


def _counted_otherwise(nouns: tuple[str, ...], language: str) -> bool:
    """Whether the noun is a thing of its own that a number of pieces does not tell: pages, people, customers."""
    topics = topics_in(nouns[:1], language) or topics_in(nouns, language)
    return bool(topics & _NEVER_PIECES)


def _counts_in_general(stated: Stated) -> bool:
    """Whether the name of a fact says how many there are, and nothing of what: *Number of pieces*, *Antal*."""
    if stated.derived or stated.amount.parts or not stated.name_topics & _GENERAL:
        return False
    return all(topics_of(word, "") & _GENERAL or word in _HOLDERS for word in content_words(stated.fact.name))


def _is_number_in_pack(stated: Stated) -> bool:
    """Whether it is how many of a size a pack holds: the twelve of `12 x 30 g`."""
    return (
        not stated.derived
        and not stated.amount.highs
        and stated.amount.first is None
        and "content" in stated.name_topics
    )


def _counts_by_its_name(stated: Stated) -> bool:
    """Whether its fact is named for a number of things: *Antal pennor*."""
    return not stated.derived and not stated.amount.highs and _NUMBER_OF.fullmatch(stated.fact.name) is not None


def _is_near(stated: Stated, amount: Amount) -> bool:
    known = stated.amount.plain
    return min(known, amount.plain) >= _FEWEST_NEAR_BY and 1 / _NEAR_BY <= known / amount.plain <= _NEAR_BY


def counts_the_same(stated: Stated, nouns: tuple[str, ...], language: str) -> bool:
    """Whether a fact's number counts what one of these words names."""
    if not nouns:
        return False
    topics = frozenset(topic for word in nouns for topic in topics_of(word, language)) - attributes_of(
        topics_in(nouns, language)
    )
    own = topics_in(stated.noun) if stated.noun else frozenset()
    own = own | stated.name_topics
    if topics - {"piece"} & own:
        return True
    words = (*stated.noun, *content_words(stated.fact.name))
    return any(
        alike(plain_form(noun), plain_form(word), language)
        if len(noun) > _SHORTEST
        else noun == word and noun not in _PIECE
        for noun in nouns
        for word in words
    )
