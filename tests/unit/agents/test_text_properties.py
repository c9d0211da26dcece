"""What must hold of the text functions whatever the text."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.agents.cleaning import clean_line, clean_list, clean_text
from desktop.agents.guard import good_part
from desktop.agents.json_stream import JsonStream
from desktop.agents.trimming import sentences_of, to_whole_sentence

WORDS = st.lists(
    st.sampled_from(["red", "340 g", "is", "the", "wool.", "soft!", "och", "één", "\n", "-", "“x”"]), max_size=30
)
TEXT = st.one_of(st.text(max_size=200), WORDS.map(" ".join))


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_the_sentences_of_a_text_are_the_text(text: str) -> None:
    spans = sentences_of(text)
    assert "".join(text[start:end] for start, end in spans) == text


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_a_trimmed_text_is_a_beginning(text: str) -> None:
    assert text.startswith(to_whole_sentence(text))


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_the_good_part_lies_within_the_text_and_does_not_loop(text: str) -> None:
    end = good_part(text)
    assert end is None or 0 <= end <= len(text)


@given(TEXT)
@settings(max_examples=200, deadline=None)
def test_cleaning_brings_no_character_of_its_own(text: str) -> None:
    for cleaned in (clean_text(text), clean_line(text), *clean_list(text)):
        assert set(cleaned) <= set(text) | {" "}


@given(WORDS.map(" ".join).filter(lambda text: "“" not in text and "-" not in text))
@settings(max_examples=200, deadline=None)
def test_cleaning_keeps_every_word_of_plain_copy(text: str) -> None:
    assert clean_text(text).split() == text.split()


@given(
    st.dictionaries(st.sampled_from(["title", "body"]), st.one_of(TEXT, st.lists(TEXT, max_size=3))), st.integers(1, 9)
)
@settings(max_examples=200, deadline=None)
def test_a_json_stream_gives_what_json_gives(fields: dict[str, str | list[str]], size: int) -> None:
    stream = JsonStream()
    answer = json.dumps(fields)
    texts = dict.fromkeys(fields, "")
    for start in range(0, len(answer), size):
        for piece in stream.feed(answer[start : start + size]):
            texts[piece.key] += piece.text
    for key, value in fields.items():
        wanted = value if isinstance(value, str) else "\n".join(value)
        assert texts[key] == "".join(
            char for char in wanted if char not in "\r\b\f" and not "\ud800" <= char <= "\udfff"
        )
