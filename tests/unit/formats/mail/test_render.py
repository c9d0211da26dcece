"""A mail for a segment, with its brand, its pictures and its sender's ways."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop.core.brand import Brand
from desktop.core.copy import Copy
from desktop.core.errors import ErrorKind, UserError
from desktop.core.mail import Block, BlockKind, Mail, Platform, Segment
from desktop.formats.mail.layouts import LAYOUTS, layout_of
from desktop.formats.mail.pictures import LARGEST, sort_of
from desktop.formats.mail.render import render_mail
from tests.fakes.mails import BLOCKS, BRAND, COPY, mail_brief, picture_folder, png
from tests.unit.formats.mail.test_shield import seen

UNSUBSCRIBE = {
    Platform.MAILCHIMP: "*|UNSUB|*",
    Platform.KLAVIYO: "{% unsubscribe_link %}",
    Platform.BREVO: "{{ unsubscribe }}",
    Platform.HUBSPOT: "{{ unsubscribe_link_all }}",
    Platform.SHOPIFY: "{{ unsubscribe_url }}",
    Platform.NONE: "mailto:hej@sjobod.se?subject=Avregistrera%20dig",
}


@pytest.mark.parametrize("platform", list(Platform))
def test_one_unsubscribes_as_the_sender_has_it(platform: Platform) -> None:
    mail = render_mail(mail_brief(platform=platform), COPY, BRAND)

    assert UNSUBSCRIBE[platform] in seen(mail.html).values["href"]
    assert f"Avregistrera dig: {UNSUBSCRIBE[platform]}" in mail.text
    assert mail.notes == () or all("picture" in note for note in mail.notes)


def test_a_footer_with_a_page_of_its_own_has_that() -> None:
    foot = replace(BLOCKS[-1], href="https://sjobod.se/av")

    mail = render_mail(mail_brief(blocks=(*BLOCKS[:-1], foot)), COPY, BRAND)

    assert "https://sjobod.se/av" in seen(mail.html).values["href"]
    assert "{% unsubscribe_link %}" not in mail.html


def test_nobody_to_unsubscribe_from_is_said() -> None:
    mail = render_mail(mail_brief(platform=Platform.NONE), COPY, replace(BRAND, from_address=""))

    assert [note for note in mail.notes if "unsubscribe" in note]


@pytest.mark.parametrize(("language", "label"), [("sv", "Avregistrera dig"), ("nl", "Afmelden"), ("en", "Unsubscribe")])
def test_what_the_writer_left_out_is_said_in_the_language_of_the_mail(language: str, label: str) -> None:
    copy = COPY.with_field("b13.unsubscribe", "").with_field("b13.address", "")

    text = render_mail(replace(mail_brief(), language=language), copy, replace(BRAND, address="Kade 1\nBreda")).text

    assert f"{label}: {{% unsubscribe_link %}}\n\nKade 1\nBreda" in text


def test_a_segment_reads_its_own_words_and_blocks() -> None:
    only = Block("b20", BlockKind.TEXT, only=("s1",))
    brief = mail_brief(blocks=(*BLOCKS[:2], only, *BLOCKS[2:]))
    copy = COPY.with_field("b1@s1", "Tack för att du kom tillbaka").with_field("b20", "Bara för er.")

    everybody, loyal = (render_mail(brief, copy, BRAND, segment=each) for each in ("", "s1"))

    assert "Nu är Ylva här" in everybody.text
    assert "Bara för er." not in everybody.html
    assert "Tack för att du kom tillbaka" in loyal.html
    assert "Bara för er." in loyal.text
    assert "Nu är Ylva här" not in loyal.html


def test_links_name_the_segment_and_the_block() -> None:
    mail = render_mail(mail_brief(), COPY, BRAND, segment="s1")

    assert "utm_content=trogna-kunder-b4" in mail.html
    assert "utm_campaign=ylva-sl%C3%A4pps" in mail.html
    assert "https://instagram.com/sjobod" in seen(mail.html).values["href"]


def test_an_example_reader_fills_the_tags() -> None:
    brief = mail_brief(blocks=(*BLOCKS[:3], replace(BLOCKS[3], href="https://s.se/{{ first_name }}"), *BLOCKS[4:]))

    mail = render_mail(brief, COPY.with_field("subject", "{{ first_name }}!"), BRAND, sample={"first_name": "Åsa & Bo"})

    assert (mail.subject, "Hej Åsa & Bo, i dag" in mail.text) == ("Åsa & Bo!", True)
    assert "{{" not in mail.html
    assert "{%" not in mail.html
    assert "Hej Åsa &amp; Bo, i dag" in mail.html
    assert "#" in seen(mail.html).values["href"]
    assert any(each.startswith("https://s.se/Åsa%20&%20Bo?") for each in seen(mail.html).values["href"])


def test_somebody_without_a_name_gets_the_fallback() -> None:
    assert "Hej du, i dag" in render_mail(mail_brief(), COPY, BRAND, sample={}).text


def test_pictures_are_named_or_brought_along(tmp_path: Path) -> None:
    folder = picture_folder(tmp_path / "p")

    named = render_mail(mail_brief(), COPY, BRAND, pictures=folder)
    whole = render_mail(mail_brief(), COPY, BRAND, pictures=folder, embed=True)

    assert seen(named.html).values["src"].count("ylva.png") == 3
    assert named.size == whole.size
    assert named.size.whole > named.size.encoded > named.size.html


@pytest.mark.parametrize(
    "src",
    [
        "picture:../secret.png",
        "picture:missing.png",
        "picture:",
        "picture:text.png",
        "file:///etc/passwd",
        "data:x",
        "picture:big.png",
    ],
)
def test_what_is_no_picture_is_left_out_and_said(src: str, tmp_path: Path) -> None:
    folder = tmp_path / "p"
    picture_folder(folder)
    (tmp_path / "secret.png").write_bytes(png(1, 1))
    (folder / "text.png").write_text("<svg onload=alert(1)>")
    with (folder / "big.png").open("wb") as file:
        file.write(png(1, 1))
        file.truncate(LARGEST + 1)

    mail = render_mail(mail_brief(blocks=(Block("b3", BlockKind.IMAGE, src=src),)), COPY, BRAND, pictures=str(folder))

    assert "src" not in seen(mail.html).values
    assert len(mail.notes) == 1


def test_pictures_are_known_by_their_first_bytes() -> None:
    found = [
        sort_of(content)
        for content in (png(1, 1), b"\xff\xd8\xff\xe0", b"GIF89a", b"RIFF\x00\x00\x00\x00WEBP", b"<svg")
    ]

    assert found == ["png", "jpeg", "gif", "webp", ""]


def test_a_button_that_leads_nowhere_is_said() -> None:
    mail = render_mail(mail_brief(blocks=(Block("b4", BlockKind.BUTTON),)), COPY, BRAND)

    assert mail.notes == ("The button “Beställ Ylva” leads nowhere yet.",)


def test_the_logo_or_else_the_name_stands_at_the_top(tmp_path: Path) -> None:
    logo = replace(BRAND, logo="picture:ylva.png")

    with_logo = render_mail(mail_brief(), COPY, logo, pictures=picture_folder(tmp_path / "p"))
    without = render_mail(mail_brief(), COPY, logo)

    assert seen(with_logo.html).values["alt"][0] == "Sjöbod"
    assert "Sjöbod" in "".join(seen(without.html).texts).partition("Nu är Ylva")[0].partition("frakt.")[2]


def test_the_layout_is_the_mails_or_the_brands_or_the_plain_one() -> None:
    assert layout_of("", "offer").id == "offer"
    assert layout_of("letter", "offer").id == "letter"
    assert layout_of("gone", "gone too").id == "plain"
    assert len({each.name for each in LAYOUTS}) == len(LAYOUTS)
    assert all(each.about.endswith(".") for each in LAYOUTS)


def test_a_text_beyond_all_measure_is_refused() -> None:
    with pytest.raises(UserError) as error:
        render_mail(mail_brief(), COPY.with_field("b2", "ord " * 20_000), BRAND)

    assert error.value.problem.kind is ErrorKind.INPUT


def test_a_mail_of_words_only_needs_no_brand() -> None:
    brief = replace(mail_brief(), mail=Mail(blocks=(Block("b1", BlockKind.TEXT),), segments=(Segment("s1", "A"),)))

    mail = render_mail(brief, Copy({"b1": "Hej", "subject": "Å"}), Brand())

    assert (mail.text, mail.subject) == ("Hej\n", "Å")


def test_a_mail_from_elsewhere_is_its_body() -> None:
    brief = replace(mail_brief(), mail=None)

    mail = render_mail(brief, Copy({"subject": "Hej", "body": "# Ylva\n\n[Köp](https://s.se){.button}"}), BRAND)

    assert (mail.subject, mail.text.partition("https")[0]) == ("Hej", "Ylva\n----\n\nKöp: ")
