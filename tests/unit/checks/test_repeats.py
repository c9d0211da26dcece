"""How much a section says again what another one says."""

from __future__ import annotations

import pytest

from desktop.checks.repeats import repeated_in, repeats_of

SAME = {
    "en": ("The blanket is woven in Småland from Swedish wool.", "From Swedish wool the blanket is woven in Småland."),
    "nl": ("De deken wordt geweven in Småland van Zweedse wol.", "Van Zweedse wol wordt de deken in Småland geweven."),
    "sv": ("Filten vävs i Småland av svensk ull.", "Av svensk ull vävs filten i Småland."),
}
OTHER = {
    "en": "You can wash it at 30 °C with a little soap.",
    "nl": "Je kunt hem wassen op 30 °C met een beetje zeep.",
    "sv": "Du kan tvätta den i 30 °C med lite tvål.",
}


@pytest.mark.parametrize("language", list(SAME))
def test_a_sentence_in_another_order_is_a_repeat(language: str) -> None:
    first, again = SAME[language]
    found = repeats_of({"s1": first, "s2": f"{OTHER[language]} {again}"}, language)
    assert [(each.id, each.alike, each.sentences) for each in found] == [("s1", 1, 1), ("s2", 1, 2)]
    assert found[1].share == 0.5
    (span,) = repeated_in(f"{OTHER[language]} {again}", [first], language)
    assert f"{OTHER[language]} {again}"[span.start : span.end] == again


@pytest.mark.parametrize("language", list(SAME))
def test_sections_that_say_different_things_repeat_nothing(language: str) -> None:
    found = repeats_of({"s1": SAME[language][0], "s2": OTHER[language]}, language)
    assert all(each.share == 0 and each.run_share == 0 for each in found)


def test_another_figure_makes_another_sentence() -> None:
    assert repeated_in("You can wash the cover at 60 °C.", ["You can wash the cover at 30 °C."], "en") == ()


def test_runs_of_five_words_are_counted_without_headings() -> None:
    text = "Whoever makes the first seam also sees the last."
    found = repeats_of({"s1": text, "s2": f"## Whoever makes the first seam\n\nIn short, {text.lower()}"}, "en")
    assert found[0].runs == found[0].shared == 5
    assert found[1].shared == 5
    assert 0 < found[1].run_share < 1


def test_short_sentences_and_empty_sections_say_nothing_again() -> None:
    found = repeats_of({"s1": "It is warm.", "s2": "It is warm.", "s3": ""}, "en")
    assert [(each.sentences, each.share, each.run_share) for each in found] == [(0, 0.0, 0.0)] * 3
