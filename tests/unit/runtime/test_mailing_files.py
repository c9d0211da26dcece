"""Mails in and out: read from files, written to files, put on the clipboard, shown in the browser, sent as a test."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.core.brand import Brand
from desktop.core.brief import Brief, Kind
from desktop.core.copy import Copy
from desktop.core.draft import Draft, Origin
from desktop.core.errors import EnvironmentProblem, ErrorKind, Problem, Remedy, UserError
from desktop.core.ids import DraftId
from desktop.core.mail import Block, BlockKind, Mail, MailType, RenderedMail
from desktop.core.mail_server import MailServer
from desktop.engine.mail_messages import (
    ExportMail,
    MailExported,
    MailRead,
    MailSent,
    ReadMail,
    RenderMail,
    SendTest,
)
from desktop.runtime.drafts import SaveKind
from desktop.runtime.mailing_page import POLICY, page_of
from tests.unit.runtime.mail_bench import WORDS, YLVA, MailBench

READ = MailRead(
    Brief(Kind.MAIL, language="sv", mail=Mail(blocks=(Block("b1", BlockKind.TEXT),))),
    Copy({"subject": "Hej", "b1": "Nyheter"}),
    ("2 pictures were left out.",),
)
SERVER = MailServer("smtp.sjobod.example", 587, "hej", "starttls", "hej@sjobod.example")


def test_a_mail_that_is_read_is_a_draft_with_a_version_and_the_one_before_is_kept(
    qtbot: QtBot, mails: MailBench, tmp_path: Path
) -> None:
    mails.fake.answers[ReadMail] = lambda _request: READ
    mails.open()
    mails.mailing.set_text("subject", "Niet kwijt")
    mails.mailing.open_mail(tmp_path / "old.eml")
    qtbot.waitUntil(lambda: mails.text("subject") == "Hej", timeout=5_000)
    assert mails.fake.of(ReadMail) == [ReadMail(str(tmp_path / "old.eml"), "", str(mails.mailing.pictures))]
    qtbot.waitUntil(lambda: mails.drafts.save_state.kind is SaveKind.SAVED, timeout=10_000)
    headers = mails.store.call(lambda store: store.versions(mails.session.draft.id))
    assert [each.origin for each in headers] == [Origin.IMPORTED]
    assert mails.posted[-1].text == "2 pictures were left out."
    found = mails.store.call(lambda store: store.latest_drafts(10, Kind.MAIL))
    assert {each.copy.text("subject") for each in found} == {"Hej", "Niet kwijt"}


def test_a_pasted_mail_is_read_too_and_one_that_cannot_be_changes_nothing(qtbot: QtBot, mails: MailBench) -> None:
    def refuse(_request: ReadMail) -> MailRead:
        raise UserError(ErrorKind.INPUT, "This is no mail.", "Paste its source.")

    mails.fake.answers[ReadMail] = refuse
    mails.open()
    before = mails.session.draft
    mails.mailing.paste_mail("<mjml>")
    qtbot.waitUntil(lambda: bool(mails.posted), timeout=5_000)
    assert mails.fake.of(ReadMail)[-1].text == "<mjml>"
    assert mails.posted[-1].title == "This is no mail."
    assert mails.session.draft == before


def test_no_mail_is_read_over_one_that_a_model_writes(mails: MailBench, tmp_path: Path) -> None:
    mails.open()
    mails.mailing.write()
    mails.mailing.open_mail(tmp_path / "old.eml")
    assert mails.fake.of(ReadMail) == []
    assert mails.posted[-1].key == "still_writing"


def test_the_mail_of_the_segment_is_exported(qtbot: QtBot, mails: MailBench, tmp_path: Path) -> None:
    path = tmp_path / "ylva.html"
    mails.fake.answers[ExportMail] = lambda _request: MailExported((str(path), "a.png", "b.png"), ("No address.",))
    mailing = mails.open()
    mailing.set_brand(Brand("Sjöbod"))
    mailing.show_segment("s2")
    mailing.export(path)
    qtbot.waitUntil(lambda: bool(mails.posted), timeout=5_000)
    asked = mails.fake.of(ExportMail)[-1]
    assert (asked.path, asked.segment, asked.brand.name, asked.copy) == (str(path), "s2", "Sjöbod", WORDS)
    assert mails.posted[-1].title == "Exported to ylva.html and 2 pictures beside it."
    assert mails.posted[-1].text == "No address."
    assert mailing.exports(path)
    assert not mailing.exports(tmp_path / "ylva.json")


def test_what_goes_to_the_sender_s_editor_has_its_merge_tags(qtbot: QtBot, mails: MailBench) -> None:
    mails.fake.answers[RenderMail] = lambda _request: RenderedMail("", "", "", "<p>{{ first_name }}</p>", "Hoi")
    mailing = mails.open()
    mailing.refresh(dark=True, images=False)
    mailing.copy_html()
    clipboard = QGuiApplication.clipboard()
    qtbot.waitUntil(lambda: clipboard.text() == "<p>{{ first_name }}</p>", timeout=5_000)
    asked = next(each for each in mails.fake.of(RenderMail) if each.sample is None)
    assert (asked.dark, asked.images, asked.embed) == (False, True, False)
    mailing.copy_as("text")
    qtbot.waitUntil(lambda: clipboard.text() == "Hoi", timeout=5_000)
    mailing.copy_as("markdown")
    assert "# Nu is Ylva er" in clipboard.text()


def test_the_browser_gets_a_page_that_loads_and_runs_nothing(
    qtbot: QtBot, mails: MailBench, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    html = "<html><HEAD lang='nl'><script src=x></script></HEAD><body>Ylva</body></html>"
    mails.fake.answers[RenderMail] = lambda _request: RenderedMail("", "", "", html, "")
    mails.open().open_in_browser()
    qtbot.waitUntil(lambda: bool(opened), timeout=5_000)
    page = Path(opened[0].toLocalFile()).read_text("utf-8")
    assert page.index("Content-Security-Policy") < page.index("<script")
    asked = mails.fake.of(RenderMail)[-1]
    assert asked.embed
    assert asked.sample


@pytest.mark.parametrize("html", ["<p>x</p>", "", "<html><body>x</body></html>", "<head></head>"])
def test_every_page_has_the_policy_first(html: str) -> None:
    page = page_of(html)
    assert page.count("Content-Security-Policy") == 1
    assert POLICY in page
    assert "script-src" not in POLICY  # what is not named is refused by default
    assert "default-src 'none'" in POLICY


def test_a_test_mail_goes_to_the_writer_s_own_address_and_is_told(qtbot: QtBot, mails: MailBench) -> None:
    told: list[MailSent | Problem] = []
    mailing = mails.open()
    mailing.sent.connect(told.append)
    mailing.set_server(SERVER, None)
    mailing.show_segment("s2")
    mailing.send_test()
    mailing.send_test()  # one at a time
    (asked,) = mails.fake.of(SendTest)
    assert (asked.server, asked.segment, asked.copy) == (SERVER, "s2", WORDS)
    assert asked.sample["first_name"] == "Anna"
    mailing.stop_sending()
    job = mails.asked(SendTest)
    assert job.cancelled
    job.finished.emit(MailSent("250 ok", 2048))
    assert told == [MailSent("250 ok", 2048)]
    assert not mailing.sending
    assert mails.posted[-1].text == "250 ok"


def test_without_a_server_nothing_is_sent_and_the_way_to_it_is_shown(mails: MailBench) -> None:
    told: list[MailSent | Problem] = []
    mailing = mails.open()
    mailing.sent.connect(told.append)
    mailing.send_test()
    assert mails.fake.of(SendTest) == []
    (problem,) = told
    assert isinstance(problem, Problem)
    assert problem.remedy is Remedy.OPEN_SETTINGS
    assert not mailing.sending


def test_a_server_that_refuses_is_said(qtbot: QtBot, mails: MailBench) -> None:
    def refuse(_request: SendTest) -> MailSent:
        raise EnvironmentProblem(ErrorKind.AUTH, "The password was refused.")

    mails.fake.answers[SendTest] = refuse
    mailing = mails.open()
    mailing.set_server(SERVER, None)
    mailing.send_test()
    qtbot.waitUntil(lambda: not mailing.sending, timeout=5_000)
    assert mails.posted[-1].title == "The password was refused."


# Series


def _has(found: Sequence[object], count: int) -> bool:
    return len(found) == count


def test_a_series_is_kept_whole_and_its_first_mail_is_on_the_desk(qtbot: QtBot, mails: MailBench) -> None:
    about = Draft(DraftId("p"), brief=Brief(product="Ylva", language="sv", notes="Ull"))
    mails.mailing.begin_series("welcome", about)
    qtbot.waitUntil(lambda: mails.mailing.is_mail, timeout=10_000)
    series = mails.mailing.mail.series
    assert series is not None
    assert (series.place, series.day, series.name) == (1, 0, "Welcome series")
    found: list[list[object]] = []
    mails.mailing.set_text("subject", "Välkommen")
    mails.mailing.series(lambda each: found.append(list(each)))
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    rows = [(each.place, each.day, each.type, each.title, each.written) for each in found[0]]  # type: ignore[attr-defined]
    assert rows == [
        (1, 0, MailType.WELCOME, "Välkommen", True),
        (2, 2, MailType.ANNOUNCEMENT, "Ylva", False),
        (3, 5, MailType.NEWSLETTER, "Ylva", False),
    ]
    assert "Ull" in mails.session.draft.brief.notes


def test_two_series_of_one_kind_are_apart(qtbot: QtBot, mails: MailBench) -> None:
    opened: list[Draft] = []
    mails.session.opened.connect(opened.append)
    found: list[list[DraftId]] = []
    for number in (1, 2):
        mails.mailing.begin_series("win_back")
        qtbot.waitUntil(partial(_has, opened, number), timeout=10_000)
        mails.mailing.series(lambda each: found.append([mail.draft.id for mail in each]))
        qtbot.waitUntil(partial(_has, found, number), timeout=10_000)
    assert [len(each) for each in found] == [3, 3]
    assert len({*found[0], *found[1]}) == 6


def test_the_mails_before_are_told_to_the_model(qtbot: QtBot, mails: MailBench) -> None:
    mails.mailing.begin_series("launch")
    qtbot.waitUntil(lambda: mails.mailing.is_mail, timeout=10_000)
    mails.mailing.set_text("subject", "Snart kommer Ylva")
    mails.kept(qtbot)
    found: list[DraftId] = []
    mails.mailing.series(lambda each: found.extend(mail.draft.id for mail in each))
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    mails.drafts.open(found[1])
    qtbot.waitUntil(lambda: mails.session.draft.id == found[1], timeout=10_000)
    qtbot.waitUntil(lambda: bool(mails.writer.request().earlier), timeout=10_000)
    assert [each.text("subject") for each in mails.writer.request().earlier] == ["Snart kommer Ylva"]
    mails.open(YLVA)
    assert mails.writer.request().earlier == ()


def test_a_mail_of_no_series_has_none(mails: MailBench) -> None:
    found: list[int] = []
    mails.open().series(lambda each: found.append(len(each)))
    assert found == [0]
    mails.mailing.begin_series("nothing of the kind")
    assert mails.session.draft.copy == WORDS
