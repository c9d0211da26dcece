"""`inspect-mail`: the verdict and its signs, as JSON and for people; bad input is refused with a sentence."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.profile import Profile

DATA = Path(__file__).parents[2] / "data" / "received"


def _run(profile: Profile, capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    status = main(["inspect-mail", *arguments, "--profile", str(profile.folder)])
    return status, capsys.readouterr().out


def test_a_file_as_json(profile: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    status, out = _run(profile, capsys, str(DATA / "nl-bank-limit.eml"), "--json")
    found: dict[str, Any] = json.loads(out)
    assert status == 0
    assert found["verdict"] == "phishing"
    assert {"sign", "severity", "evidence", "message"} <= set(found["signs"][0])
    assert found["signs"][0]["severity"] == "error"


def test_standard_input_for_people(
    profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    data = (DATA / "sv-ok-paket.eml").read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    status, out = _run(profile, capsys, "-")
    assert status == 0
    assert out.startswith("No signs found")
    assert "Nothing in this mail was loaded" in out


def test_what_is_no_mail_is_bad_input(profile: Profile, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "note.eml"
    file.write_text("just words\n", encoding="utf-8")
    for name in (str(file), str(tmp_path / "none.eml")):
        status, out = _run(profile, capsys, name, "--json")
        assert status == 2
        assert json.loads(out)["error"]["kind"] == "input"
