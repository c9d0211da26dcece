"""What a sentence tells: how and by whom it was made, what it comes in, who uses it, what it survives."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _verdicts(facts: dict[str, str], sentence: str, language: str) -> list[str]:
    rows = tuple(Fact(id=f"f{place}", name=name, value=value) for place, (name, value) in enumerate(facts.items()))
    return [str(each.verdict) for each in concept_claims_of(sentence, rows, language)]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Hand-poured in small batches."),
        ("en", "Knotted by hand over four months."),
        ("en", "Roasted every Tuesday."),
        ("en", "Stone-ground for three days."),
        ("en", "Every jar is filled to the brim and baked to order."),
        ("en", "A clip-on tuner comes free with it."),
        ("en", "Sent in a small box with a ribbon."),
        ("en", "Made from old fishing nets."),
        ("en", "Tested to military standard."),
        ("en", "Used by the Swedish national team."),
        ("en", "Developed together with mountain guides."),
        ("en", "Designed by Jonas Ek."),
        ("en", "Shrugs off a downpour."),
        ("en", "It will never rust."),
        ("nl", "Met de hand gegoten."),
        ("nl", "Elke dinsdag vers gebrand."),
        ("nl", "Ze wordt verstuurd in een doosje."),
        ("nl", "Gemaakt van oude visnetten."),
        ("nl", "Ontworpen door Jonas Ek."),
        ("nl", "Kan goed tegen regen."),
        ("nl", "Roest nooit."),
        ("nl", "Samen ontwikkeld met fysiotherapeuten."),
        ("sv", "Stöpt för hand i små omgångar."),
        ("sv", "Rostas varje tisdag."),
        ("sv", "Levereras i en liten ask."),
        ("sv", "Testad enligt militärstandard."),
        ("sv", "Formgiven av Jonas Ek."),
        ("sv", "Tål regn och rusk."),
        ("sv", "Bleks inte i solen."),
        ("sv", "Framtagen tillsammans med barnmorskor."),
    ],
)
def test_what_no_fact_tells_wants_one(language: str, sentence: str) -> None:
    assert "unsupported" in _verdicts({"Weight": "1 kg"}, sentence, language)


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("en", "Made", "by hand in small batches", "Hand-poured in small batches."),
        ("en", "Afwerking", "handgemaakt", "Knotted by hand over four months."),
        ("en", "Packaging", "gift box", "It arrives in a small box."),
        ("en", "Design", "Jonas Ek", "Designed by Jonas Ek."),
        ("en", "Protection", "IPX5", "Shrugs off a downpour."),
        ("en", "Lekvrij", "ja", "It doesn't leak in a bag."),
        ("nl", "Packaging", "gift box", "Ze wordt verstuurd in een doosje."),
        ("nl", "Includes", "gig bag", "De gitaartas krijg je er gratis bij."),
        ("sv", "In the box", "headphones, cable, pouch", "En påse följer med."),
        ("sv", "Vattentät", "ja", "Tål regn och rusk."),
    ],
)
def test_a_fact_tells_it_too(language: str, name: str, value: str, sentence: str) -> None:
    found = _verdicts({name: value}, sentence, language)
    assert "supported" in found
    assert not {"contradicted", "unsupported"} & set(found)


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("en", "Designer", "Maria Lund", "Designed by Jonas Ek."),
        ("en", "Packaging", "cotton bag", "It arrives in a cardboard box."),
        ("en", "Water resistant", "no", "It shrugs off a downpour."),
        ("nl", "Vertaling", "Eva Berg", "Vertaald door Jonas Ek."),
        ("sv", "Formgivare", "Maria Lund", "Formgiven av Jonas Ek."),
        ("sv", "Vattentålig", "nej", "Tål regn."),
    ],
)
def test_a_fact_tells_otherwise(language: str, name: str, value: str, sentence: str) -> None:
    assert "contradicted" in _verdicts({name: value}, sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "You handle the rain, we handle the rest."),
        ("en", "Made up by hand signals, the game is easy to learn."),
        ("en", "Lovely in a box with other letters."),
        ("en", "Every family has its own rules for this."),
        ("en", "Keep it in a box under the bed."),
        ("en", "The children are in every room of the house."),
        ("nl", "Wie tegen regen kan, gaat gewoon."),
        ("nl", "Bewaar hem in een doosje."),
        ("nl", "Met de hand in de zak loop je naar huis."),
        ("sv", "Du tål regn bättre än de flesta."),
        ("sv", "Lägg den i en ask till nästa år."),
        ("sv", "Varje tisdag kommer farmor på middag."),
    ],
)
def test_what_is_told_of_others_is_no_claim(language: str, sentence: str) -> None:
    assert "unsupported" not in _verdicts({"Weight": "1 kg"}, sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Unfiltered, from a single estate."),
        ("en", "Sourced directly from smallholders."),
        ("en", "It fits every handlebar."),
        ("en", "Shortlisted for the Booker Prize."),
        ("en", "The kettle switches itself off."),
        ("en", "One coat is enough."),
        ("en", "Rich in fibre and low in fat."),
        ("en", "The quietest in its class."),
        ("en", "Footprint included."),
        ("nl", "Past op alle gangbare kranen."),
        ("nl", "Geweven zonder kinderarbeid."),
        ("nl", "Dekt in één laag."),
        ("nl", "Genomineerd voor de Libris Literatuurprijs."),
        ("nl", "Je oude toestel nemen we gratis mee."),
        ("nl", "Klamboe inbegrepen."),
        ("sv", "Passar alla vanliga kranar."),
        ("sv", "Vävd utan barnarbete."),
        ("sv", "Täcker på en strykning."),
        ("sv", "Nominerad till Augustpriset."),
        ("sv", "Golvskydd ingår."),
    ],
)
def test_set_terms_want_a_fact(language: str, sentence: str) -> None:
    assert "unsupported" in _verdicts({"Weight": "1 kg"}, sentence, language)


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("en", "Style", "unfiltered", "Unfiltered and full of character."),
        ("en", "Fits", "all handlebars", "It fits every handlebar."),
        ("nl", "Dekking", "1 laag", "Dekt in één laag."),
        ("sv", "Täckning", "1 strykning", "Täcker på en strykning."),
        ("sv", "I lådan", "golvskydd, pinnar", "Golvskydd ingår."),
    ],
)
def test_set_terms_of_a_fact_are_true(language: str, name: str, value: str, sentence: str) -> None:
    assert not {"contradicted", "unsupported"} & set(_verdicts({name: value}, sentence, language))


@pytest.mark.parametrize(
    ("language", "name", "value", "sentence"),
    [
        ("en", "Ingredients", "cane sugar, cocoa", "Sweetened with coconut sugar."),
        ("en", "Type", "road bike", "A mountain bike for rough trails."),
        ("en", "Genre", "thriller", "A romance for long evenings."),
        ("en", "Care", "do not iron", "Iron it on low."),
        ("en", "Metal", "925 sterling silver", "The band is 18-carat gold."),
        ("nl", "Hondengrootte", "kleine rassen", "Voor grote rassen."),
        ("nl", "Seizoen", "zomer", "Een winterdekbed."),
        ("nl", "Dessin", "effen", "Met kleine bloemetjes."),
        ("sv", "Språk", "engelska", "Boken är på svenska."),
        ("sv", "Växt", "ettårig", "Kommer tillbaka varje år."),
        ("sv", "Ursprung", "Brasilien och Guatemala", "Bönor från Brasilien och Etiopien."),
        ("sv", "Installation", "nicht im Preis enthalten", "Garanti ingår, liksom installation."),
    ],
)
def test_another_of_its_kind_contradicts(language: str, name: str, value: str, sentence: str) -> None:
    assert "contradicted" in _verdicts({name: value}, sentence, language)


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", {"Colour": "sage"}, "It goes with oak, with rattan and with white woodwork."),
        ("en", {"Filling": "down"}, "You can use it for most of the year."),
        ("en", {"Drop test": "2 m"}, "It has been drop-tested."),
        ("sv", {"Material": "ek"}, "Stolar runt om, en vaxduk när barnen ska måla, och plats för alla."),
        ("sv", {"Förpackning": "glasburk"}, "Burken kan du sedan fylla med bomullspinnar."),
        ("sv", {"Strängar": "stål"}, "Plektrum får du stå för själv."),
        ("sv", {"Kedja": "45 cm"}, "Att bära runt halsen."),
    ],
)
def test_other_things_stay_silent(language: str, facts: dict[str, str], sentence: str) -> None:
    assert not {"contradicted", "unsupported"} & set(_verdicts(facts, sentence, language))
