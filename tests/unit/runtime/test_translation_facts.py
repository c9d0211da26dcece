"""Facts as lines, and back."""

from __future__ import annotations

from desktop.core.brief import Fact
from desktop.runtime.translation_facts import facts_of, facts_text

KNOWN = (Fact("f1", "Weight", "980", "g"), Fact("f2", "", "Made in Portugal", must_mention=True))


def test_facts_come_back_as_they_were() -> None:
    assert facts_text(KNOWN) == "Weight: 980 g\nMade in Portugal"
    assert facts_of(facts_text(KNOWN), KNOWN) == KNOWN


def test_new_lines_become_facts_with_ids_of_their_own() -> None:
    found = facts_of("Weight: 990 g\n\nMade in Portugal\nPrice: € 5\n", KNOWN)
    assert [(each.id, each.name, each.value) for each in found] == [
        ("f3", "Weight", "990 g"),
        ("f2", "", "Made in Portugal"),
        ("f4", "Price", "€ 5"),
    ]
