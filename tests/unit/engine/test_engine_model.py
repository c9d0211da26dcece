"""The engine with the real small model on this computer, from the first line of the pipe to the end of its server."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.core.brief import Brief, Fact
from desktop.engine.messages import Configure, ListModels, WarmModel, Write
from tests.clock import on_time
from tests.unit.engine.engine_process import EngineProcess, children_of, gone

MODEL = "local/qwen2.5-coder-0.5b"
BRIEF = Brief(
    product="Stoneware mug",
    channels=("shop.title", "shop.description"),
    facts=(Fact("", "Volume", "300", "ml"), Fact("", "Colour", "blue")),
    language="en",
)

pytestmark = [pytest.mark.model, pytest.mark.timeout(600)]


@pytest.fixture
def engine(tmp_path: Path, local_model_05b: Path) -> Iterator[EngineProcess]:
    with EngineProcess(tmp_path, environment={"COPYDESK_MODELS": str(local_model_05b.parent)}) as running:
        running.answer(running.ask(Configure()))
        yield running


def _model_server(engine: EngineProcess) -> int:
    """The process id of the model's server."""
    (found,) = (
        child for child in children_of(engine.pid) if b"model_server" in Path(f"/proc/{child}/cmdline").read_bytes()
    )
    return found


def _did_not_fail(variant: dict[str, Any]) -> bool:
    """The small model may talk until its length limit, which is told; everything else would be a failure."""
    error = variant.get("error")
    return error is None or error["remedy"] == "continue"


def test_variants_stream_and_end_complete(engine: EngineProcess) -> None:
    models = engine.answer(engine.ask(ListModels()))["result"]["models"]
    assert {model["id"]: model["state"] for model in models}[MODEL] == "ready"
    number = engine.ask(Write(BRIEF, MODEL, variants=2, fields=("title",), plain=True))
    result = engine.answer(number)["result"]
    assert result["language"] == "en"
    for variant in result["variants"]:
        assert _did_not_fail(variant)
        assert variant["model"] == MODEL
        assert variant["usage"]["cost"] == 0.0
        assert variant["usage"]["completion_tokens"] > 5
        assert variant["timing"]["first_token_s"] > 0
        assert "".join(variant["copy"]["fields"].values()).strip()
    stages = [line["params"]["event"].get("stage") for _, line in engine.lines if "params" in line]
    assert "load" in stages, "loading is told"


@on_time
def test_stop_keeps_words_and_the_model_serves_on(engine: EngineProcess) -> None:
    engine.answer(engine.ask(WarmModel(MODEL)))
    number = engine.ask(Write(BRIEF, MODEL, plain=True))
    for _ in range(3):
        engine.word(number)
    stopped = time.monotonic()
    engine.notify("cancel", {"id": number})
    when, answer = engine.wait_for(lambda line: line.get("id") == number)
    assert when - stopped < 0.5
    (variant,) = answer["result"]["variants"]
    assert variant["error"]["kind"] == "cancelled"
    assert any(variant["copy"]["fields"].values())
    (again,) = engine.answer(engine.ask(Write(BRIEF, MODEL, fields=("title",), plain=True)))["result"]["variants"]
    assert _did_not_fail(again)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_server_that_dies_in_the_middle_is_told_and_started_anew(engine: EngineProcess) -> None:
    number = engine.ask(Write(BRIEF, MODEL, plain=True))
    engine.word(number)
    os.kill(_model_server(engine), signal.SIGKILL)
    (variant,) = engine.answer(number)["result"]["variants"]
    assert variant["complete"] is False
    assert variant["error"]["message"]
    assert variant["error"]["remedy"] == "retry"
    assert any(variant["copy"]["fields"].values()), "the words that came"
    (again,) = engine.answer(engine.ask(Write(BRIEF, MODEL, fields=("title",), plain=True)))["result"]["variants"]
    assert _did_not_fail(again)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("hard", [False, True])
def test_the_server_is_gone_within_three_seconds(engine: EngineProcess, hard: bool) -> None:
    number = engine.ask(Write(BRIEF, MODEL, plain=True))
    engine.word(number)
    children = children_of(engine.pid)
    assert _model_server(engine) in children
    ended = time.monotonic()
    if hard:
        engine.kill()
    else:
        engine.close_input()
    assert gone([engine.pid, *children], 3 - (time.monotonic() - ended))
