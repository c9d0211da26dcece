"""The mail on the desk: what is done to blocks, segments and words is one step of undo, and says what it did."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brand import Brand
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, Problem
from desktop.core.ids import DraftId
from desktop.core.mail import Block, BlockKind, Mail, MailType, Platform, Segment, SocialLink
from desktop.core.mail_structures import structure
from desktop.engine.messages import Write
from tests.unit.runtime.mail_bench import FACTS, WORDS, YLVA, MailBench

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


def shown(mails: MailBench) -> list[str]:
    return [block.id for block in mails.mailing.blocks()]


# Beginning


def test_a_new_mail_has_the_blocks_of_its_type_the_brand_s_sender_and_the_workspace_s_segments(
    mails: MailBench,
) -> None:
    mails.mailing.set_brand(Brand("Sjöbod", platform=Platform.BREVO))
    mails.open()
    mails.mailing.keep_segments()
    mails.mailing.begin(MailType.OFFER)
    mail = mails.mailing.mail
    assert mails.mailing.is_mail
    assert (mail.type, mail.platform, mail.blocks) == (MailType.OFFER, Platform.BREVO, structure(MailType.OFFER))
    assert [each.name for each in mail.segments] == ["Nieuw", "Trouw"]
    assert mails.session.draft.copy.is_empty


def test_a_mail_about_another_draft_takes_its_product_and_facts(mails: MailBench) -> None:
    about = Draft(DraftId("p"), brief=Brief(product="Ylva", language="sv", tone="warm", facts=FACTS))
    mails.mailing.begin(MailType.LAUNCH, about)
    brief = mails.session.draft.brief
    assert (brief.kind, brief.product, brief.language, brief.tone, brief.facts) == (
        Kind.MAIL, "Ylva", "sv", "warm", FACTS,
    )  # fmt: skip


def test_an_untouched_mail_is_not_kept_one_with_another_block_is(qtbot: QtBot, mails: MailBench) -> None:
    mails.mailing.begin(MailType.WELCOME)
    mails.drafts.save_now()
    assert mails.store.call(lambda store: store.latest_drafts()) == []
    mails.mailing.add_block(BlockKind.DIVIDER)
    assert mails.kept(qtbot).id


def test_the_type_changes_the_blocks_only_while_nothing_is_written(mails: MailBench) -> None:
    mails.mailing.begin(MailType.WELCOME)
    mails.mailing.set_type(MailType.EVENT)
    assert mails.mailing.mail.blocks == structure(MailType.EVENT)
    mails.mailing.set_text("subject", "Kom langs")
    mails.mailing.set_type(MailType.OFFER)
    assert (mails.mailing.mail.type, mails.mailing.mail.blocks) == (MailType.OFFER, structure(MailType.EVENT))


def test_what_the_mail_is_made_of_is_told_once_and_words_are_not(qtbot: QtBot, mails: MailBench) -> None:
    mailing = mails.open()
    told: list[bool] = []
    mailing.changed.connect(lambda: told.append(True))
    mailing.set_layout("letter")
    mailing.set_text("b1", "Anders")
    assert len(told) == 1
    mails.session.undo()
    mails.session.undo()
    assert len(told) == 2


# Blocks


def test_each_change_of_blocks_is_one_step_of_undo(mails: MailBench) -> None:
    mailing = mails.open()
    mails.undone(lambda: mailing.add_block(BlockKind.TEXT, "b1"))
    mails.undone(lambda: mailing.remove_block("b2"))
    mails.undone(lambda: mailing.remove_block("b1"))
    mails.undone(lambda: mailing.duplicate_block("b4"))
    mails.undone(lambda: mailing.step_block("b4", -1))
    mails.undone(lambda: mailing.set_sender("Anna", "anna@sjobod.example", ""))
    mails.undone(lambda: mailing.set_campaign("herfst"))
    mails.undone(lambda: mailing.set_markdown(True))


def test_two_blocks_taken_out_at_once_come_back_one_by_one(mails: MailBench) -> None:
    mailing = mails.open()
    mailing.remove_block("b1")
    mailing.remove_block("b2")
    mails.session.undo()
    assert shown(mails) == ["b2", "b3", "b4", "b6"]
    assert mails.text("b2@s2")
    mails.session.undo()
    assert shown(mails) == ["b1", "b2", "b3", "b4", "b6"]


def test_a_new_block_stands_behind_the_named_one_or_before_the_footer(mails: MailBench) -> None:
    mailing = mails.open()
    assert mailing.add_block(BlockKind.BUTTON, "b1") == "b7"
    assert mailing.add_block(BlockKind.DIVIDER) == "b8"
    assert shown(mails) == ["b1", "b7", "b2", "b3", "b4", "b8", "b6"]
    columns = mailing.add_block(BlockKind.COLUMNS)
    inner = mailing.add_block(BlockKind.BUTTON, inside=columns, column=1)
    block = mailing.mail.block(columns)
    assert block is not None
    assert [len(column) for column in block.columns] == [1, 2]
    assert block.columns[1][1].id == inner


def test_new_social_links_are_those_of_the_brand_and_follow_it(mails: MailBench) -> None:
    mails.mailing.set_brand(Brand(social=(SocialLink("instagram", "https://instagram.example/sjobod"),)))
    mailing = mails.open()
    new = mailing.add_block(BlockKind.SOCIAL)
    block = mailing.mail.block(new)
    assert block is not None
    assert block.links == ()  # such a block shows the brand's


def test_a_move_counts_the_blocks_that_are_seen(mails: MailBench) -> None:
    mailing = mails.open()
    mailing.move_block("b1", 4)  # everybody does not see b5
    assert shown(mails) == ["b2", "b3", "b4", "b6", "b1"]
    mailing.move_block("b1", 0)
    assert shown(mails) == ["b1", "b2", "b3", "b4", "b6"]
    mailing.step_block("b6", -1)
    assert shown(mails) == ["b1", "b2", "b3", "b6", "b4"]
    mailing.show_segment("s2")
    mailing.step_block("b4", 1)
    assert shown(mails)[-2:] == ["b5", "b4"] or shown(mails)[-1] == "b4"
    before = mails.session.draft
    mailing.step_block(shown(mails)[0], -1)
    assert mails.session.draft == before


def test_a_product_card_is_filled_from_facts(mails: MailBench) -> None:
    mailing = mails.open()
    card = mailing.add_block(BlockKind.PRODUCT)
    mails.undone(lambda: mailing.fill_product(card, ("f1", "f2", "f3")))
    assert mails.text(card) == "Ylva"
    assert mails.text(f"{card}.text") == "100 % wol, 130 × 180 cm"
    assert mails.text(f"{card}.price") == "€ 119,00"
    block = mailing.mail.block(card)
    assert block is not None
    assert block.facts == ("f1", "f2", "f3")


def test_a_picture_is_kept_and_shown(qtbot: QtBot, mails: MailBench, tmp_path: Path) -> None:
    mailing = mails.open()
    said: list[Problem | None] = []
    path = tmp_path / "ylva.png"
    path.write_bytes(PNG)
    mailing.add_picture("b3", path, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    block = mailing.mail.block("b3")
    assert block is not None
    assert said == [None]
    name = block.src.removeprefix("picture:")
    assert (mailing.pictures / name).read_bytes() == PNG
    mailing.add_picture("b3", b"<svg/>", said.append)
    qtbot.waitUntil(lambda: len(said) == 2, timeout=10_000)
    assert said[1] is not None
    assert said[1].kind is ErrorKind.UNSUPPORTED
    assert mailing.mail.block("b3") == block


def test_no_block_is_taken_out_under_the_hands_of_a_model(mails: MailBench) -> None:
    mailing = mails.open()
    mailing.write(("b1",))
    mailing.remove_block("b1")
    assert "b1" in shown(mails)
    assert mails.posted[-1].key == "write"


# Segments


def test_a_segment_reads_everybody_s_text_until_it_has_its_own(mails: MailBench) -> None:
    mailing = mails.open()
    mailing.show_segment("s1")
    assert (mailing.text("b1"), mailing.is_own("b1"), mailing.address("b1")) == ("Nu is Ylva er", False, "b1@s1")
    mailing.set_text("b1", "Nu is Ylva er")  # the editor hands in what it shows
    assert not mailing.has_own("s1")
    mails.undone(lambda: mailing.set_text("b1", "Welkom"))
    assert (mailing.is_own("b1"), mailing.has_own("s1"), mails.text("b1")) == (True, True, "Nu is Ylva er")
    mails.undone(lambda: mailing.follow_all("b1"))
    assert (mailing.text("b1"), mailing.is_own("b1")) == ("Nu is Ylva er", False)


def test_what_differs_from_everybody_s_text_is_told(mails: MailBench) -> None:
    mailing = mails.open()
    assert [each.op.value for each in mailing.differences("b1")] == ["same"]
    mailing.show_segment("s2")
    pieces = mailing.differences("b2")
    assert "".join(each.text for each in pieces if each.op.value != "add") == WORDS.text("b2")
    assert "".join(each.text for each in pieces if each.op.value != "delete") == WORDS.text("b2@s2")


def test_a_segment_sees_blocks_of_its_own_and_the_desk_goes_back_to_everybody_with_it(mails: MailBench) -> None:
    mailing = mails.open()
    told: list[str] = []
    mailing.segment_changed.connect(told.append)
    assert "b5" not in shown(mails)
    mailing.show_segment("s2")
    assert "b5" in shown(mails)
    mails.undone(lambda: mailing.remove_segment("s2"))
    assert (mailing.segment, told) == ("", ["s2", ""])
    assert not [name for name in mails.session.draft.copy.fields if name.endswith("@s2")]
    assert mailing.mail.block("b5") is None
    mailing.show_segment("s9")
    assert mailing.segment == ""


def test_a_block_for_two_segments_stays_for_the_other_one(mails: MailBench) -> None:
    mailing = mails.open()
    block = mailing.mail.block("b5")
    assert block is not None
    mailing.change_block(msgspec.structs.replace(block, only=("s1", "s2")))
    mailing.remove_segment("s2")
    left = mailing.mail.block("b5")
    assert left is not None
    assert left.only == ("s1",)


def test_segments_are_added_changed_and_kept_for_new_mails(mails: MailBench) -> None:
    mailing = mails.open()
    assert mailing.add_segment("Stil", "90 dagen niets gekocht") == "s3"
    assert mailing.add_segment("nieuw", "eerste mail") == "s1"
    assert mailing.mail.segment("s1") == Segment("s1", "Nieuw", "eerste mail")
    mailing.change_segment(Segment("s3", "Slapend"))
    mailing.keep_segments()
    mailing.begin(MailType.OFFER)
    assert [each.name for each in mailing.segments] == ["Nieuw", "Trouw", "Slapend"]


def test_segments_come_from_a_file_in_one_step(qtbot: QtBot, mails: MailBench, tmp_path: Path) -> None:
    path = tmp_path / "segmenten.csv"
    path.write_text("naam;omschrijving;aantal;voornaam\nTrouw;kocht twee keer;512;Sanne\nStil;;655;Piet\n")
    mailing = mails.open()
    said: list[Problem | None] = []
    mailing.import_segments(path, said.append)
    qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    assert said == [None]
    assert mailing.segments == (
        Segment("s1", "Nieuw"),
        Segment("s2", "Trouw", "kocht twee keer", 512, {"first_name": "Sanne"}),
        Segment("s3", "Stil", "", 655, {"first_name": "Piet"}),
    )
    mails.session.undo()
    assert [each.id for each in mailing.segments] == ["s1", "s2"]
    mailing.import_segments(tmp_path / "none.csv", said.append)
    qtbot.waitUntil(lambda: len(said) == 2, timeout=10_000)
    assert isinstance(said[-1], Problem)


# Merge tags


def test_another_sender_writes_every_tag_its_own_way_in_one_step(mails: MailBench) -> None:
    mailing = mails.open()
    mails.undone(lambda: mailing.set_platform(Platform.BREVO))
    assert mails.text("b2").startswith("{{ contact.FIRSTNAME")
    assert mails.text("b2@s2").startswith("{{ contact.FIRSTNAME")
    button = mailing.mail.block("b4")
    assert button is not None
    assert "contact.FIRSTNAME" in button.href
    assert not [notice for notice in mails.posted if notice.key == "merge_tags"]


def test_tags_without_an_equivalent_stay_and_are_named(mails: MailBench) -> None:
    words = WORDS.with_field("b2", "{{ person|lookup:'Schoenmaat' }} {% web_view_link %} hoi")
    mailing = mails.open(YLVA, words)
    mailing.set_platform(Platform.SHOPIFY)
    said = [notice for notice in mails.posted if notice.key == "merge_tags"]
    assert said
    assert any(raw in said[-1].text for raw in ("Schoenmaat", "web_view_link"))


def test_tags_are_offered_as_the_sender_writes_them_and_called_in_words(mails: MailBench) -> None:
    mailing = mails.open()
    choices = {each.field: each for each in mailing.tag_choices()}
    assert choices["first_name"].label == "First name"
    assert "first_name" in choices["first_name"].raw
    assert mailing.tag_label("{{ first_name|default:'Hej' }}") == "First name, otherwise “Hej”"
    assert mailing.tag_label("hallo") == "hallo"
    assert [each.field for each in mailing.tags_in(WORDS.text("b2"))] == ["first_name"]
    mailing.set_platform(Platform.NONE)
    assert mailing.tag_choices() == ()


# Writing


def test_a_text_is_written_another_way_in_one_step(mails: MailBench) -> None:
    mailing = mails.open()
    mailing.rewrite("b1", "shorter")
    asked = mails.fake.of(Write)[-1]
    assert (asked.fields, asked.instruction, asked.copy) == (("b1",), "shorter", WORDS)
    mails.write({"b1": "Ylva is er"})
    assert mails.text("b1") == "Ylva is er"
    mails.session.undo()
    assert mails.session.draft.copy == WORDS


@pytest.mark.parametrize(
    "made", ["Hoi, dit is Ylva.", "{{ first_name }}, dit is Ylva.", "Ylva {{ email }} {{ first_name|default:'Hoi' }}"]
)
def test_a_rewriting_that_changes_merge_tags_is_refused_and_can_be_taken_all_the_same(
    mails: MailBench, made: str
) -> None:
    mailing = mails.open()
    mailing.rewrite("b2", "shorter")
    mails.write({"b2": made})
    assert mails.text("b2") == WORDS.text("b2")
    notice = next(each for each in mails.posted if each.key == "merge_tags")
    assert "Text 1" in notice.text
    notice.answers[0].action()
    assert mails.text("b2") == made
    mails.session.undo()
    assert mails.text("b2") == WORDS.text("b2")


@pytest.mark.parametrize(
    "made", ["{{first_name | default: 'Hoi'}}, Ylva.", 'Ylva voor jou, {{ first_name|default:"Hoi" }}.']
)
def test_a_rewriting_that_keeps_the_tags_is_taken_however_they_are_spaced(mails: MailBench, made: str) -> None:
    mailing = mails.open()
    mailing.rewrite("b2", "shorter")
    mails.write({"b2": made})
    assert mails.text("b2") == made
    assert not [each for each in mails.posted if each.key == "merge_tags"]


def test_a_segment_s_text_that_loses_the_tags_of_everybody_s_is_not_there_at_all(mails: MailBench) -> None:
    mailing = mails.open()
    mailing.write_segment("s1")
    asked = mails.fake.of(Write)[-1]
    assert asked.fields == ("subject@s1", "preheader@s1", "b1@s1", "b2@s1")
    mails.write({"b1@s1": "Welkom", "b2@s1": "Dit is Ylva."})
    assert mails.text("b1@s1") == "Welkom"
    assert "b2@s1" not in mails.session.draft.copy.fields
    mails.session.undo()
    assert mails.session.draft.copy == WORDS


def test_writing_anew_may_add_tags_but_loses_none(mails: MailBench) -> None:
    mailing = mails.open()
    mailing.write()
    assert mails.fake.of(Write)[-1].fields == ()
    mails.write({"b1": "Hoi {{ first_name|default:'Hoi' }}", "b2": "Dit is Ylva."})
    assert mails.text("b1") == "Hoi {{ first_name|default:'Hoi' }}"
    assert mails.text("b2") == WORDS.text("b2")


def test_there_is_nothing_to_make_a_segment_s_text_from(mails: MailBench) -> None:
    mailing = mails.open(YLVA, Copy())
    mailing.write_segment("s1")
    assert not mails.fake.of(Write)
    assert mails.posted[-1].title == "There is no text for everybody yet."


# Markdown


def test_the_body_as_markdown_keeps_blocks_words_and_tags(mails: MailBench) -> None:
    mailing = mails.open()
    text = mailing.markdown_text()
    assert "{{ first_name|default:'Hoi' }}, dit is Ylva." in text
    mailing.set_markdown_text(text)
    assert mails.session.draft.copy == WORDS
    mails.undone(lambda: mailing.set_markdown_text(text.replace("dit is Ylva", "dit is Ylva van wol")))
    assert mails.text("b2") == "{{ first_name|default:'Hoi' }}, dit is Ylva van wol."


def test_what_is_typed_after_the_change_to_markdown_is_undone_without_it(mails: MailBench) -> None:
    mailing = mails.open()
    mailing.set_markdown(True)
    mailing.set_markdown_text(mailing.markdown_text().replace("Nu is Ylva er", "Welkom bij Ylva"))
    mails.session.undo()
    assert mailing.mail.markdown
    assert mails.text("b1") == "Nu is Ylva er"


def test_what_a_segment_s_markdown_adds_is_for_that_segment(mails: MailBench) -> None:
    mailing = mails.open()
    mailing.show_segment("s1")
    mailing.set_markdown_text(mailing.markdown_text().replace("Nu is Ylva er", "Welkom bij Ylva") + "\n## Tot gauw\n")
    assert (mails.text("b1"), mails.text("b1@s1")) == ("Nu is Ylva er", "Welkom bij Ylva")
    new = [block for block in mailing.blocks() if block.only == ("s1",)]
    assert [mails.text(block.id) for block in new] == ["Tot gauw"]
    mailing.show_segment("")
    assert not [block for block in mailing.blocks() if block.only]


def test_a_mail_from_elsewhere_gets_blocks(qtbot: QtBot, mails: MailBench) -> None:
    words = Copy({"subject": "Hej", "preheader": "Nytt", "body": "# Ylva är här\n\nEn filt av ull.\n"})
    mails.open(Brief(Kind.MAIL, language="sv"), words)
    qtbot.waitUntil(lambda: mails.mailing.is_mail, timeout=5_000)
    kinds = [block.kind for block in mails.mailing.mail.blocks]
    assert kinds == [BlockKind.HEADING, BlockKind.TEXT, BlockKind.FOOTER]
    assert mails.session.draft.copy == Copy(
        {"subject": "Hej", "preheader": "Nytt", "b1": "Ylva är här", "b2": "En filt av ull."}
    )
    assert mails.mailing.mail.type is Mail().type


def test_a_product_on_the_desk_is_no_mail(mails: MailBench) -> None:
    mails.drafts.put_new(Draft(DraftId(""), brief=Brief(product="Havn")))
    assert (mails.mailing.is_mail, mails.mailing.blocks(), mails.mailing.segments) == (False, (), ())
    assert mails.mailing.add_block(BlockKind.TEXT) == ""
    assert mails.mailing.add_segment("Nieuw") == ""
    assert mails.session.undo_label == ""
    assert Block("b1", BlockKind.TEXT) not in mails.mailing.mail.blocks


def test_the_texts_of_a_segment_s_own_blocks_are_written_with_it(mails: MailBench) -> None:
    mailing = mails.open()
    mailing.show_segment("s2")
    mailing.write()
    assert mails.fake.of(Write)[-1].fields == ("subject@s2", "preheader@s2", "b1@s2", "b2@s2", "b5")
