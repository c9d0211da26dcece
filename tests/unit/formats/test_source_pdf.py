"""The words of PDF documents, with their pages; what is locked, damaged or made to harm ends in a sentence."""

from __future__ import annotations

import random
import time
from contextlib import suppress

import pytest

from desktop.core.errors import ErrorKind, UserError
from desktop.core.post import SourceKind
from desktop.formats.source_pdf import MOST_PAGES, read_pdf
from desktop.formats.source_text import PAGE
from tests.fakes.pdfs import bomb, circular, locked, pdf_of

TEA = pdf_of(
    [
        "Storing tea at home",
        "",
        "Tea likes the dark, and no air: a closed cup-",
        "board suits it well, at 15 to 20 degrees.",
    ],
    [],
    ["Above the kettle is the worst spot of a kitchen.", "- Heat", "- Steam"],
    author="Nilgiri Growers",
)


def refused(data: bytes) -> UserError:
    with pytest.raises(UserError) as caught:
        read_pdf(data, "tea.pdf")
    assert caught.value.problem.kind is ErrorKind.INPUT
    assert "tea.pdf" in caught.value.problem.message
    assert caught.value.problem.hint
    return caught.value


def test_pages_stay_apart_and_lines_come_together() -> None:
    found = read_pdf(TEA, "tea.pdf")
    assert (found.source.title, found.source.author) == ("tea.pdf", "Nilgiri Growers")
    assert found.source.kind is SourceKind.PDF
    first, second, third = found.source.text.split(PAGE)
    assert "a closed cupboard suits it well" in first
    assert second.strip() == ""
    assert [each for each in third.split("\n") if each] == [
        "Above the kettle is the worst spot of a kitchen.", "- Heat", "- Steam"
    ]  # fmt: skip
    assert found.notes == ("1 page has no words: it may be a picture.",)
    assert PAGE not in "".join(words for _, words in found.source.pieces())


def test_what_is_locked_with_a_password_says_so() -> None:
    assert "password" in refused(locked(TEA, "secret")).problem.message


def test_what_is_only_locked_against_changes_is_read() -> None:
    assert "Storing tea" in read_pdf(locked(TEA, "secret", for_owner=True), "tea.pdf").source.text


def test_pictures_of_pages_are_told_from_damage() -> None:
    assert "pictures of pages" in refused(pdf_of([], [])).problem.message
    assert "OCR" in refused(pdf_of([])).problem.hint


@pytest.mark.parametrize(
    "data",
    [
        b"", b"%PDF-", b"%PDF-1.7\n" + b"\0" * 4000, b"PK\x03\x04 no pdf", b"<html>%PDF", TEA[:200], circular(),
        b"%PDF-1.4\n" + b"<< " * 50_000, b"%PDF-1.4\n" + b"[" * 50_000 + b"\ntrailer << /Root 1 0 R >>\n%%EOF",
    ],
)  # fmt: skip
def test_what_is_damaged_is_refused_soon(data: bytes) -> None:
    begun = time.process_time()
    refused(data)
    assert time.process_time() - begun < 10


def test_a_page_that_unpacks_to_gigabytes_is_not_unpacked() -> None:
    begun = time.process_time()
    refused(bomb(300_000_000))
    assert time.process_time() - begun < 10


def test_of_a_long_document_only_so_many_pages_are_read() -> None:
    found = read_pdf(pdf_of(*([f"Page {number}."] for number in range(MOST_PAGES + 3))), "long.pdf")
    assert found.source.text.count(PAGE) == MOST_PAGES - 1
    assert str(MOST_PAGES + 3) in found.notes[0]


def test_broken_bytes_never_raise_anything_else() -> None:
    dice = random.Random(7)  # noqa: S311 - the same damage each time
    for _ in range(150):
        data = bytearray(TEA)
        for _ in range(dice.randint(1, 25)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        with suppress(UserError):
            assert read_pdf(bytes(data), "tea.pdf").source.text.strip()
