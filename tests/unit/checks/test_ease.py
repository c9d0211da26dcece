"""One figure for how a copy reads."""

from __future__ import annotations

import pytest

from desktop.checks.ease import ease_of
from desktop.checks.report import check_copy
from desktop.core.brief import Brief
from desktop.core.copy import Copy


@pytest.mark.parametrize(
    ("language", "easy", "hard"),
    [
        (
            "en",
            "The bag is light. It holds a lot. You can wash it.",
            "Notwithstanding considerable complexity, certification necessitates comprehensive documentation.",
        ),
        (
            "nl",
            "De tas is licht. Er past veel in. Je kunt hem wassen.",
            "Niettegenstaande aanzienlijke ingewikkeldheden noodzaakt milieucertificering omvattende documentatie.",
        ),
        (
            "sv",
            "Väskan är lätt. Den rymmer mycket. Du kan tvätta den.",
            "Tillverkningstekniska komplikationer förutsätter dokumentation beträffande transportförhållanden.",
        ),
    ],
)
def test_short_words_read_easier_than_long_ones(language: str, easy: str, hard: str) -> None:
    found = []
    for text in (easy, hard):
        report = check_copy(Copy({"description": text}), Brief(language=language), channels=())
        ease = ease_of(report.metrics)
        assert ease is not None
        assert ease.scale == ("lix" if language == "sv" else "flesch")
        found.append(ease)
    assert found[0].words == "very easy"
    assert found[1].words in {"hard", "very hard"}


def test_fields_weigh_by_their_words() -> None:
    metrics = {"description": {"flesch": 80.0, "words": 90.0}, "seo_description": {"flesch": 30.0, "words": 10.0}}
    ease = ease_of(metrics)
    assert ease is not None
    assert ease.value == 75.0


def test_there_is_no_ease_without_prose() -> None:
    assert ease_of({"title": {"words": 4.0, "characters": 20.0}}) is None
