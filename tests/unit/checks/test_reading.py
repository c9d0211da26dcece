from __future__ import annotations

import pytest

from desktop.checks.passive import is_passive
from desktop.checks.prose import Sort, count_words, lines_of, prose_sentences, words_in
from desktop.checks.reading import Tally, flesch, lix, readability_metrics, tally_of
from desktop.checks.syllables import count_syllables


@pytest.mark.parametrize(
    ("word", "language", "number"),
    [
        *(
            (word, "en", number)
            for word, number in {
                "bag": 1, "backpack": 2, "made": 1, "little": 2, "walked": 1, "wanted": 2, "boxes": 2, "shoes": 1,
                "holes": 1, "being": 2, "quiet": 2, "washable": 3, "adjustable": 4, "delivered": 3, "people": 2,
                "rhythm": 1, "12.5": 1, "18": 1,
            }.items()
        ),
        *(
            (word, "nl", number)
            for word, number in {
                "rugzak": 2, "mooie": 2, "nieuwe": 2, "leeuw": 1, "ideeën": 3, "reünie": 3, "keukentafel": 4,
                "materiaal": 4, "draaien": 2, "zee": 1, "koffie": 2, "ijs": 1,
            }.items()
        ),
        *(
            (word, "sv", number)
            for word, number in {
                "ryggsäck": 2, "vattenavvisande": 6, "idéer": 3, "bra": 1, "boende": 3, "fåtölj": 2, "tröja": 2,
            }.items()
        ),
        ("tasche", "de", 0),
    ],
)  # fmt: skip
def test_syllables_are_counted(word: str, language: str, number: int) -> None:
    assert count_syllables(word, language) == number


def test_formulas_are_as_published() -> None:
    tally = Tally(words=100, syllables=150, long=30, sentences=5)
    assert flesch(tally, "en") == pytest.approx(206.835 - 1.015 * 20 - 84.6 * 1.5)
    assert flesch(tally, "nl") == pytest.approx(206.84 - 0.93 * 20 - 0.77 * 150)
    assert lix(tally) == pytest.approx(20 + 30)


def test_figures_of_a_text() -> None:
    text = "# Title of the text\n\nThe bag is light. It carries laptops.\n\n- An item of a list\n\n| a | b |\n"
    assert tally_of(text, "en") == Tally(words=7, syllables=9, long=2, sentences=2)
    assert readability_metrics(text, "en") == {
        "reading_time_s": 5.0,
        "sentences": 2.0,
        "words_per_sentence": 3.5,
        "lix": 32.1,
        "flesch": pytest.approx(94.5, abs=0.1),
    }
    assert set(readability_metrics(text, "sv")) == {"reading_time_s", "sentences", "words_per_sentence", "lix"}
    assert readability_metrics(text, "").keys() == readability_metrics(text, "sv").keys()
    assert readability_metrics("", "en") == {"reading_time_s": 0.0}
    assert readability_metrics("word " * 238, "en")["reading_time_s"] == 60


def test_lines_are_what_markdown_makes_of_them() -> None:
    text = "# One\n## Two ##\nProse. More.\n- item\n3) third\n| a |\n✅ done\n3 bags."
    assert [(line.sort, line.level) for line in lines_of(text)] == [
        (Sort.HEADING, 1),
        (Sort.HEADING, 2),
        (Sort.PROSE, 0),
        (Sort.ITEM, 0),
        (Sort.ITEM, 0),
        (Sort.TABLE, 0),
        (Sort.ITEM, 0),
        (Sort.PROSE, 0),
    ]
    assert [text[slice(*span)] for span in prose_sentences(text, "en")] == ["Prose.", "More.", "3 bags."]


def test_addresses_are_no_words() -> None:
    assert words_in("See [the bag](https://a.example/x) at https://b.example, it’s 1,299.00.") == (
        *("see", "the", "bag", "at", "it’s", "1,299.00"),
    )
    assert count_words("One two.\n\n- three") == 3


@pytest.mark.parametrize(
    ("sentence", "language", "passive"),
    [
        ("The bag was sewn by hand.", "en", True),
        ("Orders are always shipped on Monday.", "en", True),
        ("It has been tested.", "en", True),
        ("It is not sent abroad.", "en", True),
        ("De tas wordt met de hand genaaid.", "nl", True),
        ("Bestellingen worden morgen verzonden.", "nl", True),
        ("Hij werd in 1981 ontworpen.", "nl", True),
        ("Zo wordt alles meegeleverd.", "nl", True),
        ("Väskan tillverkas i Portugal.", "sv", True),
        ("Den levereras i kartong.", "sv", True),
        ("Priset blev sänkt i går och blir höjt.", "sv", False),
        ("Den blev tvättad för hand.", "sv", True),
        ("Varje del testades noga.", "sv", True),
        ("Varje söm granskas av två par ögon.", "sv", True),
        ("Ramen har byggts om från grunden.", "sv", True),
        ("Sadeln köptes in från Skottland.", "sv", True),
        ("The bag is made of wool and lined with silk.", "en", False),
        ("It is red, and we need it.", "en", False),
        ("We sewed it by hand.", "en", False),
        ("It was light. It stopped.", "en", False),
        ("Het wordt warm met de zon.", "nl", False),
        ("De tas is gemaakt van wol.", "nl", False),
        ("Hij geeft licht en weegt niets.", "nl", False),
        ("Wij naaien hem met de hand.", "nl", False),
        ("Den hoppas vi att du tycker om.", "sv", False),
        ("Väskan finns i tre färger på vår arbetsplats.", "sv", False),
        ("Den blir varm.", "sv", False),
        ("Alla trivs, och ingen lyckades motstå den.", "sv", False),
        ("Vårt projekts namn syns på canvas och glas.", "sv", False),
        ("Vi gillar Volvos och Almas färger.", "sv", False),
        ("Flickornas väskor är tillverkade av ull.", "sv", False),
        ("Sie wird genäht.", "de", False),
    ],
)
def test_the_passive_voice_is_known_by_its_forms(sentence: str, language: str, passive: bool) -> None:
    assert is_passive(sentence, language) is passive
