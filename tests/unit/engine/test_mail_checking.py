from __future__ import annotations

import time

import msgspec
import pytest

from desktop.checks.mail.spamassassin import spamassassin
from desktop.core.brand import Brand
from desktop.core.brief import Brief, Kind
from desktop.core.checking import CheckOptions
from desktop.core.copy import Copy
from desktop.core.finding import CheckReport
from desktop.core.mail import Block, BlockKind, Mail, Platform, Segment
from desktop.engine.mail_checking import check_draft, spam_findings
from desktop.engine.messages import Check
from desktop.engine.worker_tasks import TASKS

BLOCKS = (
    Block("b1", BlockKind.HEADING),
    Block("b2", BlockKind.TEXT),
    Block("b3", BlockKind.IMAGE, src="https://havn.nl/deken.jpg"),
    Block("b4", BlockKind.BUTTON, href="https://havn.nl/"),
    Block("b5", BlockKind.FOOTER),
)
COPY = Copy(
    {
        "subject": "De nieuwe dekens zijn er",
        "preheader": "Van Noorse wol, in drie kleuren, en groot genoeg voor twee.",
        "b1": "De dekens zijn er",
        "b2": 'Hoi {{ contact.FIRSTNAME | default : "daar" }},\n\nDe nieuwe dekens liggen in de winkel. Ze zijn geweven'
        " van wol van schapen die de zomer in de bergen stonden, en ze zijn groot genoeg voor twee.",
        "b3.alt": "Een grijze deken over een stoel",
        "b4": "Bekijk de dekens",
        "b5": "Je krijgt deze mail omdat je klant bent.",
        "b5.unsubscribe": "Uitschrijven",
        "b5.address": "Havn, Kade 4, 1012 TK Amsterdam",
    }
)
OPTIONS = CheckOptions(brand=Brand(name="Havn", from_address="mail@havn.nl"))


def brief(blocks: tuple[Block, ...] = BLOCKS) -> Brief:
    return Brief(Kind.MAIL, language="nl", mail=Mail(platform=Platform.BREVO, blocks=blocks))


def ids(copy: Copy, blocks: tuple[Block, ...] = BLOCKS, options: CheckOptions = OPTIONS) -> set[str]:
    report = check_draft(copy, brief(blocks), channels=("mail.subject",), options=options)
    return {each.check for each in report.findings}


def test_a_sound_mail_is_left_alone() -> None:
    assert ids(COPY) == set()


def test_a_mail_without_a_foot_lacks_what_stands_there() -> None:
    assert ids(COPY, BLOCKS[:-1]) >= {"mail.unsubscribe", "mail.address"}


def test_what_the_page_shows_is_said_with_what_the_words_say() -> None:
    copy = COPY.with_field("b3.alt", "").with_field("b1", "Laatste kans")
    report = check_draft(copy, brief(), channels=(), options=OPTIONS)
    assert [(each.check, each.field) for each in report.findings] == [("mail.urgency", "b1"), ("mail.alt", "b3.alt")]


def test_other_texts_are_checked_as_ever() -> None:
    copy = Copy({"title": "Deken"})
    assert check_draft(copy, Brief(language="nl"), channels=()).metrics["title"]["words"] == 1


def places(copy: Copy, blocks: tuple[Block, ...] = BLOCKS) -> list[tuple[str, str]]:
    asked = brief(blocks)
    assert asked.mail is not None
    mail = msgspec.structs.replace(asked.mail, segments=(Segment("s1", "Nieuw"), Segment("s2", "Trouw")))
    report = check_draft(copy, msgspec.structs.replace(asked, mail=mail), channels=(), options=OPTIONS)
    return [(each.check, each.field) for each in report.findings if each.check.startswith("mail.")]


def test_the_mail_of_a_segment_is_checked_as_it_gets_it() -> None:
    assert places(COPY) == []
    assert places(COPY.with_field("b3.alt@s2", "")) == [("mail.alt", "b3.alt@s2")]
    assert places(COPY.with_field("b3.alt", "").with_field("b3.alt@s2", "")) == [("mail.alt", "b3.alt")]
    assert places(COPY.with_field("b1@s1", "De warmste dekens zijn er")) == []


def test_a_foot_for_one_segment_is_no_foot_for_everybody() -> None:
    foot = msgspec.structs.replace(BLOCKS[-1], only=("s1",))
    assert {check for check, _ in places(COPY, (*BLOCKS[:-1], foot))} == {"mail.unsubscribe", "mail.address"}
    assert places(COPY, (*BLOCKS, Block("b9", BlockKind.TEXT, only=("s1",)))) == []


def test_what_differs_in_a_mail_as_a_whole_names_its_segment() -> None:
    picture = Block("b9", BlockKind.IMAGE, src="https://havn.nl/lang.jpg", only=("s2",))
    copy = COPY.with_field("b2@s2", "Kort.").with_field("b5@s2", "Van Havn.").with_field("b9.alt", "Dekens")
    asked = Mail(platform=Platform.BREVO, blocks=(*BLOCKS, picture), segments=(Segment("s2", "Trouw"),))
    report = check_draft(copy, Brief(Kind.MAIL, language="nl", mail=asked), channels=(), options=OPTIONS)
    found = [each.message for each in report.findings if each.check == "mail.images"]
    assert len(found) == 1
    assert found[0].startswith("Trouw: ")


def test_the_worker_checks_a_mail_as_it_is_laid_out() -> None:
    task = TASKS["check"]()
    report = task.work(Check(COPY, brief(BLOCKS[:-1]), OPTIONS))
    assert isinstance(report, CheckReport)
    assert "mail.unsubscribe" in {each.check for each in report.findings}


def test_a_mail_of_sixty_blocks_is_checked_while_somebody_types() -> None:
    blocks = [Block(f"b{each}", BlockKind.TEXT) for each in range(10, 70)]
    fields = {block.id: f"De deken van nummer {block.id} is geweven in de bergen, en hij is warm." for block in blocks}
    many = brief((*blocks, BLOCKS[-1]))
    copy = Copy({**COPY.fields, **fields})
    check_draft(copy, many, channels=(), options=OPTIONS)
    began = time.process_time()
    check_draft(copy.with_field("b10", "Een ander woord."), many, channels=(), options=OPTIONS)
    assert time.process_time() - began < 1.5


@pytest.mark.skipif(not spamassassin(), reason="the Debian package spamassassin is not installed")
def test_a_spam_filter_is_asked_once_about_the_same_mail() -> None:
    found = spam_findings(COPY, brief(), OPTIONS)
    assert all(each.check == "mail.spam_score" for each in found)
    began = time.process_time()
    assert spam_findings(COPY, brief(), OPTIONS) == found
    assert time.process_time() - began < 1


def test_no_filter_is_asked_about_other_texts() -> None:
    assert spam_findings(Copy({"title": "Deken"}), Brief(language="nl")) == ()
