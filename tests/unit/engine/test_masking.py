"""What leaves holds no private detail, and what comes home holds every one of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.core.brief import Brief, Fact
from desktop.core.prompt import Chunk, Ending, FinishReason, Message, Prompt, Role
from desktop.core.provider import Protocol
from desktop.core.usage import Usage
from desktop.engine.masking import Mask, MaskingModel, kept_here, leaving, may_leave, words_of
from desktop.engine.route import Route

LETTER = """Dear Mrs Johnson,

Your order number is 1002345. Mail anna.berg@example.com or call 020 7946 0958.
We send it to 14 Mill Lane, Oxford OX4 1AA.

Kind regards,
Peter Holm"""


class Parrot:
    """A model that says back what it was asked, in pieces of so many characters, and remembers what it was sent."""

    id, small = "parrot/one", False

    def __init__(self, size: int, answer: str = "") -> None:
        self.size = size
        self.answer = answer
        self.seen: list[str] = []

    def grade(self, _language: str) -> str:
        return "good"

    async def stream(self, prompt: Prompt) -> AsyncIterator[Chunk | Ending]:
        text = "\n".join(message.content for message in prompt.messages)
        self.seen.append(text)
        said = self.answer or text
        for at in range(0, len(said), self.size):
            yield Chunk(said[at : at + self.size])
        yield Ending(FinishReason.STOP, Usage())


def ask(model: MaskingModel, text: str, schema: str = "") -> str:
    async def said() -> str:
        prompt = Prompt((Message(Role.USER, text),), 100, json_schema=schema)
        return "".join([piece.text async for piece in model.stream(prompt) if isinstance(piece, Chunk)])

    return asyncio.run(said())


def test_no_detail_leaves_and_each_comes_home() -> None:
    mask, parrot = Mask(language="en"), Parrot(3)
    assert ask(MaskingModel(parrot, mask), LETTER) == LETTER
    (sent,) = parrot.seen
    details = {
        "Johnson",
        "1002345",
        "anna.berg@example.com",
        "020 7946 0958",
        "14 Mill Lane, Oxford OX4 1AA",
        "Peter Holm",
    }
    assert {each.text for each in mask.replaced} == details
    assert not [detail for detail in details if detail in sent]
    assert "[NAME_1]" in sent
    assert "[ADDRESS_1]" in sent


def test_the_same_detail_has_the_same_placeholder_in_every_call() -> None:
    mask = Mask(language="en")
    first = mask.hide("Mail a@example.com and b@example.com")
    assert first == "Mail [EMAIL_1] and [EMAIL_2]"
    assert mask.hide("b@example.com") == "[EMAIL_2]"


@pytest.mark.parametrize(
    "said",
    ["[NAME_1]", "[name_1]", "[NAME 1]", "[ NAME_1 ]", r"\[NAME\_1\]", "[NAME-1]", "[NAME1]"],
)
@pytest.mark.parametrize("size", [1, 2, 5, 100])
def test_a_placeholder_that_the_model_wrote_otherwise_comes_home_too(said: str, size: int) -> None:
    mask = Mask(language="en")
    mask.hide("Dear Mrs Johnson,")
    model = MaskingModel(Parrot(size, f"Hi {said}, see [1] and [here]."), mask)
    assert ask(model, "Write.") == "Hi Johnson, see [1] and [here]."


def test_one_that_stands_for_nothing_stays_and_one_of_the_writers_own_is_not_taken() -> None:
    mask = Mask(language="en")
    text = "Keep [NAME_1] as it is. Dear Mrs Johnson, [NAME_7]."
    hidden = mask.hide(text)
    assert hidden == "Keep [NAME_1] as it is. Dear Mrs [NAME_2], [NAME_7]."
    assert mask.restore(hidden) == text
    assert mask.restore("[PHONE_9]") == "[PHONE_9]"


def test_a_product_may_be_called_like_a_person() -> None:
    brief = Brief(product="Emma lamp", facts=(Fact("f1", "Designer", "Johan Falk"),))
    mask = Mask(words_of(brief), "en")
    text = "Hi Emma!\n\nDear Mrs Falk,"
    assert mask.hide(text) == text
    assert mask.hide("Hi Emily!") == "Hi [NAME_1]!"


def test_a_detail_of_two_lines_stays_sound_in_an_answer_of_json() -> None:
    mask = Mask(language="en")
    mask.hide("14 Mill Lane\nOxford OX4 1AA")
    answer = ask(MaskingModel(Parrot(4, '{"body": "[ADDRESS_1]"}'), mask), "Write.", schema="{}")
    assert answer == '{"body": "14 Mill Lane\\nOxford OX4 1AA"}'


def test_what_is_shown_is_what_is_sent() -> None:
    messages = (Message(Role.SYSTEM, "Write."), Message(Role.USER, LETTER))
    parrot = Parrot(50)

    async def send() -> None:
        async for _ in MaskingModel(parrot, Mask(language="en")).stream(Prompt(messages, 10)):
            pass

    asyncio.run(send())
    assert parrot.seen == ["\n".join(each.content for each in leaving(messages, Mask(language="en")))]
    assert leaving(messages, None) == messages


_PIECES = st.sampled_from(
    [
        "Dear Mrs Johnson,",
        "\n",
        "[",
        "]",
        "[NAME_1]",
        "[NA",
        "ME_1]",
        "\\",
        "a@example.com",
        " and ",
        "é🎒",
        "_",
        "1",
        "[EMAIL_2]",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PIECES, max_size=12).map("".join), st.integers(1, 9))
def test_every_text_comes_home_as_it_was_however_it_is_cut(text: str, size: int) -> None:
    assert ask(MaskingModel(Parrot(size), Mask(language="en")), text) == text


def test_with_the_lock_on_only_this_computer_is_asked() -> None:
    far = Route("cloud/m", "openai/m", "https://models.example/v1", title="Cloud")
    near = Route("ollama/m", "ollama_chat/m", "http://localhost:11434", protocol=Protocol.OLLAMA)
    assert may_leave(far, local_only=False) is None
    assert may_leave(near, local_only=True) is None
    refused = may_leave(far, local_only=True)
    assert refused is not None
    assert refused.problem == kept_here("Cloud").problem
    assert "Cloud" in refused.problem.message
