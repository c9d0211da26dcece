"""Things that a sentence adds or gives and that no fact has, of any name; stories, moods and places are none."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.concepts.concept_facts import concept_facts_of
from desktop.checks.ledger.words.added_things import added_claims
from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact

_WEIGHT = {"en": "Weight=900 g", "nl": "Gewicht=900 g", "sv": "Vikt=900 g"}


def _facts(facts: str) -> tuple[Fact, ...]:
    rows = [each.split("=", 1) for each in facts.split("; ")]
    return tuple(Fact(id=f"f{place}", name=name, value=value) for place, (name, value) in enumerate(rows))


def _judged(facts: str, sentence: str, language: str) -> list[tuple[str, str]]:
    found = concept_claims_of(sentence, _facts(facts), language)
    return [(sentence[each.start : each.end], str(each.verdict)) for each in found]


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "words"),
    [
        ("en", "Voltage=18 V", "There is even a hammer function for stubborn walls.", "a hammer function"),
        ("en", "Pages=384", "At the back you'll find an interview with the author.", "an interview"),
        ("en", "Lessons=24 videos", "You also get a private chat group.", "a private chat group"),
        ("en", "Lessons=24 videos", "Every student gets a one-to-one call.", "a one-to-one call"),
        ("en", "Material=ash", "Thanks to the soft-close hinges doors never slam.", "soft-close hinges"),
        ("en", "Wheels=air-filled", "A bell on the handlebar warns pedestrians.", "bell"),
        ("nl", "Spanning=18 V", "Er is zelfs een klopfunctie voor harde muren.", "een klopfunctie"),
        ("nl", "Spanning=18 V", "In donkere hoekjes helpt de ingebouwde ledlamp.", "ingebouwde ledlamp"),
        ("nl", "Pagina's=384", "Achterin staat een interview met de schrijfster.", "een interview"),
        ("nl", "Lessen=24 video's", "Je krijgt ook toegang tot de besloten chatgroep.", "de besloten chatgroep"),
        ("sv", "Sidor=192", "Längst bak hittar du ett register efter råvara.", "ett register"),
        ("sv", "Vikt=900 g", "Den har ett dolt passfack.", "dolt passfack"),
        ("sv", "Material=ask", "Tack vare de mjukstängande gångjärnen är det tyst.", "mjukstängande gångjärnen"),
    ],
)
def test_what_is_added_wants_a_fact(language: str, facts: str, sentence: str, words: str) -> None:
    found = _judged(facts, sentence, language)
    assert [words.removeprefix("a ")] == [each.removeprefix("a ").removeprefix("A ") for each, _ in found]
    assert {verdict for _, verdict in found} == {"unsupported"}


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", "Weight=900 g", "There is even a reason to smile."),
        ("en", "Weight=900 g", "You also get a good night's sleep."),
        ("en", "Pages=384", "At the back of the church stands a man with a hat."),
        ("en", "Players=2-4", "There's also a thief on the island."),
        ("en", "Weight=900 g", "If there is also a charger in your bag, even better."),
        ("en", "Lights=12", "There are also lights for every mood."),
        ("en", "Power=1200 W", "The handle keeps cool."),
        ("nl", "Materiaal=acaciahout", "De bijpassende kussens in linnenlook bestel je los."),
        ("en", "Pages=240", "There is a map in the attic, and a lamp that never goes out."),
        ("nl", "Spelers=3-6", "Je krijgt een kaart die je haat en een geit waar je nooit om vroeg."),
        ("nl", "Gewicht=400 g", "Met een scheut melk, een lepel jam of een handvol bessen."),
        ("nl", "Gewicht=900 g", "Er zit ook een kern van waarheid in."),
        ("nl", "Weight=900 g; Colour=red", "Er is ook een laadkabel."),
        ("nl", "Spanning=18 V; Inhoud=lader, accu", "Je krijgt ook een acculader."),
        ("sv", "Vikt=900 g", "Det finns också en omväg som är vackrare."),
        ("sv", "Spelare=2-4", "Det finns även en tjuv ibland oss."),
        ("sv", "Effekt=1200 W", "Du får dessutom ett krämigt resultat."),
    ],
)
def test_what_is_no_thing_or_a_fact_has_is_left_alone(language: str, facts: str, sentence: str) -> None:
    assert "unsupported" not in [verdict for _, verdict in _judged(facts, sentence, language)]


@pytest.mark.parametrize(
    ("language", "sentence", "thing"),
    [
        ("en", "We throw in a shoehorn for good measure.", "shoehorn"),
        ("en", "Tucked inside the lid you'll find a tiny mirror.", "mirror"),
        ("en", "As a bonus you get a beginner's course online.", "course"),
        ("en", "A silicone mat is included.", "silicone"),
        ("en", "It doubles as a bookend.", "bookend"),
        ("en", "We serve coffee while you wait.", "coffee"),
        ("en", "On the side there's a pen loop.", "loop"),
        ("en", "A tripod comes with it.", "tripod"),
        ("en", "Every student gets a workbook.", "workbook"),
        ("en", "With every order you get a linen pouch.", "pouch"),
        ("nl", "Voorin zit een leeslint, opzij een penlus.", "penlus"),
        ("nl", "Wij lenen je een regenponcho.", "regenponcho"),
        ("nl", "Een muurbeugel wordt meegeleverd.", "muurbeugel"),
        ("nl", "In het deksel zit een spiegeltje.", "spiegeltje"),
        ("nl", "Bij elke bestelling krijg je een theezeefje cadeau.", "theezeefje"),
        ("nl", "Het deksel doet ook dienst als snijplank.", "snijplank"),
        ("nl", "Een elastiek houdt alles bij elkaar.", "elastiek"),
        ("nl", "Als extraatje krijg je een zakje zonnebloempitten.", "zonnebloempitten"),
        ("sv", "Behöver du komma iväg ordnar vi en lånebil.", "lånebil"),
        ("sv", "Medan du väntar bjuder vi på kaffe.", "kaffe"),
        ("sv", "På insidan sitter en liten ficka, på sidan en pennögla.", "pennögla"),
        ("sv", "Batteri medföljer, liksom ett svärdskydd.", "svärdskydd"),
        ("sv", "Två dregelskydd följer med.", "dregelskydd"),
        ("sv", "Längst bak finns ett ark med klistermärken.", "ark"),
        ("sv", "Locket fungerar även som skärbräda.", "skärbräda"),
        ("sv", "Vi skickar med en påse frön.", "påse"),
        ("en", "Thanks to its telescopic handle you reach the ceiling.", "telescopic handle"),
        ("en", "A rubber bumper protects the corners.", "bumper"),
        ("nl", "Er is een kleedkamer met douches.", "kleedkamer"),
        ("sv", "Det finns omklädningsrum och dusch.", "omklädningsrum"),
        ("sv", "Till satsen hör en påse.", "påse"),
        ("sv", "En visselpipa sitter på bröstremmen.", "visselpipa"),
    ],
)
def test_what_is_given_wants_a_fact(language: str, sentence: str, thing: str) -> None:
    found = _judged(_WEIGHT[language], sentence, language)
    assert any(thing in words and verdict == "unsupported" for words, verdict in found)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "It comes with a view."),
        ("en", "There's also a case for waiting."),
        ("en", "We give you a call when it is ready."),
        ("en", "We lend you a hand."),
        ("en", "On the back you'll find a long tradition."),
        ("en", "In the corner stands a piano."),
        ("en", "It doubles as a conversation piece."),
        ("en", "A smile holds everything together."),
        ("en", "We add a pinch of salt."),
        ("en", "It also has a certain charm."),
        ("en", "Curled up like a croissant."),
        ("en", "At the top of the hill there's a bench."),
        ("en", "A rug makes a room."),
        ("nl", "Wij bieden je een ruime keuze."),
        ("nl", "We doen er een schepje bovenop."),
        ("nl", "We serveren hem het liefst met een salade."),
        ("nl", "Een beetje geduld hoort erbij."),
        ("nl", "Achterin de tuin staat een oude appelboom."),
        ("nl", "Op de rug zit een tevreden baby."),
        ("nl", "Als een hoes wordt meegeleverd, gebruik hem dan."),
        ("nl", "Met een boek op de bank."),
        ("sv", "En bit tålamod följer med på köpet."),
        ("sv", "Vi ger dig en skjuts framåt."),
        ("sv", "Vi serverar den helst med en sallad."),
        ("sv", "Längst bak sitter en man i hatt."),
        ("sv", "Den fungerar även som samtalsämne."),
        ("sv", "Inget stativ följer med."),
        ("sv", "Ett stativ ingår inte."),
        ("sv", "Vintern kommer med snö."),
    ],
)
def test_what_such_words_say_of_no_thing_is_silent(language: str, sentence: str) -> None:
    known = concept_facts_of(_facts(_WEIGHT[language]))
    assert not list(added_claims(sentence, language, known, ("backpack",)))


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", "Weight=900 g; Contents=tripod, case", "A tripod comes with it."),
        ("nl", "Gewicht=900 g; Inhoud=beugel, schroeven", "Een muurbeugel wordt meegeleverd."),
        ("sv", "Vikt=900 g; Ingår=batteri, skydd för svärdet", "Batteri medföljer, liksom ett svärdskydd."),
    ],
)
def test_what_a_fact_has_is_not_given_anew(language: str, facts: str, sentence: str) -> None:
    assert not list(added_claims(sentence, language, concept_facts_of(_facts(facts)), ()))
