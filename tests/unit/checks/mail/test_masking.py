from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.check import Subject
from desktop.checks.mail.masking import mask, mask_text, unmask
from desktop.checks.mail.shown import shown
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact, Kind
from desktop.core.copy import Copy
from desktop.core.finding import Finding, Severity
from desktop.core.mail import Block, BlockKind, Mail, MailType, Platform, Segment
from desktop.core.mail_structures import structure
from desktop.core.merge_tags import write_tag

BODIES = {
    "en": (
        "{name}, your tea is ready",
        (
            "Hi {name},\n\nAutumn begins this week. We have three teas that go well with it, unpacked for you."
            "\n\n[See the teas](https://teacup.shop/autumn)\n\nGreetings from {city},\n\nThe team of {shop}"
        ),
    ),
    "nl": (
        "Hoi {name}, je thee is op",
        (
            "Hoi {name},\n\nDe herfst begint deze week. We hebben drie theesoorten die daarbij passen, al uitgepakt."
            "\n\n[Bekijk de thee](https://theekopje.nl/herfst)\n\nGroeten uit {city},\n\nHet team van {shop}"
        ),
    ),
    "sv": (
        "{name}, ditt te är klart",
        (
            "Hej {name},\n\nHösten börjar den här veckan. Vi har tre tesorter som passar bra till den."
            "\n\n[Se teerna](https://tekoppen.se/host)\n\nHälsningar från {city},\n\nVi på {shop}"
        ),
    ),
}
SENDERS = [each for each in Platform if each]


@pytest.mark.parametrize("platform", SENDERS)
@pytest.mark.parametrize("language", BODIES)
def test_tags_are_not_read_as_words(language: str, platform: Platform) -> None:
    values = {
        "name": write_tag("first_name", "jij", platform),
        "city": write_tag("city", "Lund", platform),
        "shop": write_tag("shop_name", None, platform) or "Theekopje",
    }
    subject, body = (text.format(**values) for text in BODIES[language])
    report = check_copy(Copy({"subject": subject, "body": body}), Brief(Kind.MAIL, language=language), channels=())
    assert [each for each in report.findings if not each.check.startswith("mail.")] == []


def test_what_is_said_of_a_masked_text_quotes_what_is_written() -> None:
    text = "Hi {{ first_name }}, the the bag is here."
    report = check_copy(Copy({"body": text}), Brief(Kind.MAIL, language="en"), channels=())
    (doubled,) = [each for each in report.findings if each.check == "style.repetition"]
    assert doubled.text == text[doubled.start : doubled.end] == "the the"


def test_words_of_a_stand_in_are_put_back() -> None:
    written = Copy({"subject": "Hi {{ first_name }}!"})
    masked = mask(written)
    stand_in = masked.text("subject")[3:-1]
    said = Finding("x.y", Severity.INFO, "subject", 3, 3 + len(stand_in), stand_in, f"Not {stand_in}", (), (stand_in,))
    (back,) = unmask([said], masked, written)
    assert (back.text, back.message, back.fixes) == (
        "{{ first_name }}",
        "Not {{ first_name }}",
        ("{{ first_name }}",),
    )


def test_a_copy_without_tags_is_the_very_same() -> None:
    copy = Copy({"body": "No tags here.", "bullets": ("one", "two")})
    assert mask(copy) is copy


@given(st.text(max_size=120), st.sampled_from(SENDERS), st.text(max_size=120))
def test_every_place_stays(before: str, platform: Platform, after: str) -> None:
    text = f"{before}{write_tag('first_name', 'du', platform)}{after}"
    masked = mask_text(text)
    assert len(masked) == len(text)
    assert masked.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    ("address", "prose", "line"),
    [
        ("subject", False, True),
        ("subject@s1", False, True),
        ("b1", False, True),
        ("b2", True, False),
        ("b2@s1", True, False),
        ("b3.alt", False, True),
        ("b6", False, True),
        ("b8", True, False),
        ("b8.unsubscribe", False, True),
        ("body", True, False),
    ],
)
def test_texts_of_a_mail_are_read_as_what_their_block_says(address: str, prose: bool, line: bool) -> None:
    mail = Mail(MailType.NEWSLETTER, blocks=structure(MailType.NEWSLETTER))
    subject = Subject(Copy({address: "x"}), Brief(Kind.MAIL, mail=mail), "en")
    assert (subject.is_prose(address), subject.is_line(address)) == (prose, line)


def test_markdown_stands_in_prose_and_not_in_a_heading() -> None:
    mail = Mail(blocks=(Block("b1", BlockKind.HEADING), Block("b2", BlockKind.TEXT)))
    copy = Copy({"b1": "**New** tea", "b2": "The tea is **new**, and it is here."})
    report = check_copy(copy, Brief(Kind.MAIL, language="en", mail=mail), channels=())
    assert [each.field for each in report.findings if each.check == "leftover.prompt"] == ["b1"]


def test_the_text_of_a_segment_has_the_limits_of_everybodys() -> None:
    mail = Mail(blocks=(), segments=(Segment("s1", "New"),))
    copy = Copy(
        {"subject": "Short", "subject@s1": "A subject that goes on and on until nobody at all can see where it ends"}
    )
    report = check_copy(copy, Brief(Kind.MAIL, language="en", mail=mail), channels=("mail.subject",))
    assert [each.field for each in report.findings if each.check == "limits.advised"] == ["subject@s1"]
    assert report.metrics["subject@s1"]["limit"] == 60


def test_a_subject_is_measured_as_it_is_shown() -> None:
    text = "{{ personalization_token('contact.firstname','kära kund') }}, teet är här"
    report = check_copy(Copy({"subject": text}), Brief(Kind.MAIL, language="sv"), channels=("mail.subject",))
    assert not [each for each in report.findings if each.check == "limits.advised"]
    assert report.metrics["subject"]["count"] == len(shown(text)) == len("Johanna, teet är här")


def test_a_fact_that_a_mail_forgets_is_said_at_its_main_text() -> None:
    mail = Mail(blocks=(Block("b1", BlockKind.HEADING), Block("b2", BlockKind.TEXT)))
    copy = Copy({"subject": "Tea", "b1": "Tea", "b2": "The tea of this autumn is here, and it smells of plums."})
    brief = Brief(Kind.MAIL, language="en", mail=mail, facts=(Fact("f1", "Weight", "100", "g", must_mention=True),))
    (said,) = [each for each in check_copy(copy, brief, channels=()).findings if each.check == "facts.must_mention"]
    assert said.field == "b2"
