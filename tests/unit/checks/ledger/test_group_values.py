"""Values that mean something under the name of their fact only."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.concepts.group_values import group_values, groups_of, unread_of_group
from desktop.core.brief import Fact


@pytest.mark.parametrize("name", ["Process", "Processing method", "Verwerking", "Bearbetning"])
def test_a_name_tells_its_group(name: str) -> None:
    assert "coffee process" in groups_of(name)


def test_an_item_counts_as_a_whole() -> None:
    assert list(group_values("Body", "light")) == ["body_light"]
    assert list(group_values("Body", "light-heavy")) == []
    assert list(group_values("Weight", "light")) == []


def test_a_name_that_no_lexicon_knows_is_a_value_of_an_open_group() -> None:
    facts = (Fact(id="f1", name="Variety", value="Pacas Enano"), Fact(id="f2", name="Variety", value="12"))
    assert unread_of_group("coffee variety", facts, frozenset()) == ("f1",)
    assert unread_of_group("body", facts, frozenset()) == ()
