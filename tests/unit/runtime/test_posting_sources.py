"""The sources of a post on the desk: added, renamed, taken away, and what its sentences rest on."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.checks.report import check_copy
from desktop.core.brief import Brief, Fact, Kind, Passage
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import ErrorKind, UserError
from desktop.core.ids import DraftId
from desktop.core.post import Post, PostSource, Section, SourceKind, SourceMatch
from desktop.core.settings import KNOWLEDGE
from desktop.engine.source_messages import MatchSources, ReadSource, SourceMatches, SourceRead
from desktop.formats.source_text import PAGE
from desktop.runtime.assisting_values import Phase
from desktop.runtime.posting_account import FACTS, Account, SourcePlace, Statement, pieces_with_places, spans_of
from desktop.runtime.posting_sources import MOST_SOURCES, PostSources, with_mark, without_marks
from tests.fakes.desk import FakeDesk

PDF = PostSource(
    "q1",
    "Storing tea at home.pdf",
    SourceKind.PDF,
    "Storing tea at home.pdf",
    f"Tea likes the dark.\n\n{PAGE}A closed cupboard of 15 to 20 °C suits tea.\n\nAir is bad.\n\n"
    f"{PAGE}Steam ruins 9 of 10 teas.",
    "Nilgiri Growers",
)
WIKI = PostSource("q2", "Tea: storage", SourceKind.PAGE, "https://tea.example/", "Storage\n\nBlack tea keeps 2 years.")
BODY = (
    "Our sencha is best within 6 months.\n\n## Where to keep it\n\nA closed cupboard of 15 to 20 °C suits tea.[^q1]"
    " Steam ruins 9 of 10 teas. Next to coffee, tea takes on the smell within 3 days.\n\n## How long\n\n"
    "Black tea keeps 2 years[^q2].\n"
)


@pytest.fixture
def desk(qapp: QApplication) -> FakeDesk:
    made = FakeDesk()
    put(made)
    return made


def put(desk: FakeDesk, *sources: PostSource, body: str = BODY) -> None:
    post = Post(outline=(Section("s1", "Where to keep it", sources=("q1",)),), sources=sources)
    facts = (Fact("f1", "Weight", "100 g"), Fact("f2", "Sencha", "best within 6 months"))
    brief = Brief(Kind.BLOG, "Tea", language="en", facts=facts, post=post)
    desk.session.open(Draft(DraftId("d1"), Kind.BLOG, brief, Copy({"body": body})))


def account(desk: FakeDesk) -> Account:
    draft = desk.session.draft
    return PostSources.account(check_copy(draft.copy, draft.brief, channels=()), draft)


def body(desk: FakeDesk) -> str:
    return desk.session.draft.copy.text("body")


def test_every_statement_stands_under_what_bears_it(desk: FakeDesk) -> None:
    put(desk, PDF, WIKI)
    found = account(desk)
    assert (found.total, found.cited) == (5, 4)
    (bare,) = found.bare
    assert bare.words == "Next to coffee, tea takes on the smell within 3 days."
    assert bare.section == "Where to keep it"
    rows = {each.id: each for each in found.sources}
    assert list(rows) == [FACTS, "q1", "q2"]
    assert [each.place for each in rows[FACTS].statements] == [SourcePlace("f2", fact=2)]
    assert rows[FACTS].count == 2
    assert [(each.words, each.place) for each in rows["q1"].statements] == [
        ("A closed cupboard of 15 to 20 °C suits tea.", SourcePlace("q1.2", page=2)),
        ("Steam ruins 9 of 10 teas.", SourcePlace("q1.4", page=3)),
    ]
    assert (rows["q1"].number, rows["q1"].count, rows["q2"].number) == (1, 3, 2)
    assert [each.place for each in rows["q2"].statements] == [SourcePlace("q2.2", line=3)]


def test_what_shows_a_source_counts_though_no_rule_finds_it_there(desk: FakeDesk) -> None:
    text = "Next to coffee, tea takes on the smell within 3 days[^q2].\n"
    put(desk, WIKI, body=text)
    found = account(desk)
    assert (found.total, found.cited, found.bare) == (1, 1, ())
    (row,) = [each for each in found.sources if each.id == "q2"]
    assert [each.place for each in row.statements] == [SourcePlace()]


def test_a_draft_that_is_no_post_has_no_account(desk: FakeDesk) -> None:
    desk.session.open(Draft(DraftId("p"), Kind.PRODUCT, Brief(), Copy({"description": "It weighs 9 g."})))
    assert account(desk) == Account()


def test_pieces_are_found_in_the_text_whatever_blanks_it_has() -> None:
    long = "Sentence  number one.\n" * 60
    source = PostSource("q1", "T", text=f" \n{long}\n\n\t\nLast\xa0words here. \n")
    for (start, end), (_, words) in zip(spans_of(source), source.pieces(), strict=True):
        assert "".join(source.text[start:end].split()) == "".join(words.split())
    assert next(each[2].line for each in pieces_with_places(source)) == 2
    assert spans_of(PostSource("q1", "T", text="")) == ()


def test_files_come_one_after_another_each_as_a_step_of_undo(desk: FakeDesk, qtbot: QtBot) -> None:
    sources = desk.posting.sources
    answer = lambda request: SourceRead((PostSource("", Path(request.path).name, text="Words."),))  # noqa: E731
    desk.engine.answers[ReadSource] = answer
    sources.add_file(Path("one.txt"))
    sources.add_file(Path("two.txt"))
    assert sources.busy
    assert "one.txt" in sources.doing
    qtbot.waitUntil(lambda: len(sources.sources) == 2)
    assert [(each.id, each.title) for each in sources.sources] == [("q1", "one.txt"), ("q2", "two.txt")]
    assert (sources.busy, sources.doing) == (False, "")
    desk.session.undo()
    assert [each.id for each in sources.sources] == ["q1"]
    desk.session.redo()
    assert len(sources.sources) == 2


def test_what_cannot_be_read_is_said_and_the_next_is_read(desk: FakeDesk, qtbot: QtBot) -> None:
    def answer(request: ReadSource) -> SourceRead:
        if request.path.endswith("locked.pdf"):
            raise UserError(ErrorKind.INPUT, "It is locked.", "Unlock it.")
        return SourceRead((PostSource("", "two", text="Words."),), ("Only a part was taken.",))

    desk.engine.answers[ReadSource] = answer
    told: list[str] = []
    desk.notices.posted.connect(lambda notice: told.append(f"{notice.title} {notice.text}"))
    desk.posting.sources.add_file(Path("locked.pdf"))
    desk.posting.sources.add_file(Path("two.txt"))
    qtbot.waitUntil(lambda: len(desk.posting.sources.sources) == 1)
    assert any("It is locked." in each for each in told)
    assert any("Only a part was taken." in each for each in told)


def test_stop_ends_what_is_read_and_forgets_what_waits(desk: FakeDesk) -> None:
    sources = desk.posting.sources
    sources.add_page("tea.example")
    sources.add_text("Words.")
    sources.stop()
    assert desk.engine.jobs[-1].cancelled
    assert [type(each) for each in desk.engine.asked].count(ReadSource) == 1


def test_what_was_read_for_another_post_is_not_added_to_this_one(desk: FakeDesk, qtbot: QtBot) -> None:
    sources = desk.posting.sources
    sources.add_page("tea.example")
    job = desk.engine.jobs[-1]
    put(desk, PDF)
    job.finished.emit(SourceRead((PostSource("", "late", text="Words."),)))
    assert [each.id for each in sources.sources] == ["q1"]
    assert not sources.busy


def test_a_source_goes_with_its_marks_in_one_step(desk: FakeDesk) -> None:
    put(desk, PDF, WIKI)
    desk.posting.sources.remove("q1")
    assert "[^q1]" not in body(desk)
    assert "[^q2]" in body(desk)
    assert [each.id for each in desk.posting.sources.sources] == ["q2"]
    assert not desk.posting.post.outline[0].sources
    desk.session.undo()
    assert body(desk) == BODY
    assert [each.id for each in desk.posting.sources.sources] == ["q1", "q2"]
    assert desk.posting.post.outline[0].sources == ("q1",)


def test_a_source_is_called_otherwise(desk: FakeDesk) -> None:
    put(desk, PDF)
    desk.posting.sources.rename("q1", "  The growers’ \n paper ")
    assert desk.posting.sources.sources[0].title == "The growers’ paper"
    desk.posting.sources.rename("q1", " ")
    assert desk.posting.sources.sources[0].title == "The growers’ paper"


def test_too_many_are_refused_with_a_sentence(desk: FakeDesk, qtbot: QtBot) -> None:
    put(desk, *(PostSource(f"q{number}", "T", text="Words.") for number in range(1, MOST_SOURCES + 1)))
    desk.engine.answers[ReadSource] = lambda _request: SourceRead((PostSource("", "One more", text="Words."),))
    with qtbot.waitSignal(desk.notices.posted) as said:
        desk.posting.sources.add_text("Words.")
    assert "One more" in said.args[0].title
    assert len(desk.posting.sources.sources) == MOST_SOURCES


def test_knowledge_of_the_workspace_is_one_source(desk: FakeDesk) -> None:
    sources = desk.posting.sources
    sources.add_knowledge()
    assert not sources.sources
    known = (Passage("p1", "Parcels take 2 days."), Passage("p2", "Tins\n\nmay rust."))
    desk.settings.set(KNOWLEDGE, msgspec.json.encode(known).decode())
    sources.add_knowledge()
    (made,) = sources.sources
    assert [words for _, words in made.pieces()] == ["Parcels take 2 days.", "Tins may rust."]
    desk.settings.set(KNOWLEDGE, msgspec.json.encode(known[:1]).decode())
    sources.add_knowledge()
    assert [len(each.pieces()) for each in sources.sources] == [1]
    assert sources.sources[0].id == made.id


def test_the_switches_are_those_of_the_post(desk: FakeDesk) -> None:
    sources = desk.posting.sources
    sources.set_only_sources(False)
    sources.set_listed(True)
    assert (desk.posting.post.outside, desk.posting.post.references) == (True, True)
    desk.session.undo()
    assert (desk.posting.post.outside, desk.posting.post.references) == (True, False)


def test_a_source_that_is_found_is_cited_in_one_step(desk: FakeDesk, qtbot: QtBot) -> None:
    put(desk, PDF, WIKI)
    (bare,) = account(desk).bare
    match = SourceMatch("q2", "q2.2", "Black tea keeps 2 years.", 0.5)
    desk.engine.answers[MatchSources] = lambda _request: SourceMatches((match,))
    with qtbot.waitSignal(desk.posting.sources.found) as told:
        desk.posting.sources.find(bare)
    assert told.args[0].statement == bare
    assert told.args[0].matches == ((match, SourcePlace("q2.2", line=3)),)
    assert desk.posting.sources.take(bare, match)
    assert "within 3 days[^q2]." in body(desk)
    assert account(desk).bare == ()
    desk.session.undo()
    assert body(desk) == BODY


def test_a_sentence_that_moved_is_found_and_one_that_changed_is_left_alone(desk: FakeDesk) -> None:
    put(desk, PDF, WIKI)
    (bare,) = account(desk).bare
    match = SourceMatch("q2", "q2.2", "Black tea keeps 2 years.", 0.5)
    desk.session.set_field("body", f"First words.\n\n{BODY}", "Type")
    assert desk.posting.sources.take(bare, match)
    assert body(desk).startswith("First words.")
    assert "within 3 days[^q2]." in body(desk)
    desk.session.set_field("body", "All else.", "Type")
    assert not desk.posting.sources.take(bare, match)
    assert body(desk) == "All else."


def test_softer_and_as_the_fact_says_are_proposed_not_written(desk: FakeDesk) -> None:
    put(desk, PDF, WIKI)
    (bare,) = account(desk).bare
    assert desk.posting.sources.soften(bare)
    assistant = desk.posting.assistant
    assert (assistant.words, assistant.state.phase) == (bare.words, Phase.ASKING)
    assert desk.posting.sources.take(bare, SourceMatch("", "f1", "Weight: 100 g", 0.4))
    assert assistant.state.wish is not None
    assert "Weight: 100 g" in assistant.state.wish.argument
    assert body(desk) == BODY


@pytest.mark.parametrize(
    ("sentence", "marked"),
    [
        ("It is so.", "It is so[^q1]."),
        ("“It is so.”", "“It is so[^q1].”"),
        ("It is so", "It is so[^q1]"),
        ("**It is so!** ", "**It is so[^q1]!** "),
    ],
)
def test_a_mark_stands_before_the_full_stop(sentence: str, marked: str) -> None:
    assert with_mark(f"A. {sentence}B.", 3, 3 + len(sentence), "q1") == f"A. {marked}B."


def test_marks_of_several_sources_keep_the_others() -> None:
    assert without_marks("One [^q1, q2]. Two [q1]. Three[^q11].", "q1") == "One [^q2]. Two. Three[^q11]."


def test_places_are_those_of_the_draft(desk: FakeDesk) -> None:
    put(desk, PDF, WIKI)
    for row in account(desk).sources:
        for each in row.statements:
            assert isinstance(each, Statement)
            assert body(desk)[each.start : each.end].replace("[^q1]", "").replace("[^q2]", "") == each.words
