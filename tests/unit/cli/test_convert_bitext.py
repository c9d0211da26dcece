"""`convert` between files in two languages, lists of terms, and tables for people."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import main
from desktop.core.profile import Profile
from desktop.formats.bitext.opening import open_bitext
from tests.unit.formats.bitext.samples import CSV, PO, SDL, TMX, XLIFF1

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(profile: Profile, capsys: pytest.CaptureFixture[str]) -> Run:
    def convert(*arguments: object) -> tuple[int, Any]:
        capsys.readouterr()
        status = main(["convert", *map(str, arguments), "--json", "--profile", str(profile.folder)])
        out, err = capsys.readouterr()
        return status, json.loads(out or err)

    return convert


@pytest.mark.parametrize("ending", ["xlf", "xliff", "po", "csv", "xlsx"])
def test_a_translation_goes_into_every_format_and_back(run: Run, tmp_path: Path, ending: str) -> None:
    source, out, back = tmp_path / "a.xlf", tmp_path / f"b.{ending}", tmp_path / "c.xlf"
    source.write_bytes(XLIFF1)
    assert run(source, out)[0] == 0
    assert run(out, back, "--xliff", "1.2", "--from", "en", "--to", "nl")[0] == 0
    before, after = (open_bitext(path.read_bytes(), path.name).segments for path in (source, back))
    assert [each.source.text for each in after] == [each.source.text for each in before]
    assert [each.target.text for each in after] == [each.target.text for each in before]
    assert [each.id for each in after] == [each.id for each in before]


def test_a_memory_leaves_out_what_is_not_translated_and_tells_it(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "a.sdlxliff", tmp_path / "b.tmx"
    source.write_bytes(SDL)
    status, answer = run(source, out)
    assert (status, answer["count"]) == (0, 5)
    assert answer["notes"] == ["4 segments have no translation and are left out."]
    assert [each.target.text for each in open_bitext(out.read_bytes(), "b.tmx").segments] == ["Ett."]


def test_a_text_goes_to_a_translator_as_xliff(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "a.md", tmp_path / "b.xlf"
    source.write_text("# Tea\n\nA *warm* cup. Another one.\n", encoding="utf-8")
    status, answer = run(source, out, "--from", "en", "--to", "sv")
    assert (status, answer["count"]) == (0, 3)
    made = open_bitext(out.read_bytes(), "b.xlf")
    assert (tuple(made.languages), [each.source.words for each in made.segments]) == (
        ("en", "sv"),
        ["Tea", "A warm cup.", "Another one."],
    )
    assert run(source, tmp_path / "c.xlf")[0] != 0  # nobody said into which language


@pytest.mark.parametrize("ending", ["docx", "html"])
def test_a_table_for_people_comes_back_into_the_file(run: Run, tmp_path: Path, ending: str) -> None:
    source, table, out = tmp_path / "a.xlf", tmp_path / f"b.{ending}", tmp_path / "c.xlf"
    source.write_bytes(XLIFF1)
    assert run(source, table)[0] == 0
    if ending == "html":
        table.write_bytes(table.read_bytes().replace(b">Thee<", b">Groene thee<"))
    else:
        import docx

        document = docx.Document(str(table))
        document.tables[0].rows[4].cells[3].text = "Groene thee"
        document.save(str(table))
    status, answer = run(source, out, "--changes", table)
    assert (status, answer["notes"]) == (0, ["1 target changed."])
    assert out.read_bytes() == XLIFF1.replace(b"Thee", b"Groene thee")
    assert run(source, tmp_path / "c.po", "--changes", table)[0] != 0


@pytest.mark.parametrize(
    ("data", "name"), [(XLIFF1, "a.xlf"), (SDL, "a.sdlxliff"), (PO, "a.po"), (TMX, "a.tmx"), (CSV, "a.csv")]
)
def test_a_file_of_the_same_kind_goes_out_as_it_came_in(run: Run, tmp_path: Path, data: bytes, name: str) -> None:
    source, out = tmp_path / name, tmp_path / f"b{name[1:]}"
    source.write_bytes(data)
    assert run(source, out)[0] == 0
    assert out.read_bytes() == data
    if name == "a.xlf":
        assert run(source, out, "--xliff", "2.1")[0] == 0
        assert open_bitext(out.read_bytes(), "b.xlf").format == "XLIFF 2.1"


def test_terms_go_between_tbx_and_csv(run: Run, tmp_path: Path) -> None:
    source, tbx, back = tmp_path / "a.csv", tmp_path / "b.tbx", tmp_path / "c.csv"
    source.write_text("source,target,forbidden\nblanket,deken,plaid\n", encoding="utf-8")
    assert run(source, tbx, "--from", "en", "--to", "nl")[0] == 0
    assert run(tbx, back, "--from", "en", "--to", "nl")[0] == 0
    assert "blanket,deken,plaid" in back.read_text(encoding="utf-8-sig")
    assert run(tbx, back)[0] != 0


def test_columns_can_be_named(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "a.csv", tmp_path / "b.po"
    source.write_text("a,b,c\nk,Tea,Thee\n", encoding="utf-8")
    status, _ = run(source, out, "--columns", "source=B,target=c,id=1", "--from", "en", "--to", "nl")
    assert (status, [each.id for each in open_bitext(out.read_bytes(), "b.po").segments]) == (0, ["k"])
    assert "does not say which column" in str(run(source, out, "--columns", "B,C")[1])


def test_a_broken_file_is_told_and_nothing_is_written(run: Run, tmp_path: Path) -> None:
    source, out = tmp_path / "a.xlf", tmp_path / "b.po"
    source.write_bytes(XLIFF1.replace(b"</body>", b""))
    out.write_text("old", encoding="utf-8")
    status, answer = run(source, out)
    assert status != 0
    assert "Line 17" in str(answer)
    assert out.read_text(encoding="utf-8") == "old"
    source.write_bytes(XLIFF1)
    assert "over itself" in str(run(source, source)[1])
    assert "cannot be written as .pdf" in str(run(source, tmp_path / "b.pdf")[1])


def test_a_text_and_its_translation_become_one_file(run: Run, tmp_path: Path) -> None:
    source, beside, out = tmp_path / "a.md", tmp_path / "b.md", tmp_path / "c.xlf"
    source.write_text("# Tea\n\nA warm cup of 30 ml. Drink it.\n", encoding="utf-8")
    beside.write_text("# Thee\n\nEen warme kop van 30 ml. Drink hem op.\n", encoding="utf-8")
    status, answer = run(source, out, "--with", beside, "--from", "en", "--to", "nl")
    assert (status, answer["count"], answer["notes"]) == (0, 3, [])
    made = open_bitext(out.read_bytes(), "c.xlf").segments
    assert [each.target.words for each in made] == ["Thee", "Een warme kop van 30 ml.", "Drink hem op."]
