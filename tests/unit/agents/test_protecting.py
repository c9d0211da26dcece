"""What must not change in a rewritten text: addresses, code, tags, marks, headings and numbers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.agents.protecting import Sort, change_of, pieces_of, protect
from desktop.agents.tags import unveil

RICH = """## Why 980 g matters

The [Havn bag](https://havn.nl/bag "Bag") weighs 980 g[^1], see `bag.weigh()` and https://havn.nl/more. [q2]

```python
weight = 980  # grams
```

![A bag](bag.png) Hello {{ first_name }}, <br> mail info@havn.nl."""


def test_a_model_sees_signs_and_they_come_back() -> None:
    veiled = protect(RICH)
    assert veiled.tags == (
        'https://havn.nl/bag "Bag"',
        "[^1]",
        "`bag.weigh()`",
        "https://havn.nl/more",
        "[q2]",
        "```python\nweight = 980  # grams\n```",
        "bag.png",
        "{{ first_name }}",
        "<br>",
        "info@havn.nl",
    )
    assert "[Havn bag]([[1]]) weighs 980 g[[2]]" in veiled.text
    assert not any(tag in veiled.text for tag in veiled.tags)
    assert unveil(veiled.text, veiled) == RICH
    assert change_of(RICH, RICH).is_none


@given(st.text(alphabet="ab1 []()`#*<>\n.![]q{}~", max_size=80))
def test_veiling_and_unveiling_change_nothing(text: str) -> None:
    veiled = protect(text)
    assert unveil(veiled.text, veiled) == text
    assert change_of(text, text).is_none


@pytest.mark.parametrize(
    ("before", "after", "lost", "added"),
    [
        ("It weighs 980 g.", "Its weight is 980 grams.", (), ()),
        ("It weighs 980 g.", "It weighs 0.98 kg.", (), ()),
        ("It weighs 980 g.", "It is light.", ("980 g",), ()),
        ("It weighs 980 g.", "It weighs 890 g.", ("980 g",), ("890 g",)),
        ("Het kost € 1.299,00.", "Voor €1299 is hij van jou.", (), ()),
        ("Het duurt twee jaar.", "Het duurt 2 jaar.", (), ()),
        ("Den väger 1,5 kg.", "Vikten är 1.5 kg.", (), ()),
        ("Den kostar 1 299 kr.", "Priset är 1 299 kronor.", (), ()),
        ("Den väger 1,5 kg.", "Den väger 15 kg.", ("1,5 kg",), ("15 kg",)),
        ("It is light.", "It weighs 2 kg.", (), ("2 kg",)),
        ("See [a](/x) and [b](/y).", "See [b](/y).", ("/x",), ()),
        ("See [a](/x).", "See [the bag](/x).", (), ()),
        ("See [a](/x).", "See [a](/z).", ("/x",), ("/z",)),
        ("Hi {{ name }}.", "Hi.", ("{{ name }}",), ()),
        ("Say `a b`.", "Say `a c`.", ("`a b`",), ("`a c`",)),
        ("So it is.[^2]", "So it is.", ("[^2]",), ()),
        ("## Straps\n\nText.", "## Belts\n\nText.", ("## Straps",), ("## Belts",)),
        ("Text.", "## More\n\nText.", (), ("## More",)),
        ("1. One\n2. Two", "- One\n- Two", (), ()),
        ("5 days, yes 5 days.", "5 days.", (), ()),
    ],
)
def test_what_is_lost_and_what_is_new(before: str, after: str, lost: tuple[str, ...], added: tuple[str, ...]) -> None:
    change = change_of(before, after)
    assert (change.lost, change.added) == (lost, added)
    assert bool(change.message) != change.is_none


def test_numbers_that_are_told_may_come_and_those_that_may_go_go() -> None:
    assert change_of("It is light.", "It weighs 980 g.", told=["980 g"]).is_none
    assert change_of("It weighs 980 g.", "It is light.", may_lose=frozenset({Sort.NUMBER})).is_none
    assert not change_of("It weighs 980 g.", "It weighs 2 kg.", may_lose=frozenset({Sort.NUMBER})).is_none
    assert change_of("## Straps\n\nText.", "## Riemen\n\nTekst.", translated=True).is_none
    assert not change_of("## Straps\n\nText.", "# Riemen\n\nTekst.", translated=True).is_none


@pytest.mark.parametrize(
    "text", ["[" * 20_000, "`" * 20_001, "](" * 10_000, "<a " * 7_000, "~~~\n" * 5_001, "[q1" * 7_000]
)
def test_hostile_text_does_not_hold_it_up(text: str) -> None:
    began = time.process_time()
    pieces_of(text)
    assert time.process_time() - began < 2
