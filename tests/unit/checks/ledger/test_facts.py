"""Facts typed, compared with each other, and read as one ledger."""

from __future__ import annotations

import time

import pytest

from desktop.checks.ledger.facts import FactType, conflicts, ledger_digest, ledger_of, type_of
from desktop.core.brief import Fact


@pytest.mark.parametrize(
    ("name", "value", "wanted"),
    [
        ("Weight", "980 g", FactType.QUANTITY), ("Effekt", "1200 W", FactType.QUANTITY),
        ("Prijs", "€ 89,95", FactType.MONEY), ("Pris", "1 299:-", FactType.MONEY),
        ("Korting", "20%", FactType.PERCENTAGE), ("Size", "30 x 20 x 10 cm", FactType.DIMENSION),
        ("Reichweite", "40–80 km", FactType.RANGE), ("Age", "3-6 years", FactType.RANGE),
        ("Fickor", "3", FactType.COUNT), ("Contents", "12 pieces", FactType.COUNT),
        ("Garantie", "2 jaar", FactType.DURATION), ("Batteritid", "9 h", FactType.DURATION),
        ("Published", "14 March 2024", FactType.DATE), ("Kampanj till", "30 november", FactType.DATE),
        ("Stof", "65% polyester, 35% katoen", FactType.MATERIAL_SHARES), ("Kleur", "navy", FactType.COLOUR),
        ("Herkomst", "Portugal", FactType.PLACE), ("Keurmerk", "GOTS", FactType.CERTIFICATE),
        ("IP", "IP67", FactType.RATING), ("UPF", "50+", FactType.RATING), ("SPF", "30", FactType.RATING),
        ("Author", "Priya Nolan", FactType.NAME), ("Vegan", "yes", FactType.PROPERTY),
        ("Vegansk", "nej", FactType.PROPERTY),
        ("Fit", "runs small, so choose one size up", FactType.TEXT),
    ],
)  # fmt: skip
def test_types(name: str, value: str, wanted: FactType) -> None:
    assert type_of(Fact(name=name, value=value)) == wanted


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (Fact(name="Weight", value="980 g"), Fact(name="Weight", value="1,020 g"), True),
        (Fact(name="Weight", value="980 g"), Fact(name="weight", value="0.98 kg"), False),
        (Fact(name="Weight (M)", value="980 g"), Fact(name="Weight (L)", value="1,020 g"), False),
        (Fact(name="Vikt", value="980 g (M)"), Fact(name="Vikt", value="1 020 g (L)"), False),
        (Fact(name="Gewicht maat M", value="980 g"), Fact(name="Gewicht maat L", value="1.020 g"), False),
        (Fact(name="Weight", value="980 g", variant="M"), Fact(name="Weight", value="1 kg", variant="L"), False),
        (Fact(name="Vegan", value="yes"), Fact(name="Vegan", value="no"), True),
        (Fact(name="Colour", value="navy"), Fact(name="Colour", value="sand"), False),
        (Fact(name="Weight", value="980 g"), Fact(name="Weight", value="990 g", approved=False), False),
    ],
)
def test_facts_that_contradict_each_other(one: Fact, other: Fact, conflict: bool) -> None:
    assert bool(conflicts((one, other))) is conflict


def test_the_digest_changes_with_the_approved_facts_only() -> None:
    fact, draft = Fact(id="a", name="Weight", value="980 g"), Fact(id="b", name="Colour", value="red", approved=False)
    assert ledger_digest((fact,)) == ledger_digest((fact, draft))
    assert ledger_digest((fact,)) != ledger_digest((Fact(id="a", name="Weight", value="981 g"),))


def test_a_ledger_of_thousands_is_read_at_once() -> None:
    facts = tuple(Fact(id=f"f{n}", name=f"Weight {n}", value=f"{n} g") for n in range(10_000))
    ledger_of(tuple(facts[:3])).stated  # noqa: B018 - the lexicons are read once
    begun = time.process_time()
    ledger = ledger_of(facts)
    assert ledger.by_dimension["mass"]
    assert not ledger.variants
    assert not ledger.conflicts
    assert time.process_time() - begun < 2
