"""The card about a job: files, memories with penalties, term lists, brief, and the count for a quote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.core.brief import Fact
from desktop.core.profile import Profile
from desktop.core.translation import Job, MemoryUse
from desktop.views.name_card import NameCard
from desktop.views.translate.job_card import BRIEF, MEMORIES, QUOTE, TERMS, AboutJob
from desktop.views.translate.side_panel import SidePanel
from desktop.views.widgets.confirm_card import ConfirmCard
from tests.unit.runtime.translating_bench import PATIENCE_MS, Bench, xliff

PAIRS = (("Two bags for € 5.", "Twee tassen voor € 5."), ("Open at 9.", ""), ("Open at 9.", ""))


@pytest.fixture
def desk(qtbot: QtBot, profile: Profile) -> Iterator[Bench]:
    made = Bench(profile)
    yield made
    made.close()


class Kit:
    """A panel in a window, from which the card is opened."""

    def __init__(self, qtbot: QtBot, desk: Bench, folder: Path) -> None:
        self.desk, self.qtbot, self.folder = desk, qtbot, folder
        self.window = QMainWindow()
        qtbot.addWidget(self.window)
        self.panel = SidePanel(desk.translating)
        self.window.setCentralWidget(self.panel)
        self.window.resize(1000, 760)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.keys = desk.open(qtbot, folder, *PAIRS)

    def card(self, part: str = "files") -> AboutJob:
        self.panel.open_job_card(part)
        return self.window.findChildren(AboutJob)[-1]

    def until(self, what: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(what()), timeout=PATIENCE_MS)

    @property
    def job(self) -> Job:
        job = self.desk.translating.job
        assert job is not None
        return job


@pytest.fixture
def kit(qtbot: QtBot, desk: Bench, tmp_path: Path) -> Kit:
    return Kit(qtbot, desk, tmp_path)


def test_files_show_how_far_they_are_and_can_be_taken_out(kit: Kit) -> None:
    more = kit.folder / "more.xlf"
    more.write_text(xliff(("Bye", "Dag")), encoding="utf-8")
    kit.panel.adding.add([more])
    kit.until(lambda: len(kit.job.files) == 2)
    kit.desk.translating.confirm(kit.keys[0])
    card = kit.card()
    assert [(line.file.name, line.count.text()) for line in card.files.lines] == [
        ("shop.xlf", "1 of 3"),
        ("more.xlf", "0 of 1"),
    ]
    assert card.files.total.text() == "1 of 4 rows are confirmed."
    card.files.lines[1].remove.click()
    kit.window.findChildren(ConfirmCard)[-1].yes.click()
    kit.until(lambda: len(kit.job.files) == 1 and len(card.files.lines) == 1)
    assert not card.files.lines[0].remove.isEnabled()


def test_a_memory_is_made_used_only_read_and_given_a_penalty(kit: Kit) -> None:
    card = kit.card(MEMORIES)
    kit.until(lambda: card.memories.lines)
    own = kit.job.memories[0].memory
    card.memories.new.click()
    name = kit.window.findChildren(NameCard)[-1]
    name.field.set_text("Client")
    name.keep.setEnabled(True)
    name.keep.click()
    kit.until(lambda: len(kit.job.memories) == 2 and len(card.memories.lines) == 2)
    line = next(each for each in card.memories.lines if each.info.name == "Client")
    line.penalty.spin.setValue(10)
    kit.until(lambda: kit.job.memories[1].penalty == 10)
    assert line in card.memories.lines  # it was not made anew under the keyboard
    line.writes.click()
    kit.until(lambda: kit.job.memories[1].read_only)
    assert kit.job.memories == (MemoryUse(own), MemoryUse(kit.job.memories[1].memory, 10, read_only=True))
    line = next(each for each in card.memories.lines if each.info.name == "Client")
    line.used.click()
    kit.until(lambda: kit.job.memories == (MemoryUse(own),))


def test_translations_of_a_file_are_matches_at_once(kit: Kit) -> None:
    old = kit.folder / "old.xlf"
    old.write_text(xliff(("Open at 9.", "Open om 9.")), encoding="utf-8")
    card = kit.card(MEMORIES)
    kit.until(lambda: card.memories.lines)
    card.memories_known.bring_in(card.memories.lines[0].info, old)
    kit.until(lambda: kit.desk.row(kit.keys[1]).note.match >= 100)
    kit.until(lambda: "1 translation" in card.memories.lines[0].count.text())


def test_a_term_list_is_made_and_left_out(kit: Kit) -> None:
    card = kit.card(TERMS)
    card.terms.new.click()
    name = kit.window.findChildren(NameCard)[-1]
    QTest.keyClicks(name.field.edit, "Trailers")
    name.keep.click()
    kit.until(lambda: card.terms.lines and "takes new ones" in card.terms.lines[0].count.text())
    assert len(kit.job.term_bases) == 1
    card.terms.lines[0].used.click()
    kit.until(lambda: kit.job.term_bases == ())


def test_the_brief_is_kept_as_it_is_typed_and_when_the_card_goes(kit: Kit) -> None:
    card = kit.card(BRIEF)
    brief = card.brief
    QTest.keyClicks(brief.audience.edit, "Cyclists")
    brief.register.set_value("informal")
    brief.register.chosen.emit("informal")
    QTest.keyClicks(brief.brands.edit, "Havn, Trek, Havn")
    brief.facts_edit.setPlainText("Weight: 980 g\nMade in Portugal")
    card.close_card()
    kit.until(lambda: kit.job.brief.audience)
    told = kit.job.brief
    assert (told.audience, told.register, told.brands) == ("Cyclists", "informal", ("Havn", "Trek"))
    assert [(fact.name, fact.value) for fact in told.facts] == [("Weight", "980 g"), ("", "Made in Portugal")]
    assert kit.job.name == "shop"


def test_facts_with_units_stay_what_they_are(kit: Kit) -> None:
    fact = Fact("weight", "Weight", "980", "g")
    brief = msgspec.structs.replace(kit.job.brief, facts=(fact,))
    kit.desk.translating.change_job(msgspec.structs.replace(kit.job, brief=brief))
    kit.until(lambda: kit.job.brief.facts)
    card = kit.card(BRIEF)
    QTest.keyClicks(card.brief.tone.edit, "Plain")
    card.brief.hand_in()
    kit.until(lambda: kit.job.brief.tone == "Plain")
    assert kit.job.brief.facts == (fact,)


def test_words_are_counted_by_bands_copied_and_written(kit: Kit) -> None:
    card = kit.card(QUOTE)
    kit.until(lambda: card.quote.bands)
    bands = {each.band: each for each in card.quote.bands}
    assert bands["repetitions"].segments == 1
    assert sum(each.segments for each in card.quote.bands) == 3
    card.quote.copy.click()
    copied = QGuiApplication.clipboard().text().split("\n")
    assert copied[0] == "Match\tRows\tWords\tCharacters"
    assert copied[-1].startswith("Together\t3\t")
    path = kit.folder / "quote.csv"
    card.quote.write(path)
    assert "Repetitions,1," in path.read_text(encoding="utf-8-sig")
    card.quote.write(kit.folder / "no" / "quote.csv")
    assert "cannot be written" in kit.desk.problems[-1].message
