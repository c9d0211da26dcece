from __future__ import annotations

import pytest

from desktop.checks.mail.spamassassin import SpamRule, SpamScore, findings_of, read_report, score, spamassassin
from desktop.core.finding import Severity

REPORT = """
Content analysis details:   (6.2 points, 5.0 required)

 pts rule name              description
---- ---------------------- --------------------------------------------------
-0.0 NO_RELAYS              Informational: message was not relayed via SMTP
 1.4 MISSING_DATE           Missing Date: header
 2.4 EXCUSE_4               BODY: Claims you can be removed from the
                            list
 0.0 HTML_MESSAGE           BODY: HTML included in message
 0.5 SUBJ_ALL_CAPS          Subject is all capitals
 3.1 OTHER_RULE             Something else
"""
GTUBE = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
MAIL = (
    "From: Havn <mail@havn.nl>\r\nTo: a@example.org\r\nSubject: De nieuwe dekens zijn er\r\nMIME-Version: 1.0\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\nHoi,\r\n\r\nDe nieuwe dekens zijn er.\r\n{}\r\n"
)


def test_the_report_is_read_without_what_only_drafts_lack() -> None:
    said = read_report(REPORT)
    assert said == SpamScore(
        6.0,
        5.0,
        (
            SpamRule("OTHER_RULE", 3.1, "Something else"),
            SpamRule("EXCUSE_4", 2.4, "BODY: Claims you can be removed from the list"),
            SpamRule("SUBJ_ALL_CAPS", 0.5, "Subject is all capitals"),
        ),
    )


def test_what_is_no_report_is_none() -> None:
    assert read_report("") is None
    assert read_report("Content analysis details: none") is None
    assert findings_of(None, "mail.html") == ()


@pytest.mark.parametrize(
    ("points", "severity"), [(5.0, Severity.ERROR), (4.9, Severity.WARNING), (2.5, Severity.WARNING), (2.4, None)]
)
def test_the_score_weighs_as_the_filter_weighs_it(points: float, severity: Severity | None) -> None:
    found = findings_of(
        SpamScore(points, 5.0, (SpamRule("R", 1.0, "About"), SpamRule("S", 0.1, "Little"))), "mail.html"
    )
    assert [each.severity for each in found] == [*([severity] if severity else []), Severity.INFO]
    assert found[-1].source == "SpamAssassin: R"


def test_nothing_is_said_where_the_program_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert spamassassin() == ""
    assert score(b"Subject: nowhere\r\n\r\n") is None


@pytest.mark.skipif(not spamassassin(), reason="the Debian package spamassassin is not installed")
def test_the_published_rules_tell_spam_from_a_plain_mail() -> None:
    plain, spam = (score(MAIL.format(words).encode(), 150.0) for words in ("", GTUBE))
    assert plain is not None
    assert spam is not None
    assert plain.points < plain.required <= spam.points
    assert any(rule.name == "GTUBE" for rule in spam.rules)
