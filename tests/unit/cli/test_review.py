"""`copydesk review`: the findings of a bilingual file, as the contract of the command line says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.cli.program import main
from desktop.cli.translation_inputs import read_bytes
from tests.unit.formats.bitext.samples import CSV, PO, TMX, XLIFF1


def review(tmp_path: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict]:  # type: ignore[type-arg]
    status = main(["--profile", str(tmp_path / "profile"), "--json", "review", *arguments])
    return status, json.loads(capsys.readouterr().out)


def test_a_file_is_answered_as_the_contract_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "shop.xlf"
    file.write_bytes(XLIFF1.replace(b"Weegt 980 g", b"Weegt 890 g"))
    status, document = review(tmp_path, capsys, str(file))
    assert status == 0
    assert document["languages"] == {"source": "en", "target": "nl"}
    assert document["segments"] == 5
    (wrong,) = [each for each in document["findings"] if each["check"] == "numbers"]
    assert wrong == {
        "segment": "b", "check": "numbers", "severity": "error", "side": "target", "start": 6, "end": 11,
        "text": "890 g", "message": "890 g is not in the source.", "fixes": ["980 g"],
    }  # fmt: skip
    assert {each["segment"] for each in document["findings"] if each["check"] == "untranslated"} == {"a", "e"}
    assert 0 < document["score"] < 100
    assert file.read_bytes() == XLIFF1.replace(b"Weegt 980 g", b"Weegt 890 g")


def test_strict_is_told_by_the_exit_status(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text("en,nl\nWeighs 980 g,Weegt 890 g\n", encoding="utf-8")
    assert review(tmp_path, capsys, str(file))[0] == 0
    assert review(tmp_path, capsys, str(file), "--strict")[0] == 1


def test_terms_facts_memory_and_names_come_from_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text("source,target\nA warm Fjell blanket,Een warme sprei\nWeighs 990 g,Weegt 990 g\n", encoding="utf-8")
    terms = tmp_path / "terms.csv"
    terms.write_text("en,nl,forbidden\nblanket,deken,plaid|kleed\n", encoding="utf-8")
    facts = tmp_path / "facts.json"
    facts.write_text(json.dumps({"facts": [{"name": "Weight", "value": "980", "unit": "g"}]}), encoding="utf-8")
    memory = tmp_path / "memory.csv"
    memory.write_text("source,target\nWeighs 990 g,Gewicht: 990 g\n", encoding="utf-8")
    status, document = review(
        tmp_path, capsys, str(file), "--from", "en", "--to", "nl", "--terms", str(terms), "--facts", str(facts),
        "--memory", str(memory), "--brand", "Fjell",
    )  # fmt: skip
    assert status == 0
    said = {(each["segment"], each["check"]) for each in document["findings"]}
    assert said == {("1", "terms"), ("1", "brand"), ("2", "facts"), ("2", "consistency")}


@pytest.mark.parametrize(("data", "name"), [(PO, "a.po"), (TMX, "a.tmx"), (CSV, "a.csv")])
def test_every_format_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes, name: str) -> None:
    (tmp_path / name).write_bytes(data)
    status, document = review(tmp_path, capsys, str(tmp_path / name), "--from", "en", "--to", "nl")
    assert status == 0
    assert document["segments"] > 0


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"<xliff version='1.2'><file>", "a.xlf", "Line 1: this is not well-formed"),
        (b"source,target\nTea,Thee\n", "a.csv", "does not say its languages"),
        (b"Dear all", "a.bin", "no file that can be translated"),
        (None, "gone.xlf", "There is no file"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], data: bytes | None, name: str, sentence: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    status, document = review(tmp_path, capsys, str(tmp_path / name))
    assert status == 2
    assert sentence in document["error"]["message"]


def test_people_get_a_line_for_each_finding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text("en,nl\nWeighs 980 g,Weegt 890 g\n", encoding="utf-8")
    assert main(["--profile", str(tmp_path / "profile"), "review", str(file)]) == 0
    assert capsys.readouterr().out == "✗ 1 · numbers: 890 g is not in the source.\n1 segment, 1 finding, 90/100\n"


def test_a_file_without_an_end_is_not_read_to_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.cli.translation_inputs._MOST_BYTES", 1000)
    file = tmp_path / "a.csv"
    file.write_text("en,nl\n" + "One,Een\n" * 1000, encoding="utf-8")
    assert len(read_bytes(str(file))) == 1001
    status, document = review(tmp_path, capsys, str(tmp_path))
    assert (status, document["error"]["kind"]) == (2, "input")
