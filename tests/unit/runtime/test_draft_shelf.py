"""Going to another screen and back: nothing is lost, not even a step of undo, and writing is never ended by it."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from pytestqt.qtbot import QtBot

from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.ids import DraftId
from desktop.core.mail import MailType
from desktop.runtime.draft_shelf import MOST_LEFT, Left, Shelf, Slot
from desktop.runtime.session import Place, Steps
from desktop.store.store import Store
from tests.unit.runtime.mail_bench import WORDS, MailBench


def product(mails: MailBench, title: str = "Havn") -> None:
    mails.drafts.new(Brief(product=title))
    mails.session.set_field("title", title, "Typing")


def test_a_screen_finds_its_draft_and_its_undo_again(qtbot: QtBot, mails: MailBench) -> None:
    product(mails)
    mails.kept(qtbot)
    mails.open()
    mails.mailing.set_text("b1", "Anders")
    assert mails.drafts.show_kind(Kind.PRODUCT)
    assert mails.session.draft.copy == Copy({"title": "Havn"})
    mails.session.undo()
    assert mails.session.draft.copy.is_empty
    mails.mailing.show_last()
    assert mails.text("b1") == "Anders"
    mails.session.undo()
    assert mails.session.draft.copy == WORDS
    mails.session.redo()
    assert mails.text("b1") == "Anders"
    mails.drafts.show_kind(Kind.PRODUCT)
    mails.session.redo()
    assert mails.session.draft.copy == Copy({"title": "Havn"})


def test_a_draft_that_was_not_kept_yet_comes_back_and_is_kept_once(qtbot: QtBot, mails: MailBench) -> None:
    product(mails)
    mails.open()  # nothing has been saved so far
    mails.drafts.show_kind(Kind.PRODUCT)
    mails.session.set_field("title", "Havn 2", "Typing")
    draft = mails.kept(qtbot)
    qtbot.waitUntil(lambda: len(mails.store.call(lambda store: store.latest_drafts())) == 2, timeout=10_000)
    mails.drafts.show_kind(Kind.MAIL)
    mails.drafts.show_kind(Kind.PRODUCT)
    assert mails.session.draft.id == draft.id
    found = mails.store.call(lambda store: store.latest_drafts(10, Kind.PRODUCT))
    assert [each.copy.text("title") for each in found] == ["Havn 2"]


def test_the_last_mail_of_the_history_is_found_by_a_new_window(qtbot: QtBot, mails: MailBench) -> None:
    def keep(store: Store) -> None:
        for title in ("eerste", "tweede"):
            store.save_draft(Draft(DraftId(""), Kind.MAIL, Brief(Kind.MAIL, title), Copy({"subject": title})))

    mails.store.call(keep)
    mails.mailing.show_last()
    qtbot.waitUntil(lambda: mails.text("subject") == "tweede", timeout=10_000)


def test_without_any_mail_there_is_an_empty_sheet_and_the_product_is_untouched(qtbot: QtBot, mails: MailBench) -> None:
    product(mails)
    mails.mailing.show_last()
    qtbot.waitUntil(lambda: mails.session.draft.kind is Kind.MAIL, timeout=10_000)
    assert not mails.mailing.is_mail
    assert mails.session.undo_label == ""
    mails.mailing.begin(MailType.WELCOME)
    mails.drafts.show_kind(Kind.PRODUCT)
    assert mails.text("title") == "Havn"


def test_a_text_that_was_changed_elsewhere_has_no_undo_of_the_old_one(qtbot: QtBot, mails: MailBench) -> None:
    product(mails)
    draft = mails.kept(qtbot)
    mails.open()
    other = Draft(draft.id, brief=draft.brief, copy=Copy({"title": "By a command"}))
    mails.store.call(lambda store: store.save_draft(other))
    mails.drafts.open(draft.id)
    qtbot.waitUntil(lambda: mails.text("title") == "By a command", timeout=10_000)
    assert mails.session.undo_label == ""


def test_opening_from_the_history_brings_the_undo_of_this_session(qtbot: QtBot, mails: MailBench) -> None:
    product(mails)
    draft = mails.kept(qtbot)
    mails.open()
    mails.drafts.open(draft.id)
    qtbot.waitUntil(lambda: mails.session.draft.id == draft.id, timeout=10_000)
    assert mails.session.undo_label == "Typing"


def test_typing_after_coming_back_is_a_step_of_its_own(qtbot: QtBot, mails: MailBench) -> None:
    product(mails)
    mails.kept(qtbot)
    mails.open()
    mails.drafts.show_kind(Kind.PRODUCT)
    mails.session.set_field("title", "Havn 2", "Typing")
    mails.session.undo()
    assert mails.text("title") == "Havn"


def test_writing_is_not_ended_by_going_to_another_screen(qtbot: QtBot, mails: MailBench) -> None:
    product(mails)
    mails.kept(qtbot)
    mails.writer.write()
    assert not mails.drafts.show_kind(Kind.MAIL)
    mails.mailing.begin(MailType.WELCOME)
    mails.mailing.begin_series("welcome")
    assert mails.writer.busy
    assert mails.text("title") == "Havn"
    assert [notice.key for notice in mails.posted].count("still_writing") == 3


def test_a_thrown_away_draft_does_not_come_back(qtbot: QtBot, mails: MailBench) -> None:
    product(mails)
    draft = mails.kept(qtbot)
    mails.open()
    mails.drafts.delete(draft.id)
    qtbot.waitUntil(lambda: not mails.store.call(lambda store: store.latest_drafts(10, Kind.PRODUCT)), timeout=10_000)
    mails.drafts.show_kind(Kind.PRODUCT)
    qtbot.waitUntil(lambda: mails.session.draft.kind is Kind.PRODUCT, timeout=10_000)
    assert mails.session.draft.copy.is_empty


def test_looking_at_a_draft_does_not_change_when_it_was_changed(qtbot: QtBot, mails: MailBench) -> None:
    product(mails)
    changed = mails.kept(qtbot).changed_at
    mails.open()
    mails.kept(qtbot)
    mails.drafts.show_kind(Kind.PRODUCT)
    mails.drafts.save_now()
    found = mails.store.call(lambda store: store.latest_drafts(1, Kind.PRODUCT))[0]
    assert mails.session.draft.changed_at == found.changed_at >= changed
    before = found.changed_at
    mails.drafts.show_kind(Kind.MAIL)
    mails.drafts.show_kind(Kind.PRODUCT)
    mails.drafts.save_now()
    assert mails.store.call(lambda store: store.latest_drafts(1, Kind.PRODUCT))[0].changed_at == before


def test_only_the_last_drafts_are_remembered() -> None:
    shelf = Shelf()
    for number in range(MOST_LEFT + 5):
        draft = Draft(DraftId(f"d{number}"), copy=Copy({"title": str(number)}))
        shelf.put(Left(Slot(draft), Steps(draft)))
    assert shelf.find(DraftId("d4")) is None
    assert shelf.find(DraftId("d5")) is not None
    last = shelf.last(Kind.PRODUCT)
    assert last is not None
    assert last.draft.id == f"d{MOST_LEFT + 4}"
    shelf.put(Left(Slot(Draft(DraftId(""))), Steps(Draft(DraftId("")))))
    assert shelf.last(Kind.PRODUCT) is last


def test_an_edit_by_a_place_joins_no_edit_of_another_draft(mails: MailBench) -> None:
    mails.open()
    mails.session.set_field("b1", "een", "Typing")
    mails.drafts.put_new(Draft(DraftId(""), Kind.MAIL, Brief(Kind.MAIL)))
    mails.session.set_field("b1", "twee", "Typing")
    assert mails.session.steps.undo[0].place == Place("copy.b1")
    mails.session.undo()
    assert mails.text("b1") == ""


def about(words: str) -> Callable[[Draft], Draft]:
    def change(draft: Draft) -> Draft:
        return msgspec.structs.replace(draft, brief=msgspec.structs.replace(draft.brief, audience=words))

    return change


def stored(mails: MailBench, draft: Draft) -> Draft:
    return mails.store.call(lambda store: store.draft(draft.id))


def test_a_draft_of_the_history_is_changed_there_and_undone_when_it_is_opened(qtbot: QtBot, mails: MailBench) -> None:
    kept = mails.store.call(lambda store: store.save_draft(Draft(DraftId(""), brief=Brief(product="Havn"))))
    with qtbot.waitSignal(mails.drafts.latest_changed, timeout=10_000):
        mails.drafts.change(kept.id, about("Cyclists"), Place("brief"), "Change the audience")
    assert stored(mails, kept).brief.audience == "Cyclists"
    versions = mails.store.call(lambda store: store.versions(kept.id))
    found = mails.store.call(lambda store: [store.version(each.id) for each in versions])
    assert [each.brief.audience for each in found] == ["Cyclists", ""]
    mails.drafts.open(kept.id)
    qtbot.waitUntil(lambda: mails.session.draft.id == kept.id, timeout=10_000)
    assert mails.session.undo_label == "Change the audience"
    mails.session.undo()
    assert mails.session.draft.brief == kept.brief
    mails.session.redo()
    assert mails.session.draft.brief.audience == "Cyclists"


def test_a_draft_that_was_left_comes_back_changed_with_all_its_steps(qtbot: QtBot, mails: MailBench) -> None:
    product(mails)
    draft = mails.kept(qtbot)
    mails.open()
    with qtbot.waitSignal(mails.drafts.latest_changed, timeout=10_000):
        mails.drafts.change(draft.id, about("Cyclists"), Place("brief"), "Change the audience")
    qtbot.waitUntil(lambda: stored(mails, draft).brief.audience == "Cyclists", timeout=10_000)
    mails.drafts.show_kind(Kind.PRODUCT)
    assert mails.session.draft.brief.audience == "Cyclists"
    mails.session.undo()
    assert (mails.session.draft.brief.audience, mails.session.draft.copy.text("title")) == ("", "Havn")
    mails.session.undo()
    assert mails.session.draft.copy.is_empty


def test_a_draft_on_the_desk_is_changed_there(qtbot: QtBot, mails: MailBench) -> None:
    product(mails)
    draft = mails.kept(qtbot)
    mails.drafts.change(draft.id, about("Cyclists"), Place("brief"), "Change the audience")
    assert mails.session.draft.brief.audience == "Cyclists"
    assert mails.session.undo_label == "Change the audience"


def test_what_was_left_unsaved_stays_when_the_history_changes_its_draft() -> None:
    kept = Draft(DraftId("d1"), brief=Brief(product="Havn"))
    shelf = Shelf()
    typed = msgspec.structs.replace(kept, copy=Copy({"title": "Typed"}))
    shelf.put(Left(Slot(kept), Steps(typed)))
    changed = about("Cyclists")
    shelf.change(kept, changed(kept), changed, Place("brief"), "Change the audience")
    left = shelf.find(kept.id)
    assert left is not None
    assert not left.is_kept
    assert (left.draft.copy.text("title"), left.draft.brief.audience) == ("Typed", "Cyclists")
