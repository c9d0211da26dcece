"""The mail as it will be sent: made after a pause, off the window's thread, of what is on the desk now."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from desktop.core.brand import Brand
from desktop.core.brief import Brief
from desktop.core.copy import Copy
from desktop.core.draft import Draft
from desktop.core.errors import EnvironmentProblem, ErrorKind, Problem
from desktop.core.ids import DraftId
from desktop.core.mail import RenderedMail, text_for
from desktop.engine.mail_messages import RenderMail
from tests.unit.runtime.mail_bench import YLVA, MailBench


def answer(request: RenderMail) -> RenderedMail:
    subject = text_for(request.copy, "subject", request.segment)
    return RenderedMail(subject, "", "", f"<p>{request.dark}{request.images}{request.brand.name}</p>", "")


@pytest.fixture
def made(mails: MailBench) -> list[RenderedMail]:
    found: list[RenderedMail] = []
    mails.fake.answers[RenderMail] = answer
    mails.mailing.rendered.connect(found.append)
    return found


def rests(qtbot: QtBot) -> None:
    """Let every pause pass."""
    qtbot.wait(600)


def test_nothing_is_rendered_before_somebody_looks(qtbot: QtBot, mails: MailBench, made: list[RenderedMail]) -> None:
    mailing = mails.open()
    mailing.set_text("subject", "Nieuw")
    rests(qtbot)
    assert mails.fake.of(RenderMail) == []
    assert (mailing.last, made) == (None, [])


def test_typing_is_rendered_once_after_a_pause(qtbot: QtBot, mails: MailBench, made: list[RenderedMail]) -> None:
    mailing = mails.open()
    mailing.refresh(dark=True, images=False)
    qtbot.waitUntil(lambda: len(made) == 1, timeout=5_000)
    for text in ("Y", "Yl", "Ylv", "Ylva"):
        mailing.set_text("subject", text)
    rests(qtbot)
    assert [each.subject for each in made] == ["Ylva is er", "Ylva"]
    assert made[-1].html == "<p>TrueFalse</p>"
    assert mailing.last == made[-1]


def test_the_segment_its_sample_and_the_brand_are_those_of_now(
    qtbot: QtBot, mails: MailBench, made: list[RenderedMail]
) -> None:
    mailing = mails.open()
    mailing.refresh()
    qtbot.waitUntil(lambda: len(made) == 1, timeout=5_000)
    assert mails.fake.of(RenderMail)[-1].sample["last_name"] == "de Vries"
    mailing.show_segment("s2")
    qtbot.waitUntil(lambda: mails.fake.of(RenderMail)[-1].segment == "s2", timeout=5_000)
    mailing.set_brand(Brand("Sjöbod"))
    qtbot.waitUntil(lambda: made[-1].html == "<p>FalseTrueSjöbod</p>", timeout=5_000)
    asked = mails.fake.of(RenderMail)[-1]
    assert asked.pictures == str(mails.profile.folder / "pictures")
    assert asked.embed


def test_what_was_asked_of_an_older_text_is_asked_again(qtbot: QtBot, mails: MailBench) -> None:
    made: list[RenderedMail] = []
    mails.mailing.rendered.connect(made.append)
    mailing = mails.open()
    mailing.refresh()
    qtbot.waitUntil(lambda: len(mails.fake.of(RenderMail)) == 1, timeout=5_000)
    mailing.set_text("subject", "Anders")
    rests(qtbot)
    assert mails.fake.jobs[0].cancelled
    first, second = (job for job in mails.fake.jobs if isinstance(job.params, RenderMail))
    before, after = mails.fake.of(RenderMail)
    second.finished.emit(answer(after))
    first.finished.emit(answer(before))  # too late
    assert [each.subject for each in made] == ["Anders"]


def test_a_mail_that_left_the_desk_is_not_shown_any_more(
    qtbot: QtBot, mails: MailBench, made: list[RenderedMail]
) -> None:
    mailing = mails.open()
    mailing.refresh()
    qtbot.waitUntil(lambda: len(made) == 1, timeout=5_000)
    mails.drafts.put_new(Draft(DraftId(""), brief=Brief(product="Havn")))
    assert mailing.last is None
    rests(qtbot)
    assert len(mails.fake.of(RenderMail)) == 1
    mails.open(YLVA, Copy({"subject": "Weer"}))
    qtbot.waitUntil(lambda: made[-1].subject == "Weer", timeout=5_000)


def test_nobody_looks_any_more(qtbot: QtBot, mails: MailBench, made: list[RenderedMail]) -> None:
    mailing = mails.open()
    mailing.refresh()
    qtbot.waitUntil(lambda: len(made) == 1, timeout=5_000)
    mailing.follow(False)
    mailing.set_text("subject", "Stil")
    rests(qtbot)
    assert len(made) == 1
    mailing.follow(True)
    qtbot.waitUntil(lambda: made[-1].subject == "Stil", timeout=5_000)


def test_what_cannot_be_rendered_is_said_and_tried_again_when_it_changes(qtbot: QtBot, mails: MailBench) -> None:
    failed: list[Problem] = []
    mails.mailing.render_failed.connect(failed.append)
    answers: list[Callable[[RenderMail], RenderedMail]] = [answer]

    def refuse(_request: RenderMail) -> RenderedMail:
        if answers:
            raise EnvironmentProblem(ErrorKind.TIMEOUT, "That takes too long.")
        return RenderedMail("", "", "", "", "")

    mails.fake.answers[RenderMail] = refuse
    mailing = mails.open()
    mailing.refresh()
    qtbot.waitUntil(lambda: len(failed) == 1, timeout=5_000)
    answers.clear()
    mailing.refresh()
    qtbot.waitUntil(lambda: mailing.last is not None, timeout=5_000)


def test_the_same_mail_is_rendered_once(qtbot: QtBot, mails: MailBench, made: list[RenderedMail]) -> None:
    mailing = mails.open()
    for _ in range(3):
        with qtbot.waitSignal(mailing.rendered, timeout=5_000):
            mailing.refresh()
    assert len(mails.fake.of(RenderMail)) == 1
