"""The text of an answer without what its model thought, however both come."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.core.prompt import FinishReason
from desktop.engine.error_facts import AnswerFailed
from desktop.engine.gateway_answer import Answer, Piece, piece_of_chunk


def text_of(*pieces: str, finish: str = "stop") -> tuple[str, Answer]:
    answer = Answer(free=False)
    text = "".join(answer.take(Piece(piece)) for piece in pieces)
    text += answer.take(Piece(finish=finish))
    return text + answer.rest(), answer


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("A mug.", "A mug."),
        ("<think>Hm.</think>A mug.", "A mug."),
        ("\n<think>\nHm.\n</think>\n\nA mug.", "A mug."),
        ("<thinking>Hm.</thinking> A mug.", "A mug."),
        ("<think></think>A mug.", "A mug."),
        ("<think>Hm, and no more", ""),
        ("<thi", "<thi"),
        ("<table>A mug.</table>", "<table>A mug.</table>"),
        ("A <think>mug</think>.", "A <think>mug</think>."),
        ("  A mug.", "  A mug."),
        ("", ""),
    ],
)
@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_thinking_between_marks_is_no_text(answer: str, text: str, size: int) -> None:
    assert text_of(*(answer[at : at + size] for at in range(0, len(answer), size)))[0] == text


@given(st.text(alphabet="<think/> a", max_size=40), st.integers(1, 5))
def test_pieces_of_any_size_give_the_same_text(answer: str, size: int) -> None:
    pieces = [answer[at : at + size] for at in range(0, len(answer), size)]
    assert text_of(*pieces)[0] == text_of(answer)[0]


def test_words_are_those_of_the_text() -> None:
    _, answer = text_of("<think>one two three</think>A ", "mu", "g for tea")
    assert answer.words == 4
    assert answer.ending().usage.completion_tokens == 3
    assert answer.ending().usage.estimated


def test_what_the_provider_counts_counts() -> None:
    answer = Answer(free=False)
    answer.take(Piece("A mug.", prompt_tokens=7, completion_tokens=1))
    answer.take(Piece(finish="stop", completion_tokens=9, cost=0.25))
    usage = answer.ending().usage
    assert (usage.prompt_tokens, usage.completion_tokens, usage.cost, usage.estimated) == (7, 9, 0.25, False)
    assert Answer(free=True).ending().usage.cost == 0.0


@pytest.mark.parametrize("word", ["error", "OTHER", "FINISH_REASON_UNSPECIFIED"])
def test_an_end_that_is_none_is_an_error(word: str) -> None:
    with pytest.raises(AnswerFailed):
        Answer(free=False).take(Piece(finish=word))


def test_a_reason_that_comes_with_every_piece_counts_only_at_the_end() -> None:
    answer = Answer(free=False)
    answer.take(Piece("A ", finish="STOP", fresh=True))
    answer.take(Piece("mug", fresh=True))
    assert answer.ending().reason is FinishReason.CUT_OFF


def test_parts_of_a_chunk_are_told_apart() -> None:
    parts = [{"type": "thinking", "thinking": [{"type": "text", "text": "Hm"}]}, {"type": "text", "text": "A mug"}, 5]
    delta = SimpleNamespace(content=parts)
    chunk = SimpleNamespace(choices=[SimpleNamespace(delta=delta, finish_reason=None)], usage=None)
    assert piece_of_chunk(chunk) == Piece("A mug", thought=True)


def test_a_cost_that_the_provider_tells_is_taken() -> None:
    usage = SimpleNamespace(prompt_tokens=1, completion_tokens=2, cost=0.5)
    assert piece_of_chunk(SimpleNamespace(choices=[], usage=usage)).cost == 0.5
    usage.cost = True
    assert piece_of_chunk(SimpleNamespace(choices=[], usage=usage)).cost is None
