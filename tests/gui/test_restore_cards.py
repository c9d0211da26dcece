"""What the cards before a restore say: what becomes of each text, of all, and what an import brought."""

from __future__ import annotations

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.history import DraftCard
from desktop.core.ids import DraftId
from desktop.core.restoring import Content, Difference, DraftPlan, ImportReport, PlannedDraft, RestorePlan
from desktop.views.main_window import MainWindow
from desktop.views.settings.plan_rows import plan_lines
from desktop.views.settings.restore_card import other_words, text_words, version_words
from desktop.views.settings.restore_draft_card import RestoreDraftCard, draft_chooser, what_comes
from desktop.views.settings.workspace_file import came


def draft(title: str, text: str = "", id: str = "") -> Draft:
    return Draft(DraftId(id), Kind.PRODUCT, Brief(product=title), Copy({"title": text or title}))


def test_each_fate_has_its_line_and_what_goes_stands_first() -> None:
    def planned(title: str, *, text: bool = True, coming: int = 0, going: int = 0) -> PlannedDraft:
        return PlannedDraft(DraftId(title), Kind.PRODUCT, title, "h", "t", coming, going, text)

    plan = RestorePlan(
        "b",
        "2025-03-21T13:15:00+00:00",
        coming=(planned("comes"),),
        going=(planned(""),),
        changing=(
            planned("text"),
            planned("fewer", text=False, going=2),
            planned("more", text=False, coming=1),
            planned("moved", text=False),
        ),
        unchanged=1,
        versions_coming=1,
        versions_going=3,
        others=(Difference(Content.TAGS, 2, 1), Difference(Content.DUELS, 0, 4)),
    )
    assert [(line.title, line.fate) for line in plan_lines(plan)] == [
        ("Without a name", "goes"),
        ("text", "gets its text of then"),
        ("fewer", "loses 2 versions"),
        ("more", "gets 1 version"),
        ("moved", "lies elsewhere, or has other tags"),
        ("comes", "comes back"),
    ]
    assert text_words(plan) == "1 text comes back · 1 text goes · 4 texts change · 1 text stays as it is"
    assert version_words(plan) == "1 version comes · 3 versions go"
    assert other_words(plan.others) == "Tags: 2 more, 1 fewer · Choices of duels: 4 fewer"


def test_what_one_text_would_become_is_said() -> None:
    there, here = draft("Havn", "A", "d"), draft("Havn", "B", "d")
    assert what_comes(DraftPlan("b", "", there)) == "This text is not here any more. It comes back with its versions."
    same = DraftPlan("b", "", there, there, trashed=True, versions_coming=1)
    assert what_comes(same) == (
        "The text is the same as today. It lies in the trash, and is taken out of it."
        " 1 version that is missing here comes back."
    )
    assert "undo takes this back" in what_comes(DraftPlan("b", "", there, here))


def test_what_an_import_brought_is_said() -> None:
    ids = tuple(DraftId(str(number)) for number in range(3))
    report = ImportReport(ids[:1], ids, 4, 9)
    assert came(report) == (
        "1 text is new here. Of 3 texts there are others here; those of the file came as versions."
        " 4 texts were here already. 9 versions came."
    )
    assert came(ImportReport()) == "There was nothing in it that is not here."


def test_a_text_that_is_as_it_was_has_nothing_to_restore(window: MainWindow) -> None:
    there = draft("Havn", "A", "d")
    card = RestoreDraftCard(window, DraftPlan("b", "2025-03-21T13:15:00+00:00", there, there))
    card.open_in_middle()
    assert not card.yes.isVisible()
    assert not card.text.isVisible()
    assert card.no.text() == "Close"
    card.close_card()


def test_a_text_in_the_trash_or_the_archive_says_so_where_it_is_chosen(window: MainWindow) -> None:
    cards = [
        DraftCard(DraftId("1"), Kind.PRODUCT, "en", "Havn", trashed_at="2025-03-21T13:15:00+00:00"),
        DraftCard(DraftId("2"), Kind.MAIL, "en", "", archived_at="2025-03-21T13:15:00+00:00"),
    ]
    chooser = draft_chooser(window, cards)
    assert [(entry.label, entry.tail) for entry in chooser.shown] == [
        ("Havn", "trash · Product"),
        ("Without a name", "archive · Mail"),
    ]
    chooser.narrow("trash")
    assert [entry.value for entry in chooser.shown] == cards[:1]
    chooser.deleteLater()
