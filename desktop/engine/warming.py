"""Small checks that make the worker load what the first real one would have to wait for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import msgspec

from desktop.core.brief import LANGUAGES, Brief, Fact
from desktop.core.checking import CheckOptions
from desktop.core.collecting import uncollected
from desktop.core.copy import Copy
from desktop.core.errors import CopydeskError
from desktop.engine.messages import Check, Done

_PARTS = 4
_SENTENCES = {
    "en": "The bag weighs 980 g and is made of recycled polyester. You carry it all day.",
    "nl": "De tas weegt 980 g en is gemaakt van gerecycled polyester. Je draagt hem de hele dag.",
    "sv": "Väskan väger 980 g och är gjord av återvunnen polyester. Du bär den hela dagen.",
}
_EVERY_SORT = {
    "en": "It comes with a spare bag, two straps and a free guide by Anna Berg. The box also holds a USB-C cable."
    " It is waterproof to IP67, runs for half a day at 20 °C and is €49.95 instead of €59.95: 10% off."
    " Made in Portugal since 1998 from organic cotton and oak, for ages 3 to 8, with a two-year warranty."
    " There is no plastic in it; the lid comes off and is dishwasher safe. Every order ships on Monday at 9."
    " It won an award, is certified by OEKO-TEX Standard 100 and was made for runners. It keeps the rain out.",
    "nl": "Je krijgt er een extra tas, twee riemen en een gratis gids van Anna Berg bij. In de doos zit ook een kabel"
    " met USB-C. Hij is waterdicht volgens IP67, gaat een halve dag mee bij 20 °C en kost nu € 49,95 in plaats van"
    " € 59,95: 10% korting. Gemaakt in Portugal sinds 1998 van biologisch katoen en eikenhout, voor 3 tot 8 jaar,"
    " met twee jaar garantie. Er zit geen plastic in; het deksel kan eraf en mag in de vaatwasser. Elke bestelling"
    " gaat maandag om 9 uur op de post. Hij won een prijs, heeft het keurmerk OEKO-TEX Standard 100 en houdt de regen"
    " buiten.",
    "sv": "På köpet får du en extra väska, två remmar och en gratis guide av Anna Berg. I kartongen ligger också en"
    " kabel med USB-C. Den är vattentät enligt IP67, räcker en halv dag vid 20 °C och kostar nu 49,95 kr i stället"
    " för 59,95 kr: 10 % rabatt. Tillverkad i Portugal sedan 1998 av ekologisk bomull och ek, för 3 till 8 år, med"
    " två års garanti. Det finns ingen plast i den; locket går att ta av och tål maskindisk. Varje order skickas på"
    " måndag klockan 9. Den har vunnit ett pris, är märkt med OEKO-TEX Standard 100 och håller regnet ute.",
}
"""Something of each sort of claim, so that the patterns that find them are made."""
_MISSPELT = {"en": "A waterprof bag.", "nl": "Een watterdichte tas.", "sv": "En vatentät väska."}
"""Words for which spelling has to look for others."""
PASTE_TO_WARM = "Havn\n\nWeight: 980 g\nMaterial: polyester"
"""A supplier's text as short as one can be."""
PACKS = ("eu-green", "bol", "amazon", "merchant", "price", "health")
"""The policy packs that come with the program; their patterns take a third of a second to make."""
_FACTS = (Fact("f1", "Weight", "980", "g"), Fact("f2", "Material", "polyester"))
_MORE_FACTS = (
    *_FACTS, Fact("f3", "Capacity", "1.5 l"), Fact("f4", "Dishwasher", "no"), Fact("f5", "Made in", "Sweden"),
    Fact("f6", "Warranty", "3 years"), Fact("f7", "Price", "€45"), Fact("f8", "Pockets", "4"),
    Fact("f9", "Protection", "IP54"), Fact("f10", "Included", "cable, manual"),
    Fact("f11", "Battery life", "up to 8 hours"), Fact("f12", "Removable cover", "yes"),
)  # fmt: skip


def warming_checks(language: str, *, packs: tuple[str, ...] = PACKS) -> Iterator[Check]:
    """Each loads another part, so that what the writer asks meanwhile gets its turn soon.

    Without `packs` neither they nor what spelling suggests are loaded.
    """
    known = language if language in LANGUAGES else "en"
    copy = Copy({"title": "Havn", "description": _SENTENCES[known]})
    brief = Brief(product="Havn", language=known)
    quick = CheckOptions(spelling=False)
    yield Check(Copy({"title": "Havn"}), brief, quick)
    yield Check(copy, brief, quick)
    yield Check(copy, msgspec.structs.replace(brief, facts=_FACTS), quick)
    told = Copy({"title": "Havn", "description": _EVERY_SORT[known]})
    yield Check(told, msgspec.structs.replace(brief, facts=_MORE_FACTS), quick)
    yield Check(copy, msgspec.structs.replace(brief, facts=_FACTS))
    if packs:
        yield Check(Copy({"description": _MISSPELT[known]}), brief, CheckOptions(policies=packs))
    foreign = _SENTENCES["en" if known != "en" else "nl"]
    yield Check(Copy({"description": foreign}), brief, quick)  # the model that tells languages apart


class WarmWords(msgspec.Struct, frozen=True):
    """`warm_words`: a part of the words that the ledger knows is put into all its forms; the answer is `Done`."""

    language: str
    part: int


def warming_words(language: str) -> Iterator[WarmWords]:
    """Part by part, so that a check between them does not wait for all."""
    for part in range(_PARTS if language in LANGUAGES else 0):
        yield WarmWords(language, part)


def bend_words(request: WarmWords) -> Done:
    """`warm_words`."""
    from desktop.checks.ledger.concepts.form_index import form_index

    with uncollected():
        form_index(request.language).bend_part(request.part, _PARTS)
        for language in (request.language, *LANGUAGES, "de"):  # facts may be in any of them
            form_index(language, names=True).bend_part(request.part, _PARTS)
    return Done()


def load_checks(language: str) -> None:
    """Load in this process what the first check of a written text would have to wait for, and Stop with it."""
    from desktop.checks.report import check_copy

    for each in warming_checks(language, packs=()):
        with suppress(CopydeskError):
            check_copy(each.copy, each.brief, channels=(), options=each.options)
