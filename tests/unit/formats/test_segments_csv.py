"""Segments from files: one row a segment, or one row a person; three languages, and what is no list is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.core.errors import ErrorKind, UserError
from desktop.core.mail import Segment
from desktop.formats.segments_csv import MOST, read_segments


def file(tmp_path: Path, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    "head", ["name,about,people,first name", "naam,omschrijving,aantal,voornaam", "namn,beskrivning,antal,förnamn"]
)
def test_a_row_a_segment_in_three_languages(tmp_path: Path, head: str) -> None:
    path = file(tmp_path, f"{head}\nTrogna,Har handlat två gånger,486,Anna\nNya,,212,\n")
    found = read_segments(path)
    assert found.segments == (
        Segment("", "Trogna", "Har handlat två gånger", 486, {"first_name": "Anna"}),
        Segment("", "Nya", "", 212),
    )
    assert not found.counted


def test_a_row_a_person_is_counted_by_its_segment_and_the_first_is_the_sample(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "email;name;segment;Shoe size\na@x.example;Anna Berg;Loyal;39\nb@x.example;Bo;Lapsed;\nc@x.example;;Loyal;42\n",
    )
    found = read_segments(path)
    assert found.counted
    assert found.segments == (
        Segment("", "Loyal", "", 2, {"email": "a@x.example", "name": "Anna Berg", "shoe_size": "39"}),
        Segment("", "Lapsed", "", 1, {"email": "b@x.example", "name": "Bo"}),
    )


def test_the_column_can_be_named(tmp_path: Path) -> None:
    path = file(tmp_path, "email,land\na@x.example,NL\nb@x.example,SE\nc@x.example,NL\n")
    with pytest.raises(UserError, match="No column") as raised:
        read_segments(path)
    assert "segment" in raised.value.problem.hint
    found = read_segments(path, "Land")
    assert [(each.name, each.people) for each in found.segments] == [("NL", 2), ("SE", 1)]


@pytest.mark.parametrize("people", ["1 234", "1.234", "1,234", "1234"])
def test_figures_are_read_as_people_write_them(tmp_path: Path, people: str) -> None:
    found = read_segments(file(tmp_path, f'name;people\nLoyal;"{people}"\nNew;12\n'))
    assert found.segments[0].people == 1234


def test_what_is_no_figure_is_not_known(tmp_path: Path) -> None:
    found = read_segments(file(tmp_path, "name,people\nLoyal,many\nNew,12\n"))
    assert [each.people for each in found.segments] == [None, 12]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_files_of_spreadsheets_are_read(tmp_path: Path, encoding: str) -> None:
    found = read_segments(file(tmp_path, "segment;målgrupp\r\nTysta dagar;å\r\nNya;ä\r\n", encoding))
    assert [each.name for each in found.segments] == ["Tysta dagar", "Nya"]


def test_a_list_of_people_without_segments_is_refused(tmp_path: Path) -> None:
    rows = "\n".join(f"Person {number},p{number}@x.example" for number in range(MOST + 1))
    with pytest.raises(UserError) as raised:
        read_segments(file(tmp_path, f"name,email\n{rows}\n"))
    assert raised.value.problem.kind is ErrorKind.INPUT
    assert "segment" in raised.value.problem.hint


@pytest.mark.parametrize("text", ["", "\x00\x01\x02", "just a line", "name,people\n", "name,about\n,\n , \n"])
def test_what_is_no_list_is_said(tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError):
        read_segments(file(tmp_path, text))


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"nothing\.csv"):
        read_segments(tmp_path / "nothing.csv")
