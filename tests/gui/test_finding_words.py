"""Every check that there is has a headline and a group, and every group a check."""

from __future__ import annotations

import pytest

from desktop.checks.catalogue import CHECKS
from desktop.core.finding import Claim, Finding, Severity, Verdict
from desktop.views.inspector.finding_words import group_of, headline_of, headline_of_check


@pytest.mark.parametrize("check", sorted(check.id for check in CHECKS))
def test_a_check_has_a_headline_and_a_group(check: str) -> None:
    assert headline_of_check(check)
    assert group_of(check)


@pytest.mark.parametrize(
    ("check", "headline"),
    [
        ("spelling.word", "Spelling"),
        ("spelling.unheard.of", "Spelling"),
        ("policy.amazon.title_signs", "A rule of Amazon"),
        ("policy.ours.rule", "Against a rule"),
        ("grammar.agreement", "Grammar"),
        ("claims.material", "No fact supports this"),
        ("nobody.named.it", ""),
    ],
)
def test_the_nearest_name_counts(check: str, headline: str) -> None:
    assert headline_of_check(check) == headline


def test_a_claim_is_called_by_its_verdict() -> None:
    finding = Finding("claims.material", Severity.ERROR, "body", 0, 3, "abc", "")
    assert headline_of(finding) == "Contradicts a fact"
    words = {verdict: headline_of(finding, Claim("body", 0, 3, "abc", verdict)) for verdict in Verdict}
    assert words == {
        Verdict.SUPPORTED: "The facts support this",
        Verdict.CONTRADICTED: "Contradicts a fact",
        Verdict.UNSUPPORTED: "No fact supports this",
        Verdict.OPINION: "An opinion",
    }


def test_what_nobody_named_is_called_by_its_weight() -> None:
    assert headline_of(Finding("nobody.named", Severity.INFO, "body", 0, 0, "", "")) == "Good to know"
