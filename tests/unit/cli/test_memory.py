"""`copydesk memory`: translation memories, TMX in and out."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from desktop.core.profile import Profile
from desktop.core.translation import MemoryUnit
from desktop.formats.bitext.new_tmx import tmx_of
from desktop.store.client import open_store
from tests.unit.cli.test_commands import Program
from tests.unit.store.windows import Window

UNITS = [
    MemoryUnit("Warm socks", "Warme sokken", by="Anna"),
    MemoryUnit("Press {1}OK{2}", "Druk op {1}OK{2}", "x", "y"),
]


@pytest.fixture
def program(profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    return Program(profile, capsys, monkeypatch)


@pytest.fixture
def tmx(tmp_path: Path) -> Path:
    path = tmp_path / "Webshop.tmx"
    path.write_bytes(tmx_of(UNITS, "en-GB", "nl"))
    return path


def test_a_file_comes_into_a_new_memory_and_out_again(program: Program, tmx: Path, tmp_path: Path) -> None:
    assert program.json("memory", "list") == (0, {"memories": []})
    status, document = program.json("memory", "import", str(tmx))
    assert (status, document) == (0, {"memory": 1, "name": "Webshop", "read": 2, "kept": 2})
    ((memory,),) = [program.json("memory", "list")[1]["memories"]]
    assert (memory["name"], memory["source"], memory["target"], memory["units"]) == ("Webshop", "en-GB", "nl", 2)
    out = tmp_path / "out.tmx"
    assert program.json("memory", "export", "webshop", "-o", str(out))[1]["units"] == 2
    assert out.read_bytes() == tmx.read_bytes()
    assert program.json("memory", "import", str(tmx))[1]["name"] == "Webshop 2"


def test_a_file_comes_into_a_memory_that_is_there(program: Program, tmx: Path, tmp_path: Path) -> None:
    assert program.json("memory", "create", "Mine", "--from", "eng", "--to", "dut")[1]["id"] == 1
    table = tmp_path / "a.csv"
    table.write_text("en,nl\nWool,Wol\nWarm socks,Warme sokken\n", encoding="utf-8")
    assert program.json("memory", "import", str(tmx), "--memory", "mine")[1]["kept"] == 2
    again = program.json("memory", "import", str(table), "--memory", "1", "--from", "en", "--to", "nl")[1]
    assert (again["read"], again["kept"]) == (2, 2)  # between other neighbours
    assert program.json("memory", "import", str(tmx), "--memory", "1")[1]["kept"] == 0
    found = program.json("memory", "search", "sok")[1]["results"]
    assert [each["target"] for each in found] == ["Warme sokken", "Warme sokken"]
    assert found[0]["in_target"] == [[6, 12]]


def test_names_and_ends(program: Program, tmx: Path) -> None:
    program.json("memory", "import", str(tmx))
    assert program.json("memory", "rename", "1", "Winkel")[1]["name"] == "Winkel"
    assert program.json("memory", "search", "sock", "--memory", "winkel")[1]["results"]
    assert program.json("memory", "delete", "Winkel") == (0, {"deleted": 1, "units": 2})
    status, document = program.json("memory", "delete", "Winkel")
    assert status == 2
    assert "There is no translation memory “Winkel”" in document["error"]["message"]


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("gone.tmx", None, "There is no file"),
        ("a.tmx", "<tmx><body><tu>", "not well-formed"),
        ("a.csv", "source,target\nTea,Thee\n", "does not say its languages"),
    ],
)
def test_what_cannot_be_read_is_a_sentence_and_makes_no_memory(
    program: Program, tmp_path: Path, name: str, text: str | None, sentence: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    status, document = program.json("memory", "import", str(tmp_path / name))
    assert status == 2
    assert sentence in document["error"]["message"]
    assert program.json("memory", "list")[1]["memories"] == []


def test_a_file_that_cannot_be_written_is_a_sentence(program: Program, tmx: Path, tmp_path: Path) -> None:
    program.json("memory", "import", str(tmx))
    status, document = program.json("memory", "export", "1", "-o", str(tmp_path / "no" / "out.tmx"))
    assert status == 2
    assert "was not written" in document["error"]["message"]


def test_with_a_window_open_it_goes_to_its_history(program: Program, tmx: Path, profile: Profile) -> None:
    window = Window(profile)
    try:
        assert program.json("memory", "import", str(tmx))[1]["kept"] == 2
    finally:
        window.close()
    store = open_store(profile)
    assert [each.units for each in store.memories()] == [2]
    store.close()


def test_people_read_tables(program: Program, tmx: Path) -> None:
    assert program.run("memory", "list")[1] == "There is no translation memory yet.\n"
    program.json("memory", "import", str(tmx))
    assert "Webshop" in program.run("memory", "list")[1]
    assert "Warme sokken" in program.run("memory", "search", "sock")[1]
    assert program.run("memory", "search", "nothing")[1] == "Nothing found.\n"


def test_an_export_takes_the_place_of_no_other_file_and_a_full_disk_is_told(
    program: Program, tmx: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.json("memory", "import", str(tmx))
    mine = tmp_path / "out.tmx.tmp"
    mine.write_text("mine", encoding="utf-8")
    assert program.json("memory", "export", "1", "-o", str(tmp_path / "out.tmx"))[0] == 0
    assert mine.read_text(encoding="utf-8") == "mine"

    def full(_file: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("desktop.formats.export.os.fsync", full)
    status, document = program.json("memory", "export", "1", "-o", str(tmp_path / "more.tmx"))
    assert (status, document["error"]["kind"]) == (4, "disk_full")
    assert not (tmp_path / "more.tmx").exists()
