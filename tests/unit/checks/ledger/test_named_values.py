"""What stands before the noun that a fact is named for, and materials that are spoken of as such."""

from __future__ import annotations

import pytest

from desktop.checks.ledger.words.concept_claims import concept_claims_of
from desktop.core.brief import Fact


def _judged(facts: str, sentence: str, language: str) -> dict[str, str]:
    rows = [each.split("=", 1) for each in facts.split("; ")]
    ledger = tuple(Fact(id=f"f{place}", name=name, value=value) for place, (name, value) in enumerate(rows))
    found = concept_claims_of(sentence, ledger, language)
    return {sentence[each.start : each.end]: str(each.verdict) for each in found}


@pytest.mark.parametrize(
    ("language", "facts", "sentence", "words"),
    [
        ("en", "Collar=mandarin", "A shirt with a Peter Pan collar.", "Peter Pan collar"),
        ("en", "Collar type=spread", "With its button-down collar it is right for work.", "button-down collar"),
        ("en", "Hem=curved", "A straight hem falls below the hip.", "straight hem"),
        ("en", "Toe=round", "The pointed toe looks sharp.", "pointed toe"),
        ("en", "Sleeves=long", "The sleeves are short and airy.", "sleeves are short"),
        ("nl", "Mouwen=lang", "Met korte mouwen.", "korte mouwen"),
        ("sv", "Ärm=lång", "Skjorta med korta ärmar.", "korta ärmar"),
        ("sv", "Trapetskorrigering=automatisk", "Trapetskorrigeringen är manuell.", "Trapetskorrigeringen är manuell"),
        ("en", "Keystone correction=automatic", "The keystone correction is manual.", "correction is manual"),
        ("nl", "Bediening=mechanisch", "De bediening is elektrisch.", "bediening is elektrisch"),
        ("nl", "Zadel=vast", "Met een verstelbaar zadel.", "verstelbaar zadel"),
        ("en", "Probe=wired", "A wireless probe reads the core.", "wireless probe"),
        ("nl", "Kraag=opstaand", "Een overhemd met een omgeslagen kraag.", "omgeslagen kraag"),
        ("nl", "Kraag=opstaand", "Met puntkraag en lange mouwen.", "puntkraag"),
        ("nl", "Zoom=afgerond", "Een rechte zoom valt over de heup.", "rechte zoom"),
        ("nl", "Binding=spiraal", "De genaaide binding blijft plat liggen.", "genaaide binding"),
        ("sv", "Krage=ståkrage", "En skjorta med nedvikt krage.", "nedvikt krage"),
        ("sv", "Ärm=raglan", "Den isydda ärmen sitter fint.", "isydda ärmen"),
        ("sv", "Styre=rakt", "Det böjda styret är gjort för fart.", "böjda styret"),
        ("sv", "Klack=block", "På stilettklack blir du kvällens stjärna.", "stilettklack"),
    ],
)
def test_another_value_of_the_noun_of_a_fact_is_contradicted(
    language: str, facts: str, sentence: str, words: str
) -> None:
    found = _judged(facts, sentence, language)
    assert [each for each, verdict in found.items() if verdict == "contradicted" and (each in words or words in each)]


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", "Collar=mandarin", "The soft collar never gets in the way."),
        ("en", "Collar=mandarin", "Unlike the buttoned collar of a dress shirt, it breathes."),
        ("en", "Collar=mandarin", "Not a Peter Pan collar but a mandarin one."),
        ("en", "Saddle=gel", "Long days in the saddle fly by."),
        ("en", "Blade=drop point", "A dull blade is more dangerous than a keen one."),
        ("nl", "Kraag=opstaand", "De zachte kraag zit nooit in de weg."),
        ("nl", "Onderkant=vlak", "De vlakke onderkant staat stevig."),
        ("nl", "Motor=brushless; Weight=2 kg; Colour=blue", "De borstelloze motor is stil."),
        ("sv", "Krage=mandarin", "Till skillnad från den stela kragen känns den skön."),
        ("sv", "Rygg=nät", "Sjätte veckan, sedan började ryggen protestera."),
        ("sv", "Doft=fikon", "Den milda doften för tankarna söderut."),
    ],
)
def test_praise_and_other_collars_are_left_alone(language: str, facts: str, sentence: str) -> None:
    assert "contradicted" not in _judged(facts, sentence, language).values()


@pytest.mark.parametrize(
    ("language", "facts", "sentence"),
    [
        ("en", "Saddle=gel", "A leather saddle."),
        ("nl", "Zadel=gel", "Het leren zadel vormt zich."),
        ("sv", "Sadel=gel", "Lädersadeln formar sig."),
    ],
)
def test_a_material_of_what_a_fact_gives_otherwise(language: str, facts: str, sentence: str) -> None:
    assert "contradicted" in _judged(facts, sentence, language).values()
