"""`copydesk translate`: what a memory has needs no model, and a translation that was stopped goes on where it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop.cli.program import main
from desktop.core.environment import child_environment
from desktop.core.profile import Profile
from desktop.core.provider import Price, Protocol, Provider
from desktop.engine.provider_book import ProviderBook
from desktop.formats.bitext.opening import open_bitext
from tests.faults.server import FaultServer

SOURCES = [f"The mug number {each} is blue." for each in range(1, 7)]


class Desk:
    """The command line on a profile with a provider for each fault."""

    def __init__(self, profile: Profile, folder: Path, server: FaultServer, capsys: pytest.CaptureFixture[str]) -> None:
        self.profile = profile
        self.folder = folder
        self.server = server
        self._capsys = capsys
        ProviderBook(profile).change(
            lambda _none: tuple(
                Provider(name, Protocol.OPENAI, server.base(fault), prices={"m": Price(1.0, 1.0)})
                for name, fault in (("a", "none"), ("paced", "paced"), ("shut", "401"))
            )
        )

    def file(self, name: str, rows: list[tuple[str, str]]) -> Path:
        """A table in two languages."""
        path = self.folder / name
        lines = ["id,source,target", *(f'{place},"{one}","{other}"' for place, (one, other) in enumerate(rows, 1))]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    def arguments(self, file: Path, *more: str) -> list[str]:
        out = str(self.folder / "out.csv")
        profile = str(self.profile.folder)
        return ["--profile", profile, "--json", "translate", str(file), "--to", "nl", "--from", "en", "-o", out, *more]

    def translate(self, file: Path, *more: str) -> tuple[int, Any]:
        """Exit status and the one document."""
        self._capsys.readouterr()
        status = main(self.arguments(file, *more))
        return status, json.loads(self._capsys.readouterr().out)

    @property
    def targets(self) -> list[str]:
        """What the output holds."""
        data = (self.folder / "out.csv").read_bytes()
        return [each.target.text for each in open_bitext(data, "out.csv").segments]


@pytest.fixture
def desk(profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    with FaultServer() as server:
        yield Desk(profile, tmp_path, server, capsys)


def test_what_the_memory_has_needs_no_model(desk: Desk) -> None:
    file = desk.file("shop.csv", [("The mug is blue.", ""), ("It is red.", "Het is rood."), ("The mug is blue.", "")])
    memory = desk.file("memory.csv", [("The mug is blue.", "De mok is blauw.")])
    status, said = desk.translate(file, "--memory", str(memory), "--model", "nobody/none")
    assert status == 0
    assert (said["segments"], said["translated"], said["skipped"]) == (3, 2, 1)
    assert said["output"].endswith("out.csv")
    assert desk.targets == ["De mok is blauw.", "Het is rood.", "De mok is blauw."]
    assert not (desk.folder / "out.csv.part").exists()


def test_the_match_in_the_same_surroundings_comes_first(desk: Desk) -> None:
    file = desk.file("shop.csv", [("Shoes", "Schoenen"), ("Open", ""), ("Box", "Doos")])
    memory = desk.file("memory.csv", [("Shoes", "Schoenen"), ("Open", "Openen"), ("Box", "Doos"), ("Open", "Geopend")])
    desk.translate(file, "--memory", str(memory), "--model", "nobody/none")
    assert desk.targets[1] == "Openen"


def test_a_model_translates_what_is_empty(desk: Desk) -> None:
    file = desk.file("shop.csv", [("The mug is blue.", ""), ("It is red.", "Het is rood.")])
    status, said = desk.translate(file, "--model", "a/m")
    assert status == 0
    assert (said["translated"], said["skipped"], said["failed"]) == (1, 1, [])
    assert [each["check"] for each in said["findings"] if each["segment"] == "1"]  # that server answers in English
    assert desk.targets[1] == "Het is rood."


def test_what_a_rule_put_in_is_a_finding(desk: Desk) -> None:
    file = desk.file("shop.csv", [("Hello {{ name }}, the mug is blue.", "")])
    _, said = desk.translate(file, "--model", "a/m")  # that server answers without the placeholder
    assert "{{ name }}" in desk.targets[0]
    assert ("1", "tags", "warning") in {(each["segment"], each["check"], each["severity"]) for each in said["findings"]}


def test_all_of_a_file_can_be_translated_anew(desk: Desk) -> None:
    file = desk.file("shop.csv", [("The mug is blue.", "De mok is rood."), ("It is red.", "Het is rood.")])
    assert desk.translate(file, "--model", "a/m", "--only", "all")[1]["translated"] == 2


def test_those_that_score_worse_are_translated_anew(desk: Desk) -> None:
    file = desk.file("shop.csv", [("It weighs 980 g.", "Het weegt 890 g."), ("It is red.", "Het is rood.")])
    _, said = desk.translate(file, "--model", "a/m", "--only", "worse-than", "60")
    assert said["translated"] == 1
    assert desk.targets[1] == "Het is rood."


@pytest.mark.parametrize(
    ("more", "kind", "status"),
    [
        (["--only", "some"], "usage", 2),
        (["--max-cost", "much"], "usage", 2),
        (["--to", " "], "usage", 2),
        (["--to", "klingonish"], "usage", 2),
        (["--from", "English"], "usage", 2),
        (["--model", "nobody/none"], "unsupported", 2),
        (["--model", "shut/m"], "auth", 3),
        (["--model", "a/m", "--max-cost", "0.0000001"], "quota", 3),
        (["--terms", "gone.csv"], "input", 2),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    desk: Desk, more: list[str], kind: str, status: int
) -> None:
    file = desk.file("shop.csv", [("The mug is blue.", "")])
    answer = desk.translate(file, *more)
    assert (answer[0], answer[1]["error"]["kind"]) == (status, kind)
    assert not (desk.folder / "out.csv").exists()


def test_a_file_in_another_language_is_refused(desk: Desk) -> None:
    path = desk.folder / "shop.po"
    path.write_bytes(b'msgid ""\nmsgstr "Language: sv\\n"\n\nmsgid "Mug"\nmsgstr ""\n')
    status, said = desk.translate(path)
    assert (status, said["error"]["kind"]) == (2, "input")


def test_killed_in_the_middle_it_goes_on_and_asks_for_nothing_twice(desk: Desk) -> None:
    file = desk.file("shop.csv", [(each, "") for each in SOURCES])
    command = [sys.executable, "-m", "desktop", *desk.arguments(file, "--model", "paced/m", "--max-cost", "100")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=child_environment()) as process:
        part = desk.folder / "out.csv.part"
        ends = time.monotonic() + 60
        while time.monotonic() < ends and (not part.exists() or part.read_bytes().count(b"\n") < 2):
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
    kept = [json.loads(line)["segment"] for line in part.read_bytes().splitlines()[1:]]
    assert kept
    assert not (desk.folder / "out.csv").exists()
    desk.server.seen.clear()
    status, said = desk.translate(file, "--model", "paced/m", "--max-cost", "100")
    assert status == 0
    assert said["translated"] == len(SOURCES)
    asked = json.dumps([each.json["messages"] for each in desk.server.seen])
    sources = {str(place): source for place, source in enumerate(SOURCES, 1)}
    for name, source in sources.items():
        assert (f'"{source}"' in asked) == (name not in kept)
    assert not part.exists()
