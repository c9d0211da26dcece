"""What the checks say of one short line, and what they say of all of them together."""

from __future__ import annotations

from desktop.checks.channels import channel
from desktop.checks.one_line import copy_of_line, said_of_line
from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.core.finding import Verdict


def test_a_line_stands_in_its_field_alone() -> None:
    assert copy_of_line(channel("google_ads.headline"), "a") == Copy({"google_ads.headline": ("a",)})
    assert copy_of_line(channel("mail.subject"), "a") == Copy({"subject": "a"})


def test_a_line_answers_for_itself_and_not_for_the_list() -> None:
    facts = (Fact("a", "Weight", "980", "g", must_mention=True), Fact("b", "Capacity", "18", "l"))
    brief = Brief(product="Havn", language="en", facts=facts)
    where = channel("google_ads.headline")
    report = check_copy(copy_of_line(where, "It holds holds 20 l"), brief, channels=(where.id,))
    assert {"limits.advised", "facts.must_mention"} <= {each.check for each in report.findings}
    findings, claims = said_of_line(report)
    assert {each.check for each in findings} == {
        each.check for each in report.findings if each.check not in ("limits.advised", "facts.must_mention")
    }
    assert "style.repetition" in {each.check for each in findings}
    assert {each.field for each in findings} | {each.field for each in claims} == {where.id}
    assert Verdict.CONTRADICTED in {each.verdict for each in claims}
