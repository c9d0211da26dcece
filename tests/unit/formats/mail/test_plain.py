"""The plain-text part: every word of the mail, and lines that old programs can show."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.core.mail import Platform
from desktop.formats.mail.flowed import WIDTH, flowed, unflowed
from desktop.formats.mail.prose import prose_html, prose_text
from desktop.formats.mail.render import render_mail
from tests.fakes.mails import BRAND, COPY, mail_brief

PLAIN_BRAND = replace(BRAND, links=replace(BRAND.links, on=False))


def test_the_whole_mail_as_text() -> None:
    text = render_mail(mail_brief(platform=Platform.NONE), COPY, PLAIN_BRAND).text

    assert text == (
        "Nu är Ylva här\n--------------\n\n"
        'Hej {{ first_name|default:"du" }}, i dag släpper vi Ylva från Småland (https://sjobod.se/smaland).\n\n'
        "- mäter 130 × 180 cm\n- väger 980 g\n\n"
        "[Filten Ylva hänger över en träbänk] https://sjobod.se/ylva\n\n"
        "Beställ Ylva: https://sjobod.se/ylva?farg=1\n\n"
        "Ylva, ullfilt\n130 × 180 cm, 100 % svensk ull\n1 249 kr\nhttps://sjobod.se/ylva\n\n"
        "Mer från bryggan\n----------------\n\n"
        "[Bänken på bryggan]\n\n"
        "En bänk av furu, med plats för två.\n\n"
        "Filten Tove\nTunnare, för sommaren\n899 kr\nhttps://sjobod.se/tove\n\n"
        "----------------------------------------\n\n"
        "https://instagram.com/sjobod\n\n"
        "-- \n"
        "Du får det här mejlet för att du är kund hos Sjöbod.\n\n"
        "Avregistrera dig: mailto:hej@sjobod.se?subject=Avregistrera%20dig\n\n"
        "Sjöbod\nBryggvägen 4, 572 30 Oskarshamn\n"
    )


def test_lists_and_emphasis_as_text() -> None:
    html = prose_html("1. **ett**\n2. två\n    - *inne*\n3. tre\n\nRad ett\nrad två `kod`", lambda href: href)

    assert prose_text(html) == "1. ett\n2. två\n  - inne\n3. tre\n\nRad ett\nrad två kod"


def test_an_address_that_is_its_own_label_is_not_said_twice() -> None:
    html = prose_html("Se <https://s.se> och [s.se](https://s.se/) och [mejla](mailto:a@b.se)", lambda href: href)

    assert prose_text(html) == "Se https://s.se och s.se (https://s.se/) och mejla (a@b.se)"


def test_long_paragraphs_are_broken_softly_and_come_back() -> None:
    text = "ord " * 60 + "slut\n\n> citat\nFrom hej\n indrag\n-- \nfot"

    lines = flowed(text).split("\n")

    assert max(len(line) for line in lines) <= WIDTH + 1
    assert unflowed("\n".join(lines)) == text


def test_a_merge_tag_is_never_broken() -> None:
    tag = '{{ person.properties.favourite_product|default:"vår allra varmaste filt av ull från Småland" }}'

    lines = flowed(f"Hej, den här gången tänkte vi på {tag} och på dig som bor nära havet och fryser.").split("\n")

    assert any(tag in line for line in lines)
    assert len(lines) == 3


LINE = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" >-"), max_size=200)


@settings(deadline=None)
@given(st.lists(LINE.map(lambda line: line.rstrip(" ")), max_size=6).map("\n".join))
@example("-- \n> x")
@example(" " * 3 + "x" * 80 + "  y")
def test_any_text_comes_back(text: str) -> None:
    lines = flowed(text).split("\n")

    assert unflowed("\n".join(lines)) == text
    assert not [line for line in lines if re.match(r">|From ", line)]
