"""Files that are made to take hours: commands about posts end in time, with a sentence and the status of input."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

import docx
import pytest

from desktop.cli import main
from desktop.core.profile import Profile


def endless(path: Path) -> Path:
    """A small Word document of hundreds of thousands of paragraphs."""
    made = io.BytesIO()
    docx.Document().save(made)
    with zipfile.ZipFile(made) as plain, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name in plain.namelist():
            content = plain.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + b"<w:p><w:r><w:t>a</w:t></w:r></w:p>" * 300_000)
            file.writestr(name, content)
    return path


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The sentence with which a command refuses; its status must be that of bad input."""
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 2
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["kind"] == "input"
    return str(error["message"])


def test_a_document_that_takes_too_long_is_refused(
    profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.cli.bounded.FILE_S", 3.0)
    file, out = endless(tmp_path / "endless.docx"), tmp_path / "out.md"
    assert file.stat().st_size < 200_000
    for arguments in (("convert", str(file), str(out)), ("check", "blog", str(file))):
        began = time.monotonic()
        said = refused(capsys, *arguments, "--profile", str(profile.folder))
        assert "3 seconds" in said
        assert time.monotonic() - began < 30  # with the start of a process on a busy computer
    assert not out.exists()


@pytest.mark.parametrize("hostile", ["[" * 20_000, "\n\n".join(["[" * 4_900] * 20)], ids=["one", "many"])
def test_rows_of_brackets_are_refused_alike_by_every_command(
    profile: Profile, tmp_path: Path, capsys: pytest.CaptureFixture[str], hostile: str
) -> None:
    file = tmp_path / "brackets.md"
    file.write_text(f"Fine.\n\n{hostile}\n", encoding="utf-8")
    at = ("--profile", str(profile.folder))
    said = {
        refused(capsys, "check", "blog", str(file), *at),
        refused(capsys, "convert", str(file), str(tmp_path / "out.html"), *at),
        refused(capsys, "convert", str(file), str(tmp_path / "out.pdf"), *at),
    }
    assert len(said) == 1
    assert "opening brackets" in said.pop()
