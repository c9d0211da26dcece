"""A real file translated by the real small model: killed in the middle, gone on with, and nothing of its tags lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from desktop.core.environment import child_environment
from desktop.engine.messages import Configure
from desktop.engine.translation_messages import OpenBitext, Translate
from desktop.formats.bitext.opening import open_bitext
from tests.clock import on_time
from tests.unit.engine.engine_process import EngineProcess

MODEL = "local/qwen2.5-coder-0.5b"
UNITS = (
    'You must select at least <x id="1" equiv-text="{{ limit }}"/> choices.',
    "This field is missing.",
    'The file is <g id="1">too large</g> ({{ size }} {{ suffix }}).',
    "This value is not a valid email address.",
    "See https://example.com/help or write to help@example.com.",
    "This field is missing.",
    '<g id="1">Nothing was uploaded.</g>',
    "2026",
)

pytestmark = [pytest.mark.model, pytest.mark.slow, pytest.mark.timeout(2000)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop.xlf"
    units = "\n".join(f'<trans-unit id="u{n}"><source>{each}</source></trans-unit>' for n, each in enumerate(UNITS))
    head = '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
    body = f'<file source-language="en" datatype="plaintext" original="a"><body>\n{units}\n</body></file></xliff>'
    path.write_text(head + body, encoding="utf-8")
    return path


def command(file: Path, out: Path, profile: Path) -> list[str]:
    asked = ["translate", str(file), "--to", "nl", "--model", MODEL, "-o", str(out)]
    return [sys.executable, "-m", "desktop", "--profile", str(profile), "--json", *asked]


def kept(part: Path) -> list[str]:
    lines = part.read_bytes().splitlines(keepends=True) if part.exists() else []
    return [json.loads(line)["segment"] for line in lines[1:] if line.endswith(b"\n")]


def test_it_goes_on_after_a_kill_and_keeps_every_tag(file: Path, tmp_path: Path, local_model_05b: Path) -> None:
    out, part = tmp_path / "out.xlf", tmp_path / "out.xlf.part"
    environment = {**child_environment(), "COPYDESK_MODELS": str(local_model_05b.parent)}
    asked = command(file, out, tmp_path / "profile")
    with subprocess.Popen(asked, env=environment, stdout=subprocess.DEVNULL) as first:
        ends = time.monotonic() + 900
        while time.monotonic() < ends and len(kept(part)) < 3:
            assert first.poll() is None, "it ended before it was killed"
            time.sleep(0.02)
        os.kill(first.pid, signal.SIGKILL)
    before = part.read_bytes()
    done = kept(part)
    assert len(done) >= 3
    assert not out.exists()
    again = subprocess.run(asked, env=environment, capture_output=True, check=True, timeout=900)
    said = json.loads(again.stdout)
    assert (said["segments"], said["translated"], said["failed"]) == (len(UNITS), len(UNITS), [])
    assert not part.exists()
    found = {each.id: each for each in open_bitext(out.read_bytes(), "out.xlf").segments}
    for line in before.splitlines()[1:]:
        if line.endswith(b"}"):
            one = json.loads(line)
            assert found[one["segment"]].target.text == one["target"]["text"]  # not translated twice
    for each in found.values():
        assert sorted(each.target.numbers) == sorted(each.source.numbers)
        for whole in ("{{ size }}", "{{ suffix }}", "https://example.com/help", "help@example.com"):
            assert (whole in each.target.text) == (whole in each.source.text)
    texts = [each.target.text for each in found.values() if each.source.text == "This field is missing."]
    assert texts[0] == texts[1]


@on_time
def test_stop_keeps_what_is_translated(file: Path, tmp_path: Path, local_model_05b: Path) -> None:
    with EngineProcess(tmp_path, environment={"COPYDESK_MODELS": str(local_model_05b.parent)}) as engine:
        engine.answer(engine.ask(Configure()))
        opened: dict[str, Any] = engine.answer(engine.ask(OpenBitext(path=str(file))))["result"]
        segments = open_bitext(file.read_bytes(), "shop.xlf").segments
        assert len(opened["segments"]) == len(segments)
        number = engine.ask(Translate(segments, "en", "nl", model=MODEL))
        engine.wait_for(
            lambda line: line.get("method") == "event" and line["params"]["event"]["type"] == "segment_translated"
        )
        stopped = time.monotonic()
        engine.notify("cancel", {"id": number})
        when, answer = engine.wait_for(lambda line: line.get("id") == number)
        assert when - stopped < 0.5
        result = answer["result"]
        assert result["done"]
        assert len(result["done"]) + len(result["failed"]) == len(segments)
        assert result["error"]["kind"] == "cancelled"
