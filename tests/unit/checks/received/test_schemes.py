"""Schemes without links: found by what is wanted, and silent where honest mails say nearly the same."""

from __future__ import annotations

import pytest

from desktop.checks.received.inspect import inspect_mail
from desktop.core.received import Address, MailVerdict, ReceivedMail

PERSON = Address("Ada Holm", "ada.holm@gmail.com")


def signs(text: str, sender: Address = PERSON, subject: str = "Hello") -> set[str]:
    """The ids of what is found in a mail of a text."""
    mail = ReceivedMail(subject=subject, sender=sender, to=(Address("", "robin@lindwerk.example"),), text=text)
    return {sign.sign for sign in inspect_mail(mail).signs}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("We offer you a part-time job, no experience needed. Write to me.", "words.job"),
        ("Du får pengar på ditt konto. Behåll 500 kr och skicka resten till oss.", "words.job"),
        ("Please send 300 euro for the ticket through Western Union.", "money.untraceable"),
        ("Ik zit in het buitenland. U moet alleen de verzekering vooraf betalen.", "money.unseen"),
        ("Reply with your full name, home address and date of birth.", "words.person"),
    ],
)
def test_a_scheme_is_found(text: str, sign: str) -> None:
    assert sign in signs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for applying for the job. The interview is on Thursday at 11.",
        "Never send money through Western Union to somebody you do not know.",
        "The deposit of 200 euro is paid back when you hand in the keys.",
    ],
)
def test_nearly_the_same_words_are_no_scheme(text: str) -> None:
    assert not signs(text) & {"words.job", "money.untraceable", "money.unseen", "words.person"}


def test_a_signature_of_another_firm_is_found_and_its_own_is_not() -> None:
    text = "Hello,\n\nyour documents are ready.\n\nKind regards,\nMicrosoft 365 Team"
    assert "sender.signed" in signs(text, Address("Notice", "mail@kallsten.example"))
    assert "sender.signed" not in signs(text, Address("Notice", "mail@microsoft.com"))


def test_a_month_to_pay_is_no_pressure_and_two_days_are() -> None:
    firm = Address("Delmar", "accounts@delmar.example")
    assert "words.pressure" not in signs("Please pay the invoice within 30 days.", firm)
    assert "words.pressure" in signs("Please pay the invoice within 2 days.", firm)


def test_a_change_of_bank_without_an_account_or_a_wish_is_told_and_no_more() -> None:
    text = "Hej grannar,\n\nFöreningen byter bank i april. Ni behöver inte göra något."
    mail = ReceivedMail(subject="Byte av bank", sender=Address("Styrelsen", "styrelsen@brfsolsidan.example"), text=text)
    assert inspect_mail(mail).verdict is MailVerdict.CLEAN
