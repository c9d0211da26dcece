"""Subject lines of a mail come with preheaders that complete them."""

from __future__ import annotations

import asyncio

import pytest

from desktop.agents.lines import LineWriter
from desktop.agents.mail_rules import beside_subject, repeats
from desktop.core.brief import LANGUAGES
from desktop.core.lines import Line
from tests.fakes.model import FakeModel
from tests.unit.agents.test_mail import WEAK, mail_brief


def written(language: str, count: int = 8) -> tuple[Line, ...]:
    writer = LineWriter(
        mail_brief(language=language), "mail.subject", FakeModel(grades=WEAK).always(""), print, count=count
    )
    return asyncio.run(writer.write()).lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_subject_has_a_preheader_that_goes_on_from_it(language: str) -> None:
    lines = written(language)
    brief = mail_brief(language=language)
    assert len(lines) >= 5
    for line in lines:
        assert 15 <= len(line.beside) <= 90
        assert not repeats(line.text, line.beside, brief)
    assert len({line.beside for line in lines}) > 1


def test_a_line_that_is_no_subject_stands_alone() -> None:
    writer = LineWriter(mail_brief(), "mail.preheader", FakeModel(grades=WEAK).always(""), print, count=3)
    assert {line.beside for line in asyncio.run(writer.write()).lines} == {""}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Woven in Småland: Ylva", True),
        ("Ylva, woven in Småland, of wool", True),
        ("The first 50 orders ship free.", False),
        ("", False),
    ],
)
def test_what_repeats_a_subject_is_known(line: str, told: bool) -> None:
    assert repeats("Ylva, woven in Småland", line, mail_brief()) is told


def test_the_facts_of_the_subject_do_not_stand_beside_it() -> None:
    assert "Småland" not in beside_subject("Ylva, woven in Småland", mail_brief(), 0)
