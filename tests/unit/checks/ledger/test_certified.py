"""Certificates by their shape, what a product is suited to, codes of a letter and a figure, and what only looks so."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.checks.ledger.concepts.fact_readings import seems
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy


def _verdicts(facts: str, sentence: str, language: str) -> dict[str, str]:
    pairs = (each.split("=", 1) for each in facts.split("; "))
    ledger = tuple(Fact(id=f"f{place}", name=name, value=value) for place, (name, value) in enumerate(pairs))
    found = claims_of(Copy({"description": sentence}), Brief(language=language, facts=ledger), language)
    return {each.text: each.verdict.value for each in found}


_CERTIFICATES = [
    ("en", "Material=98% cotton", "Fair Wear certified", "Fair Wear certified", "unsupported"),
    ("en", "Certificate=Fair Wear", "Fair Wear certified", "Fair Wear certified", "supported"),
    ("en", "Certificate=GREENGUARD Silver", "GREENGUARD Gold certified", "GREENGUARD Gold certified", "contradicted"),
    ("en", "Certificate=GREENGUARD Gold", "GREENGUARD certified", "GREENGUARD certified", "supported"),
    ("en", "Certificate=GREENGUARD", "GREENGUARD Gold certified", "GREENGUARD Gold certified", "unsupported"),
    ("en", "Height=400 mm", "Certified vegan", "Certified vegan", "unsupported"),
    ("en", "Material=oak", "Our fully trained and certified guides know the way.", "", ""),
    ("nl", "Materiaal=katoen", "Bluefair-gecertificeerd katoen.", "Bluefair-gecertificeerd", "unsupported"),
    ("nl", "Keurmerk=Milieukeur", "Met het Milieukeur-keurmerk.", "Milieukeur-keurmerk", "supported"),
    ("nl", "Keurmerk=Woodmark Zilver", "Woodmark Goud gecertificeerd.", "Woodmark Goud gecertificeerd", "contradicted"),
    ("nl", "Materiaal=katoen", "Onze gecertificeerde monteurs komen langs.", "", ""),
    ("sv", "Material=bomull", "Goodweave-märkt matta.", "Goodweave-märkt", "unsupported"),
    ("sv", "Certifiering=GoodWeave", "Goodweave-märkt matta.", "Goodweave-märkt", "supported"),
    ("sv", "Certifiering=Cradle Silver", "Cradle Guld-certifierad.", "Cradle Guld-certifierad", "contradicted"),
    ("sv", "Material=bomull", "Märkt med ditt namn.", "", ""),
]
_SUITED = [
    ("en", "Power=8 W", "The lamp is suitable for outdoor use.", "is suitable for outdoor use", "unsupported"),
    ("en", "Power=8 W; IP rating=IP44", "The lamp is suitable for outdoor use.", "", ""),
    ("en", "Material=oak", "The bench is not suitable for outdoor use.", "", ""),
    ("nl", "Vermogen=8 W", "De lamp is geschikt voor buiten.", "geschikt voor buiten", "unsupported"),
    ("nl", "Materiaal=EPDM", "Veilig voor vissen.", "Veilig voor vissen", "unsupported"),
    ("nl", "Materiaal=wol", "Ideaal voor buiten de stad.", "", ""),
    ("sv", "Effekt=8 W", "Lampan är lämplig för utomhusbruk.", "lämplig för utomhusbruk", "unsupported"),
    ("sv", "Effekt=8 W", "Lampan kan användas i badrum.", "kan användas i badrum", "unsupported"),
    ("sv", "Material=ull", "Skön för kvällar ute.", "", ""),
]
_CODES = [
    ("en", "Fire rating=B1", "This curtain is rated B1 and heavy.", "B1", "supported"),
    ("en", "Fire rating=B1", "This curtain is rated B2 and heavy.", "B2", "contradicted"),
    ("en", "Slip rating=R10", "The slip rating is R9.", "R9", "contradicted"),
    ("nl", "Watervastheid=D3", "Lijm van klasse D3.", "D3", "supported"),
    ("nl", "Watervastheid=D3", "Lijm van klasse D4.", "D4", "contradicted"),
    ("nl", "Brandklasse=C-s1,d0", "Het paneel heeft brandklasse B-s1,d0.", "B-s1,d0", "contradicted"),
    ("sv", "Brandklass=B1", "Tyget har brandklass B2.", "B2", "contradicted"),
    ("sv", "Limklass=D3", "Lim av klass D3.", "D3", "supported"),
    ("sv", "Limklass=D3", "Kör på E4 mot Malmö.", "", ""),
]
_MADE = [
    ("en", "Material=EPDM rubber", "A sheet of EPDM.", "EPDM", "supported"),
    ("en", "Top=marble-effect ceramic", "A top of marble.", "marble", "contradicted"),
    ("en", "Top=marble-effect ceramic", "A marble-effect top.", "", ""),
    ("en", "Material=rock wool", "Insulation of wool.", "wool", "contradicted"),
    ("en", "Material=leather-look polyurethane", "A belt of leather.", "leather", "contradicted"),
    ("nl", "Materiaal=waterbuffelhoorn", "Een lepel van hoorn.", "hoorn", "supported"),
    ("nl", "Materiaal=gietaluminium", "De lantaarn is van aluminium.", "aluminium", "supported"),
    ("nl", "Materiaal=kunststof", "Een kist van stof.", "", ""),
    ("nl", "Materiaal=plexiglas", "Een doos van glas.", "glas", "contradicted"),
    ("sv", "Material=renhorn", "Skaftet är av horn.", "horn", "supported"),
    ("sv", "Material=konstsilke", "En blus av silke.", "silke", "contradicted"),
    ("sv", "Material=nysilver", "En sked av silver.", "", ""),
]

_EVERY = _CERTIFICATES + _SUITED + _CODES + _MADE


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "words", "verdict"), _CERTIFICATES + _SUITED + _CODES + _MADE
)
def test_the_shape_tells_what_is_claimed(language: str, facts: str, sentence: str, words: str, verdict: str) -> None:
    found = _verdicts(facts, sentence, language)
    if words:
        assert found.get(words) == verdict, found
    else:
        assert not {"contradicted", "unsupported"} & set(found.values()), found


def test_what_looks_like_a_material_is_not_of_it() -> None:
    assert seems("a marble-effect top", 2, 8)
    assert seems("faux marble", 5, 11)
    assert not seems("a marble top", 2, 8)
