"""Parts that can leave a sentence, and words put in place of others."""

from __future__ import annotations

import pytest

from desktop.agents.clauses import in_place, without_adjective, without_clause, without_part


@pytest.mark.parametrize(
    ("language", "sentence", "claim", "left"),
    [
        ("en", "The bag holds 20 litres, and it comes with a 25 year warranty.", "25 year", "The bag holds 20 litres."),
        ("en", "The bag holds 20 litres and comes with a raincover.", "a raincover", "The bag holds 20 litres."),
        ("en", "It weighs 1,200 g, making it ideal for flights.", "for flights", "It weighs 1,200 g."),
        ("en", "The canvas is waxed – perfect for rain!", "for rain", "The canvas is waxed!"),
        ("en", "The bag, which weighs 2 kg, is olive.", "2 kg", None),
        ("en", "It comes in wool, silk, and linen.", "linen", None),
        ("en", "It comes with a 25 year warranty.", "25 year", None),
        ("en", "It holds 20 litres, with two pockets, and it lasts.", "20 litres", None),
        ("nl", "De tas weegt 980 g, en hij heeft een regenhoes.", "een regenhoes", "De tas weegt 980 g."),
        ("nl", "De tas weegt 980 g en heeft een regenhoes.", "een regenhoes", "De tas weegt 980 g."),
        ("nl", "De tas is van canvas, zodat alles droog blijft.", "droog", "De tas is van canvas."),
        ("nl", "De tas is van wol, zijde en linnen.", "linnen", None),
        ("sv", "Väskan väger 980 g, och den har ett regnskydd.", "ett regnskydd", "Väskan väger 980 g."),
        ("sv", "Väskan väger 980 g och har ett regnskydd.", "ett regnskydd", "Väskan väger 980 g."),
        ("sv", "Väskan är av kanvas, vilket håller allt torrt.", "torrt", "Väskan är av kanvas."),
        ("sv", "Väskan är av ull, silke och linne.", "linne", None),
        ("de", "Die Tasche wiegt 980 g, und sie hat einen Schutz.", "Schutz", None),
    ],
)
def test_a_clause_goes_only_where_a_sentence_stays(language: str, sentence: str, claim: str, left: str | None) -> None:
    start = sentence.index(claim)
    assert without_clause(sentence, start, start + len(claim), language) == left


@pytest.mark.parametrize(
    ("title", "claim", "left"),
    [
        ("Noordwal backpack, 25 year warranty", "25 year", "Noordwal backpack"),
        ("Noordwal backpack, 25 year warranty, olive", "25 year", "Noordwal backpack, olive"),
        ("Noordwal backpack – vegan leather | olive", "vegan leather", "Noordwal backpack | olive"),
        ("Leather backpack, 20 litres", "Leather", None),
        ("Leather backpack", "Leather", None),
        ("Kan 1,5 l, rood", "1,5 l", None),
    ],
)
def test_a_part_of_a_title_goes_but_never_the_first(title: str, claim: str, left: str | None) -> None:
    start = title.index(claim)
    assert without_part(title, start, start + len(claim)) == left


@pytest.mark.parametrize(
    ("language", "text", "span", "words", "changed"),
    [
        ("en", "It weighs 950 g.", "950 g", "980 g", "It weighs 980 g."),
        ("en", "A 12 kg bag.", "12 kg", "8 kg", "An 8 kg bag."),
        ("en", "an 8 kg bag", "8 kg", "12 kg", "a 12 kg bag"),
        ("en", "a 110 g bar", "110 g", "180 g", "a 180 g bar"),
        ("en", "It is big. Leather inside.", "Leather", "canvas", "It is big. Canvas inside."),
        ("nl", "Leer van binnen.", "Leer", "canvas", "Canvas van binnen."),
        ("sv", "En 12 kg tung väska.", "12 kg", "8 kg", "En 8 kg tung väska."),
    ],
)
def test_other_words_fit_where_they_come(language: str, text: str, span: str, words: str, changed: str) -> None:
    start = text.index(span)
    assert in_place(text, start, start + len(span), words, language) == changed


@pytest.mark.parametrize(
    ("text", "word", "left"),
    [
        ("Luminous reading lamp, 46 cm", "Luminous", "Reading lamp, 46 cm"),
        ("It is a seamless cover.", "seamless", "It is a cover."),
        ("An adjustable lamp.", "adjustable", "A lamp."),
        ("It comes in a waterproof envelope.", "waterproof", "It comes in an envelope."),
        ("The bag is waterproof and light.", "waterproof", None),
        ("It is waterproof for years.", "waterproof", None),
        ("The warranty covers all.", "warranty", None),
        ("A seal keeps water out.", "seal", None),
        ("It feels durable.", "durable", None),
        ("Its durable and heat-resistant parts.", "heat-resistant", None),
    ],
)
def test_an_adjective_goes_only_before_its_noun(text: str, word: str, left: str | None) -> None:
    start = text.index(word)
    assert without_adjective(text, start, start + len(word), "en") == left
    assert without_adjective(text, start, start + len(word), "nl") is None
