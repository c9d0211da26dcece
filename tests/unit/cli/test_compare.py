"""`copydesk compare`: files side by side, as JSON and as files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli.program import main
from desktop.formats.comparison_sheet import read_comparison_sheet

FACTS = {"product": "Havn", "facts": [{"name": "Gewicht", "value": "980", "unit": "g"}]}
ONE = {"title": "Havn rugzak", "description": "De tas weegt 980 gram. Er past een laptop in."}
OTHER = {"title": "Havn rugzak", "description": "De tas weegt 1,2 kg. Er past een laptop in."}


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, content in {"one.json": ONE, "other.json": OTHER, "facts.json": FACTS}.items():
        (tmp_path / name).write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


def compare(files: Path, *arguments: str) -> int:
    return main(["compare", "--profile", str(files / "profile"), "--json", "--lang", "nl", *arguments])


def test_two_texts_with_facts(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [str(files / "one.json"), str(files / "other.json")]
    assert compare(files, *texts, "--facts", str(files / "facts.json"), "--channel", "shop.title") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["base"] == "A"
    assert [text["letter"] for text in found["texts"]] == ["A", "B"]
    assert [[claim["verdict"] for claim in text["claims"]] for text in found["texts"]] == [
        ["supported"],
        ["contradicted"],
    ]
    assert found["texts"][0]["measures"]["title"] == {
        "channel": "shop.title", "count": 11, "limit": 70, "unit": "characters", "fits": True, "parts": None,
        "encoding": None,
    }  # fmt: skip
    assert found["differences"]["B"]["description"] == [
        {"op": "same", "text": "De tas weegt "},
        {"op": "delete", "text": "980 gram"},
        {"op": "add", "text": "1,2 kg"},
        {"op": "same", "text": ". Er past een laptop in."},
    ]
    assert found["shared"] == {"title": ["Havn rugzak"], "description": ["De tas weegt", "Er past een laptop in."]}
    assert found["texts"][0]["ease"]["scale"] == "flesch"


def test_strict_makes_a_contradiction_an_exit_status(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = [str(files / "one.json"), str(files / "other.json"), "--facts", str(files / "facts.json")]
    assert compare(files, *texts, "--strict") == 1
    assert json.loads(capsys.readouterr().out)["texts"][1]["findings"]


def test_plain_texts_are_a_field_called_body(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, text in {"a.txt": "Een lichte tas.", "b.txt": "Een zware tas.", "c.txt": "Een rode tas."}.items():
        (files / name).write_text(text, encoding="utf-8")
    assert compare(files, *(str(files / f"{letter}.txt") for letter in "abc"), "--base", "2") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["base"] == "B"
    assert set(found["differences"]) == {"A", "C"}


@pytest.mark.parametrize("ending", ["html", "md", "csv", "xlsx"])
def test_the_comparison_is_written_by_the_ending(files: Path, ending: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = files / f"side-by-side.{ending}"
    assert compare(files, str(files / "one.json"), str(files / "other.json"), "-o", str(out)) == 0
    assert json.loads(capsys.readouterr().out)["output"] == str(out)
    if ending == "xlsx":
        assert [row.field for row in read_comparison_sheet(out).rows] == ["title", "description"]
    else:
        assert "Havn rugzak" in out.read_text(encoding="utf-8")


def test_a_table_of_advertisements(files: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("x", "y"):
        lines = {
            "google_ads.headline": [f"Tas {name} {n}" for n in range(3)],
            "google_ads.description": ["Licht.", "Sterk."],
        }
        (files / f"{name}.json").write_text(json.dumps(lines), encoding="utf-8")
    out = files / "ads.csv"
    texts = [str(files / "x.json"), str(files / "y.json"), "--channel", "google_ads.headline"]
    assert compare(files, *texts, "--ads", "google_ads", "-o", str(out)) == 0
    assert json.loads(capsys.readouterr().out)["remarks"] == []
    assert out.read_text(encoding="utf-8").count("Responsive search ad") == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["one.json"], "nothing to compare"),
        (["one.json", "other.json", "--base", "3"], "number of a file"),
        (["one.json", "missing.json"], "no file"),
        (["one.json", "other.json", "-o", "side.docx"], "cannot be written"),
    ],
)
def test_what_cannot_be_compared_is_said(
    files: Path,
    arguments: list[str],
    words: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(files)
    assert compare(files, *arguments) == 2
    assert words in json.loads(capsys.readouterr().out)["error"]["message"]
