"""Whose a number is: claims of the product, and their innocent look-alikes that belong to people, weather and idiom."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.index import ledger_of
from desktop.checks.ledger.numbers.quantity_claims import quantity_claims
from desktop.core.brief import Fact

FACTS = {
    "en": "Weight=780 g; Warranty=2 years; Pockets=3; Dimensions=45 x 30 x 14 cm; Price=£89.95; Battery life=24 h",
    "nl": "Gewicht=780 g; Garantie=2 jaar; Vakken=3; Afmetingen=45 x 30 x 14 cm; Prijs=€ 89,95; Accuduur=24 uur",
    "sv": "Vikt=780 g; Garanti=2 år; Fickor=3; Mått=45 x 30 x 14 cm; Pris=899 kr; Batteritid=24 timmar",
}


def _facts(text: str) -> tuple[Fact, ...]:
    rows = (row.strip().partition("=") for row in text.split(";"))
    return tuple(Fact(id=f"f{n}", name=name, value=value) for n, (name, _, value) in enumerate(rows, start=1))


def _errors(sentence: str, language: str, facts: str = "") -> list[tuple[str, str]]:
    ledger = ledger_of(_facts(facts or FACTS[language]))
    found = sorted(quantity_claims(sentence, language, ledger, ""), key=lambda each: each.start)
    return [(sentence[each.start : each.end], each.verdict.value) for each in found if each.verdict != "supported"]


INNOCENT = [
    ("en", "After three hours on the train you will be glad of it."),
    ("en", "A week in Cornwall with three children and a dog."),
    ("en", "He walked 800 km to Santiago in shoes like these."),
    ("en", "The dog weighs 32 kg and thinks he is a puppy."),
    ("en", "My brother, 1.95 m tall, borrowed it once."),
    ("en", "Keep a spare: it goes with a 16-inch laptop stand and two screens."),
    ("en", "Put it on a shelf 30 cm from the wall."),
    ("en", "Pour 250 ml of water over it and wait four minutes."),
    ("en", "Five minutes' walk from the station there is a bakery."),
    ("en", "Ask any parent with a seven-week-old."),
    ("en", "Ready for a full working day, with a hundred tabs open."),
    ("en", "Between 1 and 24 December the whole town smells of cinnamon."),
    ("en", "Great with a glass of 2019 Barolo."),
    ("en", "Your daughter will want it one day."),
    ("nl", "Drie dagen bergop en nog fris."),
    ("nl", "Jij moet om vier uur iets inleveren."),
    ("nl", "Een week Texel met drie kinderen en een hond."),
    ("nl", "De hond weegt 32 kg en denkt dat hij een pup is."),
    ("nl", "Neem € 20 mee voor de veerpont."),
    ("nl", "Vierhonderd meter verderop ligt het strand."),
    ("nl", "Op vijf minuten lopen van het station zit een bakker."),
    ("nl", "Groot genoeg voor twee vensters naast elkaar."),
    ("nl", "Regent het voor de derde dag op rij?"),
    ("nl", "Zet hem 30 cm van de muur."),
    ("nl", "Groet vriendelijk de natte eenden."),
    ("nl", "Twee gebruikers kunnen hem delen."),
    ("nl", "Kinderen groeien drie centimeter per zomer."),
    ("sv", "En väska i munnen och tre minuter till bytet."),
    ("sv", "Han gick 800 km till Santiago i sådana här skor."),
    ("sv", "Vad ger man en femtonåring som redan har allt?"),
    ("sv", "Två plagg i ett: dra av benen."),
    ("sv", "Häll 250 ml vatten över och vänta i fyra minuter."),
    ("sv", "Hunden väger 32 kg och tror att han är en valp."),
    ("sv", "Fyrahundra meter bort ligger stranden."),
    ("sv", "Ta med 200 kr till färjan."),
    ("sv", "Fem minuters promenad från stationen ligger ett bageri."),
    ("sv", "Ingen behöver 40 par skor."),
    ("sv", "I 30 graders värme vill ingen stryka."),
    ("en", "Dinner for six, washing-up for one."),
    ("en", "Other bags weigh two kilos; this one does not."),
    ("en", "Ordinary batteries give up after three hours."),
    ("en", "A flight to Oslo takes two hours."),
    ("nl", "Andere tassen wegen twee kilo; deze niet."),
    ("nl", "Voor een picknick heb je 2 kg kersen nodig."),
    ("nl", "Wie 1,90 m lang is, weet wat we bedoelen."),
    ("sv", "Andra väskor väger två kilo; den här gör det inte."),
    ("sv", "Bänken den står på är 1,2 m lång."),
    ("sv", "Vanliga batterier ger upp efter tre timmar."),
    ("en", "Two thirds of the way up, the path turns."),
    ("nl", "Een derde van je leven lig je in bed."),
    ("sv", "Ställ den 30 cm från väggen."),
]


@pytest.mark.parametrize(("language", "sentence"), INNOCENT)
def test_what_is_not_said_of_the_product_is_not_flagged(language: str, sentence: str) -> None:
    assert _errors(sentence, language) == []


CLAIMS = [
    ("en", "Pitched in five minutes.", "five minutes", "unsupported"),
    ("en", "Aged 18 months in French oak.", "18 months", "unsupported"),
    ("en", "Comes with two balls.", "two balls", "unsupported"),
    ("en", "Machine wash at 30 °C.", "30 °C", "unsupported"),
    ("en", "Loved by 20,000 customers.", "20,000 customers", "unsupported"),
    ("en", "It weighs 1.2 kg.", "1.2 kg", "contradicted"),
    ("en", "Fits under most sofas and costs £99.", "£99", "contradicted"),
    ("en", "Other bags are heavy, this one weighs 900 g.", "900 g", "contradicted"),
    ("en", "A three-year warranty.", "three-year", "contradicted"),
    ("en", "It sleeps six.", "six", "unsupported"),
    ("en", "Ten percent off until Sunday.", "Ten percent", "unsupported"),
    ("nl", "Je mag hem honderd dagen proberen.", "honderd dagen", "unsupported"),
    ("sv", "Sovplats för sex.", "sex", "unsupported"),
    ("sv", "Tio procents rabatt.", "Tio procents", "unsupported"),
    ("nl", "Zet in 25 seconden koffie.", "25 seconden", "unsupported"),
    ("nl", "Verkrijgbaar in acht kleuren.", "acht kleuren", "unsupported"),
    ("nl", "Bestand tegen vorst tot -20 °C.", "20 °C", "unsupported"),
    ("nl", "Veilig vanaf de geboorte.", "de geboorte", "unsupported"),
    ("nl", "Met vijf vakken.", "vijf vakken", "contradicted"),
    ("nl", "De accu gaat 30 uur mee.", "30 uur", "contradicted"),
    ("sv", "Rynkorna försvinner på två veckor.", "två veckor", "unsupported"),
    ("sv", "Tål 200 grader.", "200 grader", "unsupported"),
    ("sv", "Översatt till 14 språk.", "14 språk", "unsupported"),
    ("sv", "Räckvidd upp till 60 km.", "60 km", "unsupported"),
    ("sv", "Fem fickor.", "Fem fickor", "contradicted"),
    ("sv", "Den väger 1,2 kg.", "1,2 kg", "contradicted"),
]


@pytest.mark.parametrize(("language", "sentence", "span", "verdict"), CLAIMS)
def test_what_is_said_of_the_product_is_flagged(language: str, sentence: str, span: str, verdict: str) -> None:
    assert _errors(sentence, language) == [(span, verdict)]


NAMES = [
    ("en", "Brightness=800 lm", "Lode 800 front light"),
    ("en", "Battery=30 h", "Quill 700 wireless headphones"),
    ("sv", "Vikt=2 kg", "Volta 900 cykellampa"),
    ("nl", "Inhoud=430 l", "Fjordline 430 dakkoffer"),
]


@pytest.mark.parametrize(("language", "facts", "sentence"), NAMES)
def test_the_number_of_a_name_counts_nothing(language: str, facts: str, sentence: str) -> None:
    assert _errors(sentence, language, facts) == []


def test_a_line_that_begins_with_what_is_counted_is_no_name() -> None:
    assert _errors("Over 100,000 copies sold", "en", "Pages=32") == [("Over 100,000 copies", "unsupported")]
