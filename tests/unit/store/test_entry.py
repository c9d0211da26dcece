from __future__ import annotations

from desktop.core.brief import Brief, Fact
from desktop.core.copy import Copy
from desktop.store.entry import STEPS, entry_of


def row(brief: Brief, copy: Copy) -> set[str]:
    return set(entry_of(brief, copy).row.split())


def test_title_copy_brief_and_facts_are_entered() -> None:
    brief = Brief(product="Sok", notes="wandelaars", facts=(Fact("f", "Gewicht", "98", "g", "leverancier"),))
    words = set(entry_of(brief, Copy({"bullets": ("zacht", "sterk")})).words)
    assert {"sok", "wandelaars", "gewicht", "98", "g", "leverancier", "zacht", "sterk"} <= words


def test_swedish_letters_are_entered_with_and_without_dots() -> None:
    assert {"får", "far"} <= row(Brief(), Copy({"body": "Ett får"}))
    assert "får" not in row(Brief(), Copy({"body": "Min far"}))


def test_words_that_come_back_or_stand_in_the_title_weigh_more() -> None:
    text = "sok " * 8 + "woord " * 150
    entered = row(Brief(product="Merino"), Copy({"body": text}))
    assert f"merino{STEPS[0]}" in entered
    assert f"sok{STEPS[2]}" in entered
    once = row(Brief(product="Iets"), Copy({"body": "sok " + " ".join(f"w{n}" for n in range(150))}))
    assert not any(f"sok{step}" in once for step in STEPS)


def test_a_word_weighs_less_in_a_longer_text() -> None:
    short = row(Brief(), Copy({"body": "begin\n" + "sok " * 4 + "x " * 100}))
    long = row(Brief(), Copy({"body": "begin\n" + "sok " * 4 + "x " * 3000}))
    assert f"sok{STEPS[0]}" in short
    assert f"sok{STEPS[0]}" not in long


def test_an_empty_text_has_no_words() -> None:
    assert entry_of(Brief(), Copy()).row == ""
