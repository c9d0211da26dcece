"""The units of a TMX file, one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import UserError
from desktop.core.translation import MemoryUnit
from desktop.formats.bitext import tmx_units
from desktop.formats.bitext.new_tmx import tmx_of
from desktop.formats.bitext.tmx_units import languages_of_tmx, units_of_tmx
from tests.conftest import REPOSITORY

TMX = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">
<header srclang="EN-US" segtype="sentence"/><body>
<tu creationid="Anna" creationdate="20200102T030405Z"><prop type="x-context-pre">Before.</prop>
<tuv xml:lang="nl-NL" changeid="Bo" changedate="20210102T030405Z">
<seg>Druk op <bpt i="1" x="7">&lt;b></bpt>OK<ept i="1"/>
<ph x="2"/></seg></tuv>
<tuv xml:lang="en-us"><seg>Press <ph x="2"/> <bpt i="1" x="7">&lt;b></bpt>OK<ept i="1"/></seg></tuv>
<tuv lang="sv"><seg>Tryck</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>A <hi type="x">B</hi> &amp; C</seg></tuv><tuv xml:lang="dut"><seg>A B en C</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Alone</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>Empty</seg></tuv><tuv xml:lang="nl"><seg> </seg></tuv></tu>
</body></tmx>"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.tmx"
    path.write_text(TMX, encoding="utf-8")
    return path


def test_units_come_with_tags_neighbours_and_who_made_them(file: Path) -> None:
    pressed, plain = units_of_tmx(file, "en", "nl")
    assert pressed == MemoryUnit(
        "Press {1} {2}OK{3}", "Druk op {2}OK{3}\n{1}", "Before.", "", "Bo", "2021-01-02T03:04:05Z"
    )
    assert plain == MemoryUnit("A B & C", "A B en C")
    assert [unit.target for unit in units_of_tmx(file, "eng", "sv-SE")] == ["Tryck"]
    assert [unit.by for unit in units_of_tmx(file, "eng", "sv-SE")] == ["Anna"]
    assert list(units_of_tmx(file, "en", "en-GB")) == []


def test_the_languages_are_told_by_the_header_and_the_units(file: Path) -> None:
    assert languages_of_tmx(file) == ("en-us", ("nl-NL", "sv", "dut", "nl"))
    file.write_text(TMX.replace('srclang="EN-US"', 'srclang="*all*"'), encoding="utf-8")
    assert languages_of_tmx(file).source == "nl-NL"


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    units = [
        MemoryUnit("Press {1}", "Druk {1} < & >", "a", "b", "Anna", "2026-01-02T03:04:05Z"),
        MemoryUnit("x", "y"),
    ]
    (tmp_path / "b.tmx").write_bytes(tmx_of(units, "en-GB", "nl"))
    assert list(units_of_tmx(tmp_path / "b.tmx", "en", "nl")) == units


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (TMX[:700], "line 11: this is not well-formed"),
        ("<tmx><body></body></tmx>", "holds no translations"),
        ("<xliff/>", "no TMX file"),
        ("", "not well-formed"),
        (
            "<!DOCTYPE tmx [<!ENTITY a 'b'><!ENTITY c '&a;&a;'>]><tmx><body><tu><tuv xml:lang='en'><seg>&c;",
            "well-formed",
        ),
    ],
)
def test_a_broken_file_is_a_sentence_with_its_line(file: Path, text: str, sentence: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=sentence):
        languages_of_tmx(file)


def test_a_file_beyond_all_bounds_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tmx_units, "MOST_BYTES", 10)
    with pytest.raises(UserError, match="too large"):
        languages_of_tmx(file)


def test_real_files_are_read() -> None:
    files = sorted((REPOSITORY.parent / "shared" / "data" / "omegat").glob("tmx/test-match*.tmx"))
    if not files:
        pytest.skip("the folder of real files is not here")
    assert languages_of_tmx(files[0]).targets == ("ca",)
    assert len(list(units_of_tmx(files[0], "en", "ca"))) > 200


def test_a_large_file_is_read_without_holding_it(tmp_path: Path) -> None:
    import tracemalloc

    path = tmp_path / "large.tmx"
    path.write_bytes(tmx_of((MemoryUnit(f"source {n} " * 9, "target " * 9) for n in range(20_000)), "en", "nl"))
    tracemalloc.start()
    assert sum(1 for _ in units_of_tmx(path, "en", "nl")) == 20_000
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
