"""The value of another variant, of a limit, of one piece, of another standard: contradicted or unsupported."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.claims import claims_of
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy

S, C, U = "supported", "contradicted", "unsupported"
MATS = "Thickness=5 mm@Studio; Thickness=3 mm@Travel; Weight=2.6 kg@Studio; Weight=1.5 kg@Travel"
BIKE = "Gewicht=24,8 kg; Gewicht (maat XL)=25,6 kg@XL"
FRAMES = "Vikt (ram 49 cm)=23,5 kg@49 cm; Vikt (ram 54 cm)=24,2 kg@54 cm"
DRILL = "Max vridmoment=60 Nm; Motor=kolborstfri"
BOX = "Lieferumfang=1 Akku 2,0 Ah, Ladegerät; Spannung=18 V"


def _verdict(language: str, facts: str, sentence: str, words: str) -> str:
    given = []
    for number, row in enumerate(facts.split(";"), start=1):
        name, _, value = row.strip().partition("=")
        value, _, variant = value.partition("@")
        given.append(Fact(id=f"f{number}", name=name, value=value, variant=variant))
    brief = Brief(language=language, facts=tuple(given))
    found = [each for each in claims_of(Copy({"description": sentence}), brief, language) if words in each.text]
    return found[0].verdict.value if found else ""


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "words", "verdict"),
    [
        ("en", MATS, "The Studio is 5 mm thick, and the Travel, at 3 mm and 2.6 kg, is light.", "2.6 kg", C),
        ("en", MATS, "The Studio is 5 mm thick, and the Travel, at 3 mm and 1.5 kg, is light.", "1.5 kg", S),
        ("nl", BIKE, "In maat XL weegt de fiets 24,8 kg.", "24,8 kg", C),
        ("nl", BIKE, "In maat XL weegt de fiets 25,6 kg.", "25,6 kg", S),
        ("sv", FRAMES, "Med ram på 54 centimeter väger cykeln 23,5 kilo.", "23,5 kilo", C),
        ("sv", FRAMES, "Med ram på 49 centimeter väger cykeln 23,5 kilo.", "23,5 kilo", S),
        ("sv", DRILL, "Motorn ger 50 Nm.", "50 Nm", C),
        ("sv", DRILL, "Motorn ger 60 Nm.", "60 Nm", S),
        ("nl", "Accuduur=tot 15 uur", "De accu houdt het 12 uur vol.", "12 uur", S),
        ("nl", BOX, "In de koffer vind je twee accu's van 2,0 Ah.", "2,0 Ah", C),
        ("nl", "Accu=2 x 2,0 Ah; Spanning=18 V", "In de koffer vind je twee accu's van 2,0 Ah.", "2,0 Ah", S),
        ("nl", "Gewicht=7,2 kg; Max. belasting=22 kg", "Getest volgens EN 1888-2", "EN 1888-2", U),
        ("nl", "Norm=EN 1888-2:2018; Max. belasting=22 kg", "Getest volgens EN 1888-2", "EN 1888-2", S),
        ("nl", "Remmen=hydraulische schijfremmen", "De mechanische schijfremmen grijpen goed.", "mechanische", C),
        ("nl", "Remmen=hydraulische schijfremmen", "De schijfremmen grijpen goed.", "schijfremmen", S),
        ("nl", "Capsule=visgelatine; Inhoud=90", "De capsule is plantaardig.", "plantaardig", C),
        ("sv", "Material=Lärk, obehandlad", "Virket är tryckimpregnerat.", "tryckimpregnerat", C),
        ("sv", "Material=ull; Storlek=170 x 240 cm", "Mattan tål golvvärme.", "golvvärme", U),
        ("nl", "Bezorgkosten=€ 29; Levertijd=2-3 weken", "We bezorgen de set gratis.", "gratis", C),
        ("sv", "Sula=gummi; Vikt=265 g", "Sulan håller i minst 800 kilometer.", "800 kilometer", U),
        ("en", "Blade=X50CrMoV15; Hardness=60 HRC", "It holds its edge for up to two years.", "two years", U),
    ],
)
def test_values_of_something_else_are_found(language: str, facts: str, sentence: str, words: str, verdict: str) -> None:
    assert _verdict(language, facts, sentence, words) == verdict
