"""Short lines on the desk, on a real history, with an engine that writes what a test says."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from desktop.checks.counters import measure
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import Cancelled, ErrorKind, Problem, Remedy, UserError
from desktop.core.events import LineWritten
from desktop.core.finding import CheckReport, Claim, Finding, Severity, Verdict
from desktop.core.ids import DraftId
from desktop.core.lines import Line, LineList
from desktop.core.profile import Profile
from desktop.core.provider import Protocol, Provider
from desktop.core.settings import MODEL
from desktop.engine.messages import Check, WriteLines, WrittenLines
from desktop.runtime.lining import DESCRIPTIONS, HEADLINES, Lining
from desktop.store.store import Store
from tests.fakes.engine import FakeJob
from tests.unit.runtime.comparing_bench import HAVN, Table

SUBJECT = "mail.subject"


class Board(Table):
    """A desk with lines, and what they said."""

    def __init__(self, profile: Profile) -> None:
        super().__init__(profile)
        self.lining = Lining(self.services)
        self.added: list[Line] = []
        self.lining.line_added.connect(self.added.append)
        self.busy: list[bool] = []
        self.lining.busy_changed.connect(self.busy.append)

    def asked(self, channel: str = HEADLINES, count: int = 20) -> FakeJob:
        """The job of a writing that was begun."""
        self.brief()
        self.lining.write(channel, count)
        return self.jobs()[-1]

    def jobs(self) -> list[FakeJob]:
        return [job for job in self.fake.jobs if isinstance(job.params, WriteLines)]

    def requests(self) -> list[WriteLines]:
        return [job.params for job in self.fake.jobs if isinstance(job.params, WriteLines)]

    def is_busy(self) -> bool:
        return self.lining.busy

    def texts(self) -> list[str]:
        return [line.text for line in self.lining.lines]

    def write(self, channel: str, *texts: str) -> None:  # type: ignore[override]  # lines, not columns
        """A whole writing."""
        job = self.asked(channel)
        lines = tuple(line(channel, text) for text in texts)
        tell(job, *lines)
        job.finished.emit(WrittenLines("en", lines))

    def lists(self) -> dict[str, LineList]:
        """What the history has for the draft on the desk."""
        draft = self.drafts.on_desk()()
        return {each.channel: each for each in self.store.call(lambda store: store.line_lists(draft))} if draft else {}

    def until_lines(self, qtbot: QtBot, channel: str, *texts: str) -> None:
        def kept() -> None:
            found = self.lists().get(channel)
            assert found is not None
            assert [each.text for each in found.lines] == list(texts)

        qtbot.waitUntil(kept, timeout=10_000)


def line(channel: str, text: str, model: str = "local/small") -> Line:
    return Line(text, measure(channel, text), model=model)


def tell(job: FakeJob, *lines: Line) -> None:
    for each in lines:
        job.happened.emit(LineWritten(each))


@pytest.fixture
def board(qtbot: QtBot, profile: Profile) -> Iterator[Board]:
    made = Board(profile)
    yield made
    made.close()


def test_lines_come_one_by_one_and_are_kept_with_the_draft(qtbot: QtBot, board: Board) -> None:
    job = board.asked(HEADLINES, 2)
    (asked,) = board.requests()
    assert (asked.channel, asked.count, asked.model) == (HEADLINES, 2, "local")
    assert board.is_busy()
    assert board.lining.writing == HEADLINES
    tell(job, line(HEADLINES, "Weighs 980 g"), line(HEADLINES, "Holds 18 l"))
    assert [each.text for each in board.added] == board.texts() == ["Weighs 980 g", "Holds 18 l"]
    board.until_lines(qtbot, HEADLINES, "Weighs 980 g", "Holds 18 l")  # before it has ended: a kill would lose nothing
    job.finished.emit(WrittenLines("en", board.lining.lines, note="There are no more that differ."))
    assert board.lining.note == "There are no more that differ."
    assert not board.is_busy()
    assert board.busy == [True, False]


def test_a_process_that_was_killed_finds_its_lines_again(qtbot: QtBot, profile: Profile) -> None:
    board = Board(profile)
    tell(board.asked(), line(HEADLINES, "Weighs 980 g"), line(HEADLINES, "Holds 18 l"))
    board.lining.choose(1, True)
    board.lining.sort("alphabet")
    qtbot.waitUntil(lambda: board.lists().get(HEADLINES, LineList("")).chosen == (1,), timeout=10_000)
    draft = board.drafts.on_desk()()
    board.close()  # nobody left the draft, and nothing was ended
    again = Board(profile)
    try:
        again.drafts.open(draft)
        qtbot.waitUntil(lambda: bool(again.texts()), timeout=10_000)
        assert again.texts() == ["Holds 18 l", "Weighs 980 g"]
        assert again.lining.chosen == frozenset({0})
        assert again.lining.sorted_by == "alphabet"
        assert [each.model for each in again.lining.lines] == ["local/small", "local/small"]
    finally:
        again.close()


def test_more_are_written_beside_those_that_are_there(board: Board) -> None:
    board.write(HEADLINES, "Weighs 980 g")
    job = board.asked()
    assert board.requests()[-1].standing == ("Weighs 980 g",)
    tell(job, line(HEADLINES, "Holds 18 l"))
    assert board.texts() == ["Weighs 980 g", "Holds 18 l"]
    board.lining.write(SUBJECT)
    assert len(board.jobs()) == 2  # one at a time
    assert board.lining.channel == HEADLINES


def test_stop_keeps_what_came(board: Board) -> None:
    job = board.asked()
    tell(job, line(HEADLINES, "Weighs 980 g"))
    board.lining.stop()
    assert job.cancelled
    assert board.is_busy()
    job.finished.emit(WrittenLines("en", board.lining.lines, error=Cancelled().problem))
    assert not board.is_busy()
    assert board.texts() == ["Weighs 980 g"]
    assert board.posted == []


def test_a_failure_is_said_with_a_way_to_go_on(board: Board) -> None:
    job = board.asked()
    tell(job, line(HEADLINES, "Weighs 980 g"))
    problem = Problem(ErrorKind.NETWORK, "The line is dead.", remedy=Remedy.RETRY)
    job.finished.emit(WrittenLines("en", board.lining.lines, error=problem))
    (notice,) = board.posted
    assert notice.title == "The line is dead."
    notice.answers[0].action()
    assert board.requests()[-1].standing == ("Weighs 980 g",)
    board.jobs()[-1].failed.emit(Problem(ErrorKind.BUG, "Broken."))
    assert not board.is_busy()
    assert board.texts() == ["Weighs 980 g"]


def test_an_empty_brief_asks_for_nothing(board: Board) -> None:
    board.lining.write(HEADLINES)
    assert board.jobs() == []
    assert not board.is_busy()
    assert len(board.posted) == 1


def test_a_provider_is_asked_for_permission_first(qtbot: QtBot, board: Board) -> None:
    board.fake.book["shop"] = Provider("shop", Protocol.OPENAI, "https://shop.example/v1")
    board.settings.set(MODEL, "shop/m")
    board.brief()
    board.lining.write(HEADLINES)
    qtbot.waitUntil(lambda: bool(board.asks), timeout=10_000)
    assert isinstance(board.asks[0].request, WriteLines)
    assert board.jobs() == []
    assert board.is_busy()
    board.permission.answer(go=False)
    assert not board.is_busy()
    assert board.posted == []
    board.lining.write(HEADLINES)
    qtbot.waitUntil(lambda: len(board.asks) == 2, timeout=10_000)
    board.permission.answer(go=True)
    assert board.requests()[0].model == "shop/m"


def test_stop_before_permission_was_given_sends_nothing(qtbot: QtBot, board: Board) -> None:
    board.fake.book["shop"] = Provider("shop", Protocol.OPENAI, "https://shop.example/v1")
    board.settings.set(MODEL, "shop/m")
    board.brief()
    board.lining.write(HEADLINES)
    qtbot.waitUntil(lambda: bool(board.asks), timeout=10_000)
    board.lining.stop()
    assert not board.is_busy()
    board.permission.answer(go=True)
    assert board.jobs() == []


def test_an_edit_is_counted_at_once_and_checked_a_moment_later(qtbot: QtBot, board: Board) -> None:
    board.write(HEADLINES, "Weighs 980 g", "Holds 18 l")
    field = f"{HEADLINES}[0]"
    board.report = CheckReport(
        (
            Finding("style.case", Severity.WARNING, field, 0, 3, "The", "Too loud."),
            Finding("limits.hard", Severity.ERROR, HEADLINES, 0, 0, "", "At least 3 are needed."),
        ),
        (Claim(field, 0, 4, "890 g", Verdict.CONTRADICTED, ("f1",)),),
    )
    board.lining.edit(0, "The backpack weighs no more than 890 g")
    changed = board.lining.lines[0]
    assert (changed.measure.count, changed.measure.fits, changed.model) == (38, False, "")
    assert changed.claims == ()
    assert board.lining.unchecked == {0}
    qtbot.waitUntil(lambda: board.lining.unchecked == frozenset(), timeout=10_000)
    changed = board.lining.lines[0]
    assert [(each.check, each.field) for each in changed.findings] == [("style.case", HEADLINES)]
    assert [(each.verdict, each.field) for each in changed.claims] == [(Verdict.CONTRADICTED, HEADLINES)]
    (asked,) = board.fake.of(Check)
    assert asked.copy == Copy({HEADLINES: ("The backpack weighs no more than 890 g",)})
    assert asked.brief.channels == (HEADLINES,)
    board.until_lines(qtbot, HEADLINES, "The backpack weighs no more than 890 g", "Holds 18 l")


def test_other_facts_have_all_lines_checked_again(qtbot: QtBot, board: Board) -> None:
    board.write(HEADLINES, "Weighs 980 g", "Holds 18 l")
    assert board.lining.unchecked == frozenset()
    board.brief(msgspec.structs.replace(HAVN, facts=HAVN.facts[:1]))
    assert board.lining.unchecked == {0, 1}
    qtbot.waitUntil(lambda: board.lining.unchecked == frozenset(), timeout=10_000)
    asked = board.fake.of(Check)
    assert [each.copy.fields[HEADLINES] for each in asked] == [("Weighs 980 g",), ("Holds 18 l",)]


def test_a_check_that_fails_leaves_the_line_unchecked_and_asks_the_next(qtbot: QtBot, board: Board) -> None:
    def check(request: Check) -> CheckReport:
        if request.copy.text(HEADLINES) == "one":
            raise UserError(ErrorKind.INPUT, "Too long.")
        return CheckReport()

    board.fake.answers[Check] = check
    board.brief()
    board.lining.add("one")
    board.lining.add("two")
    qtbot.waitUntil(lambda: board.lining.unchecked == {0}, timeout=10_000)
    assert len(board.fake.of(Check)) == 2


def test_lines_are_typed_removed_and_brought_back(qtbot: QtBot, board: Board) -> None:
    board.brief()
    for text in ("c", "a", "b", "  "):
        board.lining.add(text)
    assert board.texts() == ["c", "a", "b"]
    board.lining.remove((0, 2))
    assert board.texts() == ["a"]
    board.until_lines(qtbot, HEADLINES, "a")
    board.posted[-1].answers[0].action()
    assert board.texts() == ["c", "a", "b"]
    board.until_lines(qtbot, HEADLINES, "c", "a", "b")


def test_the_order_is_the_writers(board: Board) -> None:
    board.write(HEADLINES, "Navy or black?", "Holds 18 l", "A backpack of 980 g")
    board.lining.choose(2, True)
    for order, first in (
        ("shortest", "Holds 18 l"),
        ("longest", "A backpack of 980 g"),
        ("alphabet", "A backpack of 980 g"),
        ("chosen", "A backpack of 980 g"),
        ("", "Navy or black?"),
        ("nonsense", "Navy or black?"),
    ):
        board.lining.sort(order)
        assert board.texts()[0] == first
        (ticked,) = board.lining.chosen
        assert board.texts()[ticked] == "A backpack of 980 g"
    assert board.lining.sorted_by == ""
    assert set(board.lining.orders) >= {"", "shortest", "longest", "alphabet", "facts", "remarks", "chosen", "model"}
    for order in board.lining.orders:
        board.lining.sort(order)
        assert sorted(board.texts()) == ["A backpack of 980 g", "Holds 18 l", "Navy or black?"]


def test_taken_lines_are_one_step_of_undo_and_bear_their_source(board: Board) -> None:
    board.write(HEADLINES, "Weighs 980 g", "Holds 18 l", "Navy or black?")
    board.session.set_field(HEADLINES, ("Old",), "Type")
    board.lining.add("Typed by hand")
    board.lining.take((0, 2, 3))
    draft = board.session.draft
    assert draft.copy.fields[HEADLINES] == ("Weighs 980 g", "Navy or black?", "Typed by hand")
    assert [(each.field, each.model) for each in draft.sources] == [
        (f"{HEADLINES}[0]", "local/small"),
        (f"{HEADLINES}[1]", "local/small"),
    ]
    assert draft.brief.channels[-1] == HEADLINES
    board.session.undo()
    assert board.session.draft.copy.fields[HEADLINES] == ("Old",)
    assert HEADLINES not in board.session.draft.brief.channels


def test_lines_may_go_after_those_that_stand_there_as_far_as_there_is_room(board: Board) -> None:
    texts = [f"Backpack number {number}" for number in range(16)]
    board.write(HEADLINES, *texts)
    board.session.set_field(HEADLINES, ("Old", "Backpack number 3"), "Type")
    board.lining.take(range(16), keep=True)
    taken = board.session.draft.copy.fields[HEADLINES]
    assert len(taken) == 15
    assert taken[:3] == ("Old", "Backpack number 3", "Backpack number 0")
    assert "no room for more" in board.posted[-1].title


def test_a_text_takes_the_first_line(board: Board) -> None:
    board.write(SUBJECT, "Navy or black?", "Weighs 980 g")
    board.lining.take((1,))
    assert board.session.draft.copy.fields["subject"] == "Weighs 980 g"
    assert SUBJECT not in board.session.draft.brief.channels  # a product has no mail


def test_nothing_is_taken_while_a_model_writes_into_the_draft(board: Board) -> None:
    board.write(HEADLINES, "Weighs 980 g")
    board.session.begin_writing("Write")
    board.lining.take((0,))
    assert HEADLINES not in board.session.draft.copy.fields
    assert len(board.posted) == 1


def test_headlines_and_descriptions_are_read_beside_each_other(board: Board) -> None:
    board.write(HEADLINES, "Made in Portugal", "Navy or black?")
    assert board.lining.clashes() == ()
    board.write(DESCRIPTIONS, "It weighs 980 g.", "Made in Portugal, of recycled polyester.")
    (clash,) = board.lining.clashes()
    assert (clash.first, clash.second) == (0, 1)
    board.lining.sort("longest")
    (clash,) = board.lining.clashes()
    assert board.lining.texts(DESCRIPTIONS)[clash.second].startswith("Made in Portugal")


def test_another_draft_has_its_own_lines_and_what_was_under_way_is_kept(qtbot: QtBot, board: Board) -> None:
    job = board.asked()
    tell(job, line(HEADLINES, "Weighs 980 g"))
    first = board.drafts.on_desk()
    board.drafts.new(Brief(product="Mug", language="en"))
    assert job.cancelled
    assert not board.is_busy()
    assert board.texts() == []
    tell(job, line(HEADLINES, "Too late"))
    assert board.texts() == []
    qtbot.waitUntil(lambda: bool(first()), timeout=10_000)
    board.drafts.open(first())
    qtbot.waitUntil(lambda: board.texts() == ["Weighs 980 g"], timeout=10_000)


def test_the_list_that_changed_last_is_shown_and_each_keeps_its_own(qtbot: QtBot, board: Board) -> None:
    board.write(HEADLINES, "Weighs 980 g")
    board.until_lines(qtbot, HEADLINES, "Weighs 980 g")
    board.write(SUBJECT, "Navy or black?")
    board.until_lines(qtbot, SUBJECT, "Navy or black?")
    draft = board.drafts.on_desk()()
    board.drafts.new(Brief(product="Mug", language="en"))
    board.lining.show("x.post")
    board.drafts.open(draft)
    qtbot.waitUntil(lambda: set(board.lining.filled) == {HEADLINES, SUBJECT}, timeout=10_000)
    assert board.lining.channel == SUBJECT
    board.lining.show(HEADLINES)
    assert board.texts() == ["Weighs 980 g"]


def test_lines_are_exported_for_people_and_for_programs(qtbot: QtBot, board: Board, tmp_path: Path) -> None:
    board.write(DESCRIPTIONS, "It weighs 980 g.", "It holds 18 l.")
    board.write(HEADLINES, "Weighs 980 g", "=Holds 18 l", "Navy or black?", "x" * 31)
    for place in (0, 1, 3):
        board.lining.choose(place, True)
    board.lining.export(tmp_path / "lines.csv")
    board.lining.export_ads(tmp_path / "ads.csv")
    qtbot.waitUntil((tmp_path / "ads.csv").exists, timeout=10_000)
    plain = list(csv.reader((tmp_path / "lines.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert [row[0] for row in plain] == ["Line", "Weighs 980 g", "'=Holds 18 l", "x" * 31]
    assert [row[4] for row in plain] == ["Fits", "yes", "yes", "no"]
    ads = list(csv.reader((tmp_path / "ads.csv").read_text(encoding="utf-8-sig").splitlines()))
    row = dict(zip(ads[0], ads[1], strict=True))
    assert row["Headline 1"] == "Weighs 980 g"
    assert row["Headline 3"] == ""  # the third is too long
    assert row["Description 2"] == "It holds 18 l."
    assert board.lining.has_ads_sheet
    board.lining.show("x.post")
    assert not board.lining.has_ads_sheet


def test_channels_are_offered_under_their_names(board: Board) -> None:
    offered = {each.id: each for each in board.lining.channels()}
    assert offered[SUBJECT].label == "Subject"
    assert offered[HEADLINES].limit == 30
    with pytest.raises(UserError):
        board.lining.show("mail.subjct")


def test_lines_typed_before_the_kept_ones_were_read_go_after_them(qtbot: QtBot, profile: Profile) -> None:
    store = Store(profile)
    draft = store.save_draft(Draft(DraftId(""), brief=HAVN))
    store.save_lines(draft.id, LineList(HEADLINES, (line(HEADLINES, "Kept"),)))
    store.close()
    board = Board(profile)
    try:
        board.drafts.put_on_desk(draft)
        board.lining.add("New")
        qtbot.waitUntil(lambda: board.texts() == ["Kept", "New"], timeout=10_000)
        board.until_lines(qtbot, HEADLINES, "Kept", "New")
    finally:
        board.close()


def test_a_history_that_cannot_be_written_is_said_once_and_tried_again(qtbot: QtBot, board: Board) -> None:
    board.brief()
    board.lining.add("a")
    board.until_lines(qtbot, HEADLINES, "a")
    lost = DraftId("gone")

    def refuse(_store: Store) -> DraftId:
        raise UserError(ErrorKind.STORAGE, f"There is no draft {lost}.")

    keeper, board.drafts.keeper = board.drafts.keeper, lambda: refuse  # type: ignore[method-assign]
    board.lining.add("b")
    qtbot.waitUntil(lambda: bool(board.posted), timeout=10_000)
    board.lining.add("c")
    qtbot.wait(500)
    assert len(board.posted) == 1
    board.drafts.keeper = keeper  # type: ignore[method-assign]
    board.lining.add("d")
    board.until_lines(qtbot, HEADLINES, "a", "b", "c", "d")
