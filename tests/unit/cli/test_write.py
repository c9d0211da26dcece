"""`write` with a grid: all at once, each under its tone and wish, within one budget; Stop prints what exists."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.draft import Origin
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol, Provider
from desktop.engine.provider_book import ProviderBook
from desktop.store.client import open_store
from tests.faults.server import FaultServer

BRIEF = {
    "kind": "product",
    "product": "Havn backpack",
    "language": "en",
    "tone": "plain",
    "instructions": "Mention the sea.",
    "channels": ["shop.title"],
    "facts": [{"name": "Weight", "value": "980", "unit": "g"}],
}


class Desk:
    """The command line on a profile with a provider for each fault."""

    def __init__(self, profile: Profile, server: FaultServer, capsys: pytest.CaptureFixture[str], brief: Path) -> None:
        self.profile = profile
        self.server = server
        self._capsys = capsys
        self._brief = brief
        ProviderBook(profile).change(
            lambda _none: tuple(
                Provider(name, Protocol.OPENAI, server.base(fault), prices={"m": Price(100.0, 1000.0)})
                for name, fault in (("a", "none"), ("b", "paced"), ("c", "slow"), ("shut", "401"), ("busy", "503"))
            )
        )

    def write(self, *more: str) -> tuple[int, Any]:
        """Exit status and the one document."""
        self._capsys.readouterr()
        arguments = ["write", "product", "--brief", str(self._brief), "--plain", "--json", *more]
        status = main([*arguments, "--profile", str(self.profile.folder)])
        return status, json.loads(self._capsys.readouterr().out)


@pytest.fixture
def desk(
    profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    brief = tmp_path / "brief.json"
    brief.write_text(json.dumps(BRIEF), encoding="utf-8")
    with FaultServer() as server:
        yield Desk(profile, server, capsys, brief)


def test_each_box_of_the_grid_is_written_under_its_tone_and_wish(desk: Desk) -> None:
    status, document = desk.write(
        *("--model", "a/m", "--model", "b/m", "--tone", "warm", "--tone", "terse", "--variants", "2"),
        *("--instruction", "Name the colour."),
    )
    assert status == 0
    found = [(each["model"], each["tone"], each["instruction"]) for each in document["variants"]]
    boxes = [(model, tone, "Name the colour.") for model in ("a/m", "b/m") for tone in ("warm", "terse")]
    assert found == [box for box in boxes for _ in range(2)]
    asked = "\n".join(seen.body.decode() for seen in desk.server.seen)
    assert asked.count("warm") == asked.count("terse") == 4
    assert "Mention the sea" not in asked, "an option beats the brief"
    assert all(each["made"]["exchanges"][0]["answer"] for each in document["variants"])
    assert len({each["id"] for each in document["variants"]}) == 8


def test_without_options_tone_and_wish_are_the_briefs_own(desk: Desk) -> None:
    _, document = desk.write("--model", "a/m")
    (variant,) = document["variants"]
    assert (variant["tone"], variant["instruction"]) == ("plain", "Mention the sea.")
    assert isinstance(variant["seed"], int)


def test_a_seed_that_is_given_is_asked_with_and_told(desk: Desk) -> None:
    first = [each["seed"] for each in desk.write("--model", "a/m", "--variants", "3", "--seed", "7")[1]["variants"]]
    again = [each["seed"] for each in desk.write("--model", "a/m", "--variants", "3", "--seed", "7")[1]["variants"]]
    assert first == again
    assert first[0] == 7
    assert len(set(first)) == 3
    assert sorted(int(str(seen.json["seed"])) for seen in desk.server.seen[:3]) == sorted(first)


def test_models_are_asked_at_once_and_not_one_after_another(desk: Desk) -> None:
    desk.write("--model", "a/m")  # what comes in with the first call
    began = time.monotonic()
    desk.write("--model", "b/m")
    alone = time.monotonic() - began
    began = time.monotonic()
    status, document = desk.write("--model", "b/m", "--model", "b/n", "--model", "b/o", "--model", "b/p")
    assert (status, len(document["variants"])) == (0, 4)
    # a server of this computer takes two at once
    assert time.monotonic() - began < 3.5 * alone


def test_the_others_of_one_that_fails_are_written_and_kept_beside(desk: Desk) -> None:
    status, document = desk.write("--model", "shut/m", "--model", "a/m", "--tone", "warm", "--tone", "dry")
    assert status == 0
    assert [each["complete"] for each in document["variants"]] == [False, False, True, True]
    assert document["variants"][0]["error"]["kind"] == "auth"
    store = open_store(desk.profile)
    try:
        headers = store.versions(DraftId(document["draft"]))
        versions = [store.version(header.id) for header in headers]
        draft = store.draft(DraftId(document["draft"]))
    finally:
        store.close()
    assert sorted(version.origin for version in versions) == [Origin.VARIANT] * 3 + [Origin.WRITTEN]
    kept = {version.variant.id: version for version in versions if version.variant is not None}
    for each in document["variants"]:
        version = kept[each["id"]]
        assert version.brief.tone == each["tone"]
        assert version.variant is not None
        assert version.variant.made is not None
        assert version.variant.made.seed == each["seed"]
    assert draft.copy.text("title")


def test_none_complete_is_told_by_the_status(desk: Desk) -> None:
    status, document = desk.write("--model", "shut/m", "--model", "shut/n")
    assert status == 3
    assert [each["error"]["kind"] for each in document["variants"]] == ["auth", "auth"]


def test_one_budget_for_all_and_no_more(desk: Desk) -> None:
    _, document = desk.write("--model", "a/m")
    (seen,) = desk.server.seen
    most = int(str(seen.json["max_tokens"])) / 1000 * 1.1 + document["variants"][0]["usage"]["cost"] * 2.5
    status, document = desk.write("--model", "a/m", "--model", "a/m", "--variants", "4", "--max-cost", f"{most}")
    assert status == 0
    done = [each["complete"] for each in document["variants"]]
    assert 1 <= done.count(True) < 8
    assert sum(each["usage"]["cost"] or 0 for each in document["variants"]) <= most
    assert {each["error"]["kind"] for each in document["variants"] if not each["complete"]} == {"quota"}


def test_stopped_it_prints_what_exists_of_all(desk: Desk) -> None:
    desk.write("--model", "a/m")
    asked = len(desk.server.seen)

    def stop() -> None:
        desk.server.wait_for_request(asked + 2)
        time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=stop)
    thread.start()
    status, document = desk.write("--model", "c/m", "--model", "a/m")
    thread.join()
    assert status == 130
    told = {each["model"]: each for each in document["variants"]}
    assert told["a/m"]["complete"]
    assert told["c/m"]["error"]["kind"] == "cancelled"
    assert told["c/m"]["fields"]["title"].startswith("A mug")
    assert told["c/m"]["made"]["exchanges"][0]["answer"].startswith("A mug")
