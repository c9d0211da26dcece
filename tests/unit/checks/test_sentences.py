from __future__ import annotations

import time

import pytest

from desktop.checks.sentences import paragraphs_of, sentences_of

# A bar stands where one sentence ends and the next begins.
ENGLISH = (
    "It weighs 980 g.| It holds 18.5 litres.| Good.",
    "Pack things, e.g. Nike shoes, i.e. Running shoes.| Done.",
    "See No. 5 on the list.| The answer is no.| It is not.",
    "Made in St. Petersburg by Dr. Smith and Mr. Jones.| Nice.",
    "By J. R. R. Tolkien and J.K. Rowling.| Both signed.",
    "Designed by Anna M. Berg in 2019.| She lives there.",
    "It comes in size M.| The fit is wide.",
    "It has vitamin C.| It helps.",
    "Wait...| What?!| Yes…| No.",
    "Wait... what is it?| A bag.",
    "“Take it.”| She did.| “Why?” he asked.",
    'He said: "Take it."| Then he left.',
    "Ready to go! 🎒| Take it everywhere. 🇳🇱🎉| Bye.",
    "✅ Waterproof.| ✅ Light.",
    'It fits a 15" laptop.| The sleeve is padded.',
    "It costs $5.00.| €12 for two.| 18 litres fit.",
    "Choose one.| iPhone users smile.",
    "Visit www.havn.example/bags.html now.| Mail info@havn.example today.",
    "1. Weigh it.| 2. Fill it.",
    "- Light.| Strong.",
    "Approx. 40 x 30 x 12.5 cm, max. 10 kg, vol. 3.| End.",
    "It opens at 9 a.m. and closes at 5 p.m.| Then we go.",
    "Hello (it is light.)| Next.",
    "Bags, straps etc. are included.| Enjoy.",
    "**Bold.**| Then plain.",
    "Soft, light and yahoo! is it warm.",
    "Acme Inc. makes them.| Good ones.",
)
DUTCH = (
    "De tas weegt 0,98 kg.| Er past 18,5 liter in.",
    "Merken zoals o.a. Nike, bijv. Air Max, d.w.z. Schoenen.| Klaar.",
    "Van dhr. De Vries en mevr. Jansen.| Mooi.",
    "Bel tel. 020 1234567 of kom vóór 17.00 uur.| Tot dan.",
    "Zie nr. 5 en blz. 12.| Dat is alles.",
    "Het is ca. 40 cm lang, incl. Verzending.| Fijn.",
    "Wij zijn er ma. 12 t/m vr. 16 mei.| Kom langs.",
    "Een tas in maat L.| De pasvorm is ruim.",
    "Ontworpen door A.F.Th. van der Heijden.| In Nijmegen.",
    "“Neem hem mee.”| Dat zei ze.",
    "’s Ochtends koffie.| ’s Avonds thee.",
    "Wat een tas!| 'n Echte aanrader.",
    "Bestel vandaag! 🚚| Morgen in huis.",
    "Hij kost € 1.299,00.| Dat is veel.",
)
SWEDISH = (
    "Väskan väger 0,98 kg.| Den rymmer 18,5 liter.",
    "Packa t.ex. Nike-skor, bl.a. Air Max, d.v.s. Skor.| Klart.",
    "Den är ca. 40 cm lång.| Priset är 899 kr.| Frakt ingår.",
    "Ring tel. 08-123 45 eller kom kl. 10.| Välkommen.",
    "Det kostar kr. 500 inkl. Moms.| Bra.",
    "Storlek M.| Den sitter löst.",
    "Av J. P. Svensson.| Signerad.",
    "Se nr. 5 och kap. 3.| Det är allt.",
    "Säljs i 5 st.| Vi packar dem.",
    "Garn, nålar m.m. ingår.| Allt i en låda.",
    "”Ta den.”| Hon gick.",
    "Beställ i dag! 🚚| Hemma i morgon.",
    "Åk ut.| Ös regn gör inget.| Är du redo?",
    "Öppet fr.o.m. Midsommar t.o.m. Augusti.| Kom.",
)


@pytest.mark.parametrize(
    ("marked", "language"),
    [
        *((each, "en") for each in ENGLISH),
        *((each, "nl") for each in DUTCH),
        *((each, "sv") for each in SWEDISH),
        ("Es ist gut.| Die Tasche ist z.B. blau.", "de"),
    ],
)
def test_sentences_end_where_a_reader_ends_them(marked: str, language: str) -> None:
    text = marked.replace("|", "")
    assert [text[start:end] for start, end in sentences_of(text, language)] == [
        each.strip() for each in marked.split("|")
    ]


def test_lines_end_sentences_and_spans_are_of_the_whole_text() -> None:
    text = "# Title\n\n- light\n  - very strong \n\nIt is. So it is.\n\n  \n"
    assert [text[slice(*span)] for span in sentences_of(text, "en")] == [
        "# Title",
        "- light",
        "- very strong",
        "It is.",
        "So it is.",
    ]
    assert [text[slice(*span)].strip() for span in paragraphs_of(text)] == [
        "# Title",
        "- light",
        "- very strong",
        "It is. So it is.",
    ]
    assert sentences_of("", "en") == paragraphs_of(" \n ") == ()


def test_five_thousand_words_are_split_from_nothing_at_once() -> None:
    text = "\n\n".join(
        f"The bag {number} weighs 980 g, e.g. in size M. It holds 18.5 litres, approx. 3 books. Take it along! 🎒 " * 10
        for number in range(25)
    )
    assert len(text.split()) >= 5000
    started = time.process_time()
    assert len(sentences_of(text, "en")) == 750
    assert time.process_time() - started < 0.15


@pytest.mark.parametrize(
    "text",
    [
        "a." * 100_000,
        "A. " * 50_000,
        "! " * 50_000,
        " " * 100_000 + "x",
        "x. " + "- " * 50_000 + "x",
        "x! " + "🎒" * 50_000 + " x",
        "x! " + "🎒 " * 50_000 + "x",
        "x. " + '"' * 50_000,
        "." * 100_000,
        "x." + ")" * 100_000,
        "a. " + "b" * 100_000,
        "a." + "[^q1]" * 20_000,
        "a.[^" * 25_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_no_text_is_slow_to_split(text: str) -> None:
    started = time.process_time()
    spans = sentences_of(text, "en")
    assert spans[0].start <= len(text) - len(text.lstrip())
    assert time.process_time() - started < 6


def test_what_is_cited_belongs_to_the_sentence_before_it() -> None:
    text = "It stays at 20 °C.[^q2] Above it is hot.[^1] “So it is.”[^q1.2, q3] Is it? [q1] Yes.[q1][^a] It is [x] 3."
    assert [text[start:end] for start, end in sentences_of(text, "en")] == [
        "It stays at 20 °C.[^q2]",
        "Above it is hot.[^1]",
        "“So it is.”[^q1.2, q3]",
        "Is it? [q1] Yes.[q1][^a]",
        "It is [x] 3.",
    ]
