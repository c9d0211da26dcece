"""The body as Markdown and back: the same blocks, whatever the writer does to the text in between."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from desktop.core.copy import Copy
from desktop.core.mail import Block, BlockKind, Mail, Segment, SocialLink
from desktop.formats.mail.markdown_in import markdown_to_mail
from desktop.formats.mail.markdown_out import mail_document, mail_to_markdown
from tests.fakes.mails import BLOCKS, COPY, mail_brief

MAIL = mail_brief().mail or Mail()


def texts_of_blocks(copy: Copy) -> dict[str, str]:
    return {name: text for name, text in copy.addressed() if name not in {"subject", "preheader"}}


def test_what_was_not_changed_comes_back_as_it_was() -> None:
    text = mail_to_markdown(MAIL, COPY)

    read = markdown_to_mail(text, MAIL, COPY)

    assert read.blocks == MAIL.blocks
    assert read.texts == texts_of_blocks(COPY)


def test_each_kind_is_written_as_people_write_it() -> None:
    text = mail_to_markdown(MAIL, COPY)

    assert "\n[Beställ Ylva](https://sjobod.se/ylva?farg=1){.button}\n" in text
    assert "\n[![Filten Ylva hänger över en träbänk](picture:ylva.png)](sjobod.se/ylva)\n" in text
    assert "\n## Mer från bryggan\n" in text
    assert "::: product\n![](picture:ylva.png)\n\n### [Ylva, ullfilt](https://sjobod.se/ylva)\n" in text
    assert "\n1 249 kr {.price}\n:::" in text
    assert text.startswith('# Nu är Ylva här\n\nHej {{ first_name|default:"du" }}, i dag släpper')


def test_a_text_from_elsewhere_becomes_blocks_of_its_own() -> None:
    read = markdown_to_mail("# Hej\n\nEn *text*.\n\n- a\n- b\n\n***\n\n![Bild](https://s.se/b.png)\n\nSlut", Mail())

    assert [block.kind.value for block in read.blocks] == ["heading", "text", "divider", "image", "text"]
    assert read.texts == {"b1": "Hej", "b2": "En *text*.\n\n- a\n- b", "b4.alt": "Bild", "b5": "Slut"}


def test_a_changed_text_keeps_its_block() -> None:
    mail = replace(MAIL, blocks=tuple(replace(b, align="center") if b.id == "b4" else b for b in BLOCKS))
    text = mail_to_markdown(mail, COPY).replace("[Beställ Ylva]", "[Köp Ylva i dag]").replace("Nu är Ylva här", "Ylva!")

    read = markdown_to_mail(text, mail, COPY)

    assert read.blocks == mail.blocks
    assert (read.texts["b4"], read.texts["b1"]) == ("Köp Ylva i dag", "Ylva!")


def test_a_new_part_gets_an_id_that_no_block_had_and_a_deleted_one_is_gone() -> None:
    text = mail_to_markdown(MAIL, COPY).replace("---\n", "En rad till.\n")

    read = markdown_to_mail(text, MAIL, COPY)

    ids = [block.id for block in read.blocks]
    assert "b11" not in ids
    assert read.texts["b14"] == "En rad till."
    assert ids[ids.index("b7") + 1] == "b14"


def test_blocks_that_change_places_keep_most_of_their_ids() -> None:
    blocks = (Block("b1", BlockKind.HEADING), Block("b2", BlockKind.TEXT), Block("b3", BlockKind.BUTTON))
    mail, copy = Mail(blocks=blocks), Copy({"b1": "Ett", "b2": "Två", "b3": "Tre"})

    read = markdown_to_mail("[Tre](){.button}\n\n# Ett\n\nTvå\n", mail, copy)

    assert [block.id for block in read.blocks][1:] == ["b1", "b2"]


def test_two_texts_stay_two() -> None:
    mail = Mail(blocks=(Block("b1", BlockKind.TEXT), Block("b2", BlockKind.TEXT)))
    copy = Copy({"b1": "Ett.\n\nOch mer.", "b2": "Två."})

    read = markdown_to_mail(mail_to_markdown(mail, copy), mail, copy)

    assert read.texts == {"b1": "Ett.\n\nOch mer.", "b2": "Två."}


def test_what_a_segment_does_not_see_stays_where_it_was() -> None:
    hidden = Block("b20", BlockKind.TEXT, only=("s2",))
    mail = replace(MAIL, segments=(Segment("s1", "A"), Segment("s2", "B")), blocks=(*BLOCKS[:2], hidden, *BLOCKS[2:]))
    copy = COPY.with_field("b20", "Bara för B.").with_field("b1@s1", "Bara för A")

    text = mail_to_markdown(mail, copy, "s1")
    read = markdown_to_mail(text, mail, copy, "s1")

    assert "Bara för B" not in text
    assert text.startswith("# Bara för A\n")
    assert read.blocks == mail.blocks
    assert "b20" not in read.texts


def test_a_block_without_words_is_not_lost() -> None:
    empty = Copy()

    read = markdown_to_mail(mail_to_markdown(MAIL, empty), MAIL, empty)

    assert {block.id for block in read.blocks} == {block.id for block in MAIL.blocks}


@pytest.mark.parametrize(
    "href",
    [
        "https://s.se/a?b=1&c=(2)",
        'https://s.se/{{ x|default:"a b" }}?n=*|FNAME|*',
        "{% unsubscribe_link %}",
        "https://s.se/med mellanslag",
        "",
    ],
)
def test_every_address_comes_back(href: str) -> None:
    mail = Mail(
        blocks=(
            Block("b1", BlockKind.BUTTON, href=href),
            Block("b2", BlockKind.IMAGE, href=href, src="picture:a.png"),
            Block("b3", BlockKind.PRODUCT, href=href),
            Block("b4", BlockKind.SOCIAL, links=(SocialLink("x", href),)),
            Block("b5", BlockKind.FOOTER, href=href),
        )
    )
    copy = Copy({"b1": "Köp", "b3": "Namn", "b5": "Hej"})

    assert markdown_to_mail(mail_to_markdown(mail, copy), mail, copy).blocks == mail.blocks


@pytest.mark.parametrize(
    "broken", ["::: product", "::::", ":::\n:::", "::: columns\n::: column\nText", "::: okänt\nText\n:::"]
)
def test_a_fence_that_is_broken_loses_no_words(broken: str) -> None:
    read = markdown_to_mail(f"Före\n\n{broken}\n\nEfter")

    words = " ".join(read.texts.values())
    assert all(word in words for word in ("Före", "Efter"))
    assert ("Text" in words) == ("Text" in broken)


WORDS = (
    st.text(string.ascii_letters + "åäö 0123456789,.&<>%–“”", min_size=1, max_size=30)
    .map(lambda text: " ".join(text.split()))
    .filter(lambda text: text[:1].isalpha())
)
PROSE = st.lists(WORDS, min_size=1, max_size=3).map("\n\n".join)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(list(BlockKind)), WORDS, PROSE), max_size=12))
def test_any_mail_comes_back(made: list[tuple[BlockKind, str, str]]) -> None:
    blocks: list[Block] = []
    fields: dict[str, str] = {}
    for number, (kind, line, prose) in enumerate(made, 1):
        name = f"b{number}"
        columns = ((), ()) if kind is BlockKind.COLUMNS else ()
        blocks.append(Block(name, kind, columns=columns))
        parts = {
            BlockKind.HEADING: {"": line},
            BlockKind.TEXT: {"": prose},
            BlockKind.IMAGE: {"alt": line},
            BlockKind.BUTTON: {"": line},
            BlockKind.PRODUCT: {"": line, "text": prose, "price": line},
            BlockKind.FOOTER: {"": prose, "unsubscribe": line, "address": line},
        }.get(kind, {})
        fields |= {f"{name}.{part}" if part else name: text for part, text in parts.items()}
    mail, copy = Mail(blocks=tuple(blocks)), Copy({**fields})

    read = markdown_to_mail(mail_to_markdown(mail, copy))

    assert [(b.id, b.kind) for b in read.blocks] == [(b.id, b.kind) for b in blocks]
    assert {name: text for name, text in read.texts.items() if text} == fields


def test_subject_and_preheader_stand_before_the_body_of_a_file() -> None:
    copy = COPY.with_field("subject", 'Ylva: "äntligen" här')

    text = mail_document(MAIL, copy)
    read = markdown_to_mail(text, MAIL, copy)

    assert text.startswith('---\nsubject: "Ylva: \\"äntligen\\" här"\npreheader: "Först')
    assert read.blocks == MAIL.blocks
    assert (read.texts["subject"], read.texts["preheader"]) == ('Ylva: "äntligen" här', COPY.text("preheader"))


def test_a_front_matter_by_hand_is_read() -> None:
    read = markdown_to_mail("---\ntitle: x\nSubject: Hej du\n---\n# Rubrik")

    assert read.texts == {"subject": "Hej du", "b1": "Rubrik"}
