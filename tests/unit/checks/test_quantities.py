from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.checks.quantities import quantities_of, readings
from desktop.core.lexicon import cased_units, number_words, units


@pytest.mark.parametrize(
    ("number", "values"),
    [
        ("12", (12.0,)),
        ("12,50", (12.5,)),
        ("12.50", (12.5,)),
        ("1.299,00", (1299.0,)),
        ("1,299.00", (1299.0,)),
        ("1 299", (1299.0,)),
        ("1\u202f299,5", (1299.5,)),
        ("1'299", (1299.0,)),
        ("1.299", (1299.0, 1.299)),
        ("1,299", (1299.0, 1.299)),
        ("0.980", (0.98,)),
        ("1.234.567", (1234567.0,)),
        ("12,5", (12.5,)),
    ],
)
def test_numbers_in_three_notations(number: str, values: tuple[float, ...]) -> None:
    assert readings(number) == pytest.approx(values)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("weegt 980 gram", [("980 gram", 980, "g")]),
        ("980g", [("980g", 980, "g")]),
        ("achttien liter", [("achttien liter", 18, "l")]),
        ("18-litre", [("18-litre", 18, "l")]),
        ("18 L", [("18 L", 18, "l")]),
        ("0,5 l", [("0,5 l", 0.5, "l")]),
        ("half a litre", [("half a litre", 0.5, "l")]),
        ("anderhalve liter", [("anderhalve liter", 1.5, "l")]),
        ("1½ liter", [("1½ liter", 1.5, "l")]),
        ("tot 15 inch", [("15 inch", 15, "in")]),
        ('a 15" laptop', [('15"', 15, "in")]),
        ("15 tum", [("15 tum", 15, "in")]),
        ("a five-year warranty", [("five-year", 5, "y")]),
        ("vijf jaar garantie", [("vijf jaar", 5, "y")]),
        ("vijfjarige garantie", [("vijfjarige", 5, "y")]),
        ("fem års garanti", [("fem års", 5, "y")]),
        ("femårig garanti", [("femårig", 5, "y")]),
        ("24 månader", [("24 månader", 24, "mo")]),
        ("€ 89,95", [("€ 89,95", 89.95, "EUR")]),
        ("89,95 euro", [("89,95 euro", 89.95, "EUR")]),
        ("EUR 89.95", [("EUR 89.95", 89.95, "EUR")]),
        ("1 299:-", [("1 299:-", 1299, "SEK")]),
        ("249:50", [("249:50", 249.5, "SEK")]),
        ("1 249:50", [("1 249:50", 1249.5, "SEK")]),
        ("49:50 kr", [("49:50 kr", 49.5, "SEK")]),
        ("899 kr", [("899 kr", 899, "SEK")]),
        ("£25", [("£25", 25, "GBP")]),
        ("65% polyester", [("65%", 65, "%")]),
        ("100 procent", [("100 procent", 100, "%")]),
        ("40°C", [("40°C", 40, "°C")]),
        ("600D", [("600D", 600, "D")]),
        ("250 g/m²", [("250 g/m²", 250, "g/m²")]),
        ("30 x 20 x 10 cm", [("30", 30, "cm"), ("20", 20, "cm"), ("10 cm", 10, "cm")]),
        ("2–3 years", [("2", 2, "y"), ("3 years", 3, "y")]),
        ("2 tot 3 jaar", [("2", 2, "y"), ("3 jaar", 3, "y")]),
        ("två till tre år", [("två", 2, "y"), ("tre år", 3, "y")]),
        ("UPF 50+", [("50", 50, None)]),
        ("two pockets", [("two", 2, None)]),
        ("a bag, one bag, een tas, en väska", []),
        ("5G and size M", [("5", 5, None)]),
        ("in 2 stores", [("2", 2, None)]),
        ("IP67 and A4", []),
        ("Kapitel sexton", [("sexton", 16, None)]),
    ],
)
def test_quantities_in_text(text: str, found: list[tuple[str, float, str | None]]) -> None:
    assert [
        (text[each.start : each.end], each.values[0], each.unit.unit if each.unit else None)
        for each in quantities_of(text)
    ] == found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("980 g", "0,98 kg"),
        ("0.5 l", "500 ml"),
        ("15 inch", "38,1 cm"),
        ("2 jaar", "24 months"),
        ("60 minutes", "een uur"),
        ("1.299 kr", "1 299:-"),
        ("249:50", "249,50 kronor"),
    ],
)
def test_the_same_amount(one: str, other: str) -> None:
    assert quantities_of(one)[0].equals(quantities_of(other)[0])


@pytest.mark.parametrize(
    ("one", "other"), [("980 g", "990 g"), ("18 l", "18 kg"), ("5 years", "5"), ("€ 89", "89 kr"), ("2 l", "2,1 l")]
)
def test_another_amount(one: str, other: str) -> None:
    assert not quantities_of(one)[0].equals(quantities_of(other)[0])


@given(st.text(alphabet="0123456789., xj'½€%-kgliter jaar:/\n\u00a0", max_size=60))
def test_quantities_lie_in_the_text_one_after_another(text: str) -> None:
    position = 0
    for each in quantities_of(text):
        assert position <= each.start < each.end <= len(text)
        assert each.values
        position = each.end


@given(st.integers(0, 10**7), st.sampled_from([",", ".", " ", "\u00a0", "\u202f"]))
def test_grouped_numbers_are_read_as_what_they_are(value: int, mark: str) -> None:
    assert float(value) in readings(f"{value:,}".replace(",", mark))


def test_every_spelling_belongs_to_one_unit() -> None:
    assert units()["gram"].unit == "g"
    assert cased_units() <= set(units())
    assert all(word == word.lower() for word in units() if word not in cased_units())
    assert all(unit.factor > 0 for unit in units().values())


def test_number_words_of_three_languages() -> None:
    assert [number_words()[word] for word in ("twenty-five", "vijfentwintig", "tjugofem", "tweeentwintig")] == [
        25,
        25,
        25,
        22,
    ]
