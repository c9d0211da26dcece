from __future__ import annotations

import pytest

from desktop.checks.check import Subject
from desktop.checks.search.duplicates import Duplicates
from desktop.core.brief import Brief
from desktop.core.checking import CheckOptions, Published
from desktop.core.copy import Copy
from desktop.core.finding import Finding


def found(copy: dict[str, str], *others: Published) -> list[Finding]:
    return list(Duplicates().find(Subject(Copy(dict(copy)), Brief(), "en", options=CheckOptions(others=others))))


@pytest.mark.parametrize(
    ("field", "text", "other", "severity"),
    [
        ("seo_title", "Light backpack", "Light backpack", "warning"),
        ("seo_title", "Lichte rugzak", "lichte  Rugzak", "warning"),
        ("seo_description", "Väska för dig.", "Väska för dig", "warning"),
        ("title", "Havn", "Havn", "info"),
    ],
)
def test_a_text_given_twice_is_found(field: str, text: str, other: str, severity: str) -> None:
    (finding,) = found({field: text}, Published("Brisa", field, other))
    assert (finding.severity.value, finding.field, finding.text) == (severity, field, text)
    assert (finding.message, finding.source) == ("“Brisa” has the same text here.", "Brisa")


def test_several_drafts_are_counted_once_each() -> None:
    others = [Published(draft, "seo_title", "Bag") for draft in ("A", "B", "B", "C")]
    (finding,) = found({"seo_title": "Bag"}, *others)
    assert finding.message == "“A” and 2 more have the same text here."


@pytest.mark.parametrize(
    ("copy", "other"),
    [
        ({"seo_title": "Bag"}, Published("A", "title", "Bag")),
        ({"seo_title": ""}, Published("A", "seo_title", "")),
        ({"description": "Bag"}, Published("A", "description", "Bag")),
        ({"seo_title": "Bag, red"}, Published("A", "seo_title", "Bag, blue")),
    ],
)
def test_other_texts_are_left_alone(copy: dict[str, str], other: Published) -> None:
    assert found(copy, other) == []
