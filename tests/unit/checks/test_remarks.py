from __future__ import annotations

import pytest

from desktop.checks.phrases import Phrases
from desktop.checks.remarks import Remark, by_paragraph, by_sentence, like_case


@pytest.mark.parametrize(
    ("model", "text", "expected"),
    [
        ("chairman", "chair", "chair"),
        ("Chairman", "chair", "Chair"),
        ("CHAIRMAN", "chair", "CHAIR"),
        ("Ipad", "iPad", "iPad"),
        ("U", "je", "Je"),
        ("u", "", ""),
    ],
)
def test_a_fix_keeps_the_case(model: str, text: str, expected: str) -> None:
    assert like_case(model, text) == expected


def test_remarks_are_moved_to_their_place() -> None:
    def read(part: str, _language: str) -> tuple[Remark, ...]:
        return (Remark(0, len(part), part),)

    text = "One. Two.\n Three."
    assert [text[each.start : each.end] for each in by_sentence(text, "en", read)] == ["One.", "Two.", "Three."]
    assert [(each.start, each.end) for each in by_paragraph(text, "en", read)] == [(0, 9), (10, 17)]


def test_the_longest_phrase_wins_and_words_are_whole() -> None:
    phrases = Phrases([("to the", 1), ("to the next level", 2), ("unlock*", 3), ("it's", 4), ("game-changer", 5)])
    text = "To the  next level, unto the door; Unlocking, it’s a game-changer, pre-unlock into theme."
    assert [(text[start:end], value) for start, end, value in phrases.find(text)] == [
        ("To the  next level", 2),
        ("Unlocking", 3),
        ("it’s", 4),
        ("game-changer", 5),
    ]
