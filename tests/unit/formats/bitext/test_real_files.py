"""Files that other programs wrote: out as they came in, and with every target changed still what they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import UserError
from desktop.core.segment import Change, SegmentState
from desktop.formats.bitext.opening import open_bitext
from tests.conftest import REPOSITORY

DATA = REPOSITORY.parent / "shared" / "data"
ENDINGS = (".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".tmx", ".po", ".pot", ".csv", ".tsv")
FOLDERS = ("bilingual", "omegat", "po", "translate-toolkit", "xliff12")
REFUSED = {
    "file-XLIFFFilter-invalid-content.xlf": "not well-formed",
    "file-POFilter-multiple.po": "Line 37",  # an entry that ends without a translation
    "DOCUMENT_IDS.tsv": "which columns",
}
LANGUAGES = {"ex.9.5.xlf": "fr"}  # has targets and does not say in which language, which the standard forbids
FILES = sorted(
    path for folder in FOLDERS for path in (DATA / folder).glob("**/*") if path.suffix.lower() in ENDINGS
)  # fmt: skip


@pytest.mark.skipif(not FILES, reason="the folder of real files is not here")
def test_real_files_come_back() -> None:
    for path in FILES:
        data = path.read_bytes()
        if path.name in REFUSED:
            with pytest.raises(UserError, match=REFUSED[path.name]):
                open_bitext(data, path.name)
            continue
        _comes_back(path, data)
    assert len(FILES) > 100


def _comes_back(path: Path, data: bytes) -> None:
    file = open_bitext(data, path.name, target=LANGUAGES.get(path.name, ""))
    assert file.written({}) == data, path.name
    changes = {each.id: Change(each.source, SegmentState.TRANSLATED) for each in file.segments if not each.locked}
    again = open_bitext(file.written(changes, "nl"), path.name)
    assert len(again.segments) == len(file.segments), path.name
    for before, after in zip(file.segments, again.segments, strict=True):
        assert (after.id, after.source.text) == (before.id, before.source.text), path.name
        assert after.target.text == (before.target.text if before.locked else before.source.text), path.name
