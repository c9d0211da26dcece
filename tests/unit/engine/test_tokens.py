"""Tokens without a tokenizer, against what the real ones counted once (tiktoken's o200k_base and cl100k_base)."""

from __future__ import annotations

import pytest

from desktop.core.prompt import Message, Role
from desktop.core.provider import Protocol
from desktop.engine.route import Route
from desktop.engine.tokens import NARROW, WIDE, Vocabulary, vocabulary_of

EN = (
    "The Havn backpack carries what a day asks for: 18 litres, a laptop of up to 15 inches and a bottle of 0.75 l. It "
    "weighs 980 g, keeps light rain out and comes with a warranty of 5 years. The straps are padded and can be set to "
    "your height."
)
NL = (
    "De rugzak Havn draagt wat een dag vraagt: 18 liter, een laptop tot 15 inch en een fles van 0,75 l. Hij weegt "
    "980 g, houdt lichte regen buiten en heeft 5 jaar garantie. De schouderbanden zijn gevoerd en op je lengte in te "
    "stellen."
)
SV = (
    "Ryggsäcken Havn bär det som en dag kräver: 18 liter, en bärbar dator på upp till 15 tum och en flaska på 0,75 l. "
    "Den väger 980 g, håller lätt regn ute och har 5 års garanti. Axelremmarna är vadderade och går att ställa in "
    "efter din längd."
)
DE = (
    "Der Rucksack Havn trägt, was ein Tag verlangt: 18 Liter, einen Laptop bis 15 Zoll und eine Flasche mit 0,75 l. "
    "Er wiegt 980 g, hält leichten Regen ab und hat 5 Jahre Garantie."
)
ROWS = "sku;name;weight_g;price\n1001;Havn 18 l;980;89.95\n1002;Havn 24 l;1,120;109.95\n1003;Linde mug;340;14.50\n"


@pytest.mark.parametrize(
    ("text", "wide", "narrow"), [(EN, 65, 65), (NL, 65, 77), (SV, 79, 88), (DE, 52, 62), (ROWS, 54, 54)]
)
def test_one_text_is_within_a_sixth(text: str, wide: int, narrow: int) -> None:
    assert WIDE.of(text) == pytest.approx(wide, rel=0.16)
    assert NARROW.of(text) == pytest.approx(narrow, rel=0.16)


@pytest.mark.parametrize(("words", "told"), [(WIDE, 65 + 65 + 79 + 52 + 54), (NARROW, 65 + 77 + 88 + 62 + 54)])
def test_many_texts_are_within_a_tenth(words: Vocabulary, told: int) -> None:
    assert sum(words.of(text) for text in (EN, NL, SV, DE, ROWS)) == pytest.approx(told, rel=0.1)


def test_no_text_is_no_token_and_a_sign_is_one() -> None:
    assert [NARROW.of(text) for text in ("", ".", "a", "\n")] == [0, 1, 1, 1]
    assert NARROW.of_messages((Message(Role.USER, "a"), Message(Role.ASSISTANT, ""))) == 9


def test_words_of_a_language_that_was_not_measured_count_as_the_longest() -> None:
    assert NARROW.of_words(100, "en") == 160
    assert NARROW.of_words(100, "fi") == NARROW.of_words(100, "sv") == 230


@pytest.mark.parametrize(
    ("model", "protocol", "words"),
    [
        ("openai/gpt-4o-mini", Protocol.OPENAI, WIDE),
        ("work/gpt-5.1", Protocol.OPENAI, WIDE),
        ("openrouter/google/gemini-2.5-flash", Protocol.OPENAI, WIDE),
        ("g/models-x", Protocol.GEMINI, WIDE),
        ("m/large", Protocol.MISTRAL, WIDE),
        ("openai/gpt-4", Protocol.OPENAI, NARROW),
        ("anthropic/claude-x", Protocol.ANTHROPIC, NARROW),
        ("box/llama3.2", Protocol.OLLAMA, NARROW),
        ("deepseek/deepseek-chat", Protocol.OPENAI, NARROW),
    ],
)
def test_what_is_unknown_counts_more(model: str, protocol: Protocol, words: Vocabulary) -> None:
    assert vocabulary_of(Route(model, "openai/x", "https://models.example", protocol=protocol)) is words
