"""Things that a sentence adds and that no fact has, whatever they are; stories, moods and places are none."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _judged(facts: str, sentence: str, language: str) -> list[tuple[str, str]]:
    rows = [each.split("=", 1) for each in facts.split("; ")]
    ledger = tuple(Fact(id=f"f{place}", name=name, value=value) for place, (name, value) in enumerate(rows))
    found = concept_claims_of(sentence, ledger, language)
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
