"""Reports and warnings: all that was found, and nothing that could be followed."""

from __future__ import annotations

import pytest

from desktop.core.finding import Severity
from desktop.core.received import Address, Inspection, MailVerdict, ReceivedMail, Sign
from desktop.formats.received.report import harmless, report_of, warning_of

MAIL = ReceivedMail(subject="Uw pas", sender=Address("Bank", "info@bank-veilig.example"))
SIGN = Sign("link.mismatch", Severity.ERROR, "The link lies", "Reads bank.example, opens https://evil.example/x.")
FOUND = Inspection(MAIL, MailVerdict.PHISHING, (SIGN,), "Pretends", ("Do not click.",), "Looks bad", "local/x")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bank-veilig.example", "bank-veilig[.]example"),
        ("https://evil.example/x.html", "htxxs://evil[.]example/x[.]html"),
        ("info@mail.bank.example.", "info@mail[.]bank[.]example."),
        ("vóór 17.00 uur. Dan", "vóór 17.00 uur. Dan"),
        ("", ""),
    ],
)
def test_addresses_become_harmless(text: str, shown: str) -> None:
    assert harmless(text) == shown


def test_the_report_says_all_and_links_nothing() -> None:
    text = report_of(FOUND, "pas.eml")
    for words in ("pas.eml", "Uw pas", "The link lies", "Do not click.", "Looks bad", "local/x"):
        assert words in text
    assert "evil.example" not in text
    assert "https:" not in text


@pytest.mark.parametrize("verdict", list(MailVerdict))
def test_a_warning_bears_the_verdict_and_links_nothing(verdict: MailVerdict) -> None:
    text = warning_of(Inspection(MAIL, verdict, (SIGN,), "Pretends", ("Do not click.",)))
    assert "bank-veilig.example" not in text
    assert ("Do not click." in text) is (verdict is not MailVerdict.CLEAN)
