"""`copydesk terms`: term bases, TBX and tables in and out."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.profile import Profile
from tests.unit.cli.test_commands import Program


@pytest.fixture
def program(profile: Profile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    return Program(profile, capsys, monkeypatch)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "Huisstijl.csv"
    path.write_text("source,target,forbidden,definition\nblanket,deken,kleed,warm\ntea,thee,,\n", encoding="utf-8")
    return path


def test_terms_come_in_once_and_go_out_as_tbx_and_table(program: Program, table: Path, tmp_path: Path) -> None:
    pair = ("--from", "en", "--to", "nl")
    assert program.json("terms", "import", str(table), *pair)[1] == {
        "term_base": 1, "name": "Huisstijl", "read": 2, "kept": 2,
    }  # fmt: skip
    assert program.json("terms", "import", str(table), *pair)[1]["kept"] == 0
    assert [each["terms"] for each in program.json("terms", "list")[1]["term_bases"]] == [2]
    terms = program.json("terms", "list", "huisstijl")[1]["terms"]
    assert [(each["source"], each["forbidden"], each["source_language"]) for each in terms] == [
        ("blanket", ["kleed"], "en"), ("tea", [], "en"),
    ]  # fmt: skip
    for name in ("out.tbx", "out.csv"):
        assert program.json("terms", "export", "1", "-o", str(tmp_path / name))[1]["terms"] == 2
        again = program.json("terms", "import", str(tmp_path / name), "--base", "1", *pair)[1]
        assert (again["read"], again["kept"]) == (2, 0)
    assert program.json("terms", "delete", "1") == (0, {"deleted": 1, "terms": 2})


def test_what_is_not_there_is_a_sentence(program: Program, table: Path) -> None:
    for arguments in (("terms", "list", "No"), ("terms", "export", "No"), ("terms", "delete", "No"),
                      ("terms", "import", str(table), "--base", "No", "--from", "en", "--to", "nl")):  # fmt: skip
        status, document = program.json(*arguments)
        assert status == 2
        assert "There is no term base “No”" in document["error"]["message"]
    status, document = program.json("terms", "import", "gone.csv", "--from", "en", "--to", "nl")
    assert "There is no file gone.csv" in document["error"]["message"]


def test_people_read_tables(program: Program, table: Path) -> None:
    assert program.run("terms", "list")[1] == "There is no term base yet.\n"
    program.json("terms", "import", str(table), "--from", "en", "--to", "nl")
    assert "Huisstijl" in program.run("terms", "list")[1]
    assert "deken" in program.run("terms", "list", "1")[1]
