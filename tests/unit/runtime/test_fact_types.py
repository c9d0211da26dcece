"""Facts are typed in a word, and every type of the ledger but free text has one."""

from __future__ import annotations

import time

import pytest

from desktop.checks.ledger.types import FactType
from desktop.core.brief import Fact
from desktop.runtime.fact_types import is_ready, type_word


@pytest.mark.parametrize(
    ("fact", "word"),
    [
        (Fact("f1", "Weight", "980", "g"), "quantity"),
        (Fact("f1", "Price", "€ 89.95"), "money"),
        (Fact("f1", "Warranty", "5 years"), "duration"),
        (Fact("f1", "Material", "65 % polyester, 35 % cotton"), "material"),
        (Fact("f1", "Waterproof", "yes"), "property"),
        (Fact("f1", "", ""), ""),
    ],
)
def test_a_fact_has_a_word_for_its_type(fact: Fact, word: str) -> None:
    while not is_ready():
        time.sleep(0.02)
    assert type_word(fact) == word


def test_every_type_has_a_word() -> None:
    from desktop.runtime import fact_types

    assert set(fact_types._WORDS) == {kind.value for kind in FactType} - {"text"}  # noqa: SLF001 - the table itself
