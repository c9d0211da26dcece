"""The table of prices that comes with litellm, read without it."""

from __future__ import annotations

import asyncio
import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.core.provider import Price, ProviderModel
from desktop.engine import prices
from desktop.engine.presets import preset_of
from desktop.engine.prices import RELEASED, Prices, PriceTable, read_table


@pytest.fixture(scope="module")
def table() -> PriceTable:
    return read_table()


@pytest.mark.parametrize(
    ("preset", "model", "price"),
    [
        ("openai", "gpt-4o-mini", (0.15, 0.6)),
        ("anthropic", "claude-sonnet-4-5", (3.0, 15.0)),
        ("gemini", "gemini-2.5-flash", (0.3, 2.5)),
        ("mistral", "mistral-large-latest", (0.5, 1.5)),
        ("deepseek", "deepseek-chat", (0.28, 0.42)),
        ("groq", "openai/gpt-oss-20b", (0.075, 0.3)),
        ("azure", "gpt-4o", (2.5, 10.0)),
        ("bedrock", "openai.gpt-oss-120b", (0.15, 0.6)),
    ],
)
def test_models_are_found_by_where_they_are_asked(
    table: PriceTable, preset: str, model: str, price: tuple[float, float]
) -> None:
    found = table.enrich(preset_of(preset), ProviderModel(model))
    assert found is not None
    assert found.price == Price(*price, as_of=RELEASED[importlib.metadata.version("litellm")])
    assert found.context >= 100_000
    assert found.longest_answer > 0
    assert "tools" in found.abilities


def test_the_same_name_elsewhere_is_another_model(table: PriceTable) -> None:
    for preset in (None, preset_of("other"), preset_of("ollama"), preset_of("anthropic"), preset_of("huggingface")):
        found = table.enrich(preset, ProviderModel("gpt-4o-mini"))
        assert found == ProviderModel("gpt-4o-mini"), "unknown stays unknown"


def test_what_the_provider_says_comes_before_the_table(table: PriceTable) -> None:
    said = ProviderModel("gpt-4o-mini", "Mini", 1000, 100, Price(1, 2), ("schema",))
    assert table.enrich(preset_of("openai"), said) == said


@pytest.mark.parametrize(
    "model", ["text-embedding-3-small", "whisper-1", "tts-1", "gpt-image-1", "o1-pro", "gpt-audio", "omni-moderation-9"]
)
def test_what_does_not_write_text_is_left_out(table: PriceTable, model: str) -> None:
    assert table.enrich(preset_of("openai"), ProviderModel(model)) is None


def test_a_price_of_nothing_is_no_price(table: PriceTable) -> None:
    entry = prices.Entry("openai", "chat", input_cost_per_token=0.0, output_cost_per_token=0.0)
    assert table.price(entry) is None
    assert table.price(prices.Entry("openai", "chat", input_cost_per_token=1e-6)) is None


def test_the_installed_version_has_its_day() -> None:
    assert importlib.metadata.version("litellm") in RELEASED, "say when it was published"


def test_without_litellm_all_prices_are_unknown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    damaged = tmp_path / "table.json"
    damaged.write_bytes(b"{")
    for path in (None, tmp_path / "missing.json", damaged):
        monkeypatch.setattr(prices, "_path", lambda path=path: path)
        assert read_table().enrich(preset_of("openai"), ProviderModel("gpt-4o")) == ProviderModel("gpt-4o")


def test_it_is_read_once_and_litellm_is_not_imported() -> None:
    code = "import sys; from desktop.engine.prices import read_table; read_table(); print('litellm' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "False"

    async def main() -> None:
        kept = Prices()
        assert await kept.table() is await kept.table()

    asyncio.run(main())
