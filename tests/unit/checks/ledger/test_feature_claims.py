"""Features, awards, technologies by name and open classes of qualities, in three languages."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact

_PLAIN = {"Material": "polyester", "Weight": "980 g"}


def _found(facts: dict[str, str], sentence: str, language: str) -> list[tuple[str, str]]:
    rows = tuple(Fact(id=f"f{place}", name=name, value=value) for place, (name, value) in enumerate(facts.items(), 1))
    return [
        (sentence[each.start : each.end], str(each.verdict)) for each in concept_claims_of(sentence, rows, language)
    ]


@pytest.mark.parametrize(
    ("language", "sentence", "claim"),
    [
        ("en", "The kettle has a temperature display.", "temperature display"),
        ("en", "Built-in FM radio", "FM radio"),
        ("en", "A motion sensor saves power.", "motion sensor"),
        ("en", "Yours in a free gift box, delivered in a gift box.", "gift box"),
        ("en", "Equipped with an overheating protection.", "overheating protection"),
        ("en", "Phone holder included", "Phone holder"),
        ("en", "Voted Toy of the Year 2023.", "Toy of the Year 2023"),
        ("en", "Winner of a gold medal.", "gold medal"),
        ("en", "Loved by over 12,000 parents.", "12,000 parents"),
        ("en", "The oil-proof coating lasts.", "oil-proof"),
        ("en", "Sealed with NanoShield technology.", "NanoShield technology"),
        ("en", "It supports Dolby Vision.", "Dolby Vision"),
        ("en", "Hand-poured in Naples.", "Naples"),
        ("en", "Lowers your blood pressure.", "blood pressure"),
        ("nl", "De kabelgoot zit erbij.", "kabelgoot"),
        ("nl", "Er zit ook een stoomprogramma op.", "stoomprogramma"),
        ("nl", "Met een ingebouwd achterlicht.", "achterlicht"),
        ("nl", "Twee leeslinten houden je plek vast.", "leeslinten"),
        ("nl", "De speen met anti-koliekventiel drinkt rustig.", "koliekventiel"),
        ("nl", "Uitgeroepen tot Spel van het Jaar.", "Spel van het Jaar"),
        ("nl", "Het matras is door TNO getest.", "door TNO getest"),
        ("nl", "Al 12.000 tevreden klanten.", "12.000 tevreden klanten"),
        ("nl", "De stof is zoutbestendig.", "zoutbestendig"),
        ("nl", "Dankzij de FreshGuard-technologie blijft alles vers.", "FreshGuard-technologie"),
        ("nl", "Handgegoten in Haarlem.", "Haarlem"),
        ("nl", "Ook bij een huisstofmijtallergie.", "huisstofmijtallergie"),
        ("sv", "Dubbla mikrofoner för samtal.", "mikrofoner"),
        ("sv", "Utrustad med överhettningsskydd.", "överhettningsskydd"),
        ("sv", "Väskan har ett separat skofack.", "skofack"),
        ("sv", "Mugghållare ingår", "Mugghållare"),
        ("sv", "Utsedd till Årets leksak 2023.", "Årets leksak 2023"),
        ("sv", "Över 12 000 nöjda kunder.", "12 000 nöjda kunder"),
        ("sv", "Tyget är syratåligt.", "syratåligt"),
        ("sv", "Förinstallerad med Windows 11.", "Windows 11"),
        ("sv", "Handgjuten i Falun.", "Falun"),
        ("sv", "Mäter syremättnaden i blodet.", "syremättnaden"),
    ],
)
def test_what_no_fact_has_is_unsupported(language: str, sentence: str, claim: str) -> None:
    assert any(claim in words and verdict == "unsupported" for words, verdict in _found(_PLAIN, sentence, language))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "With a smile on your face, step outside."),
        ("en", "Pair it with your favourite scarf and a belt."),
        ("en", "Hang it on the wall next to the mirror."),
        ("en", "User-friendly and foolproof."),
        ("en", "The best present of the year."),
        ("en", "Smart technology meets style."),
        ("en", "Ideal for trips to London or Rome."),
        ("en", "Turn on the radio and relax."),
        ("nl", "Met een lach op je gezicht de deur uit."),
        ("nl", "Hang hem aan de muur naast de spiegel."),
        ("nl", "Gebruiksvriendelijk en kindvriendelijk."),
        ("nl", "Het mooiste cadeau van het jaar."),
        ("nl", "Thuisbezorgd in Antwerpen en Gent."),
        ("nl", "Zet de radio aan en ontspan."),
        ("nl", "De nieuwste technologie voor je huis."),
        ("sv", "Med ett leende på läpparna."),
        ("sv", "Häng den på väggen bredvid spegeln."),
        ("sv", "Stilsäker och självsäker."),
        ("sv", "Årets mysigaste kväll börjar här."),
        ("sv", "Vi levererar till Göteborg och Malmö."),
        ("sv", "Sätt på radion och slappna av."),
        ("sv", "Smart teknik möter stil."),
    ],
)
def test_everyday_words_claim_no_feature(language: str, sentence: str) -> None:
    assert not [each for each in _found(_PLAIN, sentence, language) if each[1] != "supported"]


@pytest.mark.parametrize(
    ("facts", "language", "sentence", "claim", "verdict"),
    [
        ({"Bewegungsmelder": "ja"}, "nl", "Lamp met bewegingssensor.", "bewegingssensor", "supported"),
        ({"Abflussloch": "nein"}, "en", "A drainage hole prevents wet feet.", "drainage hole", "contradicted"),
        ({"Fangkorb": "50 l"}, "nl", "Maaier met opvangbak.", "opvangbak", "supported"),
        ({"Closure": "zip"}, "nl", "De slaapzak gaat dicht met drukknopen.", "drukknopen", "contradicted"),
        ({"Closure": "magnetic"}, "en", "The bag closes with a zip.", "zip", "contradicted"),
        ({"App": "nee"}, "nl", "Bedien hem via de app.", "via de app", "contradicted"),
        ({"Skal": "polykarbonat"}, "sv", "Hårt skal i ABS-plast.", "ABS-plast", "contradicted"),
        ({"Material": "100 % stearin"}, "sv", "Tio ljus i rent paraffin.", "paraffin", "contradicted"),
        ({"Skaft": "björk"}, "sv", "Skaftet av ask ligger tryggt.", "av ask", "contradicted"),
        ({"Gelatine": "beef"}, "sv", "Kapseln är vegansk.", "vegansk", "contradicted"),
        ({"Bas": "vattenbaserad"}, "sv", "Färgen är lösningsmedelsbaserad.", "lösningsmedelsbaserad", "contradicted"),
        ({"Care": "hand wash"}, "en", "Machine washable.", "Machine washable", "contradicted"),
        ({"Washing": "40 °C, no tumble dryer"}, "nl", "Stop hem in de droger.", "in de droger", "contradicted"),
        ({"For": "adult cats"}, "en", "Made for kittens.", "for kittens", "contradicted"),
        ({"Frost-resistant": "no"}, "en", "Free of phthalates and frost-proof.", "frost-proof", "contradicted"),
        ({"Handvat": "walnoot"}, "nl", "Met een houten handvat.", "houten", "supported"),
        ({"Materiaal": "sterling zilver"}, "nl", "Zilveren ketting.", "Zilveren", "supported"),
        ({"Farbe": "türkis"}, "nl", "Turquoise shirt.", "Turquoise", "supported"),
        ({"Färg": "grafit"}, "sv", "En grafitgrå bädd.", "grafitgrå", "supported"),
        ({"Getreidefrei": "ja"}, "sv", "Spannmålsfritt foder för hunden.", "Spannmålsfritt", "supported"),
        ({"Material": "recyceltes PET"}, "en", "Made from recycled PET.", "recycled", "supported"),
        ({"Award": "Red Dot 2024"}, "en", "Winner of the Red Dot 2024.", "Red Dot 2024", "supported"),
    ],
)
def test_facts_in_other_words_or_another_language_decide(
    facts: dict[str, str], language: str, sentence: str, claim: str, verdict: str
) -> None:
    assert (claim, verdict) in _found(facts, sentence, language)


@pytest.mark.parametrize(
    ("facts", "language", "sentence", "expected"),
    [
        ({"Bristles": "nylon, medium"}, "en", "The bristles are soft.", [("soft", "contradicted")]),
        ({"Rise": "mid"}, "en", "Cut with a high rise.", [("high", "contradicted")]),
        ({"Skin type": "dry skin"}, "en", "Made for oily skin.", [("oily", "contradicted")]),
        ({"Firmness": "firm"}, "en", "A soft mattress cover.", []),
        ({"Bristles": "soft"}, "en", "Soft bristles.", [("Soft", "supported")]),
        ({"Borstel": "medium"}, "nl", "De haren zijn zacht.", [("zacht", "contradicted")]),
        ({"Huidtype": "droge huid"}, "nl", "Voor de vette huid.", [("vette", "contradicted")]),
        ({"Nib": "fine"}, "nl", "Met een brede punt.", [("brede", "contradicted")]),
        ({"Pittigheid": "mild"}, "nl", "Een zachte smaak.", []),
        ({"Borst": "medium"}, "sv", "Borsten är mjuka.", [("mjuka", "contradicted")]),
        ({"Nib": "fine, steel"}, "sv", "Ett grovt stift.", [("grovt", "contradicted")]),
        ({"Hudtyp": "torr hy"}, "sv", "För fet hy.", [("fet", "contradicted")]),
        ({"Fasthet": "medium"}, "sv", "En mjuk kudde.", []),
    ],
)
def test_steps_of_a_scale_are_compared(
    facts: dict[str, str], language: str, sentence: str, expected: list[tuple[str, str]]
) -> None:
    found = _found(facts, sentence, language)
    assert [each for each in found if each in expected] == expected
    assert expected or not [each for each in found if each[1] != "supported"]
