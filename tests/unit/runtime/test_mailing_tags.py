"""Merge tags as the screens name and offer them, for five senders and in three languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.core.copy import Copy
from desktop.core.mail import Block, BlockKind, Mail, Platform, SocialLink
from desktop.core.merge_tags import FIELDS, find_tags, tag_multiset
from desktop.core.words import set_language
from desktop.runtime.mail_edits import MailParts
from desktop.runtime.mailing_platform import convert_mail
from desktop.runtime.mailing_tags import field_name, tag_choices, tag_label

SENDERS = [each for each in Platform if each is not Platform.NONE]
FIRST_NAME = {
    Platform.MAILCHIMP: "*|IF:FNAME|**|FNAME|**|ELSE:|*Hej*|END:IF|*",
    Platform.KLAVIYO: "{{ first_name|default:'Hej' }}",
    Platform.BREVO: '{{ contact.FIRSTNAME | default : "Hej" }}',
    Platform.SHOPIFY: '{{ customer.first_name | default: "Hej" }}',
    Platform.HUBSPOT: "{{ personalization_token('contact.firstname','Hej') }}",
}


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    set_language("en")


@pytest.mark.parametrize("sender", SENDERS)
@pytest.mark.parametrize("language", ["en", "nl", "sv"])
def test_every_tag_that_is_offered_is_one_of_that_sender(sender: Platform, language: str) -> None:
    choices = tag_choices(sender, language)
    assert {"first_name", "email", "unsubscribe"} <= {each.field for each in choices}
    for each in choices:
        found = find_tags(each.raw, sender)
        assert found, each
        assert found[0].name == each.field
        assert found[0].known
        assert each.label != each.field


@pytest.mark.parametrize("sender", SENDERS)
def test_a_first_name_comes_with_words_for_who_has_none(sender: Platform) -> None:
    raw = next(each.raw for each in tag_choices(sender, "sv") if each.field == "first_name")
    assert find_tags(raw, sender)[0].fallback == "du"


def test_every_neutral_field_has_a_name_of_its_own() -> None:
    names = [field_name(field) for field in FIELDS]
    assert len(set(names)) == len(names)
    assert not any("_" in name for name in names)
    assert field_name("shoe_size") == "shoe size"


@pytest.mark.parametrize("sender", SENDERS)
def test_a_first_name_is_called_the_same_whoever_sends(sender: Platform) -> None:
    assert tag_label(FIRST_NAME[sender]) == "First name, otherwise “Hej”"


@pytest.mark.parametrize("raw", ["{% if person.first_name %}", "*|IF:FNAME|*", "{% endif %}"])
def test_a_condition_is_said_to_be_one(raw: str) -> None:
    assert tag_label(raw) == f"Condition: {raw}"


@pytest.mark.parametrize("source", SENDERS)
@pytest.mark.parametrize("target", SENDERS)
def test_a_mail_goes_from_any_sender_to_any_other_with_the_same_tags(source: Platform, target: Platform) -> None:
    tag = FIRST_NAME[source]
    column = (Block("b3", BlockKind.BUTTON, href=f"https://x.example/?n={tag}"),)
    social = Block("b4", BlockKind.SOCIAL, links=(SocialLink("x", f"https://x.example/{tag}"),))
    mail = Mail(
        platform=source,
        blocks=(Block("b1", BlockKind.TEXT), Block("b2", BlockKind.COLUMNS, columns=(column, ())), social),
    )
    parts = MailParts(mail, Copy({"subject": f"{tag}, nytt", "b1": f"{tag}!", "b1@s1": f"Hej {tag}", "b3": "Köp"}))
    made = convert_mail(parts, target)
    assert made.left == ()
    assert made.parts.mail.platform is target
    for address in ("subject", "b1", "b1@s1"):
        assert tag_multiset(made.parts.copy.text(address), target) == {("first_name", "Hej"): 1}
    button, links = made.parts.mail.block("b3"), made.parts.mail.block("b4")
    assert button is not None
    assert links is not None
    assert tag_multiset(button.href, target) == tag_multiset(links.links[0].href, target) == {("first_name", "Hej"): 1}
    assert made.parts.copy.text("b3") == "Köp"
    assert convert_mail(made.parts, source).parts.mail == mail
