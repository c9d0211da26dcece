from __future__ import annotations

import pytest

from desktop.checks.prose import words_in
from desktop.core.word_counts import WordCounts


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It stays dry.", 3),
        ("It stays dry.[^q1] And cool.[^q1.2, q3]", 5),
        ("It stays dry.[q1] And cool.[^1]", 5),
        ("See [our shop](https://havn.example/a-b) for 1.5 more", 6),
        ("A [quiet] word and a [q] too", 7),
        ("", 0),
    ],
)
def test_addresses_and_marks_of_notes_are_no_words(text: str, words: int) -> None:
    assert WordCounts().of(text) == words
    assert len(words_in(text)) == words
