"""The example of the workbench opens, is partly translated, and shows the checks something to find."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.checks.bitext.catalogue import check_segments
from desktop.core.errors import UserError
from desktop.formats.bitext.opening import open_bitext
from desktop.runtime.translation_example import example_file, example_target


@pytest.mark.parametrize("language", ["nl", "sv"])
def test_the_example_opens_and_has_a_slip(tmp_path: Path, language: str) -> None:
    path = example_file(tmp_path / "examples", language)
    file = open_bitext(path.read_bytes(), path.name)
    assert (file.languages.source, file.languages.target) == ("en", language)
    empty = [segment for segment in file.segments if segment.target.is_empty]
    assert 3 <= len(empty) < len(file.segments)
    found = check_segments([each for each in file.segments if not each.target.is_empty], "en", language)
    assert any("13" in finding.text or "13" in finding.message or "15" in finding.message for finding in found)


def test_english_writers_get_dutch() -> None:
    assert example_target("en") == "nl"
    assert example_target("sv") == "sv"
    assert example_target("xx") == "nl"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="cannot be written"):
        example_file(tmp_path / "file", "nl")
