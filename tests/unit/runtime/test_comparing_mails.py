"""Variants of a mail side by side: every text of the mail is a row, and goes out under the name of its block."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.finding import CheckReport, Finding, Severity
from desktop.core.ids import DraftId
from desktop.core.profile import Profile
from desktop.runtime.fields import fields_of
from tests.unit.runtime.comparing_bench import Table
from tests.unit.runtime.mail_bench import YLVA

A = Copy({"subject": "Ylva is er", "preheader": "Van wol", "b1": "Nieuw: Ylva", "b2": "Dit is Ylva.", "b4": "Bestel"})
B = Copy({"subject": "Een deken", "preheader": "Uit Småland", "b1": "Warm", "b2": "Een deken van wol.", "b4": "Kijk"})


@pytest.fixture
def table(qtbot: QtBot, profile: Profile) -> Iterator[Table]:
    gc.collect()  # what earlier tests left must not be collected on the store's thread
    made = Table(profile)
    made.drafts.put_new(Draft(DraftId(""), YLVA.kind, YLVA))
    yield made
    made.close()


def test_variants_of_a_mail_are_written_and_kept(qtbot: QtBot, table: Table) -> None:
    first, second = table.written(qtbot, A, B, brief=YLVA)
    columns = {str(each.key): each for each in table.comparing.columns()}
    assert (columns[first].copy, columns[second].copy) == (A, B)
    assert columns[first].brief.mail == YLVA.mail
    assert [spec.name for spec in table.comparing.fields] == [spec.name for spec in fields_of(YLVA)]
    assert table.comparing.differences(second, "b2")


@pytest.mark.parametrize("ending", [".html", ".md"])
def test_it_leaves_with_the_names_of_blocks(qtbot: QtBot, table: Table, tmp_path: Path, ending: str) -> None:
    finding = Finding("links.missing", Severity.ERROR, "b2", 0, 0, "", "There is no link.")
    table.report = CheckReport(findings=(finding,))
    table.written(qtbot, A, B, brief=YLVA)
    path = tmp_path / f"mails{ending}"
    table.comparing.export(path)
    qtbot.waitUntil(lambda: any("Exported" in each.title for each in table.posted), timeout=10_000)
    text = path.read_text("utf-8")
    for label in ("Subject", "Heading", "Text 1", "Button"):
        assert label in text
    assert "b2:" not in text
    assert "Text 1: There is no link." in text
