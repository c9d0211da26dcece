"""Files in two languages through the worker's tasks: opened, written, and refused with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Change, SegmentState, TaggedText
from desktop.engine import translation_tasks
from desktop.engine.translation_messages import OpenBitext, WriteBitext
from desktop.engine.translation_tasks import open_file, write_file

PO = b'msgid ""\nmsgstr "Language: nl\\n"\n\nmsgid "Add to cart"\nmsgstr ""\n'


def test_a_file_is_opened_by_its_path_or_by_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "shop.po"
    path.write_bytes(PO)
    by_path, by_bytes = open_file(OpenBitext(path=str(path))), open_file(OpenBitext(data=PO, name="shop.po"))
    assert by_path == by_bytes
    assert [each.source.text for each in by_path.segments] == ["Add to cart"]
    assert by_path.languages[1] == "nl"


def test_changes_come_as_bytes_or_into_a_file(tmp_path: Path) -> None:
    segment = open_file(OpenBitext(data=PO, name="shop.po")).segments[0].id
    changes = {segment: Change(TaggedText("In winkelwagen"), SegmentState.TRANSLATED)}
    written = write_file(WriteBitext(changes, data=PO, name="shop.po"))
    assert b'msgstr "In winkelwagen"' in written.data
    out = tmp_path / "out.po"
    answer = write_file(WriteBitext(changes, data=PO, name="shop.po", path_out=str(out)))
    assert (answer.path, answer.data) == (str(out), b"")
    assert out.read_bytes() == written.data


def test_without_changes_the_bytes_are_those_of_the_file() -> None:
    assert write_file(WriteBitext({}, data=PO, name="shop.po")).data == PO


def test_what_cannot_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UserError, match=r"no file gone\.po"):
        open_file(OpenBitext(path=str(tmp_path / "gone.po")))
    with pytest.raises(UserError, match="cannot be read"):
        open_file(OpenBitext(path=str(tmp_path), name="folder.po"))
    big = tmp_path / "big.po"
    big.write_bytes(PO)
    monkeypatch.setattr(translation_tasks, "MOST_BYTES", 10)
    with pytest.raises(UserError, match="too large"):
        open_file(OpenBitext(path=str(big)))


def test_a_file_of_too_many_segments_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation_tasks, "MOST_SEGMENTS", 0)
    with pytest.raises(UserError, match="1 segments"):
        open_file(OpenBitext(data=PO, name="shop.po"))
